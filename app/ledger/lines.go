// Package ledger answers questions about single sales lines: which ones, how many, how
// much. It filters and sorts in memory over the ledger's columns and reads only the lines
// that are shown.
package ledger

import (
	"cmp"
	"context"
	"math"
	"slices"

	"xunshi/model"
)

// Source is what the ledger needs of the store.
type Source interface {
	Facts(ctx context.Context) (*model.Facts, error)
	Directory(ctx context.Context) (*model.Directory, error)
	LinesByID(ctx context.Context, ids []model.ID) ([]model.SalesLine, error)
}

// Lines is one filtered, sorted set of ledger lines. It holds row numbers, not lines: a
// million of them cost 4 MB.
type Lines struct {
	source    Source
	facts     *model.Facts
	directory *model.Directory
	rows      []int32
	quantity  model.Quantity
	amount    model.Money
}

// Find gives the lines that pass filter, in the order of sort (newest first if none).
func Find(ctx context.Context, source Source, filter model.LineFilter, sort model.LineSort) (*Lines, error) {
	facts, err := source.Facts(ctx)
	if err != nil {
		return nil, err
	}
	directory, err := source.Directory(ctx)
	if err != nil {
		return nil, err
	}
	l := &Lines{source: source, facts: facts, directory: directory}
	l.collect(newTest(directory, filter))
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	l.sort(sort)
	return l, ctx.Err()
}

// Count of the lines.
func (l *Lines) Count() int { return len(l.rows) }

// Quantity is the net quantity of the lines.
func (l *Lines) Quantity() model.Quantity { return l.quantity }

// Amount is the net amount of the lines (sales less returns).
func (l *Lines) Amount() model.Money { return l.amount }

// Page reads lines from..to (half open) with the names they are shown with.
func (l *Lines) Page(ctx context.Context, from, to int) ([]model.LineView, error) {
	from, to = max(0, from), min(to, len(l.rows))
	if from >= to {
		return nil, nil
	}
	ids := make([]model.ID, 0, to-from)
	for _, row := range l.rows[from:to] {
		ids = append(ids, l.facts.Lines[row])
	}
	lines, err := l.source.LinesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	views := make([]model.LineView, len(lines))
	for i := range lines {
		views[i] = l.directory.View(&lines[i])
	}
	return views, nil
}

func (l *Lines) collect(t test) {
	lo, hi := 0, l.facts.Len()
	if t.period != (model.Period{}) {
		if t.period.To == 0 { // open at the end, as 0 is at the start
			t.period.To = math.MaxInt32 - 1
		}
		lo, hi = l.facts.Range(t.period)
	}
	for i := lo; i < hi; i++ {
		if !t.passes(l.facts, i) {
			continue
		}
		l.rows = append(l.rows, int32(i))
		if l.facts.Flags[i].Counts() {
			l.quantity += l.facts.Quantities[i]
			l.amount += l.facts.Amounts[i]
		}
	}
}

func (l *Lines) sort(by model.LineSort) {
	f := l.facts
	var key func(row int32) int64
	switch by.Column {
	case "quantity":
		key = func(r int32) int64 { return int64(f.Quantities[r]) }
	case "amount":
		key = func(r int32) int64 { return int64(f.Amounts[r]) }
	case "customer":
		key = rankBy(l.directory.Customers, f.Customers, func(c *model.Customer) string { return c.Pinyin + c.Code })
	case "code":
		key = rankBy(l.directory.Customers, f.Customers, func(c *model.Customer) string { return c.Code })
	case "kind":
		key = func(r int32) int64 { return 2*int64(f.Flags[r].Kind()) + int64(f.Flags[r]>>7) }
	case "product":
		key = rankBy(l.directory.Products, f.Products, func(p *model.Product) string { return p.Pinyin + p.Code })
	case "employee":
		key = rankBy(l.directory.Employees, f.Employees, func(e *model.Employee) string { return e.Name + e.Code })
	case "region":
		key = rankBy(l.directory.Regions, f.Regions, func(r *model.Region) string { return r.Name + r.Code })
	case "date":
		if by.Descending {
			slices.Reverse(l.rows)
		}
		return
	default:
		slices.Reverse(l.rows)
		return
	}
	slices.SortStableFunc(l.rows, func(a, b int32) int {
		if by.Descending {
			a, b = b, a
		}
		return cmp.Compare(key(a), key(b))
	})
}

// rankBy turns names into numbers once, so that sorting a million lines compares integers.
func rankBy[T any](records map[model.ID]*T, column []model.ID, name func(*T) string) func(int32) int64 {
	ids := make([]model.ID, 0, len(records))
	for id := range records {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b model.ID) int {
		return cmp.Or(cmp.Compare(name(records[a]), name(records[b])), cmp.Compare(a, b))
	})
	rank := make(map[model.ID]int64, len(ids))
	for i, id := range ids {
		rank[id] = int64(i) + 1
	}
	return func(row int32) int64 { return rank[column[row]] }
}
