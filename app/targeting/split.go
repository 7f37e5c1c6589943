package targeting

import (
	"context"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Over is what a target is divided among.
type Over string

// Ways to divide.
const (
	OverChildren Over = "children" // the rows below, same span
	OverMonths   Over = "months"   // the months of the span, same row
	OverBoth     Over = "both"     // the rows below, month by month
)

// By is what a target is divided in proportion to.
type By string

// Proportions.
const (
	ByLastYear  By = "last_year" // what each had last year
	ByWeights   By = "weights"   // weights typed in
	ByCustomers By = "customers" // the customers each has now
	ByDays      By = "days"      // the days of each month, as the calendar weighs them
	ByEqual     By = "equal"     // alike
)

// NewcomerRule says what a child without last year's figures gets.
type NewcomerRule string

// Rules for newcomers.
const (
	NewcomerAverage NewcomerRule = "average" // the average of the others
	NewcomerNothing NewcomerRule = "nothing"
)

// Split asks for a target to be divided.
type Split struct {
	Row, Span int // whose own target (or what it counts as) is divided
	Amount    int64
	Over      Over
	By        By
	Weights   map[string]int64 // ByWeights: by row key
	Newcomers NewcomerRule
	Unit      int64 // parts are multiples of it; what is left goes to the largest part
	Calendar  analysis.Calendar
}

// Split proposes the parts of a target. They add up to it exactly.
func (p *Planner) Split(ctx context.Context, t *Tree, s Split) (*Proposal, error) {
	d := &divider{p: p, t: t, s: s, out: &Proposal{Query: t.Query, Total: analysis.Some(s.Amount)}}
	if s.Over == OverMonths {
		d.rows = []int{s.Row}
	} else {
		for _, child := range t.Below(s.Row) {
			if r := &t.Rows[child]; !r.Team && r.Kind != RowGroup {
				d.rows = append(d.rows, child)
			}
		}
	}
	d.spans = []int{s.Span}
	if s.Over != OverChildren {
		d.spans = nil
		from, to := monthsIn(s.Span)
		for m := from; m < to; m++ {
			d.spans = append(d.spans, spanMonth(m))
		}
	}
	if len(d.rows) == 0 {
		return nil, model.NewFault(nil, i18n.T("「%s」下面没有可以分到的下级。", t.Rows[s.Row].Name), i18n.T("数据没有改动。"),
			i18n.T("可以改为分到各月,或先建立人员、品项。"))
	}
	if s.Amount <= 0 {
		return nil, model.NewFault(nil, i18n.T("「%s」还没有可以分解的目标。", t.Rows[s.Row].Name), i18n.T("数据没有改动。"),
			i18n.T("请先填这一格的目标,或在分解时填总额。"))
	}
	weights, err := d.weights(ctx)
	if err != nil {
		return nil, err
	}
	d.give(weights)
	return d.out, nil
}

// divider works out the parts of one split.
type divider struct {
	p     *Planner
	t     *Tree
	s     Split
	rows  []int
	spans []int
	out   *Proposal
}

// give divides the amount in the proportion of weights, one for each row and span.
func (d *divider) give(weights []int64) {
	if !slices.ContainsFunc(weights, func(w int64) bool { return w > 0 }) {
		for i := range weights {
			weights[i] = 1
		}
		d.out.Notes = append(d.out.Notes, i18n.T("没有可用的比例,先平均分。"))
	}
	unit := max(d.s.Unit, Smallest(d.t.Query.Metric))
	values := Divide(d.s.Amount, weights, unit)
	for i, row := range d.rows {
		for k, span := range d.spans {
			d.out.Lines = append(d.out.Lines, d.t.line(row, span, values[i*len(d.spans)+k]))
		}
	}
}

// Divide divides an amount in the proportion of weights into multiples of unit (largest
// remainder); what is left below a unit goes to the largest part. The parts add up to the
// amount exactly.
func Divide(amount int64, weights []int64, unit int64) []int64 {
	if amount < unit {
		unit = 1
	}
	values := analysis.Split(amount/unit, weights)
	largest := 0
	for i := range values {
		values[i] *= unit
		if values[i] > values[largest] {
			largest = i
		}
	}
	if len(values) > 0 && slices.ContainsFunc(weights, func(w int64) bool { return w > 0 }) {
		values[largest] += amount % unit
	}
	return values
}

// weights gives one weight for each row and span.
func (d *divider) weights(ctx context.Context) ([]int64, error) {
	if d.s.By == ByLastYear {
		return d.history(ctx)
	}
	days := make([]int64, len(d.spans))
	for k, span := range d.spans {
		days[k] = 1
		if d.s.By == ByDays || len(d.spans) > 1 && d.s.By != ByEqual {
			days[k] = d.daysOf(d.t.Spans[span].Period())
		}
	}
	heads := d.customers()
	out := make([]int64, 0, len(d.rows)*len(d.spans))
	for _, row := range d.rows {
		var head int64 = 1
		switch {
		case d.s.Over == OverMonths:
		case d.s.By == ByWeights:
			head = max(0, d.s.Weights[d.t.Rows[row].Key])
		case d.s.By == ByCustomers:
			head = heads[row]
		}
		for k := range d.spans {
			out = append(out, head*days[k])
		}
	}
	return out, nil
}

// daysOf is the weight of a period's days in percent of ordinary days.
func (d *divider) daysOf(p model.Period) int64 {
	var sum int64
	for day := p.From; day <= p.To; day++ {
		sum += d.s.Calendar.Weight(day)
	}
	return sum
}

// history are last year's figures of each row and span; newcomers get what the rule says.
func (d *divider) history(ctx context.Context) ([]int64, error) {
	f, err := d.p.Figures(ctx, d.t, d.s.Calendar)
	if err != nil {
		return nil, err
	}
	out := make([]int64, 0, len(d.rows)*len(d.spans))
	sums := make([]int64, len(d.spans)) // of those with history
	var newcomers []int                 // places in d.rows
	for i, row := range d.rows {
		var total int64
		for k, span := range d.spans {
			v := max(0, f.LastYear[row][span].N)
			out = append(out, v)
			sums[k] += v
			total += v
		}
		if total == 0 {
			newcomers = append(newcomers, i)
		}
	}
	old := int64(len(d.rows) - len(newcomers))
	if len(newcomers) == 0 || old == 0 {
		return out, nil
	}
	names := d.namesOf(newcomers)
	if d.s.Newcomers != NewcomerAverage {
		d.out.Notes = append(d.out.Notes, i18n.T("去年没有数据,不分:%s。", names))
		return out, nil
	}
	for _, i := range newcomers {
		for k := range d.spans {
			out[i*len(d.spans)+k] = sums[k] / old
		}
	}
	d.out.Notes = append(d.out.Notes, i18n.T("去年没有数据,按其他人的平均分:%s。", names))
	return out, nil
}

// namesOf lists a few rows by name.
func (d *divider) namesOf(places []int) string {
	const few = 5
	text := ""
	for i, at := range places {
		if i == few {
			return i18n.T("%s 等 %d 个", text, len(places))
		}
		if i > 0 {
			text += i18n.T("、")
		}
		text += d.t.Rows[d.rows[at]].Name
	}
	return text
}

// customers counts the customers below each row that is not stopped.
func (d *divider) customers() map[int]int64 {
	if d.s.By != ByCustomers {
		return nil
	}
	dir := d.t.dir
	out := map[int]int64{}
	for _, c := range dir.Customers {
		if c.Stage == model.StageStopped || c.WalkIn {
			continue
		}
		for _, row := range d.rows {
			if d.holds(&d.t.Rows[row], c) {
				out[row]++
			}
		}
	}
	return out
}

// holds tells whether a customer belongs to a row.
func (d *divider) holds(r *Row, c *model.Customer) bool {
	dir := d.t.dir
	switch r.Kind {
	case RowRegion:
		return dir.RegionWithin(c.RegionID, r.Node.Region)
	case RowDepartment:
		owner := dir.Employees[c.OwnerID]
		return owner != nil && analysis.DepartmentWithin(dir, owner.DepartmentID, r.Node.Department)
	case RowPerson:
		return c.OwnerID == r.Node.Employee || d.t.Query.By == ByLine && below(dir, c.OwnerID, r.Node.Employee)
	case RowCustomer:
		return c.ID == r.Node.Customer
	case RowAll, RowCategory, RowProduct, RowGroup:
	}
	return false
}

// below tells whether a person reports, directly or not, to another.
func below(dir *model.Directory, id, head model.ID) bool {
	for range len(dir.Employees) + 1 {
		e := dir.Employees[id]
		if e == nil {
			return false
		}
		if e.SuperiorID == head {
			return true
		}
		id = e.SuperiorID
	}
	return false
}
