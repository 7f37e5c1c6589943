package pick

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/stretchr/testify/require"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

func TestParseDate(t *testing.T) {
	today := model.MustDate("2026-09-11")
	for text, want := range map[string]string{
		"0911": "2026-09-11", "911": "2026-09-11", "9-11": "2026-09-11", "9/11": "2026-09-11", "9.11": "2026-09-11",
		"2026-09-11": "2026-09-11", "2026/9/1": "2026-09-01", "20260911": "2026-09-11", "260911": "2026-09-11",
		"2026年9月11日": "2026-09-11", "9月11日": "2026-09-11", "11日": "2026-09-11", "11": "2026-09-11", "3": "2026-09-03",
		"昨天": "2026-09-10", "前天": "2026-09-09", "今天": "2026-09-11", "明天": "2026-09-12", "Yesterday": "2026-09-10",
		"-1": "2026-09-10", "−7": "2026-09-04", "+3": "2026-09-14", " ９／１１ ": "2026-09-11",
		"12-31": "2025-12-31", "10-5": "2026-10-05", "2024-02-29": "2024-02-29", "": "",
	} {
		got, err := ParseDate(text, today)
		require.NoError(t, err, text)
		require.Equal(t, want, got.String(), text)
	}
	for _, text := range []string{"2026-02-30", "13-01", "0", "99", "abc", "1-2-3-4", "2-29", "--", "9-", "2026", "九月", "+99999", "1e3", "年"} {
		d, err := ParseDate(text, today)
		require.Error(t, err, "%q gave %s", text, d)
		_, fault := model.AsFault(err)
		require.True(t, fault)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"0911", "−7", "９／１１", "2026年9月11日", "年月日", "+", "/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDate(s, model.MustDate("2026-09-11")); err == nil && !d.IsZero() {
			y, _, _ := d.YMD()
			require.True(t, y >= 1800 && y <= 2300)
		}
	})
}

func items() []Item {
	return []Item{
		{1, "K00017", "永盛商贸", "yongshengshangmao yssm", "昆山"},
		{2, "K00102", "家家乐超市", "jiajialechaoshi jjlcs", "昆山"},
		{3, "K00044", "鼎丰批发", "dingfengpifa dfpf", "太仓"},
		{4, "K00311", "恒源商贸", "hengyuanshangmao hysm", "常熟"},
		{5, "K00671", "城南批发市场26号", "chengnanpifashichang26hao cnpfsc26h", "太仓"},
	}
}

func TestFind(t *testing.T) {
	names := func(hits []Item) (out []string) {
		for _, h := range hits {
			out = append(out, h.Name)
		}
		return out
	}
	require.Equal(t, []string{"恒源商贸"}, names(Find(items(), "hysm", 9)))
	require.Equal(t, []string{"永盛商贸", "恒源商贸"}, names(Find(items(), "商贸", 9)))
	require.Equal(t, []string{"鼎丰批发", "城南批发市场26号"}, names(Find(items(), "pf", 9)))
	require.Equal(t, []string{"家家乐超市"}, names(Find(items(), "k00102", 9)))
	require.Len(t, Find(items(), "", 2), 2)
	require.Empty(t, Find(items(), "没有", 9))
}

func save(t *testing.T, w fyne.Window, name string) {
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), w.Canvas().Capture())
	}
}

// typeInto types where the keyboard is.
func typeInto(w fyne.Window, text string) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

func page(o ...fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Inset(widgets.Pad(16), container.NewVBox(container.NewHBox(o...)))
}

func TestPickerByKeyboard(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	var picked []Item
	p := NewPicker("客户", items(), func(i Item) { picked = append(picked, i) })
	w := testkit.Window(t, page(widgets.Fixed(220, 0, p)), 640, 380)
	w.Canvas().Focus(p)
	typeInto(w, "s")
	require.NotNil(t, w.Canvas().Overlays().Top())
	typeInto(w, "m")
	save(t, w, "picker-open")
	testkit.Golden(t, "picker-open", w.Canvas().Capture())
	entry := w.Canvas().Focused().(*Entry)
	require.Equal(t, "sm", entry.Text)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Nil(t, w.Canvas().Overlays().Top())
	require.Equal(t, items()[3:4], picked)
	require.Equal(t, model.ID(4), p.Selected())
	require.Equal(t, fyne.Focusable(p), w.Canvas().Focused(), "the keyboard returns")

	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	entry = w.Canvas().Focused().(*Entry)
	require.Equal(t, "恒源商贸", entry.Text)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	require.Len(t, picked, 1, "Esc changes nothing")
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	require.Zero(t, p.Selected())
}

func TestDateField(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	var got []model.Date
	f := NewDateField(0, func(d model.Date) { got = append(got, d) })
	f.Today = model.MustDate("2026-09-11")
	w := testkit.Window(t, page(f), 420, 340)
	w.Canvas().Focus(f.entry)
	typeInto(w, "0905")
	f.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Equal(t, []model.Date{model.MustDate("2026-09-05")}, got)
	require.Equal(t, "2026-09-05", f.entry.Text)

	f.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	cal := w.Canvas().Focused().(*calendar)
	save(t, w, "date-open")
	testkit.Golden(t, "date-open", w.Canvas().Capture())
	cal.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	cal.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Equal(t, "2026-08-29", f.Date().String())

	f.entry.SetText("2026-02-30")
	f.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Contains(t, f.Fault(), "不是日期")
	require.Len(t, got, 2, "an unreadable date is no change")
	save(t, w, "date-fault")
}

func TestDark(t *testing.T) {
	testkit.Start(t, testkit.Setup{Mode: theme.Dark, Language: i18n.English})
	f := NewDateField(model.MustDate("2026-09-05"), nil)
	f.Today = model.MustDate("2026-09-11")
	w := testkit.Window(t, page(f), 420, 340)
	f.open()
	save(t, w, "date-dark")
	require.NotNil(t, w.Canvas().Overlays().Top())
}
