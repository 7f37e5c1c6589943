package orgchart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/app/team/orgchart"
	"xunshi/model"
	"xunshi/ui/widgets"
)

// Zooms of the chart.
const (
	zoomStep     float32 = 1.2
	zoomLeast    float32 = 0.2
	zoomMost     float32 = 2
	zoomReadable float32 = 0.6 // the chart opens no smaller than this
	boardPad     float32 = 24  // around the boxes
	scrollStep   float32 = 60
)

// chart is the drawn chart with its scrolling and zoom.
type chart struct {
	widget.BaseWidget
	OnOpen func(model.ID)
	OnFold func(model.ID)
	OnZoom func(zoom float32)

	board  *board
	scroll *container.Scroll
	plan   orgchart.Plan
	zoom   float32
	begun  bool // it was fitted once
}

func newChart() *chart {
	c := &chart{zoom: 1}
	c.board = newBoard(c)
	c.scroll = container.NewScroll(c.board)
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is for Fyne.
func (c *chart) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.scroll) }

// MinSize lets the chart be as small as the window makes it.
func (c *chart) MinSize() fyne.Size { return fyne.NewSize(200, 120) }

// Resize fits the chart when it first has room.
func (c *chart) Resize(size fyne.Size) {
	c.BaseWidget.Resize(size)
	c.begin()
}

// Set shows other boxes; zoom and place stay.
func (c *chart) Set(roots []*orgchart.Box) {
	c.plan = orgchart.Layout(roots)
	c.board.rebuild()
	c.scroll.Refresh()
	c.begin()
}

// begin fits the chart once, but keeps it readable.
func (c *chart) begin() {
	if c.begun || c.plan.Width == 0 || c.Size().Width < 10 {
		return
	}
	c.begun = true
	c.SetZoom(max(zoomReadable, c.fitting()))
	c.centre()
}

// fitting is the zoom at which the whole chart is in sight.
func (c *chart) fitting() float32 {
	w, h := c.Size().Width-2*boardPad, c.Size().Height-2*boardPad
	if c.plan.Width == 0 || w <= 0 || h <= 0 {
		return 1
	}
	return min(1, w/float32(c.plan.Width), h/float32(c.plan.Height))
}

// Fit shows the whole chart.
func (c *chart) Fit() {
	c.SetZoom(c.fitting())
	c.centre()
}

// ZoomBy makes the chart larger or smaller, the middle of the view staying in place.
func (c *chart) ZoomBy(factor float32) { c.SetZoom(c.zoom * factor) }

// SetZoom shows the chart at a size.
func (c *chart) SetZoom(zoom float32) {
	zoom = min(zoomMost, max(zoomLeast, zoom))
	view, before := c.scroll.Size(), c.board.MinSize()
	middle := fyne.NewPos((c.scroll.Offset.X+view.Width/2)/max(1, before.Width), (c.scroll.Offset.Y+view.Height/2)/max(1, before.Height))
	c.zoom = zoom
	c.board.rebuild()
	after := c.board.MinSize()
	c.scrollTo(middle.X*after.Width-view.Width/2, middle.Y*after.Height-view.Height/2)
	if c.OnZoom != nil {
		c.OnZoom(zoom)
	}
}

// centre brings the top of the chart to the middle.
func (c *chart) centre() { c.scrollTo((c.board.MinSize().Width-c.scroll.Size().Width)/2, 0) }

func (c *chart) scrollTo(x, y float32) {
	size, view := c.board.MinSize(), c.scroll.Size()
	c.scroll.Offset = fyne.NewPos(max(0, min(x, size.Width-view.Width)), max(0, min(y, size.Height-view.Height)))
	c.scroll.Refresh()
}

// Focus gives the chart the keyboard.
func (c *chart) Focus() { widgets.Focus(c.board) }

// board is the sheet the boxes stand on.
type board struct {
	widget.BaseWidget
	chart   *chart
	objects []fyne.CanvasObject
	tints   []tint
	size    fyne.Size
}

