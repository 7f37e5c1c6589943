package products

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

var periodKinds = []widgets.PeriodKind{widgets.Day, widgets.Month, widgets.Quarter, widgets.Year}

// periodOf is a period picker that stands at the month of the last sales until the user
// chooses.
type periodOf struct {
	picker *widgets.PeriodPicker
	chosen bool
}

func newPeriodOf(p *Page) *periodOf {
	o := &periodOf{}
	o.picker = widgets.NewPeriodPicker(periodKinds, widgets.Fiscal{}, widgets.Month, model.Today(), func(widgets.PeriodKind, model.Period) {
		o.chosen = true
		p.host.Reload()
	})
	return o
}

// asked gives the period to read, given the last day with sales: it never ends beyond it.
func (o *periodOf) asked() func(today model.Date) model.Period {
	period, chosen := o.picker.Period(), o.chosen
	return func(today model.Date) model.Period {
		if !chosen {
			period = today.Month().Period()
		}
		if period.From <= today {
			period.To = min(period.To, today)
		}
		return period
	}
}

func (o *periodOf) shown(today model.Date) {
	if !o.chosen {
		o.picker.Set(widgets.Month, today)
	}
}

// belowTab is 低价预警: the sales below the floor.
type belowTab struct {
	page   *Page
	data   *products.Below
	period *periodOf
	table  *table.Table[products.BelowLine]
	words  *widgets.Text
	output *widgets.Button
	root   fyne.CanvasObject
}

var _ part = (*belowTab)(nil)

func newBelow(p *Page) *belowTab {
	t := &belowTab{page: p, period: newPeriodOf(p)}
	t.table = table.New(belowColumns())
	t.table.OnOpen = t.drill
	t.table.OnFault, t.table.OnCopied, t.table.Noun = p.host.Fail, p.copied, i18n.T("行")
	t.table.Menu = t.menu
	t.words = widgets.NewText("", widgets.TextStyle{Wrap: true})
	t.output = widgets.NewMenuButton(icons.Export, i18n.T("导出"), func() []*fyne.MenuItem { return p.outputs(t.document) })
	line := widgets.Row(8, t.period.picker, widgets.Spacer(), widgets.NewButton(i18n.T("设底价"), t.setFloors), t.output)
	note := widgets.WrappedCaption(i18n.T("成交单价 = 该行净额 ÷ 数量,低于销售当日的底价即列出;客户价格体系的底价优先于通用底价。赠品、退货和整单退回不列。只是嫌疑,请核实。"))
	t.root = panel(widgets.Headed(bar(widgets.Column(6, line, t.words)), widgets.Foot(t.table, bar(note))))
	return t
}

func (t *belowTab) content() fyne.CanvasObject { return t.root }

func (t *belowTab) load() func(ctx context.Context) (func(), error) {
	asked, region, book := t.period.asked(), t.page.regionID, t.page.book
	return func(ctx context.Context) (func(), error) {
		today, err := book.Today(ctx)
		if err != nil {
			return nil, err
		}
		data, err := book.BelowFloor(ctx, asked(today), region)
		if err != nil {
			return nil, err
		}
		return func() { t.period.shown(today); t.show(data) }, nil
	}
}

func (t *belowTab) show(data *products.Below) {
	t.data = data
	t.words.SetText(data.Summary())
	switch {
	case data.Checked == 0 && data.Unfloored > 0:
		t.table.SetEmpty(widgets.EmptyState(icons.Product, i18n.T("还没有底价"), i18n.T("录入底价后,低于底价的销售会列在这里。"),
			widgets.NewPrimaryButton(icons.Edit, i18n.T("录入底价"), t.setFloors)))
	case data.Checked == 0:
		t.table.SetEmpty(widgets.EmptyState(icons.Sales, i18n.T("这段时间没有销售"), i18n.T("换一段时间,或先导入销售明细。")))
	default:
		t.table.SetEmpty(widgets.EmptyState(icons.CheckCircle, i18n.T("没有低于底价的销售"), i18n.T("核对的 %s 行都不低于底价。", widgets.Grouped(data.Checked))))
	}
	t.table.SetItems(data.Lines)
}

// setFloors leads to the floors of the price matrix.
func (t *belowTab) setFloors() {
	if prices, ok := t.page.parts[TabPrices].(*pricesTab); ok {
		prices.view = viewFloors
		prices.switcher.SetSelected(int(viewFloors))
		prices.arrange()
	}
	t.page.choose(TabPrices)
}

