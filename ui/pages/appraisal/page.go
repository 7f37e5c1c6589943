// Package appraisal is the page 考核: everyone's month with its score (考核), the notes of
// joint visits with the points still open (辅导), and the schemes (方案).
package appraisal

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/appraising"
	"xunshi/app/coaching"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/pages/team/tabs"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/regions"
)

// Book is what the page needs of the appraisals; see package app/appraising.
type Book interface {
	LastMonth(ctx context.Context) (model.Month, error)
	Month(ctx context.Context, month model.Month) (*appraising.MonthView, error)
	History(ctx context.Context, employee model.ID, until model.Month) ([]appraising.Point, error)
	Save(ctx context.Context, employee model.ID, month model.Month, r appraising.Review) (operation string, err error)
	Sign(ctx context.Context, employee model.ID, month model.Month, r appraising.Review) (operation string, err error)
	SignMonth(ctx context.Context, month model.Month, review func(*appraising.Sheet) (appraising.Review, bool)) (operation string, signed int, err error)
	Reopen(ctx context.Context, employee model.ID, month model.Month, reason string) (operation string, err error)
	SaveScheme(ctx context.Context, s *model.AppraisalScheme) (operation string, err error)
	RemoveScheme(ctx context.Context, id model.ID) (operation string, err error)
	Undo(ctx context.Context, operation string) error
}

// Coach is what the page needs of the coaching notes; see package app/coaching.
type Coach interface {
	Diary(ctx context.Context) (*coaching.Diary, error)
	Write(ctx context.Context, n *model.CoachingNote, verdicts map[model.ID]coaching.Verdict) (operation string, err error)
	Close(ctx context.Context, id model.ID) (operation string, err error)
	Remove(ctx context.Context, id model.ID) (operation string, err error)
	Undo(ctx context.Context, operation string) error
}

// Tab is a part of the page.
type Tab int

// Tabs of the page.
const (
	TabSheets Tab = iota
	TabCoaching
	TabSchemes
)

// Ask opens the page at a part of it; as a route's Arg.
type Ask struct {
	Tab      Tab
	Month    model.Month // 0 = the last one the data cover
	Employee model.ID    // to be chosen, 0 = nobody
}

// Entry registers the page. Its Arg is nil, an Ask, a Tab, or the model.ID of an employee.
func Entry(b Book, c Coach, out desk.Outlet) shell.Entry {
	return shell.Entry{
		ID: shell.PageAppraisal, Name: func() string { return i18n.T("考核") }, Icon: icons.Team, Group: shell.Hidden, Parent: shell.PageTeam,
		New: func(h shell.Host, arg any) shell.Page { return New(h, b, c, out, arg) },
	}
}

// Page is the page 考核.
type Page struct {
	host  shell.Host
	book  Book
	coach Coach
	out   desk.Outlet

	tab      Tab
	month    model.Month // 0 until it is known
	asked    model.Month // of the running Load
	region   model.ID
	view     *appraising.MonthView
	diary    *coaching.Diary
	switcher *widgets.Segmented
	picker   *widgets.PeriodPicker
	choice   *widgets.Choice

	sheets  *sheetsTab
	notes   *notesTab
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
func New(h shell.Host, b Book, c Coach, out desk.Outlet, arg any) *Page {
	p := &Page{host: h, book: b, coach: c, out: out}
	p.sheets, p.notes, p.schemes = newSheetsTab(p), newNotesTab(p), newSchemesTab(p)
	switch x := arg.(type) {
	case Ask:
		p.tab, p.month, p.sheets.chosen, p.notes.person = x.Tab, x.Month, x.Employee, x.Employee
	case Tab:
		p.tab = x
	case model.ID:
		p.sheets.chosen = x
	}
	p.switcher = widgets.NewSegmented([]string{i18n.T("考核"), i18n.T("辅导"), i18n.T("方案")}, int(p.tab), func(i int) {
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
	p.body = container.NewStack(p.sheets.content, p.notes.content, p.schemes.content)
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
	bar := []fyne.CanvasObject{tabs.Team(p.host, shell.PageAppraisal), p.switcher}
	switch p.tab {
	case TabCoaching:
		return append(bar, p.choice, widgets.NewPrimaryButton(icons.Add, i18n.T("写辅导"), func() { p.notes.write(p.notes.person) }))
	case TabSchemes:
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
	diary, err := p.coach.Diary(ctx)
	if err != nil {
		return nil, err
	}
	return func() {
		p.month, p.view, p.diary = month, view, diary
		p.picker.Set(widgets.Month, month.First())
		regions.Show(p.choice, view.Directory, p.region)
		p.fill()
	}, nil
}

func (p *Page) fill() {
	if p.view == nil {
		return
	}
	p.sheets.show()
	p.notes.show()
	p.schemes.show()
}

// inRegion tells whether a region lies in the one chosen.
func (p *Page) inRegion(region model.ID) bool { return p.view.Directory.RegionWithin(region, p.region) }

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	switch p.tab {
	case TabCoaching:
		p.notes.table.Focus()
	case TabSchemes:
		p.schemes.table.Focus()
	default:
		p.sheets.table.Focus()
	}
}

// Shortcut implements shell.Shortcuts: Ctrl+F filters, Ctrl+N makes a new one.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch {
	case c.KeyName == fyne.KeyF && p.tab == TabSheets:
		p.sheets.table.ToggleFilter()
	case c.KeyName == fyne.KeyF && p.tab == TabCoaching:
		p.notes.table.ToggleFilter()
	case c.KeyName == fyne.KeyN && p.tab == TabCoaching:
		p.notes.write(p.notes.person)
	case c.KeyName == fyne.KeyN && p.tab == TabSchemes:
		p.schemes.create()
	default:
		return false
	}
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.sheets.table.Close()
	p.notes.table.Close()
	p.schemes.table.Close()
}

func (p *Page) copied(rows int) { desk.Copied(p.host, rows) }
