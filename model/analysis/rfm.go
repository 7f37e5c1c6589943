package analysis

import "slices"

// Activity is how a customer bought over the time looked at.
type Activity struct {
	Days      int   // since the last purchase (recency)
	Purchases int   // 进货次数 (frequency); 0 = did not buy, and has no score
	Amount    int64 // net, 1/10,000 yuan (money)
}

// Score is the RFM of one customer: recency, frequency and money, each 1 (worst) to 5
// (best); all 0 where there was no purchase.
type Score struct{ R, F, M int8 }

// Known tells whether there is a score.
func (s Score) Known() bool { return s.R > 0 }

// RFMQuantilesFrom is how many buying customers it takes for quantiles; below, fixed cuts
// are used, as the fifth part of a handful says nothing.
const RFMQuantilesFrom = 50

// RFMCuts are the upper bounds that part the scores, worst side first for F and M (above
// cut k is k+2 points), best side first for R (at most cut k is 5−k points).
type RFMCuts struct {
	R, F, M  [4]int64
	Quantile bool // cut by fifths of the customers, else fixed
}

// fixedRFM are the cuts for few customers: days, purchases in a year, net yuan in a year.
var fixedRFM = RFMCuts{
	R: [4]int64{14, 30, 60, 90},
	F: [4]int64{2, 5, 11, 23},
	M: [4]int64{10_000 * 10_000, 50_000 * 10_000, 200_000 * 10_000, 500_000 * 10_000},
}

// RFM scores customers by quantile: the fifth that bought last, most often and for most
// money has 5 points each; equal values have equal points. Below RFMQuantilesFrom buying
// customers fixed cuts are used. The cuts are given too, to be shown as the rule.
func RFM(all []Activity) ([]Score, RFMCuts) {
	cuts := rfmCuts(all)
	out := make([]Score, len(all))
	for i, a := range all {
		if a.Purchases > 0 {
			out[i] = Score{R: points(-int64(a.Days), [4]int64{-cuts.R[3] - 1, -cuts.R[2] - 1, -cuts.R[1] - 1, -cuts.R[0] - 1}),
				F: points(int64(a.Purchases), cuts.F), M: points(a.Amount, cuts.M)}
		}
	}
	return out, cuts
}

// points is 1 and one more for every cut the value lies above.
func points(v int64, cuts [4]int64) int8 {
	n := int8(1)
	for _, cut := range cuts {
		if v > cut {
			n++
		}
	}
	return n
}

func rfmCuts(all []Activity) RFMCuts {
	var days, purchases, amounts []int64
	for _, a := range all {
		if a.Purchases > 0 {
			days, purchases, amounts = append(days, int64(a.Days)), append(purchases, int64(a.Purchases)), append(amounts, a.Amount)
		}
	}
	if len(days) < RFMQuantilesFrom {
		return fixedRFM
	}
	return RFMCuts{R: fifths(days), F: fifths(purchases), M: fifths(amounts), Quantile: true}
}

// fifths are the quintiles, rounded down to whole values.
func fifths(values []int64) [4]int64 {
	slices.Sort(values)
	var out [4]int64
	for k := range out {
		scaled := QuantileScaled(values, int64(k)+1, 5)
		out[k] = scaled / 5
		if scaled%5 < 0 {
			out[k]--
		}
	}
	return out
}
