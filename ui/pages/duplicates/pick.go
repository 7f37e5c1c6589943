package duplicates

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// value is one side of a field that can be chosen to stay, by click or Space: the chosen
// one is tinted and ticked.
type value struct {
	widget.BaseWidget
	panel  *widgets.Panel
	style  widgets.PanelStyle
	tapped func()
}

func newValue(text string, chosen bool, tapped func()) *value {
	v := &value{style: widgets.PanelStyle{Line: theme.Border, Radius: theme.FieldRadius, Pad: widgets.PadXY(8, 6)}, tapped: tapped}
	words := widgets.TextStyle{Color: theme.Quiet, Wrap: true}
	mark := fyne.CanvasObject(widgets.Fixed(15, 15, widgets.Spacer()))
	if chosen {
		v.style.Fill, v.style.Line = theme.Selected, theme.Brand
		words.Color = theme.Ink
		mark = widgets.IconView(icons.Check, 15, theme.Brand)
	}
	v.panel = widgets.NewPanel(widgets.Beside(mark, 8, widgets.NewText(text, words)), v.style)
	v.ExtendBaseWidget(v)
	return v
}

// Tapped chooses the value.
func (v *value) Tapped(*fyne.PointEvent) { v.tapped() }

// Cursor is a hand: the value can be pressed.
func (v *value) Cursor() desktop.Cursor { return desktop.PointerCursor }

// HeightFor is the height at a width, as the text breaks into lines.
func (v *value) HeightFor(width float32) float32 { return v.panel.HeightFor(width) }

// FocusGained shows that the keyboard is here.
func (v *value) FocusGained() { v.ring(true) }

// FocusLost takes the sign away.
func (v *value) FocusLost() { v.ring(false) }

func (v *value) ring(on bool) {
	style := v.style
	if on {
		style.Line = theme.BrandHover
	}
	v.panel.SetStyle(style)
}

// TypedKey chooses with Space or Enter.
func (v *value) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		v.tapped()
	default:
		widgets.PassKey(v, e)
	}
}

// TypedRune does nothing.
func (v *value) TypedRune(rune) {}

// TypedShortcut lets the window have the shortcuts.
func (v *value) TypedShortcut(s fyne.Shortcut) { widgets.PassShortcut(v, s) }

// CreateRenderer is for Fyne.
func (v *value) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.panel) }
