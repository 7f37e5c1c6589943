package forecast

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"xunshi/app"
	"xunshi/app/demo"
	"xunshi/app/forecasting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/desk/desktest"
	"xunshi/ui/pages/targets"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

type program struct{}

func (program) Settings() app.Settings { return app.DefaultSettings() }
func (program) ReportTitle() string    { return "江苏大区" }

// open makes the page over two and a half years of a small region; empty leaves the ledger
// without a line.
func open(t *testing.T, empty bool) (*Page, *testkit.Host, *forecasting.Forecaster) {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	if !empty {
		_, err = s.Import(context.Background(), demo.Generate(demo.Options{Customers: 40, Products: 12, Months: 30, Lines: 9000, Until: desktest.Today}), nil)
		require.NoError(t, err)
	}
	before := clock
	clock = func() model.Date { return desktest.Today }
	t.Cleanup(func() { clock = before })
	h, f := &testkit.Host{}, forecasting.New(s)
	p := New(h, f, program{}, &desktest.Outlet{}, nil)
	t.Cleanup(p.Close)
	return p, h, f
}

func TestForecastPageLooks(t *testing.T) {
	for _, c := range []struct {
		name     string
		mode     theme.Mode
		language i18n.Language
		w, h     float32
		by       forecasting.By
	}{
		{"region", theme.Light, i18n.Chinese, desktest.Wide, desktest.High, forecasting.ByRegion},
		{"customer-small", theme.Light, i18n.Chinese, desktest.Small, desktest.Lower, forecasting.ByCustomer},
		{"total-dark", theme.Dark, i18n.English, desktest.Wide, desktest.High, forecasting.ByTotal},
	} {
		t.Run(c.name, func(t *testing.T) {
			testkit.Start(t, testkit.Setup{Mode: c.mode, Language: c.language})
			p, h, f := open(t, false)
			p.by.Choose(byWord(c.by))
			scene := testkit.Show(t, p, c.w, c.h)
			h.Win = scene.Window
			_, err := f.SetOverride(context.Background(), p.outlook.Request, p.node().ID, p.outlook.Origin+2, p.node().Points[1].Value*11/10, "中秋提前备货,两家新客户开业")
			require.NoError(t, err)
			testkit.Load(t, p)
			testkit.Golden(t, c.name, scene.Capture())
		})
	}
}

func TestEmptyLedgerLeadsToTheImport(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	p, h, _ := open(t, true)
	scene := testkit.Show(t, p, desktest.Small, desktest.Lower)
	scene.Press(t, "导入销售明细")
	require.Equal(t, shell.PageImport, h.Routes[0].Page)
	testkit.Golden(t, "empty", scene.Capture())
}

// TestTheManagersFigureIsKept: press a month, type a figure and a reason, save, take back.
func TestTheManagersFigureIsKept(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	p, h, _ := open(t, false)
	scene := testkit.Show(t, p, desktest.Wide, desktest.High)
	h.Win = scene.Window
	node := p.node()
	machine := node.Points[0].Value
	p.card.adjust(node, 0)
	require.NotNil(t, h.Panel)
	require.False(t, h.Accept(t), "a reason is missing: the sheet stays open")
	testkit.Golden(t, "adjust", scene.Capture())
	var entries []*widgets.Entry
	for _, o := range testkit.Objects(scene.Window.Canvas().Overlays().Top()) {
		if e, ok := o.(*widgets.Entry); ok {
			entries = append(entries, e)
		}
	}
	require.Len(t, entries, 2)
	entries[0].SetText("12345.67")
	entries[1].SetText("新客户开业")
	require.True(t, h.Accept(t))
	testkit.Load(t, p)
	require.EqualValues(t, 123_456_700, p.node().Points[0].Expected())
	require.Equal(t, machine, p.node().Points[0].Value, "the machine's figure stays beside it")
	toast := h.Toasts[len(h.Toasts)-1]
	require.NotNil(t, toast.OnTap)
	toast.OnTap()
	testkit.Load(t, p)
	require.Nil(t, p.node().Points[0].Override)
}

func TestAForecastIsKeptOnce(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	p, h, f := open(t, false)
	scene := testkit.Show(t, p, desktest.Wide, desktest.High)
	h.Win = scene.Window
	require.False(t, p.kept)
	require.True(t, p.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierShortcutDefault}))
	testkit.Load(t, p)
	require.True(t, p.kept)
	kept, err := f.Kept(context.Background(), p.outlook.Request)
	require.NoError(t, err)
	require.True(t, kept)
	p.takeAlong()
	require.NotNil(t, h.Panel, "the paper is shown")
}

// TestALongForecastShowsHowFarItIs: thousands of customers take seconds; there is a way out.
func TestALongForecastShowsHowFarItIs(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	p, h, _ := open(t, false)
	p.by.Choose(byWord(forecasting.ByCustomer))
	scene := testkit.Show(t, p, desktest.Wide, desktest.High)
	h.Win = scene.Window
	ctx, stop := context.WithCancel(context.Background())
	progress := p.wait.follow(ctx)
	progress(1, 12000)
	require.NotEqual(t, p.wait.content, p.body.Objects[0], "nothing is shown at once")
	p.wait.show(4600, 12000)
	require.Equal(t, p.wait.content, p.body.Objects[0])
	testkit.Golden(t, "wait", scene.Capture())
	stop()
	p.by.Choose(byWord(forecasting.ByRegion))
	testkit.Load(t, p)
	require.Equal(t, p.split, p.body.Objects[0])
	require.Equal(t, forecasting.ByRegion, p.outlook.By)
}

func TestTheSwitchLeadsToTargetsAndBack(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	p, h, _ := open(t, false)
	p.switcher.OnChanged(0)
	p.switcher.OnChanged(3)
	require.Equal(t, []shell.Route{{Page: shell.PageTargets, Arg: targets.ViewTree}, {Page: shell.PageCalendar}}, h.Routes)
	require.Equal(t, 4, p.switcher.Selected())
}
