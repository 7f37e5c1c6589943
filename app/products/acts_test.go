package products_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/products"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

var ctx = context.Background()

func day(s string) model.Date { return model.MustDate(s) }

func money(s string) model.Money { return model.MustMoney(s) }

// shelfOf makes a store with three products of one brand in two spellings.
func shelfOf(t *testing.T) (*store.Store, *products.Book, []model.ID) {
	t.Helper()
	s := empty(t)
	b := products.New(s)
	var ids []model.ID
	for _, p := range []model.Product{
		{Code: "A1", Name: "草莓乳饮", Brand: "岚牧", Series: "果味", Price: money("2.60")},
		{Code: "A2", Name: "芒果乳饮", Brand: "嵐牧", Series: "果味", Price: money("3.80")},
		{Code: "A3", Name: "原味豆奶", Brand: "岚牧", Launched: day("2026-01-01")},
	} {
		_, err := b.Save(ctx, &p)
		require.NoError(t, err)
		ids = append(ids, p.ID)
	}
	return s, b, ids
}

func get(t *testing.T, s *store.Store, id model.ID) *model.Product {
	t.Helper()
	p, err := store.Get[model.Product](ctx, s, id)
	require.NoError(t, err)
	return p
}

func wantFault(t *testing.T, err error, what string) {
	t.Helper()
	require.Error(t, err)
	f, ok := model.AsFault(err)
	require.True(t, ok, "%v is no Fault", err)
	require.Contains(t, f.What, what)
	require.NotEmpty(t, f.Safe)
}

func TestSaveRefusesWhatIsWrong(t *testing.T) {
	s, b, ids := shelfOf(t)
	_, err := b.Save(ctx, &model.Product{Code: "A1", Name: "另一个"})
	wantFault(t, err, "A1")
	var taken products.CodeTaken
	require.ErrorAs(t, err, &taken)
	require.Equal(t, "草莓乳饮", taken.Name)
	for _, p := range []model.Product{
		{Code: "B1", Name: "  "},
		{Name: "x", Barcode: "6901234567893"},
		{Name: "x", UnitsPerCase: -1},
		{Name: "x", UnitsPerCase: 24 * model.Unit, UnitsPerInner: 5 * model.Unit},
		{Name: "x", Launched: day("2026-02-01"), Delisted: day("2026-02-01")},
	} {
		_, err := b.Save(ctx, &p)
		wantFault(t, err, "")
	}
	stale, fresh := *get(t, s, ids[0]), *get(t, s, ids[0])
	fresh.Note = "改过"
	_, err = b.Save(ctx, &fresh)
	require.NoError(t, err)
	stale.Note = "迟了"
	_, err = b.Save(ctx, &stale)
	require.Error(t, err, "somebody changed it meanwhile")
	require.Equal(t, "改过", get(t, s, ids[0]).Note)
}

func TestManyAreChangedAndTakenBackAsOne(t *testing.T) {
	s, b, ids := shelfOf(t)
	category, off := "乳饮", day("2026-10-01")
	operation, err := b.SetMany(ctx, ids, products.Change{Category: &category, Delisted: &off})
	require.NoError(t, err)
	for _, id := range ids {
		require.Equal(t, category, get(t, s, id).Category)
		require.Equal(t, off, get(t, s, id).Delisted)
	}
	require.NoError(t, b.Undo(ctx, operation))
	for _, id := range ids {
		require.Empty(t, get(t, s, id).Category)
		require.True(t, get(t, s, id).Delisted.IsZero())
	}
	require.NoError(t, b.Redo(ctx, operation))
	require.Equal(t, category, get(t, s, ids[2]).Category)

	early := day("2025-12-31")
	_, err = b.SetMany(ctx, ids, products.Change{Delisted: &early})
	wantFault(t, err, "原味豆奶")
	require.Equal(t, off, get(t, s, ids[0]).Delisted, "none is changed when one is refused")
	_, err = b.SetMany(ctx, ids, products.Change{})
	wantFault(t, err, "没有要改的内容")
	_, err = b.SetMany(ctx, []model.ID{999}, products.Change{Category: &category})
	wantFault(t, err, "已经被删除")
}

