package reports

import (
	"context"
	"testing"

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

func open(t *testing.T, a *app.App, s testkit.Setup, ask Ask, width, height float32) *world {
	t.Helper()
	testkit.Start(t, s)
	w := &world{t: t, app: a}
	w.win = testkit.Window(t, container.NewStack(), width, height)
	entry := Entry(a)
	entry.New = func(h shell.Host, arg any) shell.Page {
		w.page = New(h, Live{a}, arg)
		return w.page
	}
	entries := []shell.Entry{entry}
	for _, e := range []struct {
		id   shell.PageID
		name string
		icon icons.Name
	}{{shell.PageToday, "今日", icons.Today}, {shell.PageSales, "销售", icons.Sales}, {shell.PageImport, "导入", icons.Import}} {
		entries = append(entries, shell.Entry{ID: e.id, Name: func() string { return e.name }, Icon: e.icon,
			New: func(_ shell.Host, arg any) shell.Page {
				w.asked = append(w.asked, arg)
				return stub{e.name}
			}})
	}
	timers := &testkit.Timers{}
	w.shell = shell.New(w.win, shell.Options{Entries: entries, Start: shell.Route{Page: shell.PageReports, Arg: ask}, Runtime: timers.Runtime(),
		Search: func(context.Context, string) []model.SearchHit { return nil }})
	t.Cleanup(w.shell.Close)
	w.win.Resize(fyne.NewSize(width, height))
	return w
}

func (w *world) golden(name string) {
	w.t.Helper()
	w.page.view.Wait()
	testkit.Golden(w.t, name, w.win.Canvas().Capture())
}

func TestLooks(t *testing.T) {
	a := program(t, true)
	s := a.Settings()
	s.Money = document.TenThousand
	s.Organisation = "江苏大区"
	if err := a.SetSettings(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	day, month := Ask{Kind: Daily, Date: until}, Ask{Kind: Monthly, Date: until}
	open(t, a, testkit.Setup{}, day, 1280, 800).golden("daily-light")
	open(t, a, testkit.Setup{Mode: theme.Dark}, day, 1280, 800).golden("daily-dark")
	open(t, a, testkit.Setup{}, day, 1024, 700).golden("daily-small")
	open(t, a, testkit.Setup{Language: i18n.English}, day, 1024, 700).golden("daily-english")
	open(t, a, testkit.Setup{}, Ask{Kind: Daily, Date: until + 9}, 1280, 800).golden("no-sales-that-day")
	open(t, a, testkit.Setup{}, month, 1280, 800).golden("monthly-light")
	w := open(t, a, testkit.Setup{}, month, 1280, 800)
	w.page.side.setOpen(true)
	w.golden("monthly-writing")
	w.page.closeMonth(until.Month())
	w.page.side.setOpen(false)
	w.golden("monthly-closed")
	open(t, program(t, false), testkit.Setup{}, day, 1280, 800).golden("nothing")
}
