package workbook

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"xunshi/assets/i18n"
)

// wideString reads a BIFF8 string whose length takes lengthBytes (1 or 2).
func wideString(data []byte, lengthBytes int) ([]byte, error) {
	if len(data) < lengthBytes+1 {
		if lengthBytes == 2 && len(data) == 2 && data[0] == 0 && data[1] == 0 {
			return nil, nil // an empty string may leave its flags out
		}
		return nil, errRecord
	}
	n := int(data[0])
	if lengthBytes == 2 {
		n = int(binary.LittleEndian.Uint16(data))
	}
	flags, body := data[lengthBytes], data[lengthBytes+1:]
	if flags&8 != 0 { // rich runs: a count before the characters
		if len(body) < 2 {
			return nil, errRecord
		}
		body = body[2:]
	}
	if flags&4 != 0 { // phonetic block: its size before the characters
		if len(body) < 4 {
			return nil, errRecord
		}
		body = body[4:]
	}
	if flags&1 == 0 {
		if len(body) < n {
			return nil, errRecord
		}
		return appendLatin(nil, body[:n]), nil
	}
	if len(body) < 2*n {
		return nil, errRecord
	}
	return appendUTF16(nil, body[:2*n]), nil
}

// appendLatin decodes compressed characters: the low bytes of UTF-16.
func appendLatin(dst, raw []byte) []byte {
	for _, c := range raw {
		dst = utf8.AppendRune(dst, rune(c))
	}
	return dst
}

func appendUTF16(dst, raw []byte) []byte {
	for i := 0; i+1 < len(raw); i += 2 {
		u := rune(binary.LittleEndian.Uint16(raw[i:]))
		if utf16.IsSurrogate(u) && i+3 < len(raw) {
			if r := utf16.DecodeRune(u, rune(binary.LittleEndian.Uint16(raw[i+2:]))); r != utf8.RuneError {
				dst = utf8.AppendRune(dst, r)
				i += 2
				continue
			}
		}
		dst = utf8.AppendRune(dst, u)
	}
	return dst
}

// sstReader reads across the SST record and its CONTINUE records.
type sstReader struct {
	x    *xlsReader
	data []byte // rest of the current record
	at   int    // where the next record begins
}

// more moves on to the next CONTINUE record.
func (r *sstReader) more() error {
	id, data, next, err := r.x.record(r.at)
	if err != nil {
		return err
	}
	if id != recContinue {
		return errRecord
	}
	r.data, r.at = data, next
	return nil
}

// bytes takes n bytes that never straddle records when written by Excel, but may.
func (r *sstReader) bytes(n int, buf []byte) ([]byte, error) {
	if len(r.data) == 0 {
		if err := r.more(); err != nil {
			return nil, err
		}
	}
	if n <= len(r.data) {
		out := r.data[:n]
		r.data = r.data[n:]
		return out, nil
	}
	buf = buf[:0]
	for len(buf) < n {
		if len(r.data) == 0 {
			if err := r.more(); err != nil {
				return nil, err
			}
			continue
		}
		take := min(n-len(buf), len(r.data))
		buf = append(buf, r.data[:take]...)
		r.data = r.data[take:]
	}
	return buf, nil
}

// skip passes over n bytes.
func (r *sstReader) skip(n int64) error {
	for n > 0 {
		if len(r.data) == 0 {
			if err := r.more(); err != nil {
				return err
			}
			continue
		}
		take := min(n, int64(len(r.data)))
		r.data = r.data[take:]
		n -= take
	}
	return nil
}

// sharedStrings interns the SST; it returns where the record after it begins.
func (x *xlsReader) sharedStrings(data []byte, at int) (int, error) {
	if len(data) < 8 {
		return 0, errRecord
	}
	count := binary.LittleEndian.Uint32(data[4:])
	if int64(count) > int64(len(x.stream)) {
		return 0, errRecord
	}
	r := &sstReader{x: x, data: data[8:], at: at}
	var text []byte
	for range count {
		var err error
		if text, err = r.one(text[:0]); err != nil {
			return 0, err
		}
		x.strings = append(x.strings, x.book.pool.intern(text, Text))
		if x.book.pool.bytes > x.limits.TextBytes {
			return 0, faultTooMuch(i18n.T("共享文字"))
		}
	}
	return r.at, nil
}

// one appends the next string of the table to dst.
func (r *sstReader) one(dst []byte) ([]byte, error) {
	var tmp [8]byte
	head, err := r.bytes(3, tmp[:])
	if err != nil {
		return nil, err
	}
	left, flags := int(binary.LittleEndian.Uint16(head)), head[2]
	var tail int64
	if flags&8 != 0 {
		b, err := r.bytes(2, tmp[:])
		if err != nil {
			return nil, err
		}
		tail += 4 * int64(binary.LittleEndian.Uint16(b))
	}
	if flags&4 != 0 {
		b, err := r.bytes(4, tmp[:])
		if err != nil {
			return nil, err
		}
		tail += int64(binary.LittleEndian.Uint32(b))
	}
	for left > 0 {
		if len(r.data) == 0 {
			// Characters that go on in a CONTINUE record begin with fresh flags.
			if err := r.more(); err != nil {
				return nil, err
			}
			if len(r.data) == 0 {
				continue
			}
			flags, r.data = r.data[0], r.data[1:]
			continue
		}
		if flags&1 == 0 {
			take := min(left, len(r.data))
			dst, r.data, left = appendLatin(dst, r.data[:take]), r.data[take:], left-take
			continue
		}
		take := min(left, len(r.data)/2)
		if take == 0 {
			return nil, errRecord
		}
		dst, r.data, left = appendUTF16(dst, r.data[:2*take]), r.data[2*take:], left-take
	}
	return dst, r.skip(tail)
}
