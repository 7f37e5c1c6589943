package today

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app"
	"xunshi/app/demo"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
)

// until is the last day of the demo data, so that pictures stay the same.
var until = model.MustDate("2026-09-11")

// program is the real program over a temporary data folder.
func program(t *testing.T, fill bool) *app.App {
	t.Helper()
	a, err := app.Open(t.TempDir(), app.Exclusive)
	if err != nil {
		t.Fatal(err)
	}
	a.Reports.SetClock(func() model.Date { return until })
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	if fill {
		if _, err := a.Demo(context.Background(), demo.Options{Customers: 80, Products: 24, Months: 14, Lines: 9000, Until: until}, nil); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// dated is the program with imports made at a fixed time, for the pictures.
type dated struct{ Live }

// Batches implements Backend.
func (d dated) Batches(ctx context.Context) ([]model.ImportBatch, error) {
	all, err := d.Live.Batches(ctx)
	for i := range all {
		all[i].CreatedAt = time.Date(2026, 9, 12, 8, 31, 0, 0, time.Local)
	}
	return all, err
}

// world is the page in the real frame.
type world struct {
	t     *testing.T
	app   *app.App
	win   fyne.Window
	shell *shell.Shell
	page  *Page
	asked []any // arguments other pages were opened with
}

// stub stands in for the pages this one leads to.
type stub struct{ title string }

func (s stub) Title() string                      { return s.title }
func (stub) Toolbar() []fyne.CanvasObject         { return nil }
func (stub) Content() fyne.CanvasObject           { return container.NewStack() }
func (stub) Load(context.Context) (func(), error) { return nil, nil }
func (stub) Close()                               {}

func open(t *testing.T, a *app.App, s testkit.Setup, width, height float32) *world {
	t.Helper()
	testkit.Start(t, s)
	w := &world{t: t, app: a}
	w.win = testkit.Window(t, container.NewStack(), width, height)
	entry := Entry(a)
	entry.New = func(h shell.Host, _ any) shell.Page {
		w.page = New(h, dated{Live{a}})
		return w.page
	}
	entries := []shell.Entry{entry}
	for _, e := range []struct {
		id   shell.PageID
		name string
		icon icons.Name
	}{{shell.PageSales, "销售", icons.Sales}, {shell.PageReports, "报表", icons.Reports}, {shell.PageImport, "导入", icons.Import}, {shell.PageFirstRun, "开始", icons.Sample}} {
		group := shell.GroupDaily
		if e.id == shell.PageImport || e.id == shell.PageFirstRun {
			group = shell.Hidden
		}
		entries = append(entries, shell.Entry{ID: e.id, Name: func() string { return e.name }, Icon: e.icon, Group: group,
			New: func(_ shell.Host, arg any) shell.Page {
				w.asked = append(w.asked, arg)
				return stub{e.name}
			}})
	}
	timers := &testkit.Timers{}
	w.shell = shell.New(w.win, shell.Options{Entries: entries, Start: shell.Route{Page: shell.PageToday}, Runtime: timers.Runtime(),
		Search: func(context.Context, string) []model.SearchHit { return nil }})
	t.Cleanup(w.shell.Close)
	w.win.Resize(fyne.NewSize(width, height))
	return w
}

func (w *world) golden(name string) {
	w.t.Helper()
	testkit.Golden(w.t, name, w.win.Canvas().Capture())
}

func TestLooks(t *testing.T) {
	a := program(t, true)
	open(t, a, testkit.Setup{}, 1280, 800).golden("yuan-light")
	s := a.Settings()
	s.Money = document.TenThousand
	if err := a.SetSettings(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	open(t, a, testkit.Setup{}, 1280, 800).golden("wan-light")
	open(t, a, testkit.Setup{Mode: theme.Dark}, 1280, 800).golden("wan-dark")
	open(t, a, testkit.Setup{}, 1024, 700).golden("small")
	open(t, a, testkit.Setup{Language: i18n.English}, 1280, 800).golden("english")
	open(t, a, testkit.Setup{Language: i18n.English}, 1024, 700).golden("english-small")
	w := open(t, a, testkit.Setup{}, 1280, 800)
	w.page.setMonth(until.Month() + 2)
	w.golden("no-sales-this-month")
	w = open(t, program(t, false), testkit.Setup{}, 1280, 800)
	w.page.setMonth(until.Month())
	w.golden("nothing")
}
