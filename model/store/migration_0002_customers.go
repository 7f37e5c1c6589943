package store

// customersTables0002 are what is kept about customers beside their file.
func customersTables0002() []any {
	return []any{&contact0002{}, &customerPolicy0002{}, &customerArea0002{}, &customerShare0002{}, &contactLog0002{}, &complaint0002{}, &satisfaction0002{}, &contract0002{}, &fieldDefinition0002{}, &savedView0002{}}
}

type contact0002 struct {
	Record0002
	CustomerID uint32 `gorm:"index;not null"`
	Name       string `gorm:"not null"`
	Role       string
	Phone      string
	Phone2     string
	WeChat     string `gorm:"column:wechat"`
	Email      string
	Birthday   int
	Main       bool
	Note       string
}

func (contact0002) TableName() string { return "contacts" }

type customerPolicy0002 struct {
	Record0002
	CustomerID uint32 `gorm:"index;not null"`
	From       int    `gorm:"column:valid_from"`
	To         int    `gorm:"column:valid_to"`
	PriceTier  string
	Rebate     int
	Terms      string
	Exclusive  bool
	Note       string
}

func (customerPolicy0002) TableName() string { return "customer_policies" }

type customerArea0002 struct {
	Record0002
	CustomerID uint32 `gorm:"index;not null"`
	RegionID   uint32 `gorm:"not null"`
}

func (customerArea0002) TableName() string { return "customer_areas" }

type customerShare0002 struct {
	Record0002
	CustomerID uint32 `gorm:"index;not null"`
	EmployeeID uint32 `gorm:"index;not null"`
	Share      int
	From       int `gorm:"column:valid_from"`
	To         int `gorm:"column:valid_to"`
}

func (customerShare0002) TableName() string { return "customer_shares" }

type contactLog0002 struct {
	Record0002
	CustomerID uint32 `gorm:"index;not null"`
	EmployeeID uint32 `gorm:"index"`
	ContactID  uint32
	Date       int    `gorm:"index;not null"`
	Method     string `gorm:"not null"`
	Planned    bool
	Ordered    bool
	Text       string
	NextStep   string
	NextOn     int
	NextDone   bool
	BatchID    uint32 `gorm:"index"`
}

func (contactLog0002) TableName() string { return "contact_logs" }

type complaint0002 struct {
	Record0002
	CustomerID   uint32 `gorm:"index;not null"`
	Date         int    `gorm:"index;not null"`
	ProductID    uint32 `gorm:"index"`
	Lot          string
	Quantity     int64
	Cause        string
	Text         string
	Cost         int64
	OwnerID      uint32
	Due          int
	ClosedOn     int
	Outcome      string
	Satisfaction int
	SkipLevel    bool
	Opinion      string
	Photos       string
}

func (complaint0002) TableName() string { return "complaints" }

type satisfaction0002 struct {
	Record0002
	CustomerID uint32 `gorm:"index;not null"`
	EmployeeID uint32
	Date       int `gorm:"index;not null"`
	Score      int
	Note       string
}

func (satisfaction0002) TableName() string { return "satisfactions" }

type contract0002 struct {
	Record0002
	CustomerID uint32 `gorm:"index;not null"`
	Number     string
	Title      string
	From       int `gorm:"column:valid_from"`
	To         int `gorm:"column:valid_to"`
	Commitment int64
	Deposit    int64
	Rebate     string
	Note       string
}

func (contract0002) TableName() string { return "contracts" }

type fieldDefinition0002 struct {
	Record0002
	Entity  string `gorm:"index;not null"`
	Name    string `gorm:"not null"`
	Kind    string `gorm:"not null"`
	Choices string
	Sort    int
}

func (fieldDefinition0002) TableName() string { return "field_definitions" }

type savedView0002 struct {
	Record0002
	Page string `gorm:"index;not null"`
	Name string `gorm:"not null"`
	Sort int
	Body string
}

func (savedView0002) TableName() string { return "saved_views" }
