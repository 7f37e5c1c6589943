package reports

import (
	"fyne.io/fyne/v2"

	"xunshi/ui/theme"
)

// Widths of the columns beside the paper.
const (
	leftWidth  float32 = 196
	sideWidth  float32 = 330
	leastPaper float32 = 600 // below this the list makes room for the paper while writing
	pageTop    float32 = 14
)

// pageLayout puts the list left, the paper in the middle and, while it is open, the month's
// texts right. Where that leaves the paper too narrow the list goes.
type pageLayout struct{ page *Page }

func (*pageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(760, 500) }

func (l *pageLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left, middle, side := o[0], o[1], o[2]
	x, end := theme.Margin, size.Width-theme.Margin
	height := size.Height - 2*pageTop
	if l.page.side.open {
		side.Show()
		side.Move(fyne.NewPos(end-sideWidth, pageTop))
		side.Resize(fyne.NewSize(sideWidth, height))
		end -= sideWidth + theme.Gap
	} else {
		side.Hide()
	}
	if l.page.side.open && end-x-leftWidth-theme.Gap < leastPaper {
		left.Hide()
	} else {
		left.Show()
		left.Move(fyne.NewPos(x, pageTop))
		left.Resize(fyne.NewSize(leftWidth, height))
		x += leftWidth + theme.Gap
	}
	middle.Move(fyne.NewPos(x, pageTop))
	middle.Resize(fyne.NewSize(end-x, height))
}
