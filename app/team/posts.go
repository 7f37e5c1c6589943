package team

import (
	"context"
	"fmt"
	"log/slog"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Transfer 调动: a change of post of one or several people from a day on. Fields that are
// nil stay as they are for each of them.
type Transfer struct {
	People       []model.ID
	From         model.Date
	Position     *string
	SuperiorID   *model.ID
	RegionID     *model.ID
	DepartmentID *model.ID
	Reason       string
}

// Move changes the posts of people from a day on, in the past, today or in the future, in
// one act.
func (b *Book) Move(ctx context.Context, t Transfer) (operation string, err error) {
	if len(t.People) == 0 {
		return "", model.NewFault(nil, i18n.T("还没有选人。"), i18n.T("数据没有改动。"), i18n.T("请先在名册里选人。"))
	}
	if t.From.IsZero() {
		return "", model.NewFault(nil, i18n.T("生效日期还没有填。"), i18n.T("数据没有改动。"), i18n.T("请填写生效日期。"))
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		a, err := begin(e, b.today())
		if err != nil {
			return err
		}
		for _, id := range t.People {
			if err := a.transfer(id, t); err != nil {
				return err
			}
		}
		return a.finish()
	})
}

// transfer plans the change of one person.
func (a *act) transfer(id model.ID, t Transfer) error {
	e, err := a.person(id)
	if err != nil {
		return err
	}
	base := nearestPost(a.line, t.From, id)
	next := model.EmployeePost{From: t.From, Position: base.Position, SuperiorID: base.SuperiorID, RegionID: base.RegionID,
		DepartmentID: base.DepartmentID, Reason: t.Reason}
	set(&next.Position, t.Position)
	set(&next.SuperiorID, t.SuperiorID)
	set(&next.RegionID, t.RegionID)
	set(&next.DepartmentID, t.DepartmentID)
	posts, err := analysis.ChangePost(a.posts(id), next)
	if err != nil {
		return postFault(err, e)
	}
	return a.plan(id, posts)
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

// CorrectPost writes over a post that was entered wrongly; another first day moves the last
// day of the post before. A post with row id 0 is the one an imported employee counts as
// holding.
func (b *Book) CorrectPost(ctx context.Context, post model.EmployeePost) (operation string, err error) {
	return b.rewrite(ctx, post.EmployeeID, func(a *act, posts []model.EmployeePost) ([]model.EmployeePost, error) {
		if post.ID == 0 && len(posts) == 1 {
			post.To = posts[0].To
			return []model.EmployeePost{post}, a.rehire(post)
		}
		next, err := analysis.CorrectPost(posts, post)
		if err == nil && next[0].ID == post.ID {
			err = a.rehire(post)
		}
		return next, err
	})
}

// rehire moves the hire date along with the first post.
func (a *act) rehire(first model.EmployeePost) error {
	e := a.people[first.EmployeeID]
	if e.Hired == first.From {
		return nil
	}
	e.Hired = first.From
	return store.Put(a.e, e)
}

// RemovePost takes a post away that never was: the one before goes on in its place.
func (b *Book) RemovePost(ctx context.Context, post model.EmployeePost) (operation string, err error) {
	return b.rewrite(ctx, post.EmployeeID, func(_ *act, posts []model.EmployeePost) ([]model.EmployeePost, error) {
		if post.ID == 0 {
			return nil, analysis.ErrOnlyPost
		}
		return analysis.DropPost(posts, post.ID)
	})
}

// rewrite changes one person's posts in one act.
func (b *Book) rewrite(ctx context.Context, id model.ID, change func(a *act, posts []model.EmployeePost) ([]model.EmployeePost, error)) (string, error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		a, err := begin(e, b.today())
		if err != nil {
			return err
		}
		who, err := a.person(id)
		if err != nil {
			return err
		}
		posts, err := change(a, a.posts(id))
		if err != nil {
			if _, ok := model.AsFault(err); ok {
				return err
			}
			return postFault(err, who)
		}
		if err := a.plan(id, posts); err != nil {
			return err
		}
		return a.finish()
	})
}

// Return 复职: someone who left comes back from a day on, to the post held last.
func (b *Book) Return(ctx context.Context, id model.ID, from model.Date) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		a, err := begin(e, b.today())
		if err != nil {
			return err
		}
		who, err := a.person(id)
		if err != nil {
			return err
		}
		if who.Left.IsZero() || from <= who.Left {
			return model.NewFault(nil, i18n.T("%s 在这一天还没有离职。", who.Name), i18n.T("数据没有改动。"), i18n.T("请检查复职日期。"))
		}
		last := nearestPost(a.line, who.Left, id)
		posts := a.posts(id)
		who.Left = 0
		back := model.EmployeePost{From: from, Position: last.Position, SuperiorID: last.SuperiorID, RegionID: last.RegionID,
			DepartmentID: last.DepartmentID, Reason: analysis.ReasonReturn}
		if from == last.To+1 { // never away: the leaving falls away
			posts = analysis.EndPosts(posts, 0)
		} else if posts, err = analysis.ChangePost(posts, back); err != nil {
			return postFault(err, who)
		}
		if err := a.plan(id, posts); err != nil {
			return err
		}
		return a.finish()
	})
}

// Settle brings the people's records up to a day: a post that was planned to begin by then
// shows in them. What an import changed in them beside their posts becomes a post from that
// day on, unless somebody would then report to themselves. It is called when the program
// opens; changed tells how many records it brought up to date.
func (b *Book) Settle(ctx context.Context, today model.Date) (changed int, err error) {
	l, err := b.Line(ctx)
	if err != nil {
		return 0, err
	}
	var late []model.ID
	for id, e := range l.Directory.Employees {
		posts := l.Posts(id)
		if len(posts) == 1 && posts[0].ID == 0 {
			continue // counted as holding what the record says
		}
		if !shows(e, nearestPost(l.ReportingLine, today, id)) || posts[len(posts)-1].To != e.Left {
			late = append(late, id)
		}
	}
	for _, id := range late {
		if err := b.settleOne(ctx, today, id); err != nil {
			if _, ok := model.AsFault(err); !ok {
				return changed, fmt.Errorf("settle the posts of %s: %w", l.Name(id), err)
			}
			slog.Warn("the posts of a person do not fit their record", "employee", id, "error", err)
			continue
		}
		changed++
	}
	return changed, nil
}

func (b *Book) settleOne(ctx context.Context, today model.Date, id model.ID) error {
	_, err := b.store.Edit(ctx, func(e *store.Edit) error {
		a, err := begin(e, today)
		if err != nil {
			return err
		}
		who, err := a.person(id)
		if err != nil {
			return err
		}
		posts := a.posts(id)
		if posts[len(posts)-1].To != who.Left {
			posts = analysis.EndPosts(posts, who.Left)
		}
		if !held(posts, who, today) { // changed from outside
			taken := analysis.OpenPost(who)
			taken.From = today
			if next, err := analysis.ChangePost(posts, taken); err == nil {
				if _, _, circle := a.line.With(id, next).Circle(id); !circle {
					posts = next
				}
			}
		}
		if err := a.plan(id, posts); err != nil {
			return err
		}
		return a.finish()
	})
	return err
}

// held tells whether the record says what one of the posts up to a day says: then it is
// only late.
func held(posts []model.EmployeePost, e *model.Employee, until model.Date) bool {
	for _, p := range posts {
		if p.From <= until && shows(e, p) {
			return true
		}
	}
	return false
}
