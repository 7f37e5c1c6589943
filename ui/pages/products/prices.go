package products

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/pick"
)

// priceView is what the tab 价格 shows.
type priceView int

const (
	viewTiers priceView = iota
	viewFloors
	viewCosts
	viewSpecials
)

func (v priceView) kind() model.PriceKind {
	return []model.PriceKind{model.PriceTier, model.PriceFloor, model.PriceCost, model.PriceTier}[v]
}

// pricesTab is 价格: the price matrix of a day to look at and to change from a day on, and
// the prices of single customers.
type pricesTab struct {
	page *Page
	view priceView
	on   model.Date // 0 = the page's day
	data *products.PriceMatrix
	more []string // tiers that have no price yet

	switcher *widgets.Segmented
	day      *pick.DateField
	from     *pick.DateField
	every    *widgets.Check // with what is not on sale
	sums     *widgets.Text
	save     *widgets.Button
	drop     *widgets.Button
	foot     *fyne.Container
	footBox  fyne.CanvasObject // what is hidden with it
	matrix   *matrix
	specials *specials
	root     fyne.CanvasObject
}

var _ part = (*pricesTab)(nil)

func newPrices(p *Page) *pricesTab {
	t := &pricesTab{page: p}
	t.matrix = newMatrix(p, "products.prices", t.count)
	t.specials = newSpecials(t)
	t.switcher = widgets.NewSegmented([]string{i18n.T("成交价"), i18n.T("底价"), i18n.T("成本"), i18n.T("客户专价")}, 0, func(i int) {
		t.view = priceView(i)
		t.arrange()
		p.host.Reload()
	})
	t.day = pick.NewDateField(0, func(d model.Date) { t.on = d; p.host.Reload() })
	t.from = pick.NewDateField(0, nil)
	t.every = widgets.NewCheck(i18n.T("含不在架"), false, func(bool) { p.host.Reload() })
	t.sums = widgets.Caption("")
	t.save = widgets.NewPrimaryButton(icons.Check, i18n.T("保存"), t.write)
	t.drop = widgets.NewFlatButton("", i18n.T("放弃改动"), func() { t.matrix.reset() })
	more := widgets.NewMenuButton(icons.More, i18n.T("更多"), t.moreMenu)
	adjust := widgets.NewButton(i18n.T("批量调价"), func() { p.adjust(nil) })
	output := widgets.NewMenuButton(icons.Print, i18n.T("价目表"), t.listMenu)
	line := widgets.Row(8, t.switcher, widgets.Caption(i18n.T("价格日期")), widgets.Fixed(124, 0, t.day), t.every, widgets.Spacer(), adjust, output, more)
	t.foot = widgets.Row(8, t.sums, widgets.Spacer(), t.drop, widgets.Caption(i18n.T("生效日期")), widgets.Fixed(124, 0, t.from), t.save)
	t.footBox = bar(t.foot)
	body := container.NewBorder(bar(line), t.footBox, nil, nil, container.NewStack(t.matrix.holder, t.specials.root))
	t.root = panel(body)
	t.arrange()
	t.count()
	return t
}

func (t *pricesTab) content() fyne.CanvasObject { return t.root }

// arrange shows the grid or the list of single prices.
func (t *pricesTab) arrange() {
	if t.view == viewSpecials {
		t.matrix.holder.Hide()
		t.specials.root.Show()
		t.footBox.Hide()
		t.every.Hide()
		return
	}
	t.matrix.holder.Show()
	t.specials.root.Hide()
	t.footBox.Show()
	t.every.Show()
}

func (t *pricesTab) load() func(ctx context.Context) (func(), error) {
	view, on, book, draft, every := t.view, t.on, t.page.book, !t.matrix.restored, t.every.Checked()
	return func(ctx context.Context) (func(), error) {
		if on.IsZero() {
			today, err := book.Today(ctx)
			if err != nil {
				return nil, err
			}
			on = today
		}
		if view == viewSpecials {
			list, err := book.Specials(ctx, on)
			if err != nil {
				return nil, err
			}
			return func() { t.shown(on); t.specials.show(list, on) }, nil
		}
		data, err := book.PriceMatrix(ctx, view.kind(), on, every)
		if err != nil {
			return nil, err
		}
		var kept map[string]string
		if draft {
			if kept, err = t.matrix.readDraft(ctx); err != nil {
				return nil, err
			}
		}
		return func() {
			if draft {
				t.matrix.restore(kept)
			}
			t.shown(on)
			t.show(data)
		}, nil
	}
}

