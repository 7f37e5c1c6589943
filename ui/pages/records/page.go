package records

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Page is the page 资料表格.
type Page struct {
	host shell.Host
	book Book
	ctx  context.Context // ends with the page
	stop context.CancelFunc

	kind     records.Kind
	asked    records.Kind // that the running Load reads
	board    *board       // of the kind that is shown, nil before the first Load
	kinds    *widgets.Segmented
	filter   *widgets.Entry
	order    *widgets.Choice
	turned   *widgets.Button
	status   *widgets.Text
	importer *widgets.Button
	more     *widgets.Button
	bar      *fyne.Container
	body     *fyne.Container
	content  fyne.CanvasObject
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Preparer  = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
	_ shell.Escaper   = (*Page)(nil)
)

// New makes the page; arg as Entry says.
func New(h shell.Host, b Book, arg any) *Page {
	p := &Page{host: h, book: b, kind: records.Customers}
	if k, ok := arg.(records.Kind); ok && slices.Contains(records.Kinds, k) {
		p.kind = k
	}
	p.ctx, p.stop = context.WithCancel(context.Background())
	names := make([]string, len(records.Kinds))
	for i, k := range records.Kinds {
		names[i] = k.Name()
	}
	p.kinds = widgets.NewSegmented(names, slices.Index(records.Kinds, p.kind), func(i int) { p.turnTo(records.Kinds[i]) })
	p.filter = widgets.NewEntry(i18n.T("筛选:名称、拼音、编码…"))
	p.filter.OnChanged = func(text string) { p.refilter(text) }
	p.order = widgets.NewChoice(nil, "", func(key string) { p.sortBy(key) })
	p.turned = widgets.NewFlatButton(icons.ChevronUp, "", p.turnOrder)
	p.status = widgets.Caption("")
	p.importer = widgets.NewPrimaryButton(icons.Import, i18n.T("导入"), p.goImport)
	p.more = widgets.NewMenuButton(icons.More, "", p.moreItems)
	p.bar = widgets.Row(8, widgets.Fixed(210, 31, p.filter), p.order, p.turned,
		widgets.NewFlatButton(icons.Table, i18n.T("栏目…"), p.chooseColumns),
		widgets.Spacer(), p.status, p.more, widgets.NewIconButton(icons.Export, i18n.T("导出"), p.export), p.importer)
	p.body = container.NewStack()
	card := widgets.NewPanel(container.NewBorder(widgets.Inset(widgets.Insets{Left: 6, Right: 6, Bottom: 4}, p.bar), nil, nil, nil, p.body),
		widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius, Pad: widgets.Insets{Left: 6, Top: 8, Right: 6}})
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, card)
	p.showFiles()
	return p
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("资料表格") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject { return []fyne.CanvasObject{p.kinds} }

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Prepare implements shell.Preparer.
func (p *Page) Prepare() { p.asked = p.kind }

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	kind := p.asked
	table, err := p.book.Load(ctx, kind)
	if err != nil {
		return nil, err
	}
	draft, err := p.book.Draft(ctx, kind)
	if err != nil {
		return nil, err
	}
	layout, err := p.book.Layout(ctx, kind)
	if err != nil {
		return nil, err
	}
	return func() { p.loaded(table, draft, layout) }, nil
}

func (p *Page) loaded(t *records.Table, draft string, layout []string) {
	if t.Kind != p.kind {
		return
	}
	if b := p.board; b != nil && b.kind == t.Kind && b.fits(t) {
		b.take(t)
		return
	}
	p.closeBoard()
	p.board = newBoard(p, t, draft, layout)
	p.showBoard()
}

