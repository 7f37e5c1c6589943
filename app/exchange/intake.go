package exchange

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"xunshi/app/importing/workbook"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// State is what a file found in a folder is.
type State int

// States of a file.
const (
	Ready     State = iota // 可以收: ours, not yet taken in
	Already                // 已收过: this very file was taken in
	Changed                // another return of this workbook was taken in
	Copy                   // the same content as another file here
	Rival                  // an older return of a workbook that is here twice
	Blank                  // nothing is filled in
	Tampered               // ours, but what it is known by was changed
	Withdrawn              // ours by its looks, but not out: withdrawn, or of another computer
	Foreign                // not one of our workbooks
	Damaged                // cannot be read
)

// Name of the state for the user.
func (s State) Name() string {
	switch s {
	case Ready:
		return i18n.T("可以收")
	case Already:
		return i18n.T("已收过")
	case Changed:
		return i18n.T("已收另一份")
	case Copy:
		return i18n.T("重复的文件")
	case Rival:
		return i18n.T("另有新版")
	case Blank:
		return i18n.T("没有填写")
	case Tampered:
		return i18n.T("被改动")
	case Withdrawn:
		return i18n.T("不是发出的")
	case Foreign:
		return i18n.T("别的文件")
	case Damaged:
		return i18n.T("打不开")
	}
	return ""
}

// Return is one file that may be a filled-in workbook.
type Return struct {
	Path     string
	File     string // base name
	Hash     string // SHA-256 of the content, hex
	Modified time.Time
	State    State
	Why      string // the state in words
	Notes    []string
	Workbook model.RepWorkbook // as it stood when the file was read
	Person   string            // who it is from, as far as known
	Code     string
	Lines    []*Line // rows filled in, form by form

	mark      mark
	book      *workbook.Book
	readNotes []string // notes of the last reading
}

// Intake is what was found among files.
type Intake struct {
	Returns []*Return // those to be taken in first, then those with trouble

	desk     *Desk
	revision [2]uint64 // of the ledger and directory the rows were looked over against
}

// most bounds how many files of a folder are looked at.
const mostFiles = 2000

// endings are those of files that a workbook may come back as.
var endings = []string{".xlsx", ".xls", ".xlsm", ".et"}

// Collect reads files and folders (with the folders in them) and says of each file what it
// is and what it holds. Nothing is written. progress hears of files.
func (d *Desk) Collect(ctx context.Context, paths []string, progress func(done, total int, file string)) (*Intake, error) {
	files, err := listFiles(ctx, paths)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, nothing(i18n.T("这里没有工作簿文件。"), i18n.T("请选择存放交回表格(.xlsx)的文件夹。"))
	}
	in := &Intake{desk: d}
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if progress != nil {
			progress(i, len(files), filepath.Base(f))
		}
		r, err := readFile(ctx, f)
		if err != nil {
			return nil, err
		}
		in.Returns = append(in.Returns, r)
	}
	if err := in.sort(ctx); err != nil {
		return nil, err
	}
	return in, in.plan(ctx)
}

func listFiles(ctx context.Context, paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		err := filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
			switch {
			case err != nil && p == path:
				return err
			case err != nil:
				return nil // a folder that may not be read is none of ours
			case ctx.Err() != nil:
				return ctx.Err()
			}
			name := e.Name()
			hidden := strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
			if e.IsDir() && hidden && p != path {
				return fs.SkipDir
			}
			if !e.IsDir() && !hidden && slices.Contains(endings, strings.ToLower(filepath.Ext(name))) && !slices.Contains(files, p) {
				files = append(files, p)
			}
			if len(files) > mostFiles {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			return nil, model.NewFault(err, i18n.T("读不到 %s。", path), i18n.T("数据没有改动。"), i18n.T("请检查文件夹还在不在、有没有权限。"))
		}
	}
	if len(files) > mostFiles {
		return nil, nothing(i18n.T("文件夹里的工作簿超过 %d 个。", mostFiles), i18n.T("请选小一点的文件夹。"))
	}
	return files, nil
}

// readFile opens a file and reads what it is known by; only a cancel is an error.
func readFile(ctx context.Context, path string) (*Return, error) {
	r := &Return{Path: path, File: filepath.Base(path)}
	if info, err := os.Stat(path); err == nil {
		r.Modified = info.ModTime()
	}
	var err error
	if r.Hash, err = hashFile(path); err == nil {
		r.book, err = workbook.Open(ctx, path, nil)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		r.State, r.Why = Damaged, i18n.T("文件打不开或没有下载完整。")
		if f, ok := model.AsFault(err); ok {
			r.Why = f.What
		}
		return r, nil
	}
	r.identify()
	return r, nil
}

