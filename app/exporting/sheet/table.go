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
// stand in columns of their own to the right of the table, behind the figures that are
// only data. What stands there is not printed.
type tableSheet struct {
	*book
	section *document.Section
	sheet   string
	head    int   // heading rows: 1, or 2 with groups
	order   []int // the section's columns in the order of the sheet
	printed int   // how many of them go on paper
	trends  []int // places of trend columns in order
	widths  []int // display width by sheet column
}

// table adds a section's sheet.
func (b *book) table(s *document.Section) error {
	t := &tableSheet{book: b, section: s, sheet: b.name(s.Title), head: 1}
	if _, err := b.file.NewSheet(t.sheet); err != nil {
		return fmt.Errorf("new sheet: %w", err)
	}
	b.links = append(b.links, link{s.Title, t.sheet})
	t.arrange()
	for _, step := range []func() error{t.headings, t.rows, t.trendValues, t.finish} {
		if err := step(); err != nil {
			return err
		}
	}
	return b.print(t.sheet, b.doc.Landscape || t.printed > 9)
}

// arrange puts figures that are only data behind the shown columns.
func (t *tableSheet) arrange() {
	var behind []int
	for i, c := range t.section.Columns {
		if c.Group != "" {
			t.head = 2
		}
		if c.DataOnly && c.Kind != document.Text {
			behind = append(behind, i)
			continue
		}
		t.order = append(t.order, i)
	}
	t.printed = len(t.order)
	t.order = append(t.order, behind...)
	for place, i := range t.order {
		if t.section.Columns[i].Kind == document.TrendColumn {
			t.trends = append(t.trends, place)
		}
	}
}

// column is the section's column at a place of the sheet.
func (t *tableSheet) column(place int) document.Column { return t.section.Columns[t.order[place]] }

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
	for i := range t.order {
		c := t.column(i)
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
	for i := 0; i < len(t.order); {
		group, j := t.column(i).Group, i+1
		for j < len(t.order) && j != t.printed && t.column(j).Group == group {
			j++
		}
		if group != "" {
			from, to := at(i+1, 1), at(j, 1)
			if err := t.file.SetCellStr(t.sheet, from, group); err != nil {
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
	for i, index := range t.order {
		c, cell := t.section.Columns[index], plain.CellAt(data, index)
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
	next := len(t.order) + 1
	for _, place := range t.trends {
		points := 0
		for r := range t.section.Rows {
			points = max(points, len(plain.CellAt(&t.section.Rows[r], t.order[place]).Trend))
		}
		if points == 0 {
			continue
		}
		if err := t.trend(place, next, points); err != nil {
			return fmt.Errorf("trend %s: %w", t.column(place).Key, err)
		}
		next += points
	}
	return nil
}

// trend writes the values of the trend column at a place into the columns from first on.
func (t *tableSheet) trend(place, first, points int) error {
	c := t.column(place)
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
		cell := plain.CellAt(&t.section.Rows[r], t.order[place])
		for n, v := range plain.Trend(cell) {
			value := document.Cell{Number: cell.Trend[n]}
			key := styleKey{format: format(t.doc, c), tone: document.Quiet, right: true}
			if err := t.put(first+n, row, document.Column{Kind: document.Money}, value, key); err != nil {
				return err
			}
			t.widen(first+n, len(v)+2)
		}
		if len(cell.Trend) > 0 {
			spark.Location = append(spark.Location, at(place+1, row))
			spark.Range = append(spark.Range, quoted+at(first, row)+":"+at(first+len(cell.Trend)-1, row))
		}
	}
	t.widen(place+1, 12)
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
	area := at(1, t.head) + ":" + at(len(t.order), t.last())
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
	column, err := excelize.ColumnNumberToName(max(t.printed, 1))
	if err != nil {
		return fmt.Errorf("column %d: %w", t.printed, err)
	}
	area = fmt.Sprintf("%s$A$1:$%s$%d", quoted, column, end)
	return t.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: area, Scope: t.sheet})
}

// frozen is how many leading columns stay in view: those up to the row's name.
func (t *tableSheet) frozen() int {
	for i := range t.order {
		if c := t.column(i); i < 3 && c.Kind == document.Text && c.Key == "name" {
			return i + 1
		}
	}
	return 1
}
