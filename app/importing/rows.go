package importing

import (
	"context"
	"errors"
	"slices"
	"sort"

	"xunshi/app/importing/values"
	"xunshi/app/importing/workbook"
	"xunshi/model"
)

// reader walks the data rows of the chosen sheet and reads their fields. Problems gather
// in it; a row with any is rejected.
type reader struct {
	s        *Session
	book     *workbook.Book
	sheet    *workbook.Sheet
	sheetNo  int // its place in the book
	columns  map[Field]int
	merges   map[int][]workbook.Range // down-merged blocks by column, in row order
	dates    map[int]*dateColumn
	window   model.Period
	row      int
	cells    []workbook.Value
	problems []problem
	bad      int // rows with problems
	leftOut  []LeftOut
	rows     int          // data rows
	filled   map[int]bool // merged blocks whose value served the rows they cover, by row × width + column
	rounded  int          // amounts with more decimals than are kept
	trimmed  int          // quantities, likewise
	headKeys [][]string   // the header's rows, to know them again
	needed   []bool       // columns of required fields and figures
	names    []bool       // columns that say what a row is about
	sounds   []uint8      // per value, see listen
}

func (s *Session) newReader() (*reader, error) {
	r := &reader{s: s, book: s.book, sheet: s.current(), sheetNo: s.sheet, columns: map[Field]int{}, merges: map[int][]workbook.Range{},
		dates: map[int]*dateColumn{}, window: values.Window(), filled: map[int]bool{}}
	for c, f := range s.header.fields {
		if _, ok := r.columns[f]; f != NoField && !ok {
			r.columns[f] = c
		}
	}
	for i := range s.header.rows {
		var keys []string
		for _, v := range r.sheet.Row(s.header.row + i) {
			keys = append(keys, titleKey(r.book.Show(v)))
		}
		r.headKeys = append(r.headKeys, keys)
	}
	r.needed = make([]bool, len(s.header.fields))
	for c, f := range s.header.fields {
		r.needed[c] = numeric[f] || slices.ContainsFunc(required[s.kind], func(g []Field) bool { return slices.Contains(g, f) })
	}
	r.names = make([]bool, len(s.header.fields))
	for c, f := range s.header.fields {
		r.names[c] = f != NoField && !numeric[f] && f != FieldNote && f != FieldBatch && f != FieldUnit && f != FieldUnitsCase
	}
	r.sounds = make([]uint8, s.book.Values())
	r.findMerges()
	for _, f := range s.dateFields() {
		if c, ok := r.columns[f]; ok {
			d, err := r.readDates(c, f)
			if err != nil {
				return nil, err
			}
			r.dates[c] = d
		}
	}
	return r, nil
}

// turnTo goes on with another sheet that has the same header at the same place.
func (r *reader) turnTo(sheet int) {
	r.sheet, r.sheetNo, r.merges = r.book.Sheets[sheet], sheet, map[int][]workbook.Range{}
	r.findMerges()
}

// findMerges notes the blocks merged downwards in columns of words and dates: their value
// counts for every row they cover. Figures are never repeated.
func (r *reader) findMerges() {
	for _, m := range r.sheet.Merges {
		if m.LastRow > m.Row && m.Row >= r.s.firstRow() && m.Col < len(r.s.header.fields) {
			if f := r.s.header.fields[m.Col]; f != NoField && !numeric[f] {
				r.merges[m.Col] = append(r.merges[m.Col], m)
			}
		}
	}
	for _, list := range r.merges {
		slices.SortFunc(list, func(a, b workbook.Range) int { return a.Row - b.Row })
	}
}

// each calls do for every data row until it returns an error.
func (r *reader) each(ctx context.Context, progress Progress, do func() error) error {
	first, total := r.s.firstRow(), r.sheet.Rows()
	for r.row = first; r.row < total; r.row++ {
		if n := r.row - first; n&0x7ff == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			progress.at(Checking, n, total-first)
		}
		r.cells = r.sheet.Row(r.row)
		if r.blank() || r.skipped() {
			continue
		}
		r.rows++
		before := len(r.problems)
		if err := do(); err != nil {
			return err
		}
		if len(r.problems) > before {
			r.bad++
		}
	}
	progress.at(Checking, total-first, total-first)
	return nil
}

func (r *reader) blank() bool {
	for _, v := range r.cells {
		if v != 0 && (r.book.Kind(v) != workbook.Text || clean(r.book.Text(v)) != "") {
			return false
		}
	}
	return true
}

// value of f in the current row, with merged blocks filled down.
func (r *reader) value(f Field) (v workbook.Value, column int) {
	c, ok := r.columns[f]
	if !ok {
		return 0, -1
	}
	return r.at(c), c
}

