package workbook

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"xunshi/model"
)

// shared finds a file of the sample data beside the repository; the test is skipped where
// there is none.
func shared(t testing.TB, name string) string {
	path := filepath.Join("..", "..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("sample data not here: ", name)
	}
	return path
}

func TestSampleFilesAgree(t *testing.T) {
	for _, name := range []string{"chaoshi.xls", "chaoshi.xlsx", "chaoshi-orders-gb18030.csv"} {
		book, err := Open(context.Background(), shared(t, name), nil)
		if err != nil {
			t.Fatal(name, err)
		}
		s := book.Sheets[0]
		if s.Rows() != 10_001 || s.Columns() != 20 {
			t.Errorf("%s: %d rows, %d columns", name, s.Rows(), s.Columns())
		}
		var total model.Money
		for i := 1; i < s.Rows(); i++ {
			m, err := model.ParseMoney(book.Text(s.At(i, 16)))
			if err != nil {
				t.Fatalf("%s row %d: %v", name, i+1, err)
			}
			total += m
		}
		if total.String() != "16117548.237" {
			t.Errorf("%s: total %s", name, total)
		}
		if got := book.Text(s.At(1, 16)); got != "129.696" {
			t.Errorf("%s: first amount %q", name, got)
		}
		if name != "chaoshi-orders-gb18030.csv" {
			if got := book.Show(s.At(1, 2)); got != "2017-04-27" || book.Kind(s.At(1, 2)) != Date {
				t.Errorf("%s: first date %q", name, got)
			}
			if len(book.Sheets) != 3 || book.Sheets[2].Rows() != 7 || book.Sheets[1].Rows() != 297 {
				t.Errorf("%s: sheets", name)
			}
		}
	}
}
