package demo

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"xunshi/model"
)

// payer is a customer's way of paying.
type payer struct {
	early, late int     // days around the due date
	partial     float64 // chance of paying in two parts
	stops       bool    // pays nothing of what fell due in the last months
}

// bill makes the receivables: about once a week what a customer bought (net of returns
// and of orders that came back) becomes an invoice, dated the last delivery in that week,
// so that for every customer and month the invoices equal the net sales; goods that
// outweigh the week's purchases become a negative adjustment. Payments follow each
// customer's habit; cash customers pay on the day.
func (w *world) bill() {
	open := make([][]model.EntryRow, len(w.clients))
	type running struct {
		week int
		last model.Date
		sum  model.Money
	}
	state := make([]running, len(w.clients))
	flush := func(i int) {
		if s := &state[i]; s.sum != 0 {
			open[i] = append(open[i], w.invoice(i, s.last, s.sum))
		}
	}
	for k := range w.imp.Lines {
		l := &w.imp.Lines[k]
		s := &state[l.Customer]
		if week := billingWeek(l.Date); week != s.week {
			flush(int(l.Customer))
			*s = running{week: week}
		}
		s.last = l.Date
		if !l.Returned {
			s.sum += l.Amount
		}
	}
	for i := range state {
		flush(i)
		w.imp.Entries = append(w.imp.Entries, open[i]...)
		w.imp.Entries = append(w.imp.Entries, w.payments(i, open[i])...)
	}
	w.numberEntries()
}

// billingWeek numbers the weeks 1–7, 8–14, 15–21 and 22–end of each month.
func billingWeek(d model.Date) int {
	_, _, day := d.YMD()
	return int(d.Month())*4 + min(3, (day-1)/7)
}

func (w *world) invoice(i int, d model.Date, sum model.Money) model.EntryRow {
	e := model.EntryRow{Kind: model.EntryInvoice, Date: d, Customer: model.Ref(i), Amount: sum,
		Due: d + model.Date(w.imp.Customers[i].TermDays)}
	if sum < 0 {
		e.Kind, e.Note = model.EntryAdjust, "退货冲减"
	}
	return e
}

// payments are what customer i paid up to Until for its invoices, oldest first.
func (w *world) payments(i int, invoices []model.EntryRow) []model.EntryRow {
	var paid []model.EntryRow
	pay := func(d model.Date, amount model.Money, note string) {
		if d <= w.opt.Until && amount > 0 {
			paid = append(paid, model.EntryRow{Kind: model.EntryReceipt, Date: d, Customer: model.Ref(i), Amount: amount, Note: note})
		}
	}
	r := w.rand(streamPayments, i)
	habit := w.habit(r, i)
	var credit model.Money // from returns, set against the next invoice
	for _, inv := range invoices {
		owed := inv.Amount + credit
		if credit = min(0, owed); owed <= 0 {
			continue
		}
		if w.imp.Customers[i].TermDays == 0 {
			pay(inv.Date, owed, "现款")
			continue
		}
		if habit.stops && inv.Due > w.opt.Until-100 {
			continue
		}
		day := max(inv.Date+1, inv.Due+model.Date(habit.early+r.IntN(habit.late-habit.early+1)))
		if r.Float64() < habit.partial {
			part := (owed * model.Money(50+r.IntN(40)) / 100).RoundFen()
			pay(day, part, "部分回款")
			day, owed = day+model.Date(8+r.IntN(20)), owed-part
		}
		pay(day, owed, "")
	}
	if w.imp.Customers[i].TermDays > 0 && w.clients[i].fate == steady && r.Float64() < 0.04 {
		pay(w.opt.Until-model.Date(r.IntN(6)), model.Money(1+r.IntN(5))*10_000*model.Yuan, "预付款,待核销")
	}
	return paid
}

func (w *world) habit(r *rand.Rand, i int) payer {
	x := r.Float64()
	switch {
	case w.clients[i].fate == churned && x < 0.5:
		return payer{10, 40, 0.4, true}
	case x < 0.62:
		return payer{-4, 3, 0.05, false}
	case x < 0.88:
		return payer{2, 24, 0.15, false}
	case x < 0.96:
		return payer{15, 70, 0.35, false}
	}
	return payer{20, 60, 0.4, true}
}

// numberEntries sorts the entries by date and gives the documents their numbers.
func (w *world) numberEntries() {
	e := w.imp.Entries
	slices.SortStableFunc(e, func(a, b model.EntryRow) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Customer, b.Customer))
	})
	count := map[string]int{}
	prefix := map[model.EntryKind]string{model.EntryInvoice: "YS", model.EntryReceipt: "HK", model.EntryAdjust: "TZ"}
	for i := range e {
		y, m, _ := e[i].Date.YMD()
		key := fmt.Sprintf("%s%02d%02d", prefix[e[i].Kind], y%100, int(m))
		count[key]++
		e[i].RowNo, e[i].DocNo = i+1, fmt.Sprintf("%s%05d", key, count[key])
	}
}
