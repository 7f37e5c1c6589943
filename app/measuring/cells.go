package measuring

import (
	"cmp"
	"slices"

	"xunshi/model"
	"xunshi/model/analysis"
)

// place is where something happened.
type place struct {
	customer, employee, region, department, product model.ID
}

// sums is what happened in one place.
type sums struct {
	amount   model.Money
	quantity model.Quantity
	receipts model.Money
	visits   int64
	bought   bool // there was a purchase
	first    bool // there was the customer's first purchase ever
}

// cell is one thing that happened.
type cell struct {
	place
	sums
}

// source is where the figures of a metric come from.
type source int

const (
	fromLines source = iota
	fromReceipts
	fromVisits
)

func sourceOf(metric model.Metric) source {
	switch metric {
	case model.MetricReceipts:
		return fromReceipts
	case model.MetricVisits:
		return fromVisits
	case model.MetricAmount, model.MetricQuantity, model.MetricNewCustomers, model.MetricDistribution:
	}
	return fromLines
}

// measure makes a period ready to be asked.
func (in *input) measure(p model.Period) *Measure {
	return &Measure{in: in, period: p, line: newLine(in.directory, in.posts, p.To),
		indexes: map[indexKey]map[analysis.Node]*total{}, books: map[bookKey]*analysis.TargetBook{}}
}

// each gives f everything of a source that happened in the period; what one customer bought
// comes in one go.
func (m *Measure) each(from source, f func(c *cell)) {
	switch from {
	case fromLines:
		m.eachLine(f)
	case fromReceipts:
		m.eachReceipt(f)
	case fromVisits:
		m.eachVisit(f)
	}
}

func (m *Measure) eachLine(f func(c *cell)) {
	in, facts := m.in, m.in.facts
	if m.order == nil {
		m.order = byCustomer(facts, m.period)
	}
	var c cell
	for _, i := range m.order {
		flag := facts.Flags[i]
		c = cell{place: place{facts.Customers[i], facts.Employees[i], facts.Regions[i], facts.Departments[i], facts.Products[i]}}
		if flag.Counts() {
			c.amount, c.quantity = facts.Amounts[i], facts.Quantities[i]
		}
		c.bought = flag.Purchase()
		c.first = c.bought && in.firsts[c.customer] == facts.Dates[i]
		if in.shares[c.customer] != nil {
			in.share(c, facts.Dates[i], f)
			continue
		}
		f(&c)
	}
}

// byCustomer lists the lines of a period in the order of their customers.
func byCustomer(f *model.Facts, p model.Period) []int32 {
	from, to := f.Range(p)
	highest := model.ID(0)
	for _, id := range f.Customers[from:to] {
		highest = max(highest, id)
	}
	next := make([]int32, highest+2) // where the next line of a customer goes
	for _, id := range f.Customers[from:to] {
		next[id+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	order := make([]int32, to-from)
	for i, id := range f.Customers[from:to] {
		order[next[id]] = int32(from + i)
		next[id]++
	}
	return order
}

// eachReceipt credits 回款 to who looked after the customer on that day and those who share
// the customer.
func (m *Measure) eachReceipt(f func(c *cell)) {
	in := m.in
	from, _ := slices.BinarySearchFunc(in.entries, m.period.From, func(e model.ReceivableEntry, d model.Date) int { return cmp.Compare(e.Date, d) })
	for i := from; i < len(in.entries) && in.entries[i].Date <= m.period.To; i++ {
		e := &in.entries[i]
		if e.Kind != model.EntryReceipt {
			continue
		}
		c := cell{place{customer: e.CustomerID, employee: in.owners.on(e.CustomerID, e.Date)}, sums{receipts: e.Amount}}
		if customer := in.directory.Customers[e.CustomerID]; customer != nil {
			c.region = customer.RegionID
		}
		c.department = in.departmentOn(c.employee, e.Date)
		in.share(c, e.Date, f)
	}
}

// eachVisit counts the visits of the one who made them, in the customer's region.
func (m *Measure) eachVisit(f func(c *cell)) {
	in := m.in
	from, _ := slices.BinarySearchFunc(in.visits, m.period.From, func(v model.ContactLog, d model.Date) int { return cmp.Compare(v.Date, d) })
	for i := from; i < len(in.visits) && in.visits[i].Date <= m.period.To; i++ {
		v := &in.visits[i]
		c := cell{place{customer: v.CustomerID, employee: v.EmployeeID}, sums{visits: 1}}
		if customer := in.directory.Customers[v.CustomerID]; customer != nil {
			c.region = customer.RegionID
		}
		c.department = in.departmentOn(v.EmployeeID, v.Date)
		f(&c)
	}
}

// share gives each who is credited with the customer on that day their part; the parts add
// up to the whole. Counts of customers go to each of them whole.
func (in *input) share(c cell, day model.Date, f func(c *cell)) {
	who, parts := in.credit(c.place, day)
	amounts := analysis.Split(int64(c.amount), parts)
	quantities := analysis.Split(int64(c.quantity), parts)
	receipts := analysis.Split(int64(c.receipts), parts)
	for i, employee := range who {
		part := c
		part.employee = employee
		part.amount, part.quantity, part.receipts = model.Money(amounts[i]), model.Quantity(quantities[i]), model.Money(receipts[i])
		f(&part)
	}
}

// credit says who is credited with what part (basis points) of a customer's business on a
// day: each share its part, the owner what is left to 100%. Without shares in force the one
// who made the sale has all.
func (in *input) credit(at place, day model.Date) ([]model.ID, []int64) {
	left := int64(whole)
	var who []model.ID
	var parts []int64
	for _, s := range in.shares[at.customer] {
		if s.Share <= 0 || s.From > day || (!s.To.IsZero() && s.To < day) {
			continue
		}
		who, parts = append(who, s.EmployeeID), append(parts, int64(s.Share))
		left -= int64(s.Share)
	}
	if len(who) == 0 {
		return []model.ID{at.employee}, []int64{whole}
	}
	if left > 0 {
		owner := at.employee
		if id := in.owners.on(at.customer, day); id != 0 {
			owner = id
		}
		who, parts = append(who, owner), append(parts, left)
	}
	return who, parts
}

// whole is 100% in basis points.
const whole = 10_000