func TestTwoSpellingsOfABrandBecomeOne(t *testing.T) {
	s, b, ids := shelfOf(t)
	r, err := b.Range(ctx, 0)
	require.NoError(t, err)
	var odd products.Node
	for _, n := range r.Tree(r.Items) {
		if n.Level == products.LevelBrand && n.Word == "嵐牧" {
			odd = n
		}
	}
	require.Equal(t, 1, odd.SKUs)
	operation, changed, err := b.Rename(ctx, odd, " 岚牧 ")
	require.NoError(t, err)
	require.Equal(t, 1, changed)
	require.Equal(t, "岚牧", get(t, s, ids[1]).Brand)
	r, err = b.Range(ctx, 0)
	require.NoError(t, err)
	brands := 0
	for _, n := range r.Tree(r.Items) {
		brands += map[bool]int{true: 1}[n.Level == products.LevelBrand]
	}
	require.Equal(t, 1, brands)
	require.NoError(t, b.Undo(ctx, operation))
	require.Equal(t, "嵐牧", get(t, s, ids[1]).Brand)
	_, _, err = b.Rename(ctx, products.Node{Level: products.LevelSKU}, "x")
	wantFault(t, err, "品牌")
}

func steps(t *testing.T, s *store.Store, product model.ID) []model.ProductPrice {
	t.Helper()
	list, err := store.Find(ctx, s, model.ProductPrice{ProductID: product})
	require.NoError(t, err)
	return list
}

func TestAPriceFromADayOnClosesTheOldOne(t *testing.T) {
	s, b, ids := shelfOf(t)
	tier := func(price string) []products.NewPrice {
		return []products.NewPrice{{Product: ids[0], Kind: model.PriceTier, Tier: "经销价", Price: money(price)},
			{Product: ids[0], List: true, Price: money(price)}}
	}
	_, err := b.SetPrices(ctx, day("2026-01-01"), tier("2.08"))
	require.NoError(t, err)
	operation, err := b.SetPrices(ctx, day("2026-07-01"), tier("2.20"))
	require.NoError(t, err)
	list := steps(t, s, ids[0])
	require.Len(t, list, 2)
	require.Equal(t, day("2026-06-30"), list[0].To)
	require.Equal(t, money("2.20"), list[1].Price)
	require.Equal(t, money("2.20"), get(t, s, ids[0]).Price)
	require.NoError(t, b.Undo(ctx, operation))
	list = steps(t, s, ids[0])
	require.Len(t, list, 1)
	require.True(t, list[0].To.IsZero())
	require.Equal(t, money("2.08"), get(t, s, ids[0]).Price)

	_, err = b.SetPrices(ctx, 0, tier("1"))
	wantFault(t, err, "生效日期")
	_, err = b.SetPrices(ctx, day("2026-07-01"), []products.NewPrice{{Product: ids[0], Price: -1}})
	wantFault(t, err, "小于 0")
	_, err = b.SetPrices(ctx, day("2026-07-01"), []products.NewPrice{{Product: 999, List: true}})
	wantFault(t, err, "已经被删除")
}

func TestAGeneralFloorIsNotThatOfATier(t *testing.T) {
	s, b, ids := shelfOf(t)
	set := func(tier, price string) {
		_, err := b.SetPrices(ctx, day("2026-01-01"), []products.NewPrice{{Product: ids[0], Kind: model.PriceFloor, Tier: tier, Price: money(price)}})
		require.NoError(t, err)
	}
	set("经销价", "1.90")
	set("", "2.00")
	set("", "2.10")
	require.Len(t, steps(t, s, ids[0]), 2, "the second general floor replaces the first of the same day, not that of the tier")
	prices, err := b.Prices(ctx)
	require.NoError(t, err)
	floor, ok := prices.Floor(ids[0], "经销价", day("2026-02-01"))
	require.True(t, ok)
	require.Equal(t, money("1.90"), floor)
	floor, _ = prices.Floor(ids[0], "批发价", day("2026-02-01"))
	require.Equal(t, money("2.10"), floor)
	require.Equal(t, []string{"经销价"}, prices.Tiers())
}

func TestOverlapsAreRefusedInWords(t *testing.T) {
	s, b, ids := shelfOf(t)
	c := model.Customer{Name: "恒源商贸", PriceTier: "经销价"}
	_, err := s.Edit(ctx, func(e *store.Edit) error { return store.Put(e, &c) })
	require.NoError(t, err)
	special := model.ProductPrice{ProductID: ids[0], CustomerID: c.ID, Kind: model.PriceTier, From: day("2026-01-01"), To: day("2026-06-30"), Price: money("2")}
	operation, err := b.SavePrice(ctx, &special)
	require.NoError(t, err)
	next := model.ProductPrice{ProductID: ids[0], CustomerID: c.ID, Kind: model.PriceTier, From: day("2026-06-30"), Price: money("2.1")}
	_, err = b.SavePrice(ctx, &next)
	wantFault(t, err, "2026-01-01 至 2026-06-30")
	next.From = day("2026-07-01")
	_, err = b.SavePrice(ctx, &next)
	require.NoError(t, err)

	prices, err := b.Prices(ctx)
	require.NoError(t, err)
	require.Equal(t, analysis.PriceOfCustomer, prices.Of(ids[0], c.ID, day("2026-06-30")).Source)
	require.Equal(t, money("2.1"), prices.Of(ids[0], c.ID, day("2026-07-01")).Amount)
	require.Equal(t, analysis.PriceOfList, prices.Of(ids[0], 0, day("2026-07-01")).Source)

	list, err := b.Specials(ctx, day("2026-07-01"))
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.True(t, list[0].InForce)
	require.Equal(t, money("2.60"), list[0].Usual.Amount)
	require.NoError(t, b.Undo(ctx, operation))
	_, err = b.RemovePrice(ctx, next.ID)
	require.NoError(t, err)
	require.Empty(t, steps(t, s, ids[0]))

	for _, bad := range []model.ProductPrice{
		{Kind: model.PriceTier, Price: money("1")},
		{ProductID: ids[0], Kind: model.PriceTier},
		{ProductID: ids[0], Kind: model.PriceTier, Price: money("1"), From: day("2026-02-01"), To: day("2026-01-01")},
	} {
		_, err := b.SavePrice(ctx, &bad)
		wantFault(t, err, "")
	}
}

