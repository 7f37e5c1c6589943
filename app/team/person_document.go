package team

import (
	"context"
	"fmt"
	"math"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/charts"
	"xunshi/model"
	"xunshi/model/analysis"
)

// How many rows of the longer lists a person's month on paper shows.
const (
	paperCustomers = 10
	paperSteps     = 12
)

// PersonDocument is a person's month on one or two pages: figures, twelve months, largest
// customers, product mix, open next steps, overdue customers, comments by hand.
func (b *Book) PersonDocument(ctx context.Context, id model.ID, month model.Month, organisation string) (*document.Document, error) {
	p, err := b.Person(ctx, id, month)
	if err != nil {
		return nil, err
	}
	return p.Document(organisation), nil
}

// Document is the person's month on paper.
func (p *Person) Document(organisation string) *document.Document {
	doc := &document.Document{Kind: "person", Title: i18n.T("%s 月度档案", p.Employee.Name), Subtitle: organisation,
		Period: p.Month.Period(), PeriodText: document.MonthText(p.Month), AsOf: p.Until.String(),
		Money: document.Yuan, Quantity: document.Pieces, CardSections: []string{"figures", "customers"},
		Header: facts(labelled(i18n.T("工号"), p.Employee.Code), labelled(i18n.T("岗位"), p.Post.Position), labelled(i18n.T("区域"), p.Region),
			labelled(i18n.T("部门"), p.Department), labelled(i18n.T("上级"), p.Line.ChainText(p.On, p.Chain)), labelled(i18n.T("司龄"), p.tenureText()),
			i18n.T("时间进度 %s", percentText(p.TimeProgress)), i18n.T("数据截至 %s", p.Until)),
		Notes: p.Notes,
	}
	doc.Sections = append(doc.Sections, p.figureSection(), p.trendSection(), p.topSection(), p.mixSection())
	if s := p.overdueSection(); len(s.Rows) > 0 {
		doc.Sections = append(doc.Sections, s)
	}
	doc.Sections = append(doc.Sections, p.stepSection(), p.commentSection())
	return doc
}

func (p *Person) tenureText() string {
	if p.Employee.Hired.IsZero() {
		return ""
	}
	return TenureText(p.Tenure)
}

func percentText(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	return document.FormatScaled(v.N, 10000, 2) + "%"
}

// figureSection is every metric against its three targets, and what has none.
func (p *Person) figureSection() document.Section {
	caption := i18n.T("本人")
	if p.Leads {
		caption = i18n.T("含下属 %d 人", p.Below)
	}
	s := document.Section{ID: "figures", Title: i18n.T("本月指标"), Caption: caption, Columns: []document.Column{wideColumn("metric", i18n.T("指标")),
		countColumn("actual", i18n.T("实际"), ""), countColumn("target", i18n.T("目标"), ""), percentColumn("attainment", i18n.T("达成率")),
		{Key: "gap", Title: i18n.T("进度差"), Kind: document.Points, Unit: i18n.T("百分点"), Decimals: 1},
		countColumn("stretch", i18n.T("冲刺"), ""), countColumn("challenge", i18n.T("挑战"), "")}}
	levels := map[model.Metric]LevelRow{}
	for _, l := range p.Levels {
		levels[l.Metric] = l
	}
	for _, each := range []struct {
		metric   model.Metric
		progress analysis.Progress
	}{{model.MetricAmount, p.Amount}, {model.MetricReceipts, p.Receipts}, {model.MetricNewCustomers, p.NewCustomers},
		{model.MetricVisits, p.Visits}, {model.MetricDistribution, p.Distribution}} {
		l := levels[each.metric]
		gap := value(each.progress.Gap)
		gap.Tone = paced(each.progress).Tone
		s.Rows = append(s.Rows, row(text(MetricName(each.metric)+" · "+MetricUnit(each.metric)), whole(each.metric, analysis.Some(each.progress.Actual)), whole(each.metric, each.progress.Target),
			paced(each.progress), gap, whole(each.metric, l.Targets[1]), whole(each.metric, l.Targets[2])))
	}
	plain := func(name, unit string, actual document.Cell) {
		none := document.Cell{None: true}
		s.Rows = append(s.Rows, row(text(name+" · "+unit), actual, none, none, none, none, none))
	}
	owed := func(m model.Money) document.Cell { return whole(model.MetricAmount, analysis.Some(int64(m))) }
	late := owed(p.Overdue)
	if p.Overdue > 0 {
		late.Tone = document.Behind
	}
	plain(i18n.T("电话"), i18n.T("次"), count(int64(p.Calls)))
	plain(i18n.T("负责客户"), i18n.T("家"), count(int64(p.Figures.Customers)))
	plain(i18n.T("应收余额"), i18n.T("元"), owed(p.Balance))
	plain(i18n.T("其中逾期"), i18n.T("元"), late)
	return s
}

func (p *Person) trendSection() document.Section {
	spec := p.TrendSpec()
	return document.Section{ID: "trend", Title: i18n.T("月度走势"), Chart: &spec}
}

