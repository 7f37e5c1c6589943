package customers

import (
	"context"
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/customers"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// Page is the page 客户.
type Page struct {
	host    shell.Host
	backend Backend
	stop    func()

	list     *customers.List
	unit     document.MoneyUnit
	fields   []model.FieldDefinition // the columns were made for
	codeWide float32
	desk     customers.Desk
	kept     bool // the desk was read
	view     customers.View
	views    []customers.View
	filter   customers.Filter
	rows     []row
	shown    model.ID // customer whose card is open, 0 = none
	wanted   model.ID // to be selected once the list is there
	asked    asked

	arranging bool // the list is being filled: selections are not the user's
	searching bool // the order is that of the search; before is the user's
	empty     emptiness
	chipsHigh float32
	before    table.Arrangement

	tree    *regionTree
	table   *table.Table[row]
	listing *fyne.Container // holds the table, which is made anew with other columns
	search  *widgets.Entry
	chips   *fyne.Container
	card    *cardPane
	frame   *fyne.Container
	middle  *fyne.Container // the line above the list, and the list
	content fyne.CanvasObject
	viewBtn *widgets.Button
	treeBtn *widgets.Button
}

// asked is what the running Load is to read.
type asked struct {
	card model.ID
	desk bool
	unit document.MoneyUnit
}

var _ interface {
	shell.Page
	shell.Preparer
	shell.Shortcuts
	shell.Focuser
	shell.Escaper
} = (*Page)(nil)

// New makes the page; arg as Entry says.
func New(h shell.Host, b Backend, arg any) *Page {
	p := &Page{host: h, backend: b, unit: b.Money(), view: customers.UsualViews()[0]}
	p.filter = p.view.Filter
	p.listing, p.chips = container.NewStack(), container.NewStack()
	p.card = newCardPane(p)
	p.tree = newRegionTree(p)
	p.viewBtn = widgets.NewMenuButton("", "", p.viewMenu)
	p.makeTable()
	p.table.ShowSort(p.view.Sort, p.view.Descending)
	switch x := arg.(type) {
	case Show:
		p.wanted, p.shown = model.ID(x), model.ID(x)
	case customers.Filter:
		p.filter, p.view = x, customers.View{}
	}
	p.middle = container.NewBorder(p.bar(), nil, nil, nil, p.listing)
	middle := widgets.NewPanel(p.middle, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule,
		Radius: theme.CardRadius, Pad: widgets.Insets{Left: 6, Top: 8, Right: 6, Bottom: 2}})
	p.frame = container.New(&split{p.tree.panel, middle, p.card.panel}, p.tree.panel, middle, p.card.panel)
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, p.frame)
	p.card.panel.Hide()
	p.tree.panel.Hide()
	p.showView()
	p.stop = b.OnChange(h.Reload)
	return p
}

// bar is the line above the list: tree, search, columns, card.
func (p *Page) bar() fyne.CanvasObject {
	p.search = widgets.NewEntry(i18n.T("名称、拼音、编码、电话"))
	p.search.OnChanged = func(string) {
		p.table.Top()
		p.arrange()
	}
	p.search.OnKey = p.searchKey
	p.treeBtn = widgets.NewFlatButton(icons.Region, i18n.T("区域汇总"), p.toggleTree)
	columns := widgets.NewFlatButton(icons.Table, i18n.T("选列"), nil)
	columns.OnTapped = func() { p.table.ShowColumnChooser(columns) }
	card := widgets.NewFlatButton(icons.Person, i18n.T("卡片"), p.toggleCard)
	line := container.NewBorder(nil, nil, p.treeBtn, widgets.Row(2, columns, card), widgets.Inset(widgets.Insets{Left: 4, Right: 8}, p.search))
	return widgets.Inset(widgets.Insets{Left: 6, Right: 6, Bottom: 4}, widgets.Column(6, line, p.chips))
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("客户") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		shell.Tabs(p.host, shell.PageCustomers, shell.Tab{Page: shell.PageCustomers, Label: i18n.T("名单")},
			shell.Tab{Page: shell.PageDuplicates, Label: i18n.T("查重")}, shell.Tab{Page: shell.PageComplaints, Label: i18n.T("投诉")}),
		p.tree.choice,
		p.viewBtn,
		widgets.NewIconButton(icons.Filter, i18n.T("筛选"), p.openFilter),
		widgets.NewPrimaryButton(icons.Add, i18n.T("新建"), func() { p.openFile(0) }),
		widgets.NewMenuButton(icons.More, "", p.moreMenu),
	}
}

func (p *Page) moreMenu() []*fyne.MenuItem {
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("导入客户…"), func() { p.host.Go(shell.Route{Page: shell.PageImport, Arg: model.BatchCustomers}) }),
		fyne.NewMenuItem(i18n.T("表格编辑…"), func() { p.host.Go(shell.Route{Page: shell.PageRecords}) }),
		fyne.NewMenuItem(i18n.T("重算分级…"), p.openGrades),
		fyne.NewMenuItemSeparator(),
	}
	items = append(append(items, p.cardItems()...), fyne.NewMenuItemSeparator())
	return append(items, p.listOutputs()...)
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements shell.Page.
func (p *Page) Close() {
	p.stop()
	p.table.Close()
	p.tree.outline.Close()
}

