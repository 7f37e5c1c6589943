package model

// TargetLevel 目标 / 冲刺 / 挑战.
type TargetLevel string

// Target levels.
const (
	LevelTarget    TargetLevel = "target"    // 目标
	LevelStretch   TargetLevel = "stretch"   // 冲刺
	LevelChallenge TargetLevel = "challenge" // 挑战
)

// Metric is what a target counts.
type Metric string

// Metrics with a target.
const (
	MetricAmount   Metric = "amount"   // 销售额, 1/10,000 yuan
	MetricQuantity Metric = "quantity" // 销量, 1/1,000 base unit
)

// Target 目标 of one month for one node: every id that is 0 (and an empty Category or
// Channel) means "all". A node without a target of its own has the sum of its children's.
type Target struct {
	Record
	Month        Month       `gorm:"index;not null" json:"month"`
	Level        TargetLevel `gorm:"not null" json:"level"`
	Metric       Metric      `gorm:"not null" json:"metric"`
	RegionID     ID          `json:"region_id"`
	DepartmentID ID          `json:"department_id"`
	EmployeeID   ID          `json:"employee_id"`
	CustomerID   ID          `json:"customer_id"`
	ProductID    ID          `json:"product_id"`
	Category     string      `json:"category"`
	Channel      string      `json:"channel"`
	Value        int64       `json:"value"` // in the metric's unit
	BatchID      ID          `gorm:"index" json:"batch_id"`
}
