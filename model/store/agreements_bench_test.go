package store

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// BenchmarkAgreements asks what was agreed with 12,000 customers over 400 products, as every
// report does: again and again, mostly with nothing changed.
func BenchmarkAgreements(b *testing.B) {
	s, ctx := openTemp(b), context.Background()
	_, err := s.Edit(ctx, func(e *Edit) error {
		areas, policies := make([]model.CustomerArea, 4000), make([]model.CustomerPolicy, 4000)
		for i := range areas {
			areas[i] = model.CustomerArea{CustomerID: model.ID(i + 1), RegionID: 1}
			policies[i] = model.CustomerPolicy{CustomerID: model.ID(i + 1), PriceTier: "一级"}
		}
		prices := make([]model.ProductPrice, 2400)
		for i := range prices {
			prices[i] = model.ProductPrice{ProductID: model.ID(i/6 + 1), Kind: model.PriceTier, Price: 10_000}
		}
		for i := range areas {
			if err := Put(e, &areas[i]); err != nil {
				return err
			}
			if err := Put(e, &policies[i]); err != nil {
				return err
			}
		}
		for i := range prices {
			if err := Put(e, &prices[i]); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(b, err)
	for b.Loop() {
		areas, policies, prices, err := s.Agreements(ctx)
		require.NoError(b, err)
		require.Equal(b, []int{4000, 4000, 2400}, []int{len(areas), len(policies), len(prices)})
	}
}
