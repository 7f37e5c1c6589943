package customers

import (
	"context"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Flag is a suspicion about a customer and what a person made of it.
type Flag struct {
	analysis.Flag
	Verdict model.FlagVerdict
	Note    string
}

// Open tells whether nobody has closed the flag yet.
func (f Flag) Open() bool { return f.Verdict == "" }

// Title of the flag: always a suspicion.
func (f Flag) Title() string { return SuspicionName(f.Suspicion) }

// SuspicionName is the word for a suspicion.
func SuspicionName(s analysis.Suspicion) string {
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

// RuleText is the rule in words.
func (f Flag) RuleText() string {
	switch {
	case f.Rule == analysis.RuleVolume:
		return i18n.T("月销量超过自己有进货各月的 Q3 + 1.5×IQR")
	case f.Own:
		return i18n.T("未进货天数超过自己间隔的第 90 百分位")
	}
	return i18n.T("不足 5 次进货:未进货天数超过同级客户间隔的中位数")
}

// Expected is what the rule allows.
func (f Flag) Expected() string {
	if f.Rule == analysis.RuleVolume {
		return i18n.T("≤ %s 件", document.FormatScaled(f.LimitEighth/8, int64(model.Unit), 0))
	}
	decimals := 0
	if f.LimitTenth%10 != 0 {
		decimals = 1
	}
	return i18n.T("≤ %s 天", document.FormatScaled(f.LimitTenth, 10, decimals))
}

// Actual is what happened.
func (f Flag) Actual() string {
	if f.Rule == analysis.RuleGap {
		return i18n.T("%d 天未进货", f.Gap)
	}
	s := i18n.T("%s 件", document.FormatScaled(f.Volume, int64(model.Unit), 0))
	if f.PriceFell() {
		s = i18n.T("%[1]s,价格水平 %[2]s(此前 %[3]s)", s, percentText(f.Price.N), percentText(f.PriceBefore.N))
	}
	if f.BelowFloor > 0 {
		s = i18n.T("%[1]s,低于底价 %[2]d 笔", s, f.BelowFloor)
	}
	if f.OutOfArea > 0 {
		s = i18n.T("%[1]s,区域外 %[2]d 笔", s, f.OutOfArea)
	}
	return s
}

func percentText(rate int64) string { return document.FormatScaled(rate, percent, 1) + "%" }

// OpenFlag is the first flag that nobody closed.
func (r *Row) OpenFlag() (Flag, bool) {
	for _, f := range r.Flags {
		if f.Open() {
			return f, true
		}
	}
	return Flag{}, false
}

// Close keeps the verdict of a person on a flag, for the month of the list; an empty
// verdict opens it again.
func (b *Book) Close(ctx context.Context, l *List, f Flag, verdict model.FlagVerdict, note string) error {
	defer b.Changed()
	return b.store.SaveVerdict(ctx, model.FlagVerdictRecord{Month: l.AsOf.Month(), Rule: string(f.Rule), CustomerID: f.Customer,
		Verdict: verdict, Note: note})
}
