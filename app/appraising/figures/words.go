package figures

import (
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Kinds of KPI in the order they are offered.
var Kinds = []model.KPIKind{model.KPIAmount, model.KPIQuantity, model.KPIReceipts, model.KPINewCustomers, model.KPIVisits,
	model.KPIDistribution, model.KPIOverdue, model.KPIBreadth, model.KPIComplaints, model.KPITraining, model.KPIManual}

// KindName is the word for a KPI.
func KindName(kind model.KPIKind) string {
	switch kind {
	case model.KPIAmount:
		return i18n.T("销售达成率")
	case model.KPIQuantity:
		return i18n.T("销量达成率")
	case model.KPIReceipts:
		return i18n.T("回款达成率")
	case model.KPINewCustomers:
		return i18n.T("新客户达成率")
	case model.KPIVisits:
		return i18n.T("拜访达成率")
	case model.KPIDistribution:
		return i18n.T("铺货达成率")
	case model.KPIOverdue:
		return i18n.T("逾期占比")
	case model.KPIBreadth:
		return i18n.T("全品项率")
	case model.KPIComplaints:
		return i18n.T("投诉按期结案率")
	case model.KPITraining:
		return i18n.T("必修课完成率")
	case model.KPIManual:
		return i18n.T("主管评分")
	}
	return string(kind)
}

// Basis is the 口径 of a KPI in words, with the day the data reach to.
func Basis(kind model.KPIKind, until model.Date) string {
	var text string
	switch kind {
	case model.KPIAmount:
		text = i18n.T("净销售额(减退货,共同负责按比例)÷ 本月目标")
	case model.KPIQuantity:
		text = i18n.T("净销量(基本单位)÷ 本月目标")
	case model.KPIReceipts:
		text = i18n.T("本月回款 ÷ 本月回款目标")
	case model.KPINewCustomers:
		text = i18n.T("首次进货落在本月的客户 ÷ 目标")
	case model.KPIVisits:
		text = i18n.T("本月拜访次数 ÷ 目标")
	case model.KPIDistribution:
		text = i18n.T("本月有进货的客户 ÷ 目标")
	case model.KPIOverdue:
		text = i18n.T("逾期应收 ÷ 应收余额(不减未核销回款),越低越好")
	case model.KPIBreadth:
		text = i18n.T("本月卖出的在册品项 ÷ 在册品项")
	case model.KPIComplaints:
		text = i18n.T("按期结案的投诉 ÷ 本月到期的投诉")
	case model.KPITraining:
		text = i18n.T("有效的必修课 ÷ 按职位应修的必修课")
	case model.KPIManual:
		return i18n.T("由主管评 0 到 100 分")
	}
	return i18n.T("%[1]s,截至 %[2]s", text, until)
}

// Show is a figure of a KPI in words: money to the 分, counts, the score of a manual KPI.
func Show(kind model.KPIKind, n int64) string {
	switch kind {
	case model.KPIAmount, model.KPIReceipts, model.KPIOverdue:
		return document.FormatMoney(model.Money(n), document.Yuan, 2)
	case model.KPIQuantity:
		return document.FormatScaled(n, int64(model.Unit), 0)
	case model.KPIManual:
		return document.FormatScaled(n, 100, 0)
	}
	return document.FormatScaled(n, 1, 0)
}

// Percent shows a rate in basis points: 103.50%.
func Percent(rate int64) string { return document.FormatScaled(rate, 100, 2) + "%" }

// Short shows a rate in basis points with the decimals it needs: 103.5%.
func Short(rate int64) string { return (model.Money(rate) * 100).String() + "%" }

// Points shows 1/100 points: 92.35.
func Points(n int) string { return document.FormatScaled(int64(n), 100, 2) }
