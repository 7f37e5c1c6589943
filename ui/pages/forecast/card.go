package forecast

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/forecasting"
	"xunshi/assets/i18n"
	"xunshi/charts"
	"xunshi/model"
	engine "xunshi/model/analysis/forecast"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/chartview"
	"xunshi/ui/widgets/fields"
	"xunshi/ui/widgets/pressrow"
)

// shownHistory is how many months before the forecast the chart shows.
const shownHistory = 24

// card is what stands at the right: one node's history and forecast, month by month, with
// the manager's figures and how forecasts of it did.
type card struct {
	page  *Page
	root  *widgets.Panel
	chart *chartview.View

	decimals int // of figure
}

func newCard(p *Page) *card {
	return &card{page: p, root: widgets.NewPanel(nil, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
		Pad: widgets.Insets{Left: 14, Top: 12, Right: 4, Bottom: 8}})}
}

func (c *card) show(n *forecasting.Node) {
	c.shape(n)
	pills := []fyne.CanvasObject{}
	if n.Borrowed {
		pills = append(pills, widgets.Pill(i18n.T("季节借自上级"), widgets.Info))
	}
	head := widgets.Column(4, widgets.Row(8, append([]fyne.CanvasObject{widgets.Title(n.Name)}, pills...)...),
		widgets.WrappedCaption(methodWords(n)), widgets.Caption(c.page.chartWords()))
	if c.chart == nil {
		c.chart = chartview.New(charts.Spec{})
		c.chart.SetMinSize(fyne.NewSize(200, 230))
	}
	c.chart.SetSpec(c.page.spec(n))
	parts := []fyne.CanvasObject{head, c.chart, widgets.Strong(i18n.T("逐月(%s)", c.unit())), c.months(n),
		widgets.Strong(i18n.T("以往预测的准确度")), c.track(n)}
	c.root.SetContent(widgets.NewVScroll(widgets.Inset(widgets.Insets{Right: 10}, widgets.Column(10, parts...))))
}

// mostMethods is how many methods of a mix are named.
const mostMethods = 3

// methodWords says in words how a forecast was made.
func methodWords(n *forecasting.Node) string {
	if len(n.Points) == 0 {
		return i18n.T("没有可用的历史,没有预测。")
	}
	if len(n.Mix) == 1 {
		return i18n.T("方法:%s", methodName(n.Mix[0].Method))
	}
	var parts []string
	for i, s := range n.Mix {
		if i == mostMethods {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, i18n.T("%[1]s %[2]d%%", methodName(s.Method), int(math.Round(100*s.Weight))))
	}
	return i18n.T("按回测加权:%s", strings.Join(parts, i18n.T("、")))
}

// methodName is what people call a method; some have only their inventors' names.
func methodName(m engine.Method) string {
	switch m {
	case engine.Zero:
		return i18n.T("一直为零")
	case engine.Naive:
		return i18n.T("沿用上月")
	case engine.Mean:
		return i18n.T("均值")
	case engine.SeasonalNaive:
		return i18n.T("沿用上年同月")
	case engine.Drift:
		return i18n.T("直线趋势")
	case engine.SES:
		return i18n.T("指数平滑")
	case engine.Damped:
		return i18n.T("阻尼趋势")
	case engine.HoltWinters, engine.HoltWintersMul:
		return "Holt-Winters"
	case engine.DampedWinters:
		return i18n.T("阻尼 Holt-Winters")
	case engine.Theta, engine.ThetaShrunk:
		return "Theta"
	case engine.DynamicTheta:
		return i18n.T("动态 Theta")
	case engine.Airline:
		return "ARIMA"
	case engine.Croston:
		return "Croston"
	case engine.TSB:
		return "TSB"
	}
	return string(m)
}

