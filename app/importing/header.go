package importing

import (
	"strconv"
	"strings"
	"unicode"

	"xunshi/app/importing/workbook"
	"xunshi/model"
)

// header is where a sheet's column titles stand.
type header struct {
	row    int // from 0
	rows   int // 1 or 2; 0 = none found
	titles []title
	fields []Field
	score  int
}

const headerSearch = 60 // rows looked through for the header

// findHeader looks for the row, or two rows, whose titles fit the fields of kind best.
func findHeader(book *workbook.Book, sheet *workbook.Sheet, kind model.BatchKind) header {
	best := header{}
	for r := range min(sheet.Rows(), headerSearch) {
		for rows := 1; rows <= 2; rows++ {
			if h, ok := headerAt(book, sheet, kind, r, rows); ok && h.score > best.score {
				best = h
			}
		}
	}
	if best.rows > 0 {
		return best
	}
	for r := range min(sheet.Rows(), headerSearch) { // nothing fits: the first row of words
		if h, ok := headerAt(book, sheet, kind, r, 1); ok && countTitles(h.titles) >= 2 {
			return h
		}
	}
	return best
}

// bestHeaderFrom takes the header at row r, one row high or two.
func bestHeaderFrom(book *workbook.Book, sheet *workbook.Sheet, kind model.BatchKind, r int) header {
	one, _ := headerAt(book, sheet, kind, r, 1)
	if two, ok := headerAt(book, sheet, kind, r, 2); ok && two.score > one.score {
		return two
	}
	return one
}

func headerAt(book *workbook.Book, sheet *workbook.Sheet, kind model.BatchKind, r, rows int) (header, bool) {
	if r+rows > sheet.Rows() {
		return header{}, false
	}
	h := header{row: r, rows: rows}
	if rows == 1 {
		for _, v := range sheet.Row(r) {
			h.titles = append(h.titles, newTitle(clean(book.Show(v)), ""))
		}
	} else {
		var ok bool
		if h.titles, ok = joinedTitles(book, sheet, r); !ok {
			return header{}, false
		}
	}
	h.titles = uniqueTitles(h.titles)
	h.fields, h.score = assign(kind, h.titles)
	return h, countTitles(h.titles) > 0
}

// joinedTitles joins rows r and r+1 to titles. A heading reaches right over the columns it
// is merged across, or, where nothing is merged, over the empty cells next to it that have
// a title of their own below.
func joinedTitles(book *workbook.Book, sheet *workbook.Sheet, r int) ([]title, bool) {
	width := max(len(sheet.Row(r)), len(sheet.Row(r+1)))
	top, bottom := make([]string, width), make([]string, width)
	for c := range width {
		top[c] = clean(book.Show(sheet.At(r, c)))
		bottom[c] = clean(book.Show(sheet.At(r+1, c)))
		if k := book.Kind(sheet.At(r+1, c)); k == workbook.Number || k == workbook.Error {
			return nil, false // figures below: that is data
		}
	}
	merged := false
	for _, m := range sheet.Merges {
		if m.Row == r && m.LastCol > m.Col && m.LastRow == r {
			merged = true
			for c := m.Col + 1; c <= m.LastCol && c < width; c++ {
				top[c] = top[m.Col]
			}
		}
	}
	if !merged {
		for c := 1; c < width; c++ {
			if top[c] == "" && bottom[c] != "" && bottom[c-1] != "" {
				top[c] = top[c-1]
			}
		}
	}
	titles := make([]title, width)
	both := false
	for c := range titles {
		titles[c] = newTitle(top[c], bottom[c])
		both = both || (top[c] != "" && bottom[c] != "")
	}
	return titles, both
}

func uniqueTitles(titles []title) []title {
	seen := map[string]int{}
	for i := range titles {
		full := titles[i].full
		if full == "" {
			continue
		}
		if seen[full]++; seen[full] > 1 {
			titles[i].full += " (" + strconv.Itoa(seen[full]) + ")"
		}
	}
	return titles
}

func countTitles(titles []title) int {
	n := 0
	for i := range titles {
		if titles[i].key != "" {
			n++
		}
	}
	return n
}

// clean trims a text and turns line breaks and runs of blanks inside it into one space.
func clean(s string) string {
	dirty := false
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || (c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ')) ||
			(c == 0xc2 || c == 0xe2 || c == 0xe3 || c == 0xef) { // lead bytes of wide blanks
			dirty = true
			break
		}
	}
	if !dirty {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if r == '\u200b' || r == '\ufeff' || (unicode.IsControl(r) && !unicode.IsSpace(r)) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
