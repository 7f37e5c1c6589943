package team

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

// The chain for the date of an application is that of the date, not today's.
func TestChainOfAnApplicationDate(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	_, err := o.book.Move(ctx, Transfer{People: []model.ID{o.qian}, From: model.MustDate("2026-09-01"), SuperiorID: to(o.manager), Reason: "调动"})
	require.NoError(t, err)
	_, err = o.book.Move(ctx, Transfer{People: []model.ID{o.qian}, From: model.MustDate("2027-01-01"), SuperiorID: to(o.boss), Position: to("主管")})
	require.NoError(t, err)
	require.Equal(t, []string{"顾主管", "陆经理", "沈总"}, o.chain("2026-08-31", o.qian))
	require.Equal(t, []string{"陆经理", "沈总"}, o.chain("2026-09-01", o.qian))
	require.Equal(t, []string{"沈总"}, o.chain("2027-01-01", o.qian))
	require.Equal(t, o.manager, o.person(o.qian).SuperiorID, "today's post stands in the file")
	require.Equal(t, "业务员", o.person(o.qian).Position)

	reports, err := o.book.Reports(ctx, model.MustDate("2026-08-31"), o.leader, false)
	require.NoError(t, err)
	require.Equal(t, []model.ID{o.qian, o.sun}, reports)
	reports, err = o.book.Reports(ctx, o.day, o.leader, false)
	require.NoError(t, err)
	require.Equal(t, []model.ID{o.sun}, reports)
}

func TestCircleIsRefusedInWords(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	_, err := o.book.Move(ctx, Transfer{People: []model.ID{o.boss}, From: o.day, SuperiorID: to(o.leader)})
	require.Equal(t, "汇报关系绕成了一圈:沈总 → 顾主管 → 陆经理 → 沈总。", fault(t, err).What)
	_, err = o.book.Move(ctx, Transfer{People: []model.ID{o.manager}, From: model.MustDate("2027-03-01"), SuperiorID: to(o.qian)})
	require.Equal(t, "2027-03-01 起汇报关系会绕成一圈:陆经理 → 钱业务 → 顾主管 → 陆经理。", fault(t, err).What)
	_, err = o.book.Move(ctx, Transfer{People: []model.ID{o.manager}, From: o.day, SuperiorID: to(o.manager)})
	require.Contains(t, fault(t, err).What, "不能做自己的上级")
	e := o.person(o.boss)
	e.SuperiorID = o.sun
	_, err = o.book.Save(ctx, &e)
	require.Contains(t, fault(t, err).What, "绕成了一圈")
	require.Equal(t, []string{"顾主管", "陆经理", "沈总"}, o.chain("2027-03-01", o.qian), "nothing was written")

	// two who swap places at once pass through no circle
	_, err = o.book.Move(ctx, Transfer{People: []model.ID{o.qian, o.sun}, From: o.day, SuperiorID: to(o.manager), RegionID: to(o.north)})
	require.NoError(t, err)
	require.Equal(t, o.north, o.person(o.qian).RegionID)
	require.Equal(t, o.manager, o.person(o.sun).SuperiorID)
}

func TestMovesOfSeveralAreOneUndo(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	operation, err := o.book.Move(ctx, Transfer{People: []model.ID{o.qian, o.sun}, From: o.day, SuperiorID: to(o.boss)})
	require.NoError(t, err)
	later, err := o.book.Move(ctx, Transfer{People: []model.ID{o.sun}, From: o.day + 30, Position: to("主管")})
	require.NoError(t, err)
	err = o.book.Undo(ctx, operation)
	require.Contains(t, fault(t, err).What, "孙业务")
	require.Equal(t, o.boss, o.person(o.qian).SuperiorID, "nothing was undone")
	require.NoError(t, o.book.Undo(ctx, later))
	require.NoError(t, o.book.Undo(ctx, operation))
	require.Equal(t, o.leader, o.person(o.qian).SuperiorID)
	require.Equal(t, []string{"顾主管", "陆经理", "沈总"}, o.chain("2027-03-01", o.sun))
}

// A post planned for later shows in the file from its first day on.
func TestSettle(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	_, err := o.book.Move(ctx, Transfer{People: []model.ID{o.sun}, From: model.MustDate("2026-10-01"), Position: to("主管"), SuperiorID: to(o.boss)})
	require.NoError(t, err)
	require.Equal(t, "业务员", o.person(o.sun).Position)
	n, err := o.book.Settle(ctx, model.MustDate("2026-09-30"))
	require.NoError(t, err)
	require.Zero(t, n)
	n, err = o.book.Settle(ctx, model.MustDate("2026-10-02"))
	require.NoError(t, err)
	require.Equal(t, 1, n)
	require.Equal(t, "主管", o.person(o.sun).Position)
	require.Equal(t, o.boss, o.person(o.sun).SuperiorID)

	// an import wrote the file beside the posts
	e := o.person(o.qian)
	e.SuperiorID, e.Left = o.manager, 0
	put(t, o.store, &e)
	n, err = o.book.Settle(ctx, model.MustDate("2026-10-02"))
	require.NoError(t, err)
	require.Equal(t, 1, n)
	require.Equal(t, []string{"顾主管", "陆经理", "沈总"}, o.chain("2026-10-01", o.qian))
	require.Equal(t, []string{"陆经理", "沈总"}, o.chain("2026-10-02", o.qian))
	// and what would lead in a circle is put back
	boss := o.person(o.boss)
	boss.SuperiorID = o.leader
	put(t, o.store, &boss)
	n, err = o.book.Settle(ctx, model.MustDate("2026-10-03"))
	require.NoError(t, err)
	require.Equal(t, 1, n)
	require.Zero(t, o.person(o.boss).SuperiorID)
}

