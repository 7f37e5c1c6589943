package customers

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

func idsOf(t testing.TB, b *Book, codes ...string) []model.ID {
	t.Helper()
	var ids []model.ID
	for _, code := range codes {
		ids = append(ids, rowOf(t, b, code).ID())
	}
	return ids
}

func TestChangeManyIsOneAct(t *testing.T) {
	b, _ := open(t, shop())
	owner, grade, stage, star := model.ID(2), "B", model.StageStopped, true
	edits := Edits{OwnerID: &owner, Grade: &grade, Stage: &stage, Key: &star, AddTags: []string{"夜场", "冷链"}, RemoveTags: []string{"大客户"}}
	list, err := b.List(ctx)
	require.NoError(t, err)
	require.Equal(t, 4, edits.Preview(list.Rows))
	steps := 0
	operation, n, err := b.Change(ctx, idsOf(t, b, "K1", "K2", "K3"), edits, func(done, total int) { steps++; require.Equal(t, 3, total) })
	require.NoError(t, err)
	require.Equal(t, 3, n)
	require.Equal(t, 3, steps)
	k2 := rowOf(t, b, "K2")
	require.Equal(t, "张怡", k2.Owner)
	require.Equal(t, []string{"夜场", "冷链"}, k2.Tags())
	require.Equal(t, model.StageStopped, k2.Stage())
	require.True(t, k2.Customer.Key)

	list, err = b.List(ctx)
	require.NoError(t, err)
	require.Equal(t, 1, edits.Preview(list.Rows), "who is like that already does not count")
	again, n, err := b.Change(ctx, idsOf(t, b, "K1", "K2"), edits, nil)
	require.NoError(t, err)
	require.Zero(t, n)
	require.Empty(t, again)

	require.NoError(t, b.Undo(ctx, operation))
	require.Equal(t, []string{"夜场", "大客户"}, rowOf(t, b, "K2").Tags())
	require.Equal(t, "A", rowOf(t, b, "K1").Customer.Grade)
	require.Empty(t, rowOf(t, b, "K3").Owner)

	_, _, err = b.Change(ctx, idsOf(t, b, "K1"), Edits{}, nil)
	require.ErrorContains(t, err, "没有要修改的内容")
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	_, _, err = b.Change(cancelled, idsOf(t, b, "K1"), edits, nil)
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, "A", rowOf(t, b, "K1").Customer.Grade, "nothing of a cancelled act stays")
}

func TestAnActiveStageIsNoChangeOfAFileThatDoesNotSay(t *testing.T) {
	stage := model.StageActive
	edits := Edits{Stage: &stage}
	require.False(t, edits.apply(&model.Customer{}))
	require.True(t, edits.apply(&model.Customer{Stage: model.StageStopped}))
}

func TestDeleteRefusesWhoIsSpokenOf(t *testing.T) {
	b, _ := open(t, shop())
	operation, deleted, refused, err := b.Delete(ctx, idsOf(t, b, "K1", "K3"), nil)
	require.NoError(t, err)
	require.Equal(t, 1, deleted)
	require.Len(t, refused, 1)
	require.Equal(t, "永盛商贸", refused[0].Customer.Name)
	require.Contains(t, refused[0].Reason, "销售明细")
	list, err := b.List(ctx)
	require.NoError(t, err)
	require.Len(t, list.Rows, 3)
	require.NoError(t, b.Undo(ctx, operation))
	require.Equal(t, "从未进货店", rowOf(t, b, "K3").Customer.Name)
}

func TestGrades(t *testing.T) {
	b, _ := open(t, shop())
	prospect := model.Customer{Code: "Q1", Name: "潜在店", Stage: model.StageProspect}
	put(t, b, prospect)
	rule, err := b.LastGradeRule(ctx)
	require.NoError(t, err)
	require.Equal(t, DefaultGradeRule, rule)

	// 2450, 100, 10, 0: the first gathers 95.7%
	plan, err := b.PlanGrades(ctx, rule)
	require.NoError(t, err)
	require.Equal(t, 4, plan.Graded, "a prospect is not graded")
	require.Equal(t, []GradeMove{{"", "C", 3}}, plan.Moves)
	require.Equal(t, 1, plan.Stay)
	require.Equal(t, map[string]int{"A": 1, "C": 3}, plan.Counts)

	operation, n, err := b.ApplyGrades(ctx, GradeRule{CutA: 80, CutB: 97}, nil)
	require.NoError(t, err)
	require.Equal(t, 3, n)
	require.Equal(t, "B", rowOf(t, b, "K2").Customer.Grade)
	require.Equal(t, "C", rowOf(t, b, "K3").Customer.Grade)
	require.Empty(t, rowOf(t, b, "Q1").Customer.Grade)
	rule, err = b.LastGradeRule(ctx)
	require.NoError(t, err)
	require.Equal(t, 97, rule.CutB, "the rule last used is offered again")

	by := "A"
	_, _, err = b.Change(ctx, idsOf(t, b, "K3"), Edits{Grade: &by}, nil)
	require.NoError(t, err)
	plan, err = b.PlanGrades(ctx, GradeRule{CutA: 80, CutB: 97, KeepHand: true})
	require.NoError(t, err)
	require.Equal(t, 1, plan.ByHand)
	require.Equal(t, 1, plan.Kept)
	require.Zero(t, plan.Changes(), "the grade given by hand stays")
	plan, err = b.PlanGrades(ctx, GradeRule{CutA: 80, CutB: 97})
	require.NoError(t, err)
	require.Equal(t, []GradeMove{{"A", "C", 1}}, plan.Moves)

	require.NoError(t, b.Undo(ctx, operation))
	require.Empty(t, rowOf(t, b, "K2").Customer.Grade)
	require.Equal(t, "A", rowOf(t, b, "K3").Customer.Grade, "changed again since: the later change stands")
	rule, err = b.LastGradeRule(ctx)
	require.NoError(t, err)
	require.Equal(t, DefaultGradeRule, rule, "an act undone is forgotten")

	for _, bad := range []GradeRule{{CutA: 0, CutB: 95}, {CutA: 95, CutB: 80}, {CutA: 80, CutB: 101}, {CutA: 80, CutB: 80}} {
		_, err := b.PlanGrades(ctx, bad)
		require.ErrorContains(t, err, "分级线", bad)
		_, _, err = b.ApplyGrades(ctx, bad, nil)
		require.Error(t, err)
	}
}

