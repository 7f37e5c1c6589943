package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"xunshi/model"
)

// FindBatch gives the batch that holds this sheet of a file of this content and is not undone;
// nil if there is none.
func (s *Store) FindBatch(ctx context.Context, kind model.BatchKind, hash, sheet string) (*model.ImportBatch, error) {
	if hash == "" {
		return nil, nil
	}
	var batch model.ImportBatch
	err := s.read.WithContext(ctx).Where("file_hash = ? AND kind = ? AND sheet = ? AND undone_at IS NULL", hash, kind, sheet).Order("id DESC").Take(&batch).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for the file among the batches: %w", err)
	}
	return &batch, nil
}

// Import writes one checked file: masters, lines, targets and entries, all or nothing.
// Lines and entries that the ledger holds already are skipped unless in.AllowDuplicates; if nothing
// is left to write, no batch is kept (the returned batch then has ID 0). progress, if not
// nil, hears of rows written.
func (s *Store) Import(ctx context.Context, in *model.Import, progress func(done, total int)) (*model.ImportBatch, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	batch := in.Batch
	batch.Record = model.Record{UUID: model.NewUUID()}
	batch.Imported, batch.Quantity, batch.Amount, batch.From, batch.To = 0, 0, 0, 0, 0 // counted here
	w := importer{in: in, batch: &batch, operation: batch.UUID.String(), progress: progress}
	return s.commit(ctx, &w)
}

func (s *Store) commit(ctx context.Context, w *importer) (*model.ImportBatch, error) {
	if err := s.change(ctx, w.run); err != nil {
		return nil, fmt.Errorf("import %s: %w", w.in.Batch.File, err)
	}
	s.appendFacts(w)
	return w.batch, nil
}

// importer is one import under way inside its transaction.
type importer struct {
	in        *model.Import
	batch     *model.ImportBatch
	operation string
	progress  func(done, total int)
	ids       draftIDs
	matched   bool       // ids are given, nothing is to be matched
	skip      []bool     // lines, or without lines entries, that the ledger holds already
	marks     []model.ID // ledger lines of earlier batches that came back

	firstLine  model.ID // row id of the first line written, the others follow in order; 0 if unknown
	oldStamp   uint64   // of the ledger
	newStamp   uint64
	written    int                // lines written, or without lines entries
	payers     map[model.Ref]bool // customers of the entries written
	mastersNew bool
}

// draftIDs are the row ids each draft was matched to or created as.
type draftIDs struct {
	regions, departments, employees, customers, products []model.ID
}

func at(ids []model.ID, r model.Ref) model.ID {
	if r < 0 || int(r) >= len(ids) {
		return 0
	}
	return ids[r]
}

func refAt(refs []model.Ref, i int) model.Ref {
	if i >= len(refs) {
		return model.NoRef
	}
	return refs[i]
}

func (w *importer) run(tx *gorm.DB) error {
	var err error
	if w.oldStamp, err = readStamp(tx, keyLedgerStamp); err != nil {
		return err
	}
	if !w.matched {
		if err := w.match(tx); err != nil {
			return err
		}
	}
	if w.skip, w.marks, err = duplicates(tx, w.in, &w.ids); err != nil {
		return err
	}
	w.batch.Skipped = w.in.RowsSkipped(w.skip)
	if len(w.skip) > 0 && !slices.Contains(w.skip, false) && len(w.marks) == 0 {
		return nil // nothing new: leave the ledger as it is
	}
	if err := tx.Create(w.batch).Error; err != nil {
		return fmt.Errorf("open the batch: %w", err)
	}
	if err := w.writeMasters(tx); err != nil {
		return err
	}
	if err := w.writeLines(tx); err != nil {
		return err
	}
	if err := w.markReturned(tx); err != nil {
		return err
	}
	if err := w.writeTargets(tx); err != nil {
		return err
	}
	if err := w.writeEntries(tx); err != nil {
		return err
	}
	return w.finish(tx)
}

// finish completes the batch's figures and marks the caches stale.
func (w *importer) finish(tx *gorm.DB) error {
	b := w.batch
	b.Imported = w.rowsImported()
	b.Customers, b.Products = len(w.in.Customers), len(w.in.Products)
	if len(w.in.Lines) > 0 {
		b.Customers, b.Products = w.distinct(w.ids.customers, func(r *model.LineRow) model.Ref { return r.Customer }),
			w.distinct(w.ids.products, func(r *model.LineRow) model.Ref { return r.Product })
	} else if w.skip != nil {
		b.Customers = len(w.payers)
	}
	if err := tx.Save(b).Error; err != nil {
		return fmt.Errorf("close the batch: %w", err)
	}
	if err := journal(tx, w.operation, actionImport, b, b.ID, nil, b); err != nil {
		return err
	}
	var err error
	if w.newStamp, err = newStamp(tx, keyLedgerStamp); err != nil {
		return err
	}
	if w.mastersNew {
		_, err = newStamp(tx, keyDirectoryStamp)
	}
	return err
}

