package targeting

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// builder makes the rows of a tree.
type builder struct {
	t      *Tree
	dir    *model.Directory
	own    own
	active activityOf
	seen   map[model.ID]bool // people on the way down the reporting line

	byOwner map[model.ID][SpanCount]analysis.Value // customers' targets by owner
}

// activityOf says who and what was in the ledger in a period and the year before it.
type activityOf struct{ employees, customers, products ids }

// ids is a set of row ids.
type ids []bool

func (s *ids) add(id model.ID) {
	if int(id) >= len(*s) {
		*s = append(*s, make([]bool, int(id)+1024-len(*s))...)
	}
	(*s)[id] = true
}

func (s ids) has(id model.ID) bool { return int(id) < len(s) && s[id] }

// activity looks through the ledger of a year and the one before it. What was found last is
// kept: every dimension of one year asks for the same.
func (p *Planner) activity(f *model.Facts, year model.Period) activityOf {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.facts == f && p.year == year {
		return p.active
	}
	var a activityOf
	before := year.MonthsBefore(12)
	from, to := f.Range(model.Period{From: before.From, To: year.To})
	for i := from; i < to; i++ {
		a.employees.add(f.Employees[i])
		a.customers.add(f.Customers[i])
		a.products.add(f.Products[i])
	}
	p.facts, p.year, p.active = f, year, a
	return a
}

func (b *builder) grow() {
	all := b.add(-1, Row{Key: "all", Kind: RowAll, Node: b.t.Query.Scope, Name: b.scopeName()})
	switch b.t.Query.By {
	case ByRegion:
		b.regions(all)
	case ByDepartment:
		b.departments(all)
	case ByLine:
		b.line(all)
	case ByProduct:
		b.products(all)
	case ByCustomer:
		b.customers(all)
	}
	rows := b.t.Rows
	for i := range rows {
		if rows[i].Parent >= 0 {
			rows[rows[i].Parent].Children++
		}
	}
}

// add puts a row under another; rows must come depth first.
func (b *builder) add(parent int, r Row) int {
	r.Parent = parent
	if parent >= 0 {
		r.Depth = b.t.Rows[parent].Depth + 1
	}
	if r.Kind != RowGroup {
		r.Node = r.Node.Bare(b.dir)
		if values := b.own[r.Node]; values != nil {
			r.Own = *values
		}
	}
	b.t.Rows = append(b.t.Rows, r)
	return len(b.t.Rows) - 1
}

// scopeName says what the whole tree is about.
func (b *builder) scopeName() string {
	return NodeName(b.dir, b.t.Query.Scope)
}

// NodeName names a node in words, "全部" for the whole business.
func NodeName(dir *model.Directory, n analysis.Node) string {
	var words []string
	if r := dir.Regions[n.Region]; r != nil {
		words = append(words, r.Name)
	}
	if d := dir.Departments[n.Department]; d != nil {
		words = append(words, d.Name)
	}
	if e := dir.Employees[n.Employee]; e != nil {
		words = append(words, e.Name)
	}
	if c := dir.Customers[n.Customer]; c != nil {
		words = append(words, c.Name)
	}
	if n.Channel != "" {
		words = append(words, n.Channel)
	}
	if n.Category != "" {
		words = append(words, n.Category)
	}
	if p := dir.Products[n.Product]; p != nil {
		words = append(words, p.Name)
	}
	if len(words) == 0 {
		if n != (analysis.Node{}) {
			return i18n.T("(资料已删除)")
		}
		return i18n.T("全部")
	}
	return strings.Join(words, " · ")
}

// with is the scope narrowed by a row.
func (b *builder) with(change func(n *analysis.Node)) analysis.Node {
	n := b.t.Query.Scope
	change(&n)
	return n
}

func (b *builder) regions(all int) {
	people := b.peopleBy(func(e *model.Employee) model.ID { return e.RegionID })
	below := map[model.ID][]*model.Region{}
	for _, r := range b.dir.Regions {
		up := r.ParentID
		if b.dir.Regions[up] == nil || up == r.ID {
			up = 0
		}
		below[up] = append(below[up], r)
	}
	var grow func(parent int, id model.ID)
	grow = func(parent int, id model.ID) {
		slices.SortFunc(below[id], func(x, y *model.Region) int {
			return cmp.Or(cmp.Compare(x.Sort, y.Sort), cmp.Compare(x.Code, y.Code), cmp.Compare(x.ID, y.ID))
		})
		for _, r := range below[id] {
			detail := ""
			if m := b.dir.Employees[r.ManagerID]; m != nil {
				detail = m.Name
			}
			row := b.add(parent, Row{Key: fmt.Sprint("r", r.ID), Kind: RowRegion, Name: r.Name, Detail: detail,
				Node: b.with(func(n *analysis.Node) { n.Region = r.ID })})
			grow(row, r.ID)
			b.people(row, people[r.ID])
			delete(people, r.ID)
		}
	}
	grow(all, 0)
	b.strays(all, people, i18n.T("未分区域"))
}

