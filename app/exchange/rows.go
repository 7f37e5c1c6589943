package exchange

import (
	"strings"

	"golang.org/x/text/width"

	"xunshi/app/importing/workbook"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Line is one row a rep filled in.
type Line struct {
	Kind      Kind
	Row       int      // in the sheet, from 1
	Texts     []string // as filled in, by the form's columns
	Problems  []Problem
	Conflicts []*Conflict
	Known     bool // stands already: nothing is to be written

	date     model.Date
	customer model.ID
	product  model.ID
	// of a sale
	saleKind model.LineKind
	quantity model.Quantity
	amount   model.Money
	computed bool   // the amount was computed from the list price
	file     string // of the return
	visit    model.ContactLog
	status   model.MarketStatus
}

// Sheet is the name of the line's sheet in the file.
func (l *Line) Sheet() string { return sheetNames[l.Kind] }

// Problem is what is wrong with a cell of a row; the row is left out.
type Problem struct {
	Column string
	Reason string
}

// Bad tells whether the row cannot be taken in as it is.
func (l *Line) Bad() bool { return len(l.Problems) > 0 }

// Taken tells whether the row is to be written as things are decided.
func (l *Line) Taken() bool {
	if l.Bad() || l.Known {
		return false
	}
	for _, c := range l.Conflicts {
		if c.Decision == Keep {
			return false
		}
	}
	return true
}

// reader reads the forms of one return.
type reader struct {
	*Return
	people  *finder // customers
	goods   *finder // products
	today   model.Date
	sheet   *workbook.Sheet
	columns []column
	at      []int // where each column stands, −1 = missing
	line    *Line
}

// read fills r.Lines.
func (r *reader) read() {
	read := 0
	for _, kind := range KindsOf(r.Workbook.Kind) {
		if r.sheet = findSheet(r.book, kind); r.sheet == nil {
			r.Notes = append(r.Notes, i18n.T("缺少工作表“%s”,这部分没有读到。", sheetNames[kind]))
			continue
		}
		r.columns = forms[kind]
		head := r.headings(kind)
		if head < 0 {
			r.Notes = append(r.Notes, i18n.T("工作表“%s”里找不到标题行,这部分没有读到。", sheetNames[kind]))
			continue
		}
		read++
		for row := head + 1; row < r.sheet.Rows(); row++ {
			r.row(kind, row)
		}
	}
	switch {
	case read == 0:
		r.State, r.Why = Damaged, i18n.T("要填的工作表都不在或没有标题,请让对方用原来的表格重填。")
	case len(r.Lines) == 0:
		r.State, r.Why = Blank, i18n.T("表格里一行也没有填。")
	}
}

// findSheet finds the sheet of a form, also when a copy was made of it.
func findSheet(b *workbook.Book, k Kind) *workbook.Sheet {
	for _, exact := range []bool{true, false} {
		for _, s := range b.Sheets {
			name := strings.TrimSpace(s.Name)
			if name == sheetNames[k] || !exact && strings.HasPrefix(name, sheetNames[k]) {
				return s
			}
		}
	}
	return nil
}

// headingDepth is how far down the headings are looked for.
const headingDepth = 12

// headings finds the row of headings and where each column stands in it: by its words, else
// where it was written. It gives −1 if there is no such row.
func (r *reader) headings(k Kind) int {
	best, most := -1, 0
	for row := range min(r.sheet.Rows(), headingDepth) {
		if n := r.match(row); n > most {
			best, most = row, n
		}
	}
	if best < 0 || most*2 < len(r.columns) {
		return -1
	}
	r.match(best)
	used := map[int]bool{}
	for _, at := range r.at {
		used[at] = true
	}
	for i, at := range r.at {
		if at >= 0 {
			continue
		}
		if seen := r.book.Text(r.sheet.At(best, i)); !used[i] {
			r.at[i], used[i] = i, true
			r.Notes = append(r.Notes, i18n.T("“%[1]s”的标题“%[2]s”被改成了“%[3]s”,按原来的位置读取。", sheetNames[k], r.columns[i].heading, seen))
		} else {
			r.Notes = append(r.Notes, i18n.T("“%[1]s”里缺少“%[2]s”一列。", sheetNames[k], r.columns[i].heading))
		}
	}
	for col := range r.sheet.Columns() {
		if text := r.book.Text(r.sheet.At(best, col)); !used[col] && text != "" && text != reasonHead {
			r.Notes = append(r.Notes, i18n.T("“%[1]s”多出的列“%[2]s”没有读。", sheetNames[k], text))
		}
	}
	return best
}

// match looks for the columns in a row; it gives how many are there.
func (r *reader) match(row int) int {
	r.at = make([]int, len(r.columns))
	found := 0
	for i := range r.columns {
		r.at[i] = -1
		names := append([]string{r.columns[i].heading}, r.columns[i].aliases...)
		for col := range r.sheet.Row(row) {
			text := fold(r.book.Text(r.sheet.At(row, col)))
			for _, name := range names {
				if r.at[i] < 0 && text == fold(name) && !contains(r.at[:i], col) {
					r.at[i] = col
					found++
				}
			}
		}
	}
	return found
}

func contains(list []int, n int) bool {
	for _, v := range list {
		if v == n {
			return true
		}
	}
	return false
}

// fold brings words to one shape: narrow letters, lower case, no blanks.
func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(width.Fold.String(s)), ""))
}

// row reads one row, unless it is empty or was only laid out.
func (r *reader) row(k Kind, row int) {
	l := &Line{Kind: k, Row: row + 1, Texts: make([]string, len(r.columns))}
	filled := false
	for i := range r.columns {
		if r.at[i] < 0 {
			continue
		}
		v := r.sheet.At(row, r.at[i])
		text := strings.TrimSpace(r.book.Show(v))
		switch r.book.Kind(v) {
		case workbook.Formula:
			l.Problems = append(l.Problems, Problem{r.columns[i].heading, i18n.T("是公式,文件里没有它的结果;请改成数值。")})
			filled = true
		case workbook.Error:
			l.Problems = append(l.Problems, Problem{r.columns[i].heading, i18n.T("是错误值“%s”。", text)})
		case workbook.Empty, workbook.Text, workbook.Number, workbook.Date, workbook.Bool:
		}
		l.Texts[i] = text
		filled = filled || text != "" && !laidOut(r.columns[i].key)
	}
	if !filled {
		return
	}
	r.line = l
	r.fill(k, row)
	r.Lines = append(r.Lines, l)
}

// laidOut names the columns that are filled in before the rep begins.
func laidOut(key string) bool { return key == "customer" || key == "planned" }

func (r *reader) wrong(key, reason string) {
	for i := range r.columns {
		if r.columns[i].key == key {
			r.line.Problems = append(r.line.Problems, Problem{r.columns[i].heading, reason})
		}
	}
}

// text gives the cell of a column as filled in.
func (r *reader) text(key string) string {
	for i := range r.columns {
		if r.columns[i].key == key {
			return r.line.Texts[i]
		}
	}
	return ""
}

func (r *reader) cell(key string, row int) workbook.Value {
	for i := range r.columns {
		if r.columns[i].key == key && r.at[i] >= 0 {
			return r.sheet.At(row, r.at[i])
		}
	}
	return 0
}
