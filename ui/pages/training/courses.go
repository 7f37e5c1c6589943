package training

import (
	"cmp"
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/training"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/table"
)

// coursesTab is 课程: what can be taught.
type coursesTab struct {
	page    *Page
	table   *table.Table[model.Course]
	content fyne.CanvasObject
}

func newCoursesTab(p *Page) *coursesTab {
	t := &coursesTab{page: p}
	t.table = table.New(t.columns())
	t.table.Noun, t.table.OnCopied = i18n.T("门"), p.copied
	t.table.OnOpen = t.edit
	t.table.Menu = func() []*fyne.MenuItem {
		c, ok := t.table.Current()
		if !ok {
			return nil
		}
		return []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("修改"), func() { t.edit(c) }), fyne.NewMenuItem(i18n.T("排培训"), func() { p.plan(c.ID, nil) }),
			fyne.NewMenuItem(i18n.T("删除"), func() { t.remove(c, nil) })}
	}
	t.table.SetEmpty(widgets.EmptyState(icons.Team, i18n.T("还没有课程"), i18n.T("先建课程:名称、是否必修、适用职位、有效期、及格分。"),
		widgets.NewPrimaryButton(icons.Add, i18n.T("新建课程"), t.create)))
	t.content = desk.Panel(t.table)
	return t
}

func (t *coursesTab) columns() []table.Column[model.Course] {
	type course = model.Course
	number := func(key, title string, width float32, of func(course) int, unit func(int) string) table.Column[course] {
		return table.Column[course]{Key: key, Title: title, Width: width, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(c course) string { return unit(of(c)) }, Compare: func(a, b course) int { return cmp.Compare(of(a), of(b)) }}
	}
	orDash := func(n int) string {
		if n == 0 {
			return document.Dash
		}
		return strconv.Itoa(n)
	}
	return []table.Column[course]{
		{Key: "name", Title: i18n.T("课程"), Width: 180, Flex: true, Sortable: true, Filter: true, Fixed: true, Text: func(c course) string { return c.Name }},
		{Key: "mandatory", Title: i18n.T("必修"), Width: 64, Pill: true, Sortable: true, Text: func(c course) string {
			if c.Mandatory {
				return i18n.T("必修")
			}
			return i18n.T("选修")
		}, Tone: func(c course) table.Tone {
			if c.Mandatory {
				return table.Brand
			}
			return table.Quiet
		}},
		{Key: "positions", Title: i18n.T("适用职位"), Width: 170, Flex: true, Sortable: true, Filter: true, Text: func(c course) string { return cmp.Or(c.Positions, i18n.T("所有人")) }},
		number("valid", i18n.T("有效期"), 84, func(c course) int { return c.ValidDays }, func(n int) string {
			if n == 0 {
				return i18n.T("长期")
			}
			return i18n.T("%d 天", n)
		}),
		number("pass", i18n.T("及格分"), 70, func(c course) int { return c.PassScore }, orDash),
		number("hours", i18n.T("课时"), 60, func(c course) int { return c.Hours }, orDash),
		number("held", i18n.T("办过"), 66, t.held, func(n int) string { return i18n.T("%d 场", n) }),
		number("lack", i18n.T("还缺"), 66, t.lacking, func(n int) string {
			if n == 0 {
				return document.Dash
			}
			return i18n.T("%d 人", n)
		}),
		{Key: "material", Title: i18n.T("教材"), Width: 150, Flex: true, Filter: true, Text: func(c course) string { return c.Material }},
	}
}

func (t *coursesTab) held(c model.Course) int {
	n := 0
	for i := range t.page.records.Sessions {
		if s := &t.page.records.Sessions[i]; s.CourseID == c.ID && s.Held {
			n++
		}
	}
	return n
}

func (t *coursesTab) lacking(c model.Course) int { return len(t.page.records.Lacking(0, c.ID)) }

func (t *coursesTab) show() { t.table.SetItems(t.page.records.Courses) }

func (t *coursesTab) create() { t.edit(model.Course{Mandatory: true, Hours: 2, PassScore: 60}) }

func (t *coursesTab) form() *form.Form[model.Course] {
	type course = model.Course
	var positions []string
	if r := t.page.records; r != nil {
		positions = desk.Positions(r.Directory)
	}
	between := func(n, low, high int, words string) error {
		if n < low || n > high {
			return errors.New(words)
		}
		return nil
	}
	return form.New(form.Section[course]{Fields: []form.Field[course]{
		form.Text(i18n.T("课程名称"), func(c *course) *string { return &c.Name }).Required(),
		form.Check(i18n.T("必修"), func(c *course) *bool { return &c.Mandatory }),
		form.Tags(i18n.T("适用职位"), positions, func(c *course) *string { return &c.Positions }).Hint(i18n.T("空 = 所有人")),
		form.Int(i18n.T("有效天数"), func(c *course) *int { return &c.ValidDays }).Half().Unit(i18n.T("天")).Hint(i18n.T("0 = 长期有效")).
			Valid(func(c *course) error { return between(c.ValidDays, 0, 36_500, i18n.T("请填 0 到 36500 天")) }),
		form.Int(i18n.T("及格分"), func(c *course) *int { return &c.PassScore }).Half().Unit(i18n.T("分")).Hint(i18n.T("0 = 不考试")).
			Valid(func(c *course) error { return between(c.PassScore, 0, training.FullScore, i18n.T("请填 0 到 100")) }),
		form.Int(i18n.T("课时"), func(c *course) *int { return &c.Hours }).
			Valid(func(c *course) error { return between(c.Hours, 0, 1000, i18n.T("请填 0 到 1000")) }),
		form.Text(i18n.T("教材"), func(c *course) *string { return &c.Material }).Hint(i18n.T("文件名、网盘位置或讲义编号")),
		form.Area(i18n.T("备注"), func(c *course) *string { return &c.Note }),
	}}).Inline()
}

func (t *coursesTab) edit(c model.Course) {
	f := t.form()
	f.Set(c)
	s := shell.Sheet{Title: i18n.T("新建课程"), Content: f, Width: 620, Primary: i18n.T("保存"), Dirty: f.Dirty, OnClosed: f.Close,
		OnPrimary: func(done func()) {
			v, ok := f.Value()
			if !ok {
				return
			}
			desk.Do(t.page.host, desk.Act{Said: i18n.T("已保存课程「%s」", v.Name), Done: done, Undo: t.page.book.Undo,
				Work: func(ctx context.Context) (string, error) { return t.page.book.SaveCourse(ctx, &v) }})
		}}
	if c.ID != 0 {
		s.Title, s.Danger = i18n.T("修改课程"), i18n.T("删除")
		s.OnDanger = func(done func()) { t.remove(c, done) }
	}
	t.page.host.Sheet(s)
}

func (t *coursesTab) remove(c model.Course, done func()) {
	desk.Do(t.page.host, desk.Act{Said: i18n.T("已删除课程「%s」", c.Name), Done: done, Undo: t.page.book.Undo,
		Work: func(ctx context.Context) (string, error) { return t.page.book.RemoveCourse(ctx, c.ID) }})
}
