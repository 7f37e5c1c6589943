package table

import (
	"slices"

	"xunshi/ui/widgets/job"
)

const (
	pageSize  = 200
	keepPages = 64
)

// rows is what a table shows: all of it in memory, or pages of a Source.
type rows[T any] struct {
	items   []T // in memory and arranged
	all     []T // in memory as given
	source  Source[T]
	length  int
	pages   map[int][]T
	recent  []int // page numbers, the last used at the end
	version int   // rises with every new source: late pages are dropped
	loading bool
	failed  error
}

func (r *rows[T]) reset() {
	*r = rows[T]{version: r.version + 1}
}

func (r *rows[T]) setItems(items []T) {
	r.reset()
	r.all, r.items, r.length = items, items, len(items)
}

func (r *rows[T]) setSource(s Source[T]) {
	r.reset()
	r.source, r.length, r.pages = s, s.Len(), map[int][]T{}
}

// at gives a row; ok is false while it is not loaded.
func (r *rows[T]) at(i int) (row T, ok bool) {
	if i < 0 || i >= r.length {
		return row, false
	}
	if r.source == nil {
		return r.items[i], true
	}
	page, ok := r.pages[i/pageSize]
	if !ok || i%pageSize >= len(page) {
		return row, false
	}
	return page[i%pageSize], true
}

// missing finds the page to load next for the rows in view: first what shows, then the
// neighbours.
func (r *rows[T]) missing(from, to int) (page int, ok bool) {
	if r.source == nil || r.length == 0 {
		return 0, false
	}
	first, last := from/pageSize, max(from, to-1)/pageSize
	most := (r.length - 1) / pageSize
	for p := first; p <= min(last, most); p++ {
		if _, have := r.pages[p]; !have {
			return p, true
		}
	}
	for _, p := range []int{last + 1, first - 1} {
		if _, have := r.pages[p]; !have && p >= 0 && p <= most {
			return p, true
		}
	}
	return 0, false
}

// load fetches the next page the rows in view need and calls then when it is there.
func (r *rows[T]) load(from, to int, then func()) {
	if r.loading || r.failed != nil {
		return
	}
	page, ok := r.missing(from, to)
	if !ok {
		return
	}
	r.loading = true
	source, version := r.source, r.version
	lo, hi := page*pageSize, min((page+1)*pageSize, r.length)
	var got []T
	var err error
	job.Run(func() { got, err = source.Rows(lo, hi) }, func() {
		if version != r.version {
			return
		}
		r.loading = false
		if err != nil {
			r.failed = err
		} else {
			r.keep(page, got)
		}
		then()
	})
}

// keep stores a page and forgets the one used longest ago when there are too many.
func (r *rows[T]) keep(page int, got []T) {
	r.pages[page] = got
	r.recent = append(slices.DeleteFunc(r.recent, func(p int) bool { return p == page }), page)
	if len(r.recent) > keepPages {
		delete(r.pages, r.recent[0])
		r.recent = r.recent[1:]
	}
}

// arrange filters and sorts rows held in memory.
func (r *rows[T]) arrange(columns []Column[T], a Arrangement) {
	items := r.all
	if len(a.Filters) > 0 {
		items = make([]T, 0, len(r.all))
		for _, row := range r.all {
			if passes(columns, a.Filters, row) {
				items = append(items, row)
			}
		}
	}
	if i := slices.IndexFunc(columns, func(c Column[T]) bool { return c.Key == a.Key }); i >= 0 {
		c := &columns[i]
		items = slices.Clone(items)
		slices.SortStableFunc(items, func(x, y T) int {
			if a.Descending {
				return c.Order(y, x)
			}
			return c.Order(x, y)
		})
	}
	r.items, r.length = items, len(items)
	r.version++
}

func passes[T any](columns []Column[T], filters map[string]string, row T) bool {
	for i := range columns {
		if q := filters[columns[i].Key]; q != "" && !columns[i].Matches(row, q) {
			return false
		}
	}
	return true
}

// inMemory tells whether all rows of the set can be had without loading.
func (r *rows[T]) inMemory(set spans) bool {
	if r.source == nil {
		return true
	}
	for _, x := range set {
		for p := x.from / pageSize; p <= (x.to-1)/pageSize; p++ {
			if _, ok := r.pages[p]; !ok {
				return false
			}
		}
	}
	return true
}

// each calls f for the rows of a set that are held in memory.
func (r *rows[T]) each(set spans, f func(T)) {
	for _, x := range set {
		for i := x.from; i < x.to; i++ {
			if row, ok := r.at(i); ok {
				f(row)
			}
		}
	}
}

const chunk = 2000

// stream reads the rows of a set from a source in chunks, off the interface goroutine.
// It stops when stop says so.
func stream[T any](source Source[T], set spans, stop func() bool, f func(T)) error {
	for _, x := range set {
		for lo := x.from; lo < x.to; lo += chunk {
			if stop() {
				return nil
			}
			got, err := source.Rows(lo, min(lo+chunk, x.to))
			if err != nil {
				return err
			}
			for _, row := range got {
				f(row)
			}
		}
	}
	return nil
}
