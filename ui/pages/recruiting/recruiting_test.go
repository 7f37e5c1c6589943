package recruiting

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"xunshi/app/demo/records"
	"xunshi/app/recruiting"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/desk/desktest"
	"xunshi/ui/testkit"
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
	b := recruiting.New(s)
	b.SetClock(desktest.Clock)
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	x := &scene{host: &testkit.Host{}, out: &desktest.Outlet{}}
	x.page = New(x.host, b, x.out, arg)
	x.page.funnel.picker.Set("year", desktest.Today)
	t.Cleanup(x.page.Close)
	x.Scene = testkit.Show(t, x.page, width, height)
	x.host.Win = x.Window
	return x
}

func (s *scene) golden(t *testing.T, name string) {
	t.Helper()
	desktest.Shot(t, s.Window, "recruiting-"+name)
	testkit.Golden(t, name, s.Capture())
}

// reloaded does what the shell does after a change of the records.
func (s *scene) reloaded(t *testing.T) {
	t.Helper()
	require.Empty(t, s.host.Faults)
	testkit.Load(t, s.page)
}

func (s *scene) of(stage model.CandidateStage) recruiting.Candidate {
	return s.page.pipeline.In(stage, 0)[0]
}

func TestPictures(t *testing.T) {
	for name, tab := range map[string]Tab{"board": TabBoard, "list": TabList, "funnel": TabFunnel} {
		t.Run(name, func(t *testing.T) {
			start(t, testkit.Setup{}, true, tab, desktest.Wide, desktest.High).golden(t, name)
		})
	}
	start(t, testkit.Setup{}, false, nil, desktest.Wide, desktest.High).golden(t, "empty")
	start(t, testkit.Setup{Mode: "dark", Language: "en"}, true, nil, desktest.Small, desktest.Lower).golden(t, "board-english-dark-small")
}

func TestACandidateIsMovedByKeyboardAndUndone(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, 1280, 800)
	c := s.of(model.CandidateInterview)
	s.page.board.chosen = c.ID
	s.page.Focus()
	focused, ok := s.Window.Canvas().Focused().(*card)
	require.True(t, ok)
	require.Equal(t, c.ID, focused.candidate.ID)
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.reloaded(t)
	require.Equal(t, model.CandidateFinal, s.page.pipeline.Find(c.ID).Stage)
	require.Equal(t, desktest.Today, s.page.pipeline.Find(c.ID).StageOn)
	focused, ok = s.Window.Canvas().Focused().(*card)
	require.True(t, ok)
	require.Equal(t, c.ID, focused.candidate.ID, "the keyboard went along")
	require.Equal(t, model.CandidateFinal, focused.candidate.Stage, "on the card of now: the next → goes on")
	s.host.Toasts[0].OnTap()
	s.reloaded(t)
	require.Equal(t, model.CandidateInterview, s.page.pipeline.Find(c.ID).Stage)
}

func TestACandidateIsDragged(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, 1280, 800)
	c := s.page.board.lanes[0].cards[0]
	target := s.page.board.lanes[2].ground
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(target).AddXY(target.Size().Width/2, 300)
	drag := &fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}}
	c.Dragged(drag)
	desktest.Shot(t, s.Window, "recruiting-drag")
	c.DragEnd()
	s.reloaded(t)
	require.Equal(t, model.CandidateFinal, s.page.pipeline.Find(c.candidate.ID).Stage)

	c = s.page.board.lanes[0].cards[0]
	c.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(-5, -5)}})
	c.DragEnd()
	s.reloaded(t)
	require.Equal(t, model.CandidateApplied, s.page.pipeline.Find(c.candidate.ID).Stage, "beside the board nothing happens")
}

func TestRejectingAsksWhy(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, 1280, 800)
	c := s.of(model.CandidateFinal)
	s.page.end(c, model.CandidateRejected, nil)
	require.False(t, s.host.Accept(t), "without a reason the sheet stays")
	require.Len(t, s.host.Faults, 1)
	s.host.Faults = nil
	s.host.Panel.Close()
	s.reloaded(t)
	require.Equal(t, model.CandidateFinal, s.page.pipeline.Find(c.ID).Stage)
}

func TestHiringMakesAnEmployee(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, 1280, 800)
	c := s.of(model.CandidateOffer)
	before := len(s.page.pipeline.Directory.Employees)
	s.page.open(c.Candidate)
	desktest.Shot(t, s.Window, "recruiting-candidate")
	testkit.Tap(t, s.Window, "录用入职")
	desktest.Shot(t, s.Window, "recruiting-hire")
	require.True(t, s.host.Accept(t))
	s.reloaded(t)
	require.Len(t, s.page.pipeline.Directory.Employees, before+1)
	require.Equal(t, model.CandidateHired, s.page.pipeline.Find(c.ID).Stage)
	s.host.Toasts[0].OnTap()
	s.reloaded(t)
	require.Len(t, s.page.pipeline.Directory.Employees, before)
	require.Equal(t, model.CandidateOffer, s.page.pipeline.Find(c.ID).Stage)
}

func TestNewCandidate(t *testing.T) {
	s := start(t, testkit.Setup{}, false, nil, 1280, 800)
	require.True(t, s.page.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyN, Modifier: fyne.KeyModifierShortcutDefault}))
	require.NotNil(t, s.host.Panel)
	require.False(t, s.host.Accept(t), "a name is needed")
}

func TestFunnelIsPrinted(t *testing.T) {
	s := start(t, testkit.Setup{}, true, TabFunnel, 1280, 800)
	s.page.funnel.print()
	desktest.Shot(t, s.Window, "recruiting-paper")
	testkit.Tap(t, s.Window, "打印")
	require.Len(t, s.out.Printed, 1)
}
