package analysis

import (
	"cmp"
	"slices"

	"xunshi/model"
)

// Movement is a hire (the first day) or a leaving (the last day) of someone.
type Movement struct {
	EmployeeID model.ID
	Date       model.Date
	Post       model.EmployeePost // held on that day
}

// Turnover 人员流动 over a period. The rate is leavers ÷ average headcount; the average is
// the mean of the headcounts of all days. Someone who only changes post or region moves
// neither in nor out.
type Turnover struct {
	Hires, Leavers []Movement // by date
	Start, End     int        // headcount before the first day and at the end of the last
	Days           int
	HeadDays       int64 // the headcounts of all days together
}

// Average headcount in 1/100 of a person; unknown for an empty period.
func (t Turnover) Average() Value {
	if t.Days == 0 {
		return Value{}
	}
	return Some(model.MulDiv(t.HeadDays, 100, int64(t.Days)))
}

// Rate 流失率 in the unit of Rate; unknown where nobody worked.
func (t Turnover) Rate() Value { return Rate(int64(len(t.Leavers))*int64(t.Days), t.HeadDays) }

// Turnover counts hires and leavers of a period among the posts that in says yes to.
func (l *ReportingLine) Turnover(p model.Period, in func(post *model.EmployeePost) bool) Turnover {
	t := Turnover{Days: p.Days()}
	for id, posts := range l.posts {
		e := l.people[id]
		for i := range posts {
			post := clip(posts[i], e)
			if !in(&post) {
				continue
			}
			t.HeadDays += int64(overlap(post, p))
			first := i == 0 || posts[i-1].To < posts[i].From-1
			last := i == len(posts)-1 || posts[i].To < posts[i+1].From-1
			if first && !post.From.IsZero() && p.Contains(post.From) {
				t.Hires = append(t.Hires, Movement{id, post.From, post})
			}
			if last && !post.To.IsZero() && p.Contains(post.To) {
				t.Leavers = append(t.Leavers, Movement{id, post.To, post})
			}
			stays := func(after model.Date) bool {
				return post.InForce(after) && e.Active(after) && !(last && post.To == after)
			}
			if stays(p.From - 1) {
				t.Start++
			}
			if stays(p.To) {
				t.End++
			}
		}
	}
	byDate := func(a, b Movement) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.EmployeeID, b.EmployeeID))
	}
	slices.SortFunc(t.Hires, byDate)
	slices.SortFunc(t.Leavers, byDate)
	return t
}

// clip keeps a post within the hire and leave dates of the record.
func clip(p model.EmployeePost, e *model.Employee) model.EmployeePost {
	if p.From < e.Hired {
		p.From = e.Hired
	}
	if !e.Left.IsZero() && (p.To.IsZero() || p.To > e.Left) {
		p.To = e.Left
	}
	return p
}

// overlap is how many days of a period a post is held.
func overlap(post model.EmployeePost, p model.Period) int {
	from, to := max(post.From, p.From), p.To
	if !post.To.IsZero() {
		to = min(to, post.To)
	}
	return model.Period{From: from, To: to}.Days()
}
