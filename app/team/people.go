package team

import (
	"context"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// reasonHired is kept with somebody's first post.
const reasonHired = "入职" //i18n:data kept in the record

// Save writes an employee: a new one (row id 0) with the first post from the hire date on,
// or the file of one who is there. A position, superior, region or department other than
// before is a change of post from today on; to date it otherwise use Move.
func (b *Book) Save(ctx context.Context, employee *model.Employee) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error { return Write(e, b.today(), employee) })
}

// Write is Save inside an act, for use cases that make or change people along with other
// records (an import, a hired candidate). on is the day a change of post takes effect.
func Write(e *store.Edit, on model.Date, employee *model.Employee) error {
	employee.Name, employee.Code = strings.TrimSpace(employee.Name), strings.TrimSpace(employee.Code)
	if employee.Name == "" {
		return model.NewFault(nil, i18n.T("姓名还没有填。"), i18n.T("数据没有改动。"), i18n.T("请填写姓名。"))
	}
	if !employee.Left.IsZero() && employee.Left < employee.Hired {
		return model.NewFault(nil, i18n.T("离职日期早于入职日期。"), i18n.T("数据没有改动。"), i18n.T("请检查这两个日期。"))
	}
	a, err := begin(e, on)
	if err != nil {
		return err
	}
	if err := a.checkCode(employee); err != nil {
		return err
	}
	if employee.ID == 0 {
		return a.hire(employee)
	}
	return a.change(employee)
}

func (a *act) checkCode(employee *model.Employee) error {
	if employee.Code == "" {
		return nil
	}
	for id, other := range a.people {
		if id != employee.ID && other.Code == employee.Code {
			return model.NewFault(ErrCodeTaken, i18n.T("工号 %[1]s 已经是 %[2]s 的。", employee.Code, other.Name), i18n.T("数据没有改动。"),
				i18n.T("请换一个工号。"))
		}
	}
	return nil
}

// hire makes an employee and the first post.
func (a *act) hire(employee *model.Employee) error {
	if err := store.Put(a.e, employee); err != nil {
		return err
	}
	a.people[employee.ID] = employee
	first := analysis.OpenPost(employee)
	first.Reason = reasonHired
	if err := a.plan(employee.ID, []model.EmployeePost{first}); err != nil {
		return err
	}
	return a.finish()
}

// change writes the file of someone who is there, and their posts where these change.
func (a *act) change(employee *model.Employee) error {
	before, err := a.person(employee.ID)
	if err != nil {
		return err
	}
	was := *before
	wanted := analysis.OpenPost(employee)
	a.people[employee.ID] = employee
	now := nearestPost(a.line, a.today, employee.ID)
	moves := !shows(employee, now)
	dates := was.Hired != employee.Hired || was.Left != employee.Left
	if !moves && !dates {
		return store.Put(a.e, employee)
	}
	posts := a.posts(employee.ID)
	if was.Left != employee.Left && !employee.Left.IsZero() {
		if err := a.checkLeaving(employee); err != nil {
			return err
		}
	}
	if was.Left != employee.Left {
		posts = analysis.EndPosts(posts, employee.Left)
	}
	if moves {
		wanted.From = max(a.today, employee.Hired)
		if posts, err = analysis.ChangePost(posts, wanted); err != nil {
			return postFault(err, employee)
		}
	}
	if err := a.plan(employee.ID, posts); err != nil {
		return err
	}
	if err := store.Put(a.e, employee); err != nil {
		return err
	}
	return a.finish()
}

// Remove deletes someone nothing refers to, with their posts. Anyone else leaves (see
// Leave) and stays in the records.
func (b *Book) Remove(ctx context.Context, id model.ID) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		a, err := begin(e, b.today())
		if err != nil {
			return err
		}
		employee, err := a.person(id)
		if err != nil {
			return err
		}
		given, err := store.FindIn(e, model.Handover{FromID: id})
		if err != nil {
			return err
		}
		if len(given) > 0 {
			return model.NewFault(nil, i18n.T("%s 有交接记录,不能删除。", employee.Name), i18n.T("数据没有改动。"), i18n.T("请改为登记离职。"))
		}
		for i := range a.stored[id] {
			if err := store.Remove(e, &a.stored[id][i]); err != nil {
				return err
			}
		}
		return store.Remove(e, employee)
	})
}

// Undo takes one act back. It is refused, and nothing changes, when posts that came later
// would no longer follow each other.
func (b *Book) Undo(ctx context.Context, operation string) error {
	before, err := b.Line(ctx)
	if err != nil {
		return err
	}
	if err := b.store.Undo(ctx, operation); err != nil {
		return err
	}
	after, err := b.Line(ctx)
	if err != nil {
		return err
	}
	for id, e := range after.Directory.Employees {
		if after.sound(id) || !before.sound(id) {
			continue
		}
		if err := b.store.Redo(ctx, operation); err != nil {
			return err
		}
		return model.NewFault(nil, i18n.T("不能撤销:%s 的任职后来又有了变动。", e.Name), i18n.T("数据没有改动。"),
			i18n.T("请先撤销后来的变动,或直接更正任职记录。"))
	}
	return nil
}

// sound tells whether someone's posts follow each other and lead to nobody twice.
func (l *Line) sound(id model.ID) bool {
	e := l.Directory.Employees[id]
	if e == nil {
		return true
	}
	_, _, circle := l.Circle(id)
	return !circle && analysis.CheckPosts(l.Posts(id), 0, e.Left) == nil
}

// Redo makes an act that was undone again.
func (b *Book) Redo(ctx context.Context, operation string) error { return b.store.Redo(ctx, operation) }
