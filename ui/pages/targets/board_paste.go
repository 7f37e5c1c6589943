package targets

import (
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/ui/widgets/table/sheet"
)

// copySelection puts the selected cells on the clipboard as Excel takes them.
func (b *board) copySelection() {
	r0, r1, c0, c1 := b.area()
	var text strings.Builder
	for row := r0; row <= r1; row++ {
		l, ok := b.lineAt(row)
		if !ok {
			continue
		}
		for col := c0; col <= c1; col++ {
			if col > c0 {
				text.WriteByte('\t')
			}
			text.WriteString(b.plainText(l, col))
		}
		text.WriteByte('\n')
	}
	fyne.CurrentApp().Clipboard().SetContent(text.String())
}

// paste writes tab-separated text from Excel beginning at the cursor, line by line over the
// nodes (differences are passed by); a single value fills the whole selection. When one cell
// cannot be read nothing is written.
func (b *board) paste(text string) {
	r0, r1, c0, c1 := b.area()
	if !b.editable(sheet.Point{Row: r0, Col: c0}) {
		return
	}
	rows := strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n")
	var changes []targeting.Change
	write := func(row, col int, cell string) bool {
		value, err := b.unit.read(cell)
		if err != nil {
			b.onFault(err)
			return false
		}
		if c, ok := b.cellChange(row, col, value); ok {
			changes = append(changes, c)
		}
		return true
	}
	if len(rows) == 1 && !strings.Contains(rows[0], "\t") {
		for row := r0; row <= r1; row++ {
			for col := max(c0, 1); col <= c1; col++ {
				if !write(row, col, rows[0]) {
					return
				}
			}
		}
		b.send(changes)
		return
	}
	row := r0
	for i, cells := range rows {
		for k, cell := range strings.Split(cells, "\t") {
			if !write(row, c0+k, cell) {
				return
			}
		}
		if next := b.nextOwn(row, 1); i < len(rows)-1 && next == row {
			b.onNotice(i18n.T("只粘贴了前 %d 行,下面没有节点了", i+1))
			break
		} else {
			row = next
		}
	}
	b.send(changes)
}
