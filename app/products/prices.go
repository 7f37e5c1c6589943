package products

import (
	"cmp"
	"context"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// PriceColumn is a column of the price matrix.
type PriceColumn struct {
	Kind  model.PriceKind
	Tier  string
	List  bool // the list price, which has no validity
	Title string
}

// key of the price of a product in a column.
func (c PriceColumn) key(product model.ID) analysis.PriceKey {
	return analysis.PriceKey{Product: product, Kind: c.Kind, Tier: c.Tier}
}

// PriceCell is a price on the day, with the days it holds.
type PriceCell struct {
	Price    model.Money // 0 = none
	From, To model.Date
}

// PriceRow is a SKU in the price matrix.
type PriceRow struct {
	Product *model.Product
	Cells   []PriceCell
	Cost    model.Money
	Costed  bool
}

// PriceMatrix is SKU × tier on a day.
type PriceMatrix struct {
	On      model.Date
	Columns []PriceColumn
	Rows    []PriceRow // by brand, series, code
	Tiers   []string
}

// PriceMatrix gives the prices of a kind on a day: for PriceTier the list price and every
// tier, for PriceFloor the floor for all and those of the tiers, for PriceCost the cost.
// SKUs that do not belong to the range on the day are left out unless delisted is set.
func (b *Book) PriceMatrix(ctx context.Context, kind model.PriceKind, on model.Date, delisted bool) (*PriceMatrix, error) {
	prices, err := b.Prices(ctx)
	if err != nil {
		return nil, err
	}
	m := &PriceMatrix{On: on, Tiers: prices.Tiers()}
	m.Columns = priceColumns(kind, m.Tiers)
	for _, p := range inOrder(prices.directory) {
		if !delisted && !p.Listed(on) {
			continue
		}
		row := PriceRow{Product: p, Cells: make([]PriceCell, len(m.Columns))}
		row.Cost, row.Costed = prices.Cost(p.ID, on)
		for i, c := range m.Columns {
			if c.List {
				row.Cells[i].Price = p.Price
			} else if s := prices.On(c.key(p.ID), on); s != nil {
				row.Cells[i] = PriceCell{Price: s.Price, From: s.From, To: s.To}
			}
		}
		m.Rows = append(m.Rows, row)
	}
	return m, nil
}

func priceColumns(kind model.PriceKind, tiers []string) []PriceColumn {
	var columns []PriceColumn
	switch kind {
	case model.PriceCost:
		return []PriceColumn{{Kind: kind, Title: i18n.T("成本")}}
	case model.PriceFloor:
		columns = append(columns, PriceColumn{Kind: kind, Title: i18n.T("通用底价")})
	default:
		columns = append(columns, PriceColumn{Kind: kind, List: true, Title: i18n.T("标准价")})
	}
	for _, t := range tiers {
		columns = append(columns, PriceColumn{Kind: kind, Tier: t, Title: t})
	}
	return columns
}

// inOrder lists the products as price lists have them: by brand, series, code, name.
func inOrder(d *model.Directory) []*model.Product {
	list := make([]*model.Product, 0, len(d.Products))
	for _, p := range d.Products {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *model.Product) int {
		return cmp.Or(cmp.Compare(count(a.Brand == ""), count(b.Brand == "")), cmp.Compare(a.Brand, b.Brand),
			cmp.Compare(a.Series, b.Series), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// NewPrice is one price to be set.
type NewPrice struct {
	Product  model.ID
	Kind     model.PriceKind
	Tier     string
	Customer model.ID
	List     bool        // the list price of the product
	Price    model.Money // 0 ends the price
}

// SetPrices has prices hold from a day on, as one act: the steps in force end the day before.
// List prices change at once.
func (b *Book) SetPrices(ctx context.Context, from model.Date, changes []NewPrice) (operation string, err error) {
	if from.IsZero() {
		return "", model.NewFault(nil, i18n.T("没有填生效日期。"), i18n.T("价格没有改动。"), i18n.T("请填价格从哪一天起生效。"))
	}
	for _, c := range changes {
		if c.Price < 0 {
			return "", negativePrice()
		}
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		for _, c := range changes {
			if err := setPrice(e, from, c); err != nil {
				return err
			}
		}
		return nil
	})
}

func negativePrice() error {
	return model.NewFault(nil, i18n.T("价格不能小于 0。"), i18n.T("价格没有改动。"), i18n.T("请检查红色的格子。"))
}

func setPrice(e *store.Edit, from model.Date, c NewPrice) error {
	if c.List {
		p, err := product(e, c.Product)
		if err != nil {
			return err
		}
		p.Price = c.Price
		return store.Put(e, p)
	}
	if _, err := product(e, c.Product); err != nil {
		return err
	}
	key := analysis.PriceKey{Product: c.Product, Kind: c.Kind, Tier: c.Tier, Customer: c.Customer}
	steps, err := stepsOf(e, key)
	if err != nil {
		return err
	}
	change := analysis.ChangePrice(steps, key, from, c.Price)
	for i := range change.Put {
		if err := store.Put(e, &change.Put[i]); err != nil {
			return err
		}
	}
	for i := range change.Remove {
		if err := store.Remove(e, &change.Remove[i]); err != nil {
			return err
		}
	}
	return nil
}

// stepsOf reads the steps of exactly this key: the query by example takes an empty tier for
// any.
func stepsOf(e *store.Edit, k analysis.PriceKey) ([]model.ProductPrice, error) {
	found, err := store.FindIn(e, model.ProductPrice{ProductID: k.Product, Kind: k.Kind})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(found, func(p model.ProductPrice) bool { return analysis.PriceKeyOf(&p) != k }), nil
}

// SavePrice writes one step with its days, new or changed. One that would overlap another of
// the same product and tier (or customer) is refused in words.
func (b *Book) SavePrice(ctx context.Context, p *model.ProductPrice) (operation string, err error) {
	switch {
	case p.ProductID == 0:
		return "", model.NewFault(nil, i18n.T("没有选品项。"), i18n.T("没有保存。"), i18n.T("请选一个品项。"))
	case p.Price <= 0:
		return "", model.NewFault(nil, i18n.T("价格要大于 0。"), i18n.T("没有保存。"), i18n.T("不再有价格时,请填截止日期或删除这条价格。"))
	case !p.To.IsZero() && p.To < p.From:
		return "", model.NewFault(nil, i18n.T("截止日期早于生效日期。"), i18n.T("没有保存。"), i18n.T("请检查这两个日期。"))
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		steps, err := stepsOf(e, analysis.PriceKeyOf(p))
		if err != nil {
			return err
		}
		if other := analysis.OverlappingPrice(steps, p); other != nil {
			return model.NewFault(nil, i18n.T("这段时间(%s)与已有价格 %s 元(%s)重叠。", Validity(p.From, p.To), other.Price, Validity(other.From, other.To)),
				i18n.T("没有保存。"), i18n.T("请改日期,或先给已有价格填截止日期。"))
		}
		return store.Put(e, p)
	})
}

// RemovePrice takes one step away.
func (b *Book) RemovePrice(ctx context.Context, id model.ID) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		return store.Remove(e, &model.ProductPrice{Record: model.Record{ID: id}})
	})
}

