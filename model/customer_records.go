package model

// Contact 联系人 of a customer.
type Contact struct {
	Record
	CustomerID ID     `gorm:"index;not null" json:"customer_id"`
	Name       string `gorm:"not null" json:"name"`
	Role       string `json:"role"` // 老板 采购 店长 财务 …
	Phone      string `json:"phone"`
	Phone2     string `json:"phone2"`
	WeChat     string `gorm:"column:wechat" json:"wechat"`
	Email      string `json:"email"`
	Birthday   Date   `json:"birthday"`
	Main       bool   `json:"main"` // first to call
	Note       string `json:"note"`
}

// CustomerPolicy 销售政策: what is agreed with a customer for a time.
type CustomerPolicy struct {
	Record
	CustomerID ID     `gorm:"index;not null" json:"customer_id"`
	From       Date   `gorm:"column:valid_from" json:"from"`
	To         Date   `gorm:"column:valid_to" json:"to"` // last day, 0 = open
	PriceTier  string `json:"price_tier"`
	Rebate     int    `json:"rebate"` // basis points of net sales
	Terms      string `json:"terms"`  // 返利条件, 费用支持 … in words
	Exclusive  bool   `json:"exclusive"`
	Note       string `json:"note"`
}

// InForce tells whether the policy holds on date d.
func (p *CustomerPolicy) InForce(d Date) bool {
	return (p.From.IsZero() || p.From <= d) && (p.To.IsZero() || d <= p.To)
}

// CustomerArea 约定区域: a region (with those below it) a customer may sell in. A customer
// without any may sell in the region of its file.
type CustomerArea struct {
	Record
	CustomerID ID `gorm:"index;not null" json:"customer_id"`
	RegionID   ID `gorm:"not null" json:"region_id"`
}

// CustomerShare 共同负责: the part of a customer's sales credited to an employee beside or
// instead of the owner. Without shares the owner has all; with them, each has the stated
// part and the owner what is left to 100%.
type CustomerShare struct {
	Record
	CustomerID ID   `gorm:"index;not null" json:"customer_id"`
	EmployeeID ID   `gorm:"index;not null" json:"employee_id"`
	Share      int  `json:"share"` // basis points, 1–10,000
	From       Date `gorm:"column:valid_from" json:"from"`
	To         Date `gorm:"column:valid_to" json:"to"`
}

// ContactMethod is how someone was in touch with a customer.
type ContactMethod string

// Methods of contact.
const (
	ContactVisit   ContactMethod = "visit"   // 拜访
	ContactCall    ContactMethod = "call"    // 电话
	ContactWeChat  ContactMethod = "wechat"  // 微信
	ContactMail    ContactMethod = "mail"    // 邮件
	ContactMeeting ContactMethod = "meeting" // 会面
)

// ContactLog 联系记录: one contact with a customer.
type ContactLog struct {
	Record
	CustomerID ID            `gorm:"index;not null" json:"customer_id"`
	EmployeeID ID            `gorm:"index" json:"employee_id"` // who did it
	ContactID  ID            `json:"contact_id"`               // whom they spoke to, 0 if not named
	Date       Date          `gorm:"index;not null" json:"date"`
	Method     ContactMethod `gorm:"not null" json:"method"`
	Planned    bool          `json:"planned"` // a visit that stood in the plan
	Ordered    bool          `json:"ordered"` // it brought an order
	Text       string        `json:"text"`
	NextStep   string        `json:"next_step"`
	NextOn     Date          `json:"next_on"`
	NextDone   bool          `json:"next_done"`
	BatchID    ID            `gorm:"index" json:"batch_id"`
}

// Complaint 客户投诉.
type Complaint struct {
	Record
	CustomerID   ID       `gorm:"index;not null" json:"customer_id"`
	Date         Date     `gorm:"index;not null" json:"date"`
	ProductID    ID       `gorm:"index" json:"product_id"`
	Lot          string   `json:"lot"` // 批号/喷码
	Quantity     Quantity `json:"quantity"`
	Cause        string   `json:"cause"` // 质量 包装 物流 服务 价格 …
	Text         string   `json:"text"`
	Cost         Money    `json:"cost"`
	OwnerID      ID       `json:"owner_id"` // Employee who sees to it
	Due          Date     `json:"due"`
	ClosedOn     Date     `json:"closed_on"` // 0 = open
	Outcome      string   `json:"outcome"`
	Satisfaction int      `json:"satisfaction"` // of the customer with the outcome, 1–5, 0 = not asked
	SkipLevel    bool     `json:"skip_level"`   // 越级: brought to the director past the manager in charge
	Opinion      string   `json:"opinion"`      // of the manager in charge; a skip-level complaint cannot be closed without it
	Photos       string   `json:"photos"`       // file names in the folder photos of the data folder, comma separated
}

// Overdue tells whether the complaint is open past its due date on day d.
func (c *Complaint) Overdue(d Date) bool {
	return c.ClosedOn.IsZero() && !c.Due.IsZero() && c.Due < d
}

// Satisfaction 满意度: how content a customer said to be.
type Satisfaction struct {
	Record
	CustomerID ID     `gorm:"index;not null" json:"customer_id"`
	EmployeeID ID     `json:"employee_id"` // who asked
	Date       Date   `gorm:"index;not null" json:"date"`
	Score      int    `json:"score"` // 1–5
	Note       string `json:"note"`
}

// Contract 合同 with a customer.
type Contract struct {
	Record
	CustomerID ID     `gorm:"index;not null" json:"customer_id"`
	Number     string `json:"number"`
	Title      string `json:"title"`
	From       Date   `gorm:"column:valid_from" json:"from"`
	To         Date   `gorm:"column:valid_to" json:"to"`
	Commitment Money  `json:"commitment"` // sales agreed for the whole term
	Deposit    Money  `json:"deposit"`
	Rebate     string `json:"rebate"` // terms in words
	Note       string `json:"note"`
}

// FieldDefinition 自定义字段: a field the user added to a kind of record.
type FieldDefinition struct {
	Record
	Entity  string `gorm:"index;not null" json:"entity"` // "customer"
	Name    string `gorm:"not null" json:"name"`
	Kind    string `gorm:"not null" json:"kind"` // text number date choice yes
	Choices string `json:"choices"`              // comma separated, for choice
	Sort    int    `json:"sort"`
}

// SavedView 视图: filters, columns and order of a list under a name.
type SavedView struct {
	Record
	Page string `gorm:"index;not null" json:"page"` // "customers" …
	Name string `gorm:"not null" json:"name"`
	Sort int    `json:"sort"`
	Body string `json:"body"` // JSON the page understands
}
