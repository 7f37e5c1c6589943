package reporting

import (
	"context"
	"math/bits"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// exceptions runs the rules of the 日报, the most urgent first.
func (d *daily) exceptions(ctx context.Context) (document.Section, error) {
	if err := ctx.Err(); err != nil {
		return document.Section{}, err
	}
	if !d.hasData {
		s := exceptionSection(nil)
		s.Exceptions.Items = []string{d.noData(d.day)}
		return s, nil
	}
	streaks := d.streaks()
	rules := []rule{d.missingRule(), d.behindRule(d.rows, d.total), d.keyCustomerRule(), d.streakRule(streaks),
		d.zeroTodayRule(streaks), d.dropRule(), d.returnRule(d.rows), d.targetRule(d.rows, d.total)}
	return exceptionSection(rules), nil
}

// missingRule: the date has no data at all.
func (d *daily) missingRule() rule {
	r := rule{title: i18n.T("当日数据缺失")}
	if !d.hasDay() {
		r.add(finding{name: d.date.String(), words: d.noDay(), expected: i18n.T("有销售数据"), actual: i18n.T("无")})
	}
	return r
}

func (d *daily) keyCustomerRule() rule {
	r := rule{title: i18n.T("重点客户进货节奏异常"), lead: i18n.T("重点客户"), named: namedFlags}
	w := d.watch(d.date)
	for _, f := range w.flags {
		if w.key[f.Customer] {
			r.add(d.flagFinding(w, f))
		}
	}
	return r
}

// streaks are, for every member × SKU, the selling days in a row without a sale.
type streaks struct {
	days    uint64 // bit k: the scope sold anything k days ago
	members []uint64
	skus    []uint64
	cells   []uint64
	columns int
}

// window is how many days back streaks look.
const window = 63

func (d *daily) streaks() *streaks {
	rows, skus := d.tables.members.axis, d.tables.products.axis
	s := &streaks{members: make([]uint64, rows.Size), skus: make([]uint64, skus.Size),
		cells: make([]uint64, rows.Size*skus.Size), columns: skus.Size}
	lo, hi := d.facts.Range(model.Period{From: d.date - window, To: d.date})
	for i := lo; i < hi; i++ {
		if !d.facts.Flags[i].Purchase() || !d.ledger.In(i) {
			continue
		}
		bit := uint64(1) << (d.date - d.facts.Dates[i])
		r, c := int(rows.At(i)), int(skus.At(i))
		s.days |= bit
		s.members[r] |= bit
		s.skus[c] |= bit
		s.cells[r*s.columns+c] |= bit
	}
	return s
}

// regularNeed is how many selling days the four weeks before a streak must have had.
const regularNeed = 8

// zeros counts the latest selling days without a sale; regular tells whether there were
// sales on at least half of the selling days of the 28 days before.
func (s *streaks) zeros(own uint64) (days int, regular bool) {
	if own == 0 {
		return 0, false
	}
	last := bits.TrailingZeros64(own)
	days = bits.OnesCount64(s.days & (1<<last - 1))
	mask := (uint64(1)<<28 - 1) << last
	sold, all := bits.OnesCount64(own&mask), bits.OnesCount64(s.days&mask)
	return days, all >= regularNeed && 2*sold >= all
}

// usual tells whether there were sales on at least half of the same weekdays of the last
// weeks, of which enough must have been selling days: a quiet Sunday is no exception.
func (s *streaks) usual(own uint64) bool {
	var mask uint64
	for k := 1; k <= weeksBack; k++ {
		mask |= 1 << (7 * k)
	}
	sold, all := bits.OnesCount64(own&mask), bits.OnesCount64(s.days&mask)
	return all >= weeksNeeded && 2*sold >= all
}

// streakRule: a SKU that used to sell has stopped, in a member or everywhere.
func (d *daily) streakRule(s *streaks) rule {
	r := rule{title: i18n.T("常销品项连续 3 个销售日零销"), lead: i18n.T("连续零销")}
	if !d.hasDay() {
		r.skipped = i18n.T("当日无数据")
		return r
	}
	for p := range s.skus {
		product := &d.tables.products.list[p]
		if !d.tables.listed[p] {
			continue
		}
		if n, regular := s.zeros(s.skus[p]); regular && n >= zeroDays {
			r.add(d.streakFinding(product, i18n.T("%s 全部", product.name), n, product.drill))
			continue
		}
		for _, m := range d.tables.order {
			if n, regular := s.zeros(s.cells[m*s.columns+p]); regular && n >= zeroDays {
				where := &d.tables.members.list[m]
				var drill *document.Drill
				if where.drill != nil && product.drill != nil {
					x := *where.drill
					x.ProductID = product.drill.ProductID
					drill = &x
				}
				r.add(d.streakFinding(product, i18n.T("%[1]s 在%[2]s", product.name, where.name), n, drill))
			}
		}
	}
	return r
}

func (d *daily) streakFinding(product *member, name string, n int, drill *document.Drill) finding {
	f := finding{name: name, code: product.code, weight: int64(n), words: i18n.T("%[1]s %[2]d 天", name, n),
		expected: i18n.T("少于 %d 个销售日", zeroDays), actual: i18n.T("连续 %d 个销售日零销", n)}
	if drill != nil {
		x := *drill
		x.Period = model.Period{From: d.date - window, To: d.date}
		f.drill = &x
	}
	return f
}

// zeroTodayRule: members and SKUs that usually sell and did not on the day.
func (d *daily) zeroTodayRule(s *streaks) rule {
	r := rule{title: i18n.T("同一星期几常有销售的%s或品项当日零销", d.opt.By.title()), lead: i18n.T("当日零销")}
	if !d.hasDay() {
		r.skipped = i18n.T("当日无数据")
		return r
	}
	check := func(x *member, own uint64, limit int, weight int64) {
		if n, _ := s.zeros(own); n > 0 && n < limit && s.usual(own) {
			f := finding{name: x.name, code: x.code, words: x.name, weight: weight, expected: i18n.T("有销售"), actual: i18n.T("当日零销")}
			if x.drill != nil {
				drill := *x.drill
				drill.Period = model.Period{From: d.date - window, To: d.date}
				f.drill = &drill
			}
			r.add(f)
		}
	}
	for _, m := range d.tables.order {
		check(&d.tables.members.list[m], s.members[m], window, 1)
	}
	for p := range s.skus {
		if d.tables.listed[p] {
			check(&d.tables.products.list[p], s.skus[p], zeroDays, 0)
		}
	}
	return r
}

// dropRule: the day lies far below the same weekday of the last weeks.
func (d *daily) dropRule() rule {
	r := rule{title: i18n.T("当日低于近 8 周同一星期几均值的一半(整体低于 70%)"), lead: i18n.T("当日骤降")}
	if !d.hasDay() {
		r.skipped = i18n.T("当日无数据")
		return r
	}
	sums := make([]int64, d.tables.members.axis.Size)
	var weeks int64
	for k := 1; k <= weeksBack; k++ {
		p := model.Period{From: d.date - model.Date(7*k), To: d.date - model.Date(7*k)}
		if lo, hi := d.facts.Range(p); lo == hi {
			continue
		}
		weeks++
		t := d.ledger.Cross(p, d.tables.members.axis, analysis.Axis{})
		for i := range sums {
			sums[i] += d.value(t.Row(i))
		}
	}
	if weeks < weeksNeeded {
		r.skipped = i18n.T("历史不足 %d 周", weeksNeeded)
		return r
	}
	var all int64
	check := func(name, code string, today, sum, limit int64, drill *document.Drill) {
		if level := analysis.Rate(today*weeks, sum); level.Known && level.N < limit {
			f := finding{name: name, code: code, weight: (sum - today*weeks) / weeks, drill: drill,
				expected: i18n.T("均值 %s", d.amount(sum/weeks)), actual: d.amount(today),
				words: i18n.T("%[1]s 为均值的 %[2]s", name, percent(level.N))}
			r.add(f)
		}
	}
	for _, i := range d.tables.order {
		x := newRow(d.tables.members, i, d.day)
		all += sums[i]
		check(x.name, x.code, d.value(d.today1.Row(i)), sums[i], dropMember, x.drill)
	}
	if len(d.tables.order) > 1 {
		check(i18n.T("整体"), "", d.value(d.today1.Total()), all, dropTotal, nil)
	}
	return r
}
