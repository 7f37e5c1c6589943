package pick

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/ui/widgets"
)

// Entry is a text entry that also hands Tab to OnKey, and tells when it loses the keyboard.
type Entry struct {
	widgets.Entry
	OnLost func()
}

// NewEntry makes an empty entry.
func NewEntry() *Entry {
	e := &Entry{}
	e.Outer = e
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab is for Fyne.
func (e *Entry) AcceptsTab() bool { return true }

// TypedKey hands Tab and all others to OnKey first.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyTab {
		if e.OnKey != nil {
			e.OnKey(k)
		}
		return
	}
	e.Entry.TypedKey(k)
}

// FocusLost is for Fyne.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnLost != nil {
		e.OnLost()
	}
}

// Shifted tells whether a shift key is held.
func Shifted() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}
