package reporting

import (
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// row is one line of a table about a member of a dimension (or a total).
type row struct {
	member int // index in the members, −1 for totals and subtotals
	name   string
	code   string
	detail string
	strong bool
	last   bool // 未指定 and its like: can have no target
	level  int
	drill  *document.Drill

	now, lastYear, before analysis.Sum // the period; the same days a year and a month earlier
	base                  analysis.Sum // now in base units, for targets in 件
	progress              analysis.Progress
	share                 analysis.Value
	sold, listed          int // 全品项

	cells []analysis.Sum // by column class, where a table crosses two dimensions
}

func newRow(m *members, i int, p model.Period) row {
	x := &m.list[i]
	r := row{member: i, name: x.name, code: x.code, detail: x.detail, last: x.last}
	if x.drill != nil {
		d := *x.drill
		d.Period = p
		r.drill = &d
	}
	return r
}

func totalRow() row { return row{member: -1, name: i18n.T("合计"), strong: true} }

func shapeRow(r *row, out *document.Row) {
	out.Level, out.Strong, out.Drill = r.level, r.strong, r.drill
}

// actual is what is held against the target: yuan, or base units.
func (v *view) actual(r *row) int64 {
	if v.opt.Measure == Quantity {
		return r.base.Volume
	}
	return int64(r.now.Net())
}

func (v *view) setProgress(r *row, node *analysis.Node) {
	var target analysis.Value
	if node != nil {
		target = v.book.Of(*node)
	}
	r.progress = analysis.NewProgress(v.actual(r), target, v.elapsed)
}

// setShares gives the rows their share of the total, adding up to 100.0%.
func (v *view) setShares(rows []row) {
	values := make([]int64, len(rows))
	for i := range rows {
		values[i] = v.value(rows[i].now)
	}
	for i, s := range analysis.Shares(values, 1) {
		rows[i].share = s
	}
}

func (v *view) totalShare(rows []row) analysis.Value {
	var sum analysis.Value
	for i := range rows {
		sum = sum.Plus(rows[i].share)
	}
	return sum
}

func (v *view) yoy(r *row) analysis.Value {
	return analysis.Growth(v.value(r.now), v.value(r.lastYear))
}

func (v *view) mom(r *row) analysis.Value {
	return analysis.Growth(v.value(r.now), v.value(r.before))
}

func returnRate(s analysis.Sum) analysis.Value {
	return analysis.Rate(int64(s.Returns), int64(s.Gross))
}

// columnsWithTargets leaves the target columns to the data formats when no row has a
// target: a table full of dashes says nothing.
func columnsWithTargets(columns []column[row], rows []row) []column[row] {
	for i := range rows {
		if rows[i].progress.Target.Known {
			return columns
		}
	}
	for i := range columns {
		if oneOf(columns[i].Key, "target", "attainment", "gap", "run_rate") {
			columns[i].DataOnly = true
		}
	}
	return columns
}

// Columns that the sections about one dimension share.

func rowName(title string) column[row] {
	return nameColumn(title, func(r *row) string { return r.name })
}

func rowCode() column[row] {
	return dataOnly(textColumn("code", i18n.T("编码"), func(r *row) string { return r.code }))
}

// managerColumn names who runs a region; where nobody is known it takes no room on paper.
func managerColumn(rows []row) column[row] {
	c := textColumn("manager", i18n.T("经理"), func(r *row) string { return r.detail })
	for i := range rows {
		if rows[i].detail != "" {
			return c
		}
	}
	return dataOnly(c)
}

func (v *view) rowAmount(title string) column[row] {
	return moneyColumn(v, "amount", title, func(r *row) model.Money { return r.now.Net() })
}

func (v *view) rowQuantity(title string) column[row] {
	return quantityColumn(v, "quantity", title, func(r *row) model.Quantity { return v.ledger.Quantity(r.now.Volume) })
}

func (v *view) rowGross() column[row] {
	return moneyColumn(v, "gross", i18n.T("毛销售额"), func(r *row) model.Money { return r.now.Gross })
}

func (v *view) rowReturns() column[row] {
	return moneyColumn(v, "returns", i18n.T("退货额"), func(r *row) model.Money { return r.now.Returns })
}

func rowReturnRate() column[row] {
	return percentColumn("return_rate", i18n.T("退货率"), func(r *row) analysis.Value { return returnRate(r.now) })
}

func rowShare(title string) column[row] {
	return percentColumn("share", title, func(r *row) analysis.Value { return r.share })
}

// progressColumns: target, 达成率, 时间进度, 进度差, 需日均.
// Once no day is left nothing is needed per day: the column goes to the data formats.
func (v *view) progressColumns() []column[row] {
	needed := targetColumn(v, "run_rate", i18n.T("需日均"), func(r *row) analysis.Value { return r.progress.RunRate })
	needed.DataOnly = v.elapsed.DaysLeft() == 0
	return []column[row]{
		targetColumn(v, "target", i18n.T("月目标"), func(r *row) analysis.Value { return r.progress.Target }),
		percentColumn("attainment", i18n.T("达成率"), func(r *row) analysis.Value { return r.progress.Attainment }),
		dataOnly(percentColumn("time_progress", i18n.T("时间进度"), func(r *row) analysis.Value { return r.progress.TimeProgress })),
		pointsColumn("gap", i18n.T("进度差"), func(r *row) analysis.Value { return r.progress.Gap }),
		dataOnly(percentColumn("pace", i18n.T("进度达成率"), func(r *row) analysis.Value { return r.progress.Pace })),
		needed,
	}
}

func (v *view) rowYoY() column[row] { return growthColumn("yoy", i18n.T("同比"), v.yoy) }
func (v *view) rowMoM() column[row] { return growthColumn("mom", i18n.T("环比"), v.mom) }

func (v *view) baseColumns() []column[row] {
	return []column[row]{
		dataOnly(measureColumn(v, "last_year", i18n.T("去年同期"), func(r *row) int64 { return v.value(r.lastYear) })),
		dataOnly(measureColumn(v, "previous", i18n.T("上月同期"), func(r *row) int64 { return v.value(r.before) })),
	}
}

func breadthColumns() []column[row] {
	return []column[row]{
		textColumn("breadth", i18n.T("全品项"), func(r *row) string {
			if r.listed == 0 {
				return ""
			}
			return itoa(r.sold) + "/" + itoa(r.listed)
		}),
		dataOnly(countColumn("sold_skus", i18n.T("有售品项"), i18n.T("个"), func(r *row) int64 { return int64(r.sold) })),
		dataOnly(countColumn("listed_skus", i18n.T("在册品项"), i18n.T("个"), func(r *row) int64 { return int64(r.listed) })),
	}
}
