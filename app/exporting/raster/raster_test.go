package raster

import (
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/exporting/layout"
	"xunshi/charts"
)

func drawn(t *testing.T, dpi float64, items ...layout.Item) *image.RGBA {
	t.Helper()
	img, err := Page(layout.Page{Width: 50.8, Height: 25.4, Items: items}, dpi)
	require.NoError(t, err)
	return img
}

// inkBox is the smallest rectangle around everything that is not white.
func inkBox(img *image.RGBA) image.Rectangle {
	var box image.Rectangle
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if img.RGBAAt(x, y) != (color.RGBA{255, 255, 255, 255}) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

func TestTextStandsWhereLayoutMeasuredIt(t *testing.T) {
	for _, bold := range []bool{false, true} {
		text := layout.Text{X: 10, Y: 15, Size: 12, Bold: bold, Color: layout.Ink, Text: "销售日报 12,345.67"}
		box := inkBox(drawn(t, 254, text)) // 10 pixels a mm
		width := layout.Width(text.Text, text.Size, bold) * 10
		require.InDelta(t, 100, box.Min.X, 6)
		require.InDelta(t, 100+width, box.Max.X, 8)
		require.InDelta(t, 150, box.Max.Y, 12, "the baseline")
		require.Greater(t, box.Dy(), 35)
	}
}

func TestOverlappingStrokesLeaveNoSeams(t *testing.T) {
	// ■ is solid; every pixel inside its box must be full ink
	img := drawn(t, 254, layout.Text{X: 10, Y: 15, Size: 24, Color: layout.Ink, Text: "■"})
	box := inkBox(img).Inset(2)
	require.Greater(t, box.Dx(), 40)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			require.Equal(t, layout.Ink, img.RGBAAt(x, y))
		}
	}
}

func TestRulesAreWholePixels(t *testing.T) {
	img := drawn(t, 110, layout.Line{X1: 5, Y1: 7.33, X2: 45, Y2: 7.33, Width: 0.2, Color: layout.Rule})
	box := inkBox(img)
	require.Equal(t, 1, box.Dy())
	require.Equal(t, layout.Rule, img.RGBAAt(box.Min.X+5, box.Min.Y))
}

func TestBoxesAndPathsFillTheirPlace(t *testing.T) {
	img := drawn(t, 254, layout.Box{X: 5, Y: 5, W: 20, H: 10, Radius: 2, Fill: layout.AlertFill, Stroke: layout.AlertLine, Width: 0.3})
	require.Equal(t, image.Rect(50, 50, 250, 150), inkBox(img))
	require.Equal(t, layout.AlertFill, img.RGBAAt(150, 100))
	require.Equal(t, layout.AlertLine, img.RGBAAt(150, 51))
	require.Equal(t, color.RGBA{255, 255, 255, 255}, img.RGBAAt(50, 50), "corners are round")

	tick := drawn(t, 254, layout.Path{Points: []layout.Point{{X: 10, Y: 10}, {X: 15, Y: 15}, {X: 20, Y: 8}}, Width: 0.5, Color: layout.Ahead})
	box := inkBox(tick)
	require.InDelta(t, 100, box.Min.X, 4)
	require.InDelta(t, 200, box.Max.X, 4)
}

func TestItemsOffThePageAreHarmless(t *testing.T) {
	img := drawn(t, 110, layout.Box{X: -20, Y: -20, W: 10, H: 10, Fill: layout.Ink}, layout.Box{X: 400, Y: 4, W: 10, H: 10, Fill: layout.Ink},
		layout.Text{X: -30, Y: -5, Size: 12, Color: layout.Ink, Text: "外面"}, layout.Text{X: 60, Y: 40, Size: 12, Color: layout.Ink, Text: "外面"},
		layout.Line{X1: -9, Y1: -9, X2: -1, Y2: -1, Width: 1, Color: layout.Ink}, layout.Text{})
	require.True(t, inkBox(img).Empty())
}

func TestChartsAreDrawnInTheirPlace(t *testing.T) {
	spec := charts.Spec{Kind: charts.Bar, Title: "走势", Unit: "万元", Categories: []string{"1月", "2月"},
		Series: []charts.Series{{Name: "实际", Style: charts.StyleActual, Values: []float64{3, math.NaN()}}}}
	box := inkBox(drawn(t, 192, layout.Chart{X: 10, Y: 2, W: 38, H: 22, Spec: spec}))
	require.False(t, box.Empty())
	require.True(t, box.In(image.Rect(74, 14, 364, 182)), "%v", box)
}
