package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"gorm.io/gorm"

	"xunshi/model"
)

// BackupTo writes a complete, consistent copy of the database to path, which must not
// exist. It does not stop readers or writers.
func (s *Store) BackupTo(ctx context.Context, path string) (err error) {
	if path, err = filepath.Abs(path); err != nil { // "file:…" would be read as a URI
		return err
	}
	db, err := openDSN(fileURI(filepath.Join(s.dir, DatabaseFile))+"?_pragma=busy_timeout(10000)", 1) // neither handle may: one only reads, the other is for writers
	if err != nil {
		return fmt.Errorf("open the database for a copy: %w", err)
	}
	defer func() { err = errors.Join(err, closeHandle(db)) }()
	if err := db.WithContext(ctx).Exec("VACUUM INTO ?", path).Error; err != nil {
		return fmt.Errorf("copy the database: %w", err)
	}
	return nil
}

// Finding is one thing an integrity check looked at.
type Finding struct {
	Name   string   // what was checked
	Faults []string // what is wrong, empty if all is well
}

// Check looks the whole data folder over: pages, references, batch sums against their
// lines, and the columnar copy against the ledger. It changes nothing.
func (s *Store) Check(ctx context.Context) ([]Finding, error) {
	db := s.read.WithContext(ctx)
	pages, err := pragmaRows(db, "PRAGMA integrity_check")
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, err
	case err != nil:
		pages = []string{err.Error()}
	case len(pages) == 1 && pages[0] == "ok":
		pages = nil
	}
	if len(pages) > 0 { // what stands on broken pages says nothing
		return []Finding{{"pages", pages}}, nil
	}
	references, err := checkReferences(db)
	if err != nil {
		return nil, err
	}
	batches, err := checkBatches(db)
	if err != nil {
		return nil, err
	}
	columns, err := s.checkFacts(ctx)
	if err != nil {
		return nil, err
	}
	return []Finding{{"pages", nil}, {"references", references}, {"batches", batches}, {"columns", columns}}, nil
}

// checkReferences finds records that point at nothing, and lines that count although their
// customer or product is gone.
func checkReferences(db *gorm.DB) ([]string, error) {
	faults, err := pragmaRows(db, "SELECT \"table\" || ' ' || rowid FROM pragma_foreign_key_check")
	if err != nil {
		return nil, err
	}
	for _, to := range []struct{ table, column string }{{"customers", "customer_id"}, {"products", "product_id"}} {
		gone, err := pragmaRows(db, "SELECT '"+to.table+" ' || id FROM "+to.table+" WHERE deleted_at IS NOT NULL AND id IN (SELECT "+
			to.column+" FROM sales_lines WHERE "+activeBatches+")")
		if err != nil {
			return nil, err
		}
		faults = append(faults, gone...)
	}
	return faults, nil
}

func pragmaRows(db *gorm.DB, query string) ([]string, error) {
	var rows []string
	if err := db.Raw(query).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("check the database: %w", err)
	}
	return rows, nil
}

type batchSum struct {
	ID       model.ID
	Imported int
	Quantity model.Quantity
	Amount   model.Money
	Lines    int
	Pieces   model.Quantity
	Total    model.Money
}

func checkBatches(db *gorm.DB) ([]string, error) {
	var sums []batchSum
	err := db.Raw(`SELECT b.id, b.imported, b.quantity, b.amount, COUNT(l.id) AS lines,
			COALESCE(SUM(l.quantity),0) AS pieces, COALESCE(SUM(l.amount),0) AS total
		FROM import_batches b LEFT JOIN sales_lines l ON l.batch_id = b.id WHERE b.kind IN ?
		GROUP BY b.id, b.imported, b.quantity, b.amount ORDER BY b.id`,
		[]model.BatchKind{model.BatchSales, model.BatchManual, model.BatchDemo}).Scan(&sums).Error
	if err != nil {
		return nil, fmt.Errorf("add up the batches: %w", err)
	}
	var faults []string
	for _, b := range sums {
		if b.Imported != b.Lines || b.Amount != b.Total || b.Quantity != b.Pieces {
			faults = append(faults, fmt.Sprintf("#%d: %d/%d, %s/%s, %s/%s", b.ID, b.Imported, b.Lines,
				b.Quantity, b.Pieces, b.Amount, b.Total))
		}
	}
	return faults, nil
}

// checkFacts compares the columnar copy with one read from the ledger this moment.
func (s *Store) checkFacts(ctx context.Context) ([]string, error) {
	kept, err := s.Facts(ctx)
	if err != nil {
		return nil, err
	}
	fresh, err := readFacts(s.read.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	if kept.Revision == fresh.Revision && factsSum(kept) != factsSum(fresh) {
		return []string{fmt.Sprintf("%d ≠ %d", kept.Len(), fresh.Len())}, nil
	}
	return nil, nil
}

type columnSum struct {
	rows     int
	amount   model.Money
	quantity model.Quantity
	mix      uint64
}

func factsSum(f *model.Facts) columnSum {
	sum := columnSum{rows: f.Len()}
	for i := range f.Dates {
		sum.amount += f.Amounts[i]
		sum.quantity += f.Quantities[i]
		h := uint64(f.Lines[i])*0x9e3779b97f4a7c15 ^ uint64(f.Customers[i])<<32 ^ uint64(f.Products[i])
		sum.mix += h*(uint64(f.Dates[i])|1) ^ uint64(f.Flags[i])
	}
	return sum
}

// Verify looks into a database file without changing anything beside or inside it and
// tells whether it is one of ours and whole. It is how a backup is tested before it is
// trusted.
func Verify(path string) (err error) {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return verifyCopy(path)
	}
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	return verifyDSN(fileURI(path) + "?mode=ro&immutable=1")
}

// verifyCopy verifies a database that still has a write-ahead log: reading it would fold
// the log in, so a copy is read.
func verifyCopy(path string) (err error) {
	work, err := os.MkdirTemp("", "xunshi-verify-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	copied := filepath.Join(work, DatabaseFile)
	if err := copyWithLog(path, copied); err != nil {
		return err
	}
	return verifyDSN(fileURI(copied) + "?_pragma=query_only(1)")
}

func verifyDSN(dsn string) (err error) {
	db, err := openDSN(dsn, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeHandle(db)) }()
	if !db.Migrator().HasTable("migrations") || !db.Migrator().HasTable("sales_lines") {
		return errors.New("not a database of this program")
	}
	if _, err := refuseNewer(db); err != nil {
		return err
	}
	rows, err := pragmaRows(db, "PRAGMA integrity_check")
	if err != nil {
		return err
	}
	if len(rows) != 1 || rows[0] != "ok" {
		return fmt.Errorf("integrity check: %v", rows)
	}
	return nil
}

// Size is how many bytes the database takes on disk.
func (s *Store) Size() (int64, error) {
	info, err := os.Stat(filepath.Join(s.dir, DatabaseFile))
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
