//go:build e2e

package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestUsageErrorsExitWithTwo(t *testing.T) {
	h := newHome(t)
	for _, args := range [][]string{
		{"nonsense"},
		{"import"},
		{"import", "sales"},
		{"import", "nonsense", "file.xlsx"},
		{"report", "daily", "--nonsense"},
		{"undo-batch"},
		{"restore"},
	} {
		_, stderr := h.run(exitUsage, args...)
		if strings.TrimSpace(stderr) == "" {
			t.Errorf("xunshi %s said nothing", strings.Join(args, " "))
		}
	}
}

func TestFailuresExitWithOne(t *testing.T) {
	h := newHome(t)
	junk := filepath.Join(t.TempDir(), "junk.xlsx")
	if err := os.WriteFile(junk, []byte("PK\x03\x04 this is no workbook"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"import", "sales", filepath.Join(t.TempDir(), "absent.xlsx")},
		{"import", "sales", junk},
		{"undo-batch", "999"},
		{"restore", junk},
	} {
		_, stderr := h.run(exitFailed, args...)
		if strings.TrimSpace(stderr) == "" || strings.Contains(stderr, "panic") {
			t.Errorf("xunshi %s said: %q", strings.Join(args, " "), stderr)
		}
	}
}

// The file's own sums come out, whatever form the file has.
func TestImportGivesTheFilesOwnSums(t *testing.T) {
	s := makeSales(500)
	for name, file := range map[string]string{"csv": s.csv(t), "xlsx": s.xlsx(t)} {
		t.Run(name, func(t *testing.T) {
			got := newHome(t).importSales(file)
			want := imported{Rows: 500, Imported: 500, Quantity: decimal(s.quantity, 3), Amount: decimal(s.amount, 4),
				Customers: len(s.customers), Products: len(s.products), Batch: got.Batch}
			if got != want {
				t.Errorf("import says %+v, the file holds %+v", got, want)
			}
		})
	}
}

func TestTheSameFileTwiceChangesNothing(t *testing.T) {
	h, s := newHome(t), makeSales(60)
	file := s.csv(t)
	first := h.importSales(file)
	out, _ := h.run(exitOK, "import", "sales", file, "--json")
	if again := decodeImported(t, out); again.Imported != 0 || again.Skipped != 60 {
		t.Errorf("second import: %+v", again)
	}
	total := h.reportJSON("monthly", "--month", "2024-09").section(t, "summary").Total
	if got := parse(t, value(total, "amount"), 4); got != s.amount {
		t.Errorf("month's amount %s after importing twice, want %s", decimal(got, 4), first.Amount)
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	h, s := newHome(t), makeSales(40)
	if got := h.importSales(s.csv(t), "--dry-run"); got.Amount != decimal(s.amount, 4) {
		t.Errorf("dry run says %+v", got)
	}
	if got := h.importSales(s.csv(t)); got.Imported != 40 {
		t.Errorf("after the dry run %d lines were taken, want 40", got.Imported)
	}
}

// Bad rows: nothing is written unless --skip-bad; the rejects file holds the rows and why.
func TestBadRows(t *testing.T) {
	h, s := newHome(t), makeSales(50)
	good := s.amount - parse(t, s.rows[3][9], 4) - parse(t, s.rows[20][9], 4)
	s.rows[3][0], s.rows[20][9] = "2024-02-31", "十二块"
	file := s.csv(t)
	_, stderr := h.run(exitFailed, "import", "sales", file)
	if !strings.Contains(stderr, "2") {
		t.Errorf("the refusal does not tell how many rows are bad: %s", stderr)
	}
	if batches, _ := h.run(exitOK, "batches"); strings.Contains(batches, "九月销售") {
		t.Errorf("a refused import left a batch: %s", batches)
	}
	rejects := filepath.Join(t.TempDir(), "rejects.xlsx")
	got := h.importSales(file, "--skip-bad", "--rejects", rejects)
	if got.Imported != 48 || got.Rejected != 2 || got.Amount != decimal(good, 4) {
		t.Errorf("import says %+v, want 48 lines of %s", got, decimal(good, 4))
	}
	cells := workbookText(t, rejects)
	for _, want := range []string{"2024-02-31", "十二块", s.rows[3][1], s.rows[20][1]} {
		if !strings.Contains(cells, want) {
			t.Errorf("the rejects workbook lacks %q: %s", want, cells)
		}
	}
}

// --map names the column of a field the headers do not give away.
func TestMapFile(t *testing.T) {
	h, s := newHome(t), makeSales(30)
	s.header[9] = "甲乙丙"
	mapping := filepath.Join(t.TempDir(), "map.json")
	if err := os.WriteFile(mapping, []byte(`{"amount":"甲乙丙"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := h.importSales(s.csv(t), "--map", mapping); got.Amount != decimal(s.amount, 4) {
		t.Errorf("import with --map says %+v, want %s", got, decimal(s.amount, 4))
	}
}

// The well-known sample workbook: the acceptance figures of the import.
func TestSampleWorkbook(t *testing.T) {
	for _, name := range []string{"chaoshi.xls", "chaoshi.xlsx", "chaoshi-orders-gb18030.csv"} {
		t.Run(name, func(t *testing.T) {
			file, err := filepath.Abs(filepath.Join("..", "..", "shared", "data", name))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(file); err != nil {
				t.Skip("the sample is not here")
			}
			got := newHome(t).importSales(file)
			if got.Rows != 10000 || got.Imported != 10000 || got.Customers != 790 || got.Amount != "16117548.237" {
				t.Errorf("import says %+v, want 10000 lines, 790 customers, 16117548.237", got)
			}
		})
	}
}

func TestUndoBatch(t *testing.T) {
	h, s := newHome(t), makeSales(60)
	file := s.xlsx(t)
	batch := h.importSales(file).Batch.String()
	if list, _ := h.run(exitOK, "batches"); !strings.Contains(list, filepath.Base(file)) {
		t.Errorf("batches does not list the file: %s", list)
	}
	h.run(exitOK, "undo-batch", batch)
	for _, s := range h.reportJSON("monthly", "--month", "2024-09").Sections {
		if s.ID == "summary" && value(s.Total, "amount") != "" && parse(t, value(s.Total, "amount"), 4) != 0 {
			t.Errorf("after the undo the month still has %s", value(s.Total, "amount"))
		}
	}
	h.run(exitOK, "redo-batch", batch)
	total := h.reportJSON("monthly", "--month", "2024-09").section(t, "summary").Total
	if got := parse(t, value(total, "amount"), 4); got != s.amount {
		t.Errorf("after the redo the month has %s, want %s", decimal(got, 4), decimal(s.amount, 4))
	}
	h.run(exitOK, "undo-batch", batch)
	if again := h.importSales(file); again.Imported != 60 {
		t.Errorf("after the undo the file was not taken again: %+v", again)
	}
}

func workbookText(t *testing.T, file string) string {
	t.Helper()
	book, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	var all [][]string
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rows...)
	}
	b, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
