package analysis

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRFMFixedCutsForFewCustomers(t *testing.T) {
	const yuan = 10_000
	cases := []struct {
		in   Activity
		want Score
	}{
		{Activity{Days: 0, Purchases: 24, Amount: 500_001 * yuan}, Score{5, 5, 5}},
		{Activity{Days: 14, Purchases: 23, Amount: 500_000 * yuan}, Score{5, 4, 4}},
		{Activity{Days: 15, Purchases: 11, Amount: 200_000 * yuan}, Score{4, 3, 3}},
		{Activity{Days: 60, Purchases: 5, Amount: 50_000 * yuan}, Score{3, 2, 2}},
		{Activity{Days: 90, Purchases: 3, Amount: 10_000 * yuan}, Score{2, 2, 1}},
		{Activity{Days: 91, Purchases: 1, Amount: -5}, Score{1, 1, 1}},
		{Activity{}, Score{}},
	}
	var all []Activity
	for _, c := range cases {
		all = append(all, c.in)
	}
	got, cuts := RFM(all)
	require.False(t, cuts.Quantile)
	for i, c := range cases {
		require.Equal(t, c.want, got[i], "%+v", c.in)
		require.Equal(t, c.in.Purchases > 0, got[i].Known())
	}
}

func TestRFMQuantiles(t *testing.T) {
	var all []Activity
	for i := range 100 {
		all = append(all, Activity{Days: i + 1, Purchases: 100 - i, Amount: int64(100-i) * 1000})
	}
	all = append(all, Activity{Days: 3}) // never bought: neither scored nor counted
	got, cuts := RFM(all)
	require.True(t, cuts.Quantile)
	count := map[Score]int{}
	for _, s := range got[:100] {
		require.Equal(t, s.F, s.M)
		require.Equal(t, s.R, s.F, "who bought last bought most here")
		count[s]++
	}
	for p := int8(1); p <= 5; p++ {
		require.Equal(t, 20, count[Score{p, p, p}], "points %d", p)
	}
	require.Zero(t, got[100])
}

func TestRFMEqualValuesHaveEqualPoints(t *testing.T) {
	all := make([]Activity, 60)
	for i := range all {
		all[i] = Activity{Days: 7, Purchases: 4, Amount: 10}
	}
	got, _ := RFM(all)
	for _, s := range got {
		require.Equal(t, got[0], s)
	}
	none, cuts := RFM(nil)
	require.Empty(t, none)
	require.False(t, cuts.Quantile)
}
