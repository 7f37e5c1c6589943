package workbook

import (
	"bytes"
	"context"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// csvReader cuts text into records. Quotes may hold delimiters and line ends; a quote in
// the middle of a plain field is just a character, as Excel takes it.
type csvReader struct {
	text  []byte
	pos   int
	line  int // line being read, from 1
	delim byte
	field []byte
	torn  int // line on which a quote opened that never closes, 0 if none
}

func readCSV(ctx context.Context, book *Book, text []byte, limits *Limits, progress Progress) error {
	text = bytes.TrimRight(text, "\x1a") // DOS end of file
	r := &csvReader{text: text, line: 1}
	r.delim, r.pos = delimiter(text)
	var used int64
	b := newBuilder(ctx, book, "CSV", limits, &used)
	for row := 0; r.pos < len(r.text); row++ {
		for col := 0; ; col++ {
			last := r.next()
			if r.torn > 0 {
				return faultQuote(r.torn)
			}
			if err := b.set(row, col, book.pool.intern(r.field, Text)); err != nil {
				return err
			}
			if last {
				break
			}
			if col >= max(16384, limits.Columns) { // Excel's own width, all of it empty
				return faultColumns(b.sheet.Name, limits.Columns)
			}
		}
		if row&0x3ff == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if progress != nil {
				progress(int64(r.pos), int64(len(r.text)))
			}
		}
		if row > limits.Rows {
			return faultRows(b.sheet.Name, limits.Rows)
		}
	}
	return nil
}

// next reads one field into r.field; last is true at the end of a record.
func (r *csvReader) next() (last bool) {
	r.field = r.field[:0]
	if r.pos < len(r.text) && r.text[r.pos] == '"' {
		r.quoted(r.pos + 1)
	} else if bytes.HasPrefix(r.text[min(r.pos, len(r.text)):], []byte(`="`)) {
		r.quoted(r.pos + 2) // ="00123", how some programs keep leading zeros
	}
	from := r.pos
	for r.pos < len(r.text) {
		switch c := r.text[r.pos]; c {
		case r.delim:
			r.field = append(r.field, r.text[from:r.pos]...)
			r.pos++
			return false
		case '\n', '\r':
			r.field = append(r.field, r.text[from:r.pos]...)
			r.pos++
			if c == '\r' && r.pos < len(r.text) && r.text[r.pos] == '\n' {
				r.pos++
			}
			r.line++
			return true
		}
		r.pos++
	}
	r.field = append(r.field, r.text[from:r.pos]...)
	return true
}

// quoted reads a quoted field whose content begins at from, up to behind its closing quote.
func (r *csvReader) quoted(from int) {
	opened := r.line
	for {
		i := bytes.IndexByte(r.text[from:], '"')
		if i < 0 {
			r.torn, r.pos = opened, len(r.text)
			return
		}
		part := r.text[from : from+i]
		r.line += bytes.Count(part, []byte{'\n'})
		r.field = append(r.field, part...)
		from += i + 1
		if from < len(r.text) && r.text[from] == '"' {
			r.field = append(r.field, '"')
			from++
			continue
		}
		r.pos = from
		return
	}
}

func faultQuote(line int) error {
	return model.NewFault(errCorrupt, i18n.T("CSV 第 %d 行的引号没有闭合,文件可能不完整。", line), safe(),
		i18n.T("请用 Excel 打开检查该行,另存为 .xlsx 再导入。"))
}

// delimiter infers the field separator from the first lines: the one that cuts most lines
// into the same number of fields, the more fields the better. pos skips a "sep=" line.
func delimiter(text []byte) (delim byte, pos int) {
	if bytes.HasPrefix(bytes.ToLower(text[:min(len(text), 4)]), []byte("sep=")) && len(text) > 5 {
		if end := bytes.IndexByte(text, '\n'); end >= 0 && end <= 7 {
			return text[4], end + 1
		}
	}
	best, bestScore := byte(','), 0
	for _, d := range []byte{',', '\t', ';', '|'} {
		if score := delimiterScore(text, d); score > bestScore {
			best, bestScore = d, score
		}
	}
	return best, 0
}

func delimiterScore(text []byte, d byte) int {
	r := &csvReader{text: text, delim: d}
	counts := map[int]int{}
	for line := 0; line < 64 && r.pos < len(r.text) && r.pos < 1<<18; line++ {
		n := 1
		for !r.next() {
			n++
		}
		if n > 1 {
			counts[n]++
		}
	}
	score := 0
	for fields, lines := range counts {
		score = max(score, lines*1000+min(fields, 500))
	}
	return score
}
