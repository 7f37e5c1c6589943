package charts

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"github.com/stretchr/testify/require"
)

// TestSheet writes all cases as contact sheets (light, dark, SVG files, one PDF) into the
// folder XUNSHI_CHART_SHEET, to be looked at.
func TestSheet(t *testing.T) {
	dir := os.Getenv("XUNSHI_CHART_SHEET")
	if dir == "" {
		t.Skip("XUNSHI_CHART_SHEET names no folder")
	}
	for name, theme := range map[string]Theme{"light": Light(), "dark": Dark()} {
		for from, page := 0, 1; from < len(cases()); page++ {
			sheet := image.NewRGBA(image.Rect(0, 0, 1500, 1100))
			draw.Draw(sheet, sheet.Rect, image.NewUniform(rgb(0xc0c8d0)), image.Point{}, draw.Src)
			from = placeOn(t, sheet, cases(), from, theme)
			var b bytes.Buffer
			require.NoError(t, png.Encode(&b, sheet))
			file := filepath.Join(dir, name+string(rune('0'+page))+".png")
			require.NoError(t, os.WriteFile(file, b.Bytes(), 0o644))
		}
	}
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.AddPage()
	y := 10.0
	for i, c := range cases() {
		svg, err := SVG(c.spec, c.w, c.h)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, c.name+".svg"), svg, 0o644))
		w, h := float64(c.w)*mmPixel, float64(c.h)*mmPixel
		if y+h > 290 {
			pdf.AddPage()
			y = 10
		}
		require.NoError(t, PDF(pdf, cases()[i].spec, 15, y, w, h))
		pdf.Rect(15, y, w, h, "D")
		y += h + 6
	}
	require.NoError(t, pdf.OutputFileAndClose(filepath.Join(dir, "all.pdf")))
}

// placeOn puts cases onto the sheet row by row and tells which is the first left over.
func placeOn(t *testing.T, sheet *image.RGBA, all []named, from int, theme Theme) int {
	x, y, row := 10, 10, 0
	for i := from; i < len(all); i++ {
		c := all[i]
		if x+c.w > sheet.Rect.Dx() {
			x, y, row = 10, y+row+10, 0
		}
		if y+c.h > sheet.Rect.Dy() {
			return i
		}
		img, err := Raster(c.spec, c.w, c.h, 1, theme)
		require.NoError(t, err, c.name)
		draw.Draw(sheet, image.Rect(x, y, x+c.w, y+c.h), img, image.Point{}, draw.Over)
		x += c.w + 10
		row = max(row, c.h)
	}
	return len(all)
}
