package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

type beside struct {
	gap  float32
	tail bool // the object on the right keeps its width, not the one on the left
}

// Beside puts an object at its own width left of one that takes the rest, tops level.
func Beside(left fyne.CanvasObject, gap float32, right fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{gap: gap}, left, right)
}

// Ends puts an object that takes the rest left of one at its own width.
func Ends(left fyne.CanvasObject, gap float32, right fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{gap: gap, tail: true}, left, right)
}

func (b *beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(l.Width+b.gap+r.Width, max(l.Height, r.Height))
}

// widths shares a width between the two.
func (b *beside) widths(o []fyne.CanvasObject, total float32) (left, right float32) {
	if b.tail {
		right = o[1].MinSize().Width
		return max(total-right-b.gap, 0), right
	}
	left = o[0].MinSize().Width
	return left, max(total-left-b.gap, 0)
}

func (b *beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left, right := b.widths(o, size.Width)
	lh, rh := size.Height, size.Height
	if !b.tail {
		lh = HeightFor(o[0], left)
	}
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(left, lh))
	o[1].Move(fyne.NewPos(left+b.gap, 0))
	o[1].Resize(fyne.NewSize(right, rh))
}

func (b *beside) heightFor(o []fyne.CanvasObject, width float32) float32 {
	left, right := b.widths(o, width)
	return max(HeightFor(o[0], left), HeightFor(o[1], right))
}
