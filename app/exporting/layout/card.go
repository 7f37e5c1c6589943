package layout

import (
	"image/color"
	"math"
	"slices"

	"xunshi/app/document"
	"xunshi/app/exporting/plain"
	"xunshi/assets/i18n"
	"xunshi/charts"
)

// CardWidth is the card's width in pixels, and CardDPI the resolution that draws it so:
// one pixel is a tenth of a millimetre.
const (
	CardWidth = 1080
	CardDPI   = 254
)

// Sizes on the card, in pixels.
const (
	cardEdge    = 40.0
	cardPad     = 32.0
	cardTitle   = 52.0
	cardPeriod  = 30.0
	cardHeading = 34.0
	cardText    = 29.0
	cardSmall   = 26.0
	cardFigure  = 54.0
)

// cardRows is how many rows of a table the card shows; the rest stays in the full report.
const cardRows = 12

func px(n float64) float64 { return n / 10 }

func pt(n float64) float64 { return n / 10 / PointMM }

var cardTable = style{text: pt(cardText), head: pt(cardSmall), unit: pt(cardSmall), padX: px(12), padY: px(13), lines: 2}

// card is the picture under work. Sections stand on white panels.
type card struct {
	doc  *document.Document
	page Page
	y    float64
	cut  bool // something was left to the full report
}

// Card lays out the picture for a phone: title, key figures, exceptions and short tables
// of the sections named by Document.CardSections (all of them if none is named).
func Card(doc *document.Document) Page {
	c := &card{doc: doc, page: Page{Width: px(CardWidth)}}
	c.header()
	sections := cardSections(doc)
	c.cut = len(sections) < len(doc.Sections)
	c.figures(sections)
	for _, s := range sections {
		if s.Exceptions != nil {
			c.exceptions(s)
		}
	}
	for _, s := range sections {
		if s.Exceptions == nil {
			c.section(s)
		}
	}
	c.footer()
	c.page.Height = math.Ceil(c.y*10) / 10
	ground := Box{W: c.page.Width, H: c.page.Height, Fill: Ground}
	c.page.Items = slices.Insert(c.page.Items, 0, Item(ground))
	return c.page
}

