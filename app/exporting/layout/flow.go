package layout

import (
	"image/color"

	"xunshi/app/document"
	"xunshi/assets/i18n"
)

// Type sizes of the paper in points.
const (
	titleSize   = 17.0
	sectionSize = 11.5
	bodySize    = 9.5
	quietSize   = 8.0
	footSize    = 7.5
)

// paperTable is how tables stand on paper.
var paperTable = style{text: 9, head: 8.5, unit: 7, padX: 1.6, padY: 1.05, lines: 2}

// flow fills pages from top to bottom.
type flow struct {
	doc           *document.Document
	setup         Setup
	width, height float64 // of the page
	left, right   float64 // of the text
	top, bottom   float64
	density       float64 // factor on paddings and gaps, 1 is normal
	fitted        map[*document.Section][]*table
	pages         []Page
	y             float64
}

// densities are tried in turn until the last page is not nearly empty.
var densities = []float64{1, 0.92, 0.84, 0.76, 0.68, 1.1, 1.2, 1.3}

// nearlyEmpty is the share of a last page that must be used.
const nearlyEmpty = 0.14

// Pages lays the document out. A wrong setup is a model.Fault.
func Pages(doc *document.Document, setup Setup) ([]Page, error) {
	s, w, h, err := setup.resolve(doc)
	if err != nil {
		return nil, err
	}
	var first *flow
	fitted := map[*document.Section][]*table{}
	for _, density := range densities {
		f := &flow{doc: doc, setup: s, width: w, height: h, density: density, fitted: fitted,
			left: s.Margins.Left, right: w - s.Margins.Right, top: s.Margins.Top, bottom: h - s.Margins.Bottom}
		f.run()
		if first == nil {
			first = f
		}
		if len(f.pages) == 1 || (f.y-f.top)/(f.bottom-f.top) >= nearlyEmpty {
			first = f
			break
		}
	}
	first.footers()
	return first.pages, nil
}

func (f *flow) run() {
	f.newPage()
	f.titleBlock()
	for i := range f.doc.Sections {
		f.section(&f.doc.Sections[i])
	}
	f.docNotes()
}

func (f *flow) page() *Page { return &f.pages[len(f.pages)-1] }

func (f *flow) put(items ...Item) { f.page().Items = append(f.page().Items, items...) }

func (f *flow) room() float64 { return f.bottom - f.y }

func (f *flow) textWidth() float64 { return f.right - f.left }

// gap moves down unless at the top of a page.
func (f *flow) gap(mm float64) {
	if f.y > f.pageTop() {
		f.y += mm * f.density
	}
}

// pageTop is where content starts on the current page: below the running head from page 2 on.
func (f *flow) pageTop() float64 {
	if len(f.pages) > 1 {
		return f.top + lineHeight(footSize) + 2.5
	}
	return f.top
}

// newPage starts a page; from the second on it names the report at the top.
func (f *flow) newPage() {
	f.pages = append(f.pages, Page{Width: f.width, Height: f.height})
	f.y = f.pageTop()
	if len(f.pages) == 1 {
		return
	}
	head := Printable(f.doc.Title)
	period := Printable(f.doc.PeriodText)
	y := baseline(f.top, footSize)
	f.put(Text{X: f.left, Y: y, Size: footSize, Color: Quiet, Text: Shorten(head, f.textWidth()*0.6, footSize, false)})
	period = Shorten(period, f.textWidth()*0.38, footSize, false)
	f.put(Text{X: f.right - Width(period, footSize, false), Y: y, Size: footSize, Color: Quiet, Text: period},
		Line{X1: f.left, Y1: f.y - 1.6, X2: f.right, Y2: f.y - 1.6, Width: 0.2, Color: Rule})
}

// need starts a new page if less than mm is left, unless the page is still empty.
func (f *flow) need(mm float64) {
	if f.room() < mm && f.y > f.pageTop() {
		f.newPage()
	}
}

// lines sets text of any length, breaking pages where needed.
func (f *flow) lines(text string, size float64, bold bool, c color.RGBA, indent float64) {
	for _, line := range Wrap(Printable(text), f.textWidth()-indent, size, bold) {
		f.need(lineHeight(size))
		f.put(Text{X: f.left + indent, Y: baseline(f.y, size), Size: size, Bold: bold, Color: c, Text: line})
		f.y += lineHeight(size)
	}
}

// footers writes the foot of every page once their number is known.
func (f *flow) footers() {
	y := baseline(f.height-f.setup.Margins.Bottom*0.62, footSize)
	left := ""
	if f.doc.AsOf != "" {
		left = i18n.T("数据截至 %s", Printable(f.doc.AsOf))
	}
	if f.doc.Closed {
		left = joinFacts(left, i18n.T("已月结(快照)"))
	}
	for i := range f.pages {
		p := &f.pages[i]
		count := i18n.T("第 %d 页 / 共 %d 页", i+1, len(f.pages))
		p.Items = append(p.Items,
			Text{X: f.left, Y: y, Size: footSize, Color: Quiet, Text: left},
			Text{X: f.right - Width(count, footSize, false), Y: y, Size: footSize, Color: Quiet, Text: count})
	}
}
