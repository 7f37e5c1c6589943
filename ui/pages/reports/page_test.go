package reports

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2/driver/desktop"

	"fyne.io/fyne/v2"

	"xunshi/app"
	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/job"
)

// loaded is the page over the real program with a host that remembers.
func loaded(t *testing.T, a *app.App, arg any) (*Page, *testkit.Host) {
	t.Helper()
	testkit.Start(t, testkit.Setup{})
	t.Cleanup(job.Inline())
	h := &testkit.Host{}
	p := New(h, Live{a}, arg)
	t.Cleanup(p.Close)
	h.Win = testkit.Window(t, p.Content(), 1112, 722)
	reload(t, p)
	return p, h
}

func reload(t *testing.T, p *Page) {
	t.Helper()
	p.Prepare()
	show, err := p.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	show()
	p.view.Wait()
}

func TestStartsWithTheLastDayThatHasSales(t *testing.T) {
	a := program(t, true)
	p, _ := loaded(t, a, nil)
	if p.kind != Daily || p.shown.date != until || p.days.Period().From != until {
		t.Errorf("starts with %s of %s", p.kind, p.shown.date)
	}
	if p.shown.doc.Period != (model.Period{From: until, To: until}) || len(p.shown.pages) == 0 {
		t.Errorf("shows %v on %d pages", p.shown.doc.Period, len(p.shown.pages))
	}
}

func TestFollowsTheLatestSalesUnlessADayWasChosen(t *testing.T) {
	a := program(t, true)
	p, _ := loaded(t, a, nil)
	newer := func(d model.Date) {
		t.Helper()
		dir, err := a.Directory(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		l := model.ManualLine{Date: d, Quantity: model.Unit, Amount: model.Yuan}
		for id := range dir.Customers {
			l.CustomerID = id
		}
		for id := range dir.Products {
			l.ProductID = id
		}
		if _, err := a.SaveManual(context.Background(), []model.ManualLine{l}, ""); err != nil {
			t.Fatal(err)
		}
		reload(t, p)
	}
	newer(until + 1)
	if p.shown.date != until+1 {
		t.Errorf("with newer sales: %s", p.shown.date)
	}
	p.setDate(until - 3)
	newer(until + 2)
	if p.shown.date != until-3 {
		t.Errorf("a chosen day gave way to %s", p.shown.date)
	}
	p.setDate(until + 2)
	reload(t, p)
	newer(until + 3)
	if p.shown.date != until+3 {
		t.Errorf("back at the latest day, with newer sales: %s", p.shown.date)
	}
}

func TestADayWithoutSalesLeadsToTheLastOneWithSome(t *testing.T) {
	p, h := loaded(t, program(t, true), Ask{Kind: Daily, Date: until + 5})
	if p.shown.sold || p.shown.jump != until || !p.notice.Visible() {
		t.Fatalf("sold %v, jump %s", p.shown.sold, p.shown.jump)
	}
	p.setDate(p.shown.jump)
	if h.Reloads != 1 {
		t.Errorf("%d reloads", h.Reloads)
	}
	reload(t, p)
	if !p.shown.sold || p.notice.Visible() || p.shown.date != until {
		t.Errorf("after the jump: %s, sold %v", p.shown.date, p.shown.sold)
	}
}

func TestNearestSales(t *testing.T) {
	f := &model.Facts{Dates: []model.Date{10, 10, 20}}
	for _, c := range []struct {
		period model.Period
		sold   bool
		jump   model.Date
	}{
		{model.Period{From: 10, To: 10}, true, 0},
		{model.Period{From: 15, To: 15}, false, 10},
		{model.Period{From: 30, To: 60}, false, 20},
		{model.Period{From: 1, To: 5}, false, 10},
	} {
		if sold, jump := salesOf(f, c.period); sold != c.sold || jump != c.jump {
			t.Errorf("%v: sold %v, jump %v", c.period, sold, jump)
		}
	}
}

func TestARowLeadsToItsLinesWithinTheRegion(t *testing.T) {
	p, h := loaded(t, program(t, true), nil)
	p.region = 7
	p.drill(document.Drill{Period: model.Period{From: until, To: until}, Channel: "商超"})
	p.drill(document.Drill{RegionID: 3, ProductID: 5})
	want := []shell.Route{
		{Page: shell.PageSales, Arg: model.LineFilter{Period: model.Period{From: until, To: until}, Channel: "商超", RegionID: 7}},
		{Page: shell.PageSales, Arg: model.LineFilter{RegionID: 3, ProductID: 5}},
	}
	if len(h.Routes) != 2 || !sameFilter(h.Routes[0], want[0]) || !sameFilter(h.Routes[1], want[1]) {
		t.Errorf("led to %+v", h.Routes)
	}
	drills := 0
	for _, page := range p.shown.pages {
		drills += len(page.Links)
	}
	if drills == 0 {
		t.Error("no row of the report can be opened")
	}
}

func sameFilter(a, b shell.Route) bool {
	x, ok := a.Arg.(model.LineFilter)
	y, ok2 := b.Arg.(model.LineFilter)
	return ok && ok2 && a.Page == b.Page && x.Period == y.Period && x.RegionID == y.RegionID && x.Channel == y.Channel && x.ProductID == y.ProductID
}

func TestChoicesShapeTheReport(t *testing.T) {
	a := program(t, true)
	p, h := loaded(t, a, Ask{Kind: Monthly, Date: until})
	p.by = reporting.ByEmployee
	p.measure = reporting.Quantity
	reload(t, p)
	if opt := p.shown.opt; opt.By != reporting.ByEmployee || opt.Measure != reporting.Quantity {
		t.Errorf("options %+v", opt)
	}
	before := h.Reloads
	p.left.money.SetSelected(1)
	p.left.quantity.SetSelected(1)
	p.left.setUnits()
	if s := a.Settings(); s.Money != document.TenThousand || s.Quantity != document.Cases {
		t.Errorf("settings keep %s, %s", s.Money, s.Quantity)
	}
	if h.Reloads != before+1 {
		t.Errorf("%d reloads after the change of units", h.Reloads-before)
	}
	reload(t, p)
	if d := p.shown.doc; d.Money != document.TenThousand || d.Quantity != document.Cases {
		t.Errorf("report in %s, %s", d.Money, d.Quantity)
	}
}

func TestARegionThatIsGoneMeansTheWholeBusiness(t *testing.T) {
	p, _ := loaded(t, program(t, true), Ask{RegionID: 99_999})
	if p.region != 0 || p.shown.doc == nil {
		t.Errorf("region %d", p.region)
	}
}

func TestExportWritesTheFileAndOffersToOpenIt(t *testing.T) {
	a := program(t, true)
	s := a.Settings()
	s.Organisation = "江苏大区"
	if err := a.SetSettings(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	p, h := loaded(t, a, nil)
	for _, f := range desk.Formats {
		p.exportAs(f)
	}
	if len(h.Picks) != len(desk.Formats) || h.Picks[0].Name != "江苏大区-销售日报-2026-09-11.pdf" {
		t.Fatalf("asked for %+v", h.Picks)
	}
	folder := t.TempDir()
	for i, f := range desk.Formats {
		h.Picks[i].OnPicked(filepath.Join(folder, "report")) // the ending is added
		path := filepath.Join(folder, "report"+f.Ending)
		if info, err := os.Stat(path); err != nil || info.Size() < 100 {
			t.Errorf("%s: %v", f.Ending, err)
		}
	}
	if b, err := os.ReadFile(filepath.Join(folder, "report.pdf")); err != nil || !bytes.HasPrefix(b, []byte("%PDF")) {
		t.Errorf("no PDF: %v", err)
	}
	if len(h.Toasts) != len(desk.Formats) || h.Toasts[0].Action == "" || h.Toasts[0].OnTap == nil {
		t.Errorf("toasts %+v", h.Toasts)
	}
}

func TestAnEmptyLedgerOffersTheImport(t *testing.T) {
	p, h := loaded(t, program(t, false), nil)
	if p.shown.doc != nil || !p.print.Disabled() || !p.export.Disabled() {
		t.Error("an empty ledger has a report to print")
	}
	p.printReport()
	p.copyCard()
	p.exportAs(desk.Formats[0])
	if len(h.Picks)+len(h.Toasts)+len(h.Faults) != 0 {
		t.Errorf("asked %v, said %v %v", h.Picks, h.Toasts, h.Faults)
	}
}

func TestKeys(t *testing.T) {
	p, h := loaded(t, program(t, true), nil)
	if p.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierShortcutDefault}) {
		t.Error("Ctrl+F is not the page's")
	}
	if !p.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierShortcutDefault}) || len(h.Picks) != 1 {
		t.Error("Ctrl+S does not export")
	}
	p.Focus()
	if h.Win.Canvas().Focused() != fyne.Focusable(p.view) {
		t.Error("the pages do not have the keyboard")
	}
}

