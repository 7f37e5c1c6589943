package grid

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/assets/i18n"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table/sheet"
)

func (g *Grid) press(p sheet.Press) {
	if p.Row < 0 {
		return
	}
	g.Commit()
	g.moveTo(p.Point, p.Modifier&fyne.KeyModifierShift != 0)
	if p.Col == 0 { // the line number selects the line
		g.anchor = sheet.Point{Row: g.cursor.Row, Col: len(g.columns)}
		g.sheet.Redraw()
	}
	g.Focus()
}

func (g *Grid) dragOver(p sheet.Point) { g.moveTo(p, true) }

func (g *Grid) open(p sheet.Point) {
	g.moveTo(p, false)
	g.edit(g.text(g.cursor.Row, g.cursor.Col-1), false)
}

// typed starts to edit the cell with what was typed.
func (g *Grid) typed(r rune) { g.edit(string(r), true) }

// edit opens the cell: a search for a picker column, else an entry. typed text replaces
// what was there; else the text is taken over, selected.
func (g *Grid) edit(text string, typed bool) {
	if g.cursor.Row >= g.sheetRows() {
		return
	}
	if c := &g.columns[g.cursor.Col-1]; c.ReadOnly {
		g.status.SetColor(theme.Attention)
		g.status.SetText(i18n.T("「%s」由程序填写,这里不能改。", c.Title))
		return
	}
	if c := g.columns[g.cursor.Col-1]; c.Items != nil {
		g.search(c, text, typed)
		return
	}
	e := pick.NewEntry()
	e.SetText(text)
	e.OnKey, e.OnLost = g.entryKey, g.Commit
	g.entry = e
	g.sheet.Edit(g.cursor, e, 120)
	c := widgets.CanvasOf(g.sheet)
	if c == nil {
		return
	}
	c.Focus(e)
	if typed {
		e.CursorColumn = len([]rune(text))
		e.Refresh()
	} else {
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

func (g *Grid) search(c Column, text string, typed bool) {
	canvas := widgets.CanvasOf(g.sheet)
	if canvas == nil {
		return
	}
	g.sheet.Reveal(g.cursor)
	at, size := g.sheet.CellRect(g.cursor)
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(g.sheet)
	pick.Open(canvas, pick.Search{
		Items: c.Items(), Text: text, Typed: typed, Position: origin.Add(at), Size: size,
		Empty: i18n.T("没有找到,请先在客户、品项资料里建立"),
		OnPick: func(it pick.Item) {
			text := it.Name
			if c.Text != nil {
				text = c.Text(it)
			}
			g.put(text)
			if g.lacking(g.cursor.Row) > 0 {
				g.onward()
			} else {
				g.step(0, 1)
			}
			g.Focus()
		},
		OnLeave: func(left string, key fyne.KeyName) {
			if key != fyne.KeyEscape && left != g.text(g.cursor.Row, g.cursor.Col-1) {
				g.put(left) // kept as typed, with what is wrong said
			}
			if key == fyne.KeyTab {
				g.step(0, 1)
			}
			g.Focus()
		},
	})
}

// entryKey ends the editing of a cell: Enter goes on to what is still to be filled in, Tab
// right, Esc changes nothing.
func (g *Grid) entryKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		g.Commit()
		g.onward()
	case fyne.KeyDown:
		g.Commit()
		g.step(1, 0)
	case fyne.KeyUp:
		g.Commit()
		g.step(-1, 0)
	case fyne.KeyTab:
		g.Commit()
		g.tab()
	case fyne.KeyEscape:
		g.entry = nil
		g.sheet.EndEdit()
	default:
		return false
	}
	g.Focus()
	return true
}

// Commit takes over what the open entry holds.
func (g *Grid) Commit() {
	if g.entry == nil {
		return
	}
	text := g.entry.Text
	g.entry = nil
	g.sheet.EndEdit()
	if text != g.text(g.cursor.Row, g.cursor.Col-1) {
		g.put(text)
	}
}

// step moves by rows and columns.
func (g *Grid) step(rows, cols int) {
	g.moveTo(sheet.Point{Row: g.cursor.Row + rows, Col: g.cursor.Col + cols}, false)
}

