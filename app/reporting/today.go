package reporting

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/charts"
	"xunshi/model"
	"xunshi/model/analysis"
)

// TodayRequest asks for the figures of the 今日 page. The zero Month is the month of the
// latest sales; the zero Until is the latest day with sales.
type TodayRequest struct {
	Month    model.Month
	RegionID model.ID
	Until    model.Date
	Money    document.MoneyUnit
	Calendar analysis.Calendar
}

// Today is where the month stands.
type Today struct {
	Month      model.Month
	Period     model.Period // the days counted
	LatestDate model.Date   // latest day with sales in the whole ledger, zero without any
	Lines      int          // lines in the whole ledger
	Empty      string       // why there are no figures and what to do; "" if there are

	Amount   model.Money // net
	Gross    model.Money
	Returns  model.Money
	Quantity model.Quantity

	Progress     analysis.Progress // 目标, 达成率, 时间进度, 进度差, 需日均; money
	DaysLeft     int
	DailyAverage analysis.Value // net ÷ counted days gone; money
	YoY, MoM     analysis.Value // 同比, 环比 with equal numbers of days
	ReturnRate   analysis.Value

	Trend charts.Spec // cumulative by day against the target line

	RowsBy Dimension // what Rows are
	Rows   []TodayRow
	Flags  []TodayFlag
	// FlagCount counts all open flags, KeyFlagCount those of key customers; Flags holds as
	// many of these as the page has room for, the weightiest first.
	FlagCount    int
	KeyFlagCount int
	ZeroSKUs     int // listed SKUs without a sale this month
	ListedSKUs   int
}

// TodayRow is a region (or person …) in the list of who lags.
type TodayRow struct {
	Name    string
	Manager string
	Amount  model.Money
	// Progress of the month; without a target only Actual and TimeProgress are known.
	Progress analysis.Progress
	YoY      analysis.Value
	Drill    *document.Drill
}

// TodayFlag is a flag on a key customer that nobody has closed.
type TodayFlag struct {
	Customer  model.ID
	Name      string
	Rule      analysis.FlagRule // what a verdict on it is kept under
	Suspicion analysis.Suspicion
	Title     string // 流失嫌疑
	Detail    string // 应 ≤ 9 天,23 天未进货
}

// todayFlags is how many flags the page has room for.
const todayFlags = 8

// Today computes the figures of the 今日 page.
func (r *Reporter) Today(ctx context.Context, q TodayRequest) (*Today, error) {
	month, until, err := r.todayPeriod(ctx, q)
	if err != nil {
		return nil, err
	}
	v, err := r.load(ctx, month, until, Options{RegionID: q.RegionID, Money: q.Money, Calendar: q.Calendar})
	if err != nil {
		return nil, err
	}
	t := &Today{Month: month, Lines: v.facts.Len(), RowsBy: v.opt.By}
	if v.hasData {
		t.LatestDate = v.span.To
	}
	if !v.started() {
		t.Empty = v.noData(month.Period())
	}
	if q.Until.IsZero() && r.today() > month.Last() {
		v.finish() // as the 月报 counts it: the two must not disagree
	}
	v.opt.By = v.usefulDimension()
	tables := v.tally()
	rows, total := v.memberRows(tables)
	t.RowsBy, t.Period = v.opt.By, v.compare.Now
	t.Amount, t.Gross, t.Returns = total.now.Net(), total.now.Gross, total.now.Returns
	t.Quantity = v.ledger.Quantity(total.now.Volume)
	t.Progress, t.DaysLeft = total.progress, v.elapsed.DaysLeft()
	if v.elapsed.Days > 0 {
		t.DailyAverage = analysis.Some(model.MulDiv(int64(t.Amount), 1, int64(v.elapsed.Days)))
	}
	t.YoY, t.MoM, t.ReturnRate = v.yoy(&total), v.mom(&total), returnRate(total.now)
	t.Rows = v.todayRows(rows)
	t.ListedSKUs, t.ZeroSKUs = tables.listedN, tables.zeroCount()
	t.Trend = v.cumulativeChart(total)
	if err := r.todayFlags(ctx, v, t); err != nil {
		return nil, err
	}
	return t, ctx.Err()
}

func (r *Reporter) todayPeriod(ctx context.Context, q TodayRequest) (model.Month, model.Date, error) {
	facts, err := r.src.Facts(ctx)
	if err != nil {
		return 0, 0, fmt.Errorf("read the ledger: %w", err)
	}
	latest := model.Today()
	if span, ok := facts.Span(); ok {
		latest = span.To
	}
	month, until := q.Month, q.Until
	if month == 0 && until.IsZero() {
		month = latest.Month()
	}
	if month == 0 {
		month = until.Month()
	}
	if until.IsZero() {
		until = month.Last()
	}
	return month, until, nil
}

