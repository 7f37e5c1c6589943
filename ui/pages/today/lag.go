package today

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/ui/pages/reports"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pressrow"
)

// lagWeights share the width among 区域, 经理, 销售额, 达成率 and 进度差.
var lagWeights = []float32{25, 20, 23, 27, 25}

// lag is the card 各区进度: who is behind stands first.
func (b *board) lag(t *reporting.Today, f figures) fyne.CanvasObject {
	rows := slices.Clone(t.Rows)
	slices.SortStableFunc(rows, func(x, y reporting.TodayRow) int {
		a, b := x.Progress.Gap, y.Progress.Gap
		if a.Known != b.Known || !a.Known {
			return 0 // those without a target stay behind the others, by sales
		}
		return cmp.Compare(a.N, b.N)
	})
	name, title := dimensionWords(t.RowsBy)
	list := container.NewVBox()
	list.Layout = widgets.Column(0).Layout
	for i := range rows {
		list.Add(b.lagRow(&rows[i], f))
	}
	caption := i18n.T("%s,落后的在前", f.unitName())
	if len(rows) > 0 && !rows[0].Progress.Gap.Known {
		caption = i18n.T("%s,没有目标,按销售额", f.unitName())
	}
	if len(rows) == 0 || t.Empty != "" {
		return widgets.NewCard(title, "", container.NewCenter(widgets.Caption(i18n.T("本月还没有销售。"))))
	}
	head := widgets.Inset(widgets.PadXY(8, 0), widgets.Fixed(0, 24, widgets.Weighted(8, lagWeights,
		quiet(name, false), quiet(managerWord(t.RowsBy), false), quiet(i18n.T("销售额"), true), quiet(i18n.T("达成率"), true), quiet(i18n.T("进度差"), true))))
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

func (b *board) lagRow(r *reporting.TodayRow, f figures) fyne.CanvasObject {
	gap := signed(r.Progress.Gap, "")
	mark := tone(r.Progress.Gap)
	if a := mark.Arrow(); a != "" {
		gap = a + " " + gap
	}
	content := widgets.Weighted(8, lagWeights,
		cell(r.Name, false, theme.Ink), cell(orDash(r.Manager), false, theme.Ink), cell(f.money(r.Amount), true, theme.Ink),
		cell(percent(r.Progress.Attainment), true, theme.Ink), cell(gap, true, mark.Ink()))
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
