package bonus

import (
	"xunshi/app/appraising/figures"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Line is one rule of a scheme applied to one person's month, with everything it was
// computed from.
type Line struct {
	Rule    model.BonusRule `json:"rule"`
	Known   bool            `json:"known"`  // the measure could be taken (or none is asked for)
	Rate    int64           `json:"rate"`   // attainment in basis points that chooses the step
	Actual  int64           `json:"actual"` // of the measure, in its unit
	Target  int64           `json:"target"`
	Base    int64           `json:"base"`   // what the step's rate is applied to: 1/10,000 yuan
	Count   int64           `json:"count"`  // for BonusPerUnit: units of the measure
	Step    int             `json:"step"`   // index of the step reached, −1 = none
	Capped  bool            `json:"capped"` // the cap of the rule cut the amount
	Amount  model.Money     `json:"amount"` // rounded to the 分
	Formula string          `json:"formula"`
	Basis   string          `json:"basis"` // 口径 of the measure
}

// inputs are the figures of a month that a rule may ask for.
type inputs interface {
	Of(kind model.KPIKind, employee model.ID) figures.Figure
	Actual(metric model.Metric, employee model.ID) (actual, target int64)
}

// NoStep says that no step was reached.
const NoStep = -1

// apply computes one rule. A base below zero (more came back than was sold) gives nothing:
// a bonus is never negative. The amount is rounded to the 分, half up, so that the amounts
// shown are those that are added.
func apply(rule model.BonusRule, in inputs, employee model.ID) Line {
	l := Line{Rule: rule, Step: NoStep}
	figure := figures.Figure{Known: true}
	if rule.Measure != "" {
		figure = in.Of(rule.Measure, employee)
	}
	l.Known, l.Rate, l.Actual, l.Target, l.Basis = figure.Known, figure.Rate, figure.Actual, figure.Target, figure.Basis
	if rule.Measure == model.KPIOverdue && l.Known {
		l.Rate = figures.Full - l.Rate // the share that is not overdue: steps rise with it
		l.Basis = i18n.T("未逾期占比 = 100%% − 逾期占比;%s", l.Basis)
	}
	why := l.setBase(in, employee)
	if !figure.Known {
		why = figure.Why
	}
	if len(rule.Steps) == 0 {
		why = i18n.T("规则没有档位")
	}
	if why != "" {
		l.Known, l.Formula = false, i18n.T("%s,本项不计 = 0.00", why)
		return l
	}
	if l.Step = StepAt(rule.Steps, l.Rate); rule.Measure == "" {
		l.Step = 0
	}
	if l.Step == NoStep {
		l.Formula = i18n.T("%[1]s %[2]s,未达最低档 ≥%[3]s = 0.00", measureName(rule.Measure), figures.Percent(l.Rate), figures.Percent(int64(rule.Steps[0].From)))
		return l
	}
	fen := model.MulDiv(max(l.Base, 0), int64(rule.Steps[l.Step].Rate), figures.Full*int64(model.Fen)) // rounded once
	l.Amount = model.Money(fen) * model.Fen
	if top := rule.Cap.RoundFen(); top > 0 && l.Amount > top {
		l.Amount, l.Capped = top, true
	}
	l.Formula = l.words()
	return l
}

// StepAt is the highest step whose beginning a rate reaches, NoStep below the first. Steps
// ascend.
func StepAt(steps []model.BonusStep, rate int64) int {
	at := NoStep
	for i, s := range steps {
		if rate >= int64(s.From) {
			at = i
		}
	}
	return at
}

// setBase takes what the rate is applied to; why says why there is none.
func (l *Line) setBase(in inputs, employee model.ID) (why string) {
	switch l.Rule.Base {
	case model.BonusFixed:
		l.Base = int64(l.Rule.Fixed)
	case model.BonusSales:
		l.Base, _ = in.Actual(model.MetricAmount, employee)
	case model.BonusReceipt:
		l.Base, _ = in.Actual(model.MetricReceipts, employee)
	case model.BonusExcess:
		actual, target := in.Actual(model.MetricAmount, employee)
		if target <= 0 {
			return i18n.T("没有销售目标,算不出超额")
		}
		l.Base = max(actual-target, 0)
	case model.BonusPerUnit:
		l.Count = l.Actual
		l.Base = int64(perUnit(l.Rule, l.Count))
	}
	return ""
}

// perUnit is a sum for each unit of the measure; quantities count whole base units exactly.
func perUnit(r model.BonusRule, count int64) model.Money {
	switch r.Measure {
	case model.KPIQuantity:
		return model.Quantity(count).Times(r.Fixed)
	case model.KPIAmount, model.KPIReceipts: // for each yuan
		return model.Money(model.MulDiv(count, int64(r.Fixed), int64(model.Yuan)))
	}
	return model.Money(model.MulDiv(count, int64(r.Fixed), 1))
}

// words is the formula with its inputs: 净销售额 123,456.00 × 1.20%(销售达成率 103.50%,
// 档位 ≥100.00%)= 1,481.47.
func (l *Line) words() string {
	text := l.baseWords()
	step := l.Rule.Steps[l.Step]
	if step.Rate != figures.Full || l.Rule.Base == model.BonusSales || l.Rule.Base == model.BonusReceipt || l.Rule.Base == model.BonusExcess {
		text += " × " + figures.Percent(int64(step.Rate))
	}
	if l.Rule.Measure != "" {
		text += i18n.T("(%[1]s %[2]s,档位 ≥%[3]s)", measureName(l.Rule.Measure), figures.Percent(l.Rate), figures.Percent(int64(step.From)))
	}
	switch {
	case l.Base < 0:
		return i18n.T("%s,为负,按 0 计 = 0.00", text)
	case l.Capped:
		return i18n.T("%[1]s,超过封顶,按封顶 %[2]s 计 = %[2]s", text, Yuan(l.Amount))
	}
	return text + " = " + Yuan(l.Amount)
}

func (l *Line) baseWords() string {
	base := Yuan(model.Money(l.Base))
	switch l.Rule.Base {
	case model.BonusSales:
		return i18n.T("净销售额 %s", base)
	case model.BonusReceipt:
		return i18n.T("回款 %s", base)
	case model.BonusExcess:
		return i18n.T("超目标部分 %s", base)
	case model.BonusPerUnit:
		return i18n.T("%[1]s %[2]s × 每单位 %[3]s", unitName(l.Rule.Measure), figures.Show(l.Rule.Measure, l.Count), Yuan(l.Rule.Fixed))
	}
	return i18n.T("固定额 %s", base)
}

// Yuan shows money to the 分.
func Yuan(m model.Money) string { return document.FormatMoney(m, document.Yuan, 2) }

// BaseName is the word for a base.
func BaseName(b model.BonusBase) string {
	switch b {
	case model.BonusFixed:
		return i18n.T("固定额")
	case model.BonusSales:
		return i18n.T("净销售额")
	case model.BonusReceipt:
		return i18n.T("回款额")
	case model.BonusExcess:
		return i18n.T("超目标销售额")
	case model.BonusPerUnit:
		return i18n.T("每单位金额")
	}
	return string(b)
}

// Bases in the order they are offered.
var Bases = []model.BonusBase{model.BonusSales, model.BonusReceipt, model.BonusExcess, model.BonusFixed, model.BonusPerUnit}

// Measures in the order they are offered; "" asks for none.
var Measures = append([]model.KPIKind{""}, figures.Kinds[:len(figures.Kinds)-1]...)

// measureName is the word for a measure: the overdue share is turned round.
func measureName(kind model.KPIKind) string {
	switch kind {
	case "":
		return i18n.T("不看达成率")
	case model.KPIOverdue:
		return i18n.T("未逾期占比")
	}
	return figures.KindName(kind)
}

// MeasureName is the word for what chooses the step.
func MeasureName(kind model.KPIKind) string { return measureName(kind) }

// unitName is what is counted by a rule that pays per unit.
func unitName(kind model.KPIKind) string {
	switch kind {
	case model.KPIQuantity:
		return i18n.T("净销量")
	case model.KPINewCustomers:
		return i18n.T("新客户")
	case model.KPIVisits:
		return i18n.T("拜访")
	case model.KPIDistribution:
		return i18n.T("有进货客户")
	case model.KPIBreadth:
		return i18n.T("卖出品项")
	case model.KPIComplaints:
		return i18n.T("按期结案")
	case model.KPITraining:
		return i18n.T("有效必修课")
	}
	return measureName(kind)
}
