package store

import "xunshi/model"

// fillBlank puts draft into known when known is empty, or always when overwriting, and
// tells whether that changed it. An empty draft never overwrites.
func fillBlank[V comparable](known *V, draft V, overwrite bool) bool {
	var empty V
	if draft == empty || *known == draft || (*known != empty && !overwrite) {
		return false
	}
	*known = draft
	return true
}

func anyOf(changed ...bool) bool {
	for _, c := range changed {
		if c {
			return true
		}
	}
	return false
}

func fillRegion(k, d *model.Region, over bool) bool {
	return anyOf(fillBlank(&k.Code, d.Code, false), fillBlank(&k.Name, d.Name, over), fillBlank(&k.Sort, d.Sort, over))
}

func fillDepartment(k, d *model.Department, over bool) bool {
	return anyOf(fillBlank(&k.Code, d.Code, false), fillBlank(&k.Name, d.Name, over), fillBlank(&k.Sort, d.Sort, over))
}

func fillEmployee(k, d *model.Employee, over bool) bool {
	return anyOf(fillBlank(&k.Code, d.Code, false), fillBlank(&k.Name, d.Name, over),
		fillBlank(&k.Position, d.Position, over), fillBlank(&k.RegionID, d.RegionID, over),
		fillBlank(&k.DepartmentID, d.DepartmentID, over), fillBlank(&k.Phone, d.Phone, over),
		fillBlank(&k.Hired, d.Hired, over), fillBlank(&k.Left, d.Left, over))
}

func fillCustomer(k, d *model.Customer, over bool) bool {
	return anyOf(fillBlank(&k.Code, d.Code, false), fillBlank(&k.Name, d.Name, over),
		fillBlank(&k.Kind, d.Kind, over), fillBlank(&k.Channel, d.Channel, over), fillBlank(&k.Grade, d.Grade, over),
		fillBlank(&k.RegionID, d.RegionID, over), fillBlank(&k.OwnerID, d.OwnerID, over),
		fillBlank(&k.Province, d.Province, over), fillBlank(&k.City, d.City, over),
		fillBlank(&k.Address, d.Address, over), fillBlank(&k.Contact, d.Contact, over),
		fillBlank(&k.Phone, d.Phone, over), fillBlank(&k.TermDays, d.TermDays, over),
		fillBlank(&k.WalkIn, d.WalkIn, over), fillBlank(&k.Key, d.Key, over))
}

func fillProduct(k, d *model.Product, over bool) bool {
	return anyOf(fillBlank(&k.Code, d.Code, false), fillBlank(&k.Name, d.Name, over),
		fillBlank(&k.Brand, d.Brand, over), fillBlank(&k.Category, d.Category, over),
		fillBlank(&k.Subcategory, d.Subcategory, over), fillBlank(&k.Flavour, d.Flavour, over),
		fillBlank(&k.Pack, d.Pack, over), fillBlank(&k.BaseUnit, d.BaseUnit, over),
		fillBlank(&k.UnitsPerCase, d.UnitsPerCase, over), fillBlank(&k.Price, d.Price, over),
		fillBlank(&k.Launched, d.Launched, over), fillBlank(&k.Delisted, d.Delisted, over))
}
