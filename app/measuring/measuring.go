// Package measuring says what came of every metric that can have a target — 销售额, 销量,
// 回款, 新客户, 拜访, 铺货 — for any node of the business and any period, and what its target
// is. Targets, appraisals, bonuses and the pages of people read the same figures here.
package measuring

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"xunshi/model"
	"xunshi/model/store"
)

// Gauge measures periods of one store. It is safe for use by several goroutines.
type Gauge struct {
	store *store.Store

	mu     sync.Mutex
	facts  *model.Facts // that firsts was read from
	firsts []model.Date
}

// New makes a gauge over a store.
func New(s *store.Store) *Gauge { return &Gauge{store: s} }

// Measure reads one period once; what it gives is then only looked up.
func (g *Gauge) Measure(ctx context.Context, period model.Period) (*Measure, error) {
	all, err := g.Measures(ctx, []model.Period{period})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// Measures reads several periods (the months of a year) and shares what they have in
// common, such as who is credited with a customer. Where metrics are named, only those have
// actual figures.
func (g *Gauge) Measures(ctx context.Context, periods []model.Period, metrics ...model.Metric) ([]*Measure, error) {
	in, err := g.read(ctx, periods, metrics)
	if err != nil {
		return nil, err
	}
	out := make([]*Measure, len(periods))
	for i, p := range periods {
		out[i] = in.measure(p)
	}
	return out, nil
}

// input is what every period is measured from.
type input struct {
	directory *model.Directory
	facts     *model.Facts
	firsts    []model.Date // day of the first purchase by customer id, 0 if none
	entries   []model.ReceivableEntry
	visits    []model.ContactLog // by date
	owners    *owners
	shares    map[model.ID][]model.CustomerShare
	posts     map[model.ID][]model.EmployeePost
	targets   []model.Target
}

func (g *Gauge) read(ctx context.Context, periods []model.Period, metrics []model.Metric) (*input, error) {
	wanted := func(m model.Metric) bool { return len(metrics) == 0 || slices.Contains(metrics, m) }
	var span model.Period
	for i, p := range periods {
		if i == 0 {
			span = p
		}
		span.From, span.To = min(span.From, p.From), max(span.To, p.To)
	}
	in := &input{shares: map[model.ID][]model.CustomerShare{}, posts: map[model.ID][]model.EmployeePost{}}
	var err error
	if in.directory, err = g.store.Directory(ctx); err != nil {
		return nil, err
	}
	if in.facts, err = g.store.Facts(ctx); err != nil {
		return nil, err
	}
	in.firsts = g.firstPurchases(in.facts)
	if wanted(model.MetricReceipts) {
		if in.entries, err = g.store.ReceivableEntries(ctx, span.To); err != nil {
			return nil, err
		}
	}
	if wanted(model.MetricVisits) {
		if in.visits, err = store.FindDated(ctx, g.store, model.ContactLog{Method: model.ContactVisit}, span); err != nil {
			return nil, err
		}
		slices.SortStableFunc(in.visits, func(a, b model.ContactLog) int { return cmp.Compare(a.Date, b.Date) })
	}
	if in.owners, err = readOwners(ctx, g.store, in.directory); err != nil {
		return nil, err
	}
	shares, err := store.Find(ctx, g.store, model.CustomerShare{})
	if err != nil {
		return nil, err
	}
	for _, s := range shares {
		in.shares[s.CustomerID] = append(in.shares[s.CustomerID], s)
	}
	posts, err := store.Find(ctx, g.store, model.EmployeePost{})
	if err != nil {
		return nil, err
	}
	for _, p := range posts {
		in.posts[p.EmployeeID] = append(in.posts[p.EmployeeID], p)
	}
	in.targets, err = g.store.AllTargets(ctx, span.From.Month(), span.To.Month())
	return in, err
}

// firstPurchases gives the day each customer first bought in the whole ledger.
func (g *Gauge) firstPurchases(f *model.Facts) []model.Date {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.facts == f && g.firsts != nil {
		return g.firsts
	}
	firsts := []model.Date{}
	for i := range f.Len() {
		id := int(f.Customers[i])
		if !f.Flags[i].Purchase() {
			continue
		}
		for id >= len(firsts) {
			firsts = append(firsts, make([]model.Date, max(1024, len(firsts)))...)
		}
		if firsts[id].IsZero() {
			firsts[id] = f.Dates[i]
		}
	}
	g.facts, g.firsts = f, firsts
	return firsts
}