func belowColumns() []table.Column[products.BelowLine] {
	type L = products.BelowLine
	money := func(key, title string, width float32, of func(L) model.Money) table.Column[L] {
		return table.Column[L]{Key: key, Title: title, Width: width, Align: trailing, Sortable: true, Largest: true,
			Text: func(l L) string {
				if of(l) == 0 {
					return document.Dash
				}
				return yuan(of(l))
			}, Compare: compareBy(func(l L) int64 { return int64(of(l)) })}
	}
	loss := money("loss", i18n.T("差额"), 80, func(l L) model.Money { return l.Loss() })
	loss.Sum, loss.SumText = func(l L) int64 { return int64(l.Loss()) }, func(v int64) string { return yuan(model.Money(v)) + " " + i18n.T("元") }
	return []table.Column[L]{
		{Key: "date", Title: i18n.T("日期"), Width: 86, Sortable: true, Text: func(l L) string { return l.Date.String() }},
		{Key: "customer", Title: i18n.T("客户"), Width: 104, Flex: true, Sortable: true, Filter: true, Text: func(l L) string {
			if l.Customer == nil {
				return products.Unfilled()
			}
			return l.Customer.Name
		}},
		{Key: "product", Title: i18n.T("品项"), Width: 104, Flex: true, Sortable: true, Filter: true, Text: func(l L) string { return l.Product.Name }},
		{Key: "employee", Title: i18n.T("业务员"), Width: 56, Sortable: true, Filter: true, Text: func(l L) string {
			if l.Employee == nil {
				return ""
			}
			return l.Employee.Name
		}},
		{Key: "region", Title: i18n.T("区域"), Width: 48, Hidden: true, Sortable: true, Filter: true, Text: func(l L) string {
			if l.Region == nil {
				return ""
			}
			return l.Region.Name
		}},
		{Key: "quantity", Title: i18n.T("数量"), Width: 84, Align: trailing, Sortable: true, Largest: true, Text: func(l L) string { return products.InUnits(l.Quantity, l.Product) },
			Compare: compareBy(func(l L) int64 { return int64(l.Quantity) })},
		money("price", i18n.T("成交单价"), 66, func(l L) model.Money { return l.Price }),
		money("floor", i18n.T("底价"), 50, func(l L) model.Money { return l.Floor }),
		{Key: "depth", Title: i18n.T("低于底价"), Width: 68, Align: trailing, Sortable: true, Largest: true, Text: func(l L) string { return "▼ " + percent(l.Depth(), 1) },
			Tone: func(L) table.Tone { return table.Behind }, Compare: compareBy(func(l L) int64 { return rank(l.Depth()) })},
		money("agreed", i18n.T("应执行价"), 66, func(l L) model.Money { return l.Agreed.Amount }),
		{Key: "source", Title: i18n.T("价格依据"), Width: 84, Text: func(l L) string { return products.SourceWord(l.Agreed) }, Tone: func(L) table.Tone { return table.Quiet }},
		loss,
	}
}

// drill shows the line in the ledger.
func (t *belowTab) drill(l products.BelowLine) {
	f := model.LineFilter{Period: model.Period{From: l.Date, To: l.Date}, ProductID: l.Product.ID}
	if l.Customer != nil {
		f.CustomerID = l.Customer.ID
	}
	t.page.host.Go(shell.Route{Page: shell.PageSales, Arg: f})
}

func (t *belowTab) menu() []*fyne.MenuItem {
	l, ok := t.table.Current()
	if !ok {
		return nil
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("看这一行的明细"), func() { t.drill(l) }),
		fyne.NewMenuItem(i18n.T("看品项「%s」", l.Product.Name), func() {
			t.page.catalogue.wanted = l.Product.ID
			t.page.choose(TabRange)
		}),
	}
	if l.Customer != nil {
		items = append(items,
			fyne.NewMenuItem(i18n.T("看客户「%s」", l.Customer.Name), func() { t.page.host.Go(shell.Route{Page: shell.PageCustomer, Arg: l.Customer.ID}) }),
			fyne.NewMenuItem(i18n.T("给这家客户定专价…"), func() {
				if prices, ok := t.page.parts[TabPrices].(*pricesTab); ok {
					prices.specials.edit(model.ProductPrice{Kind: model.PriceTier, ProductID: l.Product.ID, CustomerID: l.Customer.ID, From: l.Date, Price: l.Price})
				}
			}))
	}
	return append(items, fyne.NewMenuItem(i18n.T("选择显示的列…"), func() { t.table.ShowColumnChooser(t.output) }))
}

func (t *belowTab) document(context.Context) (*document.Document, error) {
	if t.data == nil {
		return nil, fmt.Errorf("sales below the floor were not read yet")
	}
	return t.data.Document(t.page.program.Organisation(), t.page.regionName()), nil
}

func (t *belowTab) focus() { t.table.Focus() }

func (t *belowTab) shortcut(key fyne.KeyName) bool {
	if key != fyne.KeyF {
		return false
	}
	t.table.ToggleFilter()
	return true
}

func (t *belowTab) close() { t.table.Close() }
