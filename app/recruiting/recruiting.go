// Package recruiting keeps candidates on their way from the first paper to the first day:
// stages with dates, appointments, rejections with a reason, and the act that makes an
// employee of a candidate.
package recruiting

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"xunshi/app/refusal"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Book is the use case over one store.
type Book struct {
	store *store.Store
	today func() model.Date
}

// New makes a Book.
func New(s *store.Store) *Book { return &Book{store: s, today: model.Today} }

// SetClock says what today is, instead of the computer's clock.
func (b *Book) SetClock(today func() model.Date) { b.today = today }

// Stages in the order a candidate goes through them; the last two end the way early.
var Stages = []model.CandidateStage{model.CandidateApplied, model.CandidateInterview, model.CandidateFinal,
	model.CandidateOffer, model.CandidateHired, model.CandidateRejected, model.CandidateWithdrew}

// StageName is the word for a stage.
func StageName(s model.CandidateStage) string {
	switch s {
	case model.CandidateApplied:
		return i18n.T("简历")
	case model.CandidateInterview:
		return i18n.T("初试")
	case model.CandidateFinal:
		return i18n.T("复试")
	case model.CandidateOffer:
		return i18n.T("录用通知")
	case model.CandidateHired:
		return i18n.T("入职")
	case model.CandidateRejected:
		return i18n.T("淘汰")
	case model.CandidateWithdrew:
		return i18n.T("放弃")
	}
	return string(s)
}

// Open tells whether a candidate in this stage is still on the way.
func Open(s model.CandidateStage) bool { return slices.Contains(Stages[:4], s) }

// Next is the stage after one that is open; Hired after the offer.
func Next(s model.CandidateStage) (next model.CandidateStage, ok bool) {
	if !Open(s) {
		return "", false
	}
	return Stages[slices.Index(Stages, s)+1], true
}

// Previous is the stage before one that is open.
func Previous(s model.CandidateStage) (previous model.CandidateStage, ok bool) {
	if at := slices.Index(Stages, s); Open(s) && at > 0 {
		return Stages[at-1], true
	}
	return "", false
}

// Save creates a candidate or changes what is known of one. The stage is changed by Move
// and Hire only; a new candidate begins with the first.
func (b *Book) Save(ctx context.Context, c *model.Candidate) (operation string, err error) {
	c.Name = strings.TrimSpace(c.Name)
	switch {
	case c.Name == "":
		return "", refusal.Because(i18n.T("应聘者没有姓名。"))
	case c.Score < 0 || c.Score > 5:
		return "", refusal.Because(i18n.T("评分要在 1 到 5 之间。"))
	case c.Applied > b.today():
		return "", refusal.Because(i18n.T("应聘日期不能在将来。"))
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		if c.ID == 0 {
			if c.Applied == 0 {
				c.Applied = b.today()
			}
			c.Stage, c.StageOn = model.CandidateApplied, c.Applied
			return store.Put(e, c)
		}
		was, err := candidate(e, c.ID)
		if err != nil {
			return err
		}
		c.Stage, c.StageOn, c.EmployeeID = was.Stage, was.StageOn, was.EmployeeID
		return store.Put(e, c)
	})
}

// Move puts a candidate into another stage from a day on. Ending the way needs a reason;
// hiring is done by Hire. An appointment that lies before the move is over.
func (b *Book) Move(ctx context.Context, id model.ID, to model.CandidateStage, on model.Date, reason string) (operation string, err error) {
	reason = strings.TrimSpace(reason)
	ends := to == model.CandidateRejected || to == model.CandidateWithdrew
	switch {
	case !slices.Contains(Stages, to):
		return "", refusal.Because(i18n.T("没有「%s」这个阶段。", string(to)))
	case to == model.CandidateHired:
		return "", refusal.Because(i18n.T("入职要填岗位和上级,请用「录用入职」。"))
	case ends && reason == "":
		return "", refusal.Because(i18n.T("%s要写原因。", StageName(to)))
	case on > b.today():
		return "", refusal.Because(i18n.T("阶段日期不能在将来。"))
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		c, err := candidate(e, id)
		if err != nil {
			return err
		}
		switch {
		case c.Stage == model.CandidateHired:
			return refusal.Because(i18n.T("%s 已经入职,不能再换阶段。", c.Name))
		case c.Stage == to:
			return nil
		case on < c.StageOn:
			return refusal.Because(i18n.T("%[1]s 从 %[2]s 起在「%[3]s」,新阶段不能更早。", c.Name, c.StageOn, StageName(c.Stage)))
		}
		c.Stage, c.StageOn = to, on
		if c.Reason = ""; ends {
			c.Reason, c.NextOn = reason, 0
		}
		if c.NextOn <= on {
			c.NextOn = 0
		}
		return store.Put(e, c)
	})
}

