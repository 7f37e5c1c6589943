package forecast

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

var nan = math.NaN()

var start = model.MonthOf(2020, time.January)

func series(y ...float64) Series { return Series{Start: start, Values: y} }

func values(r Result) (f, lower, upper []float64) {
	for _, p := range r.Points {
		f, lower, upper = append(f, p.Value), append(lower, p.Lower), append(upper, p.Upper)
	}
	return f, lower, upper
}

// sound demands what holds for every forecast.
func sound(t *testing.T, s Series, r Result, months int) {
	t.Helper()
	require.Len(t, r.Points, months)
	floor := true
	for _, v := range s.Values {
		floor = floor && !(v < 0)
	}
	for i, p := range r.Points {
		require.Equal(t, r.Points[0].Month+model.Month(i), p.Month)
		for _, v := range []float64{p.Value, p.Lower, p.Upper} {
			require.True(t, finite(v), "%v", p)
			require.False(t, floor && v < 0, "%v", p)
		}
		require.LessOrEqual(t, p.Lower, p.Value)
		require.LessOrEqual(t, p.Value, p.Upper)
	}
	weight := 0.0
	for _, share := range r.Shares {
		weight += share.Weight
	}
	require.InDelta(t, 1, weight, 1e-9)
}

func TestNothingKnown(t *testing.T) {
	for _, s := range []Series{{}, series(), series(nan, nan), series(math.Inf(1))} {
		r := Make(s, 6)
		require.Empty(t, r.Points)
		require.Equal(t, Empty, r.Method)
	}
	require.Empty(t, Make(series(5), 0).Points)
	require.Empty(t, Make(series(5), -3).Points)
	require.Len(t, Make(series(5), 1000).Points, MaxMonths)
}

func TestTinyHistories(t *testing.T) {
	f, lower, upper := values(Make(series(5), 2))
	require.InDeltaSlice(t, []float64{5, 5}, f, 1e-12)
	require.Less(t, lower[0], 5.0)
	require.Greater(t, upper[0], 5.0)
	f, _, _ = values(Make(series(4, 8), 2))
	require.InDeltaSlice(t, []float64{6, 6}, f, 1e-12)
	for n := 1; n <= 40; n++ {
		y := make([]float64, n)
		for i := range y {
			y[i] = 100 + 10*math.Sin(float64(i*i))
		}
		s := series(y...)
		r := Make(s, 18)
		sound(t, s, r, 18)
		require.Equal(t, start+model.Month(n), r.Points[0].Month)
		f, _, _ := values(r)
		require.InDelta(t, 100, mean(f), 15)
	}
}

func TestZeros(t *testing.T) {
	r := Make(series(make([]float64, 30)...), 4)
	require.Equal(t, Zero, r.Method)
	f, lower, upper := values(r)
	require.Equal(t, make([]float64, 4), f)
	require.Equal(t, f, lower)
	require.Equal(t, f, upper)
}

func TestGapsAreNotZeros(t *testing.T) {
	whole, holes := make([]float64, 48), make([]float64, 48)
	for i := range whole {
		whole[i] = 1000 + 300*math.Sin(float64(i)*math.Pi/6) + 20*math.Sin(float64(i*i))
		if holes[i] = whole[i]; i%7 == 3 {
			holes[i] = nan
		}
	}
	a, _, _ := values(Make(series(whole...), 12))
	b, _, _ := values(Make(series(append(append([]float64{nan, nan}, holes...), nan, nan)...), 12))
	require.InDeltaSlice(t, a, b, 60)
	r := Make(series(append([]float64{nan}, holes...)...), 1)
	require.Equal(t, start+49, r.Points[0].Month, "the months begin after the last known figure")
}

func TestAGapOfAYearCutsTheHistory(t *testing.T) {
	y := make([]float64, 0, 80)
	for range 24 {
		y = append(y, 5000)
	}
	for range 14 {
		y = append(y, nan)
	}
	for i := range 30 {
		y = append(y, 100+float64(i%3))
	}
	f, _, upper := values(Make(series(y...), 3))
	require.InDelta(t, 101, f[0], 3)
	require.Less(t, upper[0], 200.0)
}

func TestNotLaunchedYetIsNoHistory(t *testing.T) {
	sold := []float64{80, 95, 101, 99, 104, 100, 98, 103}
	a, _, _ := values(Make(series(sold...), 3))
	b, _, _ := values(Make(series(append(make([]float64, 30), sold...)...), 3))
	require.InDeltaSlice(t, a, b, 1e-9)
}

func TestRareSales(t *testing.T) {
	y := make([]float64, 36)
	for _, i := range []int{0, 3, 9, 14, 16, 22, 29, 33} { // 40 every four and a half months
		y[i] = 40
	}
	s := series(y...)
	r := Make(s, 6)
	sound(t, s, r, 6)
	f, _, upper := values(r)
	require.InDelta(t, 9, mean(f), 2)
	require.Equal(t, 40.0, upper[0])

	dead := append(append([]float64{}, y[:20]...), make([]float64, 16)...)
	f, _, _ = values(Make(series(dead...), 6))
	require.Less(t, mean(f), 4.0, "a product that no longer sells")
}

