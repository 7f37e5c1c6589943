package pdf

import (
	"codeberg.org/go-pdf/fpdf"

	"xunshi/app/exporting/layout"
)

func chart(p *fpdf.Fpdf, c layout.Chart) error { return p.Error() }
