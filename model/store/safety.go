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
	db, err := openDSN(filepath.Join(s.dir, DatabaseFile)+"?_pragma=busy_timeout(10000)", 1) // neither handle may: one only reads, the other is for writers
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
	if err != nil {
		return nil, err
	}
	if len(pages) == 1 && pages[0] == "ok" {
		pages = nil
	}
	references, err := pragmaRows(db, "SELECT \"table\" || ' ' || rowid FROM pragma_foreign_key_check")
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
	return []Finding{{"pages", pages}, {"references", references}, {"batches", batches}, {"columns", columns}}, nil
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
	Amount   model.Money
	Lines    int
	Total    model.Money
}

func checkBatches(db *gorm.DB) ([]string, error) {
	var sums []batchSum
	err := db.Raw(`SELECT b.id, b.imported, b.amount, COUNT(l.id) AS lines, COALESCE(SUM(l.amount),0) AS total
		FROM import_batches b JOIN sales_lines l ON l.batch_id = b.id
		GROUP BY b.id, b.imported, b.amount ORDER BY b.id`).Scan(&sums).Error
	if err != nil {
		return nil, fmt.Errorf("add up the batches: %w", err)
	}
	var faults []string
	for _, b := range sums {
		if b.Imported != b.Lines || b.Amount != b.Total {
			faults = append(faults, fmt.Sprintf("#%d: %d/%d, %s/%s", b.ID, b.Imported, b.Lines, b.Amount, b.Total))
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

// Verify opens a database file without changing it and tells whether it is one of ours
// and whole. It is how a backup is tested before it is trusted.
func Verify(path string) (err error) {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	db, err := openDSN(path+"?_pragma=query_only(1)&_pragma=busy_timeout(2000)", 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeHandle(db)) }()
	if !db.Migrator().HasTable("migrations") || !db.Migrator().HasTable("sales_lines") {
		return errors.New("not a database of this program")
	}
	if err := refuseNewer(db); err != nil {
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
