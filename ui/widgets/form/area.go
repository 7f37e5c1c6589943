package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
)

// mostRows is how far an area grows with its text.
const mostRows = 30

// newArea shows an entry of several lines that is as high as its text, and leaves the wheel
// to the form: fyne's entry keeps it even where it has nothing to scroll.
func newArea(c *entryControl) fyne.CanvasObject {
	wheel := &wheelPass{pass: func(e *fyne.ScrollEvent) { c.ev.wheel(e) }}
	wheel.ExtendBaseWidget(wheel)
	return container.New(areaLayout{c}, c.entry, wheel)
}

// grow gives the entry the rows its text needs; it tells whether that changed.
func (c *entryControl) grow() bool {
	rows := min(max(c.needed(), c.lines), mostRows)
	if rows == c.rows {
		return false
	}
	c.rows = rows
	c.entry.SetMinRowsVisible(rows)
	return true
}

// needed is how many rows the text takes, broken as fyne breaks it.
func (c *entryControl) needed() int {
	text := widget.NewRichText(&widget.TextSegment{Text: c.entry.Text, Style: widget.RichTextStyleInline})
	text.Wrapping = c.entry.Wrapping
	text.Resize(fyne.NewSize(max(c.entry.Size().Width-2*border, 60), 0))
	line := fyne.MeasureText("国", theme.TextBody, fyne.TextStyle{}).Height
	return int(text.MinSize().Height / line) // what is around the text is less than a line
}

// border of fyne's entry, on each side.
const border float32 = 2

// areaLayout keeps the rows right for the width.
type areaLayout struct{ c *entryControl }

func (l areaLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.c.entry.MinSize() }

func (l areaLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	wider := o[0].Size().Width != size.Width
	for _, x := range o {
		x.Resize(size)
	}
	if wider && l.c.grow() {
		l.c.ev.resized()
	}
}

// wheelPass hands the wheel on; everything else goes through it.
type wheelPass struct {
	widget.BaseWidget
	pass func(*fyne.ScrollEvent)
}

// Scrolled is for Fyne.
func (w *wheelPass) Scrolled(e *fyne.ScrollEvent) { w.pass(e) }

// CreateRenderer draws nothing.
func (w *wheelPass) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
