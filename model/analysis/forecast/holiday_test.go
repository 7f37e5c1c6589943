package forecast

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func TestNewYearsByTheCalendar(t *testing.T) {
	for _, day := range []string{"1980-02-16", "1985-02-20", "2000-02-05", "2012-01-23", "2017-01-28", "2023-01-22", "2024-02-10", "2026-02-17", "2033-01-31", "2060-02-02"} {
		d := model.MustDate(day)
		year, _, _ := d.YMD()
		require.Equal(t, int(d-model.DateOf(year, time.January, 1))+1, newYears[year-firstNewYear], day)
	}
}

func TestShareOfTheStockingUp(t *testing.T) {
	for year, days := range map[int]float64{2024: 12, 2015: 3, 2023: 21, 1985: 2} { // of 21, counted on a calendar
		share, ok := januaryShare(year)
		require.True(t, ok)
		require.InDelta(t, days/21, share, 1e-12, year)
	}
	_, ok := januaryShare(1979)
	require.False(t, ok)
	require.Zero(t, shiftOf(model.MonthOf(2024, time.March)))
	require.Zero(t, shiftOf(model.MonthOf(1900, time.January)))
	require.InDelta(t, 0, shiftOf(model.MonthOf(2024, time.January))+shiftOf(model.MonthOf(2024, time.February)), 1e-12)
}

// years of sales that the holiday lifts by lift, with a season and a little noise.
func festive(months int, lift float64) []float64 {
	first := model.MonthOf(2016, time.January)
	y := make([]float64, months)
	for t := range y {
		m := first + model.Month(t)
		year, month := m.YM()
		v := 1000 * (1 + 0.2*math.Sin(float64(t)*math.Pi/6)) * math.Exp(0.02*math.Sin(float64(t*t)))
		if share, _ := januaryShare(year); month == time.January {
			v *= math.Exp(lift * share)
		} else if month == time.February {
			v *= math.Exp(lift * (1 - share))
		}
		y[t] = v
	}
	return y
}

func TestTheHolidayIsFoundAndFollowed(t *testing.T) {
	y := festive(84, 0.6)
	first := model.MonthOf(2016, time.January)
	require.InDelta(t, 0.6, findFestival(y[:72], first).lift, 0.08)
	require.Zero(t, findFestival(festive(72, 0), first).lift)
	require.Zero(t, findFestival(y[:24], first).lift, "two years show nothing")

	r := Make(Series{Start: first, Values: y[:72]}, 12) // 2022: 1 February, after 12 February in 2021
	for k, p := range r.Points[:2] {
		require.InEpsilon(t, y[72+k], p.Value, 0.08, p.Month)
	}
	for _, past := range r.Past { // what came is told as it came
		at := int(past.Start - first)
		require.InDeltaSlice(t, y[at:at+len(past.Actual)], past.Actual, 1e-6)
	}
}
