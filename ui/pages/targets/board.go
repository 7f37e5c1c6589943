package targets

import (
	"fyne.io/fyne/v2"

	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model/analysis"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table/sheet"
)

// shows is what the cells of the board hold.
type shows string

// What can be shown.
const (
	showTarget     shows = "target"
	showLastYear   shows = "last_year"
	showGrowth     shows = "growth"
	showShare      shows = "share"
	showActual     shows = "actual"
	showAttainment shows = "attainment"
)

// columns is which spans stand beside each other.
type columns int

// Spans side by side: the year with its quarters, or half a year month by month.
const (
	byQuarter columns = iota
	firstHalf
	secondHalf
)

// spans are places among the year's spans.
func (c columns) spans() []int {
	switch c {
	case firstHalf:
		return []int{0, 1, 2, 3, 4, 5, 6, 7, 8}
	case secondHalf:
		return []int{0, 9, 10, 11, 12, 13, 14, 15, 16}
	case byQuarter:
	}
	return []int{0, 1, 5, 9, 13}
}

// lineKind is what a line of the board tells of its row.
type lineKind uint8

const (
	ownLine   lineKind = iota
	childLine          // children − own
	partLine           // quarters − year, months − quarter
)

// line is one line on the screen.
type line struct {
	row  int
	kind lineKind
}

// place is a cell that stays the same when the tree is read again.
type place struct {
	key  string
	kind lineKind
	col  int
}

// board is the tree of targets as a sheet that is typed into: rows open and close, every cell
// of a node is its own target, and under a node that disagrees with what is below it stands
// by how much.
type board struct {
	sheet *sheet.Sheet

	tree    *targeting.Tree
	figures *targeting.Figures
	unit    unit
	show    shows
	cols    columns
	spans   []int
	lines   []line
	open    map[string]bool
	anchor  sheet.Point // other corner of the selection
	entry   *pick.Entry // open over the cursor

	// onSet is told what was typed, pasted or filled; many tells whether it was more than one
	// cell.
	onSet    func(changes []targeting.Change, many bool)
	onMove   func()          // another cell is the cursor's
	onFault  func(error)     // what was typed cannot be read
	onUndo   func(redo bool) // Ctrl+Z, Ctrl+Y
	onMenu   func(p fyne.Position)
	onNotice func(text string) // why a cell cannot be typed into
}

func newBoard() *board {
	b := &board{show: showTarget, open: map[string]bool{"all": true}, cols: byQuarter}
	b.sheet = sheet.New(b, nil)
	b.sheet.TakesTab = true
	b.sheet.OnPress, b.sheet.OnDragOver, b.sheet.OnOpen = b.press, b.dragOver, b.doubleClick
	b.sheet.OnKey, b.sheet.OnRune, b.sheet.OnShortcut = b.key, b.typed, b.shortcut
	b.setColumns(byQuarter)
	return b
}

// setColumns chooses the spans shown.
func (b *board) setColumns(c columns) {
	b.endEdit()
	b.cols, b.spans = c, c.spans()
	b.retitle()
	b.moveTo(sheet.Point{Row: max(b.sheet.Current.Row, 0), Col: min(max(b.sheet.Current.Col, 1), len(b.spans))}, false)
}

// retitle names the columns.
func (b *board) retitle() {
	titles := []sheet.Column{{Title: i18n.T("节点"), Width: 210, MinWidth: 140, Flex: true}}
	for _, span := range b.spans {
		title := ""
		if b.tree != nil {
			title = b.tree.Spans[span].Label(b.tree.Query.First())
		}
		titles = append(titles, sheet.Column{Title: title, Width: 92, MinWidth: 60, Flex: true, Align: fyne.TextAlignTrailing})
	}
	b.sheet.SetColumns(titles)
}

// set shows a tree; what is open, the cursor and a cell being typed stay.
func (b *board) set(t *targeting.Tree, f *targeting.Figures, u unit) {
	at, typing := b.cursorPlace(), b.entry
	fresh := b.tree == nil || b.tree.Query != t.Query
	if fresh {
		b.endEdit()
		typing = nil
	}
	other := b.tree == nil || b.tree.Query.By != t.Query.By
	b.tree, b.figures, b.unit = t, f, u
	if other {
		b.openTo(2)
	}
	if fresh {
		b.retitle()
	}
	b.fold()
	if row := b.find(at); row >= 0 {
		p := sheet.Point{Row: row, Col: at.col}
		if b.anchor == b.sheet.Current {
			b.anchor = p
		}
		b.sheet.Current = p
		if typing != nil {
			b.sheet.Edit(p, typing, editWidth)
		}
	} else {
		b.endEdit()
		b.moveTo(sheet.Point{Row: 0, Col: min(1, len(b.spans))}, false)
	}
	b.sheet.Redraw()
	b.moved()
}

// cursorPlace is where the cursor is, in words that outlive a reading.
func (b *board) cursorPlace() place {
	l, ok := b.lineAt(b.sheet.Current.Row)
	if !ok || b.tree == nil {
		return place{}
	}
	return place{b.tree.Rows[l.row].Key, l.kind, b.sheet.Current.Col}
}

func (b *board) find(p place) int {
	for i, l := range b.lines {
		if b.tree.Rows[l.row].Key == p.key && l.kind == p.kind {
			return i
		}
	}
	return -1
}

