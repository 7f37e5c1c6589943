package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/icons"
	"xunshi/ui/theme"
)

// ButtonKind is the weight of a button.
type ButtonKind int

// Kinds of button: at most one Primary on a page.
const (
	Secondary  ButtonKind = iota // bordered, on white
	Primary                      // filled with the brand colour
	Flat                         // no border until the pointer is over it
	Danger                       // bordered, red words: destroys something
	choiceKind                   // bordered, ink words: shows a choice (period, region, unit)
)

// Button is 30 high, shows an icon, a text or both, is pressed by click, Enter or Space
// and shows its focus.
type Button struct {
	widget.DisableableWidget
	OnTapped func()

	kind     ButtonKind
	text     string
	icon     icons.Name
	trailing icons.Name
	height   float32

	OnFocused func() // the keyboard came
	leading   bool   // words at the left, a trailing icon at the right end
	faulty    bool

	hovered, focused bool
}

// NewButton makes a bordered button.
func NewButton(text string, tapped func()) *Button {
	return newButton(Secondary, "", text, tapped)
}

// NewIconButton makes a bordered button with an icon before the text.
func NewIconButton(icon icons.Name, text string, tapped func()) *Button {
	return newButton(Secondary, icon, text, tapped)
}

// NewPrimaryButton makes the page's main button; icon may be "".
func NewPrimaryButton(icon icons.Name, text string, tapped func()) *Button {
	return newButton(Primary, icon, text, tapped)
}

// NewFlatButton makes a button without a border; text or icon may be "".
func NewFlatButton(icon icons.Name, text string, tapped func()) *Button {
	return newButton(Flat, icon, text, tapped)
}

// NewDangerButton makes a button for what cannot simply be taken back.
func NewDangerButton(text string, tapped func()) *Button {
	return newButton(Danger, "", text, tapped)
}

func newButton(kind ButtonKind, icon icons.Name, text string, tapped func()) *Button {
	b := &Button{}
	b.init(kind, icon, text, tapped)
	b.ExtendBaseWidget(b)
	return b
}

func (b *Button) init(kind ButtonKind, icon icons.Name, text string, tapped func()) {
	b.OnTapped, b.kind, b.icon, b.text, b.height = tapped, kind, icon, text, theme.RowHeight
}

// SetText changes the words.
func (b *Button) SetText(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

// Text on the button.
func (b *Button) Text() string { return b.text }

// SetIcon changes the icon; "" takes it away.
func (b *Button) SetIcon(icon icons.Name) {
	b.icon = icon
	b.Refresh()
}

// SetHeight makes a lower or higher button.
func (b *Button) SetHeight(h float32) {
	b.height = h
	b.Refresh()
}

// SetLeading puts the words at the left and the arrow of a choice at the right end, as
// fields of a form have them.
func (b *Button) SetLeading(leading bool) {
	b.leading = leading
	b.Refresh()
}

// SetFaulty draws the border in the colour of faults.
func (b *Button) SetFaulty(faulty bool) {
	if b.faulty != faulty {
		b.faulty = faulty
		b.Refresh()
	}
}

// Tapped presses the button.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// MouseIn shows that the button can be pressed.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved does nothing.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the hover away.
func (b *Button) MouseOut() { b.hovered = false; b.Refresh() }

// FocusGained shows the focus ring.
func (b *Button) FocusGained() {
	b.focused = true
	b.Refresh()
	if b.OnFocused != nil {
		b.OnFocused()
	}
}

// FocusLost takes the ring away.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune does nothing.
func (b *Button) TypedRune(rune) {}

// TypedKey presses the button with Enter or Space.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		PassKey(b, e)
	}
}

// CreateRenderer draws the button.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		button: b,
		ground: canvas.NewRectangle(nil),
		label:  canvas.NewText("", nil),
		icon:   canvas.NewImageFromResource(nil),
		tail:   canvas.NewImageFromResource(nil),
	}
	r.label.TextSize = theme.TextBody
	r.Refresh()
	return r
}

// look is how a button is painted in its present state.
type look struct {
	fill, line, words fyne.ThemeColorName
}

