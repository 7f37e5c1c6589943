package forecast

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func almost(t *testing.T, want, got []float64) {
	t.Helper()
	require.InDeltaSlice(t, want, got, 1e-9)
}

func TestNaiveMethods(t *testing.T) {
	y := []float64{2, 4, 3, 8}
	almost(t, []float64{8, 8}, naive(y, 2))
	almost(t, []float64{10, 12, 14}, drift(y, 3)) // (8−2)/3 = 2 a month
	year := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}
	almost(t, []float64{2, 3, 4}, seasonalNaive(year, 3))
	almost(t, []float64{8, 8}, seasonalNaive(y, 2)) // no year yet
}

// α ½ from level 2: 2→3 (value 4), 3→4.5 (value 6).
func TestSmoothingSteps(t *testing.T) {
	m := smoothing{}
	st := state{level: 2}
	x := [maxDims]float64{0.5}
	require.Equal(t, 2.0, m.step(&st, &x, 4, 0))
	require.Equal(t, 3.0, m.step(&st, &x, 6, 1))
	almost(t, []float64{4.5, 4.5}, m.ahead(&st, 0, 2, 2))

	holt := smoothing{trend: linear}
	st, x = state{level: 10, slope: 2}, [maxDims]float64{0.5, 0.5, 1}
	require.Equal(t, 12.0, holt.step(&st, &x, 14, 0)) // level 13, slope ½·3 + ½·2 = 2.5
	almost(t, []float64{15.5, 18}, holt.ahead(&st, 1, 1, 2))

	damp := smoothing{trend: damped}
	st, x = state{level: 10, slope: 2}, [maxDims]float64{0.5, 0.5, 0.8}
	require.Equal(t, 11.6, damp.step(&st, &x, 13.6, 0)) // level 12.6, slope ½·2.6 + ½·1.6 = 2.1
	almost(t, []float64{12.6 + 0.8*2.1, 12.6 + (0.8+0.64)*2.1}, damp.ahead(&st, 0.8, 1, 2))
}

func TestSeasonalSmoothingSteps(t *testing.T) {
	mul := smoothing{trend: linear, season: multiplicative}
	st := state{level: 10}
	st.season = neutral(true).of
	st.season[0] = 1.2
	x := [maxDims]float64{0.5, 0.5, 1, 0.5}
	require.Equal(t, 12.0, mul.step(&st, &x, 18, 0)) // 18/1.2 = 15: level 12.5, slope 1.25, season ½·1.8 + ½·1.2
	require.InDelta(t, 12.5, st.level, 1e-12)
	require.InDelta(t, 1.25, st.slope, 1e-12)
	require.InDelta(t, 1.5, st.season[0], 1e-12)
	almost(t, []float64{13.75, 15 * 1.5}, []float64{mul.ahead(&st, 1, 1, 1)[0], mul.ahead(&st, 1, 11, 2)[1]})

	add := smoothing{trend: linear, season: additive}
	st = state{level: 10}
	st.season[0] = 3
	require.Equal(t, 13.0, add.step(&st, &x, 15, 0)) // level 11, slope ½, season ½·5 + ½·3
	require.InDelta(t, 11, st.level, 1e-12)
	require.InDelta(t, 4, st.season[0], 1e-12)
}

// A straight line is its own forecast under every method with a trend.
func TestLineGoesOn(t *testing.T) {
	y := make([]float64, 30)
	for i := range y {
		y[i] = 1 + 0.1*float64(i)
	}
	want := []float64{4.0, 4.1, 4.2}
	require.InDeltaSlice(t, want, drift(y, 3), 1e-9)
	var warm [maxDims]float64
	s := neutral(false)
	require.InDeltaSlice(t, want, smoothing{trend: linear}.forecast(y, &s, 3, &warm), 1e-3)
	// Theta keeps half of the slope beyond the last level.
	warm = [maxDims]float64{}
	got := theta(y, 3, &warm)
	require.InDelta(t, 0.05, got[1]-got[0], 1e-9)
	require.InDelta(t, 3.95, got[0], 0.02)
	warm = [maxDims]float64{}
	require.InDeltaSlice(t, want, dynamicTheta(y, 3, &warm), 0.05)
}