func (b *board) lineAt(row int) (line, bool) {
	if row < 0 || row >= len(b.lines) {
		return line{}, false
	}
	return b.lines[row], true
}

// fold works out which lines show.
func (b *board) fold() {
	b.lines = b.lines[:0]
	hidden := -1 // depth below which rows are folded away
	for i := range b.tree.Rows {
		r := &b.tree.Rows[i]
		if hidden >= 0 && r.Depth > hidden {
			continue
		}
		hidden = -1
		b.lines = append(b.lines, line{i, ownLine})
		if b.show == showTarget {
			children, within := b.disagrees(r)
			if children {
				b.lines = append(b.lines, line{i, childLine})
			}
			if within {
				b.lines = append(b.lines, line{i, partLine})
			}
		}
		if r.Children > 0 && !b.open[r.Key] {
			hidden = r.Depth
		}
	}
}

// disagrees tells whether the children, or the parts of a span, add up to something else
// than a row's own target in a span that is shown.
func (b *board) disagrees(r *targeting.Row) (children, within bool) {
	for _, span := range b.spans {
		children = children || r.Difference(span).N != 0
		within = within || r.PartsDifference(span).N != 0
	}
	return children, within
}

// openTo opens the rows above a level and closes the others.
func (b *board) openTo(level int) {
	b.open = map[string]bool{}
	for i := range b.tree.Rows {
		if b.tree.Rows[i].Depth < level {
			b.open[b.tree.Rows[i].Key] = true
		}
	}
}

// expand is openTo for the user.
func (b *board) expand(level int) {
	if b.tree == nil {
		return
	}
	at := b.cursorPlace()
	b.endEdit()
	b.openTo(level)
	b.refold(at)
}

// toggle opens or closes a row.
func (b *board) toggle(row int) {
	key := b.tree.Rows[row].Key
	b.endEdit()
	b.open[key] = !b.open[key]
	b.refold(place{key, ownLine, b.sheet.Current.Col})
}

func (b *board) refold(at place) {
	b.fold()
	row := b.find(at)
	b.moveTo(sheet.Point{Row: max(row, 0), Col: at.col}, false)
}

// goTo opens what is above a row and puts the cursor on one of its spans; span −1 is any.
func (b *board) goTo(key string, span int) bool {
	row := b.tree.Find(key)
	if row < 0 {
		return false
	}
	for up := b.tree.Rows[row].Parent; up >= 0; up = b.tree.Rows[up].Parent {
		b.open[b.tree.Rows[up].Key] = true
	}
	if b.tree.Rows[row].Children > 0 {
		b.open[key] = true
	}
	b.fold()
	col := 1
	for i, s := range b.spans {
		if s == span {
			col = i + 1
		}
	}
	b.moveTo(sheet.Point{Row: b.find(place{key, ownLine, col}), Col: col}, false)
	return true
}

// showWhat changes what the cells hold.
func (b *board) showWhat(s shows) {
	at := b.cursorPlace()
	b.endEdit()
	b.show = s
	if b.tree != nil {
		b.refold(at)
	}
}

// current is the row and span of the cursor; ok is false on the names and without a tree.
func (b *board) current() (row, span int, ok bool) {
	l, found := b.lineAt(b.sheet.Current.Row)
	if !found || b.tree == nil {
		return 0, 0, false
	}
	if b.sheet.Current.Col < 1 || b.sheet.Current.Col > len(b.spans) {
		return l.row, 0, false
	}
	return l.row, b.spans[b.sheet.Current.Col-1], true
}

// value is what a cell of the board shows as a figure.
func (b *board) value(l line, span int) analysis.Value {
	r := &b.tree.Rows[l.row]
	switch l.kind {
	case childLine:
		return r.Difference(span)
	case partLine:
		return r.PartsDifference(span)
	case ownLine:
	}
	switch b.show {
	case showTarget:
		return r.Value[span]
	case showShare:
		return b.tree.Share(l.row, span)
	case showLastYear, showActual, showGrowth, showAttainment:
		return b.measured(l.row, span)
	}
	return analysis.Value{}
}

// measured is a figure that comes from what was sold.
func (b *board) measured(row, span int) analysis.Value {
	f := b.figures
	if f == nil || row >= len(f.LastYear) {
		return analysis.Value{}
	}
	switch b.show {
	case showLastYear:
		return f.LastYear[row][span]
	case showActual:
		return f.Actual[row][span]
	case showGrowth:
		if v, before := b.tree.Rows[row].Value[span], f.LastYear[row][span]; v.Known && before.Known {
			return analysis.Growth(v.N, before.N)
		}
	case showAttainment:
		return f.Attainment(b.tree, row, span)
	case showTarget, showShare:
	}
	return analysis.Value{}
}

func (b *board) focus() { b.sheet.Focus() }

func (b *board) moved() {
	if b.onMove != nil {
		b.onMove()
	}
}

// moveTo puts the cursor on a cell; with extend the selection grows to it.
func (b *board) moveTo(p sheet.Point, extend bool) {
	p.Row = min(max(p.Row, 0), max(len(b.lines)-1, 0))
	p.Col = min(max(p.Col, 0), len(b.spans))
	b.sheet.Current = p
	if !extend {
		b.anchor = p
	}
	b.sheet.Reveal(p)
	b.sheet.Redraw()
	b.moved()
}

// canvas is where the board is shown, nil if it is not.
func (b *board) canvas() fyne.Canvas { return widgets.CanvasOf(b.sheet) }
