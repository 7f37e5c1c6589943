package recruiting

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/recruiting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// listTab is 列表: every candidate there ever was.
type listTab struct {
	page    *Page
	table   *table.Table[recruiting.Candidate]
	content fyne.CanvasObject
}

func newListTab(p *Page) *listTab {
	t := &listTab{page: p}
	t.table = table.New(t.columns())
	t.table.Noun = i18n.T("人")
	t.table.OnOpen = func(c recruiting.Candidate) { p.open(c.Candidate) }
	t.table.OnCopied = func(rows int) { desk.Copied(p.host, rows) }
	t.table.Menu = t.menu
	t.table.SetEmpty(widgets.EmptyState(icons.Person, i18n.T("还没有应聘者"), i18n.T("每位应聘者从「简历」开始,走到入职或结束,每一步都记日期。"),
		widgets.NewPrimaryButton(icons.Add, i18n.T("新建应聘者"), func() { p.open(model.Candidate{}) })))
	t.content = desk.Panel(t.table)
	return t
}

func (t *listTab) menu() []*fyne.MenuItem {
	c, ok := t.table.Current()
	if !ok {
		return nil
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("打开"), func() { t.page.open(c.Candidate) })}
	if recruiting.Open(c.Stage) {
		next, _ := recruiting.Next(c.Stage)
		items = append(items, fyne.NewMenuItem(i18n.T("进入%s", recruiting.StageName(next)), func() { t.page.forward(c) }),
			fyne.NewMenuItem(i18n.T("淘汰"), func() { t.page.end(c, model.CandidateRejected, nil) }),
			fyne.NewMenuItem(i18n.T("放弃"), func() { t.page.end(c, model.CandidateWithdrew, nil) }))
	}
	return items
}

func (t *listTab) columns() []table.Column[recruiting.Candidate] {
	type candidate = recruiting.Candidate
	text := func(key, title string, width float32, of func(candidate) string) table.Column[candidate] {
		return table.Column[candidate]{Key: key, Title: title, Width: width, Sortable: true, Filter: true, Text: of}
	}
	stage := text("stage", i18n.T("阶段"), 84, func(c candidate) string { return recruiting.StageName(c.Stage) })
	stage.Pill, stage.Tone = true, func(c candidate) table.Tone {
		switch {
		case c.Stage == model.CandidateHired:
			return table.Ahead
		case recruiting.Open(c.Stage):
			return table.Brand
		}
		return table.Quiet
	}
	stage.Compare = func(a, b candidate) int {
		return cmp.Compare(slices.Index(recruiting.Stages, a.Stage), slices.Index(recruiting.Stages, b.Stage))
	}
	days := text("days", i18n.T("停留"), 66, func(c candidate) string { return i18n.T("%d 天", c.Days) })
	days.Align, days.Compare = fyne.TextAlignTrailing, func(a, b candidate) int { return cmp.Compare(a.Days, b.Days) }
	next := text("next", i18n.T("下次约见"), 96, func(c candidate) string { return cmp.Or(c.NextOn.String(), document.Dash) })
	next.Tone = func(c candidate) table.Tone {
		if c.Overdue(t.page.pipeline.On) {
			return table.Behind
		}
		return table.Plain
	}
	score := text("score", i18n.T("评分"), 56, func(c candidate) string {
		if c.Score == 0 {
			return document.Dash
		}
		return strconv.Itoa(c.Score)
	})
	score.Align = fyne.TextAlignTrailing
	name := text("name", i18n.T("姓名"), 84, func(c candidate) string { return c.Name })
	name.Fixed = true
	note := text("note", i18n.T("备注"), 160, func(c candidate) string { return strings.ReplaceAll(cmp.Or(c.Reason, c.Note), "\n", " ") })
	note.Flex = true
	return []table.Column[candidate]{name, text("position", i18n.T("应聘职位"), 88, func(c candidate) string { return c.Position }),
		text("region", i18n.T("区域"), 76, func(c candidate) string { return t.page.pipeline.RegionName(c.RegionID) }), stage,
		text("since", i18n.T("进入日期"), 96, func(c candidate) string { return c.StageOn.String() }), days, next, score,
		text("source", i18n.T("来源"), 84, func(c candidate) string { return c.Source }),
		text("applied", i18n.T("应聘日期"), 96, func(c candidate) string { return c.Applied.String() }),
		text("phone", i18n.T("电话"), 108, func(c candidate) string { return c.Phone }), note}
}

