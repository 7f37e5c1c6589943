// Package desktest is what the tests of the pages of a growing team share: a small demo
// region on a day that never changes, and an outlet that remembers.
package desktest

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"fyne.io/fyne/v2"

	"xunshi/app/demo"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/model"
	"xunshi/ui/testkit"
)

// Today is the last day of the region's sales.
var Today = model.MustDate("2026-09-30")

// Clock says Today.
func Clock() model.Date { return Today }

// Store is what a test opens.
type Store interface {
	Import(ctx context.Context, in *model.Import, progress func(done, total int)) (*model.ImportBatch, error)
}

// Sales fills a store with the region's people and sales.
func Sales(t testing.TB, s Store) {
	t.Helper()
	in := demo.Generate(demo.Options{Customers: 60, Products: 20, Months: 5, Lines: 6000, Until: Today})
	if _, err := s.Import(context.Background(), in, nil); err != nil {
		t.Fatal(err)
	}
}

// region is a filled data folder, made once and copied for each test: filling takes longer
// than the test.
var region struct {
	sync.Mutex
	files fstest.MapFS
}

// Folder gives a test a data folder of its own with what fill put into the first one.
func Folder(t testing.TB, fill func(dir string)) string {
	t.Helper()
	region.Lock()
	defer region.Unlock()
	if region.files == nil {
		first := t.TempDir()
		fill(first)
		files, err := kept(os.DirFS(first))
		if err != nil {
			t.Fatal(err)
		}
		region.files = files
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, region.files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// kept reads a folder into memory.
func kept(dir fs.FS) (fstest.MapFS, error) {
	files := fstest.MapFS{}
	err := fs.WalkDir(dir, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(dir, path)
		files[path] = &fstest.MapFile{Data: data, Mode: 0o600}
		return err
	})
	return files, err
}

// Room for a page in windows of 1280×800 and 1024×700.
const (
	Wide, High   = 1112, 722
	Small, Lower = 856, 622
)

// Shot keeps a picture in the folder that XUNSHI_PICTURES names, to be looked at.
func Shot(t testing.TB, w fyne.Window, name string) {
	t.Helper()
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), w.Canvas().Capture())
	}
}

// Outlet remembers what left the program.
type Outlet struct {
	Exported []*document.Document
	Paths    []string
	Printed  []string
	Pictures int
}

// Export implements desk.Outlet.
func (o *Outlet) Export(_ context.Context, doc *document.Document, path string) error {
	o.Exported, o.Paths = append(o.Exported, doc), append(o.Paths, path)
	return nil
}

// Print implements desk.Outlet.
func (o *Outlet) Print(_ context.Context, path string) (exporting.Handed, error) {
	o.Printed = append(o.Printed, path)
	return exporting.ToViewer, nil
}

// OpenFile implements desk.Outlet.
func (o *Outlet) OpenFile(string) error { return nil }

// CopyPicture implements desk.Outlet.
func (o *Outlet) CopyPicture(context.Context, []byte, string) error { o.Pictures++; return nil }
