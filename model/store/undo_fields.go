package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"gorm.io/gorm"

	"xunshi/model"
)

// flipFields takes the changes an operation made to known records back (undo) or makes
// them again. A field's value is what the chain of its changes says, those of undone
// operations left out, so the order of undoing does not matter. A field that somebody
// changed without the journal stays as it is.
func flipFields(tx *gorm.DB, operation string, undo bool) error {
	var own []model.JournalEntry
	if err := tx.Where("operation = ? AND action = ?", operation, actionUpdate).Find(&own).Error; err != nil {
		return fmt.Errorf("read the journal: %w", err)
	}
	var order []string
	places := map[string][]model.ID{}
	seen := map[string]map[model.ID]bool{}
	for i := range own {
		entity, id := own[i].Entity, own[i].EntityID
		if seen[entity] == nil {
			seen[entity] = map[model.ID]bool{}
			order = append(order, entity)
		}
		if !seen[entity][id] {
			seen[entity][id] = true
			places[entity] = append(places[entity], id)
		}
	}
	for _, entity := range order {
		flip := flippers[entity]
		if flip == nil {
			slog.Warn("the journal speaks of unknown records", "entity", entity, "operation", operation)
			continue
		}
		for ids := range slices.Chunk(places[entity], rowsAtOnce) {
			if err := flip(tx, operation, entity, ids, undo); err != nil {
				return fmt.Errorf("take changes of %s back: %w", entity, err)
			}
		}
	}
	err := tx.Model(&model.JournalEntry{}).Where("operation = ?", operation).Update("undone", undo).Error
	if err != nil {
		return fmt.Errorf("flag the journal: %w", err)
	}
	return nil
}

// flipRecords does it for some records of one kind. A record that is gone for good stays so.
func flipRecords[T any, P keyed[T]](tx *gorm.DB, operation, entity string, ids []model.ID, undo bool) error {
	records, err := readAll[T, P](tx.Unscoped().Where("id IN ?", ids))
	if err != nil {
		return err
	}
	var entries []model.JournalEntry
	err = tx.Where("entity = ? AND action = ? AND entity_id IN ?", entity, actionUpdate, ids).Order("id").Find(&entries).Error
	if err != nil {
		return fmt.Errorf("read the journal: %w", err)
	}
	chains := map[model.ID][]model.JournalEntry{}
	for i := range entries {
		chains[entries[i].EntityID] = append(chains[entries[i].EntityID], entries[i])
	}
	var changed []*T
	for _, id := range ids {
		record := records[id]
		if record == nil {
			continue
		}
		patch, err := flipPatch(record, chains[id], operation, undo)
		if err != nil {
			return fmt.Errorf("%s %d: %w", entity, id, err)
		}
		if patch == nil {
			continue
		}
		if err := json.Unmarshal(patch, record); err != nil {
			return fmt.Errorf("%s %d: %w", entity, id, err)
		}
		refreshSearchKey(record)
		changed = append(changed, record)
	}
	return writeOver(tx, changed)
}

// flipPatch is what of a record changes when the operation is undone or made again.
func flipPatch(record any, chain []model.JournalEntry, operation string, undo bool) ([]byte, error) {
	was := replay(chain)
	for i := range chain {
		if chain[i].Operation == operation {
			chain[i].Undone = undo
		}
	}
	return patchFields(record, was, replay(chain))
}

type fields map[string]json.RawMessage

// replay gives the value of every field that the chain of changes of one record speaks of.
func replay(chain []model.JournalEntry) fields {
	values := fields{}
	for i := range chain {
		var before, after fields
		if err := errors.Join(json.Unmarshal(chain[i].Before, &before), json.Unmarshal(chain[i].After, &after)); err != nil {
			slog.Warn("a journal entry cannot be read", "id", chain[i].ID, "error", err)
			continue
		}
		for name, value := range after {
			if name == "updated_at" || string(before[name]) == string(value) {
				continue
			}
			if _, ok := values[name]; !ok {
				values[name] = before[name]
			}
			if !chain[i].Undone {
				values[name] = value
			}
		}
	}
	return values
}

// patchFields gives, as JSON, the fields that are to change from was to will and that
// stand in the record as was has them; nil if there are none.
func patchFields(record any, was, will fields) ([]byte, error) {
	b, err := json.Marshal(record)
	if err != nil {
		return nil, err
	}
	var have fields
	if err := json.Unmarshal(b, &have); err != nil {
		return nil, err
	}
	patch := fields{}
	for name, value := range will {
		if len(value) > 0 && string(was[name]) != string(value) && string(have[name]) == string(was[name]) {
			patch[name] = value
		}
	}
	if len(patch) == 0 {
		return nil, nil
	}
	return json.Marshal(patch)
}

func refreshSearchKey(record any) {
	switch r := record.(type) {
	case *model.Customer:
		customerPinyin(r)
	case *model.Product:
		productPinyin(r)
	case *model.Employee:
		employeePinyin(r)
	}
}
