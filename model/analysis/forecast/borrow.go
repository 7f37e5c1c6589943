package forecast

import (
	"math"

	"xunshi/model"
)

// Shape is the season of a longer, related series: factors around 1 by calendar month,
// January first. A young customer or product borrows it, because its own history has seen
// no month often enough.
type Shape [Period]float64

// borrowBelow is how many months of history make a series' own season good enough.
const borrowBelow = 2 * Period

// trust is how far a borrowed factor is believed: 1 is wholly, 0 not at all. It was chosen
// on the series of docs/forecast.md, cut short.
const trust = 0.8

// ShapeOf reads the season of a series of at least two years whose months are all above 0;
// ok is false where there is none to lend.
func ShapeOf(s Series) (shape Shape, ok bool) {
	c, known := clean(s.Start, s.Values)
	if !known || c.scale == 0 || c.rare || len(c.y) < borrowBelow {
		return shape, false
	}
	for _, v := range c.y {
		if v <= 0 {
			return shape, false
		}
	}
	season := shrunkIndices(c.y, true, 0.8)
	if !season.on {
		return shape, false
	}
	first := s.Start + model.Month(c.from)
	for i, factor := range season.of {
		shape[calendarMonth(first+model.Month(i))] = factor
	}
	return shape, true
}

// calendarMonth is 0 for January.
func calendarMonth(m model.Month) int { return int(m) % Period }

// at is the factor of a month as far as it is trusted.
func (s *Shape) at(m model.Month) float64 { return 1 + trust*(s[calendarMonth(m)]-1) }

// MakeLike forecasts as Make does, but a series with less than two years of history takes
// its season from shape: the history is freed of it, and the forecast gets it back.
// borrowed tells whether it did; a nil shape is never borrowed.
func MakeLike(s Series, months int, shape *Shape) (r Result, borrowed bool) {
	if shape == nil || !short(s) {
		return Make(s, months), false
	}
	freed := Series{Start: s.Start, Values: make([]float64, len(s.Values))}
	for i, v := range s.Values {
		freed.Values[i] = v / shape.at(s.Start+model.Month(i))
	}
	r = Make(freed, months)
	for i := range r.Points {
		p := &r.Points[i]
		factor := shape.at(p.Month)
		p.Value, p.Lower, p.Upper = p.Value*factor, p.Lower*factor, p.Upper*factor
	}
	for i := range r.Past {
		past := &r.Past[i]
		for k := range past.Forecast {
			factor := shape.at(past.Start + model.Month(k))
			past.Forecast[k] *= factor
			past.Actual[k] *= factor
		}
	}
	return r, len(r.Points) > 0
}

// short tells whether a series has some history, but less than two years of it since its
// first sale.
func short(s Series) bool {
	first, last := -1, -1
	for i, v := range s.Values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		if first < 0 && v != 0 {
			first = i
		}
		last = i
	}
	return first >= 0 && last-first+1 < borrowBelow
}
