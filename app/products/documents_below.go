package products

import (
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Document is the list of sales below the floor on paper.
func (out *Below) Document(organisation, region string) *document.Document {
	s := document.Section{ID: "below", Title: i18n.T("低于底价的销售"), Columns: []document.Column{
		{Key: "date", Title: i18n.T("日期"), Kind: document.DateColumn},
		{Key: "customer_code", Title: i18n.T("客户编码"), Kind: document.Text, DataOnly: true},
		{Key: "customer", Title: i18n.T("客户"), Kind: document.Text, Wide: true},
		{Key: "product_code", Title: i18n.T("品项编码"), Kind: document.Text, DataOnly: true},
		{Key: "product", Title: i18n.T("品项"), Kind: document.Text, Wide: true},
		{Key: "employee", Title: i18n.T("业务员"), Kind: document.Text},
		{Key: "region", Title: i18n.T("区域"), Kind: document.Text},
		{Key: "quantity", Title: i18n.T("数量"), Unit: i18n.T("件"), Kind: document.Quantity},
		{Key: "price", Title: i18n.T("成交单价"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		{Key: "floor", Title: i18n.T("底价"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		{Key: "under", Title: i18n.T("低于底价"), Unit: "%", Kind: document.Percent, Decimals: 1},
		{Key: "agreed", Title: i18n.T("应执行价"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		{Key: "source", Title: i18n.T("价格依据"), Kind: document.Text},
		{Key: "loss", Title: i18n.T("差额"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
	}}
	for i := range out.Lines {
		s.Rows = append(s.Rows, out.Lines[i].row())
	}
	if len(out.Lines) == 0 {
		s = document.Section{ID: "below", Title: s.Title, Empty: i18n.T("这段时间没有低于底价的销售。")}
	} else {
		total := make([]document.Cell, len(s.Columns))
		for i := range total {
			total[i].None = s.Columns[i].Kind != document.Text
		}
		total[2].Text = i18n.T("合计")
		total[13] = document.Cell{Number: int64(out.Loss)}
		s.Total = &document.Row{Strong: true, Cells: total}
	}
	return &document.Document{Kind: "below", Title: titled(organisation, i18n.T("低价预警")), Subtitle: region, Period: out.Period,
		PeriodText: i18n.T("%s 至 %s", out.Period.From, out.Period.To), AsOf: out.Period.To.String(),
		Header: []string{out.Summary()}, Sections: []document.Section{s}, Notes: out.Notes(),
		Money: document.Yuan, Quantity: document.Pieces, Landscape: true, CardSections: []string{"below"}}
}

func (l *BelowLine) row() document.Row {
	r := document.Row{Cells: []document.Cell{{Number: int64(l.Date)}, {}, {}, {Text: l.Product.Code}, {Text: l.Product.Name}, {}, {},
		{Number: int64(l.Quantity)}, {Number: int64(l.Price)}, {Number: int64(l.Floor)}, valueCell(l.Depth()),
		{Number: int64(l.Agreed.Amount), None: l.Agreed.Amount == 0}, {Text: SourceWord(l.Agreed)}, {Number: int64(l.Loss())}},
		Drill: &document.Drill{Period: model.Period{From: l.Date, To: l.Date}, ProductID: l.Product.ID}}
	if l.Customer != nil {
		r.Cells[1].Text, r.Cells[2].Text = l.Customer.Code, l.Customer.Name
		r.Drill.CustomerID = l.Customer.ID
	}
	if l.Employee != nil {
		r.Cells[5].Text = l.Employee.Name
	}
	if l.Region != nil {
		r.Cells[6].Text = l.Region.Name
	}
	return r
}

// Summary is the outcome in a line.
func (out *Below) Summary() string {
	return i18n.T("核对 %d 行,低于底价 %d 行,涉及 %d 家客户,差额 %s 元;另有 %d 行的品项没有底价", out.Checked, len(out.Lines), out.Customers,
		document.FormatMoney(out.Loss, document.Yuan, 2), out.Unfloored)
}

// Notes are the 口径 of the list.
func (out *Below) Notes() []string {
	return []string{
		i18n.T("成交单价 = 该行净额 ÷ 数量,低于销售当日的底价即列出;客户价格体系的底价优先于通用底价。赠品、退货和整单退回不列。"),
		i18n.T("差额 = 数量 × 底价 − 净额。应执行价依次取:客户专价、有效销售政策的价格体系、客户档案的价格体系、标准价。"),
		i18n.T("只是嫌疑:特价活动、临期处理等可能有理由,请与负责人核实。"),
	}
}
