// Package complaints is the page 投诉: the register of complaints with the overdue first,
// what they are about, their closing, and how content customers are.
package complaints

import (
	"context"
	"log/slog"

	"xunshi/app"
	"xunshi/app/customers/complaints"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// Desk is what the page needs of the use case.
type Desk interface {
	Register(ctx context.Context, today model.Date) (*complaints.Register, error)
	// Save writes a complaint and copies new photos; a *complaints.Refusal says what is wrong.
	Save(ctx context.Context, c *model.Complaint, photos []string, today model.Date) (operation string, err error)
	Remove(ctx context.Context, c *model.Complaint) (operation string, err error)
	SaveNote(ctx context.Context, n *model.Satisfaction, today model.Date) (operation string, err error)
	RemoveNote(ctx context.Context, n *model.Satisfaction) (operation string, err error)
	Undo(ctx context.Context, operation string) error
	Overdue(ctx context.Context, today model.Date) (int, error)
	// PhotoPath is where the photo of a name lies.
	PhotoPath(name string) string
}

// Program is what the page needs of the program beside it.
type Program interface {
	Export(ctx context.Context, doc *document.Document, path string) error
	Print(ctx context.Context, path string) (exporting.Handed, error)
	OpenFile(path string) error
}

// Fresh as a route's Arg opens the form for a new complaint of a customer (0 = not known).
type Fresh struct{ Customer model.ID }

// Notes as a route's Arg opens the satisfaction of customers.
type Notes struct{}

// Live is the running program as the page's Program.
type Live struct{ *app.App }

// Print implements Program.
func (Live) Print(ctx context.Context, path string) (exporting.Handed, error) {
	return exporting.Print(ctx, path)
}

// OpenFile implements Program. (It hides the field of that name: the file given on the
// command line.)
func (Live) OpenFile(path string) error { return exporting.Open(path) }

// Entry registers the page. Its Arg is nil, a complaints.Filter, a model.ID (the complaint
// to open), Fresh or Notes.
func Entry(d Desk, p Program) shell.Entry {
	return shell.Entry{
		ID: shell.PageComplaints, Name: func() string { return i18n.T("投诉") }, Icon: icons.Customers, Group: shell.Hidden,
		Parent: shell.PageCustomers,
		New:    func(h shell.Host, arg any) shell.Page { return New(h, d, p, arg) },
		Badge:  func(ctx context.Context) int { return overdue(ctx, d) },
	}
}

func overdue(ctx context.Context, d Desk) int {
	n, err := d.Overdue(ctx, model.Today())
	if err != nil && ctx.Err() == nil {
		slog.Error("count the overdue complaints", "error", err)
	}
	return n
}
