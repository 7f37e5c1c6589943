package records

import (
	"cmp"
	"context"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// priceKinds by the words of the interface.
//
//i18n:key
var priceKinds = []struct {
	kind model.PriceKind
	word string
}{{model.PriceTier, "价格体系"}, {model.PriceFloor, "底价"}, {model.PriceCost, "成本"}}

func priceSheet(l *lookup) *kindSheet[model.ProductPrice] {
	type r = model.ProductPrice
	kinds := make([]string, len(priceKinds))
	for i, k := range priceKinds {
		kinds[i] = i18n.T(k.word)
	}
	kind := named("kind", "种类", Text, 10).options(kinds).with(func(c *Column) { c.Required, c.Closed = true, true })
	s := newSheet([]field[r]{
		refField(l, named("product", "品项", Ref, 28).with(required), Products, func(p *r) *model.ID { return &p.ProductID }),
		{kind, func(p *r) string {
			for _, k := range priceKinds {
				if k.kind == p.Kind {
					return i18n.T(k.word)
				}
			}
			return ""
		}, func(p *r, text string) error {
			for _, k := range priceKinds {
				if i18n.T(k.word) == text {
					p.Kind = k.kind
				}
			}
			return nil
		}},
		textField(named("tier", "体系", Text, 10).options(l.tiers), func(p *r) *string { return &p.Tier }),
		refField(l, named("customer", "专供客户", Ref, 22), Customers, func(p *r) *model.ID { return &p.CustomerID }),
		moneyField(named("price", "价格(元)", Money, 10).with(required), func(p *r) *model.Money { return &p.Price }),
		dateField(named("from", "开始", Date, 12), func(p *r) *model.Date { return &p.From }),
		dateField(named("to", "结束", Date, 12), func(p *r) *model.Date { return &p.To }),
		textField(named("note", "备注", Text, 20), func(p *r) *string { return &p.Note }),
	})
	s.idOf = func(p *r) model.ID { return p.ID }
	s.pinyin = func(p *r) string {
		if of := l.directory.Products[p.ProductID]; of != nil {
			return of.Pinyin
		}
		return ""
	}
	s.all = func(context.Context, *store.Store) ([]*r, error) {
		out := pointers(slices.Clone(l.prices))
		slices.SortStableFunc(out, func(a, b *r) int {
			return cmp.Or(cmp.Compare(l.text(Products, a.ProductID), l.text(Products, b.ProductID)), -cmp.Compare(a.Kind, b.Kind),
				cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID))
		})
		return out, nil
	}
	s.one = store.GetIn[r]
	s.rules = func(texts map[string]string) map[string]string {
		out := orderly(texts, "from", "to", map[string]string{})
		if texts["kind"] == i18n.T("价格体系") && texts["tier"] == "" && texts["customer"] == "" {
			out["tier"] = i18n.T("请写哪个价格体系")
		}
		return out
	}
	s.write = func(e *store.Edit, p *r) error { return store.Put(e, p) }
	s.delete = func(e *store.Edit, p *r) error { return store.Remove(e, p) }
	return s
}
