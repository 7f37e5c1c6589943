// Package forecast looks ahead on monthly series: sales of a region, a customer, a product.
// It tries a family of well-known methods on the series' own past (a back-test from several
// earlier months) and combines them by how they did. It is pure arithmetic: the same series
// gives the same forecast, in any unit.
package forecast

import (
	"math"

	"xunshi/model"
)

// Level is the share of outcomes that the range Lower…Upper is made to hold: 80%.
const Level = 0.80

// MaxMonths is the furthest a forecast goes: five years.
const MaxMonths = 60

// Series is a monthly history. A month without a figure is NaN: a gap, not a zero.
type Series struct {
	Start  model.Month
	Values []float64
}

// Point is the forecast of a month.
type Point struct {
	Month               model.Month
	Value, Lower, Upper float64
}

// Share is the part a method has in a forecast; the shares of one forecast add up to 1.
type Share struct {
	Method Method
	Weight float64
}

// Past is a forecast that would have been made earlier, and what came.
type Past struct {
	Start            model.Month // the first month forecast
	Forecast, Actual []float64
}

// Result is a forecast, how it was made, and how the same mix did in the past. The methods'
// weights are chosen on that past, so it flatters a little.
type Result struct {
	Points []Point // none when the history holds no figure
	Method Method  // the one method, or Combination
	Shares []Share // the heaviest first
	Past   []Past  // the earliest first; none for a history too short to test
}

// Make forecasts the months after the last known figure. months is cut to 0…MaxMonths. A
// history without any figure gives no points and Method Empty.
func Make(s Series, months int) Result {
	months = max(0, min(months, MaxMonths))
	c, ok := clean(s.Start, s.Values)
	if !ok {
		return Result{Method: Empty, Shares: []Share{{Empty, 1}}}
	}
	first := s.Start + model.Month(c.from+len(c.raw))
	m := mixture{clean: &c, months: months}
	switch {
	case c.scale == 0:
		m.alone(Zero, make([]float64, months))
	case len(c.y) < 3:
		m.alone(Mean, overRate(mean)(&prepared{y: c.y}, months, nil))
	case c.rare:
		m.fit(rareCandidates, rareChoice)
	case len(c.y) < Period:
		m.fit(candidates, youngChoice)
	default:
		m.fit(candidates, usualChoice)
	}
	r := Result{Method: m.method(), Shares: m.shares, Points: m.points(first)}
	for _, t := range m.trials {
		if len(t.mixed) > 0 {
			r.Past = append(r.Past, Past{Start: s.Start + model.Month(c.from+t.from),
				Forecast: scaled(c.holiday.put(t.mixed, t.from), c.scale, c.floor),
				Actual:   scaled(c.holiday.put(t.actual, t.from), c.scale, false)})
		}
	}
	return r
}

// scaled brings figures back to the series' unit; with floor none is below 0.
func scaled(x []float64, scale float64, floor bool) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		if floor {
			v = max(0, v)
		}
		out[i] = bounded(v * scale)
	}
	return out
}

// bounded keeps a figure finite at the end of what a float64 holds.
func bounded(v float64) float64 {
	return max(-math.MaxFloat64, min(v, math.MaxFloat64))
}
