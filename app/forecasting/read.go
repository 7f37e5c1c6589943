package forecasting

import (
	"context"
	"errors"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"xunshi/app/importing/values"
	"xunshi/app/importing/workbook"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis/forecast"
)

// History is one series of a file, as it was read: months in any order, each once.
type History struct {
	ID     string
	months []model.Month
	values []float64 // NaN: the row has no value
	rows   []int     // of the file, from 1
}

// File is what Read found.
type File struct {
	Histories []History // in the order their ids first appear
	Marked    bool      // Excel's way: a byte order mark, GBK or UTF-16; what is written gets a mark too
}

// span is the longest history in months a file may hold: more is a wrong year somewhere.
const span = 200 * 12

// reported is how many bad rows a Fault names.
const reported = 5

// Read takes a table with the columns id, month and value (or their Chinese names, in any
// order, among others) from a csv, xlsx or xls file. A row without a value is a gap, as is
// a month without a row. Rows that cannot be understood are a model.Fault that names them;
// nothing is skipped in silence.
func Read(ctx context.Context, path string) (*File, error) {
	book, err := workbook.Open(ctx, path, nil)
	if err != nil {
		return nil, err
	}
	if len(book.Sheets) == 0 {
		return nil, faultColumns()
	}
	r := reader{book: book, sheet: book.Sheets[0], place: map[string]int{}}
	if err := r.findColumns(); err != nil {
		return nil, err
	}
	for row := r.header + 1; row < r.sheet.Rows(); row++ {
		if row%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r.read(row)
	}
	r.checkMonths()
	if len(r.bad) > 0 {
		return nil, r.fault()
	}
	if len(r.file.Histories) == 0 {
		return nil, model.NewFault(errors.New("no rows"), i18n.T("文件里只有表头,没有数据。"), i18n.T("没有写出任何文件。"),
			i18n.T("请在表头下面逐行写上序列、月份和数值。"))
	}
	r.file.Marked = book.Encoding != "UTF-8" && book.Encoding != "" || hasMark(path)
	return &r.file, nil
}

// hasMark tells whether the file begins with the byte order mark of UTF-8.
func hasMark(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false // it was read a moment ago; the mark is a courtesy
	}
	defer f.Close()
	var head [3]byte
	n, _ := f.Read(head[:])
	return string(head[:n]) == "\xef\xbb\xbf"
}

type reader struct {
	book             *workbook.Book
	sheet            *workbook.Sheet
	header           int
	id, month, value int
	file             File
	place            map[string]int
	bad              []string
	more             int
}

// names of the columns, compared in lower case.
//
//i18n:data
var names = [3][]string{
	{"id", "series", "series_id", "unique_id", "序列", "编号", "编码", "代码", "名称"},
	{"month", "date", "period", "ds", "月份", "年月", "月", "期间", "日期"},
	{"value", "sales", "amount", "quantity", "y", "数值", "值", "销售额", "金额", "销量", "数量"},
}

// findColumns looks for the header in the first rows.
func (r *reader) findColumns() error {
	for row := range min(r.sheet.Rows(), 10) {
		at := [3]int{-1, -1, -1}
		for c, v := range r.sheet.Row(row) {
			title := strings.ToLower(strings.TrimSpace(r.book.Text(v)))
			for k := range names {
				if at[k] < 0 && slices.Contains(names[k], title) {
					at[k] = c
				}
			}
		}
		if at[0] >= 0 && at[1] >= 0 && at[2] >= 0 {
			r.header, r.id, r.month, r.value = row, at[0], at[1], at[2]
			return nil
		}
	}
	return faultColumns()
}

func faultColumns() error {
	return model.NewFault(errors.New("no header"), i18n.T("没有找到表头:要有 id、month、value 三列(或 编号、月份、数值)。"),
		i18n.T("没有写出任何文件。"), i18n.T("请把三列的名称写在第一行,再试一次。"))
}

