package today

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"xunshi/app"
	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/charts"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/pages/reports"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pressrow"
)

// loaded is the page over the real program with a host that remembers.
func loaded(t *testing.T, a *app.App) (*Page, *testkit.Host) {
	t.Helper()
	testkit.Start(t, testkit.Setup{})
	h := &testkit.Host{}
	p := New(h, Live{a})
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
}

// rows finds the rows that can be pressed in an object.
func rows(o fyne.CanvasObject) []*pressrow.Row {
	if r, ok := o.(*pressrow.Row); ok {
		return []*pressrow.Row{r}
	}
	var out []*pressrow.Row
	for _, child := range children(o) {
		out = append(out, rows(child)...)
	}
	return out
}

func buttons(o fyne.CanvasObject) []*widgets.Button {
	if b, ok := o.(*widgets.Button); ok {
		return []*widgets.Button{b}
	}
	var out []*widgets.Button
	for _, child := range children(o) {
		out = append(out, buttons(child)...)
	}
	return out
}

func button(t *testing.T, o fyne.CanvasObject, text string) *widgets.Button {
	t.Helper()
	for _, b := range buttons(o) {
		if b.Text() == text && b.Visible() {
			return b
		}
	}
	t.Fatalf("no button %q", text)
	return nil
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch x := o.(type) {
	case *fyne.Container:
		return x.Objects
	case fyne.Widget:
		return test.WidgetRenderer(x).Objects()
	}
	return nil
}

func lastFilter(t *testing.T, h *testkit.Host) model.LineFilter {
	t.Helper()
	if len(h.Routes) == 0 {
		t.Fatal("led nowhere")
	}
	r := h.Routes[len(h.Routes)-1]
	f, ok := r.Arg.(model.LineFilter)
	if !ok || r.Page != shell.PageSales {
		t.Fatalf("led to %+v", r)
	}
	return f
}

func TestShowsTheMonthOfTheLatestSales(t *testing.T) {
	p, _ := loaded(t, program(t, true))
	if p.shown.Month != until.Month() || p.picker.Period() != until.Month().Period() || p.shown.Period.To != until {
		t.Errorf("shows %s, %v", p.shown.Month, p.shown.Period)
	}
}

func TestEveryFigureCanBeOpened(t *testing.T) {
	p, h := loaded(t, program(t, true))
	p.board.sales.Tapped(nil)
	if f := lastFilter(t, h); f.Period != (model.Period{From: until.Month().First(), To: until}) {
		t.Errorf("sales lead to %+v", f)
	}
	p.board.back.Tapped(nil)
	if f := lastFilter(t, h); !f.ReturnedOnly {
		t.Errorf("returns lead to %+v", f)
	}
	for _, card := range []*widgets.KPICard{p.board.rate, p.board.pace} {
		card.Tapped(nil)
		ask, ok := h.Routes[len(h.Routes)-1].Arg.(reports.Ask)
		if !ok || ask.Kind != reports.Daily || ask.Date != until {
			t.Errorf("progress leads to %+v", h.Routes[len(h.Routes)-1])
		}
	}
	p.board.openDay([]charts.Point{{Index: 4}})
	if f := lastFilter(t, h); f.Period.From != until.Month().First()+4 || f.Period.Days() != 1 {
		t.Errorf("the fifth day leads to %+v", f)
	}
	led := len(h.Routes)
	p.board.openDay([]charts.Point{{Index: 25}}) // has no sales yet
	if len(h.Routes) != led {
		t.Error("a day to come can be opened")
	}
}

func TestLaggardsStandFirstAndLeadToTheirLines(t *testing.T) {
	p, h := loaded(t, program(t, true))
	list := rows(p.board.lagCard)
	if len(list) != len(p.shown.Rows) || len(list) < 2 {
		t.Fatalf("%d rows for %d regions", len(list), len(p.shown.Rows))
	}
	worst := p.shown.Rows[0]
	for _, r := range p.shown.Rows {
		if r.Progress.Gap.Known && r.Progress.Gap.N < worst.Progress.Gap.N {
			worst = r
		}
	}
	list[0].Tapped(nil)
	if f := lastFilter(t, h); f.RegionID != worst.Drill.RegionID || f.Period != worst.Drill.Period {
		t.Errorf("the first row leads to %+v, %s is last", f, worst.Name)
	}
}