func (r *reader) at(c int) workbook.Value {
	if c < len(r.cells) && r.cells[c] != 0 {
		return r.cells[c]
	}
	list := r.merges[c]
	if len(list) == 0 {
		return 0
	}
	i := sort.Search(len(list), func(i int) bool { return list[i].Row > r.row }) - 1
	if i < 0 || list[i].LastRow < r.row {
		return 0
	}
	v := r.sheet.At(list[i].Row, c)
	if v != 0 {
		r.filled[list[i].Row*len(r.s.header.fields)+c] = true
	}
	return v
}

// fail rejects the current row for what stands in field f.
func (r *reader) fail(f Field, why reason) {
	c, ok := r.columns[f]
	if !ok {
		c = -1
	}
	r.failAt(f, c, why)
}

func (r *reader) failAt(f Field, c int, why reason) {
	var v workbook.Value
	if c >= 0 {
		v = r.at(c)
	}
	shown := r.book.Show(v)
	if len(shown) > 200 {
		shown = string([]rune(shown)[:min(60, len([]rune(shown)))]) + "…"
	}
	for i := len(r.problems) - 1; i >= 0 && r.problems[i].row == r.row; i-- {
		if p := &r.problems[i]; p.sheet == r.sheetNo && p.column == c && p.field == f && p.why == why { // read twice, said once
			return
		}
	}
	r.problems = append(r.problems, problem{r.sheetNo, r.row, c, f, why, shown})
}

// usable rejects cells that hold an error or a formula without result.
func (r *reader) usable(f Field, v workbook.Value) bool {
	switch r.book.Kind(v) {
	case workbook.Error:
		r.fail(f, badError)
	case workbook.Formula:
		r.fail(f, badFormula)
	default:
		return true
	}
	return false
}

// text of f in the current row, trimmed; "" if the column or the cell is empty.
func (r *reader) text(f Field) string {
	v, _ := r.value(f)
	if v == 0 || !r.usable(f, v) {
		return ""
	}
	return r.words(v)
}

func (r *reader) words(v workbook.Value) string {
	if r.book.Kind(v) == workbook.Date {
		return r.book.Show(v)
	}
	return clean(r.book.Text(v))
}

// number gives the text of a figure; ok is false if there is nothing to read (which is no
// problem in itself) or the cell is rejected.
func (r *reader) number(f Field, c int) (text string, ok bool) {
	v := r.at(c)
	if v == 0 {
		return "", false
	}
	why := reason("")
	switch r.book.Kind(v) {
	case workbook.Error:
		why = badError
	case workbook.Formula:
		why = badFormula
	case workbook.Date, workbook.Bool:
		why = badNumber
	default:
	}
	if why != "" {
		r.failAt(f, c, why)
		return "", false
	}
	text = r.book.Text(v)
	return text, !values.Blank(text)
}

// money of f; ok is false if the cell is empty or rejected. A title in 万元 scales it.
func (r *reader) money(f Field) (m model.Money, ok bool) {
	c, mapped := r.columns[f]
	if !mapped {
		return 0, false
	}
	return r.moneyAt(f, c)
}

func (r *reader) moneyAt(f Field, c int) (model.Money, bool) {
	text, ok := r.number(f, c)
	if !ok {
		return 0, false
	}
	m, rounded, err := values.Money(text, r.s.header.titles[c].moneyShift())
	if rounded {
		r.rounded++
	}
	return m, r.parsed(f, c, err)
}

// quantity of f by the given parser; ok is false if the cell is empty or rejected.
func (r *reader) quantity(f Field, parse func(string) (model.Quantity, error)) (q model.Quantity, ok bool) {
	c, mapped := r.columns[f]
	if !mapped {
		return 0, false
	}
	return r.quantityAt(f, c, parse)
}

func (r *reader) quantityAt(f Field, c int, parse func(string) (model.Quantity, error)) (q model.Quantity, ok bool) {
	text, ok := r.number(f, c)
	if !ok {
		return 0, false
	}
	q, err := parse(text)
	if err == nil && f != FieldUnitsCase && values.FinerThan(text, 3) {
		r.trimmed++
	}
	return q, r.parsed(f, c, err)
}

func (r *reader) parsed(f Field, c int, err error) bool {
	switch {
	case err == nil:
		return true
	case errors.Is(err, values.ErrTooLarge):
		r.failAt(f, c, badLarge)
	default:
		r.failAt(f, c, badNumber)
	}
	return false
}

// date of f; an empty cell is a problem only if must.
func (r *reader) date(f Field, must bool) (model.Date, bool) {
	v, c := r.value(f)
	switch {
	case v == 0 || (r.book.Kind(v) == workbook.Text && values.Blank(r.book.Text(v))):
		if must {
			r.fail(f, badEmpty)
		}
		return 0, false
	case !r.usable(f, v):
		return 0, false
	}
	d, why := r.dates[c].read(v)
	if why == "" && !r.window.Contains(d) && f == FieldDate {
		why = badDateSpan
	}
	if why != "" {
		r.fail(f, why)
		return 0, false
	}
	return d, true
}
