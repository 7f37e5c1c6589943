package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Batches lists every import batch, newest first, undone ones too.
func (s *Store) Batches(ctx context.Context) ([]model.ImportBatch, error) {
	var rows []model.ImportBatch
	if err := s.read.WithContext(ctx).Order("id DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list the batches: %w", err)
	}
	return rows, nil
}

// UndoBatch takes a whole batch out of the figures: its lines count nowhere, its targets
// and entries and the masters that only it brought go, and what it changed in known
// records goes back unless someone has changed it since.
func (s *Store) UndoBatch(ctx context.Context, id model.ID) error {
	return s.flipBatch(ctx, id, true)
}

// RedoBatch brings an undone batch back.
func (s *Store) RedoBatch(ctx context.Context, id model.ID) error {
	return s.flipBatch(ctx, id, false)
}

func (s *Store) flipBatch(ctx context.Context, id model.ID, undo bool) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		batch, err := findBatch(tx, id, undo)
		if err != nil {
			return err
		}
		before := *batch
		action := actionRedo
		batch.UndoneAt = nil
		if undo {
			t := time.Now().UTC()
			batch.UndoneAt, action = &t, actionUndo
		}
		if err := tx.Save(batch).Error; err != nil {
			return fmt.Errorf("flag batch %d: %w", id, err)
		}
		if undo {
			err = undoRecords(tx, batch)
		} else {
			err = redoRecords(tx, batch)
		}
		if err != nil {
			return err
		}
		if err := journal(tx, model.NewUUID().String(), action, batch, id, &before, batch); err != nil {
			return err
		}
		return staleAll(tx)
	})
}

func staleAll(tx *gorm.DB) error {
	for _, key := range []string{keyLedgerStamp, keyDirectoryStamp} {
		if _, err := newStamp(tx, key); err != nil {
			return err
		}
	}
	return nil
}

func findBatch(tx *gorm.DB, id model.ID, wantActive bool) (*model.ImportBatch, error) {
	var batch model.ImportBatch
	err := tx.Take(&batch, id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, model.NewFault(err, i18n.T("没有编号为 %d 的导入批次。", id), i18n.T("数据没有改动。"),
			i18n.T("用“xunshi batches”或“销售 → 批次”查看编号。"))
	}
	if err != nil {
		return nil, fmt.Errorf("read batch %d: %w", id, err)
	}
	if active := batch.UndoneAt == nil; active != wantActive {
		what := i18n.T("批次 %d 已经撤销过了。", id)
		if active {
			what = i18n.T("批次 %d 没有被撤销,无需恢复。", id)
		}
		return nil, model.NewFault(nil, what, i18n.T("数据没有改动。"), "")
	}
	return &batch, nil
}

// batchTables are the records a batch brings besides sales lines. Masters are kept while
// anything else speaks of them.
var batchTables = []struct {
	record any
	unless string // SQL: this record is still needed
}{
	{&model.Target{}, ""},
	{&model.ReceivableEntry{}, ""},
	{&model.Customer{}, `EXISTS (SELECT 1 FROM receivable_entries e WHERE e.customer_id = customers.id AND e.deleted_at IS NULL)
		OR EXISTS (SELECT 1 FROM targets t WHERE t.customer_id = customers.id AND t.deleted_at IS NULL)`},
	{&model.Product{}, `EXISTS (SELECT 1 FROM targets t WHERE t.product_id = products.id AND t.deleted_at IS NULL)`},
	{&model.Region{}, `EXISTS (SELECT 1 FROM customers c WHERE c.region_id = regions.id AND c.deleted_at IS NULL)
		OR EXISTS (SELECT 1 FROM targets t WHERE t.region_id = regions.id AND t.deleted_at IS NULL)
		OR EXISTS (SELECT 1 FROM employees e WHERE e.region_id = regions.id AND e.deleted_at IS NULL AND e.batch_id <> regions.batch_id)
		OR EXISTS (SELECT 1 FROM regions r WHERE r.parent_id = regions.id AND r.deleted_at IS NULL AND r.batch_id <> regions.batch_id)`},
	{&model.Employee{}, `EXISTS (SELECT 1 FROM customers c WHERE c.owner_id = employees.id AND c.deleted_at IS NULL)
		OR EXISTS (SELECT 1 FROM targets t WHERE t.employee_id = employees.id AND t.deleted_at IS NULL)
		OR EXISTS (SELECT 1 FROM regions r WHERE r.manager_id = employees.id AND r.deleted_at IS NULL)
		OR EXISTS (SELECT 1 FROM employees e WHERE e.superior_id = employees.id AND e.deleted_at IS NULL AND e.batch_id <> employees.batch_id)`},
	{&model.Department{}, `EXISTS (SELECT 1 FROM employees e WHERE e.department_id = departments.id AND e.deleted_at IS NULL)
		OR EXISTS (SELECT 1 FROM targets t WHERE t.department_id = departments.id AND t.deleted_at IS NULL)`},
}

