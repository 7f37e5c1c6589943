package chartview

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/charts"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// month is eleven days of sales against the line of the target.
func month() charts.Spec {
	spec := charts.Spec{Kind: charts.Line, Unit: "万元", Bare: true, Series: []charts.Series{
		{Name: "实际", Style: charts.StyleActual, Label: "352.0 实际"},
		{Name: "目标", Style: charts.StyleTarget, Label: "800 目标"},
	}}
	for day := 1; day <= 30; day++ {
		spec.Categories = append(spec.Categories, itoa(day)+"日")
		actual := math.NaN()
		if day <= 11 {
			actual = 32 * float64(day)
		}
		spec.Series[0].Values = append(spec.Series[0].Values, actual)
		spec.Series[1].Values = append(spec.Series[1].Values, 800*float64(day)/30)
	}
	return spec
}

func itoa(n int) string {
	if n >= 10 {
		return itoa(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

// shown puts a view on a card as pages do.
func shown(t *testing.T, mode theme.Mode, spec charts.Spec) (*View, fyne.Window) {
	t.Helper()
	testkit.Start(t, testkit.Setup{Mode: mode})
	v := New(spec)
	w := testkit.Window(t, widgets.NewCard("本月累计销售额", "万元", v), 620, 260)
	return v, w
}

func hoverAt(v *View, x, y float32) {
	v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
}

func TestLooks(t *testing.T) {
	for name, mode := range map[string]theme.Mode{"month-light": theme.Light, "month-dark": theme.Dark} {
		v, w := shown(t, mode, month())
		p := v.layoutAt().Points[7]
		hoverAt(v, float32(p.X)+1, float32(p.Y))
		testkit.Golden(t, name, w.Canvas().Capture())
	}
	_, w := shown(t, theme.Light, charts.Spec{Kind: charts.Line, Empty: "本月还没有销售。", Bare: true})
	testkit.Golden(t, "empty", w.Canvas().Capture())
}

func TestHoverNamesTheDayAndItsValues(t *testing.T) {
	v, _ := shown(t, theme.Light, month())
	third := v.layoutAt().Points[2]
	hoverAt(v, float32(third.X), float32(third.Y))
	if len(v.points) != 2 || v.points[0].Category != "3日" || v.points[0].Value != 96 {
		t.Fatalf("over the third day: %+v", v.points)
	}
	v.MouseOut()
	if v.points != nil {
		t.Error("the values stay after the pointer left")
	}
	hoverAt(v, 1, 1)
	if v.points != nil {
		t.Error("values beside the chart")
	}
}

func TestTapOpensTheDay(t *testing.T) {
	v, _ := shown(t, theme.Light, month())
	var opened string
	v.OnTapped = func(points []charts.Point) { opened = points[0].Category }
	p := v.layoutAt().Points[4]
	v.Tapped(&fyne.PointEvent{Position: fyne.NewPos(float32(p.X), float32(p.Y))})
	if opened != "5日" {
		t.Errorf("opened %q", opened)
	}
}

func TestTheTipStaysInside(t *testing.T) {
	v, _ := shown(t, theme.Light, month())
	r, ok := testRenderer(v)
	if !ok {
		t.Fatal("no renderer")
	}
	for _, p := range v.layoutAt().Points {
		hoverAt(v, float32(p.X), float32(p.Y))
		r.Refresh()
		at, size := r.tip.Position(), r.tip.Size()
		if at.X < 0 || at.Y < 0 || at.X+size.Width > v.Size().Width || at.Y+size.Height > v.Size().Height {
			t.Fatalf("tip of %s at %v, %v in %v", p.Category, at, size, v.Size())
		}
	}
}

func TestMovingThePointerDoesNotDrawAgain(t *testing.T) {
	v, w := shown(t, theme.Light, month())
	r, ok := testRenderer(v)
	if !ok {
		t.Fatal("no renderer")
	}
	w.Canvas().Capture()
	r.draw(300, 120)
	before := r.drawn.picture
	hoverAt(v, 200, 60)
	if r.draw(300, 120) != before {
		t.Error("the same chart was drawn twice")
	}
	v.SetSpec(charts.Spec{Kind: charts.Line, Empty: "—", Bare: true})
	if r.draw(300, 120) == before {
		t.Error("another chart shows the old picture")
	}
}

func testRenderer(v *View) (*renderer, bool) {
	r, ok := v.CreateRenderer().(*renderer)
	if ok {
		r.Layout(v.Size())
	}
	return r, ok
}
