package training

import (
	"context"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/model"
	"xunshi/model/store"
)

var (
	ctx   = context.Background()
	today = model.MustDate("2026-09-11")
)

// office is a store with a region of two districts and four people, one of whom left.
type office struct {
	*Book
	t      *testing.T
	region [3]model.ID
	people []*model.Employee
}

func newOffice(t *testing.T) *office {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	o := &office{Book: New(s), t: t}
	o.SetClock(func() model.Date { return today })
	_, err = s.Edit(ctx, func(e *store.Edit) error {
		for i, name := range []string{"大区", "甲区", "乙区"} {
			r := &model.Region{Name: name, Sort: i}
			if i > 0 {
				r.ParentID = o.region[0]
			}
			if err := store.Put(e, r); err != nil {
				return err
			}
			o.region[i] = r.ID
		}
		for i, p := range []model.Employee{
			{Name: "总", Position: "经理", RegionID: o.region[0]}, {Name: "甲一", Position: "业务员", RegionID: o.region[1]},
			{Name: "甲二", Position: "业务员", RegionID: o.region[1]}, {Name: "走了", Position: "业务员", RegionID: o.region[1], Left: today - 1},
		} {
			p.Code = "E" + strconv.Itoa(i)
			if err := store.Put(e, &p); err != nil {
				return err
			}
			o.people = append(o.people, &p)
		}
		return nil
	})
	require.NoError(t, err)
	return o
}

func (o *office) course(c model.Course) *model.Course {
	o.t.Helper()
	_, err := o.SaveCourse(ctx, &c)
	require.NoError(o.t, err)
	return &c
}

func (o *office) session(c *model.Course, on model.Date, marks ...Mark) *model.TrainingSession {
	o.t.Helper()
	s := &model.TrainingSession{CourseID: c.ID, Date: on}
	_, err := o.Plan(ctx, s, nil)
	require.NoError(o.t, err)
	if len(marks) > 0 {
		_, err = o.SaveAttendance(ctx, s.ID, marks, true)
		require.NoError(o.t, err)
	}
	return s
}

func (o *office) records() *Records {
	o.t.Helper()
	r, err := o.Records(ctx)
	require.NoError(o.t, err)
	return r
}

func TestStanding(t *testing.T) {
	here := func(days model.Date, score int) [2]int { return [2]int{int(days), score} }
	for name, c := range map[string]struct {
		course model.Course
		took   [][2]int // days ago, score
		want   State
	}{
		"never":                      {model.Course{Mandatory: true}, nil, Missing},
		"not for the position":       {model.Course{Mandatory: true, Positions: "经理,主管"}, nil, NotAsked},
		"voluntary":                  {model.Course{}, nil, NotAsked},
		"no test: being there does":  {model.Course{Mandatory: true}, [][2]int{here(5, NotTested)}, Done},
		"exactly the pass score":     {model.Course{Mandatory: true, PassScore: 60}, [][2]int{here(5, 60)}, Done},
		"one below":                  {model.Course{Mandatory: true, PassScore: 60}, [][2]int{here(5, 59)}, Failed},
		"score to come":              {model.Course{Mandatory: true, PassScore: 60}, [][2]int{here(5, NotTested)}, Waiting},
		"last valid day":             {model.Course{Mandatory: true, ValidDays: 30}, [][2]int{here(30, NotTested)}, Done},
		"the day after":              {model.Course{Mandatory: true, ValidDays: 30}, [][2]int{here(31, NotTested)}, Expired},
		"expired, then failed":       {model.Course{Mandatory: true, ValidDays: 30, PassScore: 60}, [][2]int{here(99, 80), here(3, 40)}, Failed},
		"passed, then failed":        {model.Course{Mandatory: true, PassScore: 60}, [][2]int{here(99, 80), here(3, 40)}, Done},
		"failed, then passed":        {model.Course{Mandatory: true, PassScore: 60}, [][2]int{here(99, 40), here(3, 80)}, Done},
		"voluntary but taken":        {model.Course{}, [][2]int{here(5, NotTested)}, Done},
		"full-width comma in a list": {model.Course{Mandatory: true, Positions: "主管,业务员"}, nil, Missing},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			c.course.Name = "课"
			course := o.course(c.course)
			who := o.people[1]
			for _, took := range c.took {
				o.session(course, today-model.Date(took[0]), Mark{EmployeeID: who.ID, Attended: true, Score: took[1]})
			}
			require.Equal(t, c.want, o.records().Of(who, course).State)
		})
	}
}

func TestAbsentOrPlannedIsNotTaken(t *testing.T) {
	o := newOffice(t)
	c := o.course(model.Course{Name: "产品", Mandatory: true})
	o.session(c, today-3, Mark{EmployeeID: o.people[1].ID, Score: NotTested})
	next := &model.TrainingSession{CourseID: c.ID, Date: today + 3}
	_, err := o.Plan(ctx, next, []model.ID{o.people[1].ID})
	require.NoError(t, err)
	s := o.records().Of(o.people[1], c)
	require.Equal(t, Missing, s.State)
	require.Equal(t, today+3, s.Planned)

	_, err = o.SaveAttendance(ctx, next.ID, nil, true)
	require.ErrorContains(t, err, "还没有到")
}

