package person

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/charts"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/chartview"
	"xunshi/ui/widgets/table"
)

// overview is 概览: twelve months, largest customers, mix, the three levels of targets.
type overview struct {
	page    *Page
	chart   *chartview.View
	top     *table.Table[team.PartSum]
	mix     *table.Table[team.PartSum]
	levels  *table.Table[team.LevelRow]
	months  []team.MonthSum
	content fyne.CanvasObject
}

func newOverview(p *Page) *overview {
	o := &overview{page: p, chart: chartview.New(charts.Spec{Kind: charts.Bar, Bare: true})}
	o.chart.SetMinSize(fyne.NewSize(260, 130))
	o.chart.OnTapped = func(points []charts.Point) {
		if len(points) > 0 && points[0].Index < len(o.months) {
			p.month = o.months[points[0].Index].Month
			p.host.Reload()
		}
	}
	part := func(title string, width float32) *table.Table[team.PartSum] {
		t := table.New(partColumns(title, width))
		t.Noun = i18n.T("项")
		t.OnCopied = p.copied
		t.SetEmpty(widgets.EmptyState(icons.Sales, i18n.T("本月还没有销售"), i18n.T("导入本月的销售明细后,这里按金额排出来。")))
		return t
	}
	o.top, o.mix = part(i18n.T("客户名称"), 120), part(i18n.T("品种"), 90)
	o.top.Noun = i18n.T("家")
	o.top.OnOpen = func(c team.PartSum) { p.openCustomer(c.ID) }
	o.levels = table.New(levelColumns())
	o.levels.Noun = i18n.T("项")
	o.levels.OnCopied = p.copied
	o.levels.SetEmpty(widgets.EmptyState(icons.Check, i18n.T("本月没有目标"), i18n.T("给这个人定 目标 / 冲刺 / 挑战 后,这里显示三档达成率。"), widgets.NewButton(i18n.T("去定目标"), p.goTargets)))
	left := container.New(&stack{gap: theme.Gap, share: 0.45}, widgets.NewCard(i18n.T("近 12 个月销售额(万元)"), i18n.T("灰色为目标,点柱换月份"), o.chart),
		widgets.NewCard(i18n.T("三档目标"), "", o.levels))
	right := widgets.Weighted(theme.Gap, []float32{1.15, 1}, widgets.NewCard(i18n.T("最大客户"), i18n.T("本月,双击打开"), o.top), widgets.NewCard(i18n.T("品种构成"), i18n.T("本月"), o.mix))
	o.content = widgets.Weighted(theme.Gap, []float32{1.1, 1}, left, right)
	return o
}

func (p *Page) goTargets() { p.host.Go(targetsRoute()) }

func (o *overview) show(x *team.Person) {
	o.months = x.Trend
	spec := x.TrendSpec()
	spec.Bare = true
	o.chart.SetSpec(spec)
	o.top.SetItems(x.Top)
	o.mix.SetItems(x.Mix)
	o.levels.SetItems(x.Levels)
}

func (o *overview) close() {
	o.top.Close()
	o.mix.Close()
	o.levels.Close()
}

func partColumns(title string, width float32) []table.Column[team.PartSum] {
	type part = team.PartSum
	return []table.Column[part]{
		{Key: "name", Title: title, Width: width, Flex: true, Text: func(c part) string { return c.Name }},
		{Key: "amount", Title: i18n.T("销售额"), Width: 70, Align: fyne.TextAlignTrailing, Text: func(c part) string { return document.FormatMoney(c.Amount, document.Yuan, 0) },
			Copy: func(c part) string { return c.Amount.String() }},
		{Key: "share", Title: i18n.T("占比"), Width: 56, Align: fyne.TextAlignTrailing, Text: func(c part) string { return percent(c.Share) }},
	}
}

func levelColumns() []table.Column[team.LevelRow] {
	type level = team.LevelRow
	columns := []table.Column[level]{
		{Key: "metric", Title: i18n.T("指标"), Width: 100, Flex: true, Text: func(l level) string { return team.MetricName(l.Metric) }},
		{Key: "actual", Title: i18n.T("实际"), Width: 62, Align: fyne.TextAlignTrailing, Text: func(l level) string { return short(l.Metric, analysis.Some(l.Actual)) }},
	}
	for i, name := range []string{i18n.T("目标"), i18n.T("冲刺"), i18n.T("挑战")} {
		columns = append(columns,
			table.Column[level]{Key: fmt.Sprint("target", i), Title: name, Width: 62, Align: fyne.TextAlignTrailing, Text: func(l level) string { return short(l.Metric, l.Targets[i]) },
				Tone: func(level) table.Tone { return table.Quiet }},
			table.Column[level]{Key: fmt.Sprint("rate", i), Title: i18n.T("达成"), Width: 62, Align: fyne.TextAlignTrailing, Text: func(l level) string { return percent(l.Attainment[i]) }})
	}
	return columns
}

// short says a figure in little room: money in 万元.
func short(m model.Metric, v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	switch m {
	case model.MetricAmount, model.MetricReceipts:
		return i18n.T("%s万", wan(model.Money(v.N)))
	case model.MetricQuantity:
		return document.FormatScaled(v.N, 1000, 0)
	case model.MetricNewCustomers, model.MetricVisits, model.MetricDistribution:
	}
	return document.FormatScaled(v.N, 1, 0)
}

// stack puts two objects above each other at full width, the upper with a share of the
// height.
type stack struct {
	gap   float32
	share float32
}

func (s *stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	upper := (size.Height - s.gap) * s.share
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(size.Width, upper))
	objects[1].Move(fyne.NewPos(0, upper+s.gap))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-s.gap-upper))
}

func (s *stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+s.gap+b.Height)
}
