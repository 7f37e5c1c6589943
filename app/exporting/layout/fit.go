package layout

import (
	"math"
	"slices"
	"strings"

	"xunshi/app/document"
)

// Limits of column widths, in multiples of the type size.
const (
	nameCap   = 16.0 // natural width of a text column
	wideCap   = 30.0 // natural width of a wide column
	nameLeast = 5.0
	wideLeast = 8.0
	trendLess = 5.5
	keyShare  = 0.45 // most of the width that columns repeated on every part may take
)

// fit chooses type size and column widths for a section's shown columns. It first takes
// every column at its natural width, then shrinks type, then lets names wrap, and at last
// splits the columns into parts that each repeat the leading text columns.
func fit(doc *document.Document, section *document.Section, base style, width float64) []*table {
	all := shownColumns(section)
	if len(all) == 0 {
		return nil
	}
	full := measure(doc, section, all, base, width)
	for _, size := range []float64{1, 0.95, 0.9} {
		if t := full.resized(size); t.spread(true) {
			return []*table{t}
		}
	}
	for _, size := range []float64{0.95, 0.9, 0.85, 0.8, 0.75} {
		if t := full.resized(size); t.spread(false) {
			return []*table{t}
		}
	}
	return split(full.resized(0.85))
}

// resized is the table at k times its type size; every measured width scales with it.
func (t *table) resized(k float64) *table {
	out := *t
	out.style = t.style.scaled(t.style.text * k)
	out.cols = slices.Clone(t.cols)
	for i := range out.cols {
		out.cols[i].natural *= k
		out.cols[i].min *= k
		out.cols[i].lead *= k
	}
	return &out
}

func shownColumns(section *document.Section) []int {
	var all []int
	for i, c := range section.Columns {
		if !c.DataOnly {
			all = append(all, i)
		}
	}
	return all
}

// measure finds the natural and least widths of the given columns.
func measure(doc *document.Document, section *document.Section, which []int, st style, width float64) *table {
	t := &table{doc: doc, section: section, style: st, width: width}
	for _, i := range which {
		c := column{Column: section.Columns[i], index: i, title: Printable(section.Columns[i].Title)}
		c.right = c.Kind != document.Text && len(t.cols) > 0
		c.shrink = c.Kind == document.Text
		if c.shrink && len(t.cols) > 0 && ratios(section, i) {
			c.right, c.shrink = true, false
		}
		if !c.right && len(t.cols) > 0 && t.cols[len(t.cols)-1].right {
			c.lead = 1.6 * st.padX
		}
		if numeric(c.Kind) && c.Kind != document.Percent {
			c.unit = Printable(doc.UnitTitle(c.Column))
		}
		t.cols = append(t.cols, c)
		t.grouped = t.grouped || c.Group != ""
	}
	for i := range t.cols {
		t.measureColumn(&t.cols[i])
	}
	if t.grouped {
		t.widenGroups()
	}
	return t
}

func (t *table) measureColumn(c *column) {
	em := t.style.text * PointMM
	cells := 0.0
	for r := range t.section.Rows {
		row := &t.section.Rows[r]
		text, _ := t.cell(row, c)
		cells = math.Max(cells, Width(text, t.style.text, row.Strong)+t.indent(row, c))
	}
	if t.section.Total != nil {
		text, _ := t.cell(t.section.Total, c)
		cells = math.Max(cells, Width(text, t.style.text, true))
	}
	if c.Kind == document.TrendColumn {
		cells = trendLess * em
	}
	head := Width(c.title, t.style.head, false)
	short := head
	if head > 5.1*t.style.head*PointMM {
		short = shortHead(c.title, t.style.head)
	}
	unit := Width(c.unit, t.style.unit, false)
	c.natural = math.Max(cells, math.Max(math.Min(head, math.Max(short, 7*em)), unit))
	c.min = math.Max(cells, math.Max(short, unit))
	if c.shrink {
		most, least := nameCap*em, nameLeast*em
		if c.Wide {
			most, least = wideCap*em, wideLeast*em
		}
		c.natural = math.Min(c.natural, math.Max(most, short))
		c.min = math.Min(c.natural, math.Max(least, short))
	}
	c.natural += c.lead
	c.min += c.lead
}

// ratios tells whether a text column holds figures only (6/6, 11:30), which stand to the
// right like numbers.
func ratios(section *document.Section, index int) bool {
	found := false
	for _, row := range section.Rows {
		if index >= len(row.Cells) || row.Cells[index].None || row.Cells[index].Text == "" {
			continue
		}
		if len(row.Cells[index].Text) > 12 || strings.Trim(row.Cells[index].Text, "0123456789/:.,−-% ") != "" {
			return false
		}
		found = true
	}
	return found
}

// shortHead is the least width at which a title takes at most two lines.
func shortHead(title string, size float64) float64 {
	parts := pieces(title)
	best := Width(title, size, false)
	for i := 1; i < len(parts); i++ {
		a := Width(strings.TrimRight(strings.Join(parts[:i], ""), " "), size, false)
		b := Width(strings.Join(parts[i:], ""), size, false)
		best = math.Min(best, math.Max(a, b))
	}
	return best
}

