package importing

import "xunshi/model"

// tally counts the different values an attribute was given and knows the most frequent;
// of equally frequent ones, the first.
type tally[T comparable] struct {
	first T
	n     int
	more  map[T]int
	order []T
}

func (t *tally[T]) add(v T) {
	var zero T
	switch {
	case v == zero:
	case t.n == 0:
		t.first, t.n = v, 1
	case v == t.first:
		t.n++
	default:
		if t.more == nil {
			t.more = map[T]int{}
		}
		if t.more[v]++; t.more[v] == 1 {
			t.order = append(t.order, v)
		}
	}
}

func (t *tally[T]) best() T {
	best, n := t.first, t.n
	for _, v := range t.order {
		if t.more[v] > n {
			best, n = v, t.more[v]
		}
	}
	return best
}

// different is how many different values there were.
func (t *tally[T]) different() int {
	if t.n == 0 {
		return 0
	}
	return 1 + len(t.more)
}

// who is a code and a name, as a row gives them.
type who struct{ code, name string }

// roll is the list of drafts of one kind of master, each found by code, or by name where
// no code is given. Two codes that share a name stay two.
type roll struct {
	list   []entry
	byCode map[string]model.Ref
	byName map[string]model.Ref // drafts without a code
	last   who                  // rows of one customer or order stand together
	lastAt model.Ref
}

type entry struct {
	code string
	name tally[string]
}

func newRoll() roll {
	return roll{byCode: map[string]model.Ref{}, byName: map[string]model.Ref{}, lastAt: model.NoRef}
}

// find gives the draft of w, making it if it is new; NoRef if w is nobody.
func (r *roll) find(w who) model.Ref {
	if w.code == "" && w.name == "" {
		return model.NoRef
	}
	if w == r.last && r.lastAt >= 0 {
		r.list[r.lastAt].name.add(w.name)
		return r.lastAt
	}
	index, key := r.byName, w.name
	if w.code != "" {
		index, key = r.byCode, w.code
	}
	at, ok := index[key]
	if !ok {
		at = model.Ref(len(r.list))
		r.list = append(r.list, entry{code: w.code})
		index[key] = at
	}
	r.list[at].name.add(w.name)
	r.last, r.lastAt = w, at
	return at
}

// nameOf is what a draft is called: its most frequent name, else its code.
func (r *roll) nameOf(i int) string {
	if n := r.list[i].name.best(); n != "" {
		return n
	}
	return r.list[i].code
}

// severalNames counts the codes that carry more than one name.
func (r *roll) severalNames() int {
	n := 0
	for i := range r.list {
		if r.list[i].code != "" && r.list[i].name.different() > 1 {
			n++
		}
	}
	return n
}

// joinBare tells, for every draft, the draft it is one with: a draft without a code is the
// one draft with a code that bears its name, if there is exactly one. nil if there is
// nothing to join.
func (r *roll) joinBare() []model.Ref {
	if len(r.byName) == 0 || len(r.byCode) == 0 {
		return nil
	}
	bearers := map[string][]model.Ref{}
	for i := range r.list {
		if r.list[i].code != "" {
			n := r.nameOf(i)
			bearers[n] = append(bearers[n], model.Ref(i))
		}
	}
	var to []model.Ref
	for name, at := range r.byName {
		if len(bearers[name]) != 1 {
			continue
		}
		if to == nil {
			to = make([]model.Ref, len(r.list))
			for i := range to {
				to[i] = model.Ref(i)
			}
		}
		to[at] = bearers[name][0]
	}
	return to
}

// compact drops the drafts that joined another and renumbers the rest; it returns the new
// place of every old one.
func compact(to []model.Ref) (place []model.Ref, kept []int) {
	place = make([]model.Ref, len(to))
	for i, t := range to {
		if t == model.Ref(i) {
			place[i] = model.Ref(len(kept))
			kept = append(kept, i)
		}
	}
	for i, t := range to {
		if t != model.Ref(i) {
			place[i] = place[t]
		}
	}
	return place, kept
}

func pick[T any](list []T, kept []int) []T {
	out := make([]T, len(kept))
	for n, i := range kept {
		out[n] = list[i]
	}
	return out
}
