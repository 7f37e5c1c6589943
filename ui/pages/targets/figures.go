package targets

import (
	"strings"

	"xunshi/app/document"
	"xunshi/app/importing/values"
	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// unit is how a metric's figures are shown and typed.
type unit struct {
	metric model.Metric
	wan    bool // money in 万元
}

// scale is how many of the metric's smallest steps make one of what is shown.
func (u unit) scale() int64 {
	s := targeting.Whole(u.metric)
	if u.wan && targeting.IsMoney(u.metric) {
		s *= 10_000
	}
	return s
}

// label names what the figures count.
func (u unit) label() string {
	if u.wan && targeting.IsMoney(u.metric) {
		return i18n.T("万元")
	}
	return targeting.UnitLabel(u.metric)
}

// text shows a figure with separators; fractions only where there are some, at most two.
func (u unit) text(n int64) string {
	scale := u.scale()
	if scale == 1 || n%scale == 0 {
		return document.FormatScaled(n, scale, 0)
	}
	s := document.FormatScaled(n, scale, 2)
	return strings.TrimSuffix(strings.TrimSuffix(s, "0"), ".0")
}

// signed is text with a sign and arrow: what is above or below.
func (u unit) signed(n int64) string {
	switch {
	case n > 0:
		return "▲ +" + u.text(n)
	case n < 0:
		return "▼ " + u.text(n)
	}
	return u.text(0)
}

// plus is text with its sign, where there is no room for an arrow.
func (u unit) plus(n int64) string {
	if n > 0 {
		return "+" + u.text(n)
	}
	return u.text(n)
}

// brief is a measured figure to whole yuan, pieces or ones (万元 to two decimals).
func (u unit) brief(v analysis.Value) string {
	switch {
	case !v.Known:
		return document.Dash
	case u.wan && targeting.IsMoney(u.metric):
		return document.FormatScaled(v.N, u.scale(), 2)
	}
	return document.FormatScaled(v.N, u.scale(), 0)
}

// shown is text of a figure that may not exist.
func (u unit) shown(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	return u.text(v.N)
}

// plain is the exact figure as it is typed and copied: no separators.
func (u unit) plain(n int64) string {
	scale := u.scale()
	decimals := 0
	for rest := scale; rest > 1; rest /= 10 {
		decimals++
	}
	s := strings.ReplaceAll(document.FormatScaled(n, scale, decimals), ",", "")
	if decimals > 0 {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return strings.ReplaceAll(s, "−", "-")
}

// read understands a typed figure; an empty text and — are 0: no target.
func (u unit) read(text string) (int64, error) {
	text = strings.TrimSpace(text)
	if text == "" || text == document.Dash || text == "-" {
		return 0, nil
	}
	n, err := u.number(text)
	if err != nil {
		return 0, model.NewFault(err, i18n.T("「%s」不是数字。", text), i18n.T("这一格没有改动。"), i18n.T("请填数字,例如 120000 或 12 万。"))
	}
	if n < 0 {
		return 0, model.NewFault(nil, i18n.T("目标不能是负数。"), i18n.T("这一格没有改动。"), i18n.T("请填 0 或正数;0 表示没有目标。"))
	}
	return n, nil
}

func (u unit) number(text string) (int64, error) {
	if targeting.IsMoney(u.metric) {
		shift := 0
		if u.wan && !strings.ContainsAny(text, "万亿") { //i18n:data
			shift = 4
		}
		m, _, err := values.Money(text, shift)
		return model.RoundTo(int64(m), targeting.Smallest(u.metric)), err
	}
	q, err := values.Quantity(text)
	return model.RoundTo(int64(q), int64(model.Unit)) / (int64(model.Unit) / targeting.Whole(u.metric)), err
}

// rate shows a share of 100% with one decimal.
func rate(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	return document.FormatScaled(v.N, 10_000, 1) + "%"
}

// growth shows a change with sign and arrow.
func growth(v analysis.Value) string {
	switch {
	case !v.Known:
		return document.Dash
	case v.N > 0:
		return "▲ +" + rate(v)
	case v.N < 0:
		return "▼ " + rate(v)
	}
	return rate(v)
}
