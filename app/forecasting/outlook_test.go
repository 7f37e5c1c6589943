package forecasting

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// shop sells every month of a span: two customers in two regions, of one product, the
// second region five times the first, the season from 1 in January to 12 in December.
func shop(t *testing.T, s *store.Store, from, to string) {
	t.Helper()
	in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchSales, File: from, FileHash: from + to},
		Regions:        []model.Region{{Code: "E", Name: "华东"}, {Code: "W", Name: "华西"}},
		Customers:      []model.Customer{{Code: "A", Name: "甲"}, {Code: "B", Name: "乙"}},
		CustomerRegion: []model.Ref{0, 1},
		Products:       []model.Product{{Code: "P", Name: "豆奶", Category: "豆奶"}}}
	end := model.MustDate(to)
	for m := model.MustMonth(from); m.First() <= end; m++ {
		_, month := m.YM()
		for c, size := range []int64{1, 5} {
			region := model.Ref(c)
			if c == 1 {
				region = model.NoRef // the line does not say: the customer's region counts
			}
			v := size * int64(month)
			in.Lines = append(in.Lines, model.LineRow{RowNo: len(in.Lines) + 2, Date: min(end, m.First()+9), OrderNo: m.String(),
				Customer: model.Ref(c), Product: 0, Employee: model.NoRef, Region: region, Department: model.NoRef,
				Quantity: model.Quantity(v) * model.Unit, Amount: model.Money(v) * 100 * model.Yuan})
		}
	}
	_, err := s.Import(context.Background(), in, nil)
	require.NoError(t, err)
}

func newForecaster(t *testing.T) *Forecaster {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return New(s)
}

func ask(t *testing.T, f *Forecaster, q Request) *Outlook {
	t.Helper()
	o, err := f.Outlook(context.Background(), q, nil)
	require.NoError(t, err)
	return o
}

func TestRegionsAddUpToTheWhole(t *testing.T) {
	f := newForecaster(t)
	shop(t, f.store, "2022-01", "2025-12-31")
	o := ask(t, f, Request{By: ByRegion, Months: 6, Today: model.MustDate("2026-01-05")})
	require.Equal(t, model.MustMonth("2025-12"), o.Origin)
	require.Len(t, o.Nodes, 2)
	require.Equal(t, "华西", o.Nodes[0].Name, "the largest first; its lines say no region, its customer does")
	for m := range o.Total.Points {
		require.Equal(t, o.Total.Points[m].Value, o.Nodes[0].Points[m].Value+o.Nodes[1].Points[m].Value)
	}
	june := o.Nodes[1].Points[5]
	require.InDelta(t, 600, float64(june.Value)/float64(model.Yuan), 60, "June is six times January")
	require.LessOrEqual(t, june.Lower, june.Value)
	require.GreaterOrEqual(t, june.Upper, june.Value)
	last, ok := o.LastYear(&o.Nodes[1], june.Month)
	require.True(t, ok)
	require.EqualValues(t, 600*model.Yuan, last)
	require.True(t, o.Judged.Tested.WAPE.Known)
}

func TestAMonthStillRunningIsNoHistory(t *testing.T) {
	f := newForecaster(t)
	shop(t, f.store, "2024-01", "2025-12-10")
	o := ask(t, f, Request{By: ByProduct, Months: 1, Today: model.MustDate("2025-12-11")})
	require.Equal(t, model.MustMonth("2025-11"), o.Origin)
	require.Len(t, o.Nodes[0].History, 23)
	require.Contains(t, strings.Join(o.Notes, ""), "2025-12")
	o = ask(t, f, Request{By: ByProduct, Months: 1, Today: model.MustDate("2026-01-01")})
	require.Equal(t, model.MustMonth("2025-12"), o.Origin, "the month is over, whatever its last day with sales")
}

func TestWithoutSalesItSaysWhy(t *testing.T) {
	f := newForecaster(t)
	o := ask(t, f, Request{By: ByCustomer, Months: 3})
	require.NotEmpty(t, o.Empty)
	require.Equal(t, o.Empty, o.Document("本区", document.Yuan).Sections[0].Empty)
	shop(t, f.store, "2025-12", "2025-12-10")
	o = ask(t, f, Request{By: ByCustomer, Months: 3, Today: model.MustDate("2025-12-11")})
	require.NotEmpty(t, o.Empty, "not one whole month")
	_, err := f.Outlook(context.Background(), Request{By: "colour", Months: 3}, nil)
	_, isFault := model.AsFault(err)
	require.True(t, isFault)
}

