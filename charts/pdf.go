package charts

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"github.com/golang/freetype/truetype"
	chart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"xunshi/assets/fonts"
)

// PDFFamily is the font family PDF writes text in. A document that has added Noto Sans SC
// under this name (regular and "B") shares it; to others PDF adds it.
const PDFFamily = "NotoSansSC"

const (
	pdfGrain = 50          // units in a logical pixel
	mmPixel  = 25.4 / 96.0 // a logical pixel on paper
)

// PDF draws spec on pdf's current page, in the rectangle x, y, w, h (mm, from the top left
// corner), as vectors and real text in the light theme without a ground. The document's
// font, colours and line width are afterwards as they were; lines are solid.
func PDF(pdf *fpdf.Fpdf, spec Spec, x, y, w, h float64) error {
	if !(w > 0 && h > 0) {
		return fmt.Errorf("chart of %g×%g mm: size out of range", w, h)
	}
	if pdf.GetFontDesc(PDFFamily, "").Ascent == 0 {
		// fpdf writes into the bytes it is given
		pdf.AddUTF8FontFromBytes(PDFFamily, "", bytes.Clone(fonts.Regular))
		pdf.AddUTF8FontFromBytes(PDFFamily, "B", bytes.Clone(fonts.Bold))
	}
	restore := keep(pdf)
	defer restore()
	provider := func(int, int) (chart.Renderer, error) { return &page{pdf: pdf, x: x, y: y}, nil }
	c := canvas{theme: Light().Clear(), grain: pdfGrain}
	if err := c.render(layout(&spec, w/mmPixel, h/mmPixel), provider, io.Discard); err != nil {
		return err
	}
	if err := pdf.Error(); err != nil {
		return fmt.Errorf("chart %q on paper: %w", spec.Title, err)
	}
	return nil
}

// keep remembers the document's pens and gives the way back.
func keep(pdf *fpdf.Fpdf) (restore func()) {
	family, style := pdf.GetFontFamily(), pdf.GetFontStyle()
	size, _ := pdf.GetFontSize()
	dr, dg, db := pdf.GetDrawColor()
	fr, fg, fb := pdf.GetFillColor()
	tr, tg, tb := pdf.GetTextColor()
	wide := pdf.GetLineWidth()
	return func() {
		if family != "" {
			pdf.SetFont(family, style, size)
		}
		pdf.SetDrawColor(dr, dg, db)
		pdf.SetFillColor(fr, fg, fb)
		pdf.SetTextColor(tr, tg, tb)
		pdf.SetLineWidth(wide)
		pdf.SetDashPattern(nil, 0)
		pdf.SetLineJoinStyle("miter")
	}
}

// page is go-chart's renderer onto a page.
type page struct {
	pdf   *fpdf.Fpdf
	x, y  float64 // mm
	style chart.Style
	dpi   float64
	path  []func()
}

func mm(units float64) float64 { return units / pdfGrain * mmPixel }

func (p *page) at(x, y int) (px, py float64) { return p.x + mm(float64(x)), p.y + mm(float64(y)) }

// ResetStyle and the setters below implement chart.Renderer.
func (p *page) ResetStyle()                    { p.style = chart.Style{Font: p.style.Font} }
func (p *page) GetDPI() float64                { return p.dpi }
func (p *page) SetDPI(dpi float64)             { p.dpi = dpi }
func (p *page) SetClassName(string)            {}
func (p *page) SetStrokeColor(c drawing.Color) { p.style.StrokeColor = c }
func (p *page) SetFillColor(c drawing.Color)   { p.style.FillColor = c }
func (p *page) SetStrokeWidth(w float64)       { p.style.StrokeWidth = w }
func (p *page) SetStrokeDashArray(d []float64) { p.style.StrokeDashArray = d }
func (p *page) SetFont(f *truetype.Font)       { p.style.Font = f }
func (p *page) SetFontColor(c drawing.Color)   { p.style.FontColor = c }
func (p *page) SetFontSize(size float64)       { p.style.FontSize = size }
func (p *page) SetTextRotation(radians float64) {
	p.style.TextRotationDegrees = radians * 180 / math.Pi
}
func (p *page) ClearTextRotation() { p.style.TextRotationDegrees = 0 }

