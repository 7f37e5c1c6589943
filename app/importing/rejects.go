package importing

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"xunshi/app/importing/workbook"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// WriteRejects writes the rejected rows of the last Check as an xlsx: the file's own header
// and rows, and behind them row number, column and what is wrong. Corrected there, it can be
// imported as it is. Without rejects the workbook holds the header only.
func (s *Session) WriteRejects(path string) error {
	if s.checked == nil {
		return model.NewFault(nil, i18n.T("还没有核对过文件,不知道哪些行有问题。"), "", i18n.T("请先核对,再保存退回的行。"))
	}
	f := excelize.NewFile()
	defer f.Close() // nothing is on disk yet: SaveAs says whether writing worked
	if err := s.fillRejects(f); err != nil {
		return faultRejects(err)
	}
	// Through a file beside it, so that a full disk leaves no half workbook.
	tmp := filepath.Join(filepath.Dir(path), ".~"+filepath.Base(path)+".xlsx")
	err := f.SaveAs(tmp)
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		return faultRejects(errors.Join(err, removed(os.Remove(tmp))))
	}
	return nil
}

// removed lets pass that a file to be removed is not there.
func removed(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func faultRejects(err error) error {
	return model.NewFault(err, i18n.T("退回的行没有写成文件。"), i18n.T("导入的数据不受影响。"),
		i18n.T("请换一个文件夹,或关闭正打开着的同名文件,再试一次。"))
}

// rejectedRow is one row with all that is wrong with it.
type rejectedRow struct {
	sheet   int
	row     int
	columns []string
	reasons []string
}

func (s *Session) rejectedRows() []rejectedRow {
	var out []rejectedRow
	for i := range s.checked.problems {
		p := &s.checked.problems[i]
		if n := len(out); n == 0 || out[n-1].row != p.row || out[n-1].sheet != p.sheet {
			out = append(out, rejectedRow{sheet: p.sheet, row: p.row})
		}
		last := &out[len(out)-1]
		column, words := s.problemColumn(p), p.words()
		if n := len(last.columns); n > 0 && last.columns[n-1] == column && last.reasons[n-1] == words {
			continue
		}
		last.columns, last.reasons = append(last.columns, column), append(last.reasons, words)
	}
	return out
}

func (s *Session) fillRejects(f *excelize.File) error {
	sheet := f.GetSheetName(0)
	if err := f.SetSheetName(sheet, i18n.T("退回的行")); err != nil {
		return err
	}
	head, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7F0FA"}}})
	if err != nil {
		return err
	}
	date, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr("yyyy-mm-dd")})
	if err != nil {
		return err
	}
	red, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Color: "C92A2A"}})
	if err != nil {
		return err
	}
	w, err := f.NewStreamWriter(i18n.T("退回的行"))
	if err != nil {
		return err
	}
	width := len(s.header.titles)
	if err := layout(w, width); err != nil {
		return err
	}
	titles := make([]any, 0, width+3)
	for c := range width {
		titles = append(titles, excelize.Cell{StyleID: head, Value: s.header.titles[c].full})
	}
	for _, t := range []string{i18n.T("行号"), i18n.T("列"), i18n.T("原因")} {
		titles = append(titles, excelize.Cell{StyleID: head, Value: t})
	}
	if err := w.SetRow("A1", titles); err != nil {
		return err
	}
	for n, row := range s.rejectedRows() {
		if s.checked.reader.sheetNo != row.sheet {
			s.checked.reader.turnTo(row.sheet)
		}
		cells := make([]any, 0, width+3)
		for c := range width {
			cells = append(cells, s.rejectedCell(row.row, c, date))
		}
		cells = append(cells, row.row+1, excelize.Cell{StyleID: red, Value: strings.Join(row.columns, i18n.T("、"))},
			excelize.Cell{StyleID: red, Value: strings.Join(row.reasons, i18n.T("；"))})
		if err := w.SetRow("A"+strconv.Itoa(n+2), cells); err != nil {
			return err
		}
	}
	return w.Flush()
}

func layout(w *excelize.StreamWriter, width int) error {
	if err := w.SetColWidth(1, max(width, 1), 14); err != nil {
		return err
	}
	if err := w.SetColWidth(width+1, width+1, 8); err != nil {
		return err
	}
	if err := w.SetColWidth(width+2, width+2, 18); err != nil {
		return err
	}
	if err := w.SetColWidth(width+3, width+3, 56); err != nil {
		return err
	}
	return w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

func ptr[T any](v T) *T { return &v }

// rejectedCell is a cell as the file has it, or the merged block it lies in: figures as
// figures, dates as dates.
func (s *Session) rejectedCell(row, col, dateStyle int) any {
	r := s.checked.reader
	r.row, r.cells = row, r.sheet.Row(row)
	v := r.at(col)
	text := s.book.Text(v)
	switch s.book.Kind(v) {
	case workbook.Empty:
		return nil
	case workbook.Number, workbook.Date:
		if _, ok := s.book.Percent(v); ok {
			return s.book.Show(v)
		}
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return text
		}
		if s.book.Kind(v) == workbook.Number {
			return n
		}
		if s.book.Date1904 {
			n += 1462
		}
		return excelize.Cell{StyleID: dateStyle, Value: n}
	case workbook.Bool:
		return text == "TRUE"
	default:
		return text
	}
}
