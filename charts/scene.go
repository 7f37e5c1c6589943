package charts

import (
	"math"

	"xunshi/assets/i18n"
)

// Sizes in logical pixels.
const (
	sizeText  = 12.0
	sizeTitle = 15.0
	margin    = 4.0
	lineWide  = 2.2
	dotRadius = 3.6
)

// scene is a chart laid out and ready to be drawn by any renderer.
type scene struct {
	Plot
	spec    *Spec
	n       int // categories
	strokes []stroke
	fills   []fill
	areas   []area
	lines   []polyline
	dots    []dot
	texts   []text
	x, y    axis // what the area spans; x is 0..n-1 for lines
}

type stroke struct {
	x1, y1, x2, y2 float64
	wide           float64
	paint          paint
	dashed, over   bool // over: drawn above bars
}

type fill struct {
	Rect
	paint paint
}

// area is a closed shape below everything else.
type area struct {
	xs, ys []float64
	paint  paint
}

// polyline is a run of values without a gap.
type polyline struct {
	series int
	xs, ys []float64 // in axis values
	paint  paint
	wide   float64
	dashed bool
}

type dot struct {
	x, y, r float64
	paint   paint
}

type text struct {
	body       string
	x, y       float64 // left end of the base line
	size       float64
	bold, halo bool
	paint      paint
}

// align is where x stands in a text.
type align float64

const (
	alignLeft   align = 0
	alignMiddle align = 0.5
	alignRight  align = 1
)

// box of body set on base line y.
func textBox(body string, x, y, size float64, bold bool, a align) Rect {
	w := width(body, size, bold)
	return Rect{x - w*float64(a), y - ascent*size, w, (ascent + descent) * size}
}

// put writes body; texts of nothing are left out.
func (s *scene) put(role, body string, x, y, size float64, bold bool, p paint, a align) {
	if body == "" {
		return
	}
	b := textBox(body, x, y, size, bold, a)
	s.texts = append(s.texts, text{body: body, x: b.X, y: y, size: size, bold: bold, paint: p, halo: role == "series"})
	s.Labels = append(s.Labels, Label{Text: body, Box: b, Role: role})
}

// centred is the base line that centres figures on y.
func centred(y, size float64) float64 { return y + 0.36*size }

func layout(spec *Spec, w, h float64) *scene {
	s := &scene{spec: spec, Plot: Plot{Width: w, Height: h}}
	s.n = len(spec.Categories)
	for _, series := range spec.Series {
		s.n = max(s.n, len(series.Values))
	}
	s.categories = s.n
	if spec.Kind == Sparkline {
		s.sparkline()
		return s
	}
	free := s.frame()
	switch {
	case !s.hasValues():
		s.categories = 0
		s.empty(free)
	case free.W < 40 || free.H < 24:
		s.Area = free // too small for anything but the frame
		s.categories = 0
	case spec.Kind == HBar:
		s.sideways = true
		s.hbars(free)
	case spec.Kind == Bar:
		s.bars(free)
	default:
		s.linesChart(free)
	}
	return s
}

func (s *scene) hasValues() bool {
	for _, series := range s.spec.Series {
		for _, v := range series.Values {
			if drawable(v) {
				return true
			}
		}
	}
	return false
}

// frame writes title, unit, note and legend and gives the room that is left.
func (s *scene) frame() Rect {
	free := Rect{margin, margin, s.Width - 2*margin, s.Height - 2*margin}
	if !s.spec.Bare {
		free = s.heading(free)
		free = s.footing(free)
	}
	if (s.spec.Kind == Bar || s.spec.Kind == HBar) && s.visible() > 1 {
		free = s.legend(free)
	}
	return free
}

// visible counts the series that have values.
func (s *scene) visible() int {
	n := 0
	for _, series := range s.spec.Series {
		if len(series.Values) > 0 {
			n++
		}
	}
	return n
}

// heading writes the title and, beside it if there is room and else below, the unit.
func (s *scene) heading(free Rect) Rect {
	drop := func(h float64) { free.Y, free.H = free.Y+h, free.H-h }
	title := shorten(s.spec.Title, sizeTitle, true, free.W)
	unit := s.spec.Unit
	if unit != "" {
		unit = i18n.T("单位:%s", unit)
	}
	unit = shorten(unit, sizeText, false, free.W)
	beside := title == "" || width(title, sizeTitle, true)+width(unit, sizeText, false)+16 <= free.W
	if title != "" || (unit != "" && beside) {
		y := free.Y + sizeTitle
		s.put("title", title, free.X, y, sizeTitle, true, paintInk, alignLeft)
		if beside {
			s.put("unit", unit, free.X+free.W, y, sizeText, false, paintQuiet, alignRight)
		}
		drop(sizeTitle * 1.6)
	}
	if unit != "" && !beside {
		s.put("unit", unit, free.X, free.Y+sizeText*0.8, sizeText, false, paintQuiet, alignLeft)
		drop(sizeText * 1.5)
	}
	if title != "" || unit != "" {
		drop(4)
	}
	return free
}

