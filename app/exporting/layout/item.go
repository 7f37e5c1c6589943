// Package layout lays a Document out on pages as plain drawing items, measured with the
// embedded typeface and free of any backend: PDF, screen preview and picture card are
// drawn from the same items. Lengths are millimetres from the top left corner of the
// page, type sizes are points.
package layout

import (
	"image/color"

	"xunshi/app/document"
	"xunshi/charts"
)

// PointMM is one typographic point in millimetres.
const PointMM = 25.4 / 72

// Page is one sheet with everything drawn on it, in drawing order.
type Page struct {
	Width, Height float64
	Items         []Item
	Marks         []Mark
	Links         []Link
}

// Link is an area that leads to what it is made of: the ledger lines behind a table row.
// It is not drawn.
type Link struct {
	X, Y, W, H float64
	Drill      document.Drill
}

// Contains tells whether the point (x, y), in mm, lies in the area.
func (l Link) Contains(x, y float64) bool {
	return x >= l.X && x < l.X+l.W && y >= l.Y && y < l.Y+l.H
}

// Mark is a bookmark: the title of a section that starts on the page at height Y.
type Mark struct {
	Title string
	Y     float64
}

// Item is one of Text, Box, Line, Path and Chart.
type Item interface{ item() }

// Text is one line of text; X is its left end, Y its baseline, Size in points.
type Text struct {
	X, Y  float64
	Size  float64
	Bold  bool
	Color color.RGBA
	Text  string
}

// Box is a rectangle with rounded corners (Radius 0: square). A fill or stroke with
// alpha 0 is not drawn; Width is the stroke's width.
type Box struct {
	X, Y, W, H   float64
	Radius       float64
	Fill, Stroke color.RGBA
	Width        float64
}

// Line is a straight rule.
type Line struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	Color          color.RGBA
}

// Path joins points by straight strokes (tick marks, sparklines).
type Path struct {
	Points []Point
	Width  float64
	Color  color.RGBA
}

// Point on a page.
type Point struct{ X, Y float64 }

// Chart is the place where package charts draws a spec.
type Chart struct {
	X, Y, W, H float64
	Spec       charts.Spec
}

func (Text) item()  {}
func (Box) item()   {}
func (Line) item()  {}
func (Path) item()  {}
func (Chart) item() {}

// The colours of paper and card.
var (
	Ink       = color.RGBA{0x1f, 0x27, 0x33, 0xff}
	Quiet     = color.RGBA{0x6b, 0x77, 0x87, 0xff}
	Rule      = color.RGBA{0xe3, 0xe8, 0xef, 0xff}
	StrongRul = color.RGBA{0xb4, 0xbf, 0xcc, 0xff}
	Ground    = color.RGBA{0xf4, 0xf6, 0xf9, 0xff}
	Brand     = color.RGBA{0x0f, 0x4c, 0x81, 0xff}
	Selected  = color.RGBA{0xe7, 0xf0, 0xfa, 0xff}
	Ahead     = color.RGBA{0x1a, 0x7f, 0x4b, 0xff}
	Behind    = color.RGBA{0xc9, 0x2a, 0x2a, 0xff}
	Attention = color.RGBA{0xd9, 0x48, 0x0f, 0xff}
	AlertFill = color.RGBA{0xfe, 0xf5, 0xf5, 0xff}
	AlertLine = color.RGBA{0xf3, 0xc6, 0xc6, 0xff}
	CalmFill  = color.RGBA{0xf2, 0xf9, 0xf5, 0xff}
	CalmLine  = color.RGBA{0xc2, 0xe2, 0xd0, 0xff}
	White     = color.RGBA{0xff, 0xff, 0xff, 0xff}
)
