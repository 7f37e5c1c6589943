package ledger

import (
	"slices"

	"xunshi/model"
)

// test is a LineFilter made ready for a scan over the columns.
type test struct {
	period                         model.Period
	department, employee, customer model.ID
	product, batch                 model.ID
	regions                        map[model.ID]bool // nil = all
	customers, products            map[model.ID]bool // by channel and by category, nil = all
	textCustomers, textProducts    map[model.ID]bool // a line passes if either holds it
	kinds                          []model.LineKind
	hasText, returnedOnly          bool
}

func newTest(d *model.Directory, f model.LineFilter) test {
	t := test{period: f.Period, department: f.DepartmentID, employee: f.EmployeeID, customer: f.CustomerID,
		product: f.ProductID, batch: f.BatchID, kinds: f.Kinds, returnedOnly: f.ReturnedOnly}
	if f.RegionID != 0 {
		t.regions = d.RegionSet(f.RegionID)
	}
	if f.Channel != "" {
		t.customers = choose(d.Customers, func(c *model.Customer) bool { return c.Channel == f.Channel })
	}
	if f.Category != "" {
		t.products = choose(d.Products, func(p *model.Product) bool { return p.Category == f.Category })
	}
	if f.Text != "" {
		t.hasText = true
		t.textCustomers = choose(d.Customers, func(c *model.Customer) bool {
			return model.MatchScore(f.Text, c.Code, c.Name, c.Pinyin) > 0
		})
		t.textProducts = choose(d.Products, func(p *model.Product) bool {
			return model.MatchScore(f.Text, p.Code, p.Name, p.Pinyin) > 0
		})
	}
	return t
}

func choose[T any](records map[model.ID]*T, keep func(*T) bool) map[model.ID]bool {
	set := map[model.ID]bool{}
	for id, r := range records {
		if keep(r) {
			set[id] = true
		}
	}
	return set
}

func (t *test) passes(f *model.Facts, i int) bool {
	switch {
	case t.department != 0 && f.Departments[i] != t.department,
		t.employee != 0 && f.Employees[i] != t.employee,
		t.customer != 0 && f.Customers[i] != t.customer,
		t.product != 0 && f.Products[i] != t.product,
		t.batch != 0 && f.Batches[i] != t.batch,
		t.regions != nil && !t.regions[f.Regions[i]],
		t.customers != nil && !t.customers[f.Customers[i]],
		t.products != nil && !t.products[f.Products[i]],
		t.hasText && !t.textCustomers[f.Customers[i]] && !t.textProducts[f.Products[i]],
		t.returnedOnly && !f.Flags[i].Returned() && f.Flags[i].Kind() != model.LineReturn,
		len(t.kinds) > 0 && !slices.Contains(t.kinds, f.Flags[i].Kind()):
		return false
	}
	return true
}
