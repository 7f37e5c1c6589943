package model

// Import is one checked file on its way into the store: drafts of the masters it names
// and rows that refer to them. The store matches each draft to a record by code (by name
// only where the draft has no code), creates the missing ones, and writes everything in
// one transaction or nothing. A customer list is an Import with drafts and no rows.
type Import struct {
	Batch ImportBatch // Kind, File, Sheet, FileHash, Rows, Rejected, Notes filled in

	Customers   []Customer // drafts; their RegionID/OwnerID are unused, see CustomerRegion …
	Products    []Product
	Regions     []Region
	Employees   []Employee
	Departments []Department

	// References between drafts, each slice empty or as long as the drafts it speaks of.
	CustomerRegion     []Ref
	CustomerOwner      []Ref
	EmployeeRegion     []Ref
	EmployeeDepartment []Ref
	EmployeeSuperior   []Ref
	RegionParent       []Ref
	RegionManager      []Ref

	Lines   []LineRow
	Targets []TargetRow
	Entries []EntryRow

	UpdateMasters   bool // overwrite known masters with the drafts' non-empty fields; else only fill blanks
	AllowDuplicates bool // take lines that equal lines already in the ledger
}

// RowsSkipped counts the rows of the file that skip leaves nothing of; skip marks lines or,
// without lines, entries, of which one row can make two.
func (in *Import) RowsSkipped(skip []bool) int {
	n := 0
	if len(in.Lines) > 0 {
		for _, s := range skip {
			if s {
				n++
			}
		}
		return n
	}
	for i := 0; i < len(skip); {
		row, all := in.Entries[i].RowNo, true
		for ; i < len(skip) && in.Entries[i].RowNo == row; i++ {
			all = all && skip[i]
		}
		if all {
			n++
		}
	}
	return n
}

// Ref addresses a draft in one of Import's lists.
type Ref int32

// NoRef is a Ref to nothing.
const NoRef Ref = -1

// LineRow is one checked sales line.
type LineRow struct {
	RowNo      int // row in the sheet, from 1
	Date       Date
	OrderNo    string
	Customer   Ref // never NoRef
	Product    Ref // never NoRef
	Employee   Ref
	Region     Ref
	Department Ref
	Quantity   Quantity
	Amount     Money
	Kind       LineKind
	Returned   bool
	Note       string
}

// TargetRow is one checked target; refs that are NoRef mean "all".
type TargetRow struct {
	RowNo      int
	Month      Month
	Span       TargetSpan
	Level      TargetLevel
	Metric     Metric
	Region     Ref
	Department Ref
	Employee   Ref
	Customer   Ref
	Product    Ref
	Category   string
	Channel    string
	Value      int64
}

// EntryRow is one checked invoice or payment.
type EntryRow struct {
	RowNo    int
	Kind     EntryKind
	Date     Date
	Customer Ref
	DocNo    string
	Amount   Money
	Due      Date
	Note     string
}
