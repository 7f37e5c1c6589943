package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
)

// TextStyle says how a Text looks. The zero value is body text in ink.
type TextStyle struct {
	Size     float32             // 0 = theme.TextBody
	Color    fyne.ThemeColorName // "" = theme.Ink
	Bold     bool
	Align    fyne.TextAlign
	Wrap     bool // breaks into lines at the width it is given
	Ellipsis bool // shortens with … where the width does not suffice
}

// Text is a piece of text without padding, exact to the pixel.
type Text struct {
	widget.BaseWidget
	text  string
	style TextStyle
	width float32 // width the lines were broken for
}

// NewText makes a text in a style.
func NewText(text string, style TextStyle) *Text {
	t := &Text{text: text, style: style}
	t.ExtendBaseWidget(t)
	return t
}

// Body is running text that does not wrap.
func Body(text string) *Text { return NewText(text, TextStyle{}) }

// Strong is bold body text.
func Strong(text string) *Text { return NewText(text, TextStyle{Bold: true}) }

// Caption is quiet small text: units, 口径, hints.
func Caption(text string) *Text {
	return NewText(text, TextStyle{Size: theme.TextCaption, Color: theme.Quiet})
}

// Title is a page or panel title.
func Title(text string) *Text { return NewText(text, TextStyle{Size: theme.TextTitle, Bold: true}) }

// Wrapped is body text that breaks into lines.
func Wrapped(text string) *Text { return NewText(text, TextStyle{Wrap: true}) }

// WrappedCaption is quiet small text that breaks into lines.
func WrappedCaption(text string) *Text {
	return NewText(text, TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Wrap: true})
}

// Text shown.
func (t *Text) Text() string { return t.text }

// SetText changes the text.
func (t *Text) SetText(text string) {
	if t.text == text {
		return
	}
	t.text = text
	t.Refresh()
}

// SetStyle changes the look.
func (t *Text) SetStyle(style TextStyle) {
	if t.style == style {
		return
	}
	t.style = style
	t.Refresh()
}

// SetColor changes the colour.
func (t *Text) SetColor(name fyne.ThemeColorName) {
	style := t.style
	style.Color = name
	t.SetStyle(style)
}

// Style of the text.
func (t *Text) Style() TextStyle { return t.style }

func (t *Text) size() float32 {
	if t.style.Size == 0 {
		return theme.TextBody
	}
	return t.style.Size
}

func (t *Text) fontStyle() fyne.TextStyle { return fyne.TextStyle{Bold: t.style.Bold} }

func (t *Text) measure(s string) fyne.Size { return fyne.MeasureText(s, t.size(), t.fontStyle()) }

// HeightFor is the height the text takes at a width.
func (t *Text) HeightFor(width float32) float32 {
	line := t.measure("国").Height
	if !t.style.Wrap {
		return line
	}
	return line * float32(len(wrapText(t.text, width, t.runeWidth)))
}

func (t *Text) runeWidth(r rune) float32 { return runeWidth(r, t.size(), t.style.Bold) }

// CreateRenderer draws the lines.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{text: t}
	r.Refresh()
	return r
}

type textRenderer struct {
	text  *Text
	lines []*canvas.Text
	objs  []fyne.CanvasObject
}

func (r *textRenderer) Destroy() {}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objs }

func (r *textRenderer) MinSize() fyne.Size {
	t := r.text
	switch {
	case t.style.Wrap:
		width := t.width
		if width < 1 {
			width = 240
		}
		return fyne.NewSize(40, t.HeightFor(width))
	case t.style.Ellipsis:
		full := t.measure(t.text)
		return fyne.NewSize(min(full.Width, 24), t.measure("国").Height)
	}
	size := t.measure(t.text)
	size.Height = t.measure("国").Height
	return size
}

func (r *textRenderer) Layout(size fyne.Size) {
	t := r.text
	if t.width != size.Width {
		t.width = size.Width
		if t.style.Wrap || t.style.Ellipsis {
			r.build()
		}
	}
	line := t.measure("国").Height
	top := float32(0)
	if !t.style.Wrap {
		top = (size.Height - line) / 2
	}
	for i, l := range r.lines {
		l.Move(fyne.NewPos(0, top+float32(i)*line))
		l.Resize(fyne.NewSize(size.Width, line))
	}
}

func (r *textRenderer) Refresh() {
	r.build()
	r.Layout(r.text.Size())
	for _, l := range r.lines {
		l.Refresh()
	}
}

func (r *textRenderer) build() {
	t := r.text
	lines := []string{t.text}
	switch {
	case t.style.Wrap && t.width > 0:
		lines = wrapText(t.text, t.width, t.runeWidth)
	case t.style.Ellipsis && t.width > 0:
		lines[0] = shorten(t.text, t.width, t.runeWidth)
	}
	name := t.style.Color
	if name == "" {
		name = theme.Ink
	}
	r.lines, r.objs = r.lines[:0], r.objs[:0]
	for _, s := range lines {
		c := canvas.NewText(s, theme.Color(name))
		c.TextSize, c.TextStyle, c.Alignment = t.size(), t.fontStyle(), t.style.Align
		r.lines = append(r.lines, c)
		r.objs = append(r.objs, c)
	}
}