func (p *page) add(step func()) { p.path = append(p.path, step) }

// MoveTo, LineTo, QuadCurveTo, ArcTo, Close and Circle make the path.
func (p *page) MoveTo(x, y int) {
	px, py := p.at(x, y)
	p.add(func() { p.pdf.MoveTo(px, py) })
}
func (p *page) LineTo(x, y int) {
	px, py := p.at(x, y)
	p.add(func() { p.pdf.LineTo(px, py) })
}
func (p *page) QuadCurveTo(cx, cy, x, y int) {
	pcx, pcy := p.at(cx, cy)
	px, py := p.at(x, y)
	p.add(func() { p.pdf.CurveTo(pcx, pcy, px, py) })
}
func (p *page) ArcTo(cx, cy int, rx, ry, start, delta float64) {
	pcx, pcy := p.at(cx, cy)
	const deg = 180 / math.Pi
	p.add(func() { p.pdf.ArcTo(pcx, pcy, mm(rx), mm(ry), 0, -start*deg, -(start+delta)*deg) })
}
func (p *page) Close() { p.add(p.pdf.ClosePath) }
func (p *page) Circle(radius float64, x, y int) {
	const k = 0.5522847498 // a quarter circle as a Bézier curve
	cx, cy := p.at(x, y)
	r := mm(radius)
	p.add(func() {
		p.pdf.MoveTo(cx+r, cy)
		p.pdf.CurveBezierCubicTo(cx+r, cy+k*r, cx+k*r, cy+r, cx, cy+r)
		p.pdf.CurveBezierCubicTo(cx-k*r, cy+r, cx-r, cy+k*r, cx-r, cy)
		p.pdf.CurveBezierCubicTo(cx-r, cy-k*r, cx-k*r, cy-r, cx, cy-r)
		p.pdf.CurveBezierCubicTo(cx+k*r, cy-r, cx+r, cy-k*r, cx+r, cy)
		p.pdf.ClosePath()
	})
}

// Stroke, Fill and FillStroke paint the path and forget it.
func (p *page) Stroke()     { p.paint(p.strokes(), false) }
func (p *page) Fill()       { p.paint(false, p.style.FillColor.A > 0) }
func (p *page) FillStroke() { p.paint(p.strokes(), p.style.FillColor.A > 0) }

func (p *page) strokes() bool { return p.style.StrokeColor.A > 0 && p.style.StrokeWidth > 0 }

func (p *page) paint(stroke, fill bool) {
	mode := ""
	if fill {
		c := p.style.FillColor
		p.pdf.SetFillColor(int(c.R), int(c.G), int(c.B))
		mode = "F"
	}
	if stroke {
		c := p.style.StrokeColor
		p.pdf.SetDrawColor(int(c.R), int(c.G), int(c.B))
		p.pdf.SetLineWidth(mm(p.style.StrokeWidth))
		dash := make([]float64, len(p.style.StrokeDashArray))
		for i, d := range p.style.StrokeDashArray {
			dash[i] = mm(d)
		}
		p.pdf.SetDashPattern(dash, 0)
		p.pdf.SetLineJoinStyle("round")
		mode += "D"
	}
	if mode != "" && len(p.path) > 0 {
		for _, step := range p.path {
			step()
		}
		p.pdf.DrawPath(mode)
	}
	p.path = nil
}

// Text writes body with its base line on y.
func (p *page) Text(body string, x, y int) {
	style := ""
	if p.style.Font == boldFace().font {
		style = "B"
	}
	c := p.style.FontColor
	p.pdf.SetFont(PDFFamily, style, mm(p.style.FontSize)*72/25.4)
	p.pdf.SetTextColor(int(c.R), int(c.G), int(c.B))
	px, py := p.at(x, y)
	body = strings.Map(printable, body)
	if a := p.style.TextRotationDegrees; a != 0 {
		p.pdf.TransformBegin()
		defer p.pdf.TransformEnd()
		p.pdf.TransformRotate(-a, px, py)
	}
	p.pdf.Text(px, py, body)
}

// MeasureText is the size of body in units.
func (p *page) MeasureText(body string) chart.Box { return measured(body, p.style) }

// Save has nothing to do: the page is drawn.
func (p *page) Save(io.Writer) error { return nil }
