// Package targeting is the work with targets: the tree year → quarter → month × region,
// department, person, product or customer with the difference between children and parent at
// every node, splitting from above and adding up from below, the workbook, the scorecard and
// the working-day calendar.
package targeting

import (
	"sync"
	"time"

	"xunshi/app/measuring"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Planner is every use case around targets over one store.
type Planner struct {
	store *store.Store
	gauge *measuring.Gauge

	mu     sync.Mutex
	facts  *model.Facts // that active was read from, for year
	year   model.Period
	active activityOf
}

// New makes a planner.
func New(s *store.Store) *Planner { return &Planner{store: s, gauge: measuring.New(s)} }

// Dimension is what the rows of the tree are.
type Dimension string

// Dimensions of the rows.
const (
	ByRegion     Dimension = "region"     // 区域 → 人员
	ByDepartment Dimension = "department" // 部门 → 人员
	ByLine       Dimension = "line"       // 人员, by the reporting line
	ByProduct    Dimension = "product"    // 品类 → 品项
	ByCustomer   Dimension = "customer"   // 人员 → 客户
)

// Dimensions are all of them in the order they are offered.
var Dimensions = []Dimension{ByRegion, ByDepartment, ByLine, ByProduct, ByCustomer}

// Label is the dimension's name in the language in force.
func (d Dimension) Label() string {
	switch d {
	case ByRegion:
		return i18n.T("区域 → 人员")
	case ByDepartment:
		return i18n.T("部门 → 人员")
	case ByLine:
		return i18n.T("人员(汇报线)")
	case ByProduct:
		return i18n.T("品类 → 品项")
	case ByCustomer:
		return i18n.T("人员 → 客户")
	}
	return string(d)
}

// Query says which tree is meant.
type Query struct {
	Year        int // the business year, named after the calendar year it begins in
	FiscalStart int // month it begins with, 1–12; 0 = January
	Level       model.TargetLevel
	Metric      model.Metric
	By          Dimension
	Scope       analysis.Node // what the whole tree is limited to: one region, one category …
}

// First is the first month of the query's year.
func (q Query) First() model.Month {
	return model.MonthOf(q.Year, time.Month(max(1, min(12, q.FiscalStart))))
}

// Period is the query's year.
func (q Query) Period() model.Period {
	return model.Period{From: q.First().First(), To: (q.First() + 11).Last()}
}

// YearOf is the business year a month lies in.
func YearOf(m model.Month, fiscalStart int) int {
	year, month := m.YM()
	if int(month) < fiscalStart {
		year--
	}
	return year
}

// Span is a length of time that a target is for: a month, or a quarter or year by its first
// month.
type Span struct {
	Kind  model.TargetSpan
	Month model.Month
}

// Months in the span.
func (s Span) Months() int {
	switch s.Kind {
	case model.SpanYear:
		return 12
	case model.SpanQuarter:
		return 3
	case model.SpanMonth:
		return 1
	}
	return 1
}

// Period is the span as dates.
func (s Span) Period() model.Period {
	return model.Period{From: s.Month.First(), To: (s.Month + model.Month(s.Months()-1)).Last()}
}

// Label names the span within its year.
func (s Span) Label(first model.Month) string {
	switch s.Kind {
	case model.SpanYear:
		return i18n.T("全年")
	case model.SpanQuarter:
		return i18n.T("第%d季度", int(s.Month-first)/3+1)
	case model.SpanMonth:
	}
	_, m := s.Month.YM()
	return i18n.T("%d月", int(m))
}

// SpanCount is how many spans a year has: the year, four quarters, twelve months.
const SpanCount = 17

// Places of the spans in the order year, Q1, its months, Q2 …
const spanYear = 0

func spanQuarter(q int) int { return 1 + 4*q }
func spanMonth(m int) int   { return 2 + m + m/3 }

// Spans of a year in the order they stand beside each other: the year, then each quarter
// before its months.
func (q Query) Spans() [SpanCount]Span {
	first := q.First()
	var out [SpanCount]Span
	out[spanYear] = Span{model.SpanYear, first}
	for i := range 4 {
		out[spanQuarter(i)] = Span{model.SpanQuarter, first + model.Month(3*i)}
	}
	for i := range 12 {
		out[spanMonth(i)] = Span{model.SpanMonth, first + model.Month(i)}
	}
	return out
}

// index is the place of a span among the year's; −1 if it is not one of them.
func (q Query) index(s Span) int {
	at := int(s.Month - q.First())
	switch {
	case at < 0 || at > 11:
		return -1
	case s.Kind == model.SpanYear && at == 0:
		return spanYear
	case s.Kind == model.SpanQuarter && at%3 == 0:
		return spanQuarter(at / 3)
	case s.Kind == model.SpanMonth:
		return spanMonth(at)
	}
	return -1
}

// parts are the spans directly inside one: the quarters of the year, the months of a
// quarter; none for a month.
func parts(span int) []int {
	switch {
	case span == spanYear:
		return []int{spanQuarter(0), spanQuarter(1), spanQuarter(2), spanQuarter(3)}
	case (span-1)%4 == 0:
		return []int{span + 1, span + 2, span + 3}
	}
	return nil
}

// monthsIn are the places, 0–11, of the months of a span.
func monthsIn(span int) (from, to int) {
	switch {
	case span == spanYear:
		return 0, 12
	case (span-1)%4 == 0:
		return (span - 1) / 4 * 3, (span-1)/4*3 + 3
	}
	month := span - 2 - (span-2)/4
	return month, month + 1
}

// LevelLabel is a level's name in the language in force.
func LevelLabel(l model.TargetLevel) string {
	switch l {
	case model.LevelTarget:
		return i18n.T("目标")
	case model.LevelStretch:
		return i18n.T("冲刺")
	case model.LevelChallenge:
		return i18n.T("挑战")
	}
	return string(l)
}

// Levels are all of them from the lowest up.
var Levels = []model.TargetLevel{model.LevelTarget, model.LevelStretch, model.LevelChallenge}

// MetricLabel is a metric's name in the language in force.
func MetricLabel(m model.Metric) string {
	switch m {
	case model.MetricAmount:
		return i18n.T("销售额")
	case model.MetricQuantity:
		return i18n.T("销量")
	case model.MetricReceipts:
		return i18n.T("回款")
	case model.MetricNewCustomers:
		return i18n.T("新客户")
	case model.MetricVisits:
		return i18n.T("拜访")
	case model.MetricDistribution:
		return i18n.T("铺货")
	}
	return string(m)
}

// IsMoney tells whether a metric counts money.
func IsMoney(m model.Metric) bool { return m == model.MetricAmount || m == model.MetricReceipts }

// Smallest is the smallest part a target of the metric is given in: 分, one piece, one.
func Smallest(m model.Metric) int64 {
	switch {
	case IsMoney(m):
		return int64(model.Fen)
	case m == model.MetricQuantity:
		return int64(model.Unit)
	}
	return 1
}

// Whole is how many of the metric's unit make one as it is spoken of: a yuan, a piece, one.
func Whole(m model.Metric) int64 {
	switch {
	case IsMoney(m):
		return int64(model.Yuan)
	case m == model.MetricQuantity:
		return int64(model.Unit)
	}
	return 1
}

// UnitLabel is what the metric's figures count.
func UnitLabel(m model.Metric) string {
	switch {
	case IsMoney(m):
		return i18n.T("元")
	case m == model.MetricQuantity:
		return i18n.T("件")
	case m == model.MetricVisits:
		return i18n.T("次")
	}
	return i18n.T("家")
}

// Basis is the metric's 口径 in words.
func Basis(m model.Metric) string {
	switch m {
	case model.MetricAmount:
		return i18n.T("销售额:已扣退货;共同负责的客户按比例分给各人。")
	case model.MetricQuantity:
		return i18n.T("销量:净数量(件),已扣退货。")
	case model.MetricReceipts:
		return i18n.T("回款:按回款日期,归当日的客户负责人(共同负责按比例)。")
	case model.MetricNewCustomers:
		return i18n.T("新客户:台账中第一次进货落在期内的客户,归做成这一单的人和区域。")
	case model.MetricVisits:
		return i18n.T("拜访:联系记录中方式为拜访的次数,归拜访人。")
	case model.MetricDistribution:
		return i18n.T("铺货:期内进过货的不同客户数(按品项时为进过该品项的客户数)。")
	}
	return ""
}
