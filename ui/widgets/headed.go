package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

type headed struct{}

// Headed puts a head at its own height above content that takes the rest.
func Headed(head, content fyne.CanvasObject) *fyne.Container {
	return container.New(headed{}, head, content)
}

func (headed) MinSize(o []fyne.CanvasObject) fyne.Size {
	h, c := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(h.Width, c.Width), h.Height+c.Height)
}

func (headed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := HeightFor(o[0], size.Width)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width, h))
	o[1].Move(fyne.NewPos(0, h))
	o[1].Resize(fyne.NewSize(size.Width, max(size.Height-h, 0)))
}

func (headed) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return HeightFor(o[0], width) + HeightFor(o[1], width)
}

type footed struct{}

// Foot puts a foot at its own height below content that takes the rest.
func Foot(content, foot fyne.CanvasObject) *fyne.Container {
	return container.New(footed{}, content, foot)
}

func (footed) MinSize(o []fyne.CanvasObject) fyne.Size { return headed{}.MinSize(o) }

func (footed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := HeightFor(o[1], size.Width)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width, max(size.Height-h, 0)))
	o[1].Move(fyne.NewPos(0, max(size.Height-h, 0)))
	o[1].Resize(fyne.NewSize(size.Width, h))
}

func (footed) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return headed{}.heightFor(o, width)
}
