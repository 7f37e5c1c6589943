package team

import (
	"context"

	"xunshi/app/measuring"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Figures are someone's month. Those of a person who leads include everyone below them.
type Figures struct {
	Leads        bool
	Below        int // people below, on every level
	Customers    int // in charge at the end of the month
	Amount       analysis.Progress
	Receipts     analysis.Progress
	NewCustomers analysis.Progress
	Visits       analysis.Progress
	Distribution analysis.Progress
	Calls        int64 // telephone calls noted
	Balance      model.Money
	Overdue      model.Money
}

// monthView holds what the figures of one month are read from.
type monthView struct {
	line    *Line
	month   model.Month
	until   model.Date // last day whose sales are in, the month's last once it is over
	on      model.Date // balances and customers in charge are of this day
	elapsed analysis.Elapsed
	measure *measuring.Measure
	calls   map[model.ID]int64
	owners  map[model.ID]model.ID
	owed    map[model.ID]owed // by owner
	charge  map[model.ID]int
	debts   map[model.ID]owed // by customer
}

type owed struct{ balance, overdue model.Money }

// view reads a month; the zero month is that of the latest sales.
func (b *Book) view(ctx context.Context, m model.Month) (*monthView, error) {
	l, err := b.Line(ctx)
	if err != nil {
		return nil, err
	}
	facts, err := b.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	today := b.today()
	span, ok := facts.Span()
	if !ok {
		span.To = today
	}
	if m == 0 {
		m = span.To.Month()
	}
	v := &monthView{line: l, month: m, until: min(span.To, m.Last()), on: min(m.Last(), today)}
	if today > m.Last() {
		v.until = m.Last()
	}
	v.elapsed = b.calendar().Elapsed(m.Period(), v.until)
	if v.measure, err = b.gauge.Measure(ctx, m.Period()); err != nil {
		return nil, err
	}
	if v.calls, err = b.calls(ctx, m); err != nil {
		return nil, err
	}
	return v, b.readDebts(ctx, v)
}

// calls counts the telephone calls of a month by who made them.
func (b *Book) calls(ctx context.Context, m model.Month) (map[model.ID]int64, error) {
	out := map[model.ID]int64{}
	for d := m.First(); d <= m.Last(); d++ { // the day has an index
		logs, err := store.Find(ctx, b.store, model.ContactLog{Date: d, Method: model.ContactCall})
		if err != nil {
			return nil, err
		}
		for i := range logs {
			out[logs[i].EmployeeID]++
		}
	}
	return out, nil
}

// readDebts reads who looked after whom at the end of the month, and what was owed then.
func (b *Book) readDebts(ctx context.Context, v *monthView) error {
	var err error
	if v.owners, err = b.Owners(ctx, v.on); err != nil {
		return err
	}
	accounts, err := b.accounts(ctx, v.line.Directory, model.Period{From: v.on, To: v.on})
	if err != nil {
		return err
	}
	v.owed, v.charge, v.debts = map[model.ID]owed{}, map[model.ID]int{}, map[model.ID]owed{}
	for id, a := range accounts {
		v.debts[id] = owed{a.Balance(), a.Ageing.Overdue()}
	}
	for customer, owner := range v.owners {
		v.charge[owner]++
		sum := v.owed[owner]
		sum.balance += v.debts[customer].balance
		sum.overdue += v.debts[customer].overdue
		v.owed[owner] = sum
	}
	return nil
}

// figures of one person in the month.
func (v *monthView) figures(id model.ID) Figures {
	below := v.line.Reports(v.on, id, true)
	f := Figures{Leads: len(below) > 0, Below: len(below)}
	for _, each := range append(below, id) {
		f.Customers += v.charge[each]
		f.Calls += v.calls[each]
		f.Balance += v.owed[each].balance
		f.Overdue += v.owed[each].overdue
	}
	f.Amount = v.progress(model.MetricAmount, id)
	f.Receipts = v.progress(model.MetricReceipts, id)
	f.NewCustomers = v.progress(model.MetricNewCustomers, id)
	f.Visits = v.progress(model.MetricVisits, id)
	f.Distribution = v.progress(model.MetricDistribution, id)
	return f
}

// node is a person with everyone below.
func node(id model.ID) measuring.Node { return measuring.Node{EmployeeID: id, Reports: true} }

func (v *monthView) progress(metric model.Metric, id model.ID) analysis.Progress {
	return analysis.NewProgress(v.measure.Actual(metric, node(id)), v.target(model.LevelTarget, metric, id), v.elapsed)
}

func (v *monthView) target(level model.TargetLevel, metric model.Metric, id model.ID) analysis.Value {
	if n, ok := v.measure.Target(level, metric, node(id)); ok && n > 0 {
		return analysis.Some(n)
	}
	return analysis.Value{}
}
