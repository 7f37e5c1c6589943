package exchange

import (
	"fmt"
	"strings"

	"golang.org/x/text/width"

	"xunshi/app/importing/values"
	"xunshi/app/importing/workbook"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// fill reads the cells of the line into what is to be written.
func (r *reader) fill(k Kind, row int) {
	l := r.line
	formula := len(l.Problems) > 0
	l.date = r.day("date", row, true)
	if l.date > r.today {
		r.wrong("date", i18n.T("%s 还没有到。", l.date))
	}
	l.customer = r.customer(k != Status)
	switch k {
	case Sales:
		r.sale(formula)
	case Visits:
		r.visit(row)
	case Status:
		r.status()
	}
}

// earliest is the first day a form can speak of; smaller numbers in a cell of dates are slips.
var earliest = model.DateOf(2000, 1, 1)

// day reads a date: a date cell, or words in any usual order; without a year, one within
// the workbook's period.
func (r *reader) day(key string, row int, must bool) model.Date {
	v, text := r.cell(key, row), r.text(key)
	if text == "" {
		if must {
			r.wrong(key, i18n.T("没有填。"))
		}
		return 0
	}
	if kind := r.book.Kind(v); kind == workbook.Date || kind == workbook.Number {
		d, ok := values.Serial(r.book.Text(v), r.book.Date1904)
		if ok && d >= earliest {
			return d
		}
		text = r.book.Text(v) // a number typed for a day, as 11.5: nobody knows whether 11.1 is the 1st or the 10th
		r.wrong(key, i18n.T("“%s”不是日期,请写成 2026-11-05 这样。", text))
		return 0
	}
	if parts, ok := values.Scan(width.Fold.String(text)); ok {
		for _, order := range []values.Order{values.YMD, values.MDY, values.DMY} {
			d, ok := parts.Date(order)
			if ok && d >= earliest && (parts.Fixed || r.period().Contains(d)) {
				return d
			}
		}
	}
	if d := r.shortDay(text); d != 0 {
		return d
	}
	r.wrong(key, i18n.T("“%s”不是日期,请写成 2026-11-05 这样。", text))
	return 0
}

func (r *reader) period() model.Period {
	return model.Period{From: r.Workbook.From, To: r.Workbook.To}
}

// shortDay reads 11-5, 11/5, 11.5 and 11月5日 as the day of the period's year.
func (r *reader) shortDay(text string) model.Date {
	text = strings.NewReplacer("月", "-", "日", "", "号", "", "/", "-", ".", "-", " ", "").Replace(width.Fold.String(text)) //i18n:data
	var m, d int
	if n, err := fmt.Sscanf(text, "%d-%d", &m, &d); n != 2 || err != nil || fmt.Sprintf("%d-%d", m, d) != strings.TrimPrefix(strings.ReplaceAll(text, "-0", "-"), "0") {
		return 0
	}
	for _, around := range []model.Date{r.Workbook.From, r.Workbook.To} {
		year, _, _ := around.YMD()
		day, err := model.ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, m, d))
		if err == nil && r.period().Contains(day) {
			return day
		}
	}
	return 0
}

func (r *reader) customer(must bool) model.ID {
	text := r.text("customer")
	if text == "" {
		if must {
			r.wrong("customer", i18n.T("没有填。"))
		}
		return 0
	}
	id, several := r.people.find(text)
	switch {
	case several:
		r.wrong("customer", i18n.T("“%s”有好几家,请从列表里选带编码的。", text))
	case id == 0:
		r.wrong("customer", i18n.T("没有“%s”这家客户。", text))
	}
	return id
}

func (r *reader) sale(formula bool) {
	l := r.line
	text := r.text("product")
	var several bool
	switch l.product, several = r.goods.find(text); {
	case text == "":
		r.wrong("product", i18n.T("没有填。"))
	case several:
		r.wrong("product", i18n.T("“%s”有好几个,请从列表里选带编码的。", text))
	case l.product == 0:
		r.wrong("product", i18n.T("没有“%s”这个品项。", text))
	}
	switch kind := r.text("kind"); kind {
	case "", saleKinds[0]:
	case wordReturn:
		l.saleKind = model.LineReturn
	case wordGift:
		l.saleKind = model.LineGift
	default:
		r.wrong("kind", i18n.T("“%s”不在列表里(销售、退货、赠品)。", kind))
	}
	if !formula {
		r.amounts()
	}
}

