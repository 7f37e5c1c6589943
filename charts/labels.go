package charts

import (
	"math"
	"sort"
)

// end is the last value of a series and what is written there.
type end struct {
	series, index int
	label         string
	bold          bool
	paint         paint
}

// ends are the direct labels wanted, actual series first.
func (s *scene) ends() []end {
	var first, rest []end
	named := s.visible() > 1
	for i, series := range s.spec.Series {
		e := end{series: i, index: -1, label: series.Label, paint: s.paintOf(i)}
		if e.label == "" && named {
			e.label = series.Name
		}
		for k, v := range series.Values {
			if drawable(v) {
				e.index = k
			}
		}
		if e.index < 0 || e.label == "" {
			continue
		}
		switch series.Style {
		case StyleTarget, StyleCompare:
			e.paint = paintQuiet
			rest = append(rest, e)
		default:
			e.bold = true
			first = append(first, e)
		}
	}
	return append(first, rest...)
}

const labelGap = 8.0

// makeRoom narrows the area so that the labels fit to the right of the last values, and
// shortens labels that would take more than two fifths of the chart.
func (s *scene) makeRoom(ends []end) {
	limit := s.Width * 0.4
	need := 0.0
	for i := range ends {
		e := &ends[i]
		e.label = shorten(e.label, sizeText, e.bold, limit)
		share := (float64(e.index) - s.x.lo) / (s.x.hi - s.x.lo)
		w := labelGap + width(e.label, sizeText, e.bold)
		if room := s.Width - margin - (s.Area.X + share*s.Area.W); share > 0 && w > room {
			need = math.Max(need, (w-room)/share)
		}
	}
	s.Area.W = math.Max(20, s.Area.W-need)
}

// labelEnds writes each label where it hits nothing: to the right of its point if
// possible, higher or lower if need be, and away from the lines when there is a choice.
func (s *scene) labelEnds(ends []end) {
	ends = s.labelColumn(ends)
	canvas := Rect{0, 0, s.Width, s.Height}
	for _, e := range ends {
		x, y := s.at(float64(e.index), s.spec.Series[e.series].Values[e.index])
		best, cost, right := Rect{}, math.Inf(1), false
		for _, c := range placements(e, x, y) {
			if !c.box.Inside(canvas) || s.taken(c.box) {
				continue
			}
			if v := c.cost + 14*float64(s.crossings(c.box)); v < cost {
				best, cost, right = c.box, v, c.right
			}
		}
		if math.IsInf(cost, 1) {
			continue
		}
		if right && math.Abs(best.Y+best.H/2-y) > 20 {
			s.strokes = append(s.strokes, stroke{x + dotRadius + 1, y, best.X - 1, best.Y + best.H/2, 0.8, paintAxis, false, true})
		}
		s.put("series", e.label, best.X, best.Y+ascent*sizeText, sizeText, e.bold, e.paint, alignLeft)
	}
}

// labelColumn writes the labels of lines that end together at the right as a column in the
// order of their values, and gives the ends it left over.
func (s *scene) labelColumn(ends []end) (left []end) {
	last := 0
	for _, e := range ends {
		last = max(last, e.index)
	}
	var column []end
	for _, e := range ends {
		if e.index == last {
			column = append(column, e)
		} else {
			left = append(left, e)
		}
	}
	const step = sizeText * 1.25
	top, bottom := 2.0, s.Height-2
	if !s.spec.Bare {
		top, bottom = s.Area.Y-7, s.Area.Y+s.Area.H+7
	}
	if len(column) < 2 || float64(len(column))*step > bottom-top {
		return ends
	}
	sort.SliceStable(column, func(a, b int) bool { return s.value(column[a]) > s.value(column[b]) })
	want := make([]float64, len(column))
	for i, e := range column {
		_, want[i] = s.at(float64(last), s.value(e))
	}
	x, _ := s.at(float64(last), s.y.lo)
	for i, y := range spread(want, step, top+step/2, bottom-step/2) {
		e := column[i]
		if math.Abs(y-want[i]) > step {
			s.strokes = append(s.strokes, stroke{x + dotRadius + 1, want[i], x + labelGap - 1, y, 0.8, paintAxis, false, true})
		}
		s.put("series", e.label, x+labelGap, centred(y, sizeText), sizeText, e.bold, e.paint, alignLeft)
	}
	return left
}

