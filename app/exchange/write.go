package exchange

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"xunshi/model"
)

const (
	titleRow   = 1
	headingRow = 2
	formRows   = 5000 // rows of a form with drop-downs and checks
)

// sheetOut is one form with the rows already in it.
type sheetOut struct {
	kind    Kind
	rows    [][]string
	reasons []string // of a correction, beside each row; nil for a fresh form
}

// bookOut is one workbook to be written.
type bookOut struct {
	mark      mark
	employee  *model.Employee
	due       model.Date
	customers []string
	products  []string
	sheets    []sheetOut
}

// Colours of the look, as spreadsheets want them.
const (
	inkColour, quietColour, lineColour   = "1F2733", "6B7787", "B9C4D3"
	brandColour, headColour, alertColour = "0F4C81", "E7F0FA", "C92A2A"
)

const fontName = "微软雅黑" // on every Windows that opens the file; others take their own

// bookWriter puts a bookOut into a file.
type bookWriter struct {
	*bookOut
	file *excelize.File

	title, head, must, text, date, number, money, reason, guide, guideHead int // styles
}

func (b *bookOut) write(w io.Writer) (err error) {
	x := &bookWriter{bookOut: b, file: excelize.NewFile()}
	defer func() { err = errors.Join(err, x.file.Close()) }()
	if err := x.file.SetDefaultFont(fontName); err != nil {
		return err
	}
	if err := x.styles(); err != nil {
		return err
	}
	if err := x.guidance(); err != nil {
		return err
	}
	if err := x.lists(); err != nil {
		return err
	}
	for i := range x.sheets {
		if err := x.form(&x.sheets[i]); err != nil {
			return fmt.Errorf("form %s: %w", x.sheets[i].kind, err)
		}
	}
	if err := x.marks(); err != nil {
		return err
	}
	if at, err := x.file.GetSheetIndex(sheetNames[x.sheets[0].kind]); err == nil {
		x.file.SetActiveSheet(at)
	}
	if err := x.file.ProtectWorkbook(&excelize.WorkbookProtectionOptions{LockStructure: true}); err != nil {
		return err
	}
	return x.file.Write(w)
}

func (x *bookWriter) styles() (err error) {
	style := func(s excelize.Style) int {
		if err != nil {
			return 0
		}
		if s.Font == nil {
			s.Font = &excelize.Font{Color: inkColour}
		}
		s.Font.Family = fontName
		var id int
		id, err = x.file.NewStyle(&s)
		return id
	}
	fill := func(c string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c}}
	}
	line := []excelize.Border{{Type: "bottom", Color: lineColour, Style: 1}, {Type: "right", Color: lineColour, Style: 1}}
	open := &excelize.Protection{Locked: false}
	date, number, money := "yyyy-mm-dd", "#,##0.###", "#,##0.00##"
	middle := &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}
	x.title = style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 12, Color: brandColour}, Alignment: &excelize.Alignment{Vertical: "center"}})
	x.head = style(excelize.Style{Font: &excelize.Font{Bold: true, Color: inkColour}, Fill: fill(headColour), Border: line, Alignment: middle})
	x.must = style(excelize.Style{Font: &excelize.Font{Bold: true, Color: alertColour}, Fill: fill(headColour), Border: line, Alignment: middle})
	x.text = style(excelize.Style{NumFmt: 49, Protection: open, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	x.date = style(excelize.Style{CustomNumFmt: &date, Protection: open, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}})
	x.number = style(excelize.Style{CustomNumFmt: &number, Protection: open, Alignment: &excelize.Alignment{Vertical: "top"}})
	x.money = style(excelize.Style{CustomNumFmt: &money, Protection: open, Alignment: &excelize.Alignment{Vertical: "top"}})
	x.reason = style(excelize.Style{Font: &excelize.Font{Color: alertColour}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	x.guide = style(excelize.Style{Font: &excelize.Font{Color: inkColour}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	x.guideHead = style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 14, Color: brandColour}})
	return err
}

// guidance is the first sheet: whom the workbook is for and how it is filled in.
func (x *bookWriter) guidance() error {
	if err := x.file.SetSheetName("Sheet1", guideSheet); err != nil {
		return err
	}
	errs := []error{x.file.SetColWidth(guideSheet, "A", "A", 120), x.file.SetCellStr(guideSheet, "A1", x.titleText("")),
		x.file.SetCellStyle(guideSheet, "A1", "A1", x.guideHead), x.file.SetRowHeight(guideSheet, 1, 28)}
	for i, text := range x.guideLines() {
		cell := "A" + strconv.Itoa(i+3)
		errs = append(errs, x.file.SetCellStr(guideSheet, cell, text), x.file.SetCellStyle(guideSheet, cell, cell, x.guide),
			x.file.SetRowHeight(guideSheet, i+3, 22))
	}
	off := false
	errs = append(errs, x.paper(guideSheet), x.file.SetSheetView(guideSheet, 0, &excelize.ViewOptions{ShowGridLines: &off}), x.protect(guideSheet))
	return errors.Join(errs...)
}

// guideLines are the words of the guidance; the file speaks Chinese in every language.
//
//i18n:data
func (x *bookWriter) guideLines() []string {
	var names []string
	fix := false
	for i := range x.sheets {
		names = append(names, "“"+sheetNames[x.sheets[i].kind]+"”")
		fix = fix || x.sheets[i].reasons != nil
	}
	lines := []string{
		"1. 请填写工作表" + strings.Join(names, "、") + ",一行一条;红色标题的列必须填,空着的行不用管。",
		fmt.Sprintf("2. 日期要在 %s 到 %s 之间。", x.mark.From, x.mark.To),
		"3. 客户和品项请从下拉列表里选,列表里是您负责的客户和在售的品项;列表里没有的,请先告诉主管。",
		"4. 数量按最小单位(件、瓶、盒……)填写;退货在“类型”里选退货,数量和金额写正数;金额空着时按标价计算。",
		"5. 标题行已锁定,请不要改动、增删或合并单元格,也不要另建工作表;从别处复制来的内容请用“选择性粘贴 → 数值”。",
		"6. 填好后保存,直接把这个文件发回即可。文件改了名也认得出来;请不要转成图片、PDF 或在线表格。",
	}
	if !x.due.IsZero() {
		lines = append(lines, fmt.Sprintf("7. 请在 %s 之前交回。", x.due))
	}
	if fix {
		lines = append([]string{"这是上次有问题的几行,原因写在每行最后的“" + reasonHead + "”里。改好后发回即可,不必重填其他行。", ""}, lines...)
	}
	return lines
}

//i18n:data
func (x *bookWriter) titleText(form string) string {
	parts := []string{}
	if form != "" {
		parts = append(parts, form)
	}
	parts = append(parts, label(x.employee.Code, x.employee.Name), fmt.Sprintf("%s 至 %s", x.mark.From, x.mark.To))
	if !x.due.IsZero() {
		parts = append(parts, fmt.Sprintf("请于 %s 前交回", x.due))
	}
	return strings.Join(parts, "  ·  ")
}

// lists is the hidden sheet the drop-downs take their words from.
func (x *bookWriter) lists() error {
	if _, err := x.file.NewSheet(listSheet); err != nil {
		return err
	}
	for i, list := range [][]string{x.customers, x.products} {
		for row, word := range list {
			if err := x.file.SetCellStr(listSheet, cellName(i+1, row+1), word); err != nil {
				return err
			}
		}
	}
	return errors.Join(x.protect(listSheet), x.file.SetSheetVisible(listSheet, false, true))
}

func cellName(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return "A1" // columns and rows of ours are always within the limits
	}
	return name
}

