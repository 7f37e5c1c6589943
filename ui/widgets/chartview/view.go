// Package chartview shows a chart in the window: crisp at the canvas's scale, drawn anew
// when size or theme change, with the values under the pointer, and clickable.
package chartview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/charts"
	"xunshi/ui/theme"
)

// View is a chart. It is used on fyne's goroutine only.
type View struct {
	widget.BaseWidget
	// OnTapped opens what a category is made of; the points are those of the category
	// pressed, one a series. nil = the chart cannot be pressed.
	OnTapped func(points []charts.Point)

	spec    charts.Spec
	version int // counts the specs shown
	least   fyne.Size
	plot    charts.Plot
	at      fyne.Size // size the plot was laid out for
	points  []charts.Point
}

// New makes a view of a chart.
func New(spec charts.Spec) *View {
	v := &View{spec: spec, least: fyne.NewSize(160, 90)}
	v.ExtendBaseWidget(v)
	return v
}

// SetSpec shows another chart.
func (v *View) SetSpec(spec charts.Spec) {
	v.spec, v.points, v.at = spec, nil, fyne.Size{}
	v.version++
	v.Refresh()
}

// Spec is the chart shown.
func (v *View) Spec() charts.Spec { return v.spec }

// SetMinSize sets the least size the chart takes.
func (v *View) SetMinSize(size fyne.Size) {
	v.least = size
	v.Refresh()
}

// layoutAt gives the chart's geometry for the size in force.
func (v *View) layoutAt() *charts.Plot {
	size := whole(v.Size())
	if v.at != size {
		v.plot, v.at = charts.Layout(v.spec, int(size.Width), int(size.Height)), size
	}
	return &v.plot
}

// whole cuts a size to whole units, so that picture and geometry agree.
func whole(size fyne.Size) fyne.Size {
	return fyne.NewSize(float32(int(size.Width)), float32(int(size.Height)))
}

// MouseIn starts the hover.
func (v *View) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved shows the values of the category under the pointer.
func (v *View) MouseMoved(e *desktop.MouseEvent) {
	points, ok := v.layoutAt().At(float64(e.Position.X), float64(e.Position.Y))
	if !ok {
		points = nil
	}
	if !same(points, v.points) {
		v.points = points
		v.Refresh()
	}
}

// MouseOut ends the hover.
func (v *View) MouseOut() {
	if v.points != nil {
		v.points = nil
		v.Refresh()
	}
}

func same(a, b []charts.Point) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	return a[0].Index == b[0].Index
}

// Tapped opens the category pressed.
func (v *View) Tapped(e *fyne.PointEvent) {
	if v.OnTapped == nil {
		return
	}
	if points, ok := v.layoutAt().At(float64(e.Position.X), float64(e.Position.Y)); ok {
		v.OnTapped(points)
	}
}

// Cursor is a hand over values that can be opened.
func (v *View) Cursor() desktop.Cursor {
	if v.OnTapped != nil && v.points != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer draws picture and hover.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{view: v, guide: canvas.NewLine(nil), tip: newTip()}
	r.picture = canvas.NewRaster(r.draw)
	r.Refresh()
	return r
}

type renderer struct {
	view    *View
	picture *canvas.Raster
	guide   *canvas.Line
	dots    []*canvas.Circle
	tip     *tip
	drawn   drawn
}

func (r *renderer) Destroy() {}

func (r *renderer) MinSize() fyne.Size { return r.view.least }

func (r *renderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.picture, r.guide}
	for _, d := range r.dots {
		objects = append(objects, d)
	}
	return append(objects, r.tip.Panel)
}

func (r *renderer) Layout(size fyne.Size) {
	r.picture.Resize(whole(size))
	r.hover()
}

func (r *renderer) Refresh() {
	r.hover()
	r.picture.Refresh()
	canvas.Refresh(r.view)
}

// hover places guide, dots and tip for the category under the pointer.
func (r *renderer) hover() {
	points := r.view.points
	r.guide.Hidden = len(points) == 0
	r.tip.Hidden = len(points) == 0
	r.dots = r.dots[:0]
	if len(points) == 0 {
		return
	}
	area := r.view.plot.Area
	x := float32(points[0].X)
	r.guide.StrokeColor, r.guide.StrokeWidth = theme.Color(theme.Border), 1
	r.guide.Position1 = fyne.NewPos(x, float32(area.Y))
	r.guide.Position2 = fyne.NewPos(x, float32(area.Y+area.H))
	r.guide.Hidden = points[0].Bar.W > 0
	for _, p := range points {
		if p.Bar.W == 0 {
			r.dots = append(r.dots, r.dot(p))
		}
	}
	r.tip.show(points, r.view.spec.Unit)
	r.tip.placeNear(x, float32(area.Y), r.view.Size())
}

func (r *renderer) dot(p charts.Point) *canvas.Circle {
	const radius = 4
	d := canvas.NewCircle(theme.Color(theme.Brand))
	if r.view.spec.Series[p.Series].Style != charts.StyleActual {
		d.FillColor = theme.Color(theme.Quiet)
	}
	d.StrokeColor, d.StrokeWidth = theme.Color(theme.Surface), 1.5
	d.Move(fyne.NewPos(float32(p.X)-radius, float32(p.Y)-radius))
	d.Resize(fyne.NewSize(2*radius, 2*radius))
	return d
}
