package targets

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/document"
	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Page is the page 目标.
type Page struct {
	host    shell.Host
	planner Planner
	program Program
	paper   func(h shell.Host, doc *document.Document)

	view     View
	query    targeting.Query // year 0 until the first reading
	switcher *widgets.Segmented
	board    *board
	bar      *bar
	strip    *strip
	gaps     *gapsView
	score    *scoreView
	body     *fyne.Container
	content  fyne.CanvasObject

	tree    *targeting.Tree
	figures *targeting.Figures
	stale   bool     // what was sold may have changed: measure again
	done    []string // acts of this visit that can be undone, oldest first
	undone  []string
	busy    bool // an act is being written
	waiting [][]targeting.Change
	goal    *targeting.Gap // where the next tree is to be entered

	asked request
}

// request is what Load reads, copied beforehand.
type request struct {
	view     View
	query    targeting.Query
	calendar analysis.Calendar
	tree     *targeting.Tree // whose figures still hold, nil if none do
	figures  *targeting.Figures
	month    model.Month
}

// answer is what Load has read.
type answer struct {
	query   targeting.Query
	tree    *targeting.Tree
	figures *targeting.Figures
	gaps    []targeting.Gap
	score   *targeting.Score
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Preparer  = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
	_ shell.Escaper   = (*Page)(nil)
)

// New makes the page; arg as Entry says.
func New(h shell.Host, planner Planner, program Program, paper func(h shell.Host, doc *document.Document), arg any) *Page {
	p := &Page{host: h, planner: planner, program: program, paper: paper, view: ViewTree, stale: true}
	p.query = targeting.Query{Level: model.LevelTarget, Metric: model.MetricAmount, By: targeting.ByRegion}
	if v, ok := arg.(View); ok {
		p.view = v
	}
	p.board = newBoard()
	p.board.onSet, p.board.onMove, p.board.onFault = p.set, p.moved, h.Fail
	p.board.onUndo, p.board.onMenu, p.board.onNotice = p.travel, p.menu, p.notice
	p.bar, p.strip = newBar(p), newStrip()
	p.gaps, p.score = newGapsView(p), newScoreView(p)
	p.switcher = widgets.NewSegmented(words(), 0, p.switched)
	p.body = container.NewStack(p.treeContent(), p.gaps.content, p.score.content)
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, p.body)
	p.show(p.view)
	return p
}

func (p *Page) treeContent() fyne.CanvasObject {
	inside := widgets.Headed(widgets.Inset(widgets.Insets{Left: 6, Right: 6, Bottom: 8}, p.bar.content),
		container.NewBorder(nil, p.strip.content, nil, nil, p.board.sheet))
	return widgets.NewPanel(inside, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
		Pad: widgets.Insets{Left: 6, Top: 8, Right: 6, Bottom: 0}})
}

// switched follows the switch: the calendar and the forecast are other pages.
func (p *Page) switched(i int) {
	if i >= len(views) {
		p.show(p.view)
		lead(p.host, i)
		return
	}
	p.show(views[i])
	p.host.RefreshBar()
	p.host.Reload()
}

func (p *Page) show(v View) {
	p.view = v
	at := slices.Index(views, v)
	p.switcher.SetSelected(at)
	desk.Front(p.body, at)
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("目标") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	bar := []fyne.CanvasObject{p.switcher}
	if p.view != ViewScore {
		bar = append(bar, p.yearPicker())
	}
	if p.view == ViewTree {
		bar = append(bar, widgets.NewMenuButton(icons.More, i18n.T("工具"), p.tools),
			widgets.NewPrimaryButton(icons.Table, i18n.T("分解"), p.split))
	}
	if p.view == ViewScore {
		bar = append(bar, widgets.NewPrimaryButton(icons.Print, i18n.T("打印 / 导出"), p.score.print))
	}
	return bar
}

// yearPicker steps through the business years.
func (p *Page) yearPicker() fyne.CanvasObject {
	step := func(n int) func() {
		return func() {
			p.query.Year += n
			p.stale = true
			p.host.RefreshBar()
			p.host.Reload()
		}
	}
	text := document.Dash
	if p.query.Year != 0 {
		text = i18n.T("%d年", p.query.Year)
	}
	label := widgets.Strong(text)
	return widgets.Row(2, widgets.NewFlatButton(icons.ChevronLeft, "", step(-1)), label, widgets.NewFlatButton(icons.ChevronRight, "", step(1)))
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	switch p.view {
	case ViewGaps:
		p.gaps.table.Focus()
	case ViewScore:
		p.score.table.Focus()
	case ViewTree:
		p.board.focus()
	}
}

