package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
)

// ProgressBar shows a share of a whole with a tick where it should be by now (时间进度).
type ProgressBar struct {
	widget.BaseWidget
	done, tick float64
	height     float32
}

// NoTick leaves the tick of a ProgressBar out.
const NoTick float64 = -1

// NewProgressBar makes a bar: done and tick are shares, 1 = the whole; values beyond are
// drawn at the end.
func NewProgressBar(done, tick float64) *ProgressBar {
	p := &ProgressBar{done: done, tick: tick, height: 8}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the shares.
func (p *ProgressBar) Set(done, tick float64) {
	p.done, p.tick = done, tick
	p.Refresh()
}

// CreateRenderer draws track, bar and tick.
func (p *ProgressBar) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{bar: p, track: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil), tick: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type progressRenderer struct {
	bar               *ProgressBar
	track, fill, tick *canvas.Rectangle
}

func (r *progressRenderer) Destroy() {}

func (r *progressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.track, r.fill, r.tick}
}

func (r *progressRenderer) MinSize() fyne.Size { return fyne.NewSize(40, r.bar.height+6) }

func (r *progressRenderer) Layout(size fyne.Size) {
	h := r.bar.height
	y := (size.Height - h) / 2
	r.track.Move(fyne.NewPos(0, y))
	r.track.Resize(fyne.NewSize(size.Width, h))
	width := size.Width * float32(min(max(r.bar.done, 0), 1))
	r.fill.Hidden = width <= 0
	r.fill.Move(fyne.NewPos(0, y))
	r.fill.Resize(fyne.NewSize(max(width, h), h))
	r.tick.Hidden = r.bar.tick < 0
	x := min(size.Width*float32(min(max(r.bar.tick, 0), 1)), size.Width-1)
	r.tick.Move(fyne.NewPos(max(x-1, 0), y-3))
	r.tick.Resize(fyne.NewSize(2, h+6))
}

func (r *progressRenderer) Refresh() {
	r.track.FillColor, r.fill.FillColor, r.tick.FillColor = theme.Color(theme.Track), theme.Color(theme.Brand), theme.Color(theme.Attention)
	r.track.CornerRadius, r.fill.CornerRadius = r.bar.height/2, r.bar.height/2
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}
