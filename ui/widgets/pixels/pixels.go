// Package pixels puts pictures on whole device pixels. fyne's painter rounds both ends of
// an object to device pixels, so that at 125% or 150% a picture made for the rounded size
// may be stretched by one pixel, which blurs every line in it.
package pixels

import (
	"math"

	"fyne.io/fyne/v2"

	"xunshi/ui/widgets"
)

// Scale is how many device pixels one of fyne's units takes for an object on a canvas; 0
// while it is on none.
func Scale(o fyne.CanvasObject) float64 {
	const far = 10_000 // the canvas gives whole pixels only
	c := widgets.CanvasOf(o)
	if c == nil {
		return 0
	}
	x, _ := c.PixelCoordinateForPosition(fyne.NewPos(far, 0))
	return float64(x) / far
}

// Count is how many device pixels a length takes.
func Count(length float32, scale float64) int { return int(math.Round(float64(length) * scale)) }

// Snap moves a length or place to the nearest whole device pixel.
func Snap(v float32, scale float64) float32 {
	if scale == 0 {
		return v
	}
	return float32(math.Round(float64(v)*scale) / scale)
}
