// Package sheet writes documents as XLSX workbooks: a first sheet with title, exceptions,
// text and notes, then a sheet for each table, with real numbers and ready to print.
package sheet

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"xunshi/app/document"
	"xunshi/app/exporting/plain"
	"xunshi/assets/i18n"
)

// book is a workbook under work.
type book struct {
	file   *excelize.File
	doc    *document.Document
	names  map[string]bool // sheet names taken, lower case
	styles map[styleKey]int
	links  []link
}

// link leads from the first sheet to a table's sheet.
type link struct{ title, sheet string }

// Write makes the workbook and writes it to w.
func Write(w io.Writer, doc *document.Document) (err error) {
	b := &book{file: excelize.NewFile(), doc: doc, names: map[string]bool{}, styles: map[styleKey]int{}}
	defer func() {
		if cerr := b.file.Close(); err == nil && cerr != nil {
			err = fmt.Errorf("closing workbook: %w", cerr)
		}
	}()
	first := b.name(i18n.T("摘要"))
	if err := b.file.SetSheetName("Sheet1", first); err != nil {
		return fmt.Errorf("naming the first sheet: %w", err)
	}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if len(s.Columns) == 0 || len(s.Rows) == 0 {
			continue
		}
		if err := b.table(s); err != nil {
			return fmt.Errorf("sheet for section %s: %w", s.ID, err)
		}
	}
	if err := b.overview(first); err != nil {
		return fmt.Errorf("first sheet: %w", err)
	}
	if err := b.file.SetDocProps(&excelize.DocProperties{Title: doc.Title, Subject: doc.PeriodText, Creator: "巡市 Xunshi"}); err != nil {
		return fmt.Errorf("workbook properties: %w", err)
	}
	if err := b.file.Write(w); err != nil {
		return fmt.Errorf("writing workbook: %w", err)
	}
	return nil
}

// name makes a sheet name that Excel takes: no []:*?/\, at most 31 characters, unique.
func (b *book) name(title string) string {
	clean := strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return ' '
		}
		return r
	}, title))
	clean = strings.Trim(clean, "'")
	if clean == "" {
		clean = i18n.T("表")
	}
	for n := 1; ; n++ {
		suffix := ""
		if n > 1 {
			suffix = fmt.Sprintf("(%d)", n)
		}
		candidate := cutName(clean, 31-len(suffix)) + suffix
		if key := strings.ToLower(candidate); !b.names[key] {
			b.names[key] = true
			return candidate
		}
	}
}

// cutName cuts to n UTF-16 units, the way Excel counts them.
func cutName(s string, n int) string {
	used := 0
	for i, r := range s {
		used++
		if r > 0xffff {
			used++
		}
		if used > n {
			return s[:i]
		}
	}
	return s
}

// overviewWidth is the width of the first sheet's one column, in characters: a page of A4.
const overviewWidth = 74

// overview fills the first sheet: title, facts, a table of contents, then everything that
// is not a table.
func (b *book) overview(sheet string) error {
	w := &writer{book: b, sheet: sheet}
	w.line(styleKey{size: 16, bold: true}, b.doc.Title)
	for _, f := range plain.DataFacts(b.doc) {
		w.line(styleKey{tone: document.Quiet}, f)
	}
	for i := range b.doc.Sections {
		w.section(&b.doc.Sections[i])
	}
	if len(b.links) > 0 {
		w.blank()
		w.line(styleKey{bold: true}, i18n.T("各表"))
		for _, l := range b.links {
			w.link(l)
		}
	}
	if len(b.doc.Notes) > 0 {
		w.blank()
		w.line(styleKey{bold: true}, i18n.T("口径"))
		for _, n := range b.doc.Notes {
			w.line(styleKey{tone: document.Quiet, wrap: true}, n)
		}
	}
	if w.err == nil {
		w.err = b.file.SetColWidth(sheet, "A", "A", overviewWidth)
	}
	if w.err == nil {
		w.err = b.print(sheet, false)
	}
	if w.err == nil {
		off := false
		w.err = b.file.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &off})
	}
	return w.err
}