var _ fyne.Focusable = (*board)(nil)

func newBoard(c *chart) *board {
	b := &board{chart: c}
	b.ExtendBaseWidget(b)
	return b
}

// rebuild draws every box anew at the zoom in force.
func (b *board) rebuild() {
	plan, zoom := &b.chart.plan, b.chart.zoom
	b.size = fyne.NewSize(float32(plan.Width)*zoom+2*boardPad, float32(plan.Height)*zoom+2*boardPad)
	left := max(0, b.chart.scroll.Size().Width-b.size.Width) / 2 // a small chart stands in the middle
	b.objects, b.tints = draw(plan, zoom, fyne.NewPos(left+boardPad, boardPad))
	b.size.Width = max(b.size.Width, b.chart.scroll.Size().Width)
	b.Refresh()
}

// MinSize is the size of the chart.
func (b *board) MinSize() fyne.Size { return b.size }

// CreateRenderer is for Fyne.
func (b *board) CreateRenderer() fyne.WidgetRenderer { return &boardRenderer{b} }

// Tapped opens the person pressed, or folds what is below when the mark is pressed.
func (b *board) Tapped(e *fyne.PointEvent) {
	b.FocusGained()
	zoom := float64(b.chart.zoom)
	width := float32(b.chart.plan.Width)*b.chart.zoom + 2*boardPad
	left := max(0, b.chart.scroll.Size().Width-width) / 2
	x, y := float64(e.Position.X-left-boardPad)/zoom, float64(e.Position.Y-boardPad)/zoom
	for _, n := range b.chart.plan.Nodes {
		if x < n.X || x > n.X+orgchart.Width || y < n.Y || y > n.Y+orgchart.Height {
			continue
		}
		if len(n.Children) > 0 && x > n.X+orgchart.Width-foldWidth && y > n.Y+orgchart.Height/2 {
			b.chart.OnFold(n.ID)
			return
		}
		b.chart.OnOpen(n.ID)
		return
	}
}

// FocusGained is for Fyne: the chart has nothing to show for it.
func (b *board) FocusGained() {}

// FocusLost is for Fyne.
func (b *board) FocusLost() {}

// TypedRune zooms with + and −; 0 fits the window.
func (b *board) TypedRune(r rune) {
	switch r {
	case '+', '=':
		b.chart.ZoomBy(zoomStep)
	case '-', '−':
		b.chart.ZoomBy(1 / zoomStep)
	case '0':
		b.chart.Fit()
	}
}

// TypedKey scrolls with the arrows.
func (b *board) TypedKey(e *fyne.KeyEvent) {
	at := b.chart.scroll.Offset
	switch e.Name {
	case fyne.KeyLeft:
		b.chart.scrollTo(at.X-scrollStep, at.Y)
	case fyne.KeyRight:
		b.chart.scrollTo(at.X+scrollStep, at.Y)
	case fyne.KeyUp:
		b.chart.scrollTo(at.X, at.Y-scrollStep)
	case fyne.KeyDown:
		b.chart.scrollTo(at.X, at.Y+scrollStep)
	case fyne.KeyHome:
		b.chart.centre()
	default:
		widgets.PassKey(b, e)
	}
}

// TypedShortcut lets the window have the shortcuts.
func (b *board) TypedShortcut(s fyne.Shortcut) { widgets.PassShortcut(b, s) }

type boardRenderer struct{ board *board }

func (r *boardRenderer) Destroy()                     {}
func (r *boardRenderer) Layout(fyne.Size)             {}
func (r *boardRenderer) MinSize() fyne.Size           { return r.board.size }
func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.board.objects }

// Refresh draws the colours of the theme in force.
func (r *boardRenderer) Refresh() {
	recolour(r.board.tints)
	for _, o := range r.board.objects {
		o.Refresh()
	}
}
