package team

import (
	"context"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Roster 名册: everyone with their month.
type Roster struct {
	Today        model.Date
	Month        model.Month
	Until        model.Date // sales are in until then
	TimeProgress analysis.Value
	Rows         []Row
	Leavers      int // people who have left, shown or not
	Notes        []string
}

// Status is where someone stands with the company.
type Status string

// Statuses.
const (
	Working Status = "working"
	Coming  Status = "coming"  // hired for a later day
	Leaving Status = "leaving" // works here, the last day is set
	Gone    Status = "gone"
)

// Word of the status.
func (s Status) Word() string {
	switch s {
	case Coming:
		return i18n.T("待入职")
	case Leaving:
		return i18n.T("将离职")
	case Gone:
		return i18n.T("已离职")
	case Working:
	}
	return i18n.T("在职")
}

// Row is one person of the roster.
type Row struct {
	Employee   model.Employee
	Post       model.EmployeePost
	Superior   string
	Region     string
	Department string
	PhotoPath  string
	Tenure     int // months, to the last day of one who has left
	Status     Status
	Next       *model.EmployeePost // the next change that is planned, nil if none
	Figures
}

// Roster reads everyone who works here, with those who have left on demand. The zero month
// is that of the latest sales.
func (b *Book) Roster(ctx context.Context, month model.Month, leavers bool) (*Roster, error) {
	v, err := b.view(ctx, month)
	if err != nil {
		return nil, err
	}
	today := b.today()
	r := &Roster{Today: today, Month: v.month, Until: v.until, TimeProgress: v.elapsed.TimeProgress(), Notes: v.notes()}
	for _, id := range v.line.People() {
		row := b.row(v, id, today)
		if row.Status == Gone {
			r.Leavers++
			if !leavers {
				continue
			}
		}
		r.Rows = append(r.Rows, row)
	}
	return r, nil
}

func (b *Book) row(v *monthView, id model.ID, today model.Date) Row {
	l := v.line
	e := l.Directory.Employees[id]
	row := Row{Employee: *e, PhotoPath: b.PhotoPath(e.Photo), Status: statusOf(l, e, today), Figures: v.figures(id)}
	row.stand(l, today)
	for _, p := range l.Posts(id) {
		if p.From > today && p.ID != row.Post.ID {
			row.Next = &p
			break
		}
	}
	return row
}

// stand puts someone where they stood on a day.
func (r *Row) stand(l *Line, on model.Date) {
	r.Post = nearestPost(l.ReportingLine, on, r.Employee.ID)
	r.Superior, r.Region, r.Department = l.Name(r.Post.SuperiorID), l.Region(r.Post.RegionID), l.Department(r.Post.DepartmentID)
	if !r.Employee.Hired.IsZero() {
		r.Tenure = Months(r.Employee.Hired, lastDay(&r.Employee, on))
	}
}

func lastDay(e *model.Employee, today model.Date) model.Date {
	if !e.Left.IsZero() {
		return min(e.Left, today)
	}
	return today
}

func statusOf(l *Line, e *model.Employee, today model.Date) Status {
	switch {
	case !e.Left.IsZero() && e.Left < today:
		return Gone
	case !e.Left.IsZero():
		return Leaving
	case !l.Employed(today, e.ID):
		return Coming
	}
	return Working
}

// Months counts the whole months from one day to another, 0 before.
func Months(from, to model.Date) int {
	if from.IsZero() || to < from {
		return 0
	}
	n := int(to.Month() - from.Month())
	_, _, first := from.YMD()
	_, _, last := to.YMD()
	if last < first && to != to.Month().Last() {
		n--
	}
	return n
}

// TenureText says months as 3 年 2 个月.
func TenureText(months int) string {
	switch years := months / 12; {
	case years == 0:
		return i18n.T("%d 个月", months)
	case months%12 == 0:
		return i18n.T("%d 年", years)
	default:
		return i18n.T("%[1]d 年 %[2]d 个月", years, months%12)
	}
}

// notes are the 口径 of a person's month.
func (v *monthView) notes() []string {
	return []string{
		i18n.T("带人的岗位,数字含其全部下级;业务员只计本人。汇报关系取当月最后一天(本月取今天)。"),
		i18n.T("销售额为净额(减退货),按明细上的业务员归集,共同负责的客户按约定比例;达成率 = 本月累计 ÷ 全月目标,无目标记“—”;进度差 = 达成率 − 时间进度(百分点)。"),
		i18n.T("时间进度算到 %s(销售已入账的最后一天;过完的月份算全月)。", v.until),
		i18n.T("回款按收款日期;拜访、电话按联系记录,记在去的人名下;新客户 = 在整本账里首次进货落在本月的客户;铺货 = 本月有进货的客户数。"),
		i18n.T("应收与逾期是 %s 的余额,归当天的客户负责人:交接前的余额仍算原负责人,从交接日起才算接手人。", v.on),
	}
}
