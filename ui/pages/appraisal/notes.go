package appraisal

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/coaching"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table"
)

// notesTab is 辅导: the notes of joint visits, and the points still open.
type notesTab struct {
	page    *Page
	table   *table.Table[coaching.Note]
	open    *fyne.Container
	who     *pick.Picker
	person  model.ID // whose notes are shown, 0 = everyone's
	content fyne.CanvasObject
}

func newNotesTab(p *Page) *notesTab {
	t := &notesTab{page: p, open: widgets.Column(8)}
	t.table = table.New(t.columns())
	t.table.Noun, t.table.OnCopied = i18n.T("条"), p.copied
	t.table.OnOpen = t.openNote
	t.table.Menu = t.menu
	t.table.SetEmpty(widgets.EmptyState(icons.Team, i18n.T("还没有辅导记录"), i18n.T("随同走访后写下做得好的、要改进的和下次改进点;没做到的会带到下一次。"),
		widgets.NewPrimaryButton(icons.Add, i18n.T("写辅导"), func() { t.write(t.person) })))
	t.who = pick.NewPicker(i18n.T("全部人员"), nil, func(it pick.Item) { t.person = it.ID; t.show() })
	t.who.Items = func() []pick.Item {
		if p.diary == nil {
			return nil
		}
		return desk.People(p.diary.Directory, p.diary.On)
	}
	bar := widgets.Row(8, widgets.Fixed(180, 0, t.who), widgets.NewFlatButton("", i18n.T("看全部"), func() { t.person = 0; t.who.SetSelected(0); t.show() }),
		widgets.Spacer(), widgets.NewIconButton(icons.Print, i18n.T("打印 / 导出"), func() { desk.Show(p.host, p.out, p.diary.Document(t.person)) }))
	side := widgets.Fixed(320, 0, widgets.NewCard(i18n.T("待跟进的改进点"), "", widgets.NewVScroll(widgets.Inset(widgets.Insets{Right: 8}, t.open))))
	t.content = container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 8}, bar), nil, nil, widgets.Inset(widgets.Insets{Left: theme.Gap}, side), desk.Panel(t.table))
	return t
}

func (t *notesTab) columns() []table.Column[coaching.Note] {
	text := func(key, title string, width float32, of func(coaching.Note) string) table.Column[coaching.Note] {
		return table.Column[coaching.Note]{Key: key, Title: title, Width: width, Sortable: true, Filter: true, Text: of}
	}
	wide := func(c table.Column[coaching.Note]) table.Column[coaching.Note] { c.Flex = true; return c }
	state := text("state", i18n.T("状态"), 96, func(n coaching.Note) string { return n.StateName() })
	state.Pill, state.Tone = true, noteTone
	date := text("date", i18n.T("日期"), 92, func(n coaching.Note) string { return n.Date.String() })
	date.Fixed = true
	return []table.Column[coaching.Note]{date,
		text("employee", i18n.T("被辅导"), 72, func(n coaching.Note) string { return t.page.diary.Name(n.EmployeeID) }),
		text("coach", i18n.T("辅导人"), 72, func(n coaching.Note) string { return t.page.diary.Name(n.CoachID) }),
		wide(text("customer", i18n.T("客户"), 120, func(n coaching.Note) string { return t.page.diary.CustomerName(n.CustomerID) })),
		wide(text("good", i18n.T("做得好"), 130, func(n coaching.Note) string { return n.Good })),
		wide(text("next", i18n.T("下次改进点"), 140, func(n coaching.Note) string { return dash(n.NextPoint) })), state}
}

func noteTone(n coaching.Note) table.Tone {
	switch {
	case n.Done:
		return table.Ahead
	case n.Open() && n.Times > 1:
		return table.Behind
	case n.Open():
		return table.Attention
	}
	return table.Quiet
}

