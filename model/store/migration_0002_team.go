package store

import "time"

// teamTables0002 are what is kept about people.
func teamTables0002() []any {
	return []any{&employeePost0002{}, &handover0002{}, &course0002{}, &trainingSession0002{}, &attendance0002{}, &candidate0002{}, &coachingNote0002{}, &appraisalScheme0002{}, &appraisal0002{}, &bonusScheme0002{}, &bonusSheet0002{}}
}

type employeePost0002 struct {
	Record0002
	EmployeeID   uint32 `gorm:"index;not null"`
	From         int    `gorm:"column:valid_from"`
	To           int    `gorm:"column:valid_to"`
	Position     string
	SuperiorID   uint32 `gorm:"index"`
	RegionID     uint32
	DepartmentID uint32
	Reason       string
}

func (employeePost0002) TableName() string { return "employee_posts" }

type handover0002 struct {
	Record0002
	FromID    uint32 `gorm:"index;not null"`
	Date      int    `gorm:"not null"`
	Leaving   bool
	Customers int
	Items     int
	Detail    string
	Note      string
	Operation string
}

func (handover0002) TableName() string { return "handovers" }

type course0002 struct {
	Record0002
	Name      string `gorm:"not null"`
	Mandatory bool
	Positions string
	ValidDays int
	PassScore int
	Hours     int
	Material  string
	Note      string
}

func (course0002) TableName() string { return "courses" }

type trainingSession0002 struct {
	Record0002
	CourseID uint32 `gorm:"index;not null"`
	Date     int    `gorm:"index;not null"`
	Place    string
	Trainer  string
	Held     bool
	Note     string
}

func (trainingSession0002) TableName() string { return "training_sessions" }

type attendance0002 struct {
	Record0002
	SessionID  uint32 `gorm:"index;not null"`
	EmployeeID uint32 `gorm:"index;not null"`
	Attended   bool
	Score      int
	Note       string
}

func (attendance0002) TableName() string { return "attendances" }

type candidate0002 struct {
	Record0002
	Name       string `gorm:"not null"`
	Phone      string
	Position   string
	RegionID   uint32
	SuperiorID uint32
	Source     string
	Stage      string `gorm:"index;not null"`
	Applied    int
	StageOn    int
	NextOn     int
	Score      int
	Reason     string
	Note       string
	EmployeeID uint32
}

func (candidate0002) TableName() string { return "candidates" }

type coachingNote0002 struct {
	Record0002
	EmployeeID uint32 `gorm:"index;not null"`
	CoachID    uint32
	CustomerID uint32 `gorm:"index"`
	Date       int    `gorm:"index;not null"`
	Good       string
	Improve    string
	NextPoint  string
	Done       bool
	CarriedTo  uint32
}

func (coachingNote0002) TableName() string { return "coaching_notes" }

type appraisalScheme0002 struct {
	Record0002
	Name      string `gorm:"not null"`
	Positions string
	From      int `gorm:"column:valid_from"`
	To        int `gorm:"column:valid_to"`
	Lines     string
	Note      string
}

func (appraisalScheme0002) TableName() string { return "appraisal_schemes" }

type appraisal0002 struct {
	Record0002
	EmployeeID uint32 `gorm:"index;not null"`
	Month      int    `gorm:"index;not null"`
	SchemeID   uint32 `gorm:"not null"`
	Lines      string
	Score      int
	Comment    string
	Reply      string
	ReviewerID uint32
	SignedAt   *time.Time
}

func (appraisal0002) TableName() string { return "appraisals" }

type bonusScheme0002 struct {
	Record0002
	Name      string `gorm:"not null"`
	Positions string
	From      int `gorm:"column:valid_from"`
	To        int `gorm:"column:valid_to"`
	Lines     string
	Note      string
}

func (bonusScheme0002) TableName() string { return "bonus_schemes" }

type bonusSheet0002 struct {
	Record0002
	EmployeeID uint32 `gorm:"index;not null"`
	Month      int    `gorm:"index;not null"`
	SchemeID   uint32
	Amount     int64
	Adjust     int64
	Reason     string
	Body       string
	SignedAt   *time.Time
}

func (bonusSheet0002) TableName() string { return "bonus_sheets" }
