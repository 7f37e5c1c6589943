package store

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xunshi/model"
)

// Keys of settings the store keeps for itself.
const (
	keyLedgerStamp    = "store.ledger_stamp"
	keyDirectoryStamp = "store.directory_stamp"
	keyAgreedStamp    = "store.agreed_stamp"
)

// Setting reads one kept choice; ok is false if it was never made.
func (s *Store) Setting(ctx context.Context, key string) (value string, ok bool, err error) {
	return readSetting(s.read.WithContext(ctx), key)
}

// SetSetting keeps one choice.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.change(ctx, func(tx *gorm.DB) error { return writeSetting(tx, key, value) })
}

func readSetting(db *gorm.DB, key string) (string, bool, error) {
	var row model.Setting
	err := db.Where(clause.Eq{Column: "key", Value: key}).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("read setting %s: %w", key, err)
	}
	return row.Value, true, nil
}

func writeSetting(tx *gorm.DB, key, value string) error {
	err := tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&model.Setting{Key: key, Value: value}).Error
	if err != nil {
		return fmt.Errorf("keep setting %s: %w", key, err)
	}
	return nil
}

// newStamp marks that the ledger or the directory changed: caches that carry another
// stamp are stale. It is random, so that a restored or foreign database never looks like
// the one a cache was made from.
func newStamp(tx *gorm.DB, key string) (uint64, error) {
	id := model.NewUUID()
	stamp := binary.BigEndian.Uint64(id[8:]) ^ binary.BigEndian.Uint64(id[:8])
	if stamp == 0 {
		stamp = 1
	}
	return stamp, writeSetting(tx, key, stampText(stamp))
}

func stampText(stamp uint64) string {
	return hex.EncodeToString(binary.BigEndian.AppendUint64(nil, stamp))
}

func readStamp(db *gorm.DB, key string) (uint64, error) {
	text, ok, err := readSetting(db, key)
	if err != nil || !ok {
		return 0, err
	}
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != 8 { // damaged: any number that goes with this text will do
		h := fnv.New64a()
		_, _ = h.Write([]byte(text)) // it never fails
		return h.Sum64() | 1, nil
	}
	return binary.BigEndian.Uint64(b), nil
}

// LoadMapping gives the remembered column mapping of a header, nil if there is none.
func (s *Store) LoadMapping(ctx context.Context, header string) ([]byte, error) {
	var row model.ColumnMapping
	err := s.read.WithContext(ctx).Where("header = ?", header).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("load the column mapping: %w", err)
	}
	return row.Mapping, nil
}

// SaveMapping remembers the column mapping of a header.
func (s *Store) SaveMapping(ctx context.Context, header string, mapping []byte) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		row := model.ColumnMapping{Header: header, Mapping: mapping}
		return tx.Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "header"}},
			DoUpdates: clause.AssignmentColumns([]string{"mapping", "updated_at"}),
		}).Create(&row).Error
	})
}
