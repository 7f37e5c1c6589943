package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"gorm.io/gorm"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Undo takes one act back: what it created goes, what it deleted comes back, and each
// field it changed gets its old value unless a later act changed it again.
func (s *Store) Undo(ctx context.Context, operation string) error {
	return s.flipEdit(ctx, operation, true)
}

// Redo makes an act that was undone again.
func (s *Store) Redo(ctx context.Context, operation string) error {
	return s.flipEdit(ctx, operation, false)
}

func (s *Store) flipEdit(ctx context.Context, operation string, undo bool) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		entries, err := editEntries(tx, operation, undo)
		if err != nil {
			return err
		}
		e := &Edit{tx: tx, operation: operation}
		if err := e.foreseeLeaving(entries, undo); err != nil {
			return err
		}
		if undo { // first the fields: what was created may have been pointed at by them
			if err := flipFields(tx, operation, undo); err != nil {
				return err
			}
			slices.Reverse(entries)
		}
		for i := range entries {
			if err := e.flip(&entries[i], undo); err != nil {
				return fmt.Errorf("take back %s of %s %d: %w", entries[i].Action, entries[i].Entity, entries[i].EntityID, err)
			}
		}
		if !undo {
			if err := flipFields(tx, operation, undo); err != nil {
				return err
			}
		}
		return e.stale()
	})
	if err == nil {
		s.edited()
	}
	return err
}

// editEntries gives the journal of an act, in its order.
func editEntries(tx *gorm.DB, operation string, undo bool) ([]model.JournalEntry, error) {
	var entries []model.JournalEntry
	if err := tx.Where("operation = ?", operation).Order("id").Find(&entries).Error; err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	if len(entries) == 0 || entries[0].Undone == undo {
		return nil, model.NewFault(nil, i18n.T("这一步已经撤销或恢复过了。"), i18n.T("数据没有改动。"), i18n.T("请刷新后再看。"))
	}
	return entries, nil
}

// flip undoes or redoes what is not a change of fields: those follow together.
func (e *Edit) flip(entry *model.JournalEntry, undo bool) error {
	kind, ok := kinds[entry.Entity]
	if !ok {
		slog.Warn("the journal speaks of unknown records", "entity", entry.Entity, "operation", e.operation)
		return nil
	}
	e.touch(kind())
	switch entry.Action {
	case actionCreate:
		return e.stand(entry, !undo)
	case actionDelete:
		return e.stand(entry, undo)
	case actionMove:
		return e.move(entry, undo)
	}
	return nil
}

// stand brings a record back or takes it away.
func (e *Edit) stand(entry *model.JournalEntry, there bool) error {
	var at any
	if !there {
		uses, err := e.countUses(entry.Entity, entry.EntityID)
		if err != nil {
			return err
		}
		if len(uses) > 0 {
			return model.NewFault(nil, i18n.T("不能撤销:新建的记录后来又有了%s。", usesInWords(uses)), i18n.T("数据没有改动。"),
				i18n.T("请先处理这些记录。"))
		}
		at = time.Now().UTC()
	}
	return e.tx.Table(entry.Entity).Where("id = ?", entry.EntityID).Update("deleted_at", at).Error
}

// agree tells whether two states of a record are the same but for the stamps, and refuses
// when the new state was made from an older one than stands there.
func agree[T any](before, after *T) (bool, error) {
	was, err := stateOf(before)
	if err != nil {
		return false, err
	}
	is, err := stateOf(after)
	if err != nil {
		return false, err
	}
	stood, meant := was["updated_at"], is["updated_at"]
	delete(was, "updated_at")
	delete(is, "updated_at")
	same := len(was) == len(is)
	for name, value := range is {
		same = same && bytes.Equal(was[name], value)
	}
	var zero time.Time
	unset, err := json.Marshal(zero)
	if err != nil {
		return false, err
	}
	if !same && stood != nil && !bytes.Equal(meant, unset) && !sameInstant(stood, meant) {
		return false, model.NewFault(fmt.Errorf("%T was changed since it was read", after), i18n.T("这条记录刚被别处修改过。"),
			i18n.T("数据没有改动,您填写的内容还在。"), i18n.T("请重新打开它,再改一次。"))
	}
	return same, nil
}

func stateOf(record any) (fields, error) {
	b, err := json.Marshal(record)
	if err != nil {
		return nil, fmt.Errorf("read the state of %T: %w", record, err)
	}
	state := fields{}
	if err := json.Unmarshal(b, &state); err != nil {
		return nil, fmt.Errorf("read the state of %T: %w", record, err)
	}
	return state, nil
}

func sameInstant(a, b json.RawMessage) bool {
	var x, y time.Time
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		return false
	}
	return x.Truncate(time.Microsecond).Equal(y.Truncate(time.Microsecond))
}

// Change is one change of a record as its history shows it.
type Change struct {
	At        time.Time
	Action    string // create, update, delete …
	Operation string
	Undone    bool
	Fields    []FieldChange
}

// FieldChange is what became of one field; values are JSON.
type FieldChange struct {
	Field         string
	Before, After string
}

// History gives what happened to a record, newest first.
func History[T any](ctx context.Context, s *Store, id model.ID) ([]Change, error) {
	var rows []model.JournalEntry
	err := s.read.WithContext(ctx).Where("entity = ? AND entity_id = ?", entityName(new(T)), id).Order("id DESC").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the history: %w", err)
	}
	out := make([]Change, 0, len(rows))
	for i := range rows {
		c := Change{At: rows[i].At, Action: rows[i].Action, Operation: rows[i].Operation, Undone: rows[i].Undone}
		if c.Fields, err = changedFields(rows[i].Before, rows[i].After); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func changedFields(before, after []byte) ([]FieldChange, error) {
	var was, is fields
	for _, part := range []struct {
		text []byte
		into *fields
	}{{before, &was}, {after, &is}} {
		if len(part.text) == 0 {
			continue
		}
		if err := json.Unmarshal(part.text, part.into); err != nil {
			return nil, fmt.Errorf("read the journal: %w", err)
		}
	}
	var out []FieldChange
	for name, value := range is {
		if name != "updated_at" && was != nil && !bytes.Equal(was[name], value) {
			out = append(out, FieldChange{name, string(was[name]), string(value)})
		}
	}
	slices.SortFunc(out, func(a, b FieldChange) int { return bytes.Compare([]byte(a.Field), []byte(b.Field)) })
	return out, nil
}
