package team

import (
	"cmp"
	"context"
	"slices"

	"xunshi/app/measuring"
	"xunshi/model"
	"xunshi/model/store"
)

func customerNode(id model.ID) measuring.Node { return measuring.Node{CustomerID: id} }

// readContacts adds the contacts of the month and the open next steps.
func (b *Book) readContacts(ctx context.Context, p *Person) error {
	counted := append([]model.ID{p.Employee.ID}, p.Line.Reports(p.On, p.Employee.ID, true)...) // as the figures do
	for _, id := range counted {
		made, err := store.Find(ctx, b.store, model.ContactLog{EmployeeID: id})
		if err != nil {
			return err
		}
		for i := range made {
			if p.Month.Period().Contains(made[i].Date) {
				p.Logs = append(p.Logs, p.step(made[i]))
			}
		}
	}
	open, err := b.openSteps(ctx, p.Employee.ID)
	if err != nil {
		return err
	}
	for i := range open {
		p.Steps = append(p.Steps, p.step(open[i]))
	}
	slices.SortStableFunc(p.Logs, func(a, b Step) int { return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.ID, a.ID)) })
	return nil
}

// openSteps lists, by date, the next steps someone has to take: those of their own
// contacts but for those handed over, and those they took over.
func (b *Book) openSteps(ctx context.Context, id model.ID) ([]model.ContactLog, error) {
	own, err := store.Find(ctx, b.store, model.ContactLog{EmployeeID: id})
	if err != nil {
		return nil, err
	}
	handed, err := b.handedSteps(ctx)
	if err != nil {
		return nil, err
	}
	open := keep(own, func(c *model.ContactLog) bool {
		to, ok := handed[c.ID]
		return openStep(c) && (!ok || to == id)
	})
	for step, to := range handed {
		if to != id {
			continue
		}
		taken, err := store.Get[model.ContactLog](ctx, b.store, step)
		if err != nil {
			return nil, err
		}
		if taken != nil && openStep(taken) && taken.EmployeeID != id {
			open = append(open, *taken)
		}
	}
	slices.SortFunc(open, func(a, b model.ContactLog) int {
		return cmp.Or(cmp.Compare(a.NextOn, b.NextOn), cmp.Compare(a.ID, b.ID))
	})
	return open, nil
}

// step is a contact with the names in it.
func (p *Person) step(c model.ContactLog) Step {
	s := Step{ContactLog: c, Employee: p.Line.Name(c.EmployeeID)}
	if customer := p.Line.Directory.Customers[c.CustomerID]; customer != nil {
		s.Customer = customer.Name
	}
	return s
}

// handedSteps tells who follows up the contacts whose next step was handed over, by the
// contact; the latest hand-over counts.
func (b *Book) handedSteps(ctx context.Context) (map[model.ID]model.ID, error) {
	kept, err := store.Find(ctx, b.store, model.Handover{})
	if err != nil {
		return nil, err
	}
	to := map[model.ID]model.ID{}
	for i := range kept {
		detail, err := detailOf(&kept[i])
		if err != nil {
			return nil, err
		}
		for _, s := range detail.Steps {
			to[s.ID] = s.To
		}
	}
	return to, nil
}

// records reads what other pages keep about someone.
func (b *Book) records(ctx context.Context, id model.ID) (r PersonRecords, err error) {
	if r.Trainings, err = b.trainings(ctx, id); err != nil {
		return r, err
	}
	if r.Appraisals, err = store.Find(ctx, b.store, model.Appraisal{EmployeeID: id}); err != nil {
		return r, err
	}
	slices.SortFunc(r.Appraisals, func(a, b model.Appraisal) int { return cmp.Compare(b.Month, a.Month) })
	if r.Coaching, err = store.Find(ctx, b.store, model.CoachingNote{EmployeeID: id}); err != nil {
		return r, err
	}
	slices.SortFunc(r.Coaching, func(a, b model.CoachingNote) int { return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.ID, a.ID)) })
	r.Handovers, err = b.Handovers(ctx, id)
	return r, err
}

func (b *Book) trainings(ctx context.Context, id model.ID) ([]Training, error) {
	attended, err := store.Find(ctx, b.store, model.Attendance{EmployeeID: id})
	if err != nil || len(attended) == 0 {
		return nil, err
	}
	sessions, err := store.Find(ctx, b.store, model.TrainingSession{})
	if err != nil {
		return nil, err
	}
	courses, err := store.Find(ctx, b.store, model.Course{})
	if err != nil {
		return nil, err
	}
	var out []Training
	for _, a := range attended {
		t := Training{Attendance: a}
		if i := slices.IndexFunc(sessions, func(s model.TrainingSession) bool { return s.ID == a.SessionID }); i >= 0 {
			t.Date, t.Held = sessions[i].Date, sessions[i].Held
			if k := slices.IndexFunc(courses, func(c model.Course) bool { return c.ID == sessions[i].CourseID }); k >= 0 {
				t.Course, t.Pass = courses[k].Name, courses[k].PassScore
			}
		}
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b Training) int { return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.ID, a.ID)) })
	return out, nil
}
