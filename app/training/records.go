package training

import (
	"cmp"
	"slices"

	"xunshi/model"
)

// State says how someone stands with a course.
type State int

// States, the best first.
const (
	Done     State = iota // 已通过, still valid
	Waiting               // 待考: attended, no score yet
	Failed                // 不及格: the last test was below the pass score
	Expired               // 过期: passed once, has to be taken again
	Missing               // 未参加
	NotAsked              // the course is not required of this person
)

// Standing is how one person stands with one course on a day.
type Standing struct {
	State   State
	On      model.Date // of the attendance that decides, 0 if none
	Until   model.Date // last day a pass holds, 0 = for good
	Score   int        // of that attendance, NotTested without one
	Planned model.Date // of a session to come that the person is listed for, 0 if none
}

// Lacking tells whether the course still has to be taken (again).
func (s Standing) Lacking() bool { return s.State != Done && s.State != NotAsked }

// Records is everything about training as it stands on a day. It is read-only.
type Records struct {
	On        model.Date
	Directory *model.Directory
	Courses   []model.Course          // mandatory ones first
	Sessions  []model.TrainingSession // newest first

	attended map[model.ID][]entry            // by employee
	lists    map[model.ID][]model.Attendance // by session
}

// entry is one line of someone's own record.
type entry struct {
	session *model.TrainingSession
	model.Attendance
}

