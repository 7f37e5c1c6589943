// Package importing is the page 导入: one file from picking it to the sums of what was
// imported, on one page: what was found in the file, how its columns are understood, and
// what importing would do, brought up to date at every change.
package importing

import (
	"context"

	"xunshi/app/importing"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// Importer opens files.
type Importer interface {
	Open(ctx context.Context, path string, kind model.BatchKind, progress importing.Progress) (*importing.Session, error)
}

// App is what the page needs of the program besides.
type App interface {
	UndoBatch(ctx context.Context, id model.ID) error
	// Imported tells the other pages that an import has written.
	Imported()
}

// Entry registers the page. Its Arg is nil, the path of a file, or the model.BatchKind of
// the file that is then asked for at once.
func Entry(im Importer, a App) shell.Entry {
	return shell.Entry{
		ID: shell.PageImport, Name: func() string { return i18n.T("导入") }, Icon: icons.Import, Group: shell.Hidden, Parent: shell.PageSales,
		New: func(h shell.Host, arg any) shell.Page { return New(h, im, a, arg) },
	}
}

// extensions of the files that can be read.
var extensions = []string{".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".tsv"}

// kindsOffered are the kinds of file, the usual one first.
var kindsOffered = []model.BatchKind{model.BatchSales, model.BatchTargets, model.BatchCustomers, model.BatchProducts,
	model.BatchEmployees, model.BatchPayments}

func kindLabel(k model.BatchKind) string {
	switch k {
	case model.BatchTargets:
		return i18n.T("目标")
	case model.BatchCustomers:
		return i18n.T("客户资料")
	case model.BatchProducts:
		return i18n.T("品项资料")
	case model.BatchEmployees:
		return i18n.T("人员名单")
	case model.BatchPayments:
		return i18n.T("应收与回款")
	}
	return i18n.T("销售明细")
}

// rowNoun is what one row of a kind is.
func rowNoun(k model.BatchKind) string {
	switch k {
	case model.BatchTargets:
		return i18n.T("行目标")
	case model.BatchCustomers:
		return i18n.T("家客户")
	case model.BatchProducts:
		return i18n.T("个品项")
	case model.BatchEmployees:
		return i18n.T("行人员")
	case model.BatchPayments:
		return i18n.T("笔账款")
	}
	return i18n.T("行")
}
