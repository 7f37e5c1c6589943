package shell_test

import (
	"context"
	"errors"
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// fakePage stands in for a page of the program.
type fakePage struct {
	host    shell.Host
	title   string
	content fyne.CanvasObject
	text    *widgets.Text
	load    func(ctx context.Context) (func(), error)
	loads   int
	closed  int
	tools   []fyne.CanvasObject
	done    bool
	focused int
}

func (p *fakePage) Finished() bool { return p.done }
func (p *fakePage) Focus()         { p.focused++ }

func (p *fakePage) Title() string                { return p.title }
func (p *fakePage) Toolbar() []fyne.CanvasObject { return p.tools }
func (p *fakePage) Content() fyne.CanvasObject   { return p.content }
func (p *fakePage) Close()                       { p.closed++ }
func (p *fakePage) Load(ctx context.Context) (func(), error) {
	p.loads++
	if p.load != nil {
		return p.load(ctx)
	}
	return func() { p.text.SetText("loaded") }, nil
}

// world is a shell with fake pages in a test window.
type world struct {
	shell  *shell.Shell
	win    fyne.Window
	timers *testkit.Timers
	pages  map[shell.PageID][]*fakePage
	kept   *keptMemory
	load   func(ctx context.Context) (func(), error)
}

type keptMemory struct{ state shell.WindowState }

func (m *keptMemory) WindowState() shell.WindowState      { return m.state }
func (m *keptMemory) KeepWindowState(s shell.WindowState) { m.state = s }

var hits = []model.SearchHit{
	{Kind: "customer", ID: 1, Code: "K00311", Title: "恒源商贸", Detail: "常熟 · 138 0000 1234"},
	{Kind: "customer", ID: 2, Code: "K00017", Title: "永盛商贸", Detail: "昆山"},
	{Kind: "product", ID: 3, Code: "P1001", Title: "原味 250ml×24", Detail: "豆奶"},
	{Kind: "employee", ID: 4, Code: "E07", Title: "洪光", Detail: "区域经理 · 苏州"},
}

func newWorld(t *testing.T, look testkit.Setup, width, height float32) *world {
	t.Helper()
	testkit.Start(t, look)
	w := &world{timers: &testkit.Timers{}, pages: map[shell.PageID][]*fakePage{}, kept: &keptMemory{}}
	w.win = testkit.Window(t, widgets.Body(""), width, height)
	page := func(id shell.PageID, name func() string, icon icons.Name, group shell.Group, badge int) shell.Entry {
		return shell.Entry{ID: id, Name: name, Icon: icon, Group: group,
			Badge: func(context.Context) int { return badge },
			New:   func(h shell.Host, arg any) shell.Page { return w.newPage(h, id, name(), arg) }}
	}
	w.shell = shell.New(w.win, shell.Options{
		Entries: []shell.Entry{
			page("today", func() string { return i18n.T("今日") }, icons.Today, shell.GroupDaily, 3),
			page("sales", func() string { return i18n.T("销售") }, icons.Sales, shell.GroupDaily, 0),
			page("reports", func() string { return i18n.T("报表") }, icons.Reports, shell.GroupInsight, 0),
			page("settings", func() string { return i18n.T("设置") }, icons.Settings, shell.GroupSettings, 120),
			page("import", func() string { return i18n.T("导入") }, icons.Import, shell.Hidden, 0),
		},
		Start:  shell.Route{Page: "today"},
		Search: func(_ context.Context, text string) []model.SearchHit { return find(text) },
		Open:   func(h model.SearchHit) shell.Route { return shell.Route{Page: "sales", Arg: h.ID} },
		Status: func(context.Context) shell.Status {
			return shell.Status{AsOf: model.MustDate("2026-09-11"), Lines: 1028416, Backup: time.Date(2026, 9, 1, 7, 31, 0, 0, time.Local), Verified: true}
		},
		Dropped: func(h shell.Host, paths []string) { h.Go(shell.Route{Page: "import", Arg: paths[0]}) },
		Memory:  w.kept,
		Runtime: w.timers.Runtime(),
	})
	t.Cleanup(w.shell.Close)
	return w
}

func find(text string) []model.SearchHit {
	if text == "all" {
		return hits
	}
	var out []model.SearchHit
	for _, h := range hits {
		if strings.Contains(h.Title, text) {
			out = append(out, h)
		}
	}
	return out
}

func (w *world) newPage(h shell.Host, id shell.PageID, title string, _ any) shell.Page {
	p := &fakePage{host: h, title: title, text: widgets.Body("new"), load: w.load}
	kpi := func(label, value, unit string) fyne.CanvasObject {
		return widgets.NewKPICard(widgets.KPI{Label: label, Value: value, Unit: unit, Progress: 0.44, Tick: 0.367,
			Compare: []widgets.Compare{{Label: i18n.T("同比"), Value: "+8.3%", Tone: widgets.Ahead}}})
	}
	p.content = widgets.Inset(widgets.PadXY(18, 14), widgets.Column(12,
		widgets.Weighted(12, nil, kpi("A", "352.0", "/ 800"), kpi("B", "44.0%", "36.7%"), kpi("C", "23.6", ""), kpi("D", "18", "/ 21")),
		widgets.NewCard(title, "", p.text)))
	p.tools = []fyne.CanvasObject{
		widgets.NewPeriodPicker([]widgets.PeriodKind{widgets.Day, widgets.Month}, widgets.Fiscal{}, widgets.Month, model.MustDate("2026-09-11"), nil),
		widgets.NewChoice([]widgets.Option{{Value: "", Label: "江苏大区"}}, "", nil),
		widgets.NewSegmented([]string{"元", "万元"}, 1, nil),
	}
	w.pages[id] = append(w.pages[id], p)
	return p
}

func (w *world) press(key fyne.KeyName, mod fyne.KeyModifier) {
	w.shell.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: mod})
}

