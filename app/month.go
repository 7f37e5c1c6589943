package app

import (
	"context"

	"xunshi/app/reporting"
	"xunshi/model"
)

// CloseMonth keeps the month's report of every dimension as it is now.
func (a *App) CloseMonth(ctx context.Context, m model.Month) error {
	for _, by := range reporting.Dimensions() {
		if err := a.Reports.CloseMonth(ctx, m, a.ReportOptions(by)); err != nil {
			return err
		}
	}
	a.Changed.Emit(Change{Texts: true})
	return nil
}

// ReopenMonth drops the month's kept reports.
func (a *App) ReopenMonth(ctx context.Context, m model.Month) error {
	return a.changed(a.store.DeleteSnapshots(ctx, reporting.KindMonthly, m), Change{Texts: true})
}

// ClosedMonths lists the kept reports without their documents.
func (a *App) ClosedMonths(ctx context.Context) ([]model.ReportSnapshot, error) {
	return a.store.Snapshots(ctx)
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
