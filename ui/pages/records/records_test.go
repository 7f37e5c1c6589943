package records

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"xunshi/app/records"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets/job"
)

// Room for a page in windows of 1280×800 and 1024×700.
const (
	wide, high   = 1112, 722
	small, lower = 856, 622
)

type scene struct {
	*testkit.Scene
	t    *testing.T
	page *Page
	host *testkit.Host
	book *records.Book
	st   *store.Store
}

func start(t *testing.T, set testkit.Setup, st *store.Store, arg any, width, height float32) *scene {
	t.Helper()
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	book := records.New(st)
	h := &testkit.Host{}
	p := New(h, book, arg)
	t.Cleanup(p.Close)
	s := &scene{testkit.Show(t, p, width, height), t, p, h, book, st}
	h.Win = s.Window
	return s
}

func openStore(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, st.Close()) })
	return st
}

func put(t *testing.T, st *store.Store, k records.Kind, lines ...string) {
	t.Helper()
	var edits []records.Edit
	for _, line := range lines {
		texts := map[string]string{}
		for _, part := range strings.Split(line, " ") {
			key, text, _ := strings.Cut(part, "=")
			texts[key] = text
		}
		edits = append(edits, records.Edit{Texts: texts})
	}
	outcomes, _, err := records.New(st).Save(context.Background(), k, edits)
	require.NoError(t, err)
	for _, o := range outcomes {
		require.Empty(t, o.Fault)
	}
}

// business is a small one.
func business(t *testing.T) *store.Store {
	t.Helper()
	st := openStore(t)
	put(t, st, records.Regions, "name=江苏", "name=苏州 parent=江苏", "name=无锡 parent=江苏", "name=昆山 parent=苏州")
	put(t, st, records.Employees, "employee_code=E1 employee=洪光 position=主管 region=江苏", "employee_code=E2 employee=张怡 position=业务员 superior=洪光 region=苏州")
	put(t, st, records.Customers, "customer_code=K001 customer_name=永盛商贸 customer_kind=经销商 channel=流通 grade=A region=苏州 employee=张怡 province=江苏省 city=苏州市 phone=13800001111 key=是",
		"customer_code=K002 customer_name=恒源超市 customer_kind=商超 channel=现代 grade=B region=无锡 employee=洪光", "customer_code=K003 customer_name=顺达批发 customer_kind=批发 grade=C region=昆山 upstream=K001")
	return st
}

// load does what the shell does after an act.
func (s *scene) load() { testkit.Load(s.t, s.page) }

func (s *scene) customers() string {
	s.t.Helper()
	t, err := s.book.Load(context.Background(), records.Customers)
	require.NoError(s.t, err)
	var out []string
	for _, r := range t.Rows {
		out = append(out, r.Texts[t.Column("customer_code")]+" "+r.Texts[t.Column("customer_name")]+" "+r.Texts[t.Column("grade")])
	}
	return strings.Join(out, "|")
}

// paste puts text into the grid with the cell of a row and column as its corner.
func (s *scene) paste(row int, key, text string) {
	s.t.Helper()
	s.at(row, key)
	s.page.board.grid.Paste(text)
}

// at moves the cursor to a cell.
func (s *scene) at(row int, key string) {
	s.t.Helper()
	s.page.Focus()
	focused := s.Window.Canvas().Focused()
	keys := focused.(fyne.Shortcutable)
	keys.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyHome, Modifier: fyne.KeyModifierShortcutDefault})
	for range row {
		focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	for range s.page.board.place(key) {
		focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
}

func (s *scene) shortcut(key fyne.KeyName) {
	s.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
}

func picture(t *testing.T, s *scene, name string) {
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), s.Capture())
	}
}

