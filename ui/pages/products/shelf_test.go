package products

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/testkit"
)

// TestWhatIsNotOnSaleShowsOnDemand: the price and the listing of a delisted product can be
// seen and mended.
func TestWhatIsNotOnSaleShowsOnDemand(t *testing.T) {
	a := counter(t)
	all, err := store.Find(context.Background(), a.Store, model.Product{})
	require.NoError(t, err)
	gone := all[0]
	gone.Delisted = model.MustDate("2026-01-01")
	_, err = a.Store.Edit(context.Background(), func(e *store.Edit) error { return store.Put(e, &gone) })
	require.NoError(t, err)
	s := start(t, testkit.Setup{}, a, TabPrices, wide, high)
	names := func(m *matrix) []string {
		var out []string
		for _, r := range m.grid.Rows() {
			out = append(out, r[1])
		}
		return out
	}
	prices := s.page.parts[TabPrices].(*pricesTab)
	require.NotContains(t, names(prices.matrix), gone.Name+"(不在架)")
	prices.every.Tapped(nil)
	s.reloaded(t)
	require.Contains(t, names(prices.matrix), gone.Name+"(不在架)")

	s = start(t, testkit.Setup{}, a, TabListing, wide, high)
	listing := s.page.parts[TabListing].(*listingTab)
	require.NotContains(t, names(listing.matrix), gone.Name+"(不在架)")
	listing.every.Tapped(nil)
	s.reloaded(t)
	require.Contains(t, names(listing.matrix), gone.Name+"(不在架)")
	listing.switcher.Choose("卖了没上架")
	require.False(t, listing.every.Visible(), "it says nothing about the lists")
}
