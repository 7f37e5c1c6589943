package sheet

import "fyne.io/fyne/v2"

const (
	titleHeight   = 34
	cellPadding   = 8
	barWidth      = 8
	grabDistance  = 4
	defaultMin    = 40
	leastFlex     = 0.6 // how far Flex columns shrink where room is short
	maxFrozenPart = 0.6 // beyond this share of the width nothing is frozen
)

// geometry is where the columns are: left edges as if not scrolled.
type geometry struct {
	left    []float32 // len(columns)+1 entries
	frozen  int
	frozenW float32
	total   float32
	size    fyne.Size
}

// measure lays the columns out in the present size.
func (s *Sheet) measure() {
	size := s.Size()
	g := geometry{left: s.geo.left[:0], size: size}
	total, flex := float32(0), 0
	for _, c := range s.columns {
		total += c.Width
		if c.Flex {
			flex++
		}
	}
	spare := float32(0)
	if flex > 0 {
		spare = (s.room(size) - total) / float32(flex)
	}
	x := float32(0)
	for i, c := range s.columns {
		g.left = append(g.left, x)
		w := c.Width
		if c.Flex {
			w = max(w+spare, min(w, max(c.MinWidth, w*leastFlex)))
		}
		x += w
		if i < s.Frozen {
			g.frozenW = x
		}
	}
	g.left = append(g.left, x)
	g.total, g.frozen = x, min(s.Frozen, len(s.columns))
	if g.frozenW > size.Width*maxFrozenPart {
		g.frozen, g.frozenW = 0, 0
	}
	refreeze := g.frozen != s.geo.frozen
	s.geo = g
	if refreeze && s.view != nil {
		s.view.reset()
	}
	s.clampOffsets()
}

// room is the width for columns: the vertical scroll bar keeps clear of figures.
func (s *Sheet) room(size fyne.Size) float32 {
	if s.contentHeight() > float64(size.Height-s.bodyTop()) {
		return size.Width - barWidth - 2
	}
	return size.Width
}

func (g *geometry) width(col int) float32 { return g.left[col+1] - g.left[col] }

// head is the height of the header.
func (s *Sheet) head() float32 {
	if s.Headless {
		return 0
	}
	return titleHeight
}

// bodyTop is where the rows begin.
func (s *Sheet) bodyTop() float32 { return s.head() + s.stripH }

func (s *Sheet) bodyHeight() float32 { return max(0, s.geo.size.Height-s.bodyTop()) }

func (s *Sheet) contentHeight() float64 {
	return float64(s.source.Rows()) * float64(s.RowHeight)
}

func (s *Sheet) maxOffX() float32 { return max(0, s.geo.total-s.room(s.geo.size)) }

func (s *Sheet) maxOffY() float64 {
	h := float64(s.bodyHeight())
	if s.maxOffX() > 0 {
		h -= barWidth + 2
	}
	return max(0, s.contentHeight()-h)
}

func (s *Sheet) clampOffsets() {
	s.offX = min(max(0, s.offX), s.maxOffX())
	s.offY = min(max(0, s.offY), s.maxOffY())
}

// visibleRows is the half-open range of rows that show, if only in part.
func (s *Sheet) visibleRows() (from, to int) {
	from = int(s.offY / float64(s.RowHeight))
	to = int((s.offY+float64(s.bodyHeight()))/float64(s.RowHeight)) + 1
	return from, min(to, s.source.Rows())
}

// VisibleRows is the half-open range of rows that show, if only in part.
func (s *Sheet) VisibleRows() (from, to int) { return s.visibleRows() }

// PageRows is how many whole rows fit.
func (s *Sheet) PageRows() int {
	return max(1, int(s.bodyHeight()/s.RowHeight)-1)
}

// colLeft is where a column begins on screen.
func (s *Sheet) colLeft(col int) float32 {
	if col < s.geo.frozen {
		return s.geo.left[col]
	}
	return s.geo.left[col] - s.offX
}

