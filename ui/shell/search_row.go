package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// hitRow is one hit of the search: icon, title, quiet detail, code at the right.
type hitRow struct {
	widget.BaseWidget
	ground   *widgets.Panel
	tapped   func()
	selected bool
	hovered  bool
}

func newHitRow(h model.SearchHit, icon icons.Name, tapped func()) *hitRow {
	title := widgets.NewText(h.Title, widgets.TextStyle{Ellipsis: true})
	detail := widgets.NewText(h.Detail, widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true})
	words := widgets.Weighted(8, []float32{3, 2}, title, detail)
	line := widgets.Beside(widgets.Fixed(16, theme.RowHeight, widgets.IconView(icon, 16, theme.Quiet)), 10,
		widgets.Ends(widgets.Fixed(0, theme.RowHeight, words), 10, widgets.Caption(h.Code)))
	r := &hitRow{tapped: tapped}
	r.ground = widgets.NewPanel(line, hitStyle(""))
	r.ExtendBaseWidget(r)
	return r
}

func hitStyle(fill fyne.ThemeColorName) widgets.PanelStyle {
	return widgets.PanelStyle{Fill: fill, Radius: theme.FieldRadius, Pad: widgets.PadXY(10, 0)}
}

func (r *hitRow) setSelected(on bool) {
	r.selected = on
	r.repaint()
}

func (r *hitRow) repaint() {
	fill := fyne.ThemeColorName("")
	switch {
	case r.selected:
		fill = theme.Selected
	case r.hovered:
		fill = theme.Hover
	}
	r.ground.SetStyle(hitStyle(fill))
}

// Tapped opens the hit.
func (r *hitRow) Tapped(*fyne.PointEvent) { r.tapped() }

// MouseIn shows the hover.
func (r *hitRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.repaint() }

// MouseMoved does nothing.
func (r *hitRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (r *hitRow) MouseOut() { r.hovered = false; r.repaint() }

// CreateRenderer draws the row.
func (r *hitRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.ground) }
