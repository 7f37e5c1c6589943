// Package store keeps the records: the only package that knows GORM and SQL.
package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// DatabaseFile is the name of the database inside the data folder.
const DatabaseFile = "xunshi.db"

// Store is one open data folder. Writes go through one handle, one after the other;
// reads have handles of their own and never wait for an import.
type Store struct {
	dir   string
	write *gorm.DB
	read  *gorm.DB

	factsMu     sync.Mutex
	facts       *model.Facts
	directoryMu sync.Mutex
	directory   *model.Directory
	entriesMu   sync.Mutex
	entries     *entryCache
	agreedMu    sync.Mutex
	agreed      *agreedCache

	writing sync.Mutex     // one writer at a time, held for a whole transaction
	saving  sync.WaitGroup // background saves of the facts cache
	onEdit  func()         // told after each act on records
}

// Open opens the data folder dir, makes it if it is missing, and migrates its database
// forward. A damaged file or one made by a newer program gives a Fault; nothing is
// changed then.
func Open(dir string) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, model.NewFault(err, i18n.T("无法建立数据文件夹 %s。", dir), "",
			i18n.T("请检查磁盘空间和权限,或用 --data 另选一个文件夹。"))
	}
	sweep(dir)
	path := filepath.Join(dir, DatabaseFile)
	if err := touch(path); err != nil {
		return nil, unopened(path, err)
	}
	write, err := openHandle(path, "_txlock=immediate", 1)
	if err != nil {
		return nil, unopened(path, err)
	}
	s := &Store{dir: dir, write: write}
	if err := migrate(write); err != nil {
		return nil, errors.Join(unopened(path, err), closeHandle(write))
	}
	s.read, err = openHandle(path, "_pragma=query_only(1)", 4)
	if err != nil {
		return nil, errors.Join(unopened(path, err), closeHandle(write))
	}
	return s, nil
}

// Exists tells whether the folder dir holds a database.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, DatabaseFile))
	return err == nil
}

// touch makes a missing database file, for its owner's eyes only: customers and prices are
// nobody else's business. SQLite gives its side files the same permissions.
func touch(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return file.Close()
}

// sweep removes what a killed program left in the data folder: half-written caches and
// staged restores. What is younger than a day may still be another program's work.
func sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		name := e.Name()
		cache := strings.HasPrefix(name, "facts-") && strings.HasSuffix(name, ".tmp")
		staged := strings.HasPrefix(name, stagePrefix) && e.IsDir()
		info, err := e.Info()
		if !(cache || staged) || err != nil || time.Since(info.ModTime()) < 24*time.Hour {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			slog.Warn("remove a leftover", "name", name, "error", err)
		}
	}
}

// Dir is the data folder.
func (s *Store) Dir() string { return s.dir }

// Close ends both handles; the write-ahead log is folded into the database.
func (s *Store) Close() error {
	s.saving.Wait()
	return errors.Join(closeHandle(s.read), closeHandle(s.write))
}

func openHandle(path, extra string, conns int) (*gorm.DB, error) {
	return openDSN(fileURI(path)+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)"+
		"&_pragma=synchronous(FULL)&_pragma=cache_size(-32000)&_pragma=temp_store(MEMORY)&"+extra, conns)
}

// fileURI names a database file so that ?, # and % in its path stay part of the path.
func fileURI(path string) string {
	slashed := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" && !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… becomes file:///C:/…
	}
	escaped := (&url.URL{Path: slashed}).EscapedPath()
	if strings.HasPrefix(slashed, "/") {
		return "file://" + escaped
	}
	return "file:" + escaped
}

func openDSN(dsn string, conns int) (*gorm.DB, error) {
	db, err := gorm.Open(sqlite.Open(dsn), &gorm.Config{
		Logger:                 gormLog(),
		SkipDefaultTransaction: true,
		NowFunc:                func() time.Time { return time.Now().UTC().Truncate(time.Microsecond) },
	})
	if err != nil {
		return nil, err
	}
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	return db, nil
}

func closeHandle(db *gorm.DB) error {
	if db == nil {
		return nil
	}
	pool, err := db.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}

type slogWriter struct{}

func (slogWriter) Printf(format string, args ...any) {
	slog.Warn("database", "message", strings.TrimSpace(fmt.Sprintf(format, args...)))
}

func gormLog() logger.Interface {
	return logger.New(slogWriter{}, logger.Config{
		SlowThreshold: 5 * time.Second, LogLevel: logger.Warn,
		IgnoreRecordNotFoundError: true, ParameterizedQueries: true,
	})
}

// change runs f in one transaction of the write handle: all of it happens, or nothing.
func (s *Store) change(ctx context.Context, f func(tx *gorm.DB) error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	err := s.write.WithContext(ctx).Transaction(f)
	if err != nil && ctx.Err() != nil && !errors.Is(err, ctx.Err()) {
		return errors.Join(ctx.Err(), err) // the cancelled transaction closed what f was using
	}
	return err
}
