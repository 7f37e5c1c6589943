// Package training is the page 培训: who has which mandatory course (矩阵), the sessions with
// their attendance (场次), and the courses (课程).
package training

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/training"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/pages/team/tabs"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/regions"
)

// Book is what the page needs of the use case; see package app/training.
type Book interface {
	Records(ctx context.Context) (*training.Records, error)
	SaveCourse(ctx context.Context, c *model.Course) (operation string, err error)
	RemoveCourse(ctx context.Context, id model.ID) (operation string, err error)
	Plan(ctx context.Context, s *model.TrainingSession, people []model.ID) (operation string, err error)
	SaveAttendance(ctx context.Context, session model.ID, marks []training.Mark, held bool) (operation string, err error)
	RemoveSession(ctx context.Context, id model.ID) (operation string, err error)
	Undo(ctx context.Context, operation string) error
}

// Tab is a part of the page; as a route's Arg it opens the page there.
type Tab int

// Tabs of the page.
const (
	TabMatrix Tab = iota
	TabSessions
	TabCourses
)

// Entry registers the page. Its Arg is nil, a Tab, or the model.ID of an employee, whose
// record it opens.
func Entry(b Book, out desk.Outlet) shell.Entry {
	return shell.Entry{
		ID: shell.PageTraining, Name: func() string { return i18n.T("培训") }, Icon: icons.Team, Group: shell.Hidden, Parent: shell.PageTeam,
		New: func(h shell.Host, arg any) shell.Page { return New(h, b, out, arg) },
	}
}

// Page is the page 培训.
type Page struct {
	host shell.Host
	book Book
	out  desk.Outlet

	tab      Tab
	records  *training.Records
	region   model.ID
	person   model.ID // whose record is to be opened once it is loaded
	switcher *widgets.Segmented
	choice   *widgets.Choice

	matrix   *matrixTab
	sessions *sessionsTab
	courses  *coursesTab
	body     *fyne.Container
	content  fyne.CanvasObject
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
		p.person = x
	}
	p.matrix, p.sessions, p.courses = newMatrixTab(p), newSessionsTab(p), newCoursesTab(p)
	p.switcher = widgets.NewSegmented([]string{i18n.T("完成情况"), i18n.T("场次"), i18n.T("课程")}, int(p.tab), func(i int) {
		p.show(Tab(i))
		p.Focus()
	})
	p.choice = regions.New(func(id model.ID) {
		p.region = id
		if p.records != nil {
			p.fill()
		}
	})
	p.body = container.NewStack(p.matrix.content, p.sessions.content, p.courses.content)
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
	bar := []fyne.CanvasObject{tabs.Team(p.host, shell.PageTraining), p.switcher}
	if p.tab == TabCourses {
		return append(bar, widgets.NewPrimaryButton(icons.Add, i18n.T("新建课程"), p.courses.create))
	}
	if p.tab == TabMatrix {
		bar = append(bar, p.choice)
	}
	return append(bar, widgets.NewPrimaryButton(icons.Add, i18n.T("排培训"), func() { p.plan(0, nil) }))
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	records, err := p.book.Records(ctx)
	if err != nil {
		return nil, err
	}
	return func() {
		p.records = records
		regions.Show(p.choice, records.Directory, p.region)
		p.fill()
		if p.person != 0 {
			person := p.person
			p.person = 0
			p.openPerson(person)
		}
	}, nil
}

func (p *Page) fill() {
	p.matrix.show()
	p.sessions.show()
	p.courses.show()
}

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	switch p.tab {
	case TabSessions:
		p.sessions.table.Focus()
	case TabCourses:
		p.courses.table.Focus()
	default:
		if p.matrix.table != nil {
			p.matrix.table.Focus()
		}
	}
}

// Shortcut implements shell.Shortcuts: Ctrl+F filters, Ctrl+N makes a new one.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch {
	case c.KeyName == fyne.KeyN && p.tab == TabCourses:
		p.courses.create()
	case c.KeyName == fyne.KeyN:
		p.plan(0, nil)
	case c.KeyName == fyne.KeyF && p.tab == TabSessions:
		p.sessions.table.ToggleFilter()
	case c.KeyName == fyne.KeyF && p.tab == TabCourses:
		p.courses.table.ToggleFilter()
	case c.KeyName == fyne.KeyF && p.matrix.table != nil:
		p.matrix.table.ToggleFilter()
	default:
		return false
	}
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.matrix.close()
	p.sessions.table.Close()
	p.courses.table.Close()
}

func (p *Page) copied(rows int) { desk.Copied(p.host, rows) }

// openPerson shows someone's own record as the paper it would be.
func (p *Page) openPerson(id model.ID) {
	if p.records != nil {
		desk.Show(p.host, p.out, p.records.Personal(id))
	}
}
