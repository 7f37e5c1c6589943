package targets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table/sheet"
)

// editWidth is the least width of the entry over a cell.
const editWidth = 110

func (b *board) press(p sheet.Press) {
	if p.Row < 0 {
		return
	}
	b.commit()
	if l, ok := b.lineAt(p.Row); ok && p.Col == 0 && !p.Secondary {
		if c := b.name(l); c.MarkAt(p.X) {
			b.toggle(l.row)
			b.focus()
			return
		}
	}
	if !p.Secondary || !b.within(p.Point) {
		b.moveTo(p.Point, p.Modifier&fyne.KeyModifierShift != 0)
	}
	b.focus()
	if p.Secondary && b.onMenu != nil {
		b.onMenu(p.Absolute)
	}
}

func (b *board) dragOver(p sheet.Point) {
	if p.Row >= 0 {
		b.moveTo(p, true)
	}
}

func (b *board) doubleClick(p sheet.Point) {
	l, ok := b.lineAt(p.Row)
	switch {
	case !ok:
	case p.Col == 0 && b.tree.Rows[l.row].Children > 0:
		b.toggle(l.row)
	default:
		b.moveTo(p, false)
		b.edit("", false)
	}
}

// editable tells whether a cell can be typed into; if not, it says why.
func (b *board) editable(p sheet.Point) bool {
	l, ok := b.lineAt(p.Row)
	if !ok || p.Col < 1 {
		return false
	}
	why := ""
	switch {
	case b.show != showTarget:
		why = i18n.T("这里是计算出来的数字;切换到「目标」再填")
	case l.kind != ownLine:
		why = i18n.T("这一行是差异;请改本级或下级的目标")
	case b.tree.Rows[l.row].Kind == targeting.RowGroup:
		why = i18n.T("这一行只是归类,没有自己的目标")
	}
	if why != "" && b.onNotice != nil {
		b.onNotice(why)
	}
	return why == ""
}

// typed starts to edit the cell with what was typed.
func (b *board) typed(r rune) {
	if r > ' ' {
		b.edit(string(r), true)
	}
}

// edit opens the cell: typed text replaces what was there, else its own target is taken
// over, selected.
func (b *board) edit(text string, typed bool) {
	at := b.sheet.Current
	if !b.editable(at) {
		return
	}
	if !typed {
		row, span, _ := b.current()
		if own := b.tree.Rows[row].Own[span]; own.Known {
			text = b.unit.plain(own.N)
		}
	}
	e := pick.NewEntry()
	e.SetText(text)
	e.OnKey, e.OnLost = b.entryKey, func() { b.commit() }
	b.entry = e
	b.sheet.Edit(at, e, editWidth)
	c := b.canvas()
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

func (b *board) entryKey(e *fyne.KeyEvent) bool {
	at := b.sheet.Current
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		at.Row = b.nextOwn(at.Row, 1)
	case fyne.KeyUp:
		at.Row = b.nextOwn(at.Row, -1)
	case fyne.KeyTab:
		at.Col++
		if pick.Shifted() || b.sheet.Shift() {
			at.Col -= 2
		}
	case fyne.KeyEscape:
		b.endEdit()
		b.focus()
		return true
	default:
		return false
	}
	if b.commit() {
		b.moveTo(at, false)
	}
	b.focus()
	return true
}

// nextOwn is the next line that can be typed into.
func (b *board) nextOwn(row, step int) int {
	for i := row + step; i >= 0 && i < len(b.lines); i += step {
		if b.lines[i].kind == ownLine && b.tree.Rows[b.lines[i].row].Kind != targeting.RowGroup {
			return i
		}
	}
	return row
}

// commit takes over what the open entry holds; it tells whether that could be read.
func (b *board) commit() bool {
	if b.entry == nil {
		return true
	}
	text := b.entry.Text
	b.endEdit()
	row, span, ok := b.current()
	if !ok {
		return true
	}
	value, err := b.unit.read(text)
	if err != nil {
		b.onFault(err)
		return false
	}
	r := &b.tree.Rows[row]
	if value == r.Own[span].N {
		return true
	}
	b.onSet([]targeting.Change{{Node: r.Node, Span: b.tree.Spans[span], Value: value}}, false)
	return true
}

// endEdit takes the entry away without taking it over.
func (b *board) endEdit() {
	if b.entry == nil {
		return
	}
	b.entry = nil
	b.sheet.EndEdit()
}

