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
}
