// Package outline is a table of a tree: rows that open to the rows below them. It is the
// program's data table (see package table) over the rows that are open.
package outline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/widgets/table"
)

// Outline shows a tree of T. Its fields and methods are for the interface goroutine only;
// set the functions before it is shown.
type Outline[T any] struct {
	widget.BaseWidget

	OnOpen   func(T)            // Enter or double click on a row; nil = opens and closes it
	OnSelect func()             // another row was selected
	OnFold   func()             // a row was opened or closed; see Opened
	OnLayout func(table.Layout) // the user chose, moved or resized columns

	columns []table.Column[T]
	depth   func(T) int
	key     func(T) string
	table   *table.Table[*node[T]]
	roots   []*node[T]
	nodes   map[string]*node[T]
	opened  map[string]bool
	filters map[string]string
	sorted  table.Arrangement
	folded  bool // the user, or the owner, has said what is open
	filling bool
}

// node is a row with what lies below it.
type node[T any] struct {
	row      T
	key      string
	depth    int
	parent   *node[T]
	children []*node[T]
	shown    bool // passes the filters, or something below it does
	open     bool
}

// indentStep is how far each level is moved in.
const indentStep float32 = 16

// New makes an empty tree of columns; the first one shows the levels. Depth is the level of
// a row, 0 for the roots; key names a row, so that what is open stays so when the rows are
// read again. Sums of columns are not shown: a parent would count what is below it twice.
func New[T any](columns []table.Column[T], depth func(T) int, key func(T) string) *Outline[T] {
	o := &Outline[T]{columns: columns, depth: depth, key: key, opened: map[string]bool{}}
	o.table = table.New(o.wrapped())
	o.table.OnKey, o.table.OnMark, o.table.OnOpen = o.typed, o.toggle, o.enter
	o.table.OnArrange = o.arrange
	o.table.OnSelect = o.selected
	o.ExtendBaseWidget(o)
	return o
}

// wrapped are the columns over nodes.
func (o *Outline[T]) wrapped() []table.Column[*node[T]] {
	out := make([]table.Column[*node[T]], len(o.columns))
	for i := range o.columns {
		c := &o.columns[i]
		w := table.Column[*node[T]]{
			Key: c.Key, Title: c.Title, Width: c.Width, Flex: c.Flex, Align: c.Align, Pill: c.Pill,
			Hidden: c.Hidden, Fixed: c.Fixed || i == 0, Sortable: c.Sortable, Filter: c.Filter, Largest: c.Largest || c.Sum != nil,
			Text: func(n *node[T]) string { return c.Text(n.row) },
			Tone: func(n *node[T]) table.Tone { return c.ToneOf(n.row) },
			Copy: func(n *node[T]) string { return c.Clip(n.row) },
		}
		if c.Bold != nil {
			w.Bold = func(n *node[T]) bool { return c.Bold(n.row) }
		}
		if i == 0 {
			w.Lead = lead[T]
			w.Copy = func(n *node[T]) string { return indented(c.Clip(n.row), n.depth) }
		}
		out[i] = w
	}
	return out
}

func lead[T any](n *node[T]) (float32, table.Mark) {
	indent := indentStep * float32(n.depth)
	switch {
	case !n.folds():
		return indent, table.Leaf
	case n.open:
		return indent, table.Open
	}
	return indent, table.Closed
}

// folds tells whether there is something below that may be shown.
func (n *node[T]) folds() bool {
	for _, c := range n.children {
		if c.shown {
			return true
		}
	}
	return false
}

// SetItems shows a tree given depth first: each row is followed by those below it. What was
// open, selected and sorted stays; at first the roots are open.
func (o *Outline[T]) SetItems(items []T) {
	o.roots, o.nodes = nil, make(map[string]*node[T], len(items))
	var path []*node[T]
	for _, item := range items {
		n := &node[T]{row: item, key: o.key(item), shown: true}
		for len(path) > 0 && o.depth(path[len(path)-1].row) >= o.depth(item) {
			path = path[:len(path)-1]
		}
		if n.depth = len(path); n.depth == 0 {
			o.roots = append(o.roots, n)
		} else {
			n.parent = path[n.depth-1]
			n.parent.children = append(n.parent.children, n)
		}
		path = append(path, n)
		o.nodes[n.key] = n
	}
	for _, r := range o.roots {
		o.sift(r)
	}
	if !o.folded {
		for _, r := range o.roots {
			o.opened[r.key] = true
		}
	}
	o.refill()
}

// SetEmpty gives what is shown when there are no rows.
func (o *Outline[T]) SetEmpty(e fyne.CanvasObject) { o.table.SetEmpty(e) }

// SetNoun says what a row is, for the footer.
func (o *Outline[T]) SetNoun(noun string) { o.table.Noun = noun }

// SetMenu gives the entries of the menu on the second button.
func (o *Outline[T]) SetMenu(menu func() []*fyne.MenuItem) { o.table.Menu = menu }

// Current is the row the keyboard is on.
func (o *Outline[T]) Current() (row T, ok bool) {
	n, ok := o.table.Current()
	if !ok {
		return row, false
	}
	return n.row, true
}

// SelectKey selects a row, opening what is above it; it tells whether there is such a row.
func (o *Outline[T]) SelectKey(key string) bool {
	n := o.nodes[key]
	if n == nil {
		return false
	}
	for p := n.parent; p != nil; p = p.parent {
		o.opened[p.key] = true
	}
	o.folded = true
	o.refill()
	return o.table.SelectWhere(func(x *node[T]) bool { return x == n })
}

// Selected gives the rows that are selected.
func (o *Outline[T]) Selected() []T {
	var out []T
	for _, n := range o.table.Selected(0) {
		out = append(out, n.row)
	}
	return out
}

// Len is the number of rows shown.
func (o *Outline[T]) Len() int { return o.table.Len() }

// Copy puts the selected rows, or all that are shown, on the clipboard for Excel.
func (o *Outline[T]) Copy() { o.table.Copy() }

// Layout is how the columns stand.
func (o *Outline[T]) Layout() table.Layout { return o.table.Layout() }

// SetLayout arranges the columns as kept.
func (o *Outline[T]) SetLayout(l table.Layout) { o.table.SetLayout(l) }

// ShowColumnChooser opens the list of columns below an object.
func (o *Outline[T]) ShowColumnChooser(below fyne.CanvasObject) { o.table.ShowColumnChooser(below) }

// ToggleFilter shows the filter row, or takes it away with the filters.
func (o *Outline[T]) ToggleFilter() { o.table.ToggleFilter() }

// Focus gives the outline the keyboard.
func (o *Outline[T]) Focus() { o.table.Focus() }

// Close ends what runs; call it when the page goes.
func (o *Outline[T]) Close() { o.table.Close() }

// CreateRenderer is for Fyne.
func (o *Outline[T]) CreateRenderer() fyne.WidgetRenderer {
	o.ExtendBaseWidget(o)
	if o.OnLayout != nil {
		o.table.OnLayout = o.OnLayout
	}
	return widget.NewSimpleRenderer(o.table)
}
