package team

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Estate is what someone has in hand: all there is to give over.
type Estate struct {
	Giver      model.Employee
	Date       model.Date // first day of the successors
	Line       *Line
	Customers  []EstateCustomer      // by sales, the largest first
	Steps      []model.ContactLog    // theirs, with an open next step: they go with the customer
	Complaints []model.Complaint     // open ones they see to
	Shares     []model.CustomerShare // of customers of others, running
	Targets    []model.Target        // of theirs, for months after the one of the date
	Coaching   []model.CoachingNote  // open points they gave to others
	Reports    []model.ID            // report to them on the date or are to later
	Regions    []model.Region        // they run
	Candidates []model.Candidate     // open ones who would report to them
}

// EstateCustomer is a customer to be given over.
type EstateCustomer struct {
	Customer model.Customer
	Sales    model.Money // net of the last 365 days
	Balance  model.Money // owed on the day before the hand-over
	Overdue  model.Money
	Steps    int // open next steps at this customer
}

// Estate reads what someone has in hand on a date.
func (b *Book) Estate(ctx context.Context, giver model.ID, date model.Date) (*Estate, error) {
	l, err := b.Line(ctx)
	if err != nil {
		return nil, err
	}
	who := l.Directory.Employees[giver]
	if who == nil {
		return nil, model.NewFault(nil, i18n.T("这个人已经不在名册里。"), i18n.T("数据没有改动。"), i18n.T("请刷新后再试。"))
	}
	s := &Estate{Giver: *who, Date: date, Line: l}
	if err := b.readItems(ctx, s); err != nil {
		return nil, err
	}
	return s, b.fillCustomers(ctx, s)
}

// readItems reads everything but the customers.
func (b *Book) readItems(ctx context.Context, s *Estate) error {
	id, date := s.Giver.ID, s.Date
	var err error
	if s.Steps, err = b.openSteps(ctx, id); err != nil {
		return err
	}
	complaints, err := store.Find(ctx, b.store, model.Complaint{OwnerID: id})
	if err != nil {
		return err
	}
	s.Complaints = keep(complaints, func(c *model.Complaint) bool { return c.ClosedOn.IsZero() })
	shares, err := store.Find(ctx, b.store, model.CustomerShare{EmployeeID: id})
	if err != nil {
		return err
	}
	s.Shares = keep(shares, func(c *model.CustomerShare) bool { return c.To.IsZero() || c.To >= date })
	targets, err := store.Find(ctx, b.store, model.Target{EmployeeID: id})
	if err != nil {
		return err
	}
	s.Targets = keep(targets, func(t *model.Target) bool { return t.Month > date.Month() })
	notes, err := store.Find(ctx, b.store, model.CoachingNote{CoachID: id})
	if err != nil {
		return err
	}
	s.Coaching = keep(notes, func(n *model.CoachingNote) bool { return n.NextPoint != "" && !n.Done && n.CarriedTo == 0 })
	candidates, err := store.Find(ctx, b.store, model.Candidate{SuperiorID: id})
	if err != nil {
		return err
	}
	s.Candidates = keep(candidates, func(c *model.Candidate) bool {
		return !slices.Contains([]model.CandidateStage{model.CandidateHired, model.CandidateRejected, model.CandidateWithdrew}, c.Stage)
	})
	s.Reports = reporting(s.Line.ReportingLine, id, date)
	for _, region := range s.Line.Directory.Regions {
		if region.ManagerID == id {
			s.Regions = append(s.Regions, *region)
		}
	}
	slices.SortFunc(s.Regions, func(a, b model.Region) int { return cmp.Compare(a.Code, b.Code) })
	return nil
}

// reporting lists who reports to someone on a date, or is to report to them later.
func reporting(l *analysis.ReportingLine, id model.ID, date model.Date) []model.ID {
	reports := l.Reports(date, id, false)
	for _, other := range l.People() {
		for _, p := range l.Posts(other) {
			if p.SuperiorID == id && p.From > date && !slices.Contains(reports, other) {
				reports = append(reports, other)
			}
		}
	}
	return reports
}

func openStep(c *model.ContactLog) bool { return c.NextStep != "" && !c.NextDone }

func keep[T any](all []T, wanted func(*T) bool) []T {
	return slices.DeleteFunc(all, func(v T) bool { return !wanted(&v) })
}

