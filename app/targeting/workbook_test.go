package targeting

import (
	"maps"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// standing are the targets by what they say.
func (p *Planner) standing(t *testing.T) map[string]int64 {
	t.Helper()
	rows, err := store.Find(ctx, p.store, model.Target{})
	require.NoError(t, err)
	dir, err := p.store.Directory(ctx)
	require.NoError(t, err)
	out := map[string]int64{}
	for i := range rows {
		x := &rows[i]
		key := NodeName(dir, analysis.NodeOf(x).Bare(dir)) + "|" + x.Month.String() + "|" + string(x.Span) + "|" + string(x.Level) + "|" + string(x.Metric)
		_, twice := out[key]
		require.False(t, twice, key)
		out[key] = x.Value
	}
	return out
}

func TestWorkbookOutAndInChangesNothing(t *testing.T) {
	p := demoPlanner(t)
	q := Query{Year: 2026, FiscalStart: 1, Level: model.LevelTarget, Metric: model.MetricAmount, By: ByRegion}
	p.set(t, q, "苏州", spanYear, 123_456_7891) // to 1/10,000 yuan
	p.set(t, q, "苏州", spanQuarter(1), yuan(5))
	p.set(t, q, "全部", spanMonth(11), yuan(99))
	visits := q
	visits.Metric, visits.Level = model.MetricVisits, model.LevelStretch
	p.set(t, visits, "苏州", spanMonth(3), 77)
	crossed := q
	crossed.By, crossed.Scope = ByProduct, p.grownTree(t, q).Rows[p.grownTree(t, q).row(t, "无锡")].Node
	tree := p.grownTree(t, crossed)
	_, err := p.Set(ctx, crossed, []Change{{Node: tree.Rows[2].Node, Span: tree.Spans[5], Value: yuan(3)}})
	require.NoError(t, err)

	path := filepath.Join(t.TempDir(), "目标.xlsx")
	require.NoError(t, p.ExportWorkbook(ctx, q, path))
	before := p.standing(t)
	seen, err := p.CheckWorkbook(ctx, path)
	require.NoError(t, err)
	require.Zero(t, seen.Rejected, "%v", seen.Problems)
	in2026 := 0
	rows, err := store.Find(ctx, p.store, model.Target{})
	require.NoError(t, err)
	for i := range rows {
		if rows[i].Month >= model.MustMonth("2026-01") {
			in2026++
		}
	}
	require.Equal(t, in2026, seen.Targets, "every target of the year is in the file")
	require.True(t, maps.Equal(before, p.standing(t)), "a check writes nothing")

	done, err := p.ImportWorkbook(ctx, path)
	require.NoError(t, err)
	require.True(t, maps.Equal(before, p.standing(t)))
	require.NoError(t, p.UndoImport(ctx, done))
	require.True(t, maps.Equal(before, p.standing(t)))
}

func TestWorkbookIsFilledInAndTakenBack(t *testing.T) {
	p := opened(t, district())
	p.set(t, amount2026, "甲", spanMonth(0), yuan(10))
	q := amount2026
	q.FiscalStart = 4
	path := filepath.Join(t.TempDir(), "目标.xlsx")
	require.NoError(t, p.ExportWorkbook(ctx, q, path))

	f, err := excelize.OpenFile(path)
	require.NoError(t, err)
	require.Equal(t, []string{"销售额", "销量", "回款", "新客户", "拜访", "铺货"}, f.GetSheetList())
	rows, err := f.GetRows("拜访")
	require.NoError(t, err)
	require.Equal(t, "第4季度(2027年1月-3月)", rows[2][len(nodeHeadings)+spanQuarter(3)])
	for i, r := range rows {
		if len(r) > 4 && r[4] == "乙" {
			require.NoError(t, f.SetCellValue("拜访", cellName(len(nodeHeadings)+1+spanQuarter(3), i+1), 60))
			require.NoError(t, f.SetCellValue("拜访", cellName(len(nodeHeadings)+1+spanMonth(0), i+1), "多跑"))
		}
		if len(r) > 4 && r[4] == "甲" {
			require.NoError(t, f.SetCellValue("拜访", cellName(len(nodeHeadings)+1+spanYear, i+1), 480))
		}
	}
	require.NoError(t, f.Save())
	require.NoError(t, f.Close())

	seen, err := p.CheckWorkbook(ctx, path)
	require.NoError(t, err)
	require.Equal(t, 1, seen.Rejected)
	require.Contains(t, seen.Problems[0], "不是数字")
	done, err := p.ImportWorkbook(ctx, path)
	require.NoError(t, err)
	require.EqualValues(t, 480, p.standing(t)["甲|2026-04|year|target|visits"])
	require.NotContains(t, p.standing(t), "乙|2027-01|quarter|target|visits", "the row with a mistake is left out whole")
	require.NoError(t, p.UndoImport(ctx, done))
	require.Len(t, p.standing(t), 1)

	_, err = p.CheckWorkbook(ctx, filepath.Join(t.TempDir(), "nothing.xlsx"))
	require.Error(t, err)
}
