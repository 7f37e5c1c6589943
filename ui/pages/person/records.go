package person

import (
	"fmt"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets/table"
)

func dash(s string) string {
	if s == "" {
		return document.Dash
	}
	return s
}

// methodName is the trade's word for a way of contact.
func methodName(m model.ContactMethod) string {
	switch m {
	case model.ContactVisit:
		return i18n.T("拜访")
	case model.ContactCall:
		return i18n.T("电话")
	case model.ContactWeChat:
		return i18n.T("微信")
	case model.ContactMail:
		return i18n.T("邮件")
	case model.ContactMeeting:
		return i18n.T("会面")
	}
	return string(m)
}

// stepColumns list contacts: what is to be done next, or what was done.
func (l *lists) stepColumns(next bool) []table.Column[team.Step] {
	type s = team.Step
	customer := table.Column[s]{Key: "customer", Title: i18n.T("客户"), Width: 150, Sortable: true, Filter: true, Text: func(x s) string { return dash(x.Customer) }}
	text := table.Column[s]{Key: "text", Title: i18n.T("内容"), Width: 260, Flex: true, Text: func(x s) string { return dash(x.Text) }}
	day := table.Column[s]{Key: "date", Title: i18n.T("日期"), Width: 92, Sortable: true, Text: func(x s) string { return x.Date.String() }}
	method := table.Column[s]{Key: "method", Title: i18n.T("方式"), Width: 60, Pill: true, Sortable: true, Text: func(x s) string { return methodName(x.Method) },
		Tone: func(s) table.Tone { return table.Brand }}
	step := table.Column[s]{Key: "step", Title: i18n.T("下一步"), Width: 220, Flex: true, Text: func(x s) string { return dash(x.NextStep) }}
	due := table.Column[s]{Key: "due", Title: i18n.T("期限"), Width: 92, Sortable: true, Text: func(x s) string { return dash(x.NextOn.String()) }, Tone: func(x s) table.Tone {
		if l.shown != nil && !x.NextDone && !x.NextOn.IsZero() && x.NextOn < l.shown.On {
			return table.Behind
		}
		return table.Plain
	}}
	by := table.Column[s]{Key: "by", Title: i18n.T("记录人"), Width: 80, Text: func(x s) string { return dash(x.Employee) }, Tone: func(s) table.Tone { return table.Quiet }}
	if next {
		return []table.Column[s]{due, customer, step, day, by}
	}
	return []table.Column[s]{day, method, customer, text, step, by}
}

func (l *lists) postColumns() []table.Column[model.EmployeePost] {
	type p = model.EmployeePost
	word := func(key, title string, width float32, of func(p) string) table.Column[p] {
		return table.Column[p]{Key: key, Title: title, Width: width, Text: func(x p) string { return dash(of(x)) }}
	}
	region := func(x p) string {
		if l.shown == nil {
			return ""
		}
		return l.shown.Line.Region(x.RegionID)
	}
	department := func(x p) string {
		if l.shown == nil {
			return ""
		}
		return l.shown.Line.Department(x.DepartmentID)
	}
	state := table.Column[p]{Key: "state", Title: i18n.T("状态"), Width: 64, Pill: true, Text: l.postState, Tone: func(x p) table.Tone {
		switch {
		case l.shown == nil || x.InForce(l.page.backend.Today()):
			return table.Ahead
		case x.From > l.page.backend.Today():
			return table.Attention
		}
		return table.Quiet
	}}
	last := word("reason", i18n.T("原因"), 120, func(x p) string { return x.Reason })
	last.Flex = true
	return []table.Column[p]{word("from", i18n.T("从"), 96, func(x p) string { return x.From.String() }), word("to", i18n.T("到"), 96, func(x p) string { return x.To.String() }), state,
		word("position", i18n.T("岗位"), 100, func(x p) string { return x.Position }), word("superior", i18n.T("上级"), 100, func(x p) string { return l.nameOrNone(x.SuperiorID) }),
		word("region", i18n.T("区域"), 100, region), word("department", i18n.T("部门"), 110, department), last}
}

