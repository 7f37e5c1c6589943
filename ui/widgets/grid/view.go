package grid

import (
	"strconv"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/table/sheet"
)

// The grid is the sheet's source: column 0 holds the line numbers.

// sheetRows counts the blank line at the end too.
func (g *Grid) sheetRows() int {
	if g.FixedRows {
		return len(g.rows)
	}
	return min(len(g.rows)+1, MaxRows)
}

// source shows a grid to its sheet.
type source struct{ g *Grid }

// Rows is for the sheet.
func (s source) Rows() int { return s.g.sheetRows() }

// Cell is for the sheet.
func (s source) Cell(row, col int) sheet.Cell {
	g := s.g
	if col == 0 {
		text := strconv.Itoa(row + 1)
		if row == len(g.rows) {
			text = "*"
		}
		return sheet.Cell{Text: text, Tone: sheet.Quiet}
	}
	cell := g.plainCell(row, col-1)
	if fault := g.Fault(row, col-1); fault != "" {
		cell.Tone, cell.Fill = sheet.Behind, theme.BehindTint
		if cell.Text == "" && row == g.cursor.Row && !g.strict { // being typed: a hint, not a fault yet
			cell.Tone, cell.Fill = sheet.Quiet, ""
		}
		if cell.Text == "" {
			cell.Text = fault
		} else {
			cell.Text += " · " + fault
		}
	}
	if g.several() && g.within(sheet.Point{Row: row, Col: col}) {
		cell.Fill = theme.Selected
	}
	return cell
}

// levelWidth is how far each level of a tree is moved in.
const levelWidth = 16

// plainCell is a cell without regard to faults and selection.
func (g *Grid) plainCell(row, col int) sheet.Cell {
	c := &g.columns[col]
	cell := sheet.Cell{Text: g.text(row, col)}
	if c.Level != nil && row < len(g.rows) {
		cell.Indent = levelWidth * float32(c.Level(row))
	}
	if c.ReadOnly {
		cell.Tone = sheet.Quiet
	}
	if row < len(g.rows) && g.Tone != nil {
		cell.Tone = g.Tone(row, col)
	}
	if row < len(g.rows) && g.Bold != nil {
		cell.Bold = g.Bold(row, col)
	}
	return cell
}

// RowFill is for the sheet.
func (s source) RowFill(int) fyne.ThemeColorName { return "" }

func (g *Grid) text(row, col int) string {
	if row < len(g.rows) && col >= 0 {
		return g.rows[row][col]
	}
	return ""
}

// area is the selection as rows r0 ≤ r ≤ r1 and sheet columns c0 ≤ c ≤ c1.
func (g *Grid) area() (r0, r1, c0, c1 int) {
	return min(g.anchor.Row, g.cursor.Row), max(g.anchor.Row, g.cursor.Row),
		min(g.anchor.Col, g.cursor.Col), max(g.anchor.Col, g.cursor.Col)
}

func (g *Grid) several() bool { return g.anchor != g.cursor }

func (g *Grid) within(p sheet.Point) bool {
	r0, r1, c0, c1 := g.area()
	return p.Row >= r0 && p.Row <= r1 && p.Col >= c0 && p.Col <= c1
}

// moveTo puts the cursor on a cell; with extend the selection grows to it.
func (g *Grid) moveTo(p sheet.Point, extend bool) {
	p.Row = max(min(p.Row, g.sheetRows()-1), 0)
	p.Col = min(max(p.Col, 1), len(g.columns))
	g.cursor = p
	if !extend {
		g.anchor = p
	}
	g.sheet.Current = p
	g.sheet.Reveal(p)
	g.sheet.Redraw() // what is lacking in a line shows as a fault once the line is left
	g.tell()
}

// tell says under the grid what is wrong at the cursor, or how much is wrong at all.
func (g *Grid) tell() {
	colour := theme.Quiet
	var text string
	if fault := g.Fault(g.cursor.Row, g.cursor.Col-1); fault != "" {
		if g.strict || g.text(g.cursor.Row, g.cursor.Col-1) != "" {
			colour = theme.Behind
		}
		text = i18n.T("第 %d 行 %s:%s", g.cursor.Row+1, g.columns[g.cursor.Col-1].Title, fault)
	} else if n := g.Faults(); n > 0 {
		text = i18n.T("%d 行 · %d 处要改", len(g.rows), n)
	} else {
		text = i18n.T("%d 行", len(g.rows))
	}
	g.status.SetColor(colour)
	g.status.SetText(text)
}
