package sales

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/app/document"
	"xunshi/app/ledger"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
)

// backend is the program as the page needs it, over a real store.
type backend struct {
	*store.Store
	exported *document.Document
}

func (b *backend) Lines(ctx context.Context, f model.LineFilter, s model.LineSort) (*ledger.Lines, error) {
	return ledger.Find(ctx, b.Store, f, s)
}

func (b *backend) Draft(ctx context.Context, key string) (string, error) {
	text, _, err := b.Setting(ctx, "draft."+key)
	return text, err
}

func (b *backend) SetDraft(ctx context.Context, key, text string) error {
	return b.SetSetting(ctx, "draft."+key, text)
}

func (b *backend) Export(_ context.Context, doc *document.Document, _ string) error {
	b.exported = doc
	return nil
}

var until = model.MustDate("2026-09-11")

// open makes a store, with demo data if wanted.
func open(t *testing.T, filled bool) *backend {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	if filled {
		in := demo.Generate(demo.Options{Customers: 40, Products: 20, Months: 4, Lines: 4000, Until: until})
		_, err = s.Import(context.Background(), in, func(int, int) {})
		require.NoError(t, err)
	}
	return &backend{Store: s}
}

type scene struct {
	*testkit.Scene
	page *Page
	host *testkit.Host
	app  *backend
}

func start(t *testing.T, set testkit.Setup, b *backend, arg any, width, height float32) *scene {
	t.Helper()
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	h := &testkit.Host{}
	p := New(h, b, arg)
	t.Cleanup(p.Close)
	s := &scene{testkit.Show(t, p, width, height), p, h, b}
	h.Win = s.Window
	return s
}

// reloaded does what the shell does after Host.Reload.
func (s *scene) reloaded(t *testing.T) {
	t.Helper()
	require.NotZero(t, s.host.Reloads)
	s.host.Reloads = 0
	testkit.Load(t, s.page)
}

func picture(t *testing.T, s *scene, name string) {
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), s.Capture())
	}
}

// Room for a page in windows of 1280×800 and 1024×700.
const (
	wide, high   = 1112, 722
	small, lower = 856, 622
)

// district is a small ledger that never changes, for golden pictures.
func district() *model.Import {
	in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchSales, File: "九月销售.xlsx", Sheet: "明细", Rows: 62, Notes: "略过 1 行：小计或合计。"}}
	for _, r := range []string{"昆山", "太仓", "常熟"} {
		in.Regions = append(in.Regions, model.Region{Name: r})
	}
	for i, e := range []string{"洪光", "张怡", "范彩"} {
		in.Employees = append(in.Employees, model.Employee{Code: fmt.Sprint("E", i+1), Name: e})
	}
	for i, c := range []string{"永盛商贸", "家家乐超市", "鼎丰批发", "恒源商贸", "好又多新区店"} {
		in.Customers = append(in.Customers, model.Customer{Code: fmt.Sprintf("K%05d", 17+i*83), Name: c})
	}
	for i, p := range []string{"草莓酸奶 250ml×12", "原味酸奶 1L×6", "核桃乳 240ml×20", "燕麦奶 1L×12"} {
		in.Products = append(in.Products, model.Product{Code: fmt.Sprintf("P%03d", i+1), Name: p, Price: model.Money(35000 + i*8750)})
	}
	for i := range 62 {
		l := model.LineRow{RowNo: i + 3, Date: until - model.Date(i%11), OrderNo: fmt.Sprintf("XS2609%04d", 100+i/3), Customer: model.Ref(i % 5),
			Product: model.Ref(i % 4), Employee: model.Ref(i % 3), Region: model.Ref(i % 3), Department: model.NoRef,
			Quantity: model.Quantity(12+i*7%90) * model.Unit, Returned: i%17 == 5}
		l.Amount = l.Quantity.Times(in.Products[l.Product].Price)
		switch {
		case i%13 == 4:
			l.Kind, l.Quantity, l.Amount, l.Returned = model.LineReturn, -l.Quantity, -l.Amount, false
		case i%19 == 7:
			l.Kind, l.Amount, l.Returned = model.LineGift, 0, false
		}
		in.Lines = append(in.Lines, l)
	}
	return in
}

func small62(t *testing.T) *backend {
	b := open(t, false)
	_, err := b.Import(context.Background(), district(), func(int, int) {})
	require.NoError(t, err)
	return b
}

func TestLinesOpenOnTheMonthOfTheLastData(t *testing.T) {
	s := start(t, testkit.Setup{}, small62(t), nil, wide, high)
	require.Equal(t, model.MustMonth("2026-09").Period(), s.page.lines.filter.Period)
	require.Positive(t, s.page.lines.table.Len())
	all, err := s.app.Lines(context.Background(), model.LineFilter{Period: model.MustMonth("2026-09").Period()}, model.LineSort{})
	require.NoError(t, err)
	require.Equal(t, all.Count(), s.page.lines.table.Len())
	require.Equal(t, int64(all.Amount()), sumShown(t, s))
}

