// Package customers is the page 客户: the tree of regions with its roll-up, the list with
// search, views, filters and changes to many at once, and the card of the customer chosen.
package customers

import (
	"context"

	"xunshi/app"
	"xunshi/app/customers"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/pages/customerfile"
	"xunshi/ui/shell"
)

// Show as a route's Arg opens the page with this customer selected and its card open.
type Show model.ID

// Backend is what the page needs of the program. The methods that read or write run off
// the interface goroutine.
type Backend interface {
	List(ctx context.Context) (*customers.List, error)
	Card(ctx context.Context, id model.ID, unit document.MoneyUnit) (*customers.Card, error)

	Views(ctx context.Context) ([]customers.View, error)
	SaveView(ctx context.Context, v customers.View) (operation string, err error)
	DeleteView(ctx context.Context, id model.ID) (operation string, err error)
	Desk(ctx context.Context) (customers.Desk, error)
	KeepDesk(ctx context.Context, d customers.Desk) error

	Change(ctx context.Context, ids []model.ID, edits customers.Edits, progress customers.Progress) (operation string, changed int, err error)
	Delete(ctx context.Context, ids []model.ID, progress customers.Progress) (operation string, deleted int, refused []customers.Refusal, err error)
	LastGradeRule(ctx context.Context) (customers.GradeRule, error)
	PlanGrades(ctx context.Context, rule customers.GradeRule) (*customers.GradePlan, error)
	ApplyGrades(ctx context.Context, rule customers.GradeRule, progress customers.Progress) (operation string, changed int, err error)

	Contacted(ctx context.Context, l model.ContactLog) (operation string, err error)
	NextStepDone(ctx context.Context, id model.ID) (operation string, err error)
	Close(ctx context.Context, l *customers.List, f customers.Flag, verdict model.FlagVerdict, note string) error
	Undo(ctx context.Context, operation string) error

	// Cards takes business cards in and out.
	Cards() customerfile.Cards
	// Money is the unit money is shown in.
	Money() document.MoneyUnit
	Export(ctx context.Context, doc *document.Document, path string) error
	Print(ctx context.Context, path string) (exporting.Handed, error)
	OpenFile(path string) error
	// CopyPicture puts a PNG on the clipboard; name is what its file is called where that
	// is not possible.
	CopyPicture(ctx context.Context, picture []byte, name string) error
	// OnChange calls f, on any goroutine, after data or settings changed, until stop.
	OnChange(f func()) (stop func())
}

// live is the running program as the page's Backend.
type live struct {
	*customers.Book
	program *app.App
}

var _ Backend = live{}

// Cards implements Backend.
func (l live) Cards() customerfile.Cards { return l.program.Cards }

// Money implements Backend.
func (l live) Money() document.MoneyUnit { return l.program.Settings().Money }

// Export implements Backend.
func (l live) Export(ctx context.Context, doc *document.Document, path string) error {
	return l.program.Export(ctx, doc, path)
}

// Print implements Backend.
func (l live) Print(ctx context.Context, path string) (exporting.Handed, error) {
	return exporting.Print(ctx, path)
}

// OpenFile implements Backend.
func (l live) OpenFile(path string) error { return exporting.Open(path) }

// CopyPicture implements Backend.
func (l live) CopyPicture(ctx context.Context, picture []byte, name string) error {
	return desk.Live{}.CopyPicture(ctx, picture, name)
}

// OnChange implements Backend.
func (l live) OnChange(f func()) (stop func()) {
	return l.program.Changed.Subscribe(func(app.Change) { f() })
}

// Entry registers the page for the running program. Its Arg is nil, a Show, or a
// customers.Filter to list the customers of.
func Entry(a *app.App) shell.Entry {
	return shell.Entry{
		ID: shell.PageCustomers, Name: func() string { return i18n.T("客户") }, Icon: icons.Customers, Group: shell.GroupDaily,
		New: func(h shell.Host, arg any) shell.Page { return New(h, live{a.Customers, a}, arg) },
	}
}
