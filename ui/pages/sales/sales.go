// Package sales is the page 销售: the lines of the ledger with filters, sums and export
// (明细), lines typed in by hand (录入), and the import batches with undo (批次).
package sales

import (
	"context"

	"xunshi/app/document"
	"xunshi/app/ledger"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// App is what the page needs of the program.
type App interface {
	// Lines finds ledger lines.
	Lines(ctx context.Context, f model.LineFilter, s model.LineSort) (*ledger.Lines, error)
	// Batches lists the import batches, newest first.
	Batches(ctx context.Context) ([]model.ImportBatch, error)
	// UndoBatch takes a whole batch out of the figures; RedoBatch brings it back.
	UndoBatch(ctx context.Context, id model.ID) error
	RedoBatch(ctx context.Context, id model.ID) error
	// SaveManual writes lines typed in by hand as one batch.
	SaveManual(ctx context.Context, lines []model.ManualLine, note string) (*model.ImportBatch, error)
	// Directory gives every master record.
	Directory(ctx context.Context) (*model.Directory, error)
	// Draft and SetDraft keep what is half typed.
	Draft(ctx context.Context, key string) (string, error)
	SetDraft(ctx context.Context, key, text string) error
	// Export writes a document to a file; the ending chooses the format.
	Export(ctx context.Context, doc *document.Document, path string) error
}

// Tab is a part of the page; as a route's Arg it opens the page there.
type Tab string

// Tabs of the page.
const (
	TabLines   Tab = "lines"
	TabEntry   Tab = "entry"
	TabBatches Tab = "batches"
)

var tabs = []Tab{TabLines, TabEntry, TabBatches}

func (t Tab) label() string {
	switch t {
	case TabEntry:
		return i18n.T("录入")
	case TabBatches:
		return i18n.T("批次")
	}
	return i18n.T("明细")
}

// Entry registers the page. Its Arg is nil, a Tab, or a model.LineFilter to show the lines
// of; a filter without a period shows all time.
func Entry(a App) shell.Entry {
	return shell.Entry{
		ID: shell.PageSales, Name: func() string { return i18n.T("销售") }, Icon: icons.Sales, Group: shell.GroupDaily,
		New: func(h shell.Host, arg any) shell.Page { return New(h, a, arg) },
	}
}
