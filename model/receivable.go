package model

// EntryKind says what a receivable entry is.
type EntryKind string

// Kinds of receivable entry.
const (
	EntryInvoice EntryKind = "invoice" // 应收: raises the balance
	EntryReceipt EntryKind = "receipt" // 回款: lowers the balance
	EntryAdjust  EntryKind = "adjust"  // 调整: either way
)

// ReceivableEntry 账款: an invoice or a payment of a customer. Amount is positive for
// invoices and receipts alike; Effect gives its sign on the balance.
type ReceivableEntry struct {
	Record
	Kind       EntryKind `gorm:"index;not null" json:"kind"`
	Date       Date      `gorm:"index;not null" json:"date"`
	CustomerID ID        `gorm:"index;not null" json:"customer_id"`
	DocNo      string    `json:"doc_no"`
	Amount     Money     `json:"amount"`
	Due        Date      `json:"due"`
	Note       string    `json:"note"`
	BatchID    ID        `gorm:"index" json:"batch_id"`
}

// Effect is what the entry adds to the customer's balance (what is owed).
func (e *ReceivableEntry) Effect() Money {
	if e.Kind == EntryReceipt {
		return -e.Amount
	}
	return e.Amount
}
