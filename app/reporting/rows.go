package reporting

import (
	"cmp"
	"slices"

	"xunshi/app/document"
	"xunshi/model"
	"xunshi/model/analysis"
)

// tables are the tallies both reports stand on.
type tables struct {
	members  *members
	products *members

	now      *analysis.Table // members × products, month to date
	base     *analysis.Table // the same in base units
	lastYear *analysis.Table
	before   *analysis.Table
	recent   *analysis.Table // members, last 13 months: who belongs in the report at all

	listed   []bool // by product class: in the range on the day
	listedN  int
	sold     []int // 全品项 by member
	soldAll  int
	order    []int // members in the order they are shown
	skuOrder []int // products with sales or a target, in the order they are shown
}

// recentMonths is how long a value without sales stays in the reports.
const recentMonths = 13

func (v *view) tally() *tables {
	t := &tables{members: v.members(v.opt.By), products: v.products()}
	rows, skus := t.members.axis, t.products.axis
	t.now = v.ledger.Cross(v.compare.Now, rows, skus)
	t.base = t.now
	if v.base != v.ledger {
		t.base = v.base.Cross(v.compare.Now, rows, skus)
	}
	t.lastYear = v.ledger.Cross(v.compare.LastYear, rows, skus)
	t.before = v.ledger.Cross(v.compare.Before, rows, skus)
	until := max(v.asOf, v.month.First())
	t.recent = v.ledger.Cross(model.Period{From: (v.month - recentMonths + 1).First(), To: until}, rows, analysis.Axis{})
	t.listed = make([]bool, len(t.products.list))
	for i := range t.products.list {
		if p := v.dir.Products[t.products.list[i].id]; p != nil && p.Listed(until) {
			t.listed[i] = true
			t.listedN++
		}
	}
	t.sold, t.soldAll = v.ledger.Reach(v.compare.Now, rows, skus, t.listed)
	t.sortMembers(v)
	t.sortProducts(v)
	return t
}

func (t *tables) sortMembers(v *view) {
	t.order = t.members.order(func(i int) bool {
		x := &t.members.list[i]
		return t.recent.Row(i).Lines > 0 || (x.node != nil && v.book.Of(*x.node).Known)
	}, func(i int) int64 { return v.value(t.now.Row(i)) })
}

func (t *tables) sortProducts(v *view) {
	total := columnSums(t.now)
	t.skuOrder = t.products.order(func(i int) bool {
		x := &t.products.list[i]
		return total[i].Lines > 0 || (x.node != nil && v.book.Of(*x.node).Known)
	}, func(i int) int64 { return v.value(total[i]) })
}

// columnSums adds up every column of a table in one walk.
func columnSums(t *analysis.Table) []analysis.Sum {
	out := make([]analysis.Sum, t.Columns)
	for k, s := range t.Cells {
		c := k % t.Columns
		out[c] = out[c].Plus(s)
	}
	return out
}

// memberRows are the month-to-date rows of the report's dimension, with their total.
func (v *view) memberRows(t *tables) ([]row, row) {
	rows := make([]row, 0, len(t.order))
	for _, i := range t.order {
		r := newRow(t.members, i, v.compare.Now)
		r.now, r.lastYear, r.before, r.base = t.now.Row(i), t.lastYear.Row(i), t.before.Row(i), t.base.Row(i)
		r.sold, r.listed = t.sold[i], t.listedN
		v.setProgress(&r, t.members.list[i].node)
		rows = append(rows, r)
	}
	v.setShares(rows)
	total := totalRow()
	total.now, total.lastYear, total.before, total.base = t.now.Total(), t.lastYear.Total(), t.before.Total(), t.base.Total()
	total.sold, total.listed = t.soldAll, t.listedN
	total.share = v.totalShare(rows)
	v.setProgress(&total, &analysis.Node{Region: v.opt.RegionID})
	return rows, total
}

// productRows are the month-to-date rows by SKU, without subtotals.
func (v *view) productRows(t *tables) []row {
	now, base := columnSums(t.now), columnSums(t.base)
	lastYear, before := columnSums(t.lastYear), columnSums(t.before)
	rows := make([]row, 0, len(t.skuOrder))
	for _, i := range t.skuOrder {
		r := newRow(t.products, i, v.compare.Now)
		r.now, r.lastYear, r.before, r.base = now[i], lastYear[i], before[i], base[i]
		v.setProgress(&r, t.products.list[i].node)
		rows = append(rows, r)
	}
	v.setShares(rows)
	return rows
}

// byCategory puts the product rows under a subtotal for each 品种, the biggest first. A
// subtotal counts every SKU of the category, also those without a row: last year's sales of
// a SKU that is gone belong to its comparison. With a single category nothing is divided.
func (v *view) byCategory(t *tables, rows []row) []row {
	heads := v.categoryHeads(t)
	under := map[string][]row{}
	var names []string
	for _, r := range rows {
		if under[r.detail] == nil {
			names = append(names, r.detail)
		}
		r.level = 1
		h := heads[r.detail]
		h.share = h.share.Plus(r.share)
		under[r.detail] = append(under[r.detail], r)
	}
	if len(names) < 2 {
		return rows
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(v.value(heads[b].now), v.value(heads[a].now)) })
	out := make([]row, 0, len(rows)+len(names))
	for _, name := range names {
		h := heads[name]
		var node *analysis.Node
		if h.drill != nil {
			node = &analysis.Node{Region: v.opt.RegionID, Category: h.drill.Category}
		}
		v.setProgress(h, node)
		out = append(append(out, *h), under[name]...)
	}
	return out
}

// categoryHeads sums the SKUs of each category.
func (v *view) categoryHeads(t *tables) map[string]*row {
	now, base := columnSums(t.now), columnSums(t.base)
	lastYear, before := columnSums(t.lastYear), columnSums(t.before)
	heads := map[string]*row{}
	for i := range t.products.list {
		x := &t.products.list[i]
		h := heads[x.detail]
		if h == nil {
			h = &row{member: -1, name: orElse(x.detail, categoryName("")), strong: true}
			r := newRow(t.products, i, v.compare.Now)
			h.drill = v.categoryDrill(&r)
			heads[x.detail] = h
		}
		h.now, h.lastYear = h.now.Plus(now[i]), h.lastYear.Plus(lastYear[i])
		h.before, h.base = h.before.Plus(before[i]), h.base.Plus(base[i])
	}
	return heads
}

// categoryDrill opens the lines of a product row's category; SKUs without one have none.
func (v *view) categoryDrill(r *row) *document.Drill {
	if r.drill == nil {
		return nil
	}
	p := v.dir.Products[r.drill.ProductID]
	if p == nil || p.Category == "" {
		return nil
	}
	return &document.Drill{Period: r.drill.Period, RegionID: v.opt.RegionID, Category: p.Category}
}
