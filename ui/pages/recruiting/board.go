package recruiting

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/recruiting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// closedShown is for how many days candidates whose way ended stay on the board.
const closedShown = 90

// board is 看板: a column per stage; the last one has those whose way ended lately.
type board struct {
	page    *Page
	lanes   []*lane
	chosen  model.ID
	content fyne.CanvasObject
	empty   fyne.CanvasObject
	grid    *fyne.Container
}

// lane is one column of the board.
type lane struct {
	stage  model.CandidateStage // of the last lane: Hired, with the ends beside it
	ground *widgets.Panel
	count  *widgets.Text
	column *fyne.Container
	cards  []*card
}

func newBoard(p *Page) *board {
	b := &board{page: p}
	var objects []fyne.CanvasObject
	var weights []float32
	for _, stage := range recruiting.Stages[:5] {
		l := &lane{stage: stage, count: widgets.Caption(""), column: widgets.Column(8)}
		name := recruiting.StageName(stage)
		if stage == model.CandidateHired {
			name = i18n.T("已结束")
		}
		head := widgets.Inset(widgets.Insets{Left: 4, Bottom: 6}, widgets.Row(6, widgets.Strong(name), l.count))
		l.ground = widgets.NewPanel(container.NewBorder(head, nil, nil, nil, widgets.NewVScroll(widgets.Inset(widgets.Insets{Right: 4}, l.column))), laneStyle(false))
		b.lanes = append(b.lanes, l)
		objects, weights = append(objects, l.ground), append(weights, 1)
	}
	b.grid = widgets.Weighted(10, weights, objects...)
	b.empty = desk.Panel(widgets.EmptyState(icons.Person, i18n.T("还没有应聘者"), i18n.T("每位应聘者从「简历」开始,走到入职或结束,每一步都记日期。"),
		widgets.NewPrimaryButton(icons.Add, i18n.T("新建应聘者"), func() { p.open(model.Candidate{}) })))
	hint := widgets.Inset(widgets.Insets{Top: 6}, widgets.Caption(i18n.T("拖动卡片或按 ← → 换阶段,↑ ↓ 选人,回车打开,Delete 淘汰。「已结束」列出近 %d 天的人。", closedShown)))
	b.content = container.NewStack(container.NewBorder(nil, hint, nil, nil, b.grid), b.empty)
	return b
}

func laneStyle(aimed bool) widgets.PanelStyle {
	s := widgets.PanelStyle{Fill: theme.NeutralTint, Radius: theme.CardRadius, Pad: widgets.Pad(8)}
	if aimed {
		s.Fill, s.Line = theme.Selected, theme.Brand
	}
	return s
}

func (b *board) show() {
	p, keyboard := b.page.pipeline, b.focused()
	for _, l := range b.lanes {
		var list []recruiting.Candidate
		if l.stage == model.CandidateHired {
			list = b.closed()
		} else {
			list = p.In(l.stage, b.page.region)
		}
		l.fill(b, list)
	}
	if len(p.Candidates) == 0 {
		b.empty.Show()
	} else {
		b.empty.Hide()
	}
	b.content.Refresh()
	if keyboard { // the card that had it is gone; the keys would still reach it
		b.focus()
	}
}

// focused tells whether one of the cards has the keyboard.
func (b *board) focused() bool {
	for _, l := range b.lanes {
		for _, c := range l.cards {
			if c.focused {
				return true
			}
		}
	}
	return false
}

// closed are those whose way ended lately: hired first, then by the day.
func (b *board) closed() []recruiting.Candidate {
	p := b.page.pipeline
	var out []recruiting.Candidate
	for _, stage := range recruiting.Stages[4:] {
		for _, c := range p.In(stage, b.page.region) {
			if c.Days <= closedShown {
				out = append(out, c)
			}
		}
	}
	return out
}

