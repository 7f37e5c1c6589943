package reports

import (
	"context"

	"xunshi/app"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// Live is the running program as the page's Backend.
type Live struct{ *app.App }

var _ Backend = Live{}

// Entry registers the page for the running program. Its route takes an Ask.
func Entry(a *app.App) shell.Entry {
	return shell.Entry{
		ID: shell.PageReports, Name: func() string { return i18n.T("报表") }, Icon: icons.Reports, Group: shell.GroupInsight,
		New: func(h shell.Host, arg any) shell.Page { return New(h, Live{a}, arg) },
	}
}

// Daily implements Backend.
func (l Live) Daily(ctx context.Context, date model.Date, opt reporting.Options) (*document.Document, error) {
	return l.Reports.Daily(ctx, date, opt)
}

// Monthly implements Backend.
func (l Live) Monthly(ctx context.Context, month model.Month, opt reporting.Options) (*document.Document, error) {
	return l.Reports.Monthly(ctx, month, opt)
}

// Options implements Backend.
func (l Live) Options(by reporting.Dimension) reporting.Options { return l.ReportOptions(by) }

// SetUnits implements Backend.
func (l Live) SetUnits(ctx context.Context, money document.MoneyUnit, quantity document.QuantityUnit) error {
	s := l.Settings()
	s.Money, s.Quantity = money, quantity
	return l.SetSettings(ctx, s)
}

// Print implements Backend.
func (l Live) Print(ctx context.Context, path string) (exporting.Handed, error) {
	return desk.Live{}.Print(ctx, path)
}

// OpenFile implements Backend. (It hides the field of that name: the file given on the
// command line.)
func (l Live) OpenFile(path string) error { return desk.Live{}.OpenFile(path) }

// CopyPicture implements Backend.
func (l Live) CopyPicture(ctx context.Context, picture []byte, name string) error {
	return desk.Live{}.CopyPicture(ctx, picture, name)
}

// OnChange implements Backend.
func (l Live) OnChange(f func()) (stop func()) {
	return l.Changed.Subscribe(func(app.Change) { f() })
}

// Closed implements Backend.
func (l Live) Closed(ctx context.Context) ([]model.Month, error) {
	closed, err := l.ClosedMonths(ctx)
	months := make([]model.Month, len(closed))
	for i, c := range closed {
		months[i] = c.Month
	}
	return months, err
}
