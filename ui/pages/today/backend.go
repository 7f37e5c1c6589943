// Package today is the 今日 page: where the month stands, who lags, which key customers
// left their rhythm, and what was imported last.
package today

import (
	"context"

	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Backend is what the page needs of the program. The methods that read run off the
// interface goroutine.
type Backend interface {
	Today(ctx context.Context, q reporting.TodayRequest) (*reporting.Today, error)
	Directory(ctx context.Context) (*model.Directory, error)
	Batches(ctx context.Context) ([]model.ImportBatch, error) // newest first
	UndoBatch(ctx context.Context, id model.ID) error
	RedoBatch(ctx context.Context, id model.ID) error
	SaveVerdict(ctx context.Context, v model.FlagVerdictRecord) error
	// Money is the unit money is shown in; SetMoney keeps another.
	Money() document.MoneyUnit
	SetMoney(ctx context.Context, unit document.MoneyUnit) error
	Calendar() analysis.Calendar
	// OnChange calls f, on any goroutine, after data or settings changed, until stop.
	OnChange(f func()) (stop func())
}
