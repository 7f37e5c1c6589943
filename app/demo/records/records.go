// Package records fills the demonstration region with the records beside its sales: people's
// posts, contacts, prices, complaints, training … Everything is made up, follows from the
// seed, and is dated so that it looks alive on the last day of the demo's sales.
package records

import (
	"context"
	"fmt"
	"math/rand/v2"

	"xunshi/model"
	"xunshi/model/store"
)

// Book is what the fillers work on.
type Book struct {
	Store     *store.Store
	Directory *model.Directory
	Facts     *model.Facts
	Today     model.Date // the last day of the demo's sales
	Rand      *rand.Rand // its own for each filler, so that one does not shift another
}

// fillers in the order they run; each writes one area in one act.
var fillers = []struct {
	name string
	fill func(ctx context.Context, b *Book) error
}{
	{"products", fillProducts},
	{"customers", fillCustomers},
	{"growth", fillGrowth},
	{"team", fillTeam},
	{"targets", fillTargets},
	{"duplicates", fillDuplicates},
	{"exchange", fillExchange},
}

// Fill writes the records of every area over the sales that are in the store.
func Fill(ctx context.Context, s *store.Store, seed uint64) error {
	for i, f := range fillers {
		directory, err := s.Directory(ctx) // an earlier filler may have added to it
		if err != nil {
			return err
		}
		facts, err := s.Facts(ctx)
		if err != nil {
			return err
		}
		span, ok := facts.Span()
		if !ok {
			return nil
		}
		b := &Book{Store: s, Directory: directory, Facts: facts, Today: span.To, Rand: rand.New(rand.NewPCG(seed, uint64(i)+1))}
		if err := f.fill(ctx, b); err != nil {
			return fmt.Errorf("fill the demo's %s: %w", f.name, err)
		}
	}
	return nil
}
