package importing

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/model"
)

// book writes an xlsx of the given sheets, in their order.
func writeBook(t testing.TB, sheets ...sheetOf) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	require.NoError(t, f.SetSheetName("Sheet1", sheets[0].name))
	for _, sh := range sheets {
		_, err := f.NewSheet(sh.name)
		require.NoError(t, err)
		for i, row := range sh.rows {
			cell, err := excelize.CoordinatesToCellName(1, i+1)
			require.NoError(t, err)
			require.NoError(t, f.SetSheetRow(sh.name, cell, &row))
		}
		for _, m := range sh.merges {
			require.NoError(t, f.MergeCell(sh.name, m[0], m[1]))
		}
	}
	path := filepath.Join(t.TempDir(), "销售.xlsx")
	require.NoError(t, f.SaveAs(path))
	return path
}

type sheetOf struct {
	name   string
	rows   [][]any
	merges [][2]string
}

// A row is either rejected or imported, never both, whichever of its cells is bad.
func TestARejectedRowIsNotImported(t *testing.T) {
	head := "日期,单号,客户,品项,数量,金额,每箱数量\n"
	in, res := csvImport(t, head+"2017-03-05,1,甲,绿茶,1,10,abc\n2017-03-05,2,甲,绿茶,1,5,12瓶/箱\n", Choice{SkipBad: true})
	require.Equal(t, []int{2, 1, 1}, []int{res.Rows, res.Imported, res.Rejected})
	require.Len(t, in.Lines, 1)
	require.Equal(t, "5", res.Amount)
	require.Equal(t, 12*model.Unit, in.Products[0].UnitsPerCase)

	f := &fake{}
	s := open(t, f, writeBook(t, sheetOf{name: "明细", rows: [][]any{{"日期", "单号", "客户", "品项", "数量", "金额", "退回"},
		{"2017-03-05", "1", "甲", "绿茶", 1, 10, nil}, {"2017-03-05", "2", "甲", "绿茶", 1, 5, "是"}}}), model.BatchSales)
	require.Equal(t, 2, check(t, s).Good)
}

func TestACellReadTwiceIsOneProblem(t *testing.T) {
	s := open(t, &fake{}, write(t, "x.csv", "日期,客户,品项,箱数,每箱数量,金额\n2017-03-05,甲,绿茶,2,abc,10\n"), model.BatchSales)
	p := check(t, s)
	require.Equal(t, 1, p.Bad)
	for _, g := range p.Problems {
		require.Equal(t, 1, g.Count, g.Column)
	}
}

func TestMergedBlocksAreCountedOnce(t *testing.T) {
	s := open(t, &fake{}, writeBook(t, sheetOf{name: "明细", rows: [][]any{{"日期", "客户", "品项", "数量", "金额"},
		{"2017-03-05", "甲", "绿茶", 1, 10}, {nil, nil, "红茶", 1, 5}, {nil, nil, "奶茶", 1, 5}}, merges: [][2]string{{"A2", "A4"}, {"B2", "B4"}}}),
		model.BatchSales)
	p := check(t, s)
	require.Equal(t, 3, p.Good)
	require.Contains(t, p.Notes, "2 个合并单元格的内容用到了它覆盖的每一行。")
}

func TestWhatIsRoundedOrTurnedIsSaid(t *testing.T) {
	in, res := csvImport(t, plainHead+"2017-03-05,甲,绿茶,1.2345,10\n2017-03-05,甲,绿茶,1,-50\n", Choice{})
	require.Equal(t, "0.235", res.Quantity)
	require.Contains(t, in.Batch.Notes, "1 个数量超过三位小数")
	require.Contains(t, in.Batch.Notes, "1 行金额为负而数量为正,数量已记为负数")
}

// A workbook with a roster whose sales have titles nobody knows stays an import of sales:
// the columns can be named.
func TestUnknownTitlesBesideARosterStaySales(t *testing.T) {
	ctx := context.Background()
	path := writeBook(t,
		sheetOf{name: "销售人员", rows: [][]any{{"地区", "地区经理"}, {"华东", "张三"}, {"华北", "李四"}}},
		sheetOf{name: "明细", rows: [][]any{{"DT", "Who", "What", "N", "Kwota"}, {"2017-03-05", "甲", "绿茶", 1, 10.5}, {"2017-03-06", "乙", "红茶", 1, 2}}})
	s := open(t, &fake{}, path, model.BatchSales)
	require.Equal(t, model.BatchSales, s.Kind())
	require.Equal(t, "明细", s.Sheet())
	_, err := s.Check(ctx, nil)
	require.Error(t, err)
	require.NoError(t, s.ApplyMap([]byte(`{"date":"DT","customer_name":"Who","product_name":"What","quantity":"N","amount":"Kwota"}`)))
	p := check(t, s)
	require.Equal(t, "12.5", p.Amount.String())
	require.Equal(t, 2, p.Managers)

	require.NoError(t, s.SetSheet(ctx, "销售人员"))
	require.Equal(t, model.BatchEmployees, s.Kind())
	require.NoError(t, s.SetSheet(ctx, "明细"))
	require.Equal(t, model.BatchSales, s.Kind())
}

