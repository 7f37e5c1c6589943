package raster

import (
	"fmt"
	"image"
	"image/draw"
	"math"

	"xunshi/app/exporting/layout"
	"xunshi/charts"
)

// logicalDPI is what a logical pixel of package charts is measured in.
const logicalDPI = 96

// chart lays the chart's picture over its place.
func (c *canvas) chart(it layout.Chart) error {
	scale := c.scale * 25.4 / logicalDPI
	w, h := math.Round(it.W/25.4*logicalDPI), math.Round(it.H/25.4*logicalDPI)
	if w < 1 || h < 1 {
		return nil
	}
	img, err := charts.Raster(it.Spec, int(w), int(h), scale, charts.Light().Clear())
	if err != nil {
		return fmt.Errorf("chart %q: %w", it.Spec.Title, err)
	}
	at := image.Pt(c.px(it.X), c.px(it.Y))
	draw.Draw(c.img, img.Bounds().Add(at), img, image.Point{}, draw.Over)
	return nil
}
