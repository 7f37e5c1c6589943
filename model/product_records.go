package model

// PriceKind says what a price is.
type PriceKind string

// Kinds of price.
const (
	PriceTier  PriceKind = "tier"  // 价格体系: what customers of a tier pay
	PriceFloor PriceKind = "floor" // 底价: below it is 砸价
	PriceCost  PriceKind = "cost"  // 成本
)

// ProductPrice 价格 of a product from one day to another, per base unit.
type ProductPrice struct {
	Record
	ProductID  ID        `gorm:"index;not null" json:"product_id"`
	Kind       PriceKind `gorm:"not null" json:"kind"`
	Tier       string    `json:"tier"`                     // of a tier price; of a floor price "" = every tier
	CustomerID ID        `gorm:"index" json:"customer_id"` // agreed with this customer only, 0 = everyone
	From       Date      `gorm:"column:valid_from" json:"from"`
	To         Date      `gorm:"column:valid_to" json:"to"` // last day, 0 = open
	Price      Money     `json:"price"`
	Note       string    `json:"note"`
	BatchID    ID        `gorm:"index" json:"batch_id"`
}

// InForce tells whether the price holds on date d.
func (p *ProductPrice) InForce(d Date) bool {
	return (p.From.IsZero() || p.From <= d) && (p.To.IsZero() || d <= p.To)
}

// ProductListing 渠道上架: the channel a product is to be sold in, from one day to another.
// A product without any listing is listed in every channel.
type ProductListing struct {
	Record
	ProductID ID     `gorm:"index;not null" json:"product_id"`
	Channel   string `gorm:"not null" json:"channel"`
	From      Date   `gorm:"column:valid_from" json:"from"`
	To        Date   `gorm:"column:valid_to" json:"to"`
}

// CalendarDay 日历: a day that differs from its weekday.
type CalendarDay struct {
	Record
	Date   Date   `gorm:"index;not null" json:"date"`
	Kind   string `gorm:"not null" json:"kind"` // "off" holiday, "work" 调休 worked, "weight" own weight
	Weight int    `json:"weight"`               // percent of an ordinary day, for "weight"
	Name   string `json:"name"`                 // 国庆节 …
}