func hashFile(path string) (sum string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// identify reads the mark.
func (r *Return) identify() {
	lines := map[string]string{}
	for _, s := range r.book.Sheets {
		if strings.TrimSpace(s.Name) != markSheet {
			continue
		}
		for row := range min(s.Rows(), 40) {
			lines[strings.TrimSpace(r.book.Text(s.At(row, 0)))] = strings.TrimSpace(r.book.Text(s.At(row, 1)))
		}
	}
	m, found, whole := readMark(lines)
	switch {
	case !found:
		r.State, r.Why = Foreign, i18n.T("不是发出去的表格,里面没有标识。")
	case !whole:
		r.State, r.Why = Tampered, i18n.T("表格的标识被改动过,认不出是谁的哪一期。请让对方用原来的表格重填。")
	}
	r.mark, r.Person, r.Code = m, m.Name, m.Code
}

// sort finds the workbook of each file and which of several files of one counts.
func (in *Intake) sort(ctx context.Context) error {
	books, err := store.Find(ctx, in.desk.store, model.RepWorkbook{})
	if err != nil {
		return err
	}
	dir, err := in.desk.store.Directory(ctx)
	if err != nil {
		return err
	}
	byUUID := make(map[uuid.UUID]*model.RepWorkbook, len(books))
	for i := range books {
		byUUID[books[i].UUID] = &books[i]
	}
	for _, r := range in.Returns {
		if r.State == Ready {
			r.attach(byUUID[r.mark.UUID], dir, books, in.desk.today())
		}
	}
	in.rivals()
	return nil
}

// attach says which workbook a file is, and what is to be known about it.
func (r *Return) attach(w *model.RepWorkbook, dir *model.Directory, books []model.RepWorkbook, today model.Date) {
	if w == nil {
		r.State, r.Why = Withdrawn, i18n.T("这份表格已经撤回,或不是这台电脑发出的。")
		return
	}
	r.Workbook = *w
	if e := dir.Employees[w.EmployeeID]; e != nil {
		r.Person, r.Code = e.Name, e.Code
		if !e.Active(today) {
			r.Notes = append(r.Notes, i18n.T("%s已离职,数据仍记在本人名下。", e.Name))
		}
	}
	for i := range books {
		if b := &books[i]; b.EmployeeID == w.EmployeeID && b.Kind == w.Kind && b.From > w.To {
			r.Notes = append(r.Notes, i18n.T("这是往期的表格(%s),之后又发过新的。", PeriodText(model.Period{From: w.From, To: w.To})))
			break
		}
	}
	switch {
	case w.ReturnedAt != nil && w.ReturnHash == r.Hash:
		r.State, r.Why = Already, i18n.T("这个文件已经收过,再收也不会改变任何数据。")
	case w.ReturnedAt != nil:
		r.State, r.Why = Changed, i18n.T("这份表格已收过另一个版本;要改用这一份,请先撤回已收的。")
	}
}

// rivals leaves, of several files of one workbook, the last one saved to be taken in.
func (in *Intake) rivals() {
	slices.SortStableFunc(in.Returns, func(a, b *Return) int {
		return cmp.Or(b.Modified.Compare(a.Modified), cmp.Compare(a.File, b.File))
	})
	first := map[uuid.UUID]*Return{}
	for _, r := range in.Returns {
		if r.State != Ready {
			continue
		}
		newer := first[r.mark.UUID]
		switch {
		case newer == nil:
			first[r.mark.UUID] = r
		case newer.Hash == r.Hash:
			r.State, r.Why = Copy, i18n.T("和“%s”的内容一样。", newer.File)
		default:
			r.State, r.Why = Rival, i18n.T("同一份表格还有更晚保存的“%s”。", newer.File)
			newer.Notes = append(newer.Notes, i18n.T("同一份表格有两个不同的版本,用的是更晚保存的这个。"))
		}
	}
	in.order()
}

// order puts what can be taken in first, by person.
func (in *Intake) order() {
	slices.SortStableFunc(in.Returns, func(a, b *Return) int {
		return cmp.Or(cmp.Compare(a.State, b.State), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Workbook.From, b.Workbook.From), cmp.Compare(a.File, b.File))
	})
}

// Prefer has an older return of a workbook taken in instead of the newer one.
func (in *Intake) Prefer(ctx context.Context, chosen *Return) error {
	if chosen.State != Rival {
		return nothing(i18n.T("这个文件不能改用。"), "")
	}
	for _, r := range in.Returns {
		if r != chosen && r.mark.UUID == chosen.mark.UUID && (r.State == Ready || r.State == Blank) {
			r.State, r.Why = Rival, i18n.T("改用了“%s”。", chosen.File)
		}
	}
	chosen.State, chosen.Why = Ready, ""
	in.order()
	return in.plan(ctx)
}

// ReadyOnes are the returns that can be taken in.
func (in *Intake) ReadyOnes() []*Return {
	var out []*Return
	for _, r := range in.Returns {
		if r.State == Ready {
			out = append(out, r)
		}
	}
	return out
}
