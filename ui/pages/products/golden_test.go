package products

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
)

// counter is a small range that never changes, for golden pictures: eight products, six
// customers, two years, prices, floors and costs.
func counter(t *testing.T) *program {
	t.Helper()
	a := open(t, false)
	in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchSales, File: "两年销售.xlsx"}}
	for _, r := range []string{"昆山", "太仓"} {
		in.Regions = append(in.Regions, model.Region{Name: r})
	}
	in.Employees = []model.Employee{{Code: "E1", Name: "洪光"}, {Code: "E2", Name: "张怡"}}
	channels := []string{"流通", "现代渠道", "流通", "电商", "传统终端", "现代渠道"}
	for i, name := range []string{"永盛商贸", "家家乐超市", "鼎丰批发", "恒源电商", "城南便利店", "好又多新区店"} {
		c := model.Customer{Code: fmt.Sprintf("K%05d", 17+i*83), Name: name, Channel: channels[i], PriceTier: "经销价"}
		if i%2 == 1 {
			c.PriceTier = "商超价"
		}
		in.Customers = append(in.Customers, c)
	}
	for i, p := range []struct{ brand, series, flavour, name, pack, price string }{
		{"岚牧", "果味", "草莓", "草莓酸奶", "250ml×12", "3.50"}, {"岚牧", "果味", "芒果", "芒果酸奶", "250ml×12", "3.50"},
		{"岚牧", "原味", "原味", "原味酸奶", "1L×6", "9.80"}, {"岚牧", "原味", "原味", "原味酸奶", "100ml×40", "1.50"},
		{"巡禾", "坚果", "核桃", "核桃乳", "240ml×20", "4.20"}, {"巡禾", "坚果", "杏仁", "杏仁露", "240ml×20", "4.40"},
		{"巡禾", "", "原味", "燕麦奶", "1L×12", "12.80"}, {"巡禾", "", "咖啡", "咖啡燕麦奶", "250ml×24", "4.60"},
	} {
		pack := products.ParsePack(p.pack)
		in.Products = append(in.Products, model.Product{Code: fmt.Sprintf("P%03d", i+1), Name: p.name + " " + p.pack, Brand: p.brand, Series: p.series,
			Flavour: p.flavour, Category: map[bool]string{true: "酸奶", false: "植物奶"}[p.brand == "岚牧"], Pack: p.pack, BaseUnit: "瓶", NetContent: pack.NetContent,
			NetUnit: pack.NetUnit, UnitsPerCase: pack.UnitsPerCase, Price: model.MustMoney(p.price), Launched: model.MustDate("2024-03-01")})
	}
	for day := model.MustDate("2024-09-02"); day <= until; day += 6 {
		n := int(day) / 6
		for k := range 3 {
			c, p := (n+k*2)%6, (n*3+k*5)%8
			price := in.Products[p].Price * 92 / 100
			if k == 1 && n%4 == int(until)/6%4 {
				price = in.Products[p].Price * 70 / 100 // below the floor
			}
			l := model.LineRow{RowNo: len(in.Lines) + 1, Date: day, OrderNo: fmt.Sprintf("XS%05d", n), Customer: model.Ref(c), Product: model.Ref(p),
				Employee: model.Ref(c % 2), Region: model.Ref(c % 2), Department: model.NoRef, Quantity: model.Quantity(240+n*7%480) * model.Unit}
			l.Amount = l.Quantity.Times(price).RoundFen()
			in.Lines = append(in.Lines, l)
		}
	}
	_, err := a.Import(context.Background(), in, nil)
	require.NoError(t, err)
	priced(t, a)
	return a
}

