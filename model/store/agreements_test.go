package store

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// TestAgreementsAreNeverOlderThanTheLastAct: they come from memory, and every way in which
// they can change is seen: an act, its undo, a merge, a batch of records and its undo.
func TestAgreementsAreNeverOlderThanTheLastAct(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	a, b := model.Customer{Code: "A", Name: "甲"}, model.Customer{Code: "B", Name: "乙"}
	put(t, s, &a, &b)
	var product model.Product
	product.Code, product.Name = "P", "豆奶"
	put(t, s, &product)
	check := func(areas, policies, prices int) []model.CustomerPolicy {
		t.Helper()
		for range 2 { // read, then from memory
			x, y, z, err := s.Agreements(ctx)
			require.NoError(t, err)
			require.Equal(t, []int{areas, policies, prices}, []int{len(x), len(y), len(z)})
		}
		_, policiesNow, _, err := s.Agreements(ctx)
		require.NoError(t, err)
		return policiesNow
	}
	check(0, 0, 0)
	put(t, s, &model.CustomerArea{CustomerID: a.ID, RegionID: 1})
	put(t, s, &model.CustomerPolicy{CustomerID: b.ID, PriceTier: "一级"})
	priced := put(t, s, &model.ProductPrice{ProductID: product.ID, Kind: model.PriceFloor, Price: model.Yuan})
	check(1, 1, 1)
	require.NoError(t, s.Undo(ctx, priced))
	check(1, 1, 0)
	require.NoError(t, s.Redo(ctx, priced))
	keep := customer(t, s, a.ID)
	merged, err := s.Edit(ctx, func(e *Edit) error { return MergeCustomers(e, &keep, b.ID) })
	require.NoError(t, err)
	require.Equal(t, a.ID, check(1, 1, 1)[0].CustomerID, "the policy went along")
	require.NoError(t, s.Undo(ctx, merged))
	require.Equal(t, b.ID, check(1, 1, 1)[0].CustomerID)
	batch, err := s.ImportRecords(ctx, model.ImportBatch{Kind: model.BatchProducts, File: "p", FileHash: "p"}, func(r *RecordBatch) error {
		return CreateAll(r, []model.ProductPrice{{ProductID: product.ID, Kind: model.PriceCost, Price: model.Yuan}})
	})
	require.NoError(t, err)
	check(1, 1, 2)
	require.NoError(t, s.UndoBatch(ctx, batch.ID))
	check(1, 1, 1)
	require.NoError(t, s.RedoBatch(ctx, batch.ID))
	check(1, 1, 2)
}
