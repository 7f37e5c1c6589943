package paper

import (
	"fyne.io/fyne/v2"

	"xunshi/ui/widgets"
)

// lineStep is how far an arrow key scrolls.
const lineStep float32 = 60

// FocusGained shows that the keyboard is here.
func (v *View) FocusGained() { v.focused = true; v.Refresh() }

// FocusLost takes the sign away.
func (v *View) FocusLost() { v.focused = false; v.Refresh() }

// TypedRune zooms with + and −; 0 fits the width again.
func (v *View) TypedRune(r rune) {
	switch r {
	case '+', '=':
		v.ZoomBy(1)
	case '-', '−':
		v.ZoomBy(-1)
	case '0':
		v.SetZoom(FitWidth)
	}
}

// TypedKey scrolls: arrows by lines, PgUp and PgDn by screens, Home and End to the ends.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	if !v.Key(e.Name) {
		widgets.PassKey(v, e)
	}
}

// Key does what a key means to the pages and tells whether it has a meaning.
func (v *View) Key(name fyne.KeyName) bool {
	screen := max(v.scroll.Size().Height-lineStep, lineStep)
	at := v.scroll.Offset
	switch name {
	case fyne.KeyUp:
		v.scrollTo(at.Y - lineStep)
	case fyne.KeyDown:
		v.scrollTo(at.Y + lineStep)
	case fyne.KeyPageUp:
		v.scrollTo(at.Y - screen)
	case fyne.KeyPageDown, fyne.KeySpace:
		v.scrollTo(at.Y + screen)
	case fyne.KeyHome:
		v.scrollTo(0)
	case fyne.KeyEnd:
		v.scrollTo(v.scroll.desk.MinSize().Height)
	case fyne.KeyLeft:
		v.scroll.ScrollToOffset(fyne.NewPos(max(0, at.X-lineStep), at.Y))
	case fyne.KeyRight:
		v.scroll.ScrollToOffset(fyne.NewPos(at.X+lineStep, at.Y))
	default:
		return false
	}
	return true
}
