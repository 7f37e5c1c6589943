package widgets

import (
	"fyne.io/fyne/v2"

	"xunshi/ui/theme"
)

// Labelled is a row of a form: quiet label left, field right at its own width.
func Labelled(label string, field fyne.CanvasObject) fyne.CanvasObject {
	return LabelledHint(label, field, "")
}

// LabelledHint is Labelled with a line below the field that explains it.
func LabelledHint(label string, field fyne.CanvasObject, hint string) fyne.CanvasObject {
	name := Fixed(LabelWidth, theme.RowHeight, NewText(label, TextStyle{Color: theme.Quiet}))
	right := []fyne.CanvasObject{Fixed(0, theme.RowHeight, Row(8, field))}
	if hint != "" {
		right = append(right, WrappedCaption(hint))
	}
	return Beside(name, 12, Column(2, right...))
}

// LabelWidth is how wide the labels of forms are.
const LabelWidth float32 = 112
