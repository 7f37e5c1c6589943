package training

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/training"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/fields"
	"xunshi/ui/widgets/table"
)

// sessionsTab is 场次: what is planned and what was held, with the card of the one chosen.
type sessionsTab struct {
	page    *Page
	table   *table.Table[sessionRow]
	card    *fyne.Container
	chosen  model.ID
	content fyne.CanvasObject
}

type sessionRow struct {
	*model.TrainingSession
	course  *model.Course // nil if it is gone
	figures training.Figures
	state   string
	tone    table.Tone
}

func (r sessionRow) name() string {
	if r.course == nil {
		return document.Dash
	}
	return r.course.Name
}

func newSessionsTab(p *Page) *sessionsTab {
	t := &sessionsTab{page: p, card: container.NewStack()}
	t.table = table.New(sessionColumns())
	t.table.Noun, t.table.OnCopied = i18n.T("场"), p.copied
	t.table.OnSelect = t.selected
	t.table.OnOpen = func(r sessionRow) { p.attendance(r.ID) }
	t.table.Menu = func() []*fyne.MenuItem {
		r, ok := t.table.Current()
		if !ok {
			return nil
		}
		return []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("签到与成绩"), func() { p.attendance(r.ID) }),
			fyne.NewMenuItem(i18n.T("修改安排"), func() { p.change(r.ID) }), fyne.NewMenuItem(i18n.T("打印签到表"), func() { p.printSigns(r.ID) }),
			fyne.NewMenuItem(i18n.T("删除"), func() { p.removeSession(r.ID, nil) })}
	}
	t.table.SetEmpty(widgets.EmptyState(icons.Calendar, i18n.T("还没有培训"), i18n.T("排一场培训,办完后在签到表里记到场和成绩。"),
		widgets.NewPrimaryButton(icons.Add, i18n.T("排培训"), func() { p.plan(0, nil) })))
	t.content = container.NewBorder(nil, nil, nil, widgets.Inset(widgets.Insets{Left: theme.Gap}, widgets.Fixed(sideWidth, 0, t.card)), desk.Panel(t.table))
	return t
}

func sessionColumns() []table.Column[sessionRow] {
	count := func(key, title string, of func(sessionRow) int) table.Column[sessionRow] {
		return table.Column[sessionRow]{Key: key, Title: title, Width: 58, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(r sessionRow) string {
				if n := of(r); n > 0 {
					return strconv.Itoa(n)
				}
				return document.Dash
			}, Compare: func(a, b sessionRow) int { return cmp.Compare(of(a), of(b)) }}
	}
	return []table.Column[sessionRow]{
		{Key: "date", Title: i18n.T("日期"), Width: 96, Sortable: true, Fixed: true, Text: func(r sessionRow) string { return r.Date.String() }},
		{Key: "course", Title: i18n.T("课程"), Width: 150, Flex: true, Sortable: true, Filter: true, Text: sessionRow.name},
		{Key: "state", Title: i18n.T("状态"), Width: 76, Pill: true, Sortable: true, Text: func(r sessionRow) string { return r.state }, Tone: func(r sessionRow) table.Tone { return r.tone }},
		{Key: "place", Title: i18n.T("地点"), Width: 110, Sortable: true, Filter: true, Text: func(r sessionRow) string { return r.Place }},
		{Key: "trainer", Title: i18n.T("讲师"), Width: 84, Sortable: true, Filter: true, Text: func(r sessionRow) string { return r.Trainer }},
		count("listed", i18n.T("名单"), func(r sessionRow) int { return r.figures.Listed }),
		count("attended", i18n.T("到场"), func(r sessionRow) int { return r.figures.Attended }),
		count("passed", i18n.T("通过"), func(r sessionRow) int { return r.figures.Passed }),
		{Key: "average", Title: i18n.T("均分"), Width: 58, Align: fyne.TextAlignTrailing, Sortable: true, Text: average,
			Compare: func(a, b sessionRow) int { return cmp.Compare(a.figures.Average, b.figures.Average) }},
	}
}

