package targeting

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

func TestSpansOfAYear(t *testing.T) {
	q := Query{Year: 2026, FiscalStart: 4}
	spans := q.Spans()
	require.Equal(t, Span{model.SpanYear, model.MustMonth("2026-04")}, spans[0])
	require.Equal(t, Span{model.SpanQuarter, model.MustMonth("2027-01")}, spans[spanQuarter(3)])
	require.Equal(t, Span{model.SpanMonth, model.MustMonth("2027-03")}, spans[SpanCount-1])
	for i, s := range spans {
		require.Equal(t, i, q.index(s))
		from, to := monthsIn(i)
		require.Equal(t, s.Months(), to-from)
		require.Equal(t, s.Month, q.First()+model.Month(from))
	}
	require.Equal(t, -1, q.index(Span{model.SpanMonth, model.MustMonth("2026-03")}))
	require.Equal(t, -1, q.index(Span{model.SpanQuarter, model.MustMonth("2026-05")}))
	require.Equal(t, 2025, YearOf(model.MustMonth("2026-03"), 4))
	require.Equal(t, "4月", spans[2].Label(q.First()))
	require.Equal(t, "第4季度", spans[spanQuarter(3)].Label(q.First()))
}

func TestTheTreeShowsDifferencesAndMendsNothing(t *testing.T) {
	p := opened(t, district())
	january := spanMonth(0)
	p.set(t, amount2026, "华东", january, yuan(1000))
	p.set(t, amount2026, "甲", january, yuan(400))
	p.set(t, amount2026, "乙", january, yuan(500))
	p.set(t, amount2026, "经理", january, yuan(950))
	p.set(t, amount2026, "华东", spanQuarter(0), yuan(3000))
	tree := p.grownTree(t, amount2026)

	var names []string
	for i := range tree.Rows {
		names = append(names, tree.Rows[i].Name)
	}
	require.Equal(t, []string{"全部", "华东", "苏州", "甲", "乙", "丙", "无锡", "经理"}, names)
	east, suzhou := tree.Rows[tree.row(t, "华东")], tree.Rows[tree.row(t, "苏州")]
	require.Equal(t, some(yuan(900)), suzhou.Value[january], "a node without its own has its children's")
	require.Equal(t, analysis.Value{}, suzhou.Own[january])
	require.Equal(t, some(yuan(1000)), east.Value[january], "its own stands")
	require.Equal(t, some(yuan(900)), east.Sum[january], "the manager's team target is not added again")
	require.Equal(t, some(-yuan(100)), east.Difference(january))
	require.True(t, east.Differs(january))
	require.Equal(t, some(-yuan(2000)), east.PartsDifference(spanQuarter(0)), "one month of three is planned")
	require.Equal(t, some(yuan(3000)), east.Value[spanQuarter(0)])
	require.Equal(t, some(yuan(3000)), tree.Total(spanYear))
	require.False(t, tree.Rows[tree.row(t, "甲")].Differs(january))
	require.Equal(t, []string{"华东", "苏州", "甲"}, tree.Path(tree.row(t, "甲")))

	line := amount2026
	line.By = ByLine
	manager := p.grownTree(t, line).Rows[1]
	require.Equal(t, "经理", manager.Name)
	require.Equal(t, some(-yuan(50)), manager.Difference(january), "along the reporting line the team adds up to its head")
}

