package recruiting

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/app/recruiting"
	"xunshi/model"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// card is one candidate on the board: pressed, moved by the keyboard, dragged.
type card struct {
	widget.BaseWidget
	board     *board
	lane      *lane
	candidate recruiting.Candidate
	panel     *widgets.Panel

	hovered, focused, dragged bool
	aimed                     *lane
}

var (
	_ fyne.Tappable      = (*card)(nil)
	_ fyne.Focusable     = (*card)(nil)
	_ fyne.Draggable     = (*card)(nil)
	_ desktop.Hoverable  = (*card)(nil)
	_ desktop.Cursorable = (*card)(nil)
)

func newCard(b *board, l *lane, c recruiting.Candidate) *card {
	x := &card{board: b, lane: l, candidate: c}
	x.panel = widgets.NewPanel(b.face(c), x.style())
	x.ExtendBaseWidget(x)
	return x
}

func (c *card) style() widgets.PanelStyle {
	s := widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: 7, Pad: widgets.PadXY(10, 8)}
	switch {
	case c.dragged:
		s.Fill, s.Line = theme.Selected, theme.Brand
	case c.focused:
		s.Line = theme.Brand
	case c.hovered:
		s.Line = theme.Border
	}
	return s
}

func (c *card) restyle() { c.panel.SetStyle(c.style()) }

// CreateRenderer is for Fyne.
func (c *card) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.panel) }

// HeightFor is the height of the card at a width.
func (c *card) HeightFor(width float32) float32 { return c.panel.HeightFor(width) }

// Tapped opens the candidate.
func (c *card) Tapped(*fyne.PointEvent) {
	c.board.chosen = c.candidate.ID
	c.board.page.open(c.candidate.Candidate)
}

// MouseIn starts the hover.
func (c *card) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.restyle() }

// MouseMoved does nothing.
func (c *card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (c *card) MouseOut() { c.hovered = false; c.restyle() }

// Cursor is a hand.
func (c *card) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows that the keyboard is here.
func (c *card) FocusGained() { c.focused = true; c.board.chosen = c.candidate.ID; c.restyle() }

// FocusLost takes the sign away.
func (c *card) FocusLost() { c.focused = false; c.restyle() }

// TypedRune does nothing.
func (c *card) TypedRune(rune) {}

// TypedKey moves the candidate with ← →, the keyboard with ↑ ↓; Enter opens, Delete
// rejects.
func (c *card) TypedKey(e *fyne.KeyEvent) {
	p := c.board.page
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.Tapped(nil)
	case fyne.KeyUp:
		c.board.step(c, -1)
	case fyne.KeyDown:
		c.board.step(c, 1)
	case fyne.KeyRight:
		p.forward(c.candidate)
	case fyne.KeyLeft:
		if back, ok := recruiting.Previous(c.candidate.Stage); ok {
			p.move(c.candidate, back)
		}
	case fyne.KeyDelete:
		if recruiting.Open(c.candidate.Stage) {
			p.end(c.candidate, model.CandidateRejected, nil)
		}
	default:
		widgets.PassKey(c, e)
	}
}

// TypedShortcut lets the window have the shortcuts.
func (c *card) TypedShortcut(s fyne.Shortcut) { widgets.PassShortcut(c, s) }

// Dragged shows the lane the card would fall into; those whose way ended stay.
func (c *card) Dragged(e *fyne.DragEvent) {
	if !recruiting.Open(c.candidate.Stage) {
		return
	}
	if !c.dragged {
		c.dragged = true
		c.restyle()
	}
	if at := c.board.laneAt(e.AbsolutePosition); at != c.aimed {
		c.aimed = at
		c.board.aim(at)
	}
}

// DragEnd puts the card into the lane it is over.
func (c *card) DragEnd() {
	if !c.dragged {
		return
	}
	at := c.aimed
	c.dragged, c.aimed = false, nil
	c.restyle()
	c.board.aim(nil)
	c.board.drop(c.candidate, at)
}
