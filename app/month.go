package app

import (
	"context"
	"time"

	"xunshi/app/reporting"
	"xunshi/model"
)

// CloseMonth 月结 keeps the month's report as it is now, so that it reprints the same.
func (a *App) CloseMonth(ctx context.Context, m model.Month) error {
	return a.changed(a.Reports.CloseMonth(ctx, m, a.ReportOptions(reporting.ByRegion)), Change{Texts: true})
}

// ReopenMonth 反月结 has the month's reports drawn from the ledger again.
func (a *App) ReopenMonth(ctx context.Context, m model.Month) error {
	return a.changed(a.Reports.Reopen(ctx, m), Change{Texts: true})
}

// ClosedMonth is a month that is closed, and since when.
type ClosedMonth struct {
	Month    model.Month
	ClosedAt time.Time
}

// ClosedMonths lists the closed months, newest first.
func (a *App) ClosedMonths(ctx context.Context) ([]ClosedMonth, error) {
	kept, err := a.store.Snapshots(ctx)
	if err != nil {
		return nil, err
	}
	var closed []ClosedMonth
	seen := map[model.Month]bool{}
	for i := range kept {
		m := kept[i].Month
		if seen[m] {
			continue
		}
		seen[m] = true
		at, err := a.Reports.ClosedAt(ctx, m)
		if err != nil {
			return nil, err
		}
		if !at.IsZero() {
			closed = append(closed, ClosedMonth{Month: m, ClosedAt: at})
		}
	}
	return closed, nil
}

// MonthText gives the summary of a month, nil if none.
func (a *App) MonthText(ctx context.Context, m model.Month) (*model.MonthText, error) {
	return a.store.MonthText(ctx, m)
}

// SaveMonthText keeps the summary of a month.
func (a *App) SaveMonthText(ctx context.Context, m model.Month, summary string) error {
	return a.changed(a.store.SaveMonthText(ctx, m, summary), Change{Texts: true})
}

// PlanItems gives the plan of a month.
func (a *App) PlanItems(ctx context.Context, m model.Month) ([]model.PlanItem, error) {
	return a.store.PlanItems(ctx, m)
}

// SavePlan keeps the plan of a month.
func (a *App) SavePlan(ctx context.Context, m model.Month, items []model.PlanItem) error {
	return a.changed(a.store.SavePlan(ctx, m, items), Change{Texts: true})
}

// SaveVerdict closes a flag.
func (a *App) SaveVerdict(ctx context.Context, v model.FlagVerdictRecord) error {
	return a.changed(a.store.SaveVerdict(ctx, v), Change{Texts: true})
}
