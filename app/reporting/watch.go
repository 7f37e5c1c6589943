package reporting

import (
	"cmp"
	"slices"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// watch is the customers' own rhythm on a day: their history, who is key, what is flagged.
type watch struct {
	history *analysis.History // of the whole business: a customer may buy anywhere
	key     map[model.ID]bool
	flags   []analysis.Flag // of customers in the scope, the weightiest customers first
}

// keyFallback is how many of the biggest customers count as key when none is marked.
const keyFallback = 20

// watch reads the history up to a day and flags who left their rhythm. Quantities are base
// units, so that a flag does not change with the unit of the report.
func (v *view) watch(until model.Date) *watch {
	all := &analysis.Ledger{Facts: v.facts}
	w := &watch{history: analysis.NewHistory(all, until, v.customerLimit())}
	w.history.Agreed = v.agreed
	w.key = v.keyCustomers(w.history)
	inScope := v.customersInScope(until)
	for _, f := range analysis.Flags(all, w.history, v.dir) {
		if inScope == nil || inScope[f.Customer] {
			w.flags = append(w.flags, f)
		}
	}
	weight := map[model.ID]model.Money{}
	for _, f := range w.flags {
		weight[f.Customer] = yearOf(w.history, f.Customer)
	}
	slices.SortStableFunc(w.flags, func(a, b analysis.Flag) int {
		if w.key[a.Customer] != w.key[b.Customer] {
			if w.key[a.Customer] {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(weight[b.Customer], weight[a.Customer]), cmp.Compare(a.Customer, b.Customer))
	})
	return w
}

// yearOf is a customer's net sales of the twelve months up to the history's day.
func yearOf(h *analysis.History, customer model.ID) model.Money {
	var sum model.Money
	for m := h.Until.Month() - 11; m <= h.Until.Month(); m++ {
		sum += h.Net(customer, m)
	}
	return sum
}

// keyCustomers are those marked 重点 or graded A; where nobody is, the biggest of the year.
func (v *view) keyCustomers(h *analysis.History) map[model.ID]bool {
	key := map[model.ID]bool{}
	var rest []model.ID
	for id, c := range v.dir.Customers {
		if c.WalkIn {
			continue
		}
		if c.Key || c.Grade == "A" {
			key[id] = true
		}
		rest = append(rest, id)
	}
	if len(key) > 0 {
		return key
	}
	year := make(map[model.ID]model.Money, len(rest))
	for _, id := range rest {
		year[id] = yearOf(h, id)
	}
	slices.SortFunc(rest, func(a, b model.ID) int { return cmp.Or(cmp.Compare(year[b], year[a]), cmp.Compare(a, b)) })
	for _, id := range rest[:min(keyFallback, len(rest))] {
		key[id] = true
	}
	return key
}

// customersInScope are those of the region and those who bought in it during the last
// year; nil means all.
func (v *view) customersInScope(until model.Date) map[model.ID]bool {
	if v.opt.RegionID == 0 {
		return nil
	}
	in := map[model.ID]bool{}
	for id, c := range v.dir.Customers {
		if v.dir.RegionWithin(c.RegionID, v.opt.RegionID) {
			in[id] = true
		}
	}
	v.eachPurchase(model.Period{From: (until.Month() - 11).First(), To: until}, func(i int) { in[v.facts.Customers[i]] = true })
	return in
}

// SuspicionText is the word for a suspicion; a flag is never more than that.
func SuspicionText(s analysis.Suspicion) string {
	switch s {
	case analysis.Churn:
		return i18n.T("流失嫌疑")
	case analysis.Diversion:
		return i18n.T("冲货嫌疑")
	case analysis.Surge:
		return i18n.T("异常放量嫌疑")
	}
	return string(s)
}

// FlagRule is the rule a flag came from, in words.
func FlagRule(f analysis.Flag) string {
	switch {
	case f.Rule == analysis.RuleVolume:
		return i18n.T("月销量超过自己有进货各月的 Q3 + 1.5×IQR")
	case f.Own:
		return i18n.T("未进货天数超过自己间隔的第 90 百分位")
	}
	return i18n.T("不足 5 次进货:未进货天数超过同级客户间隔的中位数")
}

// FlagExpected is what the rule allows.
func FlagExpected(f analysis.Flag) string {
	if f.Rule == analysis.RuleVolume {
		return "≤ " + basePieces(f.LimitEighth/8)
	}
	return "≤ " + days(f.LimitTenth)
}

// FlagActual says what happened, for a volume also price and area.
func FlagActual(f analysis.Flag) string {
	if f.Rule == analysis.RuleGap {
		return i18n.T("%d 天未进货", f.Gap)
	}
	s := basePieces(f.Volume)
	if f.PriceFell() {
		s = i18n.T("%[1]s,价格水平 %[2]s(此前 %[3]s)", s, percent(f.Price.N), percent(f.PriceBefore.N))
	}
	if f.BelowFloor > 0 {
		s = i18n.T("%[1]s,低于底价 %[2]d 笔", s, f.BelowFloor)
	}
	if f.OutOfArea > 0 {
		s = i18n.T("%[1]s,区域外 %[2]d 笔", s, f.OutOfArea)
	}
	return s
}

func basePieces(volume int64) string {
	return i18n.T("%s 件", document.FormatScaled(volume, int64(model.Unit), min(1, decimalsOf(volume))))
}

func (v *view) flagFinding(w *watch, f analysis.Flag) finding {
	name, code := v.customerName(f.Customer), ""
	if c := v.dir.Customers[f.Customer]; c != nil {
		code = c.Code
	}
	return finding{name: name, code: code, expected: FlagExpected(f), actual: FlagActual(f), weight: int64(yearOf(w.history, f.Customer)),
		words: i18n.T("%[1]s(%[2]s:%[3]s,应 %[4]s)", name, SuspicionText(f.Suspicion), FlagActual(f), FlagExpected(f)),
		drill: &document.Drill{CustomerID: f.Customer, Period: model.Period{From: (w.history.Until.Month() - 11).First(), To: w.history.Until}}}
}