func TestCorrectAndRemovePosts(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	_, err := o.book.Move(ctx, Transfer{People: []model.ID{o.qian}, From: model.MustDate("2026-09-01"), Position: to("主管")})
	require.NoError(t, err)
	l, err := o.book.Line(ctx)
	require.NoError(t, err)
	posts := l.Posts(o.qian)
	require.Len(t, posts, 2)
	wrong := posts[1]
	wrong.From, wrong.Position = model.MustDate("2026-09-05"), "组长"
	_, err = o.book.CorrectPost(ctx, wrong)
	require.NoError(t, err)
	require.Equal(t, "组长", o.person(o.qian).Position)
	l, err = o.book.Line(ctx)
	require.NoError(t, err)
	require.Equal(t, "2026-09-04", l.Posts(o.qian)[0].To.String())

	first := l.Posts(o.qian)[0]
	first.From = model.MustDate("2020-05-01")
	_, err = o.book.CorrectPost(ctx, first)
	require.NoError(t, err)
	require.Equal(t, "2020-05-01", o.person(o.qian).Hired.String(), "the first post begins with the hire")

	l, err = o.book.Line(ctx)
	require.NoError(t, err)
	_, err = o.book.RemovePost(ctx, l.Posts(o.qian)[1])
	require.NoError(t, err)
	require.Equal(t, "业务员", o.person(o.qian).Position)
	l, err = o.book.Line(ctx)
	require.NoError(t, err)
	_, err = o.book.RemovePost(ctx, l.Posts(o.qian)[0])
	require.Contains(t, fault(t, err).What, "只有这一段")
}

// People who came by an import have no posts until something changes.
func TestImportedPeople(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	e := model.Employee{Code: "E9", Name: "郑业务", Position: "业务员", SuperiorID: o.leader}
	put(t, o.store, &e)
	require.Equal(t, []string{"顾主管", "陆经理", "沈总"}, o.chain("2015-01-01", e.ID))
	_, err := o.book.Move(ctx, Transfer{People: []model.ID{e.ID}, From: o.day, SuperiorID: to(o.boss)})
	require.NoError(t, err)
	require.Equal(t, []string{"顾主管", "陆经理", "沈总"}, o.chain("2026-09-10", e.ID))
	require.Equal(t, []string{"沈总"}, o.chain("2026-09-11", e.ID))
	n, err := o.book.Settle(ctx, o.day)
	require.NoError(t, err)
	require.Zero(t, n)
}

func TestSave(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	_, err := o.book.Save(ctx, &model.Employee{Name: " "})
	require.Contains(t, fault(t, err).What, "姓名")
	_, err = o.book.Save(ctx, &model.Employee{Name: "吴", Code: "E4"})
	require.Contains(t, fault(t, err).What, "钱业务")
	_, err = o.book.Save(ctx, &model.Employee{Name: "吴", Hired: o.day, Left: o.day - 1})
	require.Contains(t, fault(t, err).What, "早于")
	_, err = o.book.Save(ctx, &model.Employee{Name: "吴", SuperiorID: 4711})
	require.Contains(t, fault(t, err).What, "上级")

	later := o.person(o.qian)
	later.Hired = model.MustDate("2021-01-01")
	_, err = o.book.Save(ctx, &later)
	require.NoError(t, err)
	posts, err := store.Find(ctx, o.store, model.EmployeePost{EmployeeID: o.qian})
	require.NoError(t, err)
	require.Len(t, posts, 1)
	require.Equal(t, later.Hired, posts[0].From)

	later.Position, later.Phone = "主管", "10000000001"
	operation, err := o.book.Save(ctx, &later)
	require.NoError(t, err)
	require.Equal(t, "主管", o.person(o.qian).Position)
	l, err := o.book.Line(ctx)
	require.NoError(t, err)
	require.Equal(t, o.day, l.Posts(o.qian)[1].From)
	require.NoError(t, o.book.Undo(ctx, operation))
	require.Equal(t, "业务员", o.person(o.qian).Position)
}

func TestRemove(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	_, err := o.book.Remove(ctx, o.leader)
	require.Contains(t, fault(t, err).What, "不能删除")
	operation, err := o.book.Remove(ctx, o.sun)
	require.NoError(t, err)
	d, err := o.store.Directory(ctx)
	require.NoError(t, err)
	require.NotContains(t, d.Employees, o.sun)
	require.NoError(t, o.book.Undo(ctx, operation))
	require.Equal(t, []string{"顾主管", "陆经理", "沈总"}, o.chain("2026-09-11", o.sun))
}

func TestReturn(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	e := o.person(o.sun)
	e.Left = model.MustDate("2026-05-31")
	_, err := o.book.Save(ctx, &e)
	require.NoError(t, err)
	_, err = o.book.Return(ctx, o.sun, model.MustDate("2026-05-01"))
	require.Contains(t, fault(t, err).What, "还没有离职")
	_, err = o.book.Return(ctx, o.sun, model.MustDate("2026-08-01"))
	require.NoError(t, err)
	l, err := o.book.Line(ctx)
	require.NoError(t, err)
	require.True(t, l.Employed(model.MustDate("2026-05-31"), o.sun))
	require.False(t, l.Employed(model.MustDate("2026-07-31"), o.sun))
	require.True(t, l.Employed(model.MustDate("2026-08-01"), o.sun))
	require.Zero(t, o.person(o.sun).Left)
}