func TestWithoutTargetsTheRowsCompareWithLastYear(t *testing.T) {
	row := reporting.TodayRow{Name: "华东", Amount: 5_000 * model.Yuan, YoY: analysis.Some(-123_456)}
	none := lagTableOf(&reporting.Today{Rows: []reporting.TodayRow{row}}, figures{document.Yuan})
	if got := none.cells(&row); len(got) != len(none.titles)-2 || got[1].text != "▼ −12.3%" || none.titles[3] != "同比" {
		t.Errorf("%v under %v", got, none.titles)
	}
	row.Progress.Gap = analysis.Some(64_000)
	some := lagTableOf(&reporting.Today{Rows: []reporting.TodayRow{row}}, figures{document.Yuan})
	if got := some.cells(&row); got[2].text != "▲ +6.4" || got[1].text != document.Dash {
		t.Errorf("%v under %v", got, some.titles)
	}
}

func TestAFlagIsClosedAndOpenedAgain(t *testing.T) {
	a := program(t, true)
	p, h := loaded(t, a)
	if len(p.shown.Flags) == 0 {
		t.Fatal("the demo data raise no flag of a key customer")
	}
	f, before := p.shown.Flags[0], p.shown.FlagCount
	rows(p.board.flagCard)[0].Tapped(nil)
	if got := lastFilter(t, h); got.CustomerID != f.Customer || got.Period.To != until {
		t.Errorf("the flag leads to %+v", got)
	}
	test.Tap(button(t, p.board.flagCard, "处理…"))
	popup := h.Win.Canvas().Overlays().Top()
	if popup == nil {
		t.Fatal("nothing asks for a verdict")
	}
	test.Tap(button(t, popup, "确定"))
	reload(t, p)
	if p.shown.FlagCount != before-1 || len(h.Toasts) != 1 {
		t.Fatalf("%d flags after closing one of %d; faults %v", p.shown.FlagCount, before, h.Faults)
	}
	if n := waiting(context.Background(), Live{a}); n != len(p.shown.Flags) {
		t.Errorf("the badge says %d, the page shows %d", n, len(p.shown.Flags))
	}
	h.Toasts[0].OnTap()
	reload(t, p)
	if p.shown.FlagCount != before {
		t.Errorf("%d flags after taking it back, %d before", p.shown.FlagCount, before)
	}
}

func TestRulesOfVerdicts(t *testing.T) {
	for suspicion, want := range map[analysis.Suspicion]analysis.FlagRule{
		analysis.Churn: analysis.RuleGap, analysis.Diversion: analysis.RuleVolume, analysis.Surge: analysis.RuleVolume,
	} {
		if got := rule(reporting.TodayFlag{Suspicion: suspicion}); got != want {
			t.Errorf("%s is kept under %s", suspicion, got)
		}
	}
}

func TestTheLatestImportIsUndoneAndRestored(t *testing.T) {
	a := program(t, true)
	p, h := loaded(t, a)
	test.Tap(button(t, p.board.batchCard, "撤销导入"))
	if len(h.Confirms) != 1 {
		t.Fatal("undoing does not ask")
	}
	h.Confirms[0].OnYes()
	reload(t, p)
	if p.shown.Lines != 0 {
		t.Fatalf("%d lines after the undo", p.shown.Lines)
	}
	test.Tap(button(t, p.root, "恢复这次导入"))
	reload(t, p)
	if p.shown.Lines != 9000 || p.root.Objects[0] != fyne.CanvasObject(p.board.root) {
		t.Errorf("%d lines after the redo; faults %v", p.shown.Lines, h.Faults)
	}
}

