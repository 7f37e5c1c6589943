package widgets

import (
	"fyne.io/fyne/v2"
)

// CanvasOf is the canvas an object is shown on, or nil.
func CanvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// Focus gives o the keyboard. An object that was never painted has no canvas yet; it is
// looked for in the window then, if there is only one.
func Focus(o interface {
	fyne.CanvasObject
	fyne.Focusable
}) {
	c := CanvasOf(o)
	if windows := fyne.CurrentApp().Driver().AllWindows(); c == nil && len(windows) == 1 {
		c = windows[0].Canvas()
	}
	if c != nil {
		c.Focus(o)
	}
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
