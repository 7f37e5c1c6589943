package charts

import "math"

// linesChart lays out a line chart: grid and round ticks on the left, categories below,
// lines labelled directly at their last values.
func (s *scene) linesChart(free Rect) {
	lo, hi := s.extent()
	s.y = newAxis(lo, hi, int(math.Max(2, math.Min(6, free.H/45))), false)
	s.x = s.places()
	left := s.tickWidth() + 8
	s.Area = Rect{free.X + left, free.Y + 7, free.W - left - 6, free.H - 7 - s.categoryHeight(1)}
	if s.n > 1 { // the first point stands clear of the value axis
		s.x.lo -= math.Min(10, s.Area.W*0.03) / s.Area.W * float64(s.n-1)
	}
	ends := s.ends()
	s.makeRoom(ends)
	s.grid()
	s.categoriesBelow(func(i int) float64 { x, _ := s.at(float64(i), s.y.lo); return x },
		s.Area.W/math.Max(1, float64(s.n-1)), 1)
	s.runs(lineWide, dotRadius)
	s.labelEnds(ends)
}

func (s *scene) tickWidth() float64 {
	w := 0.0
	for _, v := range s.y.ticks {
		w = math.Max(w, width(s.y.label(v), sizeText, false))
	}
	return w
}

// grid draws the lines and labels of the value axis on the left.
func (s *scene) grid() {
	every := 1
	for float64(every)*s.Area.H/math.Max(1, float64(len(s.y.ticks)-1)) < sizeText*1.3 && every < len(s.y.ticks) {
		every++
	}
	for i, v := range s.y.ticks {
		if i%every != 0 {
			continue
		}
		_, y := s.at(0, v)
		p := paintGrid
		if v == 0 {
			p = paintAxis
		}
		s.strokes = append(s.strokes, stroke{x1: s.Area.X, y1: y, x2: s.Area.X + s.Area.W, y2: y, wide: 1, paint: p})
		s.put("axis", s.y.label(v), s.Area.X-8, centred(y, sizeText), sizeText, false, paintQuiet, alignRight)
	}
}

// runs makes lines of the series' values, broken at gaps; a value alone becomes a dot, and
// so does the last value of every series but the targets.
func (s *scene) runs(wide, radius float64) {
	for i, series := range s.spec.Series {
		p, target := s.paintOf(i), series.Style == StyleTarget
		if target {
			wide = math.Min(wide, 1.4)
		}
		run := polyline{series: i, paint: p, wide: wide, dashed: target}
		last := -1
		flush := func() {
			switch len(run.xs) {
			case 0:
			case 1:
				x, y := s.at(run.xs[0], run.ys[0])
				s.dots = append(s.dots, dot{x, y, math.Max(1.2, radius*0.7), p})
			default:
				s.lines = append(s.lines, run)
			}
			run.xs, run.ys = nil, nil
		}
		for k, v := range series.Values {
			if !drawable(v) {
				flush()
				continue
			}
			run.xs, run.ys = append(run.xs, float64(k)), append(run.ys, v)
			x, y := s.at(float64(k), v)
			s.point(i, k, x, y, Rect{})
			last = k
		}
		flush()
		if last >= 0 && !target {
			x, y := s.at(float64(last), series.Values[last])
			s.dots = append(s.dots, dot{x, y, radius, p})
		}
	}
}

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

// crossings counts the lines that run through r.
func (s *scene) crossings(r Rect) int {
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
