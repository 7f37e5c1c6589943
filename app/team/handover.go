package team

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// HandoverPlan says what goes to whom. Whatever no successor is named for stays.
type HandoverPlan struct {
	From       model.ID
	Date       model.Date            // first day of the successors, not after today: customers change hands at once
	LastDay    model.Date            // of the giver; 0 = they stay with the company
	Customers  map[model.ID]model.ID // customer → successor
	Complaints map[model.ID]model.ID // complaint → successor; others go with their customer
	TargetsTo  model.ID              // takes the later targets that are for no one customer, and the shares in others' customers
	Superior   model.ID              // takes the reports, the regions and the candidates
	Note       string
}

// Leaving tells whether the giver leaves the company.
func (p *HandoverPlan) Leaving() bool { return !p.LastDay.IsZero() }

// complaintTo is who takes a complaint, 0 if nobody.
func (p *HandoverPlan) complaintTo(c *model.Complaint) model.ID {
	return cmp.Or(p.Complaints[c.ID], p.Customers[c.CustomerID])
}

// targetTo is who takes a target, 0 if nobody: then it stays.
func (p *HandoverPlan) targetTo(t *model.Target) model.ID {
	if t.CustomerID != 0 {
		return p.Customers[t.CustomerID]
	}
	return p.TargetsTo
}

// superiorOf is the new superior of one who reported to the giver: one who takes the
// giver's place reports to the giver's superior.
func (p *HandoverPlan) superiorOf(report, above model.ID) model.ID {
	if report == p.Superior {
		return above
	}
	return p.Superior
}

// Missing says in words what a leaving giver would leave without a successor; nothing is
// missing for one who stays.
func (p *HandoverPlan) Missing(s *Estate) []string {
	if !p.Leaving() {
		return nil
	}
	var out []string
	customers, complaints := 0, 0
	for i := range s.Customers {
		if p.Customers[s.Customers[i].Customer.ID] == 0 {
			customers++
		}
	}
	for i := range s.Complaints {
		if p.complaintTo(&s.Complaints[i]) == 0 {
			complaints++
		}
	}
	if customers > 0 {
		out = append(out, i18n.T("还有 %d 家客户没有接手人", customers))
	}
	if complaints > 0 {
		out = append(out, i18n.T("还有 %d 条未结投诉没有接手人", complaints))
	}
	if p.Superior == 0 && len(s.Reports) > 0 {
		out = append(out, i18n.T("还有 %d 位下属没有新上级", len(s.Reports)))
	}
	if p.Superior == 0 && len(s.Regions) > 0 {
		out = append(out, i18n.T("还有 %d 个区域没有新负责人", len(s.Regions)))
	}
	return out
}

// HandOver gives over as planned, in one act that can be undone as one: customers,
// complaints, shares, later targets, reports, regions and candidates get their new names,
// the giver's last day is set, and the hand-over is kept. What was sold, collected and
// visited before stays with the one who did it.
func (b *Book) HandOver(ctx context.Context, p HandoverPlan) (handover *model.Handover, operation string, err error) {
	if p.Date.IsZero() || p.Date > b.today() {
		return nil, "", model.NewFault(nil, i18n.T("交接日期要在今天或之前:客户从点“完成交接”起就归接手人。"), i18n.T("数据没有改动。"),
			i18n.T("请改交接日期;最后工作日可以晚于交接日期。"))
	}
	s, err := b.Estate(ctx, p.From, p.Date)
	if err != nil {
		return nil, "", err
	}
	if missing := p.Missing(s); len(missing) > 0 {
		return nil, "", model.NewFault(nil, missing[0]+i18n.T("。"), i18n.T("数据没有改动。"), i18n.T("请先为每一项选好接手人。"))
	}
	h := &handing{plan: p, estate: s}
	operation, err = b.store.Edit(ctx, func(e *store.Edit) error {
		h.detail = analysis.HandoverDetail{LastDay: p.LastDay}
		if h.act, err = begin(e, b.today()); err != nil {
			return err
		}
		return h.do()
	})
	if err != nil {
		return nil, "", err
	}
	return &h.record, operation, nil
}

// handing is one hand-over while it is done.
type handing struct {
	*act
	plan   HandoverPlan
	estate *Estate
	detail analysis.HandoverDetail
	record model.Handover
}

