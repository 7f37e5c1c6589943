package store

import (
	"fmt"

	"gorm.io/gorm"

	"xunshi/model"
)

// identity is how a master record is recognised: by code, and by name only where no code
// is given.
type identity struct{ code, name string }

// key leaves out the name where there is a code.
func (i identity) key() identity {
	if i.code != "" {
		i.name = ""
	}
	return i
}

// match finds the known record of every draft, without changing anything. Drafts that
// are new get id 0.
func (w *importer) match(tx *gorm.DB) (err error) {
	in := w.in
	if w.ids.regions, err = matchDrafts(tx, in.Regions, func(r *model.Region) identity { return identity{r.Code, r.Name} }); err != nil {
		return err
	}
	if w.ids.departments, err = matchDrafts(tx, in.Departments, func(d *model.Department) identity { return identity{d.Code, d.Name} }); err != nil {
		return err
	}
	if w.ids.employees, err = matchDrafts(tx, in.Employees, func(e *model.Employee) identity { return identity{e.Code, e.Name} }); err != nil {
		return err
	}
	if w.ids.customers, err = matchDrafts(tx, in.Customers, func(c *model.Customer) identity { return identity{c.Code, c.Name} }); err != nil {
		return err
	}
	if err := w.matchMerged(tx); err != nil {
		return err
	}
	w.ids.products, err = matchDrafts(tx, in.Products, func(p *model.Product) identity { return identity{p.Code, p.Name} })
	return err
}

// matchMerged leads drafts that name a merged customer to the one that stands for it. A
// code counts even where another record has the name.
func (w *importer) matchMerged(tx *gorm.DB) error {
	if len(w.in.Customers) == 0 {
		return nil
	}
	byCode, byName, err := mergedCustomers(tx)
	if err != nil || len(byCode)+len(byName) == 0 {
		return err
	}
	own, err := customerCodes(tx)
	if err != nil {
		return err
	}
	for i := range w.in.Customers {
		c := &w.in.Customers[i]
		switch {
		case c.Code != "" && byCode[c.Code] != 0 && !own[c.Code]:
			w.ids.customers[i] = byCode[c.Code]
			c.Code, c.Name = "", "" // the file that stands keeps its own
		case c.Code == "" && w.ids.customers[i] == 0 && byName[c.Name] != 0:
			w.ids.customers[i] = byName[c.Name]
			c.Name = ""
		}
	}
	return nil
}

// customerCodes marks the codes that standing customers have.
func customerCodes(tx *gorm.DB) (map[string]bool, error) {
	var codes []string
	if err := tx.Model(&model.Customer{}).Where("code <> ''").Pluck("code", &codes).Error; err != nil {
		return nil, fmt.Errorf("read the customers' codes: %w", err)
	}
	own := make(map[string]bool, len(codes))
	for _, c := range codes {
		own[c] = true
	}
	return own, nil
}

// matchDrafts matches one kind of draft. A draft with a code matches that code only, or,
// if the code is new, a single record of that name that never had a code. A draft without
// a code matches the one record of its name; among several of one name it takes the one
// without a code, and else it is new: two codes that share a name are never merged.
// Records that went with an undone batch are matched last, so that the same customer does
// not stand there twice when that batch comes back.
func matchDrafts[T any, P keyed[T]](tx *gorm.DB, drafts []T, identify func(*T) identity) ([]model.ID, error) {
	if len(drafts) == 0 {
		return nil, nil
	}
	var known, gone []T
	if err := tx.Order("id").Find(&known).Error; err != nil {
		return nil, fmt.Errorf("read the known %T: %w", known, err)
	}
	err := tx.Unscoped().Where("deleted_at IS NOT NULL AND batch_id IN " + undoneBatches).Order("id DESC").Find(&gone).Error
	if err != nil {
		return nil, fmt.Errorf("read the undone %T: %w", known, err)
	}
	goneBy := make(map[identity]model.ID, len(gone)) // by code alone, or by name without a code
	for i := range gone {
		goneBy[identify(&gone[i]).key()] = P(&gone[i]).RowID()
	}
	byCode := make(map[string]model.ID, len(known))
	bare := map[string][]model.ID{} // records without a code, by name
	named := make(map[string][]model.ID, len(known))
	for i := range known {
		who, id := identify(&known[i]), P(&known[i]).RowID()
		if who.code != "" {
			byCode[who.code] = id
		} else {
			bare[who.name] = append(bare[who.name], id)
		}
		named[who.name] = append(named[who.name], id)
	}
	sharing := map[string]int{} // how many drafts with a code share a name
	for i := range drafts {
		if who := identify(&drafts[i]); who.code != "" {
			sharing[who.name]++
		}
	}
	ids := make([]model.ID, len(drafts))
	for i := range drafts {
		who := identify(&drafts[i])
		switch {
		case who.code != "" && byCode[who.code] != 0:
			ids[i] = byCode[who.code]
		case who.code != "" && goneBy[who.key()] != 0:
			ids[i] = goneBy[who.key()]
		case who.code != "" && len(bare[who.name]) == 1 && sharing[who.name] == 1:
			ids[i] = bare[who.name][0]
		case who.code == "" && len(named[who.name]) == 1:
			ids[i] = named[who.name][0]
		case who.code == "" && len(bare[who.name]) >= 1:
			ids[i] = bare[who.name][0]
		case who.code == "":
			ids[i] = goneBy[who.key()]
		}
	}
	return ids, nil
}

