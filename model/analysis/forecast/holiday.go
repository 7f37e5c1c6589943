package forecast

import (
	"math"
	"time"

	"xunshi/model"
)

// newYears are the days of the year on which 春节 falls, 1980 to 2060.
var newYears = [...]int{
	47, 36, 25, 44, 33, 51, 40, 29, 48, 37, 27, 46, 35, 23, 41, 31, 50, 38, 28, 47, // 1980
	36, 24, 43, 32, 22, 40, 29, 49, 38, 26, 45, 34, 23, 41, 31, 50, 39, 28, 47, 36, // 2000
	25, 43, 32, 22, 41, 29, 48, 38, 26, 44, 33, 23, 42, 31, 50, 39, 28, 46, 35, 24, // 2020
	43, 32, 22, 41, 30, 48, 37, 26, 45, 33, 23, 42, 32, 50, 39, 28, 46, 35, 24, 43, // 2040
	33, // 2060
}

const firstNewYear = 1980

// stockUp is how many days before 春节 shops stock up.
const stockUp = 21

// januaryShare is the part of the stocking-up before 春节 that falls into January; the rest
// falls into February. ok is false outside the table.
func januaryShare(year int) (share float64, ok bool) {
	i := year - firstNewYear
	if i < 0 || i >= len(newYears) {
		return 0, false
	}
	// Days newYear−21 … newYear−1; January has days 1 … 31.
	last, first := newYears[i]-1, newYears[i]-stockUp
	return float64(min(last, 31)-min(first, 32)+1) / stockUp, true
}

// usualShare is the mean of januaryShare over the table.
var usualShare = func() float64 {
	var sum float64
	for i := range newYears {
		share, _ := januaryShare(firstNewYear + i)
		sum += share
	}
	return sum / float64(len(newYears))
}()

// shiftOf says how much more than usual of the stocking-up falls into the month: for January
// and February of years in the table, else 0.
func shiftOf(m model.Month) float64 {
	year, month := m.YM()
	if month > time.February {
		return 0
	}
	share, ok := januaryShare(year)
	switch {
	case !ok:
		return 0
	case month == time.January:
		return share - usualShare
	}
	return usualShare - share
}

// festival is the moving part of 春节 in a series: January and February trade places as the
// holiday comes early or late. lift is the logarithm by which a month that has the whole
// stocking-up stands above one that has none of it.
type festival struct {
	first model.Month // month of the history's first value
	lift  float64
}

const (
	leastPairs = 3   // Januaries and Februaries, each, to look for the holiday
	sure       = 2.5 // how many standard errors its lift must reach
)

// findFestival regresses what January and February of a year have in common with the share
// of the stocking-up in them: the difference of the two logarithms, which knows neither
// level nor trend, on the difference of the shares. Fewer than three years, values of 0 or
// an unclear picture give a lift of 0; a clear one is drawn in a little (by 1 ÷ t²).
func findFestival(y []float64, first model.Month) festival {
	f := festival{first: first}
	if !wellAboveZero(y) {
		return f
	}
	var shares, diffs []float64
	for t := 0; t+1 < len(y); t++ {
		year, month := (first + model.Month(t)).YM()
		if month != time.January {
			continue
		}
		if _, ok := januaryShare(year); ok {
			shares = append(shares, 2*shiftOf(first+model.Month(t)))
			diffs = append(diffs, math.Log(y[t]/y[t+1]))
		}
	}
	n := float64(len(shares))
	if len(shares) < leastPairs {
		return f
	}
	ms, md := mean(shares), mean(diffs)
	var cross, spread, rest float64
	for i := range shares {
		cross += (shares[i] - ms) * (diffs[i] - md)
		spread += (shares[i] - ms) * (shares[i] - ms)
	}
	if spread == 0 {
		return f
	}
	b := cross / spread
	for i := range shares {
		e := diffs[i] - md - b*(shares[i]-ms)
		rest += e * e
	}
	// Few pairs measure their own unrest badly: 8% is the least believed, seen in four pairs.
	unrest := (rest + 4*0.08*0.08*2) / (n - 2 + 4)
	if t := b / math.Sqrt(unrest/spread); t > sure {
		f.lift = b * (1 - 1/(t*t))
	}
	return f
}

// factor by which the holiday's place lifts value t of the history (or beyond it).
func (f festival) factor(t int) float64 {
	if f.lift == 0 {
		return 1
	}
	return math.Exp(f.lift * shiftOf(f.first+model.Month(t)))
}

// put applies the factors to values that begin at t, or takes them out again.
func (f festival) put(x []float64, t int) []float64 { return f.times(x, t, 1) }

func (f festival) out(x []float64, t int) []float64 { return f.times(x, t, -1) }

func (f festival) times(x []float64, t int, power float64) []float64 {
	if f.lift == 0 {
		return x
	}
	res := make([]float64, len(x))
	for i, v := range x {
		res[i] = v * math.Pow(f.factor(t+i), power)
	}
	return res
}
