package charts

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"github.com/golang/freetype/truetype"
	chart "github.com/wcharczuk/go-chart/v2"
)

// svgGrain is how many units of the SVG's view box make a logical pixel.
const svgGrain = 10

// boldMark goes before bold text on its way through go-chart, which knows no weights.
const boldMark = "\ue000"

// SVG draws spec as an SVG document of w×h pixels in the light theme. Its text is text, in
// Noto Sans SC where the reader has it.
func SVG(spec Spec, w, h int) ([]byte, error) {
	if w < 1 || h < 1 {
		return nil, fmt.Errorf("chart of %d×%d: size out of range", w, h)
	}
	var buf bytes.Buffer
	provider := func(w, h int) (chart.Renderer, error) {
		r, err := chart.SVG(w, h)
		return &svg{Renderer: r}, err
	}
	c := canvas{theme: Light(), grain: svgGrain}
	if err := c.render(layout(&spec, float64(w), float64(h)), provider, &buf); err != nil {
		return nil, err
	}
	out := strings.Replace(buf.String(), "<svg ", fmt.Sprintf(`<svg width="%d" height="%d" `, w, h), 1)
	out = strings.ReplaceAll(out, `">`+boldMark, `;font-weight:bold">`)
	return []byte(svgColor.ReplaceAllStringFunc(out, plainColor)), nil
}

var svgColor = regexp.MustCompile(`rgba\((\d+),(\d+),(\d+),([\d.]+)\)`)

// plainColor turns go-chart's rgba() colours, which office programs do not read, into
// #rrggbb, and those that cannot be seen into none.
func plainColor(rgba string) string {
	m := svgColor.FindStringSubmatch(rgba)
	if m[4] == "0.0" {
		return "none"
	}
	var v [3]int
	for i := range v {
		v[i], _ = strconv.Atoi(m[i+1]) // digits by the expression
	}
	return fmt.Sprintf("#%02x%02x%02x", v[0], v[1], v[2])
}

// svg is go-chart's SVG renderer made fit for any text: it escapes, keeps bold, leaves out
// empty paths and measures with our own metrics.
type svg struct {
	chart.Renderer
	style chart.Style
	path  bool
}

// SetFont, SetFontSize and ResetStyle keep what Text and MeasureText need to know.
func (r *svg) SetFont(f *truetype.Font) { r.style.Font = f; r.Renderer.SetFont(f) }
func (r *svg) SetFontSize(size float64) { r.style.FontSize = size; r.Renderer.SetFontSize(size) }
func (r *svg) ResetStyle()              { r.style = chart.Style{Font: r.style.Font}; r.Renderer.ResetStyle() }

// MoveTo, LineTo, Stroke, Fill and FillStroke keep track of whether there is a path.
func (r *svg) MoveTo(x, y int) { r.path = true; r.Renderer.MoveTo(x, y) }
func (r *svg) LineTo(x, y int) { r.path = true; r.Renderer.LineTo(x, y) }
func (r *svg) Stroke()         { r.finish(r.Renderer.Stroke) }
func (r *svg) Fill()           { r.finish(r.Renderer.Fill) }
func (r *svg) FillStroke()     { r.finish(r.Renderer.FillStroke) }

func (r *svg) finish(draw func()) {
	if r.path {
		draw()
	}
	r.path = false
}

// Text writes body as text.
func (r *svg) Text(body string, x, y int) {
	body = html.EscapeString(strings.Map(printable, body))
	if r.style.Font == boldFace().font {
		body = boldMark + body
	}
	r.Renderer.Text(body, x, y)
}

// printable drops what XML and PDF text cannot hold.
func printable(c rune) rune {
	if c < 0x20 || c == 0x7f || c == 0xfffe || c == 0xffff || c == []rune(boldMark)[0] {
		return -1
	}
	return c
}

// MeasureText is the size of body in units.
func (r *svg) MeasureText(body string) chart.Box { return measured(body, r.style) }
