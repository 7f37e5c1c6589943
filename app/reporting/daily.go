package reporting

import (
	"context"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Daily is the 销售日报 of a date: the day, the month to date and what needs attention. It
// counts no line after the date, so that it reprints the same. A date without sales still
// gives the month as far as the data go, and says so.
func (r *Reporter) Daily(ctx context.Context, date model.Date, opt Options) (*document.Document, error) {
	if date.IsZero() {
		return nil, badDate("date")
	}
	v, err := r.load(ctx, date.Month(), date, opt)
	if err != nil {
		return nil, err
	}
	day := model.Period{From: date, To: date}
	doc := &document.Document{
		Kind: "daily", Title: v.title(i18n.T("销售日报")), Subtitle: i18n.T("按%s", v.opt.By.title()),
		Period: day, PeriodText: dayText(date), AsOf: v.asOfText(), Header: v.header(),
		Money: v.opt.Money, Quantity: v.opt.Quantity, Landscape: true,
		CardSections: []string{"exceptions", "cumulative"},
	}
	d := &daily{view: v, date: date, day: day, tables: v.tally()}
	d.rows, d.total = v.memberRows(d.tables)
	d.crossDay()
	exceptions, err := d.exceptions(ctx)
	if err != nil {
		return nil, err
	}
	doc.Sections = []document.Section{exceptions, d.today(), d.todayProducts(), d.cumulative(), d.cumulativeProducts(), d.zeroSales()}
	doc.Notes = v.dailyNotes()
	return doc, nil
}

// asOfText is the last day whose sales are in the report; empty without any.
func (v *view) asOfText() string {
	if !v.hasData || v.asked < v.span.From {
		return ""
	}
	return min(v.span.To, v.asked).String()
}

// daily holds what the sections of one 日报 share.
type daily struct {
	*view
	date   model.Date
	day    model.Period
	tables *tables
	rows   []row // month to date by member
	total  row

	today1     *analysis.Table // the day: members × products
	categories *members
	byCategory *analysis.Table // the day: members × categories
}

func (d *daily) crossDay() {
	d.categories = d.view.categories()
	d.today1 = d.ledger.Cross(d.day, d.tables.members.axis, d.tables.products.axis)
	d.byCategory = d.ledger.Cross(d.day, d.tables.members.axis, d.categories.axis)
}

// hasDay tells whether the ledger holds anything for the date, in this scope or outside.
func (d *daily) hasDay() bool {
	lo, hi := d.facts.Range(d.day)
	return hi > lo
}

// maxCategories is how many 品种 get a column of their own.
const maxCategories = 8

// today is the day by member, the 品种 across.
func (d *daily) today() document.Section {
	s := document.Section{ID: "today", Title: i18n.T("当日销售"), Caption: dayText(d.date)}
	if !d.hasDay() {
		s.Empty = d.noDay()
		return s
	}
	if len(d.tables.order) == 0 {
		s.Empty = d.noRows(d.day)
		return s
	}
	rows := make([]row, 0, len(d.tables.order))
	for _, i := range d.tables.order {
		r := newRow(d.tables.members, i, d.day)
		r.now, r.cells = d.today1.Row(i), d.byCategory.Cells[i*d.byCategory.Columns:(i+1)*d.byCategory.Columns]
		rows = append(rows, r)
	}
	d.setShares(rows)
	total := totalRow()
	total.now, total.cells, total.share = d.today1.Total(), columnSums(d.byCategory), d.totalShare(rows)
	columns := []column[row]{
		rowName(d.opt.By.title()), rowCode(),
		d.rowAmount(i18n.T("销售额")), d.rowQuantity(i18n.T("销量")),
		dataOnly(d.rowGross()), d.rowReturns(), rowShare(i18n.T("占比")),
		countColumn("lines", i18n.T("明细数"), i18n.T("行"), func(r *row) int64 { return r.now.Lines }),
	}
	fill(&s, append(columns, d.categoryColumns(total.cells)...), rows, &total, shapeRow)
	return s
}

// categoryColumns gives the day's biggest 品种 a column each and the rest one together.
func (d *daily) categoryColumns(sums []analysis.Sum) []column[row] {
	order := d.categories.order(func(i int) bool { return sums[i].Lines > 0 }, func(i int) int64 { return d.value(sums[i]) })
	if len(order) < 2 {
		return nil
	}
	own, rest := order, []int(nil)
	if len(order) > maxCategories {
		own, rest = order[:maxCategories], order[maxCategories:]
	}
	group := i18n.T("其中:各品种%s", d.measureTitle())
	var columns []column[row]
	for n, i := range own {
		columns = append(columns, d.sumColumn("category_"+itoa(n+1), d.categories.list[i].name, group, []int{i}))
	}
	if len(rest) > 0 {
		columns = append(columns, d.sumColumn("category_other", i18n.T("其他"), group, rest))
	}
	return columns
}

// sumColumn adds up some of a row's cells.
func (v *view) sumColumn(key, title, group string, cells []int) column[row] {
	c := measureColumn(v, key, title, func(r *row) int64 {
		var s analysis.Sum
		for _, i := range cells {
			s = s.Plus(r.cells[i])
		}
		return v.value(s)
	})
	if c.Kind == document.Money && v.opt.Money == document.Yuan {
		c.Decimals = 0 // many columns side by side; data formats keep every digit
	}
	return grouped(quietZero(c), group)
}

// maxAcross is how many members get a column of their own beside the SKUs.
const maxAcross = 8

// todayProducts is the day by SKU, the members across.
func (d *daily) todayProducts() document.Section {
	s := document.Section{ID: "today_products", Title: i18n.T("当日品项"), Caption: i18n.T("当日有销售的品项")}
	if !d.hasDay() {
		s.Empty = d.noDay()
		return s
	}
	sums := columnSums(d.today1)
	order := d.tables.products.order(func(i int) bool { return sums[i].Lines > 0 }, func(i int) int64 { return d.value(sums[i]) })
	rows := make([]row, 0, len(order))
	for _, i := range order {
		r := newRow(d.tables.products, i, d.day)
		r.now, r.cells = sums[i], cellsOfColumn(d.today1, i)
		rows = append(rows, r)
	}
	if len(rows) == 0 {
		s.Empty = d.noRows(d.day)
		return s
	}
	d.setShares(rows)
	total := totalRow()
	total.now, total.share = d.today1.Total(), d.totalShare(rows)
	for i := range d.today1.Rows {
		total.cells = append(total.cells, d.today1.Row(i))
	}
	columns := []column[row]{rowName(i18n.T("品项")), rowCode(),
		dataOnly(textColumn("category", i18n.T("品种"), func(r *row) string { return r.detail })),
		d.rowAmount(i18n.T("销售额")), d.rowQuantity(i18n.T("销量")), rowShare(i18n.T("占比"))}
	if len(d.tables.order) > 1 && len(d.tables.order) <= maxAcross {
		group := i18n.T("其中:各%[1]s%[2]s", d.opt.By.title(), d.measureTitle())
		for n, i := range d.tables.order {
			columns = append(columns, d.sumColumn("member_"+itoa(n+1), d.tables.members.list[i].name, group, []int{i}))
		}
	}
	fill(&s, columns, rows, &total, shapeRow)
	return s
}

func cellsOfColumn(t *analysis.Table, column int) []analysis.Sum {
	out := make([]analysis.Sum, t.Rows)
	for r := range out {
		out[r] = t.At(r, column)
	}
	return out
}

// cumulative is the month to date by member, against target and last year.
func (d *daily) cumulative() document.Section {
	s := document.Section{ID: "cumulative", Title: i18n.T("本月累计"), Caption: d.throughText()}
	if !d.started() {
		s.Empty = d.noData(model.Period{From: d.month.First(), To: d.date})
		return s
	}
	if len(d.rows) == 0 {
		s.Empty = d.noRows(d.compare.Now)
		return s
	}
	columns := []column[row]{rowName(d.opt.By.title()), rowCode()}
	if d.opt.By == ByRegion {
		columns = append(columns, managerColumn(d.rows))
	}
	columns = append(columns, d.rowAmount(i18n.T("累计销售额")), d.rowQuantity(i18n.T("累计销量")),
		dataOnly(d.rowGross()), dataOnly(d.rowReturns()), dataOnly(rowReturnRate()), rowShare(i18n.T("累计占比")))
	columns = append(columns, d.progressColumns()...)
	columns = append(columns, d.rowYoY(), dataOnly(d.rowMoM()))
	columns = append(columns, d.baseColumns()...)
	columns = append(columns, breadthColumns()...)
	fill(&s, columns, d.rows, &d.total, shapeRow)
	s.Notes = append(d.targetNotes(d.rows, d.total), d.casesNote()...)
	return s
}

// cumulativeProducts is the month to date by SKU under 品种 subtotals.
func (d *daily) cumulativeProducts() document.Section {
	s := document.Section{ID: "cumulative_products", Title: i18n.T("品项累计进度"), Caption: d.throughText()}
	rows := d.view.productRows(d.tables)
	switch {
	case !d.started():
		s.Empty = d.noData(model.Period{From: d.month.First(), To: d.date})
		return s
	case len(rows) == 0:
		s.Empty = d.noRows(d.compare.Now)
		return s
	}
	total := d.total
	total.share = d.totalShare(rows)
	columns := []column[row]{rowName(i18n.T("品项")), rowCode(),
		dataOnly(textColumn("category", i18n.T("品种"), func(r *row) string { return r.detail })),
		measureColumn(d.view, "today", i18n.T("当日"), func(r *row) int64 { return d.value(r.cells[0]) }),
		d.rowAmount(i18n.T("累计销售额")), d.rowQuantity(i18n.T("累计销量")), rowShare(i18n.T("累计占比"))}
	columns = append(columns, columnsWithTargets(d.progressColumns(), rows)...)
	columns = append(columns, d.rowYoY(), dataOnly(d.rowMoM()))
	columns = append(columns, d.baseColumns()...)
	fill(&s, columns, d.withToday(d.view.byCategory(d.tables, rows)), d.ofDay(&total), shapeRow)
	s.Notes = d.productNotes(rows, i18n.T("列出本月有销售或有目标的品项;本月零销的品项见“零销品项”。"))
	return s
}

// withToday keeps the day's figure with each row: a SKU's own, a subtotal's sum.
func (d *daily) withToday(rows []row) []row {
	sums := columnSums(d.today1)
	head := -1
	for i := range rows {
		if rows[i].member < 0 {
			rows[i].cells, head = make([]analysis.Sum, 1), i
			continue
		}
		s := sums[rows[i].member]
		rows[i].cells = []analysis.Sum{s}
		if head >= 0 {
			rows[head].cells[0] = rows[head].cells[0].Plus(s)
		}
	}
	return rows
}

func (d *daily) ofDay(total *row) *row {
	total.cells = []analysis.Sum{d.today1.Total()}
	return total
}

func (v *view) throughText() string {
	if !v.started() {
		return ""
	}
	return periodText(v.compare.Now)
}

// noDay says which dates there are when the date has none.
func (d *daily) noDay() string {
	if !d.hasData {
		return d.noData(d.day)
	}
	before, after := d.neighbours()
	switch {
	case before.IsZero():
		return i18n.T("%[1]s 没有销售数据,账上最早的一天是 %[2]s。请导入当天的销售文件,或改选日期。", d.date, after)
	case after.IsZero():
		return i18n.T("%[1]s 没有销售数据,账上最近的一天是 %[2]s。请导入当天的销售文件,或改选日期。", d.date, before)
	}
	return i18n.T("%[1]s 没有销售数据;前一个有数据的日期是 %[2]s,后一个是 %[3]s。若当天应有销售,请导入当天的文件。", d.date, before, after)
}

// neighbours are the nearest dates with sales before and after the date, zero if none.
func (d *daily) neighbours() (before, after model.Date) {
	lo, hi := d.facts.Range(d.day)
	if lo > 0 {
		before = d.facts.Dates[lo-1]
	}
	if hi < d.facts.Len() {
		after = d.facts.Dates[hi]
	}
	return before, after
}
