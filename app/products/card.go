package products

import (
	"cmp"
	"context"
	"slices"

	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// topBuyers is how many customers a card lists.
const topBuyers = 5

// Buyer is a customer of a SKU.
type Buyer struct {
	ID     model.ID
	Name   string
	Amount model.Money    // net, 近 12 个月
	Share  analysis.Value // of the SKU's sales
	Last   model.Date
}

// PriceLine is a step in the price history of a SKU.
type PriceLine struct {
	model.ProductPrice
	Customer string // name, of a price agreed with one customer
	InForce  bool   // on the day
}

// Card is all about one SKU.
type Card struct {
	AsOf     model.Date
	Item     *Item
	First    model.Month // of Months
	Months   []model.Money
	Buyers   []Buyer // largest first
	Prices   []PriceLine
	Listings []model.ProductListing
	PerUnit  model.Money // list price of 100 ml or g
	NetUnit  string      // "" where PerUnit is not known
	History  []store.Change
}

// Card reads the card of a SKU that the range holds; nil if it is not among its items.
func (b *Book) Card(ctx context.Context, r *Range, id model.ID, region model.ID) (*Card, error) {
	item := r.Find(id)
	if item == nil {
		return nil, nil
	}
	c := &Card{AsOf: r.AsOf, Item: item, First: r.Year.From.Month(), Months: make([]model.Money, 12)}
	facts, err := b.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	directory, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	c.readSales(&analysis.Ledger{Facts: facts, Scope: analysis.Within(directory, region)}, directory, r.Year)
	if err := c.readPrices(ctx, b.store, directory); err != nil {
		return nil, err
	}
	if c.Listings, err = store.Find(ctx, b.store, model.ProductListing{ProductID: id}); err != nil {
		return nil, err
	}
	if c.History, err = store.History[model.Product](ctx, b.store, id); err != nil {
		return nil, err
	}
	if per, unit, ok := PerHundred(item.Price, item.Product); ok {
		c.PerUnit, c.NetUnit = per, unit
	}
	return c, ctx.Err()
}

func (c *Card) readSales(l *analysis.Ledger, d *model.Directory, year model.Period) {
	f := l.Facts
	buyers := map[model.ID]*Buyer{}
	lo, hi := f.Range(year)
	for i := lo; i < hi; i++ {
		if f.Products[i] != c.Item.ID || !l.In(i) || !f.Flags[i].Counts() {
			continue
		}
		if at := int(f.Dates[i].Month() - c.First); at < len(c.Months) {
			c.Months[at] += f.Amounts[i]
		}
		buyer := buyers[f.Customers[i]]
		if buyer == nil {
			buyer = &Buyer{ID: f.Customers[i]}
			buyers[f.Customers[i]] = buyer
		}
		buyer.Amount += f.Amounts[i]
		if f.Flags[i].Purchase() {
			buyer.Last = f.Dates[i]
		}
	}
	for id, buyer := range buyers {
		if customer := d.Customers[id]; customer != nil {
			buyer.Name = customer.Name
			buyer.Share = analysis.Rate(int64(buyer.Amount), int64(c.Item.Year))
			c.Buyers = append(c.Buyers, *buyer)
		}
	}
	slices.SortFunc(c.Buyers, func(a, b Buyer) int {
		return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.ID, b.ID))
	})
	c.Buyers = c.Buyers[:min(len(c.Buyers), topBuyers)]
}

func (c *Card) readPrices(ctx context.Context, s *store.Store, d *model.Directory) error {
	steps, err := store.Find(ctx, s, model.ProductPrice{ProductID: c.Item.ID})
	if err != nil {
		return err
	}
	for _, step := range steps {
		line := PriceLine{ProductPrice: step, InForce: step.InForce(c.AsOf)}
		if customer := d.Customers[step.CustomerID]; customer != nil {
			line.Customer = customer.Name
		}
		c.Prices = append(c.Prices, line)
	}
	order := map[model.PriceKind]int{model.PriceTier: 0, model.PriceFloor: 1, model.PriceCost: 2}
	slices.SortFunc(c.Prices, func(a, b PriceLine) int {
		return cmp.Or(cmp.Compare(order[a.Kind], order[b.Kind]), cmp.Compare(count(a.CustomerID != 0), count(b.CustomerID != 0)),
			cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.Customer, b.Customer), cmp.Compare(b.From, a.From), cmp.Compare(b.ID, a.ID))
	})
	return nil
}
