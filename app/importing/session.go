package importing

import (
	"context"
	"strconv"

	"xunshi/app/importing/values"
	"xunshi/app/importing/workbook"
	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Session is one file on its way into the store. It is for one goroutine at a time.
type Session struct {
	store     Store
	directory *model.Directory
	file      string          // base name
	hash      string          // of the content
	asked     model.BatchKind // the kind it was opened as
	kind      model.BatchKind // the kind it is: a roster opened as sales is a list of employees
	book      *workbook.Book

	sheet      int
	header     header
	joined     bool // sheets of the same form are read along: no sheet was asked for
	remembered bool // the mapping comes from an earlier import
	order      values.Order
	walkIn     *bool

	lists   *records.Book
	columns map[Field]records.Column // of the kind of list this is, nil for other kinds
	mode    records.Mode
	clear   bool // empty cells empty the field
	strict  bool // what is not known rejects the row

	checked *checked // of the last Check, nil after any change
}

// Column is one column of the chosen sheet.
type Column struct {
	Index   int      // from 0
	Title   string   // "2017年/销售额" for a two-row header; "" if it has none
	Samples []string // the first few different values
	Field   Field
}

// SheetInfo describes one sheet of the file.
type SheetInfo struct {
	Name   string
	Rows   int
	Hidden bool
}

// FieldInfo is a field that this kind of import takes.
type FieldInfo struct {
	Field    Field
	Label    string
	Required bool // this one, or one that can stand for it
}

// Kind of import; a roster opened as sales reports model.BatchEmployees.
func (s *Session) Kind() model.BatchKind { return s.kind }

// File is the base name of the file.
func (s *Session) File() string { return s.file }

// Format of the file by content and, for text files, its encoding ("csv", "GB18030").
func (s *Session) Format() (format, encoding string) { return s.book.Format, s.book.Encoding }

// Remembered tells whether the mapping was taken from an earlier import of such a file.
func (s *Session) Remembered() bool { return s.remembered }

// Sheets of the file in their order.
func (s *Session) Sheets() []SheetInfo {
	out := make([]SheetInfo, len(s.book.Sheets))
	for i, sh := range s.book.Sheets {
		out[i] = SheetInfo{sh.Name, sh.Rows(), sh.Hidden}
	}
	return out
}

// Sheet is the name of the chosen sheet.
func (s *Session) Sheet() string { return s.book.Sheets[s.sheet].Name }

// SetSheet chooses a sheet by name and finds its header and columns anew.
func (s *Session) SetSheet(ctx context.Context, name string) error {
	for i, sh := range s.book.Sheets {
		if sh.Name == name {
			s.sheet, s.kind, s.joined = i, s.asked, false
			if err := s.take(ctx, findHeader(s.book, sh, s.kind)); err != nil {
				return err
			}
			if _, ok := findRoster(s.book, sh); ok && s.kind == model.BatchSales && len(s.Missing()) > 0 {
				s.kind = model.BatchEmployees
				if err := s.take(ctx, findHeader(s.book, sh, s.kind)); err != nil {
					return err
				}
			}
			return s.recall(ctx)
		}
	}
	names := ""
	for i, sh := range s.book.Sheets {
		if i > 0 {
			names += i18n.T("、")
		}
		names += sh.Name
	}
	return model.NewFault(nil, i18n.T("文件里没有名为“%s”的工作表。", name), "", i18n.T("请从这些工作表里选:%s。", names))
}

// HeaderRow is the row of the titles as Excel counts, from 1; 0 if none was found. rows is
// 2 for a two-row header.
func (s *Session) HeaderRow() (row, rows int) {
	if s.header.rows == 0 {
		return 0, 0
	}
	return s.header.row + 1, s.header.rows
}

// SetHeaderRow says that the titles begin in this row, counted from 1.
func (s *Session) SetHeaderRow(ctx context.Context, row int) error {
	sheet := s.current()
	if row < 1 || row > sheet.Rows() {
		return model.NewFault(nil, i18n.T("工作表只有 %d 行,没有第 %d 行。", sheet.Rows(), row), "", i18n.T("请另选表头所在的行。"))
	}
	h := bestHeaderFrom(s.book, sheet, s.kind, row-1)
	if h.rows == 0 || countTitles(h.titles) == 0 {
		return model.NewFault(nil, i18n.T("第 %d 行是空的,不能作表头。", row), "", i18n.T("请另选表头所在的行。"))
	}
	if err := s.take(ctx, h); err != nil {
		return err
	}
	return s.recall(ctx)
}

// Fields that this kind of import takes, in the order they are offered.
func (s *Session) Fields() []FieldInfo {
	must := map[Field]bool{}
	for _, group := range required[s.kind] {
		for _, f := range group {
			must[f] = true
		}
	}
	var out []FieldInfo
	for _, f := range s.fields() {
		out = append(out, FieldInfo{f, s.label(f), must[f]})
	}
	return out
}

// Missing are the required fields that no column has yet; Check fails while there are any.
func (s *Session) Missing() []Field { return missing(s.kind, s.header.fields) }

const sampleCount, sampleRows = 3, 400

// Columns of the chosen sheet with what they hold.
func (s *Session) Columns() []Column {
	out := make([]Column, len(s.header.titles))
	sheet := s.current()
	for c := range out {
		out[c] = Column{Index: c, Title: s.header.titles[c].full, Field: s.header.fields[c]}
		seen := map[workbook.Value]bool{0: true}
		first := s.firstRow()
		for r := first; r < min(sheet.Rows(), first+sampleRows) && len(out[c].Samples) < sampleCount; r++ {
			if v := sheet.At(r, c); !seen[v] {
				seen[v] = true
				out[c].Samples = append(out[c].Samples, clean(s.book.Show(v)))
			}
		}
	}
	return out
}

// SetField gives column index a field, taking it from another column that had it; NoField
// leaves the column out.
func (s *Session) SetField(index int, f Field) error {
	if index < 0 || index >= len(s.header.fields) {
		return model.NewFault(nil, i18n.T("没有第 %d 列。", index+1), "", i18n.T("请从列表里选一列。"))
	}
	if f != NoField && !s.takes(f) {
		return model.NewFault(nil, i18n.T("这一类导入没有“%s”这个字段。", string(f)), "", i18n.T("请从列表里选一个字段。"))
	}
	if f != NoField && f != FieldMonthValue {
		for c := range s.header.fields {
			if s.header.fields[c] == f {
				s.header.fields[c] = NoField
			}
		}
	}
	s.header.fields[index] = f
	s.checked = nil
	return nil
}

// SetDateOrder says whether day or month comes first in dates such as 5/3/2017: "dmy",
// "mdy" or "ymd"; "" infers it from the whole column.
func (s *Session) SetDateOrder(order string) error {
	switch o := values.Order(order); o {
	case "", values.YMD, values.DMY, values.MDY:
		s.order, s.checked = o, nil
		return nil
	}
	return model.NewFault(nil, i18n.T("日期顺序“%s”不认识。", order), "", i18n.T("请用 dmy(日/月/年)、mdy(月/日/年)或 ymd(年/月/日)。"))
}

// SetWalkIn says what becomes of lines without a customer: true books them to the 散客
// account, false rejects them. Unset, they go to 散客 only if no column names customers.
func (s *Session) SetWalkIn(on bool) {
	s.walkIn, s.checked = &on, nil
}

// WalkIn tells what becomes of lines without a customer now.
func (s *Session) WalkIn() bool {
	if s.walkIn != nil {
		return *s.walkIn
	}
	return s.column(FieldCustCode) < 0 && s.column(FieldCustName) < 0
}

func (s *Session) current() *workbook.Sheet { return s.book.Sheets[s.sheet] }

// firstRow is the first row below the header, from 0.
func (s *Session) firstRow() int { return s.header.row + s.header.rows }

// take sets the header, with the columns that only this data folder knows.
func (s *Session) take(ctx context.Context, h header) error {
	s.header, s.remembered, s.checked = h, false, nil
	return s.knowColumns(ctx)
}

// column that holds f, -1 if none does.
func (s *Session) column(f Field) int {
	for c, have := range s.header.fields {
		if have == f {
			return c
		}
	}
	return -1
}

// columnName is how a column is called in messages: its title, or its letters.
func (s *Session) columnName(c int) string {
	if c >= 0 && c < len(s.header.titles) && s.header.titles[c].full != "" {
		return s.header.titles[c].full
	}
	return i18n.T("%s 列", letters(c))
}

func letters(c int) string {
	out := ""
	for c++; c > 0; c = (c - 1) / 26 {
		out = string(rune('A'+(c-1)%26)) + out
	}
	return out
}

// chooseSheet takes the sheet whose header fits best; visible sheets and long ones first.
func (s *Session) chooseSheet(ctx context.Context) error {
	best, bestScore := -1, 0
	var bestHeader header
	for i, sh := range s.book.Sheets {
		h := findHeader(s.book, sh, s.kind)
		score := h.score + min(sh.Rows(), 100)
		if h.rows == 0 {
			score = min(sh.Rows(), 1)
		}
		switch {
		case len(missing(s.kind, h.fields)) == 0:
			score += 10_000
		case s.isCompanion(sh):
			score = min(sh.Rows(), 1) // only if there is nothing else
		}
		if sh.Hidden {
			score /= 2
		}
		if score > bestScore {
			best, bestScore, bestHeader = i, score, h
		}
	}
	if best < 0 {
		return model.NewFault(nil, i18n.T("文件里没有数据。"), i18n.T("程序里的数据没有改动。"), i18n.T("请确认选对了文件。"))
	}
	if s.isCompanion(s.book.Sheets[best]) {
		if roster, ok := s.onlyRoster(); ok {
			return s.SetSheet(ctx, roster)
		}
	}
	s.sheet, s.joined = best, true
	if err := s.take(ctx, bestHeader); err != nil {
		return err
	}
	return s.recall(ctx)
}

// fieldWord is a field as messages name it: its label and key.
func fieldWord(f Field) string { return i18n.T("%s(%s)", f.Label(), string(f)) }

// needHeader refuses to go on while no header or no required column is known.
func (s *Session) needHeader() error {
	gone := s.Missing()
	if len(gone) == 0 {
		return nil
	}
	if _, ok := findReturns(s.book, s.current()); ok && s.kind == model.BatchSales {
		return model.NewFault(nil, i18n.T("这是一张退货订单清单,单独导入没有可标记的明细。"), i18n.T("程序里的数据没有改动。"),
			i18n.T("请把它作为一个工作表放进销售明细的工作簿里,一起导入。"))
	}
	list := ""
	for i, f := range gone {
		if i > 0 {
			list += i18n.T("、")
		}
		list += fieldWord(f)
	}
	where := i18n.T("没有找到表头")
	if s.header.rows > 0 {
		where = i18n.T("表头在第 %s 行", strconv.Itoa(s.header.row+1))
	}
	return model.NewFault(nil, i18n.T("工作表“%s”里认不出这些列:%s(%s)。", s.Sheet(), list, where),
		i18n.T("程序里的数据没有改动。"), i18n.T("请在列对应里指定,或用 --map 给出对应文件。"))
}
