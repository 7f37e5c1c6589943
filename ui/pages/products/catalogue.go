package products

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/outline"
	"xunshi/ui/widgets/table"
)

const typingPause = 150 * time.Millisecond

// catalogue is 目录: the tree or the list of SKUs, and the card of the one chosen.
type catalogue struct {
	page   *Page
	all    *products.Range
	items  []*products.Item // those that pass the filter
	filter products.Filter
	wanted model.ID // product to show the card of

	text     *widgets.Entry
	category *widgets.Choice
	state    *widgets.Choice
	gaps     *widgets.Choice
	view     *widgets.Segmented
	change   *widgets.Button
	tree     *outline.Outline[products.Node]
	list     *table.Table[*products.Item]
	card     *card
	root     fyne.CanvasObject
	timer    *time.Timer
}

var _ part = (*catalogue)(nil)

func newCatalogue(p *Page) *catalogue {
	c := &catalogue{page: p, filter: products.Filter{State: products.Listed}}
	c.text = widgets.NewEntry(i18n.T("名称、拼音、编码、条码"))
	c.text.OnChanged = func(string) { c.typed() }
	c.text.OnKey = c.textKey
	c.category = widgets.NewChoice([]widgets.Option{{Label: i18n.T("全部品类")}}, "", func(v string) { c.filter.Category = v; c.refill() })
	c.state = widgets.NewChoice([]widgets.Option{{Value: string(products.Listed), Label: i18n.T("在架")},
		{Value: string(products.Delisted), Label: i18n.T("不在架")}, {Value: string(products.AnyState), Label: i18n.T("全部品项")}},
		string(products.Listed), func(v string) { c.filter.State = products.State(v); c.refill() })
	c.gaps = widgets.NewChoice(gapOptions(), "", c.chooseGap)
	c.view = widgets.NewSegmented([]string{i18n.T("树"), i18n.T("列表")}, 0, func(int) { c.showView() })
	c.change = widgets.NewMenuButton(icons.Edit, i18n.T("修改"), c.changeMenu)
	c.tree = outline.New(nodeColumns(), func(n products.Node) int { return int(n.Level) }, func(n products.Node) string { return n.Key })
	c.tree.OnSelect, c.tree.OnOpen = c.selected, c.openNode
	c.tree.SetMenu(c.changeMenu)
	c.tree.SetNoun(i18n.T("行"))
	c.list = table.New(itemColumns())
	c.list.OnSelect, c.list.OnOpen = c.selected, func(i *products.Item) { c.edit(i.Product) }
	c.list.OnFault, c.list.OnCopied = p.host.Fail, p.copied
	c.list.Menu, c.list.Noun = c.changeMenu, i18n.T("个")
	c.tree.OnLayout, c.list.OnLayout = func(l table.Layout) { c.keepLayout(treeLayout, l) }, func(l table.Layout) { c.keepLayout(listLayout, l) }
	c.card = newCard(c)
	c.root = c.arrange()
	c.showView()
	return c
}

// gaps one looks for: what is missing, and what does not sell.
func gapOptions() []widgets.Option {
	return []widgets.Option{
		{Value: "", Label: i18n.T("查漏")}, {Value: "cost", Label: i18n.T("没有成本")}, {Value: "price", Label: i18n.T("没有价格")},
		{Value: "pack", Label: i18n.T("没有箱规")}, {Value: "idle30", Label: i18n.T("30 天没卖")}, {Value: "idle60", Label: i18n.T("60 天没卖")},
		{Value: "idle90", Label: i18n.T("90 天没卖")},
	}
}

func (c *catalogue) chooseGap(v string) {
	c.filter.Missing, c.filter.IdleDays = products.NothingMissing, 0
	switch v {
	case "idle30":
		c.filter.IdleDays = 30
	case "idle60":
		c.filter.IdleDays = 60
	case "idle90":
		c.filter.IdleDays = 90
	default:
		c.filter.Missing = products.Missing(v)
	}
	c.refill()
}

func (c *catalogue) arrange() fyne.CanvasObject {
	export := widgets.NewMenuButton(icons.Export, i18n.T("导出"), func() []*fyne.MenuItem { return c.page.outputs(c.document) })
	line := widgets.Flow(6, c.view, c.category, c.state, c.gaps, widgets.Fixed(176, 0, c.text), c.change, export)
	body := widgets.Headed(bar(line), container.NewStack(c.tree, c.list))
	return widgets.Weighted(12, []float32{0.7, 0.3}, panel(body), c.card.root)
}

func (c *catalogue) content() fyne.CanvasObject { return c.root }

func (c *catalogue) load() func(ctx context.Context) (func(), error) {
	region, book, fresh := c.page.regionID, c.page.book, c.all == nil
	return func(ctx context.Context) (func(), error) {
		r, err := book.Range(ctx, region)
		if err != nil {
			return nil, err
		}
		layouts := map[string]table.Layout{}
		if fresh {
			for _, key := range []string{treeLayout, listLayout} {
				if err := c.readLayout(ctx, key, layouts); err != nil {
					return nil, err
				}
			}
		}
		return func() {
			if l, ok := layouts[treeLayout]; ok {
				c.tree.SetLayout(l)
			}
			if l, ok := layouts[listLayout]; ok {
				c.list.SetLayout(l)
			}
			c.show(r)
		}, nil
	}
}

func (c *catalogue) show(r *products.Range) {
	c.all = r
	options := []widgets.Option{{Label: i18n.T("全部品类")}}
	for _, w := range r.Words(func(p *model.Product) string { return p.Category }) {
		options = append(options, widgets.Option{Value: w, Label: w})
	}
	c.category.SetOptions(options)
	c.filter.Category = c.category.Selected()
	if item := r.Find(c.wanted); item != nil && !item.Listed {
		c.filter.State = products.AnyState
		c.state.SetSelected(string(c.filter.State))
	}
	c.refill()
}

