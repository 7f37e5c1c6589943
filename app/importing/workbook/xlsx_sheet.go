package workbook

import (
	"bytes"
	"errors"
	"io"
)

// cellReader turns the cells of one xlsx sheet into values.
type cellReader struct {
	x        *xlsxReader
	s        *xmlScanner
	b        *builder
	row, col int
	kind     byte // of the open cell: s shared, i inline, n, b, e, t string
	style    int
	formula  bool
	valued   bool // a value was stored
	result   bool // there was a <v>, be it empty: a formula may give an empty text
	number   []byte
	text     []byte
}

var (
	openValue = []byte("<v>")
	endCell   = []byte("</v></c>")
)

func (x *xlsxReader) readSheet(sheet xlsxSheet) error {
	s, closePart, err := x.open(sheet.part)
	if err != nil {
		return err
	}
	defer closePart()
	c := &cellReader{x: x, s: s, row: -1, col: -1,
		b: newBuilder(x.ctx, x.book, sheet.name, x.limits, &x.cells)}
	c.b.sheet.Hidden = sheet.hidden
	for complete := false; ; { // to the very end: the zip checks its sum there
		switch err := s.next(); {
		case errors.Is(err, io.EOF) && complete:
			return nil
		case errors.Is(err, io.EOF):
			return errors.New("sheet part without end: " + sheet.part)
		case err != nil:
			return err
		}
		done, err := c.tag()
		if err != nil {
			return err
		}
		complete = complete || done
	}
}

// tag handles one tag of the sheet; done is true at its end.
func (c *cellReader) tag() (done bool, err error) {
	name, end, empty := c.s.name()
	switch string(name) {
	case "c":
		if end {
			return false, c.closeCell()
		}
		return false, c.openCell(empty)
	case "v":
		c.result = true
		if end {
			return false, c.value(c.s.text)
		}
	case "t":
		if end && c.kind == 'i' {
			c.text = appendUnescaped(c.text, c.s.text)
		}
	case "f":
		c.formula = true
	case "row":
		if !end {
			return false, c.openRow()
		}
	case "mergeCell":
		if ref, ok := c.s.attr("ref"); ok {
			if r, ok := parseRange(ref); ok {
				c.b.merge(r)
			}
		}
	case "rPh":
		if !end && !empty {
			return false, c.skip("rPh")
		}
	case "worksheet":
		return end, nil
	}
	return false, nil
}

// skip passes over an element that holds no content of the cell.
func (c *cellReader) skip(element string) error {
	for {
		if err := c.s.next(); err != nil {
			return err
		}
		if name, end, _ := c.s.name(); end && string(name) == element {
			return nil
		}
	}
}

func (c *cellReader) openRow() error {
	c.row, c.col = c.row+1, -1
	for i := 0; ; {
		name, value, next, ok := nextAttr(c.s.tag, i)
		if !ok {
			return nil
		}
		if string(name) == "r" {
			n, ok := parseUint(value)
			if !ok || n == 0 {
				return errors.New("bad row number")
			}
			c.row = n - 1
			if c.row >= c.x.limits.Rows {
				return faultRows(c.b.sheet.Name, c.x.limits.Rows)
			}
			return nil
		}
		i = next
	}
}

func (c *cellReader) openCell(empty bool) error {
	c.col++
	c.kind, c.style, c.formula, c.valued, c.result, c.text = 'n', 0, false, false, false, c.text[:0]
	tag := c.s.tag
	for i := 0; ; {
		name, value, next, ok := nextAttr(tag, i)
		if !ok {
			break
		}
		i = next
		if len(name) != 1 || len(value) == 0 {
			continue
		}
		switch name[0] {
		case 'r':
			row, col, ok := parseRef(value)
			if !ok {
				return errors.New("bad cell reference")
			}
			c.row, c.col = row, col
			if col >= c.x.limits.Columns && !empty {
				return faultColumns(c.b.sheet.Name, c.x.limits.Columns)
			}
		case 's':
			c.style, _ = parseUint(value)
		case 't':
			c.kind = cellKind(value)
		}
	}
	if empty {
		return nil
	}
	// The plain cell, <v>…</v></c>, is by far the most frequent: take it in one step.
	rest := c.s.buf[c.s.pos:c.s.end]
	if bytes.HasPrefix(rest, openValue) {
		i := bytes.IndexByte(rest[len(openValue):], '<')
		if i >= 0 && bytes.HasPrefix(rest[len(openValue)+i:], endCell) {
			c.s.pos += len(openValue) + i + len(endCell)
			return c.value(rest[len(openValue) : len(openValue)+i])
		}
	}
	return nil
}

