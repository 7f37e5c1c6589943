package reporting

import (
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// commonNotes are the 口径 both reports print.
func (v *view) commonNotes() []string {
	notes := []string{
		i18n.T("销售额(净额)= 毛销售额 − 退货额,按销售明细的日期归集;整单退回的销售先计入毛销售额、再全额计入退货额,净额与销量为 0。销量含赠品,退货为负。"),
		i18n.T("达成率 = 本月累计%s ÷ 全月目标;进度差 = 达成率 − 时间进度(百分点);进度达成率 = 累计 ÷(全月目标 × 时间进度);需日均 =(目标 − 累计)÷ 剩余天数,已达成为 0;无目标记“—”。", v.measureTitle()),
		v.calendarNote(),
	}
	if v.started() {
		notes = append(notes, i18n.T("同比、环比比较相同的天数:本期 %[1]s,去年同期 %[2]s,上月同期 %[3]s;基数不大于 0 记“—”。",
			periodText(v.compare.Now), periodText(v.compare.LastYear), periodText(v.compare.Before)))
	}
	return append(notes, i18n.T("占比按最大余数法取到 0.1%,各行之和恰为 100.0%。上级区域或部门的数字含其全部下级;节点自身没有目标时取下级目标之和。"))
}

func (v *view) calendarNote() string {
	until := "—"
	if v.started() {
		until = v.asOf.String()
	}
	switch v.opt.Calendar.Kind {
	case analysis.WorkingDays:
		return i18n.T("时间进度 = 已过工作日 ÷ 全月工作日,算到 %s(销售已入账的最后一天;过完的月份算全月)。", until)
	case analysis.DayWeights:
		return i18n.T("时间进度 = 已过天数 ÷ 全月天数,按自定的日权重,算到 %s(销售已入账的最后一天;过完的月份算全月)。", until)
	case analysis.NaturalDays:
	}
	return i18n.T("时间进度 = 已过自然日 ÷ 全月自然日,算到 %s(销售已入账的最后一天;过完的月份算全月)。", until)
}

func (v *view) dailyNotes() []string {
	return append(v.commonNotes(), i18n.T("全品项 = 本月有销售的在册品项数 ÷ 在册品项数;退货与赠品不算有销售。"))
}

// casesNote says which SKUs a report in 箱 could not convert.
func (v *view) casesNote() []string {
	if v.ledger.Cases == nil {
		return nil
	}
	notes := []string{i18n.T("销量按各品项的箱规折成箱;目标仍以件计。")}
	if n := v.ledger.Cases.Without; n > 0 {
		notes = append(notes, i18n.T("%d 个品项没有可用的箱规,仍按件计入销量合计,品项名后标“(件)”;补录箱规后即可折算。", n))
	}
	return notes
}

// targetNotes say where targets are missing or do not add up.
func (v *view) targetNotes(rows []row, total row) []string {
	if v.book.Empty() {
		return []string{i18n.T("%[1]s 没有设定%[2]s目标,达成率等列为“—”。请导入目标文件。", document.MonthText(v.month), v.measureTitle())}
	}
	var sum int64
	var without []string
	for i := range rows {
		if t := rows[i].progress.Target; t.Known {
			sum += t.N
		} else if !rows[i].last {
			without = append(without, rows[i].name)
		}
	}
	var notes []string
	if len(without) > 0 {
		notes = append(notes, i18n.T("未设目标:%s。", joinFirst(without, 6)))
	}
	if t := total.progress.Target; t.Known && sum != 0 && sum != t.N {
		notes = append(notes, i18n.T("各%[1]s目标之和 %[2]s,与总目标 %[3]s 相差 %[4]s。", v.opt.By.title(), v.target(sum), v.target(t.N), v.target(t.N-sum)))
	}
	return notes
}

// productNotes follow a table of SKUs: first says what it lists.
func (v *view) productNotes(rows []row, first string) []string {
	for i := range rows {
		if rows[i].progress.Target.Known {
			return []string{first}
		}
	}
	return []string{first, i18n.T("品项与品种都没有目标,不列达成率等列。")}
}

// target says a figure in the unit of targets.
func (v *view) target(n int64) string {
	if v.opt.Measure == Quantity {
		return i18n.T("%s 件", model.Quantity(n).String())
	}
	return v.money(model.Money(n))
}