func TestNoGoodRowSaysWhy(t *testing.T) {
	s := open(t, &fake{}, write(t, "x.csv", plainHead+"2017-13-05,甲,绿茶,2,10\n"), model.BatchSales)
	_, err := s.Import(context.Background(), Choice{SkipBad: true}, nil)
	fault, ok := model.AsFault(err)
	require.True(t, ok)
	require.Contains(t, fault.What, "第 2 行“日期”:日历上没有这一天")
}

func TestRejectsLeaveNothingBehind(t *testing.T) {
	dir := t.TempDir()
	s := open(t, &fake{}, write(t, "x.csv", plainHead+"2017-13-05,甲,绿茶,2,10\n"), model.BatchSales)
	check(t, s)
	require.Error(t, s.WriteRejects(dir), "a folder is no file")
	left, err := os.ReadDir(filepath.Dir(dir))
	require.NoError(t, err)
	for _, e := range left {
		require.NotContains(t, e.Name(), ".~")
	}
}

// What a merged block says of a rejected row goes with it: corrected, the row stands alone.
func TestRejectsKeepWhatAMergedBlockSays(t *testing.T) {
	s := open(t, &fake{}, writeBook(t, sheetOf{name: "明细", rows: [][]any{{"日期", "客户", "品项", "数量", "金额"},
		{"2017-03-05", "甲", "绿茶", 1, 10}, {nil, nil, "红茶", "x", 5}}, merges: [][2]string{{"A2", "A3"}, {"B2", "B3"}}}),
		model.BatchSales)
	require.Equal(t, 1, check(t, s).Bad)
	path := filepath.Join(t.TempDir(), "退回.xlsx")
	require.NoError(t, s.WriteRejects(path))
	again := open(t, &fake{}, path, model.BatchSales)
	p := check(t, again)
	require.Len(t, p.Problems, 1)
	require.Equal(t, "数量", p.Problems[0].Column)
}

func TestTargetsGivenTwiceAreSaid(t *testing.T) {
	in := importOf(t, model.BatchTargets, "x.csv", "月份,区域,目标\n2025-09,华东,1\n2025-09,华东,2\n2025-10,华东,2\n")
	require.Contains(t, in.Batch.Notes, "1 个目标在文件里不止一次,以最后一次为准")
}

func TestDryRunKnowsTheChoice(t *testing.T) {
	f := &fake{}
	path := write(t, "x.csv", plainHead+"2017-03-05,甲,绿茶,2,10\n")
	_, err := open(t, f, path, model.BatchSales).Import(context.Background(), Choice{}, nil)
	require.NoError(t, err)
	p := check(t, open(t, f, path, model.BatchSales))
	require.NotNil(t, p.Already)
	require.Equal(t, 1, p.Result(Choice{}).Skipped)
	require.Equal(t, "10", p.Result(Choice{Again: true, AllowDuplicates: true}).Amount)
}

func TestShortYearsAskForTheirPlace(t *testing.T) {
	s := open(t, &fake{}, write(t, "x.csv", plainHead+"17-3-5,甲,绿茶,2,10\n"), model.BatchSales)
	_, err := s.Check(context.Background(), nil)
	fault, ok := model.AsFault(err)
	require.True(t, ok)
	require.Contains(t, fault.Do, "ymd")
}

// A workbook with a sheet for every month: the others are named, and each sheet is known
// again after the next one came in.
func TestASheetForEveryMonth(t *testing.T) {
	ctx, f := context.Background(), &fake{}
	head := []any{"日期", "客户", "品项", "数量", "金额"}
	path := writeBook(t, sheetOf{name: "1月", rows: [][]any{head, {"2017-01-05", "甲", "绿茶", 1, 10}}},
		sheetOf{name: "2月", rows: [][]any{head, {"2017-02-05", "甲", "绿茶", 1, 20}}}, sheetOf{name: "说明", rows: [][]any{{"制表：李四"}}})
	for _, sheet := range []string{"1月", "2月"} {
		s := open(t, f, path, model.BatchSales)
		require.NoError(t, s.SetSheet(ctx, sheet))
		_, err := s.Import(ctx, Choice{}, nil)
		require.NoError(t, err)
	}
	require.Contains(t, f.imports[0].Batch.Notes, "这次只导入工作表“1月”；“2月”也像同类数据")
	s := open(t, f, path, model.BatchSales)
	require.NoError(t, s.SetSheet(ctx, "1月"))
	require.Equal(t, model.ID(1), check(t, s).Already.ID)
}
