package exchange

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/exchange"
	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// detail is one thing to be known about a row of a return: the row itself, a problem of it,
// or a conflict.
type detail struct {
	line     *exchange.Line
	conflict *exchange.Conflict // nil: the row has none
}

// returnSheet shows a return row by row, and settles its conflicts.
type returnSheet struct {
	tab   *backTab
	r     *exchange.Return
	table *table.Table[detail]
	facts *widgets.Text
	whole *widgets.Text // the row under the keyboard, in full
}

// openReturn opens a file found in the folder.
func openReturn(t *backTab, r *exchange.Return) {
	s := &returnSheet{tab: t, r: r, facts: widgets.Body(""), whole: widgets.WrappedCaption(i18n.T("选中一行,可以看全它的内容和说明。"))}
	s.table = table.New(detailColumns())
	s.table.Noun = i18n.T("行")
	s.table.Menu = s.menu
	s.table.OnSelect = s.tell
	s.table.SetEmpty(widgets.EmptyState(icons.File, i18n.T("没有可以看的行"), r.Why))
	head := widgets.Column(6, s.facts)
	if r.Why != "" {
		head.Add(widgets.WrappedCaption(r.Why))
	}
	for _, n := range r.Notes {
		head.Add(widgets.WrappedCaption("· " + n))
	}
	bar := widgets.Row(8, widgets.Spacer())
	if len(r.Conflicts()) > 0 && r.State == exchange.Ready {
		bar.Add(widgets.Caption(i18n.T("选中的冲突(不选就是全部)")))
		for _, d := range []exchange.Decision{exchange.Keep, exchange.Use, exchange.Both} {
			bar.Add(widgets.NewButton(d.Name(), func() { s.decide(d) }))
		}
	}
	if r.Count().Bad > 0 && r.State == exchange.Ready {
		bar.Add(widgets.NewIconButton(icons.Export, i18n.T("写更正表退回"), func() { t.sendBack(r) }))
	}
	s.show()
	t.page.host.Sheet(shell.Sheet{Title: r.File, Width: 1060, OnClosed: s.table.Close,
		Content: widgets.Column(8, head, bar, widgets.Fixed(0, 340, s.table), widgets.Fixed(0, 44, s.whole))})
}

func detailColumns() []table.Column[detail] {
	text := func(key, title string, width float32, of func(detail) string) table.Column[detail] {
		return table.Column[detail]{Key: key, Title: title, Width: width, Sortable: true, Filter: true, Text: of}
	}
	state := text("state", i18n.T("状态"), 104, func(d detail) string {
		switch {
		case d.line.Bad():
			return i18n.T("有问题")
		case d.line.Known:
			return i18n.T("已有")
		case d.conflict != nil:
			return d.conflict.Kind.Name()
		}
		return i18n.T("写入")
	})
	state.Pill, state.Tone = true, func(d detail) table.Tone {
		switch {
		case d.line.Bad():
			return table.Behind
		case d.line.Known:
			return table.Quiet
		case d.conflict != nil:
			return table.Attention
		}
		return table.Ahead
	}
	row := text("row", i18n.T("行"), 46, func(d detail) string { return strconv.Itoa(d.line.Row) })
	row.Align, row.Compare = fyne.TextAlignTrailing, func(a, b detail) int { return a.line.Row - b.line.Row }
	what := text("what", i18n.T("内容"), 200, func(d detail) string { return strings.Join(filledIn(d.line), " · ") })
	what.Flex = true
	decision := text("decision", i18n.T("决定"), 86, func(d detail) string {
		if d.conflict == nil {
			return ""
		}
		return d.conflict.Decided()
	})
	return []table.Column[detail]{text("form", i18n.T("表"), 70, func(d detail) string { return d.line.Kind.Name() }), row, state, what,
		text("why", i18n.T("说明"), 430, whyDetail), decision}
}

// filledIn are the cells of a row that hold something.
func filledIn(l *exchange.Line) []string {
	var out []string
	for _, t := range l.Texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

func whyDetail(d detail) string {
	switch {
	case d.line.Bad():
		return d.line.Reasons()
	case d.conflict != nil:
		return d.conflict.Words()
	}
	return document.Dash
}

// show lists what needs a look first: problems, conflicts, then the rest.
func (s *returnSheet) show() {
	var bad, doubtful, rest []detail
	for _, l := range s.r.Lines {
		switch {
		case l.Bad():
			bad = append(bad, detail{l, nil})
		case len(l.Conflicts) > 0:
			for _, c := range l.Conflicts {
				doubtful = append(doubtful, detail{l, c})
			}
		default:
			rest = append(rest, detail{l, nil})
		}
	}
	s.table.SetItems(append(append(bad, doubtful...), rest...))
	n := s.r.Count()
	s.facts.SetText(i18n.T("填了 %[1]d 行:写入 %[2]d,已有 %[3]d,有问题 %[4]d,按决定略过 %[5]d。", n.Filled, n.Taken, n.Known, n.Bad, n.Left))
}

// tell shows the row under the keyboard in full.
func (s *returnSheet) tell() {
	d, ok := s.table.Current()
	if !ok {
		return
	}
	s.whole.SetText(strings.Join(filledIn(d.line), " · ") + "\n" + whyDetail(d))
}

// menu settles the conflict under the keyboard.
func (s *returnSheet) menu() []*fyne.MenuItem {
	d, ok := s.table.Current()
	if !ok || d.conflict == nil || s.r.State != exchange.Ready {
		return nil
	}
	var items []*fyne.MenuItem
	for _, decision := range d.conflict.Kind.Choices() {
		items = append(items, fyne.NewMenuItem(decision.Name(), func() { s.decide(decision) }))
	}
	return items
}

// decide settles the selected conflicts, or all of them if none is selected.
func (s *returnSheet) decide(d exchange.Decision) {
	var chosen []*exchange.Conflict
	for _, x := range s.table.Selected(0) {
		if x.conflict != nil {
			chosen = append(chosen, x.conflict)
		}
	}
	if len(chosen) == 0 {
		chosen = s.r.Conflicts()
	}
	for _, c := range chosen {
		c.Decide(d)
	}
	s.show()
	s.tab.show()
}
