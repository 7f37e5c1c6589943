package store

import (
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"

	"xunshi/model"
)

// rowsAtOnce is how many records are read and written over with one statement each.
const rowsAtOnce = 400

// PutAll is Put for many records of one kind, in a handful of statements instead of two for
// each. The records are told apart by their row ids: none may be there twice.
func PutAll[T any, P keyed[T]](e *Edit, records []*T) error {
	var known []*T
	for _, r := range records {
		if P(r).RowID() != 0 {
			known = append(known, r)
			continue
		}
		if err := Put[T, P](e, r); err != nil {
			return err
		}
	}
	for len(known) > 0 {
		n := min(len(known), rowsAtOnce)
		if err := putKnown[T, P](e, known[:n]); err != nil {
			return err
		}
		known = known[n:]
	}
	return nil
}

// putKnown writes records over those that are there.
func putKnown[T any, P keyed[T]](e *Edit, records []*T) error {
	ids := make([]model.ID, len(records))
	for i, r := range records {
		ids[i] = P(r).RowID()
	}
	before, err := readAll[T, P](e.tx.Where("id IN ?", ids))
	if err != nil {
		return err
	}
	changed := make([]*T, 0, len(records))
	for i, r := range records {
		if before[ids[i]] == nil {
			return gone(r, ids[i])
		}
		refreshSearchKey(r)
		same, err := agree(before[ids[i]], r)
		if err != nil {
			return err
		}
		if !same {
			changed = append(changed, r)
		}
	}
	if err := writeOver(e.tx, changed); err != nil {
		return err
	}
	for _, r := range changed {
		id := P(r).RowID()
		if err := e.note(actionUpdate, r, id, before[id], r); err != nil {
			return err
		}
	}
	return nil
}

// writeOver writes records that are known to be there, all their columns, many in one
// statement, and stamps them with the time.
func writeOver[T any](tx *gorm.DB, records []*T) error {
	if len(records) == 0 {
		return nil
	}
	columns := 1
	if s, err := schema.Parse(records[0], schemaCache, naming); err == nil {
		columns = max(1, len(s.DBNames))
	}
	for at, most := 0, max(1, parametersAtOnce/columns); at < len(records); at += most {
		part := records[at:min(len(records), at+most)]
		err := tx.Set("gorm:update_track_time", true).Clauses(clause.OnConflict{UpdateAll: true}).Create(part).Error
		if err != nil {
			return fmt.Errorf("update %T: %w", records[0], err)
		}
	}
	return nil
}