func (x *bookWriter) styleOf(c *column) int {
	switch c.typ {
	case dateCell, laterCell:
		return x.date
	case numberCell:
		return x.number
	case moneyCell:
		return x.money
	case textCell, customerCell, productCell, choiceCell:
	}
	return x.text
}

// form writes one form: title, headings, rows already there, checks, protection.
func (x *bookWriter) form(s *sheetOut) error {
	name, columns := sheetNames[s.kind], forms[s.kind]
	if _, err := x.file.NewSheet(name); err != nil {
		return err
	}
	errs := []error{x.file.SetCellStr(name, "A1", x.titleText(name)), x.file.SetCellStyle(name, "A1", "A1", x.title),
		x.file.SetRowHeight(name, titleRow, 26), x.file.SetRowHeight(name, headingRow, 24)}
	for i := range columns {
		errs = append(errs, x.column(name, i+1, &columns[i]))
	}
	if s.reasons != nil {
		at := len(columns) + 1
		letter, _ := excelize.ColumnNumberToName(at)
		errs = append(errs, x.file.SetColWidth(name, letter, letter, 52), x.file.SetCellStr(name, cellName(at, headingRow), reasonHead),
			x.file.SetCellStyle(name, cellName(at, headingRow), cellName(at, headingRow), x.head))
	}
	for i, row := range s.rows {
		errs = append(errs, x.row(name, headingRow+1+i, columns, row))
		if s.reasons != nil {
			at := cellName(len(columns)+1, headingRow+1+i)
			errs = append(errs, x.file.SetCellStr(name, at, s.reasons[i]), x.file.SetCellStyle(name, at, at, x.reason))
		}
	}
	errs = append(errs, x.paper(name), x.repeat(name), x.file.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: headingRow,
		TopLeftCell: cellName(3, headingRow+1), ActivePane: "bottomRight"}), x.protect(name))
	return errors.Join(errs...)
}

// paperA4 is A4 as spreadsheets count papers.
const paperA4 = 9

// paper has a sheet printed lying on A4, all columns on one page.
func (x *bookWriter) paper(sheet string) error {
	fit, size, lying, wide, high := true, paperA4, "landscape", 1, 0
	return errors.Join(x.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}),
		x.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &lying, FitToWidth: &wide, FitToHeight: &high}))
}

