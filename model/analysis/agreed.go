package analysis

import "xunshi/model"

// Agreed is what was agreed with customers, to judge a suspicion of 冲货 by: the areas they
// may sell in, and the prices they must not go below. A nil Agreed knows of nothing.
type Agreed struct {
	Areas    map[model.ID][]model.ID // regions by customer; each includes those below it
	Policies map[model.ID][]model.CustomerPolicy
	Prices   *PriceBook
}

// NewAgreed sorts the records by customer.
func NewAgreed(areas []model.CustomerArea, policies []model.CustomerPolicy, prices []model.ProductPrice) *Agreed {
	a := &Agreed{Areas: map[model.ID][]model.ID{}, Policies: map[model.ID][]model.CustomerPolicy{}, Prices: NewPriceBook(prices)}
	for _, r := range areas {
		a.Areas[r.CustomerID] = append(a.Areas[r.CustomerID], r.RegionID)
	}
	for _, p := range policies {
		a.Policies[p.CustomerID] = append(a.Policies[p.CustomerID], p)
	}
	return a
}

// OwnArea tells whether a line's region belongs to the customer's area: one of the agreed
// regions or below it; where none is agreed, the region of its file, below it or above it.
// Unknown regions are never held against anyone.
func (a *Agreed) OwnArea(dir *model.Directory, c *model.Customer, line model.ID) bool {
	if line == 0 {
		return true
	}
	if a != nil && len(a.Areas[c.ID]) > 0 {
		for _, region := range a.Areas[c.ID] {
			if dir.RegionWithin(line, region) {
				return true
			}
		}
		return false
	}
	return c.RegionID == 0 || dir.RegionWithin(line, c.RegionID) || dir.RegionWithin(c.RegionID, line)
}

// Floor 底价 of a product for a customer on d; ok is false where none is set.
func (a *Agreed) Floor(c *model.Customer, product model.ID, d model.Date) (floor model.Money, ok bool) {
	if a == nil {
		return 0, false
	}
	return a.Prices.Floor(product, BuyerOn(c, a.Policies[c.ID], d).InForce(), d)
}
