package products

import (
	"cmp"
	"context"
	"slices"

	"xunshi/model"
	"xunshi/model/analysis"
)

// BelowLine is a sale below the floor (砸价).
type BelowLine struct {
	Line     model.ID // SalesLine
	Date     model.Date
	Customer *model.Customer // nil if gone
	Employee *model.Employee
	Region   *model.Region
	Product  *model.Product
	Quantity model.Quantity
	Amount   model.Money
	Price    model.Money    // per base unit, net
	Floor    model.Money    // that held on the day
	Agreed   analysis.Price // what the customer was to pay
}

// Under is how much a base unit was sold below the floor.
func (l *BelowLine) Under() model.Money { return l.Floor - l.Price }

// Loss is what the line falls short of the floor by.
func (l *BelowLine) Loss() model.Money { return l.Quantity.Times(l.Floor) - l.Amount }

// Depth is Under ÷ floor.
func (l *BelowLine) Depth() analysis.Value { return analysis.Rate(int64(l.Under()), int64(l.Floor)) }

// Below is the sales below the floor in a period.
type Below struct {
	Period    model.Period
	Lines     []BelowLine // newest first, then the largest loss
	Checked   int         // sales lines held against a floor
	Unfloored int         // sales lines whose product has no floor
	Loss      model.Money
	Amount    model.Money
	Customers int // different customers
}

// BelowFloor lists the lines of a period whose net unit price lies below the floor in force
// on their day. Gifts, returns and sales that came back are left out.
func (b *Book) BelowFloor(ctx context.Context, p model.Period, region model.ID) (*Below, error) {
	facts, err := b.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	prices, err := b.Prices(ctx)
	if err != nil {
		return nil, err
	}
	out := &Below{Period: p}
	out.read(&analysis.Ledger{Facts: facts, Scope: analysis.Within(prices.directory, region)}, prices)
	slices.SortStableFunc(out.Lines, func(a, b BelowLine) int {
		return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.Loss(), a.Loss()), cmp.Compare(a.Line, b.Line))
	})
	return out, ctx.Err()
}

func (out *Below) read(l *analysis.Ledger, prices *Prices) {
	f, d := l.Facts, prices.directory
	customers := map[model.ID]bool{}
	lo, hi := f.Range(out.Period)
	for i := lo; i < hi; i++ {
		if !l.In(i) || !f.Flags[i].Purchase() || f.Quantities[i] <= 0 || d.Products[f.Products[i]] == nil {
			continue
		}
		buyer := prices.Buyer(f.Customers[i], f.Dates[i])
		floor, ok := prices.Floor(f.Products[i], buyer.InForce(), f.Dates[i])
		if !ok {
			out.Unfloored++
			continue
		}
		out.Checked++
		if !analysis.BelowFloor(f.Amounts[i], f.Quantities[i], floor) {
			continue
		}
		line := BelowLine{Line: f.Lines[i], Date: f.Dates[i], Customer: d.Customers[f.Customers[i]], Employee: d.Employees[f.Employees[i]],
			Region: d.Regions[f.Regions[i]], Product: d.Products[f.Products[i]], Quantity: f.Quantities[i], Amount: f.Amounts[i], Floor: floor,
			Agreed: prices.PriceFor(d.Products[f.Products[i]], buyer, f.Dates[i])}
		line.Price, _ = analysis.UnitPrice(line.Amount, line.Quantity) // the quantity is not 0
		out.Lines = append(out.Lines, line)
		out.Loss += line.Loss()
		out.Amount += line.Amount
		customers[f.Customers[i]] = true
	}
	out.Customers = len(customers)
}
