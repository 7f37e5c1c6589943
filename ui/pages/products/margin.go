package products

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// marginTab is 毛利: the gross margin of a period by SKU, category, customer …
type marginTab struct {
	page   *Page
	by     products.MarginBy
	data   *products.MarginTable
	period *periodOf
	cards  [4]*widgets.KPICard
	holder *fyne.Container // of the table, which is another for each dimension
	table  *table.Table[products.MarginRow]
	notes  *widgets.Text
	output *widgets.Button
	root   fyne.CanvasObject
}

var _ part = (*marginTab)(nil)

func newMargin(p *Page) *marginTab {
	t := &marginTab{page: p, by: products.MarginBySKU, period: newPeriodOf(p), holder: container.NewStack()}
	words := make([]string, len(products.MarginDimensions))
	for i, by := range products.MarginDimensions {
		words[i] = by.Word()
	}
	by := widgets.NewSegmented(words, 0, func(i int) {
		t.by = products.MarginDimensions[i]
		p.host.Reload()
	})
	t.output = widgets.NewMenuButton(icons.Export, i18n.T("导出"), func() []*fyne.MenuItem { return p.outputs(t.document) })
	line := widgets.Row(8, t.period.picker, by, widgets.Spacer(), widgets.NewButton(i18n.T("录入成本"), t.setCosts), t.output)
	cards := make([]fyne.CanvasObject, len(t.cards))
	for i := range t.cards {
		t.cards[i] = widgets.NewKPICard(widgets.KPI{Value: document.Dash, Progress: -1, Tick: widgets.NoTick})
		cards[i] = t.cards[i]
	}
	t.notes = widgets.WrappedCaption("")
	t.build()
	t.root = container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 12}, widgets.Weighted(12, []float32{1, 1, 1, 1}, cards...)), nil, nil, nil,
		panel(widgets.Headed(bar(line), widgets.Foot(t.holder, bar(t.notes)))))
	return t
}

// build makes the table for the dimension chosen.
func (t *marginTab) build() {
	if t.table != nil {
		t.table.Close()
	}
	t.table = table.New(marginColumns(t.by))
	t.table.OnOpen = t.drill
	t.table.OnFault, t.table.OnCopied, t.table.Noun = t.page.host.Fail, t.page.copied, i18n.T("行")
	t.table.Menu = func() []*fyne.MenuItem {
		items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("选择显示的列…"), func() { t.table.ShowColumnChooser(t.output) })}
		if r, ok := t.table.Current(); ok {
			items = append([]*fyne.MenuItem{fyne.NewMenuItem(i18n.T("看这一行的明细"), func() { t.drill(r) })}, items...)
		}
		return items
	}
	t.table.SetEmpty(widgets.EmptyState(icons.Sales, i18n.T("这段时间没有销售"), i18n.T("换一段时间,或先导入销售明细。")))
	t.holder.Objects = []fyne.CanvasObject{t.table}
	t.holder.Refresh()
}

func (t *marginTab) content() fyne.CanvasObject { return t.root }

func (t *marginTab) load() func(ctx context.Context) (func(), error) {
	asked, by, region, book := t.period.asked(), t.by, t.page.regionID, t.page.book
	return func(ctx context.Context) (func(), error) {
		today, err := book.Today(ctx)
		if err != nil {
			return nil, err
		}
		data, err := book.Margins(ctx, by, asked(today), region)
		if err != nil {
			return nil, err
		}
		return func() { t.period.shown(today); t.show(data) }, nil
	}
}

func (t *marginTab) show(data *products.MarginTable) {
	if t.data == nil || t.data.By != data.By {
		t.data = data
		t.build()
	}
	t.data = data
	t.table.SetItems(data.Rows)
	t.notes.SetText(joined(" ", data.Notes()...))
	total := data.Total.Margin
	kpi := func(label, value, unit string) widgets.KPI {
		return widgets.KPI{Label: label, Value: value, Unit: unit, Progress: -1, Tick: widgets.NoTick}
	}
	t.cards[0].Set(kpi(i18n.T("净销售额"), wan(total.Sales), i18n.T("万元")))
	profit := kpi(i18n.T("毛利额"), document.Dash, i18n.T("万元"))
	if v := total.Profit(); v.Known {
		profit.Value = wan(model.Money(v.N))
	}
	t.cards[1].Set(profit)
	rate := kpi(i18n.T("毛利率(有成本部分)"), percent(total.Rate(), 1), "")
	if change := data.Total.Change(); change.Known {
		rate.Compare = []widgets.Compare{{Label: i18n.T("比上期"), Value: unarrowed(points(change)) + " " + i18n.T("百分点"), Tone: toneOf(change)}}
	}
	t.cards[2].Set(rate)
	missing := kpi(i18n.T("没有成本的销售额"), percent(total.MissingShare(), 1), i18n.T("%d 个品项", data.NoCost))
	if data.NoCost > 0 {
		missing.Tone = widgets.Attention
		missing.OnTapped = t.setCosts
	}
	t.cards[3].Set(missing)
	t.root.Refresh() // the cards may have become higher
}

