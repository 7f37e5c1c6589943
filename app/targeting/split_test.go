package targeting

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

func after(p *Proposal) map[string]int64 {
	out := map[string]int64{}
	for _, l := range p.Lines {
		out[l.Name+" "+l.Span.Label(p.Query.First())] = l.After
	}
	return out
}

func TestSplitByLastYear(t *testing.T) {
	p := opened(t, district())
	tree := p.grownTree(t, amount2026)
	ask := Split{Row: tree.row(t, "苏州"), Span: spanQuarter(0), Amount: yuan(1600) + 100, Over: OverBoth, By: ByLastYear, Newcomers: NewcomerNothing, Unit: yuan(1)}
	got, err := p.Split(ctx, tree, ask)
	require.NoError(t, err)
	require.Equal(t, map[string]int64{"甲 1月": yuan(200), "甲 2月": yuan(600) + 100, "甲 3月": 0, "乙 1月": yuan(400), "乙 2月": yuan(400), "乙 3月": 0,
		"丙 1月": 0, "丙 2月": 0, "丙 3月": 0}, after(got))
	require.Equal(t, []string{"去年没有数据,不分:丙。"}, got.Notes)
	require.Equal(t, some(0), got.Left())

	ask.Newcomers, ask.Over, ask.Amount = NewcomerAverage, OverChildren, yuan(1200)
	got, err = p.Split(ctx, tree, ask)
	require.NoError(t, err)
	require.Equal(t, map[string]int64{"甲 第1季度": yuan(400), "乙 第1季度": yuan(400), "丙 第1季度": yuan(400)}, after(got))
	require.Equal(t, []string{"去年没有数据,按其他人的平均分:丙。"}, got.Notes)

	operation, err := p.Apply(ctx, got)
	require.NoError(t, err)
	done := p.grownTree(t, amount2026)
	require.Equal(t, some(yuan(1200)), done.Rows[ask.Row].Value[spanQuarter(0)])
	require.NoError(t, p.Undo(ctx, operation), "one act")
	left, err := store.Find(ctx, p.store, model.Target{})
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestSplitByWeights(t *testing.T) {
	p := opened(t, district())
	tree := p.grownTree(t, amount2026)
	suzhou := tree.row(t, "苏州")
	keys := map[string]int64{tree.Rows[tree.row(t, "甲")].Key: 3, tree.Rows[tree.row(t, "乙")].Key: 1}
	got, err := p.Split(ctx, tree, Split{Row: suzhou, Span: spanMonth(0), Amount: yuan(100), Over: OverChildren, By: ByWeights, Weights: keys, Unit: 1})
	require.NoError(t, err)
	require.Equal(t, map[string]int64{"甲 1月": yuan(75), "乙 1月": yuan(25), "丙 1月": 0}, after(got))

	got, err = p.Split(ctx, tree, Split{Row: suzhou, Span: spanMonth(0), Amount: yuan(100), Over: OverChildren, By: ByCustomers, Unit: 1})
	require.NoError(t, err)
	require.Equal(t, map[string]int64{"甲 1月": 666_700, "乙 1月": 333_300, "丙 1月": 0}, after(got), "two customers and one, to the 分")

	calendar := analysis.Calendar{Kind: analysis.WorkingDays}
	got, err = p.Split(ctx, tree, Split{Row: suzhou, Span: spanQuarter(0), Amount: yuan(640), Over: OverMonths, By: ByDays, Calendar: calendar, Unit: yuan(1)})
	require.NoError(t, err)
	require.Equal(t, map[string]int64{"苏州 1月": yuan(220), "苏州 2月": yuan(200), "苏州 3月": yuan(220)}, after(got), "22, 20 and 22 working days")

	got, err = p.Split(ctx, tree, Split{Row: suzhou, Span: spanMonth(0), Amount: yuan(100), Over: OverChildren, By: ByWeights})
	require.NoError(t, err)
	require.Equal(t, []string{"没有可用的比例,先平均分。"}, got.Notes)
	require.Equal(t, some(0), got.Left())

	for _, bad := range []Split{{Row: tree.row(t, "甲"), Amount: 5, Over: OverChildren}, {Row: suzhou, Over: OverChildren}} {
		_, err = p.Split(ctx, tree, bad)
		var fault *model.Fault
		require.ErrorAs(t, err, &fault)
	}
}

func TestPartsAlwaysAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		weights := make([]int64, 1+r.IntN(40))
		any := false
		for i := range weights {
			weights[i] = max(0, r.Int64N(1_000_000_000)-200_000_000)
			any = any || weights[i] > 0
		}
		amount, unit := r.Int64N(1<<45), []int64{1, 100, 10_000, 10_000_000}[r.IntN(4)]
		var sum int64
		odd := 0
		for i, v := range Divide(amount, weights, unit) {
			require.GreaterOrEqual(t, v, int64(0))
			require.False(t, weights[i] == 0 && v > 0)
			sum += v
			if v%unit != 0 {
				odd++
			}
		}
		if any {
			require.Equal(t, amount, sum)
			require.True(t, odd <= 1 || amount < unit)
		}
	}
}

