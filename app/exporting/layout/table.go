package layout

import (
	"image/color"
	"math"
	"strings"

	"xunshi/app/document"
)

// style is how a table is set: type sizes in points, paddings in mm.
type style struct {
	text, head, unit float64
	padX, padY       float64
	lines            int // most lines a text cell may wrap to
}

// scaled is the style at another type size, paddings kept in proportion.
func (s style) scaled(size float64) style {
	k := size / s.text
	s.text, s.head, s.unit = size, s.head*k, s.unit*k
	s.padX *= k
	return s
}

// lineHeight is the distance between baselines in mm.
func lineHeight(size float64) float64 { return size * PointMM * 1.36 }

// baseline centres text of the given size on a line whose top is y.
func baseline(y, size float64) float64 {
	return y + lineHeight(size)/2 + 0.37*size*PointMM
}

// column is a fitted column of a printed table.
type column struct {
	document.Column
	index         int     // place in the section's columns
	title         string  // printable
	unit          string  // second heading line, may be empty
	natural, min  float64 // mm, paddings left out, lead included
	lead          float64 // more space before a left-aligned column that follows numbers
	x, width      float64 // mm from the table's left edge, paddings included
	titleLines    []string
	right, shrink bool
}

// table is a set of columns that fit side by side, ready to be drawn row by row.
type table struct {
	doc     *document.Document
	section *document.Section
	style   style
	cols    []column
	width   float64
	grouped bool
}

// cell gives the shown text of a row's cell; a row shorter than the columns has none.
func (t *table) cell(row *document.Row, c *column) (string, document.Cell) {
	if c.index >= len(row.Cells) {
		return document.Dash, document.Cell{None: true}
	}
	cell := row.Cells[c.index]
	if cell.None && row == t.section.Total && c.blankTotal() {
		return "", cell
	}
	return Printable(t.doc.Show(c.Column, cell)), cell
}

// blankTotal tells whether a total has nothing to say in this column by its nature.
func (c *column) blankTotal() bool {
	return c.Kind == document.Text || c.Kind == document.DateColumn || c.Kind == document.TrendColumn
}

func (t *table) indent(row *document.Row, c *column) float64 {
	if c == &t.cols[0] {
		return float64(row.Level) * t.style.text * PointMM
	}
	return 0
}

// cellLines is a cell's text broken to its column.
func (t *table) cellLines(row *document.Row, c *column, bold bool) []string {
	text, _ := t.cell(row, c)
	room := c.width - 2*t.style.padX - c.lead - t.indent(row, c) + 0.01
	if Width(text, t.style.text, bold) <= room {
		return []string{text}
	}
	if c.right {
		return []string{Shorten(text, room, t.style.text, bold)}
	}
	lines := WrapMax(text, room, t.style.text, bold, t.style.lines)
	em := t.style.text * PointMM
	if last := lines[len(lines)-1]; len(lines) == 2 && room > 9*em && Width(last, t.style.text, bold) < 3*em {
		if even := WrapMax(text, room-3*em, t.style.text, bold, 2); len(even) == 2 && !strings.HasSuffix(even[1], "…") {
			return even // no single character alone on the second line
		}
	}
	return lines
}

// rowHeight is the height of a row in mm.
func (t *table) rowHeight(row *document.Row, bold bool) float64 {
	lines := 1
	for i := range t.cols {
		if c := &t.cols[i]; c.shrink {
			lines = max(lines, len(t.cellLines(row, c, bold)))
		}
	}
	return float64(lines)*lineHeight(t.style.text) + 2*t.style.padY
}

// drawRow draws a row with its top at y and gives its height.
func (t *table) drawRow(out *[]Item, x, y float64, row *document.Row, bold bool) float64 {
	h := t.rowHeight(row, bold)
	for i := range t.cols {
		c := &t.cols[i]
		_, cell := t.cell(row, c)
		if c.Kind == document.TrendColumn && !cell.None {
			bars := lineHeight(t.style.text) * 0.92
			t.drawTrend(out, x+c.x+t.style.padX, y+(h-bars)/2, c.width-2*t.style.padX, bars, cell.Trend)
			continue
		}
		lines := t.cellLines(row, c, bold)
		top := y + (h-float64(len(lines))*lineHeight(t.style.text))/2
		for _, line := range lines {
			left := x + c.x + t.style.padX + c.lead + t.indent(row, c)
			if c.right {
				left = x + c.x + c.width - t.style.padX - Width(line, t.style.text, bold)
			}
			*out = append(*out, Text{X: left, Y: baseline(top, t.style.text), Size: t.style.text,
				Bold: bold, Color: toneColor(c.Column, cell), Text: line})
			top += lineHeight(t.style.text)
		}
	}
	return h
}

