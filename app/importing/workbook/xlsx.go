package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"xunshi/assets/i18n"
)

// xlsxReader reads the parts of one xlsx package.
type xlsxReader struct {
	ctx      context.Context
	limits   *Limits
	progress Progress
	parts    map[string]*zip.File // by lower-case name
	book     *Book
	strings  []Value // the shared strings
	formed   []Kind  // what numbers are, per cell style
	unzipped int64
	expected int64
	cells    int64
}

func readXLSX(ctx context.Context, r io.ReaderAt, size int64, limits *Limits, progress Progress) (*Book, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, faultCorrupt(err)
	}
	if len(z.File) > limits.Parts {
		return nil, faultBomb()
	}
	x := &xlsxReader{ctx: ctx, limits: limits, progress: progress,
		parts: map[string]*zip.File{}, book: &Book{Format: "xlsx", pool: newPool()}}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if x.parts[name] == nil {
			x.parts[name] = f
		}
		if strings.HasPrefix(name, "xl/worksheets/") || strings.HasSuffix(name, "sharedstrings.xml") {
			x.expected += int64(min(f.UncompressedSize64, uint64(limits.UnzippedBytes)))
		}
	}
	if err := x.read(); err != nil {
		return nil, x.fault(err)
	}
	return x.book, nil
}

// fault puts technical errors into words; faults and cancellation pass unchanged.
func (x *xlsxReader) fault(err error) error { return wrapFault(x.ctx, err) }

type xlsxSheet struct {
	name, part string
	hidden     bool
}

func (x *xlsxReader) read() error {
	main, err := x.mainPart()
	if err != nil {
		return err
	}
	rels, err := x.relations(main)
	if err != nil {
		return err
	}
	sheets, err := x.workbook(main, rels)
	if err != nil {
		return err
	}
	for _, rel := range rels {
		switch {
		case strings.HasSuffix(rel.kind, "/styles"):
			err = x.eachTag(rel.part, x.styles())
		case strings.HasSuffix(rel.kind, "/sharedStrings"):
			err = x.readStrings(rel.part)
		}
		if err != nil {
			return err
		}
	}
	for _, s := range sheets {
		if err := x.readSheet(s); err != nil {
			return err
		}
	}
	return nil
}

// mainPart finds the workbook part, or says what else the zip is.
func (x *xlsxReader) mainPart() (string, error) {
	rels, err := x.relations("")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/officeDocument") && strings.HasSuffix(r.part, ".xml") && x.parts[r.part] != nil {
			return r.part, nil
		}
	}
	switch {
	case x.parts["xl/workbook.xml"] != nil:
		return "xl/workbook.xml", nil
	case x.parts["xl/workbook.bin"] != nil:
		return "", faultFormat(i18n.T("这是 .xlsb 二进制工作簿,程序读不了。"))
	case x.parts["content.xml"] != nil:
		return "", faultFormat(i18n.T("这是 OpenDocument (.ods) 文件,程序读不了。"))
	}
	return "", faultFormat(i18n.T("这个压缩文件里没有工作簿。"))
}

type relation struct{ id, kind, part string }

