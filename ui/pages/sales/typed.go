package sales

import (
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/importing/values"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/pick"
)

// The columns of the entry grid.
const (
	colDate = iota
	colCustomer
	colProduct
	colQuantity
	colPrice
	colAmount
	colKind
	colEmployee
	colOrder
	colNote
)

// typist reads typed lines: what each cell means, and the line a row makes.
type typist struct {
	today                        model.Date
	directory                    *model.Directory
	customers, products, workers *roster
}

func newTypist(d *model.Directory) *typist {
	return &typist{today: model.Today(), directory: d, customers: customerRoster(d), products: productRoster(d), workers: employeeRoster(d)}
}

var kinds = []model.LineKind{model.LineSale, model.LineReturn, model.LineGift}

func kindItems() []pick.Item {
	pinyin := []string{"xiaoshou xs", "tuihuo th", "zengpin zp"}
	items := make([]pick.Item, len(kinds))
	for i, k := range kinds {
		items[i] = pick.Item{ID: model.ID(k) + 1, Name: kindLabel(k), Pinyin: pinyin[i]}
	}
	return items
}

func readKind(text string) (string, error) {
	if k, ok := kindOf(text); ok {
		return kindLabel(k), nil
	}
	return "", model.NewFault(nil, i18n.T("请写 销售、退货 或 赠品"), "", "")
}

// kindWords are the kinds as Excel sheets and drafts from the other language write them.
var kindWords = map[string]model.LineKind{ //i18n:data
	"销售": model.LineSale, "退货": model.LineReturn, "赠品": model.LineGift, "搭赠": model.LineGift,
	"sales": model.LineSale, "sale": model.LineSale, "return": model.LineReturn, "gift": model.LineGift,
}

func kindOf(text string) (model.LineKind, bool) {
	if text == "" {
		return model.LineSale, true
	}
	if k, ok := kindWords[strings.ToLower(text)]; ok {
		return k, true
	}
	if hits := pick.Find(kindItems(), text, 2); len(hits) == 1 {
		return model.LineKind(hits[0].ID - 1), true
	}
	return 0, false
}

func (t *typist) readDate(text string) (string, error) {
	d, err := pick.ParseDate(text, t.today)
	if err != nil {
		return "", model.NewFault(err, i18n.T("不是日期"), "", "")
	}
	if d > t.today+31 {
		return "", model.NewFault(nil, i18n.T("日期太远"), "", "")
	}
	return d.String(), nil
}

func readQuantity(text string) (string, error) {
	q, err := values.Quantity(text)
	if err != nil {
		return "", notANumber(err)
	}
	return quantityText(q), nil
}

func readMoney(text string) (string, error) {
	m, _, err := values.Money(text, 0)
	if err != nil {
		return "", notANumber(err)
	}
	return exactMoney(m), nil
}

func notANumber(err error) error { return model.NewFault(err, i18n.T("不是数字"), "", "") }

// exactMoney shows at least 分, and all decimals there are.
func exactMoney(m model.Money) string {
	text := moneyText(m)
	if _, frac, ok := strings.Cut(m.String(), "."); ok && len(frac) > 2 {
		whole, _, _ := strings.Cut(text, ".")
		if m != m.RoundFen() { // the rounded text may have carried over
			whole, _, _ = strings.Cut(moneyText(m-m%model.Fen), ".")
		}
		return whole + "." + frac
	}
	return text
}

func (t *typist) columns(current func() *typist) []grid.Column {
	read := func(of func(*typist) *roster) func(string) (string, error) {
		return func(s string) (string, error) { return of(current()).read(s) }
	}
	items := func(of func(*typist) *roster) func() []pick.Item {
		return func() []pick.Item { return of(current()).items }
	}
	label := func(of func(*typist) *roster) func(pick.Item) string {
		return func(it pick.Item) string { return of(current()).label(it) }
	}
	customers := func(t *typist) *roster { return t.customers }
	products := func(t *typist) *roster { return t.products }
	workers := func(t *typist) *roster { return t.workers }
	right := fyne.TextAlignTrailing
	return []grid.Column{
		colDate:     {Key: "date", Title: i18n.T("日期"), Width: 96, Read: func(s string) (string, error) { return current().readDate(s) }},
		colCustomer: {Key: "customer", Title: i18n.T("客户名称"), Width: 150, Flex: true, Items: items(customers), Text: label(customers), Read: read(customers)},
		colProduct:  {Key: "product", Title: i18n.T("品项名称"), Width: 160, Flex: true, Items: items(products), Text: label(products), Read: read(products)},
		colQuantity: {Key: "quantity", Title: i18n.T("数量"), Width: 70, Align: right, Read: readQuantity},
		colPrice:    {Key: "price", Title: i18n.T("单价"), Width: 74, Align: right, Read: readMoney},
		colAmount:   {Key: "amount", Title: i18n.T("金额"), Width: 92, Align: right, Read: readMoney},
		colKind:     {Key: "kind", Title: i18n.T("类型"), Width: 64, Items: kindItems, Read: readKind},
		colEmployee: {Key: "employee", Title: i18n.T("业务员"), Width: 76, Items: items(workers), Text: label(workers), Read: read(workers)},
		colOrder:    {Key: "order_no", Title: i18n.T("单号"), Width: 92},
		colNote:     {Key: "note", Title: i18n.T("备注"), Width: 90},
	}
}