func TestAdoptAndCopy(t *testing.T) {
	p := opened(t, district())
	p.set(t, amount2026, "华东", spanMonth(0), yuan(1000))
	p.set(t, amount2026, "苏州", spanMonth(0), yuan(800))
	p.set(t, amount2026, "甲", spanMonth(0), yuan(300))
	p.set(t, amount2026, "乙", spanMonth(1), yuan(40))
	tree := p.grownTree(t, amount2026)
	require.Equal(t, map[string]int64{"华东 1月": yuan(800), "华东 2月": yuan(40)}, after(tree.Adopt(tree.row(t, "华东"), false)))
	deep := tree.Adopt(tree.row(t, "华东"), true)
	require.Equal(t, map[string]int64{"华东 1月": yuan(300), "苏州 1月": yuan(300), "华东 2月": yuan(40), "苏州 2月": yuan(40)}, after(deep))
	_, err := p.Apply(ctx, deep)
	require.NoError(t, err)
	require.Empty(t, p.grownTree(t, amount2026).Adopt(0, true).after("华东"))

	copied, err := p.CopyLastYear(ctx, tree, tree.row(t, "苏州"), true, FromActual, 50_000, yuan(10))
	require.NoError(t, err)
	require.Equal(t, map[string]int64{"苏州 1月": yuan(320), "苏州 2月": yuan(530), "甲 1月": yuan(110), "甲 2月": yuan(320), "乙 1月": yuan(210), "乙 2月": yuan(210)}, after(copied))
	require.Equal(t, []string{"1 个节点去年没有数据,保持不变。"}, copied.Notes)

	next := amount2026
	next.Year = 2027
	copied, err = p.CopyLastYear(ctx, p.grownTree(t, next), 0, true, FromTarget, 0, 1)
	require.NoError(t, err)
	require.Equal(t, yuan(40), after(copied)["乙 2月"])

	stretch := amount2026
	stretch.Level = model.LevelStretch
	raised, err := p.FromLevel(ctx, p.grownTree(t, stretch), 1_080_000, yuan(1))
	require.NoError(t, err)
	require.Equal(t, yuan(324), after(raised)["甲 1月"])
	_, err = p.Apply(ctx, raised)
	require.NoError(t, err)
	done := p.grownTree(t, stretch)
	require.Equal(t, some(yuan(324)), done.Rows[done.row(t, "甲")].Own[spanMonth(0)])
	require.Equal(t, some(yuan(300)), p.grownTree(t, amount2026).Rows[done.row(t, "甲")].Own[spanMonth(0)], "目标 stays")
}

func (p *Proposal) after(name string) []Line {
	var out []Line
	for _, l := range p.Lines {
		if l.Name == name {
			out = append(out, l)
		}
	}
	return out
}

func TestGaps(t *testing.T) {
	p := opened(t, district())
	january := spanMonth(0)
	p.set(t, amount2026, "华东", january, yuan(1000))
	p.set(t, amount2026, "甲", january, yuan(400))
	p.set(t, amount2026, "无锡", january, yuan(1))
	p.set(t, amount2026, "甲", spanYear, yuan(300))
	gaps, err := p.Gaps(ctx, amount2026)
	require.NoError(t, err)
	require.Equal(t, GapChildren, gaps[0].Kind)
	require.Equal(t, -yuan(599), gaps[0].Difference())
	require.Equal(t, "华东", gaps[0].Name)
	seen := map[GapKind][]string{}
	for _, g := range gaps {
		seen[g.Kind] = append(seen[g.Kind], g.Name+" "+g.Text)
	}
	require.Equal(t, []string{"甲 全年:各季合计与全年不符"}, seen[GapParts])
	require.Equal(t, []string{"无锡 区域没有经理,也没有人员"}, seen[GapOwner])
	require.Equal(t, []string{"乙 全年没有目标"}, seen[GapMissing], "the manager has a team, 丙 sells nothing yet, 甲 has a year's target")
}