func TestPlanForExactlyThoseWhoLackIt(t *testing.T) {
	o := newOffice(t)
	c := o.course(model.Course{Name: "安全", Mandatory: true})
	o.session(c, today-1, Mark{EmployeeID: o.people[1].ID, Attended: true, Score: NotTested})
	lacks := o.records().Lacking(0, c.ID)
	require.Len(t, lacks, 2, "the one who left is not asked any more")
	var ids []model.ID
	for _, l := range lacks {
		ids = append(ids, l.Employee.ID)
	}
	s := &model.TrainingSession{CourseID: c.ID, Date: today + 1}
	op, err := o.Plan(ctx, s, ids)
	require.NoError(t, err)
	require.Len(t, o.records().List(s.ID), 2)
	require.Len(t, o.records().Lacking(0, c.ID), 2, "planned is not done")

	require.NoError(t, o.Undo(ctx, op))
	require.Len(t, o.records().Sessions, 1, "session and list go as one")
}

func TestPlanAgainKeepsWhatIsWrittenDown(t *testing.T) {
	o := newOffice(t)
	c := o.course(model.Course{Name: "话术"})
	a, b, m := o.people[1].ID, o.people[2].ID, o.people[0].ID
	s := o.session(c, today-1, Mark{EmployeeID: a, Attended: true, Score: 88, Note: "好"}, Mark{EmployeeID: b, Score: NotTested})
	again := *o.records().Session(s.ID)
	_, err := o.Plan(ctx, &again, []model.ID{m})
	require.NoError(t, err)
	list := o.records().List(s.ID)
	require.Len(t, list, 2, "who attended stays, who did not goes, the new one comes")
	require.Equal(t, 88, list[1].Score)
	require.Equal(t, m, list[0].EmployeeID)
	f := o.records().FiguresOf(&again)
	require.Equal(t, Figures{Listed: 2, Attended: 1, Tested: 1, Passed: 1, Average: 880}, f)
}

func TestMarksAreChecked(t *testing.T) {
	o := newOffice(t)
	s := o.session(o.course(model.Course{Name: "课"}), today)
	id := o.people[1].ID
	for want, marks := range map[string][]Mark{
		"没有人员":    {{}},
		"两次":      {{EmployeeID: id, Score: NotTested}, {EmployeeID: id, Score: NotTested}},
		"0 到 100": {{EmployeeID: id, Attended: true, Score: 101}},
		"没有到场":    {{EmployeeID: id, Score: 70}},
	} {
		_, err := o.SaveAttendance(ctx, s.ID, marks, true)
		require.ErrorContains(t, err, want)
		_, ok := model.AsFault(err)
		require.True(t, ok)
	}
}

func TestRatesIncludeTheRegionsBelow(t *testing.T) {
	o := newOffice(t)
	c := o.course(model.Course{Name: "安全", Mandatory: true})
	o.course(model.Course{Name: "业务", Mandatory: true, Positions: "业务员"})
	o.session(c, today-1, Mark{EmployeeID: o.people[1].ID, Attended: true, Score: NotTested})
	rates := o.records().Rates()
	require.Equal(t, Rate{People: 3, Done: 1, Required: 5}, rates[0])
	require.Len(t, rates, 2, "the root is everyone; a region without people is left out")
	require.Equal(t, "甲区", rates[1].Region.Name)
	require.Equal(t, 4, rates[1].Required)
}

func TestCourseIsKeptWhileItWasHeld(t *testing.T) {
	o := newOffice(t)
	c := o.course(model.Course{Name: "安全"})
	_, err := o.SaveCourse(ctx, &model.Course{Name: " 安全 "})
	require.ErrorContains(t, err, "已经有")
	_, err = o.SaveCourse(ctx, &model.Course{})
	require.ErrorContains(t, err, "名称")
	s := o.session(c, today)
	_, err = o.RemoveCourse(ctx, c.ID)
	require.ErrorContains(t, err, "1 场")
	_, err = o.RemoveSession(ctx, s.ID)
	require.NoError(t, err)
	_, err = o.RemoveCourse(ctx, c.ID)
	require.NoError(t, err)
	require.Empty(t, o.records().Courses)
}

func TestDocuments(t *testing.T) {
	o := newOffice(t)
	c := o.course(model.Course{Name: "安全", Mandatory: true, PassScore: 60, Hours: 2})
	s := o.session(c, today-1, Mark{EmployeeID: o.people[1].ID, Attended: true, Score: 50}, Mark{EmployeeID: o.people[2].ID, Score: NotTested})
	r := o.records()
	sheet := r.SignSheet(s.ID)
	list := sheet.Section("list")
	require.Equal(t, []string{"甲一", "甲二"}, []string{list.Rows[0].Cells[2].Text, list.Rows[1].Cells[2].Text})
	require.Equal(t, "缺席", list.Rows[1].Cells[5].Text)
	require.Equal(t, "签名", list.Columns[len(list.Columns)-1].Title)
	require.Contains(t, sheet.Header, "及格分 60")

	matrix := r.Matrix(0).Section("matrix")
	require.Len(t, matrix.Rows, 3)
	require.Equal(t, "不及格 50", matrix.Rows[1].Cells[4].Text)
	require.Equal(t, document.Behind, matrix.Rows[1].Cells[4].Tone)
	require.Nil(t, r.SignSheet(999))
	require.Nil(t, r.Personal(999))
	require.Len(t, r.Personal(o.people[1].ID).Section("history").Rows, 1)
}
