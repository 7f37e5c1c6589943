package workbook

import "context"

// Progress hears how much of the file is read; total is 0 while it is not known.
type Progress func(done, total int64)

// builder fills one sheet of a book and keeps it inside the limits.
type builder struct {
	ctx    context.Context
	book   *Book
	sheet  *Sheet
	limits *Limits
	used   *int64 // cells taken by the sheets before and this one
	row    int    // row being filled, -1 before the first
}

func newBuilder(ctx context.Context, book *Book, name string, limits *Limits, used *int64) *builder {
	s := &Sheet{Name: name}
	book.Sheets = append(book.Sheets, s)
	return &builder{ctx: ctx, book: book, sheet: s, limits: limits, used: used, row: -1}
}

// set puts v at row, col. Rows normally come in order; a cell of an earlier row moves that
// row to the end of the store, which the cell limit pays for.
func (b *builder) set(row, col int, v Value) error {
	if v == 0 {
		return nil
	}
	if row < 0 || col < 0 {
		return errCorrupt // a cell outside every row
	}
	if row != b.row {
		if err := b.enter(row); err != nil {
			return err
		}
	}
	if col >= b.limits.Columns {
		return faultColumns(b.sheet.Name, b.limits.Columns)
	}
	if b.book.pool.bytes > b.limits.TextBytes {
		return faultTooMuch(b.sheet.Name)
	}
	s := b.sheet
	r := &s.rows[row]
	if need := col + 1 - int(r.n); need > 0 {
		if int(r.at+r.n) != len(s.cells) {
			if err := b.move(r); err != nil {
				return err
			}
		}
		if err := b.charge(need); err != nil {
			return err
		}
		for range need {
			s.cells = append(s.cells, 0)
		}
		r.n = uint32(col + 1)
		s.width = max(s.width, col+1)
	}
	s.cells[int(r.at)+col] = v
	return nil
}

func (b *builder) enter(row int) error {
	if row >= b.limits.Rows {
		return faultRows(b.sheet.Name, b.limits.Rows)
	}
	if row&0xff == 0 || row < b.row {
		if err := b.ctx.Err(); err != nil {
			return err
		}
	}
	for len(b.sheet.rows) <= row {
		b.sheet.rows = append(b.sheet.rows, span{at: uint32(len(b.sheet.cells))})
	}
	b.row = row
	return nil
}

func (b *builder) move(r *span) error {
	if err := b.charge(int(r.n)); err != nil {
		return err
	}
	at := len(b.sheet.cells)
	b.sheet.cells = append(b.sheet.cells, b.sheet.cells[r.at:r.at+r.n]...)
	r.at = uint32(at)
	return nil
}

func (b *builder) charge(cells int) error {
	*b.used += int64(cells)
	if *b.used > b.limits.Cells {
		return faultTooMuch(b.sheet.Name)
	}
	return nil
}

// merge notes a merged block; absurdly many are ignored past the limit, for they only
// help to read headers.
func (b *builder) merge(r Range) {
	if len(b.sheet.Merges) < b.limits.Merges && r.LastRow >= r.Row && r.LastCol >= r.Col &&
		(r.LastRow > r.Row || r.LastCol > r.Col) {
		b.sheet.Merges = append(b.sheet.Merges, r)
	}
}
