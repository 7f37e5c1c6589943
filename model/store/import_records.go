package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"xunshi/model"
)

// RecordBatch is a list of records on its way into the store as one import: what is put,
// created and removed through it belongs to the batch and goes and comes back with it.
type RecordBatch struct {
	*Edit
	Batch *model.ImportBatch

	created int // masters and sub-records created in bulk
}

// ImportRecords writes a list of records as one batch: f puts, creates and removes, all of
// it or nothing. UndoBatch and RedoBatch take it back and bring it again like any import.
func (s *Store) ImportRecords(ctx context.Context, batch model.ImportBatch, f func(b *RecordBatch) error) (*model.ImportBatch, error) {
	batch.Record = model.Record{UUID: model.NewUUID()}
	err := s.change(ctx, func(tx *gorm.DB) error {
		b := &RecordBatch{Edit: &Edit{tx: tx, operation: batch.UUID.String()}, Batch: &batch}
		if err := tx.Create(&batch).Error; err != nil {
			return fmt.Errorf("open the batch: %w", err)
		}
		if err := f(b); err != nil {
			return err
		}
		if err := tx.Save(&batch).Error; err != nil {
			return fmt.Errorf("close the batch: %w", err)
		}
		if err := createAll(tx, b.entries); err != nil {
			return fmt.Errorf("write the journal: %w", err)
		}
		if err := journal(tx, b.operation, actionImport, &batch, batch.ID, nil, &batch); err != nil {
			return err
		}
		return b.stale()
	})
	if err != nil {
		return nil, fmt.Errorf("import %s: %w", batch.File, err)
	}
	return &batch, nil
}

// CreateAll writes new records of a batch and gives them their row ids. A master that went
// with an undone batch comes back instead, as the list has it, so that the same customer
// does not stand there twice when that batch comes back.
func CreateAll[T any, P keyed[T]](b *RecordBatch, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	for i := range rows {
		refreshSearchKey(&rows[i])
	}
	master := slices.Contains(masterTables, entityName(&rows[0]))
	fresh := make([]int, 0, len(rows))
	if master {
		gone, err := goneMasters[T, P](b.tx)
		if err != nil {
			return err
		}
		for i := range rows {
			old := gone[identityOf(&rows[i])]
			if old == nil {
				fresh = append(fresh, i)
				continue
			}
			if err := bringBack[T, P](b, &rows[i], old); err != nil {
				return err
			}
		}
	} else {
		for i := range rows {
			fresh = append(fresh, i)
		}
	}
	return createFresh[T, P](b, rows, fresh, master)
}

// createFresh inserts the chosen rows and notes those that no batch id marks.
func createFresh[T any, P keyed[T]](b *RecordBatch, rows []T, fresh []int, master bool) error {
	part := make([]T, len(fresh))
	for n, i := range fresh {
		stampBatch(&rows[i], b.Batch.ID)
		part[n] = rows[i]
	}
	if err := createAll(b.tx, part); err != nil {
		return err
	}
	for n, i := range fresh {
		rows[i] = part[n]
		if master {
			continue
		}
		// The record itself says what it was created as: later changes keep what stood before.
		if err := b.note(actionCreate, &rows[i], P(&rows[i]).RowID(), nil, nil); err != nil {
			return err
		}
	}
	if len(fresh) > 0 {
		b.touch(&rows[0])
	}
	b.created += len(fresh)
	return nil
}

// goneMasters are the masters of one kind that went with undone batches, by identity.
func goneMasters[T any, P keyed[T]](tx *gorm.DB) (map[identity]*T, error) {
	var gone []T
	err := tx.Unscoped().Where("deleted_at IS NOT NULL AND batch_id IN "+undoneBatches).
		Where(notRemoved, entityName(new(T)), actionDelete).Order("id DESC").Find(&gone).Error
	if err != nil {
		return nil, fmt.Errorf("read the undone %T: %w", gone, err)
	}
	by := make(map[identity]*T, len(gone))
	for i := range gone {
		by[identityOf(&gone[i])] = &gone[i]
	}
	return by, nil
}

// bringBack lets a record that went with an undone batch stand again, as row has it.
func bringBack[T any, P keyed[T]](b *RecordBatch, row, old *T) error {
	keepIdentity(row, old)
	if err := b.tx.Unscoped().Save(row).Error; err != nil {
		return fmt.Errorf("bring back %T %d: %w", row, P(row).RowID(), err)
	}
	return b.note(actionUpdate, row, P(row).RowID(), old, row)
}

// Confirm notes that the batch named known records without changing them: they stay when
// the batch that brought them is undone.
func Confirm[T any](b *RecordBatch, ids []model.ID) error { return confirm[T](b.tx, b.operation, ids) }

// identityOf is how a master is recognised.
func identityOf(record any) identity {
	switch r := record.(type) {
	case *model.Region:
		return identity{r.Code, r.Name}.key()
	case *model.Department:
		return identity{r.Code, r.Name}.key()
	case *model.Employee:
		return identity{r.Code, r.Name}.key()
	case *model.Customer:
		return identity{r.Code, r.Name}.key()
	case *model.Product:
		return identity{r.Code, r.Name}.key()
	}
	return identity{}
}

func stampBatch(record any, id model.ID) {
	if _, batch := stampsOf(record); batch != nil {
		*batch = id
	}
}

// keepIdentity gives row the identity, creation and batch of old.
func keepIdentity(row, old any) {
	to, toBatch := stampsOf(row)
	from, fromBatch := stampsOf(old)
	if to != nil && from != nil {
		to.ID, to.UUID, to.CreatedAt = from.ID, from.UUID, from.CreatedAt
		*toBatch = *fromBatch
	}
}

// stampsOf gives the stamps and the batch of a record that has one.
func stampsOf(record any) (*model.Record, *model.ID) {
	switch r := record.(type) {
	case *model.Region:
		return &r.Record, &r.BatchID
	case *model.Department:
		return &r.Record, &r.BatchID
	case *model.Employee:
		return &r.Record, &r.BatchID
	case *model.Customer:
		return &r.Record, &r.BatchID
	case *model.Product:
		return &r.Record, &r.BatchID
	case *model.ProductPrice:
		return &r.Record, &r.BatchID
	}
	return nil, nil
}

// MergedCustomers gives the customer that stands for each merged one, by code and, where
// it had none, by name.
func (s *Store) MergedCustomers(ctx context.Context) (byCode, byName map[string]model.ID, err error) {
	return mergedCustomers(s.read.WithContext(ctx))
}
