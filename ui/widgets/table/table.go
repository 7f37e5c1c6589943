package table

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table/sheet"
)

// Table shows rows of T. Its fields and methods are for the interface goroutine only; set
// the On… fields before it is shown.
type Table[T any] struct {
	widget.BaseWidget

	OnOpen    func(T)           // Enter or double click on a row
	OnSelect  func()            // the selection changed
	OnArrange func(Arrangement) // sort or filter changed; when set, the owner arranges and gives a new source
	OnCopied  func(rows int)    // rows went to the clipboard
	OnLayout  func(Layout)      // the user chose, moved or resized columns
	OnFault   func(error)       // reading or copying failed (the table shows it as well)
	Menu      func() []*fyne.MenuItem
	OnKey     func(*fyne.KeyEvent) bool // sees keys first; true = used up
	OnMark    func(T)                   // the sign before a text was clicked (see Column.Lead)
	Noun      string                    // what a row is, for the footer: "行", "家", "批"

	columns   []Column[T]
	states    []ColumnState // of all columns, in the order shown
	show      []int         // columns shown: index into columns by column of the sheet
	rows      rows[T]
	sheet     *sheet.Sheet
	selection spans
	cursor    int   // row the keyboard is on, −1 for none
	anchor    int   // where a range began
	kept      spans // selection before a range was begun with Ctrl
	arranged  Arrangement
	filter    *filterRow[T]
	foot      *footer
	sums      sumState
	copies    counter
	over      *fyne.Container // empty state and faults
	empty     fyne.CanvasObject
	busy      bool
}

// New makes an empty table with columns; the first one stays when scrolling sideways.
func New[T any](columns []Column[T]) *Table[T] {
	t := &Table[T]{columns: columns, cursor: -1, anchor: -1, foot: newFooter()}
	t.sheet = sheet.New(view[T]{t}, nil)
	t.over = container.NewStack()
	t.filter = newFilterRow(t)
	t.states = t.defaults()
	t.applyLayout()
	t.sheet.OnPress, t.sheet.OnDragOver, t.sheet.OnOpen = t.press, t.dragOver, t.open
	t.sheet.OnHeader, t.sheet.OnKey, t.sheet.OnShortcut = t.header, t.key, t.shortcut
	t.sheet.OnDrawn, t.sheet.OnResize, t.sheet.OnHeaderMenu = t.drawn, t.resized, t.headerMenu
	t.ExtendBaseWidget(t)
	t.changed()
	return t
}

// view is the table as the sheet sees it.
type view[T any] struct{ t *Table[T] }

func (v view[T]) Rows() int { return v.t.rows.length }

func (v view[T]) Cell(row, col int) sheet.Cell {
	r, ok := v.t.rows.at(row)
	if !ok {
		return sheet.Cell{Text: "· · ·", Tone: sheet.Quiet}
	}
	return v.t.columns[v.t.show[col]].cell(r)
}

func (v view[T]) RowFill(row int) fyne.ThemeColorName {
	if v.t.selection.has(row) {
		return selectedFill
	}
	return ""
}

// SetItems shows rows held in memory; the table sorts and filters them itself. Sort,
// filter and scroll position stay as they are, the selection goes.
func (t *Table[T]) SetItems(items []T) {
	t.rows.setItems(items)
	if t.OnArrange == nil {
		t.rows.arrange(t.columns, t.arranged)
	}
	t.replaced()
}

// SetSource shows rows that are loaded in pages. Set OnArrange to sort and filter them.
func (t *Table[T]) SetSource(s Source[T]) {
	t.rows.setSource(s)
	t.replaced()
}

func (t *Table[T]) replaced() {
	t.busy = false
	t.clearSelection()
	t.changed()
	t.sheet.Redraw()
}

// SetEmpty gives what is shown when there are no rows: what belongs here and the next step.
func (t *Table[T]) SetEmpty(o fyne.CanvasObject) {
	t.empty = o
	t.changed()
}

// SetBusy says in the footer that new rows are on their way.
func (t *Table[T]) SetBusy(busy bool) {
	t.busy = busy
	t.changed()
}

// Len is the number of rows shown.
func (t *Table[T]) Len() int { return t.rows.length }

