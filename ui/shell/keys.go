package shell

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// bindKeys listens for the window's keys: Ctrl+K search, Ctrl+1 … pages, Alt+Left back,
// F5 reload, Esc closes. Widgets with the focus pass on what they have no use for (see
// widgets.PassKey).
func (s *Shell) bindKeys() {
	c := s.win.Canvas()
	add := func(mod fyne.KeyModifier, keys ...fyne.KeyName) {
		for _, key := range keys {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: mod}, s.TypedShortcut)
		}
	}
	add(fyne.KeyModifierShortcutDefault, fyne.KeyK)
	for i := 1; i <= 9; i++ {
		add(fyne.KeyModifierShortcutDefault, fyne.KeyName(strconv.Itoa(i)))
	}
	add(fyne.KeyModifierAlt, fyne.KeyLeft)
	add(fyne.KeyModifierShortcutDefault, pageKeys...)
	for _, shortcut := range []fyne.Shortcut{&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}, &fyne.ShortcutCopy{}, &fyne.ShortcutPaste{}, &fyne.ShortcutSelectAll{}} {
		c.AddShortcut(shortcut, s.TypedShortcut)
	}
	c.SetOnTypedKey(s.typedKey)
}

// TypedShortcut does what a shortcut of the window means, or offers it to the page. While
// a panel is open over the window shortcuts do nothing.
func (s *Shell) TypedShortcut(shortcut fyne.Shortcut) {
	if s.dialog != nil {
		return
	}
	if top := s.topSheet(); top != nil {
		if acceptsSheet(shortcut) {
			top.Accept()
		}
		return
	}
	custom, ok := shortcut.(*desktop.CustomShortcut)
	switch {
	case ok && custom.Modifier == fyne.KeyModifierAlt && custom.KeyName == fyne.KeyLeft:
		s.Back()
	case ok && custom.KeyName == fyne.KeyK:
		s.openSearch()
	case ok && custom.KeyName >= fyne.Key1 && custom.KeyName <= fyne.Key9:
		s.nav.nth(int(custom.KeyName[0] - '0'))
	default:
		s.pageShortcut(shortcut)
	}
}

// pageKeys are the Ctrl keys offered to the page.
var pageKeys = []fyne.KeyName{
	fyne.KeyD, fyne.KeyE, fyne.KeyF, fyne.KeyI, fyne.KeyN, fyne.KeyO, fyne.KeyP, fyne.KeyS,
	fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDelete,
}

// acceptsSheet tells whether a shortcut means the main button of a sheet: Ctrl+S, Ctrl+Enter.
func acceptsSheet(shortcut fyne.Shortcut) bool {
	s, ok := shortcut.(*desktop.CustomShortcut)
	return ok && s.Modifier&fyne.KeyModifierShortcutDefault != 0 &&
		(s.KeyName == fyne.KeyS || s.KeyName == fyne.KeyReturn || s.KeyName == fyne.KeyEnter)
}

func (s *Shell) pageShortcut(shortcut fyne.Shortcut) {
	v := s.current()
	if v == nil {
		return
	}
	if p, ok := v.page.(Shortcuts); ok && p.Shortcut(shortcut) {
		return
	}
	if _, undo := shortcut.(*fyne.ShortcutUndo); undo && v.back != nil {
		v.back()
	}
}

func (s *Shell) typedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		s.escape()
	case fyne.KeyF5:
		if v := s.current(); v != nil && !s.covered() {
			v.load()
			s.Refresh()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.dialog != nil && s.dialog.accept != nil {
			s.dialog.accept()
		} else if top := s.topSheet(); s.dialog == nil && top != nil {
			top.Accept()
		}
	}
}

// escape closes what lies on top: a panel, the search, a menu, a sheet; then the page may use it.
func (s *Shell) escape() {
	if s.dialog != nil {
		s.dialog.escape()
		return
	}
	if s.searching() {
		s.search.close()
		return
	}
	top := s.win.Canvas().Overlays().Top()
	if sheet := s.topSheet(); sheet != nil && top == fyne.CanvasObject(sheet) {
		sheet.Escape()
		return
	}
	if top != nil {
		s.win.Canvas().Overlays().Remove(top)
		return
	}
	if v := s.current(); v != nil {
		if p, ok := v.page.(Escaper); ok && p.Escape() {
			return
		}
	}
	s.win.Canvas().Unfocus()
}
