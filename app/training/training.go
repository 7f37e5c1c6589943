// Package training keeps courses, their sessions and who attended them, and says who lacks
// which mandatory course.
package training

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"xunshi/app/refusal"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// NotTested is the score of an attendance without a test result.
const NotTested = -1

// FullScore is the highest score of a test.
const FullScore = 100

// Book is the use case over one store.
type Book struct {
	store *store.Store
	today func() model.Date
}

// New makes a Book.
func New(s *store.Store) *Book { return &Book{store: s, today: model.Today} }

// SetClock says what today is, instead of the computer's clock.
func (b *Book) SetClock(today func() model.Date) { b.today = today }

// Records reads everything about training as it stands today.
func (b *Book) Records(ctx context.Context) (*Records, error) {
	return Read(ctx, b.store, b.today())
}

// Read reads everything about training as it stood on a day.
func Read(ctx context.Context, s *store.Store, on model.Date) (*Records, error) {
	directory, err := s.Directory(ctx)
	if err != nil {
		return nil, err
	}
	courses, err := store.Find(ctx, s, model.Course{})
	if err != nil {
		return nil, fmt.Errorf("read the courses: %w", err)
	}
	sessions, err := store.Find(ctx, s, model.TrainingSession{})
	if err != nil {
		return nil, fmt.Errorf("read the training sessions: %w", err)
	}
	attendances, err := store.Find(ctx, s, model.Attendance{})
	if err != nil {
		return nil, fmt.Errorf("read who attended: %w", err)
	}
	return newRecords(on, directory, courses, sessions, attendances), nil
}

// SaveCourse creates a course or writes it over the one that is there.
func (b *Book) SaveCourse(ctx context.Context, c *model.Course) (operation string, err error) {
	c.Name = strings.TrimSpace(c.Name)
	if err := checkCourse(c); err != nil {
		return "", err
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		same, err := store.FindIn(e, model.Course{Name: c.Name})
		if err != nil {
			return err
		}
		if slices.ContainsFunc(same, func(x model.Course) bool { return x.ID != c.ID }) {
			return model.NewFault(nil, i18n.T("已经有一门叫「%s」的课程。", c.Name), i18n.T("没有保存。"), i18n.T("请换一个名称。"))
		}
		return store.Put(e, c)
	})
}

func checkCourse(c *model.Course) error {
	var what string
	switch {
	case c.Name == "":
		what = i18n.T("课程没有名称。")
	case c.ValidDays < 0:
		what = i18n.T("有效天数不能是负数。")
	case c.PassScore < 0 || c.PassScore > FullScore:
		what = i18n.T("及格分要在 0 到 100 之间。")
	case c.Hours < 0:
		what = i18n.T("课时不能是负数。")
	default:
		return nil
	}
	return refusal.Because(what)
}

// RemoveCourse takes a course away; one that was ever planned or held is refused, as its
// records would lose their meaning.
func (b *Book) RemoveCourse(ctx context.Context, id model.ID) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		sessions, err := store.FindIn(e, model.TrainingSession{CourseID: id})
		if err != nil {
			return err
		}
		if len(sessions) > 0 {
			return model.NewFault(nil, i18n.T("这门课程已有 %d 场培训,不能删除。", len(sessions)), i18n.T("数据没有改动。"),
				i18n.T("不再要求的课程可以取消「必修」。"))
		}
		c, err := store.GetIn[model.Course](e, id)
		if err != nil || c == nil {
			return err
		}
		return store.Remove(e, c)
	})
}

// Plan keeps a session and who is to attend it. People already on its list stay as they
// are, people no longer among them are taken off unless they attended.
func (b *Book) Plan(ctx context.Context, s *model.TrainingSession, people []model.ID) (operation string, err error) {
	if s.CourseID == 0 || s.Date.IsZero() {
		return "", model.NewFault(nil, i18n.T("培训要有课程和日期。"), i18n.T("没有保存。"), i18n.T("请补上后再保存。"))
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		if err := store.Put(e, s); err != nil {
			return err
		}
		listed, err := attendancesOf(e, s.ID)
		if err != nil {
			return err
		}
		for i := range listed {
			a := &listed[i]
			if at := slices.Index(people, a.EmployeeID); at >= 0 {
				people = slices.Delete(slices.Clone(people), at, at+1)
			} else if !a.Attended {
				if err := store.Remove(e, a); err != nil {
					return err
				}
			}
		}
		return enlist(e, s.ID, people)
	})
}

func enlist(e *store.Edit, session model.ID, people []model.ID) error {
	for _, id := range people {
		if err := store.Put(e, &model.Attendance{SessionID: session, EmployeeID: id, Score: NotTested}); err != nil {
			return err
		}
	}
	return nil
}