func (w *world) key(name fyne.KeyName) {
	e := &fyne.KeyEvent{Name: name}
	if f := w.win.Canvas().Focused(); f != nil {
		f.TypedKey(e)
		return
	}
	w.win.Canvas().OnTypedKey()(e)
}

func TestFrame(t *testing.T) {
	for name, c := range map[string]struct {
		look          testkit.Setup
		width, height float32
	}{
		"light":        {testkit.Setup{Mode: theme.Light}, 1280, 800},
		"dark":         {testkit.Setup{Mode: theme.Dark}, 1280, 800},
		"english":      {testkit.Setup{Language: i18n.English}, 1280, 800},
		"small":        {testkit.Setup{}, 1024, 700},
		"smallenglish": {testkit.Setup{Language: i18n.English}, 1024, 700},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, c.look, c.width, c.height)
			testkit.Golden(t, "frame-"+name, w.win.Canvas().Capture())
		})
	}
}

func TestPagesAreLoadedKeptAndClosed(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	w.press(fyne.Key2, fyne.KeyModifierShortcutDefault)
	if got := w.shell.Current().Page; got != "sales" {
		t.Fatalf("Ctrl+2 led to %q", got)
	}
	w.shell.Go(shell.Route{Page: "import", Arg: "/tmp/a.xlsx"})
	w.press(fyne.KeyLeft, fyne.KeyModifierAlt)
	if got := w.shell.Current().Page; got != "sales" {
		t.Fatalf("Alt+Left led to %q", got)
	}
	if p := w.pages["import"][0]; p.closed != 1 {
		t.Errorf("the page gone back from was closed %d times", p.closed)
	}
	w.press(fyne.Key1, fyne.KeyModifierShortcutDefault)
	if n := len(w.pages["today"]); n != 1 {
		t.Errorf("today was built %d times, it should be shown as it was left", n)
	}
	today := w.pages["today"][0]
	if today.text.Text() != "loaded" || today.loads != 1 {
		t.Errorf("today: %q after %d loads", today.text.Text(), today.loads)
	}
	w.pages["sales"][0].host.Reload()
	if n := w.pages["sales"][0].loads; n != 1 {
		t.Errorf("a page out of sight was loaded at once (%d)", n)
	}
	w.press(fyne.Key2, fyne.KeyModifierShortcutDefault)
	if n := w.pages["sales"][0].loads; n != 2 {
		t.Errorf("a stale page was loaded %d times in all, want 2", n)
	}
	w.key(fyne.KeyF5)
	if n := w.pages["sales"][0].loads; n != 3 {
		t.Errorf("F5: loaded %d times in all, want 3", n)
	}
	w.shell.Changed(false)
	if n, kept := w.pages["sales"][0].loads, today.loads; n != 3 || kept != 1 {
		t.Errorf("a change of little weight loaded pages: %d, %d", n, kept)
	}
	w.press(fyne.Key1, fyne.KeyModifierShortcutDefault)
	if today.loads != 2 {
		t.Errorf("after a change a page returned to was loaded %d times in all, want 2", today.loads)
	}
	w.shell.Changed(true)
	if today.loads != 3 {
		t.Errorf("after a change the page shown was loaded %d times in all, want 3", today.loads)
	}
	w.shell.Close()
	for id, pages := range w.pages {
		for _, p := range pages {
			if p.closed != 1 {
				t.Errorf("%s closed %d times", id, p.closed)
			}
		}
	}
}

