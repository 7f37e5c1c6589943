package person

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/pages/team/acts"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Page is the page of one employee.
type Page struct {
	host    shell.Host
	backend Backend
	acts    *acts.Acts
	id      model.ID
	month   model.Month // 0 until the first load: that of the latest sales
	tab     Tab

	picker   *widgets.PeriodPicker
	shown    *team.Person
	head     *fyne.Container
	kpis     *fyne.Container
	switcher *widgets.Segmented
	overview *overview
	lists    *lists
	body     *fyne.Container
	top      *fyne.Container // head, figures and tabs
	frame    *fyne.Container // top and body
	content  fyne.CanvasObject

	asked model.Month // what the running Load is to read
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Preparer  = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

// New makes the page; arg as Entry says.
func New(h shell.Host, b Backend, arg any) *Page {
	p := &Page{host: h, backend: b, head: container.NewStack(), kpis: container.NewStack()}
	switch x := arg.(type) {
	case model.ID:
		p.id = x
	case Ask:
		p.id, p.month, p.tab = x.ID, x.Month, x.Tab
	}
	p.acts = acts.New(h, b, h.Reload)
	p.picker = widgets.NewPeriodPicker([]widgets.PeriodKind{widgets.Month}, widgets.Fiscal{}, widgets.Month, b.Today(), func(_ widgets.PeriodKind, period model.Period) {
		p.month = period.From.Month()
		h.Reload()
	})
	names := make([]string, len(tabs))
	for i, t := range tabs {
		names[i] = t.label()
	}
	p.switcher = widgets.NewSegmented(names, 0, func(i int) { p.turn(tabs[i]) })
	p.overview, p.lists = newOverview(p), newLists(p)
	p.body = container.NewStack(p.overview.content, p.lists.customers.content, p.lists.contacts, p.lists.posts.content, p.lists.growth)
	p.top = widgets.Column(theme.Gap, p.head, p.kpis, widgets.Row(0, p.switcher, widgets.Spacer(), widgets.NewFlatButton(icons.Info, i18n.T("口径"), p.explain)))
	p.frame = container.NewBorder(widgets.Inset(widgets.Insets{Bottom: theme.Gap}, p.top), nil, nil, nil, p.body)
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, p.frame)
	p.show(p.tab)
	return p
}

// show brings a part to the front.
func (p *Page) show(t Tab) {
	p.tab = t
	for i, each := range tabs {
		if each == t {
			p.switcher.SetSelected(i)
			p.body.Objects[i].Show()
		} else {
			p.body.Objects[i].Hide()
		}
	}
	p.body.Refresh()
}

// turn brings a part to the front and gives it the keyboard.
func (p *Page) turn(t Tab) {
	p.show(t)
	p.Focus()
}

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	switch p.tab {
	case TabCustomers:
		p.lists.customers.table.Focus()
	case TabContacts:
		p.lists.steps.table.Focus()
	case TabPosts:
		p.lists.posts.table.Focus()
	case TabGrowth:
		p.lists.trainings.table.Focus()
	case TabOverview:
		p.overview.top.Focus()
	}
}

// Title implements shell.Page.
func (p *Page) Title() string {
	if p.shown != nil {
		return p.shown.Employee.Name
	}
	return i18n.T("人员")
}

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.picker, widgets.NewIconButton(icons.Print, i18n.T("打印月档"), p.print), widgets.NewMenuButton(icons.More, i18n.T("操作"), p.menu)}
}

// print shows the person's month as the paper it will be.
func (p *Page) print() {
	if p.shown != nil {
		desk.Show(p.host, p.backend, p.shown.Document(p.backend.Organisation()))
	}
}

func (p *Page) menu() []*fyne.MenuItem {
	if p.shown == nil {
		return nil
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("改档案…"), func() { p.acts.Edit(p.id) }), fyne.NewMenuItem(i18n.T("调岗…"), func() { p.acts.Move(p.id) })}
	if p.shown.Status == team.Gone {
		return append(items, fyne.NewMenuItem(i18n.T("复职…"), func() { p.acts.Return(p.id, p.shown.Employee.Name) }))
	}
	return append(items, fyne.NewMenuItem(i18n.T("工作交接…"), func() { p.acts.HandOver(p.id, false) }), fyne.NewMenuItem(i18n.T("离职…"), func() { p.acts.Leave(p.id) }))
}

// explain says how the figures are defined.
func (p *Page) explain() {
	if p.shown == nil {
		return
	}
	var lines []fyne.CanvasObject
	for _, note := range p.shown.Notes {
		lines = append(lines, widgets.Wrapped(note))
	}
	p.host.Sheet(shell.Sheet{Title: i18n.T("口径"), Width: 620, Content: widgets.Column(10, lines...)})
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Prepare implements shell.Preparer.
func (p *Page) Prepare() { p.asked = p.month }

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	person, err := p.backend.Person(ctx, p.id, p.asked)
	if err != nil {
		return nil, err
	}
	return func() { p.loaded(person) }, nil
}

func (p *Page) loaded(x *team.Person) {
	p.shown, p.month = x, x.Month
	p.picker.Set(widgets.Month, x.Month.First())
	p.head.Objects = []fyne.CanvasObject{p.headCard(x)}
	p.kpis.Objects = []fyne.CanvasObject{p.kpiRow(x)}
	p.overview.show(x)
	p.lists.show(x)
	for _, c := range []*fyne.Container{p.head, p.kpis, p.top, p.frame} {
		c.Refresh() // each has the height it needs now
	}
	p.host.RefreshBar()
}

// Shortcut implements shell.Shortcuts: Ctrl+P prints the month.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault || c.KeyName != fyne.KeyP {
		return false
	}
	p.print()
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.overview.close()
	p.lists.close()
}

// open leads to somebody else's page in the same month.
func (p *Page) open(id model.ID) {
	p.host.Go(shell.Route{Page: shell.PagePerson, Arg: Ask{ID: id, Month: p.month}})
}

// openCustomer leads to a customer's file.
func (p *Page) openCustomer(id model.ID) { p.host.Go(shell.Route{Page: shell.PageCustomer, Arg: id}) }

func (p *Page) copied(rows int) {
	p.host.Toast(shell.Toast{Text: i18n.T("已复制 %d 行,可粘贴到 Excel", rows)})
}
