// Package fields lists what is known of a record: quiet labels left, values right, a rule
// below each, as on a card.
package fields

import (
	"fyne.io/fyne/v2"

	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pressrow"
)

// Field is one line.
type Field struct {
	Label string
	Value string // "" shows —
	Tone  widgets.Tone
	OnTap func() // makes the value a link; nil = it is not
	// More stands at the right end: a pill, stars; nil = nothing.
	More fyne.CanvasObject
}

// DefaultLabel is how wide labels are unless told otherwise.
const DefaultLabel float32 = 84

// New lists fields; values break into lines where they are long.
func New(fields ...Field) *fyne.Container { return NewWide(DefaultLabel, fields...) }

// NewWide is New with labels of another width.
func NewWide(label float32, fields ...Field) *fyne.Container {
	rows := make([]fyne.CanvasObject, len(fields))
	for i, f := range fields {
		rows[i] = row(label, f)
	}
	return widgets.Column(0, rows...)
}

// lineHeight is what a line of text takes; what stands at the end is centred on it.
const lineHeight float32 = 18

const air float32 = 6 // above and below the text: rows 30 high

func row(width float32, f Field) fyne.CanvasObject {
	label := widgets.NewText(f.Label, widgets.TextStyle{Color: theme.Quiet, Wrap: true})
	style := widgets.TextStyle{Color: f.Tone.Ink(), Wrap: true}
	if f.OnTap != nil && f.Tone == widgets.Plain {
		style.Color = theme.Brand
	}
	text := f.Value
	if text == "" {
		text, style.Color = "—", theme.Faint
	}
	value := fyne.CanvasObject(widgets.NewText(text, style))
	if f.More != nil {
		value = widgets.Ends(value, 8, widgets.Fixed(0, lineHeight, widgets.Row(0, f.More)))
	}
	pad := widgets.Insets{Top: air, Bottom: air}
	line := widgets.Beside(widgets.Fixed(width, 0, widgets.Inset(pad, label)), 8, widgets.Inset(pad, value))
	return pressrow.New(line, f.OnTap)
}