func average(r sessionRow) string {
	if r.figures.Tested == 0 {
		return document.Dash
	}
	return document.FormatScaled(int64(r.figures.Average), 10, 1)
}

func (t *sessionsTab) rows() []sessionRow {
	r := t.page.records
	rows := make([]sessionRow, 0, len(r.Sessions))
	for i := range r.Sessions {
		s := &r.Sessions[i]
		row := sessionRow{TrainingSession: s, course: r.Course(s.CourseID), figures: r.FiguresOf(s)}
		switch {
		case s.Held:
			row.state, row.tone = i18n.T("已举办"), table.Ahead
		case s.Date < r.On:
			row.state, row.tone = i18n.T("未登记"), table.Attention
		default:
			row.state, row.tone = i18n.T("待举办"), table.Brand
		}
		rows = append(rows, row)
	}
	return rows
}

func (t *sessionsTab) show() {
	rows := t.rows()
	t.table.SetItems(rows)
	if len(rows) > 0 && (t.chosen == 0 || !t.table.SelectWhere(func(r sessionRow) bool { return r.ID == t.chosen })) {
		t.table.SelectRow(0)
	}
	t.selected()
}

func (t *sessionsTab) selected() {
	r, ok := t.table.Current()
	t.card.Objects = nil
	if ok {
		t.chosen = r.ID
		t.card.Objects = []fyne.CanvasObject{t.cardOf(r)}
	}
	t.card.Refresh()
}

func (t *sessionsTab) cardOf(r sessionRow) fyne.CanvasObject {
	p := t.page
	var names []string
	for _, a := range p.records.List(r.ID) {
		if e := p.records.Directory.Employees[a.EmployeeID]; e != nil {
			word := e.Name
			switch {
			case r.Held && !a.Attended:
				word += i18n.T("(缺席)")
			case a.Score != training.NotTested:
				word += " " + strconv.Itoa(a.Score)
			}
			names = append(names, word)
		}
	}
	list := strings.Join(names, i18n.T("、"))
	facts := []fields.Field{{Label: i18n.T("日期"), Value: r.Date.String()}, {Label: i18n.T("地点"), Value: r.Place}, {Label: i18n.T("讲师"), Value: r.Trainer}}
	if r.course != nil && r.course.PassScore > 0 {
		facts = append(facts, fields.Field{Label: i18n.T("及格分"), Value: strconv.Itoa(r.course.PassScore)})
	}
	if r.Note != "" {
		facts = append(facts, fields.Field{Label: i18n.T("备注"), Value: r.Note})
	}
	buttons := widgets.Flow(8, widgets.NewPrimaryButton(icons.Check, i18n.T("签到与成绩"), func() { p.attendance(r.ID) }),
		widgets.NewIconButton(icons.Edit, i18n.T("修改安排"), func() { p.change(r.ID) }),
		widgets.NewIconButton(icons.Print, i18n.T("签到表"), func() { p.printSigns(r.ID) }))
	body := widgets.Column(8, fields.New(facts...), buttons,
		widgets.Strong(i18n.T("名单 %d 人", r.figures.Listed)), widgets.WrappedCaption(cmp.Or(list, i18n.T("还没有人,点「签到与成绩」加人。"))))
	return widgets.NewCard(r.name(), r.state, widgets.NewVScroll(body))
}

func (p *Page) printSigns(id model.ID) { desk.Show(p.host, p.out, p.records.SignSheet(id)) }

func (p *Page) removeSession(id model.ID, done func()) {
	s := p.records.Session(id)
	if s == nil {
		return
	}
	said := i18n.T("已删除 %s 的培训和它的名单", s.Date)
	desk.Do(p.host, desk.Act{Said: said, Done: done, Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.RemoveSession(ctx, id) }})
}

func people(n int) string { return fmt.Sprintf("%s %s", widgets.Grouped(n), i18n.T("人")) }
