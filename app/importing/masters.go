package importing

import (
	"xunshi/assets/i18n"
	"xunshi/model"
)

// masters gathers the drafts that rows name, with what the rows say about them.
type masters struct {
	customers, products, regions, employees, departments roll

	customer   []customerFacts // as long as customers.list, and so on
	product    []productFacts
	employee   []employeeFacts
	manager    map[model.Ref]model.Ref
	updateAll  bool
	walkInName who // of the 散客 account
	walkInAt   model.Ref
	walkInUsed int
}

type customerFacts struct {
	channel, province, city, phone tally[string]
	region, owner                  tally[model.Ref] // ref + 1
	walkIn                         bool
}

type productFacts struct {
	brand, category, subcategory, flavour, pack, unit tally[string]
	unitsPerCase                                      tally[model.Quantity]
}

type employeeFacts struct {
	position, phone    tally[string]
	region, department tally[model.Ref] // ref + 1
	superior           model.Ref
	hired, left        model.Date
}

// What is written into records does not change with the language of the interface.
//
//i18n:data
const (
	walkInAccount   = "散客"
	managerPosition = "区域经理"
	batchPrefix     = "喷码 "
	noteJoint       = "；"
)

// newMasters begins with no drafts; known tells what the walk-in account is called already.
func newMasters(known *model.Directory) *masters {
	m := &masters{customers: newRoll(), products: newRoll(), regions: newRoll(), employees: newRoll(),
		departments: newRoll(), manager: map[model.Ref]model.Ref{}, walkInAt: model.NoRef, walkInName: who{name: walkInAccount}}
	var first model.ID
	for id, c := range known.Customers {
		if c.WalkIn && (first == 0 || id < first) {
			first, m.walkInName = id, who{c.Code, c.Name}
		}
	}
	return m
}

func (m *masters) customerOf(w who) model.Ref {
	at := m.customers.find(w)
	if int(at) == len(m.customer) {
		m.customer = append(m.customer, customerFacts{})
	}
	return at
}

func (m *masters) productOf(w who) model.Ref {
	at := m.products.find(w)
	if int(at) == len(m.product) {
		m.product = append(m.product, productFacts{})
	}
	return at
}

func (m *masters) employeeOf(w who) model.Ref {
	at := m.employees.find(w)
	if int(at) == len(m.employee) {
		m.employee = append(m.employee, employeeFacts{superior: model.NoRef})
	}
	return at
}

func (m *masters) regionOf(name string) model.Ref     { return m.regions.find(who{name: name}) }
func (m *masters) departmentOf(name string) model.Ref { return m.departments.find(who{name: name}) }

// walkIn is the 散客 account for lines without a customer.
func (m *masters) walkIn() model.Ref {
	if m.walkInAt < 0 {
		m.walkInAt = m.customerOf(m.walkInName)
		m.customer[m.walkInAt].walkIn = true
	}
	m.walkInUsed++
	return m.walkInAt
}

// readCustomer takes the customer a row names, with what the row says about it.
func (m *masters) readCustomer(r *reader, region, owner model.Ref) model.Ref {
	at := m.customerOf(who{r.text(FieldCustCode), r.text(FieldCustName)})
	if at < 0 {
		return at
	}
	c := &m.customer[at]
	c.channel.add(r.text(FieldChannel))
	c.province.add(r.text(FieldProvince))
	c.city.add(r.text(FieldCity))
	c.phone.add(r.text(FieldPhone))
	c.region.add(region + 1)
	c.owner.add(owner + 1)
	return at
}

// readProduct takes the product a row names, with what the row says about it.
func (m *masters) readProduct(r *reader) model.Ref {
	at := m.productOf(who{r.text(FieldProdCode), r.text(FieldProdName)})
	if at < 0 {
		return at
	}
	p := &m.product[at]
	p.brand.add(r.text(FieldBrand))
	p.category.add(r.text(FieldCategory))
	p.subcategory.add(r.text(FieldSubcat))
	p.flavour.add(r.text(FieldFlavour))
	p.pack.add(r.text(FieldPack))
	p.unit.add(r.text(FieldUnit))
	return at
}

