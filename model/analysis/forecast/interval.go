package forecast

import (
	"math"

	"xunshi/model"
)

// The range of a forecast grows with the months ahead to a power: ½ would be a random walk,
// 0 a series that always comes back to its mean. The power is read from the past errors,
// drawn towards usualGrowth as if that had been seen in blank errors at each end.
const usualGrowth, leastGrowth, mostGrowth = 0.35, 0.1, 0.75

// caution widens the range of past errors: the weights were chosen on the same past.
const caution = 1.15

// blank is how many test errors the first guess of the width counts for.
const blank = 6

// points turns the mixed forecast into months with their range.
func (m *mixture) points(first model.Month) []Point {
	out := make([]Point, m.months)
	low, high := m.bounds()
	inUnits := func(x []float64) []float64 {
		return scaled(m.clean.holiday.put(x, len(m.clean.raw)), m.clean.scale, m.clean.floor)
	}
	value, lower, upper := inUnits(m.value), inUnits(low), inUnits(high)
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
	width, growth := m.width()
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

// width is the half range one month ahead (of the logarithm where seasons multiply) and the
// power it grows with. It is the Level quantile of the past errors, each brought back to one
// month ahead, drawn towards a first guess from the month-to-month changes while the past
// is short.
func (m *mixture) width() (width, growth float64) {
	growth = m.growth()
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
	return caution * (n*quantile(errs, Level) + blank*guess) / (n + blank), growth
}

// growth compares the errors of the nearer and the farther half of the months ahead.
func (m *mixture) growth() float64 {
	half := m.months / 2
	var near, far, nearAt, farAt, count float64
	for _, t := range m.trials {
		if len(t.mixed) < m.months {
			continue // not as far as the others
		}
		for k, f := range t.mixed {
			e, at := m.distance(t.actual[k], f), math.Log(float64(k+1))
			if k < half {
				near, nearAt = near+e/float64(half), nearAt+at/float64(half)
			} else {
				rest := float64(m.months - half)
				far, farAt = far+e/rest, farAt+at/rest
			}
		}
		count++
	}
	if half < 3 || near == 0 || far == 0 {
		return usualGrowth
	}
	seen := math.Log(far/near) / ((farAt - nearAt) / count)
	n := count * float64(half) / 3 // neighbouring months err together
	return min(max((n*seen+blank*usualGrowth)/(n+blank), leastGrowth), mostGrowth)
}

// distance between two scaled figures, as the range measures it.
func (m *mixture) distance(a, b float64) float64 {
	if m.mult && a > 0 && b > 0 {
		return math.Abs(math.Log(a / b))
	}
	return math.Abs(a - b)
}
