package products

import (
	"cmp"
	"context"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// MarginBy is what the rows of a margin table are.
type MarginBy string

// Dimensions of a margin table.
const (
	MarginBySKU      MarginBy = "sku"
	MarginByBrand    MarginBy = "brand"
	MarginByCategory MarginBy = "category"
	MarginByCustomer MarginBy = "customer"
	MarginByChannel  MarginBy = "channel"
	MarginByRegion   MarginBy = "region"
)

// MarginDimensions in the order they are offered.
var MarginDimensions = []MarginBy{MarginBySKU, MarginByBrand, MarginByCategory, MarginByCustomer, MarginByChannel, MarginByRegion}

// Word is what a dimension is called.
func (m MarginBy) Word() string {
	switch m {
	case MarginByBrand:
		return i18n.T("品牌")
	case MarginByCategory:
		return i18n.T("品类")
	case MarginByCustomer:
		return i18n.T("客户")
	case MarginByChannel:
		return i18n.T("渠道")
	case MarginByRegion:
		return i18n.T("区域")
	}
	return i18n.T("品项")
}

// MarginRow is the margin of a SKU, customer, region …
type MarginRow struct {
	ID     model.ID // 0 where a word is the row, or where none was given
	Code   string
	Name   string
	Word   string // category, brand or channel as it is kept
	Margin analysis.Margin
	Before analysis.Margin // of the period before
}

// MarginTable is the gross margin of a period by a dimension.
type MarginTable struct {
	By     MarginBy
	Period model.Period
	Before model.Period // the same days a month (or the length of the period) earlier
	Region model.ID
	Rows   []MarginRow // by sales
	Total  MarginRow
	NoCost int // SKUs sold without a cost
}

// Margins works the margin of a period out. Sales without a cost on their day stay apart:
// they are in Margin.Sales, not in Covered.
func (b *Book) Margins(ctx context.Context, by MarginBy, p model.Period, region model.ID) (*MarginTable, error) {
	facts, err := b.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	prices, err := b.Prices(ctx)
	if err != nil {
		return nil, err
	}
	t := &MarginTable{By: by, Period: p, Before: periodBefore(p), Region: region}
	g := &gatherer{by: by, directory: prices.directory, rows: map[memberKey]*MarginRow{}}
	l := &analysis.Ledger{Facts: facts, Scope: analysis.Within(prices.directory, region)}
	t.NoCost = g.read(l, prices, p, func(r *MarginRow) *analysis.Margin { return &r.Margin })
	g.read(l, prices, t.Before, func(r *MarginRow) *analysis.Margin { return &r.Before })
	for _, r := range g.rows {
		t.Total.Before = t.Total.Before.Plus(r.Before)
		if r.Margin.Costed+r.Margin.Uncosted == 0 {
			continue
		}
		t.Total.Margin = t.Total.Margin.Plus(r.Margin)
		t.Rows = append(t.Rows, *r)
	}
	t.Total.Name = i18n.T("合计")
	slices.SortFunc(t.Rows, func(a, b MarginRow) int {
		return cmp.Or(cmp.Compare(b.Margin.Sales, a.Margin.Sales), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return t, ctx.Err()
}

// periodBefore is the same days of the month (or the months) before.
func periodBefore(p model.Period) model.Period {
	return p.MonthsBefore(int(p.To.Month()-p.From.Month()) + 1)
}

type memberKey struct {
	id   model.ID
	word string
}

// gatherer sorts lines into the rows of a dimension.
type gatherer struct {
	by        MarginBy
	directory *model.Directory
	rows      map[memberKey]*MarginRow
}

// read adds the lines of a period and counts the products without a cost.
func (g *gatherer) read(l *analysis.Ledger, prices *Prices, p model.Period, into func(*MarginRow) *analysis.Margin) (noCost int) {
	f := l.Facts
	missing := map[model.ID]bool{}
	lo, hi := f.Range(p)
	for i := lo; i < hi; i++ {
		if !l.In(i) || !f.Flags[i].Counts() {
			continue
		}
		key := g.key(f, i)
		row := g.rows[key]
		if row == nil {
			row = g.row(key)
			g.rows[key] = row
		}
		cost, ok := prices.Cost(f.Products[i], f.Dates[i])
		if !ok {
			missing[f.Products[i]] = true
		}
		into(row).Add(f.Amounts[i], f.Quantities[i], f.Flags[i].Kind() == model.LineGift, cost, ok)
	}
	return len(missing)
}

func (g *gatherer) key(f *model.Facts, i int) memberKey {
	switch g.by {
	case MarginByCustomer:
		return memberKey{id: f.Customers[i]}
	case MarginByRegion:
		return memberKey{id: f.Regions[i]}
	case MarginByChannel:
		if c := g.directory.Customers[f.Customers[i]]; c != nil {
			return memberKey{word: c.Channel}
		}
		return memberKey{}
	case MarginByBrand, MarginByCategory:
		p := g.directory.Products[f.Products[i]]
		if p == nil {
			return memberKey{}
		}
		if g.by == MarginByBrand {
			return memberKey{word: p.Brand}
		}
		return memberKey{word: p.Category}
	}
	return memberKey{id: f.Products[i]}
}

func (g *gatherer) row(k memberKey) *MarginRow {
	r := &MarginRow{ID: k.id, Word: k.word, Name: k.word}
	switch g.by {
	case MarginBySKU:
		if p := g.directory.Products[k.id]; p != nil {
			r.Code, r.Name = p.Code, p.Name
		}
	case MarginByCustomer:
		if c := g.directory.Customers[k.id]; c != nil {
			r.Code, r.Name = c.Code, c.Name
		}
	case MarginByRegion:
		if region := g.directory.Regions[k.id]; region != nil {
			r.Code, r.Name = region.Code, region.Name
		}
	}
	if r.Name == "" {
		r.Name = Unfilled()
	}
	return r
}
