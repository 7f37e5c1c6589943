package model

import "time"

// ReportSnapshot 月结快照: a report kept as it was, so that it reprints the same for ever.
type ReportSnapshot struct {
	Record
	Kind     string    `gorm:"index;not null" json:"kind"` // "monthly"
	Month    Month     `gorm:"index;not null" json:"month"`
	By       string    `json:"by"`       // dimension it was drawn for
	Document []byte    `json:"document"` // the Document as JSON, gzipped
	ClosedAt time.Time `json:"closed_at"`
}

// MonthText is what the manager writes for a month: the summary of the work done.
type MonthText struct {
	Record
	Month   Month  `gorm:"index;not null" json:"month"`
	Summary string `json:"summary"` // 本月工作总结
}

// PlanState says what became of a plan item.
type PlanState string

// States of a plan item.
const (
	PlanOpen   PlanState = "open"   // 未标记
	PlanDone   PlanState = "done"   // 已完成
	PlanMissed PlanState = "missed" // 未完成
)

// PlanItem 工作计划: one thing planned for a month. The plan written in October's report
// is November's, is pulled into November's report and ticked off there.
type PlanItem struct {
	Record
	Month Month     `gorm:"index;not null" json:"month"` // the month it is to be done in
	Sort  int       `json:"sort"`
	Text  string    `json:"text"`
	State PlanState `json:"state"`
	Note  string    `json:"note"`
}

// FlagVerdict is how a person closed a flag.
type FlagVerdict string

// Verdicts on a flag.
const (
	VerdictChurn     FlagVerdict = "churn"     // 流失
	VerdictDiversion FlagVerdict = "diversion" // 冲货
	VerdictNormal    FlagVerdict = "normal"    // 正常
)

// FlagVerdictRecord keeps the verdict on one flag of one customer in one month.
type FlagVerdictRecord struct {
	Record
	Month      Month       `gorm:"index;not null" json:"month"`
	Rule       string      `gorm:"not null" json:"rule"` // "gap" or "volume"
	CustomerID ID          `gorm:"index;not null" json:"customer_id"`
	Verdict    FlagVerdict `json:"verdict"`
	Note       string      `json:"note"`
}
