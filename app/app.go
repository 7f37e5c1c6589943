// Package app is the program: start-up, data folder, lock, command line. Its sub-packages
// are the use cases. The window is handed in by main; app knows no widgets.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"xunshi/app/customers"
	"xunshi/app/customers/complaints"
	"xunshi/app/customers/file"
	"xunshi/app/customers/merging"
	"xunshi/app/customers/vcard"
	"xunshi/app/demo"
	"xunshi/app/demo/records"
	"xunshi/app/exchange"
	"xunshi/app/exporting"
	"xunshi/app/forecasting"
	"xunshi/app/importing"
	"xunshi/app/ledger"
	"xunshi/app/products"
	recordbook "xunshi/app/records"
	"xunshi/app/reporting"
	"xunshi/app/safekeeping"
	"xunshi/app/targeting"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Version of the program.
const Version = "0.1.0"

// App is the running program over one data folder.
type App struct {
	Dir       string
	Importer  *importing.Importer
	Reports   *reporting.Reporter
	Keeper    *safekeeping.Keeper
	Targets   *targeting.Planner
	Customers *customers.Book
	Products  *products.Book
	Records   *recordbook.Book
	Team      *team.Book

	Files      *file.Book       // one customer's file
	Merger     *merging.Merger  // customers that stand twice
	Complaints *complaints.Desk // and satisfaction
	Cards      *vcard.Cards     // business cards

	Growth     Growth         // training, recruiting, coaching, appraisal, bonus
	Exchange   *exchange.Desk // workbooks to and from reps
	Forecaster *forecasting.Forecaster
	Changed    Signal[Change] // something in the data changed
	OpenFile   string         // file to import, given on the command line; "" if none

	store    *store.Store
	settings settingsCell
	days     daysCell
	lock     *lock
	closeLog func() error
}

// Change says what changed.
type Change struct {
	Ledger   bool // sales lines, batches, targets, receivables, masters
	Settings bool
	Texts    bool // month texts, plans, verdicts, snapshots
	Records  bool // any record was put, removed, undone: customers, people, products, targets …
}

// Access is how a program start uses the data folder.
type Access int

// Kinds of access.
const (
	ReadOnly  Access = iota // reports, lists: may run beside an open window
	Exclusive               // anything that writes: one at a time
)

// Open opens the data folder dir.
func Open(dir string, access Access) (*App, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	if access == ReadOnly && !store.Exists(dir) {
		return nil, noData(dir)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, model.NewFault(err, i18n.T("无法建立数据文件夹 %s。", dir), "",
			i18n.T("请检查磁盘空间和权限,或用 --data 另选一个文件夹。"))
	}
	a := &App{Dir: dir, closeLog: startLog(dir)}
	if access == Exclusive {
		if a.lock, err = takeLock(dir); err != nil {
			return nil, errors.Join(err, a.closeLog())
		}
	}
	if a.store, err = store.Open(dir); err != nil {
		slog.Error("open the data folder", "dir", dir, "error", err)
		return nil, errors.Join(err, a.lock.release(), a.closeLog())
	}
	a.store.OnEdit(func() { a.Changed.Emit(Change{Records: true}) })
	a.Changed.Subscribe(func(Change) { a.days.forget() }) // before any page is told
	a.Importer = importing.New(a.store)
	a.Records = recordbook.New(a.store)
	a.Reports = reporting.New(a.store)
	a.Keeper = safekeeping.New(a.store)
	a.Customers = customers.New(a.store)
	a.Files, a.Merger = file.New(a.store), merging.New(a.store)
	a.Complaints, a.Cards = complaints.New(a.store), vcard.New(a.store)
	a.Forecaster = forecasting.New(a.store)
	a.Products = products.New(a.store)
	a.Changed.Subscribe(func(Change) { a.Customers.Changed() }) // before any page is told
	a.Targets = targeting.New(a.store)
	a.Team = team.New(a.store, team.Options{Calendar: a.Calendar})
	a.openGrowth()
	a.Exchange = exchange.New(a.store, a.Imported)
	s, err := a.readSettings(context.Background())
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	a.settings.set(s)
	i18n.SetLanguage(s.Language)
	if access == Exclusive {
		if _, err := a.Team.Settle(context.Background(), a.Team.Today()); err != nil {
			return nil, errors.Join(err, a.Close())
		}
	}
	return a, nil
}

// errNoData is the cause of the Fault when there is nothing to read.
var errNoData = errors.New("no data in the folder")

// noData refuses to read a folder without data. It is not made: a mistyped name would look
// like lost sales, and its backup like a good one.
func noData(dir string) error {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return model.NewFault(nil, i18n.T("%s 不是文件夹。", dir), "", i18n.T("请用 --data 指定一个文件夹。"))
	}
	return model.NewFault(errNoData, i18n.T("文件夹 %s 里还没有巡市的数据。", dir), "",
		i18n.T("请检查 --data(或环境变量 XUNSHI_DATA)的写法;第一次使用请先导入销售明细。"))
}

