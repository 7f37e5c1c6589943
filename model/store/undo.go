package store

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// undoneBatches chooses the ids of the batches that are not in force.
const undoneBatches = "(SELECT id FROM import_batches WHERE undone_at IS NOT NULL)"

// notRemoved leaves alone what the user deleted or merged: no batch brings it back.
const notRemoved = "id NOT IN (SELECT entity_id FROM journal_entries WHERE entity = ? AND action = ? AND undone = FALSE)"

// settle brings every record in line with the batches in force, after batch was flagged
// undone or back.
func settle(tx *gorm.DB, batch *model.ImportBatch, undo bool) error {
	if err := flipFields(tx, batch.UUID.String(), undo); err != nil {
		return err
	}
	if err := settleTargets(tx, batch); err != nil {
		return err
	}
	if err := settleReturns(tx, batch, undo); err != nil {
		return err
	}
	if err := settleRecords(tx, batch, undo); err != nil {
		return err
	}
	var gone any
	if undo {
		gone = time.Now().UTC()
	}
	records := []any{&model.ReceivableEntry{}}
	if !undo { // masters brought by undone batches may still be needed: settleMasters looks
		records = append(records, &model.Customer{}, &model.Product{}, &model.Region{}, &model.Employee{}, &model.Department{})
	}
	for _, record := range records {
		err := tx.Unscoped().Model(record).Where("batch_id = ?", batch.ID).Where(notRemoved, entityName(record), actionDelete).
			Update("deleted_at", gone).Error
		if err != nil {
			return fmt.Errorf("flip %T of batch %d: %w", record, batch.ID, err)
		}
	}
	return settleMasters(tx)
}

// settleTargets lets, of all targets of one node, the one of the newest batch in force
// stand, for the nodes that batch speaks of.
func settleTargets(tx *gorm.DB, batch *model.ImportBatch) error {
	var own []model.Target
	if err := tx.Unscoped().Where("batch_id = ?", batch.ID).Find(&own).Error; err != nil {
		return fmt.Errorf("read the targets of batch %d: %w", batch.ID, err)
	}
	if len(own) == 0 {
		return nil
	}
	nodes, months := map[model.Target]bool{}, map[model.Month]bool{}
	for i := range own {
		nodes[targetNode(&own[i])] = true
		months[own[i].Month] = true
	}
	var list []model.Month
	for m := range months {
		list = append(list, m)
	}
	var all []model.Target
	if err := tx.Unscoped().Where("month IN ?", list).Order("id").Find(&all).Error; err != nil {
		return fmt.Errorf("read the targets: %w", err)
	}
	var undone []model.ID
	if err := tx.Model(&model.ImportBatch{}).Where("undone_at IS NOT NULL").Pluck("id", &undone).Error; err != nil {
		return fmt.Errorf("list the undone batches: %w", err)
	}
	out := map[model.ID]bool{}
	for _, id := range undone {
		out[id] = true
	}
	replaced, err := replacedTargets(tx)
	if err != nil {
		return err
	}
	standing := map[model.Target]model.ID{}
	for i := range all {
		t := &all[i]
		byHandAndGone := t.BatchID == 0 && t.DeletedAt.Valid && !replaced[t.ID]
		if !out[t.BatchID] && !byHandAndGone {
			standing[targetNode(t)] = t.ID
		}
	}
	for i := range all {
		t := &all[i]
		node := targetNode(t)
		stands := standing[node] == t.ID
		if !nodes[node] || stands != t.DeletedAt.Valid {
			continue
		}
		var gone any
		if !stands {
			gone = time.Now().UTC()
		}
		if err := tx.Unscoped().Model(t).Update("deleted_at", gone).Error; err != nil {
			return fmt.Errorf("settle target %d: %w", t.ID, err)
		}
	}
	return nil
}

// replacedTargets are those that an import put aside, and that nobody took away by hand.
func replacedTargets(tx *gorm.DB) (map[model.ID]bool, error) {
	var entries []model.JournalEntry
	err := tx.Select("entity_id", "action", "undone").Where("entity = ? AND action IN ?", entityName(&model.Target{}),
		[]string{actionReplace, actionDelete, actionCreate}).Find(&entries).Error
	if err != nil {
		return nil, fmt.Errorf("read the journal of targets: %w", err)
	}
	replaced := map[model.ID]bool{}
	for _, e := range entries {
		if e.Action == actionReplace {
			replaced[e.EntityID] = true
		}
	}
	for _, e := range entries {
		if e.Action == actionDelete && !e.Undone || e.Action == actionCreate && e.Undone {
			delete(replaced, e.EntityID)
		}
	}
	return replaced, nil
}

