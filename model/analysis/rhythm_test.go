package analysis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

type sale struct {
	day      string
	customer model.ID
	units    int64
	amount   string
	kind     model.LineKind
	returned bool
	region   model.ID
}

func factsOf(sales ...sale) *model.Facts {
	f := &model.Facts{}
	for _, s := range sales {
		f.Dates = append(f.Dates, model.MustDate(s.day))
		f.Customers = append(f.Customers, s.customer)
		f.Products = append(f.Products, 1)
		f.Regions = append(f.Regions, s.region)
		f.Quantities = append(f.Quantities, model.Quantity(s.units)*model.Unit)
		f.Amounts = append(f.Amounts, model.MustMoney(s.amount))
		f.Flags = append(f.Flags, model.MakeFlag(s.kind, s.returned))
	}
	return f
}

// Golden case 8: a return, a gift or a sale that came back moves neither the last purchase
// date nor 进货次数; two orders of one day are one purchase.
func TestReturnsAreNoPurchase(t *testing.T) {
	f := factsOf(
		sale{day: "2026-08-03", customer: 1, units: 10, amount: "100"},
		sale{day: "2026-08-03", customer: 1, units: 5, amount: "50"},
		sale{day: "2026-09-01", customer: 1, units: 4, amount: "40"},
		sale{day: "2026-09-05", customer: 1, units: -4, amount: "-40", kind: model.LineReturn},
		sale{day: "2026-09-06", customer: 1, units: 2, amount: "0", kind: model.LineGift},
		sale{day: "2026-09-07", customer: 1, units: 9, amount: "90", returned: true},
	)
	h := NewHistory(&Ledger{Facts: f}, model.MustDate("2026-09-11"), 1)
	require.Equal(t, model.MustDate("2026-09-01"), h.Last[1])
	require.EqualValues(t, 2, h.Count[1])
	require.Equal(t, 1, h.Purchases(1, model.MustMonth("2026-08")))
	require.Equal(t, 1, h.Purchases(1, model.MustMonth("2026-09")))
	require.Equal(t, []int32{29}, h.Gaps(1))
	require.Equal(t, model.Money(0), h.Net(1, model.MustMonth("2026-09")))
	require.Equal(t, int64(2*model.Unit), h.Volume(1, model.MustMonth("2026-09")))
	require.Zero(t, h.Purchases(1, model.MustMonth("2030-01")))
}

func TestHistoryAgreesWithTheLines(t *testing.T) {
	f, _ := ledger(5, 4000, 400, 25, 6, 4, 3)
	until := model.MustDate("2024-11-17")
	h := NewHistory(&Ledger{Facts: f}, until, 25)
	days := map[model.ID]map[model.Date]bool{}
	type key struct {
		c model.ID
		m model.Month
	}
	net, last := map[key]model.Money{}, map[model.ID]model.Date{}
	for i := range f.Len() {
		c, d := f.Customers[i], f.Dates[i]
		if d > until {
			continue
		}
		net[key{c, d.Month()}] += line(f, i).Net()
		if f.Flags[i].Purchase() {
			if days[c] == nil {
				days[c] = map[model.Date]bool{}
			}
			days[c][d] = true
			last[c] = d
		}
	}
	for c := model.ID(1); c <= 25; c++ {
		require.EqualValues(t, len(days[c]), h.Count[c])
		require.Equal(t, last[c], h.Last[c])
		var gaps int32
		for _, g := range h.Gaps(c) {
			gaps += g
		}
		first := until
		perMonth := map[model.Month]int{}
		for d := range days[c] {
			first = min(first, d)
			perMonth[d.Month()]++
		}
		require.EqualValues(t, last[c]-first, gaps)
		for m := model.MustMonth("2024-01"); m <= until.Month(); m++ {
			require.Equal(t, net[key{c, m}], h.Net(c, m))
			require.Equal(t, perMonth[m], h.Purchases(c, m))
		}
	}
}

