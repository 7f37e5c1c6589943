package records

import (
	"context"
	"errors"
	"strings"

	"xunshi/model"
	"xunshi/model/store"
)

// Edit is what is to become of one row of a table.
type Edit struct {
	ID     model.ID          // 0 = a new record
	Texts  map[string]string // by column key: of a known record the changed ones, of a new one all
	Remove bool
}

// Outcome is what became of an Edit.
type Outcome struct {
	ID    model.ID // of the record, also of one just made; 0 if it was not kept
	Key   string   // column to blame, "" if no one column is
	Fault string   // why it was not kept, in words; "" if it was
}

// Kept tells whether the edit was written.
func (o Outcome) Kept() bool { return o.Fault == "" }

// Save writes rows as one act of the user: those that are right, each of the others with what
// is wrong with it. operation takes the act back, "" if it changed nothing.
func (b *Book) Save(ctx context.Context, k Kind, edits []Edit) (outcomes []Outcome, operation string, err error) {
	l, err := b.lookup(ctx)
	if err != nil {
		return nil, "", err
	}
	s, err := b.sheetOf(k, l)
	if err != nil {
		return nil, "", err
	}
	operation, err = b.store.Edit(ctx, func(e *store.Edit) error {
		outcomes = make([]Outcome, len(edits))
		if err := foresee(e, k, edits); err != nil {
			return err
		}
		for i := range edits {
			o, err := saveOne(e, s, &edits[i])
			if err != nil {
				return err
			}
			outcomes[i] = o
		}
		return nil
	})
	if err != nil {
		return nil, "", err
	}
	return outcomes, operation, nil
}

// foresee makes it quick to remove many.
func foresee(e *store.Edit, k Kind, edits []Edit) error {
	var ids []model.ID
	for i := range edits {
		if edits[i].Remove && edits[i].ID != 0 {
			ids = append(ids, edits[i].ID)
		}
	}
	switch k {
	case Customers:
		return store.Foresee[model.Customer](e, ids)
	case Products:
		return store.Foresee[model.Product](e, ids)
	case Employees:
		return store.Foresee[model.Employee](e, ids)
	case Regions:
		return store.Foresee[model.Region](e, ids)
	case Departments:
		return store.Foresee[model.Department](e, ids)
	}
	return nil
}

// saveOne writes one row. What is wrong with the row itself is its outcome; an error is
// trouble with all of them.
func saveOne(e *store.Edit, s sheet, edit *Edit) (Outcome, error) {
	if edit.Remove {
		return Outcome{ID: edit.ID}, s.remove(e, edit.ID) // refused as a whole: parts of it may be gone already
	}
	texts := map[string]string{}
	for _, c := range s.columns() {
		text, ok := edit.Texts[c.Key]
		if !ok || c.Silent {
			continue
		}
		read, err := c.Read(text)
		if err != nil {
			return Outcome{Key: c.Key, Fault: err.Error()}, nil
		}
		texts[c.Key] = read
	}
	if edit.ID == 0 {
		for key, fault := range s.check(texts) {
			return Outcome{Key: key, Fault: fault}, nil
		}
	}
	id, err := s.change(e, edit.ID, texts)
	return refused(id, err)
}

// refused turns what speaks against one row into its outcome.
func refused(id model.ID, err error) (Outcome, error) {
	var cell *cellError
	switch {
	case err == nil:
		return Outcome{ID: id}, nil
	case errors.As(err, &cell):
		return Outcome{Key: cell.key, Fault: cell.words}, nil
	}
	if fault, ok := model.AsFault(err); ok {
		return Outcome{Fault: fault.What}, nil
	}
	return Outcome{}, err
}

// Undo takes an act of Save back.
func (b *Book) Undo(ctx context.Context, operation string) error { return b.store.Undo(ctx, operation) }

// Redo makes an act that was taken back again.
func (b *Book) Redo(ctx context.Context, operation string) error { return b.store.Redo(ctx, operation) }

// Check says what is wrong in a whole row of a kind, by column key. Texts were read by their
// columns.
type Check func(texts map[string]string) map[string]string

// Draft gives the rows of a kind that were typed and not kept yet, as SetDraft kept them.
func (b *Book) Draft(ctx context.Context, k Kind) (string, error) {
	text, _, err := b.store.Setting(ctx, draftKey+string(k))
	return text, err
}

// SetDraft keeps rows that are typed and not kept yet, so that they survive a kill.
func (b *Book) SetDraft(ctx context.Context, k Kind, text string) error {
	return b.store.SetSetting(ctx, draftKey+string(k), text)
}

const (
	draftKey  = "draft.records."
	layoutKey = "columns.records."
)

// Layout gives the keys of the columns that were chosen to be shown of a kind, nil if none
// ever were.
func (b *Book) Layout(ctx context.Context, k Kind) ([]string, error) {
	text, _, err := b.store.Setting(ctx, layoutKey+string(k))
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' }), err
}

// SetLayout keeps the choice of columns.
func (b *Book) SetLayout(ctx context.Context, k Kind, keys []string) error {
	return b.store.SetSetting(ctx, layoutKey+string(k), strings.Join(keys, "\n"))
}