// unarrowed leaves the arrow to the card.
func unarrowed(text string) string {
	for _, arrow := range []string{"▲ ", "▼ "} {
		if len(text) > len(arrow) && text[:len(arrow)] == arrow {
			return text[len(arrow):]
		}
	}
	return text
}

// setCosts leads to the costs of the price matrix.
func (t *marginTab) setCosts() {
	if prices, ok := t.page.parts[TabPrices].(*pricesTab); ok {
		prices.view = viewCosts
		prices.switcher.SetSelected(int(viewCosts))
		prices.arrange()
	}
	t.page.choose(TabPrices)
}

func marginColumns(by products.MarginBy) []table.Column[products.MarginRow] {
	type R = products.MarginRow
	money := func(key, title string, width float32, of func(R) (model.Money, bool)) table.Column[R] {
		return table.Column[R]{Key: key, Title: title, Width: width, Align: trailing, Sortable: true, Largest: true,
			Text: func(r R) string {
				if m, ok := of(r); ok {
					return yuan(m)
				}
				return document.Dash
			},
			Sum:     func(r R) int64 { m, _ := of(r); return int64(m) },
			SumText: func(v int64) string { return yuan(model.Money(v)) }}
	}
	known := func(of func(R) model.Money) func(R) (model.Money, bool) {
		return func(r R) (model.Money, bool) { return of(r), r.Margin.Known() }
	}
	always := func(of func(R) model.Money) func(R) (model.Money, bool) {
		return func(r R) (model.Money, bool) { return of(r), true }
	}
	gift := money("gift", i18n.T("其中赠品"), 82, known(func(r R) model.Money { return r.Margin.GiftCost }))
	gift.Hidden = true
	columns := []table.Column[R]{
		{Key: "name", Title: by.Word(), Width: 150, Flex: true, Sortable: true, Filter: true, Text: func(r R) string { return r.Name }},
		money("sales", i18n.T("净销售额(元)"), 104, always(func(r R) model.Money { return r.Margin.Sales })),
		money("cost", i18n.T("成本"), 96, known(func(r R) model.Money { return r.Margin.Cost })),
		gift,
		money("profit", i18n.T("毛利额"), 96, known(func(r R) model.Money { return r.Margin.Covered - r.Margin.Cost })),
		{Key: "rate", Title: i18n.T("毛利率"), Width: 62, Align: trailing, Sortable: true, Largest: true, Text: func(r R) string { return marginText(r.Margin) },
			Tone: func(r R) table.Tone { return marginTone(r.Margin) }, Compare: compareBy(func(r R) int64 { return rank(r.Margin.Rate()) })},
		{Key: "change", Title: i18n.T("比上期(百分点)"), Width: 100, Align: trailing, Sortable: true, Largest: true, Text: func(r R) string { return points(r.Change()) },
			Tone: func(r R) table.Tone { return signTone(r.Change()) }, Compare: compareBy(func(r R) int64 { return rank(r.Change()) })},
		money("missing", i18n.T("无成本销售额"), 96, always(func(r R) model.Money { return r.Margin.Missing() })),
		{Key: "missing_share", Title: i18n.T("无成本占比"), Width: 76, Align: trailing, Sortable: true, Largest: true,
			Text: func(r R) string {
				if r.Margin.Uncosted == 0 {
					return "0"
				}
				return percent(r.Margin.MissingShare(), 1)
			}, Tone: func(r R) table.Tone {
				if r.Margin.Uncosted > 0 {
					return table.Attention
				}
				return table.Quiet
			}, Compare: compareBy(func(r R) int64 { return rank(r.Margin.MissingShare()) })},
	}
	if by == products.MarginBySKU || by == products.MarginByCustomer {
		code := table.Column[R]{Key: "code", Title: i18n.T("编码"), Width: 60, Sortable: true, Text: func(r R) string { return r.Code }, Tone: func(R) table.Tone { return table.Quiet }}
		columns = append([]table.Column[R]{columns[0], code}, columns[1:]...)
	}
	return columns
}

// drill shows the lines that a row is made of.
func (t *marginTab) drill(r products.MarginRow) {
	d := t.data.Drill(&r)
	if d == nil {
		t.page.host.Toast(shell.Toast{Text: i18n.T("这一行不能按明细筛选"), Refused: true})
		return
	}
	t.page.host.Go(shell.Route{Page: shell.PageSales, Arg: model.LineFilter{Period: d.Period, RegionID: d.RegionID, CustomerID: d.CustomerID,
		ProductID: d.ProductID, Channel: d.Channel, Category: d.Category}})
}

func (t *marginTab) document(context.Context) (*document.Document, error) {
	if t.data == nil {
		return nil, fmt.Errorf("the margins were not read yet")
	}
	return t.data.Document(t.page.program.Organisation(), t.page.regionName()), nil
}

func (t *marginTab) focus() { t.table.Focus() }

func (t *marginTab) shortcut(key fyne.KeyName) bool {
	if key != fyne.KeyF {
		return false
	}
	t.table.ToggleFilter()
	return true
}

func (t *marginTab) close() { t.table.Close() }