// Prepare implements shell.Preparer.
func (p *Page) Prepare() { p.asked = asked{card: p.shown, desk: !p.kept, unit: p.backend.Money()} }

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	asked := p.asked
	list, err := p.backend.List(ctx)
	if err != nil {
		return nil, err
	}
	views, err := p.backend.Views(ctx)
	if err != nil {
		return nil, err
	}
	var desk customers.Desk
	if asked.desk {
		if desk, err = p.backend.Desk(ctx); err != nil {
			return nil, err
		}
	}
	var card *customers.Card
	if list.Row(asked.card) != nil {
		if card, err = p.backend.Card(ctx, asked.card, asked.unit); err != nil {
			return nil, err
		}
	}
	return func() { p.loaded(asked, list, views, desk, card) }, nil
}

func (p *Page) loaded(asked asked, list *customers.List, views []customers.View, desk customers.Desk, card *customers.Card) {
	p.list, p.views = list, views
	if asked.desk {
		p.kept, p.desk = true, desk
	}
	if code := codeWidth(list); p.unit != asked.unit || p.codeWide != code || !sameFields(p.fields, list.Fields) {
		p.unit, p.fields, p.codeWide = asked.unit, list.Fields, code
		p.makeTable()
	}
	if asked.desk {
		p.setLayout(desk.Layout)
		p.applyDesk()
	}
	p.tree.show(list)
	p.arrange()
	if asked.desk {
		p.openFirst()
	}
	switch {
	case card != nil && p.shown == card.ID():
		p.showCard(card)
	case p.shown != 0 && list.Row(p.shown) == nil:
		p.closeCard() // deleted or merged meanwhile
	}
}

func sameFields(a, b []model.FieldDefinition) bool {
	return slices.EqualFunc(a, b, func(x, y model.FieldDefinition) bool { return x.UUID == y.UUID && x.Name == y.Name })
}

// makeTable makes the table with the columns there are, as the user had arranged it.
func (p *Page) makeTable() {
	var layout *table.Layout
	var sorted table.Arrangement
	if old := p.table; old != nil {
		kept := old.Layout()
		layout, sorted = &kept, old.Arrangement()
		old.Close()
	}
	t := table.New(tableColumns(p.fields, p.unit, p.codeWide))
	t.Noun = i18n.T("家")
	t.OnOpen = func(r row) { p.openFile(r.ID()) }
	t.OnSelect = p.selected
	t.OnCopied = func(n int) {
		p.host.Toast(shell.Toast{Text: i18n.T("已复制 %s 行,可粘贴到 Excel", widgets.Grouped(n))})
	}
	t.OnFault = p.host.Fail
	t.OnLayout = p.keepLayout
	t.Menu = p.rowMenu
	if layout != nil {
		t.SetLayout(*layout)
		t.ShowSort(sorted.Key, sorted.Descending)
	}
	t.SetBusy(p.list == nil)
	p.table, p.empty = t, unset
	p.listing.Objects = []fyne.CanvasObject{t}
	p.listing.Refresh()
}

func (p *Page) setLayout(kept json.RawMessage) {
	var layout table.Layout
	if len(kept) == 0 || json.Unmarshal(kept, &layout) != nil || len(layout.Columns) == 0 {
		return // of another version: the usual columns
	}
	p.table.SetLayout(layout)
}

func (p *Page) keepLayout(l table.Layout) {
	body, err := json.Marshal(l)
	if err != nil {
		p.host.Fail(err)
		return
	}
	p.desk.Layout = body
	p.keepDesk()
}

func (p *Page) keepDesk() {
	desk := p.desk
	p.host.Do(func(ctx context.Context) (func(), error) { return nil, p.backend.KeepDesk(ctx, desk) })
}

// applyDesk shows and hides what stands beside the list.
func (p *Page) applyDesk() {
	if p.desk.Tree && !p.narrow() {
		p.tree.panel.Show()
	} else {
		p.tree.panel.Hide()
	}
	p.placeTree()
}

// placeTree makes room for the tree or gives it back; beside the tree its button needs no
// words.
func (p *Page) placeTree() {
	if p.tree.panel.Visible() {
		p.treeBtn.SetText("")
	} else {
		p.treeBtn.SetText(i18n.T("区域汇总"))
	}
	p.frame.Refresh()
	p.treeBtn.Refresh() // its icon stands elsewhere now
}

// narrow tells whether the card lies over the list.
func (p *Page) narrow() bool {
	width := p.frame.Size().Width
	return width > 0 && width < wideFrom
}

func (p *Page) toggleTree() {
	if p.tree.panel.Visible() {
		p.tree.panel.Hide()
	} else {
		p.tree.panel.Show()
	}
	if !p.narrow() {
		p.desk.Tree = p.tree.panel.Visible()
		p.keepDesk()
	}
	p.placeTree()
}

// Shortcut implements shell.Shortcuts: Ctrl+F searches, Ctrl+N makes a new file.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch c.KeyName {
	case fyne.KeyF:
		p.host.Window().Canvas().Focus(p.search)
	case fyne.KeyN:
		p.openFile(0)
	case fyne.KeyP:
		if p.shown == 0 {
			return false
		}
		p.print(p.cardDocument(p.shown))
	default:
		return false
	}
	return true
}

// Focus implements shell.Focuser: the list has the keyboard.
func (p *Page) Focus() { p.table.Focus() }

// Escape implements shell.Escaper: it closes the card.
func (p *Page) Escape() bool {
	if p.shown == 0 || !p.card.panel.Visible() {
		return false
	}
	p.closeCard()
	return true
}

// openFile leads to the file of a customer; 0 is a new one.
func (p *Page) openFile(id model.ID) { p.host.Go(shell.Route{Page: shell.PageCustomer, Arg: id}) }