func TestKeyboardGoesToThePageAndFinishedPagesStartAfresh(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	first := w.pages["today"][0]
	if first.focused != 1 {
		t.Errorf("loaded: focused %d times", first.focused)
	}
	w.shell.Go(shell.Route{Page: "import"})
	w.shell.Back()
	if first.focused != 2 {
		t.Errorf("returned to: focused %d times", first.focused)
	}
	again := func() int {
		w.shell.Go(shell.Route{Page: "import"})
		w.shell.Go(shell.Route{Page: "today"})
		return len(w.pages["import"])
	}
	if n := again(); n != 2 {
		t.Errorf("%d import pages", n)
	}
	if n := again(); n != 2 {
		t.Errorf("%d import pages: one half done is gone on with", n)
	}
	w.pages["import"][1].done = true
	if n := again(); n != 3 {
		t.Errorf("%d import pages: one that is done is left alone", n)
	}
}

// painted is a widget that keeps the colour it was last refreshed in.
type painted struct {
	widget.BaseWidget
	colour color.Color
}

func (p *painted) Refresh() { p.colour = theme.Color(theme.Ink); p.BaseWidget.Refresh() }
func (p *painted) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}

func TestPagesKeptTakeOnANewTheme(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	p := &painted{}
	p.ExtendBaseWidget(p)
	today := w.pages["today"][0]
	today.content.(*fyne.Container).Add(widgets.NewPanel(p, widgets.PanelStyle{})) // does not hand Refresh on
	w.shell.Go(shell.Route{Page: "sales"})
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark))
	w.shell.Back()
	if p.colour != theme.Color(theme.Ink) {
		t.Errorf("kept page is drawn in %v", p.colour)
	}
}

func TestFailedLoadOffersRetry(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	fail := true
	w.load = func(context.Context) (func(), error) {
		if fail {
			return nil, model.NewFault(errors.New("disk"), "读取销售明细时出错。", "数据没有变动。", "请重试。")
		}
		return nil, nil
	}
	w.shell.Go(shell.Route{Page: "reports"})
	testkit.Golden(t, "failed-load", w.win.Canvas().Capture())
	fail = false
	w.key(fyne.KeyF5)
	if n := w.pages["reports"][0].loads; n != 2 {
		t.Errorf("loaded %d times", n)
	}
	testkit.Golden(t, "failed-load-retried", w.win.Canvas().Capture())
}

func TestPanicInLoadIsShownAsFault(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	w.load = func(context.Context) (func(), error) { panic("boom") }
	w.shell.Go(shell.Route{Page: "reports"})
	if got := w.shell.Current().Page; got != "reports" {
		t.Errorf("at %q", got)
	}
}

