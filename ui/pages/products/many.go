package products

import (
	"context"

	"fyne.io/fyne/v2"

	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
)

// changeMenu is what can be done with the SKUs selected.
func (c *catalogue) changeMenu() []*fyne.MenuItem {
	chosen := c.chosen()
	if len(chosen) == 0 {
		return []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("先选一个或多个品项"), func() {})}
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("批量修改 %d 个品项…", len(chosen)), func() { c.changeMany(chosen) }),
		fyne.NewMenuItem(i18n.T("%d 个品项退市…", len(chosen)), func() { c.delist(chosen) }),
		fyne.NewMenuItem(i18n.T("给 %d 个品项调价…", len(chosen)), func() { c.page.adjust(chosen) }),
	}
	if n, ok := c.tree.Current(); ok && c.view.Selected() == 0 && n.Item == nil {
		items = append(items, fyne.NewMenuItem(i18n.T("%s「%s」改名或合并…", n.Level.Word(), n.Name), func() { c.rename(n) }))
	}
	var show *fyne.MenuItem
	if c.view.Selected() == 1 {
		show = fyne.NewMenuItem(i18n.T("选择显示的列…"), func() { c.list.ShowColumnChooser(c.change) })
	} else {
		show = fyne.NewMenuItem(i18n.T("选择显示的列…"), func() { c.tree.ShowColumnChooser(c.change) })
	}
	return append(items, fyne.NewMenuItemSeparator(), show)
}

// manyValues is what the sheet for many SKUs is filled in with; empty means unchanged.
type manyValues struct {
	Brand, Series, Category, Flavour string
	Launched                         model.Date
}

func (c *catalogue) changeMany(chosen []*products.Item) {
	word := func(label string, at func(*manyValues) *string, known func(*model.Product) string) form.Field[manyValues] {
		return form.Choice(label, c.options(known), at).Free()
	}
	f := form.New(form.Section[manyValues]{Fields: []form.Field[manyValues]{
		word(i18n.T("品牌"), func(m *manyValues) *string { return &m.Brand }, func(p *model.Product) string { return p.Brand }),
		word(i18n.T("系列"), func(m *manyValues) *string { return &m.Series }, func(p *model.Product) string { return p.Series }),
		word(i18n.T("品类"), func(m *manyValues) *string { return &m.Category }, func(p *model.Product) string { return p.Category }),
		word(i18n.T("口味"), func(m *manyValues) *string { return &m.Flavour }, func(p *model.Product) string { return p.Flavour }),
		form.Date(i18n.T("上市日期"), func(m *manyValues) *model.Date { return &m.Launched }),
	}})
	body := widgets.Column(10, widgets.WrappedCaption(i18n.T("留空的栏目不改。保存后可以一次撤销。")), f)
	c.page.host.Sheet(shell.Sheet{Title: i18n.T("批量修改 %d 个品项", len(chosen)), Content: body, Width: 480, Primary: i18n.T("保存"),
		Dirty: f.Dirty, OnClosed: f.Close, OnPrimary: func(done func()) {
			v, ok := f.Value()
			if !ok {
				return
			}
			c.setMany(chosen, v.change(), i18n.T("已修改 %d 个品项", len(chosen)), done)
		}})
}

func (m *manyValues) change() products.Change {
	var change products.Change
	set := func(to **string, v string) {
		if v != "" {
			*to = &v
		}
	}
	set(&change.Brand, m.Brand)
	set(&change.Series, m.Series)
	set(&change.Category, m.Category)
	set(&change.Flavour, m.Flavour)
	if !m.Launched.IsZero() {
		change.Launched = &m.Launched
	}
	return change
}

func (c *catalogue) setMany(chosen []*products.Item, change products.Change, text string, done func()) {
	ids := make([]model.ID, len(chosen))
	for i, item := range chosen {
		ids[i] = item.ID
	}
	c.page.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := c.page.book.SetMany(ctx, ids, change)
		if err != nil {
			return nil, err
		}
		return func() {
			done()
			c.page.acted(operation, text)
		}, nil
	})
}

// delist takes SKUs out of the range from a day on.
func (c *catalogue) delist(chosen []*products.Item) {
	type when struct{ On model.Date }
	f := form.New(form.Section[when]{Fields: []form.Field[when]{
		form.Date(i18n.T("退市日期"), func(w *when) *model.Date { return &w.On }).Hint(i18n.T("从这一天起不在架;留空表示恢复在架。")),
	}})
	f.Set(when{c.page.today})
	body := widgets.Column(10, widgets.WrappedCaption(i18n.T("历史销售和价格不变。")), f)
	c.page.host.Sheet(shell.Sheet{Title: i18n.T("%d 个品项退市", len(chosen)), Content: body, Width: 440, Primary: i18n.T("退市"),
		OnClosed: f.Close, OnPrimary: func(done func()) {
			v, ok := f.Value()
			if !ok {
				return
			}
			text := i18n.T("%d 个品项 %s 退市", len(chosen), v.On)
			if v.On.IsZero() {
				text = i18n.T("%d 个品项恢复在架", len(chosen))
			}
			c.setMany(chosen, products.Change{Delisted: &v.On}, text, done)
		}})
}

// rename gives a level another word, or merges two spellings of one.
func (c *catalogue) rename(n products.Node) {
	type word struct{ To string }
	known := map[products.Level]func(*model.Product) string{
		products.LevelBrand:   func(p *model.Product) string { return p.Brand },
		products.LevelSeries:  func(p *model.Product) string { return p.Series },
		products.LevelFlavour: func(p *model.Product) string { return p.Flavour },
	}[n.Level]
	if known == nil {
		return
	}
	for _, whole := range c.all.Tree(c.all.Items) { // also those the filter hides
		if whole.Key == n.Key {
			n = whole
		}
	}
	f := form.New(form.Section[word]{Fields: []form.Field[word]{
		form.Choice(i18n.T("新名称"), c.options(known), func(w *word) *string { return &w.To }).Free().
			Hint(i18n.T("选一个已有的名称,就是把两种写法合并成一种。")),
	}})
	f.Set(word{n.Word})
	body := widgets.Column(10, widgets.WrappedCaption(i18n.T("%s「%s」下的 %d 个品项一起改,筛选看不到的也改。", n.Level.Word(), n.Name, n.SKUs)), f)
	c.page.host.Sheet(shell.Sheet{Title: i18n.T("%s「%s」改名或合并", n.Level.Word(), n.Name), Content: body, Width: 480, Primary: i18n.T("改名"),
		Dirty: f.Dirty, OnClosed: f.Close, OnPrimary: func(done func()) {
			v, ok := f.Value()
			if !ok {
				return
			}
			c.page.host.Do(func(ctx context.Context) (func(), error) {
				operation, changed, err := c.page.book.Rename(ctx, n, v.To)
				if err != nil {
					return nil, err
				}
				return func() {
					done()
					c.page.acted(operation, i18n.T("%d 个品项的%s改为「%s」", changed, n.Level.Word(), filled(v.To)))
				}, nil
			})
		}})
}
