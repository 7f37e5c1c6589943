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
	v.Refresh() // what was just shown has no place yet
	at, ok := Offset(v.content, o)
	if !ok {
		return
	}
	const air = 12
	top := at.Y - air
	bottom := top + o.Size().Height + 2*air
	to := v.scroll.Offset
	switch {
	case top < to.Y:
		to.Y = max(top, 0)
	case bottom > to.Y+v.scroll.Size().Height:
		to.Y = min(bottom-v.scroll.Size().Height, max(top, 0))
	default:
		return
	}
	v.scroll.Offset = to
	v.scroll.Refresh()
}

// Holder is a widget that tells what it holds, so that Offset and Each find it.
type Holder interface{ Held() fyne.CanvasObject }

// Offset is where an object lies within another, through containers and Holders; ok is
// false where it is not found. Unlike the driver it knows what was never painted.
func Offset(root, o fyne.CanvasObject) (at fyne.Position, ok bool) {
	if root == o {
		return fyne.Position{}, true
	}
	for _, child := range below(root) {
		if at, ok := Offset(child, o); ok {
			return at.Add(child.Position()), true
		}
	}
	return fyne.Position{}, false
}

// Each visits an object and what lies within it, through containers and Holders.
func Each(root fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	visit(root)
	for _, child := range below(root) {
		Each(child, visit)
	}
}

func below(o fyne.CanvasObject) []fyne.CanvasObject {
	switch x := o.(type) {
	case *fyne.Container:
		return x.Objects
	case Holder:
		if held := x.Held(); held != nil {
			return []fyne.CanvasObject{held}
		}
	}
	return nil
}

// Scrolled is the mouse wheel, also when another widget hands it on.
func (v *VScroll) Scrolled(e *fyne.ScrollEvent) { v.scroll.Scrolled(e) }

// Top scrolls to the beginning.
func (v *VScroll) Top() { v.scroll.ScrollToTop() }

// Offset is how far the content is scrolled down.
func (v *VScroll) Offset() float32 { return v.scroll.Offset.Y }

// Held is the content.
func (v *VScroll) Held() fyne.CanvasObject { return v.content }

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
