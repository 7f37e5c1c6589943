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

type cell struct {
	place
	sums
}

// measure adds the period up by place.
func (in *input) measure(p model.Period, visits []model.ContactLog) *Measure {
	cells := map[place]sums{}
	in.addLines(cells, p)
	in.addReceipts(cells, p)
	in.addVisits(cells, visits)
	m := &Measure{in: in, period: p, line: newLine(in.directory, in.posts, p.To),
		cells: make([]cell, 0, len(cells)), indexes: map[shape]map[analysis.Node]*total{}, books: map[bookKey]*analysis.TargetBook{}}
	for at, s := range cells {
		m.cells = append(m.cells, cell{at, s})
	}
	slices.SortFunc(m.cells, func(a, b cell) int { return cmp.Compare(a.customer, b.customer) })
	return m
}

func (in *input) addLines(cells map[place]sums, p model.Period) {
	f := in.facts
	from, to := f.Range(p)
	for i := from; i < to; i++ {
		flag := f.Flags[i]
		at := place{f.Customers[i], f.Employees[i], f.Regions[i], f.Departments[i], f.Products[i]}
		var s sums
		if flag.Counts() {
			s.amount, s.quantity = f.Amounts[i], f.Quantities[i]
		}
		s.bought = flag.Purchase()
		s.first = s.bought && in.firsts[at.customer] == f.Dates[i]
		if shares := in.shares[at.customer]; shares != nil {
			in.share(cells, at, s, f.Dates[i])
			continue
		}
		cells[at] = cells[at].plus(s)
	}
}

// addReceipts credits 回款 to the customer's owner and those who share the customer.
func (in *input) addReceipts(cells map[place]sums, p model.Period) {
	for i := range in.entries {
		e := &in.entries[i]
		if e.Kind != model.EntryReceipt || !p.Contains(e.Date) {
			continue
		}
		at := place{customer: e.CustomerID}
		if c := in.directory.Customers[e.CustomerID]; c != nil {
			at.region, at.employee = c.RegionID, c.OwnerID
		}
		if owner := in.directory.Employees[at.employee]; owner != nil {
			at.department = owner.DepartmentID
		}
		in.share(cells, at, sums{receipts: e.Amount}, e.Date)
	}
}

// addVisits counts the visits of the one who made them, in the customer's region.
func (in *input) addVisits(cells map[place]sums, visits []model.ContactLog) {
	for i := range visits {
		v := &visits[i]
		at := place{customer: v.CustomerID, employee: v.EmployeeID}
		if c := in.directory.Customers[v.CustomerID]; c != nil {
			at.region = c.RegionID
		}
		if e := in.directory.Employees[v.EmployeeID]; e != nil {
			at.department = e.DepartmentID
		}
		cells[at] = cells[at].plus(sums{visits: 1})
	}
}

// share gives each who is credited with the customer on that day their part; the parts add
// up to the whole. Counts of customers go to each of them whole.
func (in *input) share(cells map[place]sums, at place, s sums, day model.Date) {
	who, parts := in.credit(at, day)
	amounts := analysis.Split(int64(s.amount), parts)
	quantities := analysis.Split(int64(s.quantity), parts)
	receipts := analysis.Split(int64(s.receipts), parts)
	for i, employee := range who {
		at.employee = employee
		part := s
		part.amount, part.quantity, part.receipts = model.Money(amounts[i]), model.Quantity(quantities[i]), model.Money(receipts[i])
		cells[at] = cells[at].plus(part)
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
		if c := in.directory.Customers[at.customer]; c != nil && c.OwnerID != 0 {
			owner = c.OwnerID
		}
		who, parts = append(who, owner), append(parts, left)
	}
	return who, parts
}

// whole is 100% in basis points.
const whole = 10_000

func (s sums) plus(t sums) sums {
	s.amount += t.amount
	s.quantity += t.quantity
	s.receipts += t.receipts
	s.visits += t.visits
	s.bought = s.bought || t.bought
	s.first = s.first || t.first
	return s
}
