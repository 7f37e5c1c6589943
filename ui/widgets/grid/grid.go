// Package grid is the program's entry grid: lines typed or pasted from Excel, cell by cell,
// each checked in words where it stands, with undo, fill down and a blank line always
// waiting at the end.
package grid

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table/sheet"
)

// Column is one column to fill in. Cells are kept as text, the way they are shown.
type Column struct {
	Key   string
	Title string
	Width float32
	Flex  bool
	Align fyne.TextAlign
	// Read puts what was typed or pasted into the form that is kept ("0911" →
	// "2026-09-11") or says in words what is wrong with it; the text then stays as it is.
	// nil takes everything.
	Read func(text string) (string, error)
	// Items makes the column a picker; the picked item's text goes through Read.
	Items func() []pick.Item
	// Text is what a picked item leaves in the cell; nil takes its name.
	Text func(pick.Item) string
	// ReadOnly shows what only the owner and Derive write.
	ReadOnly bool
	// Level sets the text of a row in by so many levels, for trees; nil = none.
	Level func(row int) int
}

// Tone colours a cell; words, signs or arrows say the same.
type Tone = sheet.Tone

// Tones.
const (
	Plain     = sheet.Plain
	Ahead     = sheet.Ahead
	Behind    = sheet.Behind
	Attention = sheet.Attention
	Quiet     = sheet.Quiet
	Brand     = sheet.Brand
)

// Row is one line: a text per column.
type Row []string

// Blank tells whether nothing is typed in the row.
func (r Row) Blank() bool {
	return !slices.ContainsFunc(r, func(s string) bool { return s != "" })
}

// Grid is the widget. Its fields and methods are for the interface goroutine only; set the
// functions before it is shown.
type Grid struct {
	widget.BaseWidget

	// Derive fills what follows from a change in column col (an amount from quantity and
	// price); it may change the row it is given.
	Derive func(row Row, col int)
	// Fresh fills a new line from the one above it (the same date), which is nil for the
	// first; nil leaves new lines blank.
	Fresh func(row, above Row)
	// Check says what is wrong in a row as a whole (a missing field), by column, in
	// words; faults of Read come first. It is not asked for blank rows.
	Check func(row Row) []string
	// OnChange is called after every change, so that a draft can be kept.
	OnChange func()
	// OnCommit is called for every cell whose text changed, once it is taken over, by
	// typing, pasting, filling, erasing or undo: to save as one goes. It is meant for grids
	// with FixedRows, where rows keep their places.
	OnCommit func(row, col int)
	// FixedRows keeps the rows that SetRows gave: none are added, taken out or dropped for
	// being blank.
	FixedRows bool
	// Tone colours the cells without a fault; nil: Plain, and Quiet where ReadOnly.
	Tone func(row, col int) Tone
	// Bold makes cells bold; nil: none.
	Bold func(row, col int) bool
	// OnPasteFault is told when a paste was cut because it was too large.
	OnPasteFault func(error)

	columns []Column
	rows    []Row // without the blank one at the end; rows are never changed in place
	faults  [][]string
	wrong   int                  // cells with a fault
	checked map[*string][]string // faults of rows, by their first cell: rows never change in place
	own     map[int]bool         // rows made anew in the change under way
	sheet   *sheet.Sheet
	cursor  sheet.Point
	anchor  sheet.Point // other corner of the selection
	entry   *pick.Entry // open over the cursor, nil if none
	strict  bool        // saving was refused: what is lacking is a fault in every line
	history history
	status  *widgets.Text
	hint    *widgets.Text
}

// MaxRows is the most lines a grid takes; beyond that a file should be imported.
const MaxRows = 20_000

// numberWidth is the room for the numbers of lines, wideNumber for those of five digits.
const numberWidth, wideNumber = 44, 54

// New makes an empty grid.
func New(columns []Column) *Grid {
	g := &Grid{columns: columns}
	shown := make([]sheet.Column, 0, len(columns)+1)
	shown = append(shown, sheet.Column{Title: "#", Width: numberWidth, Align: fyne.TextAlignTrailing})
	for _, c := range columns {
		shown = append(shown, sheet.Column{Title: c.Title, Width: c.Width, Flex: c.Flex, Align: c.Align})
	}
	g.sheet = sheet.New(source{g}, shown)
	g.sheet.TakesTab = true
	g.sheet.OnPress, g.sheet.OnDragOver, g.sheet.OnOpen = g.press, g.dragOver, g.open
	g.sheet.OnKey, g.sheet.OnRune, g.sheet.OnShortcut = g.key, g.typed, g.shortcut
	g.status = widgets.NewText("", widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true})
	g.hint = widgets.NewText(i18n.T("回车 下一格　F2 修改　Ctrl+V 从 Excel 粘贴　Ctrl+D 向下填充　Ctrl+Z 撤销"),
		widgets.TextStyle{Size: theme.TextCaption, Color: theme.Faint})
	g.ExtendBaseWidget(g)
	g.moveTo(sheet.Point{Row: 0, Col: 1}, false)
	return g
}

