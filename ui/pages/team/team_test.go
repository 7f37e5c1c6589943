package team

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"xunshi/app/demo/records"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/desk/desktest"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets/job"
)

// office is the page over a small region in a store of its own.
type office struct {
	*team.Book
	*desktest.Outlet
	store *store.Store
	host  *testkit.Host
	page  *Page
}

func open(t *testing.T, arg any, setup testkit.Setup, width, height float32) (*office, *testkit.Scene) {
	t.Helper()
	testkit.Start(t, setup)
	t.Cleanup(job.Inline())
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	desktest.Sales(t, s)
	require.NoError(t, records.Team(context.Background(), s, 1))
	o := &office{Book: team.New(s, team.Options{Today: desktest.Clock}), Outlet: &desktest.Outlet{}, store: s, host: &testkit.Host{}}
	o.page = New(o.host, o, arg)
	t.Cleanup(o.page.Close)
	scene := testkit.Show(t, o.page, width, height)
	o.host.Win = scene.Window
	return o, scene
}

// load shows what changed.
func (o *office) load(t *testing.T) {
	t.Helper()
	testkit.Load(t, o.page)
}

func (o *office) someone(t *testing.T, position string) model.Employee {
	t.Helper()
	l, err := o.Line(context.Background())
	require.NoError(t, err)
	for _, id := range l.People() {
		if e := l.Directory.Employees[id]; e.Position == position && e.Left.IsZero() {
			return *e
		}
	}
	t.Fatalf("no %s", position)
	return model.Employee{}
}

func TestRosterLooks(t *testing.T) {
	for _, c := range []struct {
		name          string
		setup         testkit.Setup
		arg           any
		width, height float32
	}{
		{"roster", testkit.Setup{}, nil, desktest.Wide, desktest.High},
		{"roster-small", testkit.Setup{}, nil, desktest.Small, desktest.Lower},
		{"roster-english", testkit.Setup{Language: i18n.English}, nil, desktest.Wide, desktest.High},
		{"turnover", testkit.Setup{}, TabTurnover, desktest.Wide, desktest.High},
	} {
		_, scene := open(t, c.arg, c.setup, c.width, c.height)
		testkit.Golden(t, c.name, scene.Capture())
	}
}

func TestLeaversAreShownOnDemand(t *testing.T) {
	o, scene := open(t, nil, testkit.Setup{}, desktest.Wide, desktest.High)
	before := o.page.roster.table.Len()
	require.Positive(t, o.page.roster.shown.Leavers)
	o.page.roster.leavers = true
	o.load(t)
	require.Equal(t, before+o.page.roster.shown.Leavers, o.page.roster.table.Len())
	row, ok := o.page.roster.table.Current()
	require.True(t, ok, "who was chosen stays chosen")
	require.Equal(t, "总监", row.Post.Position)
	scene.Press(t, "打开")
	require.Equal(t, shell.Route{Page: shell.PagePerson, Arg: row.Employee.ID}, o.host.Routes[0])
}

func TestNewPerson(t *testing.T) {
	o, scene := open(t, nil, testkit.Setup{}, desktest.Wide, desktest.High)
	require.True(t, o.page.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyN, Modifier: fyne.KeyModifierShortcutDefault}))
	require.Len(t, o.host.Sheets, 1)
	testkit.Golden(t, "new", scene.Capture())
	require.False(t, o.host.Accept(t), "a name is needed")
	require.Empty(t, o.host.Toasts)
}

func TestMoveAndUndo(t *testing.T) {
	o, scene := open(t, nil, testkit.Setup{}, desktest.Wide, desktest.High)
	rep := o.someone(t, "业务员")
	boss := o.someone(t, "总监")
	o.page.acts.Move(rep.ID)
	testkit.Golden(t, "move", scene.Capture())
	require.False(t, o.host.Accept(t), "something must change")
	operation, err := o.Move(context.Background(), team.Transfer{People: []model.ID{rep.ID}, From: desktest.Today, SuperiorID: &boss.ID})
	require.NoError(t, err)
	o.load(t)
	require.True(t, o.page.roster.table.SelectWhere(func(r team.Row) bool { return r.Employee.ID == rep.ID }))
	row, _ := o.page.roster.table.Current()
	require.Equal(t, boss.Name, row.Superior)
	o.page.acts.Undo(operation)
	require.Len(t, o.host.Toasts, 1)
	o.load(t)
	require.True(t, o.page.roster.table.SelectWhere(func(r team.Row) bool { return r.Employee.ID == rep.ID }))
	row, _ = o.page.roster.table.Current()
	require.NotEqual(t, boss.Name, row.Superior)
}

func TestHandOverWizard(t *testing.T) {
	o, scene := open(t, nil, testkit.Setup{}, desktest.Wide, desktest.High)
	rep := o.someone(t, "业务员")
	o.page.acts.Leave(rep.ID)
	require.Len(t, o.host.Sheets, 1, "customers are left: the wizard opens and says so")
	testkit.Golden(t, "wizard-dates", scene.Capture())
	o.host.Sheets[0].OnPrimary(nil) // Ctrl+Enter
	testkit.Golden(t, "wizard-customers", scene.Capture())
	testkit.Tap(t, scene.Window, "按区域分")
	require.Contains(t, o.host.Toasts[len(o.host.Toasts)-1].Text, "先加一位接手人")
	testkit.Tap(t, scene.Window, "下一步")
	testkit.Golden(t, "wizard-items", scene.Capture())
	testkit.Tap(t, scene.Window, "下一步")
	testkit.Golden(t, "wizard-check", scene.Capture())
	e, err := o.Estate(context.Background(), rep.ID, desktest.Today)
	require.NoError(t, err)
	require.NotEmpty(t, e.Customers, "nothing was handed over")
}

func TestRosterIsPrinted(t *testing.T) {
	o, scene := open(t, nil, testkit.Setup{}, desktest.Wide, desktest.High)
	scene.Press(t, "打印")
	require.Len(t, o.host.Sheets, 1)
	require.Equal(t, "人员名册", o.host.Sheets[0].Title)
}

func TestPastHandoverIsShownAgain(t *testing.T) {
	o, _ := open(t, TabHandovers, testkit.Setup{}, desktest.Wide, desktest.High)
	require.Positive(t, o.page.handovers.table.Len())
	o.page.handovers.table.SelectRow(0)
	require.Len(t, o.page.handovers.menu(), 1, "the demo's cannot be undone")
	h, ok := o.page.handovers.table.Current()
	require.True(t, ok)
	o.page.handovers.table.OnOpen(h)
	require.Equal(t, "交接清单", o.host.Sheets[0].Title)
}