func (b *builder) departments(all int) {
	people := b.peopleBy(func(e *model.Employee) model.ID { return e.DepartmentID })
	below := map[model.ID][]*model.Department{}
	for _, d := range b.dir.Departments {
		up := d.ParentID
		if b.dir.Departments[up] == nil || up == d.ID {
			up = 0
		}
		below[up] = append(below[up], d)
	}
	var grow func(parent int, id model.ID)
	grow = func(parent int, id model.ID) {
		slices.SortFunc(below[id], func(x, y *model.Department) int {
			return cmp.Or(cmp.Compare(x.Sort, y.Sort), cmp.Compare(x.Code, y.Code), cmp.Compare(x.ID, y.ID))
		})
		for _, d := range below[id] {
			row := b.add(parent, Row{Key: fmt.Sprint("d", d.ID), Kind: RowDepartment, Name: d.Name,
				Node: b.with(func(n *analysis.Node) { n.Department = d.ID })})
			grow(row, d.ID)
			b.people(row, people[d.ID])
			delete(people, d.ID)
		}
	}
	grow(all, 0)
	b.strays(all, people, i18n.T("未分部门"))
}

// strays puts people whose unit is not known under a row of their own.
func (b *builder) strays(all int, left map[model.ID][]*model.Employee, name string) {
	var people []*model.Employee
	for _, list := range left {
		people = append(people, list...)
	}
	if len(people) == 0 {
		return
	}
	b.sortPeople(people)
	b.people(b.add(all, Row{Key: "none", Kind: RowGroup, Name: name}), people)
}

// peopleBy sorts those who belong into the year by one of their units.
func (b *builder) peopleBy(unit func(*model.Employee) model.ID) map[model.ID][]*model.Employee {
	out := map[model.ID][]*model.Employee{}
	for _, e := range b.dir.Employees {
		if b.belongs(e) {
			out[unit(e)] = append(out[unit(e)], e)
		}
	}
	for _, list := range out {
		b.sortPeople(list)
	}
	return out
}

func (b *builder) sortPeople(list []*model.Employee) {
	slices.SortFunc(list, func(x, y *model.Employee) int {
		return cmp.Or(cmp.Compare(x.Sort, y.Sort), cmp.Compare(x.Code, y.Code), cmp.Compare(x.ID, y.ID))
	})
}

// belongs tells whether someone works here at some time of the year, or has a target in it.
func (b *builder) belongs(e *model.Employee) bool {
	year := b.t.Query.Period()
	if (e.Hired.IsZero() || e.Hired <= year.To) && (e.Left.IsZero() || e.Left >= year.From) {
		return true
	}
	return b.own[b.person(e).Bare(b.dir)] != nil
}

func (b *builder) person(e *model.Employee) analysis.Node {
	return b.with(func(n *analysis.Node) { n.Employee = e.ID })
}

// personRow is a person's row; what stands at their customers counts as theirs, as in the
// reports, where the customers are not rows of their own.
func (b *builder) personRow(e *model.Employee) Row {
	r := Row{Key: fmt.Sprint("e", e.ID), Kind: RowPerson, Name: e.Name, Detail: e.Position, Node: b.person(e)}
	if b.t.Query.By != ByCustomer {
		if b.byOwner == nil {
			b.byOwner = b.customerSums()
		}
		r.Sum = b.byOwner[e.ID]
	}
	return r
}

// customerSums adds the customers' own targets up by owner.
func (b *builder) customerSums() map[model.ID][SpanCount]analysis.Value {
	out := map[model.ID][SpanCount]analysis.Value{}
	for n, values := range b.own {
		c := b.dir.Customers[n.Customer]
		if c == nil || n != b.with(func(at *analysis.Node) { at.Customer = n.Customer }).Bare(b.dir) {
			continue
		}
		leaf := Tree{Query: b.t.Query}
		row := Row{Own: *values}
		for span := SpanCount - 1; span >= 0; span-- {
			leaf.solveSpan(&row, span)
		}
		sums := out[c.OwnerID]
		for span := range sums {
			sums[span] = sums[span].Plus(row.Value[span])
		}
		out[c.OwnerID] = sums
	}
	return out
}

// people adds persons; who has others below stands with the team's target, which is not
// added to the unit's sum a second time.
func (b *builder) people(parent int, list []*model.Employee) {
	leads := b.leads()
	for _, e := range list {
		row := b.personRow(e)
		row.Team = leads[e.ID]
		b.add(parent, row)
	}
}

// leads marks those who have someone below.
func (b *builder) leads() map[model.ID]bool {
	out := map[model.ID]bool{}
	for _, e := range b.dir.Employees {
		if e.SuperiorID != e.ID && b.dir.Employees[e.SuperiorID] != nil && b.belongs(e) {
			out[e.SuperiorID] = true
		}
	}
	return out
}

// line nests people under their superiors.
func (b *builder) line(all int) {
	below := b.peopleBy(func(e *model.Employee) model.ID {
		up := b.dir.Employees[e.SuperiorID]
		if up == nil || up == e || !b.belongs(up) {
			return 0
		}
		return up.ID
	})
	b.seen = map[model.ID]bool{}
	b.lineBelow(all, below[0], below)
	var circle []*model.Employee // damaged data: nobody leads to them from the top
	for _, list := range below {
		for _, e := range list {
			if !b.seen[e.ID] {
				circle = append(circle, e)
			}
		}
	}
	b.sortPeople(circle)
	for _, e := range circle {
		b.lineBelow(all, []*model.Employee{e}, below)
	}
}

func (b *builder) lineBelow(parent int, list []*model.Employee, below map[model.ID][]*model.Employee) {
	for _, e := range list {
		if b.seen[e.ID] {
			continue
		}
		b.seen[e.ID] = true
		b.lineBelow(b.add(parent, b.personRow(e)), below[e.ID], below)
	}
}
