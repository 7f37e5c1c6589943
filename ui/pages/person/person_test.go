package person

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"xunshi/app/demo/records"
	"xunshi/app/exporting"
	"xunshi/app/exporting/layout"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/desk/desktest"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
)

// region is a small region in a store of its own.
type region struct {
	*team.Book
	*desktest.Outlet
	host *testkit.Host
	page *Page
	ids  map[string]model.ID // somebody of each position
}

// Organisation implements Backend.
func (*region) Organisation() string { return "江苏大区" }

func open(t *testing.T, setup testkit.Setup, position string, tab Tab, width, height float32) (*region, *testkit.Scene) {
	t.Helper()
	testkit.Start(t, setup)
	t.Cleanup(job.Inline())
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	desktest.Sales(t, s)
	require.NoError(t, records.Team(context.Background(), s, 1))
	r := &region{Book: team.New(s, team.Options{Today: desktest.Clock}), Outlet: &desktest.Outlet{}, host: &testkit.Host{}, ids: map[string]model.ID{}}
	l, err := r.Line(context.Background())
	require.NoError(t, err)
	for _, id := range l.People() {
		if p, ok := l.Post(desktest.Today, id); ok && r.ids[p.Position] == 0 {
			r.ids[p.Position] = id
		}
	}
	r.noteContact(t, s)
	r.page = New(r.host, r, Ask{ID: r.ids[position], Tab: tab})
	t.Cleanup(r.page.Close)
	scene := testkit.Show(t, r.page, width, height)
	r.host.Win = scene.Window
	return r, scene
}

// noteContact has the 业务员 visit one of their customers and owe a next step.
func (r *region) noteContact(t *testing.T, s *store.Store) {
	t.Helper()
	rep := r.ids["业务员"]
	owned, err := store.Find(context.Background(), s, model.Customer{OwnerID: rep})
	require.NoError(t, err)
	_, err = s.Edit(context.Background(), func(e *store.Edit) error {
		return store.Put(e, &model.ContactLog{CustomerID: owned[0].ID, EmployeeID: rep, Date: desktest.Today - 5, Method: model.ContactVisit,
			Text: "新品试吃", NextStep: "送样品", NextOn: desktest.Today - 1})
	})
	require.NoError(t, err)
}

func TestPersonLooks(t *testing.T) {
	for _, c := range []struct {
		name, position string
		setup          testkit.Setup
		tab            Tab
		width, height  float32
	}{
		{"rep", "业务员", testkit.Setup{}, TabOverview, desktest.Wide, desktest.High},
		{"rep-small", "业务员", testkit.Setup{}, TabOverview, 968, desktest.Lower},
		{"director-dark", "总监", testkit.Setup{Mode: theme.Dark}, TabOverview, desktest.Wide, desktest.High},
		{"rep-english", "业务员", testkit.Setup{Language: i18n.English}, TabContacts, desktest.Wide, desktest.High},
	} {
		_, scene := open(t, c.setup, c.position, c.tab, c.width, c.height)
		testkit.Golden(t, c.name, scene.Capture())
	}
}

func TestFiguresOfALeaderIncludeTheTeam(t *testing.T) {
	r, _ := open(t, testkit.Setup{}, "主管", TabOverview, desktest.Wide, desktest.High)
	ctx := context.Background()
	leader := r.page.shown
	require.True(t, leader.Leads)
	var sales, customers int64
	for _, id := range leader.Line.Reports(leader.On, leader.Employee.ID, true) {
		p, err := r.Person(ctx, id, leader.Month)
		require.NoError(t, err)
		sales += p.Amount.Actual
		customers += int64(p.Figures.Customers)
	}
	require.Equal(t, leader.Amount.Actual, sales)
	require.Equal(t, int64(leader.Figures.Customers), customers)
	var trend model.Money
	for _, m := range leader.Trend {
		if m.Month == leader.Month {
			trend = m.Amount
		}
	}
	require.Equal(t, leader.Amount.Actual, int64(trend), "the last bar is the month")
	visits := int64(0)
	for _, l := range leader.Logs {
		if l.Method == model.ContactVisit {
			visits++
		}
	}
	require.Positive(t, visits)
	require.Equal(t, leader.Visits.Actual, visits, "the visits counted are those listed")
	var mix model.Money
	for _, m := range leader.Mix {
		mix += m.Amount
	}
	require.Equal(t, leader.Amount.Actual, int64(mix), "the mix adds up")
}

func TestKeysAndLinks(t *testing.T) {
	r, scene := open(t, testkit.Setup{}, "业务员", TabOverview, desktest.Wide, desktest.High)
	require.True(t, r.page.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierShortcutDefault}))
	require.Contains(t, r.host.Sheets[0].Title, r.page.shown.Employee.Name)
	scene.Press(t, r.page.shown.Superior)
	require.Equal(t, shell.Route{Page: shell.PagePerson, Arg: Ask{ID: r.page.shown.Chain[0], Month: r.page.month}}, r.host.Routes[0])
	require.Len(t, r.page.shown.Steps, 1)
	require.Equal(t, int64(1), r.page.shown.Visits.Actual)
	for _, tab := range tabs {
		r.page.show(tab)
	}
	require.Len(t, r.page.menu(), 4)
}

func TestSomebodyUnknownIsAFault(t *testing.T) {
	r, _ := open(t, testkit.Setup{}, "业务员", TabOverview, desktest.Wide, desktest.High)
	_, err := New(r.host, r, model.ID(99999)).Load(context.Background())
	_, ok := model.AsFault(err)
	require.True(t, ok)
}

// The month on paper takes at most two pages; XUNSHI_LOOK names a folder to look at it.
func TestMonthOnPaper(t *testing.T) {
	r, _ := open(t, testkit.Setup{}, "业务员", TabOverview, desktest.Wide, desktest.High)
	for _, position := range []string{"业务员", "主管"} {
		doc, err := r.PersonDocument(context.Background(), r.ids[position], 0, "江苏大区")
		require.NoError(t, err)
		pages, err := exporting.Pages(doc, layout.Setup{})
		require.NoError(t, err)
		require.LessOrEqual(t, len(pages), 2)
		if folder := os.Getenv("XUNSHI_LOOK"); folder != "" {
			require.NoError(t, exporting.Write(context.Background(), doc, filepath.Join(folder, "person-"+doc.Title+".pdf")))
		}
	}
}
