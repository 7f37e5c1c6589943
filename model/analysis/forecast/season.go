package forecast

import "math"

// Period is the length of the season: twelve months.
const Period = 12

// indices are the twelve seasonal figures of a series whose first value has phase 0: factors
// around 1 when multiplicative, else amounts around 0. on is false when there is no season.
type indices struct {
	of   [Period]float64
	mult bool
	on   bool
}

func neutral(mult bool) indices {
	s := indices{mult: mult}
	if mult {
		for i := range s.of {
			s.of[i] = 1
		}
	}
	return s
}

// remove gives y without the season.
func (s *indices) remove(y []float64) []float64 {
	out := make([]float64, len(y))
	for t, v := range y {
		if k := s.of[t%Period]; s.mult {
			out[t] = v / k
		} else {
			out[t] = v - k
		}
	}
	return out
}

// put brings the season back into forecasts whose first value has the given phase.
func (s *indices) put(f []float64, phase int) []float64 {
	for i := range f {
		if k := s.of[(phase+i)%Period]; s.mult {
			f[i] *= k
		} else {
			f[i] += k
		}
	}
	return f
}

// seasonalTest tells whether the lag-12 autocorrelation differs from 0 at 90%, with
// Bartlett's standard error; the test before the Theta method in the M3 and M4 competitions.
// It needs three years.
func seasonalTest(y []float64) bool {
	if len(y) < 3*Period {
		return false
	}
	var sum float64
	for k := 1; k < Period; k++ {
		r := autocorrelation(y, k)
		sum += r * r
	}
	limit := 1.645 * math.Sqrt((1+2*sum)/float64(len(y)))
	return math.Abs(autocorrelation(y, Period)) > limit
}

func autocorrelation(y []float64, lag int) float64 {
	m := mean(y)
	var top, bottom float64
	for t, v := range y {
		bottom += (v - m) * (v - m)
		if t >= lag {
			top += (v - m) * (y[t-lag] - m)
		}
	}
	if bottom == 0 {
		return 0
	}
	return top / bottom
}

// movingTrend is the centred 2×12 moving average. Half a year at each end, where there is
// none, continues it along the line through the year next to it.
func movingTrend(y []float64) []float64 {
	n := len(y)
	out := make([]float64, n)
	for t := Period / 2; t < n-Period/2; t++ {
		sum := (y[t-Period/2] + y[t+Period/2]) / 2
		for k := t - Period/2 + 1; k < t+Period/2; k++ {
			sum += y[k]
		}
		out[t] = sum / Period
	}
	first, last := Period/2, n-Period/2-1
	reach := min(Period, last-first)
	var up, down float64
	if reach > 0 {
		up = (out[first+reach] - out[first]) / float64(reach)
		down = (out[last] - out[last-reach]) / float64(reach)
	}
	for t := range Period / 2 {
		out[t] = out[first] - up*float64(first-t)
		out[n-1-t] = out[last] + down*float64(n-1-t-last)
	}
	return out
}

// classicIndices are those of the classical decomposition: the mean ratio to (or difference
// from) the centred moving average per month, whole years only, scaled to mean 1 (sum 0).
func classicIndices(y []float64, mult bool) indices {
	s := neutral(mult)
	if len(y) < 2*Period {
		return s
	}
	detrended := detrend(y, movingTrend(y), mult)
	var sum [Period]float64
	var count [Period]int
	for t := Period / 2; t < len(y)-Period/2; t++ {
		sum[t%Period] += detrended[t]
		count[t%Period]++
	}
	for i := range sum {
		s.of[i] = sum[i] / float64(count[i])
	}
	s.on = true
	return s.centred()
}

// detrend divides y by its trend, or subtracts it.
func detrend(y, trend []float64, mult bool) []float64 {
	out := make([]float64, len(y))
	for t := range y {
		switch {
		case !mult:
			out[t] = y[t] - trend[t]
		case trend[t] > 0:
			out[t] = y[t] / trend[t]
		default:
			out[t] = 1
		}
	}
	return out
}

// centred scales the factors to a mean of 1, or shifts the amounts to a sum of 0. Factors
// that would wipe a month out are no season to divide by: they leave no season at all.
func (s indices) centred() indices {
	m := mean(s.of[:])
	for i := range s.of {
		if !s.mult {
			s.of[i] -= m
			continue
		}
		if s.of[i] /= m; !(s.of[i] > 0.01) || m <= 0 {
			return neutral(s.mult)
		}
	}
	return s
}

// shrunkIndices are seasonal figures for short and noisy series: means over all years, the
// latest weighing most, drawn towards "no season" as far as the years disagree among themselves (the positive-part
// rule of James and Stein, 1961; for seasonal factors see Miller and Williams, 2003).
func shrunkIndices(y []float64, mult bool, decay float64) indices {
	s := neutral(mult)
	if len(y) < 2*Period {
		return oneYearIndices(y, mult)
	}
	detrended := detrend(y, movingTrend(y), mult)
	n := len(y)
	var sum, weights, squares [Period]float64
	for t, v := range detrended {
		w := math.Pow(decay, float64((n-1-t)/Period))
		sum[t%Period] += w * v
		weights[t%Period] += w
		squares[t%Period] += w * w
	}
	var share float64 // variance of a month's mean in units of the noise
	for i := range sum {
		s.of[i] = sum[i] / weights[i]
		share += squares[i] / (weights[i] * weights[i]) / Period
	}
	var noise float64
	for t, v := range detrended {
		d := v - s.of[t%Period]
		noise += d * d
	}
	noise /= float64(max(1, n-Period))
	centre := mean(s.of[:])
	var between float64
	for _, v := range s.of {
		between += (v - centre) * (v - centre)
	}
	if between == 0 {
		return neutral(mult)
	}
	keep := 1 - float64(Period-3)*noise*share/between
	if keep <= 0 {
		return neutral(mult)
	}
	for i := range s.of {
		s.of[i] = centre + keep*(s.of[i]-centre)
	}
	s.on = true
	return s.centred()
}

// oneYearIndices make what can be made of 13 to 23 months: the last year against its mean,
// halfway drawn towards no season; further in or out as the months that came round a second
// time agree with the first or not.
func oneYearIndices(y []float64, mult bool) indices {
	s := neutral(mult)
	n := len(y)
	if n <= Period {
		return s
	}
	level := mean(y[n-Period:])
	if mult && level <= 0 {
		return s
	}
	const doubt = 4 // months of agreement that the halfway mark counts for
	again := float64(n - Period)
	keep := (doubt*0.5 + again*max(0, agreement(y))) / (doubt + again)
	for t := n - Period; t < n; t++ {
		if mult {
			s.of[t%Period] = 1 + keep*(y[t]/level-1)
		} else {
			s.of[t%Period] = keep * (y[t] - level)
		}
	}
	s.on = true
	return s.centred()
}

// agreement is the correlation of the months that were seen twice with themselves a year
// before; 0 when there are fewer than three or nothing moves.
func agreement(y []float64) float64 {
	k := len(y) - Period
	if k < 3 {
		return 0
	}
	a, b := y[:k], y[Period:]
	ma, mb := mean(a), mean(b)
	var cross, va, vb float64
	for i := range a {
		cross += (a[i] - ma) * (b[i] - mb)
		va += (a[i] - ma) * (a[i] - ma)
		vb += (b[i] - mb) * (b[i] - mb)
	}
	if va == 0 || vb == 0 {
		return 0
	}
	return cross / math.Sqrt(va*vb)
}
