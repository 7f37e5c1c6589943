package file

import (
	"bytes"
	"encoding/json"
	"fmt"

	"xunshi/model"
)

// Rebase brings what somebody typed over an older state of a file onto the state that
// stands now: fields they changed keep what was typed, all others are as they stand. A
// list somebody changed is taken whole.
func Rebase(base, typed, now *File) (*File, error) {
	out := *now
	customer, err := rebaseFields(base.Customer, typed.Customer, now.Customer)
	if err != nil {
		return nil, err
	}
	out.Customer = customer
	for _, err := range []error{
		rebaseList(base.Contacts, typed.Contacts, &out.Contacts),
		rebaseList(base.Policies, typed.Policies, &out.Policies),
		rebaseList(base.Areas, typed.Areas, &out.Areas),
		rebaseList(base.Shares, typed.Shares, &out.Shares),
		rebaseList(base.Contracts, typed.Contracts, &out.Contracts),
	} {
		if err != nil {
			return nil, err
		}
	}
	return &out, nil
}

// Same tells whether two files hold the same, stamps aside.
func Same(a, b *File) bool {
	x, err := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err == nil && err2 == nil && bytes.Equal(x, y)
}

func rebaseFields(base, typed, now model.Customer) (model.Customer, error) {
	was, mine, theirs := map[string]json.RawMessage{}, map[string]json.RawMessage{}, map[string]json.RawMessage{}
	for _, part := range []struct {
		from model.Customer
		into *map[string]json.RawMessage
	}{{base, &was}, {typed, &mine}, {now, &theirs}} {
		b, err := json.Marshal(part.from)
		if err != nil {
			return now, fmt.Errorf("compare the customer's states: %w", err)
		}
		if err := json.Unmarshal(b, part.into); err != nil {
			return now, fmt.Errorf("compare the customer's states: %w", err)
		}
	}
	for _, name := range []string{"id", "uuid", "created_at", "updated_at", "batch_id", "merged_into"} {
		delete(mine, name)
	}
	for name, value := range mine {
		if !bytes.Equal(was[name], value) {
			theirs[name] = value
		}
	}
	b, err := json.Marshal(theirs)
	if err != nil {
		return now, fmt.Errorf("join the customer's states: %w", err)
	}
	out := model.Customer{}
	if err := json.Unmarshal(b, &out); err != nil {
		return now, fmt.Errorf("join the customer's states: %w", err)
	}
	out.Pinyin, out.DeletedAt = now.Pinyin, now.DeletedAt // what JSON leaves out
	return out, nil
}

// rebaseList puts the typed list in place of the one that stands when it was changed; its
// records take the stamps of those that stand, and those removed meanwhile are new again.
func rebaseList[T any](base, typed []T, now *[]T) error {
	was, err := json.Marshal(base)
	if err != nil {
		return err
	}
	is, err := json.Marshal(typed)
	if err != nil || bytes.Equal(was, is) || len(base) == 0 && len(typed) == 0 {
		return err
	}
	standing := map[model.ID]*model.Record{}
	for i := range *now {
		r := recordOf(&(*now)[i])
		standing[r.ID] = r
	}
	out := make([]T, len(typed))
	for i := range typed {
		out[i] = typed[i]
		r := recordOf(&out[i])
		if known := standing[r.ID]; known != nil {
			*r = *known
		} else {
			*r = model.Record{}
		}
	}
	*now = out
	return nil
}

func recordOf(row any) *model.Record {
	switch r := row.(type) {
	case *model.Contact:
		return &r.Record
	case *model.CustomerPolicy:
		return &r.Record
	case *model.CustomerArea:
		return &r.Record
	case *model.CustomerShare:
		return &r.Record
	case *model.Contract:
		return &r.Record
	}
	return &model.Record{}
}
