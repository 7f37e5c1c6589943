package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// CanvasOf is the canvas an object is shown on, or nil.
func CanvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// PassKey hands a key that a focused widget has no use for (Esc, F5 …) to the window.
// fyne sends keys to the focused widget only; every focusable widget of the program ends
// its TypedKey with this.
func PassKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := CanvasOf(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// PassShortcut hands a shortcut that a focused widget has no use for (Ctrl+K …) to the
// window, as PassKey does for keys.
func PassShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := CanvasOf(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// Entry is fyne's text entry 30 high, that lets the window's shortcuts and keys through.
type Entry struct {
	widget.Entry
	OnKey       func(e *fyne.KeyEvent) bool // sees keys first; true = used up
	OnFocusLost func()                      // the user went elsewhere
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
		PassKey(e, k)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut lets the window have what the entry does not use.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	if ok && !entryUses(custom) {
		PassShortcut(e, s)
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

// FocusLost tells OnFocusLost.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnFocusLost != nil {
		e.OnFocusLost()
	}
}
