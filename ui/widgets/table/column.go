// Package table is the program's one data table: sticky header and first column, sorting,
// filter row, resizing, selection with sums, copying to Excel, keyboard all the way, and
// rows that are loaded in pages when there are too many to hold.
package table

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/model"
	"xunshi/ui/widgets/table/sheet"
)

// Tone colours a cell; words, signs or arrows say the same.
type Tone = sheet.Tone

// Tones.
const (
	Plain     = sheet.Plain
	Ahead     = sheet.Ahead
	Behind    = sheet.Behind
	Attention = sheet.Attention
	Quiet     = sheet.Quiet
	Brand     = sheet.Brand
)

// Mark is the sign before the text of a cell in a tree.
type Mark = sheet.Mark

// Marks.
const (
	Closed = sheet.Closed
	Open   = sheet.Open
	Leaf   = sheet.Leaf
)

// Column is one column of a table of T.
type Column[T any] struct {
	Key   string // names the column in Arrangement
	Title string
	Width float32 // device-independent pixels; Flex columns may get more
	Flex  bool    // shares the room that is left
	Align fyne.TextAlign
	Text  func(T) string // what the cell shows
	Tone  func(T) Tone   // nil: Plain, and Behind for texts with a minus in a column with Sum
	Bold  func(T) bool   // nil: never
	Pill  bool           // text on a tinted ground

	Hidden bool // not shown until the user chooses it
	Fixed  bool // the user cannot hide it

	Lead func(T) (indent float32, mark Mark) // room and sign before the text, for trees; nil: none

	Sortable bool
	Largest  bool                           // the first click on the header puts the largest first, as with Sum
	Compare  func(a, b T) int               // order of SetItems tables; nil compares Text
	Filter   bool                           // has a field in the filter row
	Match    func(row T, query string) bool // nil: Text contains query, whatever its case

	Sum      func(T) int64      // makes the column numeric: summed in the footer
	SumTitle string             // name of the sum, Title if empty
	SumText  func(int64) string // how a sum is shown; needed with Sum
	Copy     func(T) string     // text for the clipboard; nil: Text, numbers without separators
}

// Arrangement is how the user wants to see the rows.
type Arrangement struct {
	Key        string // column sorted by, empty for the given order
	Descending bool
	Filters    map[string]string // by column key, only those that are not empty
}

// Source is a list of rows too long to hold. It never changes; Rows is called off the
// interface goroutine and may be called several times at once.
type Source[T any] interface {
	// Len is the number of rows.
	Len() int
	// Rows gives rows from ≤ i < to.
	Rows(from, to int) ([]T, error)
}

// Totaler is a Source that knows the sums of whole columns.
type Totaler interface {
	// Total is the sum of all rows of a column; ok is false when it is not known.
	Total(key string) (sum int64, ok bool)
}

// minus is U+2212, as all figures of the program show it.
const minus = "−"

func (c *Column[T]) cell(row T) sheet.Cell {
	cell := sheet.Cell{Text: c.Text(row), Pill: c.Pill, Tone: c.ToneOf(row)}
	if c.Lead != nil {
		cell.Indent, cell.Mark = c.Lead(row)
	}
	if c.Bold != nil {
		cell.Bold = c.Bold(row)
	}
	return cell
}

// ToneOf is the tone of a row's cell.
func (c *Column[T]) ToneOf(row T) Tone {
	switch {
	case c.Tone != nil:
		return c.Tone(row)
	case c.Sum != nil && strings.Contains(c.Text(row), minus):
		return Behind
	}
	return Plain
}

// Order compares two rows by this column.
func (c *Column[T]) Order(a, b T) int {
	if c.Compare != nil {
		return c.Compare(a, b)
	}
	if c.Sum != nil {
		return cmp.Compare(c.Sum(a), c.Sum(b))
	}
	return strings.Compare(c.Text(a), c.Text(b))
}

// Matches tells whether a row passes a filter of this column.
func (c *Column[T]) Matches(row T, query string) bool {
	if c.Match != nil {
		return c.Match(row, query)
	}
	return strings.Contains(strings.ToLower(c.Text(row)), strings.ToLower(query))
}

// Clip is the cell as the clipboard takes it: Excel reads the figures as numbers.
func (c *Column[T]) Clip(row T) string {
	if c.Copy != nil {
		return cleanField(c.Copy(row))
	}
	text := c.Text(row)
	if c.Sum != nil {
		text = strings.ReplaceAll(strings.ReplaceAll(text, ",", ""), minus, "-")
	}
	return cleanField(text)
}

// cleanField keeps a field from breaking the rows and columns of a TSV.
func cleanField(s string) string {
	if !strings.ContainsAny(s, "\t\r\n") {
		return s
	}
	return strings.NewReplacer("\t", " ", "\r\n", " ", "\n", " ", "\r", " ").Replace(s)
}

// Named is a Match for columns of names: the query may be part of the code, the name, its
// pinyin or its initials (see model.MatchScore). Code and pinyin may be nil.
func Named[T any](code, name, pinyin func(T) string) func(row T, query string) bool {
	get := func(f func(T) string, row T) string {
		if f == nil {
			return ""
		}
		return f(row)
	}
	return func(row T, query string) bool {
		return model.NewQuery(query).Score(get(code, row), name(row), get(pinyin, row)) > 0
	}
}
