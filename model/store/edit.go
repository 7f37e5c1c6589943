package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Edit is one act of the user on any records: everything put and removed in it is written
// in one transaction, journaled under one operation, and can be undone as one.
type Edit struct {
	tx        *gorm.DB
	operation string
	entries   []model.JournalEntry
	directory bool // a master record changed
	ledger    bool // what the ledger's caches hold changed
	agreed    bool // an area, policy or price changed

	sales map[string]map[model.ID]int64 // lines of sales that speak of masters, by table, see Foresee
}

// Operation is the id of the act in the journal: what Undo takes.
func (e *Edit) Operation() string { return e.operation }

// Edit runs f as one act and gives its operation, "" when nothing changed. When f fails,
// nothing is written.
func (s *Store) Edit(ctx context.Context, f func(e *Edit) error) (operation string, err error) {
	e := &Edit{operation: model.NewUUID().String()}
	err = s.change(ctx, func(tx *gorm.DB) error {
		e.tx = tx
		if err := f(e); err != nil {
			return err
		}
		return e.finish()
	})
	if err != nil {
		return "", err
	}
	if len(e.entries) == 0 {
		return "", nil
	}
	s.edited()
	return e.operation, nil
}

// OnEdit has f called after every act that changed records, on the goroutine that did it.
// It must be set before the store is used.
func (s *Store) OnEdit(f func()) { s.onEdit = f }

func (s *Store) edited() {
	if s.onEdit != nil {
		s.onEdit()
	}
}

// finish writes the journal and marks stale what caches hold.
func (e *Edit) finish() error {
	if len(e.entries) == 0 {
		return nil
	}
	if err := createAll(e.tx, e.entries); err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	return e.stale()
}

func (e *Edit) stale() error {
	for key, changed := range map[string]bool{keyLedgerStamp: e.ledger, keyDirectoryStamp: e.directory, keyAgreedStamp: e.agreed} {
		if !changed {
			continue
		}
		if _, err := newStamp(e.tx, key); err != nil {
			return err
		}
	}
	return nil
}

// note journals one change of one record and remembers which caches it makes stale.
func (e *Edit) note(action string, record any, id model.ID, before, after any) error {
	entry := model.JournalEntry{Operation: e.operation, At: time.Now().UTC(), Action: action, Entity: entityName(record), EntityID: id}
	var err error
	if entry.Before, err = jsonOrNil(before); err != nil {
		return err
	}
	if entry.After, err = jsonOrNil(after); err != nil {
		return err
	}
	e.entries = append(e.entries, entry)
	e.touch(record)
	return nil
}

func (e *Edit) touch(record any) {
	switch record.(type) {
	case *model.Region, *model.Department, *model.Employee, *model.Customer, *model.Product:
		e.directory = true
	case *model.SalesLine, *model.ReceivableEntry:
		e.ledger = true
	case *model.CustomerArea, *model.CustomerPolicy, *model.ProductPrice:
		e.agreed = true
	}
}

// Put creates the record (row id 0) or writes it over the one that is there. A record that
// somebody changed since it was read is refused: its UpdatedAt must be the one that stands
// there, or zero to write regardless. A record that equals the one there is left alone.
func Put[T any, P keyed[T]](e *Edit, record *T) error {
	refreshSearchKey(record)
	id := P(record).RowID()
	if id == 0 {
		if err := e.tx.Create(record).Error; err != nil {
			return fmt.Errorf("create %T: %w", record, err)
		}
		return e.note(actionCreate, record, P(record).RowID(), nil, record)
	}
	var before T
	err := e.tx.Take(&before, id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return gone(record, id)
	}
	if err != nil {
		return fmt.Errorf("read %T %d: %w", record, id, err)
	}
	same, err := agree(&before, record)
	if err != nil || same {
		return err
	}
	if err := e.tx.Save(record).Error; err != nil {
		return fmt.Errorf("update %T %d: %w", record, id, err)
	}
	return e.note(actionUpdate, record, id, &before, record)
}

// Remove deletes a record (it stays in the journal's reach). A master record that others
// still speak of is refused: see InUse.
func Remove[T any, P keyed[T]](e *Edit, record *T) error {
	id := P(record).RowID()
	var before T
	err := e.tx.Take(&before, id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return gone(record, id)
	}
	if err != nil {
		return fmt.Errorf("read %T %d: %w", record, id, err)
	}
	uses, err := e.countUses(entityName(record), id)
	if err != nil {
		return err
	}
	if len(uses) > 0 {
		return model.NewFault(nil, i18n.T("不能删除:还有%s。", usesInWords(uses)), i18n.T("数据没有改动。"),
			i18n.T("可以合并、停用或先转移这些记录。"))
	}
	if err := e.tx.Delete(&before).Error; err != nil {
		return fmt.Errorf("delete %T %d: %w", record, id, err)
	}
	return e.note(actionDelete, record, id, &before, nil)
}

// AddRows writes new rows that are many and belong to a record put in the same act, such
// as the values of a forecast: they are not journaled one by one.
func AddRows[T any](e *Edit, rows []T) error { return createAll(e.tx, rows) }

// FindIn is Find inside an act: it sees what the act has written.
func FindIn[T any](e *Edit, like T) ([]T, error) { return findLike(e.tx, like) }

// GetIn gives one record inside an act, nil if there is none.
func GetIn[T any](e *Edit, id model.ID) (*T, error) { return takeOne[T](e.tx.Where("id = ?", id)) }

// Find gives the records whose fields are those of like, its zero fields not counting, in
// the order they were made.
func Find[T any](ctx context.Context, s *Store, like T) ([]T, error) {
	return findLike(s.read.WithContext(ctx), like)
}

// FindDated is Find for records with a Date, those of a period.
func FindDated[T any](ctx context.Context, s *Store, like T, p model.Period) ([]T, error) {
	return findLike(s.read.WithContext(ctx).Where("date BETWEEN ? AND ?", p.From, p.To), like)
}

// Get gives one record, nil if there is none.
func Get[T any](ctx context.Context, s *Store, id model.ID) (*T, error) {
	return takeOne[T](s.read.WithContext(ctx).Where("id = ?", id))
}

func findLike[T any](db *gorm.DB, like T) ([]T, error) {
	return findAll[T](db.Where(&like).Order("id"))
}

func gone(record any, id model.ID) error {
	return model.NewFault(fmt.Errorf("%T %d is gone", record, id), i18n.T("这条记录已经被删除。"), i18n.T("数据没有改动。"),
		i18n.T("请刷新后再试。"))
}
