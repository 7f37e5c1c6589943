package timeline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

const (
	side      float32 = 8  // of the words from the ends
	rail      float32 = 26 // the room of dot and line
	dot       float32 = 8
	textTop   float32 = 6
	textFoot  float32 = 7
	leastHigh         = theme.RowHeight
)

// entry is one item on the line.
type entry struct {
	widget.BaseWidget
	item             Item
	dates, kinds     float32 // widths of the columns
	first, last      bool    // the line begins or ends here
	hovered, focused bool
	date, kind       *widgets.Text
	words            *fyne.Container
}

func newEntry(item Item, date string, dates, kinds float32, first, last bool) *entry {
	e := &entry{item: item, dates: dates, kinds: kinds, first: first, last: last}
	e.date = widgets.NewText(date, widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Align: fyne.TextAlignTrailing})
	e.kind = widgets.NewText(item.Kind, widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet})
	parts := []fyne.CanvasObject{widgets.Wrapped(item.Text)}
	if item.Detail != "" {
		parts = append(parts, widgets.WrappedCaption(item.Detail))
	}
	e.words = widgets.Column(1, parts...)
	e.ExtendBaseWidget(e)
	return e
}

// before is the width left of the words.
func (e *entry) before() float32 { return side + e.dates + rail + e.kinds }

// HeightFor is the height at a width.
func (e *entry) HeightFor(width float32) float32 {
	return max(leastHigh, textTop+widgets.HeightFor(e.words, max(width-e.before()-side, 40))+textFoot)
}

// Tapped opens the item.
func (e *entry) Tapped(*fyne.PointEvent) {
	if e.item.OnTap != nil {
		e.item.OnTap()
	}
}

// Cursor is a hand where the item can be opened.
func (e *entry) Cursor() desktop.Cursor {
	if e.item.OnTap != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Disabled tells fyne that the keyboard passes by an item that cannot be opened.
func (e *entry) Disabled() bool { return e.item.OnTap == nil }

// Enable is for fyne: OnTap says whether the item can be opened.
func (e *entry) Enable() {}

// Disable is for fyne.
func (e *entry) Disable() {}

// MouseIn starts the hover.
func (e *entry) MouseIn(*desktop.MouseEvent) { e.hovered = true; e.Refresh() }

// MouseMoved does nothing.
func (e *entry) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (e *entry) MouseOut() { e.hovered = false; e.Refresh() }

// FocusGained shows that the keyboard is here.
func (e *entry) FocusGained() { e.focused = true; e.Refresh() }

// FocusLost takes the sign away.
func (e *entry) FocusLost() { e.focused = false; e.Refresh() }

// TypedRune does nothing.
func (e *entry) TypedRune(rune) {}

// TypedKey opens the item with Enter or Space.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		e.Tapped(nil)
	default:
		widgets.PassKey(e, k)
	}
}

// TypedShortcut lets the window have the shortcuts.
func (e *entry) TypedShortcut(s fyne.Shortcut) { widgets.PassShortcut(e, s) }

// CreateRenderer is for Fyne.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{e: e, ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), dot: canvas.NewCircle(nil)}
	r.colour()
	return r
}

type entryRenderer struct {
	e            *entry
	ground, line *canvas.Rectangle
	dot          *canvas.Circle
}

func (r *entryRenderer) Destroy() {}

func (r *entryRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.line, r.dot, r.e.date, r.e.kind, r.e.words}
}

func (r *entryRenderer) MinSize() fyne.Size {
	width := r.e.Size().Width
	return fyne.NewSize(r.e.before()+80, r.e.HeightFor(max(width, r.e.before()+80)))
}

func (r *entryRenderer) Layout(size fyne.Size) {
	e := r.e
	r.ground.Resize(size)
	line := fyne.MeasureText("国", theme.TextBody, fyne.TextStyle{}).Height
	middle := textTop + line/2
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	}
	place(e.date, side, textTop, e.dates, line)
	at := side + e.dates + rail/2
	place(r.dot, at-dot/2, middle-dot/2+1, dot, dot)
	top, foot := float32(0), size.Height
	if e.first {
		top = middle
	}
	if e.last {
		foot = middle
	}
	place(r.line, at-0.5, top, 1, foot-top)
	place(e.kind, side+e.dates+rail, textTop, e.kinds, line)
	place(e.words, e.before(), textTop, size.Width-e.before()-side, size.Height-textTop-textFoot)
}

func (r *entryRenderer) Refresh() {
	r.colour()
	r.Layout(r.e.Size())
	r.ground.Refresh()
	r.line.Refresh()
	r.dot.Refresh()
	r.e.date.Refresh()
	r.e.kind.Refresh()
	r.e.words.Refresh()
}

func (r *entryRenderer) colour() {
	e := r.e
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth, r.ground.CornerRadius = nil, nil, 0, theme.PillRadius
	if e.hovered && e.item.OnTap != nil {
		r.ground.FillColor = theme.Color(theme.Hover)
	}
	if e.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color("focus"), 2
	}
	r.line.FillColor = theme.Color(theme.Rule)
	r.dot.FillColor = theme.Color(theme.Faint)
	if e.item.Tone != widgets.Plain {
		r.dot.FillColor = theme.Color(e.item.Tone.Ink())
	}
	r.dot.StrokeColor, r.dot.StrokeWidth = theme.Color(theme.Surface), 1
}
