//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// sales is a made-up sales sheet whose sums are known without the program.
type sales struct {
	header []string
	rows   [][]string
	// sums of all rows: 1/10,000 yuan and 1/1,000 piece; by date "2024-09-11" the amounts
	amount, quantity int64
	byDate           map[string]int64
	customers        map[string]bool
	products         map[string]bool
}

// makeSales makes n lines in September 2024: 7 customers, 5 products, 3 regions; amounts
// with three decimals, and a few returns.
func makeSales(n int) *sales {
	s := &sales{
		header:    []string{"订单日期", "订单号", "客户编码", "客户名称", "品项编码", "品项名称", "区域", "业务员", "数量", "金额"},
		byDate:    map[string]int64{},
		customers: map[string]bool{},
		products:  map[string]bool{},
	}
	regions := []string{"东区", "西区", "南区"}
	people := []string{"张三", "李四", "王五"}
	for i := range n {
		day, customer, product := 1+i%11, i%7, i%5
		quantity := int64(1+i%9) * 1000
		amount := int64(1+i%9) * int64(185_010+7_770*product) // price 18.501 … 21.609 a piece
		if i%17 == 16 {                                       // a return
			quantity, amount = -quantity, -amount
		}
		date := fmt.Sprintf("2024-09-%02d", day)
		s.rows = append(s.rows, []string{
			date, fmt.Sprintf("SO%05d", i+1),
			fmt.Sprintf("K%04d", customer+1), fmt.Sprintf("第%d商店", customer+1),
			fmt.Sprintf("P%03d", product+1), fmt.Sprintf("豆奶%d号250ml", product+1),
			regions[customer%3], people[customer%3],
			decimal(quantity, 3), decimal(amount, 4),
		})
		s.amount += amount
		s.quantity += quantity
		s.byDate[date] += amount
		s.customers[s.rows[i][2]] = true
		s.products[s.rows[i][4]] = true
	}
	return s
}

// upTo sums the amounts of the days from the first to date.
func (s *sales) upTo(date string) int64 {
	var sum int64
	for d, a := range s.byDate {
		if d <= date {
			sum += a
		}
	}
	return sum
}

// decimal writes v with the given number of decimals, trailing zeros cut.
func decimal(v int64, decimals int) string {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	digits := fmt.Sprintf("%0*d", decimals+1, v)
	whole, part := digits[:len(digits)-decimals], strings.TrimRight(digits[len(digits)-decimals:], "0")
	if part != "" {
		part = "." + part
	}
	return sign + whole + part
}

// parse reads a decimal into the given number of decimals, exactly.
func parse(t *testing.T, s string, decimals int) int64 {
	t.Helper()
	whole, part, _ := strings.Cut(s, ".")
	if s == "" || len(strings.TrimRight(part, "0")) > decimals {
		t.Fatalf("%q is no decimal of up to %d places", s, decimals)
	}
	part = strings.TrimRight(part, "0")
	v, err := strconv.ParseInt(whole+part+strings.Repeat("0", decimals-len(part)), 10, 64)
	if err != nil {
		t.Fatalf("%q is no decimal: %v", s, err)
	}
	return v
}

// csv writes the sheet as Chinese Excel does: GB18030, no BOM, CRLF.
func (s *sales) csv(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, row := range append([][]string{s.header}, s.rows...) {
		b.WriteString(strings.Join(row, ",") + "\r\n")
	}
	encoded, err := simplifiedchinese.GB18030.NewEncoder().String(b.String())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "九月销售.csv")
	if err := os.WriteFile(file, []byte(encoded), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// xlsx writes the sheet below a merged title row, with real numbers, and a 合计 row.
func (s *sales) xlsx(t *testing.T) string {
	t.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	const sheet = "Sheet1"
	set := func(row int, values []any) {
		if err := book.SetSheetRow(sheet, fmt.Sprintf("A%d", row), &values); err != nil {
			t.Fatal(err)
		}
	}
	set(1, []any{"九月销售明细"})
	if err := book.MergeCell(sheet, "A1", "J1"); err != nil {
		t.Fatal(err)
	}
	set(2, anys(s.header))
	for i, row := range s.rows {
		values := anys(row)
		for _, column := range []int{8, 9} {
			number, err := strconv.ParseFloat(row[column], 64)
			if err != nil {
				t.Fatal(err)
			}
			values[column] = number
		}
		set(3+i, values)
	}
	set(3+len(s.rows), []any{"合计", nil, nil, nil, nil, nil, nil, nil, float64(s.quantity) / 1000, float64(s.amount) / 10000})
	file := filepath.Join(t.TempDir(), "九月销售.xlsx")
	if err := book.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	return file
}

func anys(row []string) []any {
	values := make([]any, len(row))
	for i, v := range row {
		values[i] = v
	}
	return values
}
