package bonus

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/bonus"
	"xunshi/app/demo/records"
	"xunshi/app/measuring"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/desk/desktest"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets"
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
	b := bonus.New(s, measuring.New(s))
	b.SetClock(desktest.Clock)
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	x := &scene{host: &testkit.Host{}, out: &desktest.Outlet{}}
	x.page = New(x.host, b, x.out, arg)
	t.Cleanup(x.page.Close)
	x.Scene = testkit.Show(t, x.page, width, height)
	x.host.Win = x.Window
	return x
}

func (s *scene) golden(t *testing.T, name string) {
	t.Helper()
	desktest.Shot(t, s.Window, "bonus-"+name)
	testkit.Golden(t, name, s.Capture())
}

func (s *scene) reloaded(t *testing.T) {
	t.Helper()
	require.Empty(t, s.host.Faults)
	s.page.Prepare()
	testkit.Load(t, s.page)
}

func TestPictures(t *testing.T) {
	t.Run("sheet", func(t *testing.T) {
		s := start(t, testkit.Setup{}, true, nil, desktest.Wide, desktest.High)
		s.page.sheet.table.SelectRow(4)
		s.page.sheet.selected()
		s.golden(t, "sheet")
	})
	start(t, testkit.Setup{}, true, TabSchemes, desktest.Wide, desktest.High).golden(t, "schemes")
	start(t, testkit.Setup{}, false, nil, desktest.Wide, desktest.High).golden(t, "empty")
	start(t, testkit.Setup{Mode: "dark", Language: "en"}, true, Ask{Month: desktest.Today.Month() - 1}, desktest.Small, desktest.Lower).golden(t, "signed-english-dark-small")
}

func TestAdjustSignReopen(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, 1280, 800)
	x := s.page.view.Sheets[3]
	id := x.Person.ID
	s.page.sheet.adjust(x)
	fields := testkit.Objects(s.host.Panel)
	var entries []*widgets.Entry
	for _, o := range fields {
		if e, ok := o.(*widgets.Entry); ok {
			entries = append(entries, e)
		}
	}
	entries[0].SetText("12.34")
	require.False(t, s.host.Accept(t), "an adjustment needs a reason")
	s.host.Faults = nil
	entries[1].SetText("带教新人")
	desktest.Shot(t, s.Window, "bonus-adjust")
	require.True(t, s.host.Accept(t))
	s.reloaded(t)
	require.Equal(t, model.MustMoney("12.34"), s.page.view.Find(id).Adjust)

	s.page.sheet.sign(s.page.view.Find(id))
	s.reloaded(t)
	require.True(t, s.page.view.Find(id).Signed)
	s.page.sheet.signAll()
	s.reloaded(t)
	require.Equal(t, len(s.page.view.Sheets), s.page.view.SignedCount())
	s.host.Toasts[len(s.host.Toasts)-1].OnTap()
	s.reloaded(t)
	require.Equal(t, 1, s.page.view.SignedCount())
	s.page.sheet.reopen(s.page.view.Find(id))
	require.False(t, s.host.Accept(t), "reopening needs a reason")
}

func TestPaper(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, 1280, 800)
	s.page.sheet.print(s.page.view.Sheets[3])
	desktest.Shot(t, s.Window, "bonus-paper")
	testkit.Tap(t, s.Window, "打印")
	s.host.Panel.Close()
	s.page.sheet.printAll()
	desktest.Shot(t, s.Window, "bonus-paper-all")
	testkit.Tap(t, s.Window, "打印")
	require.Len(t, s.out.Printed, 2)
	require.Equal(t, "奖金汇总表", s.out.Exported[1].Title)
}

func TestASchemeIsTyped(t *testing.T) {
	s := start(t, testkit.Setup{}, true, TabSchemes, 1280, 800)
	s.page.schemes.edit(s.page.view.Schemes[0])
	desktest.Shot(t, s.Window, "bonus-scheme")
	g := testkit.Find[*grid.Grid](t, s.host.Panel)
	g.SetCell(0, colSteps, "一半")
	require.False(t, s.host.Accept(t))
	g.SetCell(0, colSteps, "100%:1%;80%:0.5%")
	require.True(t, s.host.Accept(t))
	s.reloaded(t)
	require.Equal(t, []model.BonusStep{{From: 8000, Rate: 50}, {From: 10_000, Rate: 100}}, s.page.view.Schemes[0].Lines[0].Steps)
}

func TestSteps(t *testing.T) {
	for text, want := range map[string]string{
		"80%:0.3%;100%:0.5%": "80%:0.3%;100%:0.5%", "100:0.5,80:0.3": "80%:0.3%;100%:0.5%", "≥100%→2": "100%:2%", "1.2%": "0%:1.2%", "": "",
	} {
		got, err := readSteps(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got)
	}
	for _, bad := range []string{"80%:x", "80:1;80:2", "-1:2", "80%:0.333%"} {
		_, err := readSteps(bad)
		require.Error(t, err, bad)
	}
}
