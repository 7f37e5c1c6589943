// Package exchange is the page 收发表格: workbooks written for reps (发出), what comes back and
// is taken in (收回), and what reps saw in the market (市态反映).
package exchange

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/exchange"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/regions"
)

// Book is what the page needs of the use case; see package app/exchange.
type Book interface {
	Today() model.Date
	Board(ctx context.Context, p model.Period) (*exchange.Board, error)
	Send(ctx context.Context, ask exchange.Ask, progress func(done, total int)) (*exchange.Sent, error)
	Rewrite(ctx context.Context, id model.ID, dir string) (path string, err error)
	Withdraw(ctx context.Context, ids []model.ID) (operation string, err error)
	SetDue(ctx context.Context, ids []model.ID, due model.Date) (operation string, err error)
	Undo(ctx context.Context, operation string) error
	Collect(ctx context.Context, paths []string, progress func(done, total int, file string)) (*exchange.Intake, error)
	UndoReturns(ctx context.Context, workbooks []model.ID) error
	SendBack(ctx context.Context, r *exchange.Return, dir string) (path, operation string, err error)
	Statuses(ctx context.Context, f exchange.StatusFilter) (*exchange.Statuses, error)
	RemoveStatuses(ctx context.Context, ids []model.ID) (operation string, err error)
}

// Tab is a part of the page; as a route's Arg it opens the page there.
type Tab int

// Tabs of the page.
const (
	TabSend Tab = iota
	TabBack
	TabStatus
)

// Files as a route's Arg has the page read returned files and folders.
type Files []string

// Entry registers the page. Its Arg is nil, a Tab, or Files.
func Entry(b Book, out desk.Outlet) shell.Entry {
	last := &places{}
	return shell.Entry{
		ID: shell.PageExchange, Name: func() string { return i18n.T("收发表格") }, Icon: icons.Inbox, Group: shell.GroupDaily,
		New:   func(h shell.Host, arg any) shell.Page { return New(h, b, out, last, arg) },
		Badge: func(ctx context.Context) int { return overdue(ctx, b) },
	}
}

// overdue counts the workbooks past due.
func overdue(ctx context.Context, b Book) int {
	board, err := b.Board(ctx, model.Period{From: b.Today() - 92, To: b.Today()})
	if err != nil {
		if ctx.Err() == nil {
			slog.Error("count the overdue workbooks", "error", err)
		}
		return 0
	}
	return board.Count(exchange.Overdue)
}

// Page is the page 收发表格.
type Page struct {
	host shell.Host
	book Book
	out  desk.Outlet

	tab      Tab
	board    *exchange.Board
	seen     *exchange.Statuses
	region   model.ID
	asked    asked
	files    Files // to be read once the page is loaded
	switcher *widgets.Segmented
	picker   *widgets.PeriodPicker
	choice   *widgets.Choice
	folder   func(way way, title string, then func(dir string)) // asks for a folder
	places   *places

	send    *sendTab
	back    *backTab
	status  *statusTab
	body    *fyne.Container
	content fyne.CanvasObject
}

// asked is what Load reads, copied from the widgets.
type asked struct {
	period model.Period
	filter exchange.StatusFilter
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Preparer  = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

// New makes the page; folders are asked for beginning with the last ones; arg as Entry says.
func New(h shell.Host, b Book, out desk.Outlet, last *places, arg any) *Page {
	p := &Page{host: h, book: b, out: out, places: last}
	p.folder = p.askFolder
	switch x := arg.(type) {
	case Tab:
		p.tab = x
	case Files:
		p.tab, p.files = TabBack, x
	}
	p.picker = widgets.NewPeriodPicker([]widgets.PeriodKind{widgets.Month, widgets.Quarter, widgets.Year}, widgets.Fiscal{}, widgets.Month, b.Today(),
		func(widgets.PeriodKind, model.Period) { h.Reload() })
	p.choice = regions.New(func(id model.ID) {
		p.region = id
		h.Reload()
	})
	p.send, p.back, p.status = newSendTab(p), newBackTab(p), newStatusTab(p)
	p.switcher = widgets.NewSegmented([]string{i18n.T("发出"), i18n.T("收回"), i18n.T("市态反映")}, int(p.tab), func(i int) {
		p.show(Tab(i))
		p.Focus()
	})
	p.body = container.NewStack(p.send.content, p.back.content, p.status.content)
	p.content = desk.Page(p.body)
	p.show(p.tab)
	return p
}

// show brings a tab to the front.
func (p *Page) show(t Tab) {
	p.tab = t
	p.switcher.SetSelected(int(t))
	desk.Front(p.body, int(t))
	p.host.RefreshBar()
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("收发表格") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	bar := []fyne.CanvasObject{p.switcher, p.picker, p.choice}
	switch p.tab {
	case TabSend:
		bar = append(bar, widgets.NewPrimaryButton(icons.Export, i18n.T("发表格"), p.send.open))
	case TabBack:
		bar = append(bar, widgets.NewPrimaryButton(icons.Folder, i18n.T("选文件夹"), p.back.pick))
	case TabStatus:
		bar = append(bar, widgets.NewIconButton(icons.Print, i18n.T("打印 / 导出"), p.status.print))
	}
	return bar
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Prepare implements shell.Preparer.
func (p *Page) Prepare() {
	p.asked = asked{period: p.picker.Period(), filter: p.status.filter()}
}

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	q := p.asked
	board, err := p.book.Board(ctx, q.period)
	if err != nil {
		return nil, err
	}
	seen, err := p.book.Statuses(ctx, q.filter)
	if err != nil {
		return nil, err
	}
	return func() {
		p.board, p.seen = board, seen
		regions.Show(p.choice, board.Directory, p.region)
		p.send.show()
		p.back.show()
		p.status.show()
		if files := p.files; len(files) > 0 {
			p.files = nil
			p.back.read(files)
		}
	}, nil
}

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	switch p.tab {
	case TabSend:
		p.send.table.Focus()
	case TabBack:
		p.back.table.Focus()
	case TabStatus:
		p.status.table.Focus()
	}
}

// Shortcut implements shell.Shortcuts: Ctrl+N sends, or reads a folder; Ctrl+F filters.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch {
	case c.KeyName == fyne.KeyN && p.tab == TabSend:
		p.send.open()
	case c.KeyName == fyne.KeyN && p.tab == TabBack:
		p.back.pick()
	case c.KeyName == fyne.KeyF && p.tab == TabSend:
		p.send.table.ToggleFilter()
	case c.KeyName == fyne.KeyF && p.tab == TabBack:
		p.back.table.ToggleFilter()
	case c.KeyName == fyne.KeyF:
		p.status.table.ToggleFilter()
	default:
		return false
	}
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.send.table.Close()
	p.back.table.Close()
	p.status.table.Close()
}
