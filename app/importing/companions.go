package importing

import (
	"slices"
	"strings"

	"xunshi/app/importing/workbook"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// A sales workbook often brings two small sheets along: the roster (地区 → 地区经理) and the
// list of returned orders. They are recognised by their headers.

const companionRows = 100_000 // a longer sheet is no companion

// table is a companion sheet: its header and where the two columns of interest are.
type table struct {
	sheet       *workbook.Sheet
	first       int // first data row
	key, second int // columns; second −1 if absent
}

// findRoster looks for a header with a region and its manager and nothing of a sale.
func findRoster(book *workbook.Book, sheet *workbook.Sheet) (table, bool) {
	if sheet.Rows() > companionRows {
		return table{}, false
	}
	h := findHeader(book, sheet, model.BatchEmployees)
	region, manager := -1, -1
	for c, f := range h.fields {
		switch f {
		case FieldRegion:
			region = c
		case FieldManager:
			manager = c
		default:
		}
	}
	if region < 0 || manager < 0 || hasSales(h.titles) {
		return table{}, false
	}
	return table{sheet, h.row + h.rows, region, manager}, true
}

// hasSales tells whether titles have what a list of sales would have.
func hasSales(titles []title) bool {
	fields, _ := assign(model.BatchSales, titles)
	n := 0
	for _, f := range fields {
		switch f {
		case FieldDate, FieldAmount, FieldQuantity, FieldProdCode, FieldProdName:
			n++
		default:
		}
	}
	return n > 0
}

//i18n:data
var returnSheets = []string{"退货", "退回", "退单", "return"}

// findReturns looks for a list of order numbers that either has a column 退回 or stands on a
// sheet named so.
func findReturns(book *workbook.Book, sheet *workbook.Sheet) (table, bool) {
	if sheet.Rows() > companionRows*10 {
		return table{}, false
	}
	h := findHeader(book, sheet, model.BatchSales)
	order, returned := -1, -1
	for c, f := range h.fields {
		switch f {
		case FieldOrderNo:
			order = c
		case FieldReturned:
			returned = c
		case FieldDate, FieldAmount, FieldQuantity, FieldProdCode, FieldProdName, FieldPrice:
			return table{}, false
		default:
		}
	}
	named := false
	for _, w := range returnSheets {
		named = named || strings.Contains(strings.ToLower(sheet.Name), w)
	}
	return table{sheet, h.row + h.rows, order, returned}, order >= 0 && (returned >= 0 || named)
}

// isCompanion tells whether a sheet of a sales workbook is no list of sales itself.
func (s *Session) isCompanion(sheet *workbook.Sheet) bool {
	if s.kind != model.BatchSales {
		return false
	}
	if _, ok := findRoster(s.book, sheet); ok {
		return true
	}
	_, ok := findReturns(s.book, sheet)
	return ok
}

// onlyRoster finds the roster of a workbook without any sales. A sheet that may hold sales
// under titles nobody knows yet keeps the import one of sales: its columns can be named.
func (s *Session) onlyRoster() (sheet string, ok bool) {
	for _, sh := range s.book.Sheets {
		if _, found := findRoster(s.book, sh); found {
			if !ok {
				sheet, ok = sh.Name, true
			}
		} else if sh.Columns() > 2 && sh.Rows() > 1 && !sh.Hidden {
			return "", false
		}
	}
	return sheet, ok
}

// otherSheets says which sheets could be imported the same way and are not: a workbook may
// have one for every month.
func (s *Session) otherSheets() []string {
	var names []string
	along := s.sheetsAlong()
	for i, sh := range s.book.Sheets {
		if i == s.sheet || sh.Hidden || slices.Contains(along, i) {
			continue
		}
		if h := findHeader(s.book, sh, s.kind); len(missing(s.kind, h.fields)) == 0 && sh.Rows() > h.row+h.rows {
			names = append(names, sh.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{i18n.T("这次只导入工作表“%s”；“%s”也像同类数据,请再分别导入。", s.Sheet(), strings.Join(names, i18n.T("”、“")))}
}

// sheetsAlong are the other sheets that are read along with the chosen one: those of a
// workbook of targets that has one sheet for each metric, all under the same titles.
func (s *Session) sheetsAlong() []int {
	if !s.joined || s.kind != model.BatchTargets || s.column(FieldMetric) < 0 {
		return nil
	}
	var out []int
	for i, sh := range s.book.Sheets {
		if i == s.sheet || sh.Hidden {
			continue
		}
		h := findHeader(s.book, sh, s.kind)
		if h.row == s.header.row && h.rows == s.header.rows && slices.EqualFunc(h.titles, s.header.titles, func(a, b title) bool { return a.key == b.key }) {
			out = append(out, i)
		}
	}
	return out
}

// companions is what the other sheets of the workbook bring.
type companions struct {
	managers []who           // region name → manager name, in the sheet's order
	returned map[string]bool // order numbers that came back
	found    map[string]bool // those of them that the lines have
	rosters  []string        // sheets the managers came from
}

func (s *Session) readCompanions() companions {
	c := companions{returned: map[string]bool{}, found: map[string]bool{}}
	if s.kind != model.BatchSales {
		return c
	}
	for i, sh := range s.book.Sheets {
		if i == s.sheet {
			continue
		}
		if t, ok := findRoster(s.book, sh); ok {
			c.managers = append(c.managers, t.pairs(s.book)...)
			c.rosters = append(c.rosters, sh.Name)
		} else if t, ok := findReturns(s.book, sh); ok {
			t.orders(s.book, c.returned)
		}
	}
	return c
}

// pairs reads region and manager of every row; a merged or empty region cell means the one
// above.
func (t table) pairs(book *workbook.Book) []who {
	var out []who
	region := ""
	for r := t.first; r < t.sheet.Rows(); r++ {
		if name := cellText(book, t.sheet.At(r, t.key)); name != "" {
			region = name
		}
		manager := cellText(book, t.sheet.At(r, t.second))
		if region != "" && manager != "" {
			out = append(out, who{region, manager})
		}
	}
	return out
}

func (t table) orders(book *workbook.Book, into map[string]bool) {
	for r := t.first; r < t.sheet.Rows(); r++ {
		order := cellText(book, t.sheet.At(r, t.key))
		if order != "" && (t.second < 0 || truth(cellText(book, t.sheet.At(r, t.second)))) {
			into[order] = true
		}
	}
}

// cellText of a companion sheet; errors and formulas without result count as empty.
func cellText(book *workbook.Book, v workbook.Value) string {
	if k := book.Kind(v); k == workbook.Error || k == workbook.Formula {
		return ""
	}
	return clean(book.Show(v))
}

//i18n:data
var yesWords = []string{"是", "y", "yes", "true", "1", "退回", "已退", "已退回", "已退货", "退货", "退", "returned", "√", "✓", "对", "有"}

// truth reads a yes; everything else is a no.
func truth(s string) bool {
	s = strings.ToLower(s)
	for _, w := range yesWords {
		if s == w {
			return true
		}
	}
	return false
}
