package shell_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
)

type visitNote struct {
	Customer, Place, City, District, Kind, Notes string
	Day                                          model.Date
}

// noteForm is a small form, as pages open in sheets.
func noteForm() *form.Form[visitNote] {
	kinds := []widgets.Option{{Value: "visit", Label: "走访"}, {Value: "call", Label: "电话"}}
	f := form.New(form.Section[visitNote]{Fields: []form.Field[visitNote]{
		form.Text("客户", func(n *visitNote) *string { return &n.Customer }).Required(),
		form.Choice("方式", kinds, func(n *visitNote) *string { return &n.Kind }).Half(),
		form.Date("日期", func(n *visitNote) *model.Date { return &n.Day }).Half(),
		form.Place("地点", func(n *visitNote) (p, c, d *string) { return &n.Place, &n.City, &n.District }),
		form.Area("记录", func(n *visitNote) *string { return &n.Notes }),
	}})
	f.Set(visitNote{Customer: "恒源商贸", Kind: "visit", Day: model.MustDate("2026-09-11")})
	return f
}

func (w *world) host(t *testing.T) shell.Host {
	t.Helper()
	return w.pages["today"][len(w.pages["today"])-1].host
}

func TestSheetIsFilledInAndSaved(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	f := noteForm()
	saved, closed := 0, 0
	open := func() (close func()) {
		return w.host(t).Sheet(shell.Sheet{Title: "记一次走访", Content: f, Width: 620, Primary: "保存", Dirty: f.Dirty,
			OnPrimary: func(done func()) {
				if _, ok := f.Value(); ok {
					saved++
					done()
				}
			}, OnClosed: func() { closed++ }})
	}
	open()
	testkit.Golden(t, "sheet", w.win.Canvas().Capture())
	first, ok := w.win.Canvas().Focused().(*widgets.Entry)
	if !ok {
		t.Fatalf("the first field lacks the keyboard, %T has it", w.win.Canvas().Focused())
	}

	w.press(fyne.Key2, fyne.KeyModifierShortcutDefault)
	w.press(fyne.KeyK, fyne.KeyModifierShortcutDefault)
	if w.shell.Current().Page != "today" || w.win.Canvas().Focused() != fyne.Focusable(first) {
		t.Error("the window's keys reach the page below a sheet")
	}
	for range 12 { // around the sheet and back, never to the page below
		w.win.Canvas().FocusNext()
		o, ok := w.win.Canvas().Focused().(fyne.CanvasObject)
		if !ok {
			t.Fatal("nothing has the keyboard")
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		if at.X < 330 || at.X > 950 || at.Y < 150 || at.Y > 650 {
			t.Fatalf("the keyboard left the sheet for %T at %v", o, at)
		}
	}

	first.SetText("")
	w.press(fyne.KeyS, fyne.KeyModifierShortcutDefault)
	if saved != 0 || closed != 0 {
		t.Error("a faulty form was saved")
	}
	test.Type(first, "永盛")
	w.press(fyne.KeyReturn, fyne.KeyModifierShortcutDefault)
	if saved != 1 || closed != 1 || w.win.Canvas().Overlays().Top() != nil {
		t.Errorf("Ctrl+Enter: saved %d, closed %d", saved, closed)
	}

	f.Set(visitNote{})
	shut := open()
	shut()
	shut()
	if closed != 2 {
		t.Errorf("closed %d times", closed)
	}
}

func TestSheetAsksBeforeSomethingIsLost(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1024, 700)
	f := noteForm()
	closed := 0
	open := func() {
		f.Set(visitNote{Customer: "恒源商贸"})
		w.host(t).Sheet(shell.Sheet{Title: "记一次走访", Content: f, Width: 620, Primary: "保存", Danger: "删除", Dirty: f.Dirty, OnClosed: func() { closed++ }})
	}
	open()
	w.key(fyne.KeyEscape)
	if closed != 1 {
		t.Fatal("Esc does not close a sheet as it was")
	}
	open()
	entry := w.win.Canvas().Focused().(*widgets.Entry)
	test.Type(entry, "x")
	w.key(fyne.KeyEscape)
	testkit.Golden(t, "sheet-ask", w.win.Canvas().Capture())
	w.key(fyne.KeyEscape) // 取消
	if closed != 1 {
		t.Fatal("closed though the user said no")
	}
	w.key(fyne.KeyEscape)
	testkit.Tap(t, w.win, "放弃修改")
	if closed != 2 {
		t.Fatal("not closed though the user said yes")
	}

	open()
	test.Type(w.win.Canvas().Focused().(*widgets.Entry), "x")
	left := false
	w.shell.Leave(func() { left = true })
	if left {
		t.Error("the page was left without asking")
	}
	testkit.Tap(t, w.win, "放弃修改")
	if !left || closed != 3 {
		t.Errorf("left %v, closed %d", left, closed)
	}
}

