package pick

import (
	"cmp"
	"slices"
	"strings"

	"xunshi/model"
)

// Index finds among the same items again and again, a keystroke each: codes and names are
// folded once, as the search folds them (see model.MatchScore).
type Index struct {
	items []Item
	codes []string
	names []string
}

// NewIndex makes items ready; they must not change while it is used.
func NewIndex(items []Item) *Index {
	x := &Index{items: items, codes: make([]string, len(items)), names: make([]string, len(items))}
	for i := range items {
		x.codes[i], x.names[i] = folded(items[i].Code), folded(items[i].Name)
	}
	return x
}

// folded leaves the search nothing to fold: no capitals, no blanks.
func folded(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), "") }

// Find gives the items a query names, the best first; an empty query gives the first
// items in the given order. At most limit are given.
func (x *Index) Find(query string, limit int) []Item {
	if len(query) == 0 {
		return x.items[:min(limit, len(x.items))]
	}
	type hit struct{ score, index int }
	var hits []hit
	q := model.NewQuery(query)
	for i := range x.items {
		if s := q.Score(x.codes[i], x.names[i], x.items[i].Pinyin); s > 0 {
			hits = append(hits, hit{s, i})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.index, b.index))
	})
	out := make([]Item, 0, min(limit, len(hits)))
	for _, h := range hits[:min(limit, len(hits))] {
		out = append(out, x.items[h.index])
	}
	return out
}
