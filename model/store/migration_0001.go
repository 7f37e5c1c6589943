package store

import (
	"time"

	"gorm.io/gorm"
)

// migration0001 makes the first tables: organisation, customers, products, the sales
// ledger with its batches, targets, receivables, report records, journal and settings.
func migration0001(tx *gorm.DB) error {
	return tx.Migrator().CreateTable(
		&region0001{}, &department0001{}, &employee0001{}, &customer0001{}, &product0001{},
		&importBatch0001{}, &salesLine0001{}, &target0001{}, &receivableEntry0001{},
		&reportSnapshot0001{}, &monthText0001{}, &planItem0001{}, &flagVerdict0001{},
		&journalEntry0001{}, &setting0001{}, &columnMapping0001{},
	)
}

type Record0001 struct {
	ID        uint32 `gorm:"primaryKey;autoIncrement"`
	UUID      string `gorm:"type:char(36);uniqueIndex;not null"`
	CreatedAt time.Time
	UpdatedAt time.Time
	DeletedAt gorm.DeletedAt `gorm:"index"`
}

type region0001 struct {
	Record0001
	Code      string `gorm:"index"`
	Name      string `gorm:"index;not null"`
	ParentID  uint32 `gorm:"index"`
	ManagerID uint32
	Sort      int
	BatchID   uint32 `gorm:"index"`
}

func (region0001) TableName() string { return "regions" }

type department0001 struct {
	Record0001
	Code     string `gorm:"index"`
	Name     string `gorm:"index;not null"`
	ParentID uint32 `gorm:"index"`
	Sort     int
	BatchID  uint32 `gorm:"index"`
}

func (department0001) TableName() string { return "departments" }

type employee0001 struct {
	Record0001
	Code         string `gorm:"index"`
	Name         string `gorm:"index;not null"`
	Position     string
	SuperiorID   uint32 `gorm:"index"`
	RegionID     uint32 `gorm:"index"`
	DepartmentID uint32 `gorm:"index"`
	Phone        string
	Hired        int
	LeftOn       int
	BatchID      uint32 `gorm:"index"`
}

func (employee0001) TableName() string { return "employees" }

type customer0001 struct {
	Record0001
	Code       string `gorm:"index"`
	Name       string `gorm:"index;not null"`
	Pinyin     string
	Kind       string
	Channel    string
	Grade      string
	RegionID   uint32 `gorm:"index"`
	OwnerID    uint32 `gorm:"index"`
	Province   string
	City       string
	Address    string
	Contact    string
	Phone      string
	WalkIn     bool
	KeyAccount bool
	TermDays   int
	BatchID    uint32 `gorm:"index"`
}

func (customer0001) TableName() string { return "customers" }

type product0001 struct {
	Record0001
	Code         string `gorm:"index"`
	Name         string `gorm:"index;not null"`
	Pinyin       string
	Brand        string
	Category     string
	Subcategory  string
	Flavour      string
	Pack         string
	BaseUnit     string
	UnitsPerCase int64
	Price        int64
	Launched     int
	Delisted     int
	BatchID      uint32 `gorm:"index"`
}

func (product0001) TableName() string { return "products" }

type importBatch0001 struct {
	Record0001
	Kind     string `gorm:"index"`
	File     string
	Sheet    string
	FileHash string `gorm:"index"`
	Rows     int
	Imported int
	Rejected int
	Skipped  int
	Marked   int
	Quantity int64
	Amount   int64
	DateFrom int
	DateTo   int
	Notes    string
	UndoneAt *time.Time `gorm:"index"`
}

func (importBatch0001) TableName() string { return "import_batches" }

type salesLine0001 struct {
	ID           uint32 `gorm:"primaryKey;autoIncrement"`
	UUID         string `gorm:"type:char(36);not null"`
	CreatedAt    int64
	UpdatedAt    int64
	BatchID      uint32 `gorm:"index;not null"`
	RowNo        int
	Date         int `gorm:"index;not null"`
	OrderNo      string
	CustomerID   uint32 `gorm:"not null"`
	ProductID    uint32 `gorm:"not null"`
	EmployeeID   uint32
	RegionID     uint32
	DepartmentID uint32
	Quantity     int64
	Amount       int64
	Kind         uint8
	Returned     bool
	ReturnedBy   uint32
	Note         string

	Batch    *importBatch0001 `gorm:"foreignKey:BatchID"`
	Customer *customer0001    `gorm:"foreignKey:CustomerID"`
	Product  *product0001     `gorm:"foreignKey:ProductID"`
}

func (salesLine0001) TableName() string { return "sales_lines" }

type target0001 struct {
	Record0001
	Month        int    `gorm:"index;not null"`
	Level        string `gorm:"not null"`
	Metric       string `gorm:"not null"`
	RegionID     uint32
	DepartmentID uint32
	EmployeeID   uint32
	CustomerID   uint32
	ProductID    uint32
	Category     string
	Channel      string
	Value        int64
	BatchID      uint32 `gorm:"index"`
}

func (target0001) TableName() string { return "targets" }

type receivableEntry0001 struct {
	Record0001
	Kind       string `gorm:"index;not null"`
	Date       int    `gorm:"index;not null"`
	CustomerID uint32 `gorm:"index;not null"`
	DocNo      string
	Amount     int64
	Due        int
	Note       string
	BatchID    uint32 `gorm:"index"`

	Customer *customer0001 `gorm:"foreignKey:CustomerID"`
}

func (receivableEntry0001) TableName() string { return "receivable_entries" }

type reportSnapshot0001 struct {
	Record0001
	Kind     string `gorm:"index;not null"`
	Month    int    `gorm:"index;not null"`
	By       string
	Document []byte
	ClosedAt time.Time
}

func (reportSnapshot0001) TableName() string { return "report_snapshots" }

type monthText0001 struct {
	Record0001
	Month   int `gorm:"index;not null"`
	Summary string
}

func (monthText0001) TableName() string { return "month_texts" }

type planItem0001 struct {
	Record0001
	Month int `gorm:"index;not null"`
	Sort  int
	Text  string
	State string
	Note  string
}

func (planItem0001) TableName() string { return "plan_items" }

type flagVerdict0001 struct {
	Record0001
	Month      int    `gorm:"index;not null"`
	Rule       string `gorm:"not null"`
	CustomerID uint32 `gorm:"index;not null"`
	Verdict    string
	Note       string
}

func (flagVerdict0001) TableName() string { return "flag_verdict_records" }

type journalEntry0001 struct {
	ID        uint64    `gorm:"primaryKey;autoIncrement"`
	Operation string    `gorm:"index;not null"`
	At        time.Time `gorm:"index;not null"`
	Action    string    `gorm:"not null"`
	Entity    string    `gorm:"index:journal_record;not null"`
	EntityID  uint32    `gorm:"index:journal_record;not null"`
	Before    []byte
	After     []byte
	Undone    bool
}

func (journalEntry0001) TableName() string { return "journal_entries" }

type setting0001 struct {
	Key   string `gorm:"primaryKey"`
	Value string
}

func (setting0001) TableName() string { return "settings" }

type columnMapping0001 struct {
	Record0001
	Header  string `gorm:"uniqueIndex;not null"`
	Mapping []byte
}

func (columnMapping0001) TableName() string { return "column_mappings" }
