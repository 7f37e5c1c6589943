package reporting

import (
	"cmp"
	"slices"
	"strconv"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// member is one value of a dimension: a region, a person, a SKU …
type member struct {
	name, code string
	detail     string // region: its manager; product: its category; employee: the position
	id         model.ID
	sort       int
	node       *analysis.Node  // where its target hangs; nil if it can have none
	drill      *document.Drill // without a period; nil if the ledger cannot be filtered so
	last       bool            // stands after the others (未指定 …)
}

// members sorts lines into the values of one dimension. Class i of the axis is list[i].
type members struct {
	axis analysis.Axis
	list []member
}

func (m *members) add(x member) int32 {
	m.list = append(m.list, x)
	m.axis.Size = len(m.list)
	return int32(len(m.list) - 1)
}

// members lists the values of the report's dimension.
func (v *view) members(by Dimension) *members {
	switch by {
	case ByDepartment:
		return v.departments()
	case ByEmployee:
		return v.employees()
	case ByChannel:
		return v.channels()
	case ByRegion:
		return v.regions()
	}
	return v.regions()
}

// classes makes the class table of an axis, every id first in the given class.
func classes[V any](records map[model.ID]V, other int32) []int32 {
	var top model.ID
	for id := range records {
		top = max(top, id)
	}
	out := make([]int32, top+1)
	for i := range out {
		out[i] = other
	}
	return out
}

// tree is the shape regions and departments share.
type tree struct {
	root     model.ID
	ids      []model.ID
	parent   func(model.ID) model.ID
	children map[model.ID][]model.ID
}

func newTree[V any](records map[model.ID]V, root model.ID, parent func(model.ID) model.ID) *tree {
	t := &tree{root: root, parent: parent, children: map[model.ID][]model.ID{}}
	for id := range records {
		t.ids = append(t.ids, id)
		up := parent(id)
		if _, known := records[up]; !known {
			up = 0
		}
		t.children[up] = append(t.children[up], id)
	}
	for len(t.children[t.root]) == 1 && len(t.children[t.children[t.root][0]]) > 0 {
		t.root = t.children[t.root][0] // a lone top node says nothing: show what is below
	}
	return t
}

// branch is the child of the tree's root that id lies below, 0 if none.
func (t *tree) branch(id model.ID) model.ID {
	for range len(t.ids) + 1 {
		if id == 0 {
			return 0
		}
		if slices.Contains(t.children[t.root], id) {
			return id
		}
		id = t.parent(id)
	}
	return 0
}

func (v *view) regions() *members {
	m := &members{axis: analysis.Axis{Column: v.facts.Regions}}
	t := newTree(v.dir.Regions, v.opt.RegionID, func(id model.ID) model.ID {
		if r := v.dir.Regions[id]; r != nil {
			return r.ParentID
		}
		return 0
	})
	none := m.add(member{name: i18n.T("未指定区域"), last: true})
	m.axis.Other, m.axis.Class = none, classes(v.dir.Regions, none)
	at := map[model.ID]int32{}
	for _, id := range t.children[t.root] {
		r := v.dir.Regions[id]
		manager := ""
		if e := v.dir.Employees[r.ManagerID]; e != nil {
			manager = e.Name
		}
		at[id] = m.add(member{name: r.Name, code: r.Code, detail: manager, id: id, sort: r.Sort,
			node: &analysis.Node{Region: id}, drill: &document.Drill{RegionID: id}})
	}
	own := none
	if r := v.dir.Regions[t.root]; r != nil {
		x := member{name: i18n.T("%s(直属)", r.Name), code: r.Code, last: true}
		if len(at) == 0 { // a region without regions below: it is its own only row
			x = member{name: r.Name, code: r.Code, id: r.ID, node: &analysis.Node{Region: r.ID}, drill: &document.Drill{RegionID: r.ID}}
		}
		own = m.add(x)
	}
	for id := range v.dir.Regions {
		if b := t.branch(id); b != 0 {
			m.axis.Class[id] = at[b]
		} else if id == t.root {
			m.axis.Class[id] = own
		}
	}
	return m
}

func (v *view) departments() *members {
	m := &members{axis: analysis.Axis{Column: v.facts.Departments}}
	t := newTree(v.dir.Departments, 0, func(id model.ID) model.ID {
		if d := v.dir.Departments[id]; d != nil {
			return d.ParentID
		}
		return 0
	})
	none := m.add(member{name: i18n.T("未指定部门"), last: true})
	m.axis.Other, m.axis.Class = none, classes(v.dir.Departments, none)
	at := map[model.ID]int32{}
	for _, id := range t.children[t.root] {
		d := v.dir.Departments[id]
		x := member{name: d.Name, code: d.Code, id: id, sort: d.Sort, node: &analysis.Node{Region: v.opt.RegionID, Department: id}}
		if len(t.children[id]) == 0 { // the ledger filters by one department, not by a tree
			x.drill = &document.Drill{RegionID: v.opt.RegionID, DepartmentID: id}
		}
		at[id] = m.add(x)
	}
	own := none
	if d := v.dir.Departments[t.root]; d != nil {
		own = m.add(member{name: i18n.T("%s(直属)", d.Name), code: d.Code, last: true})
	}
	for id := range v.dir.Departments {
		if b := t.branch(id); b != 0 {
			m.axis.Class[id] = at[b]
		} else if id == t.root {
			m.axis.Class[id] = own
		}
	}
	return m
}

func (v *view) employees() *members {
	m := &members{axis: analysis.Axis{Column: v.facts.Employees}}
	none := m.add(member{name: i18n.T("未指定业务员"), last: true})
	m.axis.Other, m.axis.Class = none, classes(v.dir.Employees, none)
	for _, id := range sortedKeys(v.dir.Employees) {
		e := v.dir.Employees[id]
		m.axis.Class[id] = m.add(member{name: e.Name, code: e.Code, detail: e.Position, id: id,
			node: &analysis.Node{Region: v.opt.RegionID, Employee: id}, drill: &document.Drill{RegionID: v.opt.RegionID, EmployeeID: id}})
	}
	return m
}

func (v *view) channels() *members {
	return byWord(v.facts.Customers, v.dir.Customers, i18n.T("未指定渠道"),
		func(c *model.Customer) string { return c.Channel },
		func(name string) member {
			return member{name: name, node: &analysis.Node{Region: v.opt.RegionID, Channel: name},
				drill: &document.Drill{RegionID: v.opt.RegionID, Channel: name}}
		})
}

// byWord gathers records into one member for each word they carry; those without a word
// are the member none, which comes last.
func byWord[T any](column []model.ID, records map[model.ID]*T, none string, wordOf func(*T) string, as func(word string) member) *members {
	m := &members{axis: analysis.Axis{Column: column}}
	rest := m.add(member{name: none, last: true})
	m.axis.Other, m.axis.Class = rest, classes(records, rest)
	at := map[string]int32{}
	for _, id := range sortedKeys(records) {
		word := wordOf(records[id])
		if word == "" {
			continue
		}
		k, known := at[word]
		if !known {
			k = m.add(as(word))
			at[word] = k
		}
		m.axis.Class[id] = k
	}
	return m
}

// products lists the SKUs. Class 0 holds lines whose product is gone.
func (v *view) products() *members {
	m := &members{axis: analysis.Axis{Column: v.facts.Products}}
	none := m.add(member{name: i18n.T("已删除的品项"), last: true})
	m.axis.Other, m.axis.Class = none, classes(v.dir.Products, none)
	for _, id := range sortedKeys(v.dir.Products) {
		p := v.dir.Products[id]
		m.axis.Class[id] = m.add(member{name: v.productName(p), code: p.Code, detail: categoryName(p.Category), id: id,
			node: &analysis.Node{Region: v.opt.RegionID, Product: id}, drill: &document.Drill{RegionID: v.opt.RegionID, ProductID: id}})
	}
	return m
}

// productName marks, in a report in 箱, the SKUs that stay in 件.
func (v *view) productName(p *model.Product) string {
	if v.ledger.Cases != nil && !v.ledger.Cases.Converts(p) {
		return i18n.T("%s(件)", p.Name)
	}
	return p.Name
}

// categories lists 品种; SKUs without one are 未分类.
func (v *view) categories() *members {
	return byWord(v.facts.Products, v.dir.Products, categoryName(""),
		func(p *model.Product) string { return p.Category },
		func(name string) member {
			return member{name: name, node: &analysis.Node{Region: v.opt.RegionID, Category: name},
				drill: &document.Drill{RegionID: v.opt.RegionID, Category: name}}
		})
}

func categoryName(name string) string {
	if name == "" {
		return i18n.T("未分类")
	}
	return name
}

func (v *view) customerName(id model.ID) string {
	if c := v.dir.Customers[id]; c != nil {
		return c.Name
	}
	if id == 0 {
		return i18n.T("未指定客户")
	}
	return i18n.T("已删除的客户 #%s", strconv.Itoa(int(id)))
}

func sortedKeys[V any](m map[model.ID]V) []model.ID {
	keys := make([]model.ID, 0, len(m))
	for id := range m {
		keys = append(keys, id)
	}
	slices.Sort(keys)
	return keys
}

// order lists the members to show: those keep tells, sorted by the user's own order, then
// by weight downwards, then by name; 未指定 and its like stand last.
func (m *members) order(keep func(int) bool, weight func(int) int64) []int {
	var out []int
	for i := range m.list {
		if keep(i) {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(a, b int) int {
		x, y := &m.list[a], &m.list[b]
		if x.last != y.last {
			if x.last {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(x.sort, y.sort), cmp.Compare(weight(b), weight(a)), cmp.Compare(x.name, y.name), cmp.Compare(x.id, y.id))
	})
	return out
}
