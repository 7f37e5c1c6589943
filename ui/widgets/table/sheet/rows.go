package sheet

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"xunshi/ui/theme"
)

// drawRows fills the slots of the visible rows and hides the others.
func (r *renderer) drawRows() {
	s := r.s
	from, to := s.visibleRows()
	need := int(s.bodyHeight()/s.RowHeight) + 2
	for len(r.slots) < need {
		r.slots = append(r.slots, r.newSlot())
	}
	n := len(r.slots)
	used := make([]bool, n)
	for row := from; row < to; row++ {
		used[row%n] = true
		r.drawRow(r.slots[row%n], row)
	}
	for i, sl := range r.slots {
		if !used[i] {
			r.hideRow(sl)
		}
	}
}

func (r *renderer) newSlot() *slot {
	sl := &slot{row: -1, ground: canvas.NewRectangle(r.colours.hover), line: canvas.NewRectangle(r.colours.line)}
	r.ground.box.Objects = append(r.ground.box.Objects, sl.ground, sl.line)
	sl.cells = make([]cellView, len(r.s.columns))
	for i := range sl.cells {
		t := canvas.NewText("", r.colours.ink)
		sl.cells[i].text = t
		p := r.paneOf(r.body, i)
		p.box.Objects = append(p.box.Objects, t)
	}
	return sl
}

func (r *renderer) hideRow(sl *slot) {
	sl.row = -1
	sl.ground.Hidden, sl.line.Hidden = true, true
	for i := range sl.cells {
		sl.cells[i].text.Hidden = true
		sl.cells[i].hideRest()
	}
}

// hideRest hides what is around the text.
func (v *cellView) hideRest() {
	if v.under != nil {
		v.under.Hidden = true
	}
	if v.mark != nil {
		v.mark.Hidden = true
	}
}

func (r *renderer) drawRow(sl *slot, row int) {
	s := r.s
	sl.row = row
	y := s.rowTop(row) - s.bodyTop()
	r.drawGround(sl, row, y)
	sl.line.Hidden = false
	hairline(sl.line, r.colours.line, 0, y+s.RowHeight-1, min(s.geo.total, s.geo.size.Width), 1)
	for col := range sl.cells {
		left, w := s.colLeft(col), s.geo.width(col)
		v := &sl.cells[col]
		p := r.paneOf(r.body, col)
		if left+w < p.pos.X || left > s.geo.size.Width {
			v.text.Hidden = true
			v.hideRest()
			continue
		}
		r.drawCell(v, p, row, col, fyne.NewPos(left-p.pos.X, y), w)
	}
}

func (r *renderer) drawGround(sl *slot, row int, y float32) {
	s := r.s
	g := sl.ground
	fill := s.source.RowFill(row)
	switch {
	case fill != "":
		g.FillColor = theme.Color(fill)
	case s.hovered && s.hover.Row == row:
		g.FillColor = r.colours.hover
	default:
		if !g.Hidden {
			g.Hide()
		}
		return
	}
	g.Hidden = false
	g.Resize(fyne.NewSize(min(s.geo.total, s.geo.size.Width), s.RowHeight-1))
	g.Move(fyne.NewPos(0, y))
	g.Refresh()
}

func (r *renderer) drawCell(v *cellView, p *pane, row, col int, pos fyne.Position, w float32) {
	s := r.s
	cell := s.source.Cell(row, col)
	align := s.columns[col].Align
	fresh := !v.known || cell.Mark != v.shown.Mark
	if !v.known || cell != v.shown || w != v.width || v.text.Alignment != align {
		v.shown, v.width, v.known = cell, w, true
		style := fyne.TextStyle{Bold: cell.Bold}
		room := w - 2*cellPadding - cell.lead()
		if cell.Pill {
			room -= 8
		}
		v.fit = fitText(cell.Text, room, r.colours.textSize, style, align == fyne.TextAlignTrailing)
		t := v.text
		t.Text, t.Color, t.TextSize, t.TextStyle, t.Alignment = v.fit, r.colours.tones[cell.Tone], r.colours.textSize, style, align
		t.Refresh()
	}
	v.text.Hidden = v.fit == ""
	v.text.Resize(fyne.NewSize(w-2*cellPadding-cell.lead(), s.RowHeight))
	v.text.Move(fyne.NewPos(pos.X+cellPadding+cell.lead(), pos.Y))
	r.drawMark(v, p, cell, pos, fresh)
	r.drawUnder(v, p, cell, pos, w)
}

// drawUnder paints the fill or pill behind a cell's text.
func (r *renderer) drawUnder(v *cellView, p *pane, cell Cell, pos fyne.Position, w float32) {
	if cell.Fill == "" && (!cell.Pill || v.fit == "") {
		if v.under != nil {
			v.under.Hidden = true
		}
		return
	}
	if v.under == nil {
		v.under = canvas.NewRectangle(r.colours.hover)
		p.box.Objects = append([]fyne.CanvasObject{v.under}, p.box.Objects...)
	}
	u := v.under
	u.Hidden = false
	if cell.Fill != "" {
		u.FillColor, u.CornerRadius = theme.Color(cell.Fill), 0
		u.Resize(fyne.NewSize(w-1, r.s.RowHeight-1))
		u.Move(pos)
	} else {
		text := fyne.MeasureText(v.fit, r.colours.textSize, v.text.TextStyle)
		u.FillColor, u.CornerRadius = r.colours.soft[cell.Tone], 4
		x := pos.X + cellPadding + cell.lead() - 6
		switch v.text.Alignment {
		case fyne.TextAlignTrailing:
			x = pos.X + w - cellPadding - text.Width - 6
		case fyne.TextAlignCenter:
			x = pos.X + (w-text.Width)/2 - 6
		}
		u.Resize(fyne.NewSize(text.Width+12, r.s.RowHeight-9))
		u.Move(fyne.NewPos(x, pos.Y+5))
	}
	u.Refresh()
}

const ellipsis = "…"

// fitText shortens text to a width: words end in …, numbers that do not fit become ###,
// since a cut number would be a wrong one.
func fitText(text string, width, size float32, style fyne.TextStyle, number bool) string {
	if text == "" || width <= 0 {
		return ""
	}
	runes := []rune(text)
	if float32(len(runes))*size*1.05 <= width || fyne.MeasureText(text, size, style).Width <= width+0.5 {
		return text
	}
	if number && hasDigit(text) {
		return "###"
	}
	lo, hi := 0, len(runes)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if fyne.MeasureText(string(runes[:mid])+ellipsis, size, style).Width <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	if lo == 0 {
		return ellipsis
	}
	return string(runes[:lo]) + ellipsis
}

func hasDigit(s string) bool {
	for _, c := range s {
		if c >= '0' && c <= '9' {
			return true
		}
	}
	return false
}