// Prepare implements shell.Preparer.
func (p *Page) Prepare() {
	p.asked = request{view: p.view, query: p.inForce(), calendar: p.program.Calendar(), month: p.score.month}
	if !p.stale && p.tree != nil {
		p.asked.tree, p.asked.figures = p.tree, p.figures
	}
	p.stale = true // unless the next reading is for an act of this page
}

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	asked := p.asked
	a := answer{query: asked.query}
	latest, err := p.planner.Latest(ctx)
	if err != nil {
		return nil, err
	}
	if a.query.Year == 0 {
		a.query.Year = targeting.YearOf(latest.Month(), a.query.FiscalStart)
	}
	if asked.month == 0 {
		asked.month = latest.Month()
	}
	switch asked.view {
	case ViewTree:
		err = p.loadTree(ctx, asked, &a)
	case ViewGaps:
		a.gaps, err = p.planner.Gaps(ctx, a.query)
	case ViewScore:
		a.score, err = p.planner.Score(ctx, asked.month, a.query.Level, asked.calendar)
	}
	if err != nil {
		return nil, err
	}
	return func() { p.loaded(a) }, nil
}

func (p *Page) loadTree(ctx context.Context, asked request, a *answer) error {
	var err error
	if a.tree, err = p.planner.Tree(ctx, a.query); err != nil {
		return err
	}
	if asked.tree != nil && asked.figures != nil && sameRows(asked.tree, a.tree) {
		a.figures = asked.figures
		return nil
	}
	a.figures, err = p.planner.Figures(ctx, a.tree, asked.calendar)
	return err
}

// sameRows tells whether figures of one tree belong to the rows of the other.
func sameRows(a, b *targeting.Tree) bool {
	x, y := a.Query, b.Query
	x.Level, y.Level = "", "" // what was sold does not depend on the level
	if x != y || len(a.Rows) != len(b.Rows) {
		return false
	}
	for i := range a.Rows {
		if a.Rows[i].Key != b.Rows[i].Key || a.Rows[i].Team != b.Rows[i].Team {
			return false
		}
	}
	return true
}

func (p *Page) loaded(a answer) {
	if p.query.Year != a.query.Year {
		p.query.Year = a.query.Year
		p.host.RefreshBar()
	}
	switch {
	case a.tree != nil:
		p.tree, p.figures = a.tree, a.figures
		p.bar.show(a.tree)
		p.board.set(a.tree, a.figures, p.unit())
		p.reach()
	case a.score != nil:
		p.score.show(a.score)
	default:
		p.gaps.show(a.gaps)
	}
}

// inForce is the query with the business year of the settings.
func (p *Page) inForce() targeting.Query {
	q := p.query
	q.FiscalStart = p.program.Settings().FiscalStart
	return q
}

// unit is how the metric is shown and typed.
func (p *Page) unit() unit {
	return unit{p.query.Metric, p.program.Settings().Money == document.TenThousand}
}

// change has another tree read.
func (p *Page) change(f func(q *targeting.Query)) {
	before := p.query
	f(&p.query)
	if p.query == before {
		return
	}
	if p.query.By != before.By {
		p.query.Scope = analysis.Node{}
	}
	p.host.Reload()
}

// moved tells below the board what is at its cursor.
func (p *Page) moved() { p.strip.show(p.board, p.figures) }

func (p *Page) notice(text string) { p.host.Toast(shell.Toast{Text: text, Refused: true}) }

// Shortcut implements shell.Shortcuts: Ctrl+S takes over what is being typed, Ctrl+Z and
// Ctrl+Y undo and redo, Ctrl+P prints the scorecard.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	switch x := s.(type) {
	case *fyne.ShortcutUndo:
		p.travel(false)
		return true
	case *fyne.ShortcutRedo:
		p.travel(true)
		return true
	case *desktop.CustomShortcut:
		if x.Modifier != fyne.KeyModifierShortcutDefault {
			return false
		}
		switch {
		case x.KeyName == fyne.KeyS && p.view == ViewTree:
			p.board.commit()
		case x.KeyName == fyne.KeyP && p.view == ViewScore:
			p.score.print()
		case x.KeyName == fyne.KeyF && p.view == ViewTree:
			p.bar.scope.Open()
		default:
			return false
		}
		return true
	}
	return false
}

// Escape implements shell.Escaper: a cell being typed is given up.
func (p *Page) Escape() bool {
	if p.board.entry == nil {
		return false
	}
	p.board.endEdit()
	p.board.focus()
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.gaps.table.Close()
	p.score.table.Close()
}
