package charts

import "math"

// hbars lays out horizontal bars from zero, one row a category, the values beside them;
// where rows are too thin for text some categories stay unlabelled and ticks stand below.
func (s *scene) hbars(free Rect) {
	lo, hi := s.extent()
	row := math.Min(44, free.H/float64(s.n))
	thick, pitch := barThickness(row, s.barSeries())
	names := math.Min(s.longestCategory(), free.W*0.38)
	before, behind := s.valueRoom()
	labelled := row >= sizeText*1.15 && (s.barSeries() == 1 || pitch >= sizeText) && before+behind < (free.W-names)*0.55
	if !labelled {
		free.H -= sizeText * 1.6
		if row < sizeText { // the names of the outer rows reach beyond them
			free.Y, free.H = free.Y+4, free.H-8
		}
		row = math.Min(44, free.H/float64(s.n))
		thick, pitch = barThickness(row, s.barSeries())
	}
	s.Area = Rect{free.X + names + 8, free.Y, free.W - names - 16, row * float64(s.n)}
	if labelled {
		s.Area.X += before
		s.Area.W -= before + behind
	}
	s.x = newAxis(lo, hi, int(math.Max(1, math.Min(6, s.Area.W/90))), true)
	s.y = axis{lo: 0, hi: 1}
	if labelled {
		s.x.lo, s.x.hi = math.Min(0, lo), math.Max(0, hi)
		if s.x.lo == s.x.hi {
			s.x.hi = 1
		}
	} else {
		s.ticksBelow()
	}
	zero, _ := s.at(0, 0)
	s.strokes = append(s.strokes, stroke{zero, s.Area.Y, zero, s.Area.Y + s.Area.H, 1, paintAxis, false, true})
	s.rowNames(free.X, row, names)
	s.rowBars(row, thick, pitch, labelled)
}

// valueRoom is the room the values need to the left of the lowest and to the right of the
// highest bar.
func (s *scene) valueRoom() (left, right float64) {
	d := valueDecimals(s.spec)
	for _, series := range s.spec.Series {
		for _, v := range series.Values {
			if !drawable(v) || series.Style == StyleTarget {
				continue
			}
			w := width(FormatNumber(v, d), sizeText, false) + 10
			if v < 0 {
				left = math.Max(left, w)
			} else {
				right = math.Max(right, w)
			}
		}
	}
	return left, right
}

// ticksBelow draws the value axis under the rows.
func (s *scene) ticksBelow() {
	taken := math.Inf(-1)
	for _, v := range s.x.ticks {
		x, _ := s.at(v, 0)
		s.strokes = append(s.strokes, stroke{x1: x, y1: s.Area.Y, x2: x, y2: s.Area.Y + s.Area.H, wide: 1, paint: paintGrid})
		body := s.x.label(v)
		w := width(body, sizeText, false)
		x = math.Max(margin+w/2, math.Min(s.Width-margin-w/2, x))
		if x-w/2 < math.Max(taken, margin-0.5) {
			continue
		}
		s.put("axis", body, x, s.Area.Y+s.Area.H+sizeText*1.25, sizeText, false, paintQuiet, alignMiddle)
		taken = x + w/2 + 6
	}
}

func (s *scene) rowNames(left, row, room float64) {
	every := 1
	for row*float64(every) < sizeText*1.15 {
		every++
	}
	for i := 0; i < s.n; i += every {
		y := s.Area.Y + (float64(i)+0.5)*row
		s.put("category", shorten(s.category(i), sizeText, false, room), left+room, centred(y, sizeText), sizeText, false, paintInk, alignRight)
	}
}

func (s *scene) rowBars(row, thick, pitch float64, labelled bool) {
	place := 0
	for i, series := range s.spec.Series {
		target := series.Style == StyleTarget
		for k, v := range series.Values {
			if !drawable(v) {
				continue
			}
			mid := s.Area.Y + (float64(k)+0.5)*row
			x, _ := s.at(v, 0)
			if target {
				high := math.Min(row*0.9, pitch*float64(s.barSeries())+6)
				s.strokes = append(s.strokes, stroke{x, mid - high/2, x, mid + high/2, 2, paintTarget, false, true})
				s.point(i, k, x, mid, Rect{x, mid - high/2, 0, high})
				continue
			}
			zero, _ := s.at(0, 0)
			y := mid - pitch*float64(s.barSeries())/2 + pitch*float64(place) + (pitch-thick)/2
			r := Rect{math.Min(x, zero), y, math.Abs(x - zero), thick}
			s.fills = append(s.fills, fill{r, s.barPaint(i, v)})
			s.point(i, k, x, y+thick/2, r)
			if labelled {
				s.rowValue(k, v, x, y+thick/2)
			}
		}
		if !target && len(series.Values) > 0 {
			place++
		}
	}
}

// rowValue writes a value beyond the end of its bar, and beyond a target mark there.
func (s *scene) rowValue(index int, v, x, y float64) {
	body := s.Points[len(s.Points)-1].Text
	w := width(body, sizeText, false)
	if v < 0 {
		s.put("value", body, x-5, centred(y, sizeText), sizeText, false, paintInk, alignRight)
		return
	}
	x += 5
	for _, series := range s.spec.Series {
		if series.Style == StyleTarget && index < len(series.Values) && drawable(series.Values[index]) {
			if t, _ := s.at(series.Values[index], 0); t > x-4 && t < x+w+4 {
				x = t + 5
			}
		}
	}
	s.put("value", body, x, centred(y, sizeText), sizeText, false, paintInk, alignLeft)
}
