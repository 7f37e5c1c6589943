package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// VScroll scrolls content up and down. Unlike fyne's it gives the content the height it
// takes at the width there is (see HeightFor), and at least its own.
type VScroll struct {
	widget.BaseWidget
	content fyne.CanvasObject
	tall    *tall
	scroll  *container.Scroll
}

// NewVScroll makes content scroll.
func NewVScroll(content fyne.CanvasObject) *VScroll {
	v := &VScroll{content: content, tall: &tall{}}
	v.scroll = container.NewVScroll(container.New(v.tall, content))
	v.ExtendBaseWidget(v)
	return v
}

// HeightFor is the whole height of the content at a width.
func (v *VScroll) HeightFor(width float32) float32 { return HeightFor(v.content, width) }

// Reveal scrolls as little as needed to show an object within the content.
func (v *VScroll) Reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	if driver.CanvasForObject(o) == nil {
		return
	}
	const air = 12
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(v.content).Y - air
	bottom := top + o.Size().Height + 2*air
	at := v.scroll.Offset
	switch {
	case top < at.Y:
		at.Y = max(top, 0)
	case bottom > at.Y+v.scroll.Size().Height:
		at.Y = min(bottom-v.scroll.Size().Height, max(top, 0))
	default:
		return
	}
	v.scroll.Offset = at
	v.scroll.Refresh()
}

// Top scrolls to the beginning.
func (v *VScroll) Top() { v.scroll.ScrollToTop() }

// Offset is how far the content is scrolled down.
func (v *VScroll) Offset() float32 { return v.scroll.Offset.Y }

// CreateRenderer is for Fyne.
func (v *VScroll) CreateRenderer() fyne.WidgetRenderer { return &vscrollRenderer{v} }

type vscrollRenderer struct{ v *VScroll }

func (r *vscrollRenderer) Destroy()                     {}
func (r *vscrollRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.v.scroll} }

func (r *vscrollRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.v.content.MinSize().Width, 32)
}

func (r *vscrollRenderer) Layout(size fyne.Size) {
	r.v.tall.width = size.Width
	r.v.scroll.Resize(size)
}

func (r *vscrollRenderer) Refresh() {
	r.Layout(r.v.Size())
	r.v.scroll.Refresh()
}

// tall is as high as its object is at the width last given.
type tall struct{ width float32 }

func (t *tall) MinSize(o []fyne.CanvasObject) fyne.Size {
	if t.width == 0 {
		return o[0].MinSize()
	}
	return fyne.NewSize(min(o[0].MinSize().Width, t.width), HeightFor(o[0], t.width))
}

func (t *tall) Layout(o []fyne.CanvasObject, size fyne.Size) {
	t.width = size.Width
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(size)
}
