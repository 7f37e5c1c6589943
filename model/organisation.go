package model

// Region 区域: a node of the tree of sales areas. A parent's figures include its children's.
type Region struct {
	Record
	Code      string `gorm:"index" json:"code"`
	Name      string `gorm:"index;not null" json:"name"`
	ParentID  ID     `gorm:"index" json:"parent_id"`
	ManagerID ID     `json:"manager_id"` // Employee who runs it, 0 if none
	Sort      int    `json:"sort"`
	BatchID   ID     `gorm:"index" json:"batch_id"` // import that created it, 0 if by hand
}

// Department 部门: a selling unit of the company (直销部, 批发部 …).
type Department struct {
	Record
	Code     string `gorm:"index" json:"code"`
	Name     string `gorm:"index;not null" json:"name"`
	ParentID ID     `gorm:"index" json:"parent_id"`
	Sort     int    `json:"sort"`
	BatchID  ID     `gorm:"index" json:"batch_id"`
}

// Employee 人员: someone in the reporting line. Position, superior, region and department
// are those of today; EmployeePost keeps what they were and will be.
type Employee struct {
	Record
	Code         string `gorm:"index" json:"code"`
	Name         string `gorm:"index;not null" json:"name"`
	Position     string `json:"position"` // 业务员, 主管, 区域经理 …
	SuperiorID   ID     `gorm:"index" json:"superior_id"`
	RegionID     ID     `gorm:"index" json:"region_id"`
	DepartmentID ID     `gorm:"index" json:"department_id"`
	Phone        string `json:"phone"`
	Hired        Date   `json:"hired"`
	Left         Date   `gorm:"column:left_on" json:"left"`
	BatchID      ID     `gorm:"index" json:"batch_id"`

	Pinyin   string `json:"-"`
	Photo    string `json:"photo"` // file name in the folder photos of the data folder, "" = none
	WeChat   string `gorm:"column:wechat" json:"wechat"`
	Email    string `json:"email"`
	Birthday Date   `json:"birthday"`
	Sort     int    `json:"sort"` // among those of one superior
	Note     string `json:"note"`
}

// Active tells whether the employee works here on date d.
func (e *Employee) Active(d Date) bool {
	return (e.Hired.IsZero() || e.Hired <= d) && (e.Left.IsZero() || d <= e.Left)
}
