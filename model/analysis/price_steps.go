package analysis

import (
	"slices"

	"xunshi/model"
)

// PriceChange is what one change does to the steps of a key.
type PriceChange struct {
	Put    []model.ProductPrice // to be written: ID 0 is new
	Remove []model.ProductPrice // to be taken away
}

// Empty tells whether nothing changes.
func (c PriceChange) Empty() bool { return len(c.Put) == 0 && len(c.Remove) == 0 }

// ChangePrice has the price of a key be price from the day from on, given the steps that
// there are: the step in force ends the day before, a step that begins on that day gets the
// new price. The new price holds as long as the one it follows would have, and never beyond
// the day before the next step. A price of 0 ends the price on that day.
func ChangePrice(steps []model.ProductPrice, k PriceKey, from model.Date, price model.Money) PriceChange {
	steps = slices.Clone(steps)
	SortPrices(steps)
	var change PriceChange
	fresh := model.ProductPrice{ProductID: k.Product, Kind: k.Kind, Tier: k.Tier, CustomerID: k.Customer, From: from, Price: price}
	for i := range steps {
		s := steps[i]
		switch {
		case s.From == from:
			switch {
			case price <= 0:
				change.Remove = append(change.Remove, s)
			case s.Price != price:
				s.Price = price
				change.Put = append(change.Put, s)
			}
			return change
		case s.From > from:
			if fresh.To.IsZero() || fresh.To >= s.From {
				fresh.To = s.From - 1
			}
			return begin(change, fresh)
		case s.InForce(from):
			if s.Price == price {
				return PriceChange{}
			}
			fresh.To = s.To
			s.To = from - 1
			change.Put = append(change.Put, s)
		}
	}
	return begin(change, fresh)
}

// begin adds a new step, unless it is only the end of the one before.
func begin(change PriceChange, fresh model.ProductPrice) PriceChange {
	if fresh.Price > 0 {
		change.Put = append(change.Put, fresh)
	}
	return change
}

// OverlappingPrice gives the step of the same key that a price would overlap, nil if there is
// none.
func OverlappingPrice(steps []model.ProductPrice, p *model.ProductPrice) *model.ProductPrice {
	k := PriceKeyOf(p)
	for i := range steps {
		s := &steps[i]
		if PriceKeyOf(s) != k || s.ID == p.ID && p.ID != 0 {
			continue
		}
		startsInTime := p.To.IsZero() || s.From <= p.To
		endsInTime := s.To.IsZero() || p.From <= s.To
		if startsInTime && endsInTime {
			return s
		}
	}
	return nil
}

// PriceStep is what a price is rounded to.
type PriceStep = model.Money

// Steps that prices are rounded to.
const (
	ToFen      PriceStep = model.Fen      // 0.01
	ToHalfJiao PriceStep = 5 * model.Fen  // 0.05
	ToJiao     PriceStep = 10 * model.Fen // 0.1
)

// Adjusted is a price raised (or lowered) by a rate (as in Hundred) and an amount, rounded
// to a step; it never falls below one step.
func Adjusted(price model.Money, rate int64, amount model.Money, step PriceStep) model.Money {
	step = max(step, 1)
	raised := price + model.Money(model.MulDiv(int64(price), rate, Hundred)) + amount
	return max(model.Money(model.RoundTo(int64(raised), int64(step))), step)
}
