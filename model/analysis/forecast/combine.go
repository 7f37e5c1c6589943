package forecast

import (
	"math"
	"slices"
)

// choice says how much a method counts before its past is looked at, and how sharply its
// past counts: a method whose errors were a factor r of the median method's weighs
// prior · r^−sharpness.
type choice struct {
	prior     map[Method]float64
	sharpness float64
	loss      func(actual, f []float64) float64
}

var (
	usualChoice = choice{sharpness: 2, loss: meanError, prior: map[Method]float64{
		SES: 1, Damped: 1, HoltWinters: 1, DampedWinters: 1, ThetaShrunk: 1, DynamicTheta: 1, Airline: 1,
	}}
	// youngChoice is for less than a year: a few months say where a series stands, hardly
	// where it goes.
	youngChoice = choice{sharpness: 2, loss: meanError, prior: map[Method]float64{
		Mean: 1, SES: 1, Damped: 0.25, ThetaShrunk: 0.25,
	}}
	rareChoice = choice{sharpness: 2, loss: rootSquare, prior: map[Method]float64{
		Croston: 1, TSB: 1, SES: 1, Mean: 1, SeasonalNaive: 0.3,
	}}
)

// decisive is the share from which a method is taken alone.
const decisive = 0.85

// mixture is a forecast in the making.
type mixture struct {
	clean  *cleaned
	months int
	trials []trial
	shares []Share
	value  []float64 // per month, scaled
	flat   []float64 // the history without season, scaled; for the range
	mult   bool
}

// alone takes one method's forecast without a test.
func (m *mixture) alone(method Method, value []float64) {
	m.shares, m.value, m.flat = []Share{{method, 1}}, value, m.clean.y
}

// fit tests the candidates on the past and mixes their forecasts.
func (m *mixture) fit(list []candidate, how choice) {
	list = slices.DeleteFunc(slices.Clone(list), func(c candidate) bool { return how.prior[c.method] == 0 })
	p := prepare(m.clean.y)
	m.flat, m.mult = p.smooth, p.mult
	ahead := make([][]float64, len(list))
	warm := make([][maxDims]float64, len(list))
	for i := range list {
		ahead[i] = list[i].try(p, m.months, &warm[i])
	}
	m.trials = backtest(m.clean.y, max(1, m.months), list)
	weights := how.weights(list, m.trials, ahead)
	m.value = mix(ahead, weights)
	for k := range m.trials {
		m.trials[k].mixed = mix(m.trials[k].ahead, weights)
	}
	for i, w := range weights {
		if w > 0 {
			m.shares = append(m.shares, Share{list[i].method, w})
		}
	}
	slices.SortStableFunc(m.shares, func(a, b Share) int {
		switch {
		case a.Weight > b.Weight:
			return -1
		case a.Weight < b.Weight:
			return 1
		}
		return 0
	})
}

// weights of the candidates that have a forecast; they add up to 1.
func (how *choice) weights(list []candidate, trials []trial, ahead [][]float64) []float64 {
	score := standing(trials, len(list), how.loss)
	best := math.Inf(1)
	for i := range list {
		if ahead[i] != nil {
			best = min(best, score[i])
		}
	}
	out := make([]float64, len(list))
	var sum float64
	for i, c := range list {
		if ahead[i] != nil {
			out[i] = how.prior[c.method] * math.Exp(-how.sharpness*(score[i]-best))
			sum += out[i]
		}
	}
	top := 0
	for i := range out {
		if out[i] /= sum; out[i] > out[top] {
			top = i
		}
	}
	if out[top] >= decisive {
		clear(out)
		out[top] = 1
	}
	return out
}

// mix is the weighted mean of the forecasts there are; nil when none of them counts.
func mix(ahead [][]float64, weights []float64) []float64 {
	var out []float64
	var sum float64
	for i, f := range ahead {
		if f == nil || weights[i] == 0 {
			continue
		}
		if out == nil {
			out = make([]float64, len(f))
		}
		for k, v := range f {
			out[k] += weights[i] * v
		}
		sum += weights[i]
	}
	for k := range out {
		out[k] /= sum
	}
	return out
}

func (m *mixture) method() Method {
	if len(m.shares) == 1 {
		return m.shares[0].Method
	}
	return Combination
}

// medianOf sorts a copy of x.
func medianOf(x []float64) float64 { return quantile(x, 0.5) }

// quantile of x, linear between neighbours; 0 without values.
func quantile(x []float64, q float64) float64 {
	if len(x) == 0 {
		return 0
	}
	s := slices.Clone(x)
	slices.Sort(s)
	at := q * float64(len(s)-1)
	k := int(at)
	if k+1 >= len(s) {
		return s[k]
	}
	return s[k] + (at-float64(k))*(s[k+1]-s[k])
}
