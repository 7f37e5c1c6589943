package importing

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/app/importing"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
	"xunshi/ui/widgets/pick"
)

type program struct {
	*store.Store
	told int
}

func (p *program) Imported() { p.told++ }

type scene struct {
	*testkit.Scene
	page *Page
	host *testkit.Host
	app  *program
}

// Room for a page in windows of 1280×800 and 1024×700.
const (
	wide, high   = 1112, 722
	small, lower = 856, 622
)

func start(t *testing.T, set testkit.Setup, arg any, width, height float32) *scene {
	t.Helper()
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	st, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, st.Close()) })
	app := &program{Store: st}
	h := &testkit.Host{}
	p := New(h, importing.New(st), app, arg)
	t.Cleanup(p.Close)
	s := &scene{testkit.Show(t, p, width, height), p, h, app}
	h.Win = s.Window
	return s
}

func picture(t *testing.T, s *scene, name string) {
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), s.Capture())
	}
}

// workbook writes a sales file such as people have: a title above the header, a 合计 at the
// end, one line with a date that is none.
func workbook(t *testing.T, rows [][]any) string {
	t.Helper()
	f := excelize.NewFile()
	defer func() { require.NoError(t, f.Close()) }()
	for i, r := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow("Sheet1", cell, &r))
	}
	path := filepath.Join(t.TempDir(), "九月销售.xlsx")
	require.NoError(t, f.SaveAs(path))
	return path
}

func september(bad bool) [][]any {
	rows := [][]any{
		{"2026年9月销售明细"},
		{"日期", "客户编码", "客户名称", "产品名称", "数量", "含税金额", "经手"},
		{"2026-09-01", "K001", "永盛商贸", "草莓酸奶 250ml×12", 12, 345.678, "洪光"},
		{"2026-09-02", "K002", "恒源商贸", "原味酸奶 1L×6", 3, 99.5, "张怡"},
		{"2026-09-03", "K001", "永盛商贸", "草莓酸奶 250ml×12", -2, -57.6, "洪光"},
	}
	if bad {
		rows = append(rows, []any{"九月三十一", "K003", "顺达批发", "原味酸奶 1L×6", 1, 33, "张怡"})
	}
	return append(rows, []any{"合计", nil, nil, nil, 13, 387.578})
}

func TestFromFileToSums(t *testing.T) {
	s := start(t, testkit.Setup{}, workbook(t, september(true)), wide, high)
	require.Empty(t, s.host.Faults)
	p := s.page.seen.preview
	require.NotNil(t, p)
	require.Equal(t, 3, p.Good)
	require.Equal(t, 1, p.Bad)
	require.Equal(t, "387.578", p.Amount.String())
	require.Equal(t, 2, s.page.seen.headerRow)
	picture(t, s, "import-preview")
	testkit.Golden(t, "preview", s.Capture())

	s.page.preview.views.SetSelected(1)
	s.page.preview.turn()
	picture(t, s, "import-sample")

	s.Press(t, "保存有问题的行…")
	path := filepath.Join(t.TempDir(), "rejects.xlsx")
	s.host.Picks[0].OnPicked(path)
	require.FileExists(t, path)

	s.Press(t, "导入 3 行")
	require.Empty(t, s.host.Faults)
	require.Equal(t, 1, s.app.told)
	picture(t, s, "import-done")
	facts, err := s.app.Facts(context.Background())
	require.NoError(t, err)
	require.Equal(t, 3, facts.Len())

	s.Press(t, "看明细")
	batches, err := s.app.Batches(context.Background())
	require.NoError(t, err)
	require.Equal(t, shell.Route{Page: shell.PageSales, Arg: model.LineFilter{BatchID: batches[0].ID}}, s.host.Routes[0])
	s.Press(t, "撤销这次导入")
	facts, err = s.app.Facts(context.Background())
	require.NoError(t, err)
	require.Zero(t, facts.Len())
}

func TestAKindAsksForItsFileAtOnce(t *testing.T) {
	s := start(t, testkit.Setup{}, model.BatchTargets, wide, high)
	require.Equal(t, model.BatchTargets, s.page.kind)
	require.Len(t, s.host.Picks, 1)
	require.False(t, s.page.Finished())
	testkit.Load(t, s.page)
	require.Len(t, s.host.Picks, 1, "once")
}

func TestTheSameFileTwiceChangesNothing(t *testing.T) {
	path := workbook(t, september(false))
	s := start(t, testkit.Setup{}, path, wide, high)
	s.Press(t, "导入 3 行")
	s.page.open(path)
	require.NotNil(t, s.page.seen.preview.Already)
	require.True(t, s.page.foot.do.Disabled())
	picture(t, s, "import-already")
	s.page.choice.Again, s.page.choice.AllowDuplicates = true, true
	s.page.foot.show()
	s.Press(t, "导入 3 行")
	facts, err := s.app.Facts(context.Background())
	require.NoError(t, err)
	require.Equal(t, 6, facts.Len())
}

