package table

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"xunshi/ui/widgets/table/sheet"
)

// Layout is which columns a table shows, in which order and how wide: what a user arranged
// and wants to find again.
type Layout struct {
	Columns []ColumnState
}

// ColumnState is one column of a Layout.
type ColumnState struct {
	Key    string  // of the column (its title, where it has none)
	Width  float32 `json:",omitempty"` // 0 = as the table gives it
	Hidden bool    `json:",omitempty"`
}

func (c *Column[T]) key() string { return cmp.Or(c.Key, c.Title) }

// Layout is how the columns stand now.
func (t *Table[T]) Layout() Layout { return Layout{slices.Clone(t.states)} }

// SetLayout arranges the columns as kept, without calling OnLayout. Columns it does not
// name come where the table has them, those it names but the table lacks are left out, and
// columns that are Fixed are always shown.
func (t *Table[T]) SetLayout(l Layout) {
	t.states = t.merged(l.Columns)
	t.applyLayout()
}

// defaults is the layout the columns ask for.
func (t *Table[T]) defaults() []ColumnState {
	out := make([]ColumnState, len(t.columns))
	for i := range t.columns {
		c := &t.columns[i]
		out[i] = ColumnState{Key: c.key(), Hidden: c.Hidden && !c.Fixed}
	}
	return out
}

// merged is what was kept, made whole.
func (t *Table[T]) merged(kept []ColumnState) []ColumnState {
	var out []ColumnState
	named := func(states []ColumnState, key string) int {
		return slices.IndexFunc(states, func(s ColumnState) bool { return s.Key == key })
	}
	for _, s := range kept {
		i := t.column(s.Key)
		if i < 0 || named(out, s.Key) >= 0 {
			continue
		}
		s.Hidden = s.Hidden && !t.columns[i].Fixed
		s.Width = max(s.Width, 0)
		out = append(out, s)
	}
	all := t.defaults()
	for i, s := range all {
		if named(out, s.Key) >= 0 {
			continue
		}
		at := len(out) // a new column comes behind the one the table has before it
		if i == 0 {
			at = 0
		} else if before := named(out, all[i-1].Key); before >= 0 {
			at = before + 1
		}
		out = slices.Insert(out, at, s)
	}
	return out
}

// column finds a column by its key, −1 if there is none.
func (t *Table[T]) column(key string) int {
	return slices.IndexFunc(t.columns, func(c Column[T]) bool { return c.key() == key })
}

// applyLayout shows the columns as the states say.
func (t *Table[T]) applyLayout() {
	t.show = t.show[:0]
	var shown []sheet.Column
	var hidden []int
	for _, s := range t.states {
		i := t.column(s.Key)
		if s.Hidden {
			hidden = append(hidden, i)
			continue
		}
		c := &t.columns[i]
		col := sheet.Column{Title: c.Title, Width: c.Width, Flex: c.Flex, Align: c.Align}
		if s.Width > 0 {
			col.Width, col.Flex = s.Width, false
		}
		t.show = append(t.show, i)
		shown = append(shown, col)
	}
	t.sheet.SetColumns(shown)
	t.filter.place()
	t.showArrow()
	for _, i := range hidden {
		t.filter.clear(i)
	}
	t.changed()
}

// resized keeps a width the user dragged.
func (t *Table[T]) resized(col int, width float32) {
	key := t.columns[t.show[col]].key()
	for i := range t.states {
		if t.states[i].Key == key {
			t.states[i].Width = width
		}
	}
	t.laidOut()
}

func (t *Table[T]) laidOut() {
	if t.OnLayout != nil {
		t.OnLayout(t.Layout())
	}
}

// setHidden shows or hides a column by its place in the layout; at least one column stays.
func (t *Table[T]) setHidden(at int, hidden bool) bool {
	if hidden && (t.columns[t.column(t.states[at].Key)].Fixed || len(t.show) == 1) {
		return false
	}
	t.states[at].Hidden = hidden
	t.applyLayout()
	t.laidOut()
	return true
}

// move puts a column elsewhere in the layout.
func (t *Table[T]) move(from, to int) {
	if to < 0 || to >= len(t.states) || from == to {
		return
	}
	s := t.states[from]
	t.states = slices.Insert(slices.Delete(t.states, from, from+1), to, s)
	t.applyLayout()
	t.laidOut()
}

func (t *Table[T]) resetLayout() {
	t.states = t.defaults()
	t.applyLayout()
	t.laidOut()
}

// rearranged tells whether the layout differs from what the columns ask for.
func (t *Table[T]) rearranged() bool { return !slices.Equal(t.states, t.defaults()) }

// headerMenu opens the chooser where the header was pressed with the second button.
func (t *Table[T]) headerMenu(at fyne.Position) { t.chooseColumns(at) }
