package forecast

import (
	"math"

	"xunshi/model"
)

// The range of a forecast grows with the months ahead to this power: ½ would be a random
// walk, 0 a series that always comes back to its mean. Judged on real series, see
// docs/forecast.md.
const growth = 0.5

// caution widens the range of past errors: the weights were chosen on the same past.
const caution = 1.15

// blank is how many test errors the first guess of the width counts for.
const blank = 6

// points turns the mixed forecast into months with their range.
func (m *mixture) points(first model.Month) []Point {
	out := make([]Point, m.months)
	lower, upper := m.bounds()
	value := scaled(m.value, m.clean.scale, m.clean.floor)
	lower = scaled(lower, m.clean.scale, m.clean.floor)
	upper = scaled(upper, m.clean.scale, m.clean.floor)
	for i := range out {
		out[i] = Point{Month: first + model.Month(i), Value: value[i], Lower: min(lower[i], value[i]), Upper: max(upper[i], value[i])}
	}
	return out
}

// bounds are the lower and upper ends of the range, scaled.
func (m *mixture) bounds() (lower, upper []float64) {
	lower, upper = make([]float64, m.months), make([]float64, m.months)
	if m.clean.scale == 0 {
		return lower, upper
	}
	if m.clean.rare {
		recent := m.clean.y[max(0, len(m.clean.y)-2*Period):]
		for i := range lower {
			lower[i], upper[i] = quantile(recent, (1-Level)/2), quantile(recent, (1+Level)/2)
		}
		return lower, upper
	}
	width := m.width()
	for i, v := range m.value {
		w := width * math.Pow(float64(i+1), growth)
		if m.mult && v > 0 {
			w = min(w, 5)
			lower[i], upper[i] = v*math.Exp(-w), v*math.Exp(w)
		} else {
			lower[i], upper[i] = v-w, v+w
		}
	}
	return lower, upper
}

// width is the half range one month ahead: of the logarithm where seasons multiply. It is
// the Level quantile of the past errors, each brought back to one month ahead, drawn
// towards a first guess from the month-to-month changes while the past is short.
func (m *mixture) width() float64 {
	var errs []float64
	for _, t := range m.trials {
		for k, f := range t.mixed {
			errs = append(errs, m.distance(t.actual[k], f)/math.Pow(float64(k+1), growth))
		}
	}
	changes := make([]float64, 0, len(m.flat))
	for t := 1; t < len(m.flat); t++ {
		changes = append(changes, m.distance(m.flat[t], m.flat[t-1]))
	}
	guess := 0.5
	if len(changes) > 0 {
		n := float64(len(changes))
		guess = (2*0.5 + n*quantile(changes, Level)) / (2 + n)
	}
	n := float64(len(errs))
	return caution * (n*quantile(errs, Level) + blank*guess) / (n + blank)
}

// distance between two scaled figures, as the range measures it.
func (m *mixture) distance(a, b float64) float64 {
	if m.mult && a > 0 && b > 0 {
		return math.Abs(math.Log(a / b))
	}
	return math.Abs(a - b)
}
