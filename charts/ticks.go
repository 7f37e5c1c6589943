package charts

import (
	"math"
	"strconv"
	"strings"
)

// axis is a value axis with round ticks.
type axis struct {
	lo, hi float64
	step   float64
	ticks  []float64
}

// newAxis spans lo to hi with about want intervals of a round size (1, 2, 2.5 or 5 times
// a power of ten). fromZero takes zero in; otherwise it is taken in when the values do
// not stay far from it.
func newAxis(lo, hi float64, want int, fromZero bool) axis {
	if fromZero || (lo >= 0 && lo <= 0.5*hi) {
		lo = math.Min(lo, 0)
	}
	if fromZero || (hi <= 0 && hi >= 0.5*lo) {
		hi = math.Max(hi, 0)
	}
	if hi-lo <= math.Abs(hi)*1e-9 {
		lo, hi = math.Min(lo, 0), math.Max(hi, 0)
	}
	if lo == hi {
		hi = lo + 1
	}
	step := niceStep((hi - lo) / float64(max(1, want)))
	first, last := math.Floor(lo/step+1e-9), math.Ceil(hi/step-1e-9)
	a := axis{lo: first * step, hi: last * step, step: step}
	for i := first; i <= last && len(a.ticks) < 50; i++ {
		a.ticks = append(a.ticks, i*step)
	}
	return a
}

func niceStep(raw float64) float64 {
	base := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if raw <= m*base*(1+1e-9) {
			return m * base
		}
	}
	return 10 * base
}

// label of a tick, with as many decimals as the step needs.
func (a axis) label(v float64) string {
	if a.step < 1e-6 {
		return strings.Replace(strconv.FormatFloat(v, 'g', 3, 64), "-", "−", 1)
	}
	return FormatNumber(v, stepDecimals(a.step))
}

func stepDecimals(step float64) int {
	for d := range 8 {
		scaled := step * math.Pow(10, float64(d))
		if math.Abs(scaled-math.Round(scaled)) < 1e-6*math.Max(1, scaled) {
			return d
		}
	}
	return 8
}

// FormatNumber writes v with thousands separators, a true minus (−) and the decimals
// asked for; beyond 10¹⁵ in powers of ten. NaN is "—".
func FormatNumber(v float64, decimals int) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "—"
	case math.Abs(v) >= 1e15:
		return strings.Replace(strconv.FormatFloat(v, 'g', 3, 64), "-", "−", 1)
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, frac, _ := strings.Cut(s, ".")
	var b strings.Builder
	if v < 0 && strings.Trim(s, "0.") != "" {
		b.WriteString("−")
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if frac != "" {
		b.WriteString("." + frac)
	}
	return b.String()
}

// valueDecimals is how many decimals the values of a chart deserve: as many as they have,
// but none from 10,000 on, at most one from 10 on, and at most two.
func valueDecimals(s *Spec) int {
	largest, needed := 0.0, 0
	for _, series := range s.Series {
		for _, v := range series.Values {
			if !drawable(v) {
				continue
			}
			largest = math.Max(largest, math.Abs(v))
			for needed < 2 && !whole(v*math.Pow(10, float64(needed))) {
				needed++
			}
		}
	}
	switch {
	case largest >= 10_000:
		return 0
	case largest >= 10:
		return min(needed, 1)
	}
	return needed
}

func whole(v float64) bool { return math.Abs(v-math.Round(v)) < 1e-9*math.Max(1, math.Abs(v)) }

// drawable tells whether v has a place on an axis; beyond 10³⁰⁰ sums would overflow.
func drawable(v float64) bool { return math.Abs(v) <= 1e300 }
