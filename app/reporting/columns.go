package reporting

import (
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// column is a table column and how a row of kind R fills it.
type column[R any] struct {
	document.Column
	of func(*R) document.Cell
}

// fill makes a section's table. shape, if given, sets level, weight and drill of a row.
func fill[R any](s *document.Section, columns []column[R], rows []R, total *R, shape func(*R, *document.Row)) {
	s.Columns = make([]document.Column, len(columns))
	for i, c := range columns {
		s.Columns[i] = c.Column
	}
	make1 := func(r *R) document.Row {
		row := document.Row{Cells: make([]document.Cell, len(columns))}
		for i, c := range columns {
			row.Cells[i] = c.of(r)
		}
		if shape != nil {
			shape(r, &row)
		}
		return row
	}
	s.Rows = make([]document.Row, 0, len(rows))
	for i := range rows {
		s.Rows = append(s.Rows, make1(&rows[i]))
	}
	if total != nil {
		t := make1(total)
		t.Drill = nil
		s.Total = &t
	}
	fitDecimals(s)
}

// fitDecimals shows of quantities as many decimals as their figures need: none for whole
// pieces, up to three for weighed goods; cases keep the one they ask for.
func fitDecimals(s *document.Section) {
	for i := range s.Columns {
		c := &s.Columns[i]
		if c.Kind != document.Quantity || c.Decimals > 0 {
			continue
		}
		for _, r := range s.Rows {
			c.Decimals = max(c.Decimals, decimalsOf(r.Cells[i].Number))
		}
		if s.Total != nil {
			c.Decimals = max(c.Decimals, decimalsOf(s.Total.Cells[i].Number))
		}
	}
}

func decimalsOf(n int64) int {
	switch {
	case n%1000 == 0:
		return 0
	case n%100 == 0:
		return 1
	case n%10 == 0:
		return 2
	}
	return 3
}

// Cells.

func text(s string) document.Cell {
	if s == "" {
		return document.Cell{None: true}
	}
	return document.Cell{Text: s}
}

func number[T ~int | ~int32 | ~int64](n T) document.Cell { return document.Cell{Number: int64(n)} }

func valueCell(v analysis.Value) document.Cell {
	return document.Cell{None: !v.Known, Number: v.N}
}

// toned colours a rate that is good above zero and bad below, as it is shown: to 0.1.
func toned(v analysis.Value) document.Cell {
	c := valueCell(v)
	switch shown := model.RoundTo(v.N, analysis.Hundred/1000); {
	case shown > 0:
		c.Tone = document.Ahead
	case shown < 0:
		c.Tone = document.Behind
	}
	return c
}

func dateCell(d model.Date) document.Cell {
	return document.Cell{None: d.IsZero(), Number: int64(d)}
}

// Columns. Every builder takes how the row gives the value, so that sections share them.

func nameColumn[R any](title string, of func(*R) string) column[R] {
	return column[R]{document.Column{Key: "name", Title: title, Kind: document.Text, Wide: true},
		func(r *R) document.Cell { return document.Cell{Text: of(r)} }}
}

func textColumn[R any](key, title string, of func(*R) string) column[R] {
	return column[R]{document.Column{Key: key, Title: title, Kind: document.Text}, func(r *R) document.Cell { return text(of(r)) }}
}

// wide lets a column of sentences take the room that is left.
func wide[R any](c column[R]) column[R] {
	c.Wide = true
	return c
}

func moneyColumn[R any](v *view, key, title string, of func(*R) model.Money) column[R] {
	return column[R]{document.Column{Key: key, Title: title, Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		func(r *R) document.Cell { return number(of(r)) }}
}

func quantityColumn[R any](v *view, key, title string, of func(*R) model.Quantity) column[R] {
	c := document.Column{Key: key, Title: title, Unit: v.quantityUnit(), Kind: document.Quantity}
	if v.ledger.Cases != nil {
		c.Decimals = 1
	}
	return column[R]{c, func(r *R) document.Cell { return number(of(r)) }}
}

// measureColumn is money or quantity, as the report counts.
func measureColumn[R any](v *view, key, title string, of func(*R) int64) column[R] {
	if v.opt.Measure == Quantity {
		return quantityColumn(v, key, title, func(r *R) model.Quantity { return model.Quantity(of(r)) })
	}
	return moneyColumn(v, key, title, func(r *R) model.Money { return model.Money(of(r)) })
}

// targetColumn is a figure in the unit of targets: yuan or base units (never 箱).
func targetColumn[R any](v *view, key, title string, of func(*R) analysis.Value) column[R] {
	c := document.Column{Key: key, Title: title, Unit: i18n.T("元"), Kind: document.Money, Decimals: 2}
	if v.opt.Measure == Quantity {
		c.Kind, c.Decimals, c.Unit = document.Quantity, 0, i18n.T("件")
	}
	return column[R]{c, func(r *R) document.Cell { return valueCell(of(r)) }}
}

func countColumn[R any](key, title, unit string, of func(*R) int64) column[R] {
	return column[R]{document.Column{Key: key, Title: title, Unit: unit, Kind: document.Count},
		func(r *R) document.Cell { return number(of(r)) }}
}

func percentColumn[R any](key, title string, of func(*R) analysis.Value) column[R] {
	return column[R]{document.Column{Key: key, Title: title, Unit: "%", Kind: document.Percent, Decimals: 1},
		func(r *R) document.Cell { return valueCell(of(r)) }}
}

func growthColumn[R any](key, title string, of func(*R) analysis.Value) column[R] {
	return column[R]{document.Column{Key: key, Title: title, Unit: "%", Kind: document.Percent, Decimals: 1, Signed: true},
		func(r *R) document.Cell { return toned(of(r)) }}
}

func pointsColumn[R any](key, title string, of func(*R) analysis.Value) column[R] {
	return column[R]{document.Column{Key: key, Title: title, Unit: i18n.T("百分点"), Kind: document.Points, Decimals: 1},
		func(r *R) document.Cell { return toned(of(r)) }}
}

func dateColumn[R any](key, title string, of func(*R) model.Date) column[R] {
	return column[R]{document.Column{Key: key, Title: title, Kind: document.DateColumn}, func(r *R) document.Cell { return dateCell(of(r)) }}
}

// dataOnly leaves a column to the data formats.
func dataOnly[R any](c column[R]) column[R] {
	c.DataOnly = true
	return c
}

// grouped puts a column under a shared heading.
func grouped[R any](c column[R], group string) column[R] {
	c.Group = group
	return c
}

// quietZero greys out zeros where they are many and say little.
func quietZero[R any](c column[R]) column[R] {
	figure := c.of
	c.of = func(r *R) document.Cell {
		x := figure(r)
		if x.Number == 0 {
			x.Tone = document.Quiet
		}
		return x
	}
	return c
}
