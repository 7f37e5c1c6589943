package sheet

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

type dragKind uint8

const (
	noDrag dragKind = iota
	dragColumn
	dragBarV
	dragBarH
	dragCells
)

type dragState struct {
	kind  dragKind
	col   int
	start fyne.Position
	base  float64 // width or offset when the drag began
	last  Point
}

// barV is where the vertical scroll bar's thumb is, measured from the top of the rows.
func (s *Sheet) barV() (from, length float32, ok bool) {
	most := s.maxOffY()
	track := s.bodyHeight()
	if most <= 0 || track < 2*barWidth {
		return 0, 0, false
	}
	length = max(28, track*float32(float64(track)/(most+float64(track))))
	return (track - length) * float32(s.offY/most), length, true
}

// barH is where the horizontal scroll bar's thumb is.
func (s *Sheet) barH() (from, length float32, ok bool) {
	most := s.maxOffX()
	track := s.geo.size.Width - s.geo.frozenW - barWidth
	if most <= 0 || track < 2*barWidth {
		return 0, 0, false
	}
	length = max(28, track*track/(most+track))
	return s.geo.frozenW + (track-length)*s.offX/most, length, true
}

// MouseDown is for Fyne.
func (s *Sheet) MouseDown(e *desktop.MouseEvent) {
	if !s.focused && s.editor == nil {
		s.Focus()
	}
	s.drag = dragState{start: e.Position}
	if e.Button == desktop.MouseButtonPrimary && s.grab(e.Position) {
		if s.drag.kind == dragColumn && s.secondClick(Point{HeaderRow, s.drag.col}, dragColumn, e) {
			s.FitColumn(s.drag.col)
		}
		return
	}
	at, ok := s.At(e.Position)
	if ok && at.Row == HeaderRow && e.Button == desktop.MouseButtonSecondary {
		if s.OnHeaderMenu != nil {
			s.OnHeaderMenu(e.AbsolutePosition)
		}
		return
	}
	if ok && at.Row == HeaderRow {
		if e.Button == desktop.MouseButtonPrimary && s.OnHeader != nil {
			s.OnHeader(at.Col)
		}
		return
	}
	if !ok {
		at = Point{-1, -1}
	} else if e.Button == desktop.MouseButtonPrimary {
		s.drag.kind, s.drag.last = dragCells, at
	}
	if ok && s.secondClick(at, dragCells, e) && s.OnOpen != nil {
		s.drag = dragState{}
		s.OnOpen(at)
		return
	}
	if s.OnPress != nil && e.Position.Y >= s.bodyTop() {
		s.OnPress(Press{Point: at, X: e.Position.X - s.cellLeft(at.Col), Modifier: e.Modifier, Secondary: e.Button == desktop.MouseButtonSecondary, Absolute: e.AbsolutePosition})
	}
}

// cellLeft is the left edge of a column on screen, 0 beside the columns.
func (s *Sheet) cellLeft(col int) float32 {
	if col < 0 || col >= len(s.columns) {
		return 0
	}
	return s.colLeft(col)
}

// grab begins to drag a scroll bar or a column edge.
func (s *Sheet) grab(p fyne.Position) bool {
	if from, length, ok := s.barV(); ok && p.X >= s.geo.size.Width-barWidth-2 && p.Y >= s.bodyTop() {
		y := p.Y - s.bodyTop()
		if y < from || y > from+length {
			s.offY = s.maxOffY() * float64((y-length/2)/(s.bodyHeight()-length))
			s.scrolled()
		}
		s.drag.kind, s.drag.base = dragBarV, s.offY
		return true
	}
	if from, length, ok := s.barH(); ok && p.Y >= s.geo.size.Height-barWidth-2 && p.X >= s.geo.frozenW {
		if p.X < from || p.X > from+length {
			s.offX += s.maxOffX() / 4 * sign(p.X-from)
			s.scrolled()
		}
		s.drag.kind, s.drag.base = dragBarH, float64(s.offX)
		return true
	}
	if p.Y < s.head() {
		if col := s.edgeAt(p.X); col >= 0 {
			s.drag.kind, s.drag.col, s.drag.base = dragColumn, col, float64(s.geo.width(col))
			return true
		}
	}
	return false
}

func sign(v float32) float32 {
	if v < 0 {
		return -1
	}
	return 1
}

// MouseUp is for Fyne.
func (s *Sheet) MouseUp(*desktop.MouseEvent) {
	s.finishDrag()
}

// Dragged is for Fyne.
func (s *Sheet) Dragged(e *fyne.DragEvent) {
	delta := e.Position.Subtract(s.drag.start)
	switch s.drag.kind {
	case dragColumn:
		s.resizeColumn(s.drag.col, float32(s.drag.base)+delta.X)
	case dragBarV:
		_, length, ok := s.barV()
		if room := s.bodyHeight() - length; ok && room > 0 {
			s.offY = s.drag.base + s.maxOffY()*float64(delta.Y/room)
			s.scrolled()
		}
	case dragBarH:
		_, length, ok := s.barH()
		if room := s.geo.size.Width - s.geo.frozenW - barWidth - length; ok && room > 0 {
			s.offX = float32(s.drag.base) + s.maxOffX()*delta.X/room
			s.scrolled()
		}
	case dragCells:
		s.dragOver(e.Position)
	}
}