// priced gives the products of counter prices, floors, costs and listings.
func priced(t *testing.T, a *program) {
	t.Helper()
	ctx, book := context.Background(), products.New(a.Store)
	d, err := a.Directory(ctx)
	require.NoError(t, err)
	of := func(p *model.Product, percent model.Money) model.Money { return (p.Price * percent / 100).RoundFen() }
	var old, now []products.NewPrice
	var listings []products.NewListing
	for id := model.ID(1); int(id) <= len(d.Products); id++ {
		p := d.Products[id]
		old = append(old, products.NewPrice{Product: id, Kind: model.PriceTier, Tier: "经销价", Price: of(p, 80)},
			products.NewPrice{Product: id, Kind: model.PriceTier, Tier: "商超价", Price: of(p, 93)},
			products.NewPrice{Product: id, Kind: model.PriceFloor, Price: of(p, 76)})
		now = append(now, products.NewPrice{Product: id, Kind: model.PriceTier, Tier: "经销价", Price: of(p, 82)})
		if p.Code != "P006" {
			old = append(old, products.NewPrice{Product: id, Kind: model.PriceCost, Price: of(p, 61)})
		}
		if p.Code == "P004" {
			listings = append(listings, products.NewListing{Product: id, Channel: "现代渠道", ListingCell: products.ListingCell{Listed: true, From: model.MustDate("2025-03-01")}})
		}
	}
	_, err = book.SetPrices(ctx, model.MustDate("2024-03-01"), old)
	require.NoError(t, err)
	_, err = book.SetPrices(ctx, model.MustDate("2026-01-01"), now)
	require.NoError(t, err)
	_, err = book.SetListings(ctx, until, listings)
	require.NoError(t, err)
	special := model.ProductPrice{ProductID: 1, CustomerID: 1, Kind: model.PriceTier, From: model.MustDate("2026-01-01"), To: model.MustDate("2026-12-31"),
		Price: model.MustMoney("2.75"), Note: "年度协议"}
	_, err = book.SavePrice(ctx, &special)
	require.NoError(t, err)
}

// still shows a page on a day that does not move.
func still(t *testing.T, set testkit.Setup, a *program, arg any, width, height float32) *scene {
	t.Helper()
	clock = func() model.Date { return until }
	t.Cleanup(func() { clock = model.Today })
	return start(t, set, a, arg, width, height)
}

func first(t *testing.T, a *program) model.ID {
	t.Helper()
	found, err := store.Find(context.Background(), a.Store, model.Product{Code: "P001"})
	require.NoError(t, err)
	require.Len(t, found, 1)
	return found[0].ID
}

func TestGoldenTabs(t *testing.T) {
	a := counter(t)
	testkit.Golden(t, "range", still(t, testkit.Setup{}, a, first(t, a), wide, high).Capture())
	for _, tab := range tabs[1:] {
		testkit.Golden(t, string(tab), still(t, testkit.Setup{}, a, tab, wide, high).Capture())
	}
}

func TestGoldenDarkEnglishAndSmall(t *testing.T) {
	a := counter(t)
	testkit.Golden(t, "range-dark", still(t, testkit.Setup{Mode: theme.Dark}, a, first(t, a), wide, high).Capture())
	testkit.Golden(t, "range-small", still(t, testkit.Setup{}, a, first(t, a), small, lower).Capture())
	testkit.Golden(t, "range-english", still(t, testkit.Setup{Language: i18n.English}, a, first(t, a), wide, high).Capture())
	testkit.Golden(t, "below-small", still(t, testkit.Setup{}, a, TabBelow, small, lower).Capture())
	testkit.Golden(t, "margin-english-small", still(t, testkit.Setup{Language: i18n.English}, a, TabMargin, small, lower).Capture())
}

func TestGoldenSheets(t *testing.T) {
	a := counter(t)
	s := still(t, testkit.Setup{}, a, first(t, a), wide, high)
	s.page.catalogue.edit(s.page.catalogue.all.Find(first(t, a)).Product)
	testkit.Golden(t, "edit", s.Capture())
	s.host.Panel.Close()
	n, ok := s.page.catalogue.tree.Current()
	require.True(t, ok)
	s.page.catalogue.rename(products.Node{Key: "/" + n.Item.Brand, Level: products.LevelBrand, Name: n.Item.Brand, Word: n.Item.Brand, SKUs: 1})
	testkit.Golden(t, "rename", s.Capture())
	s.host.Panel.Close()
	s.page.adjust(nil)
	testkit.Golden(t, "adjust", s.Capture())
}

func TestGoldenChangedPricesAndSpecials(t *testing.T) {
	a := counter(t)
	s := still(t, testkit.Setup{}, a, TabPrices, wide, high)
	prices := s.page.parts[TabPrices].(*pricesTab)
	setCell(s, prices, 1, 6, "2.95")
	setCell(s, prices, 2, 6, "阿")
	testkit.Golden(t, "prices-changed", s.Capture())
	s.Press(t, "客户专价")
	s.reloaded(t)
	testkit.Golden(t, "specials", s.Capture())
}
