package records

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Endings of the files that records are written to.
var Endings = []string{".xlsx", ".csv"}

// ExportOptions narrow what is written.
type ExportOptions struct {
	RegionID model.ID            // with the regions below it; 0 = all. Only for kinds that have a region.
	Only     func(model.ID) bool // nil = all
}

// Export writes the records of a kind to a workbook or, by the ending .csv, to text in UTF-8
// with a byte order mark, under the headings that imports know. It gives the number of rows.
// Read in again, the file changes nothing.
func (b *Book) Export(ctx context.Context, k Kind, path string, opt ExportOptions) (rows int, err error) {
	t, err := b.Load(ctx, k)
	if err != nil {
		return 0, err
	}
	if opt.RegionID != 0 {
		if err := b.narrow(ctx, t, opt.RegionID); err != nil {
			return 0, err
		}
	}
	if opt.Only != nil {
		kept := t.Rows[:0]
		for _, r := range t.Rows {
			if opt.Only(r.ID) {
				kept = append(kept, r)
			}
		}
		t.Rows = kept
	}
	fill := t.writeCSV
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
	case ".xlsx":
		fill = t.writeXLSX
	default:
		return 0, model.NewFault(nil, i18n.T("不认识文件类型“%s”。", filepath.Ext(path)), "", i18n.T("请用 %s 结尾的文件名。", strings.Join(Endings, " ")))
	}
	return len(t.Rows), writeWhole(ctx, path, fill)
}

// narrow keeps the rows of a region and those below it.
func (b *Book) narrow(ctx context.Context, t *Table, region model.ID) error {
	d, err := b.store.Directory(ctx)
	if err != nil {
		return err
	}
	var within func(id model.ID) bool
	switch t.Kind {
	case Customers:
		within = func(id model.ID) bool { return d.RegionWithin(d.Customers[id].RegionID, region) }
	case Employees:
		within = func(id model.ID) bool { return d.RegionWithin(d.Employees[id].RegionID, region) }
	case Regions:
		within = func(id model.ID) bool { return d.RegionWithin(id, region) }
	default:
		return model.NewFault(nil, i18n.T("%s不分区域。", t.Kind.Name()), "", i18n.T("请去掉区域再导出。"))
	}
	kept := t.Rows[:0]
	for _, r := range t.Rows {
		if within(r.ID) {
			kept = append(kept, r)
		}
	}
	t.Rows = kept
	return nil
}

// FindRegion gives the region of a name, code or path.
func (b *Book) FindRegion(ctx context.Context, text string) (model.ID, error) {
	l, err := b.lookup(ctx)
	if err != nil {
		return 0, err
	}
	id, err := l.find(Regions, strings.TrimSpace(text))
	if err != nil || id == 0 {
		return 0, model.NewFault(err, i18n.T("没有名为“%s”的区域。", text), "", i18n.T("请写区域的名称、编码,或从上到下的路径,如 江苏/苏州。"))
	}
	return id, nil
}

// writeWhole writes a file beside its place first: it appears whole or not at all.
func writeWhole(ctx context.Context, path string, fill func(io.Writer) error) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".xunshi-*"+filepath.Ext(path))
	if err != nil {
		return faultWriting(err, path)
	}
	err = errors.Join(fill(temp), temp.Sync(), temp.Close(), ctx.Err())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err == nil {
		return nil
	}
	if gone := os.Remove(temp.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return faultWriting(err, path)
}

func faultWriting(err error, path string) error {
	return model.NewFault(fmt.Errorf("write %s: %w", path, err), i18n.T("不能写入“%s”。", path), i18n.T("没有写出任何文件,数据没有改动。"),
		i18n.T("请换一个文件夹,或关闭正打开着的同名文件,再试一次。"))
}

