package model

import "time"

// ForecastRun 预测: one forecast kept with its month of making, so that it can be judged
// later by what came.
type ForecastRun struct {
	Record
	Made   time.Time `json:"made"`
	Origin Month     `gorm:"index;not null" json:"origin"`           // last month whose sales were known
	By     string    `gorm:"column:by_dimension;not null" json:"by"` // region product customer total
	Metric Metric    `gorm:"not null" json:"metric"`
	Months int       `json:"months"`
}

// ForecastValue is one month of one node of a run.
type ForecastValue struct {
	ID     ID     `gorm:"primaryKey;autoIncrement" json:"id"`
	RunID  ID     `gorm:"index;not null" json:"run_id"`
	NodeID ID     `json:"node_id"` // Region, Product or Customer, 0 for the total
	Month  Month  `gorm:"not null" json:"month"`
	Value  int64  `json:"value"` // in the metric's unit
	Lower  int64  `json:"lower"`
	Upper  int64  `json:"upper"`
	Method string `json:"method"`
}

// ForecastOverride 人工调整: what the manager expects instead, and why.
type ForecastOverride struct {
	Record
	By     string `gorm:"column:by_dimension;index;not null" json:"by"`
	NodeID ID     `json:"node_id"`
	Metric Metric `json:"metric"`
	Month  Month  `gorm:"not null" json:"month"`
	Origin Month  `json:"origin"` // of the forecast it replaces
	Value  int64  `json:"value"`
	Reason string `gorm:"not null" json:"reason"`
}

// RepWorkbook 业代工作簿: a workbook written for a rep to fill in and send back.
type RepWorkbook struct {
	Record
	EmployeeID ID         `gorm:"index;not null" json:"employee_id"`
	Kind       string     `json:"kind"` // what it asks for: sales, status, visits, comma separated
	From       Date       `gorm:"column:date_from" json:"from"`
	To         Date       `gorm:"column:date_to" json:"to"`
	Due        Date       `json:"due"`
	File       string     `json:"file"`
	WrittenAt  time.Time  `json:"written_at"`
	ReturnedAt *time.Time `json:"returned_at"` // nil = still missing
	ReturnHash string     `json:"return_hash"` // SHA-256 of the file that came back
	Rows       int        `json:"rows"`
	BatchID    ID         `json:"batch_id"`  // of its sales lines
	Operation  string     `json:"operation"` // act in the journal that took in the rest
}

// MarketStatus 市态反映: one line of a rep's market-status form.
type MarketStatus struct {
	Record
	EmployeeID ID     `gorm:"index" json:"employee_id"`
	Date       Date   `gorm:"index;not null" json:"date"`
	RegionID   ID     `gorm:"index" json:"region_id"`
	CustomerID ID     `gorm:"index" json:"customer_id"`
	Channel    string `json:"channel"`
	Topic      string `json:"topic"` // 价格 竞品 促销 库存 冲货 …
	Brand      string `json:"brand"` // whose
	Product    string `json:"product"`
	Price      Money  `json:"price"`
	Text       string `json:"text"`
	WorkbookID ID     `gorm:"index" json:"workbook_id"`
}

// RowID lets generic code read the row id.
func (v *ForecastValue) RowID() ID { return v.ID }
