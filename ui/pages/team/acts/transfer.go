package acts

import (
	"context"
	"errors"
	"strings"

	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
)

const transferWidth float32 = 520

// namedPeople are the people a sheet names before it only counts.
const namedPeople = 8

func items(list []pick.Item) func() []pick.Item { return func() []pick.Item { return list } }

func people(l *team.Line, on model.Date, but ...model.ID) func() []pick.Item {
	return items(People(l, on, but...))
}

// change is a change of post as it is typed in.
type change struct {
	From         model.Date
	Position     string
	SuperiorID   model.ID
	Top          bool // no superior
	RegionID     model.ID
	DepartmentID model.ID
	Reason       string
}

// reasons of a change of post, as they are kept.
//
//i18n:key
var reasons = []string{"调动", "晋升", "区域调整", "上级调整", "降职", "借调"}

func reasonOptions() []widgets.Option {
	options := make([]widgets.Option, len(reasons))
	for i, r := range reasons {
		options[i] = widgets.Option{Value: r, Label: i18n.T(r)}
	}
	return options
}

// Move opens the sheet that changes the post of one or several people from a day on.
func (a *Acts) Move(ids ...model.ID) {
	if len(ids) == 0 {
		a.host.Toast(shell.Toast{Text: i18n.T("请先在名册里选人"), Refused: true})
		return
	}
	a.withLine(func(l *team.Line) { a.move(l, ids) })
}

func (a *Acts) move(l *team.Line, ids []model.ID) {
	f := form.New(form.Section[change]{Fields: []form.Field[change]{
		form.Date(i18n.T("生效日期"), func(c *change) *model.Date { return &c.From }).Required().
			Hint(i18n.T("可以补记过去,也可以预约将来:到那天自动生效")),
		form.Choice(i18n.T("新岗位"), positions(l), func(c *change) *string { return &c.Position }).Free(),
		form.Pick(i18n.T("新上级"), people(l, a.backend.Today(), ids...), func(c *change) *model.ID { return &c.SuperiorID }).
			When(func(c *change) bool { return !c.Top }),
		form.Check(i18n.T("没有上级(最上层)"), func(c *change) *bool { return &c.Top }),
		form.Pick(i18n.T("新区域"), items(regions(l)), func(c *change) *model.ID { return &c.RegionID }),
		form.Pick(i18n.T("新部门"), items(departments(l)), func(c *change) *model.ID { return &c.DepartmentID }),
		form.Choice(i18n.T("原因"), reasonOptions(), func(c *change) *string { return &c.Reason }).Free(),
	}}).Inline()
	f.Set(change{From: a.backend.Today(), Reason: reasons[0]})
	who := widgets.WrappedCaption(i18n.T("%s:留空的项保持不变。", a.names(l, ids)))
	if len(ids) == 1 {
		who.SetText(a.present(l, ids[0]) + "\n" + i18n.T("留空的项保持不变。"))
	}
	a.host.Sheet(shell.Sheet{Title: i18n.T("调岗"), Width: transferWidth, Content: widgets.Column(10, who, f), Primary: i18n.T("调岗"), Dirty: f.Dirty, OnClosed: f.Close,
		OnPrimary: func(done func()) {
			c, ok := f.Value()
			if !ok {
				return
			}
			if c.Position == "" && c.SuperiorID == 0 && !c.Top && c.RegionID == 0 && c.DepartmentID == 0 {
				f.Refuse(i18n.T("新岗位"), errors.New(i18n.T("至少填一项要改的")))
				return
			}
			a.try(i18n.T("%[1]s 的任职从 %[2]s 起改变", a.names(l, ids), c.From), func(ctx context.Context) (string, error) {
				return a.backend.Move(ctx, c.transfer(ids))
			}, done, func(err error) bool {
				return refused(err, func(word string) bool { return f.Refuse(word, err) }, i18n.T("生效日期"), i18n.T("新上级"))
			})
		}})
	f.Focus()
}

// present says what someone holds now.
func (a *Acts) present(l *team.Line, id model.ID) string {
	p, ok := l.LastPost(a.backend.Today(), id)
	if !ok {
		return l.Name(id)
	}
	superior := i18n.T("没有上级")
	if p.SuperiorID != 0 {
		superior = i18n.T("上级 %s", l.Name(p.SuperiorID))
	}
	return i18n.T("%[1]s 现在:%[2]s", l.Name(id), joined(joined(p.Position, superior), joined(l.Region(p.RegionID), l.Department(p.DepartmentID))))
}

// refused says beside the field it is about why a post cannot be so; it tells whether the
// fault is about one.
func refused(err error, say func(field string) bool, date, superior string) bool {
	switch {
	case errors.Is(err, team.ErrCircle), errors.Is(err, analysis.ErrOwnSuperior):
		return say(superior)
	case errors.Is(err, analysis.ErrBeforeHire), errors.Is(err, analysis.ErrAfterLeave), errors.Is(err, analysis.ErrOverlap), errors.Is(err, analysis.ErrGap):
		return say(date)
	}
	return false
}

