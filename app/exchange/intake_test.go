package exchange

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/model"
	"xunshi/model/store"
)

// edit changes a workbook as somebody with a spreadsheet program might.
func edit(t *testing.T, path string, change func(f *excelize.File)) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	require.NoError(t, err)
	change(f)
	require.NoError(t, f.Save())
	require.NoError(t, f.Close())
}

func copyFile(t *testing.T, from, to string, modified time.Time) {
	t.Helper()
	b, err := os.ReadFile(from)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(to, b, 0o600))
	require.NoError(t, os.Chtimes(to, modified, modified))
}

func (o *office) stateOf(in *Intake, file string) *Return {
	o.t.Helper()
	for _, r := range in.Returns {
		if r.File == file {
			return r
		}
	}
	o.t.Fatalf("%s is not there", file)
	return nil
}

func TestFilesAreRecognised(t *testing.T) {
	o := open(t)
	path := o.send(Kinds...)
	now := time.Now()
	name := func(s string) string { return filepath.Join(o.dir, s) }
	blank := name("空白.xlsx")
	copyFile(t, path, blank, now.Add(-9*time.Hour))
	row := []any{"2026-09-02", o.customer(0), o.sku(0), "", 12, 100}
	o.fill(path, Sales, row)
	require.NoError(t, os.Chtimes(path, now, now))
	copyFile(t, path, name("一样的 副本.xlsx"), now.Add(-time.Hour))
	copyFile(t, path, name("旧版.xlsx"), now)
	edit(t, name("旧版.xlsx"), func(f *excelize.File) { require.NoError(t, f.SetCellValue(sheetNames[Sales], "E3", 11)) })
	require.NoError(t, os.Chtimes(name("旧版.xlsx"), now.Add(-2*time.Hour), now.Add(-2*time.Hour)))
	copyFile(t, path, name("改标识.xlsx"), now)
	edit(t, name("改标识.xlsx"), func(f *excelize.File) { require.NoError(t, f.SetCellStr(markSheet, "B7", "2026-08-01")) })
	edit(t, blank, func(f *excelize.File) { require.NoError(t, f.SetCellStr(markSheet, "B3", model.NewUUID().String())) })
	edit(t, blank, func(f *excelize.File) {
		lines, err := f.GetRows(markSheet)
		require.NoError(t, err)
		m, _, _ := readMark(map[string]string{lineFormat: markMagic, lineUUID: lines[2][1], lineEmployee: lines[3][1], lineFrom: lines[6][1], lineTo: lines[7][1], lineKinds: lines[8][1]})
		require.NoError(t, f.SetCellStr(markSheet, "B10", m.checksum()))
	})
	require.NoError(t, os.WriteFile(name("坏的.xlsx"), []byte("PK\x03\x04 not much of a zip"), 0o600))
	require.NoError(t, os.WriteFile(name("~$锁.xlsx"), []byte("x"), 0o600))
	other := excelize.NewFile()
	require.NoError(t, other.SaveAs(name("工资.xlsx")))
	require.NoError(t, other.Close())

	in := o.collect()
	for file, want := range map[string]State{filepath.Base(path): Ready, "一样的 副本.xlsx": Copy, "旧版.xlsx": Rival, "改标识.xlsx": Tampered,
		"空白.xlsx": Withdrawn, "坏的.xlsx": Damaged, "工资.xlsx": Foreign} {
		r := o.stateOf(in, file)
		require.Equal(t, want, r.State, "%s: %s", file, r.Why)
		require.True(t, want == Ready || r.Why != "", file)
	}
	require.Len(t, in.Returns, 7, "lock files are not looked at")

	old := o.stateOf(in, "旧版.xlsx")
	require.NoError(t, in.Prefer(ctx, old))
	require.Equal(t, Ready, old.State)
	require.Equal(t, Rival, o.stateOf(in, filepath.Base(path)).State)
	o.merge(in)
	in = o.collect()
	require.Equal(t, Changed, o.stateOf(in, filepath.Base(path)).State)
	require.Equal(t, Already, o.stateOf(in, "旧版.xlsx").State)

	w := o.stateOf(in, "旧版.xlsx").Workbook.ID
	require.NoError(t, o.UndoReturns(ctx, []model.ID{w}))
	_, err := o.Withdraw(ctx, []model.ID{w})
	require.NoError(t, err)
	require.Equal(t, Withdrawn, o.stateOf(o.collect(), filepath.Base(path)).State)
}