func (t *notesTab) menu() []*fyne.MenuItem {
	n, ok := t.table.Current()
	if !ok {
		return nil
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("修改"), func() { t.openNote(n) }), fyne.NewMenuItem(i18n.T("再写一次"), func() { t.write(n.EmployeeID) })}
	if n.Open() {
		items = append(items, fyne.NewMenuItem(i18n.T("改进点已做到"), func() { t.worked(n) }))
	}
	return append(items, fyne.NewMenuItem(i18n.T("删除"), func() { t.remove(n, nil) }))
}

func (t *notesTab) show() {
	d := t.page.diary
	if d == nil {
		return
	}
	within := func(id model.ID) bool {
		e := d.Directory.Employees[id]
		return e == nil && t.page.region == 0 || e != nil && t.page.inRegion(e.RegionID)
	}
	var rows []coaching.Note
	for _, n := range d.Of(t.person) {
		if within(n.EmployeeID) {
			rows = append(rows, n)
		}
	}
	t.table.SetItems(rows)
	t.who.SetSelected(t.person)
	t.open.Objects = nil
	for _, n := range d.OpenPoints(t.person) {
		if within(n.EmployeeID) {
			t.open.Add(t.pointCard(n))
		}
	}
	if len(t.open.Objects) == 0 {
		t.open.Add(widgets.WrappedCaption(i18n.T("没有待跟进的改进点。")))
	}
	t.open.Refresh()
	t.content.Refresh()
}

func (t *notesTab) pointCard(n coaching.Note) fyne.CanvasObject {
	since := i18n.T("%s 起", n.Since)
	head := widgets.Row(6, widgets.Strong(t.page.diary.Name(n.EmployeeID)), widgets.Caption(since), widgets.Spacer(), pointPill(n))
	buttons := widgets.Row(6, widgets.NewButton(i18n.T("已做到"), func() { t.worked(n) }), widgets.NewButton(i18n.T("写辅导"), func() { t.write(n.EmployeeID) }))
	return widgets.Column(5, head, widgets.Wrapped(n.NextPoint), buttons, widgets.Hairline())
}

func pointPill(n coaching.Note) fyne.CanvasObject {
	if n.Times > 1 {
		return widgets.Pill(n.StateName(), widgets.Behind)
	}
	return widgets.Pill(n.StateName(), widgets.Attention)
}

func (t *notesTab) worked(n coaching.Note) {
	p := t.page
	desk.Do(p.host, desk.Act{Said: i18n.T("「%s」已做到", n.NextPoint), Undo: p.coach.Undo,
		Work: func(ctx context.Context) (string, error) { return p.coach.Close(ctx, n.ID) }})
}

func (t *notesTab) remove(n coaching.Note, done func()) {
	p := t.page
	desk.Do(p.host, desk.Act{Said: i18n.T("已删除 %s 的辅导记录", n.Date), Done: done, Undo: p.coach.Undo,
		Work: func(ctx context.Context) (string, error) { return p.coach.Remove(ctx, n.ID) }})
}

func (t *notesTab) openNote(n coaching.Note) { t.openSheet(n.CoachingNote) }

// write opens the sheet for a new note about someone (0: to be chosen), coached by their
// superior.
func (t *notesTab) write(employee model.ID) {
	d := t.page.diary
	if d == nil {
		return
	}
	n := model.CoachingNote{EmployeeID: employee, Date: d.On}
	if e := d.Directory.Employees[employee]; e != nil {
		n.CoachID = e.SuperiorID
	}
	t.openSheet(n)
}

// noteSheet is the sheet of one note: the points that are open stand above what is written.
type noteSheet struct {
	tab      *notesTab
	form     *form.Form[model.CoachingNote]
	note     model.CoachingNote
	points   *fyne.Container
	of       model.ID // whose points are shown
	verdicts map[model.ID]coaching.Verdict
	content  *fyne.Container
}

