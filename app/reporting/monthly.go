package reporting

import (
	"context"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/charts"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Monthly is the 销售月报 of a month. Of a closed month it is the snapshot taken then. In a
// month that is still running everything is month to date, compared with equal numbers of
// days.
func (r *Reporter) Monthly(ctx context.Context, month model.Month, opt Options) (*document.Document, error) {
	if month == 0 {
		return nil, badDate("month")
	}
	opt, err := opt.defaulted()
	if err != nil {
		return nil, err
	}
	doc, closed, err := r.snapshot(ctx, month, opt)
	if err != nil || doc != nil {
		return doc, err
	}
	doc, err = r.build(ctx, month, opt)
	if err == nil && closed {
		doc.Header = append(doc.Header, i18n.T("本月已月结,但没有此口径的快照:以下按现有数据重算"))
	}
	return doc, err
}

// build computes the 月报 from the ledger as it is now.
func (r *Reporter) build(ctx context.Context, month model.Month, opt Options) (*document.Document, error) {
	v, err := r.load(ctx, month, month.Last(), opt)
	if err != nil {
		return nil, err
	}
	if r.today() > month.Last() {
		v.finish()
	}
	m := &monthly{view: v, tables: v.tally()}
	m.rows, m.total = v.memberRows(m.tables)
	m.watch = v.watch(v.flagDay())
	m.history = m.watch.history
	if v.opt.RegionID != 0 || v.ledger.Cases != nil {
		m.history = analysis.NewHistory(v.ledger, v.flagDay(), v.customerLimit())
	}
	receivables, err := m.receivables(ctx, r.src)
	if err != nil {
		return nil, err
	}
	flags, err := m.flagSection(ctx, r.src)
	if err != nil {
		return nil, err
	}
	words, err := m.text(ctx, r.src)
	if err != nil {
		return nil, err
	}
	doc := &document.Document{
		Kind: "monthly", Title: v.title(i18n.T("销售月报")), Subtitle: i18n.T("按%s", v.opt.By.title()),
		Period: month.Period(), PeriodText: document.MonthText(month), AsOf: v.asOfText(), Header: v.header(),
		Money: v.opt.Money, Quantity: v.opt.Quantity, Landscape: true,
		CardSections: []string{"exceptions", "summary"},
	}
	doc.Sections = []document.Section{m.exceptions(), m.summary()}
	if trend, ok := m.trend(); ok {
		doc.Sections = append(doc.Sections, trend)
	}
	doc.Sections = append(doc.Sections, m.productSection(), m.customers(), flags, receivables, words)
	doc.Notes = m.notes()
	return doc, ctx.Err()
}

// flagDay is the day customers are judged on: the last day counted, but never beyond the
// last day of the ledger. What was bought after that is not known, so silence there is
// not the customer's.
func (v *view) flagDay() model.Date {
	day := max(v.asOf, v.month.First())
	if v.hasData && v.span.To >= v.month.First() {
		day = min(day, v.span.To)
	}
	return day
}

// monthly holds what the sections of one 月报 share.
type monthly struct {
	*view
	tables  *tables
	rows    []row
	total   row
	watch   *watch
	history *analysis.History // in the report's scope and unit
	ageing  *receivableTotals // nil without entries
}

func (m *monthly) summary() document.Section {
	s := document.Section{ID: "summary", Title: i18n.T("本月汇总"), Caption: m.throughText()}
	if !m.started() {
		s.Empty = m.noData(m.month.Period())
		return s
	}
	if len(m.rows) == 0 {
		s.Empty = m.noRows(m.compare.Now)
		return s
	}
	columns := []column[row]{rowName(m.opt.By.title()), rowCode()}
	if m.opt.By == ByRegion {
		columns = append(columns, managerColumn(m.rows))
	}
	columns = append(columns, m.rowAmount(i18n.T("销售额")), m.rowQuantity(i18n.T("销量")), dataOnly(m.rowGross()),
		m.rowReturns(), dataOnly(rowReturnRate()), rowShare(i18n.T("占比")))
	columns = append(columns, m.progressColumns()...)
	columns = append(columns, m.rowYoY(), m.rowMoM())
	columns = append(columns, m.baseColumns()...)
	columns = append(columns, breadthColumns()...)
	fill(&s, columns, m.rows, &m.total, shapeRow)
	s.Notes = append(m.targetNotes(m.rows, m.total), m.casesNote()...)
	return s
}

// productSection is the month by SKU under 品种 subtotals.
func (m *monthly) productSection() document.Section {
	s := document.Section{ID: "products", Title: i18n.T("品项"), Caption: m.throughText()}
	rows := m.productRows(m.tables)
	switch {
	case !m.started():
		s.Empty = m.noData(m.month.Period())
		return s
	case len(rows) == 0:
		s.Empty = m.noRows(m.compare.Now)
		return s
	}
	total := m.total
	total.share = m.totalShare(rows)
	columns := []column[row]{rowName(i18n.T("品项")), rowCode(),
		dataOnly(textColumn("category", i18n.T("品种"), func(r *row) string { return r.detail })),
		m.rowAmount(i18n.T("销售额")), m.rowQuantity(i18n.T("销量")), dataOnly(m.rowGross()), m.rowReturns(), rowShare(i18n.T("占比"))}
	columns = append(columns, columnsWithTargets(m.progressColumns(), rows)...)
	columns = append(columns, m.rowYoY(), m.rowMoM())
	columns = append(columns, m.baseColumns()...)
	fill(&s, columns, m.byCategory(m.tables, rows), &total, shapeRow)
	s.Notes = m.productNotes(rows, i18n.T("列出本月有销售或有目标的品项;在册 %[1]d 个,本月零销 %[2]d 个。", m.tables.listedN, m.tables.zeroCount()))
	return s
}

// trendMonths is how far the trend looks back.
const trendMonths = 12

// trend draws the last twelve months beside the year before; there is none without at
// least two months in the ledger.
func (m *monthly) trend() (document.Section, bool) {
	from := max(m.month-trendMonths+1, m.span.From.Month())
	if !m.started() || from >= m.month {
		return document.Section{}, false
	}
	chart := charts.Spec{Kind: charts.Bar, Title: i18n.T("近 %[1]d 个月%[2]s", int(m.month-from)+1, m.measureTitle()),
		Series: []charts.Series{{Name: i18n.T("本年"), Style: charts.StyleActual}}}
	unit := m.chartUnit()
	chart.Unit = unit.name
	compared := (from - 12).First() >= m.span.From.Month().First()
	var last charts.Series
	last.Name, last.Style = i18n.T("上年同月"), charts.StyleCompare
	for k := from; k <= m.month; k++ {
		chart.Categories = append(chart.Categories, shortMonth(k))
		chart.Series[0].Values = append(chart.Series[0].Values, unit.of(m.value(m.sumOf(k.Period()))))
		if compared {
			last.Values = append(last.Values, unit.of(m.value(m.sumOf((k - 12).Period()))))
		}
	}
	if compared {
		chart.Series = append(chart.Series, last)
	}
	chart.Note = i18n.T("净额口径;数据截至 %s。", m.asOfText())
	return document.Section{ID: "trend", Title: i18n.T("月度走势"), Chart: &chart}, true
}

// sumOf adds up the scope's lines of a period, none after the report's day.
func (v *view) sumOf(p model.Period) analysis.Sum {
	p.To = min(p.To, v.asOf)
	return v.ledger.Cross(p, analysis.Axis{}, analysis.Axis{}).Total()
}

func (m *monthly) exceptions() document.Section {
	if !m.hasData {
		s := exceptionSection(nil)
		s.Exceptions.Items = []string{m.noData(m.month.Period())}
		return s
	}
	return exceptionSection([]rule{m.missingRule(), m.behindRule(m.rows, m.total), m.watchRule(), m.overdueRule(),
		m.fallRule(), m.returnRule(m.rows), m.zeroMonthRule(), m.targetRule(m.rows, m.total)})
}

func (m *monthly) missingRule() rule {
	r := rule{title: i18n.T("本月数据缺失")}
	if !m.started() {
		r.add(finding{name: document.MonthText(m.month), words: m.noData(m.month.Period()), expected: i18n.T("有销售数据"), actual: i18n.T("无")})
	}
	return r
}

// watchRule names the flags on key customers that nobody has closed.
func (m *monthly) watchRule() rule {
	r := rule{title: i18n.T("重点客户进货节奏异常"), lead: i18n.T("重点客户"), named: namedFlags}
	for _, f := range m.watch.flags {
		if m.watch.key[f.Customer] {
			r.add(m.flagFinding(m.watch, f))
		}
	}
	return r
}

func (m *monthly) fallRule() rule {
	r := rule{title: i18n.T("同比下降超过 20%"), lead: i18n.T("同比下降")}
	for i := range m.rows {
		x := &m.rows[i]
		if g := m.yoy(x); g.Known && g.N < -fallLimit {
			r.add(finding{name: x.name, code: x.code, weight: m.value(x.lastYear) - m.value(x.now), drill: x.drill,
				expected: i18n.T("去年同期 %s", m.amount(m.value(x.lastYear))), actual: m.amount(m.value(x.now)), words: x.name + " " + percent(g.N)})
		}
	}
	return r
}

// steadyMonths is in how many months before a SKU must have sold to be missed.
const steadyMonths = 3

// zeroMonthRule names SKUs that sold in each of the months before and not in this one.
func (m *monthly) zeroMonthRule() rule {
	r := rule{title: i18n.T("前 %d 个月每月有销售、本月零销的品项", steadyMonths), lead: i18n.T("本月零销")}
	if !m.started() {
		r.skipped = i18n.T("本月无数据")
		return r
	}
	now := columnSums(m.tables.now)
	months := make([]int, len(now))
	last := make([]analysis.Sum, len(now))
	for back := model.Month(steadyMonths); back >= 1; back-- {
		last = m.ledger.Cross((m.month - back).Period(), analysis.Axis{}, m.tables.products.axis).Cells
		for p := range last {
			if last[p].Net() > 0 {
				months[p]++
			}
		}
	}
	for p := range now {
		x := &m.tables.products.list[p]
		if m.tables.listed[p] && now[p].Lines == 0 && months[p] == steadyMonths {
			drill := *x.drill
			drill.Period = model.Period{From: (m.month - steadyMonths).First(), To: m.month.Last()}
			r.add(finding{name: x.name, code: x.code, words: x.name, weight: int64(last[p].Net()), drill: &drill,
				expected: i18n.T("上月 %s", m.amount(m.value(last[p]))), actual: i18n.T("零销")})
		}
	}
	return r
}

func (m *monthly) overdueRule() rule {
	r := rule{title: i18n.T("应收逾期 91 天以上"), lead: i18n.T("逾期 91 天以上")}
	if m.ageing == nil {
		r.skipped = i18n.T("没有账款")
		return r
	}
	for _, a := range m.ageing.rows {
		if a.Ageing.Older > 0 {
			r.add(finding{name: a.name, code: a.code, weight: int64(a.Ageing.Older), expected: m.money(0), actual: m.money(a.Ageing.Older),
				words: a.name + " " + m.money(a.Ageing.Older)})
		}
	}
	return r
}

func (m *monthly) notes() []string {
	return append(m.commonNotes(),
		i18n.T("全品项 = 本月有销售的在册品项数 ÷ 在册品项数;退货与赠品不算有销售。"),
		i18n.T("进货次数 = 期间内不同的进货日期数;退货、赠品和整单退回的销售不算进货,也不改变最近进货日期。"),
		i18n.T("百分位与四分位按线性内插(同电子表格的 PERCENTILE.INC、QUARTILE.INC)。"))
}
