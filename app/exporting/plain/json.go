package plain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"xunshi/app/document"
)

// jsonDocument is the documented shape of a report in JSON.
type jsonDocument struct {
	Title    string        `json:"title"`
	Period   string        `json:"period"`
	AsOf     string        `json:"as_of"`
	Sections []jsonSection `json:"sections"`
}

type jsonSection struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Columns    []jsonColumn    `json:"columns"`
	Rows       []jsonRow       `json:"rows"`
	Subtotals  []jsonRow       `json:"subtotals,omitempty"` // apart, so that the rows add up to the total
	Total      *jsonRow        `json:"total"`
	Notes      []string        `json:"notes"`
	Items      *[]string       `json:"items,omitempty"`
	Rules      *[]string       `json:"rules,omitempty"`
	Paragraphs []jsonParagraph `json:"paragraphs,omitempty"`
	Empty      string          `json:"empty,omitempty"`
}

type jsonColumn struct {
	Key   string `json:"key"`
	Title string `json:"title"`
	Unit  string `json:"unit"`
}

type jsonParagraph struct {
	Style string `json:"style"`
	Text  string `json:"text"`
	State string `json:"state,omitempty"`
	Note  string `json:"note,omitempty"`
}

// jsonRow writes its cells as an object, keys in the order of the columns.
type jsonRow struct {
	columns []document.Column
	row     *document.Row
}

// MarshalJSON writes money, quantities, percent and points as decimal strings, counts as
// numbers, trends as arrays of decimal strings and missing values as null.
func (r jsonRow) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, c := range r.columns {
		if i > 0 {
			b.WriteByte(',')
		}
		cell := CellAt(r.row, i)
		var value any = Value(c, cell)
		switch {
		case cell.None, c.Kind == document.DateColumn && cell.Number == 0:
			value = nil
		case c.Kind == document.Count:
			value = cell.Number
		case c.Kind == document.TrendColumn:
			value = Trend(cell)
		}
		if err := appendJSON(&b, c.Key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := appendJSON(&b, value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func appendJSON(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("encoding cell: %w", err)
	}
	b.Truncate(b.Len() - 1) // the encoder's line break
	return nil
}

// JSON writes the document in the shape the command line documents.
func JSON(w io.Writer, doc *document.Document) error {
	out := jsonDocument{Title: doc.Title, Period: Period(doc.Period), AsOf: doc.AsOf, Sections: []jsonSection{}}
	for i := range doc.Sections {
		out.Sections = append(out.Sections, jsonOf(&doc.Sections[i]))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return nil
}

func jsonOf(s *document.Section) jsonSection {
	out := jsonSection{ID: s.ID, Title: s.Title, Columns: []jsonColumn{}, Rows: []jsonRow{}, Notes: list(s.Notes), Empty: s.Empty}
	for _, c := range s.Columns {
		out.Columns = append(out.Columns, jsonColumn{Key: c.Key, Title: c.Title, Unit: Unit(c)})
	}
	for i := range s.Rows {
		row := jsonRow{s.Columns, &s.Rows[i]}
		if s.Rows[i].Strong {
			out.Subtotals = append(out.Subtotals, row)
			continue
		}
		out.Rows = append(out.Rows, row)
	}
	if s.Total != nil {
		out.Total = &jsonRow{s.Columns, s.Total}
	}
	if e := s.Exceptions; e != nil {
		items, rules := list(e.Items), list(e.Rules)
		out.Items, out.Rules = &items, &rules
	}
	for _, p := range s.Paragraphs {
		out.Paragraphs = append(out.Paragraphs, jsonParagraph{string(p.Style), p.Text, string(p.State), p.Note})
	}
	return out
}

// list is never nil, so that JSON has [] and not null.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
