package outline

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/ui/widgets/table"
)

// indented sets a text in for the clipboard, so that the levels are seen in Excel.
func indented(text string, depth int) string { return strings.Repeat("  ", depth) + text }

// refill shows the rows that are open.
func (o *Outline[T]) refill() {
	selected, had := o.table.Current()
	o.filling = true
	var out []*node[T]
	for _, r := range o.ordered(o.roots) {
		out = o.walk(r, out)
	}
	o.table.SetItems(out)
	o.filling = false
	if had {
		o.reselect(selected)
	}
}

// reselect selects a row again, or the nearest one above it that is still shown.
func (o *Outline[T]) reselect(was *node[T]) {
	n := o.nodes[was.key]
	for n != nil && !o.visible(n) {
		n = n.parent
	}
	if n == nil {
		o.selected()
		return
	}
	o.filling = n.key == was.key
	o.table.SelectWhere(func(x *node[T]) bool { return x == n })
	o.filling = false
}

func (o *Outline[T]) visible(n *node[T]) bool {
	if !n.shown {
		return false
	}
	for p := n.parent; p != nil; p = p.parent {
		if !p.open {
			return false
		}
	}
	return true
}

// walk lists a row and what is open below it. While filtered, what leads to a match is open.
func (o *Outline[T]) walk(n *node[T], out []*node[T]) []*node[T] {
	if !n.shown {
		return out
	}
	out = append(out, n)
	n.open = n.folds() && (o.opened[n.key] || len(o.filters) > 0)
	if !n.open {
		return out
	}
	for _, c := range o.ordered(n.children) {
		out = o.walk(c, out)
	}
	return out
}

// ordered sorts siblings as the header says; the levels stay.
func (o *Outline[T]) ordered(nodes []*node[T]) []*node[T] {
	i := slices.IndexFunc(o.columns, func(c table.Column[T]) bool { return c.Key == o.sorted.Key })
	if o.sorted.Key == "" || i < 0 {
		return nodes
	}
	c := &o.columns[i]
	nodes = slices.Clone(nodes)
	slices.SortStableFunc(nodes, func(a, b *node[T]) int {
		if o.sorted.Descending {
			return c.Order(b.row, a.row)
		}
		return c.Order(a.row, b.row)
	})
	return nodes
}

// arrange sorts and filters as the user asks.
func (o *Outline[T]) arrange(a table.Arrangement) {
	o.sorted, o.filters = a, maps.Clone(a.Filters)
	for _, r := range o.roots {
		o.sift(r)
	}
	o.refill()
}

// sift marks what passes the filters, with all that is above it.
func (o *Outline[T]) sift(n *node[T]) bool {
	n.shown = o.passes(n.row)
	for _, c := range n.children {
		if o.sift(c) {
			n.shown = true
		}
	}
	return n.shown
}

func (o *Outline[T]) passes(row T) bool {
	for i := range o.columns {
		if q := o.filters[o.columns[i].Key]; q != "" && !o.columns[i].Matches(row, q) {
			return false
		}
	}
	return true
}

func (o *Outline[T]) toggle(n *node[T]) { o.fold(n, !n.open) }

// fold opens or closes a row.
func (o *Outline[T]) fold(n *node[T], open bool) {
	if !n.folds() || n.open == open {
		return
	}
	if open {
		o.opened[n.key] = true
	} else {
		delete(o.opened, n.key)
	}
	o.refold()
}

func (o *Outline[T]) refold() {
	o.folded = true
	o.refill()
	if o.OnFold != nil {
		o.OnFold()
	}
}

// ExpandTo opens the rows above a level and closes the others: 0 shows the roots alone, 1
// what is right below them, and so on.
func (o *Outline[T]) ExpandTo(level int) {
	clear(o.opened)
	for key, n := range o.nodes {
		if n.depth < level && len(n.children) > 0 {
			o.opened[key] = true
		}
	}
	o.refold()
}

// Opened are the keys of the rows that are open, sorted, to be kept and given to SetOpened.
func (o *Outline[T]) Opened() []string { return slices.Sorted(maps.Keys(o.opened)) }

// SetOpened opens these rows and closes all others, without calling OnFold.
func (o *Outline[T]) SetOpened(keys []string) {
	clear(o.opened)
	for _, k := range keys {
		o.opened[k] = true
	}
	o.folded = true
	o.refill()
}

// enter is Enter or a double click.
func (o *Outline[T]) enter(n *node[T]) {
	if o.OnOpen != nil {
		o.OnOpen(n.row)
		return
	}
	o.toggle(n)
}

func (o *Outline[T]) selected() {
	if !o.filling && o.OnSelect != nil {
		o.OnSelect()
	}
}

// typed opens with → and closes with ←; on what is open or closed already they lead down
// and up a level. Blank does either.
func (o *Outline[T]) typed(e *fyne.KeyEvent) bool {
	n, ok := o.table.Current()
	if !ok {
		return false
	}
	switch e.Name {
	case fyne.KeyRight:
		if n.open {
			o.goTo(o.firstShown(n))
		} else {
			o.fold(n, true)
		}
	case fyne.KeyLeft:
		if n.open {
			o.fold(n, false)
		} else {
			o.goTo(n.parent)
		}
	case fyne.KeySpace:
		o.toggle(n)
	default:
		return false
	}
	return true
}

func (o *Outline[T]) firstShown(n *node[T]) *node[T] {
	for _, c := range o.ordered(n.children) {
		if c.shown {
			return c
		}
	}
	return nil
}

func (o *Outline[T]) goTo(n *node[T]) {
	if n != nil {
		o.table.SelectWhere(func(x *node[T]) bool { return x == n })
	}
}
