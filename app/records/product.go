package records

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// productRow is a product with its prices for everyone and the channels it is listed in.
type productRow struct {
	model.Product
	prices   []model.ProductPrice
	listings []model.ProductListing
	today    model.Date
	from     model.Date // day that prices set now hold from, 0 = they correct what holds

	gonePrices   []model.ProductPrice
	goneListings []model.ProductListing
}

// tierKey begins the key of the column of a tier.
const tierKey = "tier:"

// PriceFrom is the key of the column that says from when the prices of the row hold. It says nothing
// without them.
const PriceFrom = "price_from"

func productSheet(l *lookup) *kindSheet[productRow] {
	s := newSheet(productFields(l))
	s.idOf = func(r *productRow) model.ID { return r.ID }
	s.pinyin = func(r *productRow) string { return r.Pinyin }
	s.all = func(context.Context, *store.Store) ([]*productRow, error) { return allProducts(l), nil }
	s.one = func(e *store.Edit, id model.ID) (*productRow, error) { return oneProduct(e, id, l) }
	s.kind, s.codeOf, s.nameOf, s.markOf = Products, "product_code", "product_name", "barcode"
	s.fresh = func() *productRow { return &productRow{today: l.today} }
	s.settle = func(r *productRow, texts map[string]string) {
		if d, err := parseDate(texts[PriceFrom]); err == nil {
			r.from = d
		}
	}
	s.create = createProducts
	s.rules = func(texts map[string]string) map[string]string {
		return orderly(texts, "launched", "delisted", map[string]string{})
	}
	s.write = func(e *store.Edit, r *productRow) error {
		if err := l.verify(Products, r.ID, r.Code, "product_code"); err != nil {
			return err
		}
		if err := store.Put(e, &r.Product); err != nil {
			return err
		}
		l.renamed(Products, r.ID, r.Code, r.Name, 0)
		return r.writeParts(e)
	}
	s.delete = func(e *store.Edit, r *productRow) error { return r.delete(e) }
	return s
}

func productFields(l *lookup) []field[productRow] {
	type r = productRow
	all := l.directory.Products
	word := func(at func(*model.Product) *string) []string { return inUse(nil, all, at) }
	fields := []field[r]{
		textField(named("product_code", "品项编码", Text, 14).hint(i18n.T("品项的唯一编号,导入时按它认品项。")), func(p *r) *string { return &p.Code }),
		textField(named("product_name", "品项名称", Text, 26).with(required), func(p *r) *string { return &p.Name }),
		textField(named("brand", "品牌", Text, 10).options(word(func(p *model.Product) *string { return &p.Brand })), func(p *r) *string { return &p.Brand }),
		textField(named("series", "系列", Text, 10).options(word(func(p *model.Product) *string { return &p.Series })), func(p *r) *string { return &p.Series }),
		textField(named("category", "品类", Text, 10).options(word(func(p *model.Product) *string { return &p.Category })), func(p *r) *string { return &p.Category }),
		textField(named("subcategory", "子类", Text, 10).options(word(func(p *model.Product) *string { return &p.Subcategory })), func(p *r) *string { return &p.Subcategory }),
		textField(named("flavour", "口味", Text, 10).options(word(func(p *model.Product) *string { return &p.Flavour })), func(p *r) *string { return &p.Flavour }),
		textField(named("pack", "规格", Text, 12), func(p *r) *string { return &p.Pack }),
		textField(named("unit", "单位", Text, 6).hint(i18n.T("最小的销售单位:瓶、盒、袋……")), func(p *r) *string { return &p.BaseUnit }),
		quantityField(named("units_per_case", "每箱数量", Quantity, 9), func(p *r) *model.Quantity { return &p.UnitsPerCase }),
		moneyField(named("price", "单价", Money, 10).hint(i18n.T("一个单位的标价,元。")), func(p *r) *model.Money { return &p.Price }),
	}
	for _, tier := range l.tiers {
		fields = append(fields, tierField(tier))
	}
	fields = append(fields,
		priceField(named("floor", "底价", Money, 10).hint(i18n.T("低于它算砸价。")), model.PriceFloor, ""),
		priceField(named("cost", "成本", Money, 10), model.PriceCost, ""),
		field[r]{named(PriceFrom, "价格生效日", Date, 12).with(func(c *Column) { c.Silent = true }).
			hint(i18n.T("这一行的价格从哪天起执行;空着是更正现行价格。")), (*productRow).commonFrom, nil},
		textField(named("case_unit", "箱单位", Text, 8).with(extra), func(p *r) *string { return &p.CaseUnit }),
		textField(named("inner_unit", "中包单位", Text, 8).with(extra), func(p *r) *string { return &p.InnerUnit }),
		quantityField(named("units_per_inner", "中包数量", Quantity, 9).with(extra), func(p *r) *model.Quantity { return &p.UnitsPerInner }),
		quantityField(named("net_content", "净含量", Quantity, 8).with(extra), func(p *r) *model.Quantity { return &p.NetContent }),
		textField(named("net_unit", "净含量单位", Text, 8).with(extra).options(netUnits), func(p *r) *string { return &p.NetUnit }),
		textField(named("barcode", "条码", Text, 16).with(extra), func(p *r) *string { return &p.Barcode }),
		listingsField(l),
		dateField(named("launched", "上市日期", Date, 12), func(p *r) *model.Date { return &p.Launched }),
		dateField(named("delisted", "下架日期", Date, 12), func(p *r) *model.Date { return &p.Delisted }),
		wholeField(named("shelf_life_days", "保质期天数", Whole, 9).with(extra), func(p *r) *int { return &p.ShelfLifeDays }),
		textField(named("note", "备注", Text, 24).with(extra), func(p *r) *string { return &p.Note }))
	return fields
}

