package products

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/bars"
	"xunshi/ui/widgets/fields"
)

// barsHeight is the height of the twelve months on a card.
const barsHeight = 96

// card is what stands at the right: all about a SKU, or the sum of a level of the tree.
type card struct {
	owner *catalogue
	root  *widgets.Panel
	key   string // what is shown or being read
}

func newCard(c *catalogue) *card {
	return &card{owner: c, root: widgets.NewPanel(nil, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
		Pad: widgets.Insets{Left: 14, Top: 12, Right: 4, Bottom: 8}})}
}

func (c *card) set(parts ...fyne.CanvasObject) {
	c.root.SetContent(widgets.NewVScroll(widgets.Inset(widgets.Insets{Right: 10}, widgets.Column(10, parts...))))
}

func (c *card) clear() {
	c.key = ""
	c.set(widgets.WrappedCaption(i18n.T("选一个品项,这里显示它的档案、12 个月销售、价格和铺货。")))
}

// open reads the card of a SKU and shows it.
func (c *card) open(item *products.Item) {
	p := c.owner.page
	all, region := c.owner.all, p.regionID
	c.key = fmt.Sprint(item.ID)
	key := c.key
	p.host.Do(func(ctx context.Context) (func(), error) {
		read, err := p.book.Card(ctx, all, item.ID, region)
		if err != nil {
			return nil, err
		}
		return func() {
			if read != nil && c.key == key { // another one was chosen meanwhile
				c.showItem(read)
			}
		}, nil
	})
}

func (c *card) showItem(k *products.Card) {
	item := k.Item
	head := widgets.Column(4, widgets.NewText(item.Name, widgets.TextStyle{Size: theme.TextTitle, Bold: true, Wrap: true}),
		widgets.Row(6, c.pills(item)...), widgets.WrappedCaption(joined(" · ", item.Code, item.Pack, products.PackOf(item.Product))))
	buttons := widgets.Row(6, widgets.NewPrimaryButton(icons.Edit, i18n.T("编辑"), func() { c.owner.edit(item.Product) }),
		widgets.NewButton(i18n.T("看明细"), func() { c.drill(model.LineFilter{ProductID: item.ID, Period: c.owner.all.Year}) }))
	parts := []fyne.CanvasObject{head, buttons, c.figures(&item.Figures), widgets.Caption(i18n.T("近 12 个月净销售额(万元)")), c.months(k)}
	parts = append(parts, widgets.Strong(i18n.T("档案")), c.file(k))
	parts = append(parts, widgets.Strong(i18n.T("价格")), c.prices(k))
	parts = append(parts, widgets.Strong(i18n.T("主要客户")), c.buyers(k))
	if len(k.History) > 0 {
		parts = append(parts, widgets.Caption(i18n.T("最近修改 %s", k.History[0].At.Local().Format("2006-01-02 15:04"))))
	}
	for _, note := range c.owner.all.Notes() {
		parts = append(parts, widgets.WrappedCaption(note))
	}
	c.set(parts...)
}

func (c *card) pills(item *products.Item) []fyne.CanvasObject {
	var pills []fyne.CanvasObject
	if item.Listed {
		pills = append(pills, widgets.Pill(i18n.T("在架"), widgets.Ahead))
	} else {
		pills = append(pills, widgets.Pill(i18n.T("不在架"), widgets.Behind))
	}
	if item.Category != "" {
		pills = append(pills, widgets.Pill(item.Category, widgets.Info))
	}
	if !item.Costed {
		pills = append(pills, widgets.Pill(products.NoCost(), widgets.Attention))
	}
	if !item.Priced {
		pills = append(pills, widgets.Pill(i18n.T("无价格"), widgets.Attention))
	}
	if days := int(c.owner.all.AsOf - item.LastSold); item.Idle(c.owner.all.AsOf, 30) && !item.LastSold.IsZero() {
		pills = append(pills, widgets.Pill(i18n.T("%d 天没卖", days), widgets.Attention))
	}
	return pills
}

// figures are the key figures of a SKU or level.
func (c *card) figures(f *products.Figures) fyne.CanvasObject {
	figure := func(label, value string, tone widgets.Tone) fyne.CanvasObject {
		return widgets.Column(1, widgets.Caption(label), widgets.NewText(value, widgets.TextStyle{Size: 15, Bold: true, Color: tone.Ink()}))
	}
	marginInk := widgets.Plain
	if !f.Margin.Known() {
		marginInk = widgets.Attention
	}
	return widgets.Column(8,
		widgets.Weighted(6, []float32{1, 1.25, 0.95}, figure(i18n.T("近 12 月(万)"), wan(f.Year), widgets.Plain),
			figure(i18n.T("同比"), signed(f.Growth), toneOf(f.Growth)), figure(i18n.T("占比"), percent(f.Share, 1), widgets.Plain)),
		widgets.Weighted(6, []float32{1, 1.25, 0.95}, figure(i18n.T("本月(万)"), wan(f.Month), widgets.Plain),
			figure(i18n.T("铺货 %d 家", f.Buyers), percent(f.Rate, 1), widgets.Plain), figure(i18n.T("毛利率"), marginText(f.Margin), marginInk)))
}

func (c *card) months(k *products.Card) fyne.CanvasObject {
	list := make([]bars.Bar, len(k.Months))
	for i, m := range k.Months {
		_, month := (k.First + model.Month(i)).YM()
		list[i] = bars.Bar{Label: widgets.MonthName(month), Value: int64(m), Text: i18n.T("%s 万元", wan(m))}
	}
	b := bars.New(barsHeight, list...)
	b.OnTap = func(i int) {
		month := k.First + model.Month(i)
		c.drill(model.LineFilter{ProductID: k.Item.ID, Period: month.Period()})
	}
	return b
}

