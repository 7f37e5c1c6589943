package orgchart

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/team/orgchart"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/pages/team/tabs"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
)

// Page is the page 架构.
type Page struct {
	host    shell.Host
	backend Backend

	date    *pick.DateField
	on      model.Date
	roots   []*orgchart.Box
	folded  map[model.ID]bool
	chart   *chart
	head    *widgets.Text
	zoom    *widgets.Text
	body    *fyne.Container
	content fyne.CanvasObject

	asked model.Date // what the running Load is to read
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Preparer  = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
)

// New makes the page; arg as Entry says.
func New(h shell.Host, b Backend, arg any) *Page {
	p := &Page{host: h, backend: b, on: b.Today(), folded: map[model.ID]bool{}, head: widgets.Caption(""), zoom: widgets.Caption("100%")}
	if on, ok := arg.(model.Date); ok && !on.IsZero() {
		p.on = on
	}
	p.date = pick.NewDateField(p.on, p.goTo)
	p.date.Today = b.Today()
	p.chart = newChart()
	p.chart.OnOpen = func(id model.ID) { h.Go(shell.Route{Page: shell.PagePerson, Arg: id}) }
	p.chart.OnFold = p.fold
	p.chart.OnZoom = func(z float32) { p.zoom.SetText(i18n.T("%d%%", int(z*100+0.5))) }
	p.body = container.NewStack(p.chart)
	panel := widgets.NewPanel(p.body, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius})
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14},
		container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 10}, p.tools()), widgets.Inset(widgets.Insets{Top: 6, Left: 4}, p.head), nil, nil, panel))
	return p
}

// tools stand above the chart.
func (p *Page) tools() fyne.CanvasObject {
	return widgets.Row(8, widgets.Caption(i18n.T("日期")), widgets.Fixed(140, 0, p.date), widgets.NewFlatButton("", i18n.T("今天"), func() {
		p.date.SetDate(p.backend.Today())
		p.goTo(p.backend.Today())
	}), widgets.Spacer(),
		widgets.NewFlatButton(icons.Collapse, i18n.T("折叠"), func() { p.foldAll(true) }), widgets.NewFlatButton(icons.Expand, i18n.T("展开"), func() { p.foldAll(false) }),
		widgets.NewFlatButton("", "−", func() { p.chart.ZoomBy(1 / zoomStep) }), p.zoom, widgets.NewFlatButton("", "+", func() { p.chart.ZoomBy(zoomStep) }),
		widgets.NewButton(i18n.T("适合窗口"), p.chart.Fit), widgets.NewButton("100%", func() { p.chart.SetZoom(1) }))
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("团队") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	return []fyne.CanvasObject{tabs.Team(p.host, shell.PageOrgChart),
		widgets.NewMenuButton(icons.Export, i18n.T("导出"), p.exports), widgets.NewMenuButton(icons.Print, i18n.T("打印"), p.prints)}
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Focus implements shell.Focuser.
func (p *Page) Focus() { p.chart.Focus() }

func (p *Page) goTo(on model.Date) {
	if on.IsZero() || on == p.on {
		return
	}
	p.on = on
	p.host.Reload()
}

// Prepare implements shell.Preparer.
func (p *Page) Prepare() { p.asked = p.on }

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	on := p.asked
	roots, err := p.backend.OrgChart(ctx, on)
	if err != nil {
		return nil, err
	}
	return func() { p.loaded(on, roots) }, nil
}

func (p *Page) loaded(on model.Date, roots []*orgchart.Box) {
	p.roots = roots
	people, vacant := orgchart.Count(roots)
	text := i18n.T("%[1]s 的汇报关系 · 在职 %[2]d 人", on, people)
	if vacant > 0 {
		text += " · " + i18n.T("空缺 %d 处(已离职,但还有人向其汇报)", vacant)
	}
	p.head.SetText(text + " · " + i18n.T("框内数字 = 下属总人数;点框打开个人,点 ▾ 折叠;+ − 缩放,0 适合窗口"))
	if len(roots) == 0 {
		p.body.Objects = []fyne.CanvasObject{widgets.EmptyState(icons.Team, i18n.T("这一天没有人在职"), i18n.T("架构按汇报关系自动画出:在名册里给每个人选上级即可。"),
			widgets.NewPrimaryButton(icons.Team, i18n.T("去名册"), func() { p.host.Go(shell.Route{Page: shell.PageTeam}) }))}
		p.body.Refresh()
		return
	}
	p.body.Objects = []fyne.CanvasObject{p.chart}
	p.body.Refresh()
	p.draw()
}

// draw shows the boxes with the branches folded as the user has them.
func (p *Page) draw() {
	p.apply(p.roots)
	p.chart.Set(p.roots)
}

func (p *Page) apply(boxes []*orgchart.Box) {
	for _, b := range boxes {
		b.Folded = p.folded[b.ID]
		p.apply(b.Children)
	}
}

func (p *Page) fold(id model.ID) {
	p.folded[id] = !p.folded[id]
	p.draw()
}

// foldAll folds everything below the second level, or opens all.
func (p *Page) foldAll(fold bool) {
	clear(p.folded)
	if fold {
		for _, root := range p.roots {
			for _, b := range root.Children {
				p.folded[b.ID] = len(b.Children) > 0
			}
		}
	}
	p.draw()
	p.chart.Fit()
}

// Shortcut implements shell.Shortcuts: Ctrl+P prints on A4.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault || c.KeyName != fyne.KeyP {
		return false
	}
	p.print(false)
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {}