// Arrangement is how the rows are sorted and filtered.
func (t *Table[T]) Arrangement() Arrangement { return t.arranged }

// SetSort sorts as if the header had been clicked; an empty key gives back the given order.
func (t *Table[T]) SetSort(key string, descending bool) {
	t.arranged.Key, t.arranged.Descending = key, descending
	t.arrange()
}

// ShowSort shows an order the rows already have, without sorting.
func (t *Table[T]) ShowSort(key string, descending bool) {
	t.arranged.Key, t.arranged.Descending = key, descending
	t.showArrow()
}

func (t *Table[T]) arrange() {
	t.showArrow()
	if t.OnArrange != nil {
		t.busy = true
		t.changed()
		t.OnArrange(t.arranged)
		return
	}
	t.rows.arrange(t.columns, t.arranged)
	t.clearSelection()
	t.sheet.ScrollTo(0)
	t.changed()
}

func (t *Table[T]) showArrow() {
	col, arrow := -1, "↑"
	for i, c := range t.show {
		if t.columns[c].Key == t.arranged.Key && t.arranged.Key != "" {
			col = i
		}
	}
	if t.arranged.Descending {
		arrow = "↓"
	}
	t.sheet.SetArrow(col, arrow)
}

// header sorts by a column: first click as suits it (figures largest first), second the
// other way round, third as given.
func (t *Table[T]) header(col int) {
	c := &t.columns[t.show[col]]
	if !c.Sortable {
		return
	}
	first := c.Sum != nil || c.Largest
	switch {
	case t.arranged.Key != c.Key:
		t.SetSort(c.Key, first)
	case t.arranged.Descending == first:
		t.SetSort(c.Key, !first)
	default:
		t.SetSort("", false)
	}
}

// Focus gives the table the keyboard.
func (t *Table[T]) Focus() { t.sheet.Focus() }

// Sheet is the drawn grid, for pages that place something over a cell.
func (t *Table[T]) Sheet() *sheet.Sheet { return t.sheet }

// drawn loads what the rows in view lack.
func (t *Table[T]) drawn() {
	from, to := t.sheet.VisibleRows()
	t.rows.load(from, to, func() {
		if t.rows.failed != nil {
			t.fault(t.rows.failed)
			t.changed()
			return
		}
		t.sheet.Redraw()
	})
}

func (t *Table[T]) fault(err error) {
	if t.OnFault != nil {
		t.OnFault(err)
	}
}

// Retry reads again after a fault.
func (t *Table[T]) Retry() {
	t.rows.failed = nil
	t.changed()
	t.sheet.Redraw()
}

// changed brings footer and empty state up to date.
func (t *Table[T]) changed() {
	t.sumUp()
	t.foot.set(t.footText(), t.hint())
	t.over.Objects = nil
	switch {
	case t.rows.failed != nil:
		t.over.Objects = []fyne.CanvasObject{faultNotice(t.rows.failed, t.Retry)}
	case t.rows.length == 0 && !t.busy && len(t.arranged.Filters) > 0:
		t.over.Objects = []fyne.CanvasObject{notice(i18n.T("没有符合筛选的行"), widgets.NewButton(i18n.T("清除筛选"), t.ClearFilter))}
	case t.rows.length == 0 && !t.busy && t.empty != nil:
		t.over.Objects = []fyne.CanvasObject{t.empty}
	case t.rows.length == 0 && !t.busy:
		t.over.Objects = []fyne.CanvasObject{notice(i18n.T("这里还没有内容"))}
	}
	t.over.Refresh()
}

func notice(text string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	return widgets.EmptyState(icons.Filter, text, "", buttons...)
}

func faultNotice(err error, again func()) fyne.CanvasObject {
	panel := widgets.FaultPanel(err, widgets.NewButton(i18n.T("再读一次"), again))
	return container.NewCenter(widgets.Fixed(460, 0, panel))
}

// CreateRenderer is for Fyne.
func (t *Table[T]) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return widget.NewSimpleRenderer(container.NewBorder(nil, t.foot, nil, nil, container.NewStack(t.sheet, t.over)))
}

// Top scrolls to the first row.
func (t *Table[T]) Top() { t.sheet.ScrollTo(0) }
