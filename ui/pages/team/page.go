package team

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/pages/team/acts"
	teamtabs "xunshi/ui/pages/team/tabs"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Page is the page 团队.
type Page struct {
	host    shell.Host
	backend Backend
	acts    *acts.Acts

	tab       Tab
	roster    *rosterTab
	turnover  *turnoverTab
	handovers *handoverTab
	switcher  *widgets.Segmented
	body      *fyne.Container
	content   fyne.CanvasObject

	asked request // what the running Load is to read
}

// request is what Load reads, copied from the widgets beforehand.
type request struct {
	leavers bool
	period  model.Period
	laid    bool // the columns are arranged already
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Preparer  = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

// New makes the page; arg as Entry says.
func New(h shell.Host, b Backend, arg any) *Page {
	p := &Page{host: h, backend: b, tab: TabRoster}
	p.acts = acts.New(h, b, h.Reload)
	p.acts.OnNew = func(id model.ID) { p.roster.wanted = id }
	p.roster, p.turnover, p.handovers = newRosterTab(p), newTurnoverTab(p), newHandoverTab(p)
	switch x := arg.(type) {
	case Tab:
		p.tab = x
	case model.ID:
		p.roster.wanted = x
	}
	names := make([]string, len(tabs))
	for i, t := range tabs {
		names[i] = t.label()
	}
	p.switcher = widgets.NewSegmented(names, 0, func(i int) {
		p.show(tabs[i])
		p.Focus()
	})
	p.body = container.NewStack(p.roster.content, p.turnover.content, p.handovers.content)
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, p.body)
	p.show(p.tab)
	return p
}

// show brings a part to the front.
func (p *Page) show(t Tab) {
	p.tab = t
	at := slices.Index(tabs, t)
	p.switcher.SetSelected(at)
	desk.Front(p.body, at)
}

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	switch p.tab {
	case TabTurnover:
		p.turnover.table.Focus()
	case TabHandovers:
		p.handovers.table.Focus()
	default:
		p.roster.table.Focus()
	}
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("团队") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	return []fyne.CanvasObject{teamtabs.Team(p.host, shell.PageTeam), p.switcher,
		widgets.NewPrimaryButton(icons.Add, i18n.T("新建"), p.create)}
}

func (p *Page) create() {
	superior, region := model.ID(0), model.ID(0)
	if r, ok := p.roster.table.Current(); ok { // a colleague of the one looked at
		superior, region = r.Post.SuperiorID, r.Post.RegionID
		if r.Leads {
			superior = r.Employee.ID
		}
	}
	p.acts.New(superior, region)
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Prepare implements shell.Preparer.
func (p *Page) Prepare() {
	p.asked = request{leavers: p.roster.leavers, period: p.turnover.period(), laid: p.roster.laid}
}

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	asked := p.asked
	roster, err := p.backend.Roster(ctx, 0, asked.leavers)
	if err != nil {
		return nil, err
	}
	turnover, err := p.backend.Turnover(ctx, asked.period)
	if err != nil {
		return nil, err
	}
	reminders, err := p.backend.Reminders(ctx)
	if err != nil {
		return nil, err
	}
	kept, err := p.backend.Handovers(ctx, 0)
	if err != nil {
		return nil, err
	}
	line, err := p.backend.Line(ctx)
	if err != nil {
		return nil, err
	}
	layout := ""
	if !asked.laid {
		if layout, err = p.backend.Layout(ctx); err != nil {
			return nil, err
		}
	}
	return func() { p.loaded(roster, turnover, reminders, kept, line, layout) }, nil
}

func (p *Page) loaded(r *team.Roster, t *team.TurnoverReport, reminders []team.Reminder, kept []model.Handover, l *team.Line, layout string) {
	p.roster.arrange(layout)
	p.roster.show(r, reminders)
	p.turnover.show(t)
	p.handovers.show(kept, l)
}

// Shortcut implements shell.Shortcuts: Ctrl+F filters, Ctrl+N takes somebody on,
// Ctrl+P prints.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch {
	case c.KeyName == fyne.KeyF && p.tab == TabRoster:
		p.roster.table.ToggleFilter()
	case c.KeyName == fyne.KeyN:
		p.create()
	case c.KeyName == fyne.KeyP && p.tab == TabRoster:
		p.roster.print()
	default:
		return false
	}
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.roster.table.Close()
	p.turnover.table.Close()
	p.turnover.people.Close()
	p.handovers.table.Close()
}

func (p *Page) open(id model.ID) { p.host.Go(shell.Route{Page: shell.PagePerson, Arg: id}) }

func (p *Page) copied(rows int) {
	p.host.Toast(shell.Toast{Text: i18n.T("已复制 %d 行,可粘贴到 Excel", rows)})
}
