package model

// Product 品项 (SKU). The code is the identity; one code may have carried several names.
type Product struct {
	Record
	Code         string   `gorm:"index" json:"code"`
	Name         string   `gorm:"index;not null" json:"name"`
	Pinyin       string   `json:"-"`
	Brand        string   `json:"brand"`
	Category     string   `json:"category"`    // 品类/品种
	Subcategory  string   `json:"subcategory"` // 子类
	Flavour      string   `json:"flavour"`
	Pack         string   `json:"pack"`           // 250ml×24
	BaseUnit     string   `json:"base_unit"`      // 件, 瓶, 盒 …
	UnitsPerCase Quantity `json:"units_per_case"` // base units in one 箱; 0 = not known
	Price        Money    `json:"price"`          // list price of a base unit, 0 = not known
	Launched     Date     `json:"launched"`
	Delisted     Date     `json:"delisted"`
	BatchID      ID       `gorm:"index" json:"batch_id"`

	Series        string   `json:"series"` // 系列, between brand and flavour
	Barcode       string   `json:"barcode"`
	CaseUnit      string   `json:"case_unit"`       // name of the outer pack, "" = 箱
	InnerUnit     string   `json:"inner_unit"`      // name of the pack between, "" = none
	UnitsPerInner Quantity `json:"units_per_inner"` // base units in one inner pack; 0 = none
	NetContent    Quantity `json:"net_content"`     // of one base unit, in NetUnit
	NetUnit       string   `json:"net_unit"`        // ml, g …
	ShelfLifeDays int      `json:"shelf_life_days"` // 保质期
	Note          string   `json:"note"`
}

// Listed tells whether the product belongs to the range on date d (全品项's denominator).
func (p *Product) Listed(d Date) bool {
	return (p.Launched.IsZero() || p.Launched <= d) && (p.Delisted.IsZero() || d < p.Delisted)
}
