package importing

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"xunshi/model"
)

// targetSpan is what one figure is a target for: a month, or a quarter or year by its first
// month.
type targetSpan struct {
	kind  model.TargetSpan
	month model.Month
}

// metricWords name the metrics, the more special ones first: 新客户数量 is not a quantity,
// 回款额 no sales.
//
//i18n:data
var metricWords = []struct {
	metric model.Metric
	words  []string
}{
	{model.MetricReceipts, []string{"回款", "收款", "receipt", "collection"}},
	{model.MetricNewCustomers, []string{"新客", "新增客户", "新开", "开户", "new customer", "newcustomer", "new_customer"}},
	{model.MetricVisits, []string{"拜访", "走访", "visit"}},
	{model.MetricDistribution, []string{"铺货", "铺市", "distribution"}},
	{model.MetricQuantity, quantityWords},
	{model.MetricAmount, amountWords},
}

// metricNamed finds the metric that a text in lower case speaks of.
func metricNamed(text string) (model.Metric, bool) {
	for _, m := range metricWords {
		if containsAny(text, m.words) {
			return m.metric, true
		}
	}
	return "", false
}

// isSpan tells whether the title names a month, a quarter or a year: 2026年1月, Q1, 全年.
func (t title) isSpan() bool {
	_, ok := t.span(2000)
	return ok
}

// span reads the span a title names; year serves titles without one.
func (t title) span(year int) (targetSpan, bool) {
	if m, ok := t.month(year); ok {
		return targetSpan{month: m}, true
	}
	return readSpan(t.full, year)
}

//i18n:data
var (
	spanRange = regexp.MustCompile(`(\d{4})年(\d{1,2})月?(?:-|—|~|至|到)(?:(\d{4})年)?(\d{1,2})月`)
	quarterly = regexp.MustCompile(`^(?:(\d{4})年?)?(?:第?([1-4一二三四])季度?|q([1-4])|([1-4])q)$`)
	yearly    = regexp.MustCompile(`^(?:(\d{4})年?)?(?:全年|年度目标|年目标|全年度|fullyear|wholeyear)$|^(\d{4})年(?:度)?$`)
	hanDigits = map[string]int{"一": 1, "二": 2, "三": 3, "四": 4}
)

// readSpan reads a quarter or year: 第1季度, 2026Q1, 全年, 2026年, or one that says its months
// in brackets: 第1季度(2026年4月-6月), which holds whatever the words before it say.
func readSpan(text string, year int) (targetSpan, bool) {
	if m := spanRange.FindStringSubmatch(foldBrackets(text)); m != nil {
		return rangeSpan(m)
	}
	s := titleKey(withoutBrackets(text))
	for _, tail := range monthTails {
		s = strings.TrimSuffix(s, tail)
	}
	if m := quarterly.FindStringSubmatch(s); m != nil {
		quarter := hanDigits[m[2]]
		for _, digit := range m[2:] {
			if n, err := strconv.Atoi(digit); err == nil {
				quarter = n
			}
		}
		first, ok := firstMonth(or(m[1], strconv.Itoa(year)), 3*quarter-2)
		return targetSpan{model.SpanQuarter, first}, ok
	}
	if m := yearly.FindStringSubmatch(s); m != nil {
		first, ok := firstMonth(or(m[1], or(m[2], strconv.Itoa(year))), 1)
		return targetSpan{model.SpanYear, first}, ok
	}
	return targetSpan{}, false
}

// rangeSpan is the span of the months written out: three are a quarter, twelve a year.
func rangeSpan(m []string) (targetSpan, bool) {
	from, err := strconv.Atoi(m[2])
	if err != nil {
		return targetSpan{}, false
	}
	to, err := strconv.Atoi(m[4])
	if err != nil {
		return targetSpan{}, false
	}
	first, ok := firstMonth(m[1], from)
	last, good := firstMonth(or(m[3], m[1]), to)
	kinds := map[model.Month]model.TargetSpan{0: model.SpanMonth, 2: model.SpanQuarter, 11: model.SpanYear}
	kind, known := kinds[last-first]
	return targetSpan{kind, first}, ok && good && known
}

func firstMonth(year string, month int) (model.Month, bool) {
	y, err := strconv.Atoi(year)
	if err != nil || y < 1990 || y > 2200 || month < 1 || month > 12 {
		return 0, false
	}
	return model.MonthOf(y, time.Month(month)), true
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
