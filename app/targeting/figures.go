package targeting

import (
	"context"

	"xunshi/app/measuring"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Figures is what came of a tree's metric, row by row and span by span.
type Figures struct {
	Actual   [][SpanCount]analysis.Value // this year so far; unknown for spans not begun
	LastYear [][SpanCount]analysis.Value // the same span a year earlier; unknown before the ledger begins
	Elapsed  [SpanCount]analysis.Elapsed // how far each span has gone
	Until    model.Date                  // last day whose sales are in, 0 without any
}

// Attainment 达成率 of a row: actual ÷ target of the whole span.
func (f *Figures) Attainment(t *Tree, row, span int) analysis.Value {
	if row >= len(f.Actual) || !f.Actual[row][span].Known || !t.Rows[row].Value[span].Known {
		return analysis.Value{}
	}
	return analysis.Rate(f.Actual[row][span].N, t.Rows[row].Value[span].N)
}

// Share of a row's target in that of the row above it.
func (t *Tree) Share(row, span int) analysis.Value {
	r := &t.Rows[row]
	if r.Parent < 0 || !r.Value[span].Known {
		return analysis.Value{}
	}
	whole := t.Rows[r.Parent].Value[span]
	if !whole.Known {
		return analysis.Value{}
	}
	return analysis.Rate(r.Value[span].N, whole.N)
}

// Figures measures a tree: this year and last. A person in the reporting line, or with a
// team, is measured with everyone below.
func (p *Planner) Figures(ctx context.Context, t *Tree, c analysis.Calendar) (*Figures, error) {
	facts, err := p.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	f := &Figures{Actual: make([][SpanCount]analysis.Value, len(t.Rows)), LastYear: make([][SpanCount]analysis.Value, len(t.Rows))}
	ledger, _ := facts.Span()
	f.Until = ledger.To
	for i, s := range t.Spans {
		f.Elapsed[i] = c.Elapsed(s.Period(), f.Until)
	}
	measured := spansMeasured(t.Query.Metric)
	periods := make([]model.Period, 0, 2*len(measured))
	for _, span := range measured {
		periods = append(periods, t.Spans[span].Period())
	}
	for _, span := range measured {
		periods = append(periods, t.Spans[span].Period().MonthsBefore(12))
	}
	measures, err := p.gauge.Measures(ctx, periods, t.Query.Metric)
	if err != nil {
		return nil, err
	}
	for i, span := range measured {
		now, before := measures[i], measures[len(measured)+i]
		begun := !f.Until.IsZero() && now.Period().From <= f.Until
		kept := !ledger.From.IsZero() && before.Period().To >= ledger.From
		for row := range t.Rows {
			node, ok := t.measured(row)
			if !ok {
				continue
			}
			f.Actual[row][span] = seen(now.Actual(t.Query.Metric, node), begun)
			f.LastYear[row][span] = seen(before.Actual(t.Query.Metric, node), kept)
		}
	}
	t.addGroups(f, measured)
	if len(measured) < SpanCount {
		for row := range t.Rows {
			addParts(&f.Actual[row])
			addParts(&f.LastYear[row])
		}
	}
	return f, nil
}

// seen is a figure that exists when its time is covered by the ledger or something is there.
func seen(n int64, covered bool) analysis.Value {
	return analysis.Value{N: n, Known: covered || n != 0}
}

// spansMeasured are the spans to be measured themselves: the months, whose sums are the
// quarters and the year, but every span where months cannot be added (the customers that
// bought in a quarter are not the sum of those of its months).
func spansMeasured(m model.Metric) []int {
	var out []int
	for span := range SpanCount {
		if m == model.MetricDistribution || parts(span) == nil {
			out = append(out, span)
		}
	}
	return out
}

func addParts(values *[SpanCount]analysis.Value) {
	for span := SpanCount - 1; span >= 0; span-- {
		for _, part := range parts(span) {
			values[span] = values[span].Plus(values[part])
		}
	}
}

// measured is a row's node for measuring; ok is false for groups.
func (t *Tree) measured(row int) (n measuring.Node, ok bool) {
	r := &t.Rows[row]
	if r.Kind == RowGroup {
		return n, false
	}
	return measuring.Node{RegionID: r.Node.Region, DepartmentID: r.Node.Department, EmployeeID: r.Node.Employee,
		CustomerID: r.Node.Customer, ProductID: r.Node.Product, Category: r.Node.Category, Channel: r.Node.Channel,
		Reports: r.Kind == RowPerson && (r.Team || t.Query.By == ByLine)}, true
}

// addGroups gives rows that only hold others the sum of those.
func (t *Tree) addGroups(f *Figures, measured []int) {
	for row := range t.Rows {
		if t.Rows[row].Kind != RowGroup {
			continue
		}
		for _, child := range t.Below(row) {
			for _, span := range measured {
				f.Actual[row][span] = f.Actual[row][span].Plus(f.Actual[child][span])
				f.LastYear[row][span] = f.LastYear[row][span].Plus(f.LastYear[child][span])
			}
		}
	}
}
