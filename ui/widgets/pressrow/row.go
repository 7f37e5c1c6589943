// Package pressrow is a row of a short list that can be pressed: the lists on cards, where
// a whole table would be too much.
package pressrow

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Row shows content on a line of its own with a rule below.
type Row struct {
	widget.BaseWidget
	OnTapped func() // nil = the row cannot be pressed

	content           fyne.CanvasObject
	flush             bool // content reaches the row's ends
	selected          bool
	hovered, focussed bool
}

// New makes a row.
func New(content fyne.CanvasObject, tapped func()) *Row {
	r := &Row{OnTapped: tapped, content: content}
	r.ExtendBaseWidget(r)
	return r
}

// Flush lets the content reach the row's ends.
func (r *Row) Flush() *Row {
	r.flush = true
	return r
}

func (r *Row) side() float32 {
	if r.flush {
		return 0
	}
	return side
}

// SetSelected marks the row as the one shown.
func (r *Row) SetSelected(selected bool) {
	if r.selected != selected {
		r.selected = selected
		r.Refresh()
	}
}

// Tapped opens the row.
func (r *Row) Tapped(*fyne.PointEvent) {
	if r.OnTapped != nil {
		r.OnTapped()
	}
}

// HeightFor is the height the row takes at a width.
func (r *Row) HeightFor(width float32) float32 {
	return max(widgets.HeightFor(r.content, width-2*r.side()), theme.RowHeight)
}

// Cursor is a hand where the row can be pressed.
func (r *Row) Cursor() desktop.Cursor {
	if r.OnTapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Disabled tells fyne that the keyboard passes by a row that cannot be pressed.
func (r *Row) Disabled() bool { return r.OnTapped == nil }

// Enable is for fyne: OnTapped says whether the row can be pressed.
func (r *Row) Enable() {}

// Disable is for fyne.
func (r *Row) Disable() {}

// MouseIn starts the hover.
func (r *Row) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved does nothing.
func (r *Row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (r *Row) MouseOut() { r.hovered = false; r.Refresh() }

// FocusGained shows that the keyboard is here.
func (r *Row) FocusGained() { r.focussed = true; r.Refresh() }

// FocusLost takes the sign away.
func (r *Row) FocusLost() { r.focussed = false; r.Refresh() }

// TypedRune does nothing.
func (r *Row) TypedRune(rune) {}

// TypedKey opens the row with Enter or Space.
func (r *Row) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.Tapped(nil)
	default:
		widgets.PassKey(r, e)
	}
}

// CreateRenderer draws ground, content and rule.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	x := &renderer{row: r, ground: canvas.NewRectangle(nil), rule: canvas.NewRectangle(nil)}
	x.Refresh()
	return x
}

type renderer struct {
	row          *Row
	ground, rule *canvas.Rectangle
}

// side is the distance of the content from the row's ends.
const side float32 = 8

func (x *renderer) Destroy() {}

func (x *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{x.ground, x.rule, x.row.content}
}

func (x *renderer) MinSize() fyne.Size {
	m := x.row.content.MinSize()
	return fyne.NewSize(m.Width+2*x.row.side(), max(m.Height, theme.RowHeight))
}

func (x *renderer) Layout(size fyne.Size) {
	x.ground.Resize(size)
	x.rule.Move(fyne.NewPos(0, size.Height-1))
	x.rule.Resize(fyne.NewSize(size.Width, 1))
	x.row.content.Move(fyne.NewPos(x.row.side(), 0))
	x.row.content.Resize(fyne.NewSize(size.Width-2*x.row.side(), size.Height-1))
}

func (x *renderer) Refresh() {
	r := x.row
	x.rule.FillColor = theme.Color(theme.Rule)
	x.ground.FillColor, x.ground.StrokeColor, x.ground.StrokeWidth = nil, nil, 0
	x.ground.CornerRadius = theme.PillRadius
	switch {
	case r.selected:
		x.ground.FillColor = theme.Color(theme.Selected)
	case r.hovered && r.OnTapped != nil:
		x.ground.FillColor = theme.Color(theme.Hover)
	}
	if r.focussed {
		x.ground.StrokeColor, x.ground.StrokeWidth = theme.Color("focus"), 2
	}
	x.ground.Refresh()
	x.rule.Refresh()
	canvas.Refresh(r)
}
