package charts

import (
	"fmt"
	"math"
	"math/rand/v2"
)

var nan = math.NaN()

// named is a chart with a size, for the tests and for looking at.
type named struct {
	name string
	spec Spec
	w, h int
}

func days(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%d日", i+1)
	}
	return out
}

func wander(seed uint64, n int, start, drift, noise float64) []float64 {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]float64, n)
	for i := range out {
		start += drift + noise*r.NormFloat64()
		out[i] = start
	}
	return out
}

func straight(n int, to float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = to * float64(i+1) / float64(n)
	}
	return out
}

// monthToDate is the chart of the page 今日.
func monthToDate(bare bool) Spec {
	actual := []float64{28, 58, 82, 120, 150, 158, 168, 220, 265, 302, 352}
	for len(actual) < 30 {
		actual = append(actual, nan)
	}
	return Spec{
		Kind: Line, Title: "本月累计销售额", Unit: "万元", Note: "虚线为按日均分的目标", Bare: bare, Categories: days(30),
		Series: []Series{
			{Name: "实际", Values: actual, Style: StyleActual, Label: "352.0 实际"},
			{Name: "目标", Values: straight(30, 800), Style: StyleTarget, Label: "800 目标"},
		},
	}
}

func months(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%d-%02d", 2024+(i+9)/12, (i+9)%12+1)
	}
	return out
}

const longName = "昆山市恒屿食品商贸配送有限公司淀山湖镇第二分公司及其下属三个中转仓库与两个门市部"

func longNames(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%s%d", longName, i+1)
	}
	return out
}

func one(kind Kind, categories []string, values ...float64) Spec {
	return Spec{Kind: kind, Title: "各区销售额", Unit: "万元", Categories: categories,
		Series: []Series{{Name: "实际", Values: values, Style: StyleActual}}}
}

func both(kind Kind, n int) Spec {
	return Spec{Kind: kind, Title: "二十四个月销售额同上年相比", Unit: "万元", Note: "口径:含税发货额减退货;目标为月目标。", Categories: months(n),
		Series: []Series{
			{Name: "今年", Values: wander(3, n, 700, 8, 60), Style: StyleActual},
			{Name: "上年", Values: wander(4, n, 640, 6, 60), Style: StyleCompare},
			{Name: "目标", Values: wander(5, n, 720, 8, 10), Style: StyleTarget},
		}}
}

func sixLines() Spec {
	s := Spec{Kind: Line, Title: "六区走势", Unit: "万元", Categories: months(12)}
	for i, name := range []string{"苏州", "无锡", "南京", "常州", "徐州", "南通"} {
		s.Series = append(s.Series, Series{Name: name, Style: StyleActual, Values: wander(uint64(i), 12, 100, 0.2, 2)})
	}
	return s
}

// outlook is a forecast: history, what is to come with its range, and the year before.
func outlook() Spec {
	n := 30
	past, ahead, lower, upper := wander(3, n, 700, 8, 60), make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		ahead[i], lower[i], upper[i] = nan, nan, nan
		if i == 23 {
			ahead[i], lower[i], upper[i] = past[i], past[i], past[i]
		}
		if i > 23 {
			ahead[i] = past[i]
			lower[i], upper[i] = past[i]-30*float64(i-22), past[i]+30*float64(i-22)
			past[i] = nan
		}
	}
	return Spec{Kind: Line, Title: "华东:以后六个月", Unit: "万元", Categories: months(n), Band: &Band{Name: "80% 区间", Lower: lower, Upper: upper},
		Series: []Series{{Name: "实际", Values: past, Style: StyleActual}, {Name: "预测", Values: ahead, Style: StyleTarget}}}
}

func twelveLines() Spec {
	s := Spec{Kind: Line, Title: "十二条线", Categories: months(8)}
	for i := range 12 {
		s.Series = append(s.Series, Series{Name: fmt.Sprintf("系列%d", i+1), Style: StyleActual, Values: wander(uint64(i), 8, 50, 0, 3)})
	}
	return s
}