// relations lists what part refers to inside the package. External targets are left out:
// links are never followed.
func (x *xlsxReader) relations(part string) ([]relation, error) {
	dir, file := path.Split(part)
	name := dir + "_rels/" + file + ".rels"
	if x.parts[name] == nil {
		return nil, nil
	}
	var rels []relation
	err := x.eachTag(name, func(s *xmlScanner) error {
		if tag, end, _ := s.name(); end || string(tag) != "Relationship" {
			return nil
		}
		if mode, _ := s.attr("TargetMode"); strings.EqualFold(mode, "External") {
			return nil
		}
		id, _ := s.attr("Id")
		kind, _ := s.attr("Type")
		target, _ := s.attr("Target")
		target = strings.ReplaceAll(target, `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		rels = append(rels, relation{id, kind, strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))})
		return nil
	})
	return rels, err
}

// workbook reads the sheet list and the date system.
func (x *xlsxReader) workbook(part string, rels []relation) ([]xlsxSheet, error) {
	byID := map[string]relation{}
	for _, r := range rels {
		byID[r.id] = r
	}
	var sheets []xlsxSheet
	err := x.eachTag(part, func(s *xmlScanner) error {
		tag, end, _ := s.name()
		switch {
		case end:
		case string(tag) == "workbookPr":
			v, _ := s.attr("date1904")
			x.book.Date1904 = v == "1" || v == "true"
		case string(tag) == "sheet":
			id, _ := s.attr("id") // r:id; sheetId is another name
			rel, ok := byID[id]
			if !ok || !strings.HasSuffix(rel.kind, "/worksheet") || x.parts[rel.part] == nil {
				return nil // chart sheets and the like hold no table
			}
			name, _ := s.attr("name")
			state, _ := s.attr("state")
			sheets = append(sheets, xlsxSheet{name, rel.part, strings.HasPrefix(strings.ToLower(state), "h") || state == "veryHidden"})
		}
		return nil
	})
	if err == nil && len(sheets) > x.limits.Sheets {
		err = faultTooMuch(sheets[x.limits.Sheets].name)
	}
	if err == nil && len(sheets) == 0 {
		err = faultFormat(i18n.T("工作簿里没有可读的工作表。"))
	}
	return sheets, err
}

// styles gathers which cell styles show dates and percentages.
func (x *xlsxReader) styles() func(*xmlScanner) error {
	codes := map[int]string{}
	inCells := false
	return func(s *xmlScanner) error {
		tag, end, _ := s.name()
		switch string(tag) {
		case "numFmt":
			id, _ := s.attr("numFmtId")
			code, _ := s.attr("formatCode")
			if n, err := strconv.Atoi(id); err == nil && len(codes) < 1<<16 {
				codes[n] = code
			}
		case "cellXfs":
			inCells = !end
		case "xf":
			if !inCells || end || len(x.formed) >= 1<<16 {
				return nil
			}
			id, _ := s.attr("numFmtId")
			n, err := strconv.Atoi(id)
			if err != nil {
				n = 0
			}
			x.formed = append(x.formed, kindOfFormat(n, codes[n]))
		}
		return nil
	}
}

// readStrings interns the shared strings in their order.
func (x *xlsxReader) readStrings(part string) error {
	if x.parts[part] == nil {
		return nil
	}
	var text []byte
	inText, phonetic := false, false
	return x.eachTag(part, func(s *xmlScanner) error {
		tag, end, empty := s.name()
		switch string(tag) {
		case "si":
			if end || empty {
				x.strings = append(x.strings, x.book.pool.intern(unescapeUnits(text), Text))
				if x.book.pool.bytes > x.limits.TextBytes || int64(len(x.strings)) > x.limits.Cells {
					return faultTooMuch(i18n.T("共享文字"))
				}
			}
			text = text[:0]
		case "t":
			if end && inText && !phonetic {
				text = appendUnescaped(text, s.text)
			}
			inText = !end && !empty
		case "rPh":
			phonetic = !end && !empty
		}
		return nil
	})
}

// eachTag calls do at every tag of a part.
func (x *xlsxReader) eachTag(part string, do func(*xmlScanner) error) error {
	s, closePart, err := x.open(part)
	if err != nil {
		return err
	}
	defer closePart()
	for {
		switch err := s.next(); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := do(s); err != nil {
			return err
		}
	}
}

func (x *xlsxReader) open(part string) (*xmlScanner, func(), error) {
	f := x.parts[part]
	if f == nil {
		return nil, nil, errors.New("missing part " + part)
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, err
	}
	m := &meter{x: x, r: r, zipped: int64(f.CompressedSize64)}
	s := newXMLScanner(m)
	if err := s.fill(); err != nil && !errors.Is(err, io.EOF) {
		r.Close()
		return nil, nil, err
	}
	if bytes.HasPrefix(s.buf[:s.end], []byte("\xff\xfe")) || bytes.HasPrefix(s.buf[:s.end], []byte("\xfe\xff")) {
		r.Close()
		return nil, nil, errors.New("xml part in UTF-16")
	}
	return s, func() { r.Close() }, nil // read-only: nothing can be lost at close
}

// meter counts unzipped bytes, whatever the zip's directory claims.
type meter struct {
	x      *xlsxReader
	r      io.Reader
	zipped int64
	read   int64
}

func (m *meter) Read(p []byte) (int, error) {
	if err := m.x.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.r.Read(p)
	m.read += int64(n)
	m.x.unzipped += int64(n)
	l := m.x.limits
	if m.x.unzipped > l.UnzippedBytes || (m.read > l.RatioFrom && m.read/max(m.zipped, 1) > l.Ratio) {
		return n, faultBomb()
	}
	if m.x.progress != nil {
		m.x.progress(min(m.x.unzipped, m.x.expected), m.x.expected)
	}
	return n, err
}
