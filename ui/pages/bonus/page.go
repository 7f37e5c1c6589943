// Package bonus is the page 奖金: everyone's bonus of a month, every amount with the formula
// it came from (奖金表), and the schemes (方案).
package bonus

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/bonus"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/pages/team/tabs"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/regions"
)

// Book is what the page needs of the use case; see package app/bonus.
type Book interface {
	LastMonth(ctx context.Context) (model.Month, error)
	Month(ctx context.Context, month model.Month) (*bonus.MonthView, error)
	Adjust(ctx context.Context, employee model.ID, month model.Month, amount model.Money, reason string) (operation string, err error)
	Object(ctx context.Context, employee model.ID, month model.Month, note string) (operation string, err error)
	Sign(ctx context.Context, employee model.ID, month model.Month) (operation string, err error)
	Reopen(ctx context.Context, employee model.ID, month model.Month, reason string) (operation string, err error)
	SaveScheme(ctx context.Context, s *model.BonusScheme) (operation string, err error)
	RemoveScheme(ctx context.Context, id model.ID) (operation string, err error)
	Undo(ctx context.Context, operation string) error
}

// Tab is a part of the page.
type Tab int

// Tabs of the page.
const (
	TabSheet Tab = iota
	TabSchemes
)

// Ask opens the page at a part of it; as a route's Arg.
type Ask struct {
	Tab      Tab
	Month    model.Month // 0 = the last one the data cover
	Employee model.ID    // to be chosen, 0 = nobody
}

// Entry registers the page. Its Arg is nil, an Ask, a Tab, or the model.ID of an employee.
func Entry(b Book, out desk.Outlet) shell.Entry {
	return shell.Entry{
		ID: shell.PageBonus, Name: func() string { return i18n.T("奖金") }, Icon: icons.Team, Group: shell.Hidden, Parent: shell.PageTeam,
		New: func(h shell.Host, arg any) shell.Page { return New(h, b, out, arg) },
	}
}

// Page is the page 奖金.
type Page struct {
	host shell.Host
	book Book
	out  desk.Outlet

	tab      Tab
	month    model.Month // 0 until it is known
	asked    model.Month // of the running Load
	region   model.ID
	view     *bonus.MonthView
	switcher *widgets.Segmented
	picker   *widgets.PeriodPicker
	choice   *widgets.Choice

	sheet   *sheetTab
	schemes *schemesTab
	body    *fyne.Container
	content fyne.CanvasObject
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Preparer  = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

// New makes the page; arg as Entry says.
func New(h shell.Host, b Book, out desk.Outlet, arg any) *Page {
	p := &Page{host: h, book: b, out: out}
	p.sheet, p.schemes = newSheetTab(p), newSchemesTab(p)
	switch x := arg.(type) {
	case Ask:
		p.tab, p.month, p.sheet.chosen = x.Tab, x.Month, x.Employee
	case Tab:
		p.tab = x
	case model.ID:
		p.sheet.chosen = x
	}
	p.switcher = widgets.NewSegmented([]string{i18n.T("奖金表"), i18n.T("方案")}, int(p.tab), func(i int) {
		p.show(Tab(i))
		p.Focus()
	})
	p.picker = widgets.NewPeriodPicker([]widgets.PeriodKind{widgets.Month}, widgets.Fiscal{}, widgets.Month, model.Today(), func(_ widgets.PeriodKind, period model.Period) {
		p.month = period.From.Month()
		p.host.Reload()
	})
	p.choice = regions.New(func(id model.ID) {
		p.region = id
		p.fill()
	})
	p.body = container.NewStack(p.sheet.content, p.schemes.content)
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
func (p *Page) Title() string { return i18n.T("团队") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	bar := []fyne.CanvasObject{tabs.Team(p.host, shell.PageBonus), p.switcher}
	if p.tab == TabSchemes {
		return append(bar, widgets.NewPrimaryButton(icons.Add, i18n.T("新建方案"), p.schemes.create))
	}
	return append(bar, p.picker, p.choice)
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Prepare implements shell.Preparer.
func (p *Page) Prepare() { p.asked = p.month }

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	month := p.asked
	var err error
	if month == 0 {
		if month, err = p.book.LastMonth(ctx); err != nil {
			return nil, err
		}
	}
	view, err := p.book.Month(ctx, month)
	if err != nil {
		return nil, err
	}
	return func() {
		p.month, p.view = month, view
		p.picker.Set(widgets.Month, month.First())
		regions.Show(p.choice, view.Directory, p.region)
		p.fill()
	}, nil
}

func (p *Page) fill() {
	if p.view == nil {
		return
	}
	p.sheet.show()
	p.schemes.show()
}

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	switch {
	case p.tab == TabSchemes:
		p.schemes.table.Focus()
	case p.sheet.table != nil:
		p.sheet.table.Focus()
	}
}

// Shortcut implements shell.Shortcuts: Ctrl+F filters, Ctrl+N makes a scheme.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch {
	case c.KeyName == fyne.KeyF && p.tab == TabSheet && p.sheet.table != nil:
		p.sheet.table.ToggleFilter()
	case c.KeyName == fyne.KeyN && p.tab == TabSchemes:
		p.schemes.create()
	default:
		return false
	}
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.sheet.close()
	p.schemes.table.Close()
}

func (p *Page) copied(rows int) { desk.Copied(p.host, rows) }