// Validity says a range of days in words.
func Validity(from, to model.Date) string {
	switch {
	case from.IsZero() && to.IsZero():
		return i18n.T("一直有效")
	case to.IsZero():
		return i18n.T("%s 起", from)
	case from.IsZero():
		return i18n.T("至 %s", to)
	}
	return i18n.T("%s 至 %s", from, to)
}

// Special is a price agreed with one customer, beside what would hold without it.
type Special struct {
	model.ProductPrice
	Product  *model.Product
	Customer *model.Customer
	InForce  bool           // on the day
	Usual    analysis.Price // what the customer would pay without it
	Floor    model.Money    // 0 = none
}

// Specials lists the prices agreed with single customers, those in force first.
func (b *Book) Specials(ctx context.Context, on model.Date) ([]Special, error) {
	prices, err := b.Prices(ctx)
	if err != nil {
		return nil, err
	}
	var list []Special
	for _, k := range prices.Keys() {
		p, c := prices.directory.Products[k.Product], prices.directory.Customers[k.Customer]
		if k.Kind != model.PriceTier || p == nil || c == nil {
			continue
		}
		buyer := prices.Buyer(k.Customer, on)
		floor, _ := prices.Floor(k.Product, buyer.InForce(), on)
		buyer.Customer = 0
		usual := prices.PriceFor(p, buyer, on)
		for _, s := range prices.Steps(k) {
			list = append(list, Special{ProductPrice: s, Product: p, Customer: c, InForce: s.InForce(on), Usual: usual, Floor: floor})
		}
	}
	slices.SortFunc(list, func(a, b Special) int {
		return cmp.Or(cmp.Compare(count(b.InForce), count(a.InForce)), cmp.Compare(a.Customer.Name, b.Customer.Name),
			cmp.Compare(a.Product.Code, b.Product.Code), cmp.Compare(b.From, a.From), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}