// repeat has the title and headings of a form printed on every page.
func (x *bookWriter) repeat(sheet string) error {
	return x.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: sheet,
		RefersTo: fmt.Sprintf("'%s'!$%d:$%d", sheet, titleRow, headingRow)})
}

func (x *bookWriter) column(sheet string, at int, c *column) error {
	letter, err := excelize.ColumnNumberToName(at)
	if err != nil {
		return err
	}
	head := x.head
	if c.must {
		head = x.must
	}
	first, last := letter+strconv.Itoa(headingRow+1), letter+strconv.Itoa(headingRow+formRows)
	heading := letter + strconv.Itoa(headingRow)
	return errors.Join(x.file.SetColWidth(sheet, letter, letter, c.width), x.file.SetColStyle(sheet, letter, x.styleOf(c)),
		x.file.SetCellStyle(sheet, letter+"1", letter+"1", x.title),
		x.file.SetCellStr(sheet, heading, c.heading), x.file.SetCellStyle(sheet, heading, heading, head),
		x.check(sheet, first+":"+last, c))
}

// check gives the cells of a column their drop-down or bounds. What stands on the list
// is advised, not forced, where a rep may know better: the reader looks at it again.
func (x *bookWriter) check(sheet, cells string, c *column) error {
	v := excelize.NewDataValidation(true)
	v.SetSqref(cells)
	stop, warn := excelize.DataValidationErrorStyleStop, excelize.DataValidationErrorStyleWarning
	switch c.typ {
	case dateCell:
		v.SetError(stop, c.heading, fmt.Sprintf("请填 %s 到 %s 之间的日期,例如 %s。", x.mark.From, x.mark.To, x.mark.From)) //i18n:data
		if err := v.SetRange(serial(x.mark.From), serial(x.mark.To), excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
	case laterCell:
		v.SetError(warn, c.heading, "这里要填日期,例如 2026-11-30。") //i18n:data
		if err := v.SetRange(serial(x.mark.From), serial(x.mark.To+730), excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
	case numberCell, moneyCell:
		v.SetError(stop, c.heading, "请填数字,不要写单位。") //i18n:data
		if err := v.SetRange(-99_999_999, 99_999_999, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
	case customerCell, productCell:
		at, list := 1, x.customers
		if c.typ == productCell {
			at, list = 2, x.products
		}
		if len(list) == 0 {
			return nil
		}
		letter, err := excelize.ColumnNumberToName(at)
		if err != nil {
			return err
		}
		v.SetError(warn, c.heading, "这不在列表里。确定要这样填吗?") //i18n:data
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$1:$%s$%d", listSheet, letter, letter, len(list)))
	case choiceCell:
		v.SetError(stop, c.heading, "请从列表里选。") //i18n:data
		if err := v.SetDropList(c.choices); err != nil {
			return err
		}
	case textCell:
		if c.hint == "" {
			return nil
		}
		if err := v.SetRange(0, 500, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		v.ShowErrorMessage = false
	}
	if c.hint != "" {
		v.SetInput(c.heading, c.hint)
	}
	return x.file.AddDataValidation(sheet, v)
}

// serial is a date as spreadsheets count days.
func serial(d model.Date) float64 { return float64(int64(d - model.DateOf(1899, 12, 30))) }

// row writes the cells of a row that is there before the rep begins.
func (x *bookWriter) row(sheet string, at int, columns []column, texts []string) error {
	for i, text := range texts {
		if text == "" || i >= len(columns) {
			continue
		}
		cell, c := cellName(i+1, at), &columns[i]
		var value any = text
		switch c.typ {
		case dateCell, laterCell:
			if d, err := model.ParseDate(text); err == nil {
				value = serial(d)
			}
		case numberCell, moneyCell:
			if f, err := strconv.ParseFloat(text, 64); err == nil {
				value = f
			}
		case textCell, customerCell, productCell, choiceCell:
		}
		if err := errors.Join(x.file.SetCellValue(sheet, cell, value), x.file.SetCellStyle(sheet, cell, cell, x.styleOf(c))); err != nil {
			return err
		}
	}
	return nil
}

// marks is the hidden sheet a return is known by.
func (x *bookWriter) marks() error {
	if _, err := x.file.NewSheet(markSheet); err != nil {
		return err
	}
	for i, line := range x.mark.lines() {
		err := errors.Join(x.file.SetCellStr(markSheet, "A"+strconv.Itoa(i+1), line[0]), x.file.SetCellStr(markSheet, "B"+strconv.Itoa(i+1), line[1]))
		if err != nil {
			return err
		}
	}
	return errors.Join(x.protect(markSheet), x.file.SetSheetVisible(markSheet, false, true))
}

// protect locks everything but the cells to fill in. There is no password: it keeps slips
// away, not people.
func (x *bookWriter) protect(sheet string) error {
	return wrap(x.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, AutoFilter: true}), "protect "+sheet)
}
