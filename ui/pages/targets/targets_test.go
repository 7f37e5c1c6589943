package targets

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app"
	"xunshi/app/demo"
	"xunshi/app/document"
	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
)

// program is the little the page asks of the program.
type program struct {
	settings app.Settings
	imported int
}

func (p *program) Settings() app.Settings      { return p.settings }
func (p *program) Calendar() analysis.Calendar { return analysis.Calendar{} }
func (p *program) Imported()                   { p.imported++ }

var until = model.MustDate("2026-09-11")

// Room for a page in windows of 1280×800 and 1024×700.
const (
	wide, high   = 1112, 722
	small, lower = 856, 622
)

type scene struct {
	*testkit.Scene
	t       *testing.T
	page    *Page
	host    *testkit.Host
	planner *targeting.Planner
	program *program
	store   *store.Store
	paper   *document.Document
}

// start opens the page over a demo region in which 苏州 has a year of its own that its months
// do not reach, and a September that its people do not reach.
func start(t *testing.T, set testkit.Setup, arg any, width, height float32) *scene {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	in := demo.Generate(demo.Options{Customers: 40, Products: 20, Months: 21, Lines: 6000, Until: until})
	_, err = s.Import(context.Background(), in, nil)
	require.NoError(t, err)
	c := &scene{t: t, store: s, planner: targeting.New(s), program: &program{settings: app.DefaultSettings()}, host: &testkit.Host{}}
	c.disagree()
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	c.page = New(c.host, c.planner, c.program, func(_ shell.Host, doc *document.Document) { c.paper = doc }, arg)
	t.Cleanup(c.page.Close)
	c.Scene = testkit.Show(t, c.page, width, height)
	c.host.Win = c.Window
	return c
}

func (c *scene) query() targeting.Query {
	return targeting.Query{Year: 2026, FiscalStart: 1, Level: model.LevelTarget, Metric: model.MetricAmount, By: targeting.ByRegion}
}

func (c *scene) disagree() {
	c.t.Helper()
	tree, err := c.planner.Tree(context.Background(), c.query())
	require.NoError(c.t, err)
	suzhou := tree.Rows[rowOf(c.t, tree, "苏州")].Node
	_, err = c.planner.Set(context.Background(), c.query(), []targeting.Change{
		{Node: suzhou, Span: tree.Spans[0], Value: int64(4_000_000 * model.Yuan)},
		{Node: suzhou, Span: tree.Spans[11], Value: int64(300_000 * model.Yuan)},
	})
	require.NoError(c.t, err)
}

func rowOf(t *testing.T, tree *targeting.Tree, name string) int {
	t.Helper()
	for i := range tree.Rows {
		if tree.Rows[i].Name == name {
			return i
		}
	}
	require.Fail(t, "no row "+name)
	return -1
}

// reloaded does what the shell does after Host.Reload.
func (c *scene) reloaded() {
	c.t.Helper()
	require.NotZero(c.t, c.host.Reloads)
	c.host.Reloads = 0
	testkit.Load(c.t, c.page)
}

func picture(t *testing.T, s *scene, name string) {
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), s.Capture())
	}
}

func TestLooks(t *testing.T) {
	for name, c := range map[string]struct {
		set           testkit.Setup
		arg           any
		width, height float32
		do            func(s *scene)
	}{
		"tree": {width: wide, height: high, do: func(s *scene) {
			s.page.openGap(targeting.Gap{By: targeting.ByRegion, Key: s.key("苏州"), Span: 11})
			s.reloaded()
		}},
		"tree-small":   {width: small, height: lower},
		"tree-dark":    {set: testkit.Setup{Mode: theme.Dark}, width: wide, height: high},
		"tree-english": {set: testkit.Setup{Language: i18n.English}, width: wide, height: high},
		"gaps":         {arg: ViewGaps, width: wide, height: high},
		"score":        {arg: ViewScore, width: wide, height: high},
		"split":        {width: wide, height: high, do: func(s *scene) { s.page.board.goTo(s.key("苏州"), 0); s.page.split() }},
		"attainment":   {width: wide, height: high, do: func(s *scene) { s.page.board.showWhat(showAttainment) }},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, c.set, c.arg, c.width, c.height)
			if c.do != nil {
				c.do(s)
			}
			require.Empty(t, s.host.Faults)
			picture(t, s, name)
			testkit.Golden(t, name, s.Capture())
		})
	}
}

func (c *scene) key(name string) string { return c.page.tree.Rows[rowOf(c.t, c.page.tree, name)].Key }
