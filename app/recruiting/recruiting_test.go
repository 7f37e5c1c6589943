package recruiting

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

var (
	ctx   = context.Background()
	today = model.MustDate("2026-09-11")
)

func open(t *testing.T) (*Book, *store.Store) {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	b := New(s)
	b.SetClock(func() model.Date { return today })
	return b, s
}

func apply(t *testing.T, b *Book, name, source string, days model.Date) model.ID {
	t.Helper()
	c := model.Candidate{Name: name, Source: source, Applied: today - days, Phone: "10012345678"}
	_, err := b.Save(ctx, &c)
	require.NoError(t, err)
	return c.ID
}

func move(t *testing.T, b *Book, id model.ID, to model.CandidateStage, days model.Date, reason string) string {
	t.Helper()
	op, err := b.Move(ctx, id, to, today-days, reason)
	require.NoError(t, err)
	return op
}

func pipeline(t *testing.T, b *Book) *Pipeline {
	t.Helper()
	p, err := b.Pipeline(ctx)
	require.NoError(t, err)
	return p
}

func TestEveryStageIsDatedAndKept(t *testing.T) {
	b, _ := open(t)
	id := apply(t, b, "应一", "内部推荐", 20)
	move(t, b, id, model.CandidateInterview, 15, "")
	op := move(t, b, id, model.CandidateFinal, 9, "")
	require.NoError(t, b.Undo(ctx, op))
	move(t, b, id, model.CandidateFinal, 8, "")
	move(t, b, id, model.CandidateRejected, 2, "薪资谈不拢")
	c := pipeline(t, b).Find(id)
	require.Equal(t, []Step{
		{model.CandidateApplied, today - 20, ""}, {model.CandidateInterview, today - 15, ""},
		{model.CandidateFinal, today - 8, ""}, {model.CandidateRejected, today - 2, "薪资谈不拢"},
	}, c.Way)
	require.Equal(t, 2, c.Days)
}

func TestTwoStagesOnOneDay(t *testing.T) {
	b, _ := open(t)
	id := apply(t, b, "应一", "", 3)
	move(t, b, id, model.CandidateInterview, 1, "")
	move(t, b, id, model.CandidateFinal, 1, "")
	way := pipeline(t, b).Find(id).Way
	require.Equal(t, Step{Stage: model.CandidateFinal, On: today - 1}, way[2])
}

func TestMovesThatAreRefused(t *testing.T) {
	b, _ := open(t)
	id := apply(t, b, "应一", "", 3)
	for want, do := range map[string]func() error{
		"要写原因":  func() error { _, err := b.Move(ctx, id, model.CandidateRejected, today, " "); return err },
		"录用入职":  func() error { _, err := b.Move(ctx, id, model.CandidateHired, today, ""); return err },
		"将来":    func() error { _, err := b.Move(ctx, id, model.CandidateInterview, today+1, ""); return err },
		"不能更早":  func() error { _, err := b.Move(ctx, id, model.CandidateInterview, today-4, ""); return err },
		"这个阶段":  func() error { _, err := b.Move(ctx, id, "x", today, ""); return err },
		"已经被删除": func() error { _, err := b.Move(ctx, 99, model.CandidateInterview, today, ""); return err },
		"没有姓名":  func() error { _, err := b.Save(ctx, &model.Candidate{Name: " "}); return err },
	} {
		err := do()
		require.ErrorContains(t, err, want)
		_, ok := model.AsFault(err)
		require.True(t, ok, want)
	}
}

func TestSavingDoesNotChangeTheStage(t *testing.T) {
	b, _ := open(t)
	id := apply(t, b, "应一", "", 3)
	move(t, b, id, model.CandidateInterview, 1, "")
	c := pipeline(t, b).Find(id).Candidate
	c.Stage, c.Note = model.CandidateHired, "谈得来"
	_, err := b.Save(ctx, &c)
	require.NoError(t, err)
	got := pipeline(t, b).Find(id)
	require.Equal(t, model.CandidateInterview, got.Stage)
	require.Equal(t, "谈得来", got.Note)
}

func TestHireIsOneActWithUndo(t *testing.T) {
	b, s := open(t)
	id := apply(t, b, "应一", "内部推荐", 20)
	move(t, b, id, model.CandidateOffer, 5, "")
	employee, op, err := b.Hire(ctx, id, Post{Code: "E9", From: today + 3, Position: "业务员"})
	require.NoError(t, err)
	d, err := s.Directory(ctx)
	require.NoError(t, err)
	require.Equal(t, "应一", d.Employees[employee].Name)
	require.Equal(t, today+3, d.Employees[employee].Hired)
	posts, err := store.Find(ctx, s, model.EmployeePost{EmployeeID: employee})
	require.NoError(t, err)
	require.Len(t, posts, 1)
	require.Equal(t, "入职", posts[0].Reason)
	require.Equal(t, employee, pipeline(t, b).Find(id).EmployeeID)

	_, err = b.Move(ctx, id, model.CandidateFinal, today, "")
	require.ErrorContains(t, err, "已经入职")
	_, err = b.Remove(ctx, id)
	require.ErrorContains(t, err, "要留着")
	other := apply(t, b, "应二", "", 1)
	_, _, err = b.Hire(ctx, other, Post{Code: "E9", From: today, Position: "业务员"})
	require.ErrorContains(t, err, "E9")

	require.NoError(t, b.TakeBack(ctx, id, op))
	d, err = s.Directory(ctx)
	require.NoError(t, err)
	require.Empty(t, d.Employees)
	c := pipeline(t, b).Find(id)
	require.Equal(t, model.CandidateOffer, c.Stage)
	require.Zero(t, c.EmployeeID)

	_, op, err = b.Hire(ctx, id, Post{Code: "E9", From: today, Position: "业务员"})
	require.NoError(t, err)
	require.Error(t, b.TakeBack(ctx, id, "no such act"))
	require.NotZero(t, pipeline(t, b).Find(id).EmployeeID, "nothing is half undone")
	require.NoError(t, b.TakeBack(ctx, id, op))
}

func TestFunnel(t *testing.T) {
	b, _ := open(t)
	a := apply(t, b, "甲", "内部推荐", 30)
	move(t, b, a, model.CandidateOffer, 10, "") // skips two stages
	_, _, err := b.Hire(ctx, a, Post{From: today - 6, Position: "业务员"})
	require.NoError(t, err)
	c := apply(t, b, "乙", "招聘网站", 30)
	move(t, b, c, model.CandidateInterview, 25, "")
	move(t, b, c, model.CandidateRejected, 20, "没来")
	apply(t, b, "丙", "招聘网站", 5)
	apply(t, b, "丁", "", 500) // before the period
	f := pipeline(t, b).Funnel(model.Period{From: today - 40, To: today}, 0)
	var reached []int
	for _, l := range f.Levels {
		reached = append(reached, l.Reached)
	}
	require.Equal(t, []int{3, 2, 1, 1, 1}, reached)
	require.Equal(t, []Source{{"内部推荐", 1, 1}, {"招聘网站", 2, 0}}, f.Sources)
	require.Equal(t, 1, f.Rejected)
	days, ok := f.MedianDays()
	require.True(t, ok)
	require.Equal(t, 24, days)
	none := pipeline(t, b).Funnel(model.Period{From: 1, To: 2}, 0)
	_, ok = none.MedianDays()
	require.False(t, ok)
	require.True(t, pipeline(t, b).Document(model.Period{From: 1, To: 2}, 0).Section("funnel").Rows[1].Cells[2].None)
}