func TestBelowZero(t *testing.T) {
	y := make([]float64, 40)
	for i := range y {
		y[i] = -50 + 30*math.Sin(float64(i)*math.Pi/6)
	}
	s := series(y...)
	r := Make(s, 12)
	sound(t, s, r, 12)
	f, _, _ := values(r)
	require.InDelta(t, -50, mean(f), 5)
	require.InDelta(t, y[39-11], f[0], 8)
}

func TestAWildMonthIsNotBelieved(t *testing.T) {
	y := make([]float64, 36)
	for i := range y {
		y[i] = 100 + 3*math.Sin(float64(i*i))
	}
	clean, _, _ := values(Make(series(y...), 6))
	y[30] = 10_000 // a zero too many
	wild, _, _ := values(Make(series(y...), 6))
	require.InDeltaSlice(t, clean, wild, 25)
}

func TestALevelThatMovedIsFollowed(t *testing.T) {
	y := make([]float64, 42)
	for i := range y {
		if y[i] = 1000 + 20*math.Sin(float64(i*i)); i >= 30 {
			y[i] *= 0.5
		}
	}
	f, _, _ := values(Make(series(y...), 6))
	require.InDelta(t, 500, mean(f), 60)
}

func TestASeasonIsContinued(t *testing.T) {
	y := make([]float64, 60)
	for i := range y {
		y[i] = (1000 + 5*float64(i)) * (1 + 0.4*math.Sin(float64(i)*math.Pi/6)) * (1 + 0.01*math.Sin(float64(i*i)))
	}
	r := Make(series(y[:42]...), 18)
	f, _, _ := values(r)
	require.Less(t, SMAPE(y[42:], f), 4.0)
	require.NotEmpty(t, r.Past)
	last := r.Past[len(r.Past)-1]
	at := int(last.Start - start)
	require.InDeltaSlice(t, y[at:at+len(last.Actual)], last.Actual, 1e-6)
	require.Len(t, last.Forecast, len(last.Actual))
}

func TestScaleDoesNotMatter(t *testing.T) {
	for _, s := range fmcg(8, 0) {
		f, lower, upper := values(Make(s.known, 18))
		for _, by := range []float64{1024, 1.0 / (1 << 20), 7} {
			y := make([]float64, len(s.known.Values))
			for i, v := range s.known.Values {
				y[i] = v * by
			}
			g, gl, gu := values(Make(Series{Start: s.known.Start, Values: y}, 18))
			for i := range f {
				// a factor that is no power of two rounds, and the search may take another turn
				require.InEpsilon(t, f[i]*by, g[i], 0.01, s.id)
				require.InEpsilon(t, lower[i]*by, gl[i], 0.05, s.id)
				require.InEpsilon(t, upper[i]*by, gu[i], 0.05, s.id)
				if by != 7 {
					require.InEpsilon(t, f[i]*by, g[i], 1e-9, s.id)
				}
			}
		}
	}
}

// A constant added to a series that goes below 0 anyway is added to its forecast.
func TestShiftBelowZero(t *testing.T) {
	y := make([]float64, 40)
	for i := range y {
		y[i] = -100 + 10*math.Sin(float64(i)*math.Pi/6) + math.Sin(float64(i*i))
	}
	f, _, _ := values(Make(series(y...), 12))
	for i := range y {
		y[i] -= 200
	}
	g, _, _ := values(Make(series(y...), 12))
	for i := range f {
		require.InDelta(t, f[i]-200, g[i], 1)
	}
}

func TestSameSeriesSameForecast(t *testing.T) {
	for _, s := range fmcg(8, 0) {
		r := Make(s.known, 18)
		sound(t, s.known, r, 18)
		require.Equal(t, r, Make(s.known, 18))
	}
}

func TestExtremeFiguresStayFinite(t *testing.T) {
	for _, y := range [][]float64{
		{math.MaxFloat64, math.MaxFloat64 / 2, math.MaxFloat64, 1, 2, 3, 4, 5},
		{5e-324, 5e-324, 5e-324, 5e-324, 1e-323, 5e-324},
		{1, -1, 1e300, -1e300, 0, 0, 0, 7, 8, 9, 10, 11, 12, 13, 14, 15},
		{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1e-300},
	} {
		s := series(y...)
		sound(t, s, Make(s, 18), 18)
	}
	constant := make([]float64, 50)
	for i := range constant {
		constant[i] = 42
	}
	f, lower, upper := values(Make(series(constant...), 18))
	for i := range f {
		require.InDelta(t, 42, f[i], 1e-6)
		require.LessOrEqual(t, upper[i]-lower[i], 42.0)
	}
}

func BenchmarkMake60Months(b *testing.B) {
	list := fmcg(8, 0)
	for i := 0; b.Loop(); i++ {
		Make(list[i%len(list)].known, 18)
	}
}
