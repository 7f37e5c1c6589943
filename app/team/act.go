package team

import (
	"errors"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Causes of faults that are about one field.
var (
	ErrCircle    = errors.New("the reporting line runs in a circle")
	ErrCodeTaken = errors.New("the code is somebody else's")
)

// act is one act on people and their posts: what is planned for each is checked together
// and then written.
type act struct {
	e      *store.Edit
	today  model.Date
	people map[model.ID]*model.Employee
	stored map[model.ID][]model.EmployeePost // as they stand in the data
	line   *analysis.ReportingLine           // as it will be
	moved  []model.ID                        // whose posts change, in the order asked
}

// begin reads the people and posts inside an act.
func begin(e *store.Edit, today model.Date) (*act, error) {
	people, err := store.FindIn(e, model.Employee{})
	if err != nil {
		return nil, err
	}
	posts, err := store.FindIn(e, model.EmployeePost{})
	if err != nil {
		return nil, err
	}
	a := &act{e: e, today: today, people: make(map[model.ID]*model.Employee, len(people)), stored: map[model.ID][]model.EmployeePost{}}
	for i := range people {
		a.people[people[i].ID] = &people[i]
	}
	for _, p := range posts {
		a.stored[p.EmployeeID] = append(a.stored[p.EmployeeID], p)
	}
	a.line = analysis.NewReportingLine(a.people, posts)
	return a, nil
}

// person finds who an act is about.
func (a *act) person(id model.ID) (*model.Employee, error) {
	if e := a.people[id]; e != nil {
		return e, nil
	}
	return nil, model.NewFault(nil, i18n.T("这个人已经不在名册里。"), i18n.T("数据没有改动。"), i18n.T("请刷新后再试。"))
}

// posts of an employee as planned so far, beginning with the hire date.
func (a *act) posts(id model.ID) []model.EmployeePost {
	posts := append([]model.EmployeePost(nil), a.line.Posts(id)...)
	e := a.people[id]
	if len(posts) > 0 && !e.Hired.IsZero() && (posts[0].To.IsZero() || e.Hired <= posts[0].To) {
		posts[0].From = e.Hired
	}
	return posts
}

// plan has someone hold these posts.
func (a *act) plan(id model.ID, posts []model.EmployeePost) error {
	e, err := a.person(id)
	if err != nil {
		return err
	}
	for i := range posts {
		posts[i].EmployeeID = id
		if s := posts[i].SuperiorID; s != 0 && a.people[s] == nil {
			return model.NewFault(nil, i18n.T("选的上级已经不在名册里。"), i18n.T("数据没有改动。"), i18n.T("请重新选择上级。"))
		}
	}
	if err := analysis.CheckPosts(posts, e.Hired, e.Left); err != nil {
		return postFault(err, e)
	}
	a.line = a.line.With(id, posts)
	a.moved = append(a.moved, id)
	return nil
}

// finish checks that nobody reports to themselves on any date and writes posts and people.
func (a *act) finish() error {
	for _, id := range a.moved {
		if on, circle, ok := a.line.Circle(id); ok {
			return a.circleFault(on, circle)
		}
	}
	for _, id := range a.moved {
		if err := a.write(id); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) circleFault(on model.Date, circle []model.ID) error {
	names := make([]string, len(circle))
	for i, id := range circle {
		names[i] = a.people[id].Name
	}
	chain := strings.Join(names, " → ")
	what := i18n.T("汇报关系绕成了一圈:%s。", chain)
	if on > a.today {
		what = i18n.T("%[1]s 起汇报关系会绕成一圈:%[2]s。", on, chain)
	}
	return model.NewFault(ErrCircle, what, i18n.T("数据没有改动。"), i18n.T("请换一个不在其下属里的上级。"))
}

// write puts someone's posts as planned and mirrors today's in their record.
func (a *act) write(id model.ID) error {
	posts := a.line.Posts(id)
	kept := map[model.ID]bool{}
	for i := range posts {
		kept[posts[i].ID] = true
	}
	for i := range a.stored[id] {
		if old := &a.stored[id][i]; !kept[old.ID] {
			if err := store.Remove(a.e, old); err != nil {
				return err
			}
		}
	}
	for i := range posts {
		p := posts[i]
		if err := store.Put(a.e, &p); err != nil {
			return err
		}
	}
	return a.mirror(id)
}

// mirror writes the post of today (or, before and after the employment, the nearest) into
// the employee's record.
func (a *act) mirror(id model.ID) error {
	e := a.people[id]
	show(e, nearestPost(a.line, a.today, id))
	return store.Put(a.e, e)
}

// nearestPost is the post of a day; before the first one the first, after the last the last.
func nearestPost(l *analysis.ReportingLine, day model.Date, id model.ID) model.EmployeePost {
	if p, ok := l.LastPost(day, id); ok {
		return p
	}
	if posts := l.Posts(id); len(posts) > 0 {
		return posts[0]
	}
	return model.EmployeePost{}
}

func show(e *model.Employee, p model.EmployeePost) {
	e.Position, e.SuperiorID, e.RegionID, e.DepartmentID = p.Position, p.SuperiorID, p.RegionID, p.DepartmentID
}

// shows tells whether the employee's record says what the post says.
func shows(e *model.Employee, p model.EmployeePost) bool {
	return e.Position == p.Position && e.SuperiorID == p.SuperiorID && e.RegionID == p.RegionID && e.DepartmentID == p.DepartmentID
}

// postFault says in words why someone's posts cannot be so.
func postFault(err error, e *model.Employee) error {
	what, do := i18n.T("%s 的任职记录前后对不上。", e.Name), i18n.T("请检查生效日期。")
	switch {
	case errors.Is(err, analysis.ErrOwnSuperior):
		what, do = i18n.T("%s 不能做自己的上级。", e.Name), i18n.T("请换一个上级,或留空表示没有上级。")
	case errors.Is(err, analysis.ErrBeforeHire):
		what, do = i18n.T("任职不能早于 %[1]s 的入职日期 %[2]s。", e.Name, e.Hired), i18n.T("请改生效日期;入职日期有误时先改档案。")
	case errors.Is(err, analysis.ErrAfterLeave):
		what, do = i18n.T("%[1]s 的最后工作日是 %[2]s,之后不能再有任职。", e.Name, e.Left), i18n.T("请改生效日期;回来上班请用“复职”。")
	case errors.Is(err, analysis.ErrOverlap):
		what = i18n.T("%s 的两段任职在日期上重叠。", e.Name)
	case errors.Is(err, analysis.ErrGap):
		what = i18n.T("%s 的两段任职之间有空档。", e.Name)
	case errors.Is(err, analysis.ErrOnlyPost):
		what, do = i18n.T("%s 只有这一段任职,不能删除。", e.Name), i18n.T("可以直接更正这段任职。")
	case errors.Is(err, analysis.ErrNoSuchPost):
		what, do = i18n.T("这段任职已经不在了。"), i18n.T("请刷新后再试。")
	}
	return model.NewFault(err, what, i18n.T("数据没有改动。"), do)
}
