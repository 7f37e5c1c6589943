package analysis

import (
	"cmp"
	"slices"

	"xunshi/model"
)

// PriceKey says whose price a step is: one product, one kind, and one tier or customer.
// The steps of a key follow each other in time and never overlap.
type PriceKey struct {
	Product  model.ID
	Kind     model.PriceKind
	Tier     string
	Customer model.ID
}

// PriceKeyOf is the key of a price.
func PriceKeyOf(p *model.ProductPrice) PriceKey {
	return PriceKey{Product: p.ProductID, Kind: p.Kind, Tier: p.Tier, Customer: p.CustomerID}
}

// PriceBook answers which price held on a day. It is read-only once built and safe to
// share; a nil book knows no price.
type PriceBook struct {
	steps map[PriceKey][]model.ProductPrice // oldest first
	costs map[model.ID][]model.ProductPrice
}

// NewPriceBook sorts prices by their keys.
func NewPriceBook(prices []model.ProductPrice) *PriceBook {
	b := &PriceBook{steps: map[PriceKey][]model.ProductPrice{}, costs: map[model.ID][]model.ProductPrice{}}
	for i := range prices {
		k := PriceKeyOf(&prices[i])
		b.steps[k] = append(b.steps[k], prices[i])
	}
	for k, steps := range b.steps {
		SortPrices(steps)
		if k.Kind == model.PriceCost {
			b.costs[k.Product] = append(b.costs[k.Product], steps...)
		}
	}
	return b
}

// SortPrices puts the steps of one key in the order of their days.
func SortPrices(steps []model.ProductPrice) {
	slices.SortStableFunc(steps, func(a, b model.ProductPrice) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID))
	})
}

// Steps of a key, oldest first. The slice is shared: do not change it.
func (b *PriceBook) Steps(k PriceKey) []model.ProductPrice {
	if b == nil {
		return nil
	}
	return b.steps[k]
}

// Keys that have a price at all, in no order.
func (b *PriceBook) Keys() []PriceKey {
	if b == nil {
		return nil
	}
	keys := make([]PriceKey, 0, len(b.steps))
	for k := range b.steps {
		keys = append(keys, k)
	}
	return keys
}

// On gives the step of a key in force on d, nil if there is none. Where damaged data
// overlap, the step that began last holds.
func (b *PriceBook) On(k PriceKey, d model.Date) *model.ProductPrice {
	if b == nil {
		return nil
	}
	return stepOn(b.steps[k], d)
}

func stepOn(steps []model.ProductPrice, d model.Date) *model.ProductPrice {
	for i := len(steps) - 1; i >= 0; i-- {
		if steps[i].InForce(d) {
			return &steps[i]
		}
	}
	return nil
}

// Cost 成本 of a base unit on d; ok is false where none was entered, which is not 0.
func (b *PriceBook) Cost(product model.ID, d model.Date) (cost model.Money, ok bool) {
	if b == nil {
		return 0, false
	}
	if p := stepOn(b.costs[product], d); p != nil {
		return p.Price, true
	}
	return 0, false
}

// Floor 底价 of a product for customers of a tier on d: the floor of the tier, else the one
// for every tier; ok is false if there is neither.
func (b *PriceBook) Floor(product model.ID, tier string, d model.Date) (floor model.Money, ok bool) {
	if tier != "" {
		if p := b.On(PriceKey{Product: product, Kind: model.PriceFloor, Tier: tier}, d); p != nil {
			return p.Price, true
		}
	}
	if p := b.On(PriceKey{Product: product, Kind: model.PriceFloor}, d); p != nil {
		return p.Price, true
	}
	return 0, false
}

// PriceSource says where a customer's price comes from.
type PriceSource string

// Sources of a price, the strongest first.
const (
	PriceOfCustomer PriceSource = "customer" // agreed with this customer
	PriceOfPolicy   PriceSource = "policy"   // the tier of the sales policy in force
	PriceOfTier     PriceSource = "tier"     // the tier in the customer's file
	PriceOfList     PriceSource = "list"     // the list price of the product
	PriceUnknown    PriceSource = ""
)

// Price is what a base unit costs a customer.
type Price struct {
	Amount model.Money
	Source PriceSource         // PriceUnknown: there is no price
	Tier   string              // of PriceOfPolicy and PriceOfTier
	Step   *model.ProductPrice // nil for a list price
}

// Buyer is what a price depends on besides product and day.
type Buyer struct {
	Customer   model.ID
	PolicyTier string // tier of the sales policy in force, "" if none says
	Tier       string // tier in the customer's file
}

// BuyerOn gives what a customer's prices depend on, on a day. Of several policies in force the
// one that began last speaks, if it names a tier.
func BuyerOn(c *model.Customer, policies []model.CustomerPolicy, d model.Date) Buyer {
	if c == nil {
		return Buyer{}
	}
	b := Buyer{Customer: c.ID, Tier: c.PriceTier}
	var began model.Date
	var id model.ID
	for i := range policies {
		p := &policies[i]
		if p.CustomerID != c.ID || p.PriceTier == "" || !p.InForce(d) {
			continue
		}
		if id == 0 || p.From > began || p.From == began && p.ID > id {
			b.PolicyTier, began, id = p.PriceTier, p.From, p.ID
		}
	}
	return b
}

// InForce is the tier that counts: that of the policy, else that of the file.
func (b Buyer) InForce() string {
	if b.PolicyTier != "" {
		return b.PolicyTier
	}
	return b.Tier
}

// PriceFor gives what a buyer pays for a base unit of a product on d: the price agreed with
// the customer, else that of the tier of the policy in force, else that of the tier in the
// file, else the list price.
func (b *PriceBook) PriceFor(p *model.Product, who Buyer, d model.Date) Price {
	if p == nil {
		return Price{}
	}
	if who.Customer != 0 {
		if s := b.On(PriceKey{Product: p.ID, Kind: model.PriceTier, Customer: who.Customer}, d); s != nil {
			return Price{Amount: s.Price, Source: PriceOfCustomer, Step: s}
		}
	}
	for _, way := range []struct {
		tier   string
		source PriceSource
	}{{who.PolicyTier, PriceOfPolicy}, {who.Tier, PriceOfTier}} {
		if way.tier == "" {
			continue
		}
		if s := b.On(PriceKey{Product: p.ID, Kind: model.PriceTier, Tier: way.tier}, d); s != nil {
			return Price{Amount: s.Price, Source: way.source, Tier: way.tier, Step: s}
		}
	}
	if p.Price > 0 {
		return Price{Amount: p.Price, Source: PriceOfList}
	}
	return Price{}
}

// UnitPrice is what a base unit was sold at; false for lines without a quantity.
func UnitPrice(amount model.Money, quantity model.Quantity) (model.Money, bool) {
	if quantity == 0 {
		return 0, false
	}
	return model.Money(model.MulDiv(int64(amount), int64(model.Unit), int64(quantity))), true
}

// BelowFloor tells whether a sale of a quantity for an amount lies below the floor (砸价). An
// amount that the floor itself gives when rounded to the 分 is not below it.
func BelowFloor(amount model.Money, quantity model.Quantity, floor model.Money) bool {
	return quantity > 0 && amount.RoundFen() < quantity.Times(floor).RoundFen()
}