func (l *lane) fill(b *board, list []recruiting.Candidate) {
	l.count.SetText(widgets.Grouped(len(list)))
	l.column.Objects, l.cards = nil, nil
	for i := range list {
		c := newCard(b, l, list[i])
		l.cards = append(l.cards, c)
		l.column.Add(c)
	}
	if len(list) == 0 {
		l.column.Add(widgets.Inset(widgets.PadXY(6, 10), widgets.Caption(i18n.T("没有人"))))
	}
	l.column.Refresh()
	l.ground.Refresh()
}

// focus gives the keyboard to the card that had it, else to the first.
func (b *board) focus() {
	var first *card
	for _, l := range b.lanes {
		for _, c := range l.cards {
			if first == nil || c.candidate.ID == b.chosen {
				first = c
			}
		}
	}
	if first != nil {
		widgets.Focus(first)
	}
}

// step moves the keyboard up or down within a lane.
func (b *board) step(from *card, by int) {
	for i, c := range from.lane.cards {
		if c == from && i+by >= 0 && i+by < len(from.lane.cards) {
			widgets.Focus(from.lane.cards[i+by])
			return
		}
	}
}

// laneAt finds the lane under a place on the canvas, nil if there is none.
func (b *board) laneAt(at fyne.Position) *lane {
	driver := fyne.CurrentApp().Driver()
	for _, l := range b.lanes {
		origin, size := driver.AbsolutePositionForObject(l.ground), l.ground.Size()
		if at.X >= origin.X && at.X < origin.X+size.Width && at.Y >= origin.Y && at.Y < origin.Y+size.Height {
			return l
		}
	}
	return nil
}

// aim shows which lane a dragged card would fall into.
func (b *board) aim(at *lane) {
	for _, l := range b.lanes {
		l.ground.SetStyle(laneStyle(l == at))
	}
}

// drop puts a dragged card into a lane: the last one asks whether the candidate begins.
func (b *board) drop(c recruiting.Candidate, l *lane) {
	switch {
	case l == nil || l.stage == c.Stage:
	case l.stage == model.CandidateHired:
		b.page.hire(c, nil)
	default:
		b.page.move(c, l.stage)
	}
}

// face is what a card says: name and score, post and place, how long, when next.
func (b *board) face(c recruiting.Candidate) fyne.CanvasObject {
	p := b.page.pipeline
	name := []fyne.CanvasObject{widgets.Strong(c.Name), widgets.Spacer()}
	if c.Score > 0 {
		name = append(name, widgets.NewText(strings.Repeat("★", c.Score), widgets.TextStyle{Size: theme.TextCaption, Color: theme.Attention}))
	}
	place := c.Position
	if r := p.Directory.Regions[c.RegionID]; r != nil {
		place += " · " + r.Name
	}
	foot := []fyne.CanvasObject{widgets.Caption(i18n.T("第 %d 天", c.Days+1)), widgets.Spacer()}
	switch {
	case !recruiting.Open(c.Stage):
		tone := widgets.Plain
		if c.Stage == model.CandidateHired {
			tone = widgets.Ahead
		}
		foot = []fyne.CanvasObject{widgets.Caption(shortDate(c.StageOn)), widgets.Spacer(), widgets.Pill(recruiting.StageName(c.Stage), tone)}
	case c.Overdue(p.On):
		foot = append(foot, widgets.Pill(i18n.T("约见已过 %s", shortDate(c.NextOn)), widgets.Behind))
	case c.NextOn != 0:
		foot = append(foot, widgets.Pill(i18n.T("约 %s", shortDate(c.NextOn)), widgets.Info))
	}
	rows := []fyne.CanvasObject{widgets.Row(4, name...), widgets.NewText(place, widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true}),
		widgets.Row(4, foot...)}
	if c.Reason != "" {
		rows = append(rows, widgets.WrappedCaption(c.Reason))
	}
	return widgets.Column(4, rows...)
}

func shortDate(d model.Date) string { return d.Time().Format("1-2") }