// onward is where Enter leads: in a line that lacks something to its next blank cell, else to
// the line below, in the waiting line to the first cell that is not filled by itself.
func (g *Grid) onward() {
	row, col := g.cursor.Row, g.cursor.Col // col counts from 1
	if row >= len(g.rows) {
		g.step(0, 1)
		return
	}
	last := g.lacking(row)
	for c := col + 1; c <= last; c++ {
		if g.text(row, c-1) == "" || g.Fault(row, c-1) != "" {
			g.moveTo(sheet.Point{Row: row, Col: c}, false)
			return
		}
	}
	switch {
	case last == col:
		g.step(0, 1) // what is wrong here is shown; go on
	case last > 0:
		g.moveTo(sheet.Point{Row: row, Col: g.firstFault(row)}, false)
	case row+1 < len(g.rows) || g.FixedRows:
		g.step(1, 0)
	default:
		g.moveTo(sheet.Point{Row: row + 1, Col: g.firstBlank()}, false)
	}
}

// lacking is the last cell of a line with something wrong, 0 if nothing is.
func (g *Grid) lacking(row int) int {
	last := 0
	for c := range g.columns {
		if g.Fault(row, c) != "" {
			last = c + 1
		}
	}
	return last
}

// firstFault is the first cell of a line with something wrong.
func (g *Grid) firstFault(row int) int {
	for c := range g.columns {
		if g.Fault(row, c) != "" {
			return c + 1
		}
	}
	return 1
}

// firstBlank is the first cell of a new line that Fresh does not fill.
func (g *Grid) firstBlank() int {
	fresh := make(Row, len(g.columns))
	if g.Fresh != nil && len(g.rows) > 0 {
		g.Fresh(fresh, slices.Clone(g.rows[len(g.rows)-1]))
	}
	return 1 + max(0, slices.Index(fresh, ""))
}

// tab goes on to the next cell, from the last one to the next line; with Shift back.
func (g *Grid) tab() {
	p := g.cursor
	if pick.Shifted() || g.sheet.Shift() {
		p.Col--
		if p.Col < 1 {
			p.Row, p.Col = p.Row-1, len(g.columns)
		}
	} else {
		p.Col++
		if p.Col > len(g.columns) {
			p.Row, p.Col = p.Row+1, 1
		}
	}
	if p.Row >= 0 {
		g.moveTo(p, false)
	}
}

// key works while no cell is being edited.
func (g *Grid) key(e *fyne.KeyEvent) bool {
	p, extend := g.cursor, g.sheet.Shift()
	switch e.Name {
	case fyne.KeyUp:
		p.Row--
	case fyne.KeyDown:
		p.Row++
	case fyne.KeyLeft:
		p.Col--
	case fyne.KeyRight:
		p.Col++
	case fyne.KeyPageUp:
		p.Row -= g.sheet.PageRows()
	case fyne.KeyPageDown:
		p.Row += g.sheet.PageRows()
	case fyne.KeyHome:
		p.Col = 1
	case fyne.KeyEnd:
		p.Col = len(g.columns)
	case fyne.KeyTab:
		g.tab()
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		g.onward()
		return true
	case fyne.KeyF2:
		g.edit(g.text(p.Row, p.Col-1), false)
		return true
	case fyne.KeyDelete, fyne.KeyBackspace:
		g.erase()
		return true
	default:
		return false
	}
	g.moveTo(p, extend)
	return true
}

func (g *Grid) shortcut(s fyne.Shortcut) bool {
	switch x := s.(type) {
	case *fyne.ShortcutCopy:
		g.Copy()
	case *fyne.ShortcutCut:
		g.Copy()
		g.erase()
	case *fyne.ShortcutPaste:
		g.Paste(x.Clipboard.Content())
	case *fyne.ShortcutUndo:
		g.Undo()
	case *fyne.ShortcutRedo:
		g.Redo()
	case *fyne.ShortcutSelectAll:
		g.anchor = sheet.Point{Row: 0, Col: 1}
		g.moveTo(sheet.Point{Row: max(0, len(g.rows)-1), Col: len(g.columns)}, true)
	case *desktop.CustomShortcut:
		return g.custom(x)
	default:
		return false
	}
	return true
}

func (g *Grid) custom(s *desktop.CustomShortcut) bool {
	shift := s.Modifier&fyne.KeyModifierShift != 0
	if s.Modifier&fyne.KeyModifierShortcutDefault == 0 {
		return false
	}
	switch s.KeyName {
	case fyne.KeyD:
		g.FillDown()
	case fyne.KeyZ:
		g.Redo() // Ctrl+Shift+Z
	case fyne.KeyReturn, fyne.KeyEnter:
		g.InsertRow()
	case fyne.KeyMinus, fyne.KeyDelete, fyne.KeyBackspace:
		g.DeleteRows()
	case fyne.KeyHome:
		g.moveTo(sheet.Point{Row: 0, Col: 1}, shift)
	case fyne.KeyEnd:
		g.moveTo(sheet.Point{Row: len(g.rows), Col: 1}, shift)
	default:
		return false
	}
	return true
}
