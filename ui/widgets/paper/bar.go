package paper

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

const barHeight float32 = 34

// bar below the desk turns pages and zooms.
type bar struct {
	view           *View
	panel          *widgets.Panel
	place, percent *widgets.Text
	width, page    *widgets.Button
	turn           []*widgets.Button
	row            *fyne.Container
	said           [2]string
}

func newBar(v *View) *bar {
	b := &bar{view: v}
	b.place = widgets.Caption("")
	b.percent = widgets.NewText("100%", widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Align: fyne.TextAlignCenter})
	b.width = low(widgets.NewFlatButton("", i18n.T("适合宽度"), func() { v.SetZoom(FitWidth) }))
	b.page = low(widgets.NewFlatButton("", i18n.T("整页"), func() { v.SetZoom(FitPage) }))
	b.turn = []*widgets.Button{
		low(widgets.NewFlatButton(icons.ChevronLeft, "", func() { v.GoTo(v.current() - 1) })),
		low(widgets.NewFlatButton(icons.ChevronRight, "", func() { v.GoTo(v.current() + 1) })),
	}
	row := widgets.Row(4, b.turn[0], b.place, b.turn[1], widgets.Spacer(),
		low(widgets.NewFlatButton("", "−", func() { v.ZoomBy(-1) })),
		widgets.Fixed(46, 0, b.percent),
		low(widgets.NewFlatButton("", "+", func() { v.ZoomBy(1) })),
		low(widgets.NewFlatButton("", "100%", func() { v.SetZoom(1) })), b.width, b.page)
	b.row = row
	b.panel = widgets.NewPanel(row, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Pad: widgets.PadXY(8, 4)})
	return b
}

func low(b *widgets.Button) *widgets.Button {
	b.SetHeight(26)
	return b
}

// refresh says where the view stands.
func (b *bar) refresh() {
	place := i18n.T("第 %d 页 / 共 %d 页", b.view.Page(), len(b.view.pages))
	if len(b.view.pages) == 0 {
		place = i18n.T("没有页面")
	}
	percent := fmt.Sprintf("%d%%", int(math.Round(float64(b.view.scale())*100)))
	if b.said == [2]string{place, percent} {
		return
	}
	b.said = [2]string{place, percent}
	b.place.SetText(place)
	b.percent.SetText(percent)
	b.row.Refresh()
}
