package store

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"xunshi/model"
)

// reference says that column of table from holds row ids of the masters in table to.
type reference struct{ from, column, to string }

// uses are the references from what is counted, links those from master to master.
var (
	uses = []reference{
		{"sales_lines", "customer_id", "customers"}, {"sales_lines", "product_id", "products"},
		{"sales_lines", "employee_id", "employees"}, {"sales_lines", "region_id", "regions"},
		{"sales_lines", "department_id", "departments"},
		{"targets", "customer_id", "customers"}, {"targets", "product_id", "products"},
		{"targets", "employee_id", "employees"}, {"targets", "region_id", "regions"},
		{"targets", "department_id", "departments"},
		{"receivable_entries", "customer_id", "customers"},
		{"contacts", "customer_id", "customers"}, {"customer_policies", "customer_id", "customers"},
		{"customer_areas", "customer_id", "customers"}, {"customer_areas", "region_id", "regions"},
		{"customer_shares", "customer_id", "customers"}, {"customer_shares", "employee_id", "employees"},
		{"contact_logs", "customer_id", "customers"}, {"contact_logs", "employee_id", "employees"},
		{"complaints", "customer_id", "customers"}, {"complaints", "product_id", "products"}, {"complaints", "owner_id", "employees"},
		{"satisfactions", "customer_id", "customers"}, {"satisfactions", "employee_id", "employees"},
		{"contracts", "customer_id", "customers"},
		{"flag_verdict_records", "customer_id", "customers"},
		{"employee_posts", "superior_id", "employees"}, {"employee_posts", "region_id", "regions"},
		{"employee_posts", "department_id", "departments"},
		{"attendances", "employee_id", "employees"}, {"coaching_notes", "employee_id", "employees"},
		{"coaching_notes", "coach_id", "employees"}, {"coaching_notes", "customer_id", "customers"},
		{"appraisals", "employee_id", "employees"}, {"bonus_sheets", "employee_id", "employees"},
		{"candidates", "region_id", "regions"}, {"candidates", "superior_id", "employees"},
		{"candidates", "employee_id", "employees"},
		{"product_prices", "product_id", "products"}, {"product_prices", "customer_id", "customers"},
		{"product_listings", "product_id", "products"},
		{"rep_workbooks", "employee_id", "employees"}, {"market_statuses", "employee_id", "employees"},
		{"market_statuses", "customer_id", "customers"}, {"market_statuses", "region_id", "regions"},
	}
	links = []reference{
		{"customers", "region_id", "regions"}, {"customers", "owner_id", "employees"},
		{"customers", "upstream_id", "customers"},
		{"employees", "region_id", "regions"}, {"employees", "department_id", "departments"},
		{"employees", "superior_id", "employees"},
		{"regions", "parent_id", "regions"}, {"regions", "manager_id", "employees"},
		{"departments", "parent_id", "departments"},
	}
	masterTables = []string{"customers", "products", "regions", "employees", "departments"}
)

// settleMasters decides on the masters that undone batches brought: those that something
// in force still speaks of stay or come back, the others go. It does not matter which
// batch was undone first.
func settleMasters(tx *gorm.DB) error {
	needed, err := neededMasters(tx)
	if err != nil {
		return err
	}
	for _, table := range masterTables {
		var rows []struct {
			ID   model.ID
			Gone bool
		}
		err := tx.Table(table).Select("id, deleted_at IS NOT NULL AS gone").Where("batch_id IN "+undoneBatches).
			Where(notRemoved, table, actionDelete).Scan(&rows).Error
		if err != nil {
			return fmt.Errorf("list the %s of undone batches: %w", table, err)
		}
		var come, leave []model.ID
		for _, r := range rows {
			switch stays := needed[table][r.ID]; {
			case stays && r.Gone:
				come = append(come, r.ID)
			case !stays && !r.Gone:
				leave = append(leave, r.ID)
			}
		}
		if err := stampDeleted(tx, table, come, nil); err != nil {
			return err
		}
		if err := stampDeleted(tx, table, leave, time.Now().UTC()); err != nil {
			return err
		}
	}
	return nil
}

func stampDeleted(tx *gorm.DB, table string, ids []model.ID, at any) error {
	const chunk = 500
	for lo := 0; lo < len(ids); lo += chunk {
		part := ids[lo:min(lo+chunk, len(ids))]
		if err := tx.Table(table).Where("id IN ?", part).Update("deleted_at", at).Error; err != nil {
			return fmt.Errorf("settle %s: %w", table, err)
		}
	}
	return nil
}

// neededMasters marks, by table, the masters of undone batches that something in force
// speaks of: what is counted, other masters, or an import that named them again.
func neededMasters(tx *gorm.DB) (map[string]map[model.ID]bool, error) {
	needed := map[string]map[model.ID]bool{}
	var open []mark
	reach := func(m mark) {
		if !needed[m.table][m.id] {
			if needed[m.table] == nil {
				needed[m.table] = map[model.ID]bool{}
			}
			needed[m.table][m.id] = true
			open = append(open, m)
		}
	}
	next := map[mark][]mark{} // links among the masters of undone batches
	for _, r := range uses {
		in := "deleted_at IS NULL"
		if r.from == "sales_lines" {
			in = activeBatches
		}
		if err := referred(tx, r, in, func(_, to mark) { reach(to) }); err != nil {
			return nil, err
		}
	}
	for _, r := range links {
		err := referred(tx, r, "deleted_at IS NULL AND batch_id NOT IN "+undoneBatches, func(_, to mark) { reach(to) })
		if err != nil {
			return nil, err
		}
		err = referred(tx, r, "batch_id IN "+undoneBatches, func(from, to mark) { next[from] = append(next[from], to) })
		if err != nil {
			return nil, err
		}
	}
	for _, table := range masterTables {
		named := reference{"journal_entries", "entity_id", table}
		err := referred(tx, named, "entity = '"+table+"' AND undone = FALSE AND action IN ('"+actionUpdate+"','"+actionConfirm+"')",
			func(_, to mark) { reach(to) })
		if err != nil {
			return nil, err
		}
	}
	for len(open) > 0 {
		last := open[len(open)-1]
		open = open[:len(open)-1]
		for _, to := range next[last] {
			reach(to)
		}
	}
	return needed, nil
}

// mark is one master record.
type mark struct {
	table string
	id    model.ID
}

// referred calls f with every reference r that meets a condition and points at a master
// of an undone batch. The referring record is given only for links between masters.
func referred(tx *gorm.DB, r reference, condition string, f func(from, to mark)) error {
	from := "0"
	for _, table := range masterTables {
		if r.from == table {
			from = "id"
		}
	}
	var rows []struct{ Source, Target model.ID }
	err := tx.Raw("SELECT DISTINCT " + from + " AS source, " + r.column + " AS target FROM " + r.from +
		" WHERE " + condition + " AND " + r.column + " IN (SELECT id FROM " + r.to + " WHERE batch_id IN " + undoneBatches + ")").
		Scan(&rows).Error
	if err != nil {
		return fmt.Errorf("look who speaks of %s: %w", r.to, err)
	}
	for _, row := range rows {
		f(mark{r.from, row.Source}, mark{r.to, row.Target})
	}
	return nil
}