// Post is what a new employee begins with.
type Post struct {
	Code         string
	From         model.Date // first working day
	Position     string
	RegionID     model.ID
	DepartmentID model.ID
	SuperiorID   model.ID
}

// Hire makes an employee of a candidate, with the first post, as one act.
func (b *Book) Hire(ctx context.Context, id model.ID, p Post) (employee model.ID, operation string, err error) {
	p.Code, p.Position = strings.TrimSpace(p.Code), strings.TrimSpace(p.Position)
	switch {
	case p.From.IsZero():
		return 0, "", refusal.Because(i18n.T("请填入职日期。"))
	case p.Position == "":
		return 0, "", refusal.Because(i18n.T("请填职位。"))
	}
	operation, err = b.store.Edit(ctx, func(e *store.Edit) error {
		c, err := candidate(e, id)
		if err != nil {
			return err
		}
		if !Open(c.Stage) {
			return refusal.Because(i18n.T("%[1]s 已经是「%[2]s」,不能录用。", c.Name, StageName(c.Stage)))
		}
		if p.From < c.Applied {
			return refusal.Because(i18n.T("入职日期早于应聘日期 %s。", c.Applied))
		}
		if err := freeCode(e, p.Code); err != nil {
			return err
		}
		if employee, err = employ(e, c, p); err != nil {
			return err
		}
		c.Stage, c.StageOn, c.NextOn, c.Reason, c.EmployeeID = model.CandidateHired, p.From, 0, "", employee
		c.Position, c.RegionID, c.SuperiorID = p.Position, p.RegionID, p.SuperiorID
		return store.Put(e, c)
	})
	if err != nil {
		return 0, "", err
	}
	return employee, operation, nil
}

func freeCode(e *store.Edit, code string) error {
	if code == "" {
		return nil
	}
	same, err := store.FindIn(e, model.Employee{Code: code})
	if err != nil {
		return fmt.Errorf("look for the employee number: %w", err)
	}
	if len(same) > 0 {
		return refusal.Because(i18n.T("工号 %[1]s 已经是 %[2]s 的。", code, same[0].Name))
	}
	return nil
}

func employ(e *store.Edit, c *model.Candidate, p Post) (model.ID, error) {
	person := model.Employee{Code: p.Code, Name: c.Name, Position: p.Position, SuperiorID: p.SuperiorID, RegionID: p.RegionID,
		DepartmentID: p.DepartmentID, Phone: c.Phone, Hired: p.From}
	if err := store.Put(e, &person); err != nil {
		return 0, err
	}
	return person.ID, store.Put(e, &model.EmployeePost{EmployeeID: person.ID, From: p.From, Position: p.Position,
		SuperiorID: p.SuperiorID, RegionID: p.RegionID, DepartmentID: p.DepartmentID, Reason: i18n.T("入职")})
}

// TakeBack undoes a hiring: employee and post go, the candidate is where they were. The
// candidate lets go of the employee first, because an employee somebody speaks of stays.
func (b *Book) TakeBack(ctx context.Context, id model.ID, operation string) error {
	let, err := b.store.Edit(ctx, func(e *store.Edit) error {
		c, err := candidate(e, id)
		if err != nil {
			return err
		}
		c.EmployeeID = 0
		return store.Put(e, c)
	})
	if err != nil {
		return err
	}
	err = b.store.Undo(ctx, operation)
	if err != nil && let != "" {
		return errors.Join(err, b.store.Undo(ctx, let))
	}
	return err
}

// Remove takes a candidate away; one who was hired stays, as the beginning of a career.
func (b *Book) Remove(ctx context.Context, id model.ID) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		c, err := candidate(e, id)
		if err != nil {
			return err
		}
		if c.Stage == model.CandidateHired {
			return refusal.Because(i18n.T("%s 已经入职,应聘记录要留着。", c.Name))
		}
		return store.Remove(e, c)
	})
}

func candidate(e *store.Edit, id model.ID) (*model.Candidate, error) {
	c, err := store.GetIn[model.Candidate](e, id)
	if err != nil {
		return nil, fmt.Errorf("read the candidate: %w", err)
	}
	if c == nil {
		return nil, refusal.Because(i18n.T("这位应聘者已经被删除。"))
	}
	return c, nil
}

// Undo takes an act back, Redo makes it again.
func (b *Book) Undo(ctx context.Context, operation string) error { return b.store.Undo(ctx, operation) }

// Redo makes an act that was undone again.
func (b *Book) Redo(ctx context.Context, operation string) error { return b.store.Redo(ctx, operation) }