// By hand for y = 1, 3, 2 with α = ½, θ = 2, ℓ = 1:
// t=1: μ=1, ℓ=1, A=1, B=0; t=2: μ = 1 + ½(½·1 + 0) = 1.25, ℓ=2, ȳ=2, B = 6·(3−1)/2/3 = 2,
// A = 2 − 1.5·2 = −1; t=3: μ = 2 + ½(¼·(−1) + (1−⅛)/½·2) = 3.625; the loss is (2−3.625)².
// Then ℓ=2, ȳ=2, B = (1·2 + 6·(2−2)/3)/4 = ½, A = 2 − 2·½ = 1;
// t=4: μ = 2 + ½(⅛·1 + (1−1/16)/½·½) = 2.53125.
func TestDynamicThetaByHand(t *testing.T) {
	loss, ahead := runDynamicTheta([]float64{1, 3, 2}, 1, &[maxDims]float64{0.5, 2, 1})
	require.InDelta(t, 1.625*1.625, loss, 1e-12)
	almost(t, []float64{2.53125}, ahead)
}

// With θ = Θ = 0 the airline model repeats last year's change: y[t] = y[t−1] + y[t−12] − y[t−13].
func TestAirlineByHand(t *testing.T) {
	z := []float64{5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20}
	e := make([]float64, 1+Period+1)
	x := [maxDims]float64{}
	require.InDelta(t, 16, shocks([]float64{4}, e, &x), 1e-12)
	almost(t, []float64{21, 22}, airlineAhead(append([]float64{}, z...), e, 2, false, &x)) // 20+2−1, 21+3−2
	x[0] = 0.5                                                                             // takes half of the last shock (4) back
	almost(t, []float64{19, 20}, airlineAhead(append([]float64{}, z...), e, 2, false, &x))
}

func TestRareDemandByHand(t *testing.T) {
	// sizes 10 then 20 after 3 months: size 11, interval 1 + 0.1·(3−1) = 1.2
	require.InDelta(t, 0.95*11/1.2, croston([]float64{10, 0, 0, 20}), 1e-12)
	require.Zero(t, croston([]float64{0, 0}))
	// chance starts at 2/4: 0.55, 0.495, 0.4455, 0.50095; size 10, 11
	require.InDelta(t, 0.50095*11, tsb([]float64{10, 0, 0, 20}), 1e-12)
	require.InDelta(t, 2, lastYear([]float64{99, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}), 1e-12)
	require.InDelta(t, 2, slowSmoothing([]float64{2, 2, 2}), 1e-12)
}

func TestClassicIndicesFindThePattern(t *testing.T) {
	y := make([]float64, 48)
	for i := range y {
		y[i] = 100
		if i%Period == 6 {
			y[i] = 230
		}
	}
	for _, s := range []indices{classicIndices(y, true), shrunkIndices(y, true, 1)} {
		require.True(t, s.on)
		require.InDelta(t, 12, sum(s.of[:]), 1e-9)
		require.InDelta(t, 2.3, s.of[6]/s.of[0], 1e-6)
	}
	s := classicIndices(y, false)
	require.InDelta(t, 0, sum(s.of[:]), 1e-9)
	require.InDelta(t, 130, s.of[6]-s.of[0], 1e-6)
	require.True(t, seasonalTest(y))
	require.False(t, seasonalTest(y[:30]), "three years are needed")
	require.InDelta(t, y[6], s.put(s.remove(y), 0)[6], 1e-9)
}

func sum(x []float64) (s float64) {
	for _, v := range x {
		s += v
	}
	return s
}

func TestMinimise(t *testing.T) {
	b := box{low: [maxDims]float64{-5, -5}, high: [maxDims]float64{5, 5}}
	bowl := func(x *[maxDims]float64) float64 {
		if x[0] > 4 {
			return math.NaN()
		}
		return (x[0]-1)*(x[0]-1) + 10*(x[1]+2)*(x[1]+2)
	}
	x := minimise(bowl, [maxDims]float64{4.5, 4}, 2, b, 300)
	require.InDelta(t, 1, x[0], 0.01)
	require.InDelta(t, -2, x[1], 0.01)
	b.low[0] = 2 // the best lies outside
	require.InDelta(t, 2, minimise(bowl, [maxDims]float64{3, 0}, 2, b, 300)[0], 0.01)
}

func TestAccuracyByHand(t *testing.T) {
	require.InDelta(t, 100*(200.0/3/100), SMAPE([]float64{100}, []float64{200}), 1e-9) // 200·100/300
	require.Zero(t, SMAPE([]float64{0}, []float64{0}))
	require.True(t, math.IsNaN(SMAPE(nil, nil)))
	history := make([]float64, 14) // changes against the year before: 3 and 5, mean 4
	history[12], history[13] = 3, 5
	require.InDelta(t, 0.75, MASE(history, []float64{1, 5}, []float64{3, 1}), 1e-12)
	require.True(t, math.IsNaN(MASE(make([]float64, 20), []float64{1}, []float64{1})))
}
