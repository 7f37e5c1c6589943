package workbook

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/richardlehane/mscfb"

	"xunshi/assets/i18n"
)

// readXLS reads a BIFF8 workbook (Excel 97–2003) from its OLE container.
func readXLS(ctx context.Context, r io.ReaderAt, size int64, limits *Limits, progress Progress) (book *Book, err error) {
	stream, err := workbookStream(r, size)
	if err != nil {
		return nil, wrapFault(ctx, err)
	}
	x := &xlsReader{ctx: ctx, limits: limits, progress: progress, stream: stream,
		book: &Book{Format: "xls", pool: newPool()}}
	if err := x.read(); err != nil {
		return nil, wrapFault(ctx, err)
	}
	return x.book, nil
}

// workbookStream takes the workbook out of the container. The container library is not
// ours, so a panic in it is reported as the damaged file that it is.
func workbookStream(r io.ReaderAt, size int64) (stream []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			stream, err = nil, fmt.Errorf("ole container: %v", p)
		}
	}()
	doc, err := mscfb.New(r)
	if err != nil {
		return nil, err
	}
	for i, f := range doc.File {
		if i > 10_000 {
			return nil, errors.New("ole container: too many entries")
		}
		switch f.Name {
		case "EncryptedPackage":
			return nil, faultPassword()
		case "Workbook":
			if f.Size > size {
				return nil, errors.New("workbook stream larger than the file")
			}
			return io.ReadAll(io.LimitReader(f, f.Size))
		case "Book":
			return nil, faultFormat(i18n.T("这是 Excel 95 或更早的工作簿,程序读不了。"))
		case "WordDocument", "PowerPoint Document":
			return nil, faultFormat(i18n.T("这是 Word 或 PowerPoint 文件,不是表格。"))
		}
	}
	return nil, faultFormat(i18n.T("这个文件里没有工作簿。"))
}

// Record ids of BIFF8 that matter here.
const (
	recFormula  = 0x0006
	recEOF      = 0x000a
	rec1904     = 0x0022
	recFilePass = 0x002f
	recContinue = 0x003c
	recSheet    = 0x0085
	recMulRK    = 0x00bd
	recRString  = 0x00d6
	recXF       = 0x00e0
	recMerge    = 0x00e5
	recSST      = 0x00fc
	recLabelSST = 0x00fd
	recNumber   = 0x0203
	recLabel    = 0x0204
	recBoolErr  = 0x0205
	recString   = 0x0207
	recRK       = 0x027e
	recFormat   = 0x041e
	recBOF      = 0x0809
)

// xlsReader holds what the globals of one workbook stream say.
type xlsReader struct {
	ctx      context.Context
	limits   *Limits
	progress Progress
	stream   []byte
	book     *Book
	strings  []Value
	formats  map[int]string
	formed   []Kind // what numbers are, per XF
	sheets   []xlsSheet
	cells    int64
}

type xlsSheet struct {
	name   string
	at     int
	hidden bool
}

var errRecord = errors.New("biff record cut short")

// record reads the record at at; next is where the one after it begins.
func (x *xlsReader) record(at int) (id int, data []byte, next int, err error) {
	if at < 0 || at+4 > len(x.stream) {
		return 0, nil, at, errRecord
	}
	id = int(binary.LittleEndian.Uint16(x.stream[at:]))
	n := int(binary.LittleEndian.Uint16(x.stream[at+2:]))
	if at+4+n > len(x.stream) {
		return 0, nil, at, errRecord
	}
	return id, x.stream[at+4 : at+4+n], at + 4 + n, nil
}

func (x *xlsReader) read() error {
	x.formats = map[int]string{}
	if err := x.globals(); err != nil {
		return err
	}
	if len(x.sheets) == 0 {
		return faultFormat(i18n.T("工作簿里没有可读的工作表。"))
	}
	for _, s := range x.sheets {
		if err := x.sheet(s); err != nil {
			return err
		}
	}
	return nil
}

func (x *xlsReader) globals() error {
	at := 0
	for first := true; ; first = false {
		id, data, next, err := x.record(at)
		if err != nil {
			return err
		}
		if first && (id != recBOF || len(data) < 4) {
			return errors.New("no biff header")
		}
		at = next
		switch id {
		case recBOF:
			if binary.LittleEndian.Uint16(data) != 0x0600 {
				return faultFormat(i18n.T("这是 Excel 95 或更早的工作簿,程序读不了。"))
			}
		case recFilePass:
			return faultPassword()
		case rec1904:
			x.book.Date1904 = len(data) >= 1 && data[0] == 1
		case recFormat:
			if len(data) >= 2 && len(x.formats) < 1<<16 {
				code, err := wideString(data[2:], 2)
				if err != nil {
					return err
				}
				x.formats[int(binary.LittleEndian.Uint16(data))] = string(code)
			}
		case recXF:
			if len(data) < 4 {
				return errRecord
			}
			n := int(binary.LittleEndian.Uint16(data[2:]))
			x.formed = append(x.formed, kindOfFormat(n, x.formats[n]))
		case recSheet:
			if err := x.boundSheet(data); err != nil {
				return err
			}
		case recSST:
			if at, err = x.sharedStrings(data, at); err != nil {
				return err
			}
		case recEOF:
			return nil
		}
	}
}

func (x *xlsReader) boundSheet(data []byte) error {
	if len(data) < 8 {
		return errRecord
	}
	if data[5] != 0 {
		return nil // chart, macro sheet, module
	}
	name, err := wideString(data[6:], 1)
	if err != nil {
		return err
	}
	if len(x.sheets) >= x.limits.Sheets {
		return faultTooMuch(string(name))
	}
	x.sheets = append(x.sheets, xlsSheet{string(name), int(binary.LittleEndian.Uint32(data)), data[4]&3 != 0})
	return nil
}

