package store

import (
	"context"
	"fmt"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// LinesByID reads ledger lines in the order of ids. An id without a line is an error: the
// columnar copy and the ledger must agree.
func (s *Store) LinesByID(ctx context.Context, ids []model.ID) ([]model.SalesLine, error) {
	const chunk = 900
	byID := make(map[model.ID]model.SalesLine, len(ids))
	for lo := 0; lo < len(ids); lo += chunk {
		var rows []model.SalesLine
		part := ids[lo:min(lo+chunk, len(ids))]
		if err := s.read.WithContext(ctx).Where("id IN ?", part).Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("read ledger lines: %w", err)
		}
		for i := range rows {
			byID[rows[i].ID] = rows[i]
		}
	}
	out := make([]model.SalesLine, len(ids))
	for i, id := range ids {
		line, ok := byID[id]
		if !ok {
			return nil, fmt.Errorf("ledger line %d is missing", id)
		}
		out[i] = line
	}
	return out, nil
}

// SaveManual writes lines typed in by hand as one batch.
func (s *Store) SaveManual(ctx context.Context, lines []model.ManualLine, note string) (*model.ImportBatch, error) {
	if len(lines) == 0 {
		return nil, model.NewFault(nil, i18n.T("没有可以保存的销售明细。"), i18n.T("数据没有改动。"), i18n.T("请先填写至少一行。"))
	}
	directory, err := s.Directory(ctx)
	if err != nil {
		return nil, err
	}
	in := &model.Import{AllowDuplicates: true, Batch: model.ImportBatch{
		Kind: model.BatchManual, Rows: len(lines), Notes: note}}
	w := importer{in: in, matched: true, progress: func(int, int) {}}
	ref := func(list *[]model.ID, id model.ID) model.Ref {
		if id == 0 {
			return model.NoRef
		}
		*list = append(*list, id)
		return model.Ref(len(*list) - 1)
	}
	for i := range lines {
		l := &lines[i]
		region, department := placeOf(directory, l)
		in.Lines = append(in.Lines, model.LineRow{
			Date: l.Date, OrderNo: l.OrderNo, Quantity: l.Quantity, Amount: l.Amount, Kind: l.Kind, Note: l.Note,
			Customer: ref(&w.ids.customers, l.CustomerID), Product: ref(&w.ids.products, l.ProductID),
			Employee: ref(&w.ids.employees, l.EmployeeID), Region: ref(&w.ids.regions, region),
			Department: ref(&w.ids.departments, department),
		})
	}
	batch := in.Batch
	batch.UUID = model.NewUUID()
	w.batch, w.operation = &batch, batch.UUID.String()
	return s.commit(ctx, &w)
}

// placeOf gives the region and department a hand-typed line belongs to: those of its
// employee, else the customer's own region.
func placeOf(d *model.Directory, l *model.ManualLine) (region, department model.ID) {
	if e := d.Employees[l.EmployeeID]; e != nil {
		region, department = e.RegionID, e.DepartmentID
	}
	if c := d.Customers[l.CustomerID]; c != nil && region == 0 {
		region = c.RegionID
	}
	return region, department
}

// Targets gives the targets of the months from..to, without those of whole quarters and
// years.
func (s *Store) Targets(ctx context.Context, from, to model.Month) ([]model.Target, error) {
	return s.targets(ctx, from, to, "span = ?", model.SpanMonth)
}

// AllTargets gives the targets of months, quarters and years whose first month lies in
// from..to.
func (s *Store) AllTargets(ctx context.Context, from, to model.Month) ([]model.Target, error) {
	return s.targets(ctx, from, to)
}

func (s *Store) targets(ctx context.Context, from, to model.Month, also ...any) ([]model.Target, error) {
	var rows []model.Target
	q := s.read.WithContext(ctx).Where("month BETWEEN ? AND ?", from, to)
	if len(also) > 0 {
		q = q.Where(also[0], also[1:]...)
	}
	if err := q.Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the targets: %w", err)
	}
	return rows, nil
}
