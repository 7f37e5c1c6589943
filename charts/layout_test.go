package charts

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// Whatever the data and the size: no text is cut off, none lies on another, nothing is
// drawn outside of the picture.
func TestNothingIsCutOrOverlaps(t *testing.T) {
	for _, c := range cases() {
		for _, f := range []float64{0.4, 0.7, 1, 1.6, 3} {
			for _, bare := range []bool{false, true} {
				spec := c.spec
				spec.Bare = bare
				w, h := int(float64(c.w)*f), int(float64(c.h)*f)
				t.Run(fmt.Sprintf("%s %dx%d %v", c.name, w, h, bare), func(t *testing.T) {
					checkPlot(t, Layout(spec, w, h))
				})
			}
		}
	}
}

func checkPlot(t *testing.T, p Plot) {
	t.Helper()
	canvas := Rect{0, 0, p.Width, p.Height}
	for i, a := range p.Labels {
		require.NotEmpty(t, a.Text)
		if a.Role != "title" && a.Role != "unit" && a.Role != "note" && a.Role != "empty" || p.Height > 60 {
			require.True(t, a.Box.Inside(canvas), "%s %q at %+v is cut off", a.Role, a.Text, a.Box)
		}
		for _, b := range p.Labels[i+1:] {
			require.False(t, a.Box.Overlaps(b.Box) && p.Height > 60, "%s %q lies on %s %q", a.Role, a.Text, b.Role, b.Text)
		}
	}
	for _, pt := range p.Points {
		require.True(t, drawable(pt.X) && drawable(pt.Y))
		require.True(t, Rect{pt.X, pt.Y, 0, 0}.Inside(canvas), "%+v", pt)
		require.True(t, pt.Bar.Inside(canvas), "%+v", pt)
	}
}

func TestNoTickStandsTwice(t *testing.T) {
	for _, c := range cases() {
		seen := map[string]bool{}
		for _, l := range Layout(c.spec, c.w, c.h).Labels {
			if l.Role == "axis" {
				require.False(t, seen[l.Text], "%s: %s twice", c.name, l.Text)
				seen[l.Text] = true
			}
		}
	}
}

func TestRoundTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi   float64
		want     int
		fromZero bool
		ticks    []string
	}{
		{0, 800, 4, true, []string{"0", "200", "400", "600", "800"}},
		{28, 800, 4, false, []string{"0", "200", "400", "600", "800"}},
		{0, 0.9, 4, true, []string{"0.00", "0.25", "0.50", "0.75", "1.00"}},
		{-7.5, 8.2, 4, true, []string{"−10", "−5", "0", "5", "10"}},
		{99_954, 100_041, 4, false, []string{"99,950", "99,975", "100,000", "100,025", "100,050"}},
		{5, 5, 4, false, []string{"0", "2", "4", "6"}},
		{-5, -5, 2, false, []string{"−5.0", "−2.5", "0.0"}},
		{0, 0, 2, true, []string{"0.0", "0.5", "1.0"}},
		{1e14, 3e14, 3, true, []string{"0", "100,000,000,000,000", "200,000,000,000,000", "300,000,000,000,000"}},
		{0, 3e18, 3, true, []string{"0", "1e+18", "2e+18", "3e+18"}},
	} {
		a := newAxis(c.lo, c.hi, c.want, c.fromZero)
		var got []string
		for _, v := range a.ticks {
			got = append(got, a.label(v))
		}
		require.Equal(t, c.ticks, got, "%v..%v", c.lo, c.hi)
		require.LessOrEqual(t, a.lo, c.lo)
		require.GreaterOrEqual(t, a.hi, c.hi)
	}
}

func TestFormatNumber(t *testing.T) {
	require.Equal(t, "−1,234,567.9", FormatNumber(-1234567.89, 1))
	require.Equal(t, "0.0", FormatNumber(-0.04, 1), "no minus before nothing")
	require.Equal(t, "999", FormatNumber(999, 0))
	require.Equal(t, "—", FormatNumber(math.NaN(), 0))
	require.Equal(t, "—", FormatNumber(math.Inf(1), 0))
}

func TestGapsAreNotBridged(t *testing.T) {
	s := layout(&Spec{Kind: Line, Categories: days(8), Series: []Series{
		{Values: []float64{nan, 1, 2, nan, 3, nan, 4, math.Inf(1)}, Style: StyleActual},
	}}, 400, 200)
	require.Len(t, s.lines, 1)
	require.Equal(t, []float64{1, 2}, s.lines[0].xs)
	require.Len(t, s.Points, 4)
	require.Len(t, s.dots, 3, "3 and 4 stand alone, 4 is the last as well")
}

