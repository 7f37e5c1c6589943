package store

import (
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
)

// migration0002 makes room for the records a manager lives in: the whole file of
// customers, people and products, what is kept beside them, and targets of quarters and
// years.
func migration0002(tx *gorm.DB) error {
	tables := slices.Concat(customersTables0002(), teamTables0002(), planningTables0002())
	if err := tx.Migrator().CreateTable(tables...); err != nil {
		return err
	}
	for _, added := range []struct {
		table  any
		fields []string
	}{
		{&customer0002{}, []string{"District", "Latitude", "Longitude", "Stage", "Licence", "Settlement", "CreditLimit", "PriceTier",
			"UpstreamID", "Warehouse", "WarehouseM2", "Vehicles", "Rivals", "Tags", "Opened", "Note", "Own", "MergedInto"}},
		{&product0002{}, []string{"Series", "Barcode", "CaseUnit", "InnerUnit", "UnitsPerInner", "NetContent", "NetUnit",
			"ShelfLifeDays", "Note"}},
		{&employee0002{}, []string{"Pinyin", "Photo", "WeChat", "Email", "Birthday", "Sort", "Note"}},
		{&target0002{}, []string{"Span"}},
	} {
		for _, field := range added.fields {
			if err := tx.Migrator().AddColumn(added.table, field); err != nil {
				return fmt.Errorf("add %s: %w", field, err)
			}
		}
	}
	return searchKeys0002(tx)
}

// searchKeys0002 gives people search keys, and customers and products new ones: names of
// places are read as they are spoken now.
func searchKeys0002(tx *gorm.DB) error {
	for _, table := range []string{"employees", "customers", "products"} {
		var rows []named0002
		if err := tx.Table(table).Select("id, name, pinyin").Find(&rows).Error; err != nil {
			return fmt.Errorf("read the names of %s: %w", table, err)
		}
		for _, r := range rows {
			key := SearchKey(r.Name)
			if key == r.Pinyin {
				continue
			}
			if err := tx.Table(table).Where("id = ?", r.ID).UpdateColumn("pinyin", key).Error; err != nil {
				return fmt.Errorf("give %s %d a search key: %w", table, r.ID, err)
			}
		}
	}
	return nil
}

// named0002 is what a search key is made for.
type named0002 struct {
	ID     uint32
	Name   string
	Pinyin string
}

type Record0002 struct {
	ID        uint32 `gorm:"primaryKey;autoIncrement"`
	UUID      string `gorm:"type:char(36);uniqueIndex;not null"`
	CreatedAt time.Time
	UpdatedAt time.Time
	DeletedAt gorm.DeletedAt `gorm:"index"`
}

// The new columns of tables that were there. They are never NULL: the defaults stand for
// what was not known.
type customer0002 struct {
	District    string  `gorm:"not null;default:''"`
	Latitude    float64 `gorm:"not null;default:0"`
	Longitude   float64 `gorm:"not null;default:0"`
	Stage       string  `gorm:"not null;default:''"`
	Licence     string  `gorm:"not null;default:''"`
	Settlement  string  `gorm:"not null;default:''"`
	CreditLimit int64   `gorm:"not null;default:0"`
	PriceTier   string  `gorm:"not null;default:''"`
	UpstreamID  uint32  `gorm:"not null;default:0"`
	Warehouse   string  `gorm:"not null;default:''"`
	WarehouseM2 int     `gorm:"column:warehouse_m2;not null;default:0"`
	Vehicles    int     `gorm:"not null;default:0"`
	Rivals      string  `gorm:"not null;default:''"`
	Tags        string  `gorm:"not null;default:''"`
	Opened      int     `gorm:"not null;default:0"`
	Note        string  `gorm:"not null;default:''"`
	Own         *string // JSON
	MergedInto  uint32  `gorm:"not null;default:0"`
}

func (customer0002) TableName() string { return "customers" }

type product0002 struct {
	Series        string `gorm:"not null;default:''"`
	Barcode       string `gorm:"not null;default:''"`
	CaseUnit      string `gorm:"not null;default:''"`
	InnerUnit     string `gorm:"not null;default:''"`
	UnitsPerInner int64  `gorm:"not null;default:0"`
	NetContent    int64  `gorm:"not null;default:0"`
	NetUnit       string `gorm:"not null;default:''"`
	ShelfLifeDays int    `gorm:"not null;default:0"`
	Note          string `gorm:"not null;default:''"`
}

func (product0002) TableName() string { return "products" }

type employee0002 struct {
	Pinyin   string `gorm:"not null;default:''"`
	Photo    string `gorm:"not null;default:''"`
	WeChat   string `gorm:"column:wechat;not null;default:''"`
	Email    string `gorm:"not null;default:''"`
	Birthday int    `gorm:"not null;default:0"`
	Sort     int    `gorm:"not null;default:0"`
	Note     string `gorm:"not null;default:''"`
}

func (employee0002) TableName() string { return "employees" }

type target0002 struct {
	Span string `gorm:"not null;default:''"`
}

func (target0002) TableName() string { return "targets" }