func TestTargetsOfOneThingStandInOnePlace(t *testing.T) {
	p := opened(t, district())
	dir, err := p.store.Directory(ctx)
	require.NoError(t, err)
	var rep *model.Employee
	for _, e := range dir.Employees {
		if e.Name == "甲" {
			rep = e
		}
	}
	_, err = p.store.Edit(ctx, func(e *store.Edit) error { // as an imported sheet with region and person has it, twice
		for _, v := range []int64{1, 2} {
			if err := store.Put(e, &model.Target{Month: model.MustMonth("2026-03"), Level: model.LevelTarget, Metric: model.MetricAmount,
				RegionID: rep.RegionID, EmployeeID: rep.ID, Value: v}); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, err)
	march := spanMonth(2)
	tree := p.grownTree(t, amount2026)
	at := tree.row(t, "甲")
	require.Equal(t, some(2), tree.Rows[at].Own[march], "the later one holds")

	operation, err := p.Set(ctx, amount2026, []Change{{Node: tree.Rows[at].Node, Span: tree.Spans[march], Value: 7}})
	require.NoError(t, err)
	rows, err := store.Find(ctx, p.store, model.Target{})
	require.NoError(t, err)
	require.Len(t, rows, 1)
	require.EqualValues(t, 7, rows[0].Value)

	same, err := p.Set(ctx, amount2026, []Change{{Node: tree.Rows[at].Node, Span: tree.Spans[march], Value: 7}})
	require.NoError(t, err)
	require.Empty(t, same, "nothing was different")
	require.NoError(t, p.Undo(ctx, operation))
	require.Equal(t, some(2), p.grownTree(t, amount2026).Rows[at].Own[march])
	require.NoError(t, p.Redo(ctx, operation))
	_, err = p.Set(ctx, amount2026, []Change{{Node: tree.Rows[at].Node, Span: tree.Spans[march], Value: 0}})
	require.NoError(t, err)
	require.False(t, p.grownTree(t, amount2026).Rows[at].Own[march].Known, "0 is no target")

	_, err = p.Set(ctx, amount2026, []Change{{Node: tree.Rows[at].Node, Span: tree.Spans[march], Value: -1}})
	var fault *model.Fault
	require.ErrorAs(t, err, &fault)
}

func TestScopeCrossesDimensions(t *testing.T) {
	p := opened(t, district())
	tree := p.grownTree(t, amount2026)
	suzhou := tree.Rows[tree.row(t, "苏州")].Node
	q := amount2026
	q.By, q.Scope = ByProduct, suzhou
	p.set(t, q, "乳品", spanMonth(0), yuan(70))
	p.set(t, q, "奶", spanMonth(0), yuan(60))
	crossed := p.grownTree(t, q)
	require.Equal(t, "苏州", crossed.Rows[0].Name)
	dairy := crossed.Rows[crossed.row(t, "乳品")]
	require.Equal(t, some(-yuan(10)), dairy.Difference(spanMonth(0)))
	q.Scope = analysis.Node{}
	whole := p.grownTree(t, q)
	require.False(t, whole.Rows[whole.row(t, "乳品")].Own[spanMonth(0)].Known, "the target of a region's category is not the category's")
}

func TestFiguresStandBesideTheTree(t *testing.T) {
	p := opened(t, district())
	p.set(t, amount2026, "甲", spanMonth(0), yuan(200))
	tree := p.grownTree(t, amount2026)
	f, err := p.Figures(ctx, tree, analysis.Calendar{})
	require.NoError(t, err)
	a, east := tree.row(t, "甲"), tree.row(t, "华东")
	require.Equal(t, some(yuan(50)), f.Actual[a][spanMonth(0)])
	require.Equal(t, some(yuan(100)), f.LastYear[a][spanMonth(0)])
	require.Equal(t, some(yuan(800)), f.LastYear[east][spanYear])
	require.Equal(t, some(250_000), f.Attainment(tree, a, spanMonth(0)))
	require.False(t, f.Attainment(tree, tree.row(t, "乙"), spanMonth(0)).Known, "no target, no attainment")
	require.False(t, f.Actual[a][spanMonth(5)].Known, "not begun")
	require.Equal(t, some(1_000_000), tree.Share(a, spanMonth(0)))

	q := amount2026
	q.Metric = model.MetricDistribution
	tree = p.grownTree(t, q)
	f, err = p.Figures(ctx, tree, analysis.Calendar{})
	require.NoError(t, err)
	require.Equal(t, some(1), f.Actual[0][spanMonth(0)])
	require.Equal(t, some(3), f.LastYear[0][spanQuarter(0)], "customers of a quarter are not the sum of its months")
}

func TestEveryDimensionOfTheDemo(t *testing.T) {
	p := demoPlanner(t)
	for _, by := range Dimensions {
		q := Query{Year: 2026, FiscalStart: 1, Level: model.LevelTarget, Metric: model.MetricAmount, By: by}
		tree := p.grownTree(t, q)
		require.Greater(t, len(tree.Rows), 5, by)
		keys := map[string]bool{}
		for i, r := range tree.Rows {
			require.False(t, keys[r.Key], "%s %s stands twice", by, r.Key)
			keys[r.Key] = true
			require.Less(t, r.Parent, i)
		}
		if by == ByRegion || by == ByProduct {
			require.True(t, tree.Total(spanMonth(8)).Known)
		}
	}
}

func TestScorecard(t *testing.T) {
	p := opened(t, district())
	p.set(t, amount2026, "甲", spanMonth(0), yuan(200))
	visits := amount2026
	visits.Metric = model.MetricVisits
	p.set(t, visits, "乙", spanMonth(0), 8)
	month := model.MustMonth("2026-01")
	s, err := p.Score(ctx, month, model.LevelTarget, analysis.Calendar{})
	require.NoError(t, err)
	require.Equal(t, []model.Metric{model.MetricAmount, model.MetricQuantity, model.MetricVisits, model.MetricDistribution}, s.Metrics)
	require.Equal(t, []bool{true, false, true, false}, s.Planned)
	manager, rep, other := s.Lines[0], s.Lines[1], s.Lines[2]
	require.Equal(t, "经理", manager.Name)
	require.True(t, manager.Team)
	require.Equal(t, some(yuan(200)), manager.Targets[0], "a team without its own has the sum of those below")
	require.Equal(t, yuan(50), manager.Actuals[0])
	require.Equal(t, some(250_000), rep.Attainment(0))
	require.False(t, other.Attainment(0).Known)
	require.Equal(t, some(0), other.Attainment(2), "no visit made of eight")

	doc := s.Document("江苏大区", document.Yuan)
	require.Equal(t, "江苏大区 目标成绩单", doc.Title)
	require.Len(t, doc.Sections[0].Rows, 4)
	for _, row := range doc.Sections[0].Rows {
		require.Len(t, row.Cells, len(doc.Sections[0].Columns))
	}
	require.Equal(t, document.Dash, doc.Show(doc.Sections[0].Columns[5], doc.Sections[0].Rows[2].Cells[5]), "no target, no attainment")
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		d := demoPlanner(t)
		full, err := d.Score(ctx, model.MustMonth("2026-09"), model.LevelTarget, analysis.Calendar{})
		require.NoError(t, err)
		require.NoError(t, exporting.Write(ctx, full.Document("江苏大区", document.Yuan), filepath.Join(dir, "scorecard.pdf")))
	}
	empty, err := p.Score(ctx, model.MustMonth("2010-01"), model.LevelTarget, analysis.Calendar{})
	require.NoError(t, err)
	require.NotEmpty(t, empty.Document("", document.Yuan).Title)
}
