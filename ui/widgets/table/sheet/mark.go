package sheet

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"xunshi/ui/icons"
	"xunshi/ui/theme"
)

// Mark is the sign before the text of a cell in a tree.
type Mark uint8

// Marks.
const (
	NoMark Mark = iota
	Closed      // there is more below, folded away
	Open        // what is below is shown
	Leaf        // nothing is below: the room of a sign without one
)

const (
	markSize float32 = 12
	// MarkRoom is the width a mark takes before the text.
	MarkRoom float32 = 18
)

// lead is the room before the text of a cell.
func (c *Cell) lead() float32 {
	if c.Mark == NoMark {
		return c.Indent
	}
	return c.Indent + MarkRoom
}

// MarkAt tells whether x, measured from the left edge of a cell, is on its mark.
func (c *Cell) MarkAt(x float32) bool {
	return (c.Mark == Closed || c.Mark == Open) && x >= cellPadding+c.Indent-4 && x < cellPadding+c.Indent+MarkRoom
}

// drawMark puts the sign before the text.
func (r *renderer) drawMark(v *cellView, p *pane, cell Cell, pos fyne.Position, fresh bool) {
	if cell.Mark != Closed && cell.Mark != Open {
		if v.mark != nil {
			v.mark.Hidden = true
		}
		return
	}
	if v.mark == nil {
		v.mark = canvas.NewImageFromResource(nil)
		v.mark.FillMode = canvas.ImageFillContain
		p.box.Objects = append(p.box.Objects, v.mark)
		fresh = true
	}
	if fresh || v.mark.Hidden {
		icon := icons.ChevronRight
		if cell.Mark == Open {
			icon = icons.ChevronDown
		}
		v.mark.Resource = icons.Colored(icon, theme.Quiet)
		v.mark.Hidden = false
		v.mark.Refresh()
	}
	v.mark.Resize(fyne.NewSquareSize(markSize))
	v.mark.Move(fyne.NewPos(pos.X+cellPadding+cell.Indent, pos.Y+(r.s.RowHeight-markSize)/2+1)) // words sit low in their line
}
