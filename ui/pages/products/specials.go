package products

import (
	"context"

	"fyne.io/fyne/v2"

	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table"
)

// specials is 客户专价: the prices agreed with single customers.
type specials struct {
	owner *pricesTab
	table *table.Table[products.Special]
	root  fyne.CanvasObject
}

func newSpecials(t *pricesTab) *specials {
	s := &specials{owner: t}
	s.table = table.New(specialColumns())
	s.table.OnOpen = func(x products.Special) { s.edit(x.ProductPrice) }
	s.table.OnFault, s.table.OnCopied, s.table.Noun = t.page.host.Fail, t.page.copied, i18n.T("条")
	s.table.Menu = func() []*fyne.MenuItem {
		x, ok := s.table.Current()
		if !ok {
			return nil
		}
		return []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("编辑…"), func() { s.edit(x.ProductPrice) })}
	}
	s.table.SetEmpty(widgets.EmptyState(icons.Customers, i18n.T("没有客户专价"), i18n.T("与某个客户单独谈定的价格,优先于政策和价格体系。"),
		widgets.NewPrimaryButton(icons.Add, i18n.T("新客户专价"), func() { s.edit(model.ProductPrice{Kind: model.PriceTier, From: t.page.now()}) })))
	s.root = s.table
	return s
}

func (s *specials) show(list []products.Special, _ model.Date) { s.table.SetItems(list) }

func specialColumns() []table.Column[products.Special] {
	type S = products.Special
	money := func(key, title string, of func(S) model.Money) table.Column[S] {
		return table.Column[S]{Key: key, Title: title, Width: 80, Align: trailing, Sortable: true, Text: func(x S) string {
			if of(x) == 0 {
				return "—"
			}
			return yuan(of(x))
		}, Compare: compareBy(func(x S) int64 { return int64(of(x)) })}
	}
	price := money("price", i18n.T("专价"), func(x S) model.Money { return x.Price })
	price.Tone = func(x S) table.Tone {
		if x.Floor > 0 && x.Price < x.Floor {
			return table.Behind
		}
		return table.Plain
	}
	return []table.Column[S]{
		{Key: "customer", Title: i18n.T("客户"), Width: 180, Flex: true, Sortable: true, Filter: true, Text: func(x S) string { return x.Customer.Name }},
		{Key: "product", Title: i18n.T("品项"), Width: 180, Flex: true, Sortable: true, Filter: true, Text: func(x S) string { return x.Product.Name }},
		price,
		money("usual", i18n.T("原应执行"), func(x S) model.Money { return x.Usual.Amount }),
		{Key: "source", Title: i18n.T("依据"), Width: 90, Text: func(x S) string { return products.SourceWord(x.Usual) }, Tone: func(S) table.Tone { return table.Quiet }},
		money("floor", i18n.T("底价"), func(x S) model.Money { return x.Floor }),
		{Key: "validity", Title: i18n.T("有效期"), Width: 180, Text: func(x S) string { return products.Validity(x.From, x.To) }},
		{Key: "state", Title: i18n.T("状态"), Width: 76, Pill: true, Sortable: true, Text: func(x S) string {
			switch {
			case !x.InForce:
				return i18n.T("未执行")
			case x.Floor > 0 && x.Price < x.Floor:
				return i18n.T("低于底价")
			}
			return i18n.T("现行")
		}, Tone: func(x S) table.Tone {
			switch {
			case !x.InForce:
				return table.Quiet
			case x.Floor > 0 && x.Price < x.Floor:
				return table.Attention
			}
			return table.Ahead
		}},
		{Key: "note", Title: i18n.T("备注"), Width: 90, Text: func(x S) string { return x.Note }, Tone: func(S) table.Tone { return table.Quiet }},
	}
}

// edit opens the sheet of one price of a customer.
func (s *specials) edit(price model.ProductPrice) {
	p := s.owner.page
	type P = model.ProductPrice
	f := form.New(form.Section[P]{Fields: []form.Field[P]{
		form.Pick(i18n.T("客户"), func() []pick.Item { return customerItems(p.directory) }, func(x *P) *model.ID { return &x.CustomerID }).Required(),
		form.Pick(i18n.T("品项"), func() []pick.Item { return productItems(p.directory) }, func(x *P) *model.ID { return &x.ProductID }).Required(),
		form.Money(i18n.T("专价"), func(x *P) *model.Money { return &x.Price }).Unit(i18n.T("元")).Required(),
		form.Date(i18n.T("生效日期"), func(x *P) *model.Date { return &x.From }).Half(),
		form.Date(i18n.T("截止日期"), func(x *P) *model.Date { return &x.To }).Half(),
		form.Text(i18n.T("备注"), func(x *P) *string { return &x.Note }),
	}})
	f.Set(price)
	sheet := shell.Sheet{Title: i18n.T("客户专价"), Content: f, Width: 560, Primary: i18n.T("保存"), Dirty: f.Dirty, OnClosed: f.Close,
		OnPrimary: func(done func()) {
			if v, ok := f.Value(); ok {
				s.write(v, done)
			}
		}}
	if price.ID != 0 {
		sheet.Danger = i18n.T("删除")
		sheet.OnDanger = func(done func()) {
			p.host.Do(func(ctx context.Context) (func(), error) {
				operation, err := p.book.RemovePrice(ctx, price.ID)
				if err != nil {
					return nil, err
				}
				return func() { done(); p.acted(operation, i18n.T("已删除客户专价")) }, nil
			})
		}
	}
	p.host.Sheet(sheet)
}

func (s *specials) write(v model.ProductPrice, done func()) {
	p := s.owner.page
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := p.book.SavePrice(ctx, &v)
		if err != nil {
			return nil, err
		}
		return func() { done(); p.acted(operation, i18n.T("已保存客户专价")) }, nil
	})
}

func customerItems(d *model.Directory) []pick.Item {
	items := make([]pick.Item, 0, len(d.Customers))
	for id, c := range d.Customers {
		items = append(items, pick.Item{ID: id, Code: c.Code, Name: c.Name, Pinyin: c.Pinyin, Detail: c.PriceTier})
	}
	return sortedItems(items)
}

func productItems(d *model.Directory) []pick.Item {
	items := make([]pick.Item, 0, len(d.Products))
	for id, p := range d.Products {
		items = append(items, pick.Item{ID: id, Code: p.Code, Name: p.Name, Pinyin: p.Pinyin, Detail: p.Pack})
	}
	return sortedItems(items)
}