// shown sets the dates that nobody has chosen yet.
func (t *pricesTab) shown(on model.Date) {
	if t.day.Date() != on {
		t.day.SetDate(on)
	}
	if t.from.Date().IsZero() {
		t.from.SetDate(max(on, t.page.now()))
	}
}

func (t *pricesTab) show(data *products.PriceMatrix) {
	if data == nil {
		return
	}
	t.data = data
	t.matrix.prune(func(key string) bool {
		c, ok := parseKey(key)
		return ok && t.page.directory.Products[c.Product] != nil
	})
	prices := data.Columns
	if t.view != viewCosts {
		for _, tier := range t.more {
			prices = append(prices, products.PriceColumn{Kind: t.view.kind(), Tier: tier, Title: tier})
		}
	}
	columns := []grid.Column{
		{Key: "code", Title: i18n.T("编码"), Width: 64, ReadOnly: true},
		{Key: "name", Title: i18n.T("品项"), Width: 170, Flex: true, ReadOnly: true},
		{Key: "series", Title: i18n.T("系列"), Width: 92, ReadOnly: true},
		{Key: "unit", Title: i18n.T("单位"), Width: 44, ReadOnly: true},
		{Key: "case", Title: i18n.T("每箱"), Width: 44, Align: trailing, ReadOnly: true},
	}
	lead := len(columns)
	for _, c := range prices {
		columns = append(columns, grid.Column{Key: string(c.Kind) + c.Tier, Title: c.Title, Width: 84, Align: trailing, Read: readPrice})
	}
	if t.view == viewCosts {
		columns = append(columns, grid.Column{Key: "since", Title: i18n.T("现行成本自"), Width: 100, ReadOnly: true})
	}
	keys, rows := make([][]string, len(data.Rows)), make([]grid.Row, len(data.Rows))
	for i := range data.Rows {
		r := &data.Rows[i]
		keys[i], rows[i] = make([]string, len(columns)), make(grid.Row, len(columns))
		copy(rows[i], grid.Row{r.Product.Code, shelfName(r.Product, data.On), filled(r.Product.Series), products.BaseWord(r.Product), caseText(r.Product)})
		for k, c := range prices {
			keys[i][lead+k] = cellKey(r.Product.ID, c)
			if k < len(r.Cells) {
				rows[i][lead+k] = priceText(r.Cells[k].Price)
			}
		}
		if t.view == viewCosts {
			rows[i][len(columns)-1] = costSince(r.Cells[0])
		}
	}
	t.matrix.show(columns, keys, rows)
}

func caseText(p *model.Product) string {
	if p.UnitsPerCase == 0 {
		return ""
	}
	return p.UnitsPerCase.String()
}

func costSince(c products.PriceCell) string {
	switch {
	case c.Price == 0:
		return products.NoCost()
	case c.From.IsZero():
		return i18n.T("一直有效")
	}
	return c.From.String()
}

// cellKey names a price cell in the draft: product, kind, list price or not, tier.
func cellKey(product model.ID, c products.PriceColumn) string {
	return fmt.Sprintf("%d|%s|%t|%s", product, c.Kind, c.List, c.Tier)
}

// parseKey is the way back; ok is false for what is no key.
func parseKey(key string) (c products.NewPrice, ok bool) {
	parts := strings.SplitN(key, "|", 4)
	if len(parts) != 4 {
		return c, false
	}
	id, err := strconv.ParseUint(parts[0], 10, 32)
	if err != nil {
		return c, false
	}
	return products.NewPrice{Product: model.ID(id), Kind: model.PriceKind(parts[1]), List: parts[2] == "true", Tier: parts[3]}, true
}

