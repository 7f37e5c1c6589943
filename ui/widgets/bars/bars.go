// Package bars draws a dozen small bars on a card: the months of a customer, of a person.
// The bar under the pointer says its value below; a click drills.
package bars

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Bar is one bar.
type Bar struct {
	Label string // 9月
	Value int64  // in any unit, the same for all; may be negative
	Text  string // the value as it is said: 3.2 万
	Tone  widgets.Tone
	None  bool // there is no value (not 0): a gap
}

// Bars is the widget. ← → go through the bars, Enter presses the one they are on.
type Bars struct {
	widget.BaseWidget
	OnTap func(index int) // nil: the bars only say their values

	bars    []Bar
	height  float32
	at      int // under the pointer or the keyboard, −1 for none
	focused bool
}

// New draws bars in so many pixels of height, labels included.
func New(height float32, bars ...Bar) *Bars {
	b := &Bars{bars: bars, height: height, at: -1}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows other bars.
func (b *Bars) Set(bars ...Bar) {
	b.bars, b.at = bars, -1
	b.Refresh()
}

const (
	labelHeight float32 = 16
	barPart     float32 = 0.66 // of a bar's room
	widestBar   float32 = 26
	leastBar    float32 = 1.5 // a value that is not 0 shows
)

func (b *Bars) indexAt(x float32) int {
	if len(b.bars) == 0 || x < 0 || x >= b.Size().Width {
		return -1
	}
	return min(int(x/(b.Size().Width/float32(len(b.bars)))), len(b.bars)-1)
}

func (b *Bars) point(i int) {
	if i != b.at {
		b.at = i
		b.Refresh()
	}
}

// Tapped presses the bar under the pointer.
func (b *Bars) Tapped(e *fyne.PointEvent) { b.press(b.indexAt(e.Position.X)) }

func (b *Bars) press(i int) {
	if b.OnTap != nil && i >= 0 && i < len(b.bars) {
		b.OnTap(i)
	}
}

// Cursor is a hand where bars can be pressed.
func (b *Bars) Cursor() desktop.Cursor {
	if b.OnTap != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MouseIn is for Fyne.
func (b *Bars) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved says the value of the bar under the pointer.
func (b *Bars) MouseMoved(e *desktop.MouseEvent) { b.point(b.indexAt(e.Position.X)) }

// MouseOut takes the value away.
func (b *Bars) MouseOut() { b.point(-1) }

// FocusGained shows that the keyboard is here, on the last bar.
func (b *Bars) FocusGained() { b.focused, b.at = true, len(b.bars)-1; b.Refresh() }

// FocusLost takes the sign away.
func (b *Bars) FocusLost() { b.focused, b.at = false, -1; b.Refresh() }

// TypedRune does nothing.
func (b *Bars) TypedRune(rune) {}

// TypedKey goes through the bars.
func (b *Bars) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		b.point(max(b.at-1, 0))
	case fyne.KeyRight:
		b.point(min(b.at+1, len(b.bars)-1))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.press(b.at)
	default:
		widgets.PassKey(b, e)
	}
}

// TypedShortcut lets the window have the shortcuts.
func (b *Bars) TypedShortcut(s fyne.Shortcut) { widgets.PassShortcut(b, s) }

// span is the least and the greatest value, 0 always among them.
func (b *Bars) span() (least, most int64) {
	for _, x := range b.bars {
		if !x.None {
			least, most = min(least, x.Value), max(most, x.Value)
		}
	}
	return least, most
}

// CreateRenderer is for Fyne.
func (b *Bars) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{b: b, zero: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil)}
	for i := range r.labels {
		r.labels[i] = canvas.NewText("", nil)
	}
	r.Refresh()
	return r
}

// renderer draws the bars. Labels are the first, the last, and that of the bar pointed at.
type renderer struct {
	b      *Bars
	bars   []*canvas.Rectangle
	zero   *canvas.Rectangle
	ring   *canvas.Rectangle
	labels [3]*canvas.Text
	objs   []fyne.CanvasObject
}

