package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"

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
	type place struct {
		entity string
		id     model.ID
	}
	done := map[place]bool{}
	for i := range own {
		p := place{own[i].Entity, own[i].EntityID}
		if done[p] {
			continue
		}
		done[p] = true
		flip := flippers[p.entity]
		if flip == nil {
			slog.Warn("the journal speaks of unknown records", "entity", p.entity, "operation", operation)
			continue
		}
		if err := flip(tx, operation, p.entity, p.id, undo); err != nil {
			return fmt.Errorf("take changes of %s %d back: %w", p.entity, p.id, err)
		}
	}
	err := tx.Model(&model.JournalEntry{}).Where("operation = ?", operation).Update("undone", undo).Error
	if err != nil {
		return fmt.Errorf("flag the journal: %w", err)
	}
	return nil
}

func flipRecord[T any](tx *gorm.DB, operation, entity string, id model.ID, undo bool) error {
	record := new(T)
	err := tx.Unscoped().Take(record, id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	var chain []model.JournalEntry
	err = tx.Where("entity = ? AND entity_id = ? AND action = ?", entity, id, actionUpdate).Order("id").Find(&chain).Error
	if err != nil {
		return err
	}
	was := replay(chain)
	for i := range chain {
		if chain[i].Operation == operation {
			chain[i].Undone = undo
		}
	}
	patch, err := patchFields(record, was, replay(chain))
	if err != nil || patch == nil {
		return err
	}
	if err := json.Unmarshal(patch, record); err != nil {
		return err
	}
	refreshSearchKey(record)
	return tx.Unscoped().Save(record).Error
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
