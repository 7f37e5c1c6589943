package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"xunshi/model"
)

// writeDrafts creates the drafts that matched nothing (putting their row ids into ids)
// and lets fill bring known records up to date; fill tells whether it changed anything.
func writeDrafts[T any, P keyed[T]](w *importer, tx *gorm.DB, drafts []T, ids []model.ID,
	finish func(*T), fill func(known, draft *T, overwrite bool) bool) error {
	var fresh []T
	var places []int
	for i := range drafts {
		if ids[i] == 0 {
			fresh = append(fresh, drafts[i])
			places = append(places, i)
		}
	}
	if len(fresh) == len(drafts) {
		return createDrafts[T, P](w, tx, fresh, places, ids)
	}
	byID, err := readAll[T, P](tx)
	if err != nil {
		return err
	}
	if err := createDrafts[T, P](w, tx, fresh, places, ids); err != nil {
		return err
	}
	isNew := map[int]bool{}
	for _, i := range places {
		isNew[i] = true
	}
	var named []model.ID // known records that the drafts name without changing them
	for i := range drafts {
		if isNew[i] {
			continue
		}
		record := byID[ids[i]]
		if record == nil {
			if record, err = revive[T, P](w, tx, &drafts[i], ids[i], finish); err != nil {
				return err
			}
			byID[ids[i]] = record
			named = append(named, ids[i])
			continue
		}
		if !fill(record, &drafts[i], w.in.UpdateMasters) {
			if len(w.in.Lines) == 0 { // lines speak for themselves, a list only by its rows
				named = append(named, ids[i])
			}
			continue
		}
		if finish != nil {
			finish(record)
		}
		w.mastersNew = true
		if err := saveRecord[T, P](tx, w.operation, record); err != nil {
			return err
		}
	}
	return confirm[T](tx, w.operation, named)
}

func createDrafts[T any, P keyed[T]](w *importer, tx *gorm.DB, fresh []T, places []int, ids []model.ID) error {
	if len(fresh) == 0 {
		return nil
	}
	if err := createAll(tx, fresh); err != nil {
		return err
	}
	w.mastersNew = true
	for n, i := range places {
		ids[i] = P(&fresh[n]).RowID()
	}
	return nil
}

// revive brings a record back that went with an undone batch, because a draft names it
// again. It takes every field from the draft: the undone file may have been wrong.
func revive[T any, P keyed[T]](w *importer, tx *gorm.DB, draft *T, id model.ID, finish func(*T)) (*T, error) {
	record := new(T)
	if err := tx.Unscoped().Model(record).Where("id = ?", id).Update("deleted_at", nil).Error; err != nil {
		return nil, fmt.Errorf("bring back %T %d: %w", record, id, err)
	}
	if err := tx.Take(record, id).Error; err != nil {
		return nil, fmt.Errorf("read %T %d: %w", record, id, err)
	}
	b, err := json.Marshal(draft)
	if err != nil {
		return nil, err
	}
	var values fields
	if err := json.Unmarshal(b, &values); err != nil {
		return nil, err
	}
	for _, name := range []string{"id", "uuid", "created_at", "updated_at", "batch_id"} {
		delete(values, name)
	}
	b, err = json.Marshal(values)
	if err := errors.Join(err, json.Unmarshal(b, record)); err != nil {
		return nil, err
	}
	if finish != nil {
		finish(record)
	}
	w.mastersNew = true
	return record, saveRecord[T, P](tx, w.operation, record)
}

// confirm notes in the journal that an import named known records, so that they stay when
// the batch that brought them is undone.
func confirm[T any](tx *gorm.DB, operation string, ids []model.ID) error {
	entity, at := entityName(new(T)), time.Now().UTC()
	entries := make([]model.JournalEntry, len(ids))
	for i, id := range ids {
		entries[i] = model.JournalEntry{Operation: operation, At: at, Action: actionConfirm, Entity: entity, EntityID: id}
	}
	return createAll(tx, entries)
}
