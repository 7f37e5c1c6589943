package store

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"xunshi/model"
)

// Actions of the journal.
const (
	actionCreate  = "create"
	actionUpdate  = "update"
	actionDelete  = "delete"
	actionReplace = "replace" // deleted because a newer import speaks of the same thing
	actionConfirm = "confirm" // an import named a known record again
	actionImport  = "import"
	actionUndo    = "undo"
	actionRedo    = "redo"
)

var (
	naming      = schema.NamingStrategy{}
	schemaCache = &sync.Map{}
)

// entityName is the table a record lives in.
func entityName(record any) string {
	if t, ok := record.(schema.Tabler); ok {
		return t.TableName()
	}
	s, err := schema.Parse(record, schemaCache, naming)
	if err != nil {
		return fmt.Sprintf("%T", record)
	}
	return s.Table
}

// journal adds one entry to the journal; before or after is nil where there is none.
func journal(tx *gorm.DB, operation, action string, record any, id model.ID, before, after any) error {
	entry := model.JournalEntry{
		Operation: operation, At: time.Now().UTC(), Action: action,
		Entity: entityName(record), EntityID: id,
	}
	var err error
	if entry.Before, err = jsonOrNil(before); err != nil {
		return err
	}
	if entry.After, err = jsonOrNil(after); err != nil {
		return err
	}
	if err := tx.Create(&entry).Error; err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	return nil
}

func jsonOrNil(v any) ([]byte, error) {
	if v == nil {
		return nil, nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("journal a %T: %w", v, err)
	}
	return b, nil
}

// saveRecord creates or updates one record and journals the change.
func saveRecord[T any, P keyed[T]](tx *gorm.DB, operation string, record *T) error {
	id := P(record).RowID()
	if id == 0 {
		if err := tx.Create(record).Error; err != nil {
			return fmt.Errorf("create %T: %w", record, err)
		}
		return journal(tx, operation, actionCreate, record, P(record).RowID(), nil, record)
	}
	var before T
	if err := tx.Take(&before, id).Error; err != nil {
		return fmt.Errorf("read %T %d: %w", record, id, err)
	}
	if err := tx.Save(record).Error; err != nil {
		return fmt.Errorf("update %T %d: %w", record, id, err)
	}
	return journal(tx, operation, actionUpdate, record, id, &before, record)
}

// deleteRecord soft-deletes one record and journals it under action.
func deleteRecord[T any, P keyed[T]](tx *gorm.DB, operation, action string, record *T) error {
	if err := tx.Delete(record).Error; err != nil {
		return fmt.Errorf("delete %T %d: %w", record, P(record).RowID(), err)
	}
	return journal(tx, operation, action, record, P(record).RowID(), record, nil)
}
