package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// HeightFor is the height an object takes at a width: texts that wrap say so, everything
// else has its least height.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	switch x := o.(type) {
	case interface{ HeightFor(float32) float32 }:
		return x.HeightFor(width)
	case *fyne.Container:
		if l, ok := x.Layout.(interface {
			heightFor([]fyne.CanvasObject, float32) float32
		}); ok {
			return l.heightFor(x.Objects, width)
		}
	}
	return o.MinSize().Height
}

type column struct{ gap float32 }

// Column stacks objects from the top at full width with a gap; wrapping texts get the
// height they need at that width.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap}, objects...)
}

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	visible := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width = max(size.Width, m.Width)
		size.Height += m.Height
		visible++
	}
	size.Height += c.gap * float32(max(visible-1, 0))
	return size
}

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := HeightFor(o, size.Width)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + c.gap
	}
}

func (c *column) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h, visible := float32(0), 0
	for _, o := range objects {
		if o.Visible() {
			h += HeightFor(o, width)
			visible++
		}
	}
	return h + c.gap*float32(max(visible-1, 0))
}

type row struct {
	gap  float32
	flow bool
}

// Row puts objects side by side at their least width, centred in height. A Spacer takes
// the width that is left.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&row{gap: gap}, objects...)
}

// Flow is a Row that goes on in a new line where the width is used up.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&row{gap: gap, flow: true}, objects...)
}

// Spacer takes the room that is left in a Row.
func Spacer() fyne.CanvasObject {
	s := canvas.NewRectangle(nil)
	return &spacer{s}
}

type spacer struct{ *canvas.Rectangle }

func isSpacer(o fyne.CanvasObject) bool { _, ok := o.(*spacer); return ok }

func (r *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	visible := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Height = max(size.Height, m.Height)
		if r.flow {
			size.Width = max(size.Width, m.Width)
			continue
		}
		size.Width += m.Width
		visible++
	}
	size.Width += r.gap * float32(max(visible-1, 0))
	return size
}

func (r *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if r.flow {
		r.place(objects, size.Width, true)
		return
	}
	free, spacers := size.Width-r.MinSize(objects).Width, 0
	for _, o := range objects {
		if o.Visible() && isSpacer(o) {
			spacers++
		}
	}
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if isSpacer(o) {
			m.Width = max(0, free/float32(spacers))
		}
		o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		o.Resize(m)
		x += m.Width + r.gap
	}
}

func (r *row) place(objects []fyne.CanvasObject, width float32, move bool) float32 {
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && x+m.Width > width {
			x, y, line = 0, y+line+r.gap, 0
		}
		if move {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(min(m.Width, width), m.Height))
		}
		x += m.Width + r.gap
		line = max(line, m.Height)
	}
	return y + line
}

func (r *row) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if r.flow {
		return r.place(objects, width, false)
	}
	return r.MinSize(objects).Height
}

type inset struct{ pad Insets }

// Inset keeps distances around an object.
func Inset(pad Insets, o fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{pad}, o)
}

func (i *inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(m.Width+i.pad.Left+i.pad.Right, m.Height+i.pad.Top+i.pad.Bottom)
}

func (i *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(i.pad.Left, i.pad.Top))
	objects[0].Resize(inside(size, i.pad))
}

// inside is what a size leaves within insets, never negative.
func inside(size fyne.Size, pad Insets) fyne.Size {
	return fyne.NewSize(max(size.Width-pad.Left-pad.Right, 0), max(size.Height-pad.Top-pad.Bottom, 0))
}

func (i *inset) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return i.pad.Top + i.pad.Bottom + HeightFor(objects[0], width-i.pad.Left-i.pad.Right)
}

type fixed struct{ width, height float32 }

// Fixed gives an object a least width and height; 0 leaves its own.
func Fixed(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&fixed{width, height}, o)
}

func (f *fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	if f.width > 0 {
		m.Width = f.width
	}
	if f.height > 0 {
		m.Height = f.height
	}
	return m
}

func (f *fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
}

func (f *fixed) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if f.height > 0 {
		return f.height
	}
	if f.width > 0 {
		width = f.width
	}
	return HeightFor(objects[0], width)
}

type weighted struct {
	gap     float32
	weights []float32
}

// Weighted puts objects side by side at full height, the width shared by weights.
func Weighted(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&weighted{gap, weights}, objects...)
}

func (w *weighted) widths(objects []fyne.CanvasObject, total float32) []float32 {
	sum := float32(0)
	for i := range objects {
		sum += w.weight(i)
	}
	room := total - w.gap*float32(max(len(objects)-1, 0))
	widths := make([]float32, len(objects))
	for i := range objects {
		widths[i] = room * w.weight(i) / max(sum, 0.001)
	}
	return widths
}

func (w *weighted) weight(i int) float32 {
	if i < len(w.weights) {
		return w.weights[i]
	}
	return 1
}

func (w *weighted) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
	}
	size.Width += w.gap * float32(max(len(objects)-1, 0))
	return size
}

func (w *weighted) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, width := range w.widths(objects, size.Width) {
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(width, size.Height))
		x += width + w.gap
	}
}

func (w *weighted) heightFor(objects []fyne.CanvasObject, total float32) float32 {
	h := float32(0)
	for i, width := range w.widths(objects, total) {
		h = max(h, HeightFor(objects[i], width))
	}
	return h
}