// value is what an end stands for.
func (s *scene) value(e end) float64 { return s.spec.Series[e.series].Values[e.index] }

// spread moves positions, sorted, apart to at least step, each as little as may be, within
// lo..hi: clusters that touch are joined and centred on the mean of what they want.
func spread(want []float64, step, lo, hi float64) []float64 {
	type cluster struct {
		sum   float64 // of the wanted positions of its first member
		n     int
		first float64
	}
	var clusters []cluster
	fit := func(c cluster) cluster {
		c.first = math.Max(lo, math.Min(hi-step*float64(c.n-1), c.sum/float64(c.n)))
		return c
	}
	for _, w := range want {
		c := fit(cluster{sum: w, n: 1})
		for len(clusters) > 0 {
			p := clusters[len(clusters)-1]
			if p.first+step*float64(p.n) <= c.first {
				break
			}
			clusters = clusters[:len(clusters)-1]
			c = fit(cluster{sum: p.sum + c.sum - step*float64(p.n*c.n), n: p.n + c.n})
		}
		clusters = append(clusters, c)
	}
	out := make([]float64, 0, len(want))
	for _, c := range clusters {
		for i := range c.n {
			out = append(out, c.first+step*float64(i))
		}
	}
	return out
}

type placement struct {
	box   Rect
	cost  float64
	right bool
}

// placements are the places a label could take around its point, with how little each is liked.
func placements(e end, x, y float64) []placement {
	w, h := width(e.label, sizeText, e.bold), (ascent+descent)*sizeText
	base := Rect{x + labelGap, centred(y, sizeText) - ascent*sizeText, w, h}
	out := []placement{{base, 0, true}}
	for d := 2.0; d <= 160; d += 2 {
		for _, dy := range []float64{-d, d} {
			r := base
			r.Y += dy
			out = append(out, placement{r, d * 0.5, true})
			if d >= 12 && d <= 60 {
				r.X = x - w/2
				out = append(out, placement{r, 10 + d*0.5, false})
				r.X = x - w - 2
				out = append(out, placement{r, 14 + d*0.5, false})
			}
		}
	}
	return out
}

// taken tells whether a text or a last-value dot stands in the way.
func (s *scene) taken(r Rect) bool {
	r.Y, r.H = r.Y-1.5, r.H+3
	for _, l := range s.Labels {
		if r.Overlaps(l.Box) {
			return true
		}
	}
	for _, d := range s.dots {
		if r.Overlaps(Rect{d.x - d.r, d.y - d.r, 2 * d.r, 2 * d.r}) {
			return true
		}
	}
	return false
}

// crossings counts the lines that run through r or close by.
func (s *scene) crossings(r Rect) int {
	r = Rect{r.X - 2, r.Y - 2, r.W + 4, r.H + 4}
	n := 0
	for _, l := range s.lines {
		px, py := s.at(l.xs[0], l.ys[0])
		for k := 1; k < len(l.xs); k++ {
			x, y := s.at(l.xs[k], l.ys[k])
			if meets(px, py, x, y, r) {
				n++
				break
			}
			px, py = x, y
		}
	}
	return n
}

// meets tells whether the segment touches the rectangle (Liang–Barsky).
func meets(x1, y1, x2, y2 float64, r Rect) bool {
	t0, t1 := 0.0, 1.0
	dx, dy := x2-x1, y2-y1
	for _, e := range [4][2]float64{{-dx, x1 - r.X}, {dx, r.X + r.W - x1}, {-dy, y1 - r.Y}, {dy, r.Y + r.H - y1}} {
		p, q := e[0], e[1]
		switch {
		case p == 0 && q < 0:
			return false
		case p < 0:
			t0 = math.Max(t0, q/p)
		case p > 0:
			t1 = math.Min(t1, q/p)
		}
	}
	return t0 <= t1
}
