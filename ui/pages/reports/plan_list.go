package reports

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// planStates in the order of the switch.
var planStates = []model.PlanState{model.PlanOpen, model.PlanDone, model.PlanMissed}

// tickList is last month's plan, to be ticked off.
type tickList struct {
	root *fyne.Container
	rows []*tickRow
}

type tickRow struct {
	item  model.PlanItem
	state *widgets.Segmented
	note  *widgets.Entry
}

func newTickList(items []model.PlanItem, changed func()) *tickList {
	l := &tickList{root: widgets.Column(10)}
	if len(items) == 0 {
		l.root.Add(widgets.WrappedCaption(i18n.T("上个月没有列计划。本月在下面写的计划,下个月会出现在这里逐项勾销。")))
	}
	for _, item := range items {
		r := &tickRow{item: item}
		r.state = widgets.NewSegmented([]string{i18n.T("未标"), i18n.T("完成"), i18n.T("未完成")},
			max(slices.Index(planStates, stateOf(item)), 0), func(i int) {
				r.item.State = planStates[i]
				changed()
			})
		r.note = widgets.NewEntry(i18n.T("说明"))
		r.note.SetText(item.Note)
		r.note.OnChanged = func(text string) {
			r.item.Note = text
			changed()
		}
		l.rows = append(l.rows, r)
		l.root.Add(widgets.Column(4, widgets.Wrapped(item.Text), widgets.Beside(r.state, 6, r.note)))
	}
	return l
}

func (l *tickList) items() []model.PlanItem {
	out := make([]model.PlanItem, len(l.rows))
	for i, r := range l.rows {
		out[i] = r.item
	}
	return out
}

func (l *tickList) disable() {
	for _, r := range l.rows {
		r.note.Disable()
		r.state.OnChanged = func(int) { r.state.SetSelected(slices.Index(planStates, stateOf(r.item))) }
	}
}

// planList is the editor of next month's plan: one line an item, added with Enter, moved
// with the arrows.
type planList struct {
	root    *fyne.Container
	lines   *fyne.Container
	add     fyne.CanvasObject
	rows    []*planRow
	changed func()
	frozen  bool
}

type planRow struct {
	item  model.PlanItem
	entry *widgets.Entry
	line  fyne.CanvasObject
}

func newPlanList(items []model.PlanItem, changed func()) *planList {
	l := &planList{lines: widgets.Column(4), changed: changed}
	for _, item := range items {
		l.rows = append(l.rows, l.row(item))
	}
	add := widgets.NewFlatButton(icons.Add, i18n.T("添加一条"), func() { l.insert(len(l.rows)) })
	l.add = widgets.Row(0, add)
	l.root = widgets.Column(4, l.lines, l.add)
	l.lay()
	return l
}

func (l *planList) row(item model.PlanItem) *planRow {
	r := &planRow{item: item, entry: widgets.NewEntry(i18n.T("要做的事"))}
	r.entry.SetText(item.Text)
	r.entry.OnChanged = func(text string) {
		r.item.Text = text
		l.changed()
	}
	r.entry.OnSubmitted = func(string) { l.insert(l.index(r) + 1) }
	r.entry.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyBackspace || r.entry.Text != "" || len(l.rows) < 2 {
			return false
		}
		l.remove(r)
		return true
	}
	buttons := widgets.Row(0,
		small(icons.ChevronUp, func() { l.move(r, -1) }),
		small(icons.ChevronDown, func() { l.move(r, 1) }),
		small(icons.Delete, func() { l.remove(r) }))
	r.line = widgets.Ends(r.entry, 2, buttons)
	return r
}

func small(icon icons.Name, tapped func()) *widgets.Button {
	b := widgets.NewFlatButton(icon, "", tapped)
	b.SetHeight(theme.RowHeight - 4)
	return b
}

func (l *planList) index(r *planRow) int { return slices.Index(l.rows, r) }

// lay shows the rows in their order.
func (l *planList) lay() {
	l.lines.RemoveAll()
	if len(l.rows) == 0 {
		l.lines.Add(widgets.WrappedCaption(i18n.T("还没有计划。写下的每一条,下个月在月报里逐项勾销。")))
	}
	for _, r := range l.rows {
		l.lines.Add(r.line)
	}
	if l.root != nil {
		l.root.Refresh()
	}
}

// insert puts an empty line at a place and the keyboard into it.
func (l *planList) insert(at int) {
	if l.frozen {
		return
	}
	r := l.row(model.PlanItem{State: model.PlanOpen})
	l.rows = slices.Insert(l.rows, min(at, len(l.rows)), r)
	l.lay()
	widgets.Focus(r.entry)
}

func (l *planList) remove(r *planRow) {
	i := l.index(r)
	if l.frozen || i < 0 {
		return
	}
	l.rows = slices.Delete(l.rows, i, i+1)
	l.lay()
	l.changed()
}

func (l *planList) move(r *planRow, by int) {
	i := l.index(r)
	j := i + by
	if l.frozen || i < 0 || j < 0 || j >= len(l.rows) {
		return
	}
	l.rows[i], l.rows[j] = l.rows[j], l.rows[i]
	l.lay()
	l.changed()
}

// items are the lines that say something.
func (l *planList) items() []model.PlanItem {
	var out []model.PlanItem
	for _, r := range l.rows {
		if strings.TrimSpace(r.item.Text) != "" {
			out = append(out, r.item)
		}
	}
	return out
}

// adopt gives the lines the identities their records got, so that the next change updates
// them.
func (l *planList) adopt(kept []model.PlanItem) {
	i := 0
	for _, r := range l.rows {
		if strings.TrimSpace(r.item.Text) == "" {
			continue
		}
		if i >= len(kept) || kept[i].Text != r.item.Text {
			return // typed on meanwhile: the next save sorts it out
		}
		r.item.Record = kept[i].Record
		i++
	}
}

func (l *planList) disable() {
	l.frozen = true
	l.add.Hide()
	for _, r := range l.rows {
		r.entry.Disable()
		r.line = r.entry
	}
	l.lay()
}
