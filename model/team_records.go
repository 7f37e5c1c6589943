package model

import "time"

// EmployeePost 任职: what someone was and where, from a day on. The posts of one employee
// follow each other without overlap; the last one is open.
type EmployeePost struct {
	Record
	EmployeeID   ID     `gorm:"index;not null" json:"employee_id"`
	From         Date   `gorm:"column:valid_from" json:"from"` // 0 = from the beginning
	To           Date   `gorm:"column:valid_to" json:"to"`     // last day, 0 = open
	Position     string `json:"position"`
	SuperiorID   ID     `gorm:"index" json:"superior_id"`
	RegionID     ID     `json:"region_id"`
	DepartmentID ID     `json:"department_id"`
	Reason       string `json:"reason"` // 入职 晋升 调动 …
}

// InForce tells whether the post is held on date d.
func (p *EmployeePost) InForce(d Date) bool {
	return (p.From.IsZero() || p.From <= d) && (p.To.IsZero() || d <= p.To)
}

// Handover 交接: customers and open items that went from one employee to others.
type Handover struct {
	Record
	FromID    ID     `gorm:"index;not null" json:"from_id"`
	Date      Date   `gorm:"not null" json:"date"`
	Leaving   bool   `json:"leaving"` // the giver leaves the company
	Customers int    `json:"customers"`
	Items     int    `json:"items"`
	Detail    string `json:"detail"` // JSON: what went to whom
	Note      string `json:"note"`
	Operation string `json:"operation"` // act in the journal, to undo it
}

// Course 课程 that can be held as training.
type Course struct {
	Record
	Name      string `gorm:"not null" json:"name"`
	Mandatory bool   `json:"mandatory"`
	Positions string `json:"positions"`  // who must have it, comma separated; "" = everyone
	ValidDays int    `json:"valid_days"` // has to be taken again after, 0 = never
	PassScore int    `json:"pass_score"` // 0 = no test
	Hours     int    `json:"hours"`
	Material  string `json:"material"`
	Note      string `json:"note"`
}

// TrainingSession 培训: one holding of a course, planned or held.
type TrainingSession struct {
	Record
	CourseID ID     `gorm:"index;not null" json:"course_id"`
	Date     Date   `gorm:"index;not null" json:"date"`
	Place    string `json:"place"`
	Trainer  string `json:"trainer"`
	Held     bool   `json:"held"`
	Note     string `json:"note"`
}

// Attendance 培训记录 of one employee at one session.
type Attendance struct {
	Record
	SessionID  ID     `gorm:"index;not null" json:"session_id"`
	EmployeeID ID     `gorm:"index;not null" json:"employee_id"`
	Attended   bool   `json:"attended"`
	Score      int    `json:"score"` // 0–100, −1 = not tested
	Note       string `json:"note"`
}

// CandidateStage is how far a candidate has come.
type CandidateStage string

// Stages of recruiting.
const (
	CandidateApplied   CandidateStage = "applied"   // 简历
	CandidateInterview CandidateStage = "interview" // 初试
	CandidateFinal     CandidateStage = "final"     // 复试
	CandidateOffer     CandidateStage = "offer"     // 录用通知
	CandidateHired     CandidateStage = "hired"     // 入职
	CandidateRejected  CandidateStage = "rejected"  // 淘汰
	CandidateWithdrew  CandidateStage = "withdrew"  // 放弃
)

// Candidate 应聘者.
type Candidate struct {
	Record
	Name       string         `gorm:"not null" json:"name"`
	Phone      string         `json:"phone"`
	Position   string         `json:"position"`
	RegionID   ID             `json:"region_id"`
	SuperiorID ID             `json:"superior_id"`
	Source     string         `json:"source"` // 招聘网站 内部推荐 …
	Stage      CandidateStage `gorm:"index;not null" json:"stage"`
	Applied    Date           `json:"applied"`
	StageOn    Date           `json:"stage_on"` // since when in this stage
	NextOn     Date           `json:"next_on"`  // appointment
	Score      int            `json:"score"`    // 1–5, 0 = none
	Reason     string         `json:"reason"`   // of rejection or withdrawal
	Note       string         `json:"note"`
	EmployeeID ID             `json:"employee_id"` // once hired
}

// CoachingNote 协访辅导: what was seen and agreed in a joint visit. An open next point is
// carried to the next joint visit with that employee.
type CoachingNote struct {
	Record
	EmployeeID ID     `gorm:"index;not null" json:"employee_id"`
	CoachID    ID     `json:"coach_id"`
	CustomerID ID     `gorm:"index" json:"customer_id"` // where, 0 if not with a customer
	Date       Date   `gorm:"index;not null" json:"date"`
	Good       string `json:"good"`
	Improve    string `json:"improve"`
	NextPoint  string `json:"next_point"`
	Done       bool   `json:"done"`       // the next point was seen to work
	CarriedTo  ID     `json:"carried_to"` // CoachingNote that took the point up
}

// KPIKind is where the figure of an appraisal comes from.
type KPIKind string