// Close ends the program's work on the data folder.
func (a *App) Close() error {
	return errors.Join(a.store.Close(), a.lock.release(), a.closeLog())
}

// Empty tells whether nothing has ever been put in: the first run.
func (a *App) Empty(ctx context.Context) (bool, error) {
	batches, err := a.store.Batches(ctx)
	if err != nil {
		return false, err
	}
	d, err := a.store.Directory(ctx)
	if err != nil {
		return false, err
	}
	return len(batches) == 0 && len(d.Customers) == 0, nil
}

// Directory gives every master record.
func (a *App) Directory(ctx context.Context) (*model.Directory, error) { return a.store.Directory(ctx) }

// Facts gives the ledger in columns.
func (a *App) Facts(ctx context.Context) (*model.Facts, error) { return a.store.Facts(ctx) }

// Lines finds ledger lines.
func (a *App) Lines(ctx context.Context, f model.LineFilter, s model.LineSort) (*ledger.Lines, error) {
	return ledger.Find(ctx, a.store, f, s)
}

// Batches lists the import batches, newest first.
func (a *App) Batches(ctx context.Context) ([]model.ImportBatch, error) { return a.store.Batches(ctx) }

// UndoBatch takes a whole batch out of the figures.
func (a *App) UndoBatch(ctx context.Context, id model.ID) error {
	return a.changed(a.store.UndoBatch(ctx, id), Change{Ledger: true})
}

// RedoBatch brings an undone batch back.
func (a *App) RedoBatch(ctx context.Context, id model.ID) error {
	return a.changed(a.store.RedoBatch(ctx, id), Change{Ledger: true})
}

// SaveManual writes lines typed in by hand as one batch.
func (a *App) SaveManual(ctx context.Context, lines []model.ManualLine, note string) (*model.ImportBatch, error) {
	b, err := a.store.SaveManual(ctx, lines, note)
	return b, a.changed(err, Change{Ledger: true})
}

// Imported tells the pages that an import has written.
func (a *App) Imported() { a.Changed.Emit(Change{Ledger: true}) }

// Demo fills the data folder with a fictitious region. It refuses a folder that holds
// sales already.
func (a *App) Demo(ctx context.Context, opt demo.Options, progress func(done, total int)) (*model.ImportBatch, error) {
	if err := opt.Validate(); err != nil {
		return nil, err
	}
	facts, err := a.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	if facts.Len() > 0 {
		return nil, model.NewFault(nil, i18n.T("这个数据文件夹里已有 %d 条销售明细,没有载入示例数据。", facts.Len()),
			i18n.T("现有数据没有改动。"), i18n.T("请用 --data 指定一个空文件夹来看示例。"))
	}
	in := demo.Generate(opt)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b, err := a.store.Import(ctx, in, progress)
	if err == nil {
		err = records.Fill(ctx, a.store, opt.Defaults().Seed)
	}
	return b, a.changed(err, Change{Ledger: true})
}

func (a *App) changed(err error, c Change) error {
	if err == nil {
		a.Changed.Emit(c)
	}
	return err
}

// Backup writes a verified copy of all data to path.
func (a *App) Backup(ctx context.Context, path string) error {
	return a.changed(a.Keeper.Backup(ctx, path), Change{Settings: true})
}

// Restore replaces all data by a backup's; the path of the copy of what stood before is
// returned.
func (a *App) Restore(ctx context.Context, path string) (string, error) {
	kept, err := a.Keeper.Restore(ctx, path)
	if err != nil {
		return "", err
	}
	s, err := a.readSettings(ctx)
	if err != nil {
		return kept, err
	}
	a.settings.set(s)
	a.Changed.Emit(Change{Ledger: true, Settings: true, Texts: true})
	return kept, nil
}

// Check looks the data over and says in words what it found.
func (a *App) Check(ctx context.Context) (lines []string, ok bool, err error) {
	return a.Keeper.Check(ctx)
}

// LastBackup tells when the last backup was made; zero if never.
func (a *App) LastBackup(ctx context.Context) (time.Time, error) { return a.Keeper.LastBackup(ctx) }

// Status is what the window's bottom line says.
type Status struct {
	DataUntil  model.Date // last day with sales, 0 if none
	Lines      int
	LastBackup time.Time
}

// Status reads the figures of the bottom line.
func (a *App) Status(ctx context.Context) (Status, error) {
	facts, err := a.store.Facts(ctx)
	if err != nil {
		return Status{}, err
	}
	s := Status{Lines: facts.Len()}
	if span, ok := facts.Span(); ok {
		s.DataUntil = span.To
	}
	s.LastBackup, err = a.LastBackup(ctx)
	return s, err
}

// Export writes a report to a file; the ending chooses the format.
func (a *App) Export(ctx context.Context, doc *Document, path string) error {
	return exporting.Write(ctx, doc, path)
}