// sumShown is the net amount that the selection of everything adds up to, line by line.
func sumShown(t *testing.T, s *scene) int64 {
	t.Helper()
	var sum int64
	for from := 0; from < s.page.lines.table.Len(); from += 200 {
		page, err := s.page.lines.set.Page(context.Background(), from, from+200)
		require.NoError(t, err)
		for i := range page {
			sum += int64(page[i].Net())
		}
	}
	return sum
}

// TestInTheWindow draws the page in the whole window, as it is used.
func TestInTheWindow(t *testing.T) {
	for _, c := range []struct {
		name          string
		set           testkit.Setup
		width, height float32
		tab           Tab
	}{
		{"window-lines", testkit.Setup{}, 1280, 800, TabLines},
		{"window-batches", testkit.Setup{}, 1280, 800, TabBatches},
		{"window-entry-dark", testkit.Setup{Mode: theme.Dark}, 1280, 800, TabEntry},
		{"window-lines-small-english", testkit.Setup{Language: i18n.English}, 1024, 700, TabLines},
	} {
		t.Run(c.name, func(t *testing.T) {
			testkit.Start(t, c.set)
			t.Cleanup(job.Inline())
			b := small62(t)
			win := testkit.Window(t, container.NewStack(), c.width, c.height)
			var page *Page
			entry := Entry(b)
			entry.New = func(h shell.Host, arg any) shell.Page {
				page = New(h, b, arg)
				return page
			}
			timers := &testkit.Timers{}
			sh := shell.New(win, shell.Options{Entries: []shell.Entry{entry}, Start: shell.Route{Page: shell.PageSales, Arg: c.tab}, Runtime: timers.Runtime()})
			t.Cleanup(sh.Close)
			win.Resize(fyne.NewSize(c.width, c.height))
			switch c.tab {
			case TabLines:
				page.lines.table.SelectRow(2)
			case TabEntry:
				page.entry.grid.Paste("9-10\tK00017\tP001\t12\t3.5\t\t\n9-11\t没有这家\tP002\t1\t2\t\t退货\n9-11\tK00100\tP003\t5\t\t\n")
				page.entry.grid.ShowFault()
			}
			if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
				testkit.Save(t, filepath.Join(dir, c.name+".png"), win.Canvas().Capture())
			}
			if c.tab == TabLines {
				testkit.Golden(t, c.name, win.Canvas().Capture())
			}
		})
	}
}

func TestDrillFromAnotherPage(t *testing.T) {
	b := open(t, true)
	d, err := b.Directory(context.Background())
	require.NoError(t, err)
	var customer model.ID
	for id := range d.Customers {
		if customer == 0 || id < customer {
			customer = id
		}
	}
	f := model.LineFilter{CustomerID: customer, Period: model.Period{From: until - 40, To: until}}
	s := start(t, testkit.Setup{}, b, f, wide, high)
	require.Equal(t, f, s.page.lines.filter)
	want, err := b.Lines(context.Background(), f, model.LineSort{})
	require.NoError(t, err)
	require.Equal(t, want.Count(), s.page.lines.table.Len())
	picture(t, s, "sales-drill")
	s.Press(t, "客户:"+d.Customers[customer].Name)
	s.reloaded(t)
	require.Zero(t, s.page.lines.filter.CustomerID)
	require.Greater(t, s.page.lines.table.Len(), want.Count())
}

func TestSortFilterAndExport(t *testing.T) {
	s := start(t, testkit.Setup{}, small62(t), nil, wide, high)
	tab := s.page.lines
	tab.table.SetSort("amount", true)
	s.reloaded(t)
	tab.table.SelectRow(0)
	first, _ := tab.table.Current()
	tab.table.SelectRow(tab.table.Len() - 1)
	last, _ := tab.table.Current()
	require.Greater(t, first.Amount, last.Amount)

	tab.text.SetText(first.ProductCode)
	tab.applyText()
	s.reloaded(t)
	require.Positive(t, tab.table.Len())
	tab.export()
	require.Len(t, s.host.Picks, 1)
	s.host.Picks[0].OnPicked("/tmp/x.xlsx")
	doc := s.app.exported
	require.Len(t, doc.Sections[0].Rows, tab.set.Count())
	require.Equal(t, int64(tab.set.Amount()), doc.Sections[0].Total.Cells[12].Number)
	for _, r := range doc.Sections[0].Rows {
		require.Len(t, r.Cells, len(doc.Sections[0].Columns))
		require.Equal(t, first.ProductCode, r.Cells[4].Text)
	}
	require.Empty(t, s.host.Faults)
}

func TestEmptyLedgerOffersTheNextStep(t *testing.T) {
	s := start(t, testkit.Setup{}, open(t, false), nil, wide, high)
	picture(t, s, "sales-empty")
	s.Press(t, "导入销售表")
	require.Equal(t, []shell.Route{{Page: shell.PageImport, Arg: model.BatchSales}}, s.host.Routes)
}

