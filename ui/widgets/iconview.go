package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/icons"
)

type iconView struct {
	widget.BaseWidget
	name  icons.Name
	size  float32
	color fyne.ThemeColorName
}

func newIconView(name icons.Name, size float32, color fyne.ThemeColorName) *iconView {
	v := &iconView{name: name, size: size, color: color}
	v.ExtendBaseWidget(v)
	return v
}

func (v *iconView) CreateRenderer() fyne.WidgetRenderer {
	r := &iconRenderer{view: v, image: canvas.NewImageFromResource(nil)}
	r.Refresh()
	return r
}

type iconRenderer struct {
	view  *iconView
	image *canvas.Image
}

func (r *iconRenderer) Destroy() {}

func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }

func (r *iconRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.view.size) }

func (r *iconRenderer) Layout(size fyne.Size) {
	r.image.Move(fyne.NewPos((size.Width-r.view.size)/2, (size.Height-r.view.size)/2))
	r.image.Resize(fyne.NewSquareSize(r.view.size))
}

func (r *iconRenderer) Refresh() { setIcon(r.image, r.view.name, r.view.color) }
