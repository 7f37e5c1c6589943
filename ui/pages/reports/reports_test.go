package reports

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app"
	"xunshi/app/demo"
	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
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

func open(t *testing.T, b Backend, s testkit.Setup, ask Ask, width, height float32) *world {
	t.Helper()
	testkit.Start(t, s)
	t.Cleanup(job.Inline())
	w := &world{t: t}
	w.win = testkit.Window(t, container.NewStack(), width, height)
	entry := Entry(nil)
	entry.New = func(h shell.Host, arg any) shell.Page {
		w.page = New(h, b, arg)
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

// pictured is the program with reports that stay the same, for the pictures of the page
// around them.
type pictured struct {
	Live
	closed bool
}

// Daily implements Backend.
func (pictured) Daily(_ context.Context, date model.Date, opt reporting.Options) (*document.Document, error) {
	return sample(Daily, model.Period{From: date, To: date}, opt), nil
}

// Monthly implements Backend.
func (p pictured) Monthly(_ context.Context, m model.Month, opt reporting.Options) (*document.Document, error) {
	doc := sample(Monthly, m.Period(), opt)
	doc.Closed = p.closed
	return doc, nil
}

// sample is a short report with a table whose rows can be opened.
func sample(kind Kind, period model.Period, opt reporting.Options) *document.Document {
	doc := &document.Document{Kind: string(kind), Title: "江苏大区 " + kind.title(), Period: period, PeriodText: period.From.String(),
		AsOf: period.To.String(), Header: []string{"单位:万元"}, Money: opt.Money, Quantity: opt.Quantity, Notes: []string{"销售额为净额:毛额减退货。"}}
	s := document.Section{ID: "today", Title: "当日销售", Columns: []document.Column{
		{Key: "name", Title: "区域", Kind: document.Text, Wide: true},
		{Key: "amount", Title: "销售额", Unit: "元", Kind: document.Money, Decimals: 2},
		{Key: "gap", Title: "进度差", Unit: "百分点", Kind: document.Points, Decimals: 1},
	}}
	for i, name := range []string{"苏州", "无锡", "南京", "常州", "徐州", "南通"} {
		gap := document.Cell{Number: int64(3-i) * 21_000, Tone: document.Ahead}
		if i > 3 {
			gap.Tone = document.Behind
		}
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Text: name}, {Number: int64(i+3) * 412_345_600}, gap},
			Drill: &document.Drill{Period: period, RegionID: model.ID(i + 1)}})
	}
	doc.Sections = []document.Section{s}
	return doc
}

func TestLooks(t *testing.T) {
	a := program(t, true)
	s := a.Settings()
	s.Money = document.TenThousand
	if err := a.SetSettings(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	day, month := Ask{Kind: Daily, Date: until}, Ask{Kind: Monthly, Date: until}
	b := pictured{Live: Live{a}}
	open(t, b, testkit.Setup{}, day, 1280, 800).golden("daily-light")
	open(t, b, testkit.Setup{Mode: theme.Dark}, day, 1280, 800).golden("daily-dark")
	open(t, b, testkit.Setup{}, day, 1024, 700).golden("daily-small")
	open(t, b, testkit.Setup{Language: i18n.English}, day, 1024, 700).golden("daily-english")
	open(t, b, testkit.Setup{}, Ask{Kind: Daily, Date: until + 9}, 1280, 800).golden("no-sales-that-day")
	open(t, b, testkit.Setup{}, month, 1280, 800).golden("monthly-light")
	writeTexts(t, a)
	w := open(t, b, testkit.Setup{}, month, 1280, 800)
	w.page.side.setOpen(true)
	w.golden("monthly-writing")
	w = open(t, b, testkit.Setup{Language: i18n.English, Mode: theme.Dark}, month, 1024, 700)
	w.page.side.setOpen(true)
	w.golden("monthly-writing-english")
	w = open(t, pictured{Live{a}, true}, testkit.Setup{}, month, 1280, 800)
	w.golden("monthly-closed")
	w.page.side.setOpen(true)
	w.golden("monthly-closed-texts")
	open(t, Live{program(t, false)}, testkit.Setup{}, day, 1280, 800).golden("nothing")
}

// writeTexts fills the month's summary, the plan to be ticked off and the next one.
func writeTexts(t *testing.T, a *app.App) {
	t.Helper()
	ctx, m := context.Background(), until.Month()
	if err := a.SaveMonthText(ctx, m, "铺货率提高 3 个点,苏州新增 12 家商超。\n南通燕麦奶断货两周,已与工厂约定补货。"); err != nil {
		t.Fatal(err)
	}
	if err := a.SavePlan(ctx, m, []model.PlanItem{{Text: "走访徐州前十大客户,核实冲货", State: model.PlanDone, Note: "走访 9 家"},
		{Text: "催收逾期 91 天以上的货款", State: model.PlanMissed}}); err != nil {
		t.Fatal(err)
	}
	if err := a.SavePlan(ctx, m+1, []model.PlanItem{{Text: "国庆堆头陈列 60 家"}, {Text: "南通补齐燕麦奶"}}); err != nil {
		t.Fatal(err)
	}
}