func TestManyPricesAreAdjustedAsOneAct(t *testing.T) {
	s, b, ids := shelfOf(t)
	_, err := b.SetPrices(ctx, day("2026-01-01"), []products.NewPrice{
		{Product: ids[0], Kind: model.PriceTier, Tier: "经销价", Price: money("2.08")},
		{Product: ids[1], Kind: model.PriceTier, Tier: "经销价", Price: money("3.04")},
		{Product: ids[0], Kind: model.PriceFloor, Tier: "经销价", Price: money("2.05")},
		{Product: ids[0], Kind: model.PriceCost, Price: money("1.30")},
	})
	require.NoError(t, err)
	ask := products.Adjustment{Kind: model.PriceTier, Tier: "经销价", Percent: -500, Round: analysis.ToFen, From: day("2026-09-01")}
	list, without, err := b.Preview(ctx, ask)
	require.NoError(t, err)
	require.Equal(t, 1, without, "the third has no such price")
	require.Len(t, list, 2)
	require.Equal(t, money("1.98"), list[0].New)
	require.True(t, list[0].BelowFloor())
	before, after := list[0].Margin()
	require.Equal(t, analysis.Rate(78, 208), before)
	require.Equal(t, analysis.Rate(68, 198), after)
	require.False(t, list[1].Costed)
	require.False(t, list[1].BelowFloor())

	operation, changed, err := b.Adjust(ctx, ask)
	require.NoError(t, err)
	require.Equal(t, 2, changed)
	prices, err := b.Prices(ctx)
	require.NoError(t, err)
	key := analysis.PriceKey{Product: ids[1], Kind: model.PriceTier, Tier: "经销价"}
	require.Equal(t, money("3.04"), prices.On(key, day("2026-08-31")).Price)
	require.Equal(t, money("2.89"), prices.On(key, day("2026-09-01")).Price)
	require.NoError(t, b.Undo(ctx, operation))
	require.Len(t, steps(t, s, ids[1]), 1)

	ask.Percent = 0
	_, _, err = b.Adjust(ctx, ask)
	wantFault(t, err, "没有价格会改变")
	ask.Percent = -10_000
	_, _, err = b.Adjust(ctx, ask)
	wantFault(t, err, "调价幅度")
}