// Rows gives the lines typed, without the blank ones at the end.
func (g *Grid) Rows() []Row { return slices.Clone(g.rows) }

// SetRows replaces all lines and forgets the history.
func (g *Grid) SetRows(rows []Row) {
	g.rows = nil
	for _, r := range rows {
		g.rows = append(g.rows, g.sized(r))
	}
	g.trim()
	g.history, g.strict = history{}, false
	g.checkAll()
	first := len(g.rows)
	if g.FixedRows {
		first = 0
	}
	g.moveTo(sheet.Point{Row: first, Col: 1}, false)
}

// SetCell writes a text the owner worked out into a cell, without OnCommit and outside the
// history; the row is checked again.
func (g *Grid) SetCell(row, col int, text string) {
	if row < 0 || row >= len(g.rows) || col < 0 || col >= len(g.columns) || g.rows[row][col] == text {
		return
	}
	r := slices.Clone(g.rows[row])
	r[col] = text
	g.rows[row] = r
	g.checkAll()
	g.sheet.Redraw()
	g.tell()
}

// Clear empties the grid; Ctrl+Z brings the lines back.
func (g *Grid) Clear() {
	g.change(func() { g.rows = nil })
	g.moveTo(sheet.Point{Row: 0, Col: 1}, false)
}

// Fault gives the words for what is wrong in a cell, "" if nothing is.
func (g *Grid) Fault(row, col int) string {
	if row < len(g.faults) && col < len(g.faults[row]) {
		return g.faults[row][col]
	}
	return ""
}

// Faults counts the cells with something wrong.
func (g *Grid) Faults() int {
	return g.wrong
}

// ShowFault moves to the first cell with something wrong.
func (g *Grid) ShowFault() bool {
	g.strict = true
	for r, row := range g.faults {
		for c, f := range row {
			if f != "" {
				g.moveTo(sheet.Point{Row: r, Col: c + 1}, false)
				g.Focus()
				return true
			}
		}
	}
	return false
}

// Recheck reads every cell again, after the items to pick from changed.
func (g *Grid) Recheck() {
	g.checked = nil
	g.checkAll()
	g.sheet.Redraw()
	g.tell()
}

// GoTo puts the cursor on a cell.
func (g *Grid) GoTo(row, col int) { g.moveTo(sheet.Point{Row: row, Col: col + 1}, false) }

// Focus gives the grid the keyboard.
func (g *Grid) Focus() { g.sheet.Focus() }

// sized gives a row exactly one text per column.
func (g *Grid) sized(r Row) Row {
	out := make(Row, len(g.columns))
	copy(out, r)
	return out
}

// trim drops blank rows at the end.
func (g *Grid) trim() {
	if g.FixedRows {
		return
	}
	for len(g.rows) > 0 && g.rows[len(g.rows)-1].Blank() {
		g.rows = g.rows[:len(g.rows)-1]
	}
}

// checkAll brings the faults up to date; rows that did not change are not checked again.
func (g *Grid) checkAll() {
	width := float32(numberWidth)
	if len(g.rows) >= 9_999 { // the next one has five digits
		width = wideNumber
	}
	g.sheet.SetWidth(0, width)
	known := g.checked
	g.checked = make(map[*string][]string, len(g.rows))
	g.faults, g.wrong = make([][]string, len(g.rows)), 0
	for i, r := range g.rows {
		faults, ok := known[&r[0]]
		if !ok {
			faults = g.faultsOf(r)
		}
		g.checked[&r[0]], g.faults[i] = faults, faults
		for _, f := range faults {
			if f != "" {
				g.wrong++
			}
		}
	}
}

func (g *Grid) faultsOf(r Row) []string {
	if r.Blank() {
		return nil
	}
	out := make([]string, len(g.columns))
	for i, c := range g.columns {
		if c.Read != nil && r[i] != "" {
			if _, err := c.Read(r[i]); err != nil {
				out[i] = err.Error()
			}
		}
	}
	if g.Check != nil {
		for i, f := range g.Check(slices.Clone(r)) {
			if i < len(out) && out[i] == "" {
				out[i] = f
			}
		}
	}
	return out
}

// CreateRenderer is for Fyne.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	foot := widgets.Inset(widgets.PadXY(10, 6), container.NewBorder(nil, nil, nil, g.hint, g.status))
	return widget.NewSimpleRenderer(container.NewBorder(nil, foot, nil, nil, g.sheet))
}