// fillCustomers adds the customers with what they bought and owe.
func (b *Book) fillCustomers(ctx context.Context, s *Estate) error {
	facts, err := b.store.Facts(ctx)
	if err != nil {
		return err
	}
	sales := map[model.ID]model.Money{}
	lo, hi := facts.Range(model.Period{From: s.Date - 365, To: s.Date - 1})
	for i := lo; i < hi; i++ {
		if facts.Flags[i].Counts() {
			sales[facts.Customers[i]] += facts.Amounts[i]
		}
	}
	accounts, err := b.accounts(ctx, s.Line.Directory, model.Period{From: s.Date - 1, To: s.Date - 1})
	if err != nil {
		return err
	}
	steps := map[model.ID]int{}
	for i := range s.Steps {
		steps[s.Steps[i].CustomerID]++
	}
	for id, c := range s.Line.Directory.Customers {
		if c.OwnerID != s.Giver.ID {
			continue
		}
		a := accounts[id]
		s.Customers = append(s.Customers, EstateCustomer{Customer: *c, Sales: sales[id], Balance: a.Balance(), Overdue: a.Ageing.Overdue(), Steps: steps[id]})
	}
	slices.SortFunc(s.Customers, func(x, y EstateCustomer) int {
		return cmp.Or(cmp.Compare(y.Sales, x.Sales), cmp.Compare(x.Customer.Code, y.Customer.Code), cmp.Compare(x.Customer.ID, y.Customer.ID))
	})
	return nil
}

// accounts gives every customer's receivables over a period.
func (b *Book) accounts(ctx context.Context, d *model.Directory, p model.Period) (map[model.ID]analysis.Account, error) {
	entries, err := b.store.ReceivableEntries(ctx, p.To)
	if err != nil {
		return nil, fmt.Errorf("read the receivables until %s: %w", p.To, err)
	}
	return analysis.Accounts(entries, p, func(id model.ID) int {
		if c := d.Customers[id]; c != nil {
			return c.TermDays
		}
		return 0
	}), nil
}

// Must says in words what has to be given over before someone may leave: "3 家客户、
// 2 位下属"; "" when nothing is left.
func (s *Estate) Must() string {
	var parts []string
	add := func(n int, text string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf(text, n))
		}
	}
	add(len(s.Customers), i18n.T("%d 家客户"))
	add(len(s.Complaints), i18n.T("%d 条未结投诉"))
	add(len(s.Reports), i18n.T("%d 位下属"))
	add(len(s.Regions), i18n.T("%d 个负责的区域"))
	return strings.Join(parts, i18n.T("、"))
}

// Leave 离职: the last working day of someone who has nothing in hand any more. What was
// planned for them after it falls away.
func (b *Book) Leave(ctx context.Context, id model.ID, last model.Date) (operation string, err error) {
	l, err := b.Line(ctx)
	if err != nil {
		return "", err
	}
	who := l.Directory.Employees[id]
	if who == nil {
		return "", model.NewFault(nil, i18n.T("这个人已经不在名册里。"), i18n.T("数据没有改动。"), i18n.T("请刷新后再试。"))
	}
	leaver := *who
	leaver.Left = last
	return b.Save(ctx, &leaver)
}

// checkLeaving refuses a last day of someone who still has something in hand.
func (a *act) checkLeaving(e *model.Employee) error {
	s := &Estate{Giver: *e, Date: e.Left + 1}
	s.Reports = reporting(a.line, e.ID, s.Date)
	owned, err := store.FindIn(a.e, model.Customer{OwnerID: e.ID})
	if err != nil {
		return err
	}
	s.Customers = make([]EstateCustomer, len(owned))
	complaints, err := store.FindIn(a.e, model.Complaint{OwnerID: e.ID})
	if err != nil {
		return err
	}
	s.Complaints = keep(complaints, func(c *model.Complaint) bool { return c.ClosedOn.IsZero() })
	if s.Regions, err = store.FindIn(a.e, model.Region{ManagerID: e.ID}); err != nil {
		return err
	}
	left := s.Must()
	if left == "" {
		return nil
	}
	return model.NewFault(nil, i18n.T("%[1]s 名下还有%[2]s,不能离职。", e.Name, left), i18n.T("数据没有改动。"),
		i18n.T("请先做交接,把这些交给接手人。"))
}