// spec draws history, forecast with its range, the manager's figures and the year before.
func (p *Page) spec(n *forecasting.Node) charts.Spec {
	o := p.outlook
	scale, unit := float64(model.Yuan)*10_000, i18n.T("万元")
	if o.Metric == model.MetricQuantity {
		scale, unit = float64(model.Unit), i18n.T("件")
	}
	before := min(shownHistory, len(n.History))
	total := before + len(n.Points)
	run := func() []float64 {
		out := make([]float64, total)
		for i := range out {
			out[i] = math.NaN()
		}
		return out
	}
	actual, ahead, said, lower, upper := run(), run(), run(), run(), run()
	names := make([]string, total)
	first := o.Origin - model.Month(before-1)
	for i := range total {
		names[i] = (first + model.Month(i)).String()
	}
	for i, v := range n.History[len(n.History)-before:] {
		actual[i] = float64(v) / scale
	}
	if before > 0 && len(n.Points) > 0 { // the forecast begins where the history ends
		ahead[before-1], lower[before-1], upper[before-1] = actual[before-1], actual[before-1], actual[before-1]
	}
	adjusted := false
	for i := range n.Points {
		pt := &n.Points[i]
		at := before + i
		ahead[at], lower[at], upper[at] = float64(pt.Value)/scale, float64(pt.Lower)/scale, float64(pt.Upper)/scale
		if pt.Override != nil {
			said[at], adjusted = float64(pt.Override.Value)/scale, true
		}
	}
	s := charts.Spec{Kind: charts.Line, Bare: true, Unit: unit, Categories: names, Empty: i18n.T("没有可用的历史"),
		Band: &charts.Band{Name: i18n.T("80% 区间"), Lower: lower, Upper: upper},
		Series: []charts.Series{{Name: i18n.T("实际"), Values: actual, Style: charts.StyleActual},
			{Name: i18n.T("预测"), Values: ahead, Style: charts.StyleTarget}}}
	if adjusted {
		s.Series = append(s.Series, charts.Series{Name: i18n.T("人工"), Values: said, Style: charts.StyleActual})
	}
	return s
}

// chartWords says what is drawn, in what unit.
func (p *Page) chartWords() string {
	return i18n.T("%[1]s,按月,%[2]s;浅色带为 80%% 区间", forecasting.MetricText(p.outlook.Metric), p.card.unit())
}

func (c *card) unit() string {
	if c.page.request.Metric == model.MetricQuantity {
		return i18n.T("件")
	}
	return i18n.T("万元")
}

// months lists the months to come; a press adjusts one.
func (c *card) months(n *forecasting.Node) fyne.CanvasObject {
	weights := []float32{1, 0.95, 1.75, 0.95, 0.9}
	cell := func(text string, style widgets.TextStyle) fyne.CanvasObject {
		style.Align = fyne.TextAlignTrailing
		return widgets.NewText(text, style)
	}
	quiet := widgets.TextStyle{Color: theme.Quiet}
	rows := []fyne.CanvasObject{widgets.Inset(widgets.Insets{Left: 8, Right: 8, Bottom: 4}, widgets.Weighted(6, weights,
		widgets.Caption(i18n.T("月份")), captionRight(i18n.T("预测")), captionRight(i18n.T("80% 区间")), captionRight(i18n.T("上年同期")), captionRight(i18n.T("人工"))))}
	for i := range n.Points {
		pt := &n.Points[i]
		last := document.Dash
		if v, ok := c.page.outlook.LastYear(n, pt.Month); ok {
			last = c.figure(v)
		}
		own, style := i18n.T("改数"), widgets.TextStyle{Color: theme.Brand}
		if pt.Override != nil {
			own, style = c.figure(pt.Override.Value), widgets.TextStyle{Color: theme.Attention, Bold: true}
		}
		content := widgets.Weighted(6, weights, widgets.Body(pt.Month.String()), cell(c.figure(pt.Value), widgets.TextStyle{}),
			cell(c.figure(pt.Lower)+"–"+c.figure(pt.Upper), quiet), cell(last, quiet), cell(own, style))
		rows = append(rows, pressrow.New(content, func() { c.adjust(n, i) }))
		if pt.Override != nil && pt.Override.Reason != "" {
			rows = append(rows, widgets.Inset(widgets.PadXY(8, 4), widgets.WrappedCaption(i18n.T("理由:%s", pt.Override.Reason))))
		}
	}
	return widgets.Column(0, rows...)
}

func captionRight(text string) fyne.CanvasObject {
	return widgets.NewText(text, widgets.TextStyle{Color: theme.Quiet, Size: theme.TextCaption, Align: fyne.TextAlignTrailing})
}

// track says how forecasts of the node did.
func (c *card) track(n *forecasting.Node) fyne.CanvasObject {
	words := func(s forecasting.Score) string {
		if !s.WAPE.Known {
			return document.Dash
		}
		return i18n.T("WAPE %[1]s,偏差 %[2]s(%[3]d 个月)", forecasting.Rate(s.WAPE), signedRate(s.Bias), s.Months)
	}
	list := []fields.Field{
		{Label: i18n.T("滚动回测"), Value: words(n.Track.Tested)},
		{Label: i18n.T("存档预测"), Value: words(n.Track.Kept)},
	}
	if n.Track.Override.WAPE.Known {
		list = append(list, fields.Field{Label: i18n.T("人工调整"), Value: words(n.Track.Override)},
			fields.Field{Label: i18n.T("同期机器"), Value: words(n.Track.Machine)})
	}
	return widgets.Column(4, fields.New(list...), widgets.WrappedCaption(
		i18n.T("WAPE = Σ|实际 − 预测| ÷ Σ实际;偏差 = Σ(预测 − 实际) ÷ Σ实际。")))
}