func (b *Button) look() look {
	l := look{fill: theme.Surface, line: theme.Border, words: theme.Brand}
	switch b.kind {
	case Primary:
		l = look{fill: theme.Brand, line: theme.Brand, words: theme.OnBrand}
		if b.hovered {
			l.fill, l.line = theme.BrandHover, theme.BrandHover
		}
	case Flat:
		l = look{words: theme.Ink}
		if b.hovered {
			l.fill = theme.Hover
		}
	case Danger:
		l.words = theme.Behind
		if b.hovered {
			l.fill, l.line = theme.BehindTint, theme.Behind
		}
	case choiceKind:
		l.words = theme.Ink
		if b.hovered {
			l.fill = theme.Selected
		}
	case Secondary:
		if b.hovered {
			l.fill, l.line = theme.Selected, theme.Brand
		}
	}
	if b.Disabled() {
		l.words = theme.Faint
		if b.kind != Flat {
			l.fill, l.line = theme.NeutralTint, theme.Rule
		} else {
			l.fill = ""
		}
	}
	return l
}

type buttonRenderer struct {
	button     *Button
	ground     *canvas.Rectangle
	label      *canvas.Text
	icon, tail *canvas.Image
}

const (
	buttonIcon float32 = 16
	buttonTail float32 = 12
	buttonGap  float32 = 6
	leadingPad float32 = 6 // as in an entry
)

func (r *buttonRenderer) Destroy() {}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.label, r.tail}
}

func (r *buttonRenderer) pad() float32 {
	if r.button.text == "" {
		return (r.button.height - buttonIcon) / 2
	}
	if r.button.kind == choiceKind {
		return 10
	}
	return 13
}

func (r *buttonRenderer) inner() float32 {
	w := float32(0)
	if r.button.icon != "" {
		w += buttonIcon
	}
	if r.button.text != "" {
		if w > 0 {
			w += buttonGap
		}
		w += r.label.MinSize().Width
	}
	if r.button.trailing != "" {
		w += buttonGap - 2 + buttonTail
	}
	return w
}

func (r *buttonRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.inner()+2*r.pad(), r.button.height)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	x := (size.Width - r.inner()) / 2
	if r.button.leading {
		x = leadingPad
	}
	if r.button.icon != "" {
		r.icon.Move(fyne.NewPos(x, (size.Height-buttonIcon)/2))
		r.icon.Resize(fyne.NewSize(buttonIcon, buttonIcon))
		x += buttonIcon + buttonGap
	}
	m := r.label.MinSize()
	r.label.Move(fyne.NewPos(x, (size.Height-m.Height)/2-1)) // Noto sits low in its line
	r.label.Resize(m)
	if r.button.trailing != "" {
		if r.button.text != "" {
			x += m.Width + buttonGap - 2
		}
		if r.button.leading {
			x = size.Width - r.pad() - buttonTail
		}
		r.tail.Move(fyne.NewPos(x, (size.Height-buttonTail)/2))
		r.tail.Resize(fyne.NewSize(buttonTail, buttonTail))
	}
}

func (r *buttonRenderer) Refresh() {
	b, l := r.button, r.button.look()
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = optional(l.fill), optional(l.line), 0
	if l.line != "" {
		r.ground.StrokeWidth = 1
	}
	if b.faulty {
		r.ground.StrokeColor = theme.Color(theme.Behind)
	}
	if b.focused && !b.Disabled() {
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color("focus"), 2
	}
	r.ground.CornerRadius = theme.FieldRadius
	r.label.Text, r.label.Color = b.text, theme.Color(l.words)
	setIcon(r.icon, b.icon, l.words)
	tail := l.words
	if b.kind == choiceKind {
		tail = theme.Quiet
	}
	setIcon(r.tail, b.trailing, tail)
	r.Layout(b.Size())
	r.ground.Refresh()
	r.label.Refresh()
}

func optional(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return theme.Color(name)
}

func setIcon(image *canvas.Image, name icons.Name, c fyne.ThemeColorName) {
	if name == "" {
		image.Hide()
		return
	}
	image.Resource = icons.Colored(name, c)
	image.FillMode = canvas.ImageFillContain
	image.Show()
	image.Refresh()
}