func (l *lists) nameOrNone(id model.ID) string {
	if id == 0 {
		return i18n.T("(最上层)")
	}
	return l.name(id)
}

func (l *lists) postState(x model.EmployeePost) string {
	switch today := l.page.backend.Today(); {
	case x.InForce(today):
		return i18n.T("现任")
	case x.From > today:
		return i18n.T("预约")
	}
	return i18n.T("以前")
}

func trainingColumns() []table.Column[team.Training] {
	type t = team.Training
	return []table.Column[t]{
		{Key: "date", Title: i18n.T("日期"), Width: 92, Sortable: true, Text: func(x t) string { return dash(x.Date.String()) }},
		{Key: "course", Title: i18n.T("课程"), Width: 150, Flex: true, Sortable: true, Text: func(x t) string { return dash(x.Course) }},
		{Key: "attended", Title: i18n.T("出勤"), Width: 60, Pill: true, Text: func(x t) string {
			switch {
			case !x.Held:
				return i18n.T("计划")
			case x.Attended:
				return i18n.T("已出勤")
			}
			return i18n.T("缺")
		}, Tone: func(x t) table.Tone {
			switch {
			case !x.Held:
				return table.Brand
			case x.Attended:
				return table.Ahead
			}
			return table.Behind
		}},
		{Key: "score", Title: i18n.T("成绩"), Width: 60, Align: fyne.TextAlignTrailing, Text: func(x t) string {
			if x.Score < 0 || x.Pass == 0 || !x.Attended {
				return document.Dash
			}
			return fmt.Sprint(x.Score)
		}, Tone: func(x t) table.Tone {
			if x.Attended && x.Pass > 0 && x.Score >= 0 && x.Score < x.Pass {
				return table.Behind
			}
			return table.Plain
		}},
	}
}

func appraisalColumns() []table.Column[model.Appraisal] {
	type a = model.Appraisal
	return []table.Column[a]{
		{Key: "month", Title: i18n.T("月份"), Width: 80, Sortable: true, Text: func(x a) string { return x.Month.String() }},
		{Key: "score", Title: i18n.T("得分"), Width: 70, Align: fyne.TextAlignTrailing, Sortable: true, Text: func(x a) string { return document.FormatScaled(int64(x.Score), 100, 2) }},
		{Key: "state", Title: i18n.T("状态"), Width: 70, Pill: true, Text: func(x a) string {
			if x.SignedAt == nil {
				return i18n.T("草稿")
			}
			return i18n.T("已签")
		}, Tone: func(x a) table.Tone {
			if x.SignedAt == nil {
				return table.Attention
			}
			return table.Ahead
		}},
		{Key: "comment", Title: i18n.T("评语"), Width: 160, Flex: true, Text: func(x a) string { return dash(x.Comment) }},
	}
}

func coachingColumns() []table.Column[model.CoachingNote] {
	type n = model.CoachingNote
	return []table.Column[n]{
		{Key: "date", Title: i18n.T("日期"), Width: 92, Sortable: true, Text: func(x n) string { return x.Date.String() }},
		{Key: "good", Title: i18n.T("做得好"), Width: 160, Flex: true, Text: func(x n) string { return dash(x.Good) }},
		{Key: "improve", Title: i18n.T("要改进"), Width: 160, Flex: true, Text: func(x n) string { return dash(x.Improve) }},
		{Key: "next", Title: i18n.T("下次要点"), Width: 160, Flex: true, Text: func(x n) string { return dash(x.NextPoint) }, Tone: func(x n) table.Tone {
			if x.NextPoint != "" && !x.Done && x.CarriedTo == 0 {
				return table.Attention
			}
			return table.Plain
		}},
	}
}
