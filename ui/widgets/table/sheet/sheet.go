// Package sheet draws the grid of cells that the data table and the entry grid share: a
// header and first columns that stay put, quiet row lines, hover, scroll bars, column
// resizing. It keeps objects for the visible rows only, so its cost does not grow with the
// number of rows. It knows nothing of data: it asks for cells and reports what the user did.
package sheet

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/widgets"
)

// Tone colours a cell; words, signs or arrows say the same.
type Tone uint8

// Tones.
const (
	Plain     Tone = iota
	Ahead          // green
	Behind         // red
	Attention      // orange
	Quiet          // grey
	Brand          // the program's colour: links
)

// Column is one column of the sheet. Widths are in device-independent pixels.
type Column struct {
	Title    string
	Width    float32 // as wished; Flex columns may get more
	MinWidth float32 // the narrowest a drag may make it; 0 means 40
	Flex     bool    // shares the room that is left, and gives some where it is short
	Align    fyne.TextAlign
	Arrow    string // sort arrow behind the title, empty for none
}

// Cell is what one cell shows.
type Cell struct {
	Text string
	Tone Tone
	Bold bool
	Pill bool                // text on a softly tinted, rounded ground
	Fill fyne.ThemeColorName // ground of the whole cell, empty for none

	Indent float32 // before the text, for the levels of a tree
	Mark   Mark    // sign before the text
}

// Point is a place in the sheet. Row −1 is the header; Col −1 is beside the columns.
type Point struct{ Row, Col int }

// HeaderRow is the Row of a Point in the header.
const HeaderRow = -1

// Press is a mouse button going down on a cell.
type Press struct {
	Point
	X         float32 // from the left edge of the cell
	Modifier  fyne.KeyModifier
	Secondary bool
	Absolute  fyne.Position // on the canvas, for menus
}

// Source is what the sheet shows and tells.
type Source interface {
	// Rows is the number of rows.
	Rows() int
	// Cell gives the content of a cell; it must be quick.
	Cell(row, col int) Cell
	// RowFill gives the ground of a row, "" for none.
	RowFill(row int) fyne.ThemeColorName
}

// Sheet is the widget. Its fields and methods are for the interface goroutine only.
type Sheet struct {
	widget.BaseWidget

	Frozen    int     // columns that stay when scrolling sideways
	RowHeight float32 // 30 unless changed before the first layout
	Current   Point   // cell with a frame around it; Row −1 hides the frame
	Headless  bool    // no header: a plain list
	TakesTab  bool    // Tab goes to OnKey instead of the next widget

	OnPress      func(Press)
	OnDragOver   func(Point) // the button is down and the pointer is over another cell
	OnRelease    func()
	OnOpen       func(Point) // double click
	OnHeader     func(col int)
	OnResize     func(col int, width float32) // the user made a column wider or narrower
	OnHeaderMenu func(at fyne.Position)       // second button on the header; at is on the canvas
	OnKey        func(*fyne.KeyEvent) bool    // true when it was used
	OnRune       func(rune)
	OnShortcut   func(fyne.Shortcut) bool // true when it was used
	OnDrawn      func()                   // after every drawing of the cells
	OnFocus      func(bool)

	source  Source
	columns []Column
	strip   []fyne.CanvasObject // one per column under the header, nil for none
	stripH  float32

	geo     geometry
	offX    float32
	offY    float64
	hover   Point
	hovered bool
	focused bool
	shift   bool
	drag    dragState
	clicked click

	editor     fyne.CanvasObject
	editorAt   Point
	editorWide float32

	view *renderer
}

var (
	_ fyne.Widget        = (*Sheet)(nil)
	_ fyne.Focusable     = (*Sheet)(nil)
	_ fyne.Tabbable      = (*Sheet)(nil)
	_ fyne.Shortcutable  = (*Sheet)(nil)
	_ fyne.Scrollable    = (*Sheet)(nil)
	_ fyne.Draggable     = (*Sheet)(nil)
	_ desktop.Mouseable  = (*Sheet)(nil)
	_ desktop.Hoverable  = (*Sheet)(nil)
	_ desktop.Keyable    = (*Sheet)(nil)
	_ desktop.Cursorable = (*Sheet)(nil)
)

// New makes a sheet of columns over source.
func New(source Source, columns []Column) *Sheet {
	s := &Sheet{source: source, columns: columns, Frozen: 1, RowHeight: 30}
	s.Current = Point{-1, -1}
	s.hover = Point{-1, -1}
	s.editorAt = Point{-1, -1}
	s.ExtendBaseWidget(s)
	return s
}

// Columns are the columns as they stand, widths included.
func (s *Sheet) Columns() []Column { return s.columns }

// SetColumns replaces the columns and redraws.
func (s *Sheet) SetColumns(columns []Column) {
	s.columns = columns
	if s.view != nil {
		s.view.reset()
	}
	s.Refresh()
}

// SetArrow puts a sort arrow behind the title of col and takes away all others;
// col −1 takes all away.
func (s *Sheet) SetArrow(col int, arrow string) {
	for i := range s.columns {
		s.columns[i].Arrow = ""
	}
	if col >= 0 && col < len(s.columns) {
		s.columns[col].Arrow = arrow
	}
	s.Refresh()
}

// SetStrip shows a row of widgets under the header, one per column (nil for none);
// an empty list takes it away.
func (s *Sheet) SetStrip(widgets []fyne.CanvasObject, height float32) {
	s.strip, s.stripH = widgets, height
	if len(widgets) == 0 {
		s.stripH = 0
	}
	if s.view != nil {
		s.view.setStrip()
	}
	s.Refresh()
}

// StripShown tells whether the strip under the header is there.
func (s *Sheet) StripShown() bool { return len(s.strip) > 0 }

// Edit shows editor over a cell, at least width wide (0: as wide as the column).
func (s *Sheet) Edit(at Point, editor fyne.CanvasObject, width float32) {
	s.editor, s.editorAt, s.editorWide = editor, at, width
	s.Reveal(at)
	if s.view != nil {
		s.view.setEditor()
	}
	s.Redraw()
}

// EndEdit takes the editor away.
func (s *Sheet) EndEdit() {
	s.editor, s.editorAt = nil, Point{-1, -1}
	if s.view != nil {
		s.view.setEditor()
	}
	s.Redraw()
}

// Redraw brings the visible cells up to date without touching colours and fonts.
func (s *Sheet) Redraw() {
	if s.view == nil {
		return
	}
	s.measure()
	s.view.draw()
}

// Focus asks the canvas for the keyboard.
func (s *Sheet) Focus() { widgets.Focus(s) }

// HasFocus tells whether the keyboard is here.
func (s *Sheet) HasFocus() bool { return s.focused }

// Shift tells whether a shift key is held while the sheet has the keyboard.
func (s *Sheet) Shift() bool {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	return s.shift
}

// MinSize leaves room for the header and three rows.
func (s *Sheet) MinSize() fyne.Size {
	s.ExtendBaseWidget(s)
	if s.Headless {
		return fyne.NewSize(160, s.RowHeight)
	}
	return fyne.NewSize(160, s.head()+s.stripH+3*s.RowHeight)
}

// CreateRenderer is for Fyne.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	if s.view == nil { // one for all time: what is drawn later must reach the screen
		s.view = newRenderer(s)
	}
	return s.view
}
