package forecast

import "math"

// SMAPE is the symmetric mean absolute percentage error of the M competitions, in percent:
// the mean of 200·|A−F| ÷ (|A|+|F|); two zeros count as no error. Without pairs it is NaN.
func SMAPE(actual, forecast []float64) float64 {
	n := min(len(actual), len(forecast))
	var sum float64
	for i := range n {
		if s := math.Abs(actual[i]) + math.Abs(forecast[i]); s > 0 {
			sum += 200 * math.Abs(actual[i]-forecast[i]) / s
		}
	}
	return sum / float64(n)
}

// MASE is the mean absolute scaled error (Hyndman and Koehler 2006): the mean |A−F| ÷ the
// mean absolute change of the history against the same month a year before. It is NaN
// without pairs, or for a history that is shorter than 13 months or repeats itself.
func MASE(history, actual, forecast []float64) float64 {
	n := min(len(actual), len(forecast))
	var scale, sum float64
	for t := Period; t < len(history); t++ {
		scale += math.Abs(history[t] - history[t-Period])
	}
	if scale == 0 {
		return math.NaN()
	}
	scale /= float64(len(history) - Period)
	for i := range n {
		sum += math.Abs(actual[i] - forecast[i])
	}
	return sum / float64(n) / scale
}
