package model

// SalesImport is one checked sales file on its way into the ledger: rows that refer to
// drafts of the masters they name. The store matches each draft to a record by code (by
// name only where the draft has no code), creates the missing ones, and writes all rows
// in one transaction or none.
type SalesImport struct {
	Batch       ImportBatch // Kind, File, Sheet, FileHash, Rows, Rejected, Notes filled in
	Customers   []Customer  // drafts, addressed by SalesRow; RegionID/OwnerID unused, see CustomerRegion/CustomerOwner
	Products    []Product
	Regions     []Region
	Employees   []Employee
	Departments []Department

	CustomerRegion []Ref // region draft of each customer draft, same length as Customers (NoRef if none)
	CustomerOwner  []Ref // employee draft of each customer draft
	EmployeeRegion []Ref // region draft of each employee draft
	RegionManager  []Ref // employee draft that manages each region draft

	Rows []SalesRow

	AllowDuplicates bool // take lines that equal lines already in the ledger
}

// Ref addresses a draft in one of SalesImport's lists.
type Ref int32

// NoRef is a Ref to nothing.
const NoRef Ref = -1

// SalesRow is one checked line of a file.
type SalesRow struct {
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
