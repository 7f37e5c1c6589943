// Package recruiting is the page 招聘: candidates on a board of stages (看板), all of them as
// a list (列表), and what became of those who applied (漏斗).
package recruiting

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/recruiting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/pages/team/tabs"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/regions"
)

// Book is what the page needs of the use case; see package app/recruiting.
type Book interface {
	Pipeline(ctx context.Context) (*recruiting.Pipeline, error)
	Save(ctx context.Context, c *model.Candidate) (operation string, err error)
	Move(ctx context.Context, id model.ID, to model.CandidateStage, on model.Date, reason string) (operation string, err error)
	Hire(ctx context.Context, id model.ID, p recruiting.Post) (employee model.ID, operation string, err error)
	TakeBack(ctx context.Context, id model.ID, operation string) error
	Remove(ctx context.Context, id model.ID) (operation string, err error)
	Undo(ctx context.Context, operation string) error
}

// Tab is a part of the page; as a route's Arg it opens the page there.
type Tab int

// Tabs of the page.
const (
	TabBoard Tab = iota
	TabList
	TabFunnel
)

// Entry registers the page. Its Arg is nil, a Tab, or the model.ID of a candidate to open.
func Entry(b Book, out desk.Outlet) shell.Entry {
	return shell.Entry{
		ID: shell.PageRecruiting, Name: func() string { return i18n.T("招聘") }, Icon: icons.Team, Group: shell.Hidden, Parent: shell.PageTeam,
		New: func(h shell.Host, arg any) shell.Page { return New(h, b, out, arg) },
	}
}

// Page is the page 招聘.
type Page struct {
	host shell.Host
	book Book
	out  desk.Outlet

	tab      Tab
	pipeline *recruiting.Pipeline
	region   model.ID
	wanted   model.ID // candidate to be opened once the page is loaded
	switcher *widgets.Segmented
	choice   *widgets.Choice

	board   *board
	list    *listTab
	funnel  *funnelTab
	body    *fyne.Container
	content fyne.CanvasObject
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

// New makes the page; arg as Entry says.
func New(h shell.Host, b Book, out desk.Outlet, arg any) *Page {
	p := &Page{host: h, book: b, out: out}
	switch x := arg.(type) {
	case Tab:
		p.tab = x
	case model.ID:
		p.wanted = x
	}
	p.board, p.list, p.funnel = newBoard(p), newListTab(p), newFunnelTab(p)
	p.switcher = widgets.NewSegmented([]string{i18n.T("看板"), i18n.T("列表"), i18n.T("漏斗")}, int(p.tab), func(i int) {
		p.show(Tab(i))
		p.Focus()
	})
	p.choice = regions.New(func(id model.ID) {
		p.region = id
		p.fill()
	})
	p.body = container.NewStack(p.board.content, p.list.content, p.funnel.content)
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
	return []fyne.CanvasObject{tabs.Team(p.host, shell.PageRecruiting), p.switcher, p.choice,
		widgets.NewPrimaryButton(icons.Add, i18n.T("新建"), func() { p.open(model.Candidate{}) })}
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	pipeline, err := p.book.Pipeline(ctx)
	if err != nil {
		return nil, err
	}
	return func() {
		p.pipeline = pipeline
		regions.Show(p.choice, pipeline.Directory, p.region)
		p.fill()
		if c := pipeline.Find(p.wanted); c != nil {
			p.wanted = 0
			p.open(c.Candidate)
		}
	}, nil
}

func (p *Page) fill() {
	if p.pipeline == nil {
		return
	}
	p.board.show()
	p.list.show()
	p.funnel.show()
}

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	switch p.tab {
	case TabList:
		p.list.table.Focus()
	case TabBoard:
		p.board.focus()
	case TabFunnel:
	}
}

// Shortcut implements shell.Shortcuts: Ctrl+N makes a candidate, Ctrl+F filters the list.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch c.KeyName {
	case fyne.KeyN:
		p.open(model.Candidate{})
	case fyne.KeyF:
		p.show(TabList)
		p.list.table.ToggleFilter()
	default:
		return false
	}
	return true
}

// Close implements shell.Page.
func (p *Page) Close() { p.list.table.Close() }