var netUnits = []string{"ml", "L", "g", "kg"}

// tierField is the price of a tier; its title is understood for tiers not known yet too.
func tierField(tier string) field[productRow] {
	chinese, title := titled("价格-%s", tier)
	return priceField(Column{Key: tierKey + tier, Title: title, Chinese: chinese, Type: Money, Width: 10}, model.PriceTier, tier)
}

func priceField(c Column, kind model.PriceKind, tier string) field[productRow] {
	return field[productRow]{c, func(r *productRow) string {
		if p := r.price(kind, tier); p != nil {
			return moneyText(p.Price)
		}
		return ""
	}, func(r *productRow, text string) error {
		m, err := parseMoney(text)
		if err != nil {
			return err
		}
		r.setPrice(kind, tier, m)
		return nil
	}}
}

// price is the price that holds today, else the next to come; nil if there is none.
func (r *productRow) price(kind model.PriceKind, tier string) *model.ProductPrice {
	var best *model.ProductPrice
	for i := range r.prices {
		p := &r.prices[i]
		if p.Kind != kind || p.Tier != tier || (!p.To.IsZero() && p.To < r.today) {
			continue
		}
		holds := p.InForce(r.today)
		switch {
		case best == nil, holds && !best.InForce(r.today):
			best = p
		case holds == best.InForce(r.today) && (holds == (p.From > best.From)):
			best = p // of several in force the latest, of several to come the next
		}
	}
	return best
}

// setPrice says what is paid from the row's day on; without a day it corrects what holds.
// 0 takes the price away.
func (r *productRow) setPrice(kind model.PriceKind, tier string, price model.Money) {
	shown := r.price(kind, tier)
	switch {
	case price == 0:
		if shown != nil {
			r.gonePrices = append(r.gonePrices, *shown)
			r.prices = slices.DeleteFunc(r.prices, func(p model.ProductPrice) bool { return p == *shown })
		}
		return
	case shown != nil && (r.from.IsZero() || shown.From == r.from):
		shown.Price = price
		return
	}
	for i := range r.prices {
		p := &r.prices[i]
		if p.Kind != kind || p.Tier != tier {
			continue
		}
		if p.From == r.from {
			p.Price = price
			return
		}
		if p.From < r.from && (p.To.IsZero() || p.To >= r.from) {
			p.To = r.from - 1
		}
	}
	r.prices = append(r.prices, model.ProductPrice{ProductID: r.ID, Kind: kind, Tier: tier, From: r.from, Price: price})
}

// commonFrom is the day all shown prices hold from, "" if they differ.
func (r *productRow) commonFrom() string {
	var from model.Date
	known := false
	for i := range r.prices {
		p := &r.prices[i]
		if p != r.price(p.Kind, p.Tier) {
			continue
		}
		if known && p.From != from {
			return ""
		}
		from, known = p.From, true
	}
	return dateText(from)
}

func listingsField(l *lookup) field[productRow] {
	c := named("channels", "上架渠道", Words, 18).with(extra).options(inUse(nil, l.directory.Customers, func(c *model.Customer) *string { return &c.Channel })).
		hint(i18n.T("品项在哪些渠道卖,用逗号分开。空着是所有渠道。"))
	return field[productRow]{c, func(r *productRow) string {
		var out []string
		for i := range r.listings {
			if inForce(&r.listings[i], r.today) {
				out = append(out, r.listings[i].Channel)
			}
		}
		slices.Sort(out)
		return strings.Join(slices.Compact(out), ",")
	}, func(r *productRow, text string) error { r.list(words(text)); return nil }}
}

