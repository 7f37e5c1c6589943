package workbook

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

const (
	plainStyles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="General"/><numFmt numFmtId="165" formatCode="[$-409]m/d/yyyy"/>` +
		`<numFmt numFmtId="166" formatCode="#,##0.00&quot;day&quot;;[Red]\-0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
		`<cellXfs><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"><alignment/></xf><xf numFmtId="166"/></cellXfs></styleSheet>`
	plainStrings = `<sst><si><t>日期</t></si><si><r><t xml:space="preserve">销 </t></r><r><t>售&amp;额</t></r><rPh sb="0"><t>ignored</t></rPh></si><si><t/></si><si><t>a_x000D_b</t></si></sst>`
)

func sheetXML(data string) string {
	return `<?xml version="1.0"?><worksheet xmlns="x"><sheetData>` + data + `</sheetData></worksheet>`
}

func TestXLSXCells(t *testing.T) {
	raw := makeXLSX(t, `<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="C1" t='s'><x:v>1</x:v></x:c></x:row>`+
		`<!-- a > b --><x:row><x:c s="1"><x:v>42852</x:v></x:c><x:c s="2"><x:v>42852.5</x:v></x:c><x:c s="3"><x:v>129.69599999999999</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c>`+
		`<x:c t="e"><x:v>#N/A</x:v></x:c><x:c t="inlineStr"><x:is><x:t>一</x:t><x:t><![CDATA[<二> & ]]></x:t></x:is></x:c><x:c t="str"><x:f>A1&amp;"x"</x:f><x:v>算&lt;出</x:v></x:c>`+
		`<x:c><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c><x:f>[1]Sheet!A1</x:f></x:c><x:c t="s"><x:v>3</x:v></x:c><x:c/></x:row>`+
		`<x:row r="4"><x:c r="B4"><x:v>-1.5E-3</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>`,
		plainStrings, plainStyles, nil)
	b, err := read(raw)
	require.NoError(t, err)
	require.Equal(t, [][]string{
		{"t:日期", "-:", "t:销 售&额"},
		{"d:2017-04-27", "d:2017-04-27 12:00:00", "n:129.696", "b:TRUE", "e:#N/A", "t:一<二> & ", "t:算<出", "n:2", "f:", "t:a\rb"},
		nil,
		{"-:", "n:-0.0015"},
	}, rows(b, b.Sheets[0]))
	require.Equal(t, []Range{{0, 0, 0, 1}}, b.Sheets[0].Merges)
	require.Equal(t, "明细", b.Sheets[0].Name)
}

func TestXLSX1904(t *testing.T) {
	raw := makeXLSX(t, sheetXML(`<row><c s="1"><v>41390</v></c></row>`), plainStrings, plainStyles, map[string]string{
		"xl/workbook.xml": `<workbook><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>`})
	b, err := read(raw)
	require.NoError(t, err)
	require.Equal(t, "2017-04-27", b.Show(b.Sheets[0].At(0, 0)))
}

// What excelize writes and reads must be read the same here.
func TestXLSXAgreesWithExcelize(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for r := 1; r <= 40; r++ {
		for c := 1; c <= 9; c++ {
			cell, err := excelize.CoordinatesToCellName(c*c, r)
			require.NoError(t, err)
			switch (r + c) % 3 {
			case 0:
				require.NoError(t, f.SetCellValue("Sheet1", cell, float64(r)*1.1/float64(c)))
			case 1:
				require.NoError(t, f.SetCellValue("Sheet1", cell, fmt.Sprintf("文 %d <&> \"%d\"", r, c)))
			}
		}
	}
	buf, err := f.WriteToBuffer()
	require.NoError(t, err)
	b, err := read(buf.Bytes())
	require.NoError(t, err)
	want, err := f.GetRows("Sheet1")
	require.NoError(t, err)
	for r, row := range want {
		for c, text := range row {
			require.Equal(t, text, b.Show(b.Sheets[0].At(r, c)), "%d,%d", r, c)
		}
	}
}

func TestDamagedXLSX(t *testing.T) {
	good := makeXLSX(t, sheetXML(strings.Repeat(`<row><c t="s"><v>1</v></c><c><v>12.5</v></c></row>`, 500)), plainStrings, plainStyles, nil)
	for n := 0; n < len(good)-1; n += 97 {
		_, err := read(good[:n])
		if n > 0 || err != nil {
			requireFault(t, err)
		}
	}
	for name, sheet := range map[string]string{
		"string out of range": sheetXML(`<row><c t="s"><v>99</v></c></row>`), "bad ref": sheetXML(`<row><c r="1A"><v>9</v></c></row>`),
		"bad number": sheetXML(`<row><c><v>1,5</v></c></row>`), "no end": `<worksheet><sheetData><row><c><v>1</v></c>`,
		"doctype":     `<!DOCTYPE x [<!ENTITY a "b">]>` + sheetXML(`<row><c t="str"><v>&a;</v></c></row>`),
		"row zero":    sheetXML(`<row r="0"><c><v>1</v></c></row>`),
		"row too far": sheetXML(`<row r="1048577"><c><v>1</v></c></row>`), "ref too far": sheetXML(`<row><c r="A99999999"><v>1</v></c></row>`),
		"column too far": sheetXML(`<row><c r="XFD1"><v>1</v></c></row>`), "open tag": `<worksheet><sheetData><row r="1`,
	} {
		_, err := read(makeXLSX(t, sheet, plainStrings, plainStyles, nil))
		require.Error(t, err, name)
		requireFault(t, err)
	}
}

