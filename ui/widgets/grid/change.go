package grid

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets/table/sheet"
)

// How much undo keeps: so many steps, and fewer where the grid is long.
const (
	keepStates = 200
	keepRows   = 1_000_000 // in all states together
)

// state is the grid at one time; rows are shared between states, since none is changed in
// place.
type state struct {
	rows   []Row
	cursor sheet.Point
}

type history struct {
	past, future []state
}

// change lets do alter the rows as one step of undo.
func (g *Grid) change(do func()) {
	before := state{slices.Clone(g.rows), g.cursor}
	g.own = map[int]bool{}
	do()
	g.own = nil
	g.trim()
	g.history.past = append(g.history.past, before)
	most := min(keepStates, max(20, keepRows/max(len(g.rows), 1)))
	if n := len(g.history.past); n > most {
		g.history.past = g.history.past[n-most:]
	}
	g.history.future = nil
	g.changed()
	g.commit(before.rows)
	if g.cursor.Row >= g.sheetRows() {
		g.moveTo(g.cursor, false) // fewer lines than before
	}
}

func (g *Grid) changed() {
	g.checkAll()
	g.sheet.Redraw()
	g.tell()
	if g.OnChange != nil {
		g.OnChange()
	}
}

// commit tells which cells are other than before.
func (g *Grid) commit(before []Row) {
	if g.OnCommit == nil {
		return
	}
	for i, row := range slices.Clone(g.rows) {
		if i < len(before) && &before[i][0] == &row[0] {
			continue
		}
		for c, text := range row {
			if i >= len(before) || before[i][c] != text {
				g.OnCommit(i, c)
			}
		}
	}
}

// Undo takes the last change back; it tells whether there was one.
func (g *Grid) Undo() bool { return g.travel(&g.history.past, &g.history.future) }

// Redo brings back what Undo took.
func (g *Grid) Redo() bool { return g.travel(&g.history.future, &g.history.past) }

func (g *Grid) travel(from, to *[]state) bool {
	if len(*from) == 0 {
		return false
	}
	*to = append(*to, state{slices.Clone(g.rows), g.cursor})
	last := len(*from) - 1
	s := (*from)[last]
	*from = (*from)[:last]
	before := g.rows
	g.rows = s.rows
	g.changed()
	g.commit(before)
	g.moveTo(s.cursor, false)
	return true
}

// set writes a text into a cell of a fresh copy of its row, read and derived from.
func (g *Grid) set(row, col int, text string) {
	if g.columns[col].ReadOnly || g.FixedRows && row >= len(g.rows) {
		return
	}
	for len(g.rows) <= row {
		fresh := make(Row, len(g.columns))
		if g.Fresh != nil && len(g.rows) == row && strings.TrimSpace(text) != "" {
			var above Row
			if row > 0 {
				above = slices.Clone(g.rows[row-1])
			}
			g.Fresh(fresh, above)
		}
		g.rows = append(g.rows, fresh)
	}
	r := g.rows[row]
	if !g.own[row] {
		r = slices.Clone(r)
	}
	if g.own != nil {
		g.own[row] = true
	}
	text = strings.TrimSpace(text)
	if c := g.columns[col]; c.Read != nil && text != "" {
		if read, err := c.Read(text); err == nil {
			text = read
		}
	}
	r[col] = text
	if g.Derive != nil {
		g.Derive(r, col)
	}
	g.rows[row] = r
}

// put writes a text into the cell of the cursor.
func (g *Grid) put(text string) {
	g.change(func() { g.set(g.cursor.Row, g.cursor.Col-1, text) })
}

// erase empties the selected cells.
func (g *Grid) erase() {
	r0, r1, c0, c1 := g.area()
	g.change(func() {
		for r := r0; r <= min(r1, len(g.rows)-1); r++ {
			for c := c0; c <= c1; c++ {
				g.set(r, c-1, "")
			}
		}
	})
}

// InsertRow opens a blank line above the cursor.
func (g *Grid) InsertRow() {
	row := g.cursor.Row
	if g.FixedRows || row >= len(g.rows) || len(g.rows) >= MaxRows {
		return
	}
	g.change(func() { g.rows = slices.Insert(g.rows, row, make(Row, len(g.columns))) })
}

// DeleteRows takes the selected lines out.
func (g *Grid) DeleteRows() {
	r0, r1, _, _ := g.area()
	r1 = min(r1, len(g.rows)-1)
	if r0 > r1 || g.FixedRows {
		return
	}
	g.change(func() { g.rows = slices.Delete(g.rows, r0, r1+1) })
	g.moveTo(sheet.Point{Row: r0, Col: g.cursor.Col}, false)
}

