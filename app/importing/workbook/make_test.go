package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// makeXLSX packs parts into a workbook with one sheet named 明细.
func makeXLSX(t testing.TB, sheet, shared, styles string, more map[string]string) []byte {
	t.Helper()
	parts := map[string]string{
		"_rels/.rels":     `<Relationships><Relationship Id="rId1" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns:r="x"><workbookPr/><sheets><sheet name="明细" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://x/styles" Target="/xl/styles.xml"/>` +
			`<Relationship Id="rId4" Type="http://x/externalLink" Target="http://evil.example/x" TargetMode="External"/></Relationships>`,
		"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared, "xl/styles.xml": styles,
	}
	for name, content := range more {
		parts[name] = content
	}
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for name, content := range parts {
		f, err := w.Create(name)
		require.NoError(t, err)
		_, err = f.Write([]byte(content))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return buf.Bytes()
}

func read(raw []byte) (*Book, error) {
	return Read(context.Background(), bytes.NewReader(raw), int64(len(raw)), DefaultLimits(), nil)
}

// rows shows a sheet as text, each cell with the first letter of its kind.
func rows(b *Book, s *Sheet) [][]string {
	var out [][]string
	for r := range s.Rows() {
		var row []string
		for _, v := range s.Row(r) {
			row = append(row, "-tndbef"[b.Kind(v):b.Kind(v)+1]+":"+b.Show(v))
		}
		out = append(out, row)
	}
	return out
}

func requireFault(t testing.TB, err error) *model.Fault {
	t.Helper()
	f, ok := model.AsFault(err)
	require.True(t, ok, "%v is no fault", err)
	require.NotEmpty(t, f.What)
	require.NotEmpty(t, f.Do)
	return f
}

// biff writes BIFF8 records.
type biff struct{ bytes.Buffer }

func (b *biff) record(id int, parts ...any) {
	var body bytes.Buffer
	for _, p := range parts {
		switch v := p.(type) {
		case string:
			body.WriteString(v)
		case int:
			_ = binary.Write(&body, binary.LittleEndian, uint16(v))
		default:
			_ = binary.Write(&body, binary.LittleEndian, v)
		}
	}
	_ = binary.Write(b, binary.LittleEndian, []uint16{uint16(id), uint16(body.Len())})
	b.Write(body.Bytes())
}

func wide(s string) (units []byte, n int) {
	u := utf16.Encode([]rune(s))
	for _, c := range u {
		units = binary.LittleEndian.AppendUint16(units, c)
	}
	return units, len(u)
}

// biffBook is a workbook stream: globals (with extra records) and one sheet of records.
func biffBook(globals, cells func(*biff)) []byte {
	var g biff
	g.record(recBOF, 0x0600, 5, 0, 0, uint32(0), uint32(0))
	globals(&g)
	name, n := wide("明细")
	at := g.Len() + 4 + 8 + len(name) + 4
	g.record(recSheet, uint32(at), uint8(0), uint8(0), uint8(n), uint8(1), string(name))
	g.record(recEOF)
	g.record(recBOF, 0x0600, 0x10, 0, 0, uint32(0), uint32(0))
	cells(&g)
	g.record(recEOF)
	return g.Bytes()
}

// ole wraps a stream into a compound file.
func ole(stream []byte, name string) []byte {
	for len(stream) < 4096 { // shorter ones would live in the mini stream
		stream = append(stream, 0)
	}
	size := len(stream)
	for len(stream)%512 != 0 {
		stream = append(stream, 0)
	}
	sectors := len(stream) / 512
	fatSectors := (sectors + 1 + 127 + 8) / 128
	head := make([]byte, 512)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le := binary.LittleEndian
	le.PutUint16(head[24:], 0x3e)
	le.PutUint16(head[26:], 3)
	le.PutUint16(head[28:], 0xfffe)
	le.PutUint16(head[30:], 9)
	le.PutUint16(head[32:], 6)
	le.PutUint32(head[44:], uint32(fatSectors))
	le.PutUint32(head[48:], uint32(fatSectors)) // the directory follows the FAT
	le.PutUint32(head[56:], 4096)
	le.PutUint32(head[60:], 0xfffffffe)
	le.PutUint32(head[68:], 0xfffffffe)
	for i := range 109 {
		v := uint32(0xffffffff)
		if i < fatSectors {
			v = uint32(i)
		}
		le.PutUint32(head[76+4*i:], v)
	}
	fat := make([]byte, fatSectors*512)
	for i := range len(fat) / 4 {
		v := uint32(0xffffffff)
		switch {
		case i < fatSectors:
			v = 0xfffffffd
		case i == fatSectors, i == fatSectors+sectors:
			v = 0xfffffffe
		case i < fatSectors+sectors:
			v = uint32(i + 1)
		}
		le.PutUint32(fat[4*i:], v)
	}
	dir := make([]byte, 512)
	entry := func(i int, name string, kind byte, child, start uint32, size int) {
		e := dir[i*128:]
		u, n := wide(name)
		copy(e, u)
		le.PutUint16(e[64:], uint16(2*n+2))
		e[66], e[67] = kind, 1
		le.PutUint32(e[68:], 0xffffffff)
		le.PutUint32(e[72:], 0xffffffff)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], uint32(size))
	}
	entry(0, "Root Entry", 5, 1, 0xfffffffe, 0)
	entry(1, name, 2, 0xffffffff, uint32(fatSectors+1), size)
	return bytes.Join([][]byte{head, fat, dir, stream}, nil)
}

func bits(f float64) uint64 { return math.Float64bits(f) }
