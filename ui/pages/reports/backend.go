// Package reports is the 报表 page: pick a report, see it as the paper it will be, take it
// along as PDF, Excel or picture, print it, write the month's summary and plan, close the
// month.
package reports

import (
	"context"

	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/model"
	"xunshi/ui/desk"
)

// Backend is what the page needs of the program. Everything but Options and OnChange runs
// off the interface goroutine.
type Backend interface {
	Daily(ctx context.Context, date model.Date, opt reporting.Options) (*document.Document, error)
	Monthly(ctx context.Context, month model.Month, opt reporting.Options) (*document.Document, error)
	Directory(ctx context.Context) (*model.Directory, error)
	Facts(ctx context.Context) (*model.Facts, error)
	// Options are the user's settings as a report takes them; SetUnits keeps other units.
	Options(by reporting.Dimension) reporting.Options
	SetUnits(ctx context.Context, money document.MoneyUnit, quantity document.QuantityUnit) error

	desk.Outlet

	CloseMonth(ctx context.Context, m model.Month) error
	ReopenMonth(ctx context.Context, m model.Month) error
	// Closed lists the closed months.
	Closed(ctx context.Context) ([]model.Month, error)
	MonthText(ctx context.Context, m model.Month) (*model.MonthText, error) // nil if none
	SaveMonthText(ctx context.Context, m model.Month, summary string) error
	PlanItems(ctx context.Context, m model.Month) ([]model.PlanItem, error)
	SavePlan(ctx context.Context, m model.Month, items []model.PlanItem) error

	// OnChange calls f, on any goroutine, after data or settings changed, until stop.
	OnChange(f func()) (stop func())
}