// usefulDimension is the first dimension by which the scope's recent sales divide.
func (v *view) usefulDimension() Dimension {
	p := model.Period{From: (v.month - recentMonths + 1).First(), To: max(v.asOf, v.month.First())}
	for _, by := range []Dimension{ByRegion, ByEmployee, ByDepartment, ByChannel} {
		m := v.members(by)
		t := v.ledger.Cross(p, m.axis, analysis.Axis{})
		named := 0
		for i := range m.list {
			if !m.list[i].last && t.Row(i).Lines > 0 {
				named++
			}
		}
		if named > 1 {
			return by
		}
	}
	return ByRegion
}

// todayRows sorts by 进度差, who is ahead first; without a target by sales, after the others.
func (v *view) todayRows(rows []row) []TodayRow {
	out := make([]TodayRow, 0, len(rows))
	for i := range rows {
		r := &rows[i]
		out = append(out, TodayRow{Name: r.name, Manager: r.detail, Amount: r.now.Net(), Progress: r.progress, YoY: v.yoy(r), Drill: r.drill})
	}
	slices.SortStableFunc(out, func(a, b TodayRow) int {
		if x, y := a.Progress.Gap, b.Progress.Gap; x.Known != y.Known {
			if x.Known {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.Progress.Gap.N, a.Progress.Gap.N), cmp.Compare(b.Amount, a.Amount))
	})
	return out
}

// cumulativeChart is net sales day by day, added up, against the target spread over the
// calendar. Days whose sales are not in are gaps.
func (v *view) cumulativeChart(total row) charts.Spec {
	unit := v.chartUnit()
	c := charts.Spec{Kind: charts.Line, Title: i18n.T("本月累计销售额"), Unit: unit.name}
	if !v.started() {
		c.Empty = v.noData(v.month.Period())
		return c
	}
	actual := charts.Series{Name: i18n.T("实际"), Style: charts.StyleActual}
	target := charts.Series{Name: i18n.T("目标"), Style: charts.StyleTarget}
	byDay := v.dailyNet()
	var sum model.Money
	for d := v.month.First(); d <= v.month.Last(); d++ {
		_, _, day := d.YMD()
		c.Categories = append(c.Categories, i18n.T("%d日", day))
		value := math.NaN()
		if d <= v.asOf {
			sum += byDay[d-v.month.First()]
			value = unit.of(int64(sum))
		}
		actual.Values = append(actual.Values, value)
		if total.progress.Target.Known {
			due := v.opt.Calendar.Elapsed(v.month.Period(), d).Due(total.progress.Target.N)
			target.Values = append(target.Values, unit.of(due.N))
		}
	}
	actual.Label = i18n.T("%s 实际", v.chartFigure(int64(sum)))
	c.Series = []charts.Series{actual}
	c.Note = i18n.T("净额,数据截至 %s。", v.asOfText())
	if total.progress.Target.Known {
		target.Label = i18n.T("%s 目标", v.chartFigure(total.progress.Target.N))
		c.Series = append(c.Series, target)
		c.Note = i18n.T("净额,数据截至 %s;虚线为按日历均分的目标。", v.asOfText())
	}
	return c
}

func (v *view) chartFigure(n int64) string {
	if v.opt.Money == document.TenThousand {
		return document.FormatMoney(model.Money(n), document.TenThousand, 1)
	}
	return document.FormatMoney(model.Money(n), document.Yuan, 0)
}

// dailyNet is the scope's net sales of each day of the month so far.
func (v *view) dailyNet() []model.Money {
	out := make([]model.Money, v.month.Days())
	for d := v.month.First(); d <= v.asOf; d++ {
		out[d-v.month.First()] = v.ledger.Cross(model.Period{From: d, To: d}, analysis.Axis{}, analysis.Axis{}).Total().Net()
	}
	return out
}

// todayFlags keeps the flags nobody has closed, key customers first.
func (r *Reporter) todayFlags(ctx context.Context, v *view, t *Today) error {
	if !v.started() {
		return nil
	}
	verdicts, err := r.src.Verdicts(ctx, v.month)
	if err != nil {
		return fmt.Errorf("read the verdicts of %s: %w", v.month, err)
	}
	closed := map[string]bool{}
	for _, x := range verdicts {
		if x.Verdict != "" {
			closed[x.Rule+"/"+itoa(int(x.CustomerID))] = true
		}
	}
	w := v.watch(v.flagDay())
	for _, f := range w.flags {
		if closed[string(f.Rule)+"/"+itoa(int(f.Customer))] {
			continue
		}
		t.FlagCount++
		if !w.key[f.Customer] {
			continue
		}
		t.KeyFlagCount++
		if len(t.Flags) < todayFlags {
			t.Flags = append(t.Flags, TodayFlag{Customer: f.Customer, Name: v.customerName(f.Customer), Rule: f.Rule, Suspicion: f.Suspicion,
				Title: SuspicionText(f.Suspicion), Detail: i18n.T("应 %[1]s,%[2]s", FlagExpected(f), FlagActual(f))})
		}
	}
	return nil
}
