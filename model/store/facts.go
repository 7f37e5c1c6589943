package store

import (
	"context"
	"fmt"
	"log/slog"
	"slices"

	"gorm.io/gorm"

	"xunshi/model"
)

// Facts gives the ledger in columns. It comes from memory, else from the cache file
// beside the database, else from the database; it is never older than the last commit.
func (s *Store) Facts(ctx context.Context) (*model.Facts, error) {
	s.factsMu.Lock()
	defer s.factsMu.Unlock() // a second caller waits for the same work instead of doing it twice
	stamp, err := readStamp(s.read.WithContext(ctx), keyLedgerStamp)
	if err != nil {
		return nil, err
	}
	if s.facts != nil && s.facts.Revision == stamp {
		return s.facts, nil
	}
	if f, err := loadFacts(s.factsPath(), stamp); err == nil {
		s.facts = f
		return f, nil
	}
	f, err := readFacts(s.read.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	s.facts = f
	s.saveFactsLater(f)
	return f, nil
}

func readFacts(db *gorm.DB) (*model.Facts, error) {
	f := &model.Facts{}
	err := db.Transaction(func(tx *gorm.DB) (err error) {
		if f.Revision, err = readStamp(tx, keyLedgerStamp); err != nil {
			return err
		}
		var total int64
		if err := tx.Model(&model.ImportBatch{}).Where("undone_at IS NULL").
			Select("COALESCE(SUM(imported),0)").Scan(&total).Error; err != nil {
			return fmt.Errorf("count the ledger: %w", err)
		}
		grow(f, int(total))
		return scanFacts(tx, f)
	})
	if err != nil {
		return nil, err
	}
	return sortedFacts(f), nil
}

func scanFacts(tx *gorm.DB, f *model.Facts) error {
	rows, err := tx.Model(&model.SalesLine{}).Where(activeBatches).Order("id").
		Select("id, date, customer_id, product_id, employee_id, region_id, department_id, batch_id, amount, quantity, kind, returned").
		Rows()
	if err != nil {
		return fmt.Errorf("read the ledger: %w", err)
	}
	defer rows.Close()
	var (
		id, date, customer, product, employee, region, department, batch, amount, quantity, kind int64
		returned                                                                                 bool
	)
	for rows.Next() {
		if err := rows.Scan(&id, &date, &customer, &product, &employee, &region, &department, &batch,
			&amount, &quantity, &kind, &returned); err != nil {
			return fmt.Errorf("read a ledger line: %w", err)
		}
		f.Lines = append(f.Lines, model.ID(id))
		f.Dates = append(f.Dates, model.Date(date))
		f.Customers = append(f.Customers, model.ID(customer))
		f.Products = append(f.Products, model.ID(product))
		f.Employees = append(f.Employees, model.ID(employee))
		f.Regions = append(f.Regions, model.ID(region))
		f.Departments = append(f.Departments, model.ID(department))
		f.Batches = append(f.Batches, model.ID(batch))
		f.Amounts = append(f.Amounts, model.Money(amount))
		f.Quantities = append(f.Quantities, model.Quantity(quantity))
		f.Flags = append(f.Flags, model.MakeFlag(model.LineKind(kind), returned))
	}
	return rows.Err()
}

func grow(f *model.Facts, n int) {
	f.Lines = slices.Grow(f.Lines, n)
	f.Dates = slices.Grow(f.Dates, n)
	f.Customers = slices.Grow(f.Customers, n)
	f.Products = slices.Grow(f.Products, n)
	f.Employees = slices.Grow(f.Employees, n)
	f.Regions = slices.Grow(f.Regions, n)
	f.Departments = slices.Grow(f.Departments, n)
	f.Batches = slices.Grow(f.Batches, n)
	f.Amounts = slices.Grow(f.Amounts, n)
	f.Quantities = slices.Grow(f.Quantities, n)
	f.Flags = slices.Grow(f.Flags, n)
}

// sortedFacts orders the rows by date, keeping the order of entry within a day.
func sortedFacts(f *model.Facts) *model.Facts {
	if slices.IsSorted(f.Dates) {
		return f
	}
	order := dateOrder(f.Dates)
	return &model.Facts{
		Revision:    f.Revision,
		Dates:       pickRows(f.Dates, order),
		Lines:       pickRows(f.Lines, order),
		Customers:   pickRows(f.Customers, order),
		Products:    pickRows(f.Products, order),
		Employees:   pickRows(f.Employees, order),
		Regions:     pickRows(f.Regions, order),
		Departments: pickRows(f.Departments, order),
		Batches:     pickRows(f.Batches, order),
		Amounts:     pickRows(f.Amounts, order),
		Quantities:  pickRows(f.Quantities, order),
		Flags:       pickRows(f.Flags, order),
	}
}

// dateOrder is a counting sort: dates are few, lines are many.
func dateOrder(dates []model.Date) []int32 {
	first, last := slices.Min(dates), slices.Max(dates)
	start := make([]int32, int(last-first)+2)
	for _, d := range dates {
		start[d-first+1]++
	}
	for i := 1; i < len(start); i++ {
		start[i] += start[i-1]
	}
	order := make([]int32, len(dates))
	for i, d := range dates {
		order[start[d-first]] = int32(i)
		start[d-first]++
	}
	return order
}

func pickRows[V any](column []V, order []int32) []V {
	out := make([]V, len(order))
	for i, row := range order {
		out[i] = column[row]
	}
	return out
}

// appendFacts brings the columnar copy forward by the lines an import just wrote, so that
// a small daily file does not cost a rebuild. If it cannot, the next Facts rebuilds.
func (s *Store) appendFacts(w *importer) {
	s.factsMu.Lock()
	defer s.factsMu.Unlock()
	old := s.facts
	if w.newStamp == 0 {
		return
	}
	if len(w.marks) > 0 { // earlier lines changed: read all anew
		s.facts = nil
		return
	}
	if old == nil && w.oldStamp == 0 {
		old = &model.Facts{}
	}
	if old == nil || old.Revision != w.oldStamp || (w.written > 0 && len(w.in.Lines) > 0 && w.firstLine == 0) {
		s.facts = nil
		return
	}
	f := cloneFacts(old, w.written)
	f.Revision = w.newStamp
	id := w.firstLine
	for i := range w.in.Lines {
		if w.skip != nil && w.skip[i] {
			continue
		}
		r := &w.in.Lines[i]
		f.Lines = append(f.Lines, id)
		f.Dates = append(f.Dates, r.Date)
		f.Customers = append(f.Customers, at(w.ids.customers, r.Customer))
		f.Products = append(f.Products, at(w.ids.products, r.Product))
		f.Employees = append(f.Employees, at(w.ids.employees, r.Employee))
		f.Regions = append(f.Regions, at(w.ids.regions, r.Region))
		f.Departments = append(f.Departments, at(w.ids.departments, r.Department))
		f.Batches = append(f.Batches, w.batch.ID)
		f.Amounts = append(f.Amounts, r.Amount)
		f.Quantities = append(f.Quantities, r.Quantity)
		f.Flags = append(f.Flags, model.MakeFlag(r.Kind, r.Returned))
		id++
	}
	s.facts = sortedFacts(f)
	s.saveFactsLater(s.facts)
}

// cloneFacts copies f with room for extra rows: readers may still hold f.
func cloneFacts(f *model.Facts, extra int) *model.Facts {
	return &model.Facts{
		Lines:       withRoom(f.Lines, extra),
		Dates:       withRoom(f.Dates, extra),
		Customers:   withRoom(f.Customers, extra),
		Products:    withRoom(f.Products, extra),
		Employees:   withRoom(f.Employees, extra),
		Regions:     withRoom(f.Regions, extra),
		Departments: withRoom(f.Departments, extra),
		Batches:     withRoom(f.Batches, extra),
		Amounts:     withRoom(f.Amounts, extra),
		Quantities:  withRoom(f.Quantities, extra),
		Flags:       withRoom(f.Flags, extra),
	}
}

func withRoom[V any](column []V, extra int) []V {
	return append(make([]V, 0, len(column)+extra), column...)
}

// saveFactsLater writes the cache file in the background; Close waits for it.
func (s *Store) saveFactsLater(f *model.Facts) {
	s.saving.Add(1)
	go func() {
		defer s.saving.Done()
		if err := saveFacts(s.factsPath(), f); err != nil {
			slog.Warn("facts cache not saved; it will be rebuilt", "error", err)
		}
	}()
}
