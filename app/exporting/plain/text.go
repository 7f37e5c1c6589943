package plain

import (
	"fmt"
	"io"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
)

// textRows is how many rows of a table go into a chat message.
const textRows = 30

// Text writes the document to be pasted into a chat: the sections of the picture card
// (all if none is named), a line for each row, figures as on paper.
func Text(w io.Writer, doc *document.Document) error {
	var b strings.Builder
	fmt.Fprintf(&b, "【%s】\n", oneLine(doc.Title))
	for _, f := range Facts(doc) {
		b.WriteString(oneLine(f) + "\n")
	}
	for _, s := range textSections(doc) {
		b.WriteByte('\n')
		textSection(&b, doc, s)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("writing text: %w", err)
	}
	return nil
}

func textSections(doc *document.Document) []*document.Section {
	var out []*document.Section
	for _, id := range doc.CardSections {
		if s := doc.Section(id); s != nil {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		for i := range doc.Sections {
			out = append(out, &doc.Sections[i])
		}
	}
	return out
}

func textSection(b *strings.Builder, doc *document.Document, s *document.Section) {
	if s.Title != "" {
		fmt.Fprintf(b, "■ %s\n", oneLine(s.Title))
	}
	if s.Exceptions != nil {
		for _, l := range ExceptionLines(s.Exceptions) {
			b.WriteString("• " + oneLine(l) + "\n")
		}
		if s.Exceptions.More > 0 {
			b.WriteString(i18n.T("另有 %d 条,见完整报表", s.Exceptions.More) + "\n")
		}
		return
	}
	for _, p := range s.Paragraphs {
		b.WriteString(oneLine(ParagraphText(p)) + "\n")
	}
	for i := range s.Rows {
		if i == textRows {
			b.WriteString(i18n.T("另有 %d 行,见完整报表", len(s.Rows)-textRows) + "\n")
			break
		}
		b.WriteString(textRow(doc, s, &s.Rows[i]) + "\n")
	}
	if s.Total != nil && len(s.Rows) > 0 {
		b.WriteString(textRow(doc, s, s.Total) + "\n")
	}
	if s.Empty != "" {
		b.WriteString(oneLine(s.Empty) + "\n")
	}
}

// textRow is "苏州 洪光：今日 23.0万元，达成率 43.1%"; columns without a value are left out.
func textRow(doc *document.Document, s *document.Section, row *document.Row) string {
	var names, values []string
	for i, c := range s.Columns {
		cell := CellAt(row, i)
		shown := doc.Show(c, cell)
		if c.DataOnly || cell.None || shown == "" || c.Kind == document.TrendColumn {
			continue
		}
		if c.Kind == document.Text && len(values) == 0 {
			names = append(names, shown)
			continue
		}
		if c.Kind != document.Percent && c.Kind != document.Text {
			shown += doc.UnitTitle(c)
		}
		values = append(values, c.Title+" "+shown)
	}
	return oneLine(strings.Repeat("　", row.Level) + strings.Join(names, " ") + i18n.T(":") + strings.Join(values, i18n.T(",")))
}

func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
}
