package analysis

import (
	"cmp"
	"slices"

	"xunshi/model"
)

// FlagRule is a rule that watches a customer's own rhythm; the verdict on a flag is kept
// under it.
type FlagRule string

// The two sides of the watch.
const (
	RuleGap    FlagRule = "gap"    // too long without a purchase
	RuleVolume FlagRule = "volume" // far more than usual in a month
)

// Suspicion is what a flag may mean. It is only ever a suspicion until a person closes it.
type Suspicion string

// Suspicions.
const (
	Churn     Suspicion = "churn"     // 流失嫌疑
	Diversion Suspicion = "diversion" // 冲货嫌疑: volume, and price fell or the area is not theirs
	Surge     Suspicion = "surge"     // 异常放量: volume alone
)

// Limits of the rules.
const (
	OwnGapsFrom   = 5 // purchases from which a customer is held against its own gaps
	OwnMonthsFrom = 4 // earlier months with sales that the volume rule needs
	// A price has fallen when it lies 1 point below the list price and below the
	// customer's own earlier level: less is rounding.
	priceTolerance = Hundred / 100
)

// Flag says that a customer left its rhythm: what was expected and what happened.
type Flag struct {
	Rule      FlagRule
	Suspicion Suspicion
	Customer  model.ID
	Purchases int        // 进货次数 up to the day
	Last      model.Date // last purchase

	Gap        int   // RuleGap: days since the last purchase
	LimitTenth int64 // RuleGap: expected at most so many tenths of a day
	Own        bool  // RuleGap: against its own gaps; else the median of its grade

	Volume      int64 // RuleVolume: the month's volume, in the ledger's weighed units
	LimitEighth int64 // RuleVolume: expected at most so many eighths of a weighed unit
	Price       Value // RuleVolume: month's price level against the list (Hundred = list price)
	PriceBefore Value // RuleVolume: the same over the earlier months
	OutOfArea   int   // RuleVolume: lines of the month outside the customer's area
	FloorLines  int   // RuleVolume: lines of the month with a floor price
	BelowFloor  int   // RuleVolume: those of them sold below it (砸价)
}

// Excess is how many times the expected the actual is, as a rate; flags sort by it.
func (f Flag) Excess() int64 {
	limit, actual := f.LimitTenth, int64(f.Gap)*10
	if f.Rule == RuleVolume {
		limit, actual = f.LimitEighth, f.Volume*8
	}
	return Rate(actual, max(1, limit)).N
}

// Flags runs both rules for the history's last month and day: every customer against its
// own past. The ledger must be the one the history was read from.
func Flags(l *Ledger, h *History, dir *model.Directory) []Flag {
	month := h.Until.Month()
	medians := h.gradeMedians(dir)
	var out []Flag
	var loud []model.ID
	for c := range h.Count {
		id := model.ID(c)
		customer := dir.Customers[id]
		if customer == nil || customer.WalkIn {
			continue
		}
		if f, ok := h.gapFlag(id, medians[customer.Grade]); ok {
			out = append(out, f)
		}
		if f, ok := h.volumeFlag(id, month); ok {
			loud = append(loud, id)
			out = append(out, f)
		}
	}
	explain(l, h, dir, out, loud)
	slices.SortFunc(out, func(a, b Flag) int {
		return cmp.Or(cmp.Compare(b.Excess(), a.Excess()), cmp.Compare(a.Customer, b.Customer), cmp.Compare(a.Rule, b.Rule))
	})
	return out
}

func (h *History) gapFlag(c model.ID, median Value) (Flag, bool) {
	if h.Count[c] == 0 {
		return Flag{}, false
	}
	f := Flag{Rule: RuleGap, Suspicion: Churn, Customer: c, Purchases: int(h.Count[c]), Last: h.Last[c],
		Gap: int(h.Until - h.Last[c])}
	if f.Purchases < OwnGapsFrom {
		f.LimitTenth = median.N * 10
		return f, median.Known && f.Gap > int(median.N)
	}
	f.Own = true
	gaps := h.Gaps(c)
	// Cheap and exact: with enough gaps at least this long, the percentile is too.
	longer := 0
	for _, g := range gaps {
		if int(g) >= f.Gap {
			longer++
		}
	}
	if longer >= len(gaps)-(len(gaps)-1)*9/10 {
		return Flag{}, false
	}
	f.LimitTenth = QuantileScaled(sorted64(gaps), 9, 10)
	return f, int64(f.Gap)*10 > f.LimitTenth
}

func sorted64(gaps []int32) []int64 {
	out := make([]int64, len(gaps))
	for i, g := range gaps {
		out[i] = int64(g)
	}
	slices.Sort(out)
	return out
}

