package forecast

import "math"

const (
	settled  = 6   // months that must have passed since a move of the level
	moved    = 6   // how many times the unrest of yearly changes a move is
	leastHop = 0.2 // of the level: smaller moves are left to the methods
)

// settle lifts what came before a lasting, sudden move of the level (a large customer won or
// lost, a district taken over) to the level after it, so that no method takes the move for a
// trend or a season. Moves are sought in the changes against the same month a year before:
// there a move stands for twelve months, while seasons and steady growth do not show. The
// clearest one is settled.
func settle(y []float64) {
	n := len(y)
	if n < 2*Period+settled {
		return
	}
	mult := wellAboveZero(y)
	change := make([]float64, n-Period) // change[i] belongs to month i+Period
	for i := range change {
		if change[i] = y[i+Period] - y[i]; mult {
			change[i] = math.Log(y[i+Period] / y[i])
		}
	}
	at, hop, clearest := 0, 0.0, 1.0
	for k := 3; k+settled <= len(change); k++ {
		h, clear := move(change, k)
		if clear > clearest {
			at, hop, clearest = k+Period, h, clear
		}
	}
	for t := range at {
		if mult {
			y[t] *= math.Exp(hop)
		} else {
			y[t] += hop
		}
	}
}

// move measures a move that begins at change[k]: its size, and how clear it is (above 1: to
// be believed). It must come at once: the three months after it against the three before.
func move(change []float64, k int) (hop, clear float64) {
	end := min(k+Period, len(change))
	during := change[k:end]
	rest := append(append(make([]float64, 0, len(change)), change[:k]...), change[end:]...)
	if len(rest) < 3 {
		return 0, 0
	}
	high, low := medianOf(during), medianOf(rest)
	hop = high - low
	sudden := (medianOf(change[k:k+3]) - medianOf(change[k-3:k])) / hop
	if hop == 0 || sudden < 0.7 || math.Abs(hop) < leastHop {
		return hop, 0
	}
	unrest := make([]float64, 0, len(change))
	for _, v := range during {
		unrest = append(unrest, math.Abs(v-high))
	}
	for _, v := range rest {
		unrest = append(unrest, math.Abs(v-low))
	}
	return hop, math.Abs(hop) / (moved * 1.4826 * max(medianOf(unrest), 0.01))
}