// writeMasters creates the new drafts and fills in what known records lack. Regions come
// first and employees next, because the others point at them; pointers between drafts of
// one kind are set in a second pass.
func (w *importer) writeMasters(tx *gorm.DB) error {
	in, ids := w.in, &w.ids
	batch := w.batch.ID
	for i := range in.Regions {
		in.Regions[i].BatchID = batch
	}
	if err := writeDrafts(w, tx, in.Regions, ids.regions, nil, fillRegion); err != nil {
		return err
	}
	for i := range in.Departments {
		in.Departments[i].BatchID = batch
	}
	if err := writeDrafts(w, tx, in.Departments, ids.departments, nil, fillDepartment); err != nil {
		return err
	}
	for i := range in.Employees {
		e := &in.Employees[i]
		e.BatchID = batch
		e.Pinyin = SearchKey(e.Name)
		e.RegionID = at(ids.regions, refAt(in.EmployeeRegion, i))
		e.DepartmentID = at(ids.departments, refAt(in.EmployeeDepartment, i))
	}
	if err := writeDrafts(w, tx, in.Employees, ids.employees, employeePinyin, fillEmployee); err != nil {
		return err
	}
	if err := w.writeLinks(tx); err != nil {
		return err
	}
	for i := range in.Customers {
		c := &in.Customers[i]
		c.BatchID = batch
		c.RegionID = at(ids.regions, refAt(in.CustomerRegion, i))
		c.OwnerID = at(ids.employees, refAt(in.CustomerOwner, i))
		c.Pinyin = SearchKey(c.Name)
	}
	if err := writeDrafts(w, tx, in.Customers, ids.customers, customerPinyin, fillCustomer); err != nil {
		return err
	}
	for i := range in.Products {
		p := &in.Products[i]
		p.BatchID = batch
		p.Pinyin = SearchKey(p.Name)
	}
	return writeDrafts(w, tx, in.Products, ids.products, productPinyin, fillProduct)
}

func customerPinyin(c *model.Customer) { c.Pinyin = SearchKey(c.Name) }
func productPinyin(p *model.Product)   { p.Pinyin = SearchKey(p.Name) }
func employeePinyin(e *model.Employee) { e.Pinyin = SearchKey(e.Name) }

// writeLinks sets the pointers between employees and between regions and employees, once
// all of them have row ids.
func (w *importer) writeLinks(tx *gorm.DB) error {
	for i := range w.in.Employees {
		superior := at(w.ids.employees, refAt(w.in.EmployeeSuperior, i))
		if superior == 0 {
			continue
		}
		err := w.link(tx, &model.Employee{}, w.ids.employees[i], "superior_id", superior)
		if err != nil {
			return err
		}
	}
	for i := range w.in.Regions {
		if parent := at(w.ids.regions, refAt(w.in.RegionParent, i)); parent != 0 {
			if err := w.link(tx, &model.Region{}, w.ids.regions[i], "parent_id", parent); err != nil {
				return err
			}
		}
		if manager := at(w.ids.employees, refAt(w.in.RegionManager, i)); manager != 0 {
			if err := w.link(tx, &model.Region{}, w.ids.regions[i], "manager_id", manager); err != nil {
				return err
			}
		}
	}
	return nil
}

// link sets one pointer unless it is set already (or always, when masters are updated).
func (w *importer) link(tx *gorm.DB, record any, id model.ID, column string, value model.ID) error {
	var found []model.ID
	if err := tx.Model(record).Where("id = ?", id).Pluck(column, &found).Error; err != nil {
		return fmt.Errorf("read %s: %w", column, err)
	}
	if len(found) == 0 {
		return fmt.Errorf("set %s: record %d is gone", column, id)
	}
	old := found[0]
	if old == value || (old != 0 && !w.in.UpdateMasters) || (value == id && column != "manager_id") {
		return nil
	}
	if err := tx.Model(record).Where("id = ?", id).Update(column, value).Error; err != nil {
		return fmt.Errorf("set %s: %w", column, err)
	}
	w.mastersNew = true
	return journal(tx, w.operation, actionUpdate, record, id,
		map[string]model.ID{column: old}, map[string]model.ID{column: value})
}