func (r *renderer) Destroy()                     {}
func (r *renderer) Objects() []fyne.CanvasObject { return r.objs }
func (r *renderer) MinSize() fyne.Size           { return fyne.NewSize(120, r.b.height) }

func (r *renderer) Layout(size fyne.Size) {
	b := r.b
	if len(b.bars) == 0 {
		return
	}
	least, most := b.span()
	room := size.Height - labelHeight - 2
	scale := room / max(float32(most-least), 1)
	zero := float32(most) * scale
	each := size.Width / float32(len(b.bars))
	wide := min(each*barPart, widestBar)
	for i, x := range b.bars {
		h := float32(x.Value) * scale
		if x.Value != 0 && !x.None {
			h = max(h, leastBar)
			if x.Value < 0 {
				h = max(-float32(x.Value)*scale, leastBar)
			}
		}
		top := zero - h
		if x.Value < 0 {
			top = zero
		}
		r.bars[i].Move(fyne.NewPos(float32(i)*each+(each-wide)/2, top))
		r.bars[i].Resize(fyne.NewSize(wide, h))
	}
	r.zero.Move(fyne.NewPos(0, zero))
	r.zero.Resize(fyne.NewSize(size.Width, 1))
	r.ring.Resize(size)
	r.placeLabels(size, each)
}

// placeLabels puts the words under their bars, within the widget.
func (r *renderer) placeLabels(size fyne.Size, each float32) {
	for i, l := range r.labels {
		at := [3]int{0, len(r.b.bars) - 1, r.b.at}[i]
		m := l.MinSize()
		x := (float32(at)+0.5)*each - m.Width/2
		x = max(0, min(x, size.Width-m.Width))
		l.Move(fyne.NewPos(x, size.Height-labelHeight))
		l.Resize(m)
	}
}

func (r *renderer) Refresh() {
	b := r.b
	for len(r.bars) < len(b.bars) {
		r.bars = append(r.bars, canvas.NewRectangle(nil))
	}
	r.objs = append(r.objs[:0], r.ring, r.zero)
	for i, x := range b.bars {
		r.bars[i].FillColor = theme.Color(theme.Brand)
		if x.Tone != widgets.Plain && x.Tone != widgets.Info {
			r.bars[i].FillColor = theme.Color(x.Tone.Ink())
		}
		if i == b.at {
			r.bars[i].FillColor = theme.Color(theme.BrandHover)
		}
		r.bars[i].CornerRadius, r.bars[i].Hidden = 2, x.None
		r.objs = append(r.objs, r.bars[i])
	}
	r.ring.FillColor, r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = nil, nil, 0, theme.PillRadius
	if b.focused {
		r.ring.StrokeColor, r.ring.StrokeWidth = theme.Color("focus"), 2
	}
	r.zero.FillColor = theme.Color(theme.Rule)
	r.words()
	r.Layout(b.Size())
	for _, o := range r.objs {
		o.Refresh()
	}
}

// words fills the labels: first and last, or the bar pointed at with its value.
func (r *renderer) words() {
	b, pointed := r.b, r.b.at >= 0 && r.b.at < len(r.b.bars)
	for i, l := range r.labels {
		l.Text, l.TextSize, l.Color = "", theme.TextSmall, theme.Color(theme.Quiet)
		switch {
		case len(b.bars) == 0:
		case i == 2 && pointed:
			x := b.bars[b.at]
			text := x.Text
			if x.None {
				text = "—"
			}
			l.Text, l.Color = x.Label+"  "+text, theme.Color(theme.Ink)
		case i == 0 && !pointed:
			l.Text = b.bars[0].Label
		case i == 1 && !pointed && len(b.bars) > 1:
			l.Text = b.bars[len(b.bars)-1].Label
		}
		r.objs = append(r.objs, l)
	}
}