func newRecords(on model.Date, d *model.Directory, courses []model.Course, sessions []model.TrainingSession, rows []model.Attendance) *Records {
	r := &Records{On: on, Directory: d, Courses: courses, Sessions: sessions,
		attended: map[model.ID][]entry{}, lists: map[model.ID][]model.Attendance{}}
	slices.SortStableFunc(r.Courses, func(a, b model.Course) int {
		if a.Mandatory != b.Mandatory {
			if a.Mandatory {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Name, b.Name)
	})
	slices.SortStableFunc(r.Sessions, func(a, b model.TrainingSession) int { return cmp.Compare(b.Date, a.Date) })
	byID := map[model.ID]*model.TrainingSession{}
	for i := range r.Sessions {
		byID[r.Sessions[i].ID] = &r.Sessions[i]
	}
	for _, a := range rows {
		if s := byID[a.SessionID]; s != nil {
			r.attended[a.EmployeeID] = append(r.attended[a.EmployeeID], entry{s, a})
			r.lists[s.ID] = append(r.lists[s.ID], a)
		}
	}
	for _, list := range r.attended {
		slices.SortStableFunc(list, func(a, b entry) int { return cmp.Compare(b.session.Date, a.session.Date) })
	}
	return r
}

// Course by its id, nil if there is none.
func (r *Records) Course(id model.ID) *model.Course {
	for i := range r.Courses {
		if r.Courses[i].ID == id {
			return &r.Courses[i]
		}
	}
	return nil
}

// Session by its id, nil if there is none.
func (r *Records) Session(id model.ID) *model.TrainingSession {
	for i := range r.Sessions {
		if r.Sessions[i].ID == id {
			return &r.Sessions[i]
		}
	}
	return nil
}

// List is who is on the list of a session, in the order of the team.
func (r *Records) List(session model.ID) []model.Attendance {
	list := slices.Clone(r.lists[session])
	place := byPlace(r.Directory)
	slices.SortStableFunc(list, func(a, b model.Attendance) int {
		x, y := r.Directory.Employees[a.EmployeeID], r.Directory.Employees[b.EmployeeID]
		if x == nil || y == nil {
			return cmp.Compare(a.ID, b.ID)
		}
		return place(x, y)
	})
	return list
}

// Required tells whether someone must have a course.
func Required(c *model.Course, e *model.Employee) bool {
	return c.Mandatory && MeantFor(c.Positions, e.Position)
}

// Of is how someone stands with a course; NotAsked where it is not required and was never
// taken.
func (r *Records) Of(e *model.Employee, c *model.Course) Standing {
	s := Standing{State: Missing, Score: NotTested}
	decided := false
	for _, a := range r.attended[e.ID] { // newest first
		if a.session.CourseID != c.ID {
			continue
		}
		if !a.session.Held || a.session.Date > r.On {
			if a.session.Date >= r.On {
				s.Planned = a.session.Date
			}
			continue
		}
		if !a.Attended {
			continue
		}
		passed := c.PassScore == 0 || a.Score >= c.PassScore
		if passed {
			until, valid := validity(c, a.session.Date, r.On)
			if valid { // a pass that holds outweighs a later failure
				s.State, s.On, s.Until, s.Score = Done, a.session.Date, until, a.Score
				return s
			}
			if !decided {
				s.State, s.On, s.Until, s.Score = Expired, a.session.Date, until, a.Score
			}
			return s
		}
		if !decided {
			decided = true
			s.State, s.On, s.Score = Failed, a.session.Date, a.Score
			if a.Score == NotTested {
				s.State = Waiting
			}
		}
	}
	if s.State == Missing && !Required(c, e) {
		s.State = NotAsked
	}
	return s
}

// validity is the last day a pass holds (0 = for good) and whether it holds on a day.
func validity(c *model.Course, passed, on model.Date) (until model.Date, valid bool) {
	if c.ValidDays == 0 {
		return 0, true
	}
	until = passed + model.Date(c.ValidDays)
	return until, on <= until
}

// Completion counts the mandatory courses of someone: those required, and those done and
// valid.
func (r *Records) Completion(e *model.Employee) (done, required int) {
	for i := range r.Courses {
		c := &r.Courses[i]
		if !Required(c, e) {
			continue
		}
		required++
		if r.Of(e, c).State == Done {
			done++
		}
	}
	return done, required
}

// Team is who works here on the day, in the order of regions; region 0 is everyone, else
// with the regions below it; position "" is every one.
func (r *Records) Team(region model.ID, position string) []*model.Employee {
	var team []*model.Employee
	for _, e := range r.Directory.Employees {
		if e.Active(r.On) && r.Directory.RegionWithin(e.RegionID, region) && (position == "" || e.Position == position) {
			team = append(team, e)
		}
	}
	slices.SortFunc(team, byPlace(r.Directory))
	return team
}

// Lack is someone who lacks a mandatory course.
type Lack struct {
	Employee *model.Employee
	Course   *model.Course
	Standing Standing
}

// Lacking lists who in a region lacks which mandatory course (course 0: any), course by
// course.
func (r *Records) Lacking(region, course model.ID) []Lack {
	var out []Lack
	team := r.Team(region, "")
	for i := range r.Courses {
		c := &r.Courses[i]
		if course != 0 && c.ID != course {
			continue
		}
		for _, e := range team {
			if !Required(c, e) {
				continue
			}
			if s := r.Of(e, c); s.Lacking() {
				out = append(out, Lack{e, c, s})
			}
		}
	}
	return out
}

// Rate is how far a region's people have their mandatory courses: Done of Required pairs of
// person and course.
type Rate struct {
	Region         *model.Region // nil: people without a region
	People         int
	Done, Required int
}

// Rates gives the completion of every region with people below it; a parent includes its
// children, and the first is everyone.
func (r *Records) Rates() []Rate {
	var out []Rate
	all := Rate{}
	count := func(rate *Rate, team []*model.Employee) {
		for _, e := range team {
			done, required := r.Completion(e)
			rate.People++
			rate.Done += done
			rate.Required += required
		}
	}
	count(&all, r.Team(0, ""))
	regions := make([]*model.Region, 0, len(r.Directory.Regions))
	for _, region := range r.Directory.Regions {
		regions = append(regions, region)
	}
	slices.SortFunc(regions, func(a, b *model.Region) int { return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.ID, b.ID)) })
	for _, region := range regions {
		rate := Rate{Region: region}
		count(&rate, r.Team(region.ID, ""))
		if rate.People > 0 && !(rate.People == all.People && region.ParentID == 0) {
			out = append(out, rate)
		}
	}
	return append([]Rate{all}, out...)
}

// Attended is one line of someone's own record.
type Attended struct {
	Session *model.TrainingSession
	Course  *model.Course // nil if it was removed
	model.Attendance
}

// History is someone's own record, newest first.
func (r *Records) History(employee model.ID) []Attended {
	out := make([]Attended, 0, len(r.attended[employee]))
	for _, a := range r.attended[employee] {
		out = append(out, Attended{a.session, r.Course(a.session.CourseID), a.Attendance})
	}
	return out
}

// Figures of one session.
type Figures struct {
	Listed, Attended, Tested, Passed int
	Average                          int // score, 1/10 point; meaningless without Tested
}

// FiguresOf counts a session's list.
func (r *Records) FiguresOf(s *model.TrainingSession) Figures {
	var f Figures
	c := r.Course(s.CourseID)
	sum := 0
	for _, a := range r.lists[s.ID] {
		f.Listed++
		if !a.Attended {
			continue
		}
		f.Attended++
		if a.Score != NotTested {
			f.Tested++
			sum += a.Score
		}
		if c != nil && (c.PassScore == 0 || a.Score >= c.PassScore) {
			f.Passed++
		}
	}
	if f.Tested > 0 {
		f.Average = int(model.MulDiv(int64(sum), 10, int64(f.Tested)))
	}
	return f
}
