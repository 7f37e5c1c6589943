// Package customerfile is the page of one customer's file (客户档案): everything kept about
// a customer to be read and changed, with contacts, agreements and history; and business
// cards in and out.
package customerfile

import (
	"context"

	"xunshi/app/customers/file"
	"xunshi/app/customers/merging"
	"xunshi/app/customers/vcard"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// Files is what the page needs of the use case of the customer's file.
type Files interface {
	// Open reads a file; id 0 gives an empty one.
	Open(ctx context.Context, id model.ID) (*file.File, error)
	// Save writes a file as one act, or refuses it with a *file.Refusal.
	Save(ctx context.Context, f *file.File) (file.Saved, error)
	// Remove deletes a customer nobody speaks of.
	Remove(ctx context.Context, id model.ID) (operation string, err error)
	Undo(ctx context.Context, operation string) error
	History(ctx context.Context, id model.ID) ([]file.Happening, error)
	// Resembling gives the customers the one typed may already be.
	Resembling(ctx context.Context, c *model.Customer, limit int) ([]merging.Pair, error)
	Suggestions(ctx context.Context) (file.Suggestions, error)
	Definitions(ctx context.Context) ([]model.FieldDefinition, error)
	SaveDefinitions(ctx context.Context, definitions []model.FieldDefinition) (operation string, err error)
	// Prices gives what customers of a tier pay on a day, and the floors.
	Prices(ctx context.Context, tier string, day model.Date) ([]file.Price, error)
	Directory(ctx context.Context) (*model.Directory, error)
}

// Cards is what the page needs of business cards.
type Cards interface {
	Export(ctx context.Context, customers []model.ID, path string) (int, error)
	Read(ctx context.Context, path string) (*vcard.Preview, error)
	Import(ctx context.Context, p *vcard.Preview) (vcard.Result, error)
	Undo(ctx context.Context, operation string) error
	Directory(ctx context.Context) (*model.Directory, error)
}

// Drafts keeps what is half typed.
type Drafts interface {
	Draft(ctx context.Context, key string) (string, error)
	SetDraft(ctx context.Context, key, text string) error
}

// Part is a part of the page.
type Part int

// Parts of the page; as a field of Arg one is opened at once.
const (
	PartFile Part = iota
	PartContacts
	PartAgreements
	PartHistory
)

func (p Part) label() string {
	switch p {
	case PartContacts:
		return i18n.T("联系人")
	case PartAgreements:
		return i18n.T("政策与合同")
	case PartHistory:
		return i18n.T("变更历史")
	}
	return i18n.T("资料")
}

var parts = []Part{PartFile, PartContacts, PartAgreements, PartHistory}

// Arg opens a customer's file at a part. A plain model.ID opens it at the first.
type Arg struct {
	ID   model.ID
	Part Part
}

// Entry registers the page. Its Arg is a model.ID (0 = a new customer) or an Arg.
func Entry(files Files, cards Cards, drafts Drafts) shell.Entry {
	return shell.Entry{
		ID: shell.PageCustomer, Name: func() string { return i18n.T("客户档案") }, Icon: icons.Customers, Group: shell.Hidden,
		Parent: shell.PageCustomers,
		New:    func(h shell.Host, arg any) shell.Page { return New(h, files, cards, drafts, arg) },
	}
}