func TestOverlappingLoadIsCancelled(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	var first context.Context
	w.load = func(ctx context.Context) (func(), error) {
		if first == nil {
			first = ctx
			w.shell.Go(shell.Route{Page: "sales"}) // the user leaves while it reads
		}
		return nil, nil
	}
	w.shell.Go(shell.Route{Page: "reports"})
	if first.Err() == nil {
		t.Error("leaving a page did not cancel its load")
	}
}

func TestSearch(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	w.press(fyne.KeyK, fyne.KeyModifierShortcutDefault)
	testkit.Golden(t, "search-open", w.win.Canvas().Capture())
	test.Type(w.win.Canvas().Focused(), "all")
	w.timers.Pass(100 * time.Millisecond)
	w.key(fyne.KeyDown)
	w.key(fyne.KeyDown)
	testkit.Golden(t, "search-hits", w.win.Canvas().Capture())
	w.key(fyne.KeyReturn)
	if r := w.shell.Current(); r.Page != "sales" || r.Arg != model.ID(3) {
		t.Errorf("Enter on the third hit led to %v", r)
	}
	w.press(fyne.KeyK, fyne.KeyModifierShortcutDefault)
	test.Type(w.win.Canvas().Focused(), "zzz")
	w.timers.Pass(100 * time.Millisecond)
	testkit.Golden(t, "search-none", w.win.Canvas().Capture())
	w.key(fyne.KeyEscape)
	if w.win.Canvas().Overlays().Top() != nil {
		t.Error("Esc left the search open")
	}
}

func TestWindowSizeIsRemembered(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1400, 900)
	w.shell.Close()
	win := testkit.Window(t, widgets.Body(""), 10, 10)
	shell.RestoreSize(win, w.kept)
	if got := win.Canvas().Size(); got != fyne.NewSize(1400, 900) {
		t.Errorf("size %v", got)
	}
	shell.RestoreSize(win, &keptMemory{shell.WindowState{Width: 20, Height: 5, Collapsed: true}})
	if got := win.Canvas().Size(); got != fyne.NewSize(1024, 600) {
		t.Errorf("a damaged size gives %v", got)
	}
}

func TestNavigationFolds(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	test.TapCanvas(w.win.Canvas(), fyne.NewPos(60, 776))
	if !w.kept.state.Collapsed {
		t.Error("folding was not kept")
	}
	testkit.Golden(t, "folded", w.win.Canvas().Capture())
	test.TapCanvas(w.win.Canvas(), fyne.NewPos(28, 776))
	if w.kept.state.Collapsed {
		t.Error("unfolding was not kept")
	}
	testkit.Golden(t, "frame-light", w.win.Canvas().Capture())
}

func TestDroppedFileOpensImport(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	elsewhere, err := storage.ParseURI("https://example.com/a.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	w.shell.Drop([]fyne.URI{elsewhere, storage.NewFileURI("/tmp/a.xlsx")})
	if r := w.shell.Current(); r.Page != "import" || r.Arg != "/tmp/a.xlsx" {
		t.Errorf("dropping a file led to %v", r)
	}
}

func TestRebuildSpeaksTheNewLanguage(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	w.shell.Go(shell.Route{Page: "reports"})
	before := w.pages["reports"][0]
	i18n.SetLanguage(i18n.English)
	w.shell.Rebuild()
	if before.closed != 1 || len(w.pages["reports"]) != 2 || w.shell.Current().Page != "reports" {
		t.Errorf("closed %d, built %d, at %s", before.closed, len(w.pages["reports"]), w.shell.Current().Page)
	}
	testkit.Golden(t, "rebuilt", w.win.Canvas().Capture())
}

func TestFoldedEntriesSayTheirWord(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1024, 700)
	test.MoveMouse(w.win.Canvas(), fyne.NewPos(28, 104))
	w.timers.Pass(time.Second)
	testkit.Golden(t, "tip", w.win.Canvas().Capture())
	test.MoveMouse(w.win.Canvas(), fyne.NewPos(600, 400))
	testkit.Golden(t, "frame-small", w.win.Canvas().Capture())
}
