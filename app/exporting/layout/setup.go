package layout

import (
	"fmt"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Paper is a paper size by name.
type Paper string

// Paper sizes.
const (
	A3     Paper = "A3"
	A4     Paper = "A4"
	A5     Paper = "A5"
	B5     Paper = "B5" // ISO
	Letter Paper = "Letter"
)

// sizes are portrait width and height in mm.
var sizes = map[Paper][2]float64{
	A3: {297, 420}, A4: {210, 297}, A5: {148, 210}, B5: {176, 250}, Letter: {215.9, 279.4},
}

// Margins of a page in mm.
type Margins struct{ Top, Right, Bottom, Left float64 }

// Setup is the page setup. The zero Setup means the document's own (see DefaultSetup).
type Setup struct {
	Paper     Paper
	Landscape bool
	Margins   Margins
}

// DefaultSetup is A4 in the document's orientation with office margins.
func DefaultSetup(doc *document.Document) Setup {
	return Setup{Paper: A4, Landscape: doc.Landscape, Margins: Margins{Top: 16, Right: 14, Bottom: 15, Left: 14}}
}

// smallestText is the least width and height in mm that text needs between the margins.
const smallestText = 80

// resolve fills gaps in the setup and gives the page's width and height in mm.
func (s Setup) resolve(doc *document.Document) (Setup, float64, float64, error) {
	standard := DefaultSetup(doc)
	if s == (Setup{}) {
		s = standard
	}
	if s.Paper == "" {
		s.Paper = A4
	}
	if s.Margins == (Margins{}) {
		s.Margins = standard.Margins
	}
	size, ok := sizes[s.Paper]
	if !ok {
		return s, 0, 0, model.NewFault(fmt.Errorf("paper %q is unknown", s.Paper),
			i18n.T("不认识纸张“%s”。", string(s.Paper)), "", i18n.T("请选择 A4、A3、A5、B5 或 Letter。"))
	}
	w, h := size[0], size[1]
	if s.Landscape {
		w, h = h, w
	}
	m := s.Margins
	if min(m.Top, m.Right, m.Bottom, m.Left) < 0 || w-m.Left-m.Right < smallestText || h-m.Top-m.Bottom < smallestText {
		return s, 0, 0, model.NewFault(fmt.Errorf("margins %v leave no room on %s", m, s.Paper),
			i18n.T("页边距太大,纸上放不下内容。"), "", i18n.T("请把页边距调小,或换大一号的纸。"))
	}
	return s, w, h, nil
}