// count says how many prices wait to be saved.
func (t *pricesTab) count() {
	defer t.foot.Refresh()
	n := len(t.matrix.pending)
	if n == 0 {
		t.sums.SetText(i18n.T("改好的价格从生效日期起执行,原价到前一天为止;清空格子表示从那天起没有价格。可从 Excel 粘贴。"))
		t.save.Disable()
		t.drop.Hide()
		return
	}
	t.sums.SetText(i18n.T("改动 %d 处,保存后可撤销", n))
	t.save.Enable()
	t.drop.Show()
}

// write saves every pending price as one act.
func (t *pricesTab) write() {
	p := t.page
	if t.matrix.grid == nil {
		return
	}
	t.matrix.grid.Commit()
	if n := t.matrix.grid.Faults(); n > 0 {
		t.matrix.grid.ShowFault()
		p.host.Toast(shell.Toast{Text: i18n.T("还有 %d 处要改,改好再保存", n), Refused: true})
		return
	}
	from, err := t.from.Read()
	if err != nil {
		p.host.Fail(err)
		return
	}
	var changes []products.NewPrice
	unread := map[string]string{} // typed in another view, and no price
	for key, text := range t.matrix.pending {
		c, ok := parseKey(key)
		price, err := parsePrice(text)
		if !ok || err != nil {
			unread[key] = text
			continue
		}
		c.Price = price
		changes = append(changes, c)
	}
	if len(changes) == 0 {
		p.host.Toast(shell.Toast{Text: i18n.T("还没有改动任何价格"), Refused: true})
		return
	}
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := p.book.SetPrices(ctx, from, changes)
		if err != nil {
			return nil, err
		}
		return func() {
			t.matrix.saved(unread)
			p.acted(operation, i18n.T("%d 个价格自 %s 起执行", len(changes), from))
		}, nil
	})
}

func (t *pricesTab) listMenu() []*fyne.MenuItem {
	tiers := []string{""}
	if t.data != nil {
		tiers = append(tiers, t.data.Tiers...)
	}
	var items []*fyne.MenuItem
	for _, tier := range tiers {
		name := tier
		if name == "" {
			name = i18n.T("标准价")
		}
		item := fyne.NewMenuItem(name, nil)
		item.ChildMenu = fyne.NewMenu("", t.page.outputs(t.priceList(tier))...)
		items = append(items, item)
	}
	return items
}

// priceList makes the price list of a tier on the day shown.
func (t *pricesTab) priceList(tier string) maker {
	on := t.day.Date()
	if on.IsZero() {
		on = t.page.today
	}
	organisation := t.page.program.Organisation()
	return func(ctx context.Context) (*document.Document, error) {
		return t.page.book.PriceList(ctx, products.PriceListOptions{Tier: tier, On: on, Organisation: organisation})
	}
}

func (t *pricesTab) moreMenu() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("新价格体系…"), t.newTier),
		fyne.NewMenuItem(i18n.T("新客户专价…"), func() { t.specials.edit(model.ProductPrice{Kind: model.PriceTier, From: t.page.now()}) }),
	}
}

// newTier adds a column for a tier; it exists once a price stands in it.
func (t *pricesTab) newTier() {
	type named struct{ Name string }
	f := form.New(form.Section[named]{Fields: []form.Field[named]{
		form.Text(i18n.T("名称"), func(n *named) *string { return &n.Name }).Required().Hint(i18n.T("如:经销价、商超价。在客户档案或销售政策里选用。")),
	}})
	t.page.host.Sheet(shell.Sheet{Title: i18n.T("新价格体系"), Content: f, Width: 440, Primary: i18n.T("增加一列"), OnClosed: f.Close,
		OnPrimary: func(done func()) {
			v, ok := f.Value()
			if !ok {
				return
			}
			done()
			t.more = append(t.more, v.Name)
			t.show(t.data)
			t.focus()
		}})
}

func (t *pricesTab) focus() {
	if t.view == viewSpecials {
		t.specials.table.Focus()
		return
	}
	t.matrix.focus()
}

func (t *pricesTab) shortcut(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyS:
		if t.view != viewSpecials {
			t.write()
		}
	case fyne.KeyN:
		t.specials.edit(model.ProductPrice{Kind: model.PriceTier, From: t.page.now()})
	default:
		return false
	}
	return true
}

func (t *pricesTab) close() {
	t.matrix.close()
	t.specials.table.Close()
}
