package forecast

import (
	"math"

	"xunshi/model"
)

// longGap is how many missing months in a row make what stood before them another story.
const longGap = 12

// cleaned is the stretch of a series that forecasts are made from.
type cleaned struct {
	from    int       // index of its first month in the series
	y       []float64 // without gaps, divided by scale
	scale   float64   // mean size of the known values; 0 when there is nothing but zeros
	floor   bool      // no known value is below 0, so no forecast is
	rare    bool      // a third of the months or more sell nothing
	raw     []float64 // as given from the first to the last known value; gaps are NaN
	holiday festival  // taken out of y
}

// clean trims what lies before the first sale and after the last known month, measures the
// size, fills gaps, takes the holiday's moves out and tames wild values. start is the month
// of the first value. ok is false when no value is known.
func clean(start model.Month, values []float64) (c cleaned, ok bool) {
	from, to := 0, len(values)
	for to > 0 && !finite(values[to-1]) {
		to--
	}
	for from < to && !finite(values[from]) {
		from++
	}
	if from == to {
		return c, false
	}
	from = afterLongGap(values[:to], from)
	c.floor = true
	for _, v := range values[from:to] {
		c.floor = c.floor && !(v < 0)
	}
	for from < to-1 && !(finite(values[from]) && values[from] != 0) {
		from++ // not launched yet
	}
	c.from, c.raw = from, values[from:to]
	var zeros, known int
	for _, v := range c.raw {
		if finite(v) {
			known++
			c.scale += math.Abs(v) / 1e6 // the sum of huge values stays finite
			if v == 0 {
				zeros++
			}
		}
	}
	c.scale = c.scale / float64(known) * 1e6
	c.rare = c.floor && 3*zeros >= known && known > 3
	if c.scale == 0 || math.IsInf(c.scale, 0) {
		c.scale = 0
		return c, true
	}
	c.y = make([]float64, len(c.raw))
	for i, v := range c.raw {
		if c.y[i] = math.NaN(); finite(v) {
			c.y[i] = v / c.scale
		}
	}
	c.y = fill(c.y)
	if !c.rare {
		c.holiday = findFestival(c.y, start+model.Month(c.from))
		c.y = c.holiday.out(c.y, 0)
		tame(c.y)
		settle(c.y)
	}
	return c, true
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// afterLongGap moves from beyond a year without data when two years follow it.
func afterLongGap(values []float64, from int) int {
	missing := 0
	for i := from; i < len(values); i++ {
		if !finite(values[i]) {
			missing++
			continue
		}
		if missing >= longGap && len(values)-i >= 2*Period {
			from = i
		}
		missing = 0
	}
	return from
}

// fill puts values into the gaps of y: straight lines between the neighbours, along the
// season when there is one. The ends of y are known.
func fill(y []float64) []float64 {
	out := bridge(y)
	if len(y) < 2*Period {
		return out
	}
	gaps := false
	for _, v := range y {
		gaps = gaps || math.IsNaN(v)
	}
	if !gaps {
		return out
	}
	s := shrunkIndices(out, wellAboveZero(out), 1)
	flat := s.remove(y)
	return s.put(bridge(flat), 0)
}

// bridge draws straight lines over NaN.
func bridge(y []float64) []float64 {
	out := make([]float64, len(y))
	last := 0
	for t, v := range y {
		if out[t] = v; math.IsNaN(v) {
			continue
		}
		for k := last + 1; k < t; k++ {
			out[k] = out[last] + (v-out[last])*float64(k-last)/float64(t-last)
		}
		last = t
	}
	return out
}

// wild is how many robust standard deviations from its surroundings a month may lie.
const wild = 12

// tame pulls single wild months (a strike, a mistyped figure) back towards the running
// median of seven months without season. A change that lasts four months moves that median
// and stays.
func tame(y []float64) {
	if len(y) < Period {
		return
	}
	mult := wellAboveZero(y)
	s := shrunkIndices(y, mult, 1)
	flat := s.remove(y)
	off := make([]float64, len(y))
	size := make([]float64, len(y))
	for t := range flat {
		off[t] = flat[t] - medianOf(flat[max(0, t-3):min(len(flat), t+4)])
		size[t] = math.Abs(off[t])
	}
	limit := wild * 1.4826 * max(medianOf(size), 0.01)
	for t := range flat {
		if size[t] <= limit {
			continue
		}
		flat[t] += math.Copysign(limit, off[t]) - off[t]
		k := s.of[t%Period]
		if mult {
			y[t] = flat[t] * k
		} else {
			y[t] = flat[t] + k
		}
	}
}