// Kinds of KPI; all but the manual one are taken from the data.
const (
	KPIAmount       KPIKind = "amount"        // 销售达成率
	KPIQuantity     KPIKind = "quantity"      // 销量达成率
	KPIReceipts     KPIKind = "receipts"      // 回款达成率
	KPINewCustomers KPIKind = "new_customers" // 新客户达成率
	KPIVisits       KPIKind = "visits"        // 拜访达成率
	KPIDistribution KPIKind = "distribution"  // 铺货达成率
	KPIOverdue      KPIKind = "overdue"       // 逾期占比: overdue ÷ receivables, less is better
	KPIBreadth      KPIKind = "breadth"       // 全品项
	KPIComplaints   KPIKind = "complaints"    // 投诉按期结案率
	KPITraining     KPIKind = "training"      // 必修课完成率
	KPIManual       KPIKind = "manual"        // 主管评分, 0–100
)

// AppraisalScheme 考核方案: weighted KPIs for some positions.
type AppraisalScheme struct {
	Record
	Name      string         `gorm:"not null" json:"name"`
	Positions string         `json:"positions"` // comma separated; "" = everyone
	From      Date           `gorm:"column:valid_from" json:"from"`
	To        Date           `gorm:"column:valid_to" json:"to"`
	Lines     []AppraisalKPI `gorm:"serializer:json" json:"lines"`
	Note      string         `json:"note"`
}

// AppraisalKPI is one weighted line of a scheme. The weights of a scheme add up to 10,000.
type AppraisalKPI struct {
	Kind   KPIKind `json:"kind"`
	Name   string  `json:"name"`
	Weight int     `json:"weight"` // basis points
	Floor  int     `json:"floor"`  // rate in basis points that scores 0
	Full   int     `json:"full"`   // rate in basis points that scores 100
	Cap    int     `json:"cap"`    // most points, 100 = no more than full
}

// Appraisal 考核: one person's month under a scheme, with its figures frozen at sign-off.
type Appraisal struct {
	Record
	EmployeeID ID              `gorm:"index;not null" json:"employee_id"`
	Month      Month           `gorm:"index;not null" json:"month"`
	SchemeID   ID              `gorm:"not null" json:"scheme_id"`
	Lines      []AppraisalLine `gorm:"serializer:json" json:"lines"`
	Score      int             `json:"score"`   // 1/100 point
	Comment    string          `json:"comment"` // of the superior
	Reply      string          `json:"reply"`   // of the employee
	ReviewerID ID              `json:"reviewer_id"`
	SignedAt   *time.Time      `json:"signed_at"` // nil = draft: the figures follow the data
}

// AppraisalLine is one KPI of an appraisal with the figures it was scored by.
type AppraisalLine struct {
	AppraisalKPI
	Target int64  `json:"target"` // in the metric's unit
	Actual int64  `json:"actual"`
	Rate   int64  `json:"rate"`   // 1/100 percent; meaningless without Known
	Known  bool   `json:"known"`  // false: no target or nothing to measure; its weight is spread over the others
	Points int    `json:"points"` // 1/100 point, before weighting
	Basis  string `json:"basis"`  // 口径 in words
}

// BonusScheme 奖金方案: how a month's bonus is computed for some positions.
type BonusScheme struct {
	Record
	Name      string      `gorm:"not null" json:"name"`
	Positions string      `json:"positions"`
	From      Date        `gorm:"column:valid_from" json:"from"`
	To        Date        `gorm:"column:valid_to" json:"to"`
	Lines     []BonusRule `gorm:"serializer:json" json:"lines"`
	Note      string      `json:"note"`
}

// BonusRule is one line of a bonus scheme: base × rate of the step its measure reaches.
type BonusRule struct {
	Name    string      `json:"name"`
	Measure KPIKind     `json:"measure"` // whose attainment chooses the step
	Base    BonusBase   `json:"base"`
	Fixed   Money       `json:"fixed"` // base for BonusFixed, per unit for BonusPerUnit
	Steps   []BonusStep `json:"steps"` // ascending by From
	Cap     Money       `json:"cap"`   // 0 = none
}

// BonusBase is what the rate of a bonus rule is applied to.
type BonusBase string

// Bases of a bonus.
const (
	BonusFixed   BonusBase = "fixed"    // a fixed sum
	BonusSales   BonusBase = "sales"    // net sales of the month
	BonusReceipt BonusBase = "receipts" // receipts of the month
	BonusExcess  BonusBase = "excess"   // net sales over target
	BonusPerUnit BonusBase = "per_unit" // count of the measure (new customers, visits …)
)

// BonusStep is a rate from an attainment on.
type BonusStep struct {
	From int `json:"from"` // attainment in basis points
	Rate int `json:"rate"` // basis points of the base
}

// BonusSheet 奖金表 of a month as it was signed off; until then it is computed.
type BonusSheet struct {
	Record
	EmployeeID ID         `gorm:"index;not null" json:"employee_id"`
	Month      Month      `gorm:"index;not null" json:"month"`
	SchemeID   ID         `json:"scheme_id"`
	Amount     Money      `json:"amount"`
	Adjust     Money      `json:"adjust"`
	Reason     string     `json:"reason"` // of the adjustment, required with one
	Body       string     `json:"body"`   // JSON: every line with its inputs
	SignedAt   *time.Time `json:"signed_at"`
}