func inForce(p *model.ProductListing, d model.Date) bool {
	return (p.From.IsZero() || p.From <= d) && (p.To.IsZero() || d <= p.To)
}

// list lets the product stand in these channels: a listing that began before today ends
// yesterday, one that did not goes.
func (r *productRow) list(channels []string) {
	want := map[string]bool{}
	for _, c := range channels {
		want[c] = true
	}
	var kept []model.ProductListing
	for _, p := range r.listings {
		switch {
		case !inForce(&p, r.today):
		case want[p.Channel]:
			delete(want, p.Channel)
		case !p.From.IsZero() && p.From < r.today:
			p.To = r.today - 1
		default:
			r.goneListings = append(r.goneListings, p)
			continue
		}
		kept = append(kept, p)
	}
	for _, c := range slices.Sorted(maps.Keys(want)) {
		kept = append(kept, model.ProductListing{ProductID: r.ID, Channel: c})
	}
	r.listings = kept
}

func (r *productRow) writeParts(e *store.Edit) error {
	for i := range r.gonePrices {
		if p := &r.gonePrices[i]; p.ID != 0 {
			if err := store.Remove(e, p); err != nil {
				return err
			}
		}
	}
	for i := range r.goneListings {
		if p := &r.goneListings[i]; p.ID != 0 {
			if err := store.Remove(e, p); err != nil {
				return err
			}
		}
	}
	prices, listings := make([]*model.ProductPrice, len(r.prices)), make([]*model.ProductListing, len(r.listings))
	for i := range r.prices {
		r.prices[i].ProductID = r.ID
		prices[i] = &r.prices[i]
	}
	for i := range r.listings {
		r.listings[i].ProductID = r.ID
		listings[i] = &r.listings[i]
	}
	if err := store.PutAll(e, prices); err != nil {
		return err
	}
	return store.PutAll(e, listings)
}

// createProducts writes many new products with their prices and listings.
func createProducts(b *store.RecordBatch, list []*productRow) error {
	masters := make([]model.Product, len(list))
	for i, r := range list {
		masters[i] = r.Product
	}
	if err := store.CreateAll(b, masters); err != nil {
		return err
	}
	var prices []model.ProductPrice
	var listings []model.ProductListing
	for i, r := range list {
		r.Product = masters[i]
		for _, p := range r.prices {
			p.ProductID = r.ID
			prices = append(prices, p)
		}
		for _, p := range r.listings {
			p.ProductID = r.ID
			listings = append(listings, p)
		}
	}
	if err := store.CreateAll(b, prices); err != nil {
		return err
	}
	return store.CreateAll(b, listings)
}

// delete takes the product away with its own prices and listings; what others say of it
// refuses.
func (r *productRow) delete(e *store.Edit) error {
	for i := range r.prices {
		if err := store.Remove(e, &r.prices[i]); err != nil {
			return err
		}
	}
	for i := range r.listings {
		if err := store.Remove(e, &r.listings[i]); err != nil {
			return err
		}
	}
	return store.Remove(e, &r.Product)
}

func allProducts(l *lookup) []*productRow {
	out := make([]*productRow, 0, len(l.directory.Products))
	at := map[model.ID]*productRow{}
	for id, p := range l.directory.Products {
		r := &productRow{Product: *p, today: l.today}
		out, at[id] = append(out, r), r
	}
	for _, p := range l.prices {
		if r := at[p.ProductID]; r != nil && p.CustomerID == 0 {
			r.prices = append(r.prices, p)
		}
	}
	for _, p := range l.listings {
		if r := at[p.ProductID]; r != nil {
			r.listings = append(r.listings, p)
		}
	}
	slices.SortFunc(out, func(a, b *productRow) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out
}

func oneProduct(e *store.Edit, id model.ID, l *lookup) (*productRow, error) {
	p, err := store.GetIn[model.Product](e, id)
	if err != nil || p == nil {
		return nil, err
	}
	r := &productRow{Product: *p, today: l.today}
	if r.prices, err = store.FindIn(e, model.ProductPrice{ProductID: id}); err != nil {
		return nil, err
	}
	r.prices = slices.DeleteFunc(r.prices, func(p model.ProductPrice) bool { return p.CustomerID != 0 })
	r.listings, err = store.FindIn(e, model.ProductListing{ProductID: id})
	return r, err
}

// orderly says that a day comes before the day it must not.
func orderly(texts map[string]string, from, to string, out map[string]string) map[string]string {
	if a, b := texts[from], texts[to]; a != "" && b != "" && b < a {
		out[to] = i18n.T("早于开始日期")
	}
	return out
}