// showBoard puts a board that was just made onto the page.
func (p *Page) showBoard() {
	b := p.board
	options := make([]widgets.Option, 0, len(b.shown)+1)
	options = append(options, widgets.Option{Value: "", Label: i18n.T("默认顺序")})
	for _, i := range b.shown {
		options = append(options, widgets.Option{Value: b.table.Columns[i].Key, Label: b.table.Columns[i].Title})
	}
	p.order.SetOptions(options)
	p.order.SetSelected("")
	p.body.Objects = []fyne.CanvasObject{b.content()}
	p.body.Refresh()
	b.retry()
	p.showStatus()
	p.Focus()
}

// turnTo shows another kind.
func (p *Page) turnTo(k records.Kind) {
	if k == p.kind {
		return
	}
	p.closeBoard()
	p.kind = k
	p.filter.SetText("")
	p.showFiles()
	p.host.Reload()
}

// showFiles offers what files of the kind can be for.
func (p *Page) showFiles() {
	if _, ok := p.kind.Imported(); ok {
		p.importer.Show()
	} else {
		p.importer.Hide()
	}
	p.bar.Refresh()
}

// moreItems are what is done more rarely.
func (p *Page) moreItems() []*fyne.MenuItem {
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("插入行"), p.insertRow), fyne.NewMenuItem(i18n.T("删除行"), p.deleteRows)}
	if _, ok := p.kind.Imported(); ok {
		items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(i18n.T("下载导入模板…"), p.saveTemplate))
	}
	return items
}

func (p *Page) refilter(text string) {
	if p.board != nil {
		p.board.refilter(text)
	}
}

func (p *Page) sortBy(key string) {
	if p.board != nil {
		p.board.sortBy(key, p.board.falling)
	}
}

func (p *Page) turnOrder() {
	b := p.board
	if b == nil {
		return
	}
	b.sortBy(b.sortKey, !b.falling)
	icon := icons.ChevronUp
	if b.falling {
		icon = icons.ChevronDown
	}
	p.turned.SetIcon(icon)
}

func (p *Page) insertRow() {
	if p.board != nil {
		p.board.grid.InsertRow()
		p.board.grid.Focus()
	}
}

func (p *Page) deleteRows() {
	if p.board != nil {
		p.board.grid.DeleteRows()
		p.board.grid.Focus()
	}
}

// showStatus says what was saved and what is still to be mended.
func (p *Page) showStatus() {
	b := p.board
	if b == nil {
		return
	}
	text := ""
	n, colour := len(b.drafts), theme.Quiet
	if n > 0 && !b.busy {
		colour = theme.Attention
	}
	switch {
	case b.busy:
		text = i18n.T("正在保存…")
	case n > 0 && b.saved > 0:
		text = i18n.T("已保存 %d 项 · %d 行待改", b.saved, n)
	case n > 0:
		text = i18n.T("%d 行待改", n)
	case b.saved > 0:
		text = i18n.T("已保存 %d 项", b.saved)
	default:
		text = i18n.T("边填边存")
	}
	p.status.SetText(text)
	p.status.SetColor(colour)
	p.bar.Refresh()
}

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	if p.board != nil {
		p.board.grid.Focus()
	}
}

// Escape implements shell.Escaper: Esc takes the filter off.
func (p *Page) Escape() bool {
	if p.filter.Text == "" {
		return false
	}
	p.filter.SetText("")
	p.Focus()
	return true
}

// Shortcut implements shell.Shortcuts: Ctrl+F filters, Ctrl+N goes to a new row, Ctrl+S saves
// what is right and leads to what is not.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault || p.board == nil {
		return false
	}
	switch c.KeyName {
	case fyne.KeyF:
		p.host.Window().Canvas().Focus(p.filter)
	case fyne.KeyN:
		p.Focus()
		if f, ok := p.host.Window().Canvas().Focused().(fyne.Shortcutable); ok {
			f.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEnd, Modifier: fyne.KeyModifierShortcutDefault})
		}
	case fyne.KeyS:
		p.board.saveAll()
	default:
		return false
	}
	return true
}

func (p *Page) closeBoard() {
	if p.board != nil {
		p.board.close()
		p.board = nil
	}
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.closeBoard()
	p.stop()
}
