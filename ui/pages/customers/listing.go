package customers

import (
	"context"
	"maps"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/customers"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// arrange lists the customers that pass filter and search.
func (p *Page) arrange() {
	if p.list == nil {
		return
	}
	query := strings.TrimSpace(p.search.Text)
	if searching := query != ""; searching != p.searching {
		p.searching = searching
		if searching { // the best hits first, unless the user then sorts
			p.before = p.table.Arrangement()
			p.table.ShowSort("", false)
		} else if now := p.table.Arrangement(); now.Key == "" {
			p.table.ShowSort(p.before.Key, p.before.Descending)
		}
	}
	p.arranging = true
	defer func() { p.arranging = false }()
	keep := p.wanted
	if one, ok := p.table.Current(); ok && keep == 0 && p.table.Count() == 1 {
		keep = one.ID()
	} else if keep == 0 && query == "" && p.table.Count() == 0 && p.card.panel.Visible() {
		keep = p.shown // the search that hid it is over
	}
	p.rows = customers.Search(p.filter.Apply(p.list), query)
	p.showEmpty()
	p.table.SetItems(p.rows)
	p.wanted = 0
	if keep != 0 {
		p.table.SelectWhere(func(r row) bool { return r.ID() == keep })
	}
	p.showChips()
}

// setFilter lists by another filter.
func (p *Page) setFilter(f customers.Filter) {
	p.filter = f
	p.tree.choose(f.RegionID, f.NoRegion)
	p.table.Top()
	p.showView()
	p.arrange()
	p.follow()
}

func (p *Page) searchKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		p.table.Focus()
		if p.table.Count() == 0 {
			p.table.SelectRow(0)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if len(p.rows) == 1 {
			p.openFile(p.rows[0].ID())
			return true
		}
		p.table.SelectRow(0)
		p.table.Focus()
	case fyne.KeyEscape:
		if p.search.Text == "" {
			return false
		}
		p.search.SetText("")
	default:
		return false
	}
	return true
}

// emptiness is which of the two empty states the table was given.
type emptiness int

const (
	unset emptiness = iota
	noCustomers
	noneMatch
)

// showEmpty gives the table its empty state; it is asked for with every letter typed, and
// changes hardly ever.
func (p *Page) showEmpty() {
	now := noneMatch
	if len(p.list.Rows) == 0 {
		now = noCustomers
	}
	if now != p.empty {
		p.empty = now
		p.table.SetEmpty(p.emptyState())
	}
}

func (p *Page) emptyState() fyne.CanvasObject {
	if len(p.list.Rows) > 0 {
		return widgets.EmptyState(icons.Customers, i18n.T("没有符合条件的客户"), i18n.T("换一个词,或去掉一些条件。"),
			widgets.NewButton(i18n.T("清除全部条件"), p.clear), widgets.NewPrimaryButton(icons.Add, i18n.T("新建客户"), func() { p.openFile(0) }))
	}
	return widgets.EmptyState(icons.Customers, i18n.T("还没有客户"), i18n.T("导入客户名单或销售表,客户会自动建档;也可以逐个新建。"),
		widgets.NewPrimaryButton(icons.Import, i18n.T("导入客户名单"), func() { p.host.Go(shell.Route{Page: shell.PageImport, Arg: model.BatchCustomers}) }),
		widgets.NewButton(i18n.T("新建客户"), func() { p.openFile(0) }))
}

// clear lists everyone.
func (p *Page) clear() {
	p.search.SetText("")
	p.setFilter(customers.Filter{})
}

// selected follows the list: one customer opens its card, several offer what can be done
// to all of them.
func (p *Page) selected() {
	if p.arranging {
		return // the same rows in another order, or others: the card stays
	}
	p.showChips()
	one, ok := p.table.Current()
	if !ok || p.table.Count() != 1 || p.desk.NoCard {
		return // none: another order, and the card stays until Esc
	}
	if p.shown != one.ID() || !p.card.panel.Visible() {
		p.openCard(one.ID())
	}
}

