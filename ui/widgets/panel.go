package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
)

// PanelStyle is the look of a Panel.
type PanelStyle struct {
	Fill   fyne.ThemeColorName // "" = none
	Line   fyne.ThemeColorName // "" = none
	Radius float32
	Pad    Insets
	Shadow bool // floats above the window
}

// Insets are distances from the edges of a panel to its content.
type Insets struct{ Top, Right, Bottom, Left float32 }

// Pad is the same inset on every side.
func Pad(v float32) Insets { return Insets{v, v, v, v} }

// PadXY is the inset left and right, and above and below.
func PadXY(x, y float32) Insets { return Insets{y, x, y, x} }

// Panel is a filled, bordered, rounded ground with content on it.
type Panel struct {
	widget.BaseWidget
	content fyne.CanvasObject
	style   PanelStyle
}

// NewPanel puts content on a ground. Content may be nil.
func NewPanel(content fyne.CanvasObject, style PanelStyle) *Panel {
	p := &Panel{content: content, style: style}
	p.ExtendBaseWidget(p)
	return p
}

// SetStyle changes the look.
func (p *Panel) SetStyle(style PanelStyle) {
	p.style = style
	p.Refresh()
}

// SetContent replaces the content.
func (p *Panel) SetContent(content fyne.CanvasObject) {
	p.content = content
	p.Refresh()
}

// Held is the content.
func (p *Panel) Held() fyne.CanvasObject { return p.content }

// HeightFor is the height the panel takes at a width.
func (p *Panel) HeightFor(width float32) float32 {
	pad := p.style.Pad
	h := pad.Top + pad.Bottom
	if p.content != nil {
		h += HeightFor(p.content, width-pad.Left-pad.Right)
	}
	return h
}

// CreateRenderer draws ground and content.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{panel: p, ground: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type panelRenderer struct {
	panel  *Panel
	ground *canvas.Rectangle
	objs   []fyne.CanvasObject
}

func (r *panelRenderer) Destroy() {}

func (r *panelRenderer) Objects() []fyne.CanvasObject { return r.objs }

func (r *panelRenderer) MinSize() fyne.Size {
	pad := r.panel.style.Pad
	size := fyne.NewSize(pad.Left+pad.Right, pad.Top+pad.Bottom)
	if r.panel.content != nil {
		size = size.Add(r.panel.content.MinSize())
	}
	return size
}

func (r *panelRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	if c := r.panel.content; c != nil {
		pad := r.panel.style.Pad
		c.Move(fyne.NewPos(pad.Left, pad.Top))
		c.Resize(inside(size, pad))
	}
}

func (r *panelRenderer) Refresh() {
	style := r.panel.style
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = nil, nil, 0
	if style.Fill != "" {
		r.ground.FillColor = theme.Color(style.Fill)
	}
	if style.Line != "" {
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color(style.Line), 1
	}
	r.ground.CornerRadius = style.Radius
	r.ground.Shadow = canvas.Shadow{}
	if style.Shadow {
		r.ground.Shadow = canvas.Shadow{Color: theme.Color("shadow"), BlurRadius: 14, Offset: fyne.NewPos(0, 3)}
	}
	r.objs = append(r.objs[:0], r.ground)
	if c := r.panel.content; c != nil {
		r.objs = append(r.objs, c)
	}
	r.Layout(r.panel.Size())
	r.ground.Refresh()
}
