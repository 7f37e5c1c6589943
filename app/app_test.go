package app

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// command runs the command line over dir and gives exit code, output and errors.
func command(t *testing.T, dir string, args ...string) (code int, out, errOut string) {
	t.Helper()
	var o, e bytes.Buffer
	faces := Faces{
		Window:  func(a *App) error { o.WriteString("window " + filepath.Base(a.OpenFile)); return nil },
		Screens: func(context.Context, *App, string, func(string)) error { return nil },
	}
	code = run(context.Background(), faces, append([]string{"--data", dir}, args...), &o, &e)
	return code, o.String(), e.String()
}

func smallDemo(t *testing.T, dir string) {
	t.Helper()
	code, _, errOut := command(t, dir, "demo", "--customers", "20", "--products", "8", "--months", "3", "--lines", "900", "--seed", "7")
	require.Zero(t, code, errOut)
}

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	smallDemo(t, dir)
	for _, c := range []struct {
		args string
		code int
	}{
		{"batches", 0}, {"check", 0}, {"--help", 0}, {"--version", 0}, {"import --help", 0},
		{"nonsense", 2}, {"import", 2}, {"import nonsense", 2}, {"import sales", 2}, {"report", 2},
		{"report daily --date yesterday -o x.pdf", 2}, {"report daily --date 2026-10-01", 2},
		{"report daily --date 2026-10-01 -o x.docx", 2}, {"report daily --date 2026-10-01 --by moon -o x.pdf", 2},
		{"undo-batch x", 2}, {"undo-batch 77", 1}, {"batches extra", 2}, {"batches --nonsense", 2},
		{"import sales nowhere.xlsx", 1}, {"import sales f.xlsx --date-order xyz", 2},
		{"restore nowhere.xsbackup", 1}, {"demo", 1}, {"demo --customers -4", 2}, {"screens", 2},
		{"close-month --month 2026-13", 2}, {"report monthly --month 2026-10 --region 火星 -o x.json", 2},
	} {
		code, out, errOut := command(t, dir, strings.Fields(c.args)...)
		require.Equal(t, c.code, code, "%s\n%s%s", c.args, out, errOut)
		if code != 0 {
			require.NotEmpty(t, errOut, c.args)
		}
	}
	require.NoFileExists(t, "x.pdf")
}

func TestReportFilesFromTheCommandLine(t *testing.T) {
	dir, to := t.TempDir(), t.TempDir()
	smallDemo(t, dir)
	date := model.Today() - 1
	for _, ending := range []string{"pdf", "xlsx", "csv", "png", "json", "txt"} {
		path := filepath.Join(to, "日报."+ending)
		code, _, errOut := command(t, dir, "report", "daily", "--date", date.String(), "-o", path)
		require.Zero(t, code, errOut)
		require.FileExists(t, path)
	}
	path := filepath.Join(to, "月报.json")
	code, _, errOut := command(t, dir, "report", "monthly", "--month", date.Month().String(), "--by", "employee", "-o", path)
	require.Zero(t, code, errOut)
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	var doc struct {
		Period   string
		Sections []struct {
			ID    string
			Total map[string]any
		}
	}
	require.NoError(t, json.Unmarshal(b, &doc))
	require.Equal(t, date.Month().String(), doc.Period)
	var ids []string
	for _, s := range doc.Sections {
		ids = append(ids, s.ID)
	}
	for _, id := range []string{"summary", "products", "customers", "flags", "receivables", "text"} {
		require.Contains(t, ids, id)
	}
}

func TestClosedMonthReprintsTheSame(t *testing.T) {
	dir, to := t.TempDir(), t.TempDir()
	smallDemo(t, dir)
	month := (model.Today() - 1).Month() - 1
	print := func(name string) string {
		path := filepath.Join(to, name)
		code, _, errOut := command(t, dir, "report", "monthly", "--month", month.String(), "-o", path)
		require.Zero(t, code, errOut)
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		return string(b)
	}
	code, _, errOut := command(t, dir, "close-month", "--month", month.String())
	require.Zero(t, code, errOut)
	before := print("a.json")
	code, _, errOut = command(t, dir, "undo-batch", "1")
	require.Zero(t, code, errOut)
	require.Equal(t, before, print("b.json"))
	code, _, errOut = command(t, dir, "close-month", "--month", month.String(), "--reopen")
	require.Zero(t, code, errOut)
	require.NotEqual(t, before, print("c.json"))
}

