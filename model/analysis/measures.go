package analysis

import (
	"slices"

	"xunshi/model"
)

// Distribution 铺货率: numeric = outlets handling ÷ outlets; weighted = their category
// sales ÷ category sales of all. sales and handles are parallel, one entry an outlet.
func Distribution(sales []model.Money, handles []bool) (numeric, weighted Value) {
	var count, all, with int64
	for i, s := range sales {
		all += int64(s)
		if i < len(handles) && handles[i] {
			count++
			with += int64(s)
		}
	}
	return Rate(count, int64(len(sales))), Rate(with, all)
}

// Accuracy of a forecast: WAPE = Σ|A−F| ÷ ΣA, bias = Σ(F−A) ÷ ΣA. The slices are parallel;
// beyond the shorter one nothing is compared.
func Accuracy(actual, forecast []int64) (wape, bias Value) {
	var off, over, sum int64
	for i := range min(len(actual), len(forecast)) {
		d := forecast[i] - actual[i]
		over += d
		off += max(d, -d)
		sum += actual[i]
	}
	return Rate(off, sum), Rate(over, sum)
}

// Class of an ABC analysis: 'A', 'B' or 'C'.
type Class byte

// ABC classes values by their contribution: sorted downwards, an item is A while the share
// gathered before it is below a, B while below b, else C (a, b as in Hundred; 80% and 95%
// are usual). Items of 0 or less are C. Ties keep their order.
func ABC(values []int64, a, b int64) []Class {
	out := make([]Class, len(values))
	order := make([]int, len(values))
	var sum int64
	for i, v := range values {
		order[i], out[i] = i, 'C'
		sum += max(0, v)
	}
	slices.SortStableFunc(order, func(x, y int) int { return compare(values[y], values[x]) })
	var before int64
	for _, i := range order {
		if values[i] <= 0 {
			break
		}
		switch share := model.MulDiv(before, Hundred, sum); {
		case share < a:
			out[i] = 'A'
		case share < b:
			out[i] = 'B'
		}
		before += values[i]
	}
	return out
}

// QuantileScaled is the num/den quantile of sorted values times den, exactly: linear
// between neighbours, as PERCENTILE.INC of spreadsheets does. Without values it is 0.
func QuantileScaled(sorted []int64, num, den int64) int64 {
	if len(sorted) == 0 {
		return 0
	}
	position := int64(len(sorted)-1) * num
	at, part := position/den, position%den
	v := sorted[at] * den
	if part > 0 {
		v += (sorted[at+1] - sorted[at]) * part
	}
	return v
}

func compare[T ~int | ~int32 | ~int64 | ~uint32](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
