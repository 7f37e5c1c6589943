package charts

import (
	"fmt"
	"image"
	"image/draw"
	"io"
	"math"

	"github.com/golang/freetype/truetype"
	chart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// fine is how many units of the raster renderer make a device pixel.
const fine = 8

// exactDPI makes a font of size n n pixels high: the drawing context takes size × DPI for
// 26.6 fixed-point pixels, leaving out the division by 72 points.
const exactDPI = 64

const maxPixels = 200_000_000

// Raster draws spec into a picture of w×h logical pixels at scale (1 for ordinary, 2 for
// HiDPI screens). Where theme has no background the picture is transparent.
func Raster(spec Spec, w, h int, scale float64, theme Theme) (*image.RGBA, error) {
	pw, ph := math.Round(float64(w)*scale), math.Round(float64(h)*scale)
	if !(pw >= 1 && ph >= 1 && pw*ph <= maxPixels) {
		return nil, fmt.Errorf("chart picture of %d×%d at scale %g: size out of range", w, h, scale)
	}
	img := image.NewRGBA(image.Rect(0, 0, int(pw), int(ph)))
	if theme.Background.A > 0 {
		draw.Draw(img, img.Rect, image.NewUniform(theme.Background), image.Point{}, draw.Src)
	}
	c := canvas{theme: theme, grain: scale * fine, snap: fine, painted: true}
	s := layout(&spec, float64(w), float64(h))
	err := c.render(s, func(int, int) (chart.Renderer, error) { return newRaster(img) }, io.Discard)
	if err != nil {
		return nil, err
	}
	return img, nil
}

// raster is go-chart's renderer onto a picture, in units of 1/fine device pixel. go-chart's
// own fills by the even-odd rule, which cuts seams where strokes of a glyph overlap; this
// one fills by winding.
type raster struct {
	gc    *drawing.RasterGraphicContext
	style chart.Style
	angle float64
	dpi   float64
}

func newRaster(img *image.RGBA) (chart.Renderer, error) {
	gc, err := drawing.NewRasterGraphicContext(img)
	if err != nil {
		return nil, fmt.Errorf("opening picture to draw on: %w", err)
	}
	gc.SetFillRule(drawing.FillRuleWinding)
	gc.SetLineJoin(drawing.RoundJoin)
	gc.SetDPI(exactDPI)
	return &raster{gc: gc, dpi: 72}, nil
}

func px(v int) float64 { return float64(v) / fine }

// ResetStyle and the setters below implement chart.Renderer.
func (r *raster) ResetStyle() {
	r.style = chart.Style{Font: r.style.Font}
	r.angle = 0
}
func (r *raster) GetDPI() float64                 { return r.dpi }
func (r *raster) SetDPI(dpi float64)              { r.dpi = dpi }
func (r *raster) SetClassName(string)             {}
func (r *raster) SetStrokeColor(c drawing.Color)  { r.style.StrokeColor = c }
func (r *raster) SetFillColor(c drawing.Color)    { r.style.FillColor = c }
func (r *raster) SetStrokeWidth(w float64)        { r.style.StrokeWidth = w }
func (r *raster) SetStrokeDashArray(d []float64)  { r.style.StrokeDashArray = d }
func (r *raster) SetFont(f *truetype.Font)        { r.style.Font = f }
func (r *raster) SetFontColor(c drawing.Color)    { r.style.FontColor = c }
func (r *raster) SetFontSize(size float64)        { r.style.FontSize = size }
func (r *raster) SetTextRotation(radians float64) { r.angle = radians }
func (r *raster) ClearTextRotation()              { r.angle = 0 }

// MoveTo, LineTo, QuadCurveTo, ArcTo, Close and Circle make the path.
func (r *raster) MoveTo(x, y int) { r.gc.MoveTo(px(x), px(y)) }
func (r *raster) LineTo(x, y int) { r.gc.LineTo(px(x), px(y)) }
func (r *raster) QuadCurveTo(cx, cy, x, y int) {
	r.gc.QuadCurveTo(px(cx), px(cy), px(x), px(y))
}
func (r *raster) ArcTo(cx, cy int, rx, ry, start, delta float64) {
	r.gc.ArcTo(px(cx), px(cy), rx/fine, ry/fine, start, delta)
}
func (r *raster) Close() { r.gc.Close() }
func (r *raster) Circle(radius float64, x, y int) {
	rd := radius / fine
	r.gc.MoveTo(px(x)+rd, px(y))
	r.gc.ArcTo(px(x), px(y), rd, rd, 0, 2*math.Pi)
	r.gc.Close()
}

// Stroke draws the path and forgets it.
func (r *raster) Stroke() {
	if r.style.StrokeColor.A == 0 || r.style.StrokeWidth <= 0 {
		r.gc.BeginPath()
		return
	}
	r.pen()
	r.gc.Stroke()
}

func (r *raster) pen() {
	dash := make([]float64, len(r.style.StrokeDashArray))
	for i, d := range r.style.StrokeDashArray {
		dash[i] = d / fine
	}
	r.gc.SetStrokeColor(r.style.StrokeColor)
	r.gc.SetLineWidth(r.style.StrokeWidth / fine)
	r.gc.SetLineDash(dash, 0)
}

// Fill fills the path and forgets it.
func (r *raster) Fill() {
	if r.style.FillColor.A == 0 {
		r.gc.BeginPath()
		return
	}
	r.gc.SetFillColor(r.style.FillColor)
	r.gc.Fill()
}

// FillStroke fills and draws the path and forgets it.
func (r *raster) FillStroke() {
	switch {
	case r.style.FillColor.A == 0:
		r.Stroke()
	case r.style.StrokeColor.A == 0 || r.style.StrokeWidth <= 0:
		r.Fill()
	default:
		r.pen()
		r.gc.SetFillColor(r.style.FillColor)
		r.gc.FillStroke()
	}
}

// Text writes body with its base line on y.
func (r *raster) Text(body string, x, y int) {
	r.gc.SetFont(r.style.Font)
	r.gc.SetFontSize(r.style.FontSize / fine)
	r.gc.SetFillColor(r.style.FontColor)
	if r.angle != 0 {
		r.gc.Save()
		defer r.gc.Restore()
		r.gc.Translate(px(x), px(y))
		r.gc.Rotate(r.angle)
		x, y = 0, 0
	}
	if _, err := r.gc.CreateStringPath(body, px(x), math.Round(px(y))); err != nil {
		r.gc.BeginPath()
		return
	}
	r.gc.Fill()
}

// MeasureText is the size of body in units.
func (r *raster) MeasureText(body string) chart.Box { return measured(body, r.style) }

// measured is the box go-chart asks renderers for.
func measured(body string, st chart.Style) chart.Box {
	bold := st.Font == boldFace().font
	return chart.Box{
		Right:  int(math.Ceil(width(body, st.FontSize, bold))),
		Bottom: int(math.Ceil(st.FontSize * (ascent + descent))),
	}
}

// Save has nothing to do: the picture is there.
func (r *raster) Save(io.Writer) error { return nil }