func TestAnUntouchedFormIsNoReturn(t *testing.T) {
	o := open(t)
	sent, err := o.Send(ctx, Ask{People: []model.ID{o.rep.ID}, Period: month, Kinds: []Kind{Visits}, Planned: true, Dir: o.dir}, nil)
	require.NoError(t, err)
	in := o.collect(sent.Files[0])
	require.Equal(t, Blank, in.Returns[0].State, "customers laid out are nothing filled in")
}

func TestEditedHeadingsMissingSheetsAndAddedColumns(t *testing.T) {
	o := open(t)
	path := o.send(Sales, Visits)
	o.fill(path, Sales, []any{"2026-09-02", o.customer(0), o.sku(0), "", 12, 100, "好"})
	edit(t, path, func(f *excelize.File) {
		s := sheetNames[Sales]
		require.NoError(t, f.UnprotectSheet(s))
		require.NoError(t, f.UnprotectWorkbook())
		require.NoError(t, f.SetCellStr(s, "E2", "卖了多少"))
		require.NoError(t, f.SetCellStr(s, "H2", "天气"))
		require.NoError(t, f.SetCellStr(s, "H3", "晴"))
		require.NoError(t, f.InsertRows(s, 1, 2)) // a title of one's own
		require.NoError(t, f.DeleteSheet(sheetNames[Visits]))
	})
	r := o.collect(path).Returns[0]
	require.Equal(t, Ready, r.State, r.Why)
	require.Len(t, r.Notes, 3, "%v", r.Notes)
	require.Equal(t, 1, r.Count().Taken)
	require.Equal(t, model.Quantity(12_000), r.Count().Quantity)
	require.Equal(t, 5, r.Lines[0].Row)
}

