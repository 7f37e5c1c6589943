// Package duplicates is the page 查重: customers that may stand in the books twice, to be
// told apart or made one, and the merges made, each of which can be taken back.
package duplicates

import (
	"context"
	"log/slog"

	"xunshi/app/customers/merging"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// Merger is what the page needs of the use case.
type Merger interface {
	// Pairs gives the customers that may stand twice, the surest first.
	Pairs(ctx context.Context) ([]merging.Pair, error)
	Directory(ctx context.Context) (*model.Directory, error)
	Dismiss(ctx context.Context, pairs ...merging.Pair) (operation string, err error)
	// Dismissed counts the pairs found to be different; Reconsider forgets them.
	Dismissed(ctx context.Context) (int, error)
	Reconsider(ctx context.Context) (operation string, err error)
	// Compare puts two customers side by side; Merge makes one of them.
	Compare(ctx context.Context, keep, from model.ID) (*merging.Comparison, error)
	Merge(ctx context.Context, c *merging.Comparison) (*merging.Done, error)
	Merges(ctx context.Context) ([]merging.Done, error)
	Undo(ctx context.Context, operation string) error
	Redo(ctx context.Context, operation string) error
}

// Sure is the score from which a pair counts as waiting: the rest is to be looked at when
// there is time.
const Sure = 80

// Entry registers the page. Its Arg is nil, or the [2]model.ID of two customers to compare
// at once, the first of which stays.
func Entry(m Merger) shell.Entry {
	return shell.Entry{
		ID: shell.PageDuplicates, Name: func() string { return i18n.T("查重") }, Icon: icons.Customers, Group: shell.Hidden,
		Parent: shell.PageCustomers,
		New:    func(h shell.Host, arg any) shell.Page { return New(h, m, arg) },
		Badge:  func(ctx context.Context) int { return waiting(ctx, m) },
	}
}

func waiting(ctx context.Context, m Merger) int {
	pairs, err := m.Pairs(ctx)
	if err != nil {
		if ctx.Err() == nil {
			slog.Error("count the likely duplicates", "error", err)
		}
		return 0
	}
	n := 0
	for i := range pairs {
		if pairs[i].Score >= Sure {
			n++
		}
	}
	return n
}
