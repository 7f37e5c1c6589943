package sales

import (
	"context"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/ledger"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets/table"
)

func kindLabel(k model.LineKind) string {
	switch k {
	case model.LineReturn:
		return i18n.T("退货")
	case model.LineGift:
		return i18n.T("赠品")
	}
	return i18n.T("销售")
}

// stateLabel is the kind of a line, and whether its order came back.
func stateLabel(l model.LineView) string {
	if l.Returned && l.Kind != model.LineReturn {
		return i18n.T("已退回")
	}
	return kindLabel(l.Kind)
}

func stateTone(l model.LineView) table.Tone {
	switch {
	case l.Kind == model.LineReturn || l.Returned:
		return table.Attention
	case l.Kind == model.LineGift:
		return table.Brand
	}
	return table.Quiet
}

func moneyText(m model.Money) string { return document.FormatMoney(m, document.Yuan, 2) }

// quantityText shows whole numbers whole and others with what they have.
func quantityText(q model.Quantity) string {
	decimals := 0
	for step := int64(1000); step > 1 && int64(q)%step != 0; step /= 10 {
		decimals++
	}
	return document.FormatScaled(int64(q), 1000, decimals)
}

// netQuantity is what the line adds to net quantity.
func netQuantity(l model.LineView) model.Quantity {
	if l.Returned && l.Kind != model.LineReturn {
		return 0
	}
	return l.Quantity
}

func lineColumns() []table.Column[model.LineView] {
	type line = model.LineView
	return []table.Column[line]{
		{Key: "date", Title: i18n.T("日期"), Width: 90, Sortable: true, Text: func(l line) string { return l.Date.String() }},
		{Key: "order", Title: i18n.T("单号"), Width: 98, Flex: true, Text: func(l line) string { return l.OrderNo }, Tone: quiet},
		{Key: "code", Title: i18n.T("客户编码"), Width: 64, Flex: true, Sortable: true, Text: func(l line) string { return l.CustomerCode }, Tone: quiet},
		{Key: "customer", Title: i18n.T("客户名称"), Width: 120, Flex: true, Sortable: true, Text: func(l line) string { return l.Customer }},
		{Key: "product", Title: i18n.T("品项名称"), Width: 146, Flex: true, Sortable: true, Text: func(l line) string { return l.Product }},
		{Key: "employee", Title: i18n.T("业务员"), Width: 66, Sortable: true, Text: func(l line) string { return l.Employee }},
		{Key: "region", Title: i18n.T("区域"), Width: 66, Sortable: true, Text: func(l line) string { return l.Region }},
		{Key: "kind", Title: i18n.T("类型"), Width: 78, Pill: true, Sortable: true, Text: stateLabel, Tone: stateTone},
		{Key: "quantity", Title: i18n.T("数量"), Width: 64, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(l line) string { return quantityText(l.Quantity) }, SumTitle: i18n.T("净数量"),
			Sum: func(l line) int64 { return int64(netQuantity(l)) }, SumText: func(v int64) string { return quantityText(model.Quantity(v)) }},
		{Key: "amount", Title: i18n.T("金额"), Width: 98, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(l line) string { return moneyText(l.Amount) }, SumTitle: i18n.T("净额"),
			Copy: func(l line) string { return l.Amount.String() },
			Sum:  func(l line) int64 { return int64(l.Net()) }, SumText: func(v int64) string { return moneyText(model.Money(v)) + " " + i18n.T("元") }},
	}
}

func quiet(model.LineView) table.Tone { return table.Quiet }

// lineSource shows a set of ledger lines in a table.
type lineSource struct {
	ctx context.Context
	set *ledger.Lines
}

// Len is the number of lines.
func (s lineSource) Len() int { return s.set.Count() }

// Rows reads lines.
func (s lineSource) Rows(from, to int) ([]model.LineView, error) { return s.set.Page(s.ctx, from, to) }

// Total knows the net sums of the whole set.
func (s lineSource) Total(key string) (int64, bool) {
	switch key {
	case "quantity":
		return int64(s.set.Quantity()), true
	case "amount":
		return int64(s.set.Amount()), true
	}
	return 0, false
}