// fill writes the drafts into in and joins those that turned out to be one.
func (m *masters) fill(in *model.Import) {
	in.UpdateMasters = m.updateAll
	m.joinCustomers(in)
	m.joinProducts(in)
	owner := m.joinEmployees(in)
	for i := range m.regions.list {
		in.Regions = append(in.Regions, model.Region{Name: m.regions.nameOf(i), Sort: i})
		manager, ok := m.manager[model.Ref(i)]
		if !ok {
			manager = model.NoRef
		}
		in.RegionManager = append(in.RegionManager, manager)
	}
	for i := range m.departments.list {
		in.Departments = append(in.Departments, model.Department{Name: m.departments.nameOf(i), Sort: i})
	}
	for i := range m.employees.list {
		e := &m.employee[i]
		in.Employees = append(in.Employees, model.Employee{Code: m.employees.list[i].code, Name: m.employees.nameOf(i),
			Position: e.position.best(), Phone: e.phone.best(), Hired: e.hired, Left: e.left})
		in.EmployeeRegion = append(in.EmployeeRegion, e.region.best()-1)
		in.EmployeeDepartment = append(in.EmployeeDepartment, e.department.best()-1)
		in.EmployeeSuperior = append(in.EmployeeSuperior, e.superior)
	}
	for i := range m.customers.list {
		c := &m.customer[i]
		in.Customers = append(in.Customers, model.Customer{Code: m.customers.list[i].code, Name: m.customers.nameOf(i),
			Channel: c.channel.best(), Province: c.province.best(), City: c.city.best(), Phone: c.phone.best(), WalkIn: c.walkIn})
		in.CustomerRegion = append(in.CustomerRegion, c.region.best()-1)
		in.CustomerOwner = append(in.CustomerOwner, owner(c.owner.best()-1))
	}
	for i := range m.products.list {
		p := &m.product[i]
		in.Products = append(in.Products, model.Product{Code: m.products.list[i].code, Name: m.products.nameOf(i),
			Brand: p.brand.best(), Category: p.category.best(), Subcategory: p.subcategory.best(),
			Flavour: p.flavour.best(), Pack: p.pack.best(), BaseUnit: p.unit.best(),
			UnitsPerCase: p.unitsPerCase.best()})
	}
}

func (m *masters) joinCustomers(in *model.Import) {
	to := m.customers.joinBare()
	if to == nil {
		return
	}
	if m.walkInAt >= 0 {
		to[m.walkInAt] = m.walkInAt
	}
	place, kept := compact(to)
	m.customers.list, m.customer = pick(m.customers.list, kept), pick(m.customer, kept)
	for i := range in.Lines {
		in.Lines[i].Customer = place[in.Lines[i].Customer]
	}
	for i := range in.Entries {
		in.Entries[i].Customer = place[in.Entries[i].Customer]
	}
	for i := range in.Targets {
		if c := in.Targets[i].Customer; c >= 0 {
			in.Targets[i].Customer = place[c]
		}
	}
}

func (m *masters) joinProducts(in *model.Import) {
	to := m.products.joinBare()
	if to == nil {
		return
	}
	place, kept := compact(to)
	m.products.list, m.product = pick(m.products.list, kept), pick(m.product, kept)
	for i := range in.Lines {
		in.Lines[i].Product = place[in.Lines[i].Product]
	}
	for i := range in.Targets {
		if p := in.Targets[i].Product; p >= 0 {
			in.Targets[i].Product = place[p]
		}
	}
}

// joinEmployees also gives the new place of an employee, for references not yet written.
func (m *masters) joinEmployees(in *model.Import) (moved func(model.Ref) model.Ref) {
	to := m.employees.joinBare()
	if to == nil {
		return func(r model.Ref) model.Ref { return r }
	}
	place, kept := compact(to)
	moved = func(r model.Ref) model.Ref {
		if r < 0 {
			return r
		}
		return place[r]
	}
	m.employees.list, m.employee = pick(m.employees.list, kept), pick(m.employee, kept)
	for i := range m.employee {
		if m.employee[i].superior = moved(m.employee[i].superior); m.employee[i].superior == model.Ref(i) {
			m.employee[i].superior = model.NoRef
		}
	}
	for region, boss := range m.manager {
		m.manager[region] = moved(boss)
	}
	for i := range in.Lines {
		in.Lines[i].Employee = moved(in.Lines[i].Employee)
	}
	for i := range in.Targets {
		in.Targets[i].Employee = moved(in.Targets[i].Employee)
	}
	return moved
}

// notes says what was decided about the masters.
func (m *masters) notes() []string {
	var out []string
	if n := m.products.severalNames(); n > 0 {
		out = append(out, i18n.T("%d 个品项编码有不止一个名称,已取出现最多的名称。", n))
	}
	if n := m.customers.severalNames(); n > 0 {
		out = append(out, i18n.T("%d 个客户编码有不止一个名称,已取出现最多的名称。", n))
	}
	if m.walkInUsed > 0 {
		out = append(out, i18n.T("%d 行没有客户,记到散客名下。", m.walkInUsed))
	}
	return out
}
