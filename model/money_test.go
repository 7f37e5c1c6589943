package model

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestParseMoneyIsExact(t *testing.T) {
	for text, want := range map[string]Money{
		"0": 0, "16117548.237": 161175482370, "-5": -50000, "+1.5": 15000, ".5": 5000, "7.": 70000,
		"0.00005": 1, "-0.00005": -1, "0.00004": 0,
	} {
		got, err := ParseMoney(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-", ".", "1,000", "1e5", "１", "99999999999999999999", "1.2.3", " 1"} {
		_, err := ParseMoney(text)
		require.Error(t, err, text)
	}
}

func TestMoneyTextReadsBack(t *testing.T) {
	for _, m := range []Money{0, 1, -1, 9999, 10000, -10001, 161175482370} {
		back, err := ParseMoney(m.String())
		require.NoError(t, err)
		require.Equal(t, m, back)
	}
	require.Equal(t, "16117548.237", MustMoney("16117548.2370").String())
}

func TestMulDivRoundsHalfAway(t *testing.T) {
	require.Equal(t, int64(3), MulDiv(5, 1, 2))
	require.Equal(t, int64(-3), MulDiv(-5, 1, 2))
	require.Equal(t, int64(math.MaxInt64), MulDiv(math.MaxInt64, math.MaxInt64, 1))
	require.Equal(t, int64(math.MaxInt64), MulDiv(math.MaxInt64, 7, 7))
	require.Equal(t, MustMoney("37.5"), Quantity(2500).Times(MustMoney("15")))
	require.Equal(t, MustMoney("0.13"), MustMoney("0.125").RoundFen())
}

func TestSameDaysEarlier(t *testing.T) {
	at := func(from, to string) Period { return Period{MustDate(from), MustDate(to)} }
	require.Equal(t, at("2025-09-01", "2025-09-11"), at("2026-09-01", "2026-09-11").MonthsBefore(12))
	require.Equal(t, at("2026-02-01", "2026-02-28"), at("2026-03-01", "2026-03-31").MonthsBefore(1), "a whole month becomes a whole month")
	require.Equal(t, at("2024-02-01", "2024-02-29"), at("2025-02-01", "2025-02-28").MonthsBefore(12))
	require.Equal(t, at("2026-02-01", "2026-02-28"), at("2026-03-01", "2026-03-30").MonthsBefore(1), "a day beyond the month's end becomes its last")
	require.Equal(t, 30, MustMonth("2026-09").Days())
	require.Equal(t, "2026-01", (MustMonth("2025-12") + 1).String())
}

func TestNetOfALine(t *testing.T) {
	sale := SalesLine{Amount: 100}
	returned := SalesLine{Amount: 100, Returned: true}
	back := SalesLine{Amount: -30, Kind: LineReturn}
	require.Equal(t, []Money{100, 0, -30}, []Money{sale.Net(), returned.Net(), back.Net()})
	require.Equal(t, []Money{100, 100, 0}, []Money{sale.Gross(), returned.Gross(), back.Gross()})
	for _, l := range []SalesLine{sale, returned, back, {Amount: -5, Kind: LineReturn, Returned: true}} {
		f := MakeFlag(l.Kind, l.Returned)
		require.Equal(t, l.Net() != 0, f.Counts())
	}
	require.False(t, MakeFlag(LineSale, true).Purchase())
	require.False(t, MakeFlag(LineReturn, false).Purchase())
	require.True(t, MakeFlag(LineSale, false).Purchase())
}