// writeCSV writes what Excel opens by double click. A text that a spreadsheet would run as a
// formula is led by an apostrophe, which imports take off again.
func (t *Table) writeCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	record := make([]string, len(t.Columns))
	for i := range t.Columns {
		record[i] = t.Columns[i].Title
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, r := range t.Rows {
		for i, text := range r.Texts {
			record[i] = text
			if t.Columns[i].Type == Text || t.Columns[i].Type == Words || t.Columns[i].Type == Ref {
				record[i] = guard(text)
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

const formulaMarks = "=+-@\t\r"

// guard leads a text with an apostrophe if a spreadsheet would run it as a formula.
func guard(text string) string {
	if text != "" && (strings.ContainsRune(formulaMarks, rune(text[0])) || text[0] == '\'') {
		return "'" + text
	}
	return text
}

// Unguard takes the apostrophe off that Export put before a text.
func Unguard(text string) string {
	if rest, ok := strings.CutPrefix(text, "'"); ok && rest != "" && (strings.ContainsRune(formulaMarks, rune(rest[0])) || rest[0] == '\'') {
		return rest
	}
	return text
}

// styles of a workbook of records.
type styles struct{ head, must, text, date, number, quiet int }

func newStyles(f *excelize.File, locked bool) (s styles, err error) {
	style := func(st excelize.Style) int {
		if err != nil {
			return 0
		}
		var id int
		id, err = f.NewStyle(&st)
		return id
	}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	line := []excelize.Border{{Type: "bottom", Color: "B9C4D3", Style: 1}}
	open := &excelize.Protection{Locked: !locked}
	middle := &excelize.Alignment{Vertical: "center"}
	dateFormat := "yyyy-mm-dd"
	s.head = style(excelize.Style{Font: &excelize.Font{Bold: true, Color: "1F2733"}, Fill: fill("E7F0FA"), Border: line, Alignment: middle})
	s.must = style(excelize.Style{Font: &excelize.Font{Bold: true, Color: "0F4C81"}, Fill: fill("CFE2F5"), Border: line, Alignment: middle})
	s.text = style(excelize.Style{NumFmt: 49, Protection: open})
	s.date = style(excelize.Style{CustomNumFmt: &dateFormat, Protection: open})
	s.number = style(excelize.Style{Protection: open})
	s.quiet = style(excelize.Style{NumFmt: 49, Font: &excelize.Font{Italic: true, Color: "8A94A3"}, Protection: open})
	return s, err
}

// of is the style of cells of a column.
func (s styles) of(c *Column) int {
	switch c.Type {
	case Date:
		return s.date
	case Money, Quantity, Whole, Percent, Degrees:
		return s.number
	}
	return s.text
}

func (s styles) heading(c *Column) int {
	if c.Required {
		return s.must
	}
	return s.head
}

// writeXLSX writes figures as figures and dates as dates, everything else as text.
func (t *Table) writeXLSX(w io.Writer) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	s, err := newStyles(f, false)
	if err != nil {
		return err
	}
	name := t.Kind.Name()
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i := range t.Columns {
		if err := out.SetColWidth(i+1, i+1, float64(max(t.Columns[i].Width, 8))); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	cells := make([]any, len(t.Columns))
	for i := range t.Columns {
		cells[i] = excelize.Cell{StyleID: s.heading(&t.Columns[i]), Value: t.Columns[i].Title}
	}
	if err := out.SetRow("A1", cells, excelize.RowOpts{Height: 20}); err != nil {
		return err
	}
	for n, r := range t.Rows {
		for i, text := range r.Texts {
			cells[i] = nil
			if text != "" {
				c := &t.Columns[i]
				cells[i] = excelize.Cell{StyleID: s.of(c), Value: value(c, text)}
			}
		}
		if err := out.SetRow("A"+strconv.Itoa(n+2), cells); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// exactDigits is how many digits a workbook's figures hold without loss.
const exactDigits = 15

// value is a text as a cell of a workbook holds it.
func value(c *Column, text string) any {
	switch c.Type {
	case Money, Quantity, Whole, Percent, Degrees:
		if f, err := strconv.ParseFloat(text, 64); err == nil && len(text) <= exactDigits {
			return f
		}
	case Date:
		if d, err := model.ParseDate(text); err == nil && d.Time().Year() > 1900 {
			return d.Time()
		}
	}
	return text
}
