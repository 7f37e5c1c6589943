package workcalendar

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// side stands beside the months: what the selected days are, and the year's holidays.
type side struct {
	page    *Page
	picked  *widgets.Text
	name    *widgets.Entry
	weight  *widgets.Entry
	editor  *fyne.Container
	counts  *widgets.Text
	list    *fyne.Container
	whole   *fyne.Container // counts over the list, laid out anew when their words change
	content *fyne.Container
}

func newSide(p *Page) *side {
	s := &side{page: p, picked: widgets.Strong(""), name: widgets.NewEntry(i18n.T("名称,如 国庆节")), weight: widgets.NewEntry("50"),
		counts: widgets.WrappedCaption(""), list: widgets.Column(0)}
	s.weight.SetText("50")
	s.editor = widgets.Column(8)
	days := widgets.NewCard(i18n.T("选中的日子"), "", s.editor)
	s.whole = widgets.Headed(widgets.Inset(widgets.Insets{Bottom: 8}, s.counts), widgets.NewVScroll(widgets.Inset(widgets.Insets{Right: 10}, s.list)))
	year := widgets.NewCard(i18n.T("全年"), "", s.whole)
	s.content = widgets.Headed(widgets.Inset(widgets.Insets{Bottom: theme.Gap}, days), year)
	s.selected(p.year)
	return s
}

// selected shows the selection and what can be done with it.
func (s *side) selected(y *yearView) {
	if y.from.IsZero() {
		s.fill(widgets.WrappedCaption(i18n.T("点一天:放假 → 半天权重 → 普通;周末先是调休上班。拖动选一段日子,再在这里设置。")))
		return
	}
	text := dayText(y.from)
	if y.to > y.from {
		text = i18n.T("%s 至 %s(%d 天)", dayText(y.from), dayText(y.to), int(y.to-y.from)+1)
	}
	s.picked.SetText(text)
	name := ""
	if d, ok := y.days[y.from]; ok {
		name = d.Name
		if d.Kind == analysis.DayWeight {
			s.weight.SetText(strconv.Itoa(d.Weight))
		}
	}
	s.name.SetText(name)
	kinds := widgets.Flow(6, widgets.NewButton(i18n.T("放假"), func() { s.apply(analysis.DayOff) }),
		widgets.NewButton(i18n.T("上班"), func() { s.apply(analysis.DayWorked) }), widgets.NewButton(i18n.T("普通"), s.page.clear))
	own := widgets.Row(6, widgets.Fixed(64, 0, s.weight), widgets.Body("%"), widgets.NewButton(i18n.T("设为权重"), func() { s.apply(analysis.DayWeight) }))
	s.fill(s.picked, s.name, kinds, own)
}

// fill puts other parts into the upper card, which then takes the room they need.
func (s *side) fill(parts ...fyne.CanvasObject) {
	s.editor.Objects = parts
	s.editor.Refresh()
	if s.content != nil {
		s.content.Refresh()
	}
}

// apply gives the selected days a kind and the name typed.
func (s *side) apply(kind string) {
	p, y := s.page, s.page.year
	weight := 0
	if kind == analysis.DayWeight {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(s.weight.Text), "%"))
		if err != nil {
			p.host.Fail(model.NewFault(err, i18n.T("「%s」不是百分数。", s.weight.Text), i18n.T("日历没有改动。"), i18n.T("请填 0 到 1000 的整数。")))
			return
		}
		weight = n
	}
	var days []model.CalendarDay
	for d := y.from; d <= y.to; d++ {
		days = append(days, model.CalendarDay{Date: d, Kind: kind, Weight: weight, Name: s.name.Text})
	}
	p.set(days, i18n.T("已设置 %d 天", len(days)))
}

func dayText(d model.Date) string {
	_, month, day := d.YMD()
	return i18n.T("%d月%d日", int(month), day)
}

// stretch is a run of days of one kind and name.
type stretch struct {
	from, to model.Date
	day      model.CalendarDay
	official bool
}

// stretches gathers the year's recorded days into runs.
func stretches(days map[model.Date]model.CalendarDay) []stretch {
	list := make([]model.CalendarDay, 0, len(days))
	for _, d := range days {
		list = append(list, d)
	}
	slices.SortFunc(list, func(a, b model.CalendarDay) int { return int(a.Date - b.Date) })
	var out []stretch
	for _, d := range list {
		official := targeting.Official(&d)
		if n := len(out) - 1; n >= 0 && out[n].to == d.Date-1 && out[n].day.Kind == d.Kind && out[n].day.Name == d.Name &&
			out[n].day.Weight == d.Weight && out[n].official == official {
			out[n].to = d.Date
			continue
		}
		out = append(out, stretch{d.Date, d.Date, d, official})
	}
	return out
}

// show lists the year's days and counts them.
func (s *side) show(year int, days map[model.Date]model.CalendarDay, c analysis.Calendar) {
	off, worked, own := 0, 0, 0
	for _, d := range days {
		switch d.Kind {
		case analysis.DayOff:
			off++
		case analysis.DayWorked:
			worked++
		case analysis.DayWeight:
			own++
		}
	}
	whole := model.Period{From: model.DateOf(year, 1, 1), To: model.DateOf(year, 12, 31)}
	s.counts.SetText(i18n.T("%d 个工作日 · 放假 %d 天 · 调休上班 %d 天 · 自定权重 %d 天", c.Elapsed(whole, 0).OfDays, off, worked, own))
	s.list.Objects = nil
	for _, r := range stretches(days) {
		s.list.Add(s.row(r))
	}
	if len(days) == 0 {
		s.list.Add(widgets.Inset(widgets.PadXY(0, 8), widgets.WrappedCaption(i18n.T("这一年还没有放假和调休。可以填入法定节假日、导入放假表,或直接点日历上的日子。"))))
	}
	s.list.Refresh()
	s.whole.Refresh()
	s.selected(s.page.year)
}

func (s *side) row(r stretch) fyne.CanvasObject {
	when := dayText(r.from)
	if r.to > r.from {
		when += "–" + dayText(r.to)
	}
	tone := widgets.Plain
	switch r.day.Kind {
	case analysis.DayOff:
		tone = widgets.Behind
	case analysis.DayWeight:
		tone = widgets.Attention
	}
	name := r.day.Name
	if name == "" {
		name = map[string]string{analysis.DayOff: i18n.T("放假"), analysis.DayWorked: i18n.T("调休上班"), analysis.DayWeight: i18n.T("自定权重")}[r.day.Kind]
	}
	origin := i18n.T("自定")
	if r.official {
		origin = i18n.T("法定")
	}
	return widgets.Inset(widgets.PadXY(0, 3), widgets.Column(1,
		widgets.Row(6, widgets.Pill(markOf(&r.day), tone), widgets.Body(name), widgets.Spacer(), widgets.Caption(origin)),
		widgets.Caption(when)))
}
