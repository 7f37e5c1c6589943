package model

import "time"

// JournalEntry 变更记录: one change to one record, with what stood there before and after,
// so that it can be shown and undone. Operation groups what one act of the user changed.
type JournalEntry struct {
	ID        uint64    `gorm:"primaryKey;autoIncrement" json:"id"`
	Operation string    `gorm:"index;not null" json:"operation"` // UUID of the act
	At        time.Time `gorm:"index;not null" json:"at"`
	Action    string    `gorm:"not null" json:"action"` // create, update, delete, replace, confirm, import, undo, redo
	Entity    string    `gorm:"index:journal_record;not null" json:"entity"`
	EntityID  ID        `gorm:"index:journal_record;not null" json:"entity_id"`
	Before    []byte    `json:"before"` // JSON, empty for a creation
	After     []byte    `json:"after"`  // JSON, empty for a deletion
	Undone    bool      `json:"undone"` // the act is a batch that is not in force
}

// Setting is one kept choice of the user.
type Setting struct {
	Key   string `gorm:"primaryKey" json:"key"`
	Value string `json:"value"`
}

// ColumnMapping remembers how the columns of a file with this header were assigned.
type ColumnMapping struct {
	Record
	Header  string `gorm:"uniqueIndex;not null" json:"header"` // fingerprint of the header row and kind of import
	Mapping []byte `json:"mapping"`                            // JSON
}
