package measuring

import (
	"xunshi/model"
	"xunshi/model/analysis"
)

type bookKey struct {
	month  model.Month
	level  model.TargetLevel
	metric model.Metric
}

// Target is the target of a node for the whole months that the period touches: the sum of
// the months' targets; where no month has one, the node's own target of exactly that
// quarter or year. A node without a target of its own has the sum of its children's, and a
// person asked for with Reports the sum of those below. ok is false without any target
// (then attainment is "—").
func (m *Measure) Target(level model.TargetLevel, metric model.Metric, n Node) (value int64, ok bool) {
	var sum analysis.Value
	for month := m.period.From.Month(); month <= m.period.To.Month(); month++ {
		book := m.book(bookKey{month, level, metric})
		sum = sum.Plus(m.ofMonth(book, n, map[model.ID]bool{}))
	}
	if sum.Known {
		return sum.N, true
	}
	return m.ofSpan(level, metric, n)
}

// ofMonth is a node's target of one month. A person's own target stands before the sum of
// the people below; seen ends the walk in damaged data.
func (m *Measure) ofMonth(book *analysis.TargetBook, n Node, seen map[model.ID]bool) analysis.Value {
	if v := book.Of(n.plain()); v.Known || !n.Reports {
		return v
	}
	seen[n.EmployeeID] = true
	var sum analysis.Value
	for _, id := range m.line.below[n.EmployeeID] {
		if seen[id] {
			continue
		}
		below := n
		below.EmployeeID = id
		sum = sum.Plus(m.ofMonth(book, below, seen))
	}
	return sum
}

func (m *Measure) book(k bookKey) *analysis.TargetBook {
	m.mu.Lock()
	defer m.mu.Unlock()
	b := m.books[k]
	if b == nil {
		b = analysis.NewTargetBook(m.in.targets, m.in.directory, k.month, k.level, k.metric)
		m.books[k] = b
	}
	return b
}

// ofSpan is the node's own target of a quarter or year that is the period.
func (m *Measure) ofSpan(level model.TargetLevel, metric model.Metric, n Node) (int64, bool) {
	first := m.period.From.Month()
	spans := map[model.Month]model.TargetSpan{2: model.SpanQuarter, 11: model.SpanYear}
	span, ok := spans[m.period.To.Month()-first]
	if !ok {
		return 0, false
	}
	var found *model.Target
	for i := range m.in.targets {
		t := &m.in.targets[i]
		if t.Span == span && t.Month == first && t.Level == level && t.Metric == metric && t.Value > 0 &&
			analysis.NodeOf(t) == n.plain() {
			found = t // the later record holds
		}
	}
	if found == nil {
		return 0, false
	}
	return found.Value, true
}

// Below lists the people who report directly to one on the last day of the period.
func (m *Measure) Below(employee model.ID) []model.ID { return m.line.below[employee] }