func (h *handing) do() error {
	if err := h.checkSuccessors(); err != nil {
		return err
	}
	for _, step := range []func() error{h.customers, h.complaints, h.shares, h.targets, h.reports, h.regions, h.candidates} {
		if err := step(); err != nil {
			return err
		}
	}
	h.steps()
	if len(h.detail.Customers) == 0 && h.detail.Items() == 0 && !h.plan.Leaving() {
		return model.NewFault(nil, i18n.T("还没有选要交接的内容。"), i18n.T("数据没有改动。"), i18n.T("请至少为一家客户选一位接手人。"))
	}
	if h.plan.Leaving() {
		if err := h.leave(); err != nil {
			return err
		}
	}
	if err := h.finish(); err != nil {
		return err
	}
	return h.keep()
}

func (h *handing) checkSuccessors() error {
	named := map[model.ID]bool{h.plan.TargetsTo: true, h.plan.Superior: true}
	for _, to := range h.plan.Customers {
		named[to] = true
	}
	for _, to := range h.plan.Complaints {
		named[to] = true
	}
	delete(named, 0)
	for id := range named {
		who, err := h.person(id)
		if err != nil {
			return err
		}
		if id == h.plan.From || !h.line.Employed(h.plan.Date, id) {
			return model.NewFault(nil, i18n.T("%[1]s 在 %[2]s 不能接手。", who.Name, h.plan.Date), i18n.T("数据没有改动。"),
				i18n.T("请选一位当天在职的其他人。"))
		}
	}
	return nil
}

func (h *handing) customers() error {
	for i := range h.estate.Customers {
		c := &h.estate.Customers[i]
		to := h.plan.Customers[c.Customer.ID]
		if to == 0 {
			continue
		}
		changed := c.Customer
		changed.OwnerID = to
		if err := store.Put(h.e, &changed); err != nil {
			return err
		}
		h.detail.Customers = append(h.detail.Customers, analysis.HandoverItem{ID: changed.ID, To: to, Money: c.Balance, Late: c.Overdue})
	}
	return nil
}

func (h *handing) complaints() error {
	for _, c := range h.estate.Complaints {
		to := h.plan.complaintTo(&c)
		if to == 0 {
			continue
		}
		c.OwnerID = to
		if err := store.Put(h.e, &c); err != nil {
			return err
		}
		h.detail.Complaints = append(h.detail.Complaints, analysis.HandoverItem{ID: c.ID, To: to})
	}
	return nil
}

// shares ends the giver's part in other people's customers and begins the successor's.
func (h *handing) shares() error {
	to := h.plan.TargetsTo
	if to == 0 || !h.plan.Leaving() {
		return nil
	}
	for _, s := range h.estate.Shares {
		next := model.CustomerShare{CustomerID: s.CustomerID, EmployeeID: to, Share: s.Share, From: max(s.From, h.plan.Date), To: s.To}
		if s.From < h.plan.Date {
			s.To = h.plan.Date - 1
			if err := store.Put(h.e, &s); err != nil {
				return err
			}
		} else if err := store.Remove(h.e, &s); err != nil {
			return err
		}
		if err := store.Put(h.e, &next); err != nil {
			return err
		}
		h.detail.Shares = append(h.detail.Shares, analysis.HandoverItem{ID: s.CustomerID, To: to})
	}
	return nil
}

// targets gives the later targets over; one the successor has for the same already grows.
func (h *handing) targets() error {
	for _, t := range h.estate.Targets {
		to := h.plan.targetTo(&t)
		if to == 0 {
			continue
		}
		theirs, err := h.sameTarget(t, to)
		if err != nil {
			return err
		}
		if theirs == nil {
			t.EmployeeID = to
			err = store.Put(h.e, &t)
		} else {
			theirs.Value += t.Value
			if err = store.Put(h.e, theirs); err == nil {
				err = store.Remove(h.e, &t)
			}
		}
		if err != nil {
			return err
		}
		h.detail.Targets = append(h.detail.Targets, analysis.HandoverItem{ID: t.ID, To: to})
	}
	return nil
}

// sameTarget is the successor's target for exactly what t is for, nil if there is none.
func (h *handing) sameTarget(t model.Target, to model.ID) (*model.Target, error) {
	all, err := store.FindIn(h.e, model.Target{Month: t.Month, Level: t.Level, Metric: t.Metric, EmployeeID: to})
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(o model.Target) bool {
		return o.Span == t.Span && o.RegionID == t.RegionID && o.DepartmentID == t.DepartmentID && o.CustomerID == t.CustomerID &&
			o.ProductID == t.ProductID && o.Category == t.Category && o.Channel == t.Channel
	})
	if at < 0 {
		return nil, nil
	}
	return &all[at], nil
}

