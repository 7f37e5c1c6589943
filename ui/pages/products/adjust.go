package products

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table"
)

func sortedItems(items []pick.Item) []pick.Item {
	slices.SortFunc(items, func(a, b pick.Item) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID)) })
	return items
}

// adjustment is what the sheet 批量调价 is filled in with.
type adjustment struct {
	Target   string // see targetValue
	Brand    string
	Category string
	Percent  int
	Amount   model.Money
	Round    string
	From     model.Date
}

// adjuster is the sheet that changes many prices at once, with a preview.
type adjuster struct {
	page   *Page
	chosen []model.ID // nil = by brand and category
	form   *form.Form[adjustment]
	words  *widgets.Text
	table  *table.Table[products.AdjustedPrice]
	turn   int // of the preview asked for last
}

// adjust opens the sheet for SKUs, or for all that brand and category leave.
func (p *Page) adjust(items []*products.Item) {
	a := &adjuster{page: p}
	for _, i := range items {
		a.chosen = append(a.chosen, i.ID)
	}
	a.page.host.Do(func(ctx context.Context) (func(), error) {
		data, err := p.book.PriceMatrix(ctx, model.PriceTier, p.today, false)
		if err != nil {
			return nil, err
		}
		return func() { a.open(data) }, nil
	})
}

// targetValue names which prices are adjusted: kind, list price or not, tier.
func targetValue(c products.PriceColumn) string { return cellKey(0, c) }

func targetOptions(tiers []string) []widgets.Option {
	column := func(c products.PriceColumn, label string) widgets.Option {
		return widgets.Option{Value: targetValue(c), Label: label}
	}
	options := []widgets.Option{column(products.PriceColumn{Kind: model.PriceTier, List: true}, i18n.T("标准价"))}
	for _, t := range tiers {
		options = append(options, column(products.PriceColumn{Kind: model.PriceTier, Tier: t}, t))
	}
	options = append(options, column(products.PriceColumn{Kind: model.PriceFloor}, i18n.T("通用底价")))
	for _, t := range tiers {
		options = append(options, column(products.PriceColumn{Kind: model.PriceFloor, Tier: t}, i18n.T("%s底价", t)))
	}
	return append(options, column(products.PriceColumn{Kind: model.PriceCost}, i18n.T("成本")))
}

func (a *adjuster) open(data *products.PriceMatrix) {
	type A = adjustment
	fields := []form.Field[A]{form.Choice(i18n.T("调整"), targetOptions(data.Tiers), func(x *A) *string { return &x.Target }).Half(),
		form.Date(i18n.T("生效日期"), func(x *A) *model.Date { return &x.From }).Required().Half()}
	if a.chosen == nil {
		fields = append(fields, form.Choice(i18n.T("品牌"), a.wordsOf(func(p *model.Product) string { return p.Brand }), func(x *A) *string { return &x.Brand }).Half(),
			form.Choice(i18n.T("品类"), a.wordsOf(func(p *model.Product) string { return p.Category }), func(x *A) *string { return &x.Category }).Half())
	}
	fields = append(fields,
		form.Percent(i18n.T("幅度"), func(x *A) *int { return &x.Percent }).Unit("%").Hint(i18n.T("涨 5% 填 5,降 3% 填 -3")).Half(),
		form.Money(i18n.T("再加"), func(x *A) *model.Money { return &x.Amount }).Unit(i18n.T("元")).Hint(i18n.T("每个最小单位,减价填负数")).Half(),
		form.Choice(i18n.T("取整到"), []widgets.Option{{Value: "1000", Label: i18n.T("0.1 元")}, {Value: "500", Label: i18n.T("0.05 元")},
			{Value: "100", Label: i18n.T("0.01 元")}}, func(x *A) *string { return &x.Round }).Half())
	a.form = form.New(form.Section[A]{Fields: fields})
	a.form.OnChange = a.preview
	target := products.PriceColumn{Kind: model.PriceTier, List: true}
	if len(data.Tiers) > 0 {
		target = products.PriceColumn{Kind: model.PriceTier, Tier: data.Tiers[0]}
	}
	a.form.Set(adjustment{Target: targetValue(target), Round: "100", From: max(a.page.today, a.page.now()) + 1})
	a.words = widgets.Caption("")
	a.table = table.New(adjustedColumns())
	a.table.Noun = i18n.T("个")
	a.table.SetEmpty(widgets.EmptyState(icons.Product, i18n.T("没有可调的价格"), i18n.T("换一个价格体系,或先在价格表里录入价格。")))
	body := widgets.Column(8, a.form, a.words, widgets.Fixed(0, 250, a.table))
	title := i18n.T("批量调价")
	if a.chosen != nil {
		title = i18n.T("给 %d 个品项调价", len(a.chosen))
	}
	a.page.host.Sheet(shell.Sheet{Title: title, Content: body, Width: 760, Primary: i18n.T("执行调价"), OnPrimary: a.write,
		Dirty: a.form.Dirty, OnClosed: func() { a.form.Close(); a.table.Close() }})
	a.preview()
}

