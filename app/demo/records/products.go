package records

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"xunshi/app/products"
	"xunshi/model"
	"xunshi/model/store"
)

// demoTier is a price tier: what its customers pay and may not go below, against the list.
type demoTier struct {
	name         string
	kinds        []string // types of customer that buy at it
	price, floor int64    // percent of the list price
}

var demoTiers = []demoTier{
	{"经销价", []string{"经销商", "代理"}, 80, 76},
	{"批发价", []string{"批发", "县乡批发"}, 84, 79},
	{"电商价", []string{"电商"}, 88, 84},
	{"商超价", []string{"商超"}, 94, 89},
	{"终端价", []string{"终端", "餐饮"}, 97, 91},
}

// fillProducts gives the range its series, packs and barcodes, its prices, floors, costs and
// listings, and the customers the tier they buy at.
func fillProducts(ctx context.Context, b *Book) error {
	_, err := b.Store.Edit(ctx, func(e *store.Edit) error {
		list := sortedProducts(b.Directory)
		for i, p := range list {
			dressProduct(&p, i)
			if err := store.Put(e, &p); err != nil {
				return err
			}
			list[i] = p
			if err := priceProduct(e, b, &p, i); err != nil {
				return err
			}
			if err := listProduct(e, b, &p, i); err != nil {
				return err
			}
		}
		return tierCustomers(e, b, list)
	})
	return err
}

// sortedProducts gives copies of the products in the order of their codes.
func sortedProducts(d *model.Directory) []model.Product {
	list := make([]model.Product, 0, len(d.Products))
	for _, p := range d.Products {
		list = append(list, *p)
	}
	slices.SortFunc(list, func(a, b model.Product) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// dressProduct fills what a file of products would bring beside the sales.
func dressProduct(p *model.Product, i int) {
	pack := products.ParsePack(p.Pack)
	p.NetContent, p.NetUnit = pack.NetContent, pack.NetUnit
	if i%17 != 11 { // one or two were forgotten
		p.Series = p.Subcategory
	}
	if p.UnitsPerCase == 24*model.Unit {
		p.InnerUnit, p.UnitsPerInner = "提", 6*model.Unit
	}
	p.ShelfLifeDays = 180
	if p.Category == "乳酸菌" {
		p.ShelfLifeDays = 21
	}
	p.Barcode = demoBarcode(i)
}

// demoBarcode is an EAN-13 of the range that shops use among themselves: nobody's product.
func demoBarcode(i int) string {
	code := fmt.Sprintf("2068%08d", 10_000+i*37)
	_, want := products.CheckBarcode(code + "0")
	return code + strconv.Itoa(want)
}

// percentOf is a part of a price to the 分.
func percentOf(price model.Money, percent int64) model.Money {
	return model.Money(model.MulDiv(int64(price), percent, 100)).RoundFen()
}

// priceProduct writes the steps of tiers, floors and cost. Prices rose by 2% on the first day
// of the year, costs by 3% half a year ago.
func priceProduct(e *store.Edit, b *Book, p *model.Product, i int) error {
	year, _, _ := b.Today.YMD()
	rise := model.DateOf(year, 1, 1)
	put := func(step model.ProductPrice) error {
		step.ProductID = p.ID
		return store.Put(e, &step)
	}
	for _, t := range demoTiers {
		now := percentOf(p.Price, t.price)
		steps := []model.ProductPrice{
			{Kind: model.PriceTier, Tier: t.name, To: rise - 1, Price: percentOf(now, 98)},
			{Kind: model.PriceTier, Tier: t.name, From: rise, Price: now, Note: "年度调价"},
			{Kind: model.PriceFloor, Tier: t.name, Price: percentOf(p.Price, t.floor)},
		}
		for _, s := range steps {
			if err := put(s); err != nil {
				return err
			}
		}
	}
	if err := put(model.ProductPrice{Kind: model.PriceFloor, Price: percentOf(p.Price, 76)}); err != nil {
		return err
	}
	if i%13 == 6 { // nobody has entered its cost yet
		return nil
	}
	cost := percentOf(p.Price, 52+int64(i*7%15))
	changed := (b.Today.Month() - 5).First()
	if err := put(model.ProductPrice{Kind: model.PriceCost, To: changed - 1, Price: percentOf(cost, 97)}); err != nil {
		return err
	}
	return put(model.ProductPrice{Kind: model.PriceCost, From: changed, Price: cost, Note: "包材涨价"})
}

// listProduct lists gift packs and a few others in some channels only.
func listProduct(e *store.Edit, b *Book, p *model.Product, i int) error {
	var channels []string
	switch {
	case p.UnitsPerCase == 12*model.Unit && p.NetUnit == "ml": // gift packs
		channels = []string{"流通", "现代渠道", "电商"}
	case i%9 == 4:
		channels = []string{"现代渠道", "传统终端", "特通餐饮"}
	case i%9 == 7:
		channels = []string{"流通", "现代渠道", "传统终端", "县乡流通", "特通餐饮", "电商"}
	}
	for _, c := range channels {
		l := model.ProductListing{ProductID: p.ID, Channel: c, From: max(p.Launched, b.Today-700)}
		if err := store.Put(e, &l); err != nil {
			return err
		}
	}
	return nil
}

// tierCustomers gives customers without one the tier of their type, and the largest dealers
// prices of their own for two products.
func tierCustomers(e *store.Edit, b *Book, list []model.Product) error {
	year, _, _ := b.Today.YMD()
	tiers := map[string]demoTier{}
	for _, t := range demoTiers {
		for _, kind := range t.kinds {
			tiers[kind] = t
		}
	}
	special := 0
	for _, id := range sortedCustomers(b.Directory) {
		c := *b.Directory.Customers[id]
		t := tiers[c.Kind]
		if c.PriceTier == "" && t.name != "" {
			c.PriceTier = t.name
			if err := store.Put(e, &c); err != nil {
				return err
			}
		}
		if c.Kind != "经销商" || c.Grade != "A" || special >= 6 {
			continue
		}
		special++
		for k := range min(2, len(list)) {
			p := &list[(special+k)%len(list)]
			agreed := model.ProductPrice{ProductID: p.ID, Kind: model.PriceTier, CustomerID: c.ID, From: model.DateOf(year, 1, 1),
				To: model.DateOf(year, 12, 31), Price: percentOf(p.Price, 78), Note: "年度协议价"}
			if err := store.Put(e, &agreed); err != nil {
				return err
			}
		}
	}
	return nil
}

func sortedCustomers(d *model.Directory) []model.ID {
	ids := make([]model.ID, 0, len(d.Customers))
	for id := range d.Customers {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
