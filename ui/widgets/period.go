package widgets

import (
	"time"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// PeriodKind is the length of a chosen period.
type PeriodKind string

// Kinds of period.
const (
	Day     PeriodKind = "day"
	Month   PeriodKind = "month"
	Quarter PeriodKind = "quarter"
	Year    PeriodKind = "year"
)

// Fiscal is the calendar of years and quarters: the month the fiscal year starts with,
// 1 (or 0) for calendar years. A fiscal year is named after the year it starts in.
type Fiscal struct{ Start time.Month }

func (f Fiscal) start() time.Month {
	if f.Start < 1 || f.Start > 12 {
		return 1
	}
	return f.Start
}

// YearStart is the first month of the fiscal year that m lies in.
func (f Fiscal) YearStart(m model.Month) model.Month {
	y, mo := m.YM()
	if mo < f.start() {
		y--
	}
	return model.MonthOf(y, f.start())
}

// Of is the period of a kind that d lies in.
func (f Fiscal) Of(kind PeriodKind, d model.Date) model.Period {
	m := d.Month()
	first := f.YearStart(m)
	switch kind {
	case Day:
		return model.Period{From: d, To: d}
	case Quarter:
		q := first + (m-first)/3*3
		return model.Period{From: q.First(), To: (q + 2).Last()}
	case Year:
		return model.Period{From: first.First(), To: (first + 11).Last()}
	}
	return m.Period()
}

// Shift is the period n periods of the same kind later (earlier for n < 0).
func (f Fiscal) Shift(kind PeriodKind, p model.Period, n int) model.Period {
	switch kind {
	case Day:
		return f.Of(kind, p.From+model.Date(n))
	case Quarter:
		return f.Of(kind, (p.From.Month() + model.Month(3*n)).First())
	case Year:
		return f.Of(kind, (p.From.Month() + model.Month(12*n)).First())
	}
	return f.Of(kind, (p.From.Month() + model.Month(n)).First())
}

// Name of a period as the picker shows it: 2026年9月, 2026年第3季度, 2026财年.
func (f Fiscal) Name(kind PeriodKind, p model.Period) string {
	y, m, d := p.From.YMD()
	first := f.YearStart(p.From.Month())
	fy, _ := first.YM()
	q := int(p.From.Month()-first)/3 + 1
	switch {
	case kind == Day:
		return i18n.T("%d年%d月%d日 %s", y, int(m), d, WeekdayName(p.From.Weekday()))
	case kind == Quarter && f.start() == 1:
		return i18n.T("%d年第%d季度", fy, q)
	case kind == Quarter:
		return i18n.T("%d财年第%d季度", fy, q)
	case kind == Year && f.start() == 1:
		return i18n.T("%d年", fy)
	case kind == Year:
		return i18n.T("%d财年", fy)
	}
	return i18n.T("%d年%d月", y, int(m))
}

// WeekdayName is 周一 … 周日.
func WeekdayName(d time.Weekday) string {
	return [...]string{
		i18n.T("周日"), i18n.T("周一"), i18n.T("周二"), i18n.T("周三"), i18n.T("周四"), i18n.T("周五"), i18n.T("周六"),
	}[d]
}

// MonthName is 1月 … 12月.
func MonthName(m time.Month) string {
	return [...]string{
		i18n.T("1月"), i18n.T("2月"), i18n.T("3月"), i18n.T("4月"), i18n.T("5月"), i18n.T("6月"),
		i18n.T("7月"), i18n.T("8月"), i18n.T("9月"), i18n.T("10月"), i18n.T("11月"), i18n.T("12月"),
	}[m-1]
}