func TestRegionAndUnitShapeTheFigures(t *testing.T) {
	a := program(t, true)
	p, h := loaded(t, a)
	whole := p.shown.Amount
	p.region = p.shown.Rows[0].Drill.RegionID
	reload(t, p)
	if p.shown.Amount >= whole || p.shown.Amount <= 0 {
		t.Errorf("one region sells %v of %v", p.shown.Amount, whole)
	}
	before := h.Reloads
	p.setUnit(1)
	if a.Settings().Money != document.TenThousand || h.Reloads != before+1 {
		t.Errorf("unit %s, %d reloads", a.Settings().Money, h.Reloads-before)
	}
	reload(t, p)
	if p.units.Selected() != 1 || p.shown.Trend.Unit != "万元" {
		t.Errorf("switch at %d, trend in %s", p.units.Selected(), p.shown.Trend.Unit)
	}
}

func TestAMonthWithoutSalesSaysSoAndLeadsBack(t *testing.T) {
	p, h := loaded(t, program(t, true))
	p.setMonth(until.Month() + 2)
	reload(t, p)
	if p.shown.Empty == "" || !p.board.notice.Visible() {
		t.Fatal("nothing says that there are no sales")
	}
	test.Tap(button(t, p.board.notice, "看 2026-09"))
	reload(t, p)
	if p.shown.Month != until.Month() || p.board.notice.Visible() {
		t.Errorf("shows %s", p.shown.Month)
	}
	if h.Reloads != 2 {
		t.Errorf("%d reloads", h.Reloads)
	}
}

func TestWithoutTargetTheKPIsSayWhatToDo(t *testing.T) {
	f := figures{document.Yuan}
	today := &reporting.Today{Amount: 5_000 * model.Yuan, Progress: analysis.Progress{TimeProgress: analysis.Some(366_700)}, DaysLeft: 19}
	rate, pace, sales := f.attainmentKPI(today), f.paceKPI(today), f.salesKPI(today)
	if rate.Value != document.Dash || rate.Progress != 0 || rate.Compare[0].Label != "本月没有目标,点此导入目标" {
		t.Errorf("attainment %+v", rate)
	}
	if pace.Value != document.Dash || len(pace.Compare) != 2 {
		t.Errorf("pace %+v", pace)
	}
	if sales.Value != "5,000" || sales.Label != "本月销售额 · 未设目标" {
		t.Errorf("sales %+v", sales)
	}
}

// The figures of golden case 1 as the page says them.
func TestFiguresOfTheGoldenCase(t *testing.T) {
	calendar := analysis.Calendar{Kind: analysis.NaturalDays}
	month := model.MustMonth("2026-09")
	elapsed := calendar.Elapsed(month.Period(), month.First()+10)
	today := &reporting.Today{Amount: 35_000 * model.Yuan, DaysLeft: elapsed.DaysLeft(),
		Progress: analysis.NewProgress(int64(35_000*model.Yuan), analysis.Some(int64(120_000*model.Yuan)), elapsed)}
	f := figures{document.TenThousand}
	rate, pace, sales := f.attainmentKPI(today), f.paceKPI(today), f.salesKPI(today)
	if rate.Value != "29.2%" || rate.Unit != "对 36.7%" || rate.Compare[0].Value != "−7.5 个百分点" || rate.Compare[0].Tone != widgets.Behind {
		t.Errorf("attainment %+v", rate)
	}
	if pace.Value != "0.4" || pace.Unit != "万元 · 剩 19 天" {
		t.Errorf("pace %+v", pace)
	}
	if sales.Value != "3.5" || sales.Unit != "万元 / 目标 12.0" {
		t.Errorf("sales %+v", sales)
	}
	if got := (figures{document.Yuan}).paceKPI(today).Value; got != "4,474" {
		t.Errorf("run-rate %s yuan", got)
	}
}

func TestChangesReloadUntilClosed(t *testing.T) {
	a := program(t, true)
	p, h := loaded(t, a)
	a.Imported()
	if h.Reloads != 1 {
		t.Errorf("%d reloads", h.Reloads)
	}
	p.Close()
	a.Imported()
	if h.Reloads != 1 {
		t.Error("a closed page still listens")
	}
}

func TestMoneyOfBatchesIsExact(t *testing.T) {
	for in, want := range map[string]int{"16117548.237": 3, "5": 2, "0.1": 2, "1.2345": 4} {
		if got := decimalsOf(model.MustMoney(in)); got != want {
			t.Errorf("%s shows %d decimals, want %d", in, got, want)
		}
	}
}
