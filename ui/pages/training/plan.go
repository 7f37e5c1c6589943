package training

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
)

// planSheet is the sheet in which a session is planned: when, where, who.
type planSheet struct {
	page *Page
	form *form.Form[model.TrainingSession]
	list *roster
	was  []model.ID
}

// plan opens the sheet for a new session of a course (0: to be chosen) with people on its
// list.
func (p *Page) plan(course model.ID, people []model.ID) {
	if p.records == nil {
		return
	}
	p.openPlan(model.TrainingSession{CourseID: course, Date: p.records.On + 7}, people)
}

// change opens the sheet for a session that is there.
func (p *Page) change(id model.ID) {
	s := p.records.Session(id)
	if s == nil {
		return
	}
	var people []model.ID
	for _, a := range p.records.List(id) {
		people = append(people, a.EmployeeID)
	}
	p.openPlan(*s, people)
}

func (p *Page) openPlan(s model.TrainingSession, people []model.ID) {
	x := &planSheet{page: p, was: slices.Clone(people)}
	x.form = x.makeForm()
	x.form.Set(s)
	x.list = newRoster(p, people, func() model.ID { return x.form.Current().CourseID })
	sheet := shell.Sheet{Title: i18n.T("排培训"), Content: widgets.Column(10, x.form, x.list.content), Width: 680, Primary: i18n.T("保存"), OnClosed: x.form.Close,
		Dirty: func() bool { return x.form.Dirty() || !slices.Equal(x.was, x.list.ids) }, OnPrimary: x.save}
	if s.ID != 0 {
		sheet.Title, sheet.Danger = i18n.T("修改安排"), i18n.T("删除")
		sheet.OnDanger = func(done func()) { p.removeSession(s.ID, done) }
	}
	p.host.Sheet(sheet)
	x.form.Focus()
}

func (x *planSheet) makeForm() *form.Form[model.TrainingSession] {
	type session = model.TrainingSession
	return form.New(form.Section[session]{Fields: []form.Field[session]{
		form.Pick(i18n.T("课程"), x.page.courseItems, func(s *session) *model.ID { return &s.CourseID }).Required(),
		form.Date(i18n.T("日期"), func(s *session) *model.Date { return &s.Date }).Required(),
		form.Text(i18n.T("地点"), func(s *session) *string { return &s.Place }).Half(),
		form.Text(i18n.T("讲师"), func(s *session) *string { return &s.Trainer }).Half(),
		form.Text(i18n.T("备注"), func(s *session) *string { return &s.Note }),
	}}).Inline()
}

func (p *Page) courseItems() []pick.Item {
	items := make([]pick.Item, 0, len(p.records.Courses))
	for _, c := range p.records.Courses {
		item := pick.Words([]string{c.Name})[0]
		item.ID = c.ID
		if c.Mandatory {
			item.Detail = i18n.T("必修")
		}
		items = append(items, item)
	}
	return items
}

func (x *planSheet) save(done func()) {
	s, ok := x.form.Value()
	if !ok {
		return
	}
	ids := slices.Clone(x.list.ids)
	p := x.page
	desk.Do(p.host, desk.Act{Said: i18n.T("已排 %[1]s 的培训,名单 %[2]s", s.Date, people(len(ids))), Undo: p.book.Undo,
		Done: func() { p.sessions.chosen = s.ID; done() },
		Work: func(ctx context.Context) (string, error) { return p.book.Plan(ctx, &s, ids) }})
}

// roster is a list of people put together in a few clicks.
type roster struct {
	page    *Page
	ids     []model.ID
	course  func() model.ID // whose absentees can be added; may give 0
	head    *widgets.Text
	chips   *fyne.Container
	changed func() // may be nil
	content fyne.CanvasObject
}

func newRoster(p *Page, ids []model.ID, course func() model.ID) *roster {
	r := &roster{page: p, ids: slices.Clone(ids), course: course, head: widgets.Strong(""), chips: widgets.Flow(6)}
	add := pick.NewPicker(i18n.T("加一个人"), nil, nil)
	add.Items = func() []pick.Item { return desk.People(p.records.Directory, p.records.On) }
	add.OnPicked = func(it pick.Item) {
		if it.ID != 0 {
			r.add([]model.ID{it.ID})
			add.SetSelected(0)
		}
	}
	r.content = widgets.Column(8,
		widgets.Row(8, r.head, widgets.Spacer(), widgets.NewMenuButton(icons.Add, i18n.T("按职位 / 区域加"), r.menu), widgets.Fixed(150, 0, add),
			widgets.NewFlatButton("", i18n.T("清空"), func() { r.set(nil) })),
		r.chips)
	r.show()
	return r
}

// menu adds a whole team in one click.
func (r *roster) menu() []*fyne.MenuItem { return r.page.teamMenu(r.course(), r.add) }

// teamMenu offers the teams that can be added at once: those who lack a course, everyone,
// a position, a region.
func (p *Page) teamMenu(course model.ID, add func([]model.ID)) []*fyne.MenuItem {
	records := p.records
	var items []*fyne.MenuItem
	if c := records.Course(course); c != nil {
		items = append(items, fyne.NewMenuItem(i18n.T("缺「%s」的人", c.Name), func() {
			var ids []model.ID
			for _, l := range records.Lacking(0, course) {
				ids = append(ids, l.Employee.ID)
			}
			add(ids)
		}))
	}
	team := func(region model.ID, position string) func() {
		return func() {
			var ids []model.ID
			for _, e := range records.Team(region, position) {
				ids = append(ids, e.ID)
			}
			add(ids)
		}
	}
	items = append(items, fyne.NewMenuItem(i18n.T("全体在职"), team(0, "")), fyne.NewMenuItemSeparator())
	for _, position := range desk.Positions(records.Directory) {
		items = append(items, fyne.NewMenuItem(i18n.T("职位:%s", position), team(0, position)))
	}
	items = append(items, fyne.NewMenuItemSeparator())
	for _, region := range desk.Regions(records.Directory) {
		items = append(items, fyne.NewMenuItem(i18n.T("区域:%s", region.Name), team(region.ID, "")))
	}
	return items
}

func (r *roster) add(ids []model.ID) {
	all := slices.Clone(r.ids)
	for _, id := range ids {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	r.set(all)
}

func (r *roster) set(ids []model.ID) {
	r.ids = ids
	r.show()
	if r.changed != nil {
		r.changed()
	}
}

// mostChips is how many people are shown one by one; more are only counted.
const mostChips = 60

func (r *roster) show() {
	r.head.SetText(i18n.T("名单 %d 人", len(r.ids)))
	r.chips.Objects = nil
	for i, id := range r.ids {
		if i == mostChips {
			r.chips.Add(widgets.Caption(i18n.T("……还有 %d 人", len(r.ids)-mostChips)))
			break
		}
		name := ""
		if e := r.page.records.Directory.Employees[id]; e != nil {
			name = e.Name
		}
		chip := widgets.NewIconButton(icons.Close, name, func() {
			r.set(slices.DeleteFunc(slices.Clone(r.ids), func(x model.ID) bool { return x == id }))
		})
		chip.SetHeight(26)
		r.chips.Add(chip)
	}
	if len(r.ids) == 0 {
		r.chips.Add(widgets.Caption(i18n.T("可以先排时间,名单以后再加。")))
	}
	r.chips.Refresh()
	if r.content != nil {
		r.content.Refresh()
	}
}