func TestWindowTakesAFileToImport(t *testing.T) {
	file := filepath.Join(t.TempDir(), "销售.xlsx")
	require.NoError(t, os.WriteFile(file, []byte("x"), 0o600))
	code, out, errOut := command(t, t.TempDir(), file)
	require.Zero(t, code, errOut)
	require.Equal(t, "window 销售.xlsx", out)
}

func TestOneProgramPerDataFolder(t *testing.T) {
	dir := t.TempDir()
	first, err := Open(dir, Exclusive)
	require.NoError(t, err)
	shown := make(chan struct{}, 1)
	first.OnShow(func() { shown <- struct{}{} })

	code, _, errOut := command(t, dir, "demo")
	require.Equal(t, 1, code)
	require.Contains(t, errOut, "正在使用")
	code, out, _ := command(t, dir)
	require.Zero(t, code, "a second window brings the first to the front")
	require.Contains(t, out, "已经打开")
	select {
	case <-shown:
	case <-time.After(5 * time.Second):
		t.Fatal("the first window was not asked to show")
	}
	code, _, errOut = command(t, dir, "batches")
	require.Zero(t, code, "reading goes on beside the window: %s", errOut)
	require.NoError(t, first.Close())
	code, _, errOut = command(t, dir)
	require.Zero(t, code, errOut)
}

func TestSettingsAreKept(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	a, err := Open(dir, Exclusive)
	require.NoError(t, err)
	require.Equal(t, DefaultSettings(), a.Settings())
	heard := 0
	stop := a.Changed.Subscribe(func(c Change) {
		if c.Settings {
			heard++
		}
	})
	s := a.Settings()
	s.Language, s.Money, s.FiscalStart, s.Organisation = i18n.English, document.TenThousand, 4, "江苏大区"
	require.NoError(t, a.SetSettings(ctx, s))
	stop()
	require.NoError(t, a.SetDraft(ctx, "manual", "一半"))
	require.Equal(t, 1, heard)
	require.NoError(t, a.Close())
	a, err = Open(dir, Exclusive)
	require.NoError(t, err)
	require.Equal(t, s, a.Settings())
	require.Equal(t, i18n.English, i18n.Current())
	draft, err := a.Draft(ctx, "manual")
	require.NoError(t, err)
	require.Equal(t, "一半", draft)
	i18n.SetLanguage(i18n.Chinese)
	require.NoError(t, a.Close())
}

func TestSearchFindsByPinyinInitialsCodeAndPhone(t *testing.T) {
	ctx := context.Background()
	a, err := Open(t.TempDir(), Exclusive)
	require.NoError(t, err)
	in := &model.Import{
		Batch:     model.ImportBatch{Kind: model.BatchCustomers},
		Customers: []model.Customer{{Code: "K00311", Name: "恒源商贸", Phone: "13800001234"}, {Code: "K00312", Name: "恒源商贸"}, {Code: "K1", Name: "好又多"}},
		Products:  []model.Product{{Code: "P1", Name: "原味豆奶 250ml"}},
		Employees: []model.Employee{{Name: "洪光", Position: "区域经理"}},
	}
	_, err = a.store.Import(ctx, in, nil)
	require.NoError(t, err)
	for query, want := range map[string][]string{
		"恒源": {"K00311", "K00312"}, "hysm": {"K00311", "K00312"}, "hengyuan": {"K00311", "K00312"},
		"00312": {"K00312"}, "13800001234": {"K00311"}, "haoyouduo": {"K1"}, "ywdn": {"P1"}, "hong": {""}, "zzz": nil,
	} {
		hits, err := a.Search(ctx, query, 10)
		require.NoError(t, err)
		var codes []string
		for _, h := range hits {
			codes = append(codes, h.Code)
		}
		require.Equal(t, want, codes, query)
	}
	require.NoError(t, a.Close())
}

