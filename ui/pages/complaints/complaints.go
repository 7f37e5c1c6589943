// Package complaints is the page 投诉: the register of complaints with the overdue first,
// what they are about, their closing, and how content customers are.
package complaints

import (
	"context"
	"log/slog"

	"xunshi/app/customers/complaints"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
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

// Fresh as a route's Arg opens the form for a new complaint of a customer (0 = not known).
type Fresh struct{ Customer model.ID }

// Notes as a route's Arg opens the satisfaction of customers.
type Notes struct{}

// Entry registers the page. Its Arg is nil, a complaints.Filter, a model.ID (the complaint
// to open), Fresh or Notes.
func Entry(d Desk, out desk.Outlet) shell.Entry {
	return shell.Entry{
		ID: shell.PageComplaints, Name: func() string { return i18n.T("投诉") }, Icon: icons.Customers, Group: shell.Hidden,
		Parent: shell.PageCustomers,
		New:    func(h shell.Host, arg any) shell.Page { return New(h, d, out, arg) },
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
