package store

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// A payment that stands in two files counts once; a row of two entries is skipped only if
// both are known.
func TestPaymentsInTwoFilesCountOnce(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	file := func(amounts ...string) *model.Import {
		in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchPayments}, Customers: []model.Customer{{Code: "K1", Name: "甲"}}}
		for i, a := range amounts {
			in.Entries = append(in.Entries, model.EntryRow{RowNo: i/2 + 2, Kind: model.EntryReceipt, Date: model.MustDate("2026-03-02"),
				Amount: model.MustMoney(a)})
		}
		return in
	}
	take := func(in *model.Import) *model.ImportBatch {
		b, err := s.Import(ctx, in, nil)
		require.NoError(t, err)
		return b
	}
	take(file("1", "2"))
	skip, _, err := s.Duplicates(ctx, file("1", "2", "1", "9"))
	require.NoError(t, err)
	require.Equal(t, []bool{true, true, false, false}, skip)
	b := take(file("1", "2", "1", "9"))
	require.Equal(t, []any{1, 2, model.MustMoney("-10")}, []any{b.Skipped, b.Imported, b.Amount})
	require.Zero(t, take(file("9", "2")).ID)
}
