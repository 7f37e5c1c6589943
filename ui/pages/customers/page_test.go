package customers

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/customers"
	"xunshi/app/demo"
	"xunshi/app/demo/records"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
)

// backend is the program as the page needs it, over a real store.
type backend struct {
	*customers.Book
	store    *store.Store
	unit     document.MoneyUnit
	exported *document.Document
	printed  string
}

func (b *backend) Money() document.MoneyUnit { return b.unit }

func (b *backend) Export(_ context.Context, doc *document.Document, path string) error {
	b.exported = doc
	return os.WriteFile(path, []byte("x"), 0o600)
}

func (b *backend) Print(_ context.Context, path string) (exporting.Handed, error) {
	b.printed = path
	return exporting.ToViewer, nil
}

func (b *backend) OpenFile(string) error { return nil }

func (b *backend) OnChange(func()) (stop func()) { return func() {} }

var until = model.MustDate("2026-09-11")

// open makes a store, with demo data if wanted.
func open(t *testing.T, filled bool) *backend {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	if filled {
		in := demo.Generate(demo.Options{Customers: 80, Products: 24, Months: 14, Lines: 9000, Until: until})
		_, err = s.Import(context.Background(), in, nil)
		require.NoError(t, err)
		require.NoError(t, records.Fill(context.Background(), s, 1))
	}
	b := customers.New(s)
	b.SetToday(until + 1)
	return &backend{Book: b, store: s, unit: document.Yuan}
}

type scene struct {
	*testkit.Scene
	page *Page
	host *testkit.Host
	app  *backend
}

// Room for a page in windows of 1280×800 and 1024×700.
const (
	wide, high   = 1112, 722
	small, lower = 856, 622
)

func start(t *testing.T, set testkit.Setup, b *backend, arg any, width, height float32) *scene {
	t.Helper()
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	h := &testkit.Host{}
	p := New(h, b, arg)
	t.Cleanup(p.Close)
	s := &scene{testkit.Show(t, p, width, height), p, h, b}
	h.Win = s.Window
	return s
}

// reloaded does what the shell does after Host.Reload.
func (s *scene) reloaded(t *testing.T) {
	t.Helper()
	require.NotZero(t, s.host.Reloads)
	s.host.Reloads = 0
	testkit.Load(t, s.page)
}

func picture(t *testing.T, s *scene, name string) {
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), s.Capture())
	}
}

func TestLooks(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{}, b, nil, wide, high)
	picture(t, s, "customers")
	s.page.table.SelectRow(4)
	picture(t, s, "customers-card")
	s.page.openView(customers.UsualViews()[3])
	s.page.table.SelectRow(0)
	picture(t, s, "customers-churn")
	s.page.openFilter()
	picture(t, s, "customers-filter")
	s.host.Panel.Close()
	s.page.openGrades()
	picture(t, s, "customers-grades")
	s.host.Panel.Close()
	s.page.showContact(s.page.card.card)
	picture(t, s, "customers-contact")
	s.host.Panel.Close()
	s.page.openVerdict(s.page.card.card, openFlags(s.page.card.card)[0])
	picture(t, s, "customers-verdict")
	s.host.Panel.Close()
	s.page.table.SelectAll()
	picture(t, s, "customers-selected")
	s.page.openBatch()
	picture(t, s, "customers-batch")
	s.host.Panel.Close()
	s.page.deleteSelected()
	s.host.Confirms[0].OnYes()
	picture(t, s, "customers-refused")
	require.Empty(t, s.host.Faults)
}

func TestLooksSmall(t *testing.T) {
	b := open(t, true)
	b.unit = document.TenThousand
	s := start(t, testkit.Setup{Mode: theme.Dark, Language: i18n.English}, b, nil, small, lower)
	picture(t, s, "customers-small-dark-en")
	s.page.table.SelectRow(4)
	picture(t, s, "customers-small-dark-en-card")
	require.Equal(t, shell.PageCustomers, shell.PageID("customers"))
}