func TestWhatIsWrongIsSaidPerCell(t *testing.T) {
	o := open(t)
	path := o.send(Sales, Visits, Status)
	good := []any{"2026-09-02", o.customer(0), o.sku(0), "", 12, 100}
	cases := []struct {
		column int
		value  any
		says   string
	}{{0, "九月初", "不是日期"}, {0, "", "没有填"}, {0, "2026-10-09", "还没有到"}, {1, "没有这家", "没有“没有这家”"}, {2, "K9 不知道", "没有“K9 不知道”"},
		{3, "借货", "不在列表"}, {4, "十件", "不是数字"}, {4, "", "没有填"}, {4, 0, "是 0"}, {4, -3, "不能是负数"}, {5, "一百", "不是数字"}}
	var rows [][]any
	for _, c := range cases {
		row := append([]any{}, good...)
		row[c.column] = c.value
		rows = append(rows, row)
	}
	rows = append(rows, []any{"2026-09-02", o.customer(0), o.sku(0), "赠品", 1, 5})
	o.fill(path, Sales, rows...)
	o.fill(path, Visits, []any{"2026-09-02", o.customer(0), "飞书", "也许"})
	o.fill(path, Status, []any{"2026-09-02", "", "", "天气", "", "", "贵", ""})
	edit(t, path, func(f *excelize.File) { // a formula that no program has computed
		row := append([]any{}, good...)
		row[4] = nil
		require.NoError(t, f.SetSheetRow(sheetNames[Sales], "A20", &row))
		require.NoError(t, f.SetCellFormula(sheetNames[Sales], "E20", "6+6"))
	})
	r := o.collect(path).Returns[0]
	require.Equal(t, 0, r.Count().Taken)
	for i, c := range cases {
		require.Len(t, r.Lines[i].Problems, 1, "%v: %s", c.value, r.Lines[i].Reasons())
		require.Contains(t, r.Lines[i].Problems[0].Reason, c.says)
		require.Equal(t, forms[Sales][c.column].heading, r.Lines[i].Problems[0].Column)
	}
	require.Contains(t, r.Lines[len(cases)].Reasons(), "赠品没有金额")
	require.Contains(t, r.Lines[len(cases)+1].Reasons(), "公式")
	require.Len(t, r.Lines[len(cases)+2].Problems, 2)
	require.Len(t, r.Lines[len(cases)+3].Problems, 3)

	fix, _, err := o.SendBack(ctx, r, t.TempDir())
	require.NoError(t, err)
	f, err := excelize.OpenFile(fix)
	require.NoError(t, err)
	reason, err := f.GetCellValue(sheetNames[Sales], "H3")
	require.NoError(t, err)
	require.Contains(t, reason, "不是日期")
	require.NoError(t, f.SetCellStr(sheetNames[Sales], "A3", "2026-09-04"))
	require.NoError(t, f.Save())
	require.NoError(t, f.Close())
	b, err := o.Board(ctx, month)
	require.NoError(t, err)
	require.True(t, slices.ContainsFunc(b.Rows, func(x Row) bool { return strings.HasSuffix(x.Forms(), "(更正)") }))
	whole, err := o.Send(ctx, Ask{People: []model.ID{o.rep.ID}, Period: month, Kinds: []Kind{Sales}, Dir: t.TempDir()}, nil)
	require.NoError(t, err)
	require.LessOrEqual(t, whole.Again, 1, "a correction is not the form of the month")
	again := o.collect(fix).Returns[0]
	require.Equal(t, Ready, again.State, again.Why)
	require.Equal(t, 1, again.Count().Taken, "what was corrected comes in")
}

func TestAmountsFollowTheListPrice(t *testing.T) {
	o := open(t)
	p := *o.product(0)
	p.Price = model.MustMoney("12.5")
	_, err := o.s.Edit(ctx, func(e *store.Edit) error { return store.Put(e, &p) })
	require.NoError(t, err)
	path := o.send(Sales)
	o.fill(path, Sales, []any{"2026-09-02", o.customer(0), p.Code, "", 4}, []any{"2026-09-03", o.customer(0), p.Code, "退货", 2, -25})
	n := o.collect(path).Returns[0].Count()
	require.Equal(t, []any{2, model.Quantity(2_000), model.MustMoney("25")}, []any{n.Taken, n.Quantity, n.Amount})
}

func TestAsAnotherProgramSavesIt(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no other spreadsheet program here")
	}
	o := open(t)
	path := o.send(Kinds...)
	o.fill(path, Sales, []any{serial(month.From + 4), o.customer(0), o.sku(0), "", 12.5, 345.6, "一"}, []any{"2026-9-3", o.customer(1), o.sku(1), "退货", 3, 60})
	out := t.TempDir()
	cmd := exec.CommandContext(ctx, office, "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path)
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("%v: %s", err, msg)
	}
	r := o.collect(out).Returns[0]
	require.Equal(t, Ready, r.State, r.Why)
	n := r.Count()
	require.Equal(t, []any{2, 0, model.Quantity(9_500), model.MustMoney("285.6")}, []any{n.Taken, n.Bad, n.Quantity, n.Amount})
}

func TestManyRows(t *testing.T) {
	o := open(t)
	path := o.send(Sales)
	const n = 5000
	var rows [][]any
	for i := range n {
		rows = append(rows, []any{serial(month.From + model.Date(i%30)), o.customer(i % 3), o.sku(i % 7), "", i%90 + 1, strconv.Itoa(i%90*3 + 1), fmt.Sprint("第", i)})
	}
	o.fill(path, Sales, rows...)
	began := time.Now()
	in := o.collect(path)
	require.Less(t, time.Since(began), 8*time.Second)
	require.Equal(t, n, in.Returns[0].Count().Filled)
	in.Decide(Both, true, 0)
	before := o.lines()
	require.Equal(t, n, o.merge(in).Sales)
	require.Equal(t, before+n, o.lines())
}