// distinct counts the different masters that the written lines name.
func (w *importer) distinct(ids []model.ID, of func(*model.LineRow) model.Ref) int {
	seen := map[model.ID]struct{}{}
	for i := range w.in.Lines {
		if w.skip == nil || !w.skip[i] {
			seen[at(ids, of(&w.in.Lines[i]))] = struct{}{}
		}
	}
	return len(seen)
}

// rowsImported counts what the batch is about: lines where there are lines, else targets
// or entries, else the masters of its kind.
func (w *importer) rowsImported() int {
	in := w.in
	switch {
	case len(in.Lines) > 0:
		return w.written
	case len(in.Targets) > 0:
		return len(in.Targets)
	case len(in.Entries) > 0:
		return w.written
	case w.batch.Kind == model.BatchProducts:
		return len(in.Products)
	case w.batch.Kind == model.BatchEmployees:
		return len(in.Employees)
	}
	return len(in.Customers)
}

func (w *importer) writeTargets(tx *gorm.DB) error {
	if len(w.in.Targets) == 0 {
		return nil
	}
	months := map[model.Month]bool{}
	for i := range w.in.Targets {
		months[w.in.Targets[i].Month] = true
	}
	var list []model.Month
	for m := range months {
		list = append(list, m)
	}
	var known []model.Target
	if err := tx.Where("month IN ?", list).Find(&known).Error; err != nil {
		return fmt.Errorf("read the known targets: %w", err)
	}
	byNode := map[model.Target]*model.Target{}
	for i := range known {
		byNode[targetNode(&known[i])] = &known[i]
	}
	var fresh []model.Target
	position := map[model.Target]int{}
	for i := range w.in.Targets {
		t := w.target(&w.in.Targets[i])
		node := targetNode(&t)
		if p, ok := position[node]; ok {
			fresh[p].Value = t.Value // a later row of the file speaks last
			continue
		}
		if old := byNode[node]; old != nil {
			if err := deleteRecord(tx, w.operation, actionReplace, old); err != nil {
				return err
			}
		}
		position[node] = len(fresh)
		fresh = append(fresh, t)
	}
	return createAll(tx, fresh)
}

func (w *importer) target(r *model.TargetRow) model.Target {
	return model.Target{
		Month: r.Month, Span: r.Span, Level: r.Level, Metric: r.Metric, Category: r.Category, Channel: r.Channel,
		RegionID: at(w.ids.regions, r.Region), DepartmentID: at(w.ids.departments, r.Department),
		EmployeeID: at(w.ids.employees, r.Employee), CustomerID: at(w.ids.customers, r.Customer),
		ProductID: at(w.ids.products, r.Product), Value: r.Value, BatchID: w.batch.ID,
	}
}

// targetNode is what makes two targets speak of the same thing.
func targetNode(t *model.Target) model.Target {
	return model.Target{Month: t.Month, Span: t.Span, Level: t.Level, Metric: t.Metric, RegionID: t.RegionID,
		DepartmentID: t.DepartmentID, EmployeeID: t.EmployeeID, CustomerID: t.CustomerID,
		ProductID: t.ProductID, Category: t.Category, Channel: t.Channel}
}

func (w *importer) writeEntries(tx *gorm.DB) error {
	alone := len(w.in.Lines) == 0
	w.payers = map[model.Ref]bool{}
	entries := make([]model.ReceivableEntry, 0, len(w.in.Entries))
	for i := range w.in.Entries {
		if alone && w.skip != nil && w.skip[i] {
			continue
		}
		r := &w.in.Entries[i]
		e := model.ReceivableEntry{Kind: r.Kind, Date: r.Date, CustomerID: at(w.ids.customers, r.Customer),
			DocNo: r.DocNo, Amount: r.Amount, Due: r.Due, Note: r.Note, BatchID: w.batch.ID}
		entries = append(entries, e)
		if alone {
			w.written++
			w.payers[r.Customer] = true
			w.span(r.Date)
			w.batch.Amount += e.Effect()
		}
	}
	return createAll(tx, entries)
}

func (w *importer) span(d model.Date) {
	if w.batch.From == 0 || d < w.batch.From {
		w.batch.From = d
	}
	w.batch.To = max(w.batch.To, d)
}

// The driver's work on a statement grows with the square of its parameters, and every
// statement has a cost of its own: this many are quick.
const parametersAtOnce = 600

// createAll inserts records in statements of a size that is quick, and that every database
// takes.
func createAll[T any](tx *gorm.DB, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	columns := 1
	if s, err := schema.Parse(&rows[0], schemaCache, naming); err == nil {
		columns = max(1, len(s.DBNames))
	}
	if err := tx.CreateInBatches(rows, max(1, parametersAtOnce/columns)).Error; err != nil {
		return fmt.Errorf("write %T: %w", rows, err)
	}
	return nil
}

// now is the stamp of lines, in Unix milliseconds.
func now() int64 { return time.Now().UnixMilli() }
