package today

import (
	"context"
	"log/slog"

	"xunshi/app"
	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// Live is the running program as the page's Backend.
type Live struct{ *app.App }

var _ Backend = Live{}

// Entry registers the page for the running program.
func Entry(a *app.App) shell.Entry {
	return shell.Entry{
		ID: shell.PageToday, Name: func() string { return i18n.T("今日") }, Icon: icons.Today, Group: shell.GroupDaily,
		New:   func(h shell.Host, _ any) shell.Page { return New(h, Live{a}) },
		Badge: func(ctx context.Context) int { return waiting(ctx, Live{a}) },
	}
}

// waiting counts the flags of key customers in the month of the latest sales that nobody
// has closed.
func waiting(ctx context.Context, b Backend) int {
	t, err := b.Today(ctx, reporting.TodayRequest{Money: b.Money(), Calendar: b.Calendar()})
	if err != nil {
		if ctx.Err() == nil {
			slog.Error("count the flags", "error", err)
		}
		return 0
	}
	return t.KeyFlagCount
}

// Today implements Backend.
func (l Live) Today(ctx context.Context, q reporting.TodayRequest) (*reporting.Today, error) {
	return l.Reports.Today(ctx, q)
}

// Money implements Backend.
func (l Live) Money() document.MoneyUnit { return l.Settings().Money }

// SetMoney implements Backend.
func (l Live) SetMoney(ctx context.Context, unit document.MoneyUnit) error {
	s := l.Settings()
	s.Money = unit
	return l.SetSettings(ctx, s)
}

// OnChange implements Backend.
func (l Live) OnChange(f func()) (stop func()) {
	return l.Changed.Subscribe(func(app.Change) { f() })
}
