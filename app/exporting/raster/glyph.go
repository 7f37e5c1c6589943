package raster

import (
	"image"
	"image/draw"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"xunshi/app/exporting/layout"
)

// subpixels is how many horizontal positions within a pixel a glyph is drawn for.
const subpixels = 4

// cacheLimit bounds the glyph cache; at page sizes that is a few megabytes.
const cacheLimit = 12_000

// glyphKey names one glyph picture.
type glyphKey struct {
	r    rune
	size fixed.Int26_6 // pixels per em
	sub  uint8
	bold bool
}

// glyph is coverage with its place relative to the pen on the baseline.
type glyph struct {
	mask    *image.Alpha // nil for blanks
	x, y    int
	advance float64 // pixels
}

var cache = struct {
	sync.Mutex
	glyphs map[glyphKey]*glyph
	buf    sfnt.Buffer
	raster vector.Rasterizer
}{glyphs: map[glyphKey]*glyph{}}

// glyphOf draws a glyph or takes it from the cache; the caller holds the cache's lock.
func glyphOf(key glyphKey) *glyph {
	if g, ok := cache.glyphs[key]; ok {
		return g
	}
	if len(cache.glyphs) >= cacheLimit {
		clear(cache.glyphs)
	}
	g := drawGlyph(key)
	cache.glyphs[key] = g
	return g
}

// drawGlyph fills the outline with the non-zero rule: overlapping strokes of Chinese
// characters leave no white seams.
func drawGlyph(key glyphKey) *glyph {
	f := layout.Font(key.bold)
	index, err := f.GlyphIndex(&cache.buf, key.r)
	if err != nil {
		return &glyph{}
	}
	g := &glyph{}
	if adv, err := f.GlyphAdvance(&cache.buf, index, key.size, font.HintingNone); err == nil {
		g.advance = float64(adv) / 64
	}
	segments, err := f.LoadGlyph(&cache.buf, index, key.size, nil)
	if err != nil || len(segments) == 0 {
		return g
	}
	b := segments.Bounds()
	g.x, g.y = b.Min.X.Floor()-1, b.Min.Y.Floor()-1
	w, h := b.Max.X.Ceil()+2-g.x, b.Max.Y.Ceil()+1-g.y
	shift := float32(key.sub) / subpixels
	at := func(p fixed.Point26_6) (float32, float32) {
		return float32(p.X)/64 - float32(g.x) + shift, float32(p.Y)/64 - float32(g.y)
	}
	z := &cache.raster
	z.Reset(w, h)
	z.DrawOp = draw.Src
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			z.ClosePath()
			z.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			z.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			z.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			z.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	z.ClosePath()
	g.mask = image.NewAlpha(image.Rect(0, 0, w, h))
	z.Draw(g.mask, g.mask.Bounds(), image.Opaque, image.Point{})
	return g
}

// text draws one line; the baseline stands on a whole pixel so that rows look alike.
func (c *canvas) text(t layout.Text) {
	size := fixed.Int26_6(math.Round(t.Size * layout.PointMM * c.scale * 64))
	x, y := t.X*c.scale, int(math.Round(t.Y*c.scale))
	cache.Lock()
	defer cache.Unlock()
	for _, r := range t.Text {
		whole := math.Floor(x)
		sub := uint8((x - whole) * subpixels)
		g := glyphOf(glyphKey{r: r, size: size, sub: sub, bold: t.Bold})
		if g.mask != nil {
			c.blend(g.mask, int(whole)+g.x, y+g.y, t.Color)
		}
		x += g.advance
	}
}
