// Package workbook reads xlsx, xls and csv files (and the html and xml tables that pass
// for xls) into one compact book of exact texts. It follows no link, runs no formula and
// ends every damaged or hostile file in a model.Fault with bounded memory.
package workbook

import "strconv"

// Kind says what a cell holds.
type Kind uint8

// Kinds of cell.
const (
	Empty   Kind = iota
	Text         // words, or anything from a csv
	Number       // plain decimal as Excel shows it: at most 15 significant digits
	Date         // Number whose number format is a date; the text is the serial
	Bool         // TRUE or FALSE
	Error        // #N/A, #REF! … as stored
	Formula      // formula without a stored result; the text is empty

	percent // Number whose number format is a percentage: 2.5% is the text 0.025
)

// Value is a cell: an index into the book's pool of distinct values. 0 is the empty cell.
type Value uint32

// Range is a block of cells, both ends belonging to it, counted from 0.
type Range struct{ Row, Col, LastRow, LastCol int }

// Book is a file read into memory. It is read-only once read.
type Book struct {
	Format   string // "xlsx", "xls", "csv", "html" or "xml", by content
	Encoding string // of text files: "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"
	Date1904 bool   // serials count from 1904-01-01
	Sheets   []*Sheet
	pool     pool
}

// Sheet is one table of a book.
type Sheet struct {
	Name   string
	Hidden bool
	Merges []Range
	rows   []span
	cells  []Value
	width  int
}

// span is where a row's cells lie: from column 0 to its last filled one.
type span struct {
	at uint32
	n  uint32
}

// Rows is how many rows there are, up to the last one with a filled cell.
func (s *Sheet) Rows() int { return len(s.rows) }

// Columns is the width of the widest row.
func (s *Sheet) Columns() int { return s.width }

// Row gives row i (from 0) from column 0 to its last filled cell; nil beyond the sheet.
func (s *Sheet) Row(i int) []Value {
	if i < 0 || i >= len(s.rows) {
		return nil
	}
	r := s.rows[i]
	return s.cells[r.at : r.at+r.n]
}

// At gives one cell, counted from 0; cells that are not there are empty.
func (s *Sheet) At(row, col int) Value {
	if r := s.Row(row); col >= 0 && col < len(r) {
		return r[col]
	}
	return 0
}

// Text is the exact text of v: for a Date its serial number.
func (b *Book) Text(v Value) string { return b.pool.entries[v].text }

// Kind of v.
func (b *Book) Kind(v Value) Kind {
	if kind := b.pool.entries[v].kind; kind != percent {
		return kind
	}
	return Number
}

// Percent gives the percents that a Number is shown as: "2.5" for a cell that says 2.5%. ok
// is false if its number format is no percentage.
func (b *Book) Percent(v Value) (text string, ok bool) {
	e := b.pool.entries[v]
	if e.kind != percent {
		return "", false
	}
	f, err := strconv.ParseFloat(e.text, 64)
	if err != nil {
		return "", false
	}
	return string(appendFloat(nil, f*100)), true
}

// Values is how many distinct values the book holds: every Value is below it.
func (b *Book) Values() int { return len(b.pool.entries) }

// Show is v as a person reads it: dates as 2017-03-05, with the time if there is one, and
// percentages as 2.5%.
func (b *Book) Show(v Value) string {
	e := b.pool.entries[v]
	if e.kind == Date {
		if s, ok := showSerial(e.text, b.Date1904); ok {
			return s
		}
	}
	if text, ok := b.Percent(v); ok {
		return text + "%"
	}
	return e.text
}
