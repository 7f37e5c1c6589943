package analysis

import "xunshi/model"

// Margin 毛利 of sales, part of which may have no cost. What has none is kept apart and never
// counted as if it cost nothing.
type Margin struct {
	Sales    model.Money // 净销售额, with and without cost
	Covered  model.Money // part of Sales whose product had a cost on the day
	Cost     model.Money // of what is covered, gifts included
	GiftCost model.Money // part of Cost that gifts (搭赠) are
	Costed   int         // lines with a cost
	Uncosted int         // lines without
}

// Add counts one line of net amount and quantity; cost is that of a base unit on its day, ok
// whether there is one.
func (m *Margin) Add(amount model.Money, quantity model.Quantity, gift bool, cost model.Money, ok bool) {
	m.Sales += amount
	if !ok {
		m.Uncosted++
		return
	}
	m.Costed++
	m.Covered += amount
	spent := quantity.Times(cost)
	m.Cost += spent
	if gift {
		m.GiftCost += spent
	}
}

// Plus adds two margins.
func (m Margin) Plus(n Margin) Margin {
	return Margin{Sales: m.Sales + n.Sales, Covered: m.Covered + n.Covered, Cost: m.Cost + n.Cost,
		GiftCost: m.GiftCost + n.GiftCost, Costed: m.Costed + n.Costed, Uncosted: m.Uncosted + n.Uncosted}
}

// Known tells whether anything had a cost.
func (m Margin) Known() bool { return m.Costed > 0 }

// Missing is the sales without a cost.
func (m Margin) Missing() model.Money { return m.Sales - m.Covered }

// Profit 毛利额 = covered sales − their cost; unknown where nothing had a cost.
func (m Margin) Profit() Value {
	if !m.Known() {
		return Value{}
	}
	return Some(int64(m.Covered - m.Cost))
}

// Rate 毛利率 = 毛利额 ÷ covered sales.
func (m Margin) Rate() Value {
	if !m.Known() {
		return Value{}
	}
	return Rate(int64(m.Covered-m.Cost), int64(m.Covered))
}

// MissingShare is the part of the sales that has no cost.
func (m Margin) MissingShare() Value { return Rate(int64(m.Missing()), int64(m.Sales)) }