func TestForeignZips(t *testing.T) {
	_, err := read(makeXLSX(t, "", "", "", map[string]string{"_rels/.rels": "<x/>", "xl/workbook.xml": "<workbook/>"}))
	require.Contains(t, requireFault(t, err).What, "没有可读的工作表")
}

func TestZipBombAndWideRows(t *testing.T) {
	bomb := makeXLSX(t, sheetXML(strings.Repeat(`<row></row>`, 8<<20)), plainStrings, plainStyles, nil)
	require.Less(t, len(bomb), 1<<20)
	_, err := read(bomb)
	require.Contains(t, requireFault(t, err).What, "解压后大得不正常")

	wide := makeXLSX(t, sheetXML(`<row>`+strings.Repeat(`<c><v>1</v></c>`, 100_000)+`</row>`), plainStrings, plainStyles, nil)
	_, err = read(wide)
	require.Contains(t, requireFault(t, err).What, "1024 列")

	limits := DefaultLimits()
	limits.Cells = 1000
	many := makeXLSX(t, sheetXML(strings.Repeat(`<row><c><v>1</v></c></row>`, 2000)), plainStrings, plainStyles, nil)
	_, err = Read(context.Background(), bytes.NewReader(many), int64(len(many)), limits, nil)
	requireFault(t, err)
	limits = DefaultLimits()
	limits.Rows = 1000
	_, err = Read(context.Background(), bytes.NewReader(many), int64(len(many)), limits, nil)
	require.Contains(t, requireFault(t, err).What, "1000 行")
	limits = DefaultLimits()
	limits.FileBytes = 10
	_, err = Read(context.Background(), bytes.NewReader(many), int64(len(many)), limits, nil)
	requireFault(t, err)
	limits = DefaultLimits()
	limits.TextBytes = 3
	_, err = Read(context.Background(), bytes.NewReader(many), int64(len(many)), limits, nil)
	requireFault(t, err)
}

func TestCancelledRead(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	raw := makeXLSX(t, sheetXML(`<row><c><v>1</v></c></row>`), plainStrings, plainStyles, nil)
	_, err := Read(ctx, bytes.NewReader(raw), int64(len(raw)), DefaultLimits(), nil)
	require.ErrorIs(t, err, context.Canceled)
}

func TestNumbersAsExcelShowsThem(t *testing.T) {
	for in, want := range map[string]string{"129.69599999999999": "129.696", "1": "1", "-0": "0", "1.50": "1.5", "007": "7",
		"1E3": "1000", "1.2345678901234567E-5": "0.0000123456789012346", "123456789012345678": "123456789012346000",
		"0.1": "0.1", "16117548.236999996": "16117548.237", "1e300": "1e+300", "-60.704000000000008": "-60.704", ".5": "0.5", "5.": "5"} {
		got, ok := appendNumber(nil, []byte(in))
		require.True(t, ok, in)
		require.Equal(t, want, string(got), in)
	}
	for _, bad := range []string{"", "abc", "1,5", "NaN", "--1", "1.2.3"} {
		_, ok := appendNumber(nil, []byte(bad))
		require.False(t, ok, bad)
	}
}

func TestDateFormats(t *testing.T) {
	for code, want := range map[string]bool{"yyyy-mm-dd": true, "General": false, "#,##0.00": false, `0.00"days"`: false, "[h]:mm": true,
		"[$-804]yyyy年m月": true, "0.00E+00": false, `\d0`: false, "[Red]0": false, "m/d/yy h:mm": true, "@": false, "_(* #,##0_)": false,
		"[DBNum1]e年": true, "0;mm": false, `"y"0`: false, "G/通用格式": false} {
		require.Equal(t, want, isDateCode(code), code)
	}
	for code, want := range map[string]bool{"0%": true, "0.00%": true, "[Red]0.0%": true, "General": false, `0"%"`: false, `0\%`: false, "0;0%": false} {
		require.Equal(t, want, isPercentCode(code), code)
	}
	require.Equal(t, []Kind{percent, percent, Number, Date}, []Kind{kindOfFormat(9, ""), kindOfFormat(10, ""), kindOfFormat(0, ""), kindOfFormat(14, "")})
	require.True(t, isDateFormat(14, ""))
	require.True(t, isDateFormat(31, ""))
	require.False(t, isDateFormat(4, ""))
}
