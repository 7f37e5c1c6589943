package training

import (
	"cmp"
	"fmt"
	"strconv"

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
	"xunshi/ui/widgets/pressrow"
	"xunshi/ui/widgets/table"
)

// matrixTab is 完成情况: people × mandatory courses, who lacks what, completion by region.
type matrixTab struct {
	page    *Page
	table   *table.Table[*personRow] // made anew when the courses change
	courses string                   // that the table was made for
	ground  *widgets.Panel
	lacks   *fyne.Container
	rates   *fyne.Container
	content fyne.CanvasObject
}

// personRow is one person with a standing per mandatory course.
type personRow struct {
	*model.Employee
	region         string
	done, required int
	standings      []training.Standing
}

const sideWidth float32 = 296

func newMatrixTab(p *Page) *matrixTab {
	t := &matrixTab{page: p, ground: desk.Panel(nil), lacks: widgets.Column(0), rates: widgets.Column(6)}
	side := widgets.Column(theme.Gap,
		widgets.NewCardWith(i18n.T("谁还缺课"), widgets.NewIconButton(icons.Print, i18n.T("打印"), t.print), t.lacks),
		widgets.NewCard(i18n.T("各区域完成率"), "", t.rates),
		widgets.WrappedCaption(i18n.T("箭头后是已排培训的日期。")+training.Rule()))
	t.content = container.NewBorder(nil, nil, nil, widgets.Inset(widgets.Insets{Left: theme.Gap}, widgets.Fixed(sideWidth, 0, widgets.NewVScroll(widgets.Inset(widgets.Insets{Right: 4}, side)))), t.ground)
	return t
}

func (t *matrixTab) show() {
	r := t.page.records
	courses := r.Mandatory()
	if key := courseKey(courses); t.table == nil || key != t.courses {
		t.makeTable(courses)
		t.courses = key
	}
	var rows []*personRow
	for _, e := range r.Team(t.page.region, "") {
		row := &personRow{Employee: e, region: r.RegionName(e.RegionID)}
		row.done, row.required = r.Completion(e)
		for _, c := range courses {
			row.standings = append(row.standings, r.Of(e, c))
		}
		rows = append(rows, row)
	}
	t.table.SetItems(rows)
	t.showLacks(courses)
	t.showRates()
}

func courseKey(courses []*model.Course) string {
	key := ""
	for _, c := range courses {
		key += fmt.Sprint(c.ID, c.Name, "|")
	}
	return key
}

func (t *matrixTab) makeTable(courses []*model.Course) {
	t.close()
	columns := []table.Column[*personRow]{
		{Key: "name", Title: i18n.T("姓名"), Width: 84, Sortable: true, Filter: true, Fixed: true, Text: func(r *personRow) string { return r.Name }},
		{Key: "position", Title: i18n.T("职位"), Width: 84, Sortable: true, Filter: true, Text: func(r *personRow) string { return r.Position }},
		{Key: "region", Title: i18n.T("区域"), Width: 76, Sortable: true, Filter: true, Text: func(r *personRow) string { return r.region }},
		{Key: "rate", Title: i18n.T("完成"), Width: 60, Align: fyne.TextAlignTrailing, Sortable: true, Text: completion,
			Tone: func(r *personRow) table.Tone {
				if r.done == r.required {
					return table.Ahead
				}
				return table.Attention
			},
			Compare: func(a, b *personRow) int {
				return cmp.Compare(a.done*max(b.required, 1), b.done*max(a.required, 1))
			}},
	}
	for i, c := range courses {
		columns = append(columns, table.Column[*personRow]{Key: "course" + strconv.Itoa(int(c.ID)), Title: c.Name, Width: 112, Flex: i == len(courses)-1, Sortable: true, Filter: true,
			Text: func(r *personRow) string { return cellText(r.standings[i]) }, Tone: func(r *personRow) table.Tone { return toneOf(r.standings[i].State) },
			Compare: func(a, b *personRow) int { return cmp.Compare(a.standings[i].State, b.standings[i].State) }})
	}
	t.table = table.New(columns)
	t.table.Noun, t.table.OnCopied = i18n.T("人"), t.page.copied
	t.table.OnOpen = func(r *personRow) { t.page.openPerson(r.ID) }
	t.table.SetEmpty(widgets.EmptyState(icons.Team, i18n.T("还没有人员"), i18n.T("人员在「名册」里建立或导入。")))
	if len(courses) == 0 {
		t.ground.SetContent(widgets.EmptyState(icons.Team, i18n.T("还没有必修课"),
			i18n.T("把课程设为必修并写明适用职位,这里就会显示每个人是否学过、是否过期。"),
			widgets.NewPrimaryButton(icons.Add, i18n.T("新建课程"), t.page.courses.create)))
		return
	}
	t.ground.SetContent(t.table)
}