func TestListingAgainstSales(t *testing.T) {
	s, b, ids := shelfOf(t)
	in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchSales, File: "九月.xlsx"}}
	in.Products = []model.Product{{Code: "A1", Name: "草莓乳饮"}, {Code: "A2", Name: "芒果乳饮"}}
	in.Customers = []model.Customer{{Code: "K1", Name: "家家乐超市", Channel: "现代渠道"}, {Code: "K2", Name: "鼎丰批发", Channel: "流通"}}
	for i, c := range []model.Ref{0, 1, 1} {
		in.Lines = append(in.Lines, model.LineRow{RowNo: i + 1, Date: day("2026-09-05"), OrderNo: "X" + string(rune('1'+i)), Customer: c, Product: 0,
			Employee: model.NoRef, Region: model.NoRef, Department: model.NoRef, Quantity: 10 * model.Unit, Amount: money("20")})
	}
	_, err := s.Import(ctx, in, nil)
	require.NoError(t, err)
	operation, err := b.SetListings(ctx, day("2026-09-11"), []products.NewListing{
		{Product: ids[0], Channel: "现代渠道", ListingCell: products.ListingCell{Listed: true, From: day("2026-01-01")}},
		{Product: ids[0], Channel: "电商", ListingCell: products.ListingCell{Listed: true, From: day("2026-08-01")}},
	})
	require.NoError(t, err)
	strays, err := b.Strays(ctx, model.Period{From: day("2026-09-01"), To: day("2026-09-11")})
	require.NoError(t, err)
	require.Len(t, strays.Unlisted, 1)
	require.Equal(t, "流通", strays.Unlisted[0].Channel)
	require.Equal(t, 2, strays.Unlisted[0].Lines)
	require.Equal(t, 1, strays.Unlisted[0].Customers)
	require.Equal(t, money("40"), strays.Unlisted[0].Amount)
	var unsold []string
	for _, u := range strays.Unsold {
		unsold = append(unsold, u.Product.Code+u.Channel)
	}
	require.ElementsMatch(t, []string{"A1电商", "A2", "A3"}, unsold)

	m, err := b.ListingMatrix(ctx, day("2026-09-11"), false)
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"现代渠道", "流通", "电商"}, m.Channels)
	require.ElementsMatch(t, []string{"现代渠道 3", "流通 2", "电商 3"}, m.Counts(), "a product without listings is listed everywhere")
	_, err = b.SetListings(ctx, day("2026-09-11"), []products.NewListing{{Product: ids[0], Channel: "电商"}})
	require.NoError(t, err)
	require.NoError(t, b.Undo(ctx, operation))
	left, err := store.Find(ctx, s, model.ProductListing{})
	require.NoError(t, err)
	require.Empty(t, left)
	_, err = b.SetListings(ctx, day("2026-09-11"), []products.NewListing{{Product: ids[0], Channel: "电商",
		ListingCell: products.ListingCell{Listed: true, From: day("2026-09-11"), To: day("2026-09-01")}}})
	wantFault(t, err, "早于上架日期")
}

func TestFilterFindsWhatIsMissing(t *testing.T) {
	_, b, ids := shelfOf(t)
	off := day("2026-01-01")
	_, err := b.SetMany(ctx, ids[1:2], products.Change{Delisted: &off})
	require.NoError(t, err)
	_, err = b.SetPrices(ctx, day("2020-01-01"), []products.NewPrice{{Product: ids[0], Kind: model.PriceCost, Price: money("1")}})
	require.NoError(t, err)
	r, err := b.Range(ctx, 0)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		f    products.Filter
		want []string
	}{
		"all":      {products.Filter{}, []string{"A1", "A2", "A3"}},
		"initials": {products.Filter{Text: "cmry"}, []string{"A1"}},
		"code":     {products.Filter{Text: "a3"}, []string{"A3"}},
		"listed":   {products.Filter{State: products.Listed}, []string{"A1", "A3"}},
		"delisted": {products.Filter{State: products.Delisted}, []string{"A2"}},
		"no cost":  {products.Filter{Missing: products.MissingCost}, []string{"A2", "A3"}},
		"no price": {products.Filter{Missing: products.MissingPrice}, []string{"A3"}},
		"no pack":  {products.Filter{Missing: products.MissingPack, Brand: "嵐牧"}, []string{"A2"}},
		"idle":     {products.Filter{IdleDays: 30}, []string{"A1", "A3"}},
		"category": {products.Filter{Category: "没有"}, nil},
	} {
		var got []string
		for _, i := range r.Filter(c.f) {
			got = append(got, i.Code)
		}
		require.ElementsMatch(t, c.want, got, name)
	}
}

func TestThePriceListHasWhatIsListedAndPriced(t *testing.T) {
	_, b, ids := shelfOf(t)
	_, err := b.SetPrices(ctx, day("2026-01-01"), []products.NewPrice{{Product: ids[0], Kind: model.PriceTier, Tier: "经销价", Price: money("2.08")}})
	require.NoError(t, err)
	doc, err := b.PriceList(ctx, products.PriceListOptions{Tier: "经销价", On: day("2026-09-11"), Organisation: "江苏大区"})
	require.NoError(t, err)
	require.Equal(t, "江苏大区 经销价 价目表", doc.Title)
	require.Len(t, doc.Sections, 1)
	require.Len(t, doc.Sections[0].Rows, 1)
	require.Equal(t, int64(money("2.08")), doc.Sections[0].Rows[0].Cells[4].Number)
	require.True(t, doc.Sections[0].Rows[0].Cells[5].None, "no case price without a case size")
	require.Contains(t, doc.Notes[1], "2 个")
	none, err := b.PriceList(ctx, products.PriceListOptions{Tier: "电商价", On: day("2026-09-11")})
	require.NoError(t, err)
	require.NotEmpty(t, none.Sections[0].Empty)
	list, err := b.PriceList(ctx, products.PriceListOptions{On: day("2025-12-31"), Brand: "岚牧"})
	require.NoError(t, err)
	require.Len(t, list.Sections[0].Rows, 1, "the third was not launched yet")
}