func (c *card) drill(f model.LineFilter) {
	f.RegionID = c.owner.page.regionID
	c.owner.page.host.Go(shell.Route{Page: shell.PageSales, Arg: f})
}

func (c *card) file(k *products.Card) fyne.CanvasObject {
	p := k.Item.Product
	list := []fields.Field{
		{Label: i18n.T("品牌 › 系列"), Value: filled(p.Brand) + " › " + filled(p.Series)},
		{Label: i18n.T("口味"), Value: p.Flavour},
		{Label: i18n.T("标准价"), Value: listPrice(k)},
		{Label: i18n.T("上市 / 退市"), Value: joined(" / ", p.Launched.String(), p.Delisted.String())},
		{Label: i18n.T("渠道上架"), Value: listingText(k)},
		{Label: i18n.T("最近销售"), Value: k.Item.LastSold.String()},
	}
	if p.Barcode != "" {
		list = append(list, fields.Field{Label: i18n.T("条码"), Value: p.Barcode})
	}
	if p.ShelfLifeDays > 0 {
		list = append(list, fields.Field{Label: i18n.T("保质期"), Value: i18n.T("%d 天", p.ShelfLifeDays)})
	}
	if p.Note != "" {
		list = append(list, fields.Field{Label: i18n.T("备注"), Value: p.Note})
	}
	return fields.New(list...)
}

func filled(word string) string {
	if word == "" {
		return products.Unfilled()
	}
	return word
}

func listPrice(k *products.Card) string {
	if k.Item.Price == 0 {
		return ""
	}
	text := i18n.T("%s 元/%s", yuan(k.Item.Price), products.BaseWord(k.Item.Product))
	if k.NetUnit != "" {
		text += i18n.T(" · 每 100%s %s 元", k.NetUnit, yuan(k.PerUnit))
	}
	return text
}

func listingText(k *products.Card) string {
	if len(k.Listings) == 0 {
		return i18n.T("全部渠道")
	}
	var words []string
	for _, l := range k.Listings {
		words = append(words, l.Channel)
	}
	return strings.Join(words, i18n.T("、"))
}

// prices are the steps of every tier, floor and cost, those in force first in each.
func (c *card) prices(k *products.Card) fyne.CanvasObject {
	if len(k.Prices) == 0 {
		return widgets.Column(6, widgets.WrappedCaption(i18n.T("还没有分价格体系的价格、底价或成本。")),
			widgets.Row(0, widgets.NewButton(i18n.T("去定价"), func() { c.owner.page.choose(TabPrices) })))
	}
	var list []fields.Field
	for _, line := range k.Prices {
		f := fields.Field{Label: priceLabel(&line), Value: i18n.T("%s 元 · %s", yuan(line.Price), products.Validity(line.From, line.To))}
		if line.InForce {
			f.More = widgets.Pill(i18n.T("现行"), widgets.Ahead)
		}
		list = append(list, f)
	}
	return fields.New(list...)
}

func priceLabel(line *products.PriceLine) string {
	switch {
	case line.Kind == model.PriceCost:
		return i18n.T("成本")
	case line.Kind == model.PriceFloor && line.Tier == "":
		return i18n.T("通用底价")
	case line.Kind == model.PriceFloor:
		return i18n.T("%s底价", line.Tier)
	case line.Customer != "":
		return line.Customer
	}
	return line.Tier
}

func (c *card) buyers(k *products.Card) fyne.CanvasObject {
	if len(k.Buyers) == 0 {
		return widgets.Caption(i18n.T("近 12 个月没有客户进货。"))
	}
	var list []fields.Field
	for _, b := range k.Buyers {
		id := b.ID
		list = append(list, fields.Field{Label: i18n.T("%s 万元", wan(b.Amount)), Value: b.Name, More: widgets.Caption(percent(b.Share, 1)),
			OnTap: func() {
				c.drill(model.LineFilter{ProductID: k.Item.ID, CustomerID: id, Period: c.owner.all.Year})
			}})
	}
	return fields.New(list...)
}

// showLevel shows the sum of a level of the tree.
func (c *card) showLevel(n products.Node) {
	c.key = n.Key
	head := widgets.Column(4, widgets.NewText(n.Name, widgets.TextStyle{Size: theme.TextTitle, Bold: true, Wrap: true}),
		widgets.Caption(i18n.T("%s · %d 个品项,%d 个在架", n.Level.Word(), n.SKUs, n.Listed)))
	buttons := widgets.Row(6, widgets.NewIconButton(icons.Edit, i18n.T("改名 / 合并"), func() { c.owner.rename(n) }))
	var list []fields.Field
	for _, m := range n.Members[:min(len(n.Members), 8)] {
		item := m
		list = append(list, fields.Field{Label: i18n.T("%s 万元", wan(item.Year)), Value: item.Name,
			OnTap: func() { c.owner.wanted = item.ID; c.owner.refill() }})
	}
	parts := []fyne.CanvasObject{head, buttons, c.figures(&n.Figures), widgets.Strong(i18n.T("销售最多的品项")), fields.NewWide(74, list...)}
	if missing := n.Margin.MissingShare(); missing.Known && n.Margin.Missing() != 0 && n.Margin.Known() {
		parts = append(parts, widgets.WrappedCaption(i18n.T("毛利率不含没有成本的 %s%% 销售额。", document.FormatScaled(missing.N, 10_000, 1))))
	}
	for _, note := range c.owner.all.Notes() {
		parts = append(parts, widgets.WrappedCaption(note))
	}
	c.set(parts...)
}

// joined joins the words that are not empty.
func joined(between string, words ...string) string {
	var kept []string
	for _, w := range words {
		if w != "" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, between)
}