func completion(r *personRow) string {
	if r.required == 0 {
		return document.Dash
	}
	return fmt.Sprintf("%d/%d", r.done, r.required)
}

// cellText is a standing, with an arrow to the planned date where one is set.
func cellText(s training.Standing) string {
	if s.Lacking() && s.Planned != 0 {
		_, month, day := s.Planned.YMD()
		return fmt.Sprintf("%s → %d-%d", training.StateName(s.State), int(month), day)
	}
	if s.State == training.Expired {
		return training.StateName(s.State) + " " + s.Until.Time().Format("06-01-02")
	}
	return s.Words()
}

func toneOf(s training.State) table.Tone {
	switch s {
	case training.Done:
		return table.Ahead
	case training.Failed, training.Missing:
		return table.Behind
	case training.Expired, training.Waiting:
		return table.Attention
	}
	return table.Quiet
}

// showLacks lists the courses somebody lacks, with one click to plan a session for exactly
// those who are not planned yet.
func (t *matrixTab) showLacks(courses []*model.Course) {
	r := t.page.records
	t.lacks.Objects = nil
	for _, c := range courses {
		lacking := r.Lacking(t.page.region, c.ID)
		if len(lacking) == 0 {
			continue
		}
		var open []model.ID
		for _, l := range lacking {
			if l.Standing.Planned == 0 {
				open = append(open, l.Employee.ID)
			}
		}
		words := i18n.T("缺 %d 人", len(lacking))
		if planned := len(lacking) - len(open); planned > 0 {
			words += " · " + i18n.T("已排 %d 人", planned)
		}
		text := widgets.Column(1, widgets.NewText(c.Name, widgets.TextStyle{Ellipsis: true}), widgets.Caption(words))
		button := widgets.NewButton(i18n.T("排培训"), func() { t.page.plan(c.ID, open) })
		if len(open) == 0 {
			button.Disable()
		}
		t.lacks.Add(pressrow.New(widgets.Inset(widgets.PadXY(0, 5), widgets.Ends(text, 8, button)), nil))
	}
	if len(t.lacks.Objects) == 0 {
		t.lacks.Add(widgets.WrappedCaption(i18n.T("该修的课都修过了,没有过期。")))
	}
	t.lacks.Refresh()
}

func (t *matrixTab) showRates() {
	t.rates.Objects = nil
	for _, rate := range t.page.records.Rates() {
		name := i18n.T("全部")
		if rate.Region != nil {
			name = rate.Region.Name
		}
		value, share := document.Dash, 0.0
		if rate.Required > 0 {
			share = float64(rate.Done) / float64(rate.Required)
			value = document.FormatScaled(model.MulDiv(int64(rate.Done), 1_000_000, int64(rate.Required)), 10_000, 1) + "%"
		}
		head := widgets.Row(6, widgets.Body(name), widgets.Caption(i18n.T("%[1]d 人 · %[2]d/%[3]d", rate.People, rate.Done, rate.Required)), widgets.Spacer(), widgets.Strong(value))
		t.rates.Add(widgets.Column(3, head, widgets.NewProgressBar(share, widgets.NoTick)))
	}
	t.rates.Refresh()
	t.content.Refresh()
}

func (t *matrixTab) print() {
	if r := t.page.records; r != nil {
		desk.Show(t.page.host, t.page.out, r.Matrix(t.page.region))
	}
}

func (t *matrixTab) close() {
	if t.table != nil {
		t.table.Close()
	}
}
