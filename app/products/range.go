package products

import (
	"cmp"
	"context"
	"math/bits"
	"slices"

	"xunshi/model"
	"xunshi/model/analysis"
)

// reachDays is the window of 铺货: who bought in it counts.
const reachDays = 90

// Figures are those of a SKU or of a level of the tree.
type Figures struct {
	Year   model.Money     // 近 12 个月 net sales
	Before model.Money     // the 12 months before
	Month  model.Money     // this month to date
	Growth analysis.Value  // Year against Before; unknown where the ledger does not reach back
	Buyers int             // customers with a purchase in the last 90 days
	Rate   analysis.Value  // 铺货率 = Buyers ÷ active customers
	Margin analysis.Margin // of the 12 months
	Share  analysis.Value  // of the 12 months' sales of the whole range
}

// Item is a SKU with its figures.
type Item struct {
	*model.Product
	Figures
	Listed   bool // belongs to the range on the day
	Priced   bool // has a list price or a price of any tier on the day
	Cost     model.Money
	Costed   bool       // has a cost on the day
	LastSold model.Date // last purchase, 0 if never
	buyers   customerSet
}

// Range is every SKU with its figures as of a day.
type Range struct {
	AsOf   model.Date
	Year   model.Period // 近 12 个月
	Before model.Period
	Month  model.Period
	Reach  model.Period // 近 90 天
	Active int          // customers with a purchase in Reach
	Items  []*Item      // by sales, then by code
	Total  Figures
	active customerSet
	grows  bool // the ledger reaches back to Before
}

// Range reads the range with the figures of a region (0: the whole business).
func (b *Book) Range(ctx context.Context, region model.ID) (*Range, error) {
	facts, err := b.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	prices, err := b.Prices(ctx)
	if err != nil {
		return nil, err
	}
	r := newRange(facts, lastDay(facts))
	byID := make(map[model.ID]*Item, len(prices.directory.Products))
	for id, p := range prices.directory.Products {
		item := &Item{Product: p, Listed: p.Listed(r.AsOf), Priced: p.Price > 0, buyers: newCustomerSet(prices.directory)}
		item.Cost, item.Costed = prices.Cost(id, r.AsOf)
		byID[id] = item
		r.Items = append(r.Items, item)
	}
	for _, k := range prices.Keys() {
		if item := byID[k.Product]; item != nil && k.Kind == model.PriceTier && k.Customer == 0 && prices.On(k, r.AsOf) != nil {
			item.Priced = true
		}
	}
	r.active = newCustomerSet(prices.directory)
	r.count(&analysis.Ledger{Facts: facts, Scope: analysis.Within(prices.directory, region)}, prices, byID)
	r.finish()
	return r, ctx.Err()
}

func newRange(facts *model.Facts, asOf model.Date) *Range {
	month := asOf.Month()
	r := &Range{AsOf: asOf, Month: model.Period{From: month.First(), To: asOf},
		Year:  model.Period{From: (month - 11).First(), To: asOf},
		Reach: model.Period{From: asOf - reachDays + 1, To: asOf}}
	r.Before = r.Year.MonthsBefore(12)
	span, ok := facts.Span()
	r.grows = ok && span.From.Month() <= r.Before.From.Month()
	return r
}

// count reads the ledger once.
func (r *Range) count(l *analysis.Ledger, prices *Prices, byID map[model.ID]*Item) {
	f := l.Facts
	items := dense(byID)
	for i := range f.Dates {
		if int(f.Products[i]) >= len(items) || !l.In(i) || f.Dates[i] > r.AsOf {
			continue
		}
		item := items[f.Products[i]]
		if item == nil {
			continue
		}
		d, flag := f.Dates[i], f.Flags[i]
		if flag.Purchase() {
			item.LastSold = d // the ledger is in the order of its days
			if d >= r.Reach.From {
				item.buyers.add(f.Customers[i])
				r.active.add(f.Customers[i])
			}
		}
		if !flag.Counts() {
			continue
		}
		switch {
		case d >= r.Year.From:
			item.Year += f.Amounts[i]
			if d >= r.Month.From {
				item.Month += f.Amounts[i]
			}
			cost, ok := prices.Cost(item.ID, d)
			item.Margin.Add(f.Amounts[i], f.Quantities[i], flag.Kind() == model.LineGift, cost, ok)
		case r.Before.Contains(d):
			item.Before += f.Amounts[i]
		}
	}
}

// dense puts items where their row id is: a million lines look them up.
func dense(byID map[model.ID]*Item) []*Item {
	var top model.ID
	for id := range byID {
		top = max(top, id)
	}
	items := make([]*Item, top+1)
	for id, item := range byID {
		items[id] = item
	}
	return items
}

// finish derives rates and the order.
func (r *Range) finish() {
	r.Active = r.active.count()
	for _, item := range r.Items {
		r.Total.Year += item.Year
	}
	slices.SortFunc(r.Items, func(a, b *Item) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID))
	})
	for _, item := range r.Items {
		item.Buyers = item.buyers.count()
		r.rates(&item.Figures)
	}
	r.Total = r.Sum(r.Items)
}

func (r *Range) rates(f *Figures) {
	if r.grows {
		f.Growth = analysis.Growth(int64(f.Year), int64(f.Before))
	}
	f.Rate = analysis.Rate(int64(f.Buyers), int64(r.Active))
	f.Share = analysis.Rate(int64(f.Year), int64(r.Total.Year))
}

// Sum adds SKUs up; a customer who bought several counts once.
func (r *Range) Sum(items []*Item) Figures {
	var f Figures
	var buyers customerSet
	for _, item := range items {
		f.Year += item.Year
		f.Before += item.Before
		f.Month += item.Month
		f.Margin = f.Margin.Plus(item.Margin)
		buyers = buyers.union(item.buyers)
	}
	f.Buyers = buyers.count()
	r.rates(&f)
	return f
}

// Find gives the item of a SKU, nil if there is none.
func (r *Range) Find(id model.ID) *Item {
	for _, item := range r.Items {
		if item.ID == id {
			return item
		}
	}
	return nil
}

// customerSet is a set of customers, a bit each.
type customerSet []uint64

func newCustomerSet(d *model.Directory) customerSet {
	var top model.ID
	for id := range d.Customers {
		top = max(top, id)
	}
	return make(customerSet, top/64+1)
}

// add takes a customer in; one that is no longer in the masters is left out.
func (s customerSet) add(id model.ID) {
	if at := int(id / 64); id != 0 && at < len(s) {
		s[at] |= 1 << (id % 64)
	}
}

func (s customerSet) count() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

func (s customerSet) union(t customerSet) customerSet {
	if s == nil {
		return slices.Clone(t)
	}
	for i := range min(len(s), len(t)) {
		s[i] |= t[i]
	}
	return s
}
