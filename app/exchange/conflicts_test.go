package exchange

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

// sold writes a sale into the ledger as the company's own file would.
func (o *office) sold(day string, customer, product int, quantity, amount string) {
	o.t.Helper()
	_, err := o.s.SaveManual(ctx, []model.ManualLine{{Date: model.MustDate(day), CustomerID: o.mine[customer].ID, ProductID: o.product(product).ID,
		EmployeeID: o.rep.ID, Quantity: model.Quantity(model.MustMoney(quantity) / 10), Amount: model.MustMoney(amount)}}, "公司系统")
	require.NoError(o.t, err)
}

// net is what the ledger has of a customer and product on a day.
func (o *office) net(day string, customer, product int) (q model.Quantity, m model.Money) {
	o.t.Helper()
	f, err := o.s.Facts(ctx)
	require.NoError(o.t, err)
	for i := range f.Dates {
		if f.Dates[i] == model.MustDate(day) && f.Customers[i] == o.mine[customer].ID && f.Products[i] == o.product(product).ID {
			q, m = q+f.Quantities[i], m+f.Amounts[i]
		}
	}
	return q, m
}

func TestTheLedgerHasAnotherQuantity(t *testing.T) {
	for decision, want := range map[Decision]struct {
		quantity model.Quantity
		amount   string
		sales    int
	}{Keep: {10_000, "200", 1}, Use: {12_000, "250", 2}, Both: {22_000, "450", 2}} {
		t.Run(decision.Name(), func(t *testing.T) {
			o := open(t)
			o.sold("2026-09-02", 0, 0, "10", "200")
			o.sold("2026-09-03", 0, 0, "7", "70")
			path := o.send(Sales)
			o.fill(path, Sales, []any{"2026-09-02", o.customer(0), o.sku(0), "", 12, 250},
				[]any{"2026-09-03", o.customer(0), o.sku(0), "", 7, 70}, []any{"2026-09-04", o.customer(0), o.sku(0), "", 1, 20})
			in := o.collect(path)
			r := in.Returns[0]
			require.True(t, r.Lines[1].Known, "what the ledger has is not written again")
			require.Len(t, r.Conflicts(), 1)
			c := r.Conflicts()[0]
			require.Equal(t, InLedger, c.Kind)
			require.Contains(t, c.Old, "10")
			require.Contains(t, c.Old, "公司系统")
			require.Contains(t, c.New, "12")
			in.Decide(decision, true, 0)
			before := o.lines()
			out := o.merge(in)
			require.Equal(t, want.sales, out.Sales)
			q, m := o.net("2026-09-02", 0, 0)
			require.Equal(t, []any{want.quantity, model.MustMoney(want.amount)}, []any{q, m})
			require.NoError(t, o.UndoReturns(ctx, out.Workbooks))
			require.Equal(t, before, o.lines())
		})
	}
}

func TestRowsThatAreInDoubt(t *testing.T) {
	o := open(t)
	src, err := o.source(ctx, month)
	require.NoError(t, err)
	var foreign *model.Customer
	for id, list := range src.customers {
		if id != o.rep.ID {
			foreign = list[0]
		}
	}
	path := o.send(Sales, Visits)
	gone := *o.product(3)
	gone.Delisted = model.MustDate("2026-09-10")
	_, err = o.s.Edit(ctx, func(e *store.Edit) error { return store.Put(e, &gone) })
	require.NoError(t, err)
	o.fill(path, Sales, []any{"2026-09-02", foreign.Code, o.sku(0), "", 1, 10}, []any{"2026-08-30", o.customer(1), o.sku(0), "", 2, 20},
		[]any{"2026-09-12", o.customer(1), gone.Code, "", 3, 30}, []any{"2026-09-05", o.customer(1), o.sku(1), "", 4, 40}, []any{"2026-09-05", o.customer(1), o.sku(1), "", 5, 50})
	in := o.collect(path)
	r := in.Returns[0]
	var kinds []ConflictKind
	for _, c := range r.Conflicts() {
		kinds = append(kinds, c.Kind)
		require.NotEmpty(t, c.Old)
		require.NotEmpty(t, c.New)
	}
	require.Equal(t, []ConflictKind{NotTheirs, OutOfTime, NotOnOffer, TwiceSold}, kinds)
	require.Equal(t, 1, r.Count().Taken, "nothing in doubt is written unless somebody says so")
	in.Decide(Use, true, 0)
	out := o.merge(in)
	require.Equal(t, 4, out.Sales, "the later of two rows takes the place of the earlier")
	q, _ := o.net("2026-09-05", 1, 1)
	require.Equal(t, model.Quantity(5_000), q)
}

