package analysis

import "xunshi/model"

// Ledger is the facts as one report sees them: the regions in its scope and the way
// quantities are weighed.
type Ledger struct {
	Facts *model.Facts
	Scope []bool // by region id: does the region count? nil means every line counts
	Cases *Cases // nil keeps base units
}

// Within limits a ledger to the tree below root; 0 is the whole business.
func Within(dir *model.Directory, root model.ID) []bool {
	if root == 0 {
		return nil
	}
	set := dir.RegionSet(root)
	scope := make([]bool, highest(set)+1)
	for id := range set {
		scope[id] = true
	}
	return scope
}

func highest[V any](m map[model.ID]V) model.ID {
	var top model.ID
	for id := range m {
		top = max(top, id)
	}
	return top
}

// In tells whether row i of the facts is in the scope.
func (l *Ledger) In(i int) bool {
	if l.Scope == nil {
		return true
	}
	r := l.Facts.Regions[i]
	return int(r) < len(l.Scope) && l.Scope[r]
}

// Axis sorts lines into classes 0 … Size−1 by one id column. The zero Axis has one class.
type Axis struct {
	Column []model.ID
	Class  []int32 // by id; −1 leaves the line out
	Other  int32   // class of ids beyond Class (records that are gone)
	Size   int
}

// At is the class of row i.
func (a *Axis) At(i int) int32 {
	if a.Column == nil {
		return 0
	}
	if id := a.Column[i]; int(id) < len(a.Class) {
		return a.Class[id]
	}
	return a.Other
}

// Sum is what lines add up to.
type Sum struct {
	Gross   model.Money // sales before returns
	Returns model.Money // what came back, as a positive amount
	Volume  int64       // net quantity in the ledger's weighed units; see Ledger.Quantity
	Lines   int64
}

// Net 销售额 = gross − returns.
func (s Sum) Net() model.Money { return s.Gross - s.Returns }

// Plus adds two sums.
func (s Sum) Plus(t Sum) Sum {
	return Sum{s.Gross + t.Gross, s.Returns + t.Returns, s.Volume + t.Volume, s.Lines + t.Lines}
}

// Table holds the sums of a cross of two axes.
type Table struct {
	Rows, Columns int
	Cells         []Sum
}

// At is the sum in one cell.
func (t *Table) At(row, column int) Sum { return t.Cells[row*t.Columns+column] }

// Row is the sum of a row.
func (t *Table) Row(row int) Sum {
	var s Sum
	for _, c := range t.Cells[row*t.Columns : (row+1)*t.Columns] {
		s = s.Plus(c)
	}
	return s
}

// Column is the sum of a column.
func (t *Table) Column(column int) Sum {
	var s Sum
	for r := range t.Rows {
		s = s.Plus(t.At(r, column))
	}
	return s
}

// Total is the sum of all cells.
func (t *Table) Total() Sum {
	var s Sum
	for _, c := range t.Cells {
		s = s.Plus(c)
	}
	return s
}

// Cross sums the lines of p by two axes in one pass. A sale whose order came back counts
// in gross and again in returns (net 0, no quantity); a return line counts in returns; a
// gift adds quantity.
func (l *Ledger) Cross(p model.Period, rows, columns Axis) *Table {
	t := &Table{Rows: max(1, rows.Size), Columns: max(1, columns.Size)}
	t.Cells = make([]Sum, t.Rows*t.Columns)
	lo, hi := l.Facts.Range(p)
	for i := lo; i < hi; i++ {
		if !l.In(i) {
			continue
		}
		r, c := rows.At(i), columns.At(i)
		if r >= 0 && c >= 0 {
			l.add(&t.Cells[int(r)*t.Columns+int(c)], i)
		}
	}
	return t
}

// add puts row i of the facts into a sum.
func (l *Ledger) add(s *Sum, i int) {
	f := l.Facts
	flag, amount := f.Flags[i], f.Amounts[i]
	s.Lines++
	switch {
	case flag.Kind() == model.LineReturn:
		s.Returns -= amount
	case flag.Returned():
		s.Gross += amount
		s.Returns += amount
		return
	default:
		s.Gross += amount
	}
	s.Volume += l.Cases.weigh(f.Products[i], f.Quantities[i])
}

// Quantity turns the Volume of a Sum into 1/1,000 of the unit the ledger counts in:
// base units, or cases.
func (l *Ledger) Quantity(volume int64) model.Quantity { return l.Cases.quantity(volume) }

// Reach counts, for each row class, the column classes that have at least one purchase in
// p — for example the SKUs a department sold (全品项). keep chooses the columns that count;
// nil keeps all.
func (l *Ledger) Reach(p model.Period, rows, columns Axis, keep []bool) (byRow []int, all int) {
	size := max(1, columns.Size)
	seen := make([]bool, max(1, rows.Size)*size)
	reached := make([]bool, size)
	lo, hi := l.Facts.Range(p)
	for i := lo; i < hi; i++ {
		if !l.Facts.Flags[i].Purchase() || !l.In(i) {
			continue
		}
		r, c := rows.At(i), columns.At(i)
		if r < 0 || c < 0 || (keep != nil && !keep[c]) {
			continue
		}
		seen[int(r)*size+int(c)] = true
		reached[c] = true
	}
	byRow = make([]int, max(1, rows.Size))
	for k, s := range seen {
		if s {
			byRow[k/size]++
		}
	}
	for _, s := range reached {
		if s {
			all++
		}
	}
	return byRow, all
}
