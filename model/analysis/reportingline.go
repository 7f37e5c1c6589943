package analysis

import (
	"cmp"
	"slices"

	"xunshi/model"
)

// ReportingLine 汇报线: who reports to whom on any date. It is made of the posts of all
// employees; someone without a post of their own (imported, say) counts as holding, from
// the hire to the leave date, what the employee's record says.
type ReportingLine struct {
	people map[model.ID]*model.Employee
	posts  map[model.ID][]model.EmployeePost // by From
}

// NewReportingLine makes the line. Posts of employees that are not there are left out.
func NewReportingLine(people map[model.ID]*model.Employee, posts []model.EmployeePost) *ReportingLine {
	l := &ReportingLine{people: people, posts: make(map[model.ID][]model.EmployeePost, len(people))}
	for _, p := range posts {
		if people[p.EmployeeID] != nil {
			l.posts[p.EmployeeID] = append(l.posts[p.EmployeeID], p)
		}
	}
	for id, e := range people {
		if len(l.posts[id]) == 0 {
			l.posts[id] = []model.EmployeePost{OpenPost(e)}
			continue
		}
		SortPosts(l.posts[id])
	}
	return l
}

// OpenPost is the one post an employee without any counts as holding.
func OpenPost(e *model.Employee) model.EmployeePost {
	return model.EmployeePost{EmployeeID: e.ID, From: e.Hired, To: e.Left, Position: e.Position,
		SuperiorID: e.SuperiorID, RegionID: e.RegionID, DepartmentID: e.DepartmentID}
}

// With is the line as it would be with these posts of one employee in place of theirs.
func (l *ReportingLine) With(id model.ID, posts []model.EmployeePost) *ReportingLine {
	changed := &ReportingLine{people: l.people, posts: make(map[model.ID][]model.EmployeePost, len(l.posts)+1)}
	for other, theirs := range l.posts {
		changed.posts[other] = theirs
	}
	changed.posts[id] = SortPosts(slices.Clone(posts))
	return changed
}

// People lists everyone in their order, those who have left among them.
func (l *ReportingLine) People() []model.ID {
	ids := make([]model.ID, 0, len(l.people))
	for id := range l.people {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, l.inOrder)
	return ids
}

// Posts of an employee by date, the virtual one included. The slice must not be changed.
func (l *ReportingLine) Posts(id model.ID) []model.EmployeePost { return l.posts[id] }

// Post is what an employee is on date d; ok is false before the first and after the last.
func (l *ReportingLine) Post(d model.Date, id model.ID) (p model.EmployeePost, ok bool) {
	for _, p := range l.posts[id] {
		if p.InForce(d) {
			return p, true
		}
	}
	return model.EmployeePost{}, false
}

// Employed tells whether someone works here on date d: they hold a post, and their hire
// and leave dates agree.
func (l *ReportingLine) Employed(d model.Date, id model.ID) bool {
	_, ok := l.Post(d, id)
	return ok && l.people[id].Active(d)
}

// LastPost is the post held on date d or, for someone who has left, the last one before.
func (l *ReportingLine) LastPost(d model.Date, id model.ID) (p model.EmployeePost, ok bool) {
	for _, each := range l.posts[id] {
		if each.From <= d || each.From.IsZero() {
			p, ok = each, true
		}
	}
	return p, ok
}

// Superior of an employee on date d, 0 at the top. Someone whose superior has left (or is
// not there yet) still has that superior: the place is vacant, and nobody is passed over.
func (l *ReportingLine) Superior(d model.Date, id model.ID) model.ID {
	p, ok := l.LastPost(d, id)
	if posts := l.posts[id]; !ok && len(posts) > 0 {
		p = posts[0]
	}
	return l.known(p.SuperiorID)
}

// superiorThen is Superior without a look ahead: nobody's before the first post.
func (l *ReportingLine) superiorThen(d model.Date, id model.ID) model.ID {
	p, _ := l.LastPost(d, id)
	return l.known(p.SuperiorID)
}

func (l *ReportingLine) known(id model.ID) model.ID {
	if l.people[id] == nil {
		return 0
	}
	return id
}

// Chain 上级链 of an employee on date d, the nearest superior first. Superiors who have
// left by then are in it (see Employed). A circle in damaged data ends it.
func (l *ReportingLine) Chain(d model.Date, id model.ID) []model.ID {
	var chain []model.ID
	for at := l.Superior(d, id); at != 0 && at != id && !slices.Contains(chain, at); at = l.Superior(d, at) {
		chain = append(chain, at)
	}
	return chain
}

