package analysis

import "xunshi/model"

// Bare is the shortest way to name a node: what a person's, customer's or product's own file
// says already (the region of a person, the category of a product) is left out. Two targets
// with the same bare node speak of the same thing.
func (n Node) Bare(dir *model.Directory) Node {
	if c := dir.Customers[n.Customer]; c != nil {
		if e := dir.Employees[c.OwnerID]; e != nil && (n.Employee == c.OwnerID || n.Employee == 0) {
			drop(&n.Department, e.DepartmentID)
		}
		drop(&n.Employee, c.OwnerID)
		drop(&n.Region, c.RegionID)
		drop(&n.Channel, c.Channel)
	}
	if e := dir.Employees[n.Employee]; e != nil {
		drop(&n.Region, e.RegionID)
		drop(&n.Department, e.DepartmentID)
	}
	if p := dir.Products[n.Product]; p != nil {
		drop(&n.Category, p.Category)
	}
	return n
}

func drop[T comparable](field *T, known T) {
	if *field == known {
		var none T
		*field = none
	}
}

// Target is a target for the node, with nothing but the node filled in.
func (n Node) Target() model.Target {
	return model.Target{RegionID: n.Region, DepartmentID: n.Department, EmployeeID: n.Employee, CustomerID: n.Customer,
		ProductID: n.Product, Category: n.Category, Channel: n.Channel}
}
