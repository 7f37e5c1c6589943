package workbook

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"
)

var bigOnce = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "workbook")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "big.xlsx")
	return path, writeBig(path, 100_000)
})

// writeBig writes lines order lines of 20 columns, as a sales system exports them.
func writeBig(path string, lines int) error {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return err
	}
	header := make([]any, 20)
	for i := range header {
		header[i] = fmt.Sprintf("列%d", i)
	}
	if err := w.SetRow("A1", header); err != nil {
		return err
	}
	for i := range lines {
		row := []any{i, fmt.Sprintf("CN-%d", i/3), excelize.Cell{StyleID: date, Value: 42000 + i%700},
			excelize.Cell{StyleID: date, Value: 42004 + i%700}, "标准级", fmt.Sprintf("C%05d", i%4000),
			fmt.Sprintf("客户%d", i%4000), "终端", "杭州", "浙江", "中国", "华东", fmt.Sprintf("P%03d", i%60),
			"饮料", "茶", fmt.Sprintf("绿茶 %dml", i%60), float64(i%9973) * 1.237, i % 24, 0.2, float64(i%777) * 0.31}
		if err := w.SetRow(fmt.Sprintf("A%d", i+2), row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(path)
}

func BenchmarkReadXLSX100k(b *testing.B) {
	path, err := bigOnce()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		book, err := Open(context.Background(), path, nil)
		if err != nil || book.Sheets[0].Rows() != 100_001 {
			b.Fatal(err)
		}
	}
}

func BenchmarkExcelizeRows100k(b *testing.B) {
	path, err := bigOnce()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if n, err := excelizeRows(path); err != nil || n != 100_001 {
			b.Fatal(n, err)
		}
	}
}

// excelizeRows is the rival: merely reading the rows as they stream by.
func excelizeRows(path string) (int, error) {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return 0, err
	}
	n := 0
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return n, err
		}
		n++
	}
	return n, rows.Close()
}

func BenchmarkReadCSV100k(b *testing.B) {
	var buf bytes.Buffer
	for i := range 100_001 {
		fmt.Fprintf(&buf, "%d,CN-%d,2017-03-%02d,,标准级,C%05d,客户%d,终端,杭州,浙江,中国,华东,P%03d,饮料,茶,\"绿茶, %dml\",%d.237,%d,0.2,7\n",
			i, i/3, i%28+1, i%4000, i%4000, i%60, i%60, i%9973, i%24)
	}
	for b.Loop() {
		book, err := Read(context.Background(), bytes.NewReader(buf.Bytes()), int64(buf.Len()), DefaultLimits(), nil)
		if err != nil || book.Sheets[0].Rows() != 100_001 {
			b.Fatal(err)
		}
	}
}