func attendancesOf(e *store.Edit, session model.ID) ([]model.Attendance, error) {
	rows, err := store.FindIn(e, model.Attendance{SessionID: session})
	if err != nil {
		return nil, fmt.Errorf("read who is on the list: %w", err)
	}
	return rows, nil
}

// Mark is what is written down about one person at a session.
type Mark struct {
	EmployeeID model.ID
	Attended   bool
	Score      int // 0–100, or NotTested
	Note       string
}

// SaveAttendance writes who attended a session and with what score; people who are not
// among the marks leave the list. held says that the session took place: only then do its
// marks count.
func (b *Book) SaveAttendance(ctx context.Context, session model.ID, marks []Mark, held bool) (operation string, err error) {
	if err := checkMarks(marks); err != nil {
		return "", err
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		s, err := store.GetIn[model.TrainingSession](e, session)
		if err != nil {
			return err
		}
		if s == nil {
			return model.NewFault(nil, i18n.T("这场培训已经被删除。"), i18n.T("签到没有保存。"), i18n.T("请先撤销删除。"))
		}
		if s.Held = held; held && s.Date > b.today() {
			return model.NewFault(nil, i18n.T("%s 还没有到,不能记为已举办。", s.Date), i18n.T("没有保存。"), i18n.T("请先改培训日期,或去掉「已举办」。"))
		}
		if err := store.Put(e, s); err != nil {
			return err
		}
		return writeMarks(e, session, marks)
	})
}

func writeMarks(e *store.Edit, session model.ID, marks []Mark) error {
	rows, err := attendancesOf(e, session)
	if err != nil {
		return err
	}
	there := map[model.ID]*model.Attendance{}
	for i := range rows {
		there[rows[i].EmployeeID] = &rows[i]
	}
	for _, m := range marks {
		a := there[m.EmployeeID]
		if a == nil {
			a = &model.Attendance{SessionID: session, EmployeeID: m.EmployeeID}
		}
		delete(there, m.EmployeeID)
		a.Attended, a.Score, a.Note = m.Attended, m.Score, strings.TrimSpace(m.Note)
		if err := store.Put(e, a); err != nil {
			return err
		}
	}
	for i := range rows {
		if there[rows[i].EmployeeID] == &rows[i] {
			if err := store.Remove(e, &rows[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkMarks(marks []Mark) error {
	seen := map[model.ID]bool{}
	for _, m := range marks {
		var what string
		switch {
		case m.EmployeeID == 0:
			what = i18n.T("名单里有一行没有人员。")
		case seen[m.EmployeeID]:
			what = i18n.T("名单里有人出现了两次。")
		case m.Score != NotTested && (m.Score < 0 || m.Score > FullScore):
			what = i18n.T("成绩要在 0 到 100 之间。")
		case m.Score != NotTested && !m.Attended:
			what = i18n.T("没有到场的人不能有成绩。")
		}
		if what != "" {
			return refusal.Because(what)
		}
		seen[m.EmployeeID] = true
	}
	return nil
}

// RemoveSession takes a session away with its list, as one act.
func (b *Book) RemoveSession(ctx context.Context, id model.ID) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		rows, err := attendancesOf(e, id)
		if err != nil {
			return err
		}
		for i := range rows {
			if err := store.Remove(e, &rows[i]); err != nil {
				return err
			}
		}
		s, err := store.GetIn[model.TrainingSession](e, id)
		if err != nil || s == nil {
			return err
		}
		return store.Remove(e, s)
	})
}

// Undo takes an act back, Redo makes it again.
func (b *Book) Undo(ctx context.Context, operation string) error { return b.store.Undo(ctx, operation) }

// Redo makes an act that was undone again.
func (b *Book) Redo(ctx context.Context, operation string) error { return b.store.Redo(ctx, operation) }

// Words splits a list kept as "主管,业务员" and drops blanks.
func Words(list string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(",,、;;", r) }) { //i18n:data
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// MeantFor tells whether a list of positions means a position; the empty list means all.
func MeantFor(positions, position string) bool {
	words := Words(positions)
	return len(words) == 0 || slices.Contains(words, position)
}

// byName orders employees by their place in the region tree, then position and name.
func byPlace(d *model.Directory) func(a, b *model.Employee) int {
	return func(a, b *model.Employee) int {
		return cmp.Or(cmp.Compare(sortOf(d, a.RegionID), sortOf(d, b.RegionID)), cmp.Compare(a.RegionID, b.RegionID),
			cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID))
	}
}

func sortOf(d *model.Directory, region model.ID) int {
	if r := d.Regions[region]; r != nil {
		return r.Sort
	}
	return 1 << 30
}
