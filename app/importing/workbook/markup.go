package workbook

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"xunshi/assets/i18n"
)

// readHTML reads the tables of a web page: many systems "export Excel" that way.
// Only the outermost tables count; spans become merged blocks.
func readHTML(ctx context.Context, book *Book, text []byte, limits *Limits) error {
	z := html.NewTokenizer(bytes.NewReader(text))
	z.SetMaxBuf(maxToken)
	h := &htmlTables{ctx: ctx, book: book, limits: limits}
	for {
		switch z.Next() {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				return z.Err()
			}
			if len(book.Sheets) == 0 {
				return faultFormat(i18n.T("这是网页或 XML 文件,里面没有表格。"))
			}
			return h.closeCell()
		case html.TextToken:
			if h.inCell && h.hidden == 0 {
				h.text = append(h.text, z.Text()...)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			if err := h.open(z); err != nil {
				return err
			}
		case html.EndTagToken:
			if err := h.close(z); err != nil {
				return err
			}
		}
	}
}

type htmlTables struct {
	ctx              context.Context
	book             *Book
	limits           *Limits
	b                *builder
	used             int64
	depth, hidden    int
	row, col         int
	inCell           bool
	colspan, rowspan int
	text             []byte
	covered          map[[2]int]bool // cells that a rowspan above reaches into
}

func (h *htmlTables) open(z *html.Tokenizer) error {
	name, hasAttr := z.TagName()
	switch string(name) {
	case "table":
		if h.depth++; h.depth == 1 {
			if len(h.book.Sheets) >= h.limits.Sheets {
				return faultTooMuch(i18n.T("表%d", len(h.book.Sheets)))
			}
			h.b = newBuilder(h.ctx, h.book, i18n.T("表%d", len(h.book.Sheets)+1), h.limits, &h.used)
			h.row, h.covered = -1, map[[2]int]bool{}
		}
	case "tr":
		if h.depth == 1 {
			if err := h.closeCell(); err != nil {
				return err
			}
			h.row, h.col = h.row+1, 0
			return h.ctx.Err()
		}
	case "td", "th":
		if h.depth != 1 || h.row < 0 {
			return nil
		}
		if err := h.closeCell(); err != nil {
			return err
		}
		h.openCell(z, hasAttr)
	case "br":
		if h.inCell {
			h.text = append(h.text, ' ')
		}
	case "style", "script":
		h.hidden++
	}
	return nil
}

func (h *htmlTables) openCell(z *html.Tokenizer, hasAttr bool) {
	for h.covered[[2]int{h.row, h.col}] {
		delete(h.covered, [2]int{h.row, h.col})
		h.col++
	}
	h.inCell, h.text, h.colspan, h.rowspan = true, h.text[:0], 1, 1
	for hasAttr {
		var key, value []byte
		key, value, hasAttr = z.TagAttr()
		n, err := strconv.Atoi(strings.TrimSpace(string(value)))
		if err != nil || n < 1 {
			continue
		}
		switch string(key) {
		case "colspan":
			h.colspan = min(n, h.limits.Columns)
		case "rowspan":
			h.rowspan = min(n, 1000)
		}
	}
}

func (h *htmlTables) close(z *html.Tokenizer) error {
	name, _ := z.TagName()
	switch string(name) {
	case "td", "th":
		if h.depth == 1 {
			return h.closeCell()
		}
	case "table":
		if h.depth == 1 {
			if err := h.closeCell(); err != nil {
				return err
			}
		}
		h.depth = max(0, h.depth-1)
	case "style", "script":
		h.hidden = max(0, h.hidden-1)
	}
	return nil
}

func (h *htmlTables) closeCell() error {
	if !h.inCell {
		return nil
	}
	h.inCell = false
	text := strings.Join(strings.Fields(string(h.text)), " ")
	if err := h.b.set(h.row, h.col, h.book.pool.intern([]byte(text), Text)); err != nil {
		return err
	}
	h.b.merge(Range{h.row, h.col, h.row + h.rowspan - 1, h.col + h.colspan - 1})
	if len(h.covered) < h.limits.Merges {
		for r := 1; r < h.rowspan; r++ {
			for c := range min(h.colspan, 64) {
				h.covered[[2]int{h.row + r, h.col + c}] = true
			}
		}
	}
	h.col += h.colspan
	return nil
}

// readSpreadsheetXML reads the XML workbooks of Excel 2003 ("XML Spreadsheet").
func readSpreadsheetXML(ctx context.Context, book *Book, text []byte, limits *Limits) error {
	s := newXMLScanner(bytes.NewReader(text))
	var b *builder
	var used int64
	row, col, kind, inData := -1, -1, Text, false
	var value, number []byte
	for {
		if err := s.next(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		name, end, empty := s.name()
		switch tag := string(name); {
		case tag == "Worksheet" && !end:
			if len(book.Sheets) >= limits.Sheets {
				return faultTooMuch("XML")
			}
			title, _ := s.attr("Name")
			b, row = newBuilder(ctx, book, title, limits, &used), -1
		case b == nil:
		case tag == "Row" && !end:
			row, col = index(s, row), -1
		case tag == "Cell" && !end:
			col = index(s, col)
			across, down := count(s, "MergeAcross"), count(s, "MergeDown")
			b.merge(Range{row, col, row + down, col + across})
			if empty {
				col += across
			}
		case tag == "Data" && !end && !empty:
			t, _ := s.attr("Type")
			kind, inData, value = xmlKind(t), true, value[:0]
		case inData && tag == "Data":
			inData = false
			value = appendUnescaped(value, s.text)
			v := book.pool.intern(value, kind)
			if kind == Number {
				var ok bool
				if number, ok = appendNumber(number[:0], bytes.TrimSpace(value)); ok {
					v = book.pool.intern(number, Number)
				}
			}
			if row < 0 || col < 0 {
				return errCorrupt
			}
			if err := b.set(row, col, v); err != nil {
				return err
			}
		case inData: // rich text inside the value
			value = appendUnescaped(value, s.text)
		}
	}
	if len(book.Sheets) == 0 {
		return faultFormat(i18n.T("工作簿里没有可读的工作表。"))
	}
	return nil
}

// index is where a row or cell stands: its ss:Index, or right behind the one before.
func index(s *xmlScanner, before int) int {
	if n := count(s, "Index"); n > 0 {
		return n - 1
	}
	return before + 1
}

func count(s *xmlScanner, attr string) int {
	v, _ := s.attr(attr)
	n, _ := parseUint([]byte(v)) // absent or damaged: 0
	return n
}

func xmlKind(t string) Kind {
	switch t {
	case "Number":
		return Number
	case "Error":
		return Error
	case "Boolean":
		return Bool
	}
	return Text // String, and DateTime in ISO form
}