func (t *notesTab) openSheet(n model.CoachingNote) {
	x := &noteSheet{tab: t, note: n, points: widgets.Column(6), verdicts: map[model.ID]coaching.Verdict{}}
	x.form = x.makeForm()
	x.form.Set(n)
	x.form.OnChange = x.showPoints
	x.content = widgets.Column(10, x.points, x.form)
	x.showPoints()
	s := shell.Sheet{Title: i18n.T("写辅导"), Content: x.content, Width: 700, Primary: i18n.T("保存"), Dirty: x.form.Dirty, OnClosed: x.form.Close, OnPrimary: x.save}
	if n.ID != 0 {
		s.Title, s.Danger = i18n.T("修改辅导记录"), i18n.T("删除")
		s.OnDanger = func(done func()) { t.remove(coaching.Note{CoachingNote: n}, done) }
	}
	t.page.host.Sheet(s)
	x.form.Focus()
}

func (x *noteSheet) makeForm() *form.Form[model.CoachingNote] {
	type note = model.CoachingNote
	d := x.tab.page.diary
	people := func() []pick.Item { return desk.People(d.Directory, d.On) }
	return form.New(form.Section[note]{Fields: []form.Field[note]{
		form.Pick(i18n.T("被辅导人"), people, func(n *note) *model.ID { return &n.EmployeeID }).Required().Half(),
		form.Pick(i18n.T("辅导人"), people, func(n *note) *model.ID { return &n.CoachID }).Half(),
		form.Date(i18n.T("日期"), func(n *note) *model.Date { return &n.Date }).Required().Half(),
		form.Pick(i18n.T("客户"), func() []pick.Item { return desk.Customers(d.Directory) }, func(n *note) *model.ID { return &n.CustomerID }).Half(),
		form.Area(i18n.T("做得好"), func(n *note) *string { return &n.Good }),
		form.Area(i18n.T("要改进"), func(n *note) *string { return &n.Improve }),
		form.Text(i18n.T("下次改进点"), func(n *note) *string { return &n.NextPoint }).Hint(i18n.T("一次只定一件最要紧的事,下次随访先看它。")),
	}}).Inline()
}

// showPoints lists the open points of the person chosen, each to be closed, carried or
// left.
func (x *noteSheet) showPoints() {
	employee := x.form.Current().EmployeeID
	if employee == x.of {
		return
	}
	x.of, x.verdicts = employee, map[model.ID]coaching.Verdict{}
	x.points.Objects = nil
	if employee != 0 {
		for _, n := range x.tab.page.diary.OpenPoints(employee) {
			if n.ID != x.note.ID && n.Date <= x.form.Current().Date {
				x.points.Add(x.point(n))
			}
		}
	}
	if len(x.points.Objects) > 0 {
		x.points.Objects = append([]fyne.CanvasObject{widgets.Strong(i18n.T("上次的改进点,这次看到了吗?"))}, x.points.Objects...)
	}
	x.points.Refresh()
	x.content.Refresh()
}

var verdictOrder = []coaching.Verdict{coaching.Worked, coaching.Carried, coaching.Left}

func (x *noteSheet) point(n coaching.Note) fyne.CanvasObject {
	x.verdicts[n.ID] = coaching.Carried
	choose := widgets.NewSegmented([]string{i18n.T("已做到"), i18n.T("继续跟进"), i18n.T("这次没看")}, 1, func(i int) { x.verdicts[n.ID] = verdictOrder[i] })
	words := widgets.Column(1, widgets.Wrapped(n.NextPoint), widgets.Caption(i18n.T("%[1]s 起 · %[2]s", n.Since, n.StateName())))
	return widgets.NewPanel(widgets.Ends(words, 10, choose), widgets.PanelStyle{Fill: theme.AttentionTint, Radius: 7, Pad: widgets.PadXY(10, 8)})
}

func (x *noteSheet) save(done func()) {
	n, ok := x.form.Value()
	if !ok {
		return
	}
	p := x.tab.page
	desk.Do(p.host, desk.Act{Said: i18n.T("已保存 %s 的辅导记录", p.diary.Name(n.EmployeeID)), Done: done, Undo: p.coach.Undo,
		Work: func(ctx context.Context) (string, error) { return p.coach.Write(ctx, &n, x.verdicts) }})
}
