// Package complaints is the register of complaints (投诉) and of how content customers are
// (满意度): entering, closing, figures, charts and the printed list.
package complaints

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Desk is the use case over a store; photos lie in a folder of its data folder.
type Desk struct{ store *store.Store }

// New works on a store.
func New(s *store.Store) *Desk { return &Desk{s} }

// DaysToAnswer is how long a complaint has by default before it is due.
const DaysToAnswer = 7

// Causes are the usual causes of complaints; words of one's own are allowed.
//
//i18n:data
var Causes = []string{"质量", "包装", "物流", "临期", "价格", "服务", "促销兑现", "其他"}

// Row is one complaint with the names it speaks of.
type Row struct {
	model.Complaint
	Customer     string
	CustomerCode string
	Pinyin       string // of the customer
	Product      string
	RegionID     model.ID
	Region       string
	Owner        string
	Late         int // days past due while open, 0 = not late
	Days         int // from the complaint to its closure, or until today
}

// Open tells whether the complaint is not closed.
func (r *Row) Open() bool { return r.ClosedOn.IsZero() }

// WaitsForOpinion tells whether it came past the manager in charge, who has not said
// anything yet.
func (r *Row) WaitsForOpinion() bool {
	return r.Open() && r.SkipLevel && strings.TrimSpace(r.Opinion) == ""
}

// Register is all complaints and notes of satisfaction on a day.
type Register struct {
	Today     model.Date
	Rows      []Row // the latest overdue first, then open by due date, then closed, newest first
	Notes     []model.Satisfaction
	Directory *model.Directory
}

// Register reads all complaints as of today.
func (d *Desk) Register(ctx context.Context, today model.Date) (*Register, error) {
	directory, err := d.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	all, err := store.Find(ctx, d.store, model.Complaint{})
	if err != nil {
		return nil, err
	}
	notes, err := store.Find(ctx, d.store, model.Satisfaction{})
	if err != nil {
		return nil, err
	}
	r := &Register{Today: today, Rows: make([]Row, len(all)), Notes: notes, Directory: directory}
	for i := range all {
		r.Rows[i] = row(directory, &all[i], today)
	}
	slices.SortStableFunc(r.Rows, byUrgency)
	return r, nil
}

func row(d *model.Directory, c *model.Complaint, today model.Date) Row {
	r := Row{Complaint: *c}
	if customer := d.Customers[c.CustomerID]; customer != nil {
		r.Customer, r.CustomerCode, r.Pinyin, r.RegionID = customer.Name, customer.Code, customer.Pinyin, customer.RegionID
	}
	if product := d.Products[c.ProductID]; product != nil {
		r.Product = product.Name
	}
	if region := d.Regions[r.RegionID]; region != nil {
		r.Region = region.Name
	}
	if owner := d.Employees[c.OwnerID]; owner != nil {
		r.Owner = owner.Name
	}
	end := today
	if !r.Open() {
		end = c.ClosedOn
	}
	r.Days = max(int(end-c.Date), 0)
	if c.Overdue(today) {
		r.Late = int(today - c.Due)
	}
	return r
}

func byUrgency(a, b Row) int {
	open := func(r *Row) int {
		switch {
		case r.Late > 0:
			return 0
		case r.Open():
			return 1
		}
		return 2
	}
	due := func(r *Row) model.Date {
		if r.Due.IsZero() {
			return model.Date(1 << 30)
		}
		return r.Due
	}
	if c := cmp.Compare(open(&a), open(&b)); c != 0 {
		return c
	}
	if !a.Open() {
		return cmp.Or(cmp.Compare(b.ClosedOn, a.ClosedOn), cmp.Compare(b.ID, a.ID))
	}
	return cmp.Or(cmp.Compare(due(&a), due(&b)), cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
}

// State picks complaints by how far they are.
type State string

// States of complaints.
const (
	AnyState       State = ""
	OpenState      State = "open"
	OverdueState   State = "overdue"
	OpinionPending State = "opinion"
	ClosedState    State = "closed"
)

// StateName is a state in words.
func StateName(s State) string {
	switch s {
	case OpenState:
		return i18n.T("未结案")
	case OverdueState:
		return i18n.T("已逾期")
	case OpinionPending:
		return i18n.T("待主管意见")
	case ClosedState:
		return i18n.T("已结案")
	}
	return i18n.T("全部")
}

// Filter says which complaints are wanted; its zero value is all.
type Filter struct {
	State    State
	RegionID model.ID // with those below it
	Cause    string
	Text     string       // customer, product, lot or words of the complaint
	Period   model.Period // of the complaint's date; zero = all time
}

// Filter gives the complaints that pass, in the register's order.
func (r *Register) Filter(f Filter) []Row {
	query := model.NewQuery(f.Text)
	var out []Row
	for i := range r.Rows {
		if c := &r.Rows[i]; r.passes(c, &f, query) {
			out = append(out, *c)
		}
	}
	return out
}

func (r *Register) passes(c *Row, f *Filter, query model.Query) bool {
	switch f.State {
	case OpenState:
		if !c.Open() {
			return false
		}
	case OverdueState:
		if c.Late == 0 {
			return false
		}
	case OpinionPending:
		if !c.WaitsForOpinion() {
			return false
		}
	case ClosedState:
		if c.Open() {
			return false
		}
	}
	if f.RegionID != 0 && !r.Directory.RegionWithin(c.RegionID, f.RegionID) {
		return false
	}
	if f.Cause != "" && c.Cause != f.Cause || f.Period != (model.Period{}) && (c.Date < f.Period.From || c.Date > f.Period.To) {
		return false
	}
	if query.Blank() {
		return true
	}
	needle := strings.ToLower(strings.TrimSpace(f.Text))
	return query.Score(c.CustomerCode, c.Customer, c.Pinyin) > 0 ||
		strings.Contains(strings.ToLower(strings.Join([]string{c.Product, c.Lot, c.Text, c.Cause, c.Owner, c.Outcome}, "\n")), needle)
}

// Fresh is a new complaint as the form proposes it: today, due in a week, seen to by the
// person in charge of the customer.
func Fresh(d *model.Directory, customer model.ID, today model.Date) model.Complaint {
	c := model.Complaint{CustomerID: customer, Date: today, Due: today + DaysToAnswer}
	if known := d.Customers[customer]; known != nil {
		c.OwnerID = known.OwnerID
	}
	return c
}

// ManagerOf is the manager in charge of a customer: who runs its region or the nearest one
// above that somebody runs, else the superior of the person in charge. Nil if there is none.
func ManagerOf(d *model.Directory, customer model.ID) *model.Employee {
	c := d.Customers[customer]
	if c == nil {
		return nil
	}
	seen := map[model.ID]bool{}
	for id := c.RegionID; id != 0 && !seen[id]; {
		seen[id] = true
		r := d.Regions[id]
		if r == nil {
			break
		}
		if manager := d.Employees[r.ManagerID]; manager != nil {
			return manager
		}
		id = r.ParentID
	}
	if owner := d.Employees[c.OwnerID]; owner != nil {
		return d.Employees[owner.SuperiorID]
	}
	return nil
}