// reports gives those who report to the giver, or are to later, their new superior.
func (h *handing) reports() error {
	if h.plan.Superior == 0 {
		return nil
	}
	above := h.line.Superior(h.plan.Date, h.plan.From)
	for _, id := range h.estate.Reports {
		next := h.plan.superiorOf(id, above)
		posts := h.posts(id)
		if h.line.Superior(h.plan.Date, id) == h.plan.From && h.line.Employed(h.plan.Date, id) {
			change := nearestPost(h.line, h.plan.Date, id)
			change.Record, change.From, change.SuperiorID, change.Reason = model.Record{}, h.plan.Date, next, i18n.T("上级交接")
			var err error
			if posts, err = analysis.ChangePost(posts, change); err != nil {
				return postFault(err, h.people[id])
			}
		}
		for i := range posts {
			if posts[i].From > h.plan.Date && posts[i].SuperiorID == h.plan.From {
				posts[i].SuperiorID = next
			}
		}
		if err := h.act.plan(id, posts); err != nil {
			return err
		}
		h.detail.Reports = append(h.detail.Reports, analysis.HandoverItem{ID: id, To: next})
	}
	for _, n := range h.estate.Coaching {
		h.detail.Coaching = append(h.detail.Coaching, analysis.HandoverItem{ID: n.ID, To: h.plan.superiorOf(n.EmployeeID, above)})
	}
	return nil
}

func (h *handing) regions() error {
	if h.plan.Superior == 0 {
		return nil
	}
	for _, r := range h.estate.Regions {
		r.ManagerID = h.plan.Superior
		if err := store.Put(h.e, &r); err != nil {
			return err
		}
		h.detail.Regions = append(h.detail.Regions, analysis.HandoverItem{ID: r.ID, To: r.ManagerID})
	}
	return nil
}

func (h *handing) candidates() error {
	if h.plan.Superior == 0 {
		return nil
	}
	for _, c := range h.estate.Candidates {
		c.SuperiorID = h.plan.Superior
		if err := store.Put(h.e, &c); err != nil {
			return err
		}
		h.detail.Candidates = append(h.detail.Candidates, analysis.HandoverItem{ID: c.ID, To: c.SuperiorID})
	}
	return nil
}

// steps notes who has the open next steps from now on: whoever looks after the customer.
// The records themselves keep the name of the one who was there.
func (h *handing) steps() {
	for i := range h.estate.Steps {
		s := &h.estate.Steps[i]
		to := h.plan.Customers[s.CustomerID]
		if c := h.estate.Line.Directory.Customers[s.CustomerID]; to == 0 && c != nil && c.OwnerID != h.plan.From {
			to = c.OwnerID
		}
		if to != 0 {
			h.detail.Steps = append(h.detail.Steps, analysis.HandoverItem{ID: s.ID, To: to})
		}
	}
}

// leave sets the giver's last day; what they would still have in hand refuses it.
func (h *handing) leave() error {
	who, err := h.person(h.plan.From)
	if err != nil {
		return err
	}
	if !who.Hired.IsZero() && h.plan.LastDay < who.Hired {
		return model.NewFault(nil, i18n.T("离职日期早于入职日期。"), i18n.T("数据没有改动。"), i18n.T("请检查这两个日期。"))
	}
	who.Left = h.plan.LastDay
	if err := h.checkLeaving(who); err != nil {
		return err
	}
	if err := store.Put(h.e, who); err != nil {
		return err
	}
	return h.act.plan(who.ID, analysis.EndPosts(h.posts(who.ID), h.plan.LastDay))
}

// keep writes the hand-over itself.
func (h *handing) keep() error {
	detail, err := json.Marshal(h.detail)
	if err != nil {
		return fmt.Errorf("write down the hand-over: %w", err)
	}
	h.record = model.Handover{FromID: h.plan.From, Date: h.plan.Date, Leaving: h.plan.Leaving(), Customers: len(h.detail.Customers),
		Items: h.detail.Items(), Detail: string(detail), Note: h.plan.Note, Operation: h.e.Operation()}
	return store.Put(h.e, &h.record)
}
