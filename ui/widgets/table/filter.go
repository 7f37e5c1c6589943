package table

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/ui/widgets"
)

const (
	filterHeight = 36
	filterWait   = 200 * time.Millisecond // after the last key, for rows that are queried
)

// filterRow is the row of fields under the header.
type filterRow[T any] struct {
	t       *Table[T]
	entries []*widgets.Entry // one per column, nil where a column has no filter
	timer   *time.Timer
}

func newFilterRow[T any](t *Table[T]) *filterRow[T] {
	f := &filterRow[T]{t: t, entries: make([]*widgets.Entry, len(t.columns))}
	for i := range t.columns {
		if !t.columns[i].Filter {
			continue
		}
		e := widgets.NewEntry(i18n.T("筛选"))
		e.OnKey = f.key
		e.OnChanged = func(string) { f.typed() }
		f.entries[i] = e
	}
	return f
}

// offered tells whether any column can be filtered.
func (f *filterRow[T]) offered() bool {
	_, first := f.fields()
	return first != nil
}

// key goes down to the rows with ↓ or Enter and closes the filter row with Esc.
func (f *filterRow[T]) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		f.t.sheet.Focus()
	case fyne.KeyEscape:
		f.t.ToggleFilter()
	default:
		return false
	}
	return true
}

func (f *filterRow[T]) typed() {
	if f.t.OnArrange == nil {
		f.apply()
		return
	}
	if f.timer != nil {
		f.timer.Stop()
	}
	f.timer = time.AfterFunc(filterWait, func() { fyne.Do(f.apply) })
}

// apply takes the fields over when they say something new.
func (f *filterRow[T]) apply() {
	filters := map[string]string{}
	for i, e := range f.entries {
		if e == nil {
			continue
		}
		if q := strings.TrimSpace(e.Text); q != "" {
			filters[f.t.columns[i].Key] = q
		}
	}
	if sameFilters(filters, f.t.arranged.Filters) {
		return
	}
	f.t.arranged.Filters = filters
	f.t.arrange()
}

func sameFilters(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return true
}

// ToggleFilter shows the filter row with the keyboard in it, or takes it away and with it
// the filters.
func (t *Table[T]) ToggleFilter() {
	if t.sheet.StripShown() {
		t.sheet.SetStrip(nil, 0)
		t.clearFilters()
		t.Focus()
		return
	}
	fields, first := t.filter.fields()
	if first == nil {
		return
	}
	t.sheet.SetStrip(fields, filterHeight)
	if c := fyne.CurrentApp().Driver().CanvasForObject(t.sheet); c != nil {
		c.Focus(first)
	}
}

// fields are the entries of the columns shown, and the first of them.
func (f *filterRow[T]) fields() (fields []fyne.CanvasObject, first *widgets.Entry) {
	fields = make([]fyne.CanvasObject, len(f.t.show))
	for i, c := range f.t.show {
		e := f.entries[c]
		if e == nil {
			continue
		}
		fields[i] = e
		if first == nil {
			first = e
		}
	}
	return fields, first
}

// place puts the fields under their columns after these moved.
func (f *filterRow[T]) place() {
	if !f.t.sheet.StripShown() {
		return
	}
	fields, first := f.fields()
	if first == nil {
		fields = nil
	}
	f.t.sheet.SetStrip(fields, filterHeight)
}

// clear takes the filter of a column that goes.
func (f *filterRow[T]) clear(col int) {
	if e := f.entries[col]; e != nil && e.Text != "" {
		e.SetText("")
	}
}

// ClearFilter empties the filter fields and shows all rows.
func (t *Table[T]) ClearFilter() { t.clearFilters() }

func (t *Table[T]) clearFilters() {
	for _, e := range t.filter.entries {
		if e != nil && e.Text != "" {
			e.SetText("")
		}
	}
	t.filter.apply()
}
