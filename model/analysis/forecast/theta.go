package forecast

import "math"

// theta is the method of Assimakopoulos and Nikolopoulos (2000) on a series without season,
// in the form of Hyndman and Billah (2003): simple exponential smoothing with half the slope
// of the regression line as drift.
func theta(y []float64, h int, warm *[maxDims]float64) []float64 {
	_, slope := line(y)
	begin := mean(y[:min(len(y), 6)])
	start := [maxDims]float64{0.3, begin}
	if warm[0] != 0 {
		start = [maxDims]float64{warm[0], begin}
	}
	low, high := spread(y)
	b := box{low: [maxDims]float64{0.01, low}, high: [maxDims]float64{0.99, high}}
	x := minimise(func(x *[maxDims]float64) float64 {
		level, sum := x[1], 0.0
		for _, v := range y {
			e := v - level
			sum += e * e
			level += x[0] * e
		}
		return sum
	}, start, 2, b, 80)
	*warm = x
	level := x[1]
	for _, v := range y {
		level += x[0] * (v - level)
	}
	out := make([]float64, h)
	settled := (1 - math.Pow(1-x[0], float64(len(y)))) / x[0]
	for i := range out {
		out[i] = level + slope/2*(float64(i)+settled)
	}
	return out
}

// dynamicTheta is the dynamic optimised theta model of Fiorucci, Pellegrini, Louzada,
// Petropoulos and Koehler (2016) on a series without season: the regression line moves with
// the data and θ is fitted along with the smoothing.
func dynamicTheta(y []float64, h int, warm *[maxDims]float64) []float64 {
	low, high := spread(y)
	b := box{low: [maxDims]float64{0.05, 1, low}, high: [maxDims]float64{0.99, 10, high}}
	start := [maxDims]float64{0.5, 2, mean(y[:min(len(y), 4)])}
	budget := 160
	if warm[0] != 0 {
		start, budget = *warm, 90
	}
	x := minimise(func(x *[maxDims]float64) float64 {
		loss, _ := runDynamicTheta(y, 0, x)
		return loss
	}, start, 3, b, budget)
	*warm = x
	_, out := runDynamicTheta(y, h, &x)
	return out
}

// runDynamicTheta passes through y and then h months on, taking its own forecasts as data.
func runDynamicTheta(y []float64, h int, x *[maxDims]float64) (loss float64, ahead []float64) {
	alpha, weight, level := x[0], 1-1/x[1], x[2]
	var average, a, b float64
	decay := 1.0 // (1−α)^(t−1)
	if h > 0 {
		ahead = make([]float64, 0, h)
	}
	for t := 1; t <= len(y)+h; t++ {
		next := decay * (1 - alpha)
		mu := level + weight*(decay*a+(1-next)/alpha*b)
		v := mu
		if t <= len(y) {
			if v = y[t-1]; t > 2 {
				loss += (v - mu) * (v - mu)
			}
		} else {
			ahead = append(ahead, mu)
		}
		f := float64(t)
		level += alpha * (v - level)
		if t == 1 {
			b = 0
		} else {
			b = ((f-2)*b + 6*(v-average)/f) / (f + 1)
		}
		average = ((f-1)*average + v) / f
		a = average - (f+1)/2*b
		decay = next
	}
	return loss, ahead
}

// line fits a + b·t, t from 1, by least squares.
func line(y []float64) (a, b float64) {
	n := float64(len(y))
	var sum, cross float64
	for t, v := range y {
		sum += v
		cross += v * (float64(t+1) - (n+1)/2)
	}
	if len(y) < 2 {
		return sum, 0
	}
	b = cross / (n * (n*n - 1) / 12)
	return sum/n - b*(n+1)/2, b
}

func spread(y []float64) (low, high float64) {
	low, high = y[0], y[0]
	for _, v := range y {
		low, high = min(low, v), max(high, v)
	}
	return low, high
}

func mean(y []float64) float64 {
	var sum float64
	for _, v := range y {
		sum += v
	}
	return sum / float64(len(y))
}
