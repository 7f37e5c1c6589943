// Package model is what the business is: its records and their pure rules.
package model

import (
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// ID is a row id inside one data folder; across laptops a record is known by its UUID.
type ID uint32

// Record is what every kept thing has: a row id, an identity that holds on every
// laptop, stamps, and soft delete.
type Record struct {
	ID        ID             `gorm:"primaryKey;autoIncrement" json:"id"`
	UUID      uuid.UUID      `gorm:"type:char(36);uniqueIndex;not null" json:"uuid"`
	CreatedAt time.Time      `json:"created_at"`
	UpdatedAt time.Time      `json:"updated_at"`
	DeletedAt gorm.DeletedAt `gorm:"index" json:"-"`
}

// NewUUID makes a time-ordered UUIDv7.
func NewUUID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// BeforeCreate gives a new record its identity.
func (r *Record) BeforeCreate(*gorm.DB) error {
	if r.UUID == uuid.Nil {
		r.UUID = NewUUID()
	}
	return nil
}

// RowID lets generic code read a record's row id.
func (r *Record) RowID() ID { return r.ID }
