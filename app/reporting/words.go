package reporting

import (
	"strconv"
	"strings"
	"time"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

func (d Dimension) title() string {
	switch d {
	case ByDepartment:
		return i18n.T("部门")
	case ByEmployee:
		return i18n.T("业务员")
	case ByChannel:
		return i18n.T("渠道")
	case ByRegion:
		return i18n.T("区域")
	}
	return i18n.T("区域")
}

func (v *view) quantityUnit() string {
	if v.opt.Quantity == document.Cases {
		return i18n.T("箱")
	}
	return i18n.T("件")
}

func (v *view) measureTitle() string {
	if v.opt.Measure == Quantity {
		return i18n.T("销量")
	}
	return i18n.T("销售额")
}

// place is what stands before a report's title.
func (v *view) place() string {
	if r := v.dir.Regions[v.opt.RegionID]; r != nil {
		return r.Name
	}
	return v.opt.Organisation
}

func (v *view) title(name string) string {
	return strings.TrimSpace(v.place() + " " + name)
}

func weekday(d model.Date) string {
	switch d.Weekday() {
	case time.Monday:
		return i18n.T("周一")
	case time.Tuesday:
		return i18n.T("周二")
	case time.Wednesday:
		return i18n.T("周三")
	case time.Thursday:
		return i18n.T("周四")
	case time.Friday:
		return i18n.T("周五")
	case time.Saturday:
		return i18n.T("周六")
	case time.Sunday:
		return i18n.T("周日")
	}
	return ""
}

func dayText(d model.Date) string {
	y, m, day := d.YMD()
	return i18n.T("%[1]d年%[2]d月%[3]d日(%[4]s)", y, int(m), day, weekday(d))
}

func shortMonth(m model.Month) string {
	_, mo := m.YM()
	return i18n.T("%d月", int(mo))
}

func periodText(p model.Period) string {
	if p.From == p.To {
		return p.From.String()
	}
	return i18n.T("%[1]s 至 %[2]s", p.From, p.To)
}

// header is the row of facts under the title.
func (v *view) header() []string {
	unit := i18n.T("单位:元、%s", v.quantityUnit())
	if v.opt.Money == document.TenThousand {
		unit = i18n.T("单位:万元、%s", v.quantityUnit())
	}
	lines := []string{unit}
	if t := v.elapsed.TimeProgress(); t.Known {
		lines = append(lines, i18n.T("时间进度 %[1]s(%[2]d/%[3]d 天)", percent(t.N), v.elapsed.Days, v.elapsed.OfDays))
	}
	if until := v.asOfText(); until != "" {
		lines = append(lines, i18n.T("数据截至 %s", until))
	}
	return lines
}

// join lists words as a sentence does.
func join(words []string) string { return strings.Join(words, i18n.T("、")) }

// joinFirst lists the first n words and counts the rest.
func joinFirst(words []string, n int) string {
	if len(words) <= n {
		return join(words)
	}
	return i18n.T("%[1]s 等 %[2]d 项", join(words[:n]), len(words))
}

// Figures inside sentences.

func percent(n int64) string { return document.FormatScaled(n, analysis.Hundred/100, 1) + "%" }

func points(n int64) string {
	s := document.FormatScaled(n, analysis.Hundred/100, 1)
	if n > 0 {
		return "+" + s
	}
	return s
}

func (v *view) money(m model.Money) string {
	if v.opt.Money == document.TenThousand {
		return i18n.T("%s 万元", document.FormatMoney(m, document.TenThousand, 2))
	}
	return i18n.T("%s 元", document.FormatMoney(m, document.Yuan, 2))
}

func (v *view) quantity(q model.Quantity) string {
	decimals := min(1, decimalsOf(int64(q)))
	return document.FormatScaled(int64(q), int64(model.Unit), decimals) + " " + v.quantityUnit()
}

// amount says a figure in the report's measure.
func (v *view) amount(n int64) string {
	if v.opt.Measure == Quantity {
		return v.quantity(model.Quantity(n))
	}
	return v.money(model.Money(n))
}

// days says tenths of a day: 9.1 天, 7 天.
func days(tenths int64) string {
	decimals := 1
	if tenths%10 == 0 {
		decimals = 0
	}
	return i18n.T("%s 天", document.FormatScaled(tenths, 10, decimals))
}

func itoa(n int) string { return strconv.Itoa(n) }

// noData says why there is nothing to report and what to do.
func (v *view) noData(what model.Period) string {
	if !v.hasData {
		return i18n.T("还没有导入任何销售数据。请在“销售”页导入销售文件(xlsx、xls、csv),或载入示例数据。")
	}
	return i18n.T("%[1]s 没有销售数据。账上现有 %[2]s 的数据;请导入该期间的销售文件,或改选日期。", periodText(what), periodText(v.span))
}

// noRows says that the ledger has sales for the period, but none in the scope.
func (v *view) noRows(p model.Period) string {
	return i18n.T("%[1]s 在所选范围(%[2]s)内没有销售,也没有目标。请改选区域或日期。", periodText(p), orElse(v.place(), i18n.T("全部")))
}