// lineColumn is the column of sales_lines that points at a master table.
var lineColumn = map[string]string{
	"customers": "customer_id", "products": "product_id", "regions": "region_id",
	"employees": "employee_id", "departments": "department_id",
}

func undoRecords(tx *gorm.DB, batch *model.ImportBatch) error {
	if err := revertJournal(tx, batch.UUID.String(), true); err != nil {
		return err
	}
	for _, table := range batchTables {
		q := tx.Where("batch_id = ?", batch.ID)
		if table.unless != "" {
			q = q.Where("NOT (" + table.unless + ")")
		}
		if column := lineColumn[entityName(table.record)]; column != "" {
			q = q.Where("id NOT IN (SELECT " + column + " FROM sales_lines WHERE " + activeBatches + ")")
		}
		if err := q.Delete(table.record).Error; err != nil {
			return fmt.Errorf("undo %T of batch %d: %w", table.record, batch.ID, err)
		}
	}
	return nil
}

func redoRecords(tx *gorm.DB, batch *model.ImportBatch) error {
	for _, table := range batchTables {
		err := tx.Unscoped().Model(table.record).Where("batch_id = ? AND deleted_at IS NOT NULL", batch.ID).
			Update("deleted_at", nil).Error
		if err != nil {
			return fmt.Errorf("bring back %T of batch %d: %w", table.record, batch.ID, err)
		}
	}
	return revertJournal(tx, batch.UUID.String(), false)
}

// revertJournal takes the changes an operation made to known records back (undo) or makes
// them again. A record that was changed by someone else since is left as it is.
func revertJournal(tx *gorm.DB, operation string, undo bool) error {
	var entries []model.JournalEntry
	order := "id"
	if undo {
		order = "id DESC"
	}
	err := tx.Where("operation = ? AND action IN ?", operation, []string{actionUpdate, actionReplace}).
		Order(order).Find(&entries).Error
	if err != nil {
		return fmt.Errorf("read the journal: %w", err)
	}
	for i := range entries {
		restore := restorers[entries[i].Entity]
		if restore == nil {
			return fmt.Errorf("journal speaks of unknown records %q", entries[i].Entity)
		}
		if err := restore(tx, &entries[i], undo); err != nil {
			return err
		}
	}
	return nil
}

var restorers = map[string]func(*gorm.DB, *model.JournalEntry, bool) error{
	"regions":            restoreRecord[model.Region],
	"departments":        restoreRecord[model.Department],
	"employees":          restoreRecord[model.Employee],
	"customers":          restoreRecord[model.Customer],
	"products":           restoreRecord[model.Product],
	"targets":            restoreRecord[model.Target],
	"receivable_entries": restoreRecord[model.ReceivableEntry],
}

func restoreRecord[T any](tx *gorm.DB, e *model.JournalEntry, undo bool) error {
	if e.Action == actionReplace {
		value := any(nil)
		if !undo {
			value = time.Now().UTC()
		}
		return tx.Unscoped().Model(new(T)).Where("id = ?", e.EntityID).Update("deleted_at", value).Error
	}
	from, to := e.After, e.Before
	if !undo {
		from, to = to, from
	}
	record := new(T)
	err := tx.Take(record, e.EntityID).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil // deleted since: nothing to take back
	}
	if err != nil {
		return fmt.Errorf("read %s %d: %w", e.Entity, e.EntityID, err)
	}
	patch, err := patchBetween(record, from, to)
	if err != nil || patch == nil {
		return err
	}
	if err := json.Unmarshal(patch, record); err != nil {
		return fmt.Errorf("restore %s %d: %w", e.Entity, e.EntityID, err)
	}
	refreshSearchKey(record)
	return tx.Save(record).Error
}

func refreshSearchKey(record any) {
	switch r := record.(type) {
	case *model.Customer:
		customerPinyin(r)
	case *model.Product:
		productPinyin(r)
	}
}

// patchBetween gives the fields that differ between from and to and that still stand as
// in from, with their values of to; nil if there are none.
func patchBetween(current any, from, to []byte) ([]byte, error) {
	now, err := json.Marshal(current)
	if err != nil {
		return nil, err
	}
	var have, was, will map[string]json.RawMessage
	for _, part := range []struct {
		b []byte
		m *map[string]json.RawMessage
	}{{now, &have}, {from, &was}, {to, &will}} {
		if err := json.Unmarshal(part.b, part.m); err != nil {
			return nil, fmt.Errorf("read a journal entry: %w", err)
		}
	}
	patch := map[string]json.RawMessage{}
	for field, value := range will {
		if field == "updated_at" || string(was[field]) == string(value) || string(have[field]) != string(was[field]) {
			continue
		}
		patch[field] = value
	}
	if len(patch) == 0 {
		return nil, nil
	}
	return json.Marshal(patch)
}
