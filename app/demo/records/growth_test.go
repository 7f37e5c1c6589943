package records_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/appraising"
	"xunshi/app/bonus"
	"xunshi/app/coaching"
	"xunshi/app/demo"
	"xunshi/app/demo/records"
	"xunshi/app/measuring"
	"xunshi/app/recruiting"
	"xunshi/app/training"
	"xunshi/model"
	"xunshi/model/store"
)

// The pages of a growing team are alive in the demo: something in every state they know.
func TestTheDemosTeamGrows(t *testing.T) {
	ctx, today := context.Background(), model.MustDate("2026-09-30")
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	_, err = s.Import(ctx, demo.Generate(demo.Options{Customers: 60, Products: 20, Months: 5, Lines: 6000, Until: today}), nil)
	require.NoError(t, err)
	require.NoError(t, records.Fill(ctx, s, 1))

	learned, err := training.Read(ctx, s, today)
	require.NoError(t, err)
	states := map[training.State]int{}
	for _, c := range learned.Mandatory() {
		for _, e := range learned.Team(0, "") {
			states[learned.Of(e, c).State]++
		}
	}
	for _, state := range []training.State{training.Done, training.Failed, training.Expired, training.Missing} {
		require.NotZero(t, states[state], training.StateName(state))
	}

	board := recruiting.New(s)
	board.SetClock(func() model.Date { return today })
	pipeline, err := board.Pipeline(ctx)
	require.NoError(t, err)
	for _, stage := range recruiting.Stages[:4] {
		require.NotEmpty(t, pipeline.In(stage, 0), recruiting.StageName(stage))
	}

	diary, err := coaching.New(s).Diary(ctx)
	require.NoError(t, err)
	require.NotEmpty(t, diary.OpenPoints(0))

	gauge := measuring.New(s)
	scored, err := appraising.New(s, gauge).Month(ctx, today.Month())
	require.NoError(t, err)
	for _, state := range []appraising.State{appraising.Open, appraising.Draft, appraising.Signed} {
		require.NotZero(t, scored.Count(state), appraising.StateName(state))
	}
	before, err := bonus.New(s, gauge).Month(ctx, today.Month()-1)
	require.NoError(t, err)
	require.Greater(t, before.SignedCount(), len(before.Sheets)*3/4)
	total, _, _ := before.Sum()
	require.Positive(t, total)
	for _, x := range before.Sheets {
		require.False(t, x.Drifted(), x.Person.Name)
	}
}
