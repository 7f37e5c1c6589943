package targets

import (
	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model/analysis"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/table/sheet"
)

// The board is its sheet's source: column 0 holds the names, the others the spans.

// indent of one level of the tree.
const indent = 16

// Rows is for the sheet.
func (b *board) Rows() int { return len(b.lines) }

// RowFill is for the sheet: what holds others stands out a little.
func (b *board) RowFill(row int) fyne.ThemeColorName {
	l, ok := b.lineAt(row)
	if ok && l.kind == ownLine && b.tree.Rows[l.row].Depth == 0 {
		return theme.NeutralTint
	}
	return ""
}

// Cell is for the sheet.
func (b *board) Cell(row, col int) sheet.Cell {
	l, ok := b.lineAt(row)
	if !ok {
		return sheet.Cell{}
	}
	var c sheet.Cell
	if col == 0 {
		c = b.name(l)
	} else if col <= len(b.spans) {
		c = b.figure(l, b.spans[col-1])
	}
	if b.anchor != b.sheet.Current && b.within(sheet.Point{Row: row, Col: col}) {
		c.Fill = theme.Selected
	}
	return c
}

// name is the first cell of a line.
func (b *board) name(l line) sheet.Cell {
	r := &b.tree.Rows[l.row]
	c := sheet.Cell{Text: r.Name, Indent: float32(r.Depth * indent), Mark: sheet.Leaf}
	switch l.kind {
	case childLine:
		c.Text, c.Tone = i18n.T("下级合计 − 本级"), sheet.Quiet
		return c
	case partLine:
		c.Text, c.Tone = i18n.T("分期合计 − 本期"), sheet.Quiet
		return c
	case ownLine:
	}
	if r.Children > 0 {
		c.Mark, c.Bold = sheet.Closed, true
		if b.open[r.Key] {
			c.Mark = sheet.Open
		}
	}
	if r.Kind == targeting.RowGroup {
		c.Tone = sheet.Quiet
	}
	switch {
	case r.Team:
		c.Text += i18n.T("(团队)")
	case r.Kind == targeting.RowRegion && r.Detail != "":
		c.Text += " · " + r.Detail
	}
	return c
}

// figure is a cell of a span.
func (b *board) figure(l line, span int) sheet.Cell {
	v := b.value(l, span)
	if l.kind != ownLine {
		return b.difference(v)
	}
	r := &b.tree.Rows[l.row]
	switch b.show {
	case showTarget:
		return b.target(r, span)
	case showShare:
		return sheet.Cell{Text: rate(v), Bold: r.Children > 0}
	case showGrowth:
		return sheet.Cell{Text: growth(v), Tone: toneOf(v), Bold: r.Children > 0}
	case showAttainment:
		return b.attained(v, span, r)
	case showLastYear, showActual:
	}
	return sheet.Cell{Text: b.unit.brief(v), Bold: r.Children > 0}
}

// target is a node's own target; where it has none what follows from below stands greyed.
func (b *board) target(r *targeting.Row, span int) sheet.Cell {
	c := sheet.Cell{Text: b.unit.shown(r.Value[span]), Bold: r.Own[span].Known && r.Children > 0}
	if !r.Own[span].Known {
		c.Tone = sheet.Quiet
	}
	if r.Differs(span) {
		c.Tone, c.Fill = sheet.Attention, theme.AttentionTint
	}
	return c
}

func (b *board) difference(v analysis.Value) sheet.Cell {
	if !v.Known || v.N == 0 {
		return sheet.Cell{Tone: sheet.Quiet}
	}
	return sheet.Cell{Text: b.unit.plus(v.N), Tone: toneOf(v)}
}

// attained is an attainment beside the time that has gone.
func (b *board) attained(v analysis.Value, span int, r *targeting.Row) sheet.Cell {
	c := sheet.Cell{Text: rate(v), Bold: r.Children > 0}
	if !v.Known {
		c.Tone = sheet.Quiet
		return c
	}
	gap := v.Less(b.figures.Elapsed[span].TimeProgress())
	c.Tone = toneOf(gap)
	switch {
	case gap.Known && gap.N < 0:
		c.Text = "▼ " + c.Text
	case gap.Known:
		c.Text = "▲ " + c.Text
	}
	return c
}

func toneOf(v analysis.Value) sheet.Tone {
	switch {
	case v.Known && v.N < 0:
		return sheet.Behind
	case v.Known && v.N > 0:
		return sheet.Ahead
	}
	return sheet.Plain
}

// area is the selection as lines r0 ≤ r ≤ r1 and columns c0 ≤ c ≤ c1.
func (b *board) area() (r0, r1, c0, c1 int) {
	at := b.sheet.Current
	return min(b.anchor.Row, at.Row), max(b.anchor.Row, at.Row), min(b.anchor.Col, at.Col), max(b.anchor.Col, at.Col)
}

func (b *board) within(p sheet.Point) bool {
	r0, r1, c0, c1 := b.area()
	return p.Row >= r0 && p.Row <= r1 && p.Col >= c0 && p.Col <= c1
}

// plainText is a cell for the clipboard: the exact figure without separators.
func (b *board) plainText(l line, col int) string {
	if col == 0 {
		return b.name(l).Text
	}
	span := b.spans[col-1]
	v := b.value(l, span)
	switch {
	case !v.Known:
		return ""
	case l.kind == ownLine && (b.show == showShare || b.show == showGrowth || b.show == showAttainment):
		return document.FormatScaled(v.N, 10_000, 2) + "%"
	}
	return b.unit.plain(v.N)
}
