package products

import (
	"context"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Adjustment says how many prices change at once.
type Adjustment struct {
	Products []model.ID // nil = every listed product
	Kind     model.PriceKind
	Tier     string // the tier adjusted; "" with Kind PriceFloor is the floor for all
	List     bool   // the list price instead of a tier
	Percent  int    // basis points: 500 raises by 5%, −500 lowers
	Amount   model.Money
	Round    analysis.PriceStep
	From     model.Date
}

// AdjustedPrice is what an adjustment makes of one price.
type AdjustedPrice struct {
	Product  *model.Product
	Old, New model.Money
	Cost     model.Money
	Costed   bool
	Floor    model.Money // of the tier on the day; 0 = none
}

// Change is new ÷ old − 1.
func (a AdjustedPrice) Change() analysis.Value {
	return analysis.Growth(int64(a.New), int64(a.Old))
}

// Margin is (price − cost) ÷ price at the old and the new price; unknown without a cost.
func (a AdjustedPrice) Margin() (before, after analysis.Value) {
	if !a.Costed {
		return
	}
	return analysis.Rate(int64(a.Old-a.Cost), int64(a.Old)), analysis.Rate(int64(a.New-a.Cost), int64(a.New))
}

// BelowFloor tells whether the new price would undercut the floor.
func (a AdjustedPrice) BelowFloor() bool { return a.Floor > 0 && a.New < a.Floor }

// Preview works an adjustment out without changing anything. Products without a price to
// adjust are counted in without.
func (b *Book) Preview(ctx context.Context, a Adjustment) (list []AdjustedPrice, without int, err error) {
	if a.From.IsZero() {
		return nil, 0, model.NewFault(nil, i18n.T("没有填生效日期。"), i18n.T("价格没有改动。"), i18n.T("请填价格从哪一天起生效。"))
	}
	if a.Percent < -9_900 || a.Percent > 100_000 {
		return nil, 0, model.NewFault(nil, i18n.T("调价幅度要在 −99% 到 +1000% 之间。"), i18n.T("价格没有改动。"), i18n.T("请检查调价幅度。"))
	}
	prices, err := b.Prices(ctx)
	if err != nil {
		return nil, 0, err
	}
	wanted := map[model.ID]bool{}
	for _, id := range a.Products {
		wanted[id] = true
	}
	column := PriceColumn{Kind: a.Kind, Tier: a.Tier, List: a.List}
	for _, p := range inOrder(prices.directory) {
		if a.Products == nil && !p.Listed(a.From) || a.Products != nil && !wanted[p.ID] {
			continue
		}
		old := p.Price
		if !a.List {
			old = 0
			if s := prices.On(column.key(p.ID), a.From); s != nil {
				old = s.Price
			}
		}
		if old <= 0 {
			without++
			continue
		}
		one := AdjustedPrice{Product: p, Old: old, New: analysis.Adjusted(old, int64(a.Percent)*analysis.Hundred/10_000, a.Amount, a.Round)}
		one.Cost, one.Costed = prices.Cost(p.ID, a.From)
		if a.Kind == model.PriceTier {
			one.Floor, _ = prices.Floor(p.ID, a.Tier, a.From)
		}
		list = append(list, one)
	}
	return list, without, nil
}

// Adjust changes many prices from a day on, as one act. It tells how many changed.
func (b *Book) Adjust(ctx context.Context, a Adjustment) (operation string, changed int, err error) {
	list, _, err := b.Preview(ctx, a)
	if err != nil {
		return "", 0, err
	}
	var changes []NewPrice
	for _, one := range list {
		if one.New != one.Old {
			changes = append(changes, NewPrice{Product: one.Product.ID, Kind: a.Kind, Tier: a.Tier, List: a.List, Price: one.New})
		}
	}
	if len(changes) == 0 {
		return "", 0, model.NewFault(nil, i18n.T("没有价格会改变。"), i18n.T("价格没有改动。"), i18n.T("请填调价幅度,或选有价格的品项。"))
	}
	operation, err = b.SetPrices(ctx, a.From, changes)
	return operation, len(changes), err
}