// wordsOf are the words of a field with 全部 before them.
func (a *adjuster) wordsOf(of func(*model.Product) string) []widgets.Option {
	seen := map[string]bool{}
	var words []string
	for _, p := range a.page.directory.Products {
		if w := of(p); w != "" && !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	slices.Sort(words)
	options := []widgets.Option{{Label: i18n.T("全部")}}
	for _, w := range words {
		options = append(options, widgets.Option{Value: w, Label: w})
	}
	return options
}

// request turns what is filled in into an adjustment.
func (a *adjuster) request(v adjustment) products.Adjustment {
	target, _ := parseKey(v.Target)
	round, err := strconv.ParseInt(v.Round, 10, 64)
	if err != nil {
		round = int64(analysis.ToFen) // the options are ours
	}
	out := products.Adjustment{Products: a.chosen, Kind: target.Kind, Tier: target.Tier, List: target.List, Percent: v.Percent, Amount: v.Amount,
		Round: analysis.PriceStep(round), From: v.From}
	if a.chosen == nil && (v.Brand != "" || v.Category != "") {
		out.Products = []model.ID{}
		for id, p := range a.page.directory.Products {
			if p.Listed(v.From) && (v.Brand == "" || p.Brand == v.Brand) && (v.Category == "" || p.Category == v.Category) {
				out.Products = append(out.Products, id)
			}
		}
	}
	return out
}

// preview works out what would become of the prices.
func (a *adjuster) preview() {
	v := a.form.Current()
	if v.From.IsZero() || a.table == nil {
		return
	}
	a.turn++
	turn, asked := a.turn, a.request(v)
	a.page.host.Do(func(ctx context.Context) (func(), error) {
		list, without, err := a.page.book.Preview(ctx, asked)
		return func() { // half a form is no fault: it is said in its line
			switch {
			case turn != a.turn: // another one was asked for meanwhile
			case err != nil:
				a.words.SetText(sayOnly(err).Error())
			default:
				a.shown(list, without)
			}
		}, nil
	})
}

func (a *adjuster) shown(list []products.AdjustedPrice, without int) {
	changed, below := 0, 0
	for i := range list {
		if list[i].New != list[i].Old {
			changed++
		}
		if list[i].BelowFloor() {
			below++
		}
	}
	text := i18n.T("%d 个价格会改变", changed)
	if without > 0 {
		text += i18n.T(",%d 个品项没有这种价格,不调", without)
	}
	if below > 0 {
		text += i18n.T(",%d 个新价低于底价", below)
	}
	a.words.SetText(text)
	a.table.SetItems(list)
}

func adjustedColumns() []table.Column[products.AdjustedPrice] {
	type P = products.AdjustedPrice
	margin := func(x P) string {
		if !x.Costed {
			return products.NoCost()
		}
		before, after := x.Margin()
		return percent(before, 1) + " → " + percent(after, 1)
	}
	return []table.Column[P]{
		{Key: "name", Title: i18n.T("品项"), Width: 200, Flex: true, Sortable: true, Text: func(x P) string { return x.Product.Name }},
		{Key: "old", Title: i18n.T("原价"), Width: 76, Align: fyne.TextAlignTrailing, Text: func(x P) string { return priceText(x.Old) }},
		{Key: "new", Title: i18n.T("新价"), Width: 76, Align: fyne.TextAlignTrailing, Text: func(x P) string { return priceText(x.New) },
			Bold: func(x P) bool { return x.New != x.Old }, Tone: func(x P) table.Tone {
				if x.BelowFloor() {
					return table.Behind
				}
				return table.Plain
			}},
		{Key: "change", Title: i18n.T("幅度"), Width: 84, Align: fyne.TextAlignTrailing, Text: func(x P) string { return signed(x.Change()) },
			Tone: func(x P) table.Tone { return signTone(x.Change()) }},
		{Key: "margin", Title: i18n.T("毛利率"), Width: 130, Align: fyne.TextAlignTrailing, Text: margin, Tone: func(x P) table.Tone {
			if !x.Costed {
				return table.Attention
			}
			return table.Plain
		}},
		{Key: "floor", Title: i18n.T("底价"), Width: 90, Align: fyne.TextAlignTrailing, Text: func(x P) string {
			switch {
			case x.Floor == 0:
				return "—"
			case x.BelowFloor():
				return i18n.T("低于 %s", priceText(x.Floor))
			}
			return priceText(x.Floor)
		}, Tone: func(x P) table.Tone {
			if x.BelowFloor() {
				return table.Behind
			}
			return table.Quiet
		}},
	}
}

func (a *adjuster) write(done func()) {
	v, ok := a.form.Value()
	if !ok {
		return
	}
	asked := a.request(v)
	a.page.host.Do(func(ctx context.Context) (func(), error) {
		operation, changed, err := a.page.book.Adjust(ctx, asked)
		if err != nil {
			return nil, err
		}
		return func() {
			done()
			a.page.acted(operation, i18n.T("%d 个价格自 %s 起执行", changed, asked.From))
		}, nil
	})
}
