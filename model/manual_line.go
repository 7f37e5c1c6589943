package model

// ManualLine is a sales line typed in by hand, before it has a batch.
type ManualLine struct {
	Date       Date
	OrderNo    string
	CustomerID ID
	ProductID  ID
	EmployeeID ID
	Quantity   Quantity
	Amount     Money
	Kind       LineKind
	Note       string
}
