package workbook

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// xmlScanner walks the tags of an XML part with one buffer and no allocation. It knows
// what spreadsheets need: tags, attributes, text, CDATA, the five entities and character
// references. Document types (the way to entity bombs) are refused.
type xmlScanner struct {
	r        io.Reader
	buf      []byte
	pos, end int
	eof      bool
	text     []byte // character data before the tag, raw
	tag      []byte // the tag without < and >
	pending  []byte // text before comments and CDATA that came since the last tag
	scratch  []byte
}

const maxToken = 4 << 20

var (
	errToken   = errors.New("xml token too long")
	errDoctype = errors.New("xml document type refused")
	errXMLEnd  = errors.New("xml ends inside a tag")
)

func newXMLScanner(r io.Reader) *xmlScanner {
	return &xmlScanner{r: r, buf: make([]byte, 128<<10)}
}

// fill reads more behind what is unread. It reports io.EOF only when nothing came.
func (x *xmlScanner) fill() error {
	if x.eof {
		return io.EOF
	}
	if x.pos > 0 {
		copy(x.buf, x.buf[x.pos:x.end])
		x.end -= x.pos
		x.pos = 0
	}
	if x.end == len(x.buf) {
		if len(x.buf) >= maxToken {
			return errToken
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	for {
		n, err := x.r.Read(x.buf[x.end:])
		x.end += n
		if errors.Is(err, io.EOF) {
			x.eof = true
			if n == 0 {
				return io.EOF
			}
			return nil
		}
		if err != nil {
			return err
		}
		if n > 0 {
			return nil
		}
	}
}

// next moves to the next tag; text and tag stay valid until the call after. io.EOF is the
// end of the part. Comments and declarations are passed over.
func (x *xmlScanner) next() error {
	from := 0 // searched so far, relative to pos
	for {
		i := bytes.IndexByte(x.buf[x.pos+from:x.end], '<')
		if i < 0 {
			from = x.end - x.pos
			if err := x.fill(); err != nil {
				return err
			}
			continue
		}
		lt := from + i
		gt, err := x.closing(lt)
		if err != nil {
			return err
		}
		tag := x.buf[x.pos+lt+1 : x.pos+gt]
		if len(tag) > 0 && (tag[0] == '!' || tag[0] == '?') {
			if bytes.HasPrefix(tag, []byte("!DOCTYPE")) || bytes.HasPrefix(tag, []byte("!ENTITY")) {
				return errDoctype
			}
			x.pending = append(x.pending, x.buf[x.pos:x.pos+lt]...)
			if bytes.HasPrefix(tag, []byte("![CDATA[")) {
				x.pending = appendEscaped(x.pending, tag[len("![CDATA["):len(tag)-2])
			}
			if len(x.pending) > maxToken {
				return errToken
			}
			x.pos, from = x.pos+gt+1, 0
			continue
		}
		x.text = x.buf[x.pos : x.pos+lt]
		if len(x.pending) > 0 {
			x.scratch = append(append(x.scratch[:0], x.pending...), x.text...)
			x.text, x.pending = x.scratch, x.pending[:0]
		}
		x.tag = tag
		x.pos += gt + 1
		return nil
	}
}

// closing finds the end of the tag that opens at lt, relative to pos.
func (x *xmlScanner) closing(lt int) (int, error) {
	from := lt + 1
	for {
		b := x.buf[x.pos+lt+1 : x.end]
		end, enough := tagEnd(b, from-lt-1)
		if enough {
			return lt + 1 + end, nil
		}
		from = lt + 1
		if err := x.fill(); err != nil {
			if errors.Is(err, io.EOF) {
				return 0, errXMLEnd
			}
			return 0, err
		}
	}
}

// tagEnd finds the index of the > that ends the tag at the start of b.
func tagEnd(b []byte, from int) (int, bool) {
	switch {
	case bytes.HasPrefix(b, []byte("!--")):
		i := bytes.Index(b[3:], []byte("-->"))
		return i + 5, i >= 0
	case bytes.HasPrefix(b, []byte("![CDATA[")):
		i := bytes.Index(b[8:], []byte("]]>"))
		return i + 10, i >= 0
	case len(b) < 8 && len(b) > 0 && b[0] == '!' && bytes.IndexByte(b, '>') < 0:
		return 0, false
	}
	i := bytes.IndexByte(b[from:], '>')
	if i < 0 {
		return 0, false
	}
	i += from
	if bytes.IndexByte(b[:i], '\'') < 0 && bytes.Count(b[:i], []byte{'"'})%2 == 0 {
		return i, true
	}
	var quote byte
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i, true
		}
	}
	return 0, false
}

func appendEscaped(dst, raw []byte) []byte {
	for _, c := range raw {
		if c == '&' {
			dst = append(dst, "&amp;"...)
			continue
		}
		dst = append(dst, c)
	}
	return dst
}

// name is the tag's local name; end tells a closing tag, empty a self-closing one.
func (x *xmlScanner) name() (name []byte, end, empty bool) {
	t := x.tag
	if len(t) > 0 && t[0] == '/' {
		t, end = t[1:], true
	}
	if n := len(t); n > 0 && t[n-1] == '/' {
		t, empty = t[:n-1], true
	}
	i := 0
	for i < len(t) && t[i] > ' ' {
		if t[i] == ':' {
			t, i = t[i+1:], 0
			continue
		}
		i++
	}
	return t[:i], end, empty
}

// nextAttr reads the attribute at or after i of tag; ok is false when there is none.
// Names come without their prefix, values raw.
func nextAttr(tag []byte, i int) (name, value []byte, next int, ok bool) {
	eq := bytes.IndexByte(tag[i:], '=')
	if eq < 0 {
		return nil, nil, i, false
	}
	eq += i
	name = tag[i:eq]
	if j := bytes.LastIndexAny(name, " \t\r\n:"); j >= 0 {
		trimmed := bytes.TrimRight(name, " \t\r\n")
		name = trimmed[bytes.LastIndexAny(trimmed, " \t\r\n:")+1:]
	}
	j := eq + 1
	for j < len(tag) && tag[j] <= ' ' {
		j++
	}
	if j >= len(tag) || (tag[j] != '"' && tag[j] != '\'') {
		return nil, nil, i, false
	}
	end := bytes.IndexByte(tag[j+1:], tag[j])
	if end < 0 {
		return nil, nil, i, false
	}
	return name, tag[j+1 : j+1+end], j + end + 2, true
}

// attr looks an attribute of the current tag up by local name.
func (x *xmlScanner) attr(want string) (string, bool) {
	for i := 0; ; {
		name, value, next, ok := nextAttr(x.tag, i)
		if !ok {
			return "", false
		}
		if string(name) == want {
			return string(appendUnescaped(nil, value)), true
		}
		i = next
	}
}

// appendUnescaped resolves the entities of raw. Unknown ones stay as they are written.
func appendUnescaped(dst, raw []byte) []byte {
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i]...)
		raw = raw[i:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if end < 0 {
			dst, raw = append(dst, '&'), raw[1:]
			continue
		}
		if r, ok := entity(string(raw[1:end])); ok {
			dst = utf8.AppendRune(dst, r)
		} else {
			dst = append(dst, raw[:end+1]...)
		}
		raw = raw[end+1:]
	}
}

func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune {
		return 0, false
	}
	return rune(n), true
}
