package pdf

import (
	"codeberg.org/go-pdf/fpdf"

	"xunshi/app/exporting/layout"
	"xunshi/charts"
)

// Family is the name under which the typeface stands in the file; charts share it.
const Family = charts.PDFFamily

// chart draws a chart as vectors and real text.
func chart(p *fpdf.Fpdf, c layout.Chart) error {
	return charts.PDF(p, c.Spec, c.X, c.Y, c.W, c.H)
}
