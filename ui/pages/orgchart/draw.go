package orgchart

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"xunshi/app/team/orgchart"
	"xunshi/assets/i18n"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/avatar"
)

// Places in a box, in pixels at zoom 1.
const (
	avatarSize  float32 = 34
	avatarLeft  float32 = 8
	textLeft    float32 = 50
	textRoom    float32 = orgchart.Width - 50 - 6
	nameSize    float32 = 13
	smallSize   float32 = 11
	foldWidth           = 40.0 // of the mark that folds, at the right below
	smallAvatar float32 = 0.55 // below this zoom a box has no room for a photo
	boxRadius   float32 = 7
)

// tint is a drawn object with the theme's names of its colours.
type tint struct {
	object     fyne.CanvasObject
	fill, line fyne.ThemeColorName
}

// draw makes everything on the board, the plan's origin at a place.
func draw(p *orgchart.Plan, zoom float32, origin fyne.Position) ([]fyne.CanvasObject, []tint) {
	d := drawing{zoom: zoom, origin: origin}
	for _, l := range p.Lines {
		line := canvas.NewLine(theme.Color(theme.Quiet))
		line.StrokeWidth = 1
		line.Position1, line.Position2 = d.at(l.X1, l.Y1), d.at(l.X2, l.Y2)
		d.put(line, "", theme.Rule)
	}
	for _, n := range p.Nodes {
		d.box(n)
	}
	return d.objects, d.tints
}

type drawing struct {
	zoom    float32
	origin  fyne.Position
	objects []fyne.CanvasObject
	tints   []tint
}

func (d *drawing) at(x, y float64) fyne.Position {
	return fyne.NewPos(d.origin.X+float32(x)*d.zoom, d.origin.Y+float32(y)*d.zoom)
}

func (d *drawing) put(o fyne.CanvasObject, fill, line fyne.ThemeColorName) {
	paint(o, fill, line)
	d.objects, d.tints = append(d.objects, o), append(d.tints, tint{o, fill, line})
}

func (d *drawing) box(n orgchart.Node) {
	fill, line, ink := theme.Surface, theme.Rule, theme.Ink
	name, last := n.Name, n.Region
	switch {
	case n.Vacant:
		fill, line, ink = theme.BehindTint, theme.BehindLine, theme.Behind
		name, last = i18n.T("空缺"), i18n.T("原任 %s", n.Name)
	case n.Below > 0:
		line = theme.Brand
	}
	ground := canvas.NewRectangle(theme.Color(fill))
	ground.CornerRadius, ground.StrokeWidth = boxRadius*d.zoom, 1
	ground.Move(d.at(n.X, n.Y))
	ground.Resize(fyne.NewSize(orgchart.Width*d.zoom, orgchart.Height*d.zoom))
	d.put(ground, fill, line)
	left, room := textLeft, textRoom
	if d.zoom < smallAvatar {
		left, room = avatarLeft, orgchart.Width-2*avatarLeft
	} else if !n.Vacant {
		a := avatar.New(n.Name, n.Photo, avatarSize*d.zoom)
		a.Resize(fyne.NewSquareSize(avatarSize * d.zoom))
		a.Move(d.at(n.X+float64(avatarLeft), n.Y+(orgchart.Height-float64(avatarSize))/2))
		d.objects = append(d.objects, a)
	}
	d.text(n, left, 5, room, name, nameSize, true, ink)
	d.text(n, left, 24, room, n.Position, smallSize, false, theme.Ink)
	if len(n.Children) > 0 {
		room -= float32(foldWidth)
		d.mark(n)
	}
	d.text(n, left, 40, room, last, smallSize, false, theme.Quiet)
}

// mark says how many are below, and folds them.
func (d *drawing) mark(n orgchart.Node) {
	sign := "▾"
	if n.Folded {
		sign = "▸"
	}
	text := fmt.Sprintf("%d %s", n.Below, sign)
	size := smallSize * d.zoom
	width := fyne.MeasureText(text, size, fyne.TextStyle{}).Width / d.zoom
	d.text(n, orgchart.Width-width-8, 40, width+2, text, smallSize, false, theme.Brand)
}

// text sets a line in a box, shortened where the room does not suffice.
func (d *drawing) text(n orgchart.Node, x, y, room float32, text string, size float32, bold bool, ink fyne.ThemeColorName) {
	if text == "" {
		return
	}
	style := fyne.TextStyle{Bold: bold}
	runes := []rune(text)
	for len(runes) > 1 && fyne.MeasureText(text, size*d.zoom, style).Width > room*d.zoom {
		runes = runes[:len(runes)-1]
		text = string(runes) + "…"
	}
	t := canvas.NewText(text, theme.Color(ink))
	t.TextSize, t.TextStyle = size*d.zoom, style
	t.Move(d.at(n.X+float64(x), n.Y+float64(y)))
	t.Resize(t.MinSize())
	d.put(t, ink, "")
}

// paint gives an object the theme's colours.
func paint(o fyne.CanvasObject, fill, line fyne.ThemeColorName) {
	switch x := o.(type) {
	case *canvas.Rectangle:
		x.FillColor, x.StrokeColor = theme.Color(fill), theme.Color(line)
	case *canvas.Text:
		x.Color = theme.Color(fill)
	case *canvas.Line:
		x.StrokeColor = theme.Color(line)
	}
}

// recolour follows a change of theme.
func recolour(tints []tint) {
	for _, t := range tints {
		paint(t.object, t.fill, t.line)
	}
}
