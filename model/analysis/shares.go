package analysis

import (
	"math/bits"
	"slices"

	"xunshi/model"
)

// Shares gives each value's share of their sum, rounded to the given decimals of a percent
// so that the column adds up to exactly 100% (largest remainder; of equal remainders the
// larger value wins, then the earlier). A negative value has a negative share. A sum of 0
// or less has no shares.
func Shares(values []int64, decimals int) []Value {
	out := make([]Value, len(values))
	var sum int64
	for _, v := range values {
		sum += v
	}
	if sum <= 0 {
		return out
	}
	steps := int64(100)
	for range decimals {
		steps *= 10
	}
	for i, n := range apportion(values, sum, steps) {
		out[i] = Some(n * (Hundred / steps))
	}
	return out
}

// Split divides amount in the proportion of weights so that the parts add up to it
// exactly. Weights must not be negative; without any weight nothing is given out.
func Split(amount int64, weights []int64) []int64 {
	var sum int64
	for _, w := range weights {
		sum += w
	}
	if sum <= 0 {
		return make([]int64, len(weights))
	}
	return apportion(weights, sum, amount)
}

// apportion gives steps out in proportion to values (whose sum is above 0).
func apportion(values []int64, sum, steps int64) []int64 {
	if steps < 0 {
		out := apportion(values, sum, -steps)
		for i := range out {
			out[i] = -out[i]
		}
		return out
	}
	out := make([]int64, len(values))
	remainder := make([]uint64, len(values))
	order := make([]int, len(values))
	left := steps
	for i, v := range values {
		out[i], remainder[i] = floorMulDiv(v, steps, sum)
		left -= out[i]
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case remainder[a] != remainder[b]:
			return -sign(remainder[a] > remainder[b])
		case values[a] != values[b]:
			return -sign(values[a] > values[b])
		}
		return a - b
	})
	for i := range left {
		out[order[i]]++
	}
	return out
}

// floorMulDiv is floor(v × num ÷ den) and the remainder, for num ≥ 0 and den > 0.
func floorMulDiv(v, num, den int64) (int64, uint64) {
	hi, lo := bits.Mul64(magnitude(v), uint64(num))
	q, r := bits.Div64(hi%uint64(den), lo, uint64(den))
	if v >= 0 {
		return int64(q), r
	}
	if r == 0 {
		return -int64(q), 0
	}
	return -int64(q) - 1, uint64(den) - r
}

func magnitude(v int64) uint64 {
	if v < 0 {
		return uint64(-v)
	}
	return uint64(v)
}

func sign(more bool) int {
	if more {
		return 1
	}
	return -1
}

// Credited is the part of an amount that a person is credited with; rate as in Hundred.
func Credited(amount model.Money, rate int64) model.Money {
	return model.Money(model.MulDiv(int64(amount), rate, Hundred))
}
