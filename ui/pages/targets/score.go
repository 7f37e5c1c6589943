package targets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// scoreView is 成绩单: every person's attainment of every metric in a month.
type scoreView struct {
	page    *Page
	month   model.Month // 0 until the first reading
	score   *targeting.Score
	title   *widgets.Text
	facts   *widgets.Text
	head    *fyne.Container // laid out anew when its words change
	table   *table.Table[targeting.ScoreLine]
	holder  *fyne.Container
	level   *widgets.Segmented
	content fyne.CanvasObject
}

func newScoreView(p *Page) *scoreView {
	v := &scoreView{page: p, title: widgets.Strong(""), facts: widgets.Caption("")}
	v.table = v.newTable(nil, nil)
	v.holder = container.NewStack(v.table)
	words := make([]string, len(targeting.Levels))
	for i, l := range targeting.Levels {
		words[i] = targeting.LevelLabel(l)
	}
	v.level = widgets.NewSegmented(words, 0, func(i int) { p.change(func(q *targeting.Query) { q.Level = targeting.Levels[i] }) })
	step := func(n model.Month) func() {
		return func() {
			v.month += n
			p.host.Reload()
		}
	}
	v.head = widgets.Row(6, widgets.NewFlatButton(icons.ChevronLeft, "", step(-1)), v.title, widgets.NewFlatButton(icons.ChevronRight, "", step(1)),
		v.level, v.facts)
	v.content = widgets.NewPanel(widgets.Headed(widgets.Inset(widgets.Insets{Left: 6, Right: 6, Bottom: 8}, v.head), v.holder),
		widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius, Pad: widgets.Insets{Left: 6, Top: 8, Right: 6, Bottom: 0}})
	return v
}

// newTable makes the columns for the metrics of a month.
func (v *scoreView) newTable(metrics []model.Metric, planned []bool) *table.Table[targeting.ScoreLine] {
	type line = targeting.ScoreLine
	columns := []table.Column[line]{
		{Key: "name", Title: i18n.T("人员"), Width: 136, Fixed: true, Sortable: true, Filter: true, Bold: func(l line) bool { return l.Team },
			Text: func(l line) string {
				text := l.Name
				for range l.Depth {
					text = "   " + text
				}
				if l.Team {
					text += i18n.T("(团队)")
				}
				return text
			}},
		{Key: "region", Title: i18n.T("区域"), Width: 70, Sortable: true, Filter: true, Text: func(l line) string { return l.Region }},
	}
	few := len(slices.DeleteFunc(slices.Clone(planned), func(p bool) bool { return !p })) < 3
	for k, metric := range metrics {
		if planned[k] || few { // else what nobody has a target for is on paper only
			columns = append(columns, v.metricColumns(k, metric, planned[k])...)
		}
	}
	t := table.New(columns)
	t.Noun = i18n.T("人")
	t.SetEmpty(widgets.EmptyState(icons.Team, i18n.T("没有在职人员"), i18n.T("在团队里建立人员后,这里按人列出每个指标的目标、实际和达成率。")))
	return t
}

// metricColumns are the columns of one metric: money and volume have one for the target and
// one for the actual, counts one for both.
func (v *scoreView) metricColumns(k int, metric model.Metric, planned bool) []table.Column[targeting.ScoreLine] {
	type line = targeting.ScoreLine
	u, key, name := unit{metric, v.page.unit().wan}, string(metric), targeting.MetricLabel(metric)
	actual := func(l line) string { return u.brief(analysis.Some(l.Actuals[k])) }
	column := func(part, title string, width float32, figure func(line) int64, text func(line) string) table.Column[line] {
		return table.Column[line]{Key: key + part, Title: title, Width: width, Align: fyne.TextAlignTrailing, Sortable: true, Compare: compared(figure), Text: text}
	}
	done := func(l line) int64 { return l.Actuals[k] }
	if !planned {
		return []table.Column[line]{column("_actual", i18n.T("%s实际", name), 92, done, actual)}
	}
	rate := column("_rate", i18n.T("达成率"), 76, func(l line) int64 { return l.Attainment(k).N }, func(l line) string { return v.attained(l, k) })
	rate.Tone = func(l line) table.Tone { return toneOf(l.Attainment(k).Less(v.score.Elapsed.TimeProgress())) }
	if targeting.Whole(metric) == 1 {
		both := func(l line) string { return actual(l) + " / " + u.shown(l.Targets[k]) }
		return []table.Column[line]{column("_actual", i18n.T("%s / 目标", name), 92, done, both), rate}
	}
	return []table.Column[line]{column("_target", i18n.T("%s目标", name), 90, func(l line) int64 { return l.Targets[k].N }, func(l line) string { return u.shown(l.Targets[k]) }),
		column("_actual", i18n.T("实际"), 82, done, actual), rate}
}

// attained is an attainment with the arrow of its distance to the time gone.
func (v *scoreView) attained(l targeting.ScoreLine, metric int) string {
	a := l.Attainment(metric)
	gap := a.Less(v.score.Elapsed.TimeProgress())
	switch {
	case gap.Known && gap.N < 0:
		return "▼ " + rate(a)
	case gap.Known && gap.N > 0:
		return "▲ " + rate(a)
	}
	return rate(a)
}

func compared(figure func(targeting.ScoreLine) int64) func(a, b targeting.ScoreLine) int {
	return func(a, b targeting.ScoreLine) int {
		switch x, y := figure(a), figure(b); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	}
}

// show takes a scorecard over; other metrics are other columns.
func (v *scoreView) show(s *targeting.Score) {
	other := v.score == nil || len(v.score.Metrics) != len(s.Metrics)
	for i := range s.Metrics {
		other = other || v.score.Metrics[i] != s.Metrics[i] || v.score.Planned[i] != s.Planned[i]
	}
	v.score, v.month = s, s.Month
	if other {
		v.table.Close()
		v.table = v.newTable(s.Metrics, s.Planned)
		v.holder.Objects = []fyne.CanvasObject{v.table}
		v.holder.Refresh()
	}
	v.table.SetItems(s.Lines)
	year, month := s.Month.YM()
	v.title.SetText(i18n.T("%d年%d月", year, int(month)))
	text := i18n.T("数据截至 %s · 时间进度 %s · 有下级的人按团队计", s.Until, rate(s.Elapsed.TimeProgress()))
	v.facts.SetText(text)
	v.head.Refresh()
}

// print puts the scorecard on paper, to be printed, exported or copied.
func (v *scoreView) print() {
	if v.score == nil {
		return
	}
	s := v.page.program.Settings()
	money := s.Money
	if money == "" {
		money = document.Yuan
	}
	v.page.paper(v.page.host, v.score.Document(s.Organisation, money))
}
