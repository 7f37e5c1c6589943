package plain

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
)

// CSV writes the document for spreadsheets: UTF-8 with a byte order mark and CRLF so that
// Excel opens it by double click, one section after another under its title. Numbers are
// plain decimals, a missing value is an empty field. Text that a spreadsheet would run as
// a formula is led by an apostrophe.
func CSV(w io.Writer, doc *document.Document) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	records := csvHead(doc)
	for i := range doc.Sections {
		records = append(records, csvSection(&doc.Sections[i])...)
	}
	if len(doc.Notes) > 0 {
		records = append(records, nil, []string{i18n.T("口径")})
		records = append(records, texts(doc.Notes)...)
	}
	for _, r := range records {
		if len(r) == 0 { // a blank line between blocks
			r = []string{""}
		}
		if err := out.Write(r); err != nil {
			return fmt.Errorf("writing CSV: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}

func csvHead(doc *document.Document) [][]string {
	return append([][]string{{Harmless(doc.Title)}}, texts(DataFacts(doc))...)
}

func csvSection(s *document.Section) [][]string {
	records := [][]string{nil, {Harmless(s.Title)}}
	if s.Exceptions != nil {
		records = append(records, texts(ExceptionLines(s.Exceptions))...)
	}
	for _, p := range s.Paragraphs {
		records = append(records, []string{Harmless(ParagraphText(p))})
	}
	if len(s.Columns) > 0 && (len(s.Rows) > 0 || s.Empty == "") {
		head := make([]string, len(s.Columns))
		for i, c := range s.Columns {
			head[i] = Harmless(Heading(c))
		}
		records = append(records, head)
		for i := range s.Rows {
			records = append(records, csvRow(s, &s.Rows[i]))
		}
		if s.Total != nil {
			records = append(records, csvRow(s, s.Total))
		}
	}
	if s.Empty != "" {
		records = append(records, []string{Harmless(s.Empty)})
	}
	return append(records, texts(s.Notes)...)
}

func csvRow(s *document.Section, row *document.Row) []string {
	out := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		out[i] = Value(c, CellAt(row, i))
		if c.Kind == document.Text {
			out[i] = Harmless(out[i])
		}
	}
	return out
}

func texts(lines []string) [][]string {
	out := make([][]string, len(lines))
	for i, l := range lines {
		out[i] = []string{Harmless(l)}
	}
	return out
}

// Harmless keeps text from being run as a formula when a CSV file is opened.
func Harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
