package analysis

import (
	"xunshi/model"
)

// Node is a spot in the target tree: every field that is 0 or empty means "all".
type Node struct {
	Region, Department, Employee, Customer, Product model.ID
	Category, Channel                               string
}

// NodeOf is the spot a target is for, as it was given.
func NodeOf(t *model.Target) Node {
	return Node{t.RegionID, t.DepartmentID, t.EmployeeID, t.CustomerID, t.ProductID, t.Category, t.Channel}
}

// TargetBook answers what the target of any node is. A node without a target of its own
// has the sum of its children's: of its regions, else departments, people, channels,
// categories, products, customers. Targets are never split downwards.
type TargetBook struct {
	dir       *model.Directory
	entries   []entry
	byProduct map[model.ID][]entry
}

type entry struct {
	raw, full Node // as given; with what the masters add (an employee's region …)
	id        model.ID
	value     int64
}

// NewTargetBook takes the targets of one month, level and metric out of targets; those of
// whole quarters and years stand beside the months and are not in it. Of two
// targets of the same node the later record holds.
func NewTargetBook(targets []model.Target, dir *model.Directory, month model.Month, level model.TargetLevel, metric model.Metric) *TargetBook {
	b := &TargetBook{dir: dir}
	at := map[Node]int{}
	for i := range targets {
		t := &targets[i]
		if t.Month != month || t.Span != model.SpanMonth || t.Level != level || t.Metric != metric || t.Value <= 0 {
			continue
		}
		raw := NodeOf(t)
		e := entry{raw: raw, full: b.complete(raw), id: t.ID, value: t.Value}
		if k, ok := at[raw]; ok {
			if b.entries[k].id <= e.id {
				b.entries[k] = e
			}
			continue
		}
		at[raw] = len(b.entries)
		b.entries = append(b.entries, e)
	}
	b.byProduct = map[model.ID][]entry{}
	for _, e := range b.entries {
		if e.full.Product != 0 {
			b.byProduct[e.full.Product] = append(b.byProduct[e.full.Product], e)
		}
	}
	return b
}

// Empty tells whether there is no target at all.
func (b *TargetBook) Empty() bool { return len(b.entries) == 0 }

// complete adds what a target implies: a customer's owner, channel and region, a person's
// region and department, a product's category.
func (b *TargetBook) complete(n Node) Node {
	if c := b.dir.Customers[n.Customer]; c != nil {
		n.Employee = or(n.Employee, c.OwnerID)
		n.Region = or(n.Region, c.RegionID)
		n.Channel = or(n.Channel, c.Channel)
	}
	if e := b.dir.Employees[n.Employee]; e != nil {
		n.Region = or(n.Region, e.RegionID)
		n.Department = or(n.Department, e.DepartmentID)
	}
	if p := b.dir.Products[n.Product]; p != nil {
		n.Category = or(n.Category, p.Category)
	}
	return n
}

func or[T comparable](a, b T) T {
	var zero T
	if a != zero {
		return a
	}
	return b
}

// Of is the target of a node; unknown when neither it nor anything below it has one.
func (b *TargetBook) Of(n Node) Value {
	var below []entry
	among := b.entries
	if n.Product != 0 {
		among = b.byProduct[n.Product] // a report asks for every SKU
	}
	for _, e := range among {
		if b.within(e.full, n) {
			below = append(below, e)
		}
	}
	return b.solve(n, below)
}

func (b *TargetBook) within(t, n Node) bool {
	return within(t.Employee, n.Employee) && within(t.Customer, n.Customer) && within(t.Product, n.Product) &&
		within(t.Category, n.Category) && within(t.Channel, n.Channel) &&
		b.dir.RegionWithin(t.Region, n.Region) && DepartmentWithin(b.dir, t.Department, n.Department)
}

func within[T comparable](t, n T) bool {
	var all T
	return n == all || t == n
}

// DepartmentWithin tells whether department id lies below root (root itself counts; root 0
// is the whole company). A cycle in damaged data ends the walk.
func DepartmentWithin(dir *model.Directory, id, root model.ID) bool {
	if root == 0 {
		return true
	}
	for range len(dir.Departments) + 1 {
		if id == root {
			return true
		}
		d := dir.Departments[id]
		if d == nil || d.ParentID == 0 {
			return false
		}
		id = d.ParentID
	}
	return false
}

// solve finds the target of n among the entries that lie at or below it.
func (b *TargetBook) solve(n Node, below []entry) Value {
	if len(below) == 0 {
		return Value{}
	}
	for _, e := range below {
		if e.raw == n {
			return Some(e.value)
		}
	}
	for _, e := range below {
		if e.full == n {
			return Some(e.value)
		}
	}
	for _, pure := range []bool{true, false} {
		for d := range breakdowns {
			if v := b.breakDown(n, below, d, pure); v.Known {
				return v
			}
		}
	}
	return Value{}
}

// breakdowns is the number of ways a node is divided, in order of preference.
const breakdowns = 7

// breakDown sums n's children along one dimension. pure asks that some target speaks of
// nothing but n and that dimension: these are the children's own targets.
func (b *TargetBook) breakDown(n Node, below []entry, dimension int, pure bool) Value {
	groups := map[Node][]entry{}
	var order []Node
	spoken := false
	for _, e := range below {
		child := b.child(n, e.full, dimension)
		if child == n {
			continue
		}
		spoken = spoken || without(e.raw, dimension) == without(n, dimension) || without(e.full, dimension) == without(n, dimension)
		if groups[child] == nil {
			order = append(order, child)
		}
		groups[child] = append(groups[child], e)
	}
	if pure && !spoken {
		return Value{}
	}
	var sum Value
	for _, child := range order {
		sum = sum.Plus(b.solve(child, groups[child]))
	}
	return sum
}

// child is the next node below n on the way to t along a dimension; n if t is no deeper.
func (b *TargetBook) child(n, t Node, dimension int) Node {
	switch dimension {
	case 0:
		n.Region = stepDown(t.Region, n.Region, len(b.dir.Regions), func(id model.ID) model.ID {
			if r := b.dir.Regions[id]; r != nil {
				return r.ParentID
			}
			return 0
		})
	case 1:
		n.Department = stepDown(t.Department, n.Department, len(b.dir.Departments), func(id model.ID) model.ID {
			if d := b.dir.Departments[id]; d != nil {
				return d.ParentID
			}
			return 0
		})
	case 2:
		n.Employee = or(n.Employee, t.Employee)
	case 3:
		n.Channel = or(n.Channel, t.Channel)
	case 4:
		n.Category = or(n.Category, t.Category)
	case 5:
		n.Product = or(n.Product, t.Product)
	case 6:
		n.Customer = or(n.Customer, t.Customer)
	}
	return n
}

// stepDown is the child of top on the way up from id; top itself if id is no deeper.
func stepDown(id, top model.ID, limit int, parent func(model.ID) model.ID) model.ID {
	if id == 0 {
		return top
	}
	for range limit + 1 {
		up := parent(id)
		if id == top || up == top {
			return id
		}
		if up == 0 {
			return top
		}
		id = up
	}
	return top
}

func without(n Node, dimension int) Node {
	switch dimension {
	case 0:
		n.Region = 0
	case 1:
		n.Department = 0
	case 2:
		n.Employee = 0
	case 3:
		n.Channel = ""
	case 4:
		n.Category = ""
	case 5:
		n.Product = 0
	case 6:
		n.Customer = 0
	}
	return n
}
