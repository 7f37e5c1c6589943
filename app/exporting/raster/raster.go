// Package raster draws laid-out pages as antialiased pictures: the preview on screen and
// the picture card.
package raster

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"xunshi/app/exporting/layout"
)

// Page draws a page at dpi dots per inch on white.
func Page(p layout.Page, dpi float64) (*image.RGBA, error) {
	scale := dpi / 25.4
	w, h := int(math.Round(p.Width*scale)), int(math.Round(p.Height*scale))
	c := &canvas{img: image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1))), scale: scale}
	draw.Draw(c.img, c.img.Bounds(), image.White, image.Point{}, draw.Src)
	for _, item := range p.Items {
		switch it := item.(type) {
		case layout.Text:
			c.text(it)
		case layout.Box:
			c.box(it)
		case layout.Line:
			c.line(it)
		case layout.Path:
			c.path(it.Points, it.Width, it.Color)
		case layout.Chart:
			if err := c.chart(it); err != nil {
				return nil, err
			}
		}
	}
	return c.img, nil
}

// canvas is a picture under work; scale is pixels per mm.
type canvas struct {
	img   *image.RGBA
	scale float64
	fill  vector.Rasterizer
}

// blend lays colour through a coverage mask placed at x, y.
func (c *canvas) blend(mask *image.Alpha, x, y int, col color.RGBA) {
	b := mask.Bounds()
	area := image.Rect(x, y, x+b.Dx(), y+b.Dy()).Intersect(c.img.Bounds())
	for py := area.Min.Y; py < area.Max.Y; py++ {
		src := mask.Pix[(py-y)*mask.Stride+area.Min.X-x:][:area.Dx()]
		dst := c.img.Pix[c.img.PixOffset(area.Min.X, py):]
		for i, a := range src {
			if a == 0 {
				continue
			}
			p := dst[i*4 : i*4+3 : i*4+3]
			cover, rest := uint32(a), 255-uint32(a)
			p[0] = uint8((uint32(p[0])*rest + uint32(col.R)*cover + 127) / 255)
			p[1] = uint8((uint32(p[1])*rest + uint32(col.G)*cover + 127) / 255)
			p[2] = uint8((uint32(p[2])*rest + uint32(col.B)*cover + 127) / 255)
		}
	}
}

// line draws a rule; upright and level rules are snapped to whole pixels to stay crisp.
func (c *canvas) line(l layout.Line) {
	if l.X1 != l.X2 && l.Y1 != l.Y2 {
		c.path([]layout.Point{{X: l.X1, Y: l.Y1}, {X: l.X2, Y: l.Y2}}, l.Width, l.Color)
		return
	}
	thick := max(1, int(math.Round(l.Width*c.scale)))
	x1, x2 := c.px(min(l.X1, l.X2)), c.px(max(l.X1, l.X2))
	y1, y2 := c.px(min(l.Y1, l.Y2)), c.px(max(l.Y1, l.Y2))
	if l.Y1 == l.Y2 {
		y1 -= thick / 2
		y2 = y1 + thick
	} else {
		x1 -= thick / 2
		x2 = x1 + thick
	}
	draw.Draw(c.img, image.Rect(x1, y1, x2, y2), image.NewUniform(l.Color), image.Point{}, draw.Src)
}

func (c *canvas) px(mm float64) int { return int(math.Round(mm * c.scale)) }

// box fills and strokes a rectangle, rounded or square.
func (c *canvas) box(b layout.Box) {
	if b.Radius == 0 && b.Stroke.A == 0 {
		c.polygon(rounded(b.X, b.Y, b.W, b.H, 0), b.Fill)
		return
	}
	if b.Stroke.A == 0 {
		c.polygon(rounded(b.X, b.Y, b.W, b.H, b.Radius), b.Fill)
		return
	}
	w := math.Max(b.Width, 1/c.scale)
	fill := b.Fill
	if fill.A == 0 {
		fill = layout.White
	}
	c.polygon(rounded(b.X, b.Y, b.W, b.H, b.Radius), b.Stroke)
	c.polygon(rounded(b.X+w, b.Y+w, b.W-2*w, b.H-2*w, math.Max(0, b.Radius-w)), fill)
}

// rounded is the outline of a rectangle with round corners, as points.
func rounded(x, y, w, h, r float64) []layout.Point {
	if r == 0 {
		return []layout.Point{{X: x, Y: y}, {X: x + w, Y: y}, {X: x + w, Y: y + h}, {X: x, Y: y + h}}
	}
	const steps = 8
	r = math.Min(r, math.Min(w, h)/2)
	corners := [4]layout.Point{{X: x + w - r, Y: y + r}, {X: x + w - r, Y: y + h - r}, {X: x + r, Y: y + h - r}, {X: x + r, Y: y + r}}
	var out []layout.Point
	for k, c := range corners {
		for i := range steps + 1 {
			sin, cos := math.Sincos(math.Pi / 2 * (float64(k-1) + float64(i)/steps))
			out = append(out, layout.Point{X: c.X + r*cos, Y: c.Y + r*sin})
		}
	}
	return out
}

// path strokes joined points with butt ends and mitre-free joints.
func (c *canvas) path(points []layout.Point, width float64, col color.RGBA) {
	half := math.Max(width, 1/c.scale) / 2
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		if length == 0 {
			continue
		}
		nx, ny := -(b.Y-a.Y)/length*half, (b.X-a.X)/length*half
		c.polygon([]layout.Point{{X: a.X + nx, Y: a.Y + ny}, {X: b.X + nx, Y: b.Y + ny},
			{X: b.X - nx, Y: b.Y - ny}, {X: a.X - nx, Y: a.Y - ny}}, col)
	}
}

// polygon fills points given in mm.
func (c *canvas) polygon(points []layout.Point, col color.RGBA) {
	if col.A == 0 || len(points) < 3 {
		return
	}
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range points {
		x0, x1 = math.Min(x0, p.X*c.scale), math.Max(x1, p.X*c.scale)
		y0, y1 = math.Min(y0, p.Y*c.scale), math.Max(y1, p.Y*c.scale)
	}
	area := image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1)))
	if area.Empty() || area.Intersect(c.img.Bounds()).Empty() {
		return
	}
	area = area.Intersect(c.img.Bounds())
	c.fill.Reset(area.Dx(), area.Dy())
	for i, p := range points {
		x, y := float32(p.X*c.scale-float64(area.Min.X)), float32(p.Y*c.scale-float64(area.Min.Y))
		if i == 0 {
			c.fill.MoveTo(x, y)
		} else {
			c.fill.LineTo(x, y)
		}
	}
	c.fill.ClosePath()
	c.fill.Draw(c.img, area, image.NewUniform(col), image.Point{})
}