// amounts reads quantity and amount and gives them the sign of their kind.
func (r *reader) amounts() {
	l := r.line
	var err error
	text := r.text("quantity")
	if text == "" {
		r.wrong("quantity", i18n.T("没有填。"))
	} else if l.quantity, err = values.Quantity(text); err != nil {
		r.wrong("quantity", i18n.T("“%s”不是数字。", text))
	} else if l.quantity == 0 {
		r.wrong("quantity", i18n.T("数量是 0。"))
	}
	text = r.text("amount")
	switch {
	case !values.Blank(text):
		if l.amount, _, err = values.Money(text, 0); err != nil {
			r.wrong("amount", i18n.T("“%s”不是数字。", text))
		}
	case l.saleKind != model.LineGift && l.product != 0:
		price := r.goods.prices[l.product]
		if price == 0 {
			r.wrong("amount", i18n.T("没有填,这个品项也没有标价。"))
		}
		l.amount, l.computed = model.Money(model.MulDiv(int64(price), int64(l.quantity), int64(model.Unit))), true
	}
	switch l.saleKind {
	case model.LineReturn:
		l.quantity, l.amount = -abs(l.quantity), -abs(l.amount)
	case model.LineGift:
		if l.amount != 0 {
			r.wrong("amount", i18n.T("赠品没有金额。"))
		}
	case model.LineSale:
		if l.quantity < 0 || l.amount < 0 {
			r.wrong("quantity", i18n.T("销售不能是负数;退货请在“类型”里选退货。"))
		}
	}
}

func abs[T ~int64](v T) T {
	if v < 0 {
		return -v
	}
	return v
}

func (r *reader) yes(key string) bool {
	switch text := r.text(key); text {
	case "", yesNo[1]:
		return false
	case wordYes:
		return true
	default:
		r.wrong(key, i18n.T("“%s”不在列表里(是、否)。", text))
	}
	return false
}

func (r *reader) visit(row int) {
	l := r.line
	method := model.ContactVisit
	if text := r.text("method"); text != "" {
		var ok bool
		if method, ok = methodByWord[text]; !ok {
			r.wrong("method", i18n.T("“%s”不在列表里(拜访、电话、微信、会面)。", text))
		}
	}
	next := r.day("nexton", row, false)
	l.visit = model.ContactLog{CustomerID: l.customer, EmployeeID: r.Workbook.EmployeeID, Date: l.date, Method: method,
		Planned: r.yes("planned"), Ordered: r.yes("ordered"), Text: r.text("text"), NextStep: r.text("next"), NextOn: next}
}

func (r *reader) status() {
	l := r.line
	topic := r.text("topic")
	known := false
	for _, t := range Topics {
		known = known || t == topic
	}
	switch {
	case topic == "":
		r.wrong("topic", i18n.T("没有填。"))
	case !known:
		r.wrong("topic", i18n.T("“%s”不在列表里。", topic))
	}
	if r.text("text") == "" {
		r.wrong("text", i18n.T("没有填。"))
	}
	var price model.Money
	if text := r.text("price"); !values.Blank(text) {
		var err error
		if price, _, err = values.Money(text, 0); err != nil {
			r.wrong("price", i18n.T("“%s”不是数字。", text))
		} else if price < 0 {
			r.wrong("price", i18n.T("价格不能是负数。"))
		}
	}
	l.status = model.MarketStatus{EmployeeID: r.Workbook.EmployeeID, Date: l.date, CustomerID: l.customer, Channel: r.text("channel"), Topic: topic,
		Brand: r.text("brand"), Product: r.text("product"), Price: price, Text: r.text("text"), WorkbookID: r.Workbook.ID}
}
