package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"xunshi/app/document"
	"xunshi/app/exporting/plain"
	"xunshi/model"
)

// tableSheet is the sheet of one table. A trend column shows a sparkline; its values
// stand in columns of their own to the right of the table.
type tableSheet struct {
	*book
	section *document.Section
	sheet   string
	head    int   // heading rows: 1, or 2 with groups
	trends  []int // trend columns of the section
	widths  []int // display width by sheet column
}

// table adds a section's sheet.
func (b *book) table(s *document.Section) error {
	t := &tableSheet{book: b, section: s, sheet: b.name(s.Title), head: 1}
	if _, err := b.file.NewSheet(t.sheet); err != nil {
		return fmt.Errorf("new sheet: %w", err)
	}
	b.links = append(b.links, link{s.Title, t.sheet})
	for i, c := range s.Columns {
		if c.Group != "" {
			t.head = 2
		}
		if c.Kind == document.TrendColumn {
			t.trends = append(t.trends, i)
		}
	}
	for _, step := range []func() error{t.headings, t.rows, t.trendValues, t.finish} {
		if err := step(); err != nil {
			return err
		}
	}
	return b.print(t.sheet, b.doc.Landscape || len(s.Columns) > 9)
}

// last is the sheet row of the last data row, the total left out.
func (t *tableSheet) last() int { return t.head + len(t.section.Rows) }

func at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil { // only beyond Excel's own limits, which the sheet calls report
		return ""
	}
	return name
}

func (t *tableSheet) headings() error {
	id, err := t.style(styleKey{head: true})
	if err != nil {
		return err
	}
	right, err := t.style(styleKey{head: true, right: true})
	if err != nil {
		return err
	}
	inner, err := t.style(styleKey{head: true, indent: 1})
	if err != nil {
		return err
	}
	for i, c := range t.section.Columns {
		c.Group = "" // groups have their own row
		style := right
		switch {
		case c.Kind == document.Text && i == 0:
			style = id
		case c.Kind == document.Text:
			style = inner
		}
		if err := t.heading(i+1, plain.Heading(c), style); err != nil {
			return err
		}
	}
	if t.head == 2 {
		return t.groups()
	}
	return nil
}

func (t *tableSheet) heading(column int, text string, style int) error {
	if err := t.file.SetCellStr(t.sheet, at(column, t.head), text); err != nil {
		return fmt.Errorf("heading %q: %w", text, err)
	}
	t.widen(column, min(displayWidth(text), 16))
	return t.file.SetCellStyle(t.sheet, at(column, 1), at(column, t.head), style)
}

func (t *tableSheet) groups() error {
	style, err := t.file.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: 10, Bold: true, Color: toneColors[document.Plain]},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F4F6F9"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"},
	})
	if err != nil {
		return fmt.Errorf("group style: %w", err)
	}
	cols := t.section.Columns
	for i := 0; i < len(cols); {
		j := i + 1
		for j < len(cols) && cols[j].Group == cols[i].Group {
			j++
		}
		if cols[i].Group != "" {
			from, to := at(i+1, 1), at(j, 1)
			if err := t.file.SetCellStr(t.sheet, from, cols[i].Group); err != nil {
				return fmt.Errorf("group heading: %w", err)
			}
			if err := t.file.SetCellStyle(t.sheet, from, to, style); err != nil {
				return fmt.Errorf("group heading: %w", err)
			}
			if j > i+1 {
				if err := t.file.MergeCell(t.sheet, from, to); err != nil {
					return fmt.Errorf("group heading: %w", err)
				}
			}
		}
		i = j
	}
	return nil
}

func (t *tableSheet) rows() error {
	for r := range t.section.Rows {
		if err := t.row(t.head+1+r, &t.section.Rows[r], false); err != nil {
			return fmt.Errorf("row %d: %w", r+1, err)
		}
	}
	if t.section.Total != nil {
		if err := t.row(t.last()+1, t.section.Total, true); err != nil {
			return fmt.Errorf("total: %w", err)
		}
	}
	return nil
}

func (t *tableSheet) row(row int, data *document.Row, total bool) error {
	indented := false
	for i, c := range t.section.Columns {
		cell := plain.CellAt(data, i)
		key := styleKey{format: format(t.doc, c), tone: cell.Tone, bold: data.Strong, total: total, right: c.Kind != document.Text}
		if c.Kind == document.Text && !indented && !c.DataOnly {
			key.indent, indented = data.Level, true
		}
		if c.Kind == document.Text && i > 0 {
			key.indent++ // keeps clear of the numbers to its left
		}
		if err := t.put(i+1, row, c, cell, key); err != nil {
			return err
		}
	}
	return nil
}

// put writes one cell: numbers as numbers, dates as dates, nothing where there is no value.
func (t *tableSheet) put(column, row int, c document.Column, cell document.Cell, key styleKey) error {
	id, err := t.style(key)
	if err != nil {
		return err
	}
	name := at(column, row)
	if err := t.file.SetCellStyle(t.sheet, name, name, id); err != nil {
		return fmt.Errorf("cell %s: %w", name, err)
	}
	if cell.None || c.Kind == document.TrendColumn {
		return nil
	}
	switch c.Kind {
	case document.Text:
		err = t.file.SetCellStr(t.sheet, name, cell.Text)
		t.widen(column, displayWidth(cell.Text)+2*key.indent)
	case document.DateColumn:
		if date := model.Date(cell.Number); !date.IsZero() {
			err = t.file.SetCellInt(t.sheet, name, excelDay(date))
			t.widen(column, 11)
		}
	case document.Count:
		err = t.file.SetCellInt(t.sheet, name, cell.Number)
		t.widen(column, displayWidth(t.doc.Show(c, cell)))
	default:
		err = t.number(name, plain.Value(c, cell), c.Kind == document.Percent)
		yuan := *t.doc
		yuan.Money = document.Yuan
		c.Decimals = max(c.Decimals, 2)
		t.widen(column, displayWidth(yuan.Show(c, cell)))
	}
	if err != nil {
		return fmt.Errorf("cell %s: %w", name, err)
	}
	return nil
}