// key works while no cell is being edited.
func (b *board) key(e *fyne.KeyEvent) bool {
	p, extend := b.sheet.Current, b.sheet.Shift()
	l, ok := b.lineAt(p.Row)
	switch e.Name {
	case fyne.KeyUp:
		p.Row--
	case fyne.KeyDown:
		p.Row++
	case fyne.KeyLeft, fyne.KeyRight:
		if ok && p.Col == 0 && b.tree.Rows[l.row].Children > 0 && b.open[b.tree.Rows[l.row].Key] == (e.Name == fyne.KeyLeft) {
			b.toggle(l.row)
			return true
		}
		p.Col++
		if e.Name == fyne.KeyLeft {
			p.Col -= 2
		}
	case fyne.KeyPageUp:
		p.Row -= b.sheet.PageRows()
	case fyne.KeyPageDown:
		p.Row += b.sheet.PageRows()
	case fyne.KeyHome:
		p.Col = 0
	case fyne.KeyEnd:
		p.Col = len(b.spans)
	case fyne.KeyTab:
		p.Col++
		if extend {
			p.Col -= 2
		}
		extend = false
	case fyne.KeyReturn, fyne.KeyEnter:
		if ok && p.Col == 0 {
			b.toggle(l.row)
			return true
		}
		p.Row = b.nextOwn(p.Row, 1)
	case fyne.KeyF2:
		b.edit("", false)
		return true
	case fyne.KeyDelete, fyne.KeyBackspace:
		b.erase()
		return true
	default:
		return false
	}
	b.moveTo(p, extend)
	return true
}

func (b *board) shortcut(s fyne.Shortcut) bool {
	switch x := s.(type) {
	case *fyne.ShortcutCopy:
		b.copySelection()
	case *fyne.ShortcutCut:
		b.copySelection()
		b.erase()
	case *fyne.ShortcutPaste:
		b.paste(x.Clipboard.Content())
	case *fyne.ShortcutUndo:
		b.onUndo(false)
	case *fyne.ShortcutRedo:
		b.onUndo(true)
	case *fyne.ShortcutSelectAll:
		b.anchor = sheet.Point{Row: 0, Col: 1}
		b.moveTo(sheet.Point{Row: len(b.lines) - 1, Col: len(b.spans)}, true)
	case *desktop.CustomShortcut:
		return b.custom(x)
	default:
		return false
	}
	return true
}

func (b *board) custom(s *desktop.CustomShortcut) bool {
	if s.Modifier&fyne.KeyModifierShortcutDefault == 0 {
		return false
	}
	switch s.KeyName {
	case fyne.KeyD:
		b.fill(1, 0)
	case fyne.KeyR:
		b.fill(0, 1)
	case fyne.KeyZ:
		b.onUndo(true) // Ctrl+Shift+Z
	default:
		return false
	}
	return true
}

// cellChange is the change that writes a value into a cell; ok is false where nothing can be
// written or nothing would change.
func (b *board) cellChange(row, col int, value int64) (targeting.Change, bool) {
	l, ok := b.lineAt(row)
	if !ok || col < 1 || col > len(b.spans) || l.kind != ownLine || b.tree.Rows[l.row].Kind == targeting.RowGroup {
		return targeting.Change{}, false
	}
	r, span := &b.tree.Rows[l.row], b.spans[col-1]
	return targeting.Change{Node: r.Node, Span: b.tree.Spans[span], Value: value}, r.Own[span].N != value
}

func (b *board) send(changes []targeting.Change) {
	if len(changes) > 0 {
		b.onSet(changes, len(changes) > 1)
	}
}

// erase takes the targets of the selected cells away.
func (b *board) erase() {
	if !b.editable(sheet.Point{Row: b.sheet.Current.Row, Col: max(b.sheet.Current.Col, 1)}) {
		return
	}
	var changes []targeting.Change
	r0, r1, c0, c1 := b.area()
	for row := r0; row <= r1; row++ {
		for col := max(c0, 1); col <= c1; col++ {
			if c, ok := b.cellChange(row, col, 0); ok {
				changes = append(changes, c)
			}
		}
	}
	b.send(changes)
}

// fill copies the first line (or column) of the selection to the others: down or right. With
// one line selected it copies the one before it.
func (b *board) fill(down, right int) {
	r0, r1, c0, c1 := b.area()
	fromRow, fromCol := r0, c0
	if down > 0 && r0 == r1 {
		fromRow = b.nextOwn(r0, -1)
	}
	if right > 0 && c0 == c1 {
		fromCol = c0 - 1
	}
	if !b.editable(sheet.Point{Row: r0, Col: c0}) || fromCol < 1 {
		return
	}
	var changes []targeting.Change
	for row := r0; row <= r1; row++ {
		for col := max(c0, 1); col <= c1; col++ {
			source, at := row, fromCol
			if down > 0 {
				source, at = fromRow, col
			}
			l, ok := b.lineAt(source)
			if !ok || l.kind != ownLine {
				continue
			}
			if c, ok := b.cellChange(row, col, b.tree.Rows[l.row].Own[b.spans[at-1]].N); ok {
				changes = append(changes, c)
			}
		}
	}
	b.send(changes)
}
