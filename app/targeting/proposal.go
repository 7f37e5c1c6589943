package targeting

import (
	"context"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Line is one target as it stands and as it is proposed.
type Line struct {
	Key    string // of the row in the tree
	Node   analysis.Node
	Name   string
	Span   Span
	Before analysis.Value
	After  int64 // 0 = no target
}

// Proposal is a set of targets to look at before they are written.
type Proposal struct {
	Query Query
	Lines []Line
	Notes []string // what was assumed: children without history …
	Total analysis.Value
}

// Sum of what is proposed.
func (p *Proposal) Sum() int64 {
	var sum int64
	for i := range p.Lines {
		sum += p.Lines[i].After
	}
	return sum
}

// Left is what the proposal still lacks (or, negative, has too much) of the amount that was
// to be divided; unknown when nothing was to be divided.
func (p *Proposal) Left() analysis.Value {
	return p.Total.Less(analysis.Some(p.Sum()))
}

// Changes counts the targets that would become different.
func (p *Proposal) Changes() int {
	n := 0
	for i := range p.Lines {
		if p.Lines[i].Before.N != p.Lines[i].After {
			n++
		}
	}
	return n
}

// Apply writes a proposal in one act.
func (p *Planner) Apply(ctx context.Context, proposal *Proposal) (operation string, err error) {
	changes := make([]Change, 0, len(proposal.Lines))
	for i := range proposal.Lines {
		l := &proposal.Lines[i]
		if l.Before.N != l.After {
			changes = append(changes, Change{Node: l.Node, Span: l.Span, Value: l.After})
		}
	}
	return p.Set(ctx, proposal.Query, changes)
}

// line proposes a value for a row's span.
func (t *Tree) line(row, span int, after int64) Line {
	r := &t.Rows[row]
	return Line{Key: r.Key, Node: r.Node, Name: r.Name, Span: t.Spans[span], Before: r.Own[span], After: after}
}

// Adopt 取下级合计 proposes the sum of the children as the own target of a row, in every span
// where the children have one; deep does the same at every row below first.
func (t *Tree) Adopt(row int, deep bool) *Proposal {
	out := &Proposal{Query: t.Query}
	sums := map[int][SpanCount]analysis.Value{} // of rows already adopted
	last := row
	for last+1 < len(t.Rows) && t.Rows[last+1].Depth > t.Rows[row].Depth {
		last++
	}
	for i := last; i >= row; i-- {
		r := &t.Rows[i]
		if r.Children == 0 || (i != row && !deep) || r.Kind == RowGroup {
			continue
		}
		value := r.Value
		sum := t.sumBelow(i, sums)
		for span := range SpanCount {
			if !sum[span].Known {
				continue
			}
			value[span] = sum[span]
			if sum[span].N != r.Own[span].N && (r.Own[span].Known || parts(span) == nil) {
				out.Lines = append(out.Lines, t.line(i, span, sum[span].N))
			}
		}
		sums[i] = value
	}
	slices.Reverse(out.Lines)
	return out
}

// sumBelow adds the rows below one up, taking those already adopted at their new value.
func (t *Tree) sumBelow(row int, adopted map[int][SpanCount]analysis.Value) (sum [SpanCount]analysis.Value) {
	for _, child := range t.Below(row) {
		if t.Rows[child].Team {
			continue
		}
		value, ok := adopted[child]
		if !ok {
			value = t.Rows[child].Value
		}
		for span := range sum {
			sum[span] = sum[span].Plus(value[span])
		}
	}
	return sum
}

// Basis of a copy.
type Source string

// Sources of a copy.
const (
	FromActual Source = "actual" // last year's actual
	FromTarget Source = "target" // last year's target
)

// CopyLastYear proposes last year's figures changed by a rate (as in analysis.Hundred; 5% is
// 50,000) as the months' targets of a row, and with below of every row under it, rounded to
// a multiple of unit.
func (p *Planner) CopyLastYear(ctx context.Context, t *Tree, row int, below bool, from Source, rate, unit int64) (*Proposal, error) {
	base := make([][SpanCount]analysis.Value, len(t.Rows))
	if from == FromTarget {
		before := t.Query
		before.Year--
		old, err := p.Tree(ctx, before)
		if err != nil {
			return nil, err
		}
		for i := range t.Rows {
			if at := old.Find(t.Rows[i].Key); at >= 0 {
				base[i] = old.Rows[at].Own
			}
		}
	} else {
		f, err := p.Figures(ctx, t, analysis.Calendar{})
		if err != nil {
			return nil, err
		}
		base = f.LastYear
	}
	out := &Proposal{Query: t.Query}
	missing := 0
	for i := row; i < len(t.Rows) && (i == row || below && t.Rows[i].Depth > t.Rows[row].Depth); i++ {
		if t.Rows[i].Kind == RowGroup {
			continue
		}
		found := false
		for month := range 12 {
			span := spanMonth(month)
			if v := base[i][span]; v.Known && v.N > 0 {
				found = true
				out.Lines = append(out.Lines, t.line(i, span, grown(v.N, rate, unit, t.Query.Metric)))
			}
		}
		if !found {
			missing++
		}
	}
	if missing > 0 {
		out.Notes = append(out.Notes, i18n.T("%d 个节点去年没有数据,保持不变。", missing))
	}
	return out, nil
}

// grown is a figure changed by a rate and rounded.
func grown(v, rate, unit int64, m model.Metric) int64 {
	unit = max(unit, Smallest(m))
	return max(0, model.RoundTo(model.MulDiv(v, analysis.Hundred+rate, analysis.Hundred), unit))
}

// FromLevel proposes a level as a percentage of 目标: every target of the tree's year, metric
// and dimension times rate (as in analysis.Hundred; 110% is 1,100,000), rounded to unit.
func (p *Planner) FromLevel(ctx context.Context, t *Tree, rate, unit int64) (*Proposal, error) {
	base := t.Query
	base.Level = model.LevelTarget
	low, err := p.Tree(ctx, base)
	if err != nil {
		return nil, err
	}
	out := &Proposal{Query: t.Query}
	for i := range low.Rows {
		at := t.Find(low.Rows[i].Key)
		if at < 0 || low.Rows[i].Kind == RowGroup {
			continue
		}
		for span := range SpanCount {
			if v := low.Rows[i].Own[span]; v.Known {
				out.Lines = append(out.Lines, t.line(at, span, grown(v.N, rate-analysis.Hundred, unit, t.Query.Metric)))
			}
		}
	}
	if len(out.Lines) == 0 {
		out.Notes = append(out.Notes, i18n.T("目标档还没有任何数字,请先填目标档。"))
	}
	return out, nil
}