func TestDemoRefusesAFolderWithSales(t *testing.T) {
	dir := t.TempDir()
	smallDemo(t, dir)
	a, err := Open(dir, Exclusive)
	require.NoError(t, err)
	_, err = a.Demo(context.Background(), demo.Options{Lines: 10}, nil)
	_, ok := model.AsFault(err)
	require.True(t, ok)
	status, err := a.Status(context.Background())
	require.NoError(t, err)
	require.Equal(t, 900, status.Lines)
	require.InDelta(t, int(model.Today()-1), int(status.DataUntil), 3, "few lines: not every day has sales")
	require.NoError(t, a.Close())
}

func TestDryRunSaysWhatTheImportThenDoes(t *testing.T) {
	dir, to := t.TempDir(), t.TempDir()
	write := func(name string, rows ...string) string {
		path := filepath.Join(to, name)
		text := "日期,单号,客户编码,客户名称,品项编码,品项名称,数量,金额\n" + strings.Join(rows, "\n") + "\n"
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	first := write("周一.csv", "2026-09-01,A1,K1,甲,P1,奶,1,10.5", "2026-09-01,A2,K2,乙,P2,茶,2,20")
	both := write("周二.csv", "2026-09-01,A1,K1,甲,P1,奶,1,10.5", "2026-09-02,A3,K3,丙,P1,奶,3,30.25", "2026-09-02,A4,K3,丙,P1,奶,4,40")
	code, _, errOut := command(t, dir, "import", "sales", first)
	require.Zero(t, code, errOut)
	var dry, done map[string]any
	code, out, errOut := command(t, dir, "import", "sales", both, "--dry-run", "--json")
	require.Zero(t, code, errOut)
	require.NoError(t, json.Unmarshal([]byte(out), &dry))
	code, out, errOut = command(t, dir, "import", "sales", both, "--json")
	require.Zero(t, code, errOut)
	require.NoError(t, json.Unmarshal([]byte(out), &done))
	require.Equal(t, "70.25", done["amount"])
	require.Equal(t, []any{2.0, 1.0, 1.0, 1.0}, []any{done["imported"], done["skipped"], done["customers"], done["products"]})
	delete(dry, "batch")
	delete(done, "batch")
	require.Equal(t, dry, done)
}

func TestFlagErrorsAreInTheUsersWords(t *testing.T) {
	for args, want := range map[string]string{
		"batches --bogus":           "没有 --bogus 这个选项。",
		"batches -x":                "没有 -x 这个选项。",
		"demo --lines many":         "--lines 后面的“many”不能用。",
		"report daily --date":       "--date 后面要写一个值。",
		"import sales a.csv --=yes": "选项 --=yes 写法不对。",
	} {
		code, _, errOut := command(t, t.TempDir(), strings.Fields(args)...)
		require.Equal(t, 2, code, args)
		require.Contains(t, errOut, want, args)
	}
}

func TestRegionsOfOneNameAreToldApartByCode(t *testing.T) {
	d := &model.Directory{Regions: map[model.ID]*model.Region{
		1: {Code: "E1", Name: "城区"}, 2: {Code: "E2", Name: "城区"}, 3: {Name: "昆山"}}}
	id, err := regionNamed(d, "E2")
	require.NoError(t, err)
	require.Equal(t, model.ID(2), id)
	id, err = regionNamed(d, "昆山")
	require.NoError(t, err)
	require.Equal(t, model.ID(3), id)
	_, err = regionNamed(d, "城区")
	require.ErrorContains(t, err, "编码")
	_, err = regionNamed(d, "火星")
	require.Error(t, err)
}

func TestAReportFromAFolderWithoutDataSaysWhy(t *testing.T) {
	dir, to := filepath.Join(t.TempDir(), "新"), filepath.Join(t.TempDir(), "空.txt")
	code, _, errOut := command(t, dir, "report", "daily", "--date", "2026-09-11", "-o", to)
	require.Zero(t, code, errOut)
	require.Contains(t, errOut, dir, "a mistyped folder is noticed")
	require.NoDirExists(t, dir)
	text, err := os.ReadFile(to)
	require.NoError(t, err)
	require.Contains(t, string(text), "还没有导入")
}