func TestChangesElsewhereReloadUntilClosed(t *testing.T) {
	a := program(t, true)
	p, h := loaded(t, a, nil)
	before := h.Reloads
	a.Imported()
	if h.Reloads != before+1 {
		t.Errorf("%d reloads after an import", h.Reloads-before)
	}
	p.Close()
	a.Imported()
	if h.Reloads != before+1 {
		t.Error("a closed page still listens")
	}
}

func TestClosingAndReopeningAMonth(t *testing.T) {
	a := program(t, true)
	month := until.Month() - 1
	p, h := loaded(t, a, Ask{Kind: Monthly, Date: month.First()})
	p.askClose(month)
	if len(h.Confirms) != 1 {
		t.Fatal("closing does not ask")
	}
	h.Confirms[0].OnYes()
	reload(t, p)
	if !p.shown.doc.Closed || !slices.Contains(p.shown.closed, month) {
		t.Fatalf("closed %v, months %v, faults %v", p.shown.doc.Closed, p.shown.closed, h.Faults)
	}
	p.askReopen(month)
	h.Confirms[1].OnYes()
	reload(t, p)
	if p.shown.doc.Closed || len(p.shown.closed) != 0 {
		t.Errorf("still closed: %v, faults %v", p.shown.closed, h.Faults)
	}
	if len(h.Toasts) != 2 {
		t.Errorf("toasts %+v", h.Toasts)
	}
}

func TestTheListMakesRoomWhileWriting(t *testing.T) {
	p, h := loaded(t, program(t, true), Ask{Kind: Monthly, Date: until})
	p.side.setOpen(true)
	if p.left.root.Visible() || !p.side.root.Visible() {
		t.Error("in a narrow window the list should make room for the texts")
	}
	h.Win.Resize(fyne.NewSize(1500, 800))
	if !p.left.root.Visible() || widgets.CanvasOf(p.left.root) == nil {
		t.Error("in a wide window both fit")
	}
	if !p.Escape() || p.side.root.Visible() {
		t.Error("Esc leaves the panel open")
	}
	if p.Escape() {
		t.Error("Esc is used up though nothing was open")
	}
}