// toneColor colours a cell by its tone; negatives are red.
func toneColor(c document.Column, cell document.Cell) color.RGBA {
	switch cell.Tone {
	case document.Ahead:
		return Ahead
	case document.Behind:
		return Behind
	case document.Attention:
		return Attention
	case document.Quiet:
		return Quiet
	default:
	}
	switch {
	case cell.None:
		return Quiet
	case numeric(c.Kind) && cell.Number < 0:
		return Behind
	}
	return Ink
}

// numeric tells whether a column's cells are numbers.
func numeric(kind document.ColumnKind) bool {
	switch kind {
	case document.Money, document.Quantity, document.Count, document.Percent, document.Points:
		return true
	default:
		return false
	}
}

// headHeight is the height of the heading in mm, group row included.
func (t *table) headHeight() float64 {
	lines, unit := 1, 0.0
	for i := range t.cols {
		lines = max(lines, len(t.cols[i].titleLines))
		if t.cols[i].unit != "" {
			unit = lineHeight(t.style.unit)
		}
	}
	h := float64(lines)*lineHeight(t.style.head) + unit + 2*t.style.padY
	if t.grouped {
		h += lineHeight(t.style.head) + t.style.padY
	}
	return h
}

// drawHead draws the heading with its top at y and gives its height. Titles stand on the
// bottom line, units below them, group titles over a rule that spans their columns.
func (t *table) drawHead(out *[]Item, x, y float64) float64 {
	h := t.headHeight()
	units := false
	for i := range t.cols {
		units = units || t.cols[i].unit != ""
	}
	for i := range t.cols {
		c := &t.cols[i]
		bottom := y + h - t.style.padY
		if units {
			bottom -= lineHeight(t.style.unit)
			t.headLine(out, c, x, bottom, t.style.unit, c.unit)
		}
		for n := len(c.titleLines) - 1; n >= 0; n-- {
			bottom -= lineHeight(t.style.head)
			t.headLine(out, c, x, bottom, t.style.head, c.titleLines[n])
		}
	}
	if t.grouped {
		t.drawGroups(out, x, y)
	}
	*out = append(*out, Line{X1: x, Y1: y + h, X2: x + t.width, Y2: y + h, Width: 0.25, Color: StrongRul})
	return h
}

func (t *table) headLine(out *[]Item, c *column, x, top, size float64, text string) {
	if text == "" {
		return
	}
	left := x + c.x + t.style.padX + c.lead
	if c.right {
		left = x + c.x + c.width - t.style.padX - Width(text, size, false)
	}
	*out = append(*out, Text{X: left, Y: baseline(top, size), Size: size, Color: Quiet, Text: text})
}

func (t *table) drawGroups(out *[]Item, x, y float64) {
	for i := 0; i < len(t.cols); {
		j := t.groupEnd(i)
		if group := t.cols[i].Group; group != "" {
			left, right := x+t.cols[i].x+t.style.padX, x+t.cols[j-1].x+t.cols[j-1].width-t.style.padX
			text := Shorten(Printable(group), right-left, t.style.head, false)
			mid := (left + right - Width(text, t.style.head, false)) / 2
			top := y + t.style.padY*0.6
			rule := top + lineHeight(t.style.head) + t.style.padY*0.3
			*out = append(*out,
				Text{X: mid, Y: baseline(top, t.style.head), Size: t.style.head, Color: Quiet, Text: text},
				Line{X1: left, Y1: rule, X2: right, Y2: rule, Width: 0.2, Color: Rule})
		}
		i = j
	}
}

// groupEnd is the index after the last column that shares column i's group.
func (t *table) groupEnd(i int) int {
	j := i + 1
	for j < len(t.cols) && t.cols[j].Group == t.cols[i].Group {
		j++
	}
	return j
}

// drawTrend draws the values as tiny bars from a common zero, the latest in brand colour.
func (t *table) drawTrend(out *[]Item, x, y, w, h float64, values []int64) {
	if len(values) == 0 {
		return
	}
	low, high := int64(0), int64(0)
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	span := float64(high) - float64(low)
	if span == 0 {
		span = 1
	}
	zero := y + h*float64(high)/span
	step := math.Min(w/float64(len(values)), h*0.8)
	left := x + w - step*float64(len(values))
	*out = append(*out, Line{X1: left, Y1: zero, X2: x + w, Y2: zero, Width: 0.15, Color: StrongRul})
	for i, v := range values {
		bar := Box{X: left + step*(float64(i)+0.15), W: step * 0.7, Fill: StrongRul}
		if i == len(values)-1 {
			bar.Fill = Brand
		}
		bar.H = math.Max(math.Abs(float64(v))/span*h, 0.12)
		bar.Y = zero - bar.H
		if v < 0 {
			bar.Y, bar.Fill = zero, Behind
		}
		if v != 0 {
			*out = append(*out, bar)
		}
	}
}