// rowTop is where a row begins on screen.
func (s *Sheet) rowTop(row int) float32 {
	return s.bodyTop() + float32(float64(row)*float64(s.RowHeight)-s.offY)
}

// At finds the cell under a position; ok is false beside all cells.
func (s *Sheet) At(p fyne.Position) (at Point, ok bool) {
	at = Point{Row: -2, Col: s.colAt(p.X)}
	switch {
	case p.Y < 0 || p.Y > s.geo.size.Height:
		return at, false
	case p.Y < s.head():
		at.Row = HeaderRow
	case p.Y < s.bodyTop():
		return at, false
	default:
		at.Row = int((float64(p.Y-s.bodyTop()) + s.offY) / float64(s.RowHeight))
		if at.Row >= s.source.Rows() {
			return at, false
		}
	}
	return at, at.Col >= 0
}

func (s *Sheet) colAt(x float32) int {
	for i := range s.columns {
		left := s.colLeft(i)
		if i >= s.geo.frozen && x < s.geo.frozenW {
			continue
		}
		if x >= left && x < left+s.geo.width(i) {
			return i
		}
	}
	return -1
}

// edgeAt finds the column whose right edge is under x, −1 if none.
func (s *Sheet) edgeAt(x float32) int {
	for i := len(s.columns) - 1; i >= 0; i-- {
		right := s.colLeft(i) + s.geo.width(i)
		if i >= s.geo.frozen && right < s.geo.frozenW {
			continue
		}
		if x >= right-grabDistance && x <= right+grabDistance {
			return i
		}
	}
	return -1
}

// CellRect is where a cell is on the sheet, scrolled as it stands.
func (s *Sheet) CellRect(at Point) (fyne.Position, fyne.Size) {
	if at.Col < 0 || at.Col >= len(s.columns) || len(s.geo.left) == 0 {
		return fyne.Position{}, fyne.Size{}
	}
	return fyne.NewPos(s.colLeft(at.Col), s.rowTop(at.Row)), fyne.NewSize(s.geo.width(at.Col), s.RowHeight)
}

// Reveal scrolls as little as needed to show a cell; a Col of −1 leaves the columns alone.
func (s *Sheet) Reveal(at Point) {
	if at.Row >= 0 {
		top := float64(at.Row) * float64(s.RowHeight)
		h := float64(s.bodyHeight())
		if s.maxOffX() > 0 {
			h -= barWidth + 2
		}
		if top < s.offY {
			s.offY = top
		} else if bottom := top + float64(s.RowHeight); bottom > s.offY+h {
			s.offY = bottom - h
		}
	}
	if at.Col >= s.geo.frozen && at.Col < len(s.columns) && len(s.geo.left) > at.Col+1 {
		left, right := s.geo.left[at.Col], s.geo.left[at.Col+1]
		if left-s.offX < s.geo.frozenW {
			s.offX = left - s.geo.frozenW
		} else if wide := s.room(s.geo.size); right-s.offX > wide {
			s.offX = min(right-wide, left-s.geo.frozenW)
		}
	}
	s.scrolled()
}

// ScrollTo puts a row at the top.
func (s *Sheet) ScrollTo(row int) {
	s.offY = float64(row) * float64(s.RowHeight)
	s.scrolled()
}

func (s *Sheet) scrolled() {
	s.clampOffsets()
	s.Redraw()
}

// ScrollSideways scrolls by one column to the left (−1) or right (1).
func (s *Sheet) ScrollSideways(direction int) {
	edge := s.geo.frozenW + s.offX
	next := s.offX
	for i := s.geo.frozen; i < len(s.columns); i++ {
		left := s.geo.left[i]
		if direction < 0 && left < edge-1 {
			next = left - s.geo.frozenW
		}
		if direction > 0 && left > edge+1 {
			next = left - s.geo.frozenW
			break
		}
	}
	s.offX = next
	s.scrolled()
}
