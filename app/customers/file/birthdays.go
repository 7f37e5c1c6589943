package file

import (
	"cmp"
	"context"
	"slices"

	"xunshi/model"
	"xunshi/model/store"
)

// Birthday is a contact's birthday that comes soon.
type Birthday struct {
	Contact model.Contact
	On      model.Date // this year's or next year's day
	Days    int        // until then, 0 = today
	Turns   int        // years of age on that day
}

// BirthdaysAhead is how many days ahead birthdays are shown.
const BirthdaysAhead = 30

// Birthdays gives the birthdays among contacts from today on, at most days ahead, the
// soonest first. Who was born on 29 February has it on 1 March in other years.
func Birthdays(contacts []model.Contact, today model.Date, days int) []Birthday {
	var out []Birthday
	year, _, _ := today.YMD()
	for i := range contacts {
		born := contacts[i].Birthday
		if born.IsZero() {
			continue
		}
		birthYear, month, day := born.YMD()
		for _, y := range []int{year, year + 1} {
			on := model.DateOf(y, month, day)
			if left := int(on - today); left >= 0 && left <= days {
				out = append(out, Birthday{contacts[i], on, left, y - birthYear})
				break
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Birthday) int { return cmp.Compare(a.On, b.On) })
	return out
}

// Birthdays gives the birthdays of all customers' contacts that come within
// BirthdaysAhead days of today.
func (b *Book) Birthdays(ctx context.Context, today model.Date) ([]Birthday, error) {
	contacts, err := store.Find(ctx, b.store, model.Contact{})
	return Birthdays(contacts, today, BirthdaysAhead), err
}

// Price is what a customer of a tier pays for a product, and the floor below which a sale
// counts as 砸价.
type Price struct {
	Product *model.Product
	Tier    model.Money // per base unit, 0 = none entered
	Floor   model.Money // per base unit, 0 = none entered
}

// Prices gives the prices in force on a day for customers of a tier: products with a tier
// price or a floor price, by code. A floor for the tier goes before one for every tier,
// the later start before the earlier.
func (b *Book) Prices(ctx context.Context, tier string, day model.Date) ([]Price, error) {
	d, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := store.Find(ctx, b.store, model.ProductPrice{})
	if err != nil {
		return nil, err
	}
	type rank struct {
		own  bool
		from model.Date
	}
	found, ranks := map[model.ID]*Price{}, map[model.ID]rank{}
	for i := range rows {
		p := &rows[i]
		product := d.Products[p.ProductID]
		if product == nil || p.CustomerID != 0 || !p.InForce(day) || p.Tier != "" && p.Tier != tier {
			continue
		}
		price := found[p.ProductID]
		if price == nil {
			price = &Price{Product: product}
		}
		switch p.Kind {
		case model.PriceTier:
			price.Tier = p.Price
		case model.PriceFloor:
			r, known := ranks[p.ProductID], price.Floor != 0
			if known && (r.own && p.Tier == "" || r.own == (p.Tier != "") && r.from > p.From) {
				continue
			}
			price.Floor, ranks[p.ProductID] = p.Price, rank{p.Tier != "", p.From}
		default:
			continue
		}
		found[p.ProductID] = price
	}
	out := make([]Price, 0, len(found))
	for _, p := range found {
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b Price) int {
		return cmp.Or(cmp.Compare(a.Product.Code, b.Product.Code), cmp.Compare(a.Product.Name, b.Product.Name))
	})
	return out, nil
}
