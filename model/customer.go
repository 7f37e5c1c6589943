package model

// Customer 客户: someone who buys. The code is the identity, never the name: two
// customers of one name keep their own files. A customer imported without a code has
// an empty Code and is then known by name.
type Customer struct {
	Record
	Code     string `gorm:"index" json:"code"`
	Name     string `gorm:"index;not null" json:"name"`
	Pinyin   string `json:"-"`       // search key: full pinyin and initials, kept by the store
	Kind     string `json:"kind"`    // 经销商 商超 批发 终端 餐饮 电商 县乡批发 代理
	Channel  string `json:"channel"` // 渠道 as the reports group it
	Grade    string `json:"grade"`   // A B C
	RegionID ID     `gorm:"index" json:"region_id"`
	OwnerID  ID     `gorm:"index" json:"owner_id"` // Employee in charge
	Province string `json:"province"`
	City     string `json:"city"`
	Address  string `json:"address"`
	Contact  string `json:"contact"`
	Phone    string `json:"phone"`
	WalkIn   bool   `json:"walk_in"`                       // the 散客 account for lines without a customer
	Key      bool   `gorm:"column:key_account" json:"key"` // 重点客户
	TermDays int    `json:"term_days"`                     // 账期 in days
	BatchID  ID     `gorm:"index" json:"batch_id"`

	District    string            `json:"district"`
	Latitude    float64           `json:"latitude"` // degrees north, 0 with Longitude 0 = not known
	Longitude   float64           `json:"longitude"`
	Stage       CustomerStage     `json:"stage"`                    // "" counts as active
	Licence     string            `json:"licence"`                  // 营业执照号/统一社会信用代码
	Settlement  string            `json:"settlement"`               // 现款 账期 月结 …
	CreditLimit Money             `json:"credit_limit"`             // 0 = none agreed
	PriceTier   string            `json:"price_tier"`               // tier of the price list the customer buys at
	UpstreamID  ID                `gorm:"index" json:"upstream_id"` // Customer (dealer) the goods come from, 0 = the company
	Warehouse   string            `json:"warehouse"`                // where and what kind
	WarehouseM2 int               `gorm:"column:warehouse_m2" json:"warehouse_m2"`
	Vehicles    int               `json:"vehicles"`
	Rivals      string            `json:"rivals"` // rival brands carried, comma separated
	Tags        string            `json:"tags"`   // comma separated
	Opened      Date              `json:"opened"` // 开户日期
	Note        string            `json:"note"`
	Own         map[string]string `gorm:"serializer:json" json:"own"` // the user's own fields: FieldDefinition.UUID → value
	MergedInto  ID                `json:"merged_into"`                // the file this one was merged into (then deleted), 0 if not
}

// CustomerStage says how far the business with a customer has come.
type CustomerStage string

// Stages of a customer.
const (
	StageProspect CustomerStage = "prospect" // 潜在
	StageActive   CustomerStage = "active"   // 合作
	StageStopped  CustomerStage = "stopped"  // 停止合作
)

// CustomerKinds are the types of customer of the trade, in the order they are offered.
//
//i18n:data
var CustomerKinds = []string{"经销商", "商超", "批发", "终端", "餐饮", "电商", "县乡批发", "代理"}
