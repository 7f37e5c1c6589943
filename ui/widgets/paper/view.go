// Package paper shows laid-out pages as they will be printed: white sheets on a desk, drawn
// at the canvas's own resolution, off the interface goroutine and only while they are in
// sight. Table rows that know their ledger lines can be pressed.
package paper

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"xunshi/app/document"
	"xunshi/app/exporting/layout"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Render draws a page at dpi dots per inch. It is called off the interface goroutine.
type Render func(page layout.Page, dpi float64) (*image.RGBA, error)

// Zoom is the size of the paper on screen: 1 is its real size at 96 dots per inch.
type Zoom float64

// Zooms that follow the room there is.
const (
	FitWidth Zoom = 0
	FitPage  Zoom = -1
)

// Limits and steps of the zoom.
const (
	smallest Zoom = 0.25
	largest  Zoom = 4
	step     Zoom = 1.2
)

// unitsPerMM is how many of fyne's units a millimetre takes at zoom 1.
const unitsPerMM = 96 / 25.4

// View is the desk with the sheets. Its fields and methods are for fyne's goroutine; set
// the On… fields before it is shown.
type View struct {
	widget.BaseWidget
	OnDrill func(document.Drill) // a table row was pressed
	OnFault func(error)          // a page could not be drawn

	pages   []layout.Page
	zoom    Zoom
	painter *painter
	sheets  []*sheet
	scroll  *scroller
	bar     *bar
	focused bool
	spare   fyne.CanvasObject // shown when there are no pages
}

// New makes an empty desk.
func New(render Render) *View {
	v := &View{}
	v.painter = newPainter(render, v.painted)
	v.scroll = newScroller(v)
	v.bar = newBar(v)
	v.ExtendBaseWidget(v)
	v.bar.refresh()
	return v
}

// SetPages puts other pages on the desk; place and zoom stay where they can.
func (v *View) SetPages(pages []layout.Page) {
	before := v.sheets
	v.pages = pages
	v.painter.reset()
	v.sheets = make([]*sheet, len(pages))
	objects := make([]fyne.CanvasObject, len(pages))
	for i := range pages {
		v.sheets[i] = newSheet(v, i)
		if i < len(before) {
			v.sheets[i].picture = before[i].picture // until the new one is drawn: no flash of white
		}
		objects[i] = v.sheets[i]
	}
	v.scroll.desk.Objects = objects
	v.arrange()
	v.bar.refresh()
}

// SetEmpty gives what is shown when there are no pages.
func (v *View) SetEmpty(o fyne.CanvasObject) {
	v.spare = o
	v.Refresh()
}

// Top scrolls to the first page.
func (v *View) Top() { v.scrollTo(0) }

// Page is the number of the page in sight, from 1; 0 without pages.
func (v *View) Page() int {
	if len(v.pages) == 0 {
		return 0
	}
	return v.current() + 1
}

// Zoom in force.
func (v *View) Zoom() Zoom { return v.zoom }

// SetZoom changes the size of the paper and keeps the middle of the view in place.
func (v *View) SetZoom(z Zoom) {
	if z > 0 {
		z = min(max(z, smallest), largest)
	}
	if z == v.zoom {
		return
	}
	before, view := v.scroll.desk.Size(), v.scroll.Size()
	middle := v.scroll.Offset.AddXY(view.Width/2, view.Height/2)
	v.zoom = z
	v.arrange()
	if after := v.scroll.desk.Size(); before.Width > 0 && before.Height > 0 {
		v.scroll.ScrollToOffset(fyne.NewPos(max(0, middle.X*after.Width/before.Width-view.Width/2),
			max(0, middle.Y*after.Height/before.Height-view.Height/2)))
		v.moved()
	}
	v.bar.refresh()
}

// ZoomBy makes the paper n steps larger (smaller for n < 0).
func (v *View) ZoomBy(n int) {
	z := v.scale()
	for ; n > 0; n-- {
		z *= step
	}
	for ; n < 0; n++ {
		z /= step
	}
	v.SetZoom(z)
}