// read takes one row in; an empty one is passed over.
func (r *reader) read(row int) {
	text := func(c int) string { return strings.TrimSpace(r.book.Show(r.sheet.At(row, c))) }
	id, month, value := text(r.id), text(r.month), text(r.value)
	if id == "" && month == "" && value == "" {
		return
	}
	if id == "" {
		r.complain(i18n.T("第 %d 行没有 id。", row+1))
		return
	}
	m, ok := readMonth(month)
	if !ok {
		r.complain(i18n.T("第 %d 行的月份“%s”不是 YYYY-MM。", row+1, shorten(month)))
		return
	}
	v, ok := readValue(value)
	if !ok {
		r.complain(i18n.T("第 %d 行的数值“%s”不是数字。", row+1, shorten(value)))
		return
	}
	at, known := r.place[id]
	if !known {
		at = len(r.file.Histories)
		r.place[id] = at
		r.file.Histories = append(r.file.Histories, History{ID: id})
	}
	h := &r.file.Histories[at]
	h.months, h.values, h.rows = append(h.months, m), append(h.values, v), append(h.rows, row+1)
}

// readMonth takes YYYY-MM of any year, and what else a month is written as since 1990.
func readMonth(s string) (model.Month, bool) {
	if m, err := model.ParseMonth(s); err == nil {
		return m, m > 0
	}
	if d, err := model.ParseDate(s); err == nil {
		return d.Month(), d.Month() > 0
	}
	return values.Month(s, 0)
}

// readValue takes a number; the ways to say "nothing" are a gap.
func readValue(s string) (float64, bool) {
	switch strings.ToLower(s) {
	case "na", "n/a", "nan", "null":
		return math.NaN(), true
	}
	if values.Blank(s) {
		return math.NaN(), true
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		plain, perr := values.Plain(s)
		if perr != nil {
			return 0, false
		}
		v, err = strconv.ParseFloat(plain, 64)
	}
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}

// checkMonths finds months given twice and impossible spans.
func (r *reader) checkMonths() {
	for i := range r.file.Histories {
		h := &r.file.Histories[i]
		h.sort()
		for k := 1; k < len(h.months); k++ {
			if h.months[k] == h.months[k-1] {
				r.complain(i18n.T("第 %d 行与第 %d 行重复:%s 的 %s。", h.rows[k], h.rows[k-1], shorten(h.ID), h.months[k]))
			}
		}
		if last := len(h.months) - 1; h.months[last]-h.months[0] >= span {
			r.complain(i18n.T("第 %d 行:%s 的月份从 %s 到 %s,超过 200 年。", h.rows[last], shorten(h.ID), h.months[0], h.months[last]))
		}
	}
}

// sort brings the rows into the order of their months, equal ones as in the file.
func (h *History) sort() {
	if slices.IsSorted(h.months) {
		return
	}
	at := make([]int, len(h.months))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int { return int(h.months[a] - h.months[b]) })
	months, vals, rows := make([]model.Month, len(at)), make([]float64, len(at)), make([]int, len(at))
	for i, k := range at {
		months[i], vals[i], rows[i] = h.months[k], h.values[k], h.rows[k]
	}
	h.months, h.values, h.rows = months, vals, rows
}

// Series is the history month by month, gaps as NaN.
func (h *History) Series() forecast.Series {
	if len(h.months) == 0 {
		return forecast.Series{}
	}
	first := h.months[0]
	s := forecast.Series{Start: first, Values: make([]float64, h.months[len(h.months)-1]-first+1)}
	for i := range s.Values {
		s.Values[i] = math.NaN()
	}
	for i, m := range h.months {
		s.Values[m-first] = h.values[i]
	}
	return s
}

func (r *reader) complain(words string) {
	if len(r.bad) < reported {
		r.bad = append(r.bad, words)
	} else {
		r.more++
	}
}

func (r *reader) fault() error {
	what := strings.Join(r.bad, "\n")
	if r.more > 0 {
		what += "\n" + i18n.T("另有 %d 处类似问题。", r.more)
	}
	return model.NewFault(errors.New("bad rows"), what, i18n.T("没有写出任何文件。"), i18n.T("请改正这些行,再试一次。"))
}

// shorten keeps a quoted cell readable.
func shorten(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