func TestBarsStartAtZero(t *testing.T) {
	values := []float64{8.2, -7.5, 4.8, nan, 0}
	p := Layout(one(Bar, []string{"a", "b", "c", "d", "e"}, values...), 480, 240)
	require.Len(t, p.Points, 4)
	zero := p.Points[0].Bar.Y + p.Points[0].Bar.H
	perUnit := p.Points[0].Bar.H / 8.2
	for _, pt := range p.Points {
		if pt.Value >= 0 {
			require.InDelta(t, zero, pt.Bar.Y+pt.Bar.H, 0.01)
		} else {
			require.InDelta(t, zero, pt.Bar.Y, 0.01)
		}
		require.InDelta(t, math.Abs(pt.Value)*perUnit, pt.Bar.H, 0.01)
	}
	h := Layout(one(HBar, []string{"a", "b", "c", "d", "e"}, values...), 480, 240)
	require.InDelta(t, h.Points[0].Bar.X, h.Points[1].Bar.X+h.Points[1].Bar.W, 0.01, "both from the zero line")
	require.InDelta(t, h.Points[0].Bar.W/8.2, h.Points[1].Bar.W/7.5, 0.01)
}

func TestDirectLabelsStandAtTheLastValues(t *testing.T) {
	p := Layout(monthToDate(true), 600, 220)
	found := map[string]Rect{}
	for _, l := range p.Labels {
		if l.Role == "series" {
			found[l.Text] = l.Box
		}
	}
	require.Len(t, found, 2)
	last := p.Points[10]
	require.Equal(t, 352.0, last.Value)
	b := found["352.0 实际"]
	require.Less(t, math.Hypot(b.X-last.X, b.Y+b.H/2-last.Y), 40.0)
	target := p.Points[len(p.Points)-1]
	b = found["800 目标"]
	require.Greater(t, b.X, target.X)
	require.InDelta(t, target.Y, b.Y+b.H/2, 4)
}

func TestSpread(t *testing.T) {
	require.Equal(t, []float64{10, 30}, spread([]float64{10, 30}, 15, 0, 100))
	require.Equal(t, []float64{12.5, 27.5}, spread([]float64{20, 20}, 15, 0, 100))
	require.Equal(t, []float64{0, 15, 30}, spread([]float64{2, 3, 4}, 15, 0, 100))
	require.Equal(t, []float64{70, 85, 100}, spread([]float64{80, 99, 100}, 15, 0, 100))
	require.Equal(t, []float64{5, 35, 50, 65}, spread([]float64{5, 45, 50, 55}, 15, 0, 100))
}

func TestSixLabelsAtOneEdgeAllStand(t *testing.T) {
	s := sixLines()
	for i := range s.Series {
		for k := range s.Series[i].Values {
			s.Series[i].Values[k] = 100 + float64(k) + float64(i)/100
		}
	}
	var order []string
	for _, l := range Layout(s, 560, 300).Labels {
		if l.Role == "series" {
			order = append(order, l.Text)
		}
	}
	require.Equal(t, []string{"南通", "徐州", "常州", "南京", "无锡", "苏州"}, order, "the highest on top")
}

func TestValuesUnderThePointer(t *testing.T) {
	p := Layout(monthToDate(true), 600, 220)
	at := p.Points[4]
	points, ok := p.At(at.X+2, 100)
	require.True(t, ok)
	require.Len(t, points, 2, "actual and target")
	require.Equal(t, "5日", points[0].Category)
	require.Equal(t, "150.0", points[0].Text)
	require.Equal(t, "目标", points[1].Name)
	_, ok = p.At(-50, 100)
	require.False(t, ok)

	h := Layout(one(HBar, []string{"苏州", "无锡", "南京"}, 8, 7, 6), 480, 240)
	points, ok = h.At(h.Area.X+h.Area.W-1, h.Points[2].Y)
	require.True(t, ok)
	require.Equal(t, "南京", points[0].Category)

	b := Layout(both(Bar, 24), 720, 300)
	first := b.Points[0]
	points, ok = b.At(first.X, b.Area.Y+2)
	require.True(t, ok)
	require.Len(t, points, 3)
	require.Equal(t, 0, points[0].Index)

	none := Layout(one(Line, nil), 300, 200)
	_, ok = none.At(150, 100)
	require.False(t, ok)
}

func TestEmptySaysWhy(t *testing.T) {
	s := one(Bar, []string{"苏州"}, nan)
	s.Empty = "没有数据,请先导入。"
	p := Layout(s, 400, 200)
	require.Empty(t, p.Points)
	require.Equal(t, "没有数据,请先导入。", p.Labels[len(p.Labels)-1].Text)
}

func TestShortenAndWrap(t *testing.T) {
	require.Equal(t, "苏州", shorten("苏州", 12, false, 100))
	cut := shorten(longName, 12, false, 100)
	require.LessOrEqual(t, width(cut, 12, false), 100.0)
	require.Contains(t, cut, "…")
	require.Empty(t, shorten("苏州", 12, false, 5))
	lines := wrap("sales of the region 江苏大区销售额", 12, 90, 3)
	require.Len(t, lines, 3)
	for _, l := range lines {
		require.LessOrEqual(t, width(l, 12, false), 90.0)
	}
	require.Equal(t, "sales of the", lines[0], "breaks between words")
	require.Empty(t, wrap("字", 12, 2, 2), "no room for a letter")
}
