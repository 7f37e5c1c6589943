package products

import (
	"strings"

	"xunshi/app/document"
	"xunshi/app/importing/values"
	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// wan shows an amount in 万元 with one decimal.
func wan(m model.Money) string { return document.FormatMoney(m, document.TenThousand, 1) }

// yuan shows an amount in 元 with two decimals.
func yuan(m model.Money) string { return document.FormatMoney(m, document.Yuan, 2) }

// percent shows a rate, "—" where there is none.
func percent(v analysis.Value, decimals int) string {
	if !v.Known {
		return document.Dash
	}
	return document.FormatScaled(v.N, analysis.Hundred/100, decimals) + "%"
}

// signed shows a growth with its sign and arrow.
func signed(v analysis.Value) string { return arrowed(v, percent(shown(v), 1)) }

// points shows a difference of rates in percentage points.
func points(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	return arrowed(v, document.FormatScaled(shown(v).N, analysis.Hundred/100, 1))
}

// shown is a rate as one decimal of a percent shows it, so that arrow, colour and figure
// agree.
func shown(v analysis.Value) analysis.Value {
	return analysis.Value{N: model.RoundTo(v.N, analysis.Hundred/1000), Known: v.Known}
}

func arrowed(v analysis.Value, text string) string {
	switch v = shown(v); {
	case v.Known && v.N > 0:
		return "▲ +" + text
	case v.Known && v.N < 0:
		return "▼ " + text
	}
	return text
}

func signTone(v analysis.Value) table.Tone {
	switch v = shown(v); {
	case !v.Known:
		return table.Quiet
	case v.N < 0:
		return table.Behind
	case v.N > 0:
		return table.Ahead
	}
	return table.Plain
}

func toneOf(v analysis.Value) widgets.Tone {
	switch v = shown(v); {
	case v.Known && v.N < 0:
		return widgets.Behind
	case v.Known && v.N > 0:
		return widgets.Ahead
	}
	return widgets.Plain
}

// marginText is a margin rate, or words that there is no cost.
func marginText(m analysis.Margin) string {
	if !m.Known() && m.Uncosted > 0 {
		return products.NoCost()
	}
	return percent(m.Rate(), 1)
}

func marginTone(m analysis.Margin) table.Tone {
	switch {
	case !m.Known():
		return table.Attention
	case m.Rate().Known && m.Rate().N < 0:
		return table.Behind
	}
	return table.Plain
}

// priceText is a price as it is typed: two decimals, more where it has them, "" for none.
func priceText(m model.Money) string {
	if m == 0 {
		return ""
	}
	if m%model.Fen != 0 {
		return m.String()
	}
	return strings.ReplaceAll(document.FormatMoney(m, document.Yuan, 2), ",", "")
}

// readPrice puts a typed price into the form that is kept; "" ends the price.
func readPrice(text string) (string, error) {
	m, err := parsePrice(text)
	if err != nil {
		return "", err
	}
	return priceText(m), nil
}

func parsePrice(text string) (model.Money, error) {
	text = strings.TrimSpace(text)
	if text == "" || text == document.Dash {
		return 0, nil
	}
	m, _, err := values.Money(text, 0)
	if err != nil {
		return 0, model.NewFault(err, i18n.T("不是价格,请填数字。"), "", "")
	}
	if m < 0 {
		return 0, model.NewFault(nil, i18n.T("价格不能小于 0。"), "", "")
	}
	return m, nil
}

// compareBy orders rows by a number.
func compareBy[T any](of func(T) int64) func(a, b T) int {
	return func(a, b T) int {
		x, y := of(a), of(b)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	}
}

// rank is a value to sort by: what is not known stands below everything.
func rank(v analysis.Value) int64 {
	if !v.Known {
		return -1 << 62
	}
	return v.N
}