func FuzzReturns(f *testing.F) {
	for _, seed := range []string{"2026-09-05", "9月5日", "12", "-", "=1+1", "1e400", "退货", "", "K001 某某", "99999999999999999999"} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		r := &reader{Return: &Return{Workbook: model.RepWorkbook{From: month.From, To: month.To}}, people: newFinder(), goods: newFinder(), today: today}
		r.people.add(1, "K001", "某某")
		r.goods.add(1, "P1", "某品")
		if d := r.shortDay(a); d != 0 && !month.Contains(d) {
			t.Errorf("%q is %s", a, d)
		}
		for _, k := range Kinds {
			r.columns = forms[k]
			r.line = &Line{Kind: k, Texts: make([]string, len(r.columns)), customer: 1, product: 1, date: today}
			for i := range r.line.Texts {
				r.line.Texts[i] = []string{a, b}[i%2]
			}
			r.customer(true)
			if k == Sales {
				r.sale(false)
			}
			if k == Status {
				r.status()
			}
			if bad := len(r.line.Problems); bad > 4*len(r.columns) {
				t.Errorf("%d problems", bad)
			}
		}
		if m, found, whole := readMark(map[string]string{lineFormat: a, lineUUID: b, lineFrom: a, lineTo: b}); whole && (!found || m.checksum() != "") {
			t.Errorf("a mark out of %q and %q", a, b)
		}
	})
}

func TestAnEmptyFileSavedLaterDoesNotHideTheFilledOne(t *testing.T) {
	o := open(t)
	path := o.send(Sales)
	now := time.Now()
	empty := filepath.Join(o.dir, "发出的原件.xlsx")
	copyFile(t, path, empty, now)
	o.fill(path, Sales, []any{"2026-09-02", o.customer(0), o.sku(0), "", 12, 100})
	require.NoError(t, os.Chtimes(path, now.Add(-time.Hour), now.Add(-time.Hour)))
	in := o.collect(o.dir)
	require.Len(t, in.ReadyOnes(), 1)
	require.Equal(t, path, in.ReadyOnes()[0].Path)
	require.Equal(t, Count{Filled: 1, Taken: 1, Sales: 1, Quantity: 12_000, Amount: model.MustMoney("100")}, in.ReadyOnes()[0].Count())
	require.Equal(t, Blank, o.stateOf(in, "发出的原件.xlsx").State)
	require.Equal(t, 1, o.merge(in).Sales)
}

func TestANumberTypedForADayIsNoDate(t *testing.T) {
	o := open(t)
	path := o.send(Sales)
	o.fill(path, Sales, []any{11.7, o.customer(0), o.sku(0), "", 12, 100})
	l := o.collect(path).Returns[0].Lines[0]
	require.True(t, l.Bad())
	require.Contains(t, l.Reasons(), "11.7")
	o.fill(path, Sales, []any{"1900-01-10 16:48:00", o.customer(0), o.sku(0), "", 12, 100})
	require.True(t, o.collect(path).Returns[0].Lines[0].Bad(), "nor is what a spreadsheet shows in its place")
}

func TestARenamedWorkbookIsOurs(t *testing.T) {
	o := open(t)
	path := o.send(Sales)
	renamed := filepath.Join(o.dir, "mmexport123.xlsx")
	copyFile(t, path, renamed, time.Now())
	other := filepath.Join(o.dir, "工资表.xlsx")
	f := excelize.NewFile()
	require.NoError(t, f.SaveAs(other))
	require.NoError(t, f.Close())
	require.True(t, Ours(path))
	require.True(t, Ours(renamed))
	require.False(t, Ours(other))
	require.False(t, Ours(filepath.Join(o.dir, "没有.xlsx")))
}
