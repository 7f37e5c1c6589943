// Package pick holds the fields that choose: a picker that finds by code, name, pinyin and
// initials, and a date field that understands how people type dates.
package pick

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// float is a panel over the window; a tap beside it closes it. Unlike fyne's pop-up it
// tells when it goes.
type float struct {
	widget.BaseWidget
	canvas fyne.Canvas
	panel  fyne.CanvasObject
	at     fyne.Position
	size   fyne.Size
	closed func()
}

// openFloat shows content at a place of the canvas, kept within it. closed is called once,
// whichever way it goes.
func openFloat(c fyne.Canvas, content fyne.CanvasObject, at fyne.Position, size fyne.Size, closed func()) *float {
	f := &float{canvas: c, at: at, size: size, closed: closed}
	f.panel = widgets.NewPanel(content, widgets.PanelStyle{
		Fill: theme.Surface, Line: theme.Border, Radius: theme.FieldRadius, Pad: widgets.Pad(1),
	})
	f.ExtendBaseWidget(f)
	c.Overlays().Add(f)
	f.Resize(c.Size())
	return f
}

// resize gives the panel another height.
func (f *float) resize(height float32) {
	f.size.Height = height
	f.Refresh()
	if f.canvas != nil {
		place{f}.Layout([]fyne.CanvasObject{f.panel}, f.Size())
	}
}

// Close takes the panel away.
func (f *float) Close() {
	if f.canvas == nil {
		return
	}
	f.canvas.Overlays().Remove(f)
	f.canvas = nil
	if f.closed != nil {
		f.closed()
	}
}

// Tapped is for Fyne: a tap beside the panel.
func (f *float) Tapped(*fyne.PointEvent) { f.Close() }

// TappedSecondary is for Fyne.
func (f *float) TappedSecondary(*fyne.PointEvent) { f.Close() }

// CreateRenderer is for Fyne.
func (f *float) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(place{f}, f.panel))
}

// place lays the panel out, moved in from the edges where it would be cut off.
type place struct{ f *float }

// Layout is for Fyne.
func (p place) Layout(objects []fyne.CanvasObject, room fyne.Size) {
	size := p.f.size.Max(objects[0].MinSize())
	size = fyne.NewSize(min(size.Width, room.Width), min(size.Height, room.Height))
	objects[0].Resize(size)
	objects[0].Move(fyne.NewPos(
		max(0, min(p.f.at.X, room.Width-size.Width-4)),
		max(0, min(p.f.at.Y, room.Height-size.Height-4))))
}

// MinSize is for Fyne.
func (place) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }
