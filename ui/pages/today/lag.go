package today

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/model/analysis"
	"xunshi/ui/pages/reports"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pressrow"
)

// lagTable is how the rows stand: with targets by 进度差, without any by sales with 同比.
type lagTable struct {
	weights []float32 // share the width among the columns
	titles  []string  // the first two are words, the others figures
	cells   func(r *reporting.TodayRow) []figureCell
}

// figureCell is one figure of a row.
type figureCell struct {
	text  string
	color fyne.ThemeColorName
}

func lagTableOf(t *reporting.Today, f figures) lagTable {
	name, _ := dimensionWords(t.RowsBy)
	amount := func(r *reporting.TodayRow) figureCell { return figureCell{f.money(r.Amount), theme.Ink} }
	if !anyTarget(t.Rows) {
		return lagTable{[]float32{30, 25, 30, 30}, []string{name, managerWord(t.RowsBy), i18n.T("销售额"), i18n.T("同比")},
			func(r *reporting.TodayRow) []figureCell { return []figureCell{amount(r), signedCell(r.YoY, "%")} }}
	}
	return lagTable{[]float32{25, 20, 23, 27, 25},
		[]string{name, managerWord(t.RowsBy), i18n.T("销售额"), i18n.T("达成率"), i18n.T("进度差")},
		func(r *reporting.TodayRow) []figureCell {
			return []figureCell{amount(r), {percent(r.Progress.Attainment), theme.Ink}, signedCell(r.Progress.Gap, "")}
		}}
}

func anyTarget(rows []reporting.TodayRow) bool {
	return slices.ContainsFunc(rows, func(r reporting.TodayRow) bool { return r.Progress.Gap.Known })
}

// signedCell shows a difference with arrow and sign.
func signedCell(v analysis.Value, unit string) figureCell {
	mark, text := tone(v), signed(v, unit)
	if a := mark.Arrow(); a != "" {
		text = a + " " + text
	}
	return figureCell{text, mark.Ink()}
}

// lag is the card 各区进度: who is behind stands first.
func (b *board) lag(t *reporting.Today, f figures) fyne.CanvasObject {
	_, title := dimensionWords(t.RowsBy)
	if len(t.Rows) == 0 || t.Empty != "" {
		return widgets.NewCard(title, "", container.NewCenter(widgets.Caption(i18n.T("本月还没有销售。"))))
	}
	rows := slices.Clone(t.Rows)
	slices.SortStableFunc(rows, func(x, y reporting.TodayRow) int {
		a, b := x.Progress.Gap, y.Progress.Gap
		if a.Known != b.Known || !a.Known {
			return 0 // those without a target stay behind the others, by sales
		}
		return cmp.Compare(a.N, b.N)
	})
	caption := i18n.T("%s,落后的在前", f.unitName())
	if !anyTarget(rows) {
		caption = i18n.T("%s,没有目标,按销售额", f.unitName())
	}
	table := lagTableOf(t, f)
	list := widgets.Column(0)
	for i := range rows {
		list.Add(b.lagRow(&rows[i], table))
	}
	var heads []fyne.CanvasObject
	for i, title := range table.titles {
		heads = append(heads, quiet(title, i > 1))
	}
	head := widgets.Inset(widgets.PadXY(8, 0), widgets.Fixed(0, 24, widgets.Weighted(8, table.weights, heads...)))
	return widgets.NewCard(title, caption, container.NewBorder(widgets.Column(0, head, widgets.Hairline()), nil, nil, nil, container.NewVScroll(list)))
}

// dimensionWords name a row and the card for what the rows are.
func dimensionWords(by reporting.Dimension) (row, card string) {
	switch by {
	case reporting.ByEmployee:
		return i18n.T("业务员"), i18n.T("业务员进度")
	case reporting.ByDepartment:
		return i18n.T("部门"), i18n.T("各部门进度")
	case reporting.ByChannel:
		return i18n.T("渠道"), i18n.T("各渠道进度")
	case reporting.ByRegion:
	}
	return i18n.T("区域"), i18n.T("各区进度")
}

func managerWord(by reporting.Dimension) string {
	switch by {
	case reporting.ByEmployee:
		return i18n.T("职位")
	case reporting.ByDepartment, reporting.ByChannel:
		return ""
	case reporting.ByRegion:
	}
	return i18n.T("经理")
}

// quiet is a column head.
func quiet(text string, right bool) *widgets.Text {
	head := cell(text, right, theme.Quiet)
	style := head.Style()
	style.Size = theme.TextSmall
	head.SetStyle(style)
	return head
}

// cell is one shortened text of a row.
func cell(text string, right bool, color fyne.ThemeColorName) *widgets.Text {
	style := widgets.TextStyle{Size: theme.TextCaption, Color: color, Ellipsis: true}
	if right {
		style.Align = fyne.TextAlignTrailing
	}
	return widgets.NewText(text, style)
}

func (b *board) lagRow(r *reporting.TodayRow, table lagTable) fyne.CanvasObject {
	cells := []fyne.CanvasObject{cell(r.Name, false, theme.Ink), cell(orDash(r.Manager), false, theme.Ink)}
	for _, c := range table.cells(r) {
		cells = append(cells, cell(c.text, true, c.color))
	}
	content := widgets.Weighted(8, table.weights, cells...)
	var open func()
	if r.Drill != nil {
		filter := reports.Lines(*r.Drill)
		if filter.RegionID == 0 {
			filter.RegionID = b.page.region
		}
		open = func() { b.page.openLines(filter) }
	}
	return pressrow.New(content, open)
}

func orDash(s string) string {
	if s == "" {
		return document.Dash
	}
	return s
}
