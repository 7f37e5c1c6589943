package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"xunshi/model"
)

// takeOne gives the one record that matches, nil if there is none.
func takeOne[T any](db *gorm.DB) (*T, error) {
	row := new(T)
	err := db.Order("id DESC").Take(row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %T: %w", row, err)
	}
	return row, nil
}

func findAll[T any](db *gorm.DB) ([]T, error) {
	var rows []T
	if err := db.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read %T: %w", rows, err)
	}
	return rows, nil
}

// MonthText gives what the manager wrote for a month, nil if nothing.
func (s *Store) MonthText(ctx context.Context, m model.Month) (*model.MonthText, error) {
	return takeOne[model.MonthText](s.read.WithContext(ctx).Where("month = ?", m))
}

// PlanItems gives the plan of a month in its order.
func (s *Store) PlanItems(ctx context.Context, m model.Month) ([]model.PlanItem, error) {
	return findAll[model.PlanItem](s.read.WithContext(ctx).Where("month = ?", m).Order("sort, id"))
}

// SaveMonthText keeps the summary of a month.
func (s *Store) SaveMonthText(ctx context.Context, m model.Month, summary string) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		text, err := takeOne[model.MonthText](tx.Where("month = ?", m))
		if err != nil {
			return err
		}
		if text == nil {
			text = &model.MonthText{Month: m}
		}
		if text.Summary == summary {
			return nil
		}
		text.Summary = summary
		return saveRecord(tx, model.NewUUID().String(), text)
	})
}

// SavePlan keeps the plan of a month: items with an ID are updated, those without are
// new, and items of the month that are not among them are deleted.
func (s *Store) SavePlan(ctx context.Context, m model.Month, items []model.PlanItem) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		known, err := findAll[model.PlanItem](tx.Where("month = ?", m))
		if err != nil {
			return err
		}
		operation := model.NewUUID().String()
		byID := map[model.ID]*model.PlanItem{}
		for i := range known {
			byID[known[i].ID] = &known[i]
		}
		for i := range items {
			item := items[i]
			item.Month, item.Sort = m, i
			if item.State == "" {
				item.State = model.PlanOpen
			}
			if old := byID[item.ID]; old != nil {
				delete(byID, item.ID)
				if old.Text == item.Text && old.State == item.State && old.Note == item.Note && old.Sort == item.Sort {
					continue
				}
				item.Record = old.Record
			} else {
				item.Record = model.Record{}
			}
			if err := saveRecord(tx, operation, &item); err != nil {
				return err
			}
		}
		for _, gone := range byID {
			if err := deleteRecord(tx, operation, actionDelete, gone); err != nil {
				return err
			}
		}
		return nil
	})
}

// Verdicts gives how the flags of a month were closed.
func (s *Store) Verdicts(ctx context.Context, m model.Month) ([]model.FlagVerdictRecord, error) {
	return findAll[model.FlagVerdictRecord](s.read.WithContext(ctx).Where("month = ?", m).Order("id"))
}

// SaveVerdict closes one flag, or changes how it was closed.
func (s *Store) SaveVerdict(ctx context.Context, v model.FlagVerdictRecord) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		old, err := takeOne[model.FlagVerdictRecord](tx.Where("month = ? AND rule = ? AND customer_id = ?", v.Month, v.Rule, v.CustomerID))
		if err != nil {
			return err
		}
		v.Record = model.Record{}
		if old != nil {
			v.Record = old.Record
		}
		return saveRecord(tx, model.NewUUID().String(), &v)
	})
}

// Snapshot gives the kept report of a closed month, nil if it is not closed. An empty by
// gives the latest of any dimension.
func (s *Store) Snapshot(ctx context.Context, kind string, m model.Month, by string) (*model.ReportSnapshot, error) {
	q := s.read.WithContext(ctx).Where("kind = ? AND month = ?", kind, m)
	if by != "" {
		q = q.Where(map[string]any{"by": by})
	}
	return takeOne[model.ReportSnapshot](q)
}

// Snapshots lists the closed reports without their documents, newest month first.
func (s *Store) Snapshots(ctx context.Context) ([]model.ReportSnapshot, error) {
	return findAll[model.ReportSnapshot](s.read.WithContext(ctx).Omit("document").Order("month DESC, id"))
}

// SaveSnapshot keeps a closed report. An earlier one of the same month and dimension is
// replaced but stays in the journal's reach (soft delete).
func (s *Store) SaveSnapshot(ctx context.Context, snap *model.ReportSnapshot) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		if err := dropSnapshot(tx, snap.Kind, snap.Month, snap.By); err != nil {
			return err
		}
		return tx.Create(snap).Error
	})
}

func dropSnapshot(tx *gorm.DB, kind string, m model.Month, by string) error {
	q := tx.Where("kind = ? AND month = ?", kind, m).Where(map[string]any{"by": by})
	if err := q.Delete(&model.ReportSnapshot{}).Error; err != nil {
		return fmt.Errorf("replace the snapshot of %s: %w", m, err)
	}
	return nil
}
