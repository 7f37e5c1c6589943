// Package records is the page 资料表格: every kind of record as one grid, typed into, pasted
// from Excel and saved as one goes; and the files to and from it.
package records

import (
	"context"

	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// Book is what the page needs of the program.
type Book interface {
	Load(ctx context.Context, k records.Kind) (*records.Table, error)
	Save(ctx context.Context, k records.Kind, edits []records.Edit) ([]records.Outcome, string, error)
	Undo(ctx context.Context, operation string) error
	Draft(ctx context.Context, k records.Kind) (string, error)
	SetDraft(ctx context.Context, k records.Kind, text string) error
	Layout(ctx context.Context, k records.Kind) ([]string, error)
	SetLayout(ctx context.Context, k records.Kind, keys []string) error
	Export(ctx context.Context, k records.Kind, path string, opt records.ExportOptions) (int, error)
	Template(ctx context.Context, k records.Kind, path string) error
}

// Entry registers the page. Its Arg is nil or the records.Kind to show.
func Entry(b Book) shell.Entry {
	return shell.Entry{
		ID: shell.PageRecords, Name: func() string { return i18n.T("资料表格") }, Icon: icons.Table, Group: shell.GroupSettings,
		New: func(h shell.Host, arg any) shell.Page { return New(h, b, arg) },
	}
}
