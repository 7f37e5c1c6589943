package targets

import (
	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model/analysis"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// gapsView is 差异: everything in the year that does not add up or that nobody answers for.
type gapsView struct {
	page    *Page
	table   *table.Table[targeting.Gap]
	content fyne.CanvasObject
}

func newGapsView(p *Page) *gapsView {
	v := &gapsView{page: p}
	number := func(f func(g targeting.Gap) (int64, bool)) func(targeting.Gap) string {
		return func(g targeting.Gap) string {
			n, ok := f(g)
			if !ok {
				return document.Dash
			}
			return p.unit().text(n)
		}
	}
	adds := func(g targeting.Gap) bool { return g.Kind == targeting.GapChildren || g.Kind == targeting.GapParts }
	v.table = table.New([]table.Column[targeting.Gap]{
		{Key: "name", Title: i18n.T("节点"), Width: 150, Flex: true, Text: func(g targeting.Gap) string { return g.Name }, Sortable: true, Filter: true},
		{Key: "what", Title: i18n.T("问题"), Width: 260, Flex: true, Text: func(g targeting.Gap) string { return g.Text }, Sortable: true, Filter: true},
		{Key: "by", Title: i18n.T("看"), Width: 120, Text: func(g targeting.Gap) string { return g.By.Label() }, Tone: func(targeting.Gap) table.Tone { return table.Quiet }, Sortable: true, Filter: true},
		{Key: "own", Title: i18n.T("本级"), Width: 110, Align: fyne.TextAlignTrailing, Sortable: true, Compare: by(func(g targeting.Gap) int64 { return g.Own }),
			Text: number(func(g targeting.Gap) (int64, bool) { return g.Own, g.Kind != targeting.GapMissing })},
		{Key: "sum", Title: i18n.T("合计"), Width: 110, Align: fyne.TextAlignTrailing, Sortable: true, Compare: by(func(g targeting.Gap) int64 { return g.Sum }),
			Text: number(func(g targeting.Gap) (int64, bool) { return g.Sum, adds(g) })},
		{Key: "difference", Title: i18n.T("合计 − 本级"), Width: 130, Align: fyne.TextAlignTrailing, Sortable: true, Compare: by(func(g targeting.Gap) int64 { return g.Difference() }),
			Text: func(g targeting.Gap) string {
				if !adds(g) {
					return document.Dash
				}
				return p.unit().signed(g.Difference())
			},
			Tone: func(g targeting.Gap) table.Tone {
				switch d := g.Difference(); {
				case d < 0:
					return table.Behind
				case d > 0:
					return table.Ahead
				}
				return table.Plain
			}},
	})
	v.table.Noun = i18n.T("处")
	v.table.OnOpen = p.openGap
	v.table.SetEmpty(widgets.EmptyState(icons.CheckCircle, i18n.T("没有差异"),
		i18n.T("这一年每一级的目标都与下级合计相符,每个目标有人负责,每个业务员都有目标。"),
		widgets.NewButton(i18n.T("回到目标"), func() { p.switched(0) })))
	hint := widgets.Inset(widgets.PadXY(8, 6), widgets.Caption(i18n.T("按差异从大到小。双击或回车跳到那一格;差异只提示,不会自动改平。")))
	v.content = widgets.NewPanel(widgets.Headed(hint, v.table), widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
		Pad: widgets.Insets{Left: 6, Top: 6, Right: 6, Bottom: 0}})
	return v
}

func by(figure func(targeting.Gap) int64) func(a, b targeting.Gap) int {
	return func(a, b targeting.Gap) int {
		switch x, y := figure(a), figure(b); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	}
}

func (v *gapsView) show(gaps []targeting.Gap) { v.table.SetItems(gaps) }

// openGap shows the cell a gap is about.
func (p *Page) openGap(g targeting.Gap) {
	if g.Key == "" {
		p.notice(i18n.T("这个目标的对象已被删除,可以在导出的目标表里填 0 取消它"))
		return
	}
	p.goal = &g
	p.query.By = g.By
	p.query.Scope = analysis.Node{}
	p.show(ViewTree)
	p.host.RefreshBar()
	p.host.Reload()
}

// reach puts the board's cursor where a gap led.
func (p *Page) reach() {
	g := p.goal
	p.goal = nil
	if g == nil || p.tree.Find(g.Key) < 0 {
		return
	}
	p.bar.columns.SetSelected(int(columnsFor(g.Span)))
	p.board.setColumns(columnsFor(g.Span))
	p.board.goTo(g.Key, g.Span)
	p.board.focus()
}

// columnsFor are the columns that hold a span.
func columnsFor(span int) columns {
	switch {
	case span <= 0, (span-1)%4 == 0:
		return byQuarter
	case span < 9:
		return firstHalf
	}
	return secondHalf
}
