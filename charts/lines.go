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
	s.band()
	s.runs(lineWide, dotRadius)
	s.labelEnds(ends)
}

// band lays the ground between the two runs of a Band, broken at gaps; a pair alone is no
// ground.
func (s *scene) band() {
	b := s.spec.Band
	if b == nil {
		return
	}
	var top, bottom [][2]float64
	flush := func() {
		if len(top) > 1 {
			a := area{paint: paintBand}
			for _, p := range top {
				a.xs, a.ys = append(a.xs, p[0]), append(a.ys, p[1])
			}
			for i := len(bottom) - 1; i >= 0; i-- {
				a.xs, a.ys = append(a.xs, bottom[i][0]), append(a.ys, bottom[i][1])
			}
			s.areas = append(s.areas, a)
		}
		top, bottom = nil, nil
	}
	for k := range min(len(b.Lower), len(b.Upper)) {
		if !drawable(b.Lower[k]) || !drawable(b.Upper[k]) {
			flush()
			continue
		}
		x, y := s.at(float64(k), b.Upper[k])
		top = append(top, [2]float64{x, y})
		x, y = s.at(float64(k), b.Lower[k])
		bottom = append(bottom, [2]float64{x, y})
	}
	flush()
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