func TestAMissingColumnIsAskedFor(t *testing.T) {
	rows := september(false)
	rows[1][5] = "某列"
	s := start(t, testkit.Setup{}, workbook(t, rows), wide, high)
	require.Nil(t, s.page.seen.preview)
	require.Equal(t, []importing.Field{importing.FieldAmount}, s.page.seen.missing)
	picture(t, s, "import-missing")
	s.page.mapping.choose(5, fieldID(s.page.seen, importing.FieldAmount))
	require.NotNil(t, s.page.seen.preview)
	require.Equal(t, "387.578", s.page.seen.preview.Amount.String())
	s.Press(t, "导入 3 行")

	again := workbook(t, rows)
	s.page.open(again)
	require.Empty(t, s.page.seen.missing, "the mapping is remembered")
	require.True(t, s.page.seen.remembered)
}

func TestHeaderRowCanBeMoved(t *testing.T) {
	s := start(t, testkit.Setup{}, workbook(t, september(false)), wide, high)
	s.page.head.header.SetText("3")
	s.page.head.setHeader()
	require.Equal(t, 3, s.page.seen.headerRow)
	s.page.head.header.SetText("99")
	s.page.head.setHeader()
	require.Len(t, s.host.Faults, 1)
	require.ErrorContains(t, s.host.Faults[0], "99")
	require.Equal(t, "3", s.page.head.header.Text)
}

func TestAmbiguousDatesAreAsked(t *testing.T) {
	rows := [][]any{{"日期", "客户", "品项", "数量", "金额"}}
	for i := 1; i <= 6; i++ {
		rows = append(rows, []any{fmt.Sprintf("%d/%d/2026", i, i+1), "永盛商贸", "酸奶", 1, 10})
	}
	s := start(t, testkit.Setup{}, workbook(t, rows), wide, high)
	if s.page.seen.preview != nil {
		t.Skip("the order was inferred")
	}
	require.True(t, s.page.seen.askOrder)
	picture(t, s, "import-order")
	s.Press(t, "月在前(月/日/年)")
	require.NotNil(t, s.page.seen.preview)
	require.Equal(t, "2026-01-02", s.page.seen.preview.Span.From.String())
}

func TestFieldListSaysWhatIsTaken(t *testing.T) {
	s := start(t, testkit.Setup{}, workbook(t, september(false)), wide, high)
	items := fieldItems(s.page.seen, s.page.seen.columns[6])
	require.Equal(t, model.ID(0), items[0].ID)
	byName := map[string]pick.Item{}
	for _, it := range items {
		byName[it.Name] = it
	}
	require.Equal(t, "现为 日期", byName["日期"].Detail)
}

func TestLooks(t *testing.T) {
	s := start(t, testkit.Setup{Mode: theme.Dark, Language: i18n.English}, nil, small, lower)
	picture(t, s, "import-start-small-dark-en")
	s.page.open(workbook(t, september(true)))
	picture(t, s, "import-small-dark-en")
}

func TestRealWorkbook(t *testing.T) {
	path := filepath.Join("..", "..", "..", "..", "shared", "data", "chaoshi.xlsx")
	if _, err := os.Stat(path); err != nil {
		t.Skip("the real workbook is not here")
	}
	s := start(t, testkit.Setup{}, path, wide, high)
	require.Equal(t, 10_000, s.page.seen.preview.Good)
	require.Equal(t, "16117548.237", s.page.seen.preview.Amount.String())
	picture(t, s, "import-real")
	s.Press(t, "导入 10,000 行")
	picture(t, s, "import-real-done")
	batches, err := s.app.Batches(context.Background())
	require.NoError(t, err)
	require.Equal(t, "16117548.237", batches[0].Amount.String())
}

func TestAListIsUpdatedByItsCodes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "客户.csv")
	first := filepath.Join(t.TempDir(), "第一次.csv")
	require.NoError(t, os.WriteFile(first, []byte("客户编码,客户名称,等级,区域\nK1,甲店,A,江苏\nK2,乙店,B,江苏\n"), 0o600))
	require.NoError(t, os.WriteFile(path, []byte("客户编码,客户名称,等级,区域,信用额度\nK1,甲店,B,江苏/苏州,5万\nK2,乙店,B,,\nK3,丙店,C,,多少\nK4,丁店,C,,\n"), 0o600))
	s := start(t, testkit.Setup{}, model.BatchCustomers, wide, high)
	s.page.open(first)
	s.Press(t, "导入 2 家客户")
	s.page.open(path)
	require.Equal(t, []int{1, 1, 1, 1}, []int{s.page.seen.preview.List.New, s.page.seen.preview.List.Changed, s.page.seen.preview.List.Unchanged, s.page.seen.preview.Bad})
	testkit.Golden(t, "list", s.Capture())
	picture(t, s, "list")
	s.page.preview.views.Choose("更改")
	testkit.Golden(t, "list-changes", s.Capture())
	picture(t, s, "list-changes")
	s.page.preview.views.Choose("结果")
	s.Press(t, "只追加新的")
	require.Equal(t, 2, s.page.seen.preview.List.Skipped)
	s.Press(t, "更新并追加")
	s.Press(t, "导入 2 家客户")
	require.Empty(t, s.host.Faults)
	d, err := s.app.Directory(context.Background())
	require.NoError(t, err)
	require.Len(t, d.Customers, 3)
	s.Press(t, "撤销这次导入")
	d, err = s.app.Directory(context.Background())
	require.NoError(t, err)
	require.Len(t, d.Customers, 2)
	for _, c := range d.Customers {
		require.Zero(t, c.CreditLimit)
	}
}
