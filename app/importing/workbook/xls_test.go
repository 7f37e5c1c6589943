package workbook

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// sstRecords writes a shared string table that a CONTINUE record cuts inside a string.
func sstRecords(b *biff) {
	units, n := wide("很长的名称")
	rich, rn := wide("富文本")
	b.record(recSST, uint32(4), uint32(4),
		3, uint8(0), "abc",
		n, uint8(1), string(units[:4])) // two characters here …
	b.record(recContinue, uint8(1), string(units[4:]), // … three there, with fresh flags
		rn, uint8(1|8), 1, string(rich), "\x00\x00\x00\x00",
		2, uint8(0))
	b.record(recContinue, uint8(0), "xy")
}

func plainGlobals(b *biff) {
	code := "[$-409]m/d/yyyy"
	b.record(recFormat, 165, len(code), uint8(0), code)
	b.record(recXF, 0, 0, uint32(0))
	b.record(recXF, 0, 165, uint32(0))
	sstRecords(b)
}

func plainCells(b *biff) {
	for i := range 4 {
		b.record(recLabelSST, 0, i, 0, uint32(i))
	}
	b.record(recNumber, 1, 0, 1, bits(42852))
	b.record(recNumber, 1, 1, 0, bits(129.69599999999999))
	b.record(recRK, 1, 2, 0, uint32(12345<<2|2|1)) // 123.45
	b.record(recMulRK, 1, 3, 0, uint32(7<<2|2), 0, uint32(0x3ff00000), 4)
	b.record(recBoolErr, 1, 5, 0, uint8(1), uint8(0))
	b.record(recBoolErr, 1, 6, 0, uint8(0x2a), uint8(1))
	b.record(recFormula, 1, 7, 0, bits(2.5), 0, uint32(0))
	b.record(recFormula, 1, 8, 0, uint8(0), uint8(0), uint32(0), 0xffff, 0, uint32(0))
	text, n := wide("算出")
	b.record(recString, n, uint8(1), string(text))
	b.record(recFormula, 1, 9, 0, uint8(2), uint8(0), uint8(0x07), uint8(0), 0, 0xffff, 0, uint32(0))
	b.record(recLabel, 2, 0, 0, 2, uint8(0), "hi")
	b.record(recMerge, 1, 0, 1, 2, 2)
	b.record(recNumber, 1, 12, 0, bits(-1)) // back in an earlier row
}

func TestXLSCells(t *testing.T) {
	b, err := read(ole(biffBook(plainGlobals, plainCells), "Workbook"))
	require.NoError(t, err)
	require.Equal(t, "xls", b.Format)
	require.Equal(t, [][]string{
		{"t:abc", "t:很长的名称", "t:富文本", "t:xy"},
		{"d:2017-04-27", "n:129.696", "n:123.45", "n:7", "n:1", "b:TRUE", "e:#N/A", "n:2.5", "t:算出", "e:#DIV/0!", "-:", "-:", "n:-1"},
		{"t:hi"},
	}, rows(b, b.Sheets[0]))
	require.Equal(t, []Range{{0, 2, 1, 2}}, b.Sheets[0].Merges)
}

func TestLockedAndForeignXLS(t *testing.T) {
	_, err := read(ole(biffBook(func(b *biff) { b.record(recFilePass, 1) }, func(*biff) {}), "Workbook"))
	require.Contains(t, requireFault(t, err).What, "密码")
	_, err = read(ole([]byte("x"), "EncryptedPackage"))
	require.Contains(t, requireFault(t, err).What, "密码")
	_, err = read(ole([]byte("x"), "WordDocument"))
	require.Contains(t, requireFault(t, err).What, "Word")
	_, err = read(ole([]byte("x"), "Book"))
	require.Contains(t, requireFault(t, err).What, "Excel 95")
	_, err = read(ole([]byte("x"), "Other"))
	requireFault(t, err)
}

