package targeting

import (
	"context"
	"slices"

	"xunshi/model"
	"xunshi/model/analysis"
)

// RowKind is what a row of the tree stands for.
type RowKind string

// Kinds of row.
const (
	RowAll        RowKind = "all"
	RowRegion     RowKind = "region"
	RowDepartment RowKind = "department"
	RowPerson     RowKind = "person"
	RowCategory   RowKind = "category"
	RowProduct    RowKind = "product"
	RowCustomer   RowKind = "customer"
	RowGroup      RowKind = "group" // holds rows that have no parent (未分区域 …); no target of its own
)

// Row is a node of the tree with its figures over the year, in Query.Spans order.
type Row struct {
	Key      string // tells rows of one dimension apart, the same after each load
	Kind     RowKind
	Node     analysis.Node
	Name     string
	Detail   string // position, code, manager
	Depth    int
	Parent   int // place of the row above in the tree; −1 for the first
	Children int // rows directly below
	Team     bool

	Own   [SpanCount]analysis.Value // its own target
	Sum   [SpanCount]analysis.Value // of its children's; a Team child adds nothing
	Parts [SpanCount]analysis.Value // a year's quarters, a quarter's months
	Value [SpanCount]analysis.Value // Own, else what follows from below; what the row counts as
}

// Difference is children − own where the node has both.
func (r *Row) Difference(span int) analysis.Value { return r.Sum[span].Less(r.Own[span]) }

// PartsDifference is the quarters − the year (the months − the quarter) where there are both.
func (r *Row) PartsDifference(span int) analysis.Value { return r.Parts[span].Less(r.Own[span]) }

// Differs tells whether the node's own target and what is below it disagree in a span.
func (r *Row) Differs(span int) bool {
	return r.Difference(span).N != 0 || r.PartsDifference(span).N != 0
}

// Tree is the targets of one year, level and metric along one dimension. It is read-only.
type Tree struct {
	Query Query
	Spans [SpanCount]Span
	Rows  []Row // depth first
	dir   *model.Directory
}

// Directory is that of the moment the tree was read.
func (t *Tree) Directory() *model.Directory { return t.dir }

// Find is the place of a row by its key, −1 if it is not in the tree.
func (t *Tree) Find(key string) int {
	return slices.IndexFunc(t.Rows, func(r Row) bool { return r.Key == key })
}

// Below are the places of the rows directly below one.
func (t *Tree) Below(row int) []int {
	var out []int
	for i := row + 1; i < len(t.Rows) && t.Rows[i].Depth > t.Rows[row].Depth; i++ {
		if t.Rows[i].Parent == row {
			out = append(out, i)
		}
	}
	return out
}

// Path names a row with those above it, without the whole.
func (t *Tree) Path(row int) []string {
	var out []string
	for i := row; i >= 0; i = t.Rows[i].Parent {
		if t.Rows[i].Kind != RowAll || i == row {
			out = append(out, t.Rows[i].Name)
		}
	}
	slices.Reverse(out)
	return out
}

// Tree reads the targets of a year.
func (p *Planner) Tree(ctx context.Context, q Query) (*Tree, error) {
	dir, err := p.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	facts, err := p.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	targets, err := p.store.AllTargets(ctx, q.First(), q.First()+11)
	if err != nil {
		return nil, err
	}
	return buildTree(q, dir, p.activity(facts, q.Period()), targets), nil
}

// own holds the year's own targets by bare node.
type own map[analysis.Node]*[SpanCount]analysis.Value

func ownTargets(q Query, dir *model.Directory, targets []model.Target) own {
	out := own{}
	for i := range targets { // in the order they were made: the later one holds
		t := &targets[i]
		at := q.index(Span{t.Span, t.Month})
		if t.Level != q.Level || t.Metric != q.Metric || at < 0 || t.Value <= 0 {
			continue
		}
		node := analysis.NodeOf(t).Bare(dir)
		if out[node] == nil {
			out[node] = &[SpanCount]analysis.Value{}
		}
		out[node][at] = analysis.Some(t.Value)
	}
	return out
}

func buildTree(q Query, dir *model.Directory, active activityOf, targets []model.Target) *Tree {
	t := &Tree{Query: q, Spans: q.Spans(), dir: dir}
	b := &builder{t: t, dir: dir, own: ownTargets(q, dir, targets), active: active}
	b.grow()
	t.solve()
	return t
}

// solve works out what each row counts as, from the lowest up.
func (t *Tree) solve() {
	for i := len(t.Rows) - 1; i >= 0; i-- {
		r := &t.Rows[i]
		for span := SpanCount - 1; span >= 0; span-- { // a quarter stands before its months
			t.solveSpan(r, span)
		}
		if r.Parent < 0 || r.Team {
			continue
		}
		up := &t.Rows[r.Parent]
		for span := range SpanCount {
			up.Sum[span] = up.Sum[span].Plus(r.Value[span])
		}
	}
}

func (t *Tree) solveSpan(r *Row, span int) {
	inner := false // has something of its own within the span
	for _, part := range parts(span) {
		r.Parts[span] = r.Parts[span].Plus(r.Value[part])
		inner = inner || r.ownWithin(part)
	}
	switch {
	case r.Own[span].Known:
		r.Value[span] = r.Own[span]
	case inner:
		r.Value[span] = r.Parts[span]
	case r.Sum[span].Known:
		r.Value[span] = r.Sum[span]
	}
}

func (r *Row) ownWithin(span int) bool {
	if r.Own[span].Known {
		return true
	}
	return slices.ContainsFunc(parts(span), r.ownWithin)
}

// Total sums a figure's column for the row that stands for everything.
func (t *Tree) Total(span int) analysis.Value {
	if len(t.Rows) == 0 {
		return analysis.Value{}
	}
	return t.Rows[0].Value[span]
}
