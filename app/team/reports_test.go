package team

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/exporting"
	"xunshi/app/exporting/layout"
	"xunshi/model"
)

func TestHandoverListNamesEverything(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	a, b, c := o.estate()
	record, _, err := o.book.HandOver(ctx, HandoverPlan{From: o.qian, Date: o.day, LastDay: o.day, Customers: map[model.ID]model.ID{a: o.sun, b: o.leader, c: o.sun}, TargetsTo: o.sun})
	require.NoError(t, err)
	doc, err := o.book.HandoverDocument(ctx, record.ID)
	require.NoError(t, err)
	require.Len(t, doc.Section("customers").Rows, 3)
	require.Len(t, doc.Section("takers").Rows, 2)
	require.Equal(t, int64(900*model.Yuan), doc.Section("takers").Total.Cells[3].Number, "the balance at the hand-over")
	require.Len(t, doc.Section("items").Rows, 4, "a step, a complaint, targets to two people")
	require.Len(t, doc.Section("signatures").Rows, 4, "giver, two successors, superior")
	pages, err := exporting.Pages(doc, layout.Setup{})
	require.NoError(t, err)
	require.LessOrEqual(t, len(pages), 2)
	_, err = o.book.HandoverDocument(ctx, 4711)
	fault(t, err)
}

func TestReminders(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	e := o.person(o.qian)
	e.Birthday, e.Hired = model.MustDate("1992-09-20"), model.MustDate("2021-10-01")
	_, err := o.book.Save(ctx, &e)
	require.NoError(t, err)
	_, err = o.book.Move(ctx, Transfer{People: []model.ID{o.sun}, From: o.day + 10, Position: to("主管")})
	require.NoError(t, err)
	list, err := o.book.Reminders(ctx)
	require.NoError(t, err)
	var said []string
	for _, r := range list {
		said = append(said, r.Date.String()+" "+r.Name+" "+r.Text)
	}
	require.Equal(t, []string{"2026-09-20 钱业务 生日", "2026-09-21 孙业务 任职变动:主管", "2026-10-01 钱业务 入职 5 周年"}, said)
	on, years := anniversary(model.MustDate("2000-02-29"), model.MustDate("2027-01-10"))
	require.Equal(t, "2027-02-28", on.String())
	require.Equal(t, 27, years)
}

func TestTurnoverByRegion(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	_, err := o.book.Leave(ctx, o.sun, model.MustDate("2026-09-05"))
	require.NoError(t, err)
	r, err := o.book.Turnover(ctx, model.MustMonth("2026-09").Period())
	require.NoError(t, err)
	require.Equal(t, o.day, r.Period.To, "days to come do not count")
	require.Len(t, r.Leavers, 1)
	require.Equal(t, "苏北", r.Leavers[0].Region)
	require.Equal(t, 78, r.Leavers[0].Tenure)
	leavers := map[string]int{}
	for _, x := range r.Regions {
		leavers[x.Name] = len(x.Leavers)
	}
	require.Equal(t, map[string]int{"苏南": 0, "苏北": 1, "未填区域": 0}, leavers)
	require.Len(t, r.Document().Section("leavers").Rows, 1)
}

func TestRosterCountsTeams(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	o.estate()
	r, err := o.book.Roster(ctx, 0, false)
	require.NoError(t, err)
	rows := map[string]Row{}
	for _, x := range r.Rows {
		rows[x.Employee.Name] = x
	}
	require.Equal(t, 3, rows["钱业务"].Customers)
	require.Equal(t, 3, rows["沈总"].Customers)
	require.Equal(t, 4, rows["沈总"].Below)
	require.Zero(t, rows["孙业务"].Customers)
	require.Equal(t, 900*model.Yuan, rows["顾主管"].Balance)
	require.Equal(t, "—", percentText(rows["孙业务"].Amount.Attainment), "no target in September")
	require.Len(t, r.Document().Section("people").Rows, 5)
	require.Equal(t, "6 年 6 个月", TenureText(rows["沈总"].Tenure))
}
