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

// stagePrefix begins the names of the folders inside the data folder where a backup is
// made ready.
const stagePrefix = "restore-"

// RestoreFrom replaces everything in this open data folder by what the backup at path
// holds, in one transaction: readers see the old state until the new one is complete, and
// a failure leaves the old one. The backup file itself is not touched.
func (s *Store) RestoreFrom(ctx context.Context, path string) (err error) {
	staged, drop, err := stage(s.dir, path)
	defer func() { err = errors.Join(err, drop()) }()
	if err != nil {
		return err
	}
	return s.takeOver(ctx, staged)
}

// stage makes a backup ready in a folder of its own inside dir: a verified copy that is
// brought forward to the newest schema. The copy takes the write-ahead log along, so that
// a database copied from under a running program is whole. drop removes the folder.
func stage(dir, path string) (staged string, drop func() error, err error) {
	drop = func() error { return nil }
	work, err := os.MkdirTemp(dir, stagePrefix+"*")
	if err != nil {
		return "", drop, err
	}
	drop = func() error { return os.RemoveAll(work) }
	staged = filepath.Join(work, DatabaseFile)
	if err := copyWithLog(path, staged); err != nil {
		return "", drop, err
	}
	if err := verifyDSN(fileURI(staged) + "?_pragma=query_only(1)"); err != nil {
		return "", drop, fmt.Errorf("verify the backup: %w", err)
	}
	forward, err := Open(work)
	if err != nil {
		return "", drop, err
	}
	return staged, drop, forward.Close()
}

// copyWithLog copies a database and the write-ahead log beside it, if there is one.
func copyWithLog(from, to string) error {
	if err := copyFile(from, to); err != nil {
		return err
	}
	if err := copyFile(from+"-wal", to+"-wal"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
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
// damaged files are kept beside it under the name keepAs. Until the last step, which is
// one rename, the damaged database stays in its place: a folder without one would look
// like a new, empty one.
func PlaceBackup(dir, path, keepAs string) (err error) {
	staged, drop, err := stage(dir, path)
	defer func() { err = errors.Join(err, drop()) }()
	if err != nil {
		return err
	}
	target, kept := filepath.Join(dir, DatabaseFile), filepath.Join(dir, keepAs)
	if err := os.Link(target, kept); err != nil && !errors.Is(err, os.ErrNotExist) {
		if err := copyFile(target, kept); err != nil {
			return err
		}
	}
	for _, tail := range []string{"-wal", "-shm"} {
		if err := os.Rename(target+tail, kept+tail); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return os.Rename(staged, target)
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
