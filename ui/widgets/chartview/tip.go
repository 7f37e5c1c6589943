package chartview

import (
	"fyne.io/fyne/v2"

	"xunshi/charts"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// tip is the small panel with the values under the pointer.
type tip struct {
	*widgets.Panel
}

func newTip() *tip {
	t := &tip{}
	t.Panel = widgets.NewPanel(nil, widgets.PanelStyle{
		Fill: theme.Surface, Line: theme.Border, Radius: theme.FieldRadius, Pad: widgets.PadXY(9, 6), Shadow: true,
	})
	t.Hide()
	return t
}

// show lists the category and one line a series.
func (t *tip) show(points []charts.Point, unit string) {
	lines := []fyne.CanvasObject{widgets.NewText(points[0].Category, widgets.TextStyle{Size: theme.TextSmall, Color: theme.Quiet})}
	for _, p := range points {
		value := p.Text
		if unit != "" {
			value += " " + unit
		}
		lines = append(lines, widgets.Row(10, widgets.Caption(p.Name), widgets.Spacer(),
			widgets.NewText(value, widgets.TextStyle{Size: theme.TextCaption, Bold: true})))
	}
	t.SetContent(widgets.Column(2, lines...))
}

// placeNear puts the tip beside x, on whichever side has room.
func (t *tip) placeNear(x, y float32, room fyne.Size) {
	const away = 12
	size := t.MinSize()
	left := x + away
	if left+size.Width > room.Width {
		left = x - away - size.Width
	}
	t.Resize(size)
	t.Move(fyne.NewPos(max(0, min(left, room.Width-size.Width)), max(0, min(y, room.Height-size.Height))))
}
