package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

type beside struct{ gap float32 }

// newBeside puts a small object left of one that takes the rest of the width, tops level.
func newBeside(left fyne.CanvasObject, gap float32, right fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{gap}, left, right)
}

func (b *beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(l.Width+b.gap+r.Width, max(l.Height, r.Height))
}

func (b *beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l := o[0].MinSize()
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(l)
	o[1].Move(fyne.NewPos(l.Width+b.gap, 0))
	o[1].Resize(fyne.NewSize(size.Width-l.Width-b.gap, size.Height))
}

func (b *beside) heightFor(o []fyne.CanvasObject, width float32) float32 {
	l := o[0].MinSize()
	return max(l.Height, HeightFor(o[1], width-l.Width-b.gap))
}
