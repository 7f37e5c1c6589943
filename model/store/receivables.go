package store

import (
	"context"
	"fmt"
	"sort"

	"gorm.io/gorm"

	"xunshi/model"
)

// entryCache keeps every receivable entry in memory, by date: a monthly report ages all of
// them, and reading them anew took most of its time. Entries change only with the ledger.
type entryCache struct {
	stamp   uint64
	entries []model.ReceivableEntry
}

// ReceivableEntries gives every invoice, payment and adjustment dated until that day, in
// the order of their dates. The slice is shared: do not change it.
func (s *Store) ReceivableEntries(ctx context.Context, until model.Date) ([]model.ReceivableEntry, error) {
	stamp, err := readStamp(s.read.WithContext(ctx), keyLedgerStamp)
	if err != nil {
		return nil, err
	}
	s.entriesMu.Lock()
	defer s.entriesMu.Unlock()
	if s.entries == nil || s.entries.stamp != stamp {
		if s.entries, err = readEntries(s.read.WithContext(ctx)); err != nil {
			return nil, err
		}
	}
	all := s.entries.entries
	n := sort.Search(len(all), func(i int) bool { return all[i].Date > until })
	return all[:n:n], nil
}

func readEntries(db *gorm.DB) (*entryCache, error) {
	c := &entryCache{}
	err := db.Transaction(func(tx *gorm.DB) (err error) {
		if c.stamp, err = readStamp(tx, keyLedgerStamp); err != nil {
			return err
		}
		rows, err := tx.Model(&model.ReceivableEntry{}).Order("date, id").
			Select("id, kind, date, customer_id, doc_no, amount, due, note, batch_id").Rows()
		if err != nil {
			return fmt.Errorf("read the receivables: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var e model.ReceivableEntry
			if err := rows.Scan(&e.ID, &e.Kind, &e.Date, &e.CustomerID, &e.DocNo, &e.Amount, &e.Due, &e.Note, &e.BatchID); err != nil {
				return fmt.Errorf("read a receivable: %w", err)
			}
			c.entries = append(c.entries, e)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}