func (t *listTab) show() {
	var rows []recruiting.Candidate
	for _, stage := range recruiting.Stages {
		rows = append(rows, t.page.pipeline.In(stage, t.page.region)...)
	}
	t.table.SetItems(rows)
}

// funnelTab is 漏斗: how far those who applied in a year came, and by which way they came.
type funnelTab struct {
	page    *Page
	picker  *widgets.PeriodPicker
	levels  *fyne.Container
	sources *fyne.Container
	facts   *widgets.Text
	content fyne.CanvasObject
}

func newFunnelTab(p *Page) *funnelTab {
	t := &funnelTab{page: p, levels: widgets.Column(12), sources: widgets.Column(12), facts: widgets.WrappedCaption("")}
	t.picker = widgets.NewPeriodPicker([]widgets.PeriodKind{widgets.Quarter, widgets.Year}, widgets.Fiscal{}, widgets.Year, model.Today(),
		func(widgets.PeriodKind, model.Period) { t.show() })
	bar := widgets.Row(8, t.picker, widgets.Spacer(), widgets.NewIconButton(icons.Print, i18n.T("打印 / 导出"), t.print))
	cards := widgets.Weighted(theme.Gap, []float32{1, 1}, widgets.NewCard(i18n.T("从应聘到入职"), "", widgets.NewVScroll(widgets.Column(14, t.levels, t.facts))),
		widgets.NewCard(i18n.T("按来源"), "", widgets.NewVScroll(t.sources)))
	t.content = container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 10}, bar), widgets.Inset(widgets.Insets{Top: 8}, widgets.WrappedCaption(recruiting.Rule())), nil, nil, cards)
	return t
}

func (t *funnelTab) show() {
	if t.page.pipeline == nil {
		return
	}
	f := t.page.pipeline.Funnel(t.picker.Period(), t.page.region)
	t.levels.Objects, t.sources.Objects = nil, nil
	applied := f.Levels[0].Reached
	for _, l := range f.Levels {
		t.levels.Add(bar(recruiting.StageName(l.Stage), l.Reached, applied))
	}
	facts := []string{i18n.T("淘汰 %[1]d 人 · 放弃 %[2]d 人", f.Rejected, f.Withdrew)}
	if days, ok := f.MedianDays(); ok {
		facts = append(facts, i18n.T("招聘周期中位数 %d 天", days))
	}
	t.facts.SetText(strings.Join(facts, " · "))
	for _, s := range f.Sources {
		t.sources.Add(bar(i18n.T("%[1]s · 应聘 %[2]d 人", s.Name, s.Applied), s.Hired, s.Applied))
	}
	if len(f.Sources) == 0 {
		t.sources.Add(widgets.WrappedCaption(i18n.T("期间内没有人应聘。")))
	}
	t.content.Refresh()
}

// bar is one line of a funnel: a count and its share of a whole.
func bar(name string, part, whole int) fyne.CanvasObject {
	share, text := 0.0, document.Dash
	if whole > 0 {
		share = float64(part) / float64(whole)
		text = document.FormatScaled(model.MulDiv(int64(part), 1000, int64(whole)), 10, 1) + "%"
	}
	return widgets.Column(4, widgets.Row(8, widgets.Body(name), widgets.Spacer(), widgets.Strong(i18n.T("%d 人", part)), widgets.Caption(text)),
		widgets.NewProgressBar(share, widgets.NoTick))
}

func (t *funnelTab) print() {
	if p := t.page.pipeline; p != nil {
		desk.Show(t.page.host, t.page.out, p.Document(t.picker.Period(), t.page.region))
	}
}
