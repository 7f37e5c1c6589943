// Package products is the range a manager sells: the tree of brand, series, flavour and SKU
// with its figures, prices by tier with validity, floors and the sales below them, listing
// per channel, cost and margin.
//
// Every act of the user is one method, gives the operation to undo, and is one undo.
package products

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Book is the use cases over the products. It keeps nothing itself and may be shared.
type Book struct{ store *store.Store }

// New makes a Book.
func New(s *store.Store) *Book { return &Book{store: s} }

// Undo takes an act back.
func (b *Book) Undo(ctx context.Context, operation string) error {
	return b.store.Undo(ctx, operation)
}

// Redo makes an act that was undone again.
func (b *Book) Redo(ctx context.Context, operation string) error {
	return b.store.Redo(ctx, operation)
}

// Directory gives every master record.
func (b *Book) Directory(ctx context.Context) (*model.Directory, error) {
	return b.store.Directory(ctx)
}

// Today is the day figures are as of: the last day with sales, or the computer's day where
// there are none.
func (b *Book) Today(ctx context.Context) (model.Date, error) {
	facts, err := b.store.Facts(ctx)
	if err != nil {
		return 0, err
	}
	return lastDay(facts), nil
}

func lastDay(facts *model.Facts) model.Date {
	if span, ok := facts.Span(); ok {
		return span.To
	}
	return model.Today()
}

// Prices are every price and what chooses between them, ready to be asked many times.
type Prices struct {
	*analysis.PriceBook
	directory *model.Directory
	policies  map[model.ID][]model.CustomerPolicy // by customer
}

// Prices reads every price.
func (b *Book) Prices(ctx context.Context) (*Prices, error) {
	directory, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	prices, err := store.Find(ctx, b.store, model.ProductPrice{})
	if err != nil {
		return nil, err
	}
	policies, err := store.Find(ctx, b.store, model.CustomerPolicy{})
	if err != nil {
		return nil, err
	}
	p := &Prices{PriceBook: analysis.NewPriceBook(prices), directory: directory, policies: map[model.ID][]model.CustomerPolicy{}}
	for _, policy := range policies {
		p.policies[policy.CustomerID] = append(p.policies[policy.CustomerID], policy)
	}
	return p, nil
}

// Buyer gives what the prices of a customer depend on, on a day.
func (p *Prices) Buyer(customer model.ID, d model.Date) analysis.Buyer {
	return analysis.BuyerOn(p.directory.Customers[customer], p.policies[customer], d)
}

// Of gives what a customer pays for a base unit of a product on d, and why.
func (p *Prices) Of(product, customer model.ID, d model.Date) analysis.Price {
	return p.PriceFor(p.directory.Products[product], p.Buyer(customer, d), d)
}

// FloorFor gives the 底价 that holds for a customer on d; ok is false if there is none.
func (p *Prices) FloorFor(product, customer model.ID, d model.Date) (floor model.Money, ok bool) {
	return p.Floor(product, p.Buyer(customer, d).InForce(), d)
}

// Tiers lists the names of the price tiers that prices, customers or policies speak of: in
// the order they got their first price, those without one last.
func (p *Prices) Tiers() []string {
	first := map[string]model.ID{}
	speak := func(tier string, id model.ID) {
		if known, ok := first[tier]; !ok || id < known {
			first[tier] = id
		}
	}
	for _, k := range p.Keys() {
		for _, s := range p.Steps(k) {
			speak(k.Tier, s.ID)
		}
	}
	for _, c := range p.directory.Customers {
		speak(c.PriceTier, math.MaxUint32)
	}
	for _, list := range p.policies {
		for i := range list {
			speak(list[i].PriceTier, math.MaxUint32)
		}
	}
	delete(first, "")
	return slices.SortedFunc(maps.Keys(first), func(a, b string) int {
		return cmp.Or(cmp.Compare(first[a], first[b]), cmp.Compare(a, b))
	})
}

// SourceWord says in words where a price comes from.
func SourceWord(p analysis.Price) string {
	switch p.Source {
	case analysis.PriceOfCustomer:
		return i18n.T("客户专价")
	case analysis.PriceOfPolicy:
		return i18n.T("政策:%s", p.Tier)
	case analysis.PriceOfTier:
		return p.Tier
	case analysis.PriceOfList:
		return i18n.T("标准价")
	}
	return i18n.T("没有价格")
}

// NoCost is what stands where a cost is missing: it is not 0.
func NoCost() string { return i18n.T("无成本") }