// TrendSpec draws the twelve months against their targets.
func (p *Person) TrendSpec() charts.Spec {
	spec := charts.Spec{Kind: charts.Bar, Title: i18n.T("近 12 个月销售额"), Unit: i18n.T("万元"), Note: i18n.T("净额;本月截至 %s", p.Until),
		Series: []charts.Series{{Name: i18n.T("实际"), Style: charts.StyleActual}}}
	target := charts.Series{Name: i18n.T("目标"), Style: charts.StyleCompare}
	known := false
	for _, m := range p.Trend {
		_, month := m.Month.YM()
		spec.Categories = append(spec.Categories, i18n.T("%d月", int(month)))
		spec.Series[0].Values = append(spec.Series[0].Values, m.Amount.Float()/10000)
		at := math.NaN()
		if m.Target.Known {
			at, known = model.Money(m.Target.N).Float()/10000, true
		}
		target.Values = append(target.Values, at)
	}
	if known {
		spec.Series = append(spec.Series, target)
	}
	return spec
}

func (p *Person) topSection() document.Section {
	s := document.Section{ID: "customers", Title: i18n.T("最大客户"), Caption: i18n.T("本月销售额前 %d 名", paperCustomers),
		Columns: []document.Column{wideColumn("name", i18n.T("客户名称")), moneyColumn("amount", i18n.T("销售额")), percentColumn("share", i18n.T("占比"))}}
	for i := range p.Top[:min(paperCustomers, len(p.Top))] {
		s.Rows = append(s.Rows, row(text(p.Top[i].Name), money(p.Top[i].Amount), value(p.Top[i].Share)))
	}
	if len(s.Rows) == 0 {
		s.Empty = i18n.T("本月还没有销售。")
	}
	return s
}

func (p *Person) mixSection() document.Section {
	s := document.Section{ID: "mix", Title: i18n.T("品种构成"),
		Columns: []document.Column{wideColumn("name", i18n.T("品种")), moneyColumn("amount", i18n.T("销售额")), percentColumn("share", i18n.T("占比"))}}
	for i := range p.Mix {
		s.Rows = append(s.Rows, row(text(p.Mix[i].Name), money(p.Mix[i].Amount), value(p.Mix[i].Share)))
	}
	if len(s.Rows) == 0 {
		s.Empty = i18n.T("本月还没有销售。")
	}
	return s
}

func (p *Person) overdueSection() document.Section {
	s := document.Section{ID: "overdue", Title: i18n.T("逾期客户"), Caption: i18n.T("截至 %s", p.On),
		Columns: []document.Column{textColumn("code", i18n.T("编码")), wideColumn("name", i18n.T("客户名称")), moneyColumn("balance", i18n.T("应收余额")), moneyColumn("late", i18n.T("其中逾期"))}}
	for i := range p.InCharge {
		if c := &p.InCharge[i]; c.Overdue > 0 && len(s.Rows) < paperCustomers {
			s.Rows = append(s.Rows, row(text(c.Customer.Code), text(c.Customer.Name), money(c.Balance), late(c.Overdue)))
		}
	}
	return s
}

func (p *Person) stepSection() document.Section {
	s := document.Section{ID: "steps", Title: i18n.T("未完跟进"), Columns: []document.Column{dateColumn("due", i18n.T("期限")), textColumn("customer", i18n.T("客户")), wideColumn("what", i18n.T("下一步"))}}
	for i := range p.Steps[:min(paperSteps, len(p.Steps))] {
		step := &p.Steps[i]
		due := date(step.NextOn)
		if !step.NextOn.IsZero() && step.NextOn < p.On {
			due.Tone = document.Behind
		}
		s.Rows = append(s.Rows, row(due, text(step.Customer), text(step.NextStep)))
	}
	if len(s.Rows) == 0 {
		s.Empty = i18n.T("没有未完的跟进。")
	}
	if more := len(p.Steps) - len(s.Rows); more > 0 {
		s.Notes = []string{i18n.T("另有 %d 条。", more)}
	}
	return s
}

func (p *Person) commentSection() document.Section {
	line := fmt.Sprintf("%s ________________", i18n.T("日期"))
	return document.Section{ID: "comments", Title: i18n.T("面谈记录"), Paragraphs: []document.Paragraph{
		{Style: document.Body, Text: i18n.T("主管意见:") + "________________________________________________________________"},
		{Style: document.Body, Text: i18n.T("本人意见:") + "________________________________________________________________"},
		{Style: document.Body, Text: i18n.T("签字:主管 ________________  本人 ________________") + "  " + line},
	}}
}

// MetricName is the trade's word for a metric.
func MetricName(m model.Metric) string {
	switch m {
	case model.MetricQuantity:
		return i18n.T("销量")
	case model.MetricReceipts:
		return i18n.T("回款")
	case model.MetricNewCustomers:
		return i18n.T("新客户")
	case model.MetricVisits:
		return i18n.T("拜访")
	case model.MetricDistribution:
		return i18n.T("铺货")
	case model.MetricAmount:
	}
	return i18n.T("销售额")
}

// MetricUnit is what a metric is counted in.
func MetricUnit(m model.Metric) string {
	switch m {
	case model.MetricQuantity:
		return i18n.T("件")
	case model.MetricNewCustomers, model.MetricDistribution:
		return i18n.T("家")
	case model.MetricVisits:
		return i18n.T("次")
	case model.MetricAmount, model.MetricReceipts:
	}
	return i18n.T("元")
}

// whole is a figure of a metric in its unit, without decimals.
func whole(m model.Metric, v analysis.Value) document.Cell {
	unit := int64(1)
	switch m {
	case model.MetricAmount, model.MetricReceipts:
		unit = int64(model.Yuan)
	case model.MetricQuantity:
		unit = 1000
	case model.MetricNewCustomers, model.MetricDistribution, model.MetricVisits:
	}
	return document.Cell{Number: model.RoundTo(v.N, unit) / unit, None: !v.Known}
}
