package store

import (
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"xunshi/model"
)

// settleRecords lets what a list brought beside its masters (contacts, prices …) go and come
// back with its batch, and what it removed come back and go. What the user removed since
// stays removed.
func settleRecords(tx *gorm.DB, batch *model.ImportBatch, undo bool) error {
	var entries []model.JournalEntry
	err := tx.Select("id", "action", "entity", "entity_id").Where("operation = ? AND action IN ?", batch.UUID.String(),
		[]string{actionCreate, actionDelete}).Order("id").Find(&entries).Error
	if err != nil {
		return fmt.Errorf("read the journal: %w", err)
	}
	come, leave := map[string][]model.ID{}, map[string][]model.ID{}
	for i := range entries {
		e := &entries[i]
		if slices.Contains(masterTables, e.Entity) || kinds[e.Entity] == nil {
			continue // masters: settleMasters
		}
		if (e.Action == actionCreate) == undo {
			leave[e.Entity] = append(leave[e.Entity], e.EntityID)
		} else {
			come[e.Entity] = append(come[e.Entity], e.EntityID)
		}
	}
	now := time.Now().UTC()
	for table, ids := range leave {
		if err := stampDeleted(tx, table, ids, now); err != nil {
			return err
		}
	}
	for table, ids := range come {
		ids, err := notRemovedElse(tx, table, batch.UUID.String(), ids)
		if err != nil {
			return err
		}
		if err := stampDeleted(tx, table, ids, nil); err != nil {
			return err
		}
	}
	return nil
}

// notRemovedElse leaves out the records that another act in force removed.
func notRemovedElse(tx *gorm.DB, table, operation string, ids []model.ID) ([]model.ID, error) {
	var removed []model.ID
	err := tx.Model(&model.JournalEntry{}).Where("entity = ? AND action = ? AND undone = ? AND operation <> ?",
		table, actionDelete, false, operation).Pluck("entity_id", &removed).Error
	if err != nil {
		return nil, fmt.Errorf("read what was removed: %w", err)
	}
	gone := make(map[model.ID]bool, len(removed))
	for _, id := range removed {
		gone[id] = true
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id model.ID) bool { return gone[id] }), nil
}
