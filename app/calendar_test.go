package app

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/targeting"
	"xunshi/model"
	"xunshi/model/analysis"
)

// What is entered in the working-day calendar holds at once wherever time progress is
// computed, and goes with its undo.
func TestTheCalendarOfTheProgramKnowsTheHolidays(t *testing.T) {
	a, err := Open(t.TempDir(), Exclusive)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, a.Close()) })
	ctx := context.Background()
	s := a.Settings()
	s.Calendar = analysis.WorkingDays
	require.NoError(t, a.SetSettings(ctx, s))
	october, until := model.MustMonth("2026-10"), model.MustDate("2026-10-09")
	progress := func() analysis.Value { return a.Calendar().Elapsed(october.Period(), until).TimeProgress() }
	require.Equal(t, analysis.Some(318_182), progress(), "7 of 22 weekdays")

	operation, err := a.Targets.SetDays(ctx, targeting.Preset(2026))
	require.NoError(t, err)
	require.Equal(t, analysis.Some(111_111), progress(), "2 of 18: a week of holiday, a Saturday worked")
	require.NoError(t, a.Targets.Undo(ctx, operation))
	require.Equal(t, analysis.Some(318_182), progress())
	s.Calendar = analysis.NaturalDays
	require.NoError(t, a.SetSettings(ctx, s))
	require.Equal(t, analysis.Some(290_323), progress(), "9 of 31 days")
}