// refuseTwice stops a batch from coming back when its lines or entries have come in by
// another batch while it was undone: they would count twice.
func refuseTwice(tx *gorm.DB, batch *model.ImportBatch) error {
	lines, err := linesAgain(tx, batch)
	if err != nil {
		return err
	}
	entries, err := entriesAgain(tx, batch)
	if err != nil {
		return err
	}
	for _, id := range append(lines, entries...) {
		since, err := inForceSince(tx, id)
		if err != nil {
			return err
		}
		if since.After(*batch.UndoneAt) {
			return model.NewFault(nil, i18n.T("批次 %d 的数据后来又由批次 %d 导入了,恢复会重复计算。", batch.ID, id),
				i18n.T("数据没有改动。"), i18n.T("如果要恢复批次 %d,请先撤销批次 %d。", batch.ID, id))
		}
	}
	return nil
}

// linesAgain gives the batches in force that hold lines equal to lines of batch. Lines
// typed by hand may be equal on purpose.
func linesAgain(tx *gorm.DB, batch *model.ImportBatch) ([]model.ID, error) {
	if batch.Kind == model.BatchManual || batch.From == 0 {
		return nil, nil
	}
	own := map[lineKey]bool{}
	span := model.Period{From: batch.From, To: batch.To}
	err := eachLine(tx, span, "batch_id = ?", []any{batch.ID}, func(l *model.SalesLine) { own[keyOf(l)] = true })
	if err != nil || len(own) == 0 {
		return nil, err
	}
	seen := map[model.ID]bool{}
	var again []model.ID
	err = eachLine(tx, span, "batch_id IN (SELECT id FROM import_batches WHERE undone_at IS NULL AND deleted_at IS NULL AND kind <> ?)",
		[]any{model.BatchManual}, func(l *model.SalesLine) {
			if !seen[l.BatchID] && own[keyOf(l)] {
				seen[l.BatchID] = true
				again = append(again, l.BatchID)
			}
		})
	return again, err
}

// entriesAgain does the same for receivable entries.
func entriesAgain(tx *gorm.DB, batch *model.ImportBatch) ([]model.ID, error) {
	var own, standing []model.ReceivableEntry
	if err := tx.Unscoped().Where("batch_id = ?", batch.ID).Find(&own).Error; err != nil {
		return nil, fmt.Errorf("read the entries of batch %d: %w", batch.ID, err)
	}
	if len(own) == 0 {
		return nil, nil
	}
	keys := make(map[entryKey]bool, len(own))
	from, to := own[0].Date, own[0].Date
	for i := range own {
		keys[keyOfEntry(&own[i])] = true
		from, to = min(from, own[i].Date), max(to, own[i].Date)
	}
	if err := tx.Where("date BETWEEN ? AND ? AND batch_id <> ?", from, to, batch.ID).Find(&standing).Error; err != nil {
		return nil, fmt.Errorf("read the entries: %w", err)
	}
	seen := map[model.ID]bool{}
	var again []model.ID
	for i := range standing {
		if e := &standing[i]; !seen[e.BatchID] && keys[keyOfEntry(e)] {
			seen[e.BatchID] = true
			again = append(again, e.BatchID)
		}
	}
	return again, nil
}

// inForceSince tells when a batch in force was imported or last brought back.
func inForceSince(tx *gorm.DB, id model.ID) (time.Time, error) {
	var redone []model.JournalEntry
	err := tx.Where("entity = ? AND entity_id = ? AND action = ?", entityName(&model.ImportBatch{}), id, actionRedo).
		Order("id DESC").Limit(1).Find(&redone).Error
	if err != nil {
		return time.Time{}, fmt.Errorf("read the journal: %w", err)
	}
	if len(redone) > 0 {
		return redone[0].At, nil
	}
	var batch model.ImportBatch
	if err := tx.Take(&batch, id).Error; err != nil {
		return time.Time{}, fmt.Errorf("read batch %d: %w", id, err)
	}
	return batch.CreatedAt, nil
}