// footing writes the note (口径) in at most two lines.
func (s *scene) footing(free Rect) Rect {
	lines := wrap(s.spec.Note, sizeText-1, free.W, 2)
	if len(lines) == 0 || free.H < 90 {
		return free // better the values than their note
	}
	step := (sizeText - 1) * 1.35
	top := free.Y + free.H - step*float64(len(lines))
	for i, line := range lines {
		s.put("note", line, free.X, top+step*float64(i+1)-3, sizeText-1, false, paintQuiet, alignLeft)
	}
	free.H -= step*float64(len(lines)) + 4
	return free
}

// legend writes a swatch and a name for each series, in as many rows as it takes, at most
// three and a third of the height.
func (s *scene) legend(free Rect) Rect {
	most := min(3, int(free.H*0.3/(sizeText*1.5)))
	if most == 0 {
		return free
	}
	x, y, rows := free.X, free.Y, 1
	for i, series := range s.spec.Series {
		if len(series.Values) == 0 {
			continue
		}
		name := shorten(series.Name, sizeText, false, math.Min(free.W-16, 220))
		w := 16 + width(name, sizeText, false)
		if x > free.X && x+w > free.X+free.W {
			if rows == most {
				break
			}
			x, y, rows = free.X, y+sizeText*1.5, rows+1
		}
		if series.Style == StyleTarget {
			s.strokes = append(s.strokes, s.targetSwatch(x, y, s.paintOf(i)))
		} else {
			s.fills = append(s.fills, fill{Rect{x, y + 2, 11, 10}, s.paintOf(i)})
		}
		s.put("legend", name, x+16, y+11, sizeText, false, paintQuiet, alignLeft)
		x += w + 18
	}
	h := float64(rows)*sizeText*1.5 + 4
	return Rect{free.X, free.Y + h, free.W, free.H - h}
}

func (s *scene) targetSwatch(x, y float64, p paint) stroke {
	if s.spec.Kind == HBar {
		return stroke{x + 6, y + 1, x + 6, y + 13, 2, p, false, true}
	}
	return stroke{x, y + 7, x + 11, y + 7, 2, p, true, true}
}

// paintOf is the colour of series i: actual series take the brand and then the hues.
func (s *scene) paintOf(i int) paint {
	switch s.spec.Series[i].Style {
	case StyleTarget:
		return paintTarget
	case StyleCompare:
		return paintCompare
	}
	nth := paint(0)
	for _, before := range s.spec.Series[:i] {
		if before.Style != StyleTarget && before.Style != StyleCompare {
			nth++
		}
	}
	return paintBrand + nth
}

func (s *scene) category(i int) string {
	if i < len(s.spec.Categories) {
		return s.spec.Categories[i]
	}
	return ""
}

func (s *scene) point(series, index int, x, y float64, bar Rect) {
	v := s.spec.Series[series].Values[index]
	s.Points = append(s.Points, Point{
		Series: series, Index: index, Name: s.spec.Series[series].Name, Category: s.category(index),
		Value: v, Text: FormatNumber(v, valueDecimals(s.spec)), X: x, Y: y, Bar: bar,
	})
}

// empty says why there is nothing.
func (s *scene) empty(free Rect) {
	s.Area = free
	body := s.spec.Empty
	if body == "" {
		body = i18n.T("暂无数据")
	}
	step := sizeText * 1.5
	lines := wrap(body, sizeText+1, math.Max(20, free.W-24), max(1, int(free.H/step)))
	y := free.Y + free.H/2 - step*float64(len(lines)-1)/2
	for i, line := range lines {
		s.put("empty", line, free.X+free.W/2, centred(y+step*float64(i), sizeText+1), sizeText+1, false, paintQuiet, alignMiddle)
	}
}

// sparkline is a line without anything around it, with a dot at the last value.
func (s *scene) sparkline() {
	pad := math.Min(3, math.Min(s.Width, s.Height)/4)
	s.Area = Rect{pad, pad, s.Width - 2*pad, s.Height - 2*pad}
	lo, hi := s.extent()
	if lo > hi {
		s.strokes = append(s.strokes, stroke{s.Width/2 - 5, s.Height / 2, s.Width/2 + 5, s.Height / 2, 1, paintQuiet, false, false})
		return
	}
	if lo == hi {
		lo, hi = lo-1, hi+1
	}
	s.y = axis{lo: lo, hi: hi}
	s.x = s.places()
	s.runs(1.6, 2)
}

func (s *scene) extent() (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, series := range s.spec.Series {
		for _, v := range series.Values {
			if drawable(v) {
				lo, hi = math.Min(lo, v), math.Max(hi, v)
			}
		}
	}
	if b := s.spec.Band; b != nil {
		for _, values := range [][]float64{b.Lower, b.Upper} {
			for _, v := range values {
				if drawable(v) {
					lo, hi = math.Min(lo, v), math.Max(hi, v)
				}
			}
		}
	}
	return lo, hi
}

// places is the axis of categories as points from edge to edge; one alone stands in the
// middle.
func (s *scene) places() axis {
	if s.n <= 1 {
		return axis{lo: -0.5, hi: 0.5}
	}
	return axis{lo: 0, hi: float64(s.n - 1)}
}

// at places an axis value in the area.
func (s *scene) at(x, y float64) (px, py float64) {
	return s.Area.X + (x-s.x.lo)/(s.x.hi-s.x.lo)*s.Area.W,
		s.Area.Y + s.Area.H - (y-s.y.lo)/(s.y.hi-s.y.lo)*s.Area.H
}
