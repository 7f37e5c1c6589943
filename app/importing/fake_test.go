package importing

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

// openStore opens the real store in a folder of its own.
func openStore(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// fake keeps what it was given; it finds no duplicates by itself.
type fake struct {
	imports  []*model.Import
	mappings map[string][]byte
	known    model.Directory
	fail     error
}

func (f *fake) FindBatch(_ context.Context, kind model.BatchKind, hash, sheet string) (*model.ImportBatch, error) {
	for i, in := range f.imports {
		if in.Batch.FileHash == hash && in.Batch.Kind == kind && in.Batch.Sheet == sheet {
			b := in.Batch
			b.ID = model.ID(i + 1)
			return &b, nil
		}
	}
	return nil, nil
}

func (f *fake) Import(_ context.Context, in *model.Import, _ func(done, total int)) (*model.ImportBatch, error) {
	if f.fail != nil {
		return nil, f.fail
	}
	f.imports = append(f.imports, in)
	b := in.Batch
	b.ID, b.Customers, b.Products = model.ID(len(f.imports)), len(in.Customers), len(in.Products)
	for _, l := range in.Lines {
		b.Quantity += l.Quantity
		b.Amount += l.Amount
	}
	return &b, nil
}

func (f *fake) Duplicates(context.Context, *model.Import) ([]bool, int, error) { return nil, 0, nil }

func (f *fake) LoadMapping(_ context.Context, header string) ([]byte, error) {
	return f.mappings[header], nil
}

func (f *fake) SaveMapping(_ context.Context, header string, mapping []byte) error {
	if f.mappings == nil {
		f.mappings = map[string][]byte{}
	}
	f.mappings[header] = mapping
	return nil
}

func (f *fake) Directory(context.Context) (*model.Directory, error) { return &f.known, nil }

// write puts content into a file of the test's folder.
func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func shared(t testing.TB, name string) string {
	path := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("sample data not here: ", name)
	}
	return path
}

// over makes an importer over a store or a fake of one, which takes no lists.
func over(st Store) *Importer {
	if real, ok := st.(*store.Store); ok {
		return New(real)
	}
	return &Importer{store: st}
}

func open(t testing.TB, st Store, path string, kind model.BatchKind) *Session {
	t.Helper()
	s, err := over(st).Open(context.Background(), path, kind, nil)
	require.NoError(t, err)
	return s
}

func check(t testing.TB, s *Session) *Preview {
	t.Helper()
	p, err := s.Check(context.Background(), nil)
	require.NoError(t, err)
	return p
}

// csvImport runs a csv of sales through the fake and gives what reached it.
func csvImport(t testing.TB, content string, choice Choice) (*model.Import, *Result) {
	t.Helper()
	f := &fake{}
	s := open(t, f, write(t, "销售.csv", content), model.BatchSales)
	res, err := s.Import(context.Background(), choice, nil)
	require.NoError(t, err)
	require.Len(t, f.imports, 1)
	return f.imports[0], res
}
