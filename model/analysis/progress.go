package analysis

import "xunshi/model"

// Progress sets an actual figure against the target of the whole period. Actual, Target,
// Due and RunRate share one unit (1/10,000 yuan or 1/1,000 base unit).
type Progress struct {
	Actual       int64
	Target       Value
	TimeProgress Value // 时间进度
	Attainment   Value // 达成率 = actual ÷ target of the whole period
	Gap          Value // 进度差 = 达成率 − 时间进度, in percentage points; ahead is positive
	Due          Value // what should be there by now = target × time progress
	Pace         Value // 进度达成率 = actual ÷ due
	RunRate      Value // 需日均 = (target − actual) ÷ days left; 0 once the target is reached
}

// NewProgress computes every figure of Progress. A target of 0 or less is no target.
func NewProgress(actual int64, target Value, e Elapsed) Progress {
	p := Progress{Actual: actual, TimeProgress: e.TimeProgress()}
	if !target.Known || target.N <= 0 {
		return p
	}
	p.Target = target
	p.Attainment = Rate(actual, target.N)
	p.Gap = p.Attainment.Less(p.TimeProgress)
	p.Due = e.Due(target.N)
	if p.Due.Known {
		p.Pace = Rate(actual, p.Due.N)
	}
	p.RunRate = e.PerDay(max(0, target.N-actual))
	return p
}

// Comparison holds the periods a report compares with: equal numbers of days.
type Comparison struct {
	Now, LastYear, Before model.Period
}

// Compare gives month to date (up to until) and the same days a year and a month earlier.
// Past the month's end the whole months are compared. ok is false when until lies before
// the month.
func Compare(month model.Month, until model.Date) (c Comparison, ok bool) {
	until = min(until, month.Last())
	if until < month.First() {
		return Comparison{}, false
	}
	now := model.Period{From: month.First(), To: until}
	return Comparison{Now: now, LastYear: now.MonthsBefore(12), Before: now.MonthsBefore(1)}, true
}
