package analysis

import (
	"cmp"
	"errors"
	"slices"

	"xunshi/model"
)

// Why posts of one employee cannot be as asked.
var (
	ErrBeforeHire  = errors.New("a post begins before the hire date")
	ErrAfterLeave  = errors.New("a post begins after the last day")
	ErrOverlap     = errors.New("two posts overlap")
	ErrGap         = errors.New("there are days without a post")
	ErrOnlyPost    = errors.New("the only post cannot be taken away")
	ErrNoSuchPost  = errors.New("there is no such post")
	ErrOwnSuperior = errors.New("nobody is their own superior")
)

// ReasonReturn marks the first post of someone who left and came back: the only one that
// may follow a gap.
const ReasonReturn = "复职" //i18n:data kept in the record

// SortPosts puts posts in the order of their dates, in place.
func SortPosts(posts []model.EmployeePost) []model.EmployeePost {
	slices.SortStableFunc(posts, func(a, b model.EmployeePost) int { return cmp.Compare(a.From, b.From) })
	return posts
}

// ChangePost puts a change of post from change.From on into someone's posts: the post in
// force then ends the day before, a post planned to begin later still does, and one that
// begins on that very day is replaced. A change dated before the first post becomes the
// first. The given posts stay as they are.
func ChangePost(posts []model.EmployeePost, change model.EmployeePost) ([]model.EmployeePost, error) {
	next := SortPosts(slices.Clone(posts))
	for i := range next {
		if next[i].From == change.From {
			change.Record, change.To = next[i].Record, next[i].To
			next[i] = change
			return next, nil
		}
	}
	at := slices.IndexFunc(next, func(p model.EmployeePost) bool { return p.From > change.From })
	if at < 0 {
		at = len(next)
	}
	change.To = 0
	switch {
	case at > 0: // it takes over what is left of the post before
		before := &next[at-1]
		if !before.To.IsZero() && before.To < change.From && change.Reason != ReasonReturn {
			return nil, ErrAfterLeave
		}
		if before.To >= change.From {
			change.To = before.To
		}
		if before.To.IsZero() || before.To >= change.From {
			before.To = change.From - 1
		}
	}
	if change.To.IsZero() && at < len(next) {
		change.To = next[at].From - 1
	}
	return slices.Insert(next, at, change), nil
}

// CorrectPost writes a post over the one with its row id; moving its first day moves the
// last day of the post before.
func CorrectPost(posts []model.EmployeePost, fixed model.EmployeePost) ([]model.EmployeePost, error) {
	next := SortPosts(slices.Clone(posts))
	at := slices.IndexFunc(next, func(p model.EmployeePost) bool { return p.ID == fixed.ID })
	if at < 0 || fixed.ID == 0 {
		return nil, ErrNoSuchPost
	}
	fixed.To = next[at].To
	if at > 0 {
		before := &next[at-1]
		if fixed.From <= before.From {
			return nil, ErrOverlap
		}
		if before.To == next[at].From-1 { // they touched, and shall again
			before.To = fixed.From - 1
		}
	}
	next[at] = fixed
	return next, nil
}

// DropPost takes the post with this row id away: the one before goes on in its place, and
// the first one's days go to the one after.
func DropPost(posts []model.EmployeePost, id model.ID) ([]model.EmployeePost, error) {
	next := SortPosts(slices.Clone(posts))
	at := slices.IndexFunc(next, func(p model.EmployeePost) bool { return p.ID == id })
	switch {
	case at < 0:
		return nil, ErrNoSuchPost
	case len(next) == 1:
		return nil, ErrOnlyPost
	case at == 0:
		next[1].From = next[0].From
	case next[at-1].To == next[at].From-1:
		next[at-1].To = next[at].To
	}
	return slices.Delete(next, at, at+1), nil
}

// EndPosts ends someone's posts with the last day: what was planned after it falls away.
// A last day of 0 takes an end back.
func EndPosts(posts []model.EmployeePost, last model.Date) []model.EmployeePost {
	next := SortPosts(slices.Clone(posts))
	if !last.IsZero() {
		next = slices.DeleteFunc(next, func(p model.EmployeePost) bool { return p.From > last })
	}
	if len(next) > 0 {
		next[len(next)-1].To = last
	}
	return next
}

// CheckPosts tells what is wrong with someone's posts between the hire and the last day
// (0: not known, not left): they neither overlap nor leave days out, but for the time
// somebody who came back was away.
func CheckPosts(posts []model.EmployeePost, hired, left model.Date) error {
	for i := range posts {
		p := &posts[i]
		switch {
		case p.SuperiorID != 0 && p.SuperiorID == p.EmployeeID:
			return ErrOwnSuperior
		case !hired.IsZero() && p.From < hired:
			return ErrBeforeHire
		case !left.IsZero() && p.From > left:
			return ErrAfterLeave
		case !p.To.IsZero() && p.To < p.From:
			return ErrOverlap
		}
		if i == 0 {
			continue
		}
		switch before := &posts[i-1]; {
		case before.To.IsZero() || before.To >= p.From:
			return ErrOverlap
		case before.To < p.From-1 && p.Reason != ReasonReturn:
			return ErrGap
		}
	}
	if n := len(posts); n > 0 && posts[n-1].To != left {
		return ErrGap
	}
	if len(posts) > 0 && !hired.IsZero() && posts[0].From > hired {
		return ErrGap
	}
	return nil
}
