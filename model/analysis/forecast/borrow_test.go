package forecast

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// summerShape sells three times as much in July as in January.
func summerShape(months int, start model.Month, level, growth float64) Series {
	s := Series{Start: start}
	for i := range months {
		_, m := (start + model.Month(i)).YM()
		s.Values = append(s.Values, level*(1+growth*float64(i))*(1-0.5*math.Cos(2*math.Pi*float64(m-1)/12)))
	}
	return s
}

func TestShapeOfNeedsTwoYearsAboveZero(t *testing.T) {
	start := model.MustMonth("2023-04")
	shape, ok := ShapeOf(summerShape(36, start, 100, 0))
	require.True(t, ok)
	require.InDelta(t, 0.5, shape[0], 0.05, "January, wherever the series begins")
	require.InDelta(t, 1.5, shape[6], 0.05, "July")
	_, ok = ShapeOf(summerShape(23, start, 100, 0))
	require.False(t, ok)
	gone := summerShape(36, start, 100, 0)
	clear(gone.Values[14:26])
	_, ok = ShapeOf(gone)
	require.False(t, ok)
}

// TestAYoungSeriesBorrowsItsSeason: seven months from July on say nothing of the summer to
// come; the parent does.
func TestAYoungSeriesBorrowsItsSeason(t *testing.T) {
	shape, ok := ShapeOf(summerShape(48, model.MustMonth("2022-01"), 9000, 0))
	require.True(t, ok)
	whole := summerShape(48, model.MustMonth("2025-07"), 100, 0)
	young := Series{Start: whole.Start, Values: whole.Values[:7]}
	alone := Make(young, 6)
	like, borrowed := MakeLike(young, 6, &shape)
	require.True(t, borrowed)
	var off, offAlone float64
	for i, p := range like.Points {
		off += math.Abs(p.Value - whole.Values[7+i])
		offAlone += math.Abs(alone.Points[i].Value - whole.Values[7+i])
		require.LessOrEqual(t, p.Lower, p.Value)
		require.GreaterOrEqual(t, p.Upper, p.Value)
	}
	require.Less(t, off, 0.6*offAlone)

	old := Series{Start: whole.Start, Values: whole.Values[:24]}
	same, borrowed := MakeLike(old, 6, &shape)
	require.False(t, borrowed, "two years know their own season")
	require.Equal(t, Make(old, 6), same)
	_, borrowed = MakeLike(young, 6, nil)
	require.False(t, borrowed)
	_, borrowed = MakeLike(Series{Start: whole.Start, Values: []float64{0, 0, math.NaN()}}, 6, &shape)
	require.False(t, borrowed, "nothing sold yet")
}

// TestBorrowingOnRealSeries compares both ways on series cut short, when XUNSHI_BORROW names
// a csv of id, parent, month, value whose parents are series of their own. See
// docs/forecast.md.
func TestBorrowingOnRealSeries(t *testing.T) {
	path := os.Getenv("XUNSHI_BORROW")
	if path == "" {
		t.Skip("XUNSHI_BORROW is not set")
	}
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	series, parent := map[string]*Series{}, map[string]string{}
	for _, r := range rows[1:] {
		v, err := strconv.ParseFloat(r[3], 64)
		require.NoError(t, err)
		if series[r[0]] == nil {
			series[r[0]] = &Series{Start: model.MustMonth(r[2])}
		}
		series[r[0]].Values = append(series[r[0]].Values, v)
		parent[r[0]] = r[1]
	}
	for _, known := range []int{5, 8, 11, 14, 20} {
		var alone, like, naive float64
		cases := 0
		for id, s := range series {
			if parent[id] == "" {
				continue
			}
			for _, origin := range []int{26, 30, 34, 36, 40} {
				ahead := min(12, len(s.Values)-origin)
				from := s.Start + model.Month(origin-known)
				young := Series{Start: from, Values: s.Values[origin-known : origin]}
				elder := series[parent[id]]
				shape, ok := ShapeOf(Series{Start: elder.Start, Values: elder.Values[:origin]})
				if !ok {
					continue
				}
				actual := s.Values[origin : origin+ahead]
				a, b := errorOf(t, Make(young, ahead), actual), 0.0
				r, _ := MakeLike(young, ahead, &shape)
				b = errorOf(t, r, actual)
				alone, like, naive = alone+a, like+b, naive+SMAPE(actual, flat(mean(young.Values), ahead))
				cases++
			}
		}
		n := float64(cases)
		t.Logf("%2d months known: %d cases, alone %.3f, season borrowed %.3f, mean %.3f", known, cases, alone/n, like/n, naive/n)
	}
}

func errorOf(t *testing.T, r Result, actual []float64) float64 {
	t.Helper()
	f := make([]float64, len(r.Points))
	for i, p := range r.Points {
		f[i] = p.Value
	}
	if len(f) == 0 {
		f = make([]float64, len(actual))
	}
	return SMAPE(actual, f)
}

func flat(v float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}