func TestListsOpenOverASheet(t *testing.T) {
	w := newWorld(t, testkit.Setup{Mode: theme.Dark}, 1024, 700)
	f := noteForm()
	closed := false
	w.host(t).Sheet(shell.Sheet{Title: "记一次走访", Content: f, Width: 620, Primary: "保存", OnClosed: func() { closed = true }})
	choice := testkit.Find[*widgets.Choice](t, f)
	choice.Tapped(nil)
	if w.win.Canvas().Overlays().Top() == nil || len(w.win.Canvas().Overlays().List()) != 2 {
		t.Fatal("the list did not open over the sheet")
	}
	testkit.Golden(t, "sheet-list-dark", w.win.Canvas().Capture())
	w.key(fyne.KeyEscape)
	if closed || len(w.win.Canvas().Overlays().List()) != 1 {
		t.Error("Esc closes the list alone")
	}
	w.host(t).Fail(model.NewFault(nil, "没有保存。", "所填内容还在。", "请再试一次。"))
	w.key(fyne.KeyEscape)
	if closed {
		t.Error("Esc closes the fault alone")
	}
	w.key(fyne.KeyEscape)
	if !closed {
		t.Error("then the sheet")
	}
}

func TestASheetOnlyToReadAndAnotherOverIt(t *testing.T) {
	w := newWorld(t, testkit.Setup{Language: i18n.English}, 1024, 700)
	long := widgets.Column(6)
	for range 60 {
		long.Add(widgets.Wrapped("How this figure came about, line by line, so long that it does not fit into the window at once."))
	}
	order := ""
	w.host(t).Sheet(shell.Sheet{Title: "Bonus of July", Content: long, Width: 520, OnClosed: func() { order += "1" }})
	testkit.Golden(t, "sheet-long-english", w.win.Canvas().Capture())
	w.host(t).Sheet(shell.Sheet{Title: "Details", Content: widgets.Body("short"), OnClosed: func() { order += "2" }})
	w.win.Resize(fyne.NewSize(1100, 760))
	testkit.Golden(t, "sheet-second", w.win.Canvas().Capture())
	testkit.Tap(t, w.win, i18n.T("关闭"))
	w.key(fyne.KeyReturn)
	if order != "21" {
		t.Errorf("closed in the order %q", order)
	}
	w.host(t).Sheet(shell.Sheet{Title: "Details", Content: widgets.Body("short"), OnClosed: func() { order += "3" }})
	w.shell.Rebuild()
	if order != "213" {
		t.Error("a sheet outlived its page")
	}
}

func TestTabsLeadToSiblings(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	host := &testkit.Host{}
	tabs := shell.Tabs(host, shell.PageDuplicates,
		shell.Tab{Page: shell.PageCustomers, Label: "客户"}, shell.Tab{Page: shell.PageDuplicates, Label: "查重"}, shell.Tab{Page: shell.PageComplaints, Label: "投诉", Arg: 7})
	w := testkit.Window(t, widgets.Row(0, tabs), 200, 40)
	testkit.Golden(t, "tabs", w.Canvas().Capture())
	testkit.Tap(t, w, "投诉")
	testkit.Tap(t, w, "客户")
	testkit.Tap(t, w, "查重")
	want := []shell.Route{{Page: shell.PageComplaints, Arg: 7}, {Page: shell.PageCustomers}}
	if len(host.Routes) != 2 || host.Routes[0] != want[0] || host.Routes[1] != want[1] {
		t.Errorf("routes %v", host.Routes)
	}
}

// longForm has a folded section whose last field is lacking.
func longForm() *form.Form[visitNote] {
	area := func(label string) form.Field[visitNote] {
		return form.Area(label, func(n *visitNote) *string { return &n.Notes })
	}
	f := form.New(form.Section[visitNote]{Title: "基本", Fields: []form.Field[visitNote]{
		form.Text("客户", func(n *visitNote) *string { return &n.Customer }), area("经过"), area("竞品"),
	}}, form.Section[visitNote]{Title: "更多", Folded: true, Fields: []form.Field[visitNote]{
		area("陈列"), area("库存"), area("价格"), area("对方意见"), area("下次要带"),
		form.Text("地点", func(n *visitNote) *string { return &n.Place }).Required(),
	}})
	f.Set(visitNote{Customer: "恒源商贸"})
	return f
}

func TestASheetGrowsAndShowsTheFaultyField(t *testing.T) {
	for name, content := range map[string]func(*form.Form[visitNote]) fyne.CanvasObject{
		"form": func(f *form.Form[visitNote]) fyne.CanvasObject { return f },
		"part": func(f *form.Form[visitNote]) fyne.CanvasObject {
			return widgets.Column(8, widgets.WrappedCaption("每次走访都记一笔,下次出发前先看上次说了什么。"), f)
		},
	} {
		w := newWorld(t, testkit.Setup{}, 1024, 700)
		f := longForm()
		w.host(t).Sheet(shell.Sheet{Title: "记一次走访", Content: content(f), Width: 620, Primary: "保存", OnPrimary: func(done func()) {
			if _, ok := f.Value(); ok {
				done()
			}
		}})
		if name == "part" {
			testkit.Golden(t, "sheet-part", w.win.Canvas().Capture())
		}
		w.press(fyne.KeyS, fyne.KeyModifierShortcutDefault)
		testkit.Golden(t, "sheet-grown-"+name, w.win.Canvas().Capture())
	}
}

func TestAFormOfOneHeightScrollsInALowWindow(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1024, 420)
	f := longForm().Inline()
	w.host(t).Sheet(shell.Sheet{Title: "记一次走访", Content: f, Width: 620, Height: 260, Primary: "保存"})
	scroll := testkit.Find[*widgets.VScroll](t, w.win.Canvas().Overlays().Top())
	if scroll.Size().Height >= f.MinSize().Height {
		t.Errorf("%v high for a form of %v: nothing scrolls", scroll.Size(), f.MinSize())
	}
}
