package store

import (
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// actionMove is the journal's word for rows of a table that went from one master to
// another; its entry lists them.
const actionMove = "move"

// moved says which rows went from one master to another.
type moved struct {
	Column string     `json:"column"`
	From   model.ID   `json:"from"`
	Into   model.ID   `json:"into"`
	IDs    []model.ID `json:"ids"`
}

// MergeCustomers puts everything that belongs to the customer from under keep, writes keep
// as it is given, and deletes the file from, which remembers where it went: later files
// that name its code find keep. Lines of undone batches go along. What both have for the
// same thing is settled: targets are added up, a verdict, an area or a share that keep has
// already stands.
func MergeCustomers(e *Edit, keep *model.Customer, from model.ID) error {
	if keep.ID == 0 || keep.ID == from {
		return model.NewFault(nil, i18n.T("要合并的是同一个客户。"), i18n.T("数据没有改动。"), i18n.T("请选择两个不同的客户。"))
	}
	loser, err := GetIn[model.Customer](e, from)
	if err != nil {
		return err
	}
	if loser == nil {
		return gone(&model.Customer{}, from)
	}
	if err := settleTwins(e, keep.ID, from); err != nil {
		return err
	}
	for _, list := range [][]reference{uses, links} {
		for _, r := range list {
			if r.to != "customers" {
				continue
			}
			if err := e.moveRows(r, from, keep.ID); err != nil {
				return err
			}
		}
	}
	standing, err := GetIn[model.Customer](e, keep.ID) // moving may have stamped it anew
	if err != nil {
		return err
	}
	if standing == nil {
		return gone(keep, keep.ID)
	}
	if keep.UpstreamID == from || keep.UpstreamID == keep.ID {
		keep.UpstreamID = 0
	}
	if err := Put(e, keep); err != nil {
		return err
	}
	loser.MergedInto = keep.ID
	if err := Put(e, loser); err != nil {
		return err
	}
	return Remove(e, loser)
}

// settleTwins removes or adds up what would stand twice after a merge.
func settleTwins(e *Edit, keep, from model.ID) error {
	if err := addTargets(e, keep, from); err != nil {
		return err
	}
	if err := dropTwins(e, model.FlagVerdictRecord{CustomerID: keep}, model.FlagVerdictRecord{CustomerID: from},
		func(a, b *model.FlagVerdictRecord) bool { return a.Month == b.Month && a.Rule == b.Rule }); err != nil {
		return err
	}
	if err := dropTwins(e, model.CustomerArea{CustomerID: keep}, model.CustomerArea{CustomerID: from},
		func(a, b *model.CustomerArea) bool { return a.RegionID == b.RegionID }); err != nil {
		return err
	}
	return dropTwins(e, model.CustomerShare{CustomerID: keep}, model.CustomerShare{CustomerID: from},
		func(a, b *model.CustomerShare) bool { return a.EmployeeID == b.EmployeeID })
}

// dropTwins removes of the records like theirs those that equal one like ours.
func dropTwins[T any, P keyed[T]](e *Edit, ours, theirs T, twin func(a, b *T) bool) error {
	kept, err := FindIn(e, ours)
	if err != nil {
		return err
	}
	coming, err := FindIn(e, theirs)
	if err != nil {
		return err
	}
	for i := range coming {
		for k := range kept {
			if !twin(&kept[k], &coming[i]) {
				continue
			}
			if err := Remove[T, P](e, &coming[i]); err != nil {
				return err
			}
			break
		}
	}
	return nil
}

// addTargets adds the targets of one customer to those of another for the same node.
func addTargets(e *Edit, keep, from model.ID) error {
	ours, err := FindIn(e, model.Target{CustomerID: keep})
	if err != nil {
		return err
	}
	theirs, err := FindIn(e, model.Target{CustomerID: from})
	if err != nil {
		return err
	}
	byNode := map[model.Target]*model.Target{}
	for i := range ours {
		byNode[targetNode(&ours[i])] = &ours[i]
	}
	for i := range theirs {
		node := targetNode(&theirs[i])
		node.CustomerID = keep
		known := byNode[node]
		if known == nil {
			continue // it moves with the rest
		}
		known.Value += theirs[i].Value
		if err := Put(e, known); err != nil {
			return err
		}
		if err := Remove(e, &theirs[i]); err != nil {
			return err
		}
	}
	return nil
}

// moveRows points every row of a table, deleted ones too, from one master to another.
func (e *Edit) moveRows(r reference, from, into model.ID) error {
	record := kinds[r.from]()
	m := moved{Column: r.column, From: from, Into: into}
	q := e.tx.Unscoped().Model(record).Where(r.column+" = ?", from).Order("id")
	if err := q.Pluck("id", &m.IDs).Error; err != nil {
		return fmt.Errorf("list the %s of %d: %w", r.from, from, err)
	}
	if len(m.IDs) == 0 {
		return nil
	}
	if err := pointRows(e.tx, record, m); err != nil {
		return err
	}
	return e.note(actionMove, record, 0, moved{Column: m.Column, From: m.Into, Into: m.From, IDs: m.IDs}, m)
}

// pointRows sets the column of the rows that still stand with From.
func pointRows(tx *gorm.DB, record any, m moved) error {
	const chunk = 500
	for lo := 0; lo < len(m.IDs); lo += chunk {
		part := m.IDs[lo:min(lo+chunk, len(m.IDs))]
		err := tx.Unscoped().Model(record).Where("id IN ?", part).Where(m.Column+" = ?", m.From).Update(m.Column, m.Into).Error
		if err != nil {
			return fmt.Errorf("move %T from %d to %d: %w", record, m.From, m.Into, err)
		}
	}
	return nil
}

// move undoes or redoes a journaled move.
func (e *Edit) move(entry *model.JournalEntry, undo bool) error {
	body := entry.After
	if undo {
		body = entry.Before
	}
	var m moved
	if err := json.Unmarshal(body, &m); err != nil {
		return fmt.Errorf("read the journal: %w", err)
	}
	return pointRows(e.tx, kinds[entry.Entity](), m)
}

// mergedCustomers gives the customer that stands for each merged one, by code and, where
// it had none, by name.
func mergedCustomers(tx *gorm.DB) (byCode, byName map[string]model.ID, err error) {
	var gone []model.Customer
	if err := tx.Unscoped().Where("merged_into <> 0 AND deleted_at IS NOT NULL").Order("id").Find(&gone).Error; err != nil {
		return nil, nil, fmt.Errorf("read the merged customers: %w", err)
	}
	into := make(map[model.ID]model.ID, len(gone))
	for i := range gone {
		into[gone[i].ID] = gone[i].MergedInto
	}
	byCode, byName = map[string]model.ID{}, map[string]model.ID{}
	for i := range gone {
		id := gone[i].MergedInto
		for range gone { // a merged one may have been merged again
			if into[id] == 0 {
				break
			}
			id = into[id]
		}
		if gone[i].Code != "" {
			byCode[gone[i].Code] = id
		} else {
			byName[gone[i].Name] = id
		}
	}
	return byCode, byName, nil
}
