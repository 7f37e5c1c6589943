package table

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/table/sheet"
)

const selectedFill = theme.Selected

// Count is the number of selected rows.
func (t *Table[T]) Count() int { return t.selection.count() }

// Selected gives the selected rows that are in memory, at most limit of them (0: all).
func (t *Table[T]) Selected(limit int) []T {
	var out []T
	for _, x := range t.selection {
		for i := x.from; i < x.to; i++ {
			if row, ok := t.rows.at(i); ok {
				out = append(out, row)
			}
			if limit > 0 && len(out) >= limit {
				return out
			}
		}
	}
	return out
}

// Current is the row the keyboard is on.
func (t *Table[T]) Current() (row T, ok bool) { return t.rows.at(t.cursor) }

// SelectRow selects one row and shows it.
func (t *Table[T]) SelectRow(row int) {
	if row < 0 || row >= t.rows.length {
		return
	}
	t.selection, t.cursor, t.anchor, t.kept = spans{}.add(row, row+1), row, row, nil
	t.sheet.Reveal(sheet.Point{Row: row, Col: -1})
	t.selected()
}

// SelectWhere selects the first row in memory that is meant and tells whether there is one.
func (t *Table[T]) SelectWhere(meant func(T) bool) bool {
	for i := range t.rows.length {
		if row, ok := t.rows.at(i); ok && meant(row) {
			t.SelectRow(i)
			return true
		}
	}
	return false
}

// SelectAll selects every row.
func (t *Table[T]) SelectAll() {
	t.selection = spans{}.add(0, t.rows.length)
	t.selected()
}

func (t *Table[T]) clearSelection() {
	t.selection, t.kept, t.cursor, t.anchor = nil, nil, -1, -1
	if t.OnSelect != nil {
		t.OnSelect()
	}
}

// selected tells everyone that the selection changed.
func (t *Table[T]) selected() {
	t.sheet.Redraw()
	t.changed()
	if t.OnSelect != nil {
		t.OnSelect()
	}
}

// press is a click: alone it selects, with Ctrl it adds or takes away, with Shift it
// selects up to here; beside the rows it clears.
func (t *Table[T]) press(p sheet.Press) {
	row := p.Row
	if row < 0 {
		t.clearSelection()
		t.selected()
		return
	}
	if item, ok := t.rows.at(row); ok && t.OnMark != nil && !p.Secondary {
		if cell := t.columns[t.show[p.Col]].cell(item); cell.MarkAt(p.X) {
			t.SelectRow(row)
			t.sheet.ForgetClick()
			t.OnMark(item)
			return
		}
	}
	if p.Secondary {
		if !t.selection.has(row) {
			t.SelectRow(row)
		}
		t.showMenu(p.Absolute)
		return
	}
	switch {
	case p.Modifier&fyne.KeyModifierShift != 0 && t.anchor >= 0:
		t.extend(row)
		return
	case p.Modifier&fyne.KeyModifierShortcutDefault != 0:
		t.selection = t.selection.toggle(row)
		t.kept = t.selection
	default:
		t.selection, t.kept = spans{}.add(row, row+1), nil
	}
	t.cursor, t.anchor = row, row
	t.selected()
}

// extend selects from the anchor to row, beside what Ctrl had kept.
func (t *Table[T]) extend(row int) {
	t.cursor = row
	t.selection = t.kept.add(min(t.anchor, row), max(t.anchor, row)+1)
	t.selected()
}

func (t *Table[T]) dragOver(at sheet.Point) {
	if t.anchor >= 0 {
		t.extend(at.Row)
	}
}

func (t *Table[T]) open(at sheet.Point) {
	t.SelectRow(at.Row)
	t.openCurrent()
}

func (t *Table[T]) openCurrent() {
	if row, ok := t.rows.at(t.cursor); ok && t.OnOpen != nil {
		t.OnOpen(row)
	}
}

// key moves the cursor; with Shift the selection grows along.
func (t *Table[T]) key(e *fyne.KeyEvent) bool {
	if t.OnKey != nil && t.OnKey(e) {
		return true
	}
	page := t.sheet.PageRows()
	switch e.Name {
	case fyne.KeyUp:
		t.moveTo(t.cursor - 1)
	case fyne.KeyDown:
		t.moveTo(t.cursor + 1)
	case fyne.KeyPageUp:
		t.moveTo(t.cursor - page)
	case fyne.KeyPageDown:
		t.moveTo(max(t.cursor, 0) + page)
	case fyne.KeyHome:
		t.moveTo(0)
	case fyne.KeyEnd:
		t.moveTo(t.rows.length - 1)
	case fyne.KeyLeft:
		t.sheet.ScrollSideways(-1)
	case fyne.KeyRight:
		t.sheet.ScrollSideways(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.openCurrent()
	case fyne.KeyEscape:
		t.clearSelection()
		t.selected()
	default:
		return false
	}
	return true
}

func (t *Table[T]) moveTo(row int) {
	if t.rows.length == 0 {
		return
	}
	row = min(max(row, 0), t.rows.length-1)
	if t.sheet.Shift() && t.anchor >= 0 {
		t.sheet.Reveal(sheet.Point{Row: row, Col: -1})
		t.extend(row)
		return
	}
	t.SelectRow(row)
}

func (t *Table[T]) shortcut(s fyne.Shortcut) bool {
	switch x := s.(type) {
	case *fyne.ShortcutCopy:
		t.Copy()
		return true
	case *fyne.ShortcutSelectAll:
		t.SelectAll()
		return true
	case *desktop.CustomShortcut:
		if x.Modifier&fyne.KeyModifierShortcutDefault == 0 {
			return false
		}
		switch x.KeyName {
		case fyne.KeyF:
			if t.filter.offered() {
				t.ToggleFilter()
				return true
			}
		case fyne.KeyHome:
			t.moveTo(0)
			return true
		case fyne.KeyEnd:
			t.moveTo(t.rows.length - 1)
			return true
		}
	}
	return false
}

func (t *Table[T]) showMenu(at fyne.Position) {
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("复制到 Excel"), t.Copy)}
	if t.Menu != nil {
		items = append(t.Menu(), append([]*fyne.MenuItem{fyne.NewMenuItemSeparator()}, items...)...)
	}
	if t.filter.offered() {
		items = append(items, fyne.NewMenuItem(i18n.T("筛选行"), t.ToggleFilter))
	}
	if t.OnLayout != nil {
		items = append(items, fyne.NewMenuItem(i18n.T("选择列…"), func() { t.chooseColumns(at) }))
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
	}
}