// gradeMedians is the median gap of all customers of a grade, in whole days (of two middle
// gaps the longer).
func (h *History) gradeMedians(dir *model.Directory) map[string]Value {
	counts := map[string][]int{} // by gap in days
	for id, c := range dir.Customers {
		if c.WalkIn || int(id) >= len(h.Count) {
			continue
		}
		own := counts[c.Grade]
		for _, g := range h.Gaps(id) {
			for int(g) >= len(own) {
				own = append(own, make([]int, int(g)+64)...)
			}
			own[g]++
		}
		counts[c.Grade] = own
	}
	out := map[string]Value{}
	for grade, own := range counts {
		total, before := 0, 0
		for _, n := range own {
			total += n
		}
		for g, n := range own {
			if before += n; before > total/2 {
				out[grade] = Some(int64(g))
				break
			}
		}
	}
	return out
}

// volumeFlag holds the month against the customer's earlier months that had sales:
// above Q3 + 1.5 × (Q3 − Q1) it is out of the ordinary.
func (h *History) volumeFlag(c model.ID, month model.Month) (Flag, bool) {
	now := h.Volume(c, month)
	if now <= 0 {
		return Flag{}, false
	}
	earlier := make([]int64, 0, h.Months)
	for m := h.From; m < month; m++ {
		if v := h.Volume(c, m); v > 0 {
			earlier = append(earlier, v)
		}
	}
	if len(earlier) < OwnMonthsFrom {
		return Flag{}, false
	}
	slices.Sort(earlier)
	q1, q3 := QuantileScaled(earlier, 1, 4), QuantileScaled(earlier, 3, 4)
	f := Flag{Rule: RuleVolume, Suspicion: Surge, Customer: c, Purchases: int(h.Count[c]), Last: h.Last[c],
		Volume: now, LimitEighth: 2*q3 + 3*(q3-q1)}
	return f, now*8 > f.LimitEighth
}

// priceSum compares what was paid with what the list asks, over lines with a list price.
type priceSum struct{ paid, list int64 }

func (p priceSum) level() Value { return Rate(p.paid, p.list) }

// explain looks at the lines of the customers with a volume flag: price and area.
func explain(l *Ledger, h *History, dir *model.Directory, flags []Flag, loud []model.ID) {
	if len(loud) == 0 {
		return
	}
	index := make(map[model.ID]int, len(loud))
	slot := make([]int32, len(h.Count))
	for k, id := range loud {
		index[id] = k
		slot[id] = int32(k + 1)
	}
	now, before := make([]priceSum, len(loud)), make([]priceSum, len(loud))
	outside, floors, below := make([]int, len(loud)), make([]int, len(loud)), make([]int, len(loud))
	first := h.Until.Month().First()
	f := l.Facts
	_, end := f.Range(model.Period{To: h.Until})
	for i := range end {
		c := int(f.Customers[i])
		if c >= len(slot) || slot[c] == 0 || !f.Flags[i].Purchase() || !l.In(i) {
			continue
		}
		k := slot[c] - 1
		sum := &before[k]
		if f.Dates[i] >= first {
			sum = &now[k]
			customer := dir.Customers[f.Customers[i]]
			if !h.Agreed.OwnArea(dir, customer, f.Regions[i]) {
				outside[k]++
			}
			if floor, ok := h.Agreed.Floor(customer, f.Products[i], f.Dates[i]); ok {
				floors[k]++
				if BelowFloor(f.Amounts[i], f.Quantities[i], floor) {
					below[k]++
				}
			}
		}
		if p := dir.Products[f.Products[i]]; p != nil && p.Price > 0 {
			sum.paid += int64(f.Amounts[i])
			sum.list += int64(f.Quantities[i].Times(p.Price))
		}
	}
	for i := range flags {
		fl := &flags[i]
		if fl.Rule != RuleVolume {
			continue
		}
		k := index[fl.Customer]
		fl.Price, fl.PriceBefore, fl.OutOfArea = now[k].level(), before[k].level(), outside[k]
		fl.FloorLines, fl.BelowFloor = floors[k], below[k]
		if fl.PriceFell() || fl.BelowFloor > 0 || fl.OutOfArea > 0 {
			fl.Suspicion = Diversion
		}
	}
}

// PriceFell tells whether the month's price lay below the list and below the customer's
// own earlier level, by at least a point each. Where floor prices are set they decide
// instead: see BelowFloor.
func (f Flag) PriceFell() bool {
	return f.FloorLines == 0 && f.Price.Known && f.PriceBefore.Known &&
		f.Price.N <= Hundred-priceTolerance && f.Price.N <= f.PriceBefore.N-priceTolerance
}