// showChips shows the conditions in force, or what can be done to the rows selected.
func (p *Page) showChips() {
	p.chips.Objects = nil
	if n := p.table.Count(); n > 1 {
		p.chips.Objects = []fyne.CanvasObject{p.batchBar(n)}
	} else if buttons := p.conditions(); len(buttons) > 0 {
		p.chips.Objects = []fyne.CanvasObject{widgets.Flow(6, buttons...)}
	}
	p.chips.Refresh()
	if p.middle == nil {
		return
	}
	if high := p.chips.MinSize().Height; high != p.chipsHigh { // the list makes room, or gets it back
		p.chipsHigh = high
		p.middle.Layout.Layout(p.middle.Objects, p.middle.Size())
	}
}

const chipHeight float32 = 26

func (p *Page) conditions() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	chip := func(text string, without func(*customers.Filter)) {
		b := widgets.NewIconButton(icons.Close, text, func() {
			f := p.filter
			f.Own = maps.Clone(f.Own)
			without(&f)
			p.setFilter(f)
		})
		b.SetHeight(chipHeight)
		out = append(out, b)
	}
	for _, c := range p.filter.Conditions(p.list) {
		chip(c.Text, c.Without)
	}
	return out
}

func (p *Page) batchBar(n int) fyne.CanvasObject {
	button := func(icon icons.Name, text string, tapped func()) *widgets.Button {
		b := widgets.NewIconButton(icon, text, tapped)
		b.SetHeight(chipHeight)
		return b
	}
	remove := widgets.NewDangerButton(i18n.T("删除"), p.deleteSelected)
	remove.SetHeight(chipHeight)
	return widgets.Flow(6, widgets.Fixed(0, chipHeight, widgets.Row(0, widgets.Strong(i18n.T("已选 %s 家", widgets.Grouped(n))))),
		button(icons.Edit, i18n.T("批量修改"), p.openBatch), remove)
}

// selectedIDs are the customers selected.
func (p *Page) selectedIDs() []model.ID {
	rows := p.table.Selected(0)
	ids := make([]model.ID, len(rows))
	for i, r := range rows {
		ids[i] = r.ID()
	}
	return ids
}

func (p *Page) rowMenu() []*fyne.MenuItem {
	r, ok := p.table.Current()
	if !ok {
		return nil
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("打开档案"), func() { p.openFile(r.ID()) }),
		fyne.NewMenuItem(i18n.T("记录联系…"), func() { p.openContact(r.ID()) }),
		fyne.NewMenuItem(i18n.T("看销售明细"), func() { p.openLines(r.ID(), model.Period{}) }),
		fyne.NewMenuItem(i18n.T("打印客户卡片"), func() { p.print(p.cardDocument(r.ID())) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(i18n.T("批量修改…"), p.openBatch),
		fyne.NewMenuItem(i18n.T("删除…"), p.deleteSelected),
	}
	return items
}

// openLines leads to the sales of a customer; the zero period is all time.
func (p *Page) openLines(id model.ID, period model.Period) {
	p.host.Go(shell.Route{Page: shell.PageSales, Arg: model.LineFilter{CustomerID: id, Period: period}})
}

// undone takes an act back and says so.
func (p *Page) undone(operation, text string) func() {
	return func() {
		p.host.Do(func(ctx context.Context) (func(), error) {
			if err := p.backend.Undo(ctx, operation); err != nil {
				return nil, err
			}
			return func() { p.host.Toast(shell.Toast{Text: text}) }, nil
		})
	}
}

// columnKeys are the columns shown, in their order.
func columnKeys(l table.Layout) []string {
	var keys []string
	for _, c := range l.Columns {
		if !c.Hidden {
			keys = append(keys, c.Key)
		}
	}
	return keys
}
