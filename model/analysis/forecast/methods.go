package forecast

// Method names a way to forecast. The names are stable: files and records keep them.
type Method string

// The methods. Those on the series "without season" put the season back afterwards.
const (
	Empty          Method = "none"           // no history: no forecast
	Zero           Method = "zero"           // nothing but zeros so far
	Naive          Method = "naive"          // the last value
	Mean           Method = "mean"           // the mean of a short history
	SeasonalNaive  Method = "seasonal-naive" // the same month a year before
	Drift          Method = "drift"          // the last value and the mean change
	SES            Method = "ses"            // simple exponential smoothing
	Damped         Method = "damped"         // smoothing with a damped trend
	HoltWinters    Method = "holt-winters"   // level, trend and additive season
	HoltWintersMul Method = "holt-winters-m" // the same, the season multiplies
	DampedWinters  Method = "damped-winters" // multiplied season, damped trend
	Theta          Method = "theta"          // the classic, its season by test
	ThetaShrunk    Method = "theta-shrunk"   // the same with shrunk seasonal figures
	DynamicTheta   Method = "dynamic-theta"  // θ fitted, line moving with the data
	Airline        Method = "airline"        // ARIMA(0,1,1)(0,1,1)12
	Croston        Method = "croston-sba"    // rare demand: size and interval apart
	TSB            Method = "tsb"            // rare demand: size and chance apart
	Combination    Method = "combination"    // weighted mean of several
)

// prepared is a series as the methods take it: scaled, without gaps and wild values.
type prepared struct {
	y      []float64
	mult   bool // seasons multiply: every value is well above 0
	floor  bool // nothing is below 0, forecasts neither
	hard   indices
	soft   indices
	flat   []float64 // without the hard season
	smooth []float64 // without the soft season
}

// seasonDecay is the weight of a year's seasonal pattern beside that of the year after it.
const seasonDecay = 0.9

func prepare(y []float64) *prepared {
	p := &prepared{y: y, mult: wellAboveZero(y), floor: true}
	for _, v := range y {
		p.floor = p.floor && v >= 0
	}
	p.hard = neutral(p.mult)
	if seasonalTest(y) {
		p.hard = classicIndices(y, p.mult)
	}
	p.soft = shrunkIndices(y, p.mult, seasonDecay)
	p.flat, p.smooth = p.hard.remove(y), p.soft.remove(y)
	return p
}

// wellAboveZero tells whether ratios of the values make sense.
func wellAboveZero(y []float64) bool {
	m := mean(y)
	for _, v := range y {
		if v <= 0.02*m || v <= 0 {
			return false
		}
	}
	return true
}

// candidate is a method with the history it needs.
type candidate struct {
	method Method
	months int // at least
	run    func(p *prepared, h int, warm *[maxDims]float64) []float64
	fits   func(p *prepared) bool // nil: always
}

// candidates of the back-test, for series that sell in most months.
var candidates = []candidate{
	{method: SeasonalNaive, months: Period, run: func(p *prepared, h int, _ *[maxDims]float64) []float64 { return seasonalNaive(p.y, h) }},
	{method: Naive, months: 1, run: func(p *prepared, h int, _ *[maxDims]float64) []float64 {
		return p.soft.put(naive(p.smooth, h), len(p.y))
	}},
	{method: Drift, months: 2, run: func(p *prepared, h int, _ *[maxDims]float64) []float64 {
		return p.soft.put(drift(p.smooth, h), len(p.y))
	}},
	{method: Mean, months: 3, run: overRate(mean)},
	{method: SES, months: 3, run: overSoft(smoothing{}.onFlat)},
	{method: Damped, months: 5, run: overSoft(smoothing{trend: damped}.onFlat)},
	{method: HoltWinters, months: 2 * Period, run: func(p *prepared, h int, warm *[maxDims]float64) []float64 {
		return smoothing{trend: damped, season: additive}.forecast(p.y, p.amounts(), h, warm)
	}},
	{method: HoltWintersMul, months: 2 * Period, fits: positive, run: func(p *prepared, h int, warm *[maxDims]float64) []float64 {
		return smoothing{trend: linear, season: multiplicative}.forecast(p.y, &p.soft, h, warm)
	}},
	{method: DampedWinters, months: 2 * Period, fits: positive, run: func(p *prepared, h int, warm *[maxDims]float64) []float64 {
		return smoothing{trend: damped, season: multiplicative}.forecast(p.y, &p.soft, h, warm)
	}},
	{method: Theta, months: 4, run: func(p *prepared, h int, warm *[maxDims]float64) []float64 {
		return p.hard.put(theta(p.flat, h, warm), len(p.y))
	}},
	{method: ThetaShrunk, months: 4, run: overSoft(theta)},
	{method: DynamicTheta, months: 6, run: overSoft(dynamicTheta)},
	{method: Airline, months: airlineMonths, run: func(p *prepared, h int, warm *[maxDims]float64) []float64 {
		return airline(p.y, h, p.mult, warm)
	}},
}

func positive(p *prepared) bool { return p.mult }

// overSoft runs a method on the series without its shrunk season.
func overSoft(f func(y []float64, h int, warm *[maxDims]float64) []float64) func(*prepared, int, *[maxDims]float64) []float64 {
	return func(p *prepared, h int, warm *[maxDims]float64) []float64 {
		return p.soft.put(f(p.smooth, h, warm), len(p.y))
	}
}

func (m smoothing) onFlat(y []float64, h int, warm *[maxDims]float64) []float64 {
	s := neutral(false)
	return m.forecast(y, &s, h, warm)
}

// amounts are the shrunk seasonal figures as amounts, whatever the season is otherwise.
func (p *prepared) amounts() *indices {
	if !p.mult {
		return &p.soft
	}
	s := shrunkIndices(p.y, false, seasonDecay)
	return &s
}

func naive(y []float64, h int) []float64 {
	out := make([]float64, h)
	for i := range out {
		out[i] = y[len(y)-1]
	}
	return out
}

// seasonalNaive repeats the last year; a history below a year repeats its last value.
func seasonalNaive(y []float64, h int) []float64 {
	if len(y) < Period {
		return naive(y, h)
	}
	out := make([]float64, h)
	for i := range out {
		out[i] = y[len(y)-Period+i%Period]
	}
	return out
}

func drift(y []float64, h int) []float64 {
	out := naive(y, h)
	if len(y) < 2 {
		return out
	}
	slope := (y[len(y)-1] - y[0]) / float64(len(y)-1)
	for i := range out {
		out[i] += slope * float64(i+1)
	}
	return out
}
