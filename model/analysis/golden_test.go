package analysis

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// Golden case 1: September, 11 days in, target 120,000, actual 35,000.
func TestProgressGolden(t *testing.T) {
	month := model.MustMonth("2026-09")
	e := Calendar{}.Elapsed(month.Period(), model.MustDate("2026-09-11"))
	p := NewProgress(int64(35_000*model.Yuan), Some(int64(120_000*model.Yuan)), e)
	require.Equal(t, Some(291_667), p.Attainment, "29.17%")
	require.Equal(t, Some(366_667), p.TimeProgress, "36.67%")
	require.Equal(t, Some(-75_000), p.Gap, "-7.50 points")
	require.Equal(t, Some(int64(44_000*model.Yuan)), p.Due)
	require.Equal(t, model.MustMoney("4473.68"), model.Money(p.RunRate.N).RoundFen())
	require.Equal(t, 19, e.DaysLeft())
	require.Equal(t, Some(795_455), p.Pace, "35,000 of 44,000 due")
}

// Golden case 4, and what a report must say without a target or days left.
func TestProgressEdges(t *testing.T) {
	month := model.MustMonth("2026-09")
	half := Calendar{}.Elapsed(month.Period(), model.MustDate("2026-09-15"))
	over := NewProgress(130, Some(120), half)
	require.Positive(t, over.Gap.N)
	require.Equal(t, Some(0), over.RunRate)
	for _, none := range []Value{{}, Some(0), Some(-5)} {
		p := NewProgress(130, none, half)
		require.False(t, p.Attainment.Known || p.Gap.Known || p.RunRate.Known || p.Target.Known)
		require.Equal(t, Some(500_000), p.TimeProgress)
	}
	done := Calendar{}.Elapsed(month.Period(), month.Last())
	require.False(t, NewProgress(1, Some(120), done).RunRate.Known, "no days left")
	before := Calendar{}.Elapsed(month.Period(), month.First()-1)
	require.Equal(t, Some(0), before.TimeProgress())
	require.False(t, NewProgress(0, Some(120), before).Pace.Known)
}

func TestCalendars(t *testing.T) {
	month := model.MustMonth("2026-10")
	until := model.MustDate("2026-10-10")
	work := Calendar{Kind: WorkingDays, Holidays: map[model.Date]bool{}, Makeup: map[model.Date]bool{until: true}}
	for d := month.First(); d <= model.MustDate("2026-10-07"); d++ {
		work.Holidays[d] = true
	}
	e := work.Elapsed(month.Period(), until) // 8th, 9th and the made-up Saturday
	require.Equal(t, 3, e.Days)
	require.Equal(t, 18, e.OfDays)
	require.Equal(t, Some(166_667), e.TimeProgress())

	weights := Calendar{Kind: DayWeights, Weekdays: [7]int{0, 100, 100, 100, 100, 150, 50}}
	e = weights.Elapsed(model.Period{From: model.MustDate("2026-09-07"), To: model.MustDate("2026-09-13")}, model.MustDate("2026-09-11"))
	require.Equal(t, Some(916_667), e.TimeProgress(), "550 of 600")
	require.Equal(t, Some(2000), e.PerDay(1000), "half a day left asks for double the daily rate")
	require.False(t, Calendar{Kind: DayWeights}.Elapsed(month.Period(), until).TimeProgress().Known)
}

func TestCompareTakesEqualNumbersOfDays(t *testing.T) {
	c, ok := Compare(model.MustMonth("2026-03"), model.MustDate("2026-03-10"))
	require.True(t, ok)
	require.Equal(t, 10, c.Now.Days())
	require.Equal(t, 10, c.Before.Days())
	require.Equal(t, model.MustDate("2025-03-10"), c.LastYear.To)
	c, _ = Compare(model.MustMonth("2026-03"), model.MustDate("2026-05-10"))
	require.Equal(t, model.MustMonth("2026-02").Period(), c.Before)
	_, ok = Compare(model.MustMonth("2026-03"), model.MustDate("2026-02-28"))
	require.False(t, ok)
	require.False(t, Growth(100, 0).Known)
	require.False(t, Growth(100, -5).Known)
	require.Equal(t, Some(-250_000), Growth(75, 100))
}

// Golden case 2.
func TestCreditSplit(t *testing.T) {
	got := Credited(5*model.Yuan, Hundred) + Credited(10*model.Yuan, Hundred/2)
	require.Equal(t, 10*model.Yuan, got)
	require.Equal(t, []int64{34, 33, 33}, Split(100, []int64{1, 1, 1}))
	require.Equal(t, []int64{-34, -33, -33}, Split(-100, []int64{1, 1, 1}))
	require.Equal(t, []int64{0, 0}, Split(100, []int64{0, 0}))
}

// Golden cases 5 and 6.
func TestDistributionAndAccuracy(t *testing.T) {
	yuan := func(n int64) model.Money { return model.Money(n) * model.Yuan }
	nd, wd := Distribution([]model.Money{yuan(10), yuan(20), yuan(10), yuan(50), yuan(20)}, []bool{true, true, false, false, true})
	require.Equal(t, Some(600_000), nd)
	require.Equal(t, Some(454_545), wd)
	wape, bias := Accuracy([]int64{1000, 10}, []int64{950, 25})
	require.Equal(t, Some(64_356), wape)
	require.Equal(t, Some(-34_653), bias)
	wape, _ = Accuracy(nil, nil)
	require.False(t, wape.Known)
}

