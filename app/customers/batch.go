package customers

import (
	"context"
	"fmt"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Edits is what is to be changed in the files of many customers at once; nil leaves a
// field as it is.
type Edits struct {
	OwnerID    *model.ID
	RegionID   *model.ID
	Kind       *string
	Grade      *string
	Channel    *string
	PriceTier  *string
	Stage      *model.CustomerStage
	Key        *bool
	AddTags    []string
	RemoveTags []string
}

// Empty tells whether nothing is to be changed.
func (e *Edits) Empty() bool {
	return e.OwnerID == nil && e.RegionID == nil && e.Kind == nil && e.Grade == nil && e.Channel == nil && e.PriceTier == nil &&
		e.Stage == nil && e.Key == nil && len(e.AddTags) == 0 && len(e.RemoveTags) == 0
}

// apply changes one file and tells whether that made a difference.
func (e *Edits) apply(c *model.Customer) bool {
	changed := set(&c.OwnerID, e.OwnerID)
	changed = set(&c.RegionID, e.RegionID) || changed
	changed = set(&c.Kind, e.Kind) || changed
	changed = set(&c.Grade, e.Grade) || changed
	changed = set(&c.Channel, e.Channel) || changed
	changed = set(&c.PriceTier, e.PriceTier) || changed
	changed = set(&c.Key, e.Key) || changed
	if e.Stage != nil && c.Stage != *e.Stage && (c.Stage != "" || *e.Stage != model.StageActive) {
		c.Stage, changed = *e.Stage, true
	}
	tags := SplitTags(c.Tags)
	kept := slices.DeleteFunc(slices.Clone(tags), func(tag string) bool { return slices.Contains(e.RemoveTags, tag) })
	for _, tag := range e.AddTags {
		if !slices.Contains(kept, tag) {
			kept = append(kept, tag)
		}
	}
	if !slices.Equal(tags, kept) {
		c.Tags, changed = JoinTags(kept), true
	}
	return changed
}

func set[T comparable](field *T, value *T) bool {
	if value == nil || *field == *value {
		return false
	}
	*field = *value
	return true
}

// Preview counts the customers that the edits would change.
func (e *Edits) Preview(rows []*Row) int {
	n := 0
	for _, r := range rows {
		c := *r.Customer
		if e.apply(&c) {
			n++
		}
	}
	return n
}

// Progress hears how far an act is.
type Progress func(done, total int)

// Change applies the edits to the customers as one act and gives it and how many changed.
// progress may be nil.
func (b *Book) Change(ctx context.Context, ids []model.ID, edits Edits, progress Progress) (operation string, changed int, err error) {
	if edits.Empty() {
		return "", 0, model.NewFault(nil, i18n.T("没有要修改的内容。"), i18n.T("数据没有改动。"), i18n.T("请至少填一项。"))
	}
	dir, err := b.store.Directory(ctx)
	if err != nil {
		return "", 0, err
	}
	operation, err = b.edit(ctx, func(e *store.Edit) error {
		for i, id := range ids {
			if err := ctx.Err(); err != nil {
				return err
			}
			if progress != nil {
				progress(i, len(ids))
			}
			standing := dir.Customers[id]
			if standing == nil {
				continue // deleted meanwhile
			}
			c := *standing
			if !edits.apply(&c) {
				continue
			}
			if err := store.Put(e, &c); err != nil {
				return fmt.Errorf("change customer %d: %w", id, err)
			}
			changed++
		}
		return nil
	})
	return operation, changed, err
}

// Refusal is a customer that was not deleted, and why.
type Refusal struct {
	Customer *model.Customer
	Reason   string
}

// Delete removes the files of customers nothing else speaks of, as one act; the others
// stay and are given with the reason.
func (b *Book) Delete(ctx context.Context, ids []model.ID, progress Progress) (operation string, deleted int, refused []Refusal, err error) {
	dir, err := b.store.Directory(ctx)
	if err != nil {
		return "", 0, nil, err
	}
	operation, err = b.edit(ctx, func(e *store.Edit) error {
		for i, id := range ids {
			if err := ctx.Err(); err != nil {
				return err
			}
			if progress != nil {
				progress(i, len(ids))
			}
			standing := dir.Customers[id]
			if standing == nil {
				continue
			}
			c := *standing
			err := store.Remove(e, &c)
			if fault, ok := model.AsFault(err); ok {
				refused = append(refused, Refusal{standing, fault.What})
				continue
			}
			if err != nil {
				return fmt.Errorf("delete customer %d: %w", id, err)
			}
			deleted++
		}
		return nil
	})
	return operation, deleted, refused, err
}
