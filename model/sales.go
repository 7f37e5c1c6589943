package model

import (
	"time"

	"github.com/google/uuid"
)

// LineKind says what a sales line is.
type LineKind uint8

// Kinds of sales line.
const (
	LineSale   LineKind = iota // 销售
	LineReturn                 // 退货: amount and quantity are negative
	LineGift                   // 赠品/搭赠: quantity without amount
)

// SalesLine 销售明细: one line of the ledger. Lines are never edited away: a batch is
// undone whole by flagging the batch. Gross counts the amounts of sales; returns count
// lines of kind LineReturn and, of sales whose order was Returned, the same amount again;
// net = gross − returns.
type SalesLine struct {
	ID           ID        `gorm:"primaryKey;autoIncrement" json:"id"`
	UUID         uuid.UUID `gorm:"type:char(36);not null" json:"uuid"`
	CreatedAt    int64     `gorm:"autoCreateTime:milli" json:"created_at"` // Unix milliseconds: a million lines want it small
	UpdatedAt    int64     `gorm:"autoUpdateTime:milli" json:"updated_at"`
	BatchID      ID        `gorm:"index;not null" json:"batch_id"`
	RowNo        int       `json:"row_no"` // row in the file, from 1; 0 if entered by hand
	Date         Date      `gorm:"index;not null" json:"date"`
	OrderNo      string    `json:"order_no"`
	CustomerID   ID        `gorm:"not null" json:"customer_id"`
	ProductID    ID        `gorm:"not null" json:"product_id"`
	EmployeeID   ID        `json:"employee_id"`
	RegionID     ID        `json:"region_id"`
	DepartmentID ID        `json:"department_id"`
	Quantity     Quantity  `json:"quantity"`
	Amount       Money     `json:"amount"`
	Kind         LineKind  `json:"kind"`
	Returned     bool      `json:"returned"`    // sale whose order came back whole
	ReturnedBy   ID        `json:"returned_by"` // later batch that said so, 0 if the line's own did
	Note         string    `json:"note"`
}

// RowID is the row id.
func (l *SalesLine) RowID() ID { return l.ID }

// Gross is what the line adds to gross sales.
func (l *SalesLine) Gross() Money {
	if l.Kind == LineReturn {
		return 0
	}
	return l.Amount
}

// Net is what the line adds to net sales (销售额).
func (l *SalesLine) Net() Money {
	if l.Returned && l.Kind != LineReturn {
		return 0
	}
	return l.Amount
}

// BatchKind says where a batch came from.
type BatchKind string

// Kinds of batch.
const (
	BatchSales     BatchKind = "sales"
	BatchManual    BatchKind = "manual"
	BatchDemo      BatchKind = "demo"
	BatchTargets   BatchKind = "targets"
	BatchCustomers BatchKind = "customers"
	BatchProducts  BatchKind = "products"
	BatchEmployees BatchKind = "employees"
	BatchPayments  BatchKind = "payments"
)

// ImportBatch 导入批次: everything one import (or one sitting of manual entry) brought in.
// UndoneAt set means its lines count nowhere; clearing it brings them back.
type ImportBatch struct {
	Record
	Kind     BatchKind  `gorm:"index" json:"kind"`
	File     string     `json:"file"` // base name of the file
	Sheet    string     `json:"sheet"`
	FileHash string     `gorm:"index" json:"file_hash"` // SHA-256 of the content, hex
	Rows     int        `json:"rows"`                   // data rows seen in the file
	Imported int        `json:"imported"`
	Rejected int        `json:"rejected"`
	Skipped  int        `json:"skipped"` // same lines already in the ledger
	Marked   int        `json:"marked"`  // of these, lines now known to have come back
	Quantity Quantity   `json:"quantity"`
	Amount   Money      `json:"amount"` // the imported lines' own sum
	From     Date       `gorm:"column:date_from" json:"from"`
	To       Date       `gorm:"column:date_to" json:"to"`
	Notes    string     `json:"notes"` // what was said at import: left-out rows, computed amounts …
	UndoneAt *time.Time `gorm:"index" json:"undone_at"`

	// Different customers and products among what was imported; known only to the import
	// itself, not kept.
	Customers int `gorm:"-" json:"-"`
	Products  int `gorm:"-" json:"-"`
}