// writer sets lines below each other in column A and remembers the first error.
type writer struct {
	*book
	sheet string
	row   int
	err   error
}

func (w *writer) blank() { w.row++ }

func (w *writer) line(key styleKey, text string) {
	w.row++
	if w.err != nil {
		return
	}
	at := fmt.Sprintf("A%d", w.row)
	if w.err = w.file.SetCellStr(w.sheet, at, text); w.err != nil {
		return
	}
	var id int
	if id, w.err = w.style(key); w.err == nil {
		w.err = w.file.SetCellStyle(w.sheet, at, at, id)
	}
	if lines := (displayWidth(text) + overviewWidth - 7) / (overviewWidth - 6); key.wrap && lines > 1 && w.err == nil {
		w.err = w.file.SetRowHeight(w.sheet, w.row, 14.5*float64(lines)+1)
	}
}

func (w *writer) link(l link) {
	w.line(styleKey{link: true}, l.title)
	if w.err == nil {
		target := "'" + strings.ReplaceAll(l.sheet, "'", "''") + "'!A1"
		w.err = w.file.SetCellHyperLink(w.sheet, fmt.Sprintf("A%d", w.row), target, "Location")
	}
}

func (w *writer) section(s *document.Section) {
	if s.Exceptions == nil && len(s.Paragraphs) == 0 && s.Empty == "" && len(s.Notes) == 0 {
		return
	}
	w.blank()
	w.line(styleKey{bold: true, size: 12}, s.Title)
	if e := s.Exceptions; e != nil {
		tone := document.Behind
		if len(e.Items) == 0 {
			tone = document.Ahead
		}
		for i, l := range plain.ExceptionLines(e) {
			if i >= max(1, len(e.Items)) {
				tone = document.Quiet
			}
			w.line(styleKey{tone: tone, wrap: true}, l)
		}
	}
	for _, p := range s.Paragraphs {
		w.line(styleKey{bold: p.Style == document.Heading, wrap: true}, plain.ParagraphText(p))
	}
	if s.Empty != "" {
		w.line(styleKey{tone: document.Quiet, wrap: true}, s.Empty)
	}
	for _, n := range s.Notes {
		w.line(styleKey{tone: document.Quiet, wrap: true}, n)
	}
}

// print sets a sheet up for A4: fit to the width, title on top, page x of y below.
func (b *book) print(sheet string, landscape bool) error {
	size, wide, tall, yes := 9, 1, 0, true
	orientation := "portrait"
	if landscape {
		orientation = "landscape"
	}
	if err := b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return fmt.Errorf("page layout: %w", err)
	}
	if err := b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return fmt.Errorf("sheet properties: %w", err)
	}
	side, top, edge := 0.5, 0.75, 0.3
	if err := b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge}); err != nil {
		return fmt.Errorf("page margins: %w", err)
	}
	head := "&L&B" + headerText(b.doc.Title) + "&R" + headerText(b.doc.PeriodText)
	foot := "&R" + i18n.T("第 %s 页 / 共 %s 页", "&P", "&N")
	if b.doc.AsOf != "" {
		foot = "&L" + headerText(i18n.T("数据截至 %s", b.doc.AsOf)) + foot
	}
	if err := b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: head, OddFooter: foot}); err != nil {
		return fmt.Errorf("header and footer: %w", err)
	}
	return nil
}

// headerText makes text safe inside Excel's header codes, which hold 255 characters.
func headerText(s string) string {
	if utf8.RuneCountInString(s) > 80 {
		s = string([]rune(s)[:79]) + "…"
	}
	s = strings.ReplaceAll(s, "&", "&&")
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		s = " " + s // a digit after a code would be read as a type size
	}
	return s
}
