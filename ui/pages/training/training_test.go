package training

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo/records"
	"xunshi/app/training"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/desk/desktest"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/job"
)

var ctx = context.Background()

type scene struct {
	*testkit.Scene
	page *Page
	host *testkit.Host
	book *training.Book
	out  *desktest.Outlet
}

func start(t *testing.T, set testkit.Setup, filled bool, arg any, width, height float32) *scene {
	t.Helper()
	dir := t.TempDir()
	if filled {
		dir = desktest.Folder(t, func(dir string) {
			s, err := store.Open(dir)
			require.NoError(t, err)
			desktest.Sales(t, s)
			require.NoError(t, records.Growth(ctx, s, 1))
			require.NoError(t, s.Close())
		})
	}
	s, err := store.Open(dir)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	b := training.New(s)
	b.SetClock(desktest.Clock)
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	x := &scene{host: &testkit.Host{}, book: b, out: &desktest.Outlet{}}
	x.page = New(x.host, b, x.out, arg)
	t.Cleanup(x.page.Close)
	x.Scene = testkit.Show(t, x.page, width, height)
	x.host.Win = x.Window
	return x
}

func (s *scene) golden(t *testing.T, name string) {
	t.Helper()
	desktest.Shot(t, s.Window, "training-"+name)
	testkit.Golden(t, name, s.Capture())
}

func (s *scene) noFault(t *testing.T) {
	t.Helper()
	require.Empty(t, s.host.Faults)
}

func TestPictures(t *testing.T) {
	for name, tab := range map[string]Tab{"matrix": TabMatrix, "sessions": TabSessions, "courses": TabCourses} {
		t.Run(name, func(t *testing.T) {
			start(t, testkit.Setup{}, true, tab, desktest.Wide, desktest.High).golden(t, name)
		})
	}
	start(t, testkit.Setup{}, false, nil, desktest.Wide, desktest.High).golden(t, "empty")
	start(t, testkit.Setup{}, true, nil, desktest.Small, desktest.Lower).golden(t, "matrix-small")
	start(t, testkit.Setup{Mode: "dark", Language: "en"}, true, nil, desktest.Wide, desktest.High).golden(t, "matrix-english-dark")
}

func TestPlanForThoseWhoLackACourse(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, 1280, 800)
	course := s.page.records.Mandatory()[0]
	var open []model.ID
	for _, l := range s.page.records.Lacking(0, course.ID) {
		open = append(open, l.Employee.ID)
	}
	require.NotEmpty(t, open)
	s.Press(t, "排培训")
	desktest.Shot(t, s.Window, "training-plan")
	require.True(t, s.host.Accept(t))
	s.noFault(t)
	testkit.Load(t, s.page)
	planned := 0
	for _, l := range s.page.records.Lacking(0, course.ID) {
		if l.Standing.Planned != 0 {
			planned++
		}
	}
	require.Equal(t, len(open), planned)
	s.host.Toasts[0].OnTap() // 撤销
	testkit.Load(t, s.page)
	require.Zero(t, s.page.records.Lacking(0, course.ID)[0].Standing.Planned)
}

func TestAttendanceIsTyped(t *testing.T) {
	s := start(t, testkit.Setup{}, true, TabSessions, 1280, 800)
	var past *model.TrainingSession
	for i := range s.page.records.Sessions {
		if s.page.records.Sessions[i].Held {
			past = &s.page.records.Sessions[i]
			break
		}
	}
	s.page.attendance(past.ID)
	g := testkit.Find[*grid.Grid](t, s.host.Panel)
	before := len(g.Rows())
	desktest.Shot(t, s.Window, "training-signs")
	typed, ok := s.Window.Canvas().Focused().(interface{ TypedRune(rune) })
	require.True(t, ok)
	typed.TypedRune('0')
	g.Commit()
	require.Equal(t, absent(), g.Rows()[0][colPresent], "the first key ticks the first person")
	g.Undo()
	testkit.Tap(t, s.Window, "移出没来的人")
	require.Less(t, len(g.Rows()), before)
	g.SetCell(0, colScore, "55")
	g.SetCell(1, colPresent, "缺")
	g.SetCell(1, colScore, "70")
	require.False(t, s.host.Accept(t), "a score without presence is refused in the cell")
	g.SetCell(1, colPresent, present)
	require.True(t, s.host.Accept(t))
	s.noFault(t)
	testkit.Load(t, s.page)
	list := s.page.records.List(past.ID)
	require.Equal(t, 55, list[0].Score)
	require.True(t, list[1].Attended)
}

func TestCourseIsMadeAndRemoved(t *testing.T) {
	s := start(t, testkit.Setup{}, false, TabCourses, 1280, 800)
	s.page.courses.create()
	require.False(t, s.host.Accept(t), "a course needs a name")
	desktest.Shot(t, s.Window, "training-course")
	s.host.Panel.Close()
	_, err := s.book.SaveCourse(ctx, &model.Course{Name: "安全", Mandatory: true})
	require.NoError(t, err)
	testkit.Load(t, s.page)
	s.page.courses.remove(s.page.records.Courses[0], nil)
	testkit.Load(t, s.page)
	require.Empty(t, s.page.records.Courses)
	require.Len(t, s.host.Toasts, 1)
}

func TestPaper(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, 1280, 800)
	s.page.matrix.print()
	desktest.Shot(t, s.Window, "training-paper")
	testkit.Tap(t, s.Window, "打印")
	require.Len(t, s.out.Printed, 1)
	testkit.Tap(t, s.Window, "复制图片")
	require.Equal(t, 1, s.out.Pictures)
	s.host.Panel.Close()
	s.page.openPerson(s.page.records.Team(0, "")[3].ID)
	require.NotNil(t, s.host.Panel)
	s.noFault(t)
}

func TestPresenceIsUnderstood(t *testing.T) {
	for text, want := range map[string]string{"1": present, "是": present, "✓": present, "Y": present, "0": "缺", "缺席": "缺"} {
		got, err := readPresent(text)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	_, err := readPresent("也许")
	require.Error(t, err)
	for _, text := range []string{"101", "-1", "八十"} {
		_, err := readScore(text)
		require.Error(t, err, text)
	}
}