// Reports 下属 of an employee who work here on date d, in their order; deep with everyone
// below them.
func (l *ReportingLine) Reports(d model.Date, id model.ID, deep bool) []model.ID {
	below := l.Tree(d).Below
	reports := slices.Clone(below[id])
	if !deep {
		return reports
	}
	seen := map[model.ID]bool{id: true}
	var all []model.ID
	var walk func(ids []model.ID)
	walk = func(ids []model.ID) {
		for _, each := range ids {
			if !seen[each] {
				seen[each] = true
				all = append(all, each)
				walk(below[each])
			}
		}
	}
	walk(reports)
	return all
}

// Hierarchy is the reporting line on one date.
type Hierarchy struct {
	Roots []model.ID              // nobody above them
	Below map[model.ID][]model.ID // direct reports in their order
	Gone  map[model.ID]bool       // have left (or not come yet) but people report to them: vacancies
}

// Tree is the reporting line on date d: everyone who works here then, and the vacancies
// they report to.
func (l *ReportingLine) Tree(d model.Date) Hierarchy {
	h := Hierarchy{Below: map[model.ID][]model.ID{}, Gone: map[model.ID]bool{}}
	placed := map[model.ID]bool{}
	var place func(id model.ID)
	place = func(id model.ID) {
		if placed[id] {
			return
		}
		placed[id] = true
		above := l.Superior(d, id)
		if above == 0 || above == id {
			h.Roots = append(h.Roots, id)
			return
		}
		h.Below[above] = append(h.Below[above], id)
		if !l.Employed(d, above) {
			h.Gone[above] = true
			place(above)
		}
	}
	for id := range l.people {
		if l.Employed(d, id) {
			place(id)
		}
	}
	slices.SortFunc(h.Roots, l.inOrder)
	for id := range h.Below {
		slices.SortFunc(h.Below[id], l.inOrder)
	}
	return h
}

func (l *ReportingLine) inOrder(a, b model.ID) int {
	x, y := l.people[a], l.people[b]
	return cmp.Or(cmp.Compare(x.Sort, y.Sort), cmp.Compare(x.Code, y.Code), cmp.Compare(a, b))
}

// Cycle looks for people who would report to themselves, on every date on which anything
// changes from date d on (0: ever). circle lists them from someone up to the same person again;
// ok is false when there is none.
func (l *ReportingLine) Cycle(from model.Date) (on model.Date, circle []model.ID, ok bool) {
	for _, d := range l.changes(from) {
		if circle = l.cycleOn(d); circle != nil {
			return d, circle, true
		}
	}
	return 0, nil, false
}

// Circle looks for a date on which someone would report to themselves by way of others;
// circle leads from them back to them. A change of one person's posts can close no circle
// but one that they are in.
func (l *ReportingLine) Circle(id model.ID) (on model.Date, circle []model.ID, ok bool) {
	for _, d := range l.changes(0) {
		path := []model.ID{id}
		for at := l.superiorThen(d, id); at != 0; at = l.superiorThen(d, at) {
			if at == id {
				return d, append(path, id), true
			}
			if slices.Contains(path, at) {
				break // a circle of others
			}
			path = append(path, at)
		}
	}
	return 0, nil, false
}

// changes lists the dates from d on at which somebody's post begins, d itself among them.
func (l *ReportingLine) changes(from model.Date) []model.Date {
	seen := map[model.Date]bool{from: true}
	for _, posts := range l.posts {
		for _, p := range posts {
			if p.From > from {
				seen[p.From] = true
			}
		}
	}
	dates := make([]model.Date, 0, len(seen))
	for d := range seen {
		dates = append(dates, d)
	}
	slices.Sort(dates)
	return dates
}

func (l *ReportingLine) cycleOn(d model.Date) []model.ID {
	ids := make([]model.ID, 0, len(l.people))
	for id := range l.people {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	done := map[model.ID]bool{}
	for _, id := range ids {
		var path []model.ID
		for at := id; at != 0 && !done[at]; at = l.superiorThen(d, at) {
			if i := slices.Index(path, at); i >= 0 {
				return append(slices.Clone(path[i:]), at)
			}
			path = append(path, at)
		}
		for _, each := range path {
			done[each] = true
		}
	}
	return nil
}
