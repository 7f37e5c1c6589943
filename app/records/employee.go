package records

import (
	"cmp"
	"context"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

//i18n:data
var positions = []string{"业务员", "主管", "区域经理", "大区经理", "总监"}

func employeeSheet(l *lookup) *kindSheet[model.Employee] {
	type r = model.Employee
	used := inUse(positions, l.directory.Employees, func(e *r) *string { return &e.Position })
	s := newSheet([]field[r]{
		textField(named("employee_code", "工号", Text, 12).hint(i18n.T("人员的唯一编号,导入时按它认人。")), func(e *r) *string { return &e.Code }),
		textField(named("employee", "姓名", Text, 10).with(required), func(e *r) *string { return &e.Name }),
		textField(named("position", "岗位", Text, 12).options(used), func(e *r) *string { return &e.Position }),
		refField(l, named("superior", "上级", Ref, 14).hint(i18n.T("上级的工号或姓名。")), Employees, func(e *r) *model.ID { return &e.SuperiorID }),
		refField(l, named("region", "区域", Ref, 20), Regions, func(e *r) *model.ID { return &e.RegionID }),
		refField(l, named("department", "部门", Ref, 14), Departments, func(e *r) *model.ID { return &e.DepartmentID }),
		textField(named("phone", "电话", Text, 14), func(e *r) *string { return &e.Phone }),
		textField(named("wechat", "微信", Text, 14), func(e *r) *string { return &e.WeChat }),
		textField(named("email", "邮箱", Text, 20), func(e *r) *string { return &e.Email }),
		dateField(named("birthday", "生日", Date, 12), func(e *r) *model.Date { return &e.Birthday }),
		dateField(named("hired", "入职日期", Date, 12), func(e *r) *model.Date { return &e.Hired }),
		dateField(named("left", "离职日期", Date, 12), func(e *r) *model.Date { return &e.Left }),
		textField(named("note", "备注", Text, 24), func(e *r) *string { return &e.Note }),
	})
	s.idOf = func(e *r) model.ID { return e.ID }
	s.pinyin = func(e *r) string { return e.Pinyin }
	s.all = func(context.Context, *store.Store) ([]*r, error) {
		out := make([]*r, 0, len(l.directory.Employees))
		for _, e := range l.directory.Employees {
			copied := *e
			out = append(out, &copied)
		}
		slices.SortFunc(out, func(a, b *r) int {
			return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
		})
		return out, nil
	}
	s.one = store.GetIn[r]
	s.kind, s.codeOf, s.nameOf = Employees, "employee_code", "employee"
	s.create = func(b *store.RecordBatch, list []*r) error {
		masters := make([]r, len(list))
		for i, e := range list {
			masters[i] = *e
		}
		if err := store.CreateAll(b, masters); err != nil {
			return err
		}
		for i, e := range list {
			*e = masters[i]
		}
		return nil
	}
	s.rules = func(texts map[string]string) map[string]string {
		return orderly(texts, "hired", "left", map[string]string{})
	}
	s.write = func(e *store.Edit, p *r) error { return writeEmployee(e, p, l) }
	s.delete = func(e *store.Edit, p *r) error { return store.Remove(e, p) }
	return s
}

// writeEmployee verifies and puts one person. What a list or the grid says of position,
// superior, region and department corrects the post that is held today; a transfer with a
// day of its own is made on the person's page.
func writeEmployee(e *store.Edit, p *model.Employee, l *lookup) error {
	if err := l.verify(Employees, p.ID, p.Code, "employee_code"); err != nil {
		return err
	}
	if err := l.noCycle(Employees, p.ID, p.SuperiorID, "superior"); err != nil {
		return err
	}
	known := p.ID != 0
	if err := store.Put(e, p); err != nil {
		return err
	}
	l.renamed(Employees, p.ID, p.Code, p.Name, p.SuperiorID)
	if !known {
		return nil
	}
	posts, err := store.FindIn(e, model.EmployeePost{EmployeeID: p.ID})
	if err != nil {
		return err
	}
	for i := range posts {
		if post := &posts[i]; post.InForce(l.today) {
			post.Position, post.SuperiorID, post.RegionID, post.DepartmentID = p.Position, p.SuperiorID, p.RegionID, p.DepartmentID
			return store.Put(e, post)
		}
	}
	return nil
}