// cases are the charts that have to work.
func cases() []named {
	districts := []string{"苏州", "无锡", "南京", "常州", "徐州", "南通"}
	outlier := wander(9, 31, 20, 0, 2)
	outlier[17] = 9500
	gaps := wander(2, 31, 50, 1, 4)
	for _, i := range []int{0, 5, 6, 7, 12, 14, 30} {
		gaps[i] = nan
	}
	late := monthToDate(true)
	late.Series[0].Values = append(wander(8, 29, 20, 26, 4), 798)
	late.Series[0].Label = "798.0 实际"
	trio := both(Bar, 6)
	trio.Series = append(trio.Series, Series{Name: "前年", Values: wander(6, 6, 500, 2, 40), Style: StyleActual})
	wide := one(Bar, districts, 86.2, 71.5, 64.8, 52, 45.1, 32.4)
	wide.Series = append(wide.Series, Series{Name: "目标", Values: []float64{80, 75, 70, 60, 50, 40}, Style: StyleTarget})
	hwide := wide
	hwide.Kind = HBar
	empty := one(Line, days(30))
	empty.Empty = "本月还没有销售数据。导入销售明细后,这里显示每天的累计销售额与目标。"
	return []named{
		{"today card", monthToDate(true), 600, 220},
		{"today framed", monthToDate(false), 600, 280},
		{"at the target", late, 600, 220},
		{"line 0", empty, 400, 200},
		{"line 1", one(Line, days(1), 42), 400, 200},
		{"line 3", one(Line, days(3), 42, 38, 51.5), 400, 200},
		{"line 12", both(Line, 12), 560, 260},
		{"line 31 gaps", one(Line, days(31), gaps...), 560, 220},
		{"line 60", one(Line, months(60), wander(1, 60, 300, 4, 30)...), 560, 220},
		{"line all negative", one(Line, days(12), wander(1, 12, -300, -4, 30)...), 400, 200},
		{"line far from zero", one(Line, months(12), wander(1, 12, 100_000, 0, 30)...), 400, 220},
		{"line outlier", one(Line, days(31), outlier...), 400, 200},
		{"line long names", one(Line, longNames(12), wander(1, 12, 30, 1, 2)...), 560, 240},
		{"line flat zero", one(Line, days(31), make([]float64, 31)...), 400, 200},
		{"line six", sixLines(), 560, 300},
		{"line forecast", outlook(), 560, 260},
		{"line tiny", monthToDate(true), 140, 70},
		{"bar 0", one(Bar, nil), 400, 200},
		{"bar 1", one(Bar, []string{"苏州"}, 86.2), 400, 200},
		{"bar 6", wide, 480, 260},
		{"bar 6 groups", trio, 560, 280},
		{"bar 31", one(Bar, days(31), wander(3, 31, 20, 0.2, 3)...), 560, 220},
		{"bar 60", one(Bar, months(60), wander(3, 60, 20, 1, 3)...), 560, 220},
		{"bar negative and not", one(Bar, districts, 8.2, -7.5, 4.8, nan, -5.1, 3.4), 480, 240},
		{"bar all negative", one(Bar, districts, -8.2, -7.5, -4.8, -2, -5.1, -3.4), 480, 240},
		{"bar outlier", one(Bar, days(31), outlier...), 560, 220},
		{"bar long names", one(Bar, longNames(6), 8, 7, 6, 5, 4, 3), 560, 260},
		{"bar 24 two years", both(Bar, 24), 720, 300},
		{"hbar 0", one(HBar, districts), 400, 200},
		{"hbar 1", one(HBar, []string{"苏州"}, 86.2), 400, 200},
		{"hbar 6", hwide, 480, 240},
		{"hbar negative", one(HBar, districts, 8.2, -7.5, 4.8, nan, -5.1, 3.4), 480, 240},
		{"hbar long names", one(HBar, longNames(12), wander(3, 12, 2000, 100, 300)...), 560, 320},
		{"hbar 60", one(HBar, months(60), wander(3, 60, 2000, 100, 300)...), 480, 400},
		{"hbar groups", func() Spec { s := both(HBar, 6); return s }(), 480, 360},
		{"hbar outlier", one(HBar, districts, 8, 9, 12000, 7, 3, 0), 480, 240},
		{"line huge", one(Line, days(3), 1e13, 3.2e14, -2e13), 400, 200},
		{"line beyond all", one(Line, days(4), 1e299, math.MaxFloat64, -1e299, math.Inf(-1)), 400, 200},
		{"line minute", one(Line, days(4), 1e-9, 3e-9, 2e-9, 5e-10), 400, 200},
		{"bar huge", one(Bar, days(3), 1e13, 3.2e14, -2e13), 400, 200},
		{"hbar huge", one(HBar, days(3), 1e13, 3.2e14, -2e13), 400, 200},
		{"line too few values", one(Line, days(20), 3, 4, 5), 400, 200},
		{"bar too few names", one(Bar, days(2), 3, 4, 5, 6, 2), 400, 200},
		{"hbar no names", one(HBar, nil, 3, 4, 5, 6, 2), 400, 200},
		{"title too long", Spec{Kind: Bar, Title: longName, Unit: longName, Note: longName + longName + longName, Categories: days(3),
			Series: []Series{{Name: longName, Values: []float64{1, 2, 3}}, {Name: longName, Values: []float64{3, 2, 1}, Style: StyleCompare}}}, 400, 240},
		{"labels too long", Spec{Kind: Line, Categories: days(5), Series: []Series{
			{Name: "a", Values: []float64{1, 2, 3, 4, 5}, Label: longName}, {Name: "b", Values: []float64{5, 4, 3, 2, 5}, Style: StyleTarget, Label: longName}}}, 400, 200},
		{"twelve lines", twelveLines(), 480, 260},
		{"spark", Spec{Kind: Sparkline, Series: []Series{{Values: wander(3, 12, 20, 0.2, 3)}}}, 120, 28},
		{"spark gaps", Spec{Kind: Sparkline, Series: []Series{{Values: gaps}}}, 120, 28},
		{"spark none", Spec{Kind: Sparkline, Series: []Series{{Values: []float64{nan}}}}, 120, 28},
		{"spark 1", Spec{Kind: Sparkline, Series: []Series{{Values: []float64{4}}}}, 120, 28},
	}
}