func TestWhatIsRightIsSavedAsOneGoes(t *testing.T) {
	s := start(t, testkit.Setup{}, business(t), nil, wide, high)
	picture(t, s, "customers")
	testkit.Golden(t, "customers", s.Capture())
	s.paste(1, "grade", "A")
	require.Empty(t, s.host.Faults)
	require.Equal(t, "K001 永盛商贸 A|K002 恒源超市 A|K003 顺达批发 C", s.customers())
	s.load()
	require.Equal(t, "已保存 1 项", s.page.status.Text())

	s.shortcut(fyne.KeyN)
	s.page.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyN, Modifier: fyne.KeyModifierShortcutDefault})
	s.page.board.grid.Paste("K004\t新来的店\t终端\r\nK005\t第五家\t餐饮")
	require.Equal(t, "K001 永盛商贸 A|K002 恒源超市 A|K003 顺达批发 C|K004 新来的店 |K005 第五家 ", s.customers())
	s.load()
	require.Len(t, s.page.board.grid.Rows(), 5, "they do not stand there twice")
	s.page.board.grid.Undo()
	require.Equal(t, "K001 永盛商贸 A|K002 恒源超市 A|K003 顺达批发 C", s.customers(), "Ctrl+Z takes them out of the records too")
	s.load()
	s.page.board.grid.Redo()
	require.Equal(t, "K001 永盛商贸 A|K002 恒源超市 A|K003 顺达批发 C|K004 新来的店 |K005 第五家 ", s.customers())
	s.load()
	require.Empty(t, s.host.Faults)
}

func TestWhatIsWrongWaitsAsADraftThatSurvives(t *testing.T) {
	st := business(t)
	s := start(t, testkit.Setup{}, st, records.Customers, wide, high)
	s.paste(0, "region", "火星")
	s.paste(3, "customer_code", "K009")
	s.paste(2, "customer_code", "K001")
	require.Equal(t, "K001 永盛商贸 A|K002 恒源超市 B|K003 顺达批发 C", s.customers())
	require.Equal(t, "3 行待改", s.page.status.Text())
	require.Equal(t, "没有这个区域", s.page.board.grid.Fault(0, s.page.board.place("region")))
	require.Equal(t, "没有填写", s.page.board.grid.Fault(3, s.page.board.place("customer_name")))
	require.Equal(t, "编码已是“永盛商贸(K001)”的", s.page.board.grid.Fault(2, s.page.board.place("customer_code")))
	s.page.board.saveAll()
	picture(t, s, "wrong")
	testkit.Golden(t, "wrong", s.Capture())
	s.page.Close()

	again := start(t, testkit.Setup{}, st, records.Customers, wide, high)
	require.Equal(t, "3 行待改", again.page.status.Text())
	rows := again.page.board.grid.Rows()
	require.Equal(t, "火星", rows[0][again.page.board.place("region")], "rows to be mended come first")
	require.Equal(t, "K009", rows[3][0])
	again.paste(3, "customer_name", "补上名字")
	again.paste(0, "region", "无锡")
	require.Equal(t, "已保存 2 项 · 1 行待改", again.page.status.Text())
	require.Contains(t, again.customers(), "K009 补上名字")
}

func TestRowsAreDeletedAndBroughtBack(t *testing.T) {
	s := start(t, testkit.Setup{}, business(t), nil, wide, high)
	s.at(1, "customer_code")
	s.page.deleteRows()
	require.Equal(t, "K001 永盛商贸 A|K003 顺达批发 C", s.customers())
	require.Equal(t, "已删除 1 行", s.host.Toasts[0].Text)
	s.host.Toasts[0].OnTap()
	s.load()
	require.Equal(t, "K001 永盛商贸 A|K002 恒源超市 B|K003 顺达批发 C", s.customers())
	require.Len(t, s.page.board.grid.Rows(), 3)

	s.at(0, "customer_code")
	s.page.deleteRows() // K003 buys from it
	require.Len(t, s.host.Faults, 1)
	require.ErrorContains(t, s.host.Faults[0], "不能删除")
	s.load()
	require.Len(t, s.page.board.grid.Rows(), 3, "it stands there again")
}

func TestFilterSortAndColumns(t *testing.T) {
	s := start(t, testkit.Setup{}, business(t), nil, wide, high)
	names := func() (out []string) {
		for _, r := range s.page.board.grid.Rows() {
			out = append(out, r[s.page.board.place("customer_name")])
		}
		return out
	}
	s.page.filter.SetText("hengyuan")
	require.Equal(t, []string{"恒源超市"}, names())
	s.paste(0, "grade", "C")
	require.Equal(t, "K001 永盛商贸 A|K002 恒源超市 C|K003 顺达批发 C", s.customers(), "what the filter hides is not taken out")
	require.True(t, s.page.Escape())
	s.page.board.sortBy("customer_name", true)
	require.Equal(t, []string{"顺达批发", "永盛商贸", "恒源超市"}, names())

	s.Press(t, "栏目…")
	picture(t, s, "columns")
	testkit.Golden(t, "columns", s.Capture())
	s.host.Panel.Close()
	s.page.setColumns([]string{"customer_name", "credit_limit", "contact1", "contact1_phone"})
	require.Len(t, s.page.board.shown, 4)
	s.paste(0, "credit_limit", "5万\t王五\t138")
	row := s.page.board.known[s.page.board.table.Rows[0].ID]
	require.Equal(t, "50000", row.Texts[s.page.board.table.Column("credit_limit")])
	layout, err := s.book.Layout(context.Background(), records.Customers)
	require.NoError(t, err)
	require.Equal(t, []string{"customer_name", "credit_limit", "contact1", "contact1_phone"}, layout)
}