// refill shows the items that pass the filter.
func (c *catalogue) refill() {
	if c.all == nil {
		return
	}
	keep := c.wanted
	if keep == 0 {
		if item, ok := c.current(); ok && item != nil {
			keep = item.ID
		}
	}
	c.items = c.all.Filter(c.filter)
	c.tree.SetEmpty(c.emptyState())
	c.list.SetEmpty(c.emptyState())
	nodes := c.all.Tree(c.items)
	c.tree.SetItems(nodes)
	if c.filter.Text != "" {
		c.tree.ExpandTo(int(products.LevelSKU)) // one sees what was found
	}
	c.list.SetItems(c.items)
	if !c.reveal(nodes, keep) && len(nodes) > 0 {
		if _, ok := c.tree.Current(); !ok {
			c.tree.SelectKey(nodes[0].Key)
		}
		c.list.SelectRow(0)
	}
	c.wanted = 0
	c.selected()
}

// reveal selects a SKU in tree and list; it tells whether it is there.
func (c *catalogue) reveal(nodes []products.Node, id model.ID) bool {
	if id == 0 {
		return false
	}
	c.list.SelectWhere(func(i *products.Item) bool { return i.ID == id })
	for _, n := range nodes {
		if n.Item != nil && n.Item.ID == id {
			return c.tree.SelectKey(n.Key)
		}
	}
	return false
}

func (c *catalogue) emptyState() fyne.CanvasObject {
	if c.all != nil && len(c.all.Items) > 0 {
		return widgets.EmptyState(icons.Product, i18n.T("没有符合条件的品项"), i18n.T("去掉一些条件再看。"), widgets.NewButton(i18n.T("清除全部条件"), c.clear))
	}
	return c.page.noProducts()
}

// noProducts says that there is none yet, and how one comes.
func (p *Page) noProducts() fyne.CanvasObject {
	return widgets.EmptyState(icons.Product, i18n.T("还没有品项"), i18n.T("品项随销售明细导入,也可以导入品项表或手工新建。"),
		widgets.NewPrimaryButton(icons.Import, i18n.T("导入"), func() { p.host.Go(shell.Route{Page: shell.PageImport, Arg: model.BatchProducts}) }),
		widgets.NewButton(i18n.T("新建品项"), func() { p.catalogue.create() }))
}

func (c *catalogue) clear() {
	c.filter = products.Filter{}
	c.text.SetText("")
	c.category.SetSelected("")
	c.state.SetSelected(string(products.AnyState))
	c.gaps.SetSelected("")
	c.refill()
}

func (c *catalogue) showView() {
	c.tree.Show()
	c.list.Hide()
	if c.view.Selected() == 1 {
		c.tree.Hide()
		c.list.Show()
	}
	c.selected()
}

func (c *catalogue) typed() {
	if c.timer != nil {
		c.timer.Stop()
	}
	c.timer = time.AfterFunc(typingPause, func() { fyne.Do(c.applyText) })
}

func (c *catalogue) applyText() {
	if c.filter.Text != c.text.Text {
		c.filter.Text = c.text.Text
		c.refill()
	}
}

func (c *catalogue) textKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		c.focus()
	case fyne.KeyReturn, fyne.KeyEnter:
		c.applyText()
	case fyne.KeyEscape:
		if c.text.Text == "" {
			return false
		}
		c.text.SetText("")
	default:
		return false
	}
	return true
}

// current is the SKU the keyboard is on; nil with ok for a level of the tree.
func (c *catalogue) current() (item *products.Item, ok bool) {
	if c.view.Selected() == 1 {
		return c.list.Current()
	}
	n, ok := c.tree.Current()
	return n.Item, ok
}

// selected shows the card of what is chosen.
func (c *catalogue) selected() {
	if c.card == nil || c.all == nil {
		return
	}
	item, ok := c.current()
	switch {
	case !ok:
		c.card.clear()
	case item == nil:
		n, _ := c.tree.Current()
		c.card.showLevel(n)
	default:
		c.card.open(item)
	}
}

// chosen gives the SKUs that an act is about: those selected, with all below a level.
func (c *catalogue) chosen() []*products.Item {
	if c.view.Selected() == 1 {
		return c.list.Selected(0)
	}
	seen := map[model.ID]bool{}
	var items []*products.Item
	for _, n := range c.tree.Selected() {
		for _, m := range n.Members {
			if !seen[m.ID] {
				seen[m.ID] = true
				items = append(items, m)
			}
		}
	}
	return items
}

func (c *catalogue) openNode(n products.Node) {
	if n.Item != nil {
		c.edit(n.Item.Product)
		return
	}
	c.rename(n)
}

func (c *catalogue) document(context.Context) (*document.Document, error) {
	return c.all.ProductList(c.items, c.page.program.Organisation()), nil
}

func (c *catalogue) focus() {
	if c.view.Selected() == 1 {
		c.list.Focus()
		return
	}
	c.tree.Focus()
}

func (c *catalogue) shortcut(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyF:
		c.page.host.Window().Canvas().Focus(c.text)
	case fyne.KeyN:
		c.create()
	default:
		return false
	}
	return true
}

func (c *catalogue) close() {
	if c.timer != nil {
		c.timer.Stop()
	}
	c.tree.Close()
	c.list.Close()
}

// copied says that rows went to the clipboard.
func (p *Page) copied(n int) {
	p.host.Toast(shell.Toast{Text: i18n.T("已复制 %s 行,可粘贴到 Excel", widgets.Grouped(n))})
}
