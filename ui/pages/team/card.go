package team

import (
	"fyne.io/fyne/v2"

	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/avatar"
	"xunshi/ui/widgets/fields"
	"xunshi/ui/widgets/pressrow"
)

const shownReminders = 8

// showCard says the most of the one chosen.
func (t *rosterTab) showCard() {
	t.card.Objects = nil
	if r, ok := t.table.Current(); ok {
		t.card.Objects = []fyne.CanvasObject{t.personCard(r)}
	}
	t.settle()
}

func (t *rosterTab) personCard(r team.Row) fyne.CanvasObject {
	id := r.Employee.ID
	title := widgets.Title(r.Employee.Name)
	pills := []fyne.CanvasObject{title}
	if r.Status != team.Working {
		pills = append(pills, widgets.Pill(r.Status.Word(), widgets.Attention))
	}
	under := joined(joined(r.Employee.Code, r.Post.Position), r.Region)
	head := widgets.Row(12, avatar.New(r.Employee.Name, r.PhotoPath, 52), widgets.Column(3, widgets.Row(8, pills...), widgets.Caption(under)))
	list := []fields.Field{
		{Label: i18n.T("上级"), Value: r.Superior, OnTap: t.opens(r.Post.SuperiorID)},
		{Label: i18n.T("部门"), Value: r.Department},
		{Label: i18n.T("电话"), Value: r.Employee.Phone},
		{Label: i18n.T("入职"), Value: hiredText(r)},
		{Label: i18n.T("负责客户"), Value: i18n.T("%d 家", r.Customers)},
		{Label: i18n.T("拜访 / 电话"), Value: i18n.T("%[1]d 次 / %[2]d 次", r.Visits.Actual, r.Calls)},
		{Label: i18n.T("应收 / 逾期"), Value: i18n.T("%[1]s / %[2]s 万", wan(r.Balance), wan(r.Overdue)), Tone: lateTone(r.Overdue)},
	}
	if r.Next != nil {
		list = append(list, fields.Field{Label: i18n.T("将变动"), Value: i18n.T("%[1]s 起 %[2]s", r.Next.From, r.Next.Position), Tone: widgets.Info})
	}
	buttons := widgets.Row(8, widgets.NewPrimaryButton("", i18n.T("打开"), func() { t.page.open(id) }),
		widgets.NewButton(i18n.T("改档案"), func() { t.page.acts.Edit(id) }), widgets.NewButton(i18n.T("调岗"), func() { t.page.acts.Move(id) }))
	return widgets.NewCardGround(widgets.Column(10, head, fields.NewWide(76, list...), buttons))
}

func lateTone(m model.Money) widgets.Tone {
	if m > 0 {
		return widgets.Behind
	}
	return widgets.Plain
}

func hiredText(r team.Row) string {
	if r.Employee.Hired.IsZero() {
		return ""
	}
	return i18n.T("%[1]s(%[2]s)", r.Employee.Hired, team.TenureText(r.Tenure))
}

func joined(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " · " + b
}

// opens leads to a person's page, nil for nobody.
func (t *rosterTab) opens(id model.ID) func() {
	if id == 0 {
		return nil
	}
	return func() { t.page.open(id) }
}

// reminderCard lists birthdays, anniversaries and changes of the next 30 days.
func (t *rosterTab) reminderCard(list []team.Reminder) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	shown := shownReminders
	if t.allDays {
		shown = len(list)
	}
	for i := range list[:min(shown, len(list))] {
		r := &list[i]
		day := widgets.NewText(dayText(r.Date), widgets.TextStyle{Color: theme.Quiet, Size: theme.TextSmall})
		rows = append(rows, pressrow.New(widgets.Row(10, widgets.Fixed(44, 0, day), widgets.Body(r.Name), widgets.Spacer(), widgets.Caption(r.Text)), t.opens(r.EmployeeID)).Flush())
	}
	if more := len(list) - len(rows); more > 0 && !t.allDays {
		rows = append(rows, widgets.NewFlatButton(icons.ChevronDown, i18n.T("另有 %d 条", more), func() {
			t.allDays = true
			t.remind.Objects = []fyne.CanvasObject{t.reminderCard(list)}
			t.settle()
		}))
	}
	if len(rows) == 0 {
		rows = append(rows, widgets.WrappedCaption(i18n.T("没有生日、周年或任职变动。生日在档案里填。")))
	}
	return widgets.NewCardWith(i18n.T("近 30 天"), widgets.IconView(icons.Calendar, 16, theme.Quiet), widgets.Column(0, rows...))
}

func dayText(d model.Date) string {
	_, month, day := d.YMD()
	return i18n.T("%[1]d月%[2]d日", int(month), day)
}
