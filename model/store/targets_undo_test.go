package store

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// TestAHandMadeTargetComesBackWhenTheImportOverItIsUndone: an import puts a typed target
// aside; undone, the typed one stands again, but not one that was taken away by hand.
func TestAHandMadeTargetComesBackWhenTheImportOverItIsUndone(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	march, april := model.MustMonth("2026-03"), model.MustMonth("2026-04")
	typed := model.Target{Month: march, Level: model.LevelTarget, Metric: model.MetricAmount, Value: 10}
	put(t, s, &typed)
	undone := model.Target{Month: april, Level: model.LevelTarget, Metric: model.MetricAmount, Value: 20}
	creation := put(t, s, &undone)
	require.NoError(t, s.Undo(ctx, creation))
	row := func(m model.Month, value int64) model.TargetRow {
		return model.TargetRow{Month: m, Level: model.LevelTarget, Metric: model.MetricAmount, Region: model.NoRef, Department: model.NoRef,
			Employee: model.NoRef, Customer: model.NoRef, Product: model.NoRef, Value: value}
	}
	batch, err := s.Import(ctx, &model.Import{Batch: model.ImportBatch{Kind: model.BatchTargets, File: "t", FileHash: "t"},
		Targets: []model.TargetRow{row(march, 11), row(april, 22)}}, nil)
	require.NoError(t, err)
	values := func() (out []int64) {
		targets, err := s.AllTargets(ctx, march, april)
		require.NoError(t, err)
		for _, x := range targets {
			out = append(out, x.Value)
		}
		return out
	}
	require.Equal(t, []int64{11, 22}, values())
	require.NoError(t, s.UndoBatch(ctx, batch.ID))
	require.Equal(t, []int64{10}, values())
	require.NoError(t, s.RedoBatch(ctx, batch.ID))
	require.Equal(t, []int64{11, 22}, values())
	require.NoError(t, s.UndoBatch(ctx, batch.ID))
	_, err = s.Edit(ctx, func(e *Edit) error { return Remove(e, &typed) })
	require.NoError(t, err)
	require.NoError(t, s.RedoBatch(ctx, batch.ID))
	require.NoError(t, s.UndoBatch(ctx, batch.ID))
	require.Empty(t, values())
}
