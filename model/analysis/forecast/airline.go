package forecast

import "math"

// airlineMonths is how much the airline model needs: 13 months are spent on differences.
const airlineMonths = 3*Period + 1

// airline is Box and Jenkins' (1970) model for monthly passengers, ARIMA(0,1,1)(0,1,1)₁₂ by
// conditional least squares, of the logarithm when logs says so. x holds θ and Θ.
func airline(y []float64, h int, logs bool, warm *[maxDims]float64) []float64 {
	z := make([]float64, len(y), len(y)+h)
	for t, v := range y {
		if z[t] = v; logs {
			z[t] = math.Log(v)
		}
	}
	w := make([]float64, 0, len(z)-Period-1)
	for t := Period + 1; t < len(z); t++ {
		w = append(w, z[t]-z[t-1]-z[t-Period]+z[t-Period-1])
	}
	e := make([]float64, len(w)+Period+1)
	b := box{low: [maxDims]float64{-0.5, -0.3}, high: [maxDims]float64{0.98, 0.95}}
	start, budget := [maxDims]float64{0.4, 0.5}, 70
	if warm[2] == 1 {
		start, budget = *warm, 45
	}
	x := minimise(func(x *[maxDims]float64) float64 { return shocks(w, e, x) }, start, 2, b, budget)
	x[2] = 1
	*warm = x
	shocks(w, e, &x)
	return airlineAhead(z, e, h, logs, &x)
}

// shocks fills e (after 13 zeros) with the errors of w and sums their squares.
func shocks(w, e []float64, x *[maxDims]float64) float64 {
	var sum float64
	for t, v := range w {
		at := t + Period + 1
		v += x[0]*e[at-1] + x[1]*e[at-Period] - x[0]*x[1]*e[at-Period-1]
		e[at] = v
		sum += v * v
	}
	return sum
}

func airlineAhead(z, e []float64, h int, logs bool, x *[maxDims]float64) []float64 {
	known := len(e)
	at := func(i int) float64 {
		if i < known {
			return e[i]
		}
		return 0
	}
	out := make([]float64, h)
	for i := range out {
		t, k := len(z), known+i
		v := z[t-1] + z[t-Period] - z[t-Period-1] - x[0]*at(k-1) - x[1]*at(k-Period) + x[0]*x[1]*at(k-Period-1)
		z = append(z, v)
		if out[i] = v; logs {
			out[i] = math.Exp(min(v, 30))
		}
	}
	return out
}
