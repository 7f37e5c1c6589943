package acts

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo/records"
	"xunshi/app/team"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/desk/desktest"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/job"
)

// backend is a small region in a store of its own.
type backend struct {
	*team.Book
	*desktest.Outlet
}

func open(t *testing.T) (*Acts, backend, *testkit.Host) {
	t.Helper()
	testkit.Start(t, testkit.Setup{})
	t.Cleanup(job.Inline())
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	desktest.Sales(t, s)
	require.NoError(t, records.Team(context.Background(), s, 1))
	b := backend{team.New(s, team.Options{Today: desktest.Clock}), &desktest.Outlet{}}
	host := &testkit.Host{Win: testkit.Window(t, widgets.Spacer(), desktest.Wide, desktest.High)}
	return New(host, b, func() {}), b, host
}

// pair gives a 业务员 with customers and a colleague under the same superior.
func pair(t *testing.T, b backend) (giver, colleague model.ID, line *team.Line) {
	t.Helper()
	l, err := b.Line(context.Background())
	require.NoError(t, err)
	for _, id := range l.People() {
		p, ok := l.Post(desktest.Today, id)
		if !ok || p.Position != "业务员" {
			continue
		}
		for _, other := range l.Reports(desktest.Today, p.SuperiorID, false) {
			if other != id {
				return id, other, l
			}
		}
	}
	t.Fatal("nobody to hand over to")
	return 0, 0, nil
}

func TestWizardHandsEverythingOver(t *testing.T) {
	a, b, host := open(t)
	giver, colleague, l := pair(t, b)
	w := a.wizard(giver, l.Name(giver), true)
	w.open()
	w.forward()
	require.NotEmpty(t, w.estate.Customers)
	w.split(w.estate.EvenSplit)
	require.Contains(t, host.Toasts[len(host.Toasts)-1].Text, "接手人")
	w.takers = []model.ID{colleague}
	w.split(w.estate.EvenSplit)
	testkit.Golden(t, "customers", host.Win.Canvas().Capture())
	w.forward()
	testkit.Golden(t, "items", host.Win.Canvas().Capture())
	w.forward()
	testkit.Golden(t, "check", host.Win.Canvas().Capture())
	w.forward()
	require.Empty(t, host.Faults)
	require.Equal(t, "撤销", host.Toasts[len(host.Toasts)-1].Action)
	require.Equal(t, "交接清单", host.Sheets[len(host.Sheets)-1].Title)
	e, err := b.Estate(context.Background(), giver, desktest.Today)
	require.NoError(t, err)
	require.Empty(t, e.Customers)
	require.Equal(t, desktest.Today, e.Giver.Left)
	host.Toasts[len(host.Toasts)-1].OnTap()
	e, err = b.Estate(context.Background(), giver, desktest.Today)
	require.NoError(t, err)
	require.NotEmpty(t, e.Customers)
	require.Zero(t, e.Giver.Left)
}

func TestDroppedSuccessorsGiveTheirCustomersBack(t *testing.T) {
	a, b, _ := open(t)
	giver, colleague, l := pair(t, b)
	w := a.wizard(giver, l.Name(giver), false)
	w.open()
	w.forward()
	w.takers = []model.ID{colleague}
	w.give(false, colleague)
	require.Len(t, w.plan.Customers, len(w.estate.Customers))
	w.dropTaker(colleague)
	require.Empty(t, w.plan.Customers)
	require.Empty(t, w.plan.Missing(w.estate), "one who stays may keep everything")
}

func TestPhotoIsChosenAndKept(t *testing.T) {
	a, b, host := open(t)
	giver, _, _ := pair(t, b)
	a.Edit(giver)
	testkit.Tap(t, host.Win, "选照片")
	require.Len(t, host.Picks, 1)
	bad := filepath.Join(t.TempDir(), "bad.jpg")
	require.NoError(t, os.WriteFile(bad, []byte("none"), 0o600))
	host.Picks[0].OnPicked(bad)
	require.Len(t, host.Faults, 1)
	testkit.Golden(t, "edit", host.Win.Canvas().Capture())
}

func TestReturnAndCorrect(t *testing.T) {
	a, b, host := open(t)
	ctx := context.Background()
	l, err := b.Line(ctx)
	require.NoError(t, err)
	var gone model.ID
	for _, id := range l.People() {
		if e := l.Directory.Employees[id]; !e.Left.IsZero() {
			gone = id
		}
	}
	require.NotZero(t, gone)
	a.Return(gone, l.Name(gone))
	require.True(t, host.Accept(t))
	l, err = b.Line(ctx)
	require.NoError(t, err)
	require.True(t, l.Employed(desktest.Today, gone))
	posts := l.Posts(gone)
	require.Len(t, posts, 2)
	a.CorrectPost(posts[1])
	require.True(t, host.Accept(t))
	require.Empty(t, host.Faults)
	a.Move()
	require.True(t, host.Toasts[len(host.Toasts)-1].Refused)
}

// What cannot be is said beside the field it is about, and the sheet stays open.
func TestFaultsStandBesideTheirField(t *testing.T) {
	a, b, host := open(t)
	ctx := context.Background()
	giver, colleague, l := pair(t, b)
	superior := l.Superior(desktest.Today, giver)
	circle := func() error {
		_, err := b.Move(ctx, team.Transfer{People: []model.ID{superior}, From: desktest.Today, SuperiorID: &giver})
		return err
	}()
	require.ErrorIs(t, circle, team.ErrCircle)
	early := func() error {
		_, err := b.Move(ctx, team.Transfer{People: []model.ID{giver}, From: 1})
		return err
	}()
	said := ""
	say := func(field string) bool { said += field; return true }
	require.True(t, refused(circle, say, "日期", "上级"))
	require.True(t, refused(early, say, "日期", "上级"))
	require.Equal(t, "上级日期", said)

	e := *l.Directory.Employees[giver]
	e.Code = l.Directory.Employees[colleague].Code
	_, err := b.Save(ctx, &e)
	require.ErrorIs(t, err, team.ErrCodeTaken)
	closed, shown := false, false
	a.try("", func(context.Context) (string, error) { return "", err }, func() { closed = true }, func(error) bool { shown = true; return true })
	require.True(t, shown)
	require.False(t, closed)
	require.Empty(t, host.Faults)
	a.do("", func(context.Context) (string, error) { return "", err }, func() { closed = true })
	require.False(t, closed)
	require.Len(t, host.Faults, 1)
}
