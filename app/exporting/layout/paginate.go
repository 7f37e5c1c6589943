package layout

import (
	"math"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/charts"
)

// How rows are kept together at page breaks.
const (
	leastFirst = 3 // rows under a heading before the page may break
	leastLast  = 4 // rows that go with the total onto a last page
	wholeRows  = 14
)

// tablesOf fits a section's columns once and dresses them in the flow's density.
func (f *flow) tablesOf(s *document.Section) []*table {
	if len(s.Rows) == 0 {
		return nil
	}
	fitted, ok := f.fitted[s]
	if !ok {
		fitted = fit(f.doc, s, paperTable, f.textWidth())
		f.fitted[s] = fitted
	}
	out := make([]*table, len(fitted))
	for i, t := range fitted {
		dressed := *t
		dressed.style.padY *= f.density
		out[i] = &dressed
	}
	return out
}

// leastBelow is the height that must follow a section's title on the same page.
func (f *flow) leastBelow(s *document.Section, tables []*table) float64 {
	switch {
	case s.Chart != nil:
		return f.chartHeight(s.Chart)
	case len(s.Paragraphs) > 0 || len(tables) == 0:
		return 3 * lineHeight(bodySize)
	}
	return f.leastTable(s, tables[0])
}

// leastTable is the height of a table's heading and the rows that must stand below it.
func (f *flow) leastTable(s *document.Section, t *table) float64 {
	h := t.headHeight()
	whole := len(s.Rows) <= wholeRows
	for i := range s.Rows {
		if !whole && i >= leastFirst {
			return h
		}
		h += t.rowHeight(&s.Rows[i], s.Rows[i].Strong)
	}
	if s.Total != nil {
		h += t.rowHeight(s.Total, true)
	}
	// a small table stays whole unless that would leave half a page empty
	if whole && h > (f.bottom-f.top)*0.45 && f.room() < h {
		return t.headHeight() + leastFirst*t.rowHeight(&s.Rows[0], false)
	}
	return h
}

// tables sets the parts of a section's table one below the other.
func (f *flow) tables(s *document.Section, parts []*table) {
	for i, t := range parts {
		if len(parts) > 1 {
			if i > 0 {
				f.gap(4)
			}
			f.need(lineHeight(quietSize) + f.leastTable(s, t))
			f.lines(i18n.T("(第 %d 段,共 %d 段)", i+1, len(parts)), quietSize, false, Quiet, 0)
		}
		f.table(s, t)
	}
}

// table sets all rows and the total, repeating the heading on every page.
func (f *flow) table(s *document.Section, t *table) {
	heights := make([]float64, len(s.Rows))
	for i := range s.Rows {
		heights[i] = t.rowHeight(&s.Rows[i], s.Rows[i].Strong)
	}
	total := 0.0
	if s.Total != nil {
		total = t.rowHeight(s.Total, true)
	}
	f.need(t.headHeight() + heights[0] + total)
	for start := 0; start < len(s.Rows); {
		f.y += t.drawHead(&f.page().Items, f.left, f.y)
		end := f.chunk(s, heights, start, total)
		for i := start; i < end; i++ {
			f.row(t, &s.Rows[i], s.Rows[i].Strong, i > start)
		}
		if start = end; start < len(s.Rows) {
			f.newPage()
		}
	}
	if s.Total != nil {
		f.put(Line{X1: f.left, Y1: f.y, X2: f.right, Y2: f.y, Width: 0.3, Color: StrongRul})
		f.row(t, s.Total, true, false)
	}
	f.put(Line{X1: f.left, Y1: f.y, X2: f.right, Y2: f.y, Width: 0.2, Color: Rule})
}

func (f *flow) row(t *table, row *document.Row, strong, ruled bool) {
	if ruled {
		f.put(Line{X1: f.left, Y1: f.y, X2: f.right, Y2: f.y, Width: 0.2, Color: Rule})
	}
	h := t.drawRow(&f.page().Items, f.left, f.y, row, strong)
	if row.Drill != nil {
		f.page().Links = append(f.page().Links, Link{X: f.left, Y: f.y, W: f.textWidth(), H: h, Drill: *row.Drill})
	}
	f.y += h
}

// chunk is the index after the last row for the current page. The total takes at least
// leastLast rows with it onto a last page; a parent row does not end a page.
func (f *flow) chunk(s *document.Section, heights []float64, start int, total float64) int {
	rest := total
	for _, h := range heights[start:] {
		rest += h
	}
	if rest <= f.room() {
		return len(heights)
	}
	used, end := 0.0, start
	for end < len(heights) && used+heights[end] <= f.room() {
		used += heights[end]
		end++
	}
	if keep := len(heights) - leastLast; end > keep {
		end = keep
	}
	for end > start+1 && s.Rows[end-1].Level < s.Rows[end].Level {
		end--
	}
	return max(end, start+1)
}

// chartHeight suits the kind of chart: rows of bars need room for each category.
func (f *flow) chartHeight(spec *charts.Spec) float64 {
	if len(spec.Series) == 0 && spec.Empty == "" {
		return 0
	}
	if spec.Kind == charts.HBar {
		return math.Min(22+5.2*float64(len(spec.Categories)), (f.bottom-f.top)*0.8)
	}
	return 62
}

func (f *flow) chart(s *document.Section) {
	h := f.chartHeight(s.Chart)
	if h == 0 {
		return
	}
	f.need(h)
	f.put(Chart{X: f.left, Y: f.y, W: f.textWidth(), H: h, Spec: printableSpec(*s.Chart)})
	f.y += h + 2*f.density
}

// printableSpec is the spec with words the typeface can draw.
func printableSpec(s charts.Spec) charts.Spec {
	s.Title, s.Unit = Printable(s.Title), Printable(s.Unit)
	s.Note, s.Empty = Printable(s.Note), Printable(s.Empty)
	categories := make([]string, len(s.Categories))
	for i, c := range s.Categories {
		categories[i] = Printable(c)
	}
	s.Categories = categories
	series := make([]charts.Series, len(s.Series))
	for i, one := range s.Series {
		one.Name, one.Label = Printable(one.Name), Printable(one.Label)
		series[i] = one
	}
	s.Series = series
	return s
}
