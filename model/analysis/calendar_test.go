package analysis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// National Day changes 时间进度 and 需日均: seven days off, one Saturday worked instead.
func TestRecordedDaysChangeProgress(t *testing.T) {
	october, until := model.MustMonth("2026-10"), model.MustDate("2026-10-09")
	target, actual := Some(int64(170_000*model.Yuan)), int64(10_000*model.Yuan)
	plain := Calendar{Kind: WorkingDays}
	before := NewProgress(actual, target, plain.Elapsed(october.Period(), until))
	require.Equal(t, Some(318_182), before.TimeProgress, "7 of 22 weekdays")
	require.Equal(t, int64(model.MustMoney("10666.6667")), before.RunRate.N)

	days := []model.CalendarDay{{Date: model.MustDate("2026-10-10"), Kind: DayWorked}, {Date: model.MustDate("2026-10-12"), Kind: DayWeight, Weight: 50}}
	for d := october.First(); d <= model.MustDate("2026-10-07"); d++ {
		days = append(days, model.CalendarDay{Date: d, Kind: DayOff, Name: "国庆节"})
	}
	e := plain.With(days).Elapsed(october.Period(), until)
	after := NewProgress(actual, target, e)
	require.Equal(t, 2, e.Days)
	require.Equal(t, 18, e.OfDays, "the 5 weekdays of the holiday are off, a Saturday is worked")
	require.Equal(t, Some(114_286), after.TimeProgress, "2 of 17.5")
	require.Equal(t, int64(model.MustMoney("10322.5806")), after.RunRate.N, "over 15.5 days")

	natural := Calendar{}.With(days)
	require.Equal(t, Calendar{}.Elapsed(october.Period(), until).TimeProgress(), natural.Elapsed(october.Period(), until).TimeProgress(),
		"natural days count every day alike")
	weights := Calendar{Kind: DayWeights, Weekdays: [7]int{0, 100, 100, 100, 100, 100, 50}}.With(days)
	for day, want := range map[string]int64{"2026-10-01": 0, "2026-10-10": 100, "2026-10-12": 50, "2026-10-17": 50, "2026-10-18": 0} {
		require.Equal(t, want, weights.Weight(model.MustDate(day)), day)
	}
	twice := plain.With([]model.CalendarDay{{Date: until, Kind: DayOff}, {Date: until, Kind: DayWorked}})
	require.EqualValues(t, 100, twice.Weight(until), "the later record holds")
}
