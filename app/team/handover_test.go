package team

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

// estate gives 钱业务 customers, a complaint, a next step and targets.
func (o *office) estate() (a, b, c model.ID) {
	o.t.Helper()
	customers := []model.Customer{
		{Code: "K1", Name: "恒源商贸", OwnerID: o.qian, RegionID: o.south},
		{Code: "K2", Name: "永盛批发", OwnerID: o.qian, RegionID: o.north},
		{Code: "K3", Name: "家家乐", OwnerID: o.qian, RegionID: o.south},
	}
	put(o.t, o.store, &customers[0], &customers[1], &customers[2])
	a, b, c = customers[0].ID, customers[1].ID, customers[2].ID
	put(o.t, o.store, &model.Complaint{CustomerID: a, OwnerID: o.qian, Date: o.day - 3}, &model.Complaint{CustomerID: b, OwnerID: o.qian, Date: o.day - 9, ClosedOn: o.day - 1})
	put(o.t, o.store, &model.ContactLog{CustomerID: b, EmployeeID: o.qian, Date: o.day - 2, Method: model.ContactVisit, NextStep: "送样", NextOn: o.day + 3})
	put(o.t, o.store,
		&model.Target{Month: o.day.Month(), Level: model.LevelTarget, Metric: model.MetricAmount, EmployeeID: o.qian, Value: 100},
		&model.Target{Month: o.day.Month() + 1, Level: model.LevelTarget, Metric: model.MetricAmount, EmployeeID: o.qian, Value: 200},
		&model.Target{Month: o.day.Month() + 1, Level: model.LevelTarget, Metric: model.MetricAmount, EmployeeID: o.sun, Value: 50},
		&model.Target{Month: o.day.Month() + 2, Level: model.LevelTarget, Metric: model.MetricAmount, EmployeeID: o.qian, CustomerID: b, Value: 30})
	put(o.t, o.store, &model.ReceivableEntry{Kind: model.EntryInvoice, Date: o.day - 40, CustomerID: a, DocNo: "F1", Amount: 900 * model.Yuan})
	return a, b, c
}

func TestLeavingNeedsAHandOver(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	a, b, c := o.estate()
	_, err := o.book.Leave(ctx, o.qian, o.day)
	require.Equal(t, "钱业务 名下还有3 家客户、1 条未结投诉,不能离职。", fault(t, err).What)
	_, err = o.book.Leave(ctx, o.leader, o.day)
	require.Contains(t, fault(t, err).What, "2 位下属")

	plan := HandoverPlan{From: o.qian, Date: o.day, LastDay: o.day + 5, Customers: map[model.ID]model.ID{a: o.sun, b: o.leader}, TargetsTo: o.sun}
	s, err := o.book.Estate(ctx, o.qian, o.day)
	require.NoError(t, err)
	require.Len(t, s.Customers, 3)
	require.Equal(t, []string{"还有 1 家客户没有接手人"}, plan.Missing(s))
	_, _, err = o.book.HandOver(ctx, plan)
	require.Equal(t, "还有 1 家客户没有接手人。", fault(t, err).What)

	plan.Customers[c] = o.sun
	record, operation, err := o.book.HandOver(ctx, plan)
	require.NoError(t, err)
	require.Equal(t, 3, record.Customers)
	require.Equal(t, 4, record.Items, "a complaint, a next step, two targets")
	require.Equal(t, operation, record.Operation)
	d, err := o.store.Directory(ctx)
	require.NoError(t, err)
	require.Equal(t, []model.ID{o.sun, o.leader, o.sun}, []model.ID{d.Customers[a].OwnerID, d.Customers[b].OwnerID, d.Customers[c].OwnerID})
	require.Equal(t, o.day+5, o.person(o.qian).Left)
	require.Equal(t, int64(100), o.target(o.day.Month(), o.qian, 0), "the running month stays")
	require.Equal(t, int64(250), o.target(o.day.Month()+1, o.sun, 0))
	require.Equal(t, int64(30), o.target(o.day.Month()+2, o.leader, b))
	logs, err := store.Find(ctx, o.store, model.ContactLog{})
	require.NoError(t, err)
	require.Equal(t, o.qian, logs[0].EmployeeID, "who was there stays in the record")
	open, err := store.Find(ctx, o.store, model.Complaint{OwnerID: o.sun})
	require.NoError(t, err)
	require.Len(t, open, 1)

	// what was owed before the hand-over stays the giver's
	for day, owner := range map[model.Date]model.ID{o.day - 1: o.qian, o.day: o.sun} {
		owners, err := o.book.Owners(ctx, day)
		require.NoError(t, err)
		require.Equal(t, owner, owners[a], day)
	}

	require.NoError(t, o.book.Undo(ctx, operation))
	require.Zero(t, o.person(o.qian).Left)
	s, err = o.book.Estate(ctx, o.qian, o.day)
	require.NoError(t, err)
	require.Len(t, s.Customers, 3)
	require.Len(t, s.Complaints, 1)
	require.Equal(t, 900*model.Yuan, customerOf(s, a).Balance)
	require.Equal(t, int64(50), o.target(o.day.Month()+1, o.sun, 0))
	kept, err := o.book.Handovers(ctx, o.qian)
	require.NoError(t, err)
	require.Empty(t, kept)
}