func TestVisitsThatAreThereAlready(t *testing.T) {
	o := open(t)
	known := model.ContactLog{CustomerID: o.mine[0].ID, EmployeeID: o.rep.ID, Date: model.MustDate("2026-09-02"), Method: model.ContactVisit, Text: "看了库存"}
	_, err := o.s.Edit(ctx, func(e *store.Edit) error { return store.Put(e, &known) })
	require.NoError(t, err)
	path := o.send(Visits)
	o.fill(path, Visits, []any{"2026-09-02", o.customer(0), "", "", "", "看了库存"}, []any{"2026-09-02", o.customer(0), "", "", "是", "看了库存,下了单"},
		[]any{"2026-09-03", o.customer(0), "", "", "", "甲"}, []any{"2026-09-03", o.customer(0), "", "", "", "乙"})
	in := o.collect(path)
	r := in.Returns[0]
	require.True(t, r.Lines[0].Known)
	require.Equal(t, TwiceSeen, r.Lines[1].Conflicts[0].Kind)
	require.Equal(t, TwiceSeen, r.Lines[3].Conflicts[0].Kind)
	in.Decide(Use, true, 0)
	out := o.merge(in)
	logs, err := store.Find(ctx, o.s, model.ContactLog{EmployeeID: o.rep.ID})
	require.NoError(t, err)
	texts := []string{}
	for _, l := range logs {
		texts = append(texts, l.Text)
	}
	require.ElementsMatch(t, []string{"看了库存,下了单", "乙"}, texts)
	require.NoError(t, o.UndoReturns(ctx, out.Workbooks))
	back, err := store.Get[model.ContactLog](ctx, o.s, known.ID)
	require.NoError(t, err)
	require.Equal(t, "看了库存", back.Text)
	require.False(t, back.Ordered)
}

func TestTwoRepsReportTheSameSale(t *testing.T) {
	o := open(t)
	src, err := o.source(ctx, month)
	require.NoError(t, err)
	var other *model.Employee
	for id, list := range src.customers {
		if id != o.rep.ID && len(list) > 0 {
			other = src.dir.Employees[id]
		}
	}
	sent, err := o.Send(ctx, Ask{People: []model.ID{o.rep.ID, other.ID}, Period: month, Kinds: []Kind{Sales}, Dir: o.dir}, nil)
	require.NoError(t, err)
	for i, file := range sent.Files {
		o.fill(file, Sales, []any{"2026-09-05", o.customer(1), o.sku(1), "", 4 + i, 40})
	}
	in := o.collect()
	kinds := map[ConflictKind]int{}
	for _, r := range in.ReadyOnes() {
		for _, c := range r.Conflicts() {
			kinds[c.Kind]++
		}
	}
	require.Equal(t, map[ConflictKind]int{NotTheirs: 1, TwiceSold: 1}, kinds)
	require.Equal(t, 1, o.merge(in).Sales)
}

func TestADataChangeIsLookedAtBeforeWriting(t *testing.T) {
	o := open(t)
	path := o.send(Sales)
	o.fill(path, Sales, []any{"2026-09-02", o.customer(0), o.sku(0), "", 12, 250})
	in := o.collect(path)
	o.sold("2026-09-02", 0, 0, "10", "200")
	before := o.lines()
	_, err := in.Merge(ctx, in.ReadyOnes(), nil)
	fault, ok := model.AsFault(err)
	require.True(t, ok)
	require.NotEmpty(t, fault.Do)
	require.Equal(t, before, o.lines())
	require.Len(t, in.ReadyOnes()[0].Conflicts(), 1)
	in.Decide(Both, false, InLedger)
	require.Equal(t, 1, o.merge(in).Sales)
}

func TestBoardSaysWhoIsMissing(t *testing.T) {
	o := open(t)
	o.send(Sales, Visits)
	o.SetClock(func() model.Date { return today + 5 })
	b, err := o.Board(ctx, month)
	require.NoError(t, err)
	require.Equal(t, 1, b.Sent())
	require.Equal(t, Overdue, b.Rows[0].Standing)
	require.Equal(t, 3, b.Rows[0].Late)
	require.Positive(t, b.Count(Unsent))
	next, err := o.Board(ctx, (month.To + 1).Month().Period())
	require.NoError(t, err)
	require.Len(t, next.Earlier, 1, "overdue since the month before")
	require.Empty(t, b.Earlier)
	require.Contains(t, b.Reminder(), "@"+o.rep.Name+" 日报销量、拜访 (应于 2026-10-02 交,逾期 3 天)")
	again, err := o.Send(ctx, Ask{People: []model.ID{o.rep.ID}, Period: month, Due: today + 9, Kinds: []Kind{Sales, Visits}, Dir: o.dir}, nil)
	require.NoError(t, err)
	require.Equal(t, 1, again.Again)
	b, err = o.Board(ctx, month)
	require.NoError(t, err)
	require.Equal(t, 1, b.Sent(), "written again, not sent twice")
	require.Equal(t, Missing, b.Rows[0].Standing)
	require.NotEqual(t, again.Files[0], filepathOf(o.dir, fileName(filePrefix, o.rep, month)), "no file is written over")
	doc := b.Document(0)
	require.Len(t, doc.Sections[0].Rows, len(b.Rows))
	found, err := b.Find(o.rep.Code + "," + o.rep.Name)
	require.NoError(t, err)
	require.Equal(t, []model.ID{o.rep.ID}, found)
}

func filepathOf(dir, name string) string { return dir + "/" + name }
