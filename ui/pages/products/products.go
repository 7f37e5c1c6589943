// Package products is the page 品项: the tree and list of what is sold with its figures and a
// card for each SKU, prices by tier, listing per channel, sales below the floor, and margins.
package products

import (
	"context"

	"xunshi/app"
	"xunshi/app/document"
	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// Book is what the page needs of the use cases; see package app/products.
type Book interface {
	Undo(ctx context.Context, operation string) error
	Directory(ctx context.Context) (*model.Directory, error)
	Today(ctx context.Context) (model.Date, error)

	Range(ctx context.Context, region model.ID) (*products.Range, error)
	Card(ctx context.Context, r *products.Range, id, region model.ID) (*products.Card, error)
	Save(ctx context.Context, p *model.Product) (operation string, err error)
	Remove(ctx context.Context, id model.ID) (operation string, err error)
	SetMany(ctx context.Context, ids []model.ID, c products.Change) (operation string, err error)
	Rename(ctx context.Context, n products.Node, to string) (operation string, changed int, err error)

	PriceMatrix(ctx context.Context, kind model.PriceKind, on model.Date, delisted bool) (*products.PriceMatrix, error)
	SetPrices(ctx context.Context, from model.Date, changes []products.NewPrice) (operation string, err error)
	Specials(ctx context.Context, on model.Date) ([]products.Special, error)
	SavePrice(ctx context.Context, p *model.ProductPrice) (operation string, err error)
	RemovePrice(ctx context.Context, id model.ID) (operation string, err error)
	Preview(ctx context.Context, a products.Adjustment) (list []products.AdjustedPrice, without int, err error)
	Adjust(ctx context.Context, a products.Adjustment) (operation string, changed int, err error)
	PriceList(ctx context.Context, o products.PriceListOptions) (*document.Document, error)

	ListingMatrix(ctx context.Context, on model.Date, delisted bool) (*products.ListingMatrix, error)
	SetListings(ctx context.Context, on model.Date, changes []products.NewListing) (operation string, err error)
	Strays(ctx context.Context, p model.Period) (*products.Strays, error)
	BelowFloor(ctx context.Context, p model.Period, region model.ID) (*products.Below, error)
	Margins(ctx context.Context, by products.MarginBy, p model.Period, region model.ID) (*products.MarginTable, error)
}

// Program is what the page needs of the program beside.
type Program interface {
	// Organisation is printed on top of documents.
	Organisation() string
	// Outlet takes documents along: files, the printer, the clipboard.
	desk.Outlet
	// Draft and SetDraft keep what is half typed.
	Draft(ctx context.Context, key string) (string, error)
	SetDraft(ctx context.Context, key, text string) error
}

// Tab is a part of the page; as a route's Arg it opens the page there.
type Tab string

// Tabs of the page.
const (
	TabRange   Tab = "range"
	TabPrices  Tab = "prices"
	TabListing Tab = "listing"
	TabBelow   Tab = "below"
	TabMargin  Tab = "margin"
)

var tabs = []Tab{TabRange, TabPrices, TabListing, TabBelow, TabMargin}

func (t Tab) label() string {
	switch t {
	case TabPrices:
		return i18n.T("价格")
	case TabListing:
		return i18n.T("上架")
	case TabBelow:
		return i18n.T("低价预警")
	case TabMargin:
		return i18n.T("毛利")
	}
	return i18n.T("目录")
}

// Live is the running program as the page's Program.
type Live struct {
	desk.Live
	App *app.App
}

var _ Program = Live{}

// Organisation implements Program.
func (l Live) Organisation() string { return l.App.Settings().Organisation }

// Draft implements Program.
func (l Live) Draft(ctx context.Context, key string) (string, error) { return l.App.Draft(ctx, key) }

// SetDraft implements Program.
func (l Live) SetDraft(ctx context.Context, key, text string) error {
	return l.App.SetDraft(ctx, key, text)
}

// Entry registers the page for the running program. Its Arg is nil, a Tab, or the model.ID of
// a product, whose card it opens.
func Entry(book Book, a *app.App) shell.Entry {
	return shell.Entry{
		ID: shell.PageProducts, Name: func() string { return i18n.T("品项") }, Icon: icons.Product, Group: shell.GroupDaily,
		New: func(h shell.Host, arg any) shell.Page { return New(h, book, Live{App: a}, arg) },
	}
}
