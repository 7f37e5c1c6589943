package table

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

const (
	chooserWidth  float32 = 260
	chooserHeight float32 = 460 // at most
	chooserRow    float32 = 28
)

// ShowColumnChooser opens the list of columns below an object: a tick shows or hides one,
// the arrows move it.
func (t *Table[T]) ShowColumnChooser(below fyne.CanvasObject) {
	if widgets.CanvasOf(below) == nil {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(below)
	t.chooseColumns(at.AddXY(0, below.Size().Height+2))
}

func (t *Table[T]) chooseColumns(at fyne.Position) {
	c := widgets.CanvasOf(t)
	if c == nil {
		return
	}
	x := &chooser[T]{t: t, list: widgets.Column(0)}
	x.reset = widgets.NewButton(i18n.T("恢复默认"), func() { t.resetLayout(); x.fill() })
	scroll := widgets.NewVScroll(x.list)
	foot := widgets.Inset(widgets.Insets{Top: 8}, widgets.Row(8, widgets.Caption(i18n.T("自动记住")), widgets.Spacer(), x.reset))
	inside := widgets.Foot(widgets.Headed(widgets.Inset(widgets.Insets{Bottom: 4}, widgets.Strong(i18n.T("显示的列"))), scroll), foot)
	x.fill()
	popup := widget.NewPopUp(widgets.Inset(widgets.Pad(10), inside), c)
	height := min(chooserRow*float32(len(t.states))+104, chooserHeight, c.Size().Height-16)
	popup.Resize(fyne.NewSize(chooserWidth, height))
	popup.ShowAtPosition(fyne.NewPos(
		max(4, min(at.X, c.Size().Width-chooserWidth-20)), max(4, min(at.Y, c.Size().Height-height-20))))
	c.FocusNext() // into the list
}

// chooser is the open list of columns.
type chooser[T any] struct {
	t     *Table[T]
	list  *fyne.Container
	reset *widgets.Button
	moves map[[2]int]*widgets.Button // arrows by the places they lead from and to
}

// fill lists the columns as they stand.
func (x *chooser[T]) fill() {
	x.list.Objects, x.moves = nil, map[[2]int]*widgets.Button{}
	for i, s := range x.t.states {
		x.list.Objects = append(x.list.Objects, x.row(i, s))
	}
	if x.t.rearranged() {
		x.reset.Enable()
	} else {
		x.reset.Disable()
	}
	x.list.Refresh()
}

func (x *chooser[T]) row(i int, s ColumnState) fyne.CanvasObject {
	c := &x.t.columns[x.t.column(s.Key)]
	var box *widgets.Check
	box = widgets.NewCheck(c.Title, !s.Hidden, func(on bool) {
		if !x.t.setHidden(i, !on) {
			box.SetChecked(true)
			return
		}
		x.fillLater()
	})
	if c.Fixed {
		box.Disable()
	}
	up, down := x.arrow(icons.ChevronUp, i, i-1), x.arrow(icons.ChevronDown, i, i+1)
	return widgets.Fixed(0, chooserRow, widgets.Ends(box, 4, widgets.Row(0, up, down)))
}

// fillLater only brings the button up to date: the rows, and the keyboard in them, stay.
func (x *chooser[T]) fillLater() {
	if x.t.rearranged() {
		x.reset.Enable()
	} else {
		x.reset.Disable()
	}
}

// arrow moves a column by one place; the keyboard stays on the column.
func (x *chooser[T]) arrow(icon icons.Name, from, to int) fyne.CanvasObject {
	b := widgets.NewFlatButton(icon, "", func() {
		x.t.move(from, to)
		x.fill()
		for _, next := range [][2]int{{to, 2*to - from}, {to, from}} { // on in the same way, else back
			if again := x.moves[next]; again != nil {
				widgets.Focus(again)
				return
			}
		}
	})
	b.SetHeight(chooserRow - 2)
	x.moves[[2]int{from, to}] = b
	if to < 0 || to >= len(x.t.states) {
		delete(x.moves, [2]int{from, to})
		return widgets.Fixed(chooserRow-2, chooserRow-2, widgets.IconView(icon, 12, theme.Surface))
	}
	return b
}
