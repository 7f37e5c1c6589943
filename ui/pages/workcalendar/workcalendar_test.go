package workcalendar

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"xunshi/app"
	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
	"xunshi/ui/pages/targets"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
)

// program keeps the settings the page changes.
type program struct{ settings app.Settings }

func (p *program) Settings() app.Settings { return p.settings }
func (p *program) SetSettings(_ context.Context, s app.Settings) error {
	p.settings = s
	return nil
}
func (p *program) Calendar() analysis.Calendar { return analysis.Calendar{} }

type scene struct {
	*testkit.Scene
	t       *testing.T
	page    *Page
	host    *testkit.Host
	planner *targeting.Planner
	program *program
}

func start(t *testing.T, set testkit.Setup, width, height float32, days ...model.CalendarDay) *scene {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	c := &scene{t: t, host: &testkit.Host{}, planner: targeting.New(s), program: &program{settings: app.DefaultSettings()}}
	c.program.settings.Calendar = analysis.WorkingDays
	_, err = c.planner.SetDays(context.Background(), days)
	require.NoError(t, err)
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	c.page = New(c.host, c.planner, c.program, 2026)
	t.Cleanup(c.page.Close)
	c.Scene = testkit.Show(t, c.page, width, height)
	c.host.Win = c.Window
	return c
}

func (c *scene) reloaded() {
	c.t.Helper()
	require.Empty(c.t, c.host.Faults)
	require.NotZero(c.t, c.host.Reloads)
	c.host.Reloads = 0
	testkit.Load(c.t, c.page)
}

// press clicks a day.
func (c *scene) press(day string) {
	c.t.Helper()
	at, size := c.page.year.place(model.MustDate(day))
	e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(size.Width/2, size.Height/2)}, Button: desktop.MouseButtonPrimary}
	require.Equal(c.t, model.MustDate(day), c.page.year.at(e.Position))
	c.page.year.MouseDown(e)
	c.page.year.MouseUp(e)
}

// drag selects from one day to another.
func (c *scene) drag(from, to string) {
	c.t.Helper()
	middle := func(day string) fyne.Position {
		at, size := c.page.year.place(model.MustDate(day))
		return at.AddXY(size.Width/2, size.Height/2)
	}
	y := c.page.year
	y.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: middle(from)}, Button: desktop.MouseButtonPrimary})
	y.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: middle(to)}})
	y.DragEnd()
	y.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: middle(to)}, Button: desktop.MouseButtonPrimary})
}

func (c *scene) kind(day string) string { return c.page.year.days[model.MustDate(day)].Kind }

func TestLooks(t *testing.T) {
	full := append(targeting.Preset(2026), model.CalendarDay{Date: model.MustDate("2026-12-31"), Kind: analysis.DayWeight, Weight: 50, Name: "盘点"})
	for name, c := range map[string]struct {
		set           testkit.Setup
		width, height float32
		days          []model.CalendarDay
		do            func(s *scene)
	}{
		"year":    {width: 1112, height: 722, days: full, do: func(s *scene) { s.drag("2026-10-01", "2026-10-07") }},
		"small":   {width: 856, height: 622, days: full},
		"dark":    {set: testkit.Setup{Mode: theme.Dark}, width: 1112, height: 722, days: full},
		"english": {set: testkit.Setup{Language: i18n.English}, width: 1112, height: 722, days: full},
		"natural": {width: 1112, height: 722, do: func(s *scene) {
			s.program.settings.Calendar = analysis.NaturalDays
			testkit.Load(s.t, s.page)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, c.set, c.width, c.height, c.days...)
			if c.do != nil {
				c.do(s)
			}
			require.Empty(t, s.host.Faults)
			if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
				testkit.Save(t, filepath.Join(dir, "calendar-"+name+".png"), s.Capture())
			}
			testkit.Golden(t, name, s.Capture())
		})
	}
}

func TestAPressStepsADay(t *testing.T) {
	s := start(t, testkit.Setup{}, 1112, 722)
	for _, want := range []string{analysis.DayOff, analysis.DayWeight, ""} { // a Thursday
		s.press("2026-10-01")
		s.reloaded()
		require.Equal(t, want, s.kind("2026-10-01"))
	}
	s.press("2026-10-10") // a Saturday
	s.reloaded()
	require.Equal(t, analysis.DayWorked, s.kind("2026-10-10"))
	require.True(t, s.page.Shortcut(&fyne.ShortcutUndo{}))
	s.reloaded()
	require.Equal(t, "", s.kind("2026-10-10"))
	require.True(t, s.page.Shortcut(&fyne.ShortcutRedo{}))
	s.reloaded()
	require.Equal(t, analysis.DayWorked, s.kind("2026-10-10"))
}

func TestARangeIsNamed(t *testing.T) {
	s := start(t, testkit.Setup{}, 1112, 722)
	s.drag("2026-10-01", "2026-10-07")
	require.Empty(t, s.page.year.days, "a drag selects and changes nothing")
	s.page.side.name.SetText("国庆节")
	s.page.side.apply(analysis.DayOff)
	require.Equal(t, "已设置 7 天", s.host.Toasts[0].Text)
	s.reloaded()
	require.Equal(t, "国庆节", s.page.year.days[model.MustDate("2026-10-07")].Name)
	require.Len(t, stretches(s.page.year.days), 1)
	require.True(t, stretches(s.page.year.days)[0].official, "as the State Council announced it")
	s.page.side.weight.SetText("三成")
	s.page.side.apply(analysis.DayWeight)
	require.Len(t, s.host.Faults, 1)
	s.host.Faults = nil
	s.page.year.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	s.reloaded()
	require.Empty(t, s.page.year.days)
	s.host.Toasts[len(s.host.Toasts)-1].OnTap()
	s.reloaded()
	require.Len(t, s.page.year.days, 7)
}

func TestPresetsAndLists(t *testing.T) {
	s := start(t, testkit.Setup{}, 1112, 722)
	s.page.preset()
	s.reloaded()
	require.Len(t, s.page.year.days, len(targeting.Preset(2026)))
	s.page.preset()
	require.Equal(t, "已经是这样,没有改动", s.host.Toasts[len(s.host.Toasts)-1].Text)
	s.page.shown = 2031
	s.page.preset()
	require.True(t, s.host.Toasts[len(s.host.Toasts)-1].Refused)

	path := filepath.Join(t.TempDir(), "放假.csv")
	require.NoError(t, os.WriteFile(path, []byte("2027-01-01,元旦,休\n2027-01-09,元旦,班\n"), 0o600))
	s.page.importList()
	s.host.Picks[0].OnPicked(path)
	require.True(t, s.host.Accept(t))
	s.reloaded()
	require.Equal(t, 2027, s.page.shown)
	require.Equal(t, analysis.DayWorked, s.kind("2027-01-09"))
}

func TestTheSwitchLeadsToTargets(t *testing.T) {
	s := start(t, testkit.Setup{}, 1112, 722)
	s.page.switcher.OnChanged(1)
	s.page.switcher.OnChanged(4)
	require.Equal(t, []shell.Route{{Page: shell.PageTargets, Arg: targets.ViewGaps}, {Page: shell.PageForecast}}, s.host.Routes)
	require.Equal(t, 3, s.page.switcher.Selected(), "the calendar stays as it is")
	s.page.countWorkingDays()
	require.Equal(t, analysis.WorkingDays, s.program.settings.Calendar)
}
