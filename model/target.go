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
	MetricAmount       Metric = "amount"        // 销售额, 1/10,000 yuan
	MetricQuantity     Metric = "quantity"      // 销量, 1/1,000 base unit
	MetricReceipts     Metric = "receipts"      // 回款, 1/10,000 yuan
	MetricNewCustomers Metric = "new_customers" // 新客户, customers whose first purchase falls in the period
	MetricVisits       Metric = "visits"        // 拜访, visits made
	MetricDistribution Metric = "distribution"  // 铺货, customers that bought in the period
)

// Metrics are all of them in the order they are offered.
var Metrics = []Metric{MetricAmount, MetricQuantity, MetricReceipts, MetricNewCustomers, MetricVisits, MetricDistribution}

// TargetSpan is the length of time one target is for.
type TargetSpan string

// Spans of a target. A year's or quarter's target stands beside the months below it: the
// sum of the months may differ from it, and the difference is shown, never mended.
const (
	SpanMonth   TargetSpan = ""
	SpanQuarter TargetSpan = "quarter"
	SpanYear    TargetSpan = "year"
)

// Target 目标 of one month (or of a whole quarter or year, Month being its first month)
// for one node: every id that is 0 (and an empty Category or
// Channel) means "all". A node without a target of its own has the sum of its children's.
type Target struct {
	Record
	Month        Month       `gorm:"index;not null" json:"month"`
	Span         TargetSpan  `gorm:"not null;default:''" json:"span"`
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
