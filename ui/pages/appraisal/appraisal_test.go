package appraisal

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/appraising"
	"xunshi/app/coaching"
	"xunshi/app/demo/records"
	"xunshi/app/measuring"
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
	b, c := appraising.New(s, measuring.New(s)), coaching.New(s)
	b.SetClock(desktest.Clock)
	c.SetClock(desktest.Clock)
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	x := &scene{host: &testkit.Host{}, out: &desktest.Outlet{}}
	x.page = New(x.host, b, c, x.out, arg)
	t.Cleanup(x.page.Close)
	x.Scene = testkit.Show(t, x.page, width, height)
	x.host.Win = x.Window
	return x
}

func (s *scene) golden(t *testing.T, name string) {
	t.Helper()
	desktest.Shot(t, s.Window, "appraisal-"+name)
	testkit.Golden(t, name, s.Capture())
}

func (s *scene) reloaded(t *testing.T) {
	t.Helper()
	require.Empty(t, s.host.Faults)
	s.page.Prepare()
	testkit.Load(t, s.page)
}

// in gives the first sheet in a state that lacks nothing but a score.
func (s *scene) in(t *testing.T, state appraising.State) *appraising.Sheet {
	t.Helper()
	for _, x := range s.page.view.Sheets {
		if x.State == state && x.Scored && x.Person.SuperiorID != 0 {
			return x
		}
	}
	t.Fatalf("no sheet is %s", appraising.StateName(state))
	return nil
}

func TestPictures(t *testing.T) {
	for name, tab := range map[string]Tab{"coaching": TabCoaching, "schemes": TabSchemes} {
		t.Run(name, func(t *testing.T) {
			start(t, testkit.Setup{}, true, tab, desktest.Wide, desktest.High).golden(t, name)
		})
	}
	t.Run("sheets", func(t *testing.T) {
		s := start(t, testkit.Setup{}, true, nil, desktest.Wide, desktest.High)
		s.page.sheets.table.SelectRow(4)
		s.page.sheets.selected()
		s.golden(t, "sheets")
	})
	start(t, testkit.Setup{}, false, nil, desktest.Wide, desktest.High).golden(t, "empty")
	start(t, testkit.Setup{Mode: "dark", Language: "en"}, true, nil, desktest.Small, desktest.Lower).golden(t, "sheets-english-dark-small")
}

func TestASheetIsReviewedAndSigned(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, 1280, 800)
	x := s.in(t, appraising.Open)
	id := x.Person.ID
	s.page.sheets.signOne(x)
	require.Len(t, s.host.Faults, 1, "the superior has not scored yet")
	s.host.Faults = nil
	s.page.sheets.review(x)
	desktest.Shot(t, s.Window, "appraisal-review")
	require.True(t, s.host.Accept(t))
	s.reloaded(t)
	require.Equal(t, appraising.Draft, s.page.view.Find(id).State)

	draft := s.in(t, appraising.Draft)
	for _, x := range s.page.view.Sheets {
		if _, ready := appraising.Ready(x); ready && x.State == appraising.Draft {
			draft = x
		}
	}
	s.page.sheets.signOne(draft)
	s.reloaded(t)
	require.Equal(t, appraising.Signed, s.page.view.Find(draft.Person.ID).State)
	s.host.Toasts[len(s.host.Toasts)-1].OnTap()
	s.reloaded(t)
	require.Equal(t, appraising.Draft, s.page.view.Find(draft.Person.ID).State)

	s.page.sheets.signAll()
	s.reloaded(t)
	require.Equal(t, appraising.Signed, s.page.view.Find(draft.Person.ID).State)
	s.page.sheets.reopen(s.page.view.Find(draft.Person.ID))
	require.False(t, s.host.Accept(t), "reopening needs a reason")
}

func TestPaper(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, 1280, 800)
	s.page.sheets.print(s.page.view.Sheets[3])
	desktest.Shot(t, s.Window, "appraisal-paper")
	testkit.Tap(t, s.Window, "打印")
	require.Len(t, s.out.Exported, 1)
	require.Contains(t, s.out.Exported[0].Title, "绩效考核表")
	s.host.Panel.Close()
	s.page.sheets.printAll()
	desktest.Shot(t, s.Window, "appraisal-paper-all")
	testkit.Tap(t, s.Window, "打印")
	require.Len(t, s.out.Printed, 2)
}

func TestAnOpenPointIsCarriedIntoTheNextNote(t *testing.T) {
	s := start(t, testkit.Setup{}, true, TabCoaching, 1280, 800)
	before := s.page.diary.OpenPoints(0)
	n := before[0]
	s.page.notes.write(n.EmployeeID)
	desktest.Shot(t, s.Window, "appraisal-note")
	require.True(t, s.host.Accept(t))
	s.reloaded(t)
	after := s.page.diary.OpenPoints(n.EmployeeID)
	require.Len(t, after, 1)
	require.Equal(t, n.Times+1, after[0].Times)
	require.Equal(t, n.NextPoint, after[0].NextPoint)
	require.Equal(t, desktest.Today, after[0].Date)

	s.page.notes.worked(after[0])
	s.reloaded(t)
	require.Empty(t, s.page.diary.OpenPoints(n.EmployeeID))
}

func TestASchemeWhoseWeightsDoNotAddUpIsRefused(t *testing.T) {
	s := start(t, testkit.Setup{}, true, TabSchemes, 1280, 800)
	scheme := s.page.view.Schemes[0]
	s.page.schemes.edit(scheme)
	desktest.Shot(t, s.Window, "appraisal-scheme")
	g := testkit.Find[*grid.Grid](t, s.host.Panel)
	g.SetCell(0, colWeight, "39.99")
	require.False(t, s.host.Accept(t))
	require.ErrorContains(t, s.host.Faults[0], "还差 0.01%")
	s.host.Faults = nil
	g.SetCell(0, colWeight, "30")
	g.SetCell(1, colWeight, typed(t, scheme.Lines[1].Weight+scheme.Lines[0].Weight-3000))
	require.True(t, s.host.Accept(t))
	s.reloaded(t)
}

// typed shows a weight the way it is typed.
func typed(t *testing.T, basisPoints int) string {
	t.Helper()
	require.Zero(t, basisPoints%100)
	return (model.Money(basisPoints) * 100).String()
}

func TestGridCells(t *testing.T) {
	row := grid.Row{"逾期占比", "", "", "", "", ""}
	deriveLine(row, colKind)
	require.Equal(t, grid.Row{"逾期占比", "", "", "30", "5", "100"}, row)
	require.Equal(t, "请填权重", checkLine(row)[colWeight])
	for _, bad := range []string{"x", "1.005", "-1"} {
		_, err := readShare(bad)
		require.Error(t, err, bad)
	}
	got, err := readShare("85.50%")
	require.NoError(t, err)
	require.Equal(t, "85.5", got)
	k, ok := kindOf("xsdcl")
	require.True(t, ok)
	require.Equal(t, model.KPIAmount, k)
}
