package model

// Directory holds every master record that is not deleted, by row id, in memory. It is
// read-only once built and safe to share.
type Directory struct {
	Revision    uint64
	Regions     map[ID]*Region
	Departments map[ID]*Department
	Employees   map[ID]*Employee
	Customers   map[ID]*Customer
	Products    map[ID]*Product
}

// RegionWithin tells whether region id lies in the tree below root (root itself counts).
// root 0 is the whole business. A cycle in damaged data ends the walk.
func (d *Directory) RegionWithin(id, root ID) bool {
	if root == 0 {
		return true
	}
	for range len(d.Regions) + 1 {
		if id == root {
			return true
		}
		r := d.Regions[id]
		if r == nil || r.ParentID == 0 {
			return false
		}
		id = r.ParentID
	}
	return false
}

// RegionSet marks, by row id, the regions in the tree below root.
func (d *Directory) RegionSet(root ID) map[ID]bool {
	set := map[ID]bool{}
	for id := range d.Regions {
		if d.RegionWithin(id, root) {
			set[id] = true
		}
	}
	return set
}

// LineFilter chooses lines of the ledger. Zero fields do not restrict.
type LineFilter struct {
	Period       Period
	RegionID     ID // with the regions below it
	DepartmentID ID
	EmployeeID   ID
	CustomerID   ID
	ProductID    ID
	BatchID      ID
	Channel      string
	Category     string
	Text         string // in customer or product: name, code, pinyin or initials
	Kinds        []LineKind
	ReturnedOnly bool
}

// LineSort orders lines.
type LineSort struct {
	Column     string // date, customer, code, product, kind, employee, region, quantity, amount
	Descending bool
}

// LineView is a ledger line with the names it is shown with.
type LineView struct {
	SalesLine
	Customer, CustomerCode, Product, ProductCode, Employee, Region, Department string
}

// SearchHit is something the global search found.
type SearchHit struct {
	Kind   string // "customer", "product", "employee"
	ID     ID
	Code   string
	Title  string
	Detail string // region, phone, category …
}

// View puts the names of a line's masters beside it. A master that is gone shows as "".
func (d *Directory) View(l *SalesLine) LineView {
	v := LineView{SalesLine: *l}
	if c := d.Customers[l.CustomerID]; c != nil {
		v.Customer, v.CustomerCode = c.Name, c.Code
	}
	if p := d.Products[l.ProductID]; p != nil {
		v.Product, v.ProductCode = p.Name, p.Code
	}
	if e := d.Employees[l.EmployeeID]; e != nil {
		v.Employee = e.Name
	}
	if r := d.Regions[l.RegionID]; r != nil {
		v.Region = r.Name
	}
	if p := d.Departments[l.DepartmentID]; p != nil {
		v.Department = p.Name
	}
	return v
}
