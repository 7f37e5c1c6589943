package store

import (
	"context"
	"fmt"
	"hash/maphash"
	"slices"

	"gorm.io/gorm"

	"xunshi/model"
)

// lineKey is what makes two ledger lines the same sale.
type lineKey struct {
	order    uint64 // hash of the order number
	date     model.Date
	customer model.ID
	product  model.ID
	quantity model.Quantity
	amount   model.Money
	kind     model.LineKind
}

var orderSeed = maphash.MakeSeed()

// entryKey is what makes two receivable entries the same document.
type entryKey struct {
	kind     model.EntryKind
	date     model.Date
	customer model.ID
	docNo    string
	amount   model.Money
}

func keyOfEntry(e *model.ReceivableEntry) entryKey {
	return entryKey{e.Kind, e.Date, e.CustomerID, e.DocNo, e.Amount}
}

// Duplicates marks the lines of in, or without lines its entries, that the ledger holds
// already: those an import would skip; nil means there are none. returns counts those of
// them whose order the file now says came back.
func (s *Store) Duplicates(ctx context.Context, in *model.Import) (skip []bool, returns int, err error) {
	err = s.read.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		w := importer{in: in, batch: &model.ImportBatch{}}
		if err := w.match(tx); err != nil {
			return err
		}
		probe := *in
		probe.AllowDuplicates = false
		var marks []model.ID
		skip, marks, err = duplicates(tx, &probe, &w.ids)
		returns = len(marks)
		return err
	})
	return skip, returns, err
}

// duplicates marks the lines of in that the ledger holds already. Counting goes by
// multiplicity: a line that stands twice in the file and once in the ledger is marked
// once. Nil means there are none. marks are the ledger lines, not yet returned, that in
// says came back.
func duplicates(tx *gorm.DB, in *model.Import, ids *draftIDs) (skip []bool, marks []model.ID, err error) {
	if in.AllowDuplicates {
		return nil, nil, nil
	}
	if len(in.Lines) == 0 {
		skip, err = duplicateEntries(tx, in, ids)
		return skip, nil, err
	}
	keys, back := lineKeys(in, ids)
	known, open := map[lineKey]int{}, map[lineKey][]model.ID{}
	err = eachLine(tx, lineSpan(in.Lines), activeBatches, nil, func(l *model.SalesLine) {
		key := keyOf(l)
		known[key]++
		if back[key] && !l.Returned {
			open[key] = append(open[key], l.ID)
		}
	})
	if err != nil || len(known) == 0 {
		return nil, nil, err
	}
	skip = make([]bool, len(in.Lines))
	for i, key := range keys {
		if known[key] == 0 {
			continue
		}
		known[key]--
		skip[i] = true
		if lines := open[key]; in.Lines[i].Returned && len(lines) > 0 {
			marks, open[key] = append(marks, lines[0]), lines[1:]
		}
	}
	return skip, marks, nil
}

// lineKeys gives the key of each line of in, and the keys of those that came back.
func lineKeys(in *model.Import, ids *draftIDs) (keys []lineKey, back map[lineKey]bool) {
	keys, back = make([]lineKey, len(in.Lines)), map[lineKey]bool{}
	for i := range in.Lines {
		r := &in.Lines[i]
		keys[i] = lineKey{maphash.String(orderSeed, r.OrderNo), r.Date, at(ids.customers, r.Customer),
			at(ids.products, r.Product), r.Quantity, r.Amount, r.Kind}
		if r.Returned {
			back[keys[i]] = true
		}
	}
	return keys, back
}

// markReturned flags lines of earlier batches whose orders this one says came back.
func (w *importer) markReturned(tx *gorm.DB) error {
	w.batch.Marked = len(w.marks)
	for part := range slices.Chunk(w.marks, 900) {
		err := tx.Model(&model.SalesLine{}).Where("id IN ?", part).
			Updates(map[string]any{"returned": true, "returned_by": w.batch.ID, "updated_at": now()}).Error
		if err != nil {
			return fmt.Errorf("mark returned orders: %w", err)
		}
	}
	return nil
}

// settleReturns takes the marks a batch set on lines of earlier batches back, or sets them
// again.
func settleReturns(tx *gorm.DB, batch *model.ImportBatch, undo bool) error {
	if batch.Marked == 0 {
		return nil
	}
	err := tx.Model(&model.SalesLine{}).Where("returned_by = ?", batch.ID).
		Updates(map[string]any{"returned": !undo, "updated_at": now()}).Error
	if err != nil {
		return fmt.Errorf("settle the returned orders of batch %d: %w", batch.ID, err)
	}
	return nil
}

// duplicateEntries does the same for receivable entries.
func duplicateEntries(tx *gorm.DB, in *model.Import, ids *draftIDs) ([]bool, error) {
	if len(in.Entries) == 0 {
		return nil, nil
	}
	from, to := in.Entries[0].Date, in.Entries[0].Date
	for i := range in.Entries {
		from, to = min(from, in.Entries[i].Date), max(to, in.Entries[i].Date)
	}
	var rows []model.ReceivableEntry
	if err := tx.Where("date BETWEEN ? AND ?", from, to).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the entries: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	known := map[entryKey]int{}
	for i := range rows {
		known[keyOfEntry(&rows[i])]++
	}
	skip := make([]bool, len(in.Entries))
	for i := range in.Entries {
		e := &in.Entries[i]
		key := entryKey{e.Kind, e.Date, at(ids.customers, e.Customer), e.DocNo, e.Amount}
		if known[key] > 0 {
			known[key]--
			skip[i] = true
		}
	}
	return skip, nil
}

func lineSpan(lines []model.LineRow) model.Period {
	span := model.Period{From: lines[0].Date, To: lines[0].Date}
	for i := range lines {
		span.From = min(span.From, lines[i].Date)
		span.To = max(span.To, lines[i].Date)
	}
	return span
}

// activeBatches is the condition that a line counts: its batch is not undone.
const activeBatches = "batch_id IN (SELECT id FROM import_batches WHERE undone_at IS NULL AND deleted_at IS NULL)"

func keyOf(l *model.SalesLine) lineKey {
	return lineKey{maphash.String(orderSeed, l.OrderNo), l.Date, l.CustomerID, l.ProductID, l.Quantity, l.Amount, l.Kind}
}

// eachLine calls f with batch and identifying columns of every line of the span that meets
// a condition.
func eachLine(tx *gorm.DB, span model.Period, condition string, args []any, f func(*model.SalesLine)) error {
	rows, err := tx.Model(&model.SalesLine{}).
		Select("id, returned, batch_id, date, order_no, customer_id, product_id, quantity, amount, kind").
		Where("date BETWEEN ? AND ?", span.From, span.To).Where(condition, args...).Rows()
	if err != nil {
		return fmt.Errorf("read the ledger: %w", err)
	}
	defer rows.Close()
	var l model.SalesLine
	for rows.Next() {
		err := rows.Scan(&l.ID, &l.Returned, &l.BatchID, &l.Date, &l.OrderNo, &l.CustomerID, &l.ProductID, &l.Quantity, &l.Amount, &l.Kind)
		if err != nil {
			return fmt.Errorf("read a ledger line: %w", err)
		}
		f(&l)
	}
	return rows.Err()
}
