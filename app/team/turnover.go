package team

import (
	"cmp"
	"context"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// TurnoverReport 人员流动 of a period: the whole team, by region and by department.
type TurnoverReport struct {
	Period      model.Period // cut at today
	Whole       analysis.Turnover
	Regions     []TurnoverRow // as a tree, depth first; a parent includes those below it
	Departments []TurnoverRow
	Hires       []MovementRow
	Leavers     []MovementRow
	Notes       []string
}

// TurnoverRow is a region or department.
type TurnoverRow struct {
	ID    model.ID // 0: none entered
	Name  string
	Level int
	analysis.Turnover
}

// MovementRow is someone who came or left.
type MovementRow struct {
	analysis.Movement
	Code, Name, Region, Department string
	Tenure                         int // months, for leavers
}

// Turnover reads the moves of a period. Days after today do not count.
func (b *Book) Turnover(ctx context.Context, p model.Period) (*TurnoverReport, error) {
	l, err := b.Line(ctx)
	if err != nil {
		return nil, err
	}
	p.To = min(p.To, b.today())
	r := &TurnoverReport{Period: p, Notes: turnoverNotes()}
	r.Whole = l.Turnover(p, func(*model.EmployeePost) bool { return true })
	for _, id := range append(RegionTree(l.Directory), 0) {
		within := l.Directory.RegionSet(id)
		t := l.Turnover(p, func(post *model.EmployeePost) bool {
			if id == 0 {
				return post.RegionID == 0 || l.Directory.Regions[post.RegionID] == nil
			}
			return within[post.RegionID]
		})
		r.Regions = appendMoved(r.Regions, TurnoverRow{id, cmp.Or(l.Region(id), i18n.T("未填区域")), regionDepth(l.Directory, id), t})
	}
	for _, id := range append(DepartmentList(l.Directory), 0) {
		t := l.Turnover(p, func(post *model.EmployeePost) bool {
			return post.DepartmentID == id || (id == 0 && l.Directory.Departments[post.DepartmentID] == nil)
		})
		r.Departments = appendMoved(r.Departments, TurnoverRow{id, cmp.Or(l.Department(id), i18n.T("未填部门")), 0, t})
	}
	r.Hires, r.Leavers = l.movements(r.Whole.Hires), l.movements(r.Whole.Leavers)
	return r, nil
}

// appendMoved leaves out where nobody was.
func appendMoved(rows []TurnoverRow, r TurnoverRow) []TurnoverRow {
	if r.HeadDays == 0 && r.Start == 0 {
		return rows
	}
	return append(rows, r)
}

func (l *Line) movements(moves []analysis.Movement) []MovementRow {
	rows := make([]MovementRow, len(moves))
	for i, m := range moves {
		e := l.Directory.Employees[m.EmployeeID]
		rows[i] = MovementRow{Movement: m, Code: e.Code, Name: e.Name, Region: l.Region(m.Post.RegionID),
			Department: l.Department(m.Post.DepartmentID), Tenure: Months(e.Hired, m.Date)}
	}
	return rows
}

func turnoverNotes() []string {
	return []string{
		i18n.T("流失率 = 期间离职人数 ÷ 平均在职人数;平均在职人数 = 期间每天的在职人数之和 ÷ 天数,今天以后的日子不算。"),
		i18n.T("离职算在最后工作日那天,归当天所在的区域和部门;上级区域含下级。调岗、换区域不算入职或离职。"),
		i18n.T("期初人数 = 第一天之前的人数,期末人数 = 最后一天下班后的人数;没有人的地方流失率记“—”。"),
	}
}

// RegionTree lists the regions depth first.
func RegionTree(d *model.Directory) []model.ID {
	below := map[model.ID][]*model.Region{}
	for _, r := range d.Regions {
		parent := r.ParentID
		if d.Regions[parent] == nil {
			parent = 0
		}
		below[parent] = append(below[parent], r)
	}
	var out []model.ID
	var walk func(parent model.ID)
	walk = func(parent model.ID) {
		children := below[parent]
		slices.SortFunc(children, func(a, b *model.Region) int {
			return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID))
		})
		for _, c := range children {
			out = append(out, c.ID)
			walk(c.ID)
		}
	}
	walk(0)
	return out
}

func regionDepth(d *model.Directory, id model.ID) int {
	depth := 0
	for r := d.Regions[id]; r != nil && d.Regions[r.ParentID] != nil && depth < len(d.Regions); r = d.Regions[r.ParentID] {
		depth++
	}
	return depth
}

// DepartmentList lists the departments in their order.
func DepartmentList(d *model.Directory) []model.ID {
	var out []model.ID
	for id := range d.Departments {
		out = append(out, id)
	}
	slices.SortFunc(out, func(a, b model.ID) int {
		x, y := d.Departments[a], d.Departments[b]
		return cmp.Or(cmp.Compare(x.Sort, y.Sort), cmp.Compare(x.Code, y.Code), cmp.Compare(a, b))
	})
	return out
}
