package team

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// turnoverTab is 流动: who came and left, and the rate by region and department.
type turnoverTab struct {
	page    *Page
	picker  *widgets.PeriodPicker
	kpis    *fyne.Container
	table   *table.Table[team.TurnoverRow]
	people  *table.Table[move]
	notes   *widgets.Text
	by      *widgets.Segmented
	shown   *team.TurnoverReport
	content fyne.CanvasObject
}

// move is a row of the list of hires and leavers.
type move struct {
	team.MovementRow
	left bool
}

func newTurnoverTab(p *Page) *turnoverTab {
	t := &turnoverTab{page: p, kpis: container.NewStack(), notes: widgets.WrappedCaption("")}
	t.picker = widgets.NewPeriodPicker([]widgets.PeriodKind{widgets.Month, widgets.Quarter, widgets.Year}, widgets.Fiscal{}, widgets.Year, p.backend.Today(),
		func(widgets.PeriodKind, model.Period) { p.host.Reload() })
	t.by = widgets.NewSegmented([]string{i18n.T("按区域"), i18n.T("按部门")}, 0, func(int) { t.showRows() })
	t.table = table.New(turnoverColumns())
	t.table.OnCopied = p.copied
	t.table.SetEmpty(widgets.EmptyState(icons.Team, i18n.T("这段时间没有人在职"), i18n.T("换一段时间看看。")))
	t.people = table.New(moveColumns())
	t.people.Noun = i18n.T("人")
	t.people.OnCopied = p.copied
	t.people.OnOpen = func(m move) { p.open(m.EmployeeID) }
	t.people.SetEmpty(widgets.EmptyState(icons.CheckCircle, i18n.T("没有人入职或离职"), i18n.T("这段时间队伍没有变动。")))
	head := widgets.Row(10, t.picker, t.by, widgets.Spacer(), widgets.NewFlatButton(icons.Print, i18n.T("打印"), t.print))
	left := widgets.NewCard(i18n.T("流失率"), i18n.T("上级区域含下级"), t.table)
	right := widgets.NewCard(i18n.T("入职与离职"), i18n.T("双击打开"), t.people)
	middle := widgets.Weighted(theme.Gap, []float32{1.35, 1}, left, right)
	t.content = container.NewBorder(widgets.Column(theme.Gap, head, t.kpis), widgets.Inset(widgets.Insets{Top: 8, Left: 4}, t.notes), nil, nil,
		widgets.Inset(widgets.Insets{Top: theme.Gap}, middle))
	return t
}

func (t *turnoverTab) period() model.Period { return t.picker.Period() }

func (t *turnoverTab) show(r *team.TurnoverReport) {
	t.shown = r
	w := &r.Whole
	card := func(label, value, unit string) fyne.CanvasObject {
		return widgets.NewKPICard(widgets.KPI{Label: label, Value: value, Unit: unit, Progress: -1, Tick: widgets.NoTick})
	}
	t.kpis.Objects = []fyne.CanvasObject{widgets.Weighted(theme.Gap, []float32{1, 1, 1, 1, 1},
		card(i18n.T("流失率"), percent(w.Rate()), i18n.T("离职 ÷ 平均在职")), card(i18n.T("离职"), widgets.Grouped(len(w.Leavers)), i18n.T("人")),
		card(i18n.T("入职"), widgets.Grouped(len(w.Hires)), i18n.T("人")), card(i18n.T("平均在职"), average(w.Average()), i18n.T("人")),
		card(i18n.T("期初 → 期末"), i18n.T("%[1]d → %[2]d", w.Start, w.End), i18n.T("人")))}
	t.kpis.Refresh()
	t.notes.SetText(strings.Join(r.Notes, " "))
	moves := make([]move, 0, len(r.Hires)+len(r.Leavers))
	for _, m := range r.Leavers {
		moves = append(moves, move{m, true})
	}
	for _, m := range r.Hires {
		moves = append(moves, move{m, false})
	}
	t.people.SetItems(moves)
	t.showRows()
}

func (t *turnoverTab) showRows() {
	if t.shown == nil {
		return
	}
	rows := t.shown.Regions
	if t.by.Selected() == 1 {
		rows = t.shown.Departments
	}
	t.table.SetItems(rows)
}

func (t *turnoverTab) print() {
	if t.shown != nil {
		desk.Show(t.page.host, t.page.backend, t.shown.Document())
	}
}

// average shows a headcount kept in 1/100.
func average(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	return document.FormatScaled(v.N, 100, 1)
}

func turnoverColumns() []table.Column[team.TurnoverRow] {
	type row = team.TurnoverRow
	number := func(key, title string, of func(row) int64, text func(row) string) table.Column[row] {
		return table.Column[row]{Key: key, Title: title, Width: 66, Align: fyne.TextAlignTrailing, Sortable: true, Largest: true, Text: text,
			Compare: func(a, b row) int { return cmp.Compare(of(a), of(b)) }}
	}
	count := func(key, title string, of func(row) int) table.Column[row] {
		return number(key, title, func(r row) int64 { return int64(of(r)) }, func(r row) string { return widgets.Grouped(of(r)) })
	}
	rate := number("rate", i18n.T("流失率"), func(r row) int64 { return r.Rate().N }, func(r row) string { return percent(r.Rate()) })
	rate.Compare = func(a, b row) int { return byRate(a.Rate(), b.Rate()) }
	return []table.Column[row]{
		{Key: "name", Title: i18n.T("区域 / 部门"), Width: 120, Flex: true, Text: func(r row) string { return strings.Repeat("　", r.Level) + r.Name }},
		count("start", i18n.T("期初"), func(r row) int { return r.Start }),
		count("hires", i18n.T("入职"), func(r row) int { return len(r.Hires) }),
		count("leavers", i18n.T("离职"), func(r row) int { return len(r.Leavers) }),
		count("end", i18n.T("期末"), func(r row) int { return r.End }),
		number("average", i18n.T("平均在职"), func(r row) int64 { return r.Average().N }, func(r row) string { return average(r.Average()) }),
		rate,
	}
}

func moveColumns() []table.Column[move] {
	return []table.Column[move]{
		{Key: "name", Title: i18n.T("姓名"), Width: 70, Flex: true, Sortable: true, Text: func(m move) string { return m.Name }},
		{Key: "kind", Title: i18n.T("变动"), Width: 54, Pill: true, Sortable: true, Text: func(m move) string {
			if m.left {
				return i18n.T("离职")
			}
			return i18n.T("入职")
		}, Tone: func(m move) table.Tone {
			if m.left {
				return table.Behind
			}
			return table.Ahead
		}},
		{Key: "date", Title: i18n.T("日期"), Width: 88, Sortable: true, Text: func(m move) string { return m.Date.String() }},
		{Key: "region", Title: i18n.T("区域"), Width: 70, Sortable: true, Text: func(m move) string { return dashed(m.Region) }},
		{Key: "position", Title: i18n.T("岗位"), Width: 72, Sortable: true, Text: func(m move) string { return dashed(m.Post.Position) }},
		{Key: "tenure", Title: i18n.T("司龄"), Width: 86, Text: func(m move) string {
			if !m.left {
				return document.Dash
			}
			return team.TenureText(m.Tenure)
		}},
	}
}
