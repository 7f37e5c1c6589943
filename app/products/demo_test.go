package products_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/app/demo/records"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/app/products"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

var until = model.MustDate("2026-09-11")

// filled is a store with a small demo region.
func filled(t *testing.T) (*store.Store, *products.Book) {
	t.Helper()
	s := empty(t)
	in := demo.Generate(demo.Options{Customers: 60, Products: 24, Months: 24, Lines: 12_000, Until: until})
	_, err := s.Import(context.Background(), in, nil)
	require.NoError(t, err)
	require.NoError(t, records.Fill(context.Background(), s, 1))
	return s, products.New(s)
}

func empty(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func TestTheFiguresOfTheRangeAreThoseOfTheLedger(t *testing.T) {
	s, b := filled(t)
	ctx := context.Background()
	r, err := b.Range(ctx, 0)
	require.NoError(t, err)
	require.Equal(t, until, r.AsOf)
	facts, err := s.Facts(ctx)
	require.NoError(t, err)
	byProduct, buyers := map[model.ID]model.Money{}, map[model.ID]map[model.ID]bool{}
	active := map[model.ID]bool{}
	for i := range facts.Dates {
		if facts.Dates[i] >= model.MustDate("2025-10-01") && facts.Flags[i].Counts() {
			byProduct[facts.Products[i]] += facts.Amounts[i]
		}
		if facts.Dates[i] > until-90 && facts.Flags[i].Purchase() {
			if buyers[facts.Products[i]] == nil {
				buyers[facts.Products[i]] = map[model.ID]bool{}
			}
			buyers[facts.Products[i]][facts.Customers[i]] = true
			active[facts.Customers[i]] = true
		}
	}
	require.NotEmpty(t, active)
	require.Equal(t, len(active), r.Active)
	var sum model.Money
	for _, item := range r.Items {
		require.Equal(t, byProduct[item.ID], item.Year, item.Name)
		require.Equal(t, item.Year, item.Margin.Sales, item.Name)
		require.Equal(t, len(buyers[item.ID]), item.Buyers, item.Name)
		sum += item.Year
	}
	require.Equal(t, sum, r.Total.Year)
	require.True(t, r.Total.Growth.Known)
	require.Less(t, r.Total.Margin.Covered, r.Total.Year, "some products have no cost")
	require.Equal(t, r.Active, r.Total.Buyers, "who bought anything bought of the range")
}

func TestEveryLevelOfTheTreeAddsUp(t *testing.T) {
	_, b := filled(t)
	r, err := b.Range(context.Background(), 0)
	require.NoError(t, err)
	nodes := r.Tree(r.Items)
	sums := map[products.Level]model.Money{}
	skus := map[products.Level]int{}
	keys := map[string]bool{}
	for _, n := range nodes {
		sums[n.Level] += n.Year
		skus[n.Level] += n.SKUs
		require.False(t, keys[n.Key], n.Key)
		keys[n.Key] = true
		require.LessOrEqual(t, n.Buyers, r.Active)
	}
	for _, level := range []products.Level{products.LevelBrand, products.LevelSeries, products.LevelFlavour, products.LevelSKU} {
		require.Equal(t, r.Total.Year, sums[level], level)
		require.Equal(t, len(r.Items), skus[level], level)
	}
	require.Contains(t, names(nodes), products.Unfilled())
}

func names(nodes []products.Node) []string {
	var out []string
	for _, n := range nodes {
		out = append(out, n.Name)
	}
	return out
}

func TestSalesBelowTheFloorAreThoseARecountFinds(t *testing.T) {
	s, b := filled(t)
	ctx := context.Background()
	period := model.Period{From: model.MustDate("2025-10-01"), To: until}
	below, err := b.BelowFloor(ctx, period, 0)
	require.NoError(t, err)
	require.NotEmpty(t, below.Lines)
	prices, err := b.Prices(ctx)
	require.NoError(t, err)
	facts, err := s.Facts(ctx)
	require.NoError(t, err)
	want := map[model.ID]bool{}
	for i := range facts.Dates {
		if !period.Contains(facts.Dates[i]) || facts.Flags[i] != model.FactFlag(model.LineSale) {
			continue
		}
		floor, ok := prices.FloorFor(facts.Products[i], facts.Customers[i], facts.Dates[i])
		require.True(t, ok)
		if facts.Amounts[i] < facts.Quantities[i].Times(floor)-model.Fen/2 {
			want[facts.Lines[i]] = true
		}
	}
	var loss model.Money
	for _, l := range below.Lines {
		require.True(t, want[l.Line])
		require.Less(t, l.Price, l.Floor)
		require.NotEmpty(t, products.SourceWord(l.Agreed))
		loss += l.Loss()
	}
	require.Len(t, below.Lines, len(want))
	require.Equal(t, loss, below.Loss)
	doc := below.Document("江苏大区", "")
	require.Len(t, doc.Sections[0].Rows, len(want))
	require.Equal(t, int64(loss), doc.Sections[0].Total.Cells[13].Number)
}

func TestMarginsAreTheSameByEveryDimension(t *testing.T) {
	_, b := filled(t)
	period := model.Period{From: model.MustDate("2026-01-01"), To: until}
	var first analysis.Margin
	for i, by := range products.MarginDimensions {
		table, err := b.Margins(context.Background(), by, period, 0)
		require.NoError(t, err)
		require.NotEmpty(t, table.Rows)
		if i == 0 {
			first = table.Total.Margin
			require.Positive(t, table.NoCost)
			require.Contains(t, table.Coverage(), "%")
			continue
		}
		require.Equal(t, first, table.Total.Margin, by)
	}
	require.Positive(t, first.Missing())
	require.Positive(t, first.GiftCost)
}

func TestACardIsTheSKUsOwn(t *testing.T) {
	_, b := filled(t)
	ctx := context.Background()
	r, err := b.Range(ctx, 0)
	require.NoError(t, err)
	c, err := b.Card(ctx, r, r.Items[0].ID, 0)
	require.NoError(t, err)
	var sum model.Money
	for _, m := range c.Months {
		sum += m
	}
	require.Equal(t, c.Item.Year, sum)
	require.Len(t, c.Buyers, 5)
	require.NotEmpty(t, c.Prices)
	require.Positive(t, c.PerUnit)
	gone, err := b.Card(ctx, r, 9999, 0)
	require.NoError(t, err)
	require.Nil(t, gone)
}

// TestLook writes the documents to the folder named by XUNSHI_LOOK, for a person to look at.
func TestLook(t *testing.T) {
	dir := os.Getenv("XUNSHI_LOOK")
	if dir == "" {
		t.Skip("XUNSHI_LOOK names no folder")
	}
	_, b := filled(t)
	ctx := context.Background()
	r, err := b.Range(ctx, 0)
	require.NoError(t, err)
	list, err := b.PriceList(ctx, products.PriceListOptions{Tier: "经销价", On: until, Organisation: "江苏大区"})
	require.NoError(t, err)
	table, err := b.Margins(ctx, products.MarginBySKU, r.Month, 0)
	require.NoError(t, err)
	below, err := b.BelowFloor(ctx, r.Month, 0)
	require.NoError(t, err)
	for name, doc := range map[string]*document.Document{"pricelist": list, "range": r.ProductList(r.Items, "江苏大区"),
		"margin": table.Document("江苏大区", ""), "below": below.Document("江苏大区", "")} {
		for _, ending := range exporting.Endings() {
			require.NoError(t, exporting.Write(ctx, doc, filepath.Join(dir, name+ending)))
		}
	}
}
