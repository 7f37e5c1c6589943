package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets"
)

func TestKeysReachTheWindow(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	entry := widgets.NewEntry("")
	button := widgets.NewButton("导出", nil)
	switcher := widgets.NewSegmented([]string{"元", "万元"}, 0, nil)
	card := widgets.NewKPICard(widgets.KPI{Label: "销售额", Value: "1"})
	w := testkit.Window(t, widgets.Column(4, entry, button, switcher, card), 300, 300)
	var got []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = append(got, e.Name) })
	for _, o := range []fyne.Focusable{entry, button, switcher, card} {
		got = nil
		w.Canvas().Focus(o)
		o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF5})
		o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if len(got) != 2 {
			t.Errorf("%T keeps F5 or Esc to itself: %v", o, got)
		}
	}
}

func TestButtonsArePressedByKeyboard(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	pressed := 0
	b := widgets.NewPrimaryButton(icons.Print, "打印", func() { pressed++ })
	testkit.Window(t, b, 100, 30)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	test.Tap(b)
	b.Disable()
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if pressed != 3 {
		t.Errorf("pressed %d times, want 3", pressed)
	}
}

func TestSegmentedMovesByArrows(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	var chosen []int
	s := widgets.NewSegmented([]string{"日", "月", "季"}, 0, func(i int) { chosen = append(chosen, i) })
	testkit.Window(t, s, 200, 30)
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft} {
		s.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if len(chosen) != 3 || s.Selected() != 1 {
		t.Errorf("chose %v, at %d", chosen, s.Selected())
	}
}

func TestChoicePicksFromItsMenu(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	got := ""
	c := widgets.NewChoice([]widgets.Option{{Value: "0", Label: "全部区域"}, {Value: "7", Label: "苏州"}}, "0", func(v string) { got = v })
	w := testkit.Window(t, widgets.Column(0, widgets.Row(0, c)), 300, 200)
	test.Tap(c)
	testkit.Golden(t, "choice-open", w.Canvas().Capture())
	test.TapCanvas(w.Canvas(), fyne.NewPos(40, 80))
	if got != "7" || c.Selected() != "7" || c.Text() != "苏州" {
		t.Errorf("chose %q, shows %q", got, c.Text())
	}
	c.SetOptions([]widgets.Option{{Value: "9", Label: "无锡"}})
	if c.Selected() != "9" {
		t.Errorf("an option that is gone is still chosen: %q", c.Selected())
	}
}

func TestPickingADayInThePanel(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	var got model.Period
	picker := widgets.NewPeriodPicker([]widgets.PeriodKind{widgets.Day}, widgets.Fiscal{}, widgets.Day, model.MustDate("2026-09-11"),
		func(_ widgets.PeriodKind, p model.Period) { got = p })
	w := testkit.Window(t, widgets.Column(0, widgets.Row(0, picker)), 500, 400)
	test.TapCanvas(w.Canvas(), fyne.NewPos(90, 15))
	testkit.Tap(t, w, "24")
	if want := model.MustDate("2026-09-24"); got.From != want || got.To != want {
		t.Errorf("picked %v", got)
	}
	if w.Canvas().Overlays().Top() != nil {
		t.Error("the panel is still open")
	}
}

func TestTabLeavesAnAreaOfText(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	area, next := widgets.NewTextArea(""), widgets.NewEntry("")
	w := testkit.Window(t, widgets.Column(4, area, next), 300, 200)
	w.Canvas().Focus(area)
	if area.AcceptsTab() {
		t.Error("an area keeps Tab to itself: the keyboard cannot go on")
	}
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(next) {
		t.Error("Tab does not lead to the next field")
	}
}