func customerOf(s *Estate, id model.ID) EstateCustomer {
	for _, c := range s.Customers {
		if c.Customer.ID == id {
			return c
		}
	}
	return EstateCustomer{}
}

func (o *office) target(m model.Month, employee, customer model.ID) int64 {
	o.t.Helper()
	all, err := store.Find(context.Background(), o.store, model.Target{Month: m, EmployeeID: employee, CustomerID: customer})
	require.NoError(o.t, err)
	var sum int64
	for _, x := range all {
		if x.CustomerID == customer {
			sum += x.Value
		}
	}
	return sum
}

// One of the reports takes the place of a superior who leaves.
func TestReportsGetANewSuperior(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	_, err := o.book.Move(ctx, Transfer{People: []model.ID{o.sun}, From: o.day + 60, RegionID: to(o.south)})
	require.NoError(t, err)
	region, err := store.Get[model.Region](ctx, o.store, o.south)
	require.NoError(t, err)
	region.ManagerID = o.leader
	put(t, o.store, region)
	plan := HandoverPlan{From: o.leader, Date: o.day - 1, LastDay: o.day, Superior: o.qian}
	_, _, err = o.book.HandOver(ctx, plan)
	require.NoError(t, err)
	require.Equal(t, []string{"陆经理", "沈总"}, o.chain("2026-09-11", o.qian), "reports to the leaver's superior")
	require.Equal(t, []string{"钱业务", "陆经理", "沈总"}, o.chain("2026-09-11", o.sun))
	require.Equal(t, []string{"钱业务", "陆经理", "沈总"}, o.chain("2027-01-01", o.sun), "planned posts too")
	require.Equal(t, []string{"顾主管", "陆经理", "沈总"}, o.chain("2026-09-09", o.sun))
	l, err := o.book.Line(ctx)
	require.NoError(t, err)
	require.Equal(t, o.qian, l.Directory.Regions[o.south].ManagerID)
	require.False(t, l.Employed(o.day+1, o.leader))
	require.True(t, l.Employed(o.day, o.leader))
}

func TestHandoverRefusals(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	a, _, _ := o.estate()
	_, _, err := o.book.HandOver(ctx, HandoverPlan{From: o.qian, Date: o.day + 1})
	require.Contains(t, fault(t, err).What, "今天或之前")
	_, _, err = o.book.HandOver(ctx, HandoverPlan{From: o.qian, Date: o.day})
	require.Contains(t, fault(t, err).What, "还没有选")
	_, _, err = o.book.HandOver(ctx, HandoverPlan{From: o.qian, Date: o.day, Customers: map[model.ID]model.ID{a: o.qian}})
	require.Contains(t, fault(t, err).What, "不能接手")
	_, err = o.book.Leave(ctx, o.sun, o.day-5)
	require.NoError(t, err)
	_, _, err = o.book.HandOver(ctx, HandoverPlan{From: o.qian, Date: o.day, Customers: map[model.ID]model.ID{a: o.sun}})
	require.Contains(t, fault(t, err).What, "孙业务")
	_, err = o.book.Remove(ctx, o.sun)
	require.Contains(t, fault(t, err).What, "目标")
}

func TestSplits(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	a, b, c := o.estate()
	s, err := o.book.Estate(ctx, o.qian, o.day)
	require.NoError(t, err)
	require.Equal(t, map[model.ID]model.ID{a: o.sun, b: o.sun, c: o.sun}, s.AllTo(o.sun))
	require.Len(t, s.EvenSplit([]model.ID{o.sun, o.leader}), 3)
	require.Equal(t, map[model.ID]model.ID{b: o.sun}, s.RegionSplit([]model.ID{o.sun}), "nobody for the south")
	require.Equal(t, map[model.ID]model.ID{a: o.leader, b: o.sun, c: o.leader}, s.RegionSplit([]model.ID{o.sun, o.leader}))
}