func cardSections(doc *document.Document) []*document.Section {
	var out []*document.Section
	for _, id := range doc.CardSections {
		if s := doc.Section(id); s != nil {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		for i := range doc.Sections {
			out = append(out, &doc.Sections[i])
		}
	}
	return out
}

func (c *card) put(items ...Item) { c.page.Items = append(c.page.Items, items...) }

func (c *card) width() float64 { return px(CardWidth - 2*cardEdge - 2*cardPad) }

func (c *card) left() float64 { return px(cardEdge + cardPad) }

// write sets wrapped text at the card's left and moves below it.
func (c *card) write(text string, size float64, bold bool, col color.RGBA, most int) {
	for _, line := range WrapMax(Printable(text), c.width(), pt(size), bold, most) {
		c.put(Text{X: c.left(), Y: baseline(c.y, pt(size)), Size: pt(size), Bold: bold, Color: col, Text: line})
		c.y += lineHeight(pt(size))
	}
}

// header is the band with title, period and facts.
func (c *card) header() {
	at := len(c.page.Items)
	c.put(Box{})
	c.y = px(44)
	c.write(c.doc.Title, cardTitle, true, White, 2)
	pale := color.RGBA{0xcf, 0xde, 0xec, 0xff}
	line := c.doc.PeriodText
	if c.doc.Closed {
		line = joinFacts(line, i18n.T("已月结(快照)"))
	}
	c.y += px(4)
	c.write(line, cardPeriod, false, White, 2)
	rest := facts(&document.Document{Header: c.doc.Header})
	rest = slices.DeleteFunc(rest, func(f string) bool { return f == Printable(c.doc.PeriodText) })
	for _, l := range factLines(rest, c.width(), pt(cardSmall)) {
		c.write(l, cardSmall, false, pale, 1)
	}
	c.y += px(36)
	c.page.Items[at] = Box{W: px(CardWidth), H: c.y, Fill: Brand}
	c.y += px(28)
}

// panel draws a white panel under what draw puts on it.
func (c *card) panel(fill, line color.RGBA, draw func()) {
	at, top := len(c.page.Items), c.y
	c.put(Box{})
	c.y += px(24)
	draw()
	c.y += px(24)
	c.page.Items[at] = Box{X: px(cardEdge), Y: top, W: px(CardWidth - 2*cardEdge), H: c.y - top,
		Radius: px(20), Fill: fill, Stroke: line, Width: px(2)}
	c.y += px(24)
}

// figure is one key figure: what it is, its value, unit and tone.
type figure struct {
	label, value, unit string
	color              color.RGBA
}

// figureKeys are the columns worth a key figure, most telling first.
var figureKeys = []string{"amount", "attainment", "gap", "run_rate", "required", "need_per_day", "time_progress", "yoy", "mom", "quantity"}

// keyFigures takes up to four figures from the total of the section that tells most: the
// first with an attainment, else the first with any.
func (c *card) keyFigures(sections []*document.Section) []figure {
	var best []figure
	for _, s := range sections {
		if s.Total == nil {
			continue
		}
		var found []figure
		attained := false
		t := &table{doc: c.doc, section: s}
		for _, key := range figureKeys {
			i := slices.IndexFunc(s.Columns, func(col document.Column) bool { return col.Key == key && !col.DataOnly })
			if i < 0 || i >= len(s.Total.Cells) || s.Total.Cells[i].None || len(found) == 4 {
				continue
			}
			attained = attained || key == "attainment"
			found = append(found, t.figure(s.Columns[i], s.Total.Cells[i]))
		}
		if attained {
			return found
		}
		if best == nil {
			best = found
		}
	}
	return best
}

func (t *table) figure(col document.Column, cell document.Cell) figure {
	f := figure{label: Printable(col.Title), value: Printable(t.doc.Show(col, cell)), color: toneColor(col, cell)}
	if col.Kind != document.Percent {
		f.unit = Printable(t.doc.UnitTitle(col))
	}
	return f
}

// figures sets the key figures side by side, two lines of two if they are long.
func (c *card) figures(sections []*document.Section) {
	all := c.keyFigures(sections)
	if len(all) == 0 {
		return
	}
	c.panel(White, Rule, func() {
		columns := len(all)
		if columns == 4 {
			columns = 2
		}
		w := c.width() / float64(columns)
		for len(all) > 0 {
			for i, f := range all[:min(columns, len(all))] {
				c.figure(f, c.left()+w*float64(i), w-px(20))
			}
			c.y += lineHeight(pt(cardSmall)) + lineHeight(pt(cardFigure))
			if all = all[min(columns, len(all)):]; len(all) > 0 {
				c.y += px(18)
			}
		}
	})
}

func (c *card) figure(f figure, x, w float64) {
	label := f.label
	if f.unit != "" {
		label += "(" + f.unit + ")"
	}
	size := cardFigure
	for size > cardText && Width(f.value, pt(size), true) > w {
		size -= 2
	}
	c.put(Text{X: x, Y: baseline(c.y, pt(cardSmall)), Size: pt(cardSmall), Color: Quiet, Text: Shorten(label, w, pt(cardSmall), false)},
		Text{X: x, Y: baseline(c.y+lineHeight(pt(cardSmall)), pt(cardFigure)), Size: pt(size), Bold: true, Color: f.color,
			Text: Shorten(f.value, w, pt(size), true)})
}

func (c *card) exceptions(s *document.Section) {
	fill, line, head := AlertFill, AlertLine, Behind
	if len(s.Exceptions.Items) == 0 {
		fill, line, head = CalmFill, CalmLine, Ahead
	}
	const most = 6
	c.panel(fill, line, func() {
		c.write(exceptionTitle(s.Exceptions), cardHeading, true, head, 1)
		c.y += px(6)
		shown := *s.Exceptions
		shown.Items = shown.Items[:min(most, len(shown.Items))]
		for _, line := range exceptionLines(&shown, c.width(), pt(cardText), 3) {
			c.put(Text{X: c.left(), Y: baseline(c.y, pt(cardText)), Size: pt(cardText), Color: Ink, Text: line})
			c.y += lineHeight(pt(cardText))
		}
		c.y += px(6)
		if more := s.Exceptions.More + max(0, len(s.Exceptions.Items)-most); more > 0 {
			c.write(i18n.T("另有 %d 条,见完整报表", more), cardSmall, false, Quiet, 1)
		}
		if len(s.Exceptions.Rules) > 0 {
			text := rulesText(s.Exceptions)
			if len(s.Exceptions.Items) > 0 {
				text = i18n.T("已检查 %d 条规则", len(s.Exceptions.Rules))
			}
			c.write(text, cardSmall, false, Quiet, 4)
		}
	})
}

// section sets a table, text or chart on its panel.
func (c *card) section(s *document.Section) {
	c.panel(White, Rule, func() {
		if s.Title != "" {
			c.write(s.Title, cardHeading, true, Ink, 2)
			c.y += px(6)
		}
		if s.Chart != nil && (len(s.Chart.Series) > 0 || s.Chart.Empty != "") {
			h := px(520)
			if s.Chart.Kind == charts.HBar {
				h = px(160 + 52*float64(min(len(s.Chart.Categories), 20)))
			}
			c.put(Chart{X: c.left(), Y: c.y, W: c.width(), H: h, Spec: printableSpec(*s.Chart)})
			c.y += h
		}
		for _, p := range s.Paragraphs {
			c.write(plain.ParagraphText(p), cardText, p.Style == document.Heading, Ink, 6)
			c.y += px(8)
		}
		if len(s.Rows) > 0 {
			c.table(s)
		}
		if s.Empty != "" {
			c.write(s.Empty, cardText, false, Quiet, 5)
		}
	})
}

// table sets the first rows and the total in the columns that fit.
func (c *card) table(s *document.Section) {
	short := *s
	short.Rows = s.Rows[:min(cardRows, len(s.Rows))]
	t, dropped := fitCard(c.doc, &short, c.width()+2*cardTable.padX)
	if t == nil {
		return
	}
	x := c.left() - cardTable.padX
	c.y += t.drawHead(&c.page.Items, x, c.y)
	for i := range short.Rows {
		if i > 0 {
			c.put(Line{X1: x, Y1: c.y, X2: x + t.width, Y2: c.y, Width: px(1), Color: Rule})
		}
		c.y += t.drawRow(&c.page.Items, x, c.y, &short.Rows[i], short.Rows[i].Strong)
	}
	if s.Total != nil {
		c.put(Line{X1: x, Y1: c.y, X2: x + t.width, Y2: c.y, Width: px(2), Color: StrongRul})
		c.y += t.drawRow(&c.page.Items, x, c.y, s.Total, true)
	}
	rest := len(s.Rows) - len(short.Rows)
	c.cut = c.cut || rest > 0 || dropped > 0
	if rest > 0 {
		c.y += px(8)
		c.write(i18n.T("另有 %d 行,见完整报表", rest), cardSmall, false, Quiet, 1)
	}
}

// fitCard drops the least telling columns until the rest fits the card; it gives how many
// were dropped.
func fitCard(doc *document.Document, s *document.Section, width float64) (*table, int) {
	all := shownColumns(s)
	dropped := len(all)
	all = withoutBlanks(s, withoutCodes(s, all))
	dropped -= len(all)
	for len(all) > 0 {
		t := measure(doc, s, all, cardTable, width)
		for i := range t.cols {
			if t.cols[i].shrink { // names may take two lines, but keep some room
				t.cols[i].natural = math.Min(t.cols[i].natural, 11*cardTable.text*PointMM)
			}
		}
		if t.spread(true) || len(all) == 1 {
			if t.cols[0].titleLines == nil {
				t.squeeze()
			}
			return t, dropped
		}
		all = slices.Delete(all, leastTelling(s, all), leastTelling(s, all)+1)
		dropped++
	}
	return nil, dropped
}

// withoutCodes leaves out codes where a name stands beside them.
func withoutCodes(s *document.Section, all []int) []int {
	named := slices.ContainsFunc(all, func(i int) bool { return s.Columns[i].Key == "name" })
	return slices.DeleteFunc(all, func(i int) bool { return named && s.Columns[i].Key == "code" })
}

// withoutBlanks leaves out columns without a single value, the row's name excepted.
func withoutBlanks(s *document.Section, all []int) []int {
	return slices.DeleteFunc(all, func(i int) bool {
		return i != all[0] && !slices.ContainsFunc(s.Rows, func(row document.Row) bool {
			cell := plain.CellAt(&row, i)
			return !cell.None && (cell.Text != "" || s.Columns[i].Kind != document.Text)
		})
	})
}

// leastTelling is the place in all of the column the card misses least. The first column
// names the row and stays.
func leastTelling(s *document.Section, all []int) int {
	worst, at := -1, len(all)-1
	for place, i := range all[1:] {
		rank := place + 10
		switch c := s.Columns[i]; {
		case c.Key == "attainment" || c.Key == "gap":
			rank = 1
		case c.Key == "amount" || c.Key == "name":
			rank = 2
		case c.Key == "yoy" || c.Key == "mom":
			rank = 3
		case c.Key == "code" || c.Kind == document.DateColumn:
			rank += 200
		case c.Kind == document.TrendColumn || c.Key == "time_progress":
			rank += 100
		}
		if rank > worst {
			worst, at = rank, place+1
		}
	}
	return at
}

func (c *card) footer() {
	text := ""
	if c.doc.AsOf != "" {
		text = i18n.T("数据截至 %s", c.doc.AsOf)
	}
	if c.cut {
		text = joinFacts(text, i18n.T("其余见完整报表"))
	}
	c.write(text, cardSmall, false, Quiet, 2)
	c.y += px(28)
}