// scale is the zoom as a factor, whatever it follows.
func (v *View) scale() Zoom {
	if v.zoom > 0 || len(v.pages) == 0 {
		return max(v.zoom, smallest)
	}
	var wide, high float64
	for i := range v.pages {
		wide, high = max(wide, v.pages[i].Width), max(high, v.pages[i].Height)
	}
	room := v.scroll.Size()
	z := Zoom(float64(room.Width-2*deskMargin) / (wide * unitsPerMM))
	if v.zoom == FitPage {
		z = min(z, Zoom(float64(room.Height-2*deskMargin)/(high*unitsPerMM)))
	} else {
		z = min(z, 1.5) // wider paper only makes the eye travel
	}
	return min(max(z, smallest), largest)
}

// GoTo shows the top of a page, counted from 0.
func (v *View) GoTo(page int) {
	if len(v.sheets) == 0 {
		return
	}
	page = min(max(page, 0), len(v.sheets)-1)
	v.scrollTo(v.sheets[page].Position().Y - deskMargin)
}

// current is the index of the page that takes the upper part of the view.
func (v *View) current() int {
	line := v.scroll.Offset.Y + v.scroll.Size().Height/3
	for i, s := range v.sheets {
		if line < s.Position().Y+s.Size().Height+pageGap {
			return i
		}
	}
	return len(v.sheets) - 1
}

func (v *View) scrollTo(y float32) {
	v.scroll.ScrollToOffset(fyne.NewPos(v.scroll.Offset.X, max(0, y)))
	v.moved()
}

// arrange lays the sheets out anew for size and zoom.
func (v *View) arrange() {
	v.scroll.desk.Refresh()
	v.scroll.Refresh()
	v.moved()
	v.Refresh()
}

// moved is called after every scroll.
func (v *View) moved() {
	v.look()
	v.bar.refresh()
}

// Close ends the drawing of pages.
func (v *View) Close() { v.painter.close() }

// CreateRenderer draws the desk, the sheets and the bar below.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	r := &viewRenderer{view: v, ground: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil)}
	r.colour() // no layout yet: it asks where the sheets stand, which asks for this renderer
	return r
}

type viewRenderer struct {
	view         *View
	ground, ring *canvas.Rectangle
}

func (r *viewRenderer) Destroy() {}

func (r *viewRenderer) MinSize() fyne.Size { return fyne.NewSize(280, 200) }

func (r *viewRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.view.scroll}
	if r.view.spare != nil && len(r.view.pages) == 0 {
		objects = append(objects, r.view.spare)
	}
	return append(objects, r.view.bar.panel, r.ring)
}

func (r *viewRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.ring.Resize(size)
	desk := fyne.NewSize(size.Width, size.Height-barHeight)
	if r.view.scroll.Size() != desk {
		r.view.scroll.Resize(desk)
		r.view.scroll.desk.Refresh()
		r.view.scroll.Refresh()
		r.view.moved()
	}
	if r.view.spare != nil {
		r.view.spare.Resize(desk)
	}
	r.view.bar.panel.Move(fyne.NewPos(0, size.Height-barHeight))
	r.view.bar.panel.Resize(fyne.NewSize(size.Width, barHeight))
}

func (r *viewRenderer) Refresh() {
	r.colour()
	r.Layout(r.view.Size())
	r.ground.Refresh()
	r.ring.Refresh()
}

func (r *viewRenderer) colour() {
	r.ground.FillColor, r.ground.CornerRadius = theme.Color(theme.Desk), theme.CardRadius
	r.ring.FillColor, r.ring.CornerRadius = nil, theme.CardRadius
	r.ring.StrokeColor, r.ring.StrokeWidth = theme.Color(theme.Rule), 1
	if r.view.focused {
		r.ring.StrokeColor = theme.Color("focus")
	}
}

var _ fyne.Focusable = (*View)(nil)

// Focus gives the pages the keyboard.
func (v *View) Focus() {
	widgets.Focus(v)
}
