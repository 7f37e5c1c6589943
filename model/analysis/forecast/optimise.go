package forecast

import "math"

// maxDims is the most parameters any method here has.
const maxDims = 4

// box bounds the parameters of a search.
type box struct{ low, high [maxDims]float64 }

func (b *box) clamp(x *[maxDims]float64, n int) {
	for i := range n {
		x[i] = min(max(x[i], b.low[i]), b.high[i])
	}
}

// vertex is a corner of the simplex.
type vertex struct {
	x [maxDims]float64
	f float64
}

// minimise finds a low point of f in the box, from start, with Nelder and Mead's simplex
// (1965; reflection 1, expansion 2, contraction and shrinking ½) projected into the box. It
// evaluates f about budget times at most, has no random part and treats NaN as bad.
func minimise(f func(x *[maxDims]float64) float64, start [maxDims]float64, n int, b box, budget int) [maxDims]float64 {
	s := simplexAt(f, start, n, &b)
	used := n + 1
	for used < budget {
		order(s[:n+1])
		best, worst := &s[0], &s[n]
		if worst.f-best.f <= 1e-7*(math.Abs(best.f)+1e-12) {
			break
		}
		var centre [maxDims]float64
		for i := range n {
			for j := range n {
				centre[i] += s[j].x[i] / float64(n)
			}
		}
		try := func(t float64) vertex {
			var v vertex
			for i := range n {
				v.x[i] = centre[i] + t*(worst.x[i]-centre[i])
			}
			b.clamp(&v.x, n)
			v.f = sane(f(&v.x))
			used++
			return v
		}
		r := try(-1)
		switch {
		case r.f < best.f:
			if e := try(-2); e.f < r.f {
				r = e
			}
			*worst = r
		case r.f < s[n-1].f:
			*worst = r
		default:
			t := 0.5
			if r.f < worst.f {
				t = -0.5
			}
			if c := try(t); c.f < min(r.f, worst.f) {
				*worst = c
			} else {
				used += shrink(f, s[:n+1], n)
			}
		}
	}
	order(s[:n+1])
	return s[0].x
}

// simplexAt spans a simplex from start, a fifth of the box wide.
func simplexAt(f func(x *[maxDims]float64) float64, start [maxDims]float64, n int, b *box) (s [maxDims + 1]vertex) {
	for k := range n + 1 {
		s[k].x = start
		b.clamp(&s[k].x, n)
		if k > 0 {
			i := k - 1
			step := 0.2 * (b.high[i] - b.low[i])
			if s[k].x[i]+step > b.high[i] {
				step = -step
			}
			s[k].x[i] += step
		}
		s[k].f = sane(f(&s[k].x))
	}
	return s
}

// shrink draws all corners half the way to the best and says how many evaluations it took.
func shrink(f func(x *[maxDims]float64) float64, s []vertex, n int) int {
	for k := 1; k < len(s); k++ {
		for i := range n {
			s[k].x[i] = (s[k].x[i] + s[0].x[i]) / 2
		}
		s[k].f = sane(f(&s[k].x))
	}
	return len(s) - 1
}

// order sorts the few corners, stably, best first.
func order(s []vertex) {
	for i := 1; i < len(s); i++ {
		for j := i; j > 0 && s[j].f < s[j-1].f; j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
}

func sane(f float64) float64 {
	if math.IsNaN(f) {
		return math.Inf(1)
	}
	return f
}
