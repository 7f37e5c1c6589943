package orgchart

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"xunshi/app/demo/records"
	"xunshi/app/team"
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
}

// Organisation implements Backend.
func (*region) Organisation() string { return "江苏大区" }

func open(t *testing.T, setup testkit.Setup, arg any, width, height float32) (*region, *testkit.Scene) {
	t.Helper()
	testkit.Start(t, setup)
	t.Cleanup(job.Inline())
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	desktest.Sales(t, s)
	require.NoError(t, records.Team(context.Background(), s, 1))
	r := &region{Book: team.New(s, team.Options{Today: desktest.Clock}), Outlet: &desktest.Outlet{}, host: &testkit.Host{}}
	r.page = New(r.host, r, arg)
	t.Cleanup(r.page.Close)
	scene := testkit.Show(t, r.page, width, height)
	r.host.Win = scene.Window
	return r, scene
}

func TestChartLooks(t *testing.T) {
	_, scene := open(t, testkit.Setup{}, nil, desktest.Wide, desktest.High)
	testkit.Golden(t, "chart", scene.Capture())
	r, scene := open(t, testkit.Setup{Mode: theme.Dark}, nil, 968, desktest.Lower)
	r.page.foldAll(true)
	testkit.Golden(t, "folded-dark-small", scene.Capture())
}

func TestAnotherDate(t *testing.T) {
	r, scene := open(t, testkit.Setup{}, desktest.Today-4000, desktest.Wide, desktest.High)
	require.Empty(t, r.page.roots)
	testkit.Golden(t, "nobody", scene.Capture())
	r.page.goTo(desktest.Today)
	require.Equal(t, 1, r.host.Reloads)
	testkit.Load(t, r.page)
	require.Len(t, r.page.roots, 1)
	r.page.goTo(0)
	require.Equal(t, 1, r.host.Reloads, "an empty date changes nothing")
}

// tap presses the middle of somebody's box, or the mark at its right below.
func (r *region) tap(t *testing.T, id model.ID, mark bool) {
	t.Helper()
	c := r.page.chart
	left := max(0, c.scroll.Size().Width-(float32(c.plan.Width)*c.zoom+2*boardPad)) / 2
	for _, n := range c.plan.Nodes {
		if n.ID != id {
			continue
		}
		x, y := float32(n.X)+60, float32(n.Y)+20
		if mark {
			x, y = float32(n.X)+140, float32(n.Y)+48
		}
		test.TapAt(c.board, fyne.NewPos(left+boardPad+x*c.zoom, boardPad+y*c.zoom))
		return
	}
	t.Fatalf("nobody %d on the chart", id)
}

func TestTapsOpenAndFold(t *testing.T) {
	r, _ := open(t, testkit.Setup{}, nil, desktest.Wide, desktest.High)
	manager := r.page.roots[0].Children[0]
	r.tap(t, manager.ID, false)
	require.Equal(t, shell.Route{Page: shell.PagePerson, Arg: manager.ID}, r.host.Routes[0])
	all := len(r.page.chart.plan.Nodes)
	r.tap(t, manager.ID, true)
	require.Len(t, r.host.Routes, 1, "the mark does not open")
	require.Less(t, len(r.page.chart.plan.Nodes), all)
	r.tap(t, manager.ID, true)
	require.Len(t, r.page.chart.plan.Nodes, all)
}

func TestZoomByKeys(t *testing.T) {
	r, _ := open(t, testkit.Setup{}, nil, desktest.Wide, desktest.High)
	c := r.page.chart
	c.SetZoom(1)
	c.board.TypedRune('+')
	require.InDelta(t, 1.2, c.zoom, 0.001)
	for range 20 {
		c.board.TypedRune('-')
	}
	require.InDelta(t, float64(zoomLeast), float64(c.zoom), 0.001)
	c.board.TypedRune('0')
	require.LessOrEqual(t, c.board.MinSize().Width, c.scroll.Size().Width+1, "it fits")
	c.SetZoom(2)
	before := c.scroll.Offset
	c.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	require.Greater(t, c.scroll.Offset.Y, before.Y)
}

func TestExportsAndPrints(t *testing.T) {
	r, _ := open(t, testkit.Setup{}, nil, desktest.Wide, desktest.High)
	dir := t.TempDir()
	for i, item := range r.page.exports()[:3] {
		item.Action()
		r.host.Picks[i].OnPicked(filepath.Join(dir, string(rune('a'+i))))
	}
	for _, name := range []string{"a.pdf", "b.pdf", "c.png"} {
		info, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err)
		require.Greater(t, info.Size(), int64(10_000))
	}
	r.page.exports()[3].Action()
	require.Equal(t, 1, r.Pictures)
	r.page.prints()[0].Action()
	require.Len(t, r.Printed, 1)
	require.NoError(t, os.RemoveAll(filepath.Dir(r.Printed[0])))
	require.Empty(t, r.host.Faults)
}
