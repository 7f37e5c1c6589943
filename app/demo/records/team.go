package records

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"

	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// How the demo's team has lived.
const (
	promotedAfter = 500 // days as 业务员 before a 主管 was made one
	formerReps    = 4   // who left in the last year, with a hand-over
)

// crew fills in the people.
type crew struct {
	*Book
	e      *store.Edit
	people []*model.Employee // copies, by code
}

// Team fills this area alone, for the tests of its pages.
func Team(ctx context.Context, s *store.Store, seed uint64) error {
	directory, err := s.Directory(ctx)
	if err != nil {
		return err
	}
	facts, err := s.Facts(ctx)
	if err != nil {
		return err
	}
	span, ok := facts.Span()
	if !ok {
		return nil
	}
	return fillTeam(ctx, &Book{Store: s, Directory: directory, Facts: facts, Today: span.To, Rand: rand.New(rand.NewPCG(seed, 1))})
}

// fillTeam gives people birthdays and the posts they held, and tells of those who left,
// have just come, come soon, and change their post next month.
func fillTeam(ctx context.Context, b *Book) error {
	_, err := b.Store.Edit(ctx, func(e *store.Edit) error {
		c := &crew{Book: b, e: e}
		for _, p := range b.Directory.Employees {
			copied := *p
			c.people = append(c.people, &copied)
		}
		slices.SortFunc(c.people, func(x, y *model.Employee) int { return cmp.Compare(x.Code, y.Code) })
		posts, err := store.FindIn(e, model.EmployeePost{})
		if err != nil {
			return err
		}
		for i, p := range c.people {
			if slices.ContainsFunc(posts, func(x model.EmployeePost) bool { return x.EmployeeID == p.ID }) {
				continue // taken on by another area
			}
			if err := c.tellPast(i, p); err != nil {
				return err
			}
		}
		if err := c.tellLeavers(); err != nil {
			return err
		}
		return c.tellNewcomers()
	})
	return err
}

// tellPast writes birthday, contact and posts of someone.
func (c *crew) tellPast(i int, p *model.Employee) error {
	age := 24 + c.Rand.IntN(22)
	year, _, _ := c.Today.YMD()
	p.Birthday = model.DateOf(year-age, 1, 1) + model.Date(c.Rand.IntN(365))
	if i%9 == 2 { // somebody's is near
		_, month, day := (c.Today + model.Date(3+i)).YMD()
		p.Birthday = model.DateOf(year-age, month, day)
	}
	p.WeChat = fmt.Sprintf("xs_%s", p.Code)
	p.Email = fmt.Sprintf("%s@example.com", p.Code)
	if err := store.Put(c.e, p); err != nil {
		return err
	}
	now := analysis.OpenPost(p)
	now.Reason = "入职"
	posts := []model.EmployeePost{now}
	if changed := p.Hired + promotedAfter; p.Position == "主管" && changed < c.Today-60 {
		before := now
		before.Position, before.To = "业务员", changed-1
		now.From, now.Reason = changed, "晋升"
		posts = []model.EmployeePost{before, now}
	}
	if p.Position == "业务员" && i == len(c.people)-1 { // one is to lead from next month on
		posts[0].To = c.Today.Month().Last()
		next := now
		next.From, next.Position, next.Reason = posts[0].To+1, "主管", "晋升"
		next.SuperiorID = c.superiorOf(p.SuperiorID)
		posts = append(posts, next)
	}
	for k := range posts {
		if err := store.Put(c.e, &posts[k]); err != nil {
			return err
		}
	}
	return nil
}

func (c *crew) superiorOf(id model.ID) model.ID {
	if p := c.Directory.Employees[id]; p != nil {
		return p.SuperiorID
	}
	return 0
}

// reps are the people with customers, by code.
func (c *crew) reps() []*model.Employee {
	var reps []*model.Employee
	for _, p := range c.people {
		if p.Position == "业务员" {
			reps = append(reps, p)
		}
	}
	return reps
}

var (
	formerNames = []string{"褚岳峰", "卫书宁", "蒋一帆", "韩景澜"}
	freshNames  = []string{"杨清禾", "秦思远"}
)

// tellLeavers invents people who left in the last year; the customers they handed over
// are their successor's now.
func (c *crew) tellLeavers() error {
	reps := c.reps()
	for i := range min(formerReps, len(reps)) {
		successor := reps[(i*5+1)%len(reps)]
		last := c.Today - model.Date(35+i*83)
		p := &model.Employee{Code: fmt.Sprintf("E%03d", 901+i), Name: formerNames[i], Position: "业务员", SuperiorID: successor.SuperiorID,
			RegionID: successor.RegionID, DepartmentID: successor.DepartmentID, Phone: fmt.Sprintf("100%08d", 20_000_000+i), Hired: last - model.Date(260+i*310), Left: last}
		if err := store.Put(c.e, p); err != nil {
			return err
		}
		post := analysis.OpenPost(p)
		post.Reason = "入职"
		if err := store.Put(c.e, &post); err != nil {
			return err
		}
		if err := c.handOver(p, successor.ID); err != nil {
			return err
		}
	}
	return nil
}

// handOver keeps a hand-over of a few of the successor's customers.
func (c *crew) handOver(giver *model.Employee, successor model.ID) error {
	var detail analysis.HandoverDetail
	var ids []model.ID
	for id, customer := range c.Directory.Customers {
		if customer.OwnerID == successor {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids[:min(12, len(ids))] {
		detail.Customers = append(detail.Customers, analysis.HandoverItem{ID: id, To: successor})
	}
	detail.LastDay = giver.Left
	body, err := json.Marshal(detail)
	if err != nil {
		return err
	}
	return store.Put(c.e, &model.Handover{FromID: giver.ID, Date: giver.Left - 2, Leaving: true, Customers: len(detail.Customers), Detail: string(body),
		Note: "离职交接"})
}

// tellNewcomers takes on one a few weeks ago and one for next week.
func (c *crew) tellNewcomers() error {
	reps := c.reps()
	if len(reps) == 0 {
		return nil
	}
	for i, hired := range []model.Date{c.Today - 18, c.Today + 6} {
		beside := reps[(i*3+2)%len(reps)]
		p := &model.Employee{Code: fmt.Sprintf("E%03d", 911+i), Name: freshNames[i], Position: "业务员", SuperiorID: beside.SuperiorID,
			RegionID: beside.RegionID, DepartmentID: beside.DepartmentID, Phone: fmt.Sprintf("100%08d", 30_000_000+i), Hired: hired}
		if err := store.Put(c.e, p); err != nil {
			return err
		}
		post := analysis.OpenPost(p)
		post.Reason = "入职"
		if err := store.Put(c.e, &post); err != nil {
			return err
		}
	}
	return nil
}
