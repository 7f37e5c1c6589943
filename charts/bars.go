package charts

import "math"

// bars lays out grouped vertical bars from zero; targets are dashed marks across a group.
func (s *scene) bars(free Rect) {
	lo, hi := s.extent()
	s.y = newAxis(lo, hi, int(math.Max(2, math.Min(6, free.H/45))), true)
	s.x = axis{lo: 0, hi: 1}
	left := s.tickWidth() + 8
	slot := (free.W - left - 6) / float64(s.n)
	rows := 1
	if _, room := s.categoryStep(slot); room < s.longestCategory() {
		rows = 2
	}
	s.Area = Rect{free.X + left, free.Y + 7, free.W - left - 6, free.H - 7 - s.categoryHeight(rows)}
	thick, pitch := barThickness(slot, s.barSeries())
	labelled := s.barLabelsFit(pitch, slot)
	if labelled {
		s.headroom(lo, hi)
	}
	s.grid()
	s.categoriesBelow(func(i int) float64 { return s.Area.X + (float64(i)+0.5)*slot }, slot, rows)
	place := 0
	for i, series := range s.spec.Series {
		target := series.Style == StyleTarget
		for k, v := range series.Values {
			if !drawable(v) {
				continue
			}
			mid := s.Area.X + (float64(k)+0.5)*slot
			if target {
				s.markTarget(i, k, mid, math.Min(slot*0.86, thick*float64(s.barSeries())+16))
				continue
			}
			x := mid - pitch*float64(s.barSeries())/2 + pitch*float64(place) + (pitch-thick)/2
			s.bar(i, k, x, thick, labelled)
		}
		if !target && len(series.Values) > 0 {
			place++
		}
	}
}

func (s *scene) longestCategory() float64 {
	w := 0.0
	for _, c := range s.spec.Categories {
		w = math.Max(w, width(c, sizeText, false))
	}
	return w
}

// barSeries counts the series drawn as bars.
func (s *scene) barSeries() int {
	n := 0
	for _, series := range s.spec.Series {
		if series.Style != StyleTarget && len(series.Values) > 0 {
			n++
		}
	}
	return max(1, n)
}

// barThickness is how thick a bar is and how far bars of a group stand apart.
func barThickness(slot float64, series int) (thick, pitch float64) {
	pitch = math.Min(48, slot*0.7/float64(series))
	thick = pitch
	if series > 1 && pitch > 6 {
		thick = pitch - 2
	}
	return math.Max(0.6, thick), pitch
}

// barLabelsFit tells whether every bar can carry its value without touching the next.
func (s *scene) barLabelsFit(pitch, slot float64) bool {
	room := pitch + 2
	if s.barSeries() == 1 {
		room = slot - 5
	}
	d := valueDecimals(s.spec)
	for _, series := range s.spec.Series {
		if series.Style == StyleTarget {
			continue
		}
		for _, v := range series.Values {
			if drawable(v) && width(FormatNumber(v, d), sizeText-1, false) > room {
				return false
			}
		}
	}
	return true
}

// headroom keeps labels above the highest and below the lowest bar inside the area.
func (s *scene) headroom(lo, hi float64) {
	const need = 17
	for range 2 {
		perUnit := s.Area.H / (s.y.hi - s.y.lo)
		if hi > 0 && (s.y.hi-hi)*perUnit < need {
			s.Area.Y, s.Area.H = s.Area.Y+need/2, s.Area.H-need/2
		}
		if lo < 0 && (lo-s.y.lo)*perUnit < need {
			s.Area.H -= need / 2
		}
	}
}

func (s *scene) bar(series, index int, x, thick float64, labelled bool) {
	v := s.spec.Series[series].Values[index]
	_, y := s.at(0, v)
	_, zero := s.at(0, 0)
	r := Rect{x, math.Min(y, zero), thick, math.Abs(y - zero)}
	s.fills = append(s.fills, fill{r, s.barPaint(series, v)})
	s.point(series, index, x+thick/2, y, r)
	if labelled {
		base := s.clearOfTargets(index, y-4, -1)
		if v < 0 {
			base = s.clearOfTargets(index, y+sizeText, 1)
		}
		s.put("value", s.Points[len(s.Points)-1].Text, x+thick/2, base, sizeText-1, false, paintInk, alignMiddle)
	}
}

// clearOfTargets moves the base line of a value up (way −1) or down (1) past a target mark
// that would run through it.
func (s *scene) clearOfTargets(index int, base, way float64) float64 {
	for _, series := range s.spec.Series {
		if series.Style != StyleTarget || index >= len(series.Values) || !drawable(series.Values[index]) {
			continue
		}
		if _, t := s.at(0, series.Values[index]); t > base-sizeText && t < base+4 {
			base = t - 4
			if way > 0 {
				base = t + sizeText
			}
		}
	}
	return base
}

// barPaint shows losses in red where one series stands alone.
func (s *scene) barPaint(series int, v float64) paint {
	if v < 0 && s.barSeries() == 1 {
		return paintNegative
	}
	return s.paintOf(series)
}

func (s *scene) markTarget(series, index int, mid, wide float64) {
	_, y := s.at(0, s.spec.Series[series].Values[index])
	s.strokes = append(s.strokes, stroke{mid - wide/2, y, mid + wide/2, y, 2, paintTarget, true, true})
	s.point(series, index, mid, y, Rect{mid - wide/2, y, wide, 0})
}
