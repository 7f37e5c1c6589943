package model

// Facts is the sales ledger in columns, sorted by date, for reports that must not scan
// the database: row i is Dates[i], Customers[i] … Only lines of batches that are not
// undone are in it. It is read-only once built and safe to share.
type Facts struct {
	Revision    uint64 // ledger revision it was built from
	Dates       []Date
	Lines       []ID // SalesLine row ids
	Customers   []ID
	Products    []ID
	Employees   []ID
	Regions     []ID
	Departments []ID
	Batches     []ID
	Amounts     []Money // as in SalesLine.Amount
	Quantities  []Quantity
	Flags       []FactFlag
}

// FactFlag holds a line's kind and whether its order was returned.
type FactFlag uint8

// FlagReturned marks a sale whose order came back; the lower bits are the LineKind.
const (
	FlagReturned FactFlag = 0x80
	kindMask     FactFlag = 0x0f
)

// MakeFlag packs kind and returned.
func MakeFlag(kind LineKind, returned bool) FactFlag {
	f := FactFlag(kind) & kindMask
	if returned {
		f |= FlagReturned
	}
	return f
}

// Kind of the line.
func (f FactFlag) Kind() LineKind { return LineKind(f & kindMask) }

// Returned order or not.
func (f FactFlag) Returned() bool { return f&FlagReturned != 0 }

// Purchase tells whether the line counts as a purchase of the customer: a sale that did
// not come back.
func (f FactFlag) Purchase() bool { return f == FactFlag(LineSale) }

// Counts tells whether the line adds to net amount and quantity, as SalesLine.Net has it:
// a sale that came back does not, a return always does.
func (f FactFlag) Counts() bool { return f&FlagReturned == 0 || f.Kind() == LineReturn }

// Len is the number of lines.
func (f *Facts) Len() int {
	if f == nil {
		return 0
	}
	return len(f.Dates)
}

// Range gives the half-open row range [lo, hi) of the lines dated in p.
func (f *Facts) Range(p Period) (lo, hi int) {
	if f.Len() == 0 {
		return 0, 0
	}
	return lowerBound(f.Dates, p.From), lowerBound(f.Dates, p.To+1)
}

// Span is the period from the first to the last line; ok is false without lines.
func (f *Facts) Span() (p Period, ok bool) {
	if f.Len() == 0 {
		return Period{}, false
	}
	return Period{f.Dates[0], f.Dates[len(f.Dates)-1]}, true
}

func lowerBound(d []Date, v Date) int {
	lo, hi := 0, len(d)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if d[m] < v {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}
