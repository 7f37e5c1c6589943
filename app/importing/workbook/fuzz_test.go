package workbook

import (
	"bytes"
	"context"
	"testing"

	"xunshi/model"
)

// tight limits keep a fuzzing run small; breaking them is a fault like any other.
func tight() Limits {
	l := DefaultLimits()
	l.Cells, l.TextBytes, l.UnzippedBytes, l.Rows = 1<<16, 1<<20, 8<<20, 1<<16
	return l
}

func fuzzRead(t *testing.T, raw []byte) {
	b, err := Read(context.Background(), bytes.NewReader(raw), int64(len(raw)), tight(), nil)
	if err != nil {
		if _, ok := model.AsFault(err); !ok {
			t.Fatalf("not a fault: %v", err)
		}
		return
	}
	for _, s := range b.Sheets {
		for r := range s.Rows() {
			for _, v := range s.Row(r) {
				_ = b.Show(v)
			}
		}
	}
}

func FuzzXLSX(f *testing.F) {
	f.Add([]byte(sheetXML(`<row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><t>x</t></is></c></row>`)), []byte(plainStrings), []byte(plainStyles))
	f.Add([]byte(sheetXML(`<row><c s="1"><f>1</f><v>42852</v></c><c t="e"><v>#N/A</v></c></row><!-- - --><![CDATA[a]]>`)), []byte(`<sst/>`), []byte(`<x/>`))
	f.Fuzz(func(t *testing.T, sheet, shared, styles []byte) {
		fuzzRead(t, makeXLSX(t, string(sheet), string(shared), string(styles), nil))
	})
}

func FuzzXLS(f *testing.F) {
	f.Add(biffBook(plainGlobals, plainCells), false)
	f.Add(ole(biffBook(plainGlobals, plainCells), "Workbook"), true)
	f.Fuzz(func(t *testing.T, raw []byte, whole bool) {
		if !whole {
			raw = ole(raw, "Workbook")
		}
		fuzzRead(t, raw)
	})
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("日期,金额\n2017-03-05,\"1,2\"\"3\"\r\n"))
	f.Add([]byte("\xc8\xd5\xc6\xda;\xbd\xf0\xb6\xee\n"))
	f.Add([]byte("\xff\xfea\x00,\x00b\x00\n\x00"))
	f.Add([]byte("<table><tr><td rowspan=3>a<td colspan=9>b</table>"))
	f.Add([]byte(`<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Row><Cell ss:Index="3"><Data>1</Data>`))
	f.Fuzz(func(t *testing.T, raw []byte) { fuzzRead(t, raw) })
}