// derive fills the list price of a product just chosen, the employee in charge of a
// customer just chosen, and amount = quantity × price.
func (t *typist) derive(row grid.Row, col int) {
	switch col {
	case colProduct:
		if id, err := t.products.find(row[colProduct]); err == nil && row[colPrice] == "" {
			if p := t.directory.Products[id]; p != nil && p.Price > 0 {
				row[colPrice] = exactMoney(p.Price)
			}
		}
	case colCustomer:
		if id, err := t.customers.find(row[colCustomer]); err == nil && row[colEmployee] == "" {
			if c := t.directory.Customers[id]; c != nil {
				row[colEmployee] = t.workers.labels[c.OwnerID]
			}
		}
	case colQuantity, colPrice, colKind:
	default:
		return
	}
	q, err1 := values.Quantity(row[colQuantity])
	price, _, err2 := values.Money(row[colPrice], 0)
	kind, known := kindOf(row[colKind])
	if row[colQuantity] == "" || row[colPrice] == "" || err1 != nil || err2 != nil || !known || kind == model.LineGift {
		return
	}
	row[colAmount] = exactMoney(q.Times(price))
}

// fresh starts a line with the date and kind of the one above.
func (t *typist) fresh(row, above grid.Row) {
	if above == nil {
		row[colDate] = t.today.String()
		return
	}
	row[colDate] = above[colDate]
}

// check says what a line lacks.
func (t *typist) check(row grid.Row) []string {
	out := make([]string, len(row))
	for _, c := range []struct {
		col  int
		word string
	}{{colDate, i18n.T("请填日期")}, {colCustomer, i18n.T("请选客户")}, {colProduct, i18n.T("请选品项")}, {colQuantity, i18n.T("请填数量")}} {
		if row[c.col] == "" {
			out[c.col] = c.word
		}
	}
	kind, _ := kindOf(row[colKind])
	if row[colAmount] == "" && kind != model.LineGift {
		out[colAmount] = i18n.T("请填金额")
	}
	q, err1 := values.Quantity(row[colQuantity])
	m, _, err2 := values.Money(row[colAmount], 0)
	if row[colQuantity] == "" || err1 != nil {
		return out
	}
	switch {
	case kind != model.LineReturn && q < 0:
		out[colKind] = i18n.T("数量为负,应为退货")
	case q == 0:
		out[colQuantity] = i18n.T("数量不能是 0")
	case kind == model.LineGift && err2 == nil && row[colAmount] != "" && m != 0:
		out[colAmount] = i18n.T("赠品没有金额")
	case kind == model.LineSale && err2 == nil && row[colAmount] != "" && m < 0:
		out[colKind] = i18n.T("金额为负,应为退货")
	}
	return out
}

// line makes the ledger line of a row without faults. Returns are negative however they
// were typed.
func (t *typist) line(row grid.Row) (model.ManualLine, error) {
	var l model.ManualLine
	var err error
	if l.Date, err = model.ParseDate(row[colDate]); err != nil {
		return l, err
	}
	if l.CustomerID, err = t.customers.find(row[colCustomer]); err != nil {
		return l, err
	}
	if l.ProductID, err = t.products.find(row[colProduct]); err != nil {
		return l, err
	}
	if row[colEmployee] != "" {
		if l.EmployeeID, err = t.workers.find(row[colEmployee]); err != nil {
			return l, err
		}
	}
	if l.Quantity, err = values.Quantity(row[colQuantity]); err != nil {
		return l, err
	}
	if row[colAmount] != "" {
		if l.Amount, _, err = values.Money(row[colAmount], 0); err != nil {
			return l, err
		}
	}
	l.Kind, _ = kindOf(row[colKind])
	if l.Kind == model.LineReturn {
		l.Quantity, l.Amount = -max(l.Quantity, -l.Quantity), -max(l.Amount, -l.Amount)
	}
	l.OrderNo, l.Note = row[colOrder], row[colNote]
	return l, nil
}