func TestTypeSaveAndTakeBack(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{}, b, TabEntry, wide, high)
	e := s.page.entry
	d, err := b.Directory(context.Background())
	require.NoError(t, err)
	c, p := d.Customers[1], d.Products[1]
	e.grid.Paste("9-10\t" + c.Code + "\t" + p.Name + "\t12\t3.5\t\t\n昨天\t没有这家\t" + p.Code + "\t1\t2\t\t退货\n")
	require.Equal(t, "42.00", e.grid.Rows()[0][colAmount])
	require.Equal(t, 1, e.grid.Faults())
	picture(t, s, "sales-entry")
	e.save()
	require.Contains(t, s.host.Toasts[0].Text, "还有 1 处要改")

	rows := e.grid.Rows()
	rows[1][colCustomer] = c.Name
	e.grid.SetRows(rows)
	require.Zero(t, e.grid.Faults())
	e.save()
	require.Empty(t, s.host.Faults)
	require.Contains(t, s.host.Toasts[1].Text, "已保存 2 行,净额 40.00 元")
	require.Empty(t, e.grid.Rows())
	batches, err := b.Batches(context.Background())
	require.NoError(t, err)
	require.Equal(t, model.BatchManual, batches[0].Kind)
	lines, err := b.Lines(context.Background(), model.LineFilter{BatchID: batches[0].ID}, model.LineSort{Column: "amount"})
	require.NoError(t, err)
	require.Equal(t, model.MustMoney("40"), lines.Amount())
	page, err := lines.Page(context.Background(), 0, 2)
	require.NoError(t, err)
	require.Equal(t, model.LineReturn, page[0].Kind)
	require.Equal(t, -model.Unit, page[0].Quantity)

	s.host.Toasts[1].OnTap()
	require.Len(t, e.grid.Rows(), 2, "the lines are back to be edited")
	lines, err = b.Lines(context.Background(), model.LineFilter{BatchID: batches[0].ID}, model.LineSort{})
	require.NoError(t, err)
	require.Zero(t, lines.Count())
}

func TestDraftIsKept(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{}, b, TabEntry, wide, high)
	s.page.entry.grid.Paste("9-10\t谁")
	s.page.entry.keepDraft()
	again := New(&testkit.Host{Win: s.Window}, b, TabEntry)
	testkit.Load(t, again)
	require.Equal(t, s.page.entry.grid.Rows(), again.entry.grid.Rows())
	again.Close()
}

func TestBatchesUndoAndBack(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{}, b, TabBatches, wide, high)
	h := s.page.history
	require.Equal(t, 1, h.table.Len())
	h.table.SelectRow(0)
	picture(t, s, "sales-batches")
	s.Press(t, "撤销这一批")
	s.reloaded(t)
	batches, err := b.Batches(context.Background())
	require.NoError(t, err)
	require.NotNil(t, batches[0].UndoneAt)
	require.Equal(t, "恢复", s.host.Toasts[0].Action)
	s.host.Toasts[0].OnTap()
	s.reloaded(t)
	batches, err = b.Batches(context.Background())
	require.NoError(t, err)
	require.Nil(t, batches[0].UndoneAt)
	s.Press(t, "看明细")
	s.reloaded(t)
	require.Equal(t, batches[0].Imported, s.page.lines.table.Len())
}

func TestLooks(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{Mode: theme.Dark, Language: i18n.English}, b, nil, small, lower)
	s.page.lines.table.SelectRow(2)
	picture(t, s, "sales-lines-small-dark-en")
	s.page.show(TabBatches)
	s.page.history.table.SelectRow(0)
	picture(t, s, "sales-batches-small-dark-en")
	s.page.show(TabEntry)
	s.page.entry.grid.Paste("9-10\tx\ty\t12\t3.5")
	picture(t, s, "sales-entry-small-dark-en")
	for _, o := range testkit.Objects(s.Root) {
		require.LessOrEqual(t, o.MinSize().Width, float32(small), "%T", o)
	}
}

func TestRosterTellsNamesakesApart(t *testing.T) {
	d := &model.Directory{Customers: map[model.ID]*model.Customer{
		1: {Code: "K1", Name: "永盛商贸", Pinyin: "yongsheng yssm"}, 2: {Code: "K2", Name: "永盛商贸", Pinyin: "yongsheng yssm"},
		3: {Code: "K3", Name: "恒源商贸", Pinyin: "hengyuan hysm"}}}
	r := customerRoster(d)
	for text, want := range map[string]model.ID{"k1": 1, "K2 永盛商贸": 2, "恒源商贸": 3, "hysm": 3} {
		id, err := r.find(text)
		require.NoError(t, err, text)
		require.Equal(t, want, id, text)
		label, err := r.read(text)
		require.NoError(t, err)
		back, err := r.find(label)
		require.NoError(t, err)
		require.Equal(t, want, back, "the label means the same record")
	}
	for text, words := range map[string]string{"永盛商贸": "有同名客户", "商贸": "不止一个", "没有": "没有这个客户"} {
		_, err := r.find(text)
		require.ErrorContains(t, err, words)
	}
}

func TestExactMoney(t *testing.T) {
	for in, want := range map[string]string{"12": "12.00", "12.345": "12.345", "1234.5": "1,234.50", "0.999": "0.999", "9.9999": "9.9999", "-0.995": "−0.995"} {
		require.Equal(t, want, exactMoney(model.MustMoney(in)), in)
	}
}