// widenGroups makes columns wide enough together for the title above them.
func (t *table) widenGroups() {
	for i := 0; i < len(t.cols); {
		j := t.groupEnd(i)
		need := Width(Printable(t.cols[i].Group), t.style.head, false)
		have := float64(j-i-1) * 2 * t.style.padX
		for k := i; k < j; k++ {
			have += t.cols[k].min
		}
		if add := (need - have) / float64(j-i); t.cols[i].Group != "" && add > 0 {
			for k := i; k < j; k++ {
				t.cols[k].min += add
				t.cols[k].natural = math.Max(t.cols[k].natural, t.cols[k].min)
			}
		}
		i = j
	}
}

// spread gives the columns their widths: from the natural ones if they fit, else, when
// tight is allowed (natural false), from the least ones. It tells whether they fit.
func (t *table) spread(natural bool) bool {
	pad := 2 * t.style.padX
	sumNatural, sumMin := 0.0, 0.0
	for _, c := range t.cols {
		sumNatural += c.natural + pad
		sumMin += c.min + pad
	}
	switch {
	case sumNatural <= t.width:
		t.share(t.width-sumNatural, func(c *column) float64 { return c.natural },
			func(c *column) float64 {
				if c.Wide {
					return 2*c.natural + pad
				}
				return c.natural + pad
			})
	case !natural && sumMin <= t.width:
		t.share(t.width-sumMin, func(c *column) float64 { return c.min },
			func(c *column) float64 { return c.natural - c.min })
	default:
		return false
	}
	t.breakTitles()
	return true
}

// share sets widths to base plus padding plus a part of extra by weight.
func (t *table) share(extra float64, base, weight func(*column) float64) {
	total := 0.0
	for i := range t.cols {
		total += weight(&t.cols[i])
	}
	x := 0.0
	for i := range t.cols {
		c := &t.cols[i]
		c.x, c.width = x, base(c)+2*t.style.padX
		if total > 0 {
			c.width += extra * weight(c) / total
		}
		x += c.width
	}
}

func (t *table) breakTitles() {
	for i := range t.cols {
		c := &t.cols[i]
		room := c.width - 2*t.style.padX - c.lead + 0.01
		if half := shortHead(c.title, t.style.head) + 0.01; half <= room && Width(c.title, t.style.head, false) > room {
			room = half // two lines of about equal length
		}
		c.titleLines = WrapMax(c.title, room, t.style.head, false, 3)
	}
}

// split cuts the columns into the fewest parts of about equal width, each led by the same
// key columns. Columns of one group stay together where a part can hold them.
func split(t *table) []*table {
	pad := 2 * t.style.padX
	keys, keyWidth := 0, 0.0
	for keys < len(t.cols)-1 && keys < 2 && t.cols[keys].shrink {
		w := t.cols[keys].min + pad
		if keyWidth+w > t.width*keyShare {
			break
		}
		keyWidth, keys = keyWidth+w, keys+1
	}
	room := t.width - keyWidth
	fewest := len(bins(t, keys, room, pad))
	limit := partWidth(t, keys, room, pad)
	for limit < room && len(bins(t, keys, limit, pad)) > fewest {
		limit += room / 50
	}
	var out []*table
	for _, part := range bins(t, keys, math.Min(limit, room), pad) {
		p := *t
		p.cols = slices.Concat(t.cols[:keys], part)
		if !p.spread(false) { // one column wider than the page: its text is shortened
			p.squeeze()
		}
		out = append(out, &p)
	}
	return out
}

// partWidth is the width of a part if all the columns were shared out evenly.
func partWidth(t *table, keys int, room, pad float64) float64 {
	sum := 0.0
	for _, c := range t.cols[keys:] {
		sum += c.min + pad
	}
	return sum / math.Ceil(sum/room)
}

// bins fills parts of at most limit mm with columns in order.
func bins(t *table, keys int, limit, pad float64) [][]column {
	var parts [][]column
	var part []column
	used := 0.0
	for i := keys; i < len(t.cols); {
		j := i + 1
		if t.cols[i].Group != "" {
			j = t.groupEnd(i)
		}
		w := 0.0
		for _, c := range t.cols[i:j] {
			w += c.min + pad
		}
		if w > limit {
			j, w = i+1, t.cols[i].min+pad
		}
		if used > 0 && used+w > limit {
			parts, part, used = append(parts, part), nil, 0
		}
		part = append(part, t.cols[i:j]...)
		used += w
		i = j
	}
	return append(parts, part)
}

// squeeze forces columns into the width in proportion to their least widths.
func (t *table) squeeze() {
	sum := 0.0
	for _, c := range t.cols {
		sum += c.min + 2*t.style.padX
	}
	x := 0.0
	for i := range t.cols {
		c := &t.cols[i]
		c.x, c.width = x, (c.min+2*t.style.padX)*t.width/sum
		x += c.width
	}
	t.breakTitles()
}