// TestKeptForecastsAreJudged: a forecast kept in June is judged by what July and August
// brought, and the manager's figure beside the machine's.
func TestKeptForecastsAreJudged(t *testing.T) {
	f, ctx := newForecaster(t), context.Background()
	shop(t, f.store, "2023-01", "2025-06-30")
	july := model.MustMonth("2025-07")
	june := Request{By: ByTotal, Metric: model.MetricQuantity, Months: 2, Today: model.MustDate("2025-07-01")}
	o := ask(t, f, june)
	require.False(t, o.Judged.Kept.WAPE.Known)
	_, err := f.Keep(ctx, o)
	require.NoError(t, err)
	_, err = f.Keep(ctx, o)
	require.NoError(t, err, "kept again it replaces the first")
	june.Origin = o.Origin
	_, err = f.SetOverride(ctx, june, 0, july, 40_000, " ")
	require.Error(t, err, "without a reason")
	operation, err := f.SetOverride(ctx, june, 0, july, 40_000, "新客户开业")
	require.NoError(t, err)
	o = ask(t, f, june)
	require.EqualValues(t, 40_000, o.Total.Points[0].Expected())
	require.Equal(t, "新客户开业", o.Total.Points[0].Override.Reason)

	shop(t, f.store, "2025-07", "2025-08-31")
	later := ask(t, f, Request{By: ByTotal, Metric: model.MetricQuantity, Months: 2, Today: model.MustDate("2025-09-01")})
	kept := later.Judged.Kept
	require.Equal(t, 2, kept.Months)
	wape, bias := analysis.Accuracy([]int64{42_000, 48_000}, []int64{o.Total.Points[0].Value, o.Total.Points[1].Value})
	require.Equal(t, wape, kept.WAPE)
	require.Equal(t, bias, kept.Bias)
	require.Equal(t, 1, later.Judged.Override.Months)
	require.EqualValues(t, 47_619, later.Judged.Override.WAPE.N, "40 for 42: 4.76%")
	require.Equal(t, 1, later.Judged.Machine.Months)

	require.NoError(t, f.Undo(ctx, operation))
	require.Nil(t, ask(t, f, june).Total.Points[0].Override)
	operation, err = f.SetOverride(ctx, june, 0, july, 41_000, "再想想")
	require.NoError(t, err)
	require.NotEmpty(t, operation)
	_, err = f.DropOverride(ctx, june, 0, july)
	require.NoError(t, err)
	require.Nil(t, ask(t, f, june).Total.Points[0].Override)
}

func TestTheFileHoldsWhatTheOutlookSays(t *testing.T) {
	f, ctx := newForecaster(t), context.Background()
	shop(t, f.store, "2023-01", "2025-12-31")
	o := ask(t, f, Request{By: ByCustomer, Months: 2, Today: model.MustDate("2026-01-05")})
	q := o.Request
	_, err := f.SetOverride(ctx, q, o.Nodes[0].ID, o.Origin+1, 7*int64(model.Yuan), "停业,一周")
	require.NoError(t, err)
	o = ask(t, f, q)
	path := filepath.Join(t.TempDir(), "f.csv")
	require.NoError(t, WriteOutlook(ctx, path, o))
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff"))).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"id", "name", "month", "forecast", "lower", "upper", "method", "override", "reason"}, rows[0])
	require.Len(t, rows, 5)
	require.Equal(t, []string{"B", "乙", "2026-01"}, rows[1][:3])
	require.Equal(t, []string{"7", "停业,一周"}, rows[1][7:])
	require.Equal(t, model.Money(o.Nodes[1].Points[1].Value).String(), rows[4][3])

	d := o.Document("本区", document.Yuan)
	s := d.Sections[0]
	require.Len(t, s.Rows, 2)
	sum := o.Sum()
	require.Equal(t, 7*int64(model.Yuan)+o.Nodes[1].Points[0].Value, sum.Points[0].Expected())
	require.Equal(t, sum.Points[0].Expected(), s.Total.Cells[2].Number)
}

// TestAnOutlookIsMadeOnce: asked again it is the same, with what the manager said since, and
// nobody's copy changes another's.
func TestAnOutlookIsMadeOnce(t *testing.T) {
	f := newForecaster(t)
	shop(t, f.store, "2023-01", "2025-12-31")
	q := Request{By: ByCustomer, Months: 3, Today: model.MustDate("2026-01-05")}
	first := ask(t, f, q)
	var calls int
	again, err := f.Outlook(context.Background(), q, func(int, int) { calls++ })
	require.NoError(t, err)
	require.Zero(t, calls, "it was not forecast anew")
	require.Equal(t, first, again)

	node := first.Nodes[0]
	_, err = f.SetOverride(context.Background(), first.Request, node.ID, node.Points[0].Month, 7, "促销")
	require.NoError(t, err)
	require.EqualValues(t, 7, ask(t, f, q).Nodes[0].Points[0].Expected())
	require.Nil(t, first.Nodes[0].Points[0].Override, "the copies are apart")
	_, err = f.DropOverride(context.Background(), first.Request, node.ID, node.Points[0].Month)
	require.NoError(t, err)
	require.Equal(t, first, ask(t, f, q), "and nothing of it stays in what is kept")

	shop(t, f.store, "2026-01", "2026-02-28")
	q.Today = model.MustDate("2026-03-05")
	require.Equal(t, model.MustMonth("2026-02"), ask(t, f, q).Origin, "the ledger has grown")
}