func TestViews(t *testing.T) {
	b, _ := open(t, shop())
	view := View{Name: " 昆山终端 ", Filter: Filter{Kinds: []string{"终端"}, Silent: 30, Suspicions: []analysis.Suspicion{analysis.Churn}}, Sort: "year", Descending: true,
		Layout: json.RawMessage(`{"Columns":[{"Key":"name"}]}`)}
	operation, err := b.SaveView(ctx, view)
	require.NoError(t, err)
	views, err := b.Views(ctx)
	require.NoError(t, err)
	require.Len(t, views, 1)
	kept := views[0]
	require.Equal(t, "昆山终端", kept.Name)
	require.Equal(t, view.Filter, kept.Filter)
	require.JSONEq(t, string(view.Layout), string(kept.Layout))

	_, err = b.SaveView(ctx, View{Name: "昆山终端"})
	require.ErrorContains(t, err, "已经有名为")
	_, err = b.SaveView(ctx, View{Name: "重点客户"})
	require.ErrorContains(t, err, "已经有名为", "those of the program keep their names")
	_, err = b.SaveView(ctx, View{Name: " "})
	require.ErrorContains(t, err, "名字")

	kept.Name, kept.Filter.Silent = "昆山", 60
	_, err = b.SaveView(ctx, kept)
	require.NoError(t, err)
	views, err = b.Views(ctx)
	require.NoError(t, err)
	require.Len(t, views, 1)
	require.Equal(t, 60, views[0].Filter.Silent)

	gone, err := b.DeleteView(ctx, kept.ID)
	require.NoError(t, err)
	views, err = b.Views(ctx)
	require.NoError(t, err)
	require.Empty(t, views)
	require.NoError(t, b.Undo(ctx, gone))
	views, err = b.Views(ctx)
	require.NoError(t, err)
	require.Equal(t, "昆山", views[0].Name)
	require.NotEmpty(t, operation)
}

func TestUsualViewsFindSomebodyInTheDemo(t *testing.T) {
	b := dealers(t)
	list, err := b.List(ctx)
	require.NoError(t, err)
	for _, v := range UsualViews() {
		rows := v.Filter.Apply(list)
		require.NotEmpty(t, rows, v.Name)
		require.LessOrEqual(t, len(rows), len(list.Rows))
	}
}

func TestDeskIsKept(t *testing.T) {
	b, _ := open(t, nil)
	d, err := b.Desk(ctx)
	require.NoError(t, err)
	require.Zero(t, d)
	want := Desk{Tree: true, Layout: json.RawMessage(`{"Columns":null}`)}
	require.NoError(t, b.KeepDesk(ctx, want))
	d, err = b.Desk(ctx)
	require.NoError(t, err)
	require.Equal(t, want, d)
}

func TestClosedFlagsAreNotOpen(t *testing.T) {
	in := demo.Generate(demo.Options{Customers: 60, Products: 12, Months: 14, Lines: 6000, Until: model.MustDate("2026-09-11")})
	b, _ := open(t, in)
	churn := Filter{Suspicions: []analysis.Suspicion{analysis.Churn}}
	list, rows, err := b.Find(ctx, churn, "")
	require.NoError(t, err)
	require.NotEmpty(t, rows)
	f, ok := rows[0].OpenFlag()
	require.True(t, ok)
	require.NoError(t, b.Close(ctx, list, f, model.VerdictNormal, "老板出差"))
	_, after, err := b.Find(ctx, churn, "")
	require.NoError(t, err)
	require.Len(t, after, len(rows)-1)
	r, err := b.Card(ctx, rows[0].ID(), "yuan")
	require.NoError(t, err)
	require.Equal(t, model.VerdictNormal, r.AllFlags[0].Verdict)
	require.Equal(t, "老板出差", r.AllFlags[0].Note)
	require.NoError(t, b.Close(ctx, list, f, "", ""))
	_, after, err = b.Find(ctx, churn, "")
	require.NoError(t, err)
	require.Len(t, after, len(rows))
}

func TestEmptyBusiness(t *testing.T) {
	b, s := open(t, nil)
	list, err := b.List(ctx)
	require.NoError(t, err)
	require.Empty(t, list.Rows)
	require.Len(t, list.Tree(), 1)
	_, err = s.Edit(ctx, func(e *store.Edit) error {
		return store.Put(e, &model.Customer{Code: "K1", Name: "第一家"})
	})
	require.NoError(t, err)
	list, err = b.List(ctx)
	require.NoError(t, err)
	require.Len(t, list.Rows, 1, "a new master is seen, told or not")
	c, err := b.Card(ctx, 1, "yuan")
	require.NoError(t, err)
	require.Empty(t, c.Events)
	require.Equal(t, "从未进货", c.LastWords())
	require.NotEmpty(t, c.Document().Sections)
	require.Equal(t, "未分区", list.Tree()[1].Name)
}