// A column of shares adds up to exactly 100, whatever the figures.
func TestSharesAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		values := make([]int64, 1+r.IntN(60))
		var sum int64
		for i := range values {
			values[i] = r.Int64N(1e13) - 1e12
			sum += values[i]
		}
		for decimals := range 3 {
			var total int64
			step := Hundred / []int64{100, 1000, 10000}[decimals]
			for i, s := range Shares(values, decimals) {
				if sum <= 0 {
					require.False(t, s.Known)
					continue
				}
				total += s.N
				require.Zero(t, s.N%step)
				require.InDelta(t, float64(values[i])/float64(sum)*float64(Hundred), float64(s.N), float64(step))
			}
			if sum > 0 {
				require.Equal(t, Hundred, total)
			}
		}
	}
	require.Equal(t, []Value{Some(333_000 + 1000), Some(333_000), Some(333_000)}, Shares([]int64{1, 1, 1}, 1))
	require.Equal(t, []Value{{}, {}}, Shares([]int64{5, -5}, 1))
}

func TestABC(t *testing.T) {
	require.Equal(t, []Class{'A', 'C', 'B', 'C'}, ABC([]int64{85, 5, 10, 0}, 800_000, 950_000))
	require.Equal(t, []Class{'C', 'C'}, ABC([]int64{0, -1}, 800_000, 950_000))
	require.Equal(t, []Class{'A'}, ABC([]int64{7}, 800_000, 950_000))
}

func TestQuantileIsTheSpreadsheets(t *testing.T) {
	require.EqualValues(t, 37, QuantileScaled([]int64{1, 2, 3, 4}, 9, 10), "PERCENTILE.INC({1,2,3,4},0.9)=3.7")
	require.EqualValues(t, 7, QuantileScaled([]int64{1, 2, 3, 4}, 1, 4), "QUARTILE.INC 1 is 1.75")
	require.EqualValues(t, 50, QuantileScaled([]int64{5}, 9, 10))
	require.Zero(t, QuantileScaled(nil, 9, 10))
}

// Golden case 7: one invoice not yet due, a receipt nothing takes.
func TestAgeingGolden(t *testing.T) {
	on := model.MustDate("2026-09-11")
	yuan := func(n int64) model.Money { return model.Money(n) * model.Yuan }
	a := Age([]model.ReceivableEntry{
		{Kind: model.EntryInvoice, Date: on - 5, Due: on + 25, Amount: yuan(1000), DocNo: "A"},
		{Kind: model.EntryInvoice, Date: on - 80, Due: on - 50, Amount: yuan(300), DocNo: "B"},
		{Kind: model.EntryReceipt, Date: on - 1, Amount: yuan(450), DocNo: "B"},
		{Kind: model.EntryReceipt, Date: on + 1, Amount: yuan(999)},
	}, on, 30)
	require.Equal(t, Ageing{NotDue: yuan(850)}, a, "the named document first, the rest to the next due")
	a = Age([]model.ReceivableEntry{
		{Kind: model.EntryInvoice, Date: on - 5, Due: on + 25, Amount: yuan(100)},
		{Kind: model.EntryReceipt, Date: on - 1, Amount: yuan(450)},
	}, on, 30)
	require.Equal(t, Ageing{Unapplied: yuan(-350)}, a)
	require.Equal(t, yuan(-350), a.Balance())
}

// The buckets add up to the balance on any day, whatever the entries.
func TestAgeingAddsUpOnAnyDay(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	start := model.MustDate("2025-01-01")
	kinds := []model.EntryKind{model.EntryInvoice, model.EntryReceipt, model.EntryAdjust}
	for range 200 {
		entries := make([]model.ReceivableEntry, r.IntN(40))
		for i := range entries {
			entries[i] = model.ReceivableEntry{Record: model.Record{ID: model.ID(i + 1)}, CustomerID: model.ID(1 + r.IntN(3)),
				Kind: kinds[r.IntN(3)], Date: start + model.Date(r.IntN(300)), Amount: model.Money(r.Int64N(1e9) - 1e8)}
			if r.IntN(2) == 0 {
				entries[i].Due = entries[i].Date + model.Date(r.IntN(120))
				entries[i].DocNo = string(rune('a' + r.IntN(8)))
			}
		}
		on := start + model.Date(r.IntN(400))
		month := on.Month()
		var balance, sum model.Money
		for _, e := range entries {
			if e.Date <= on {
				balance += e.Effect()
			}
		}
		for _, a := range Accounts(entries, model.Period{From: month.First(), To: on}, func(model.ID) int { return 30 }) {
			require.Equal(t, a.Balance(), a.Ageing.Balance())
			require.LessOrEqual(t, a.Ageing.Unapplied, model.Money(0))
			require.GreaterOrEqual(t, min(a.Ageing.NotDue, a.Ageing.Overdue()), model.Money(0))
			sum += a.Balance()
		}
		require.Equal(t, balance, sum)
	}
}