func TestEveryKindHasItsGridAndFiles(t *testing.T) {
	st := business(t)
	put(t, st, records.Products, "product_code=P1 product_name=草莓酸奶 brand=清泉 price=3.5")
	put(t, st, records.Prices, "product=P1 kind=价格体系 tier=一级 price=3")
	s := start(t, testkit.Setup{}, st, nil, wide, high)
	for _, k := range records.Kinds {
		s.page.turnTo(k)
		s.load()
		require.Equal(t, k, s.page.board.kind)
		picture(t, s, string(k))
		s.page.export()
		path := filepath.Join(t.TempDir(), string(k)+".xlsx")
		s.host.Picks[len(s.host.Picks)-1].OnPicked(path)
		require.FileExists(t, path)
		if batch, ok := k.Imported(); ok {
			s.page.saveTemplate()
			path = filepath.Join(t.TempDir(), "t.xlsx")
			s.host.Picks[len(s.host.Picks)-1].OnPicked(path)
			require.FileExists(t, path)
			s.Press(t, "导入")
			require.Equal(t, shell.Route{Page: shell.PageImport, Arg: batch}, s.host.Routes[len(s.host.Routes)-1])
		}
	}
	require.Empty(t, s.host.Faults)
	s.page.turnTo(records.Regions)
	s.load()
	s.paste(0, "parent", "昆山")
	require.Equal(t, "会成环:江苏/苏州/昆山 已经在它下面", s.page.board.grid.Fault(0, s.page.board.place("parent")))
}

// TestManyCustomersInTheGrid says how long the grid takes; 12,000 rows with XUNSHI_LARGE.
func TestManyCustomersInTheGrid(t *testing.T) {
	count := 1_500
	if os.Getenv("XUNSHI_LARGE") != "" {
		count = 12_000
	}
	st := openStore(t)
	_, err := st.ImportRecords(context.Background(), model.ImportBatch{Kind: model.BatchCustomers}, func(b *store.RecordBatch) error {
		list := make([]model.Customer, count)
		for i := range list {
			list[i] = model.Customer{Code: fmt.Sprintf("K%05d", i), Name: fmt.Sprintf("第%d号商贸", i), Kind: "经销商", Grade: "A"}
		}
		return store.CreateAll(b, list)
	})
	require.NoError(t, err)
	s := start(t, testkit.Setup{}, st, nil, wide, high)
	begin := time.Now()
	s.paste(5, "grade", "B")
	t.Log("a cell typed over and saved:", time.Since(begin))
	begin = time.Now()
	s.page.filter.SetText("k0099")
	t.Log("filtered:", time.Since(begin))
	require.Len(t, s.page.board.grid.Rows(), 10)
	begin = time.Now()
	s.page.filter.SetText("")
	t.Log("all again:", time.Since(begin))
	require.Len(t, s.page.board.grid.Rows(), count)
}

func TestPicturesInEveryLook(t *testing.T) {
	st := business(t)
	s := start(t, testkit.Setup{Language: "en"}, st, nil, small, lower)
	picture(t, s, "english-small")
	testkit.Golden(t, "english-small", s.Capture())
}

// What was typed and refused says again why, when the page is opened the next time.
func TestADraftBroughtBackSaysWhatIsWrong(t *testing.T) {
	st := business(t)
	s := start(t, testkit.Setup{}, st, nil, wide, high)
	s.load()
	s.paste(1, "customer_code", "K001")
	require.Len(t, s.page.board.drafts, 1)
	s.page.Close()
	s = start(t, testkit.Setup{}, st, nil, wide, high)
	s.load()
	require.Len(t, s.page.board.drafts, 1)
	require.Contains(t, s.page.board.grid.Fault(0, 0), "编码已是")
}
