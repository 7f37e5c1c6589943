package team

import (
	"context"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

const keyLayout = "team.roster_columns"

// Layout is how the user arranged the columns of the roster, "" if never.
func (b *Book) Layout(ctx context.Context) (string, error) {
	layout, _, err := b.store.Setting(ctx, keyLayout)
	return layout, err
}

// KeepLayout keeps how the columns of the roster are arranged.
func (b *Book) KeepLayout(ctx context.Context, layout string) error {
	return b.store.SetSetting(ctx, keyLayout, layout)
}

// Document is the roster on paper.
func (r *Roster) Document() *document.Document {
	doc := &document.Document{Kind: "roster", Title: i18n.T("人员名册"), Period: r.Month.Period(), PeriodText: document.MonthText(r.Month),
		AsOf: r.Until.String(), Money: document.Yuan, Quantity: document.Pieces, Landscape: true, CardSections: []string{"people"},
		Header: facts(i18n.T("共 %d 人", len(r.Rows)), i18n.T("时间进度 %s", percentText(r.TimeProgress)), i18n.T("数据截至 %s", r.Until)), Notes: r.Notes}
	s := document.Section{ID: "people", Title: i18n.T("名册"), Columns: []document.Column{textColumn("code", i18n.T("工号")), wideColumn("name", i18n.T("姓名")),
		textColumn("position", i18n.T("岗位")), textColumn("superior", i18n.T("上级")), textColumn("region", i18n.T("区域")), textColumn("department", i18n.T("部门")),
		textColumn("phone", i18n.T("电话")), dateColumn("hired", i18n.T("入职")), countColumn("customers", i18n.T("客户"), i18n.T("家")), moneyColumn("amount", i18n.T("销售额")),
		percentColumn("attainment", i18n.T("达成率")), moneyColumn("overdue", i18n.T("逾期")), textColumn("status", i18n.T("状态"))}}
	for i := range r.Rows {
		x := &r.Rows[i]
		line := row(text(x.Employee.Code), text(x.Employee.Name), text(x.Post.Position), text(x.Superior), text(x.Region), text(x.Department), text(x.Employee.Phone),
			date(x.Employee.Hired), count(int64(x.Customers)), money(model.Money(x.Amount.Actual)), paced(x.Amount), late(x.Overdue), text(x.Status.Word()))
		line.Strong = x.Leads
		s.Rows = append(s.Rows, line)
	}
	if len(s.Rows) == 0 {
		s.Empty = i18n.T("名册里还没有人。")
	}
	doc.Sections = []document.Section{s}
	return doc
}

// Document is the turnover on paper.
func (r *TurnoverReport) Document() *document.Document {
	doc := &document.Document{Kind: "turnover", Title: i18n.T("人员流动"), Period: r.Period, PeriodText: i18n.T("%s 至 %s", r.Period.From, r.Period.To), AsOf: r.Period.To.String(),
		Money: document.Yuan, Quantity: document.Pieces, CardSections: []string{"regions"}, Notes: r.Notes,
		Header: facts(i18n.T("流失率 %s", percentText(r.Whole.Rate())), i18n.T("离职 %d 人", len(r.Whole.Leavers)), i18n.T("入职 %d 人", len(r.Whole.Hires)),
			i18n.T("期初 %[1]d 人,期末 %[2]d 人", r.Whole.Start, r.Whole.End))}
	whole := TurnoverRow{Name: i18n.T("合计"), Turnover: r.Whole}
	doc.Sections = []document.Section{turnoverSection("regions", i18n.T("按区域"), i18n.T("区域"), r.Regions, whole),
		turnoverSection("departments", i18n.T("按部门"), i18n.T("部门"), r.Departments, whole),
		movementSection("leavers", i18n.T("离职"), r.Leavers, i18n.T("这段时间没有人离职。"), true),
		movementSection("hires", i18n.T("入职"), r.Hires, i18n.T("这段时间没有人入职。"), false)}
	return doc
}

func turnoverSection(id, title, name string, rows []TurnoverRow, whole TurnoverRow) document.Section {
	person := i18n.T("人")
	s := document.Section{ID: id, Title: title, Columns: []document.Column{wideColumn("name", name), countColumn("start", i18n.T("期初"), person), countColumn("hires", i18n.T("入职"), person),
		countColumn("leavers", i18n.T("离职"), person), countColumn("end", i18n.T("期末"), person), textColumn("average", i18n.T("平均在职")), percentColumn("rate", i18n.T("流失率"))}}
	cells := func(r *TurnoverRow) document.Row {
		return row(text(r.Name), count(int64(r.Start)), count(int64(len(r.Hires))), count(int64(len(r.Leavers))), count(int64(r.End)), text(averageText(r.Average())), value(r.Rate()))
	}
	for i := range rows {
		line := cells(&rows[i])
		line.Level = rows[i].Level
		s.Rows = append(s.Rows, line)
	}
	total := cells(&whole)
	s.Total = &total
	if len(s.Rows) == 0 {
		s.Total, s.Empty = nil, i18n.T("这段时间没有人在职。")
	}
	return s
}

func averageText(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	return document.FormatScaled(v.N, 100, 1)
}

func movementSection(id, title string, rows []MovementRow, empty string, tenure bool) document.Section {
	s := document.Section{ID: id, Title: title, Columns: []document.Column{dateColumn("date", i18n.T("日期")), textColumn("code", i18n.T("工号")), wideColumn("name", i18n.T("姓名")),
		textColumn("position", i18n.T("岗位")), textColumn("region", i18n.T("区域")), textColumn("department", i18n.T("部门"))}}
	if tenure {
		s.Columns = append(s.Columns, textColumn("tenure", i18n.T("司龄")))
	}
	for i := range rows {
		r := &rows[i]
		line := row(date(r.Date), text(r.Code), text(r.Name), text(r.Post.Position), text(r.Region), text(r.Department))
		if tenure {
			line.Cells = append(line.Cells, text(TenureText(r.Tenure)))
		}
		s.Rows = append(s.Rows, line)
	}
	if len(rows) == 0 {
		s.Empty = empty
	}
	return s
}
