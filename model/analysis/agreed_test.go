package analysis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// TestVolumeFlagsByWhatWasAgreed: a floor price decides where one is set, an agreed area
// stands in place of the region of the file, and the policy in force gives the tier.
func TestVolumeFlagsByWhatWasAgreed(t *testing.T) {
	d := directoryOf("A")
	july := model.MustDate("2026-07-02")
	run := func(a *Agreed, region int, amount string) Flag {
		var own []sale
		for _, day := range []string{"2026-03-02", "2026-04-02", "2026-05-02", "2026-06-02"} {
			own = append(own, sale{day: day, customer: 1, units: 100, amount: "1000", region: 2})
		}
		own = append(own, sale{day: "2026-07-02", customer: 1, units: 200, amount: amount, region: model.ID(region)})
		l := &Ledger{Facts: factsOf(own...)}
		h := NewHistory(l, july, 1)
		h.Agreed = a
		flags := Flags(l, h, d)
		require.Len(t, flags, 1)
		return flags[0]
	}
	floor := func(tier string, price string, from string) model.ProductPrice {
		return model.ProductPrice{ProductID: 1, Kind: model.PriceFloor, Tier: tier, Price: model.MustMoney(price), From: model.MustDate(from)}
	}
	low := NewAgreed(nil, nil, []model.ProductPrice{floor("", "8", "2026-01-01")})
	f := run(low, 2, "1800")
	require.Equal(t, Surge, f.Suspicion, "9.00 fell below the list price, but not below the floor of 8.00")
	require.False(t, f.PriceFell())
	f = run(low, 2, "1598")
	require.Equal(t, Diversion, f.Suspicion, "7.99")
	require.Equal(t, 1, f.BelowFloor)

	late := NewAgreed(nil, nil, []model.ProductPrice{floor("", "9.50", "2026-07-03")})
	require.True(t, run(late, 2, "1800").PriceFell(), "a floor from tomorrow on says nothing of today")

	tiers := NewAgreed(nil, []model.CustomerPolicy{{CustomerID: 1, PriceTier: "一级", From: model.MustDate("2026-06-01")}},
		[]model.ProductPrice{floor("", "8", "2026-01-01"), floor("一级", "9.20", "2026-01-01")})
	require.Equal(t, 1, run(tiers, 2, "1800").BelowFloor, "the tier of the policy has a floor of its own")

	area := NewAgreed([]model.CustomerArea{{CustomerID: 1, RegionID: 3}}, nil, nil)
	require.Equal(t, Surge, run(area, 3, "2000").Suspicion, "the agreed area, not the region of the file")
	require.Equal(t, 1, run(area, 2, "2000").OutOfArea)
}
