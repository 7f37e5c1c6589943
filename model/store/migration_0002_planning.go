package store

import "time"

// planningTables0002 are prices, listings, calendar, forecasts and file exchange.
func planningTables0002() []any {
	return []any{&productPrice0002{}, &productListing0002{}, &calendarDay0002{}, &forecastRun0002{}, &forecastValue0002{}, &forecastOverride0002{}, &repWorkbook0002{}, &marketStatus0002{}}
}

type productPrice0002 struct {
	Record0002
	ProductID  uint32 `gorm:"index;not null"`
	Kind       string `gorm:"not null"`
	Tier       string
	CustomerID uint32 `gorm:"index"`
	From       int    `gorm:"column:valid_from"`
	To         int    `gorm:"column:valid_to"`
	Price      int64
	Note       string
	BatchID    uint32 `gorm:"index"`
}

func (productPrice0002) TableName() string { return "product_prices" }

type productListing0002 struct {
	Record0002
	ProductID uint32 `gorm:"index;not null"`
	Channel   string `gorm:"not null"`
	From      int    `gorm:"column:valid_from"`
	To        int    `gorm:"column:valid_to"`
}

func (productListing0002) TableName() string { return "product_listings" }

type calendarDay0002 struct {
	Record0002
	Date   int    `gorm:"index;not null"`
	Kind   string `gorm:"not null"`
	Weight int
	Name   string
}

func (calendarDay0002) TableName() string { return "calendar_days" }

type forecastRun0002 struct {
	Record0002
	Made   time.Time
	Origin int    `gorm:"index;not null"`
	By     string `gorm:"column:by_dimension;not null"`
	Metric string `gorm:"not null"`
	Months int
}

func (forecastRun0002) TableName() string { return "forecast_runs" }

type forecastValue0002 struct {
	ID     uint32 `gorm:"primaryKey;autoIncrement"`
	RunID  uint32 `gorm:"index;not null"`
	NodeID uint32
	Month  int `gorm:"not null"`
	Value  int64
	Lower  int64
	Upper  int64
	Method string
}

func (forecastValue0002) TableName() string { return "forecast_values" }

type forecastOverride0002 struct {
	Record0002
	By     string `gorm:"column:by_dimension;index;not null"`
	NodeID uint32
	Metric string
	Month  int `gorm:"not null"`
	Origin int
	Value  int64
	Reason string `gorm:"not null"`
}

func (forecastOverride0002) TableName() string { return "forecast_overrides" }

type repWorkbook0002 struct {
	Record0002
	EmployeeID uint32 `gorm:"index;not null"`
	Kind       string
	From       int `gorm:"column:date_from"`
	To         int `gorm:"column:date_to"`
	Due        int
	File       string
	WrittenAt  time.Time
	ReturnedAt *time.Time
	ReturnHash string
	Rows       int
	BatchID    uint32
	Operation  string
}

func (repWorkbook0002) TableName() string { return "rep_workbooks" }

type marketStatus0002 struct {
	Record0002
	EmployeeID uint32 `gorm:"index"`
	Date       int    `gorm:"index;not null"`
	RegionID   uint32 `gorm:"index"`
	CustomerID uint32 `gorm:"index"`
	Channel    string
	Topic      string
	Brand      string
	Product    string
	Price      int64
	Text       string
	WorkbookID uint32 `gorm:"index"`
}

func (marketStatus0002) TableName() string { return "market_statuses" }