func (x *xlsReader) sheet(s xlsSheet) error {
	c := &xlsCells{x: x, b: newBuilder(x.ctx, x.book, s.name, x.limits, &x.cells)}
	c.b.sheet.Hidden = s.hidden
	at, depth := s.at, 0
	for n := 0; ; n++ {
		id, data, next, err := x.record(at)
		if err != nil {
			return err
		}
		at = next
		if n&0xfff == 0 && x.progress != nil {
			x.progress(int64(at), int64(len(x.stream)))
		}
		switch {
		case id == recBOF:
			depth++ // charts inside a sheet are streams of their own
		case id == recEOF:
			if depth--; depth <= 0 {
				return nil
			}
		case depth == 0:
			return errors.New("sheet without biff header")
		case depth == 1:
			if err := c.record(id, data); err != nil {
				return err
			}
		}
	}
}

// xlsCells turns the cell records of one sheet into values.
type xlsCells struct {
	x        *xlsReader
	b        *builder
	row, col int // of a formula whose text follows in a STRING record
	awaits   bool
	tmp      []byte
}

func (c *xlsCells) record(id int, data []byte) error {
	switch id {
	case recMerge:
		return c.merges(data)
	case recString:
		return c.formulaText(data)
	case recLabelSST, recNumber, recRK, recFormula, recBoolErr, recLabel, recRString, recMulRK:
	default:
		return nil
	}
	if len(data) < 6 {
		return errRecord
	}
	le := binary.LittleEndian
	row, col, xf := int(le.Uint16(data)), int(le.Uint16(data[2:])), int(le.Uint16(data[4:]))
	body := data[6:]
	switch id {
	case recLabelSST:
		if len(body) < 4 {
			return errRecord
		}
		n := le.Uint32(body)
		if int64(n) >= int64(len(c.x.strings)) {
			return errors.New("shared string out of range")
		}
		return c.b.set(row, col, c.x.strings[n])
	case recNumber:
		if len(body) < 8 {
			return errRecord
		}
		return c.float(row, col, xf, math.Float64frombits(le.Uint64(body)))
	case recRK:
		if len(body) < 4 {
			return errRecord
		}
		return c.float(row, col, xf, rkFloat(le.Uint32(body)))
	case recMulRK:
		for i, rest := col, data[4:]; len(rest) >= 8; i, rest = i+1, rest[6:] {
			if err := c.float(row, i, int(le.Uint16(rest)), rkFloat(le.Uint32(rest[2:]))); err != nil {
				return err
			}
		}
		return nil
	case recFormula:
		return c.formula(row, col, xf, body)
	case recBoolErr:
		if len(body) < 2 {
			return errRecord
		}
		return c.boolOrError(row, col, body[0], body[1] != 0)
	}
	text, err := wideString(body, 2)
	if err != nil {
		return err
	}
	return c.b.set(row, col, c.x.book.pool.intern(text, Text))
}

// rkFloat decodes the packed number of RK records.
func rkFloat(rk uint32) float64 {
	var f float64
	if rk&2 != 0 {
		f = float64(int32(rk) >> 2)
	} else {
		f = math.Float64frombits(uint64(rk&^3) << 32)
	}
	if rk&1 != 0 {
		f /= 100
	}
	return f
}

func (c *xlsCells) float(row, col, xf int, f float64) error {
	kind := Number
	if xf < len(c.x.formed) {
		kind = c.x.formed[xf]
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return errors.New("bad number in cell")
	}
	c.tmp = appendFloat(c.tmp[:0], f)
	return c.b.set(row, col, c.x.book.pool.intern(c.tmp, kind))
}

// formula takes the result that was stored with a formula.
func (c *xlsCells) formula(row, col, xf int, body []byte) error {
	if len(body) < 8 {
		return errRecord
	}
	if body[6] != 0xff || body[7] != 0xff {
		return c.float(row, col, xf, math.Float64frombits(binary.LittleEndian.Uint64(body)))
	}
	switch body[0] {
	case 0:
		c.row, c.col, c.awaits = row, col, true
		return nil
	case 1, 2:
		return c.boolOrError(row, col, body[2], body[0] == 2)
	}
	return nil // empty text
}

func (c *xlsCells) formulaText(data []byte) error {
	if !c.awaits {
		return nil
	}
	c.awaits = false
	text, err := wideString(data, 2)
	if err != nil {
		return err
	}
	return c.b.set(c.row, c.col, c.x.book.pool.intern(text, Text))
}

var errorNames = map[byte]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0f: "#VALUE!",
	0x17: "#REF!", 0x1d: "#NAME?", 0x24: "#NUM!", 0x2a: "#N/A"}

func (c *xlsCells) boolOrError(row, col int, v byte, isError bool) error {
	if !isError {
		return c.b.set(row, col, c.x.book.pool.intern(boolText(v != 0), Bool))
	}
	name, ok := errorNames[v]
	if !ok {
		name = "#ERR!"
	}
	return c.b.set(row, col, c.x.book.pool.intern([]byte(name), Error))
}

func (c *xlsCells) merges(data []byte) error {
	if len(data) < 2 {
		return errRecord
	}
	le := binary.LittleEndian
	for rest := data[2:]; len(rest) >= 8; rest = rest[8:] {
		c.b.merge(Range{Row: int(le.Uint16(rest)), LastRow: int(le.Uint16(rest[2:])),
			Col: int(le.Uint16(rest[4:])), LastCol: int(le.Uint16(rest[6:]))})
	}
	return nil
}
