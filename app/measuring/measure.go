package measuring

import (
	"sync"

	"xunshi/model"
	"xunshi/model/analysis"
)

// Node is a spot of the business: every field that is 0 or empty means "all". A parent
// region or department includes those below it.
type Node struct {
	RegionID     model.ID
	DepartmentID model.ID
	EmployeeID   model.ID
	CustomerID   model.ID
	ProductID    model.ID
	Category     string
	Channel      string
	Reports      bool // with everyone below the employee on the last day of the period
}

func (n Node) plain() analysis.Node {
	return analysis.Node{Region: n.RegionID, Department: n.DepartmentID, Employee: n.EmployeeID, Customer: n.CustomerID,
		Product: n.ProductID, Category: n.Category, Channel: n.Channel}
}

// Measure holds the figures of one period. It is safe for use by several goroutines.
type Measure struct {
	in     *input
	period model.Period
	line   *line

	mu      sync.Mutex
	order   []int32 // the period's lines by customer, once they were asked for
	indexes map[indexKey]map[analysis.Node]*total
	books   map[bookKey]*analysis.TargetBook
}

// Period is what was measured.
func (m *Measure) Period() model.Period { return m.period }

// Directory is that of the moment the period was read.
func (m *Measure) Directory() *model.Directory { return m.in.directory }

// shape says which fields of a node speak.
type shape struct {
	region, department, employee, reports, customer, product, category, channel bool
}

func (n Node) shape() shape {
	return shape{n.RegionID != 0, n.DepartmentID != 0, n.EmployeeID != 0, n.EmployeeID != 0 && n.Reports, n.CustomerID != 0,
		n.ProductID != 0, n.Category != "", n.Channel != ""}
}

// indexKey says which figures are added up by which fields.
type indexKey struct {
	shape shape
	from  source
}

// total is what a node adds up to.
type total struct {
	amount      model.Money
	quantity    model.Quantity
	receipts    model.Money
	visits      int64
	bought, new int64 // different customers
	lastBought  model.ID
	lastNew     model.ID
}

// Actual is what came of a metric in the period, in the metric's unit.
//
//   - 销售额, 销量: net of returns; of a shared customer each person has their part.
//   - 回款: receipts by the date of payment; they follow who looked after the customer on that
//     day and the shares, and belong to no product.
//   - 新客户: customers whose first purchase in the whole ledger falls in the period, counted
//     where that purchase was made.
//   - 拜访: visits made, by the one who made them.
//   - 铺货: different customers that bought (the product, the category) in the period.
func (m *Measure) Actual(metric model.Metric, n Node) int64 {
	t := m.index(indexKey{n.shape(), sourceOf(metric)})[n.plain()]
	if t == nil {
		return 0
	}
	switch metric {
	case model.MetricAmount:
		return int64(t.amount)
	case model.MetricQuantity:
		return int64(t.quantity)
	case model.MetricReceipts:
		return int64(t.receipts)
	case model.MetricNewCustomers:
		return t.new
	case model.MetricVisits:
		return t.visits
	case model.MetricDistribution:
		return t.bought
	}
	return 0
}

// index adds what happened up by the fields that a shape speaks of, once a shape.
func (m *Measure) index(k indexKey) map[analysis.Node]*total {
	m.mu.Lock()
	defer m.mu.Unlock()
	if found := m.indexes[k]; found != nil {
		return found
	}
	x := newExpansion(m, k.shape)
	out := map[analysis.Node]*total{}
	var last place // as far as the shape speaks of it
	var totals []*total
	m.each(k.from, func(c *cell) {
		if at := k.shape.of(c.place); totals == nil || at != last {
			last, totals = at, totals[:0]
			x.each(c, func(n analysis.Node) {
				t := out[n]
				if t == nil {
					t = &total{}
					out[n] = t
				}
				totals = append(totals, t)
			})
		}
		for _, t := range totals {
			t.add(c)
		}
	})
	m.indexes[k] = out
	return out
}

// of leaves of a place what the shape speaks of.
func (s shape) of(at place) place {
	if !s.customer && !s.channel {
		at.customer = 0
	}
	if !s.product && !s.category {
		at.product = 0
	}
	if !s.region {
		at.region = 0
	}
	if !s.department {
		at.department = 0
	}
	if !s.employee {
		at.employee = 0
	}
	return at
}

func (t *total) add(c *cell) {
	t.amount += c.amount
	t.quantity += c.quantity
	t.receipts += c.receipts
	t.visits += c.visits
	if c.bought && t.lastBought != c.customer {
		t.lastBought = c.customer
		t.bought++
	}
	if c.first && t.lastNew != c.customer {
		t.lastNew = c.customer
		t.new++
	}
}

// expansion finds the nodes of one shape that a cell adds to.
type expansion struct {
	m                              *Measure
	shape                          shape
	regions, departments, superior map[model.ID][]model.ID // upwards, as they were asked for
}

func newExpansion(m *Measure, s shape) *expansion {
	return &expansion{m, s, map[model.ID][]model.ID{}, map[model.ID][]model.ID{}, map[model.ID][]model.ID{}}
}

var everyone = []model.ID{0}

func (x *expansion) each(c *cell, f func(analysis.Node)) {
	dir := x.m.in.directory
	n := analysis.Node{}
	if x.shape.customer {
		n.Customer = c.customer
	}
	if x.shape.product {
		n.Product = c.product
	}
	if x.shape.category {
		if p := dir.Products[c.product]; p != nil {
			n.Category = p.Category
		}
	}
	if x.shape.channel {
		if p := dir.Customers[c.customer]; p != nil {
			n.Channel = p.Channel
		}
	}
	if x.shape.product && n.Product == 0 || x.shape.category && n.Category == "" || x.shape.channel && n.Channel == "" {
		return
	}
	for _, n.Region = range x.regionsOf(c.region) {
		for _, n.Department = range x.departmentsOf(c.department) {
			for _, n.Employee = range x.employeesOf(c.employee) {
				f(n)
			}
		}
	}
}

func (x *expansion) regionsOf(id model.ID) []model.ID {
	if !x.shape.region {
		return everyone
	}
	return remember(x.regions, id, func() []model.ID {
		return ancestors(id, func(id model.ID) model.ID {
			if r := x.m.in.directory.Regions[id]; r != nil {
				return r.ParentID
			}
			return 0
		})
	})
}

func (x *expansion) departmentsOf(id model.ID) []model.ID {
	if !x.shape.department {
		return everyone
	}
	return remember(x.departments, id, func() []model.ID {
		return ancestors(id, func(id model.ID) model.ID {
			if d := x.m.in.directory.Departments[id]; d != nil {
				return d.ParentID
			}
			return 0
		})
	})
}

func (x *expansion) employeesOf(id model.ID) []model.ID {
	if !x.shape.employee {
		return everyone
	}
	return remember(x.superior, id, func() []model.ID {
		switch {
		case id == 0:
			return nil
		case x.shape.reports:
			return x.m.line.up(id)
		}
		return []model.ID{id}
	})
}

func remember(known map[model.ID][]model.ID, id model.ID, find func() []model.ID) []model.ID {
	if out, ok := known[id]; ok {
		return out
	}
	out := find()
	known[id] = out
	return out
}
