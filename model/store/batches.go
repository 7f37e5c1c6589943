package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Batches lists every import batch, newest first, undone ones too.
func (s *Store) Batches(ctx context.Context) ([]model.ImportBatch, error) {
	var rows []model.ImportBatch
	if err := s.read.WithContext(ctx).Order("id DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list the batches: %w", err)
	}
	return rows, nil
}

// UndoBatch takes a whole batch out of the figures: its lines count nowhere, its targets
// and entries and the masters that only it brought go, and what it changed in known
// records goes back unless someone has changed it since. Batches may be undone and brought
// back in any order: what stands afterwards is what the batches in force say.
func (s *Store) UndoBatch(ctx context.Context, id model.ID) error {
	return s.flipBatch(ctx, id, true)
}

// RedoBatch brings an undone batch back, unless what it holds has come in again since.
func (s *Store) RedoBatch(ctx context.Context, id model.ID) error {
	return s.flipBatch(ctx, id, false)
}

func (s *Store) flipBatch(ctx context.Context, id model.ID, undo bool) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		batch, err := findBatch(tx, id, undo)
		if err != nil {
			return err
		}
		if !undo {
			if err := refuseTwice(tx, batch); err != nil {
				return err
			}
		}
		before := *batch
		action := actionRedo
		batch.UndoneAt = nil
		if undo {
			t := time.Now().UTC()
			batch.UndoneAt, action = &t, actionUndo
		}
		if err := tx.Save(batch).Error; err != nil {
			return fmt.Errorf("flag batch %d: %w", id, err)
		}
		if err := settle(tx, batch, undo); err != nil {
			return err
		}
		if err := journal(tx, model.NewUUID().String(), action, batch, id, &before, batch); err != nil {
			return err
		}
		return staleAll(tx)
	})
}

func staleAll(tx *gorm.DB) error {
	for _, key := range []string{keyLedgerStamp, keyDirectoryStamp, keyAgreedStamp} {
		if _, err := newStamp(tx, key); err != nil {
			return err
		}
	}
	return nil
}

func findBatch(tx *gorm.DB, id model.ID, wantActive bool) (*model.ImportBatch, error) {
	var batch model.ImportBatch
	err := tx.Take(&batch, id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, model.NewFault(err, i18n.T("没有编号为 %d 的导入批次。", id), i18n.T("数据没有改动。"),
			i18n.T("用“xunshi batches”或“销售 → 批次”查看编号。"))
	}
	if err != nil {
		return nil, fmt.Errorf("read batch %d: %w", id, err)
	}
	if active := batch.UndoneAt == nil; active != wantActive {
		what := i18n.T("批次 %d 已经撤销过了。", id)
		if active {
			what = i18n.T("批次 %d 没有被撤销,无需恢复。", id)
		}
		return nil, model.NewFault(nil, what, i18n.T("数据没有改动。"), "")
	}
	return &batch, nil
}
