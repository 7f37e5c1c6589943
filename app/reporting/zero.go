package reporting

import (
	"cmp"
	"slices"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// zeroRow is a listed SKU without a sale this month in at least one member.
type zeroRow struct {
	product int
	missing []string // members without a sale, when not all
	all     bool
	last    model.Date // last sale in the scope
}

// zeroLimit is the most SKUs the list of zero sales names when the range is large; beyond
// it only SKUs that sold in the last months are worth naming.
const (
	zeroLimit  = 200
	zeroMonths = 3
)

// zeroSales lists the SKUs in the range that did not sell this month, and where.
func (d *daily) zeroSales() document.Section {
	s := document.Section{ID: "zero_sales", Title: i18n.T("零销品项"), Caption: d.throughText()}
	if !d.started() {
		s.Empty = d.noData(model.Period{From: d.month.First(), To: d.date})
		return s
	}
	if d.tables.listedN == 0 {
		s.Empty = i18n.T("没有在册品项,无法列出零销品项。请导入品项资料。")
		return s
	}
	rows := d.zeroRows()
	if len(rows) == 0 {
		s.Empty = i18n.T("全部 %[1]d 个在册品项本月在每个%[2]s都有销售。", d.tables.listedN, d.opt.By.title())
		return s
	}
	if len(rows) > zeroLimit {
		rows, s.Notes = d.recentZeros(rows)
	}
	fill(&s, []column[zeroRow]{
		nameColumn(i18n.T("品项"), func(r *zeroRow) string { return d.tables.products.list[r.product].name }),
		textColumn("code", i18n.T("编码"), func(r *zeroRow) string { return d.tables.products.list[r.product].code }),
		textColumn("category", i18n.T("品种"), func(r *zeroRow) string { return d.tables.products.list[r.product].detail }),
		dateColumn("last_sale", i18n.T("最近销售"), func(r *zeroRow) model.Date { return r.last }),
		{Column: document.Column{Key: "days", Title: i18n.T("距今"), Unit: i18n.T("天"), Kind: document.Count}, of: func(r *zeroRow) document.Cell {
			return document.Cell{None: r.last.IsZero(), Number: int64(d.asOf - r.last)}
		}},
		textColumn("where", i18n.T("本月零销的%s", d.opt.By.title()), d.whereText),
	}, rows, nil, func(r *zeroRow, out *document.Row) {
		if x := d.tables.products.list[r.product].drill; x != nil {
			drill := *x
			drill.Period = model.Period{From: (d.month - recentMonths + 1).First(), To: d.asOf}
			out.Drill = &drill
		}
	})
	s.Notes = append(s.Notes, i18n.T("在册 %[1]d 个品项,本月有销售 %[2]d 个;退货与赠品不算有销售。", d.tables.listedN, d.tables.soldAll))
	return s
}

func (d *daily) whereText(r *zeroRow) string {
	if r.all {
		return i18n.T("全部")
	}
	return joinFirst(r.missing, 8)
}

// zeroRows finds them: SKUs sold nowhere first, then by how many members miss them.
func (d *daily) zeroRows() []zeroRow {
	sold := d.soldCells()
	last := d.lastSales()
	columns := d.tables.products.axis.Size
	var rows []zeroRow
	for p, listed := range d.tables.listed {
		if !listed {
			continue
		}
		r := zeroRow{product: p, last: last[p], all: true}
		for _, m := range d.tables.order {
			if sold[m*columns+p] {
				r.all = false
			} else if !d.tables.members.list[m].last {
				r.missing = append(r.missing, d.tables.members.list[m].name)
			}
		}
		if r.all || len(r.missing) > 0 {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b zeroRow) int {
		if a.all != b.all {
			if a.all {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(len(b.missing), len(a.missing)), cmp.Compare(b.last, a.last))
	})
	return rows
}

// recentZeros keeps the SKUs that sold in the months before and counts the others.
func (d *daily) recentZeros(rows []zeroRow) ([]zeroRow, []string) {
	since := (d.month - zeroMonths).First()
	kept := rows[:0:0]
	for _, r := range rows {
		if r.all && r.last >= since {
			kept = append(kept, r)
		}
	}
	slices.SortStableFunc(kept, func(a, b zeroRow) int { return cmp.Compare(b.last, a.last) })
	notes := []string{i18n.T("品项众多:只列近 %[1]d 个月有销售、本月全部零销的 %[2]d 个;另有 %[3]d 个品项零销或只在部分%[4]s零销,未逐一列出。",
		zeroMonths, min(len(kept), zeroLimit), len(rows)-min(len(kept), zeroLimit), d.opt.By.title())}
	return kept[:min(len(kept), zeroLimit)], notes
}

// soldCells marks member × SKU with a purchase this month.
func (d *daily) soldCells() []bool {
	rows, skus := d.tables.members.axis, d.tables.products.axis
	sold := make([]bool, rows.Size*skus.Size)
	d.eachPurchase(d.compare.Now, func(i int) { sold[int(rows.At(i))*skus.Size+int(skus.At(i))] = true })
	return sold
}

// lastSales is each SKU's last sale in the scope, up to the report's day.
func (d *daily) lastSales() []model.Date {
	skus := d.tables.products.axis
	last := make([]model.Date, skus.Size)
	d.eachPurchase(model.Period{From: d.span.From, To: d.asOf}, func(i int) { last[skus.At(i)] = d.facts.Dates[i] })
	return last
}

func (v *view) eachPurchase(p model.Period, do func(i int)) {
	lo, hi := v.facts.Range(p)
	for i := lo; i < hi; i++ {
		if v.facts.Flags[i].Purchase() && v.ledger.In(i) {
			do(i)
		}
	}
}

// zeroCount is how many listed SKUs have not sold this month.
func (t *tables) zeroCount() int { return t.listedN - t.soldAll }
