package charts

import "math"

// Rect is an upright rectangle in logical pixels, y downwards.
type Rect struct{ X, Y, W, H float64 }

// Overlaps tells whether the two share an area.
func (r Rect) Overlaps(o Rect) bool {
	return r.X < o.X+o.W && o.X < r.X+r.W && r.Y < o.Y+o.H && o.Y < r.Y+r.H
}

// Inside tells whether r lies within o.
func (r Rect) Inside(o Rect) bool {
	const slack = 0.01
	return r.X >= o.X-slack && r.Y >= o.Y-slack && r.X+r.W <= o.X+o.W+slack && r.Y+r.H <= o.Y+o.H+slack
}

// Plot is where things stand on a drawn chart, so that the window can show values under
// the pointer.
type Plot struct {
	Width, Height float64
	Area          Rect    // where values are drawn
	Points        []Point // every value drawn, series by series
	Labels        []Label // every text drawn
	categories    int
	sideways      bool // categories run downwards
}

// Point is one value on the chart.
type Point struct {
	Series   int    // index in Spec.Series
	Index    int    // index in Spec.Categories
	Name     string // of the series
	Category string
	Value    float64
	Text     string  // the value as text, without unit
	X, Y     float64 // middle of the point; end of the bar
	Bar      Rect    // the bar, zero for lines
}

// Label is a text on the chart.
type Label struct {
	Text string
	Box  Rect
	Role string // title, unit, note, legend, axis, category, value, series, empty
}

// At gives the values of the category under (x, y), one point a series; ok is false
// outside of the area or where the category has no value.
func (p *Plot) At(x, y float64) (points []Point, ok bool) {
	a := p.Area
	if p.categories == 0 || x < a.X-4 || x > a.X+a.W+4 || y < a.Y-4 || y > a.Y+a.H+4 {
		return nil, false
	}
	best, nearest := -1, math.Inf(1)
	for _, pt := range p.Points {
		d := math.Abs(p.middle(pt) - x)
		if p.sideways {
			d = math.Abs(p.middle(pt) - y)
		}
		if d < nearest-1e-9 {
			best, nearest = pt.Index, d
		}
	}
	for _, pt := range p.Points {
		if pt.Index == best {
			points = append(points, pt)
		}
	}
	return points, len(points) > 0
}

// middle is the position of the point's category along the category axis.
func (p *Plot) middle(pt Point) float64 {
	if p.sideways {
		return p.Area.Y + (float64(pt.Index)+0.5)*p.Area.H/float64(p.categories)
	}
	if pt.Bar.W > 0 {
		return p.Area.X + (float64(pt.Index)+0.5)*p.Area.W/float64(p.categories)
	}
	return pt.X
}

// Layout tells where Raster, SVG and PDF put things at this size.
func Layout(spec Spec, w, h int) Plot { return layout(&spec, float64(w), float64(h)).Plot }
