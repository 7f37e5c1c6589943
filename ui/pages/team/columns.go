package team

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// percent shows a rate with one decimal, "—" where there is none.
func percent(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	return document.FormatScaled(v.N, 10000, 1) + "%"
}

// points shows percentage points with sign and arrow.
func points(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	text := document.FormatScaled(v.N, 10000, 1)
	switch {
	case v.N < 0:
		return "▼ " + text
	case v.N > 0:
		return "▲ +" + text
	}
	return text
}

func wan(m model.Money) string { return document.FormatMoney(m, document.TenThousand, 1) }

func byRate(a, b analysis.Value) int {
	switch {
	case a.Known != b.Known && !a.Known:
		return -1
	case a.Known != b.Known:
		return 1
	}
	return cmp.Compare(a.N, b.N)
}

func paceTone(p analysis.Progress) table.Tone {
	switch {
	case !p.Gap.Known:
		return table.Quiet
	case p.Gap.N < 0:
		return table.Behind
	}
	return table.Ahead
}

func statusTone(r team.Row) table.Tone {
	switch r.Status {
	case team.Leaving:
		return table.Attention
	case team.Gone:
		return table.Quiet
	case team.Coming:
		return table.Brand
	case team.Working:
	}
	return table.Ahead
}

func dashed(s string) string {
	if s == "" {
		return document.Dash
	}
	return s
}

func rosterColumns() []table.Column[team.Row] {
	type row = team.Row
	return append(whoColumns(),
		table.Column[row]{Key: "customers", Title: i18n.T("客户"), Width: 44, Align: fyne.TextAlignTrailing, Sortable: true, Largest: true,
			Text: func(r row) string { return widgets.Grouped(r.Customers) }, Compare: func(a, b row) int { return cmp.Compare(a.Customers, b.Customers) }},
		table.Column[row]{Key: "amount", Title: i18n.T("本月(万元)"), Width: 76, Align: fyne.TextAlignTrailing, Sortable: true, Largest: true,
			Text: func(r row) string { return wan(model.Money(r.Amount.Actual)) }, Copy: func(r row) string { return model.Money(r.Amount.Actual).String() },
			Compare: func(a, b row) int { return cmp.Compare(a.Amount.Actual, b.Amount.Actual) }},
		table.Column[row]{Key: "attainment", Title: i18n.T("达成率"), Width: 60, Align: fyne.TextAlignTrailing, Sortable: true, Largest: true,
			Text: func(r row) string { return percent(r.Amount.Attainment) }, Tone: func(r row) table.Tone { return paceTone(r.Amount) },
			Compare: func(a, b row) int { return byRate(a.Amount.Attainment, b.Amount.Attainment) }},
		table.Column[row]{Key: "gap", Title: i18n.T("进度差"), Width: 68, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(r row) string { return points(r.Amount.Gap) }, Tone: func(r row) table.Tone { return paceTone(r.Amount) },
			Compare: func(a, b row) int { return byRate(a.Amount.Gap, b.Amount.Gap) }},
		table.Column[row]{Key: "overdue", Title: i18n.T("逾期(万元)"), Width: 74, Align: fyne.TextAlignTrailing, Sortable: true, Largest: true,
			Text: func(r row) string { return none(r.Overdue, wan) }, Tone: func(r row) table.Tone { return owedTone(r.Overdue) },
			Copy: func(r row) string { return r.Overdue.String() }, Compare: func(a, b row) int { return cmp.Compare(a.Overdue, b.Overdue) }},
		table.Column[row]{Key: "status", Title: i18n.T("状态"), Width: 62, Pill: true, Sortable: true, Hidden: true,
			Text: func(r row) string { return r.Status.Word() }, Tone: statusTone},
	)
}

func none(m model.Money, text func(model.Money) string) string {
	if m == 0 {
		return document.Dash
	}
	return text(m)
}

func owedTone(m model.Money) table.Tone {
	if m > 0 {
		return table.Behind
	}
	return table.Quiet
}

// whoColumns say who someone is.
func whoColumns() []table.Column[team.Row] {
	type row = team.Row
	quiet := func(row) table.Tone { return table.Quiet }
	word := func(key, title string, width float32, of func(row) string) table.Column[row] {
		return table.Column[row]{Key: key, Title: title, Width: width, Sortable: true, Filter: true, Text: func(r row) string { return dashed(of(r)) }}
	}
	hidden := func(c table.Column[row]) table.Column[row] { c.Hidden = true; return c }
	name := word("name", i18n.T("姓名"), 104, func(r row) string { return r.Employee.Name })
	name.Fixed, name.Flex = true, true
	name.Bold = func(r row) bool { return r.Leads }
	name.Tone = func(r row) table.Tone {
		if r.Status == team.Gone {
			return table.Quiet
		}
		return table.Plain
	}
	name.Match = func(r row, q string) bool {
		return model.MatchScore(q, r.Employee.Code, r.Employee.Name, r.Employee.Pinyin) > 0 || strings.Contains(r.Employee.Name, q)
	}
	code := word("code", i18n.T("工号"), 50, func(r row) string { return r.Employee.Code })
	code.Tone = quiet
	phone := word("phone", i18n.T("电话"), 98, func(r row) string { return r.Employee.Phone })
	phone.Tone = quiet
	hired := word("hired", i18n.T("入职"), 90, func(r row) string { return r.Employee.Hired.String() })
	tenure := word("tenure", i18n.T("司龄"), 96, func(r row) string { return tenureText(r) })
	tenure.Filter = false
	tenure.Compare = func(a, b row) int { return cmp.Compare(a.Tenure, b.Tenure) }
	region := word("region", i18n.T("区域"), 96, func(r row) string { return r.Region })
	region.Flex = true
	return []table.Column[row]{name, hidden(code),
		word("position", i18n.T("岗位"), 68, func(r row) string { return r.Post.Position }),
		word("superior", i18n.T("上级"), 58, func(r row) string { return r.Superior }),
		region,
		hidden(word("department", i18n.T("部门"), 84, func(r row) string { return r.Department })),
		hidden(phone), hidden(hired), hidden(tenure),
		hidden(word("left", i18n.T("离职"), 90, func(r row) string { return r.Employee.Left.String() })),
	}
}

func tenureText(r team.Row) string {
	if r.Employee.Hired.IsZero() {
		return ""
	}
	return team.TenureText(r.Tenure)
}