func TestDamagedXLS(t *testing.T) {
	good := biffBook(plainGlobals, plainCells)
	for n := 0; n < len(good)-4; n += 3 {
		cut := append([]byte(nil), good[:n]...)
		_, err := read(ole(cut, "Workbook"))
		require.Error(t, err, n)
		requireFault(t, err)
	}
	whole := ole(good, "Workbook")
	for n := 1; n < len(whole); n += 61 {
		if _, err := read(whole[:n]); err != nil {
			requireFault(t, err)
		}
	}
	huge := biffBook(func(b *biff) { b.record(recSST, uint32(1), uint32(0xffffffff)) }, func(*biff) {})
	_, err := read(ole(huge, "Workbook"))
	requireFault(t, err)
}

func TestWrongEndings(t *testing.T) {
	b, err := read([]byte("<html><head><style>td{x}</style></head><table><tr><th rowspan=2>日期</th><th colspan=2>2017年</th></tr>" +
		"<tr><td>数量</td><td>销售&amp;额</td></tr><tr><td>2017-03-05<td>2<td>1,234.5</tr></table></html>"))
	require.NoError(t, err)
	require.Equal(t, "html", b.Format)
	require.Equal(t, [][]string{{"t:日期", "t:2017年"}, {"-:", "t:数量", "t:销售&额"}, {"t:2017-03-05", "t:2", "t:1,234.5"}}, rows(b, b.Sheets[0]))
	require.Equal(t, []Range{{0, 0, 1, 0}, {0, 1, 0, 2}}, b.Sheets[0].Merges)

	b, err = read([]byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="订单"><Table>` +
		`<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">标题</Data></Cell></Row><Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="Number">1.50</Data></Cell>` +
		`<Cell><Data ss:Type="DateTime">2017-03-05T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>`))
	require.NoError(t, err)
	require.Equal(t, [][]string{{"t:标题"}, nil, {"-:", "n:1.5", "t:2017-03-05T00:00:00.000"}}, rows(b, b.Sheets[0]))
	require.Equal(t, "订单", b.Sheets[0].Name)

	for name, raw := range map[string]string{"pdf": "%PDF-1.7", "empty": "", "web": "<!doctype html><p>hi", "binary": "\x7fELF\x00\x01\x02" + strings.Repeat("\x00\x01", 99),
		"bad utf8": "\xef\xbb\xbf\xff\xff", "old": "\x09\x04\x06\x00\x00\x00\x10\x00", "half utf16": "\xff\xfea\x00b"} {
		_, err := read([]byte(raw))
		require.Error(t, err, name)
		requireFault(t, err)
	}
}

func TestCSVShapes(t *testing.T) {
	for text, want := range map[string][][]string{
		"a,b\r\n1,\"x,\"\"y\"\"\nz\"\r\n": {{"t:a", "t:b"}, {"t:1", "t:x,\"y\"\nz"}},
		"a;b\n1,5;2\n":                    {{"t:a", "t:b"}, {"t:1,5", "t:2"}},
		"a\tb\n1\t\n\t2":                  {{"t:a", "t:b"}, {"t:1"}, {"-:", "t:2"}},
		"a|b\n=\"001\"|5\"x\n":            {{"t:a", "t:b"}, {"t:001", "t:5\"x"}},
		"sep=;\na;b\n":                    {{"t:a", "t:b"}},
		"only\n":                          {{"t:only"}},
		"a,b\r1,2\r":                      {{"t:a", "t:b"}, {"t:1", "t:2"}},
		"日期,金额\n2017-03-05,\"1,234\"\n\x1a": {{"t:日期", "t:金额"}, {"t:2017-03-05", "t:1,234"}},
	} {
		b, err := read([]byte(text))
		require.NoError(t, err, text)
		require.Equal(t, want, rows(b, b.Sheets[0]), text)
	}
	_, err := read([]byte("a,b\n1,\"never closed\n2,3\n"))
	require.Contains(t, requireFault(t, err).What, "第 2 行")
	_, err = read([]byte("a" + strings.Repeat(",", 1_000_000) + "\n"))
	requireFault(t, err)
	_, err = read([]byte(strings.Repeat("x,", 5000) + "\n"))
	requireFault(t, err)
}
