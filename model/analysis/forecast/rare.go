package forecast

import "slices"

// rareCandidates are for products that sell nothing in many months. Their forecasts are a
// rate: the expected sales of any one month.
var rareCandidates = []candidate{
	{method: Croston, months: 4, run: overRate(croston)},
	{method: TSB, months: 4, run: overRate(tsb)},
	{method: SES, months: 3, run: overRate(slowSmoothing)},
	{method: Mean, months: 1, run: overRate(lastYear)},
	{method: SeasonalNaive, months: 2 * Period, run: func(p *prepared, h int, _ *[maxDims]float64) []float64 { return seasonalNaive(p.y, h) }},
}

// overRate makes h equal forecasts of one rate.
func overRate(f func(y []float64) float64) func(*prepared, int, *[maxDims]float64) []float64 {
	return func(p *prepared, h int, _ *[maxDims]float64) []float64 {
		return slices.Repeat([]float64{f(p.y)}, h)
	}
}

// rareWeight is the smoothing weight of sizes, intervals and chances: sales are few, so it
// is small (Syntetos and Boylan 2005 find 0.05 to 0.2 best).
const rareWeight = 0.1

// croston is Croston's (1972) rate, mean size ÷ mean interval, both smoothed at each sale,
// with the correction 1 − α/2 of Syntetos and Boylan (2005).
func croston(y []float64) float64 {
	var size, interval float64
	since := 0
	for _, v := range y {
		since++
		if v == 0 {
			continue
		}
		if size == 0 {
			size, interval = v, float64(since)
		} else {
			size += rareWeight * (v - size)
			interval += rareWeight * (float64(since) - interval)
		}
		since = 0
	}
	if interval == 0 {
		return 0
	}
	return (1 - rareWeight/2) * size / interval
}

// tsb is the rate of Teunter, Syntetos and Babai (2011): mean size × chance of a sale; the
// chance falls every month without one, so that a dying product's forecast dies with it.
func tsb(y []float64) float64 {
	var size float64
	months := min(len(y), Period)
	sold := 0
	for _, v := range y[:months] {
		if v != 0 {
			sold++
		}
	}
	chance := float64(sold) / float64(months)
	for _, v := range y {
		if v == 0 {
			chance -= rareWeight * chance
			continue
		}
		chance += rareWeight * (1 - chance)
		if size == 0 {
			size = v
		} else {
			size += rareWeight * (v - size)
		}
	}
	return chance * size
}

func slowSmoothing(y []float64) float64 {
	level := mean(y[:min(len(y), 6)])
	for _, v := range y {
		level += 0.15 * (v - level)
	}
	return level
}

func lastYear(y []float64) float64 { return mean(y[max(0, len(y)-Period):]) }
