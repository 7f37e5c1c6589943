package widgets_test

import (
	"testing"
	"time"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

var allKinds = []widgets.PeriodKind{widgets.Day, widgets.Month, widgets.Quarter, widgets.Year}

func TestFigures(t *testing.T) {
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			testkit.Start(t, look)
			opened := func() {}
			kpis := widgets.Weighted(12, nil,
				widgets.NewKPICard(widgets.KPI{Label: "本月销售额", Value: "352.0", Unit: "万元 / 目标 800", Progress: -1, OnTapped: opened,
					Compare: []widgets.Compare{{Label: "同比", Value: "+8.3%", Tone: widgets.Ahead}, {Label: "环比", Value: "−2.1%", Tone: widgets.Behind}}}),
				widgets.NewKPICard(widgets.KPI{Label: "达成率 对 时间进度", Value: "44.0%", Unit: "对 36.7%", Progress: 0.44, Tick: 0.367,
					Compare: []widgets.Compare{{Label: "进度差", Value: "+7.3 个百分点", Tone: widgets.Ahead}}}),
				widgets.NewKPICard(widgets.KPI{Label: "需日均", Value: "23.6", Unit: "万元 · 剩 19 天", Progress: -1, Compare: []widgets.Compare{{Label: "至今日均", Value: "32.0"}}}),
				widgets.NewKPICard(widgets.KPI{Label: "回款", Value: "—", Unit: "未设目标", Progress: 0, Tick: widgets.NoTick}),
			)
			picker := widgets.NewPeriodPicker(allKinds, widgets.Fiscal{}, widgets.Month, model.MustDate("2026-09-11"), nil)
			bar := widgets.Row(12, picker,
				widgets.NewChoice([]widgets.Option{{Value: "0", Label: "江苏大区"}, {Value: "1", Label: "苏州"}}, "0", nil),
				widgets.NewSegmented([]string{"元", "万元"}, 1, nil),
				widgets.Pill("流失嫌疑", widgets.Behind), widgets.Pill("冲货嫌疑", widgets.Attention), widgets.Pill("3 天前", widgets.Ahead),
				widgets.Pill("A 经销商", widgets.Info), widgets.Pill("商超", widgets.Plain), widgets.Badge(3), widgets.Badge(120))
			form := widgets.NewCard("显示", "", widgets.Column(4,
				widgets.LabelledHint("金额单位", widgets.NewSegmented([]string{"元", "万元"}, 1, nil), "报表与屏幕上的金额按此单位显示,导出的数据始终以元为单位。"),
				widgets.Labelled("语言", widgets.NewSegmented([]string{"中文", "English"}, 0, nil))))
			testkit.Golden(t, "figures-"+name, testkit.Render(t, onGround(widgets.Column(12, bar, kpis, form)), 1110, 340))
		})
	}
}

func TestPeriodPanels(t *testing.T) {
	for _, kind := range allKinds {
		t.Run(string(kind), func(t *testing.T) {
			testkit.Start(t, testkit.Setup{})
			picker := widgets.NewPeriodPicker(allKinds, widgets.Fiscal{}, kind, model.MustDate("2026-09-11"), nil)
			w := testkit.Window(t, onGround(widgets.Column(0, widgets.Row(0, picker))), 420, 420)
			test.TapCanvas(w.Canvas(), fyne.NewPos(90, 29))
			if w.Canvas().Overlays().Top() == nil {
				t.Fatal("no panel opened")
			}
			testkit.Golden(t, "period-"+string(kind), w.Canvas().Capture())
		})
	}
}

func TestPeriodPickerSteps(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	var got model.Period
	picker := widgets.NewPeriodPicker(allKinds, widgets.Fiscal{}, widgets.Month, model.MustDate("2026-01-31"), func(_ widgets.PeriodKind, p model.Period) { got = p })
	w := testkit.Window(t, widgets.Row(0, picker), 300, 30)
	test.TapCanvas(w.Canvas(), fyne.NewPos(picker.MinSize().Width-15, 15))
	if want := model.MustMonth("2026-02").Period(); got != want {
		t.Errorf("one month on from January is %v, want %v", got, want)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(15, 15))
	if want := model.MustMonth("2026-01").Period(); got != want || picker.Period() != want {
		t.Errorf("back again is %v, want %v", got, want)
	}
}

func TestFiscalPeriods(t *testing.T) {
	april := widgets.Fiscal{Start: time.April}
	cases := []struct {
		fiscal   widgets.Fiscal
		kind     widgets.PeriodKind
		date     string
		from, to string
		name     string
	}{
		{widgets.Fiscal{}, widgets.Day, "2026-09-11", "2026-09-11", "2026-09-11", "2026年9月11日 周五"},
		{widgets.Fiscal{}, widgets.Month, "2024-02-11", "2024-02-01", "2024-02-29", "2024年2月"},
		{widgets.Fiscal{}, widgets.Quarter, "2026-09-11", "2026-07-01", "2026-09-30", "2026年第3季度"},
		{widgets.Fiscal{}, widgets.Year, "2026-09-11", "2026-01-01", "2026-12-31", "2026年"},
		{april, widgets.Quarter, "2026-02-11", "2026-01-01", "2026-03-31", "2025财年第4季度"},
		{april, widgets.Year, "2026-03-31", "2025-04-01", "2026-03-31", "2025财年"},
		{april, widgets.Year, "2026-04-01", "2026-04-01", "2027-03-31", "2026财年"},
	}
	i18n.SetLanguage(i18n.Chinese)
	for _, c := range cases {
		p := c.fiscal.Of(c.kind, model.MustDate(c.date))
		if p.From.String() != c.from || p.To.String() != c.to {
			t.Errorf("%s of %s: %s to %s, want %s to %s", c.kind, c.date, p.From, p.To, c.from, c.to)
		}
		if name := c.fiscal.Name(c.kind, p); name != c.name {
			t.Errorf("name %q, want %q", name, c.name)
		}
		if back := c.fiscal.Shift(c.kind, c.fiscal.Shift(c.kind, p, 1), -1); back != p {
			t.Errorf("one %s on and back from %v is %v", c.kind, p, back)
		}
	}
}
