package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/icons"
	"xunshi/ui/theme"
)

// Check is a box to tick with a word beside it, 30 high; Space and Enter tick it.
type Check struct {
	widget.DisableableWidget
	OnChanged func(checked bool)
	OnFocus   func(gained bool)
	OnEnter   func() // what Enter does instead of ticking; nil = it ticks

	text             string
	checked          bool
	hovered, focused bool
}

// NewCheck makes a box; text may be "".
func NewCheck(text string, checked bool, changed func(checked bool)) *Check {
	c := &Check{OnChanged: changed, text: text, checked: checked}
	c.ExtendBaseWidget(c)
	return c
}

// Checked tells whether the box is ticked.
func (c *Check) Checked() bool { return c.checked }

// SetChecked ticks the box, or not, without calling OnChanged.
func (c *Check) SetChecked(checked bool) {
	if c.checked != checked {
		c.checked = checked
		c.Refresh()
	}
}

// Text beside the box.
func (c *Check) Text() string { return c.text }

// Tapped ticks the box or takes the tick away.
func (c *Check) Tapped(*fyne.PointEvent) {
	if c.Disabled() {
		return
	}
	c.SetChecked(!c.checked)
	if c.OnChanged != nil {
		c.OnChanged(c.checked)
	}
}

// MouseIn starts the hover.
func (c *Check) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved does nothing.
func (c *Check) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (c *Check) MouseOut() { c.hovered = false; c.Refresh() }

// FocusGained shows that the keyboard is here.
func (c *Check) FocusGained() { c.focus(true) }

// FocusLost takes the sign away.
func (c *Check) FocusLost() { c.focus(false) }

func (c *Check) focus(gained bool) {
	c.focused = gained
	c.Refresh()
	if c.OnFocus != nil {
		c.OnFocus(gained)
	}
}

// TypedRune does nothing.
func (c *Check) TypedRune(rune) {}

// TypedKey ticks with Space, and with Enter unless OnEnter says otherwise.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace:
		c.Tapped(nil)
	case fyne.KeyReturn, fyne.KeyEnter:
		if c.OnEnter != nil {
			c.OnEnter()
			return
		}
		c.Tapped(nil)
	default:
		PassKey(c, e)
	}
}

// TypedShortcut lets the window have the shortcuts.
func (c *Check) TypedShortcut(s fyne.Shortcut) { PassShortcut(c, s) }

// CreateRenderer draws box and word.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkRenderer{c: c, box: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil), tick: canvas.NewImageFromResource(nil), label: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type checkRenderer struct {
	c         *Check
	ring, box *canvas.Rectangle
	tick      *canvas.Image
	label     *canvas.Text
}

const (
	checkBox float32 = 16
	checkGap float32 = 7
)

func (r *checkRenderer) Destroy() {}

func (r *checkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.box, r.tick, r.label}
}

func (r *checkRenderer) MinSize() fyne.Size {
	w := checkBox + 2
	if r.c.text != "" {
		w += checkGap + r.label.MinSize().Width
	}
	return fyne.NewSize(w, theme.RowHeight)
}

func (r *checkRenderer) Layout(size fyne.Size) {
	y := (size.Height - checkBox) / 2
	r.box.Move(fyne.NewPos(1, y))
	r.box.Resize(fyne.NewSquareSize(checkBox))
	r.ring.Move(fyne.NewPos(-2, y-3))
	r.ring.Resize(fyne.NewSquareSize(checkBox + 6))
	r.tick.Move(fyne.NewPos(3, y+2))
	r.tick.Resize(fyne.NewSquareSize(checkBox - 4))
	m := r.label.MinSize()
	r.label.Move(fyne.NewPos(1+checkBox+checkGap, (size.Height-m.Height)/2-1))
	r.label.Resize(m)
}

func (r *checkRenderer) Refresh() {
	c := r.c
	fill, line, words := theme.Surface, theme.Border, theme.Ink
	switch {
	case c.Disabled():
		fill, words = theme.NeutralTint, theme.Faint
	case c.checked:
		fill, line = theme.Brand, theme.Brand
	case c.hovered:
		line = theme.Brand
	}
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth, r.box.CornerRadius = theme.Color(fill), theme.Color(line), 1, theme.PillRadius
	r.ring.FillColor, r.ring.CornerRadius = nil, theme.PillRadius+2
	if c.focused {
		r.ring.FillColor = theme.Color("focus")
	}
	tick := theme.OnBrand
	if c.Disabled() {
		tick = theme.Quiet
	}
	name := icons.Check
	if !c.checked {
		name = ""
	}
	setIcon(r.tick, name, tick)
	r.label.Text, r.label.TextSize, r.label.Color = c.text, theme.TextBody, theme.Color(words)
	r.Layout(c.Size())
	r.ring.Refresh()
	r.box.Refresh()
	r.label.Refresh()
}
