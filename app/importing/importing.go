// Package importing brings files into the ledger: file → table → mapped and checked rows →
// model.Import → store, all or nothing. A Session is one file on its way: the page and the
// command line set what the user chose, Check says what would happen, Import does it.
package importing

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"xunshi/app/importing/workbook"
	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Store is what importing needs of the store.
type Store interface {
	// FindBatch gives the active batch of that kind, content and sheet, nil if there is none.
	FindBatch(ctx context.Context, kind model.BatchKind, hash, sheet string) (*model.ImportBatch, error)
	// Import writes everything in one transaction or nothing.
	Import(ctx context.Context, in *model.Import, progress func(done, total int)) (*model.ImportBatch, error)
	// Duplicates marks lines that equal active lines of the ledger, nil if there are none,
	// and counts those of them that the file now says came back.
	Duplicates(ctx context.Context, in *model.Import) (skip []bool, returns int, err error)
	// LoadMapping gives what was remembered for a header, nil if nothing was.
	LoadMapping(ctx context.Context, header string) ([]byte, error)
	SaveMapping(ctx context.Context, header string, mapping []byte) error
	Directory(ctx context.Context) (*model.Directory, error)
}

// Stage is what a long import is doing.
type Stage int

// Stages in their order.
const (
	Reading Stage = iota
	Checking
	Writing
)

// Label of the stage for a status line.
func (s Stage) Label() string {
	switch s {
	case Checking:
		return i18n.T("正在核对")
	case Writing:
		return i18n.T("正在写入")
	default:
		return i18n.T("正在读取")
	}
}

// Progress hears how far a stage is; total is 0 while it is not known. It is called from
// the working goroutine and should return quickly.
type Progress func(stage Stage, done, total int)

func (p Progress) at(stage Stage, done, total int) {
	if p != nil {
		p(stage, done, total)
	}
}

// ErrDateOrder is the cause of the fault that asks whether day or month comes first.
var ErrDateOrder = errors.New("date order undecidable")

// Importer opens files for one store.
type Importer struct {
	store Store
	lists *records.Book // takes the lists: customers, products, people
}

// New makes an Importer.
func New(s *store.Store) *Importer { return &Importer{store: s, lists: records.New(s)} }

// Open reads the file at path, finds its sheet, header and columns, and applies what was
// remembered for this header. A roster (区域 → 区域经理) opened as sales becomes an import of
// employees: Kind tells. Errors are model.Faults, or the context's error.
func (im *Importer) Open(ctx context.Context, path string, kind model.BatchKind, progress Progress) (*Session, error) {
	if fieldsOf[kind] == nil {
		return nil, model.NewFault(nil, i18n.T("不能导入“%s”这一类数据。", string(kind)), "",
			i18n.T("可以导入销售、目标、客户、品项、人员和账款。"))
	}
	book, err := workbook.Open(ctx, path, func(done, total int64) {
		progress.at(Reading, int(done>>10), int(total>>10))
	})
	if err != nil {
		return nil, err
	}
	hash, err := hashFile(path)
	if err != nil {
		return nil, err
	}
	directory, err := im.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	s := &Session{store: im.store, directory: directory, file: filepath.Base(path), hash: hash, asked: kind, kind: kind, book: book,
		lists: im.lists, mode: records.Update}
	if err := s.chooseSheet(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", faultGone(err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", faultGone(err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func faultGone(err error) error {
	return model.NewFault(err, i18n.T("读取途中文件打不开了。"), i18n.T("程序里的数据没有改动。"), i18n.T("请检查文件是否还在原处,再试一次。"))
}
