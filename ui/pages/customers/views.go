package customers

import (
	"context"
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/customers"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
)

// showView words the button of the views: the one chosen, and whether it was changed.
func (p *Page) showView() {
	name := p.view.Name
	switch {
	case name == "":
		name = i18n.T("自选条件")
	case !same(p.filter, p.view.Filter):
		name = i18n.T("%s(已改)", name)
	}
	p.viewBtn.SetText(name)
	p.host.RefreshBar()
}

// same tells whether two filters ask for the same but for the region.
func same(a, b customers.Filter) bool {
	a.RegionID, b.RegionID, a.NoRegion, b.NoRegion = 0, 0, false, false
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

func (p *Page) viewMenu() []*fyne.MenuItem {
	entry := func(v customers.View) *fyne.MenuItem {
		item := fyne.NewMenuItem(v.Name, func() { p.openView(v) })
		item.Checked = v.ID == p.view.ID && v.Name == p.view.Name
		return item
	}
	var items []*fyne.MenuItem
	for _, v := range customers.UsualViews() {
		items = append(items, entry(v))
	}
	if len(p.views) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	for _, v := range p.views {
		items = append(items, entry(v))
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(i18n.T("保存当前视图…"), func() { p.nameView(p.current(0, "")) }))
	if v := p.view; v.ID != 0 {
		items = append(items,
			fyne.NewMenuItem(i18n.T("把当前条件存到「%s」", v.Name), func() { p.saveView(p.current(v.ID, v.Name), nil) }),
			fyne.NewMenuItem(i18n.T("改名…"), func() { p.nameView(v) }),
			fyne.NewMenuItem(i18n.T("删除「%s」", v.Name), func() { p.deleteView(v) }))
	}
	return items
}

// openView lists as a view says.
func (p *Page) openView(v customers.View) {
	region, none := p.filter.RegionID, p.filter.NoRegion
	p.view = v
	if p.search.Text != "" {
		p.search.SetText("")
	}
	p.setLayout(v.Layout)
	p.table.ShowSort(v.Sort, v.Descending) // setFilter lists by it
	f := v.Filter
	if f.RegionID == 0 && !f.NoRegion { // a view without a region is for any
		f.RegionID, f.NoRegion = region, none
	}
	p.setFilter(f)
}

// current is the list as it is shown, as a view.
func (p *Page) current(id model.ID, name string) customers.View {
	order := p.table.Arrangement()
	v := customers.View{ID: id, Name: name, Filter: p.filter, Sort: order.Key, Descending: order.Descending}
	if body, err := json.Marshal(p.table.Layout()); err == nil {
		v.Layout = body
	} else {
		p.host.Fail(err)
	}
	return v
}

type naming struct{ Name string }

// nameView asks for the name of a view and keeps it.
func (p *Page) nameView(v customers.View) {
	f := form.New(form.Section[naming]{Fields: []form.Field[naming]{
		form.Text(i18n.T("名字"), func(n *naming) *string { return &n.Name }).Required().Hint(i18n.T("视图记住筛选条件、列和排序。")),
	}})
	f.Set(naming{v.Name})
	p.sheet(shell.Sheet{Title: i18n.T("保存视图"), Content: f, Width: 460, Primary: i18n.T("保存"), Dirty: f.Dirty, OnClosed: f.Close, OnPrimary: func(done func()) {
		n, ok := f.Value()
		if !ok {
			return
		}
		v.Name = strings.TrimSpace(n.Name)
		p.saveView(v, done)
	}})
}

func (p *Page) saveView(v customers.View, done func()) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := p.backend.SaveView(ctx, v)
		if err != nil {
			return nil, err
		}
		views, err := p.backend.Views(ctx)
		if err != nil {
			return nil, err
		}
		return func() {
			if done != nil {
				done()
			}
			p.views = views
			for _, kept := range views {
				if kept.Name == v.Name {
					p.view = kept
				}
			}
			p.showView()
			p.host.Toast(shell.Toast{Text: i18n.T("已保存视图「%s」", v.Name), Action: i18n.T("撤销"), OnTap: p.undone(operation, i18n.T("已撤销视图的改动"))})
		}, nil
	})
}

func (p *Page) deleteView(v customers.View) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := p.backend.DeleteView(ctx, v.ID)
		if err != nil {
			return nil, err
		}
		return func() {
			p.view = customers.View{}
			p.showView()
			p.host.Toast(shell.Toast{Text: i18n.T("已删除视图「%s」", v.Name), Action: i18n.T("撤销"), OnTap: p.undone(operation, i18n.T("已恢复视图「%s」", v.Name))})
			p.host.Reload()
		}, nil
	})
}

// sheet opens a sheet; it stays when the page loads anew.
func (p *Page) sheet(s shell.Sheet) { p.host.Sheet(s) }

// option makes options of words that stand for themselves.
func wordOptions(first widgets.Option, words []string) []widgets.Option {
	out := []widgets.Option{first}
	for _, word := range words {
		out = append(out, widgets.Option{Value: word, Label: word})
	}
	return out
}