func directoryOf(grades ...string) *model.Directory {
	d := &model.Directory{Customers: map[model.ID]*model.Customer{}, Regions: map[model.ID]*model.Region{
		1: {Record: model.Record{ID: 1}}, 2: {Record: model.Record{ID: 2}, ParentID: 1}, 3: {Record: model.Record{ID: 3}, ParentID: 1}},
		Products: map[model.ID]*model.Product{1: {Record: model.Record{ID: 1}, Price: 10 * model.Yuan}}}
	for i, g := range grades {
		d.Customers[model.ID(i+1)] = &model.Customer{Record: model.Record{ID: model.ID(i + 1)}, Grade: g, RegionID: 2}
	}
	return d
}

func TestGapFlags(t *testing.T) {
	var sales []sale
	for _, d := range []string{"2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22", "2026-07-02"} { // gaps 7 7 7 10
		sales = append(sales, sale{day: d, customer: 1, units: 1, amount: "10", region: 2})
	}
	sales = append(sales, sale{day: "2026-07-05", customer: 2, units: 1, amount: "10", region: 2})
	d := directoryOf("A", "A", "B")
	flags := func(on string) []Flag {
		l := &Ledger{Facts: factsOf(sales...)}
		return Flags(l, NewHistory(l, model.MustDate(on), 3), d)
	}
	require.Empty(t, flags("2026-07-11"), "9 days: within 9.1")
	got := flags("2026-07-12")
	require.Len(t, got, 1)
	require.Equal(t, Flag{Rule: RuleGap, Suspicion: Churn, Customer: 1, Purchases: 5, Last: model.MustDate("2026-07-02"),
		Gap: 10, LimitTenth: 91, Own: true}, got[0])
	got = flags("2026-07-13") // customer 2 has one purchase: median of grade A is 7, it has 8
	require.Len(t, got, 2)
	require.Equal(t, model.ID(1), got[0].Customer, "11 of 9.1 days exceeds more than 8 of 7")
	require.False(t, got[1].Own)
	require.EqualValues(t, 70, got[1].LimitTenth)
}

func TestVolumeFlags(t *testing.T) {
	months := []sale{
		{day: "2026-03-02", units: 100, amount: "1000"}, {day: "2026-04-02", units: 110, amount: "1100"},
		{day: "2026-05-02", units: 90, amount: "900"}, {day: "2026-06-02", units: 100, amount: "1000"}}
	d := directoryOf("A")
	run := func(last sale) []Flag {
		var own []sale
		for _, s := range append(append([]sale{}, months...), last) {
			s.customer = 1
			if s.region == 0 {
				s.region = 2
			}
			own = append(own, s)
		}
		l := &Ledger{Facts: factsOf(own...)}
		return Flags(l, NewHistory(l, model.MustDate("2026-07-02"), 1), d)
	}
	require.Empty(t, run(sale{day: "2026-07-02", units: 110, amount: "1100"}), "Q3 102.5 + 1.5 × 5 = 110")
	loud := run(sale{day: "2026-07-02", units: 111, amount: "1110"})
	require.Len(t, loud, 1)
	require.Equal(t, Surge, loud[0].Suspicion, "list price, own area: volume alone")
	require.EqualValues(t, 110*8*int64(model.Unit), loud[0].LimitEighth)
	cheap := run(sale{day: "2026-07-02", units: 200, amount: "1800"})
	require.Equal(t, Diversion, cheap[0].Suspicion)
	require.Equal(t, Some(900_000), cheap[0].Price)
	away := run(sale{day: "2026-07-02", units: 200, amount: "2000", region: 3})
	require.Equal(t, Diversion, away[0].Suspicion)
	require.Equal(t, 1, away[0].OutOfArea)
	require.Equal(t, Surge, run(sale{day: "2026-07-02", units: 200, amount: "2000", region: 1})[0].Suspicion, "the parent region is theirs too")
	d.Customers[1].WalkIn = true
	require.Empty(t, run(sale{day: "2026-07-02", units: 200, amount: "1800"}), "the walk-in account has no rhythm")
}
