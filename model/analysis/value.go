// Package analysis is the pure arithmetic of the business: progress, comparison, shares,
// purchases, rhythm, ageing, targets. It reads facts and says numbers; it knows no words,
// no store and no clock. Money and quantities stay integers; rates are integers too.
package analysis

import "xunshi/model"

// Hundred is 100% (and 100 percentage points): rates count 1/10,000 of a percent, as
// document.Percent does. 29.17% is 291,700.
const Hundred int64 = 1_000_000

// Value is a figure that may not exist (no target, no base); then it is shown as "—".
type Value struct {
	N     int64
	Known bool
}

// Some is a Value that exists.
func Some(n int64) Value { return Value{N: n, Known: true} }

// Rate is part ÷ whole as a rate. A whole of 0 or less has no rate.
func Rate(part, whole int64) Value {
	if whole <= 0 {
		return Value{}
	}
	return Some(model.MulDiv(part, Hundred, whole))
}

// Growth 增长率 is (now − base) ÷ base; a base of 0 or less has none.
func Growth(now, base int64) Value { return Rate(now-base, base) }

// Less is v − w, known only when both are.
func (v Value) Less(w Value) Value {
	if !v.Known || !w.Known {
		return Value{}
	}
	return Some(v.N - w.N)
}

// Plus adds two figures; an unknown one adds nothing, two unknown ones stay unknown.
func (v Value) Plus(w Value) Value {
	return Value{N: v.N + w.N, Known: v.Known || w.Known}
}