func (c *change) transfer(ids []model.ID) team.Transfer {
	t := team.Transfer{People: ids, From: c.From, Reason: c.Reason}
	if c.Position != "" {
		t.Position = &c.Position
	}
	if c.SuperiorID != 0 || c.Top {
		if c.Top {
			c.SuperiorID = 0
		}
		t.SuperiorID = &c.SuperiorID
	}
	if c.RegionID != 0 {
		t.RegionID = &c.RegionID
	}
	if c.DepartmentID != 0 {
		t.DepartmentID = &c.DepartmentID
	}
	return t
}

// names of people, the first few of many.
func (a *Acts) names(l *team.Line, ids []model.ID) string {
	if len(ids) <= namedPeople {
		return strings.Join(l.Names(ids), i18n.T("、"))
	}
	return i18n.T("%[1]s 等 %[2]d 人", strings.Join(l.Names(ids[:namedPeople]), i18n.T("、")), len(ids))
}

// CorrectPost opens a post that was entered wrongly; it can be taken away there too.
func (a *Acts) CorrectPost(post model.EmployeePost) {
	a.withLine(func(l *team.Line) {
		type p = model.EmployeePost
		f := form.New(form.Section[p]{Fields: []form.Field[p]{
			form.Date(i18n.T("从"), func(x *p) *model.Date { return &x.From }).Hint(i18n.T("前一段任职的最后一天会跟着改")),
			form.Choice(i18n.T("岗位"), positions(l), func(x *p) *string { return &x.Position }).Free(),
			form.Pick(i18n.T("上级"), items(People(l, max(post.From, l.Directory.Employees[post.EmployeeID].Hired), post.EmployeeID)), func(x *p) *model.ID { return &x.SuperiorID }),
			form.Pick(i18n.T("区域"), items(regions(l)), func(x *p) *model.ID { return &x.RegionID }),
			form.Pick(i18n.T("部门"), items(departments(l)), func(x *p) *model.ID { return &x.DepartmentID }),
			form.Choice(i18n.T("原因"), reasonOptions(), func(x *p) *string { return &x.Reason }).Free(),
		}}).Inline()
		f.Set(post)
		a.host.Sheet(shell.Sheet{Title: i18n.T("更正 %s 的任职", l.Name(post.EmployeeID)), Width: transferWidth, Content: f, Primary: i18n.T("保存"),
			Dirty: f.Dirty, OnClosed: f.Close,
			OnPrimary: func(done func()) {
				if v, ok := f.Value(); ok {
					a.try(i18n.T("任职已更正"), func(ctx context.Context) (string, error) { return a.backend.CorrectPost(ctx, v) }, done, func(err error) bool {
						return refused(err, func(word string) bool { return f.Refuse(word, err) }, i18n.T("从"), i18n.T("上级"))
					})
				}
			},
			Danger: i18n.T("删除这段"), OnDanger: func(done func()) {
				a.do(i18n.T("任职已删除"), func(ctx context.Context) (string, error) { return a.backend.RemovePost(ctx, post) }, done)
			}})
		f.Focus()
	})
}

// day is one date as it is typed in.
type day struct{ Date model.Date }

// Leave opens the sheet for the last working day. Someone who has work in hand hands it
// over first.
func (a *Acts) Leave(id model.ID) {
	a.host.Do(func(ctx context.Context) (func(), error) {
		e, err := a.backend.Estate(ctx, id, a.backend.Today())
		if err != nil {
			return nil, err
		}
		return func() {
			if left := e.Must(); left != "" {
				w := a.wizard(id, e.Giver.Name, true)
				w.why = i18n.T("%[1]s 名下还有%[2]s,交接完才能离职。", e.Giver.Name, left)
				w.open()
				return
			}
			a.askDay(i18n.T("%s 离职", e.Giver.Name), i18n.T("最后工作日"), i18n.T("登记离职"), i18n.T("名下没有要交接的内容。之后预约的任职变动会取消。"), a.backend.Today(),
				i18n.T("%s 已登记离职", e.Giver.Name), func(ctx context.Context, on model.Date) (string, error) { return a.backend.Leave(ctx, id, on) })
		}, nil
	})
}

// Return opens the sheet for somebody who comes back.
func (a *Acts) Return(id model.ID, name string) {
	a.askDay(i18n.T("%s 复职", name), i18n.T("复职日期"), i18n.T("复职"), i18n.T("按离职前的岗位、上级和区域恢复,之后可以调岗。离开的日子留在任职记录里。"), a.backend.Today(),
		i18n.T("%s 已复职", name), func(ctx context.Context, on model.Date) (string, error) { return a.backend.Return(ctx, id, on) })
}

func (a *Acts) askDay(title, label, verb, hint string, on model.Date, said string, act func(ctx context.Context, on model.Date) (string, error)) {
	f := form.New(form.Section[day]{Fields: []form.Field[day]{form.Date(label, func(d *day) *model.Date { return &d.Date }).Required()}}).Inline()
	f.Set(day{on})
	a.host.Sheet(shell.Sheet{Title: title, Content: widgets.Column(10, widgets.WrappedCaption(hint), f), Primary: verb, OnClosed: f.Close, Dirty: f.Dirty,
		OnPrimary: func(done func()) {
			if d, ok := f.Value(); ok {
				a.do(said, func(ctx context.Context) (string, error) { return act(ctx, d.Date) }, done)
			}
		}})
	f.Focus()
}
