package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gorm.io/gorm"
)

// RestoreFrom replaces everything in this open data folder by what the backup at path
// holds, in one transaction: readers see the old state until the new one is complete, and
// a failure leaves the old one. The backup file itself is not touched; one made by an
// earlier version is brought forward in a copy first.
func (s *Store) RestoreFrom(ctx context.Context, path string) (err error) {
	if err := Verify(path); err != nil {
		return fmt.Errorf("verify the backup: %w", err)
	}
	work, err := os.MkdirTemp(s.dir, "restore-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	staged := filepath.Join(work, DatabaseFile)
	if err := copyFile(path, staged); err != nil {
		return err
	}
	forward, err := Open(work)
	if err != nil {
		return err
	}
	if err := forward.Close(); err != nil {
		return err
	}
	return s.takeOver(ctx, staged)
}

// takeOver copies every table of the staged database over ours.
func (s *Store) takeOver(ctx context.Context, staged string) (err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	db := s.write.WithContext(ctx)
	if err := db.Exec("ATTACH DATABASE ? AS staged", staged).Error; err != nil {
		return fmt.Errorf("open the staged backup: %w", err)
	}
	defer func() { err = errors.Join(err, s.write.Exec("DETACH DATABASE staged").Error) }()
	// Emptying a parent table would search its children row by row; the whole is checked
	// at the end instead. The write handle is one connection, so the switch is its own.
	if err := db.Exec("PRAGMA foreign_keys = OFF").Error; err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.write.Exec("PRAGMA foreign_keys = ON").Error) }()
	return db.Transaction(func(tx *gorm.DB) error {
		var tables []string
		err := tx.Raw("SELECT name FROM staged.sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'").Scan(&tables).Error
		if err != nil {
			return fmt.Errorf("list the tables: %w", err)
		}
		for _, table := range tables {
			if err := copyTable(tx, table); err != nil {
				return fmt.Errorf("restore %s: %w", table, err)
			}
		}
		if err := tx.Exec("DELETE FROM sqlite_sequence").Error; err != nil {
			return err
		}
		if err := tx.Exec("INSERT INTO sqlite_sequence SELECT * FROM staged.sqlite_sequence").Error; err != nil {
			return err
		}
		broken, err := pragmaRows(tx, "SELECT \"table\" || ' ' || rowid FROM pragma_foreign_key_check LIMIT 5")
		if err != nil {
			return err
		}
		if len(broken) > 0 {
			return fmt.Errorf("the backup has broken references: %v", broken)
		}
		return staleAll(tx)
	})
}

func copyTable(tx *gorm.DB, table string) error {
	var columns []string
	if err := tx.Raw("SELECT name FROM pragma_table_info(?)", table).Scan(&columns).Error; err != nil {
		return err
	}
	list := `"` + strings.Join(columns, `","`) + `"`
	if err := tx.Exec(`DELETE FROM main."` + table + `"`).Error; err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO main."` + table + `" (` + list + `) SELECT ` + list + ` FROM staged."` + table + `"`).Error
}

// PlaceBackup puts a backup into a data folder whose own database cannot be opened. The
// damaged files are kept beside it under the name it returns.
func PlaceBackup(dir, path, keepAs string) error {
	if err := Verify(path); err != nil {
		return fmt.Errorf("verify the backup: %w", err)
	}
	target := filepath.Join(dir, DatabaseFile)
	fresh := target + ".new"
	if err := copyFile(path, fresh); err != nil {
		return err
	}
	for _, tail := range []string{"", "-wal", "-shm"} {
		err := os.Rename(target+tail, filepath.Join(dir, keepAs+tail))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return os.Rename(fresh, target)
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	return out.Sync()
}
