package store

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// TestALaterFileMarksReturnedOrders: the company sends the same lines again, now with a
// list of orders that came back. The lines are known, the returns are new.
func TestALaterFileMarksReturnedOrders(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	_, err := s.Import(ctx, sampleImport(90), nil)
	require.NoError(t, err)
	later := func() *model.Import {
		in := sampleImport(90)
		for i := 30; i < 36; i++ {
			in.Lines[i].Returned = true
		}
		return in
	}
	returned := func() int {
		f, err := s.Facts(ctx)
		require.NoError(t, err)
		require.Equal(t, 90, f.Len())
		n := 0
		for _, flag := range f.Flags {
			if flag.Returned() {
				n++
			}
		}
		return n
	}
	skip, marks, err := s.Duplicates(ctx, later())
	require.NoError(t, err)
	require.Len(t, skip, 90)
	require.Equal(t, 6, marks)

	b, err := s.Import(ctx, later(), nil)
	require.NoError(t, err)
	require.Equal(t, []int{0, 90, 6}, []int{b.Imported, b.Skipped, b.Marked})
	require.Equal(t, 6, returned())
	again, err := s.Import(ctx, later(), nil)
	require.NoError(t, err)
	require.Zero(t, again.ID, "a third time changes nothing")
	require.NoError(t, s.UndoBatch(ctx, b.ID))
	require.Zero(t, returned())
	require.NoError(t, s.RedoBatch(ctx, b.ID))
	require.Equal(t, 6, returned())
	findings, err := s.Check(ctx)
	require.NoError(t, err)
	for _, f := range findings {
		require.Empty(t, f.Faults, f.Name)
	}
}