// number writes a decimal so that the workbook holds exactly its digits; a percent is
// stored as the fraction Excel expects.
func (t *tableSheet) number(name, decimal string, percent bool) error {
	v, err := strconv.ParseFloat(decimal, 64)
	if err != nil {
		return fmt.Errorf("number %q: %w", decimal, err)
	}
	if percent {
		if v, err = strconv.ParseFloat(decimal+"e-2", 64); err != nil {
			return fmt.Errorf("percent %q: %w", decimal, err)
		}
	}
	return t.file.SetCellFloat(t.sheet, name, v, -1, 64)
}

// excelDay counts days the way Excel does (1900-01-01 is 1, with its leap-year slip).
func excelDay(d model.Date) int64 { return int64(d) + 25569 }

func (t *tableSheet) widen(column, width int) {
	for len(t.widths) < column {
		t.widths = append(t.widths, 6)
	}
	t.widths[column-1] = max(t.widths[column-1], width)
}

// trendValues writes the values of trend columns to the right of the table and draws the
// sparklines from them.
func (t *tableSheet) trendValues() error {
	next := len(t.section.Columns) + 1
	for _, i := range t.trends {
		points := 0
		for _, row := range t.section.Rows {
			points = max(points, len(plain.CellAt(&row, i).Trend))
		}
		if points == 0 {
			continue
		}
		if err := t.trend(i, next, points); err != nil {
			return fmt.Errorf("trend %s: %w", t.section.Columns[i].Key, err)
		}
		next += points
	}
	return nil
}

func (t *tableSheet) trend(index, first, points int) error {
	c := t.section.Columns[index]
	head, err := t.style(styleKey{head: true, right: true})
	if err != nil {
		return err
	}
	for n := range points {
		title := plain.Heading(document.Column{Title: fmt.Sprintf("%s %d/%d", c.Title, n+1, points), Kind: c.Kind, Unit: c.Unit})
		if err := t.heading(first+n, title, head); err != nil {
			return err
		}
	}
	spark := &excelize.SparklineOptions{Type: "column", SeriesColor: "#B4BFCC", Last: true, LastColor: "#0F4C81", Negative: true, NegativeColor: "#C92A2A"}
	quoted := "'" + strings.ReplaceAll(t.sheet, "'", "''") + "'!"
	for r := range t.section.Rows {
		row := t.head + 1 + r
		cell := plain.CellAt(&t.section.Rows[r], index)
		for n, v := range plain.Trend(cell) {
			value := document.Cell{Number: cell.Trend[n]}
			key := styleKey{format: format(t.doc, c), tone: document.Quiet, right: true}
			if err := t.put(first+n, row, document.Column{Kind: document.Money}, value, key); err != nil {
				return err
			}
			t.widen(first+n, len(v)+2)
		}
		if len(cell.Trend) > 0 {
			spark.Location = append(spark.Location, at(index+1, row))
			spark.Range = append(spark.Range, quoted+at(first, row)+":"+at(first+len(cell.Trend)-1, row))
		}
	}
	t.widen(index+1, 12)
	if len(spark.Location) == 0 {
		return nil
	}
	return t.file.AddSparkline(t.sheet, spark)
}

// finish sets widths, frozen heading, filter and the rows repeated on paper.
func (t *tableSheet) finish() error {
	for i, w := range t.widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return fmt.Errorf("column %d: %w", i+1, err)
		}
		if err := t.file.SetColWidth(t.sheet, name, name, float64(min(w, 48))*1.1+2); err != nil {
			return fmt.Errorf("column width: %w", err)
		}
	}
	freeze := &excelize.Panes{Freeze: true, XSplit: t.frozen(), YSplit: t.head, TopLeftCell: at(t.frozen()+1, t.head+1), ActivePane: "bottomRight"}
	if err := t.file.SetPanes(t.sheet, freeze); err != nil {
		return fmt.Errorf("frozen heading: %w", err)
	}
	area := at(1, t.head) + ":" + at(len(t.section.Columns), t.last())
	if err := t.file.AutoFilter(t.sheet, area, nil); err != nil {
		return fmt.Errorf("filter: %w", err)
	}
	quoted := "'" + strings.ReplaceAll(t.sheet, "'", "''") + "'!"
	titles := &excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s$1:$%d", quoted, t.head), Scope: t.sheet}
	if err := t.file.SetDefinedName(titles); err != nil {
		return fmt.Errorf("repeated rows: %w", err)
	}
	end := t.last()
	if t.section.Total != nil {
		end++
	}
	column, err := excelize.ColumnNumberToName(len(t.section.Columns))
	if err != nil {
		return fmt.Errorf("column %d: %w", len(t.section.Columns), err)
	}
	area = fmt.Sprintf("%s$A$1:$%s$%d", quoted, column, end)
	return t.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: area, Scope: t.sheet})
}

// frozen is how many leading columns stay in view: those up to the row's name.
func (t *tableSheet) frozen() int {
	for i, c := range t.section.Columns {
		if i < 3 && c.Kind == document.Text && c.Key == "name" {
			return i + 1
		}
	}
	return 1
}
