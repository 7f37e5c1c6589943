package importing

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/model"
)

// targetBook is a workbook of targets as it is exported: a sheet for each metric under the
// same titles, with rows that wait to be filled in.
func targetBook(t *testing.T, visits any) string {
	return writeBook(t,
		sheetOf{name: "销售额", rows: [][]any{{"2026年 销售额目标(元)"}, {"口径"}, {"区域", "目标级别", "指标", "2026年1月", "2026年2月"},
			{"全部", "目标", "销售额", nil, nil}, {"苏州", "目标", "销售额", 1000, 2000}}},
		sheetOf{name: "拜访", rows: [][]any{{"2026年 拜访目标(次)"}, {"口径"}, {"区域", "目标级别", "指标", "2026年1月", "2026年2月"},
			{"苏州", "目标", "拜访", visits, 30}, {"无锡", "目标", "拜访", 10, nil}}},
		sheetOf{name: "说明", rows: [][]any{{"制表：李四"}}})
}

func TestAllSheetsOfTargetsComeInAtOnce(t *testing.T) {
	f := &fake{}
	s := open(t, f, targetBook(t, 20), model.BatchTargets)
	p := check(t, s)
	require.Equal(t, []int{3, 3, 0, 5}, []int{p.Rows, p.Good, p.Bad, p.Targets})
	require.Equal(t, "没有填任何目标", p.LeftOut[0].Reason)
	require.Contains(t, p.Notes, "同一格式的工作表“拜访”一起读入。")
	_, err := s.Import(context.Background(), Choice{}, nil)
	require.NoError(t, err)
	of := map[model.Metric]int64{}
	for _, row := range f.imports[0].Targets {
		of[row.Metric] += row.Value
	}
	require.Equal(t, map[model.Metric]int64{model.MetricAmount: int64(3000 * model.Yuan), model.MetricVisits: 60}, of)

	// One that is asked for comes alone.
	s = open(t, &fake{}, targetBook(t, 20), model.BatchTargets)
	require.NoError(t, s.SetSheet(context.Background(), "拜访"))
	require.Equal(t, 3, check(t, s).Targets)
}

func TestWhatIsWrongOnAnotherSheetSaysWhere(t *testing.T) {
	s := open(t, &fake{}, targetBook(t, 2.5), model.BatchTargets)
	p := check(t, s)
	require.Equal(t, 1, p.Bad)
	require.Equal(t, "2026年1月(工作表拜访)", p.Problems[0].Column)
	require.Equal(t, []int{4}, p.Problems[0].Rows)
	for _, row := range p.Sample {
		require.Empty(t, row.Problem)
	}
	path := filepath.Join(t.TempDir(), "退回.xlsx")
	require.NoError(t, s.WriteRejects(path))
	x, err := excelize.OpenFile(path)
	require.NoError(t, err)
	defer x.Close()
	rows, err := x.GetRows("退回的行")
	require.NoError(t, err)
	require.Equal(t, []string{"苏州", "目标", "拜访", "2.5", "30"}, rows[1][:5])
}
