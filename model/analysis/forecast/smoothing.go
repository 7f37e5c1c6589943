package forecast

import "math"

// Shapes of exponential smoothing.
type trendKind int

const (
	noTrend trendKind = iota
	linear
	damped
)

type seasonKind int

const (
	noSeason seasonKind = iota
	additive
	multiplicative
)

// smoothing is a method of the exponential smoothing family (Holt 1957, Winters 1960,
// Gardner and McKenzie 1985): level, trend, season; x holds α, β, φ, γ in this order.
type smoothing struct {
	trend  trendKind
	season seasonKind
}

// state is what smoothing knows at one moment.
type state struct {
	level, slope float64
	season       [Period]float64
}

func (m smoothing) dims() int {
	switch {
	case m.season != noSeason:
		return 4
	case m.trend == noTrend:
		return 1
	}
	return 3
}

func (m smoothing) bounds() box {
	b := box{low: [maxDims]float64{0.01, 0.0001, 0.8, 0.0001}, high: [maxDims]float64{0.99, 0.4, 0.98, 0.6}}
	switch m.trend {
	case noTrend:
		b.low[1], b.high[1] = 0, 0
		b.low[2], b.high[2] = 0, 0
	case linear:
		b.low[2], b.high[2] = 1, 1
	}
	return b
}

// begin sets the state before the first value: season as measured, level and slope from a
// line through the first two years without season.
func (m smoothing) begin(y []float64, s *indices) state {
	st := state{season: s.of}
	flat := s.remove(y[:min(len(y), 2*Period)])
	if m.season == noSeason {
		flat = y[:min(len(y), 2*Period)]
	}
	if m.trend == noTrend {
		st.level = mean(flat[:min(len(flat), 6)])
		return st
	}
	a, b := line(flat)
	st.level, st.slope = a-b, b
	return st
}

// step takes one value in and gives the forecast that stood before it.
func (m smoothing) step(st *state, x *[maxDims]float64, v float64, phase int) float64 {
	alpha, beta, phi, gamma := x[0], x[1], x[2], x[3]
	base := st.level + phi*st.slope
	var f, level float64
	switch m.season {
	case multiplicative:
		s := st.season[phase]
		f = base * s
		level = alpha*v/s + (1-alpha)*base
		if base > 1e-9 {
			st.season[phase] = max(0.01, gamma*v/base+(1-gamma)*s)
		}
	case additive:
		s := st.season[phase]
		f = base + s
		level = alpha*(v-s) + (1-alpha)*base
		st.season[phase] = gamma*(v-base) + (1-gamma)*s
	default:
		f = base
		level = alpha*v + (1-alpha)*base
	}
	st.slope = beta*(level-st.level) + (1-beta)*phi*st.slope
	st.level = level
	return f
}

// loss is the mean squared one-step error, relative to the forecast where the season
// multiplies.
func (m smoothing) loss(y []float64, begin *state, x *[maxDims]float64) float64 {
	st := *begin
	var sum float64
	phase := 0
	for _, v := range y {
		f := m.step(&st, x, v, phase)
		if phase++; phase == Period {
			phase = 0
		}
		e := v - f
		if m.season == multiplicative {
			e /= max(math.Abs(f), 0.02)
		}
		sum += e * e
	}
	return sum / float64(len(y))
}

// forecast fits the parameters (from warm when it is given) and looks h months ahead.
func (m smoothing) forecast(y []float64, s *indices, h int, warm *[maxDims]float64) []float64 {
	begin := m.begin(y, s)
	start, budget := [maxDims]float64{0.3, 0.05, 0.9, 0.1}, 60*m.dims()
	if warm[0] != 0 {
		start, budget = *warm, 30*m.dims()
	}
	n := m.dims()
	b := m.bounds()
	if m.trend == noTrend || m.trend == linear {
		start[1], start[2] = max(b.low[1], min(start[1], b.high[1])), b.low[2]
	}
	x := minimise(func(x *[maxDims]float64) float64 { return m.loss(y, &begin, x) }, start, n, b, budget)
	*warm = x
	st := begin
	for t, v := range y {
		m.step(&st, &x, v, t%Period)
	}
	return m.ahead(&st, x[2], len(y), h)
}

func (m smoothing) ahead(st *state, phi float64, n, h int) []float64 {
	out := make([]float64, h)
	reach, power := 0.0, phi
	for i := range out {
		reach += power
		power *= phi
		v := st.level + reach*st.slope
		switch s := st.season[(n+i)%Period]; m.season {
		case multiplicative:
			v *= s
		case additive:
			v += s
		}
		out[i] = v
	}
	return out
}