func cellKind(t []byte) byte {
	switch string(t) {
	case "s":
		return 's'
	case "inlineStr":
		return 'i'
	case "str", "d":
		return 't'
	case "b":
		return 'b'
	case "e":
		return 'e'
	}
	return 'n'
}

// value stores the raw content of <v>.
func (c *cellReader) value(raw []byte) error {
	pool := &c.x.book.pool
	if len(raw) == 0 {
		return nil
	}
	c.valued = true
	var v Value
	switch c.kind {
	case 's':
		n, ok := parseUint(bytes.TrimSpace(raw))
		if !ok || n >= len(c.x.strings) {
			return errors.New("shared string out of range")
		}
		v = c.x.strings[n]
	case 'b':
		v = pool.intern(boolText(raw[0] == '1' || raw[0] == 't'), Bool)
	case 'e':
		v = pool.intern(raw, Error)
	case 'n':
		kind := Number
		if c.style < len(c.x.formed) {
			kind = c.x.formed[c.style]
		}
		var ok bool
		c.number, ok = appendNumber(c.number[:0], bytes.TrimSpace(raw))
		if !ok {
			return errors.New("bad number in cell")
		}
		v = pool.intern(c.number, kind)
	default:
		c.text = unescapeUnits(appendUnescaped(c.text[:0], raw))
		v = pool.intern(c.text, Text)
		c.text = c.text[:0]
	}
	return c.b.set(c.row, c.col, v)
}

func (c *cellReader) closeCell() error {
	pool := &c.x.book.pool
	switch {
	case c.kind == 'i' && len(c.text) > 0:
		return c.b.set(c.row, c.col, pool.intern(unescapeUnits(c.text), Text))
	case c.formula && !c.valued && (c.kind != 't' || !c.result):
		return c.b.set(c.row, c.col, pool.intern(nil, Formula))
	}
	return nil
}

func boolText(b bool) []byte {
	if b {
		return []byte("TRUE")
	}
	return []byte("FALSE")
}

// parseRef reads "AB12" into row and column from 0.
func parseRef(ref []byte) (row, col int, ok bool) {
	i := 0
	for ; i < len(ref); i++ {
		c := ref[i]
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		if c < 'A' || c > 'Z' {
			break
		}
		if col = col*26 + int(c-'A') + 1; col > 1<<20 {
			return 0, 0, false
		}
	}
	row, ok = parseUint(ref[i:])
	return row - 1, col - 1, ok && i > 0 && row > 0
}

// parseRange reads "A1:B2" or "A1".
func parseRange(ref string) (Range, bool) {
	from, to, found := bytes.Cut([]byte(ref), []byte(":"))
	if !found {
		to = from
	}
	r1, c1, ok1 := parseRef(from)
	r2, c2, ok2 := parseRef(to)
	return Range{r1, c1, r2, c2}, ok1 && ok2
}

// parseUint reads a short decimal number.
func parseUint(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// unescapeUnits resolves Excel's own escape for control characters, _x000D_, in place.
func unescapeUnits(b []byte) []byte {
	at := bytes.Index(b, []byte("_x"))
	if at < 0 {
		return b
	}
	out := b[:at]
	for i := at; i < len(b); {
		if i+7 <= len(b) && b[i] == '_' && b[i+1] == 'x' && b[i+6] == '_' {
			if u, ok := hex4(b[i+2 : i+6]); ok && u < 0x80 {
				out = append(out, byte(u))
				i += 7
				continue
			}
		}
		out = append(out, b[i])
		i++
	}
	return out
}

func hex4(b []byte) (int, bool) {
	n := 0
	for _, c := range b {
		switch {
		case c >= '0' && c <= '9':
			n = n<<4 | int(c-'0')
		case c >= 'a' && c <= 'f':
			n = n<<4 | int(c-'a'+10)
		case c >= 'A' && c <= 'F':
			n = n<<4 | int(c-'A'+10)
		default:
			return 0, false
		}
	}
	return n, true
}
