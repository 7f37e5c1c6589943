package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
)

// Entry is fyne's text entry 30 high, that lets the window's shortcuts and keys through.
type Entry struct {
	widget.Entry
	OnKey       func(e *fyne.KeyEvent) bool // sees keys first; true = used up
	OnFocusLost func()                      // the user went elsewhere

	OnFocusGained func()            // the keyboard came
	Outer         fyne.CanvasObject // the widget this is part of: fyne knows only that one
	faulty        bool
}

// outer is the widget on the canvas.
func (e *Entry) outer() fyne.CanvasObject {
	if e.Outer != nil {
		return e.Outer
	}
	return e
}

// NewEntry makes a single-line entry.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(placeholder)
	return e
}

// NewTextArea makes an entry of several lines.
func NewTextArea(placeholder string) *Entry {
	e := NewEntry(placeholder)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	return e
}

// TypedKey lets OnKey and the window have the keys the entry does not use.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(k) {
		return
	}
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF5, fyne.KeyF11:
		PassKey(e.outer(), k)
	default:
		e.Entry.TypedKey(k)
	}
}

// AcceptsTab is for Fyne: Tab moves on, also from an area of several lines.
func (e *Entry) AcceptsTab() bool { return false }

// TypedShortcut lets the window have what the entry does not use.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	if ok && !entryUses(custom) {
		PassShortcut(e.outer(), s)
		return
	}
	e.Entry.TypedShortcut(s)
}

// entryUses tells whether fyne's entry has a meaning of its own for the shortcut: moving
// by words and undo.
func entryUses(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight:
		return s.Modifier&fyne.KeyModifierAlt == 0
	case fyne.KeyA, fyne.KeyZ, fyne.KeyY, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyHome, fyne.KeyEnd, fyne.KeyInsert:
		return true
	}
	return false
}

// SetFaulty draws the border in the colour of faults.
func (e *Entry) SetFaulty(faulty bool) {
	if e.faulty != faulty {
		e.faulty = faulty
		e.Refresh()
	}
}

// FocusGained tells OnFocusGained.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if e.OnFocusGained != nil {
		e.OnFocusGained()
	}
}

// FocusLost tells OnFocusLost.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnFocusLost != nil {
		e.OnFocusLost()
	}
}

// CreateRenderer is fyne's, with a ground inside the border.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), entry: e}
	r.fill()
	return r
}

// entryRenderer makes the entry as high as a row, and fills fyne's border: with nothing
// inside, the graphics card draws its inner edge dark.
type entryRenderer struct {
	fyne.WidgetRenderer
	entry *Entry
}

// MinSize is a row high where there is one line.
func (r *entryRenderer) MinSize() fyne.Size {
	m := r.WidgetRenderer.MinSize()
	if !r.entry.MultiLine {
		m.Height = max(m.Height, theme.RowHeight)
	}
	return m
}

// Refresh takes the colours of the theme in force.
func (r *entryRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.fill()
}

func (r *entryRenderer) fill() {
	for _, o := range r.Objects() {
		if border, ok := o.(*canvas.Rectangle); ok && border.StrokeWidth > 0 {
			border.FillColor = theme.Color(theme.Surface)
			if r.entry.faulty {
				border.StrokeColor = theme.Color(theme.Behind)
			}
		}
	}
}
