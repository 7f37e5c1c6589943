package sheet

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/ui/widgets"
)

// FocusGained is for Fyne.
func (s *Sheet) FocusGained() { s.setFocus(true) }

// FocusLost is for Fyne.
func (s *Sheet) FocusLost() {
	s.shift = false
	s.setFocus(false)
}

func (s *Sheet) setFocus(on bool) {
	s.focused = on
	if s.OnFocus != nil {
		s.OnFocus(on)
	}
	s.Redraw()
}

// AcceptsTab is for Fyne.
func (s *Sheet) AcceptsTab() bool { return s.TakesTab }

// TypedRune is for Fyne.
func (s *Sheet) TypedRune(r rune) {
	if s.OnRune != nil {
		s.OnRune(r)
	}
}

// TypedKey is for Fyne.
func (s *Sheet) TypedKey(e *fyne.KeyEvent) {
	if s.OnKey == nil || !s.OnKey(e) {
		widgets.PassKey(s, e)
	}
}

// KeyDown is for Fyne.
func (s *Sheet) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		s.shift = true
	}
}

// KeyUp is for Fyne.
func (s *Sheet) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		s.shift = false
	}
}

// TypedShortcut is for Fyne. Shortcuts nobody here wants go on to the window, which
// otherwise would not see them while the sheet has the keyboard.
func (s *Sheet) TypedShortcut(sc fyne.Shortcut) {
	if s.OnShortcut != nil && s.OnShortcut(sc) {
		return
	}
	widgets.PassShortcut(s, sc)
}
