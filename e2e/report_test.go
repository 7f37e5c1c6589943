//go:build e2e

package e2e

import (
	"bytes"
	"encoding/csv"
	"image/png"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A month of known sales, and its reports in every format.
func TestReportsAgreeWithTheFile(t *testing.T) {
	h, s := newHome(t), makeSales(300)
	h.importSales(s.csv(t))
	const day = "2024-09-05"
	for _, by := range []string{"department", "region", "employee", "channel"} {
		r := h.reportJSON("daily", "--date", day, "--by", by)
		checkTotal(t, r.section(t, "today"), s.byDate[day])
		checkTotal(t, r.section(t, "cumulative"), s.upTo(day))
		r.section(t, "exceptions")
	}
	r := h.reportJSON("monthly", "--month", "2024-09", "--by", "region")
	checkTotal(t, r.section(t, "summary"), s.amount)
	checkTotal(t, r.section(t, "customers"), s.amount)
	for _, id := range []string{"products", "flags", "receivables", "text"} {
		r.section(t, id)
	}
	if got := len(r.section(t, "customers").Rows); got != len(s.customers) {
		t.Errorf("%d customers in the report, %d in the file", got, len(s.customers))
	}
}

// checkTotal compares a section's total with the file's sum and with the sum of its rows.
func checkTotal(t *testing.T, s section, want int64) {
	t.Helper()
	if got := parse(t, value(s.Total, "amount"), 4); got != want {
		t.Errorf("%s: total %s, the file holds %s", s.ID, decimal(got, 4), decimal(want, 4))
	}
	var sum int64
	for _, row := range s.Rows {
		sum += parse(t, value(row, "amount"), 4)
	}
	if sum != want {
		t.Errorf("%s: rows add up to %s, total is %s", s.ID, decimal(sum, 4), decimal(want, 4))
	}
}

func TestEveryFormatOfAReport(t *testing.T) {
	h, s := newHome(t), makeSales(300)
	h.importSales(s.csv(t))
	for kind, args := range map[string][]string{
		"daily":   {"daily", "--date", "2024-09-11"},
		"monthly": {"monthly", "--month", "2024-09"},
	} {
		t.Run(kind, func(t *testing.T) {
			dir := t.TempDir()
			write := func(ending string) string {
				file := filepath.Join(dir, kind+ending)
				h.run(exitOK, append(append([]string{"report"}, args...), "-o", file)...)
				return file
			}
			checkPDF(t, write(".pdf"), s.amount)
			checkXLSX(t, write(".xlsx"), s.amount)
			checkCSV(t, write(".csv"), s.amount)
			checkCard(t, write(".png"))
		})
	}
	h.run(exitUsage, "report", "daily", "--date", "2024-09-11", "-o", filepath.Join(t.TempDir(), "report.docx"))
}

// checkPDF: A4, Chinese text that can be selected, the month's amount to the 分, page numbers.
func checkPDF(t *testing.T, file string, amount int64) {
	t.Helper()
	if info := tool(t, "pdfinfo", file); !regexp.MustCompile(`(595\.\d+ x 841\.\d+|841\.\d+ x 595\.\d+)`).MatchString(info) {
		t.Errorf("%s is not A4: %s", file, info)
	}
	text := tool(t, "pdftotext", "-layout", file, "-")
	cents := strconv.FormatFloat(float64((amount+50)/100)/100, 'f', 2, 64)
	if plain := strings.ReplaceAll(text, ",", ""); !strings.Contains(plain, cents) {
		t.Errorf("%s does not show the month's amount %s:\n%s", filepath.Base(file), cents, text)
	}
	for _, want := range []string{"2024年9月", "销售额", "第"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s lacks the text %q", filepath.Base(file), want)
		}
	}
	tool(t, "pdftoppm", "-r", "60", "-png", file, filepath.Join(pictures, strings.TrimSuffix(filepath.Base(file), ".pdf")))
}

// checkXLSX: the month's amount stands there as a number.
func checkXLSX(t *testing.T, file string, amount int64) {
	t.Helper()
	if cells := workbookText(t, file); !strings.Contains(cells, `"`+decimal(amount, 4)+`"`) {
		t.Errorf("%s lacks the number %s: %s", filepath.Base(file), decimal(amount, 4), cells)
	}
}

func checkCSV(t *testing.T, file string, amount int64) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		t.Errorf("%s has no byte order mark: Excel would show it garbled", filepath.Base(file))
	}
	reader := csv.NewReader(bytes.NewReader(b))
	reader.FieldsPerRecord = -1
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records {
		for _, field := range record {
			if field == decimal(amount, 4) {
				return
			}
		}
	}
	t.Errorf("%s lacks the amount %s", filepath.Base(file), decimal(amount, 4))
}

// checkCard: as wide as a phone's screen, and not blank.
func checkCard(t *testing.T, file string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds().Dx() != 1080 {
		t.Errorf("%s is %d px wide, want 1080", filepath.Base(file), img.Bounds().Dx())
	}
	if n := colours(img); n < 20 {
		t.Errorf("%s has only %d colours", filepath.Base(file), n)
	}
}

// An empty data folder: the report says so and does not fail.
func TestReportWithoutDataSaysWhy(t *testing.T) {
	h := newHome(t)
	file := filepath.Join(t.TempDir(), "empty.pdf")
	h.run(exitOK, "report", "daily", "--date", "2024-09-11", "-o", file)
	if text := tool(t, "pdftotext", file, "-"); !strings.Contains(text, "没有") && !strings.Contains(text, "导入") {
		t.Errorf("the empty report does not say why: %s", text)
	}
}

// The demo data are the same for the same seed, and add up.
func TestDemoIsRepeatable(t *testing.T) {
	var totals []string
	for range 2 {
		h := newHome(t)
		h.run(exitOK, "demo", "--customers", "40", "--products", "12", "--months", "3", "--seed", "7")
		month := lastFullMonth()
		s := h.reportJSON("monthly", "--month", month).section(t, "summary")
		checkTotal(t, s, parse(t, value(s.Total, "amount"), 4))
		totals = append(totals, value(s.Total, "amount"))
	}
	if totals[0] != totals[1] || parse(t, totals[0], 4) <= 0 {
		t.Errorf("the same seed gave %s and %s", totals[0], totals[1])
	}
}

// A closed month reprints the same whatever is imported later; reopened, it is counted anew.
func TestAClosedMonthReprintsTheSame(t *testing.T) {
	h, s := newHome(t), makeSales(100)
	h.importSales(s.csv(t))
	month := []string{"monthly", "--month", "2024-09"}
	before := sums(h.reportJSON(month...))
	h.run(exitOK, "close-month", "--month", "2024-09")
	late := makeSales(130)
	late.rows = late.rows[100:]
	h.importSales(late.csv(t))
	if after := sums(h.reportJSON(month...)); !reflect.DeepEqual(before, after) {
		t.Errorf("the closed month changed from %v to %v", before, after)
	}
	h.run(exitOK, "close-month", "--month", "2024-09", "--reopen")
	checkTotal(t, h.reportJSON(month...).section(t, "summary"), makeSales(130).amount)
}
