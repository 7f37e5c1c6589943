package figures

import (
	"cmp"
	"context"
	"slices"

	"xunshi/app/training"
	"xunshi/model"
	"xunshi/model/store"
)

// Term is what schemes of appraisal and of bonus have in common: a name, whom they are meant
// for, and from when until when.
type Term struct {
	Name, Positions string
	From, To        model.Date
}

// SortSchemes puts those in force on today first, then by name.
func SortSchemes[T any](schemes []T, today model.Date, of func(*T) Term) {
	over := func(t Term) int {
		if t.To != 0 && t.To < today {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(schemes, func(x, y T) int {
		a, b := of(&x), of(&y)
		return cmp.Or(cmp.Compare(over(a), over(b)), cmp.Compare(a.Name, b.Name))
	})
}

// SchemeFor picks the scheme of a position in a month: one that names the position before
// one for everyone, the one that began last before older ones. nil if there is none.
func SchemeFor[T any](schemes []T, position string, month model.Month, of func(*T) Term) *T {
	var best *T
	var held Term
	for i := range schemes {
		t := of(&schemes[i])
		if (t.From != 0 && t.From > month.Last()) || (t.To != 0 && t.To < month.First()) || !training.MeantFor(t.Positions, position) {
			continue
		}
		named, heldNamed := t.Positions != "", held.Positions != ""
		if best == nil || named && !heldNamed || named == heldNamed && t.From >= held.From {
			best, held = &schemes[i], t
		}
	}
	return best
}

// LastMonth is the month that is usually appraised and paid: the last one the data cover
// whole, else the one they reach into; that of today without data.
func LastMonth(ctx context.Context, s *store.Store, today model.Date) (model.Month, error) {
	facts, err := s.Facts(ctx)
	if err != nil {
		return 0, err
	}
	span, ok := facts.Span()
	if !ok {
		return today.Month(), nil
	}
	month := span.To.Month()
	if span.To < month.Last() && span.From < month.First() {
		month--
	}
	return month, nil
}