// dragOver reports the cell under the pointer and scrolls at the edges.
func (s *Sheet) dragOver(p fyne.Position) {
	switch {
	case p.Y < s.bodyTop():
		s.offY -= float64(s.RowHeight)
		p.Y = s.bodyTop() + 1
		s.scrolled()
	case p.Y >= s.geo.size.Height:
		s.offY += float64(s.RowHeight)
		p.Y = s.geo.size.Height - 1
		s.scrolled()
	}
	at, ok := s.At(p)
	if at.Row < 0 {
		return
	}
	if !ok {
		at.Row = min(at.Row, s.source.Rows()-1)
		at.Col = max(at.Col, 0)
	}
	if at != s.drag.last && at.Row >= 0 {
		s.drag.last = at
		if s.OnDragOver != nil {
			s.OnDragOver(at)
		}
	}
}

// DragEnd is for Fyne.
func (s *Sheet) DragEnd() { s.finishDrag() }

func (s *Sheet) finishDrag() {
	kind, col, base := s.drag.kind, s.drag.col, float32(s.drag.base)
	s.drag = dragState{}
	switch kind {
	case dragCells:
		if s.OnRelease != nil {
			s.OnRelease()
		}
	case dragColumn:
		s.Refresh()
		if width := s.columns[col].Width; width != base && s.OnResize != nil {
			s.OnResize(col, width)
		}
	}
}

func (s *Sheet) resizeColumn(col int, width float32) {
	least := s.columns[col].MinWidth
	if least == 0 {
		least = defaultMin
	}
	width = max(width, least)
	s.columns[col].Width, s.columns[col].Flex = width, false
	s.measure()
	s.Redraw()
}

// SetWidth makes a column as wide as its owner says.
func (s *Sheet) SetWidth(col int, width float32) {
	if s.columns[col].Width == width {
		return
	}
	s.columns[col].Width = width
	s.measure()
	s.Redraw()
}

// FitColumn makes a column as wide as its title and the rows in view need.
func (s *Sheet) FitColumn(col int) {
	size := s.colours().textSize
	w := fyne.MeasureText(s.columns[col].Title+" ↓", size, fyne.TextStyle{}).Width
	from, to := s.visibleRows()
	for row := from; row < to; row++ {
		c := s.source.Cell(row, col)
		w = max(w, fyne.MeasureText(c.Text, size, fyne.TextStyle{Bold: c.Bold}).Width)
	}
	s.resizeColumn(col, w+2*cellPadding+6)
	s.Refresh()
	if s.OnResize != nil {
		s.OnResize(col, s.columns[col].Width)
	}
}

func (s *Sheet) colours() palette {
	if s.view != nil {
		return s.view.colours
	}
	return currentPalette()
}

// click remembers a press to recognise the second one of a double click. Fyne's own
// double tap reports only after a wait.
type click struct {
	at    Point
	where dragKind
	time  time.Time
}

const doubleClick = 400 * time.Millisecond

// ForgetClick makes the last press count as the only one: the next is no double click.
func (s *Sheet) ForgetClick() { s.clicked = click{} }

// secondClick tells whether a press at the same place follows closely on the last.
func (s *Sheet) secondClick(at Point, where dragKind, e *desktop.MouseEvent) bool {
	now := time.Now()
	last := s.clicked
	s.clicked = click{at, where, now}
	if e.Button != desktop.MouseButtonPrimary || e.Modifier != 0 || last.at != at || last.where != where || now.Sub(last.time) > doubleClick {
		return false
	}
	s.clicked = click{}
	return true
}

// Scrolled is for Fyne. Shift turns the wheel sideways.
func (s *Sheet) Scrolled(e *fyne.ScrollEvent) {
	dx, dy := e.Scrolled.DX, e.Scrolled.DY
	if s.Shift() && dx == 0 {
		dx, dy = dy, 0
	}
	s.offX -= dx
	s.offY -= float64(dy)
	if s.hovered {
		s.hover, _ = s.At(e.Position)
	}
	s.scrolled()
}

// MouseIn is for Fyne.
func (s *Sheet) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved is for Fyne.
func (s *Sheet) MouseMoved(e *desktop.MouseEvent) {
	at, ok := s.At(e.Position)
	before, was := s.hover, s.hovered
	s.hover, s.hovered = at, ok && at.Row >= 0
	if s.hover.Row != before.Row || s.hovered != was {
		s.hoverChanged(before.Row)
	}
	if s.view != nil {
		s.view.drawGrip(s.edgeUnder(e.Position))
	}
}

// MouseOut is for Fyne.
func (s *Sheet) MouseOut() {
	before := s.hover.Row
	s.hovered, s.hover = false, Point{-1, -1}
	s.hoverChanged(before)
	if s.view != nil {
		s.view.drawGrip(-1)
	}
}

func (s *Sheet) edgeUnder(p fyne.Position) int {
	if p.Y >= s.head() || p.Y < 0 {
		return -1
	}
	return s.edgeAt(p.X)
}

// hoverChanged repaints the grounds of the two rows concerned.
func (s *Sheet) hoverChanged(before int) {
	if s.view == nil {
		return
	}
	for _, sl := range s.view.slots {
		if sl.row >= 0 && (sl.row == before || sl.row == s.hover.Row) {
			s.view.drawGround(sl, sl.row, s.rowTop(sl.row)-s.bodyTop())
		}
	}
}

func (r *renderer) drawGrip(col int) {
	was := r.grip.Hidden
	r.grip.Hidden = col < 0
	if col >= 0 {
		x := r.s.colLeft(col) + r.s.geo.width(col)
		hairline(r.grip, r.colours.brand, x-1, 6, 2, r.s.head()-12)
	}
	if !r.grip.Hidden || !was {
		r.grip.Refresh()
	}
}

// Cursor is for Fyne: a column edge shows that it can be dragged.
func (s *Sheet) Cursor() desktop.Cursor {
	if s.drag.kind == dragColumn || (s.view != nil && !s.view.grip.Hidden) {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}
