package today

import (
	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/widgets"
)

// figures shows numbers in the unit chosen.
type figures struct{ unit document.MoneyUnit }

// money is a key figure: whole yuan, or 万元 with one decimal.
func (f figures) money(m model.Money) string {
	if f.unit == document.TenThousand {
		return document.FormatMoney(m, f.unit, 1)
	}
	return document.FormatMoney(m, document.Yuan, 0)
}

func (f figures) value(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	return f.money(model.Money(v.N))
}

func (f figures) unitName() string {
	if f.unit == document.TenThousand {
		return i18n.T("万元")
	}
	return i18n.T("元")
}

// percent of a rate with one decimal.
func percent(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	return document.FormatScaled(v.N, rateScale, 1) + "%"
}

// rateScale is how many parts of a rate make one percent.
const rateScale = analysis.Hundred / 100

// signed writes a + before what is above zero.
func signed(v analysis.Value, unit string) string {
	if !v.Known {
		return document.Dash
	}
	s := document.FormatScaled(v.N, rateScale, 1) + unit
	if v.N > 0 {
		return "+" + s
	}
	return s
}

func tone(v analysis.Value) widgets.Tone {
	switch {
	case v.Known && v.N > 0:
		return widgets.Ahead
	case v.Known && v.N < 0:
		return widgets.Behind
	}
	return widgets.Plain
}

// share is a rate as the part of a bar, for drawing only.
func share(v analysis.Value) float64 {
	if !v.Known {
		return widgets.NoTick
	}
	return float64(v.N) / float64(analysis.Hundred)
}

// salesKPI is 本月销售额 with target and comparisons.
func (f figures) salesKPI(t *reporting.Today) widgets.KPI {
	k := widgets.KPI{Label: i18n.T("本月销售额"), Value: f.money(t.Amount), Unit: f.unitName(), Progress: -1}
	if t.Empty != "" {
		k.Value = document.Dash
	}
	switch target := t.Progress.Target; {
	case !target.Known:
		k.Label = i18n.T("本月销售额 · 未设目标")
	case f.unit == document.TenThousand:
		k.Unit = i18n.T("万元 / 目标 %s", f.value(target))
	default: // two long figures do not fit side by side
		k.Label = i18n.T("本月销售额 · 目标 %s", f.value(target))
	}
	k.Compare = []widgets.Compare{
		{Label: i18n.T("同比"), Value: signed(t.YoY, "%"), Tone: tone(t.YoY)},
		{Label: i18n.T("环比"), Value: signed(t.MoM, "%"), Tone: tone(t.MoM)},
	}
	return k
}

// attainmentKPI is 达成率 beside 时间进度.
func (f figures) attainmentKPI(t *reporting.Today) widgets.KPI {
	p := t.Progress
	k := widgets.KPI{Label: i18n.T("达成率 对 时间进度"), Value: percent(p.Attainment),
		Unit: i18n.T("对 %s", percent(p.TimeProgress)), Progress: max(share(p.Attainment), 0), Tick: share(p.TimeProgress)}
	k.Compare = []widgets.Compare{{Label: i18n.T("进度差"), Value: signed(p.Gap, i18n.T(" 个百分点")), Tone: tone(p.Gap)}}
	if !p.Target.Known {
		k.Compare = []widgets.Compare{{Label: i18n.T("本月没有目标,点此导入目标")}}
	}
	return k
}

// paceKPI is 需日均: what each day left must bring.
func (f figures) paceKPI(t *reporting.Today) widgets.KPI {
	k := widgets.KPI{Label: i18n.T("需日均"), Value: f.value(t.Progress.RunRate), Progress: -1,
		Unit: i18n.T("%[1]s · 剩 %[2]d 天", f.unitName(), t.DaysLeft)}
	k.Compare = []widgets.Compare{{Label: i18n.T("至今日均"), Value: f.value(t.DailyAverage)}}
	switch p := t.Progress; {
	case !p.Target.Known:
		k.Compare = append(k.Compare, widgets.Compare{Label: i18n.T("没有目标")})
	case p.Target.N <= p.Actual:
		k.Compare = append(k.Compare, widgets.Compare{Value: i18n.T("目标已达成"), Tone: widgets.Ahead})
	case t.DaysLeft == 0:
		k.Compare = append(k.Compare, widgets.Compare{Label: i18n.T("已过完,差"), Value: f.money(model.Money(p.Target.N - p.Actual)), Tone: widgets.Behind})
	}
	return k
}

// returnsKPI is 退货率 with the gross and returns it is made of, and the SKUs without sales.
func (f figures) returnsKPI(t *reporting.Today) widgets.KPI {
	k := widgets.KPI{Label: i18n.T("退货率"), Value: percent(t.ReturnRate), Progress: -1,
		Unit: i18n.T("退货 %[1]s %[2]s", f.money(t.Returns), f.unitName())}
	k.Compare = []widgets.Compare{
		{Label: i18n.T("毛额"), Value: f.money(t.Gross)},
		{Label: i18n.T("零销售品项"), Value: i18n.T("%[1]d / %[2]d", t.ZeroSKUs, t.ListedSKUs)},
	}
	return k
}
