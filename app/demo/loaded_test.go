package demo

import "xunshi/model"

// loaded is imp as the store would hand it to the reports: row ids are the refs plus one.
func loaded(imp *model.Import) (*model.Facts, *model.Directory) {
	id := func(r model.Ref) model.ID { return model.ID(r + 1) }
	f := &model.Facts{}
	for i, l := range imp.Lines {
		f.Dates = append(f.Dates, l.Date)
		f.Lines = append(f.Lines, model.ID(i+1))
		f.Customers = append(f.Customers, id(l.Customer))
		f.Products = append(f.Products, id(l.Product))
		f.Employees = append(f.Employees, id(l.Employee))
		f.Regions = append(f.Regions, id(l.Region))
		f.Departments = append(f.Departments, id(l.Department))
		f.Batches = append(f.Batches, 1)
		f.Amounts = append(f.Amounts, l.Amount)
		f.Quantities = append(f.Quantities, l.Quantity)
		f.Flags = append(f.Flags, model.MakeFlag(l.Kind, l.Returned))
	}
	dir := &model.Directory{
		Regions: map[model.ID]*model.Region{}, Departments: map[model.ID]*model.Department{},
		Employees: map[model.ID]*model.Employee{}, Customers: map[model.ID]*model.Customer{}, Products: map[model.ID]*model.Product{},
	}
	for i := range imp.Regions {
		r := imp.Regions[i]
		r.ParentID, r.ManagerID = id(imp.RegionParent[i]), id(imp.RegionManager[i])
		dir.Regions[model.ID(i+1)] = &r
	}
	for i := range imp.Departments {
		dir.Departments[model.ID(i+1)] = &imp.Departments[i]
	}
	for i := range imp.Employees {
		e := imp.Employees[i]
		e.SuperiorID, e.RegionID, e.DepartmentID = id(imp.EmployeeSuperior[i]), id(imp.EmployeeRegion[i]), id(imp.EmployeeDepartment[i])
		dir.Employees[model.ID(i+1)] = &e
	}
	for i := range imp.Customers {
		c := imp.Customers[i]
		c.RegionID, c.OwnerID = id(imp.CustomerRegion[i]), id(imp.CustomerOwner[i])
		dir.Customers[model.ID(i+1)] = &c
	}
	for i := range imp.Products {
		dir.Products[model.ID(i+1)] = &imp.Products[i]
	}
	return f, dir
}
