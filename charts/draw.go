package charts

import (
	"fmt"
	"image/color"
	"io"
	"math"

	chart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// canvas says how a renderer counts. go-chart's renderers take whole numbers only, so a
// logical pixel is many of them.
type canvas struct {
	theme   Theme
	grain   float64 // units in a logical pixel
	snap    float64 // units in a device pixel, to draw upright lines sharply; 0: no pixels
	painted bool    // the background is there already
}

// render draws the scene with go-chart: lines are its series, the rest are layers of ours
// around them.
func (c canvas) render(s *scene, provider chart.RendererProvider, w io.Writer) error {
	area, background := s.Area, paper(c.theme.Background)
	if c.painted {
		background = chart.ColorTransparent
	}
	ch := chart.Chart{
		Width: c.unit(s.Width), Height: c.unit(s.Height), DPI: 72, Font: regularFace().font,
		Background: chart.Style{
			FillColor: background, StrokeColor: chart.ColorTransparent,
			Padding: chart.Box{
				IsSet: true, Top: c.unit(area.Y), Left: c.unit(area.X),
				Right:  c.unit(s.Width) - c.unit(area.X+area.W),
				Bottom: c.unit(s.Height) - c.unit(area.Y+area.H),
			},
		},
		Canvas:         chart.Style{FillColor: chart.ColorTransparent, StrokeColor: chart.ColorTransparent},
		XAxis:          chart.XAxis{Style: chart.Hidden(), Range: span(s.x)},
		YAxis:          chart.YAxis{Style: chart.Hidden(), Range: span(s.y)},
		YAxisSecondary: chart.YAxis{Style: chart.Hidden()},
		Series:         []chart.Series{layer(func(r chart.Renderer) { c.ground(r, s) })},
	}
	for _, l := range s.lines {
		ch.Series = append(ch.Series, c.series(l))
	}
	ch.Series = append(ch.Series, layer(func(r chart.Renderer) { c.above(r, s) }))
	if err := ch.Render(provider, w); err != nil {
		return fmt.Errorf("drawing chart %q: %w", s.spec.Title, err)
	}
	return nil
}

func span(a axis) *chart.ContinuousRange {
	if a.lo == a.hi {
		return &chart.ContinuousRange{Min: 0, Max: 1}
	}
	return &chart.ContinuousRange{Min: a.lo, Max: a.hi}
}

func (c canvas) series(l polyline) chart.ContinuousSeries {
	st := chart.Style{StrokeColor: ink(c.theme.color(l.paint)), StrokeWidth: l.wide * c.grain}
	if l.dashed {
		st.StrokeDashArray = []float64{5 * c.grain, 4 * c.grain}
	}
	return chart.ContinuousSeries{Style: st, XValues: l.xs, YValues: l.ys}
}

// layer is a go-chart series that draws what it likes.
type layer func(chart.Renderer)

// GetName, GetYAxis, GetStyle and Validate make a layer a series.
func (layer) GetName() string           { return "" }
func (layer) GetYAxis() chart.YAxisType { return chart.YAxisPrimary }
func (layer) GetStyle() chart.Style     { return chart.Style{} }
func (layer) Validate() error           { return nil }

// Render draws the layer.
func (l layer) Render(r chart.Renderer, _ chart.Box, _, _ chart.Range, _ chart.Style) { l(r) }

// ground draws what lies below the lines: grid, bars, marks across bars.
func (c canvas) ground(r chart.Renderer, s *scene) {
	for _, a := range s.areas {
		c.shape(r, a)
	}
	for _, st := range s.strokes {
		if !st.over {
			c.stroke(r, st)
		}
	}
	for _, f := range s.fills {
		c.fill(r, f)
	}
	for _, st := range s.strokes {
		if st.over {
			c.stroke(r, st)
		}
	}
}

// above draws what lies on the lines: dots and texts.
func (c canvas) above(r chart.Renderer, s *scene) {
	for _, d := range s.dots {
		r.ResetStyle()
		r.SetFillColor(ink(c.theme.color(d.paint)))
		r.Circle(d.r*c.grain, c.unit(d.x), c.unit(d.y))
		r.Fill()
	}
	for _, t := range s.texts {
		if t.halo && c.theme.Background.A > 0 {
			b := textBox(t.body, t.x, t.y, t.size, t.bold, alignLeft)
			c.fill(r, fill{Rect{b.X - 2, b.Y, b.W + 4, b.H}, paintGround})
		}
		r.ResetStyle()
		r.SetFont(faceOf(t.bold).font)
		r.SetFontSize(t.size * c.grain)
		r.SetFontColor(ink(c.theme.color(t.paint)))
		r.Text(t.body, c.unit(t.x), c.unit(t.y))
	}
}

func (c canvas) stroke(r chart.Renderer, s stroke) {
	r.ResetStyle()
	r.SetStrokeColor(ink(c.theme.color(s.paint)))
	r.SetStrokeWidth(s.wide * c.grain)
	if s.dashed {
		r.SetStrokeDashArray([]float64{4 * c.grain, 3 * c.grain})
	}
	x1, y1, x2, y2 := c.unit(s.x1), c.unit(s.y1), c.unit(s.x2), c.unit(s.y2)
	if s.x1 == s.x2 {
		x1 = c.crisp(s.x1, s.wide)
		x2 = x1
	}
	if s.y1 == s.y2 {
		y1 = c.crisp(s.y1, s.wide)
		y2 = y1
	}
	r.MoveTo(x1, y1)
	r.LineTo(x2, y2)
	r.Stroke()
}

func (c canvas) fill(r chart.Renderer, f fill) {
	x1, y1, x2, y2 := c.edge(f.X), c.edge(f.Y), c.edge(f.X+f.W), c.edge(f.Y+f.H)
	if least := int(math.Max(1, c.snap)); x2 == x1 && f.W > 0 {
		x2 += least
	} else if y2 == y1 && f.H > 0 {
		y2 += least
	}
	r.ResetStyle()
	r.SetFillColor(ink(c.theme.color(f.paint)))
	r.MoveTo(x1, y1)
	r.LineTo(x2, y1)
	r.LineTo(x2, y2)
	r.LineTo(x1, y2)
	r.Close()
	r.Fill()
}

func (c canvas) shape(r chart.Renderer, a area) {
	r.ResetStyle()
	r.SetFillColor(ink(c.theme.color(a.paint)))
	r.MoveTo(c.unit(a.xs[0]), c.unit(a.ys[0]))
	for i := 1; i < len(a.xs); i++ {
		r.LineTo(c.unit(a.xs[i]), c.unit(a.ys[i]))
	}
	r.Close()
	r.Fill()
}

func (c canvas) unit(v float64) int { return int(math.Round(v * c.grain)) }

// edge is v on a pixel boundary.
func (c canvas) edge(v float64) int {
	if c.snap == 0 {
		return c.unit(v)
	}
	return int(math.Round(v*c.grain/c.snap) * c.snap)
}

// crisp is where the middle of an upright line must lie for its sides to fall on pixel
// boundaries.
func (c canvas) crisp(v, wide float64) int {
	if c.snap == 0 {
		return c.unit(v)
	}
	pixels := math.Max(1, math.Round(wide*c.grain/c.snap))
	return int((math.Round(v*c.grain/c.snap-pixels/2) + pixels/2) * c.snap)
}

func ink(v color.RGBA) drawing.Color { return drawing.Color{R: v.R, G: v.G, B: v.B, A: v.A} }

func paper(v color.RGBA) drawing.Color {
	if v.A == 0 {
		return chart.ColorTransparent
	}
	return ink(v)
}
