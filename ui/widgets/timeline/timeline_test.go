package timeline

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

func items() []Item {
	return []Item{
		{Date: model.MustDate("2026-09-19"), Kind: "进货", Text: "4.2 万 · 6 个品项", Tone: widgets.Info, OnTap: func() {}},
		{Date: model.MustDate("2026-08-15"), Kind: "走访", Text: "洪光:抱怨返利未到,竞品铺草莓味;答应月底前把二季度返利补上,并送 20 箱试饮", Detail: "下次 8-29 · 待办 2 项", OnTap: func() {}},
		{Date: model.MustDate("2026-08-02"), Kind: "投诉", Text: "胀袋 12 箱 · 已结", Tone: widgets.Behind},
		{Date: model.MustDate("2026-07-28"), Kind: "回款", Text: "5.0 万", Tone: widgets.Ahead},
		{Date: model.MustDate("2025-12-30"), Kind: "合同", Text: "签 2026 年度合同,年任务 120 万"},
		{Text: "没有日期的一条"},
	}
}

func TestPictures(t *testing.T) {
	for name, setup := range map[string]testkit.Setup{"light": {}, "dark": {Mode: theme.Dark}} {
		testkit.Start(t, setup)
		line := New(items()...)
		line.SetToday(model.MustDate("2026-09-20"))
		scroll := widgets.NewVScroll(line)
		w := testkit.Window(t, widgets.NewPanel(scroll, widgets.PanelStyle{Fill: theme.Surface, Pad: widgets.Pad(12)}), 380, 320)
		testkit.Golden(t, "timeline-"+name, w.Canvas().Capture())
	}
	testkit.Start(t, testkit.Setup{Language: i18n.English})
	empty := New()
	empty.SetEmpty(widgets.EmptyState(icons.Visits, "Nothing yet", "Sales, visits and calls of this customer appear here."))
	w := testkit.Window(t, widgets.NewPanel(empty, widgets.PanelStyle{Fill: theme.Surface}), 500, 200)
	testkit.Golden(t, "timeline-empty", w.Canvas().Capture())
}

func TestPages(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	var many []Item
	for i := range 130 {
		many = append(many, Item{Date: model.MustDate("2026-09-19") - model.Date(i), Kind: "走访", Text: fmt.Sprint("第 ", i, " 次")})
	}
	line := New(many...)
	w := testkit.Window(t, widgets.NewVScroll(line), 380, 320)
	require.Equal(t, 50, line.Shown())
	high := line.HeightFor(380)
	testkit.Tap(t, w, "更多(还有 80 条)")
	require.Equal(t, 100, line.Shown())
	require.Greater(t, line.HeightFor(380), high)
	require.True(t, line.More())
	require.Equal(t, 130, line.Shown())
	require.False(t, line.More())
	line.SetItems(many[:3])
	require.Equal(t, 3, line.Shown())
}

func TestOpening(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	opened := 0
	line := New(Item{Text: "a", OnTap: func() { opened++ }}, Item{Text: "b"})
	w := testkit.Window(t, line, 300, 100)
	w.Canvas().FocusNext()
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Equal(t, 1, opened)
	w.Canvas().FocusNext()
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Equal(t, 2, opened, "the keyboard passes by what cannot be opened")
}

func BenchmarkFill(b *testing.B) {
	testkit.Start(b, testkit.Setup{})
	var many []Item
	for i := range 500 {
		many = append(many, Item{Date: model.Date(20000 - i), Kind: "走访", Text: "抱怨返利未到,竞品铺草莓味;答应月底前补上", Detail: "待办"})
	}
	line := New()
	w := testkit.Window(b, widgets.NewVScroll(line), 380, 600)
	for b.Loop() {
		line.SetItems(many)
		w.Canvas().Capture()
	}
}