// FillDown copies the first line of the selection to the lines below it; with one line
// selected it copies the line above.
func (g *Grid) FillDown() {
	r0, r1, c0, c1 := g.area()
	from := r0
	if r0 == r1 {
		from = r0 - 1
	}
	if from < 0 || from >= len(g.rows) {
		return
	}
	g.change(func() {
		for r := from + 1; r <= r1; r++ {
			for c := c0; c <= c1; c++ {
				g.set(r, c-1, g.text(from, c-1))
			}
		}
	})
}

// Copy puts the selected cells on the clipboard as Excel takes them.
func (g *Grid) Copy() {
	r0, r1, c0, c1 := g.area()
	var b strings.Builder
	for r := r0; r <= r1; r++ {
		for c := c0; c <= c1; c++ {
			if c > c0 {
				b.WriteByte('\t')
			}
			b.WriteString(g.text(r, c-1))
		}
		b.WriteString("\r\n")
	}
	text := b.String()
	if r0 == r1 {
		text = strings.TrimSuffix(text, "\r\n")
	}
	fyne.CurrentApp().Clipboard().SetContent(text)
}

// Paste writes tab-separated text from Excel beginning at the cursor, adding lines as
// needed; a single value fills the whole selection.
func (g *Grid) Paste(text string) {
	cells := parseTSV(text)
	if len(cells) == 0 {
		return
	}
	r0, r1, c0, c1 := g.area()
	if len(cells) == 1 && len(cells[0]) == 1 {
		g.change(func() {
			for r := r0; r <= r1; r++ {
				for c := c0; c <= c1; c++ {
					g.set(r, c-1, cells[0][0])
				}
			}
		})
		return
	}
	if room := g.mostRows() - r0; len(cells) > room {
		cut := len(cells) - room
		cells = cells[:room]
		defer func() {
			if g.OnPasteFault != nil {
				g.OnPasteFault(g.pasteFault(cut))
			}
		}()
	}
	wide := 0
	g.change(func() {
		for i, line := range cells {
			for j, cell := range line {
				if c := c0 - 1 + j; c < len(g.columns) {
					g.set(r0+i, c, cell)
					wide = max(wide, j)
				}
			}
		}
	})
	g.anchor = sheet.Point{Row: r0, Col: c0}
	g.moveTo(sheet.Point{Row: r0 + len(cells) - 1, Col: c0 + wide}, true)
}

// mostRows is how many rows there may be.
func (g *Grid) mostRows() int {
	if g.FixedRows {
		return len(g.rows)
	}
	return MaxRows
}

// pasteFault says that lines at the end of a paste had no place.
func (g *Grid) pasteFault(cut int) error {
	if g.FixedRows {
		return model.NewFault(nil, i18n.T("粘贴的内容比表格多 %d 行,多出的没有贴入。", cut),
			i18n.T("前面的行已贴入。"), i18n.T("请核对行数,从对应的第一行开始粘贴。"))
	}
	return model.NewFault(nil, i18n.T("粘贴的内容超过 %d 行,后面 %d 行没有贴入。", MaxRows, cut),
		i18n.T("前面的行已贴入。"), i18n.T("这么多行请存成文件后导入。"))
}

// parseTSV splits what Excel puts on the clipboard: tabs, line ends, and quoted fields that
// hold either, with doubled quotes.
func parseTSV(text string) [][]string {
	text = strings.TrimRight(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n")
	if text == "" {
		return nil
	}
	var rows [][]string
	var row []string
	for len(text) > 0 || row != nil {
		field, rest := nextField(text)
		row = append(row, field)
		if rest == "" {
			break
		}
		if rest[0] == '\n' {
			rows, row = append(rows, row), nil
		}
		text = rest[1:]
		if text == "" {
			row = append(row, "")
			break
		}
	}
	return append(rows, row)
}

// nextField reads one field; rest begins with the tab or line end behind it.
func nextField(text string) (field, rest string) {
	if strings.HasPrefix(text, `"`) {
		var b strings.Builder
		for s := text[1:]; ; {
			i := strings.IndexByte(s, '"')
			if i < 0 {
				break // no closing quote: an ordinary field that begins with one
			}
			b.WriteString(s[:i])
			s = s[i+1:]
			switch {
			case strings.HasPrefix(s, `"`):
				b.WriteByte('"')
				s = s[1:]
			case s == "" || s[0] == '\t' || s[0] == '\n':
				return strings.ReplaceAll(b.String(), "\n", " "), s
			default:
				return plainField(text)
			}
		}
	}
	return plainField(text)
}

func plainField(text string) (field, rest string) {
	if i := strings.IndexAny(text, "\t\n"); i >= 0 {
		return text[:i], text[i:]
	}
	return text, ""
}
