package forecast

import "math"

// trial is the back-test of a series: what every candidate would have forecast at a few
// earlier months, and what came.
type trial struct {
	from   int         // the month (index) the forecasts start at
	ahead  [][]float64 // per candidate; nil where it could not run
	actual []float64
	mixed  []float64 // the combination of ahead
}

// leastHistory is how many months a back-test leaves to learn from.
const leastHistory = 6

// origins are the places of y to test from: forecasts of h months (fewer near the end),
// at most four, the latest last.
func origins(n, h int) []int {
	h = min(h, n/2)
	least := max(leastHistory, min(3*Period, n/2))
	step := max(1, (h+2)/3)
	var out []int
	for at := n - h; at <= n-step; at += step {
		if at >= least {
			out = append(out, at)
		}
	}
	if at := n - h - step; at >= least && len(out) > 0 {
		out = append([]int{at}, out...)
	}
	return out
}

// backtest runs every candidate from the origins of y.
func backtest(y []float64, h int, list []candidate) []trial {
	at := origins(len(y), h)
	out := make([]trial, 0, len(at))
	warm := make([][maxDims]float64, len(list))
	for _, from := range at {
		known := prepare(y[:from])
		reach := min(h, len(y)-from)
		tr := trial{from: from, ahead: make([][]float64, len(list)), actual: y[from : from+reach]}
		for i, c := range list {
			tr.ahead[i] = c.try(known, reach, &warm[i])
		}
		out = append(out, tr)
	}
	return out
}

// try is the candidate's forecast, nil where it does not apply or ran away.
func (c *candidate) try(p *prepared, h int, warm *[maxDims]float64) []float64 {
	if len(p.y) < c.months || c.fits != nil && !c.fits(p) {
		return nil
	}
	f := c.run(p, h, warm)
	for i, v := range f {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return nil
		}
		if p.floor {
			f[i] = max(0, v)
		}
	}
	return f
}

// meanError is the mean absolute difference.
func meanError(actual, f []float64) float64 {
	var sum float64
	for i, v := range actual {
		sum += math.Abs(v - f[i])
	}
	return sum / float64(len(actual))
}

// rootSquare is the root of the mean squared difference: a rate that is right on average
// beats "nothing will sell", which the mean absolute difference would prefer.
func rootSquare(actual, f []float64) float64 {
	var sum float64
	for i, v := range actual {
		sum += (v - f[i]) * (v - f[i])
	}
	return math.Sqrt(sum / float64(len(actual)))
}

// standing compares the candidates over all trials: the mean logarithm of a candidate's
// error against the median candidate's of the same trial, longer trials counting more. A
// candidate missing from a trial stands at the median there.
func standing(trials []trial, count int, loss func(actual, f []float64) float64) []float64 {
	score := make([]float64, count)
	var total float64
	for _, tr := range trials {
		errs := make([]float64, count)
		var there []float64
		for i, f := range tr.ahead {
			if f != nil {
				errs[i] = loss(tr.actual, f) + 1e-3
				there = append(there, errs[i])
			}
		}
		if len(there) == 0 {
			continue
		}
		weight := math.Sqrt(float64(len(tr.actual)))
		middle := medianOf(there)
		total += weight
		for i, f := range tr.ahead {
			if f != nil {
				score[i] += weight * math.Log(errs[i]/middle)
			}
		}
	}
	if total > 0 {
		for i := range score {
			score[i] /= total
		}
	}
	return score
}
