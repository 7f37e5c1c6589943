package exchange

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/app/demo/records"
	"xunshi/app/exchange"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/desk/desktest"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets/job"
	"xunshi/ui/widgets/table"
)

var ctx = context.Background()

type scene struct {
	*testkit.Scene
	page  *Page
	host  *testkit.Host
	out   *desktest.Outlet
	store *store.Store
	desk  *exchange.Desk
	dir   string // the folder chosen whenever one is asked for
}

func start(t *testing.T, set testkit.Setup, filled bool, arg any, width, height float32) *scene {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	if filled {
		desktest.Sales(t, s)
		require.NoError(t, records.Exchange(ctx, s, 1))
	}
	d := exchange.New(s, nil)
	d.SetClock(desktest.Clock)
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	x := &scene{host: &testkit.Host{}, out: &desktest.Outlet{}, store: s, desk: d, dir: filepath.Join(t.TempDir(), "returned")}
	require.NoError(t, os.Mkdir(x.dir, 0o755))
	x.page = New(x.host, d, x.out, &places{}, arg)
	x.page.folder = func(_ way, _ string, then func(string)) { then(x.dir) }
	t.Cleanup(x.page.Close)
	x.Scene = testkit.Show(t, x.page, width, height)
	x.host.Win = x.Window
	return x
}

func (s *scene) golden(t *testing.T, name string) {
	t.Helper()
	desktest.Shot(t, s.Window, "exchange-"+name)
	testkit.Golden(t, name, s.Capture())
}

// reloaded does what the shell does after a change of the records.
func (s *scene) reloaded(t *testing.T) {
	t.Helper()
	require.Empty(t, s.host.Faults)
	testkit.Load(t, s.page)
}

// returned fills the workbooks of the month that are out as reps would: one well, one with
// a slip, one with a row that the ledger has otherwise; and puts other files beside them.
func (s *scene) returned(t *testing.T) {
	t.Helper()
	board, err := s.desk.Board(ctx, desktest.Today.Month().Period())
	require.NoError(t, err)
	facts, err := s.store.Facts(ctx)
	require.NoError(t, err)
	n := 0
	for _, r := range board.Waiting() {
		path, err := s.desk.Rewrite(ctx, r.Workbook.ID, s.dir)
		require.NoError(t, err)
		f, err := excelize.OpenFile(path)
		require.NoError(t, err)
		line := -1
		for i := facts.Len() - 1; i >= 0 && line < 0; i-- {
			if facts.Employees[i] == r.Employee && facts.Flags[i] == 0 && board.Directory.Customers[facts.Customers[i]].OwnerID == r.Employee {
				line = i
			}
		}
		if line < 0 {
			continue
		}
		c, p := board.Directory.Customers[facts.Customers[line]], board.Directory.Products[facts.Products[line]]
		rows := [][]any{{"2026-09-28", c.Code + " " + c.Name, p.Code + " " + p.Name, "退货", 2, 56}}
		if n > 0 {
			rows = append(rows, []any{"9月31日", c.Code + " " + c.Name, "没有的品项", "", "十件"})
		}
		if n > 1 {
			rows = append(rows, []any{facts.Dates[line].String(), c.Code, p.Code, "", 99, 1234.5})
		}
		for i := range rows {
			require.NoError(t, f.SetSheetRow("日报销量", "A"+string(rune('3'+i)), &rows[i]))
		}
		require.NoError(t, f.Save())
		require.NoError(t, f.Close())
		n++
	}
	require.Greater(t, n, 2)
	require.NoError(t, os.WriteFile(filepath.Join(s.dir, "半个文件.xlsx"), []byte("PK\x03\x04"), 0o600))
	other := excelize.NewFile()
	require.NoError(t, other.SaveAs(filepath.Join(s.dir, "工资表.xlsx")))
	require.NoError(t, other.Close())
}

func TestPictures(t *testing.T) {
	for name, tab := range map[string]Tab{"send": TabSend, "status": TabStatus} {
		t.Run(name, func(t *testing.T) {
			start(t, testkit.Setup{}, true, tab, desktest.Wide, desktest.High).golden(t, name)
		})
	}
	start(t, testkit.Setup{}, false, nil, desktest.Wide, desktest.High).golden(t, "empty")
	start(t, testkit.Setup{}, true, TabBack, desktest.Wide, desktest.High).golden(t, "back-empty")
	start(t, testkit.Setup{Mode: "dark", Language: "en"}, true, nil, desktest.Small, desktest.Lower).golden(t, "send-english-dark-small")
}

func TestReturnsAreLookedOverTakenInAndUndone(t *testing.T) {
	s := start(t, testkit.Setup{}, true, TabBack, desktest.Wide, desktest.High)
	s.returned(t)
	testkit.Load(t, s.page)
	before, err := s.store.Facts(ctx)
	require.NoError(t, err)
	s.page.back.pick()
	require.Empty(t, s.host.Faults)
	s.golden(t, "back")
	ready := s.page.back.intake.ReadyOnes()
	require.Greater(t, len(ready), 2)

	s.page.back.table.SelectRow(2)
	r, _ := s.page.back.table.Current()
	openReturn(s.page.back, r)
	testkit.Find[*table.Table[detail]](t, s.host.Panel).SelectRow(1)
	desktest.Shot(t, s.Window, "exchange-sheet")
	testkit.Tap(t, s.Window, "用新的")
	for _, c := range r.Conflicts() {
		require.Equal(t, exchange.Use, c.Decision)
	}
	s.host.Panel.Close()

	s.page.back.merge()
	s.reloaded(t)
	after, err := s.store.Facts(ctx)
	require.NoError(t, err)
	require.Greater(t, after.Len(), before.Len())
	require.Equal(t, 0, len(s.page.board.Waiting()))
	toast := s.host.Toasts[len(s.host.Toasts)-1]
	require.Equal(t, "撤销", toast.Action)
	toast.OnTap()
	s.reloaded(t)
	after, err = s.store.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, before.Len(), after.Len())
	require.Equal(t, len(ready), len(s.page.back.intake.ReadyOnes()), "read anew, ready again")
}

func TestCorrectionsAreWritten(t *testing.T) {
	s := start(t, testkit.Setup{}, true, TabBack, desktest.Wide, desktest.High)
	s.returned(t)
	s.page.back.pick()
	for _, r := range s.page.back.intake.ReadyOnes() {
		if r.Count().Bad > 0 {
			s.page.back.sendBack(r)
			break
		}
	}
	require.Empty(t, s.host.Faults)
	files, err := filepath.Glob(filepath.Join(s.dir, "巡市-更正-*.xlsx"))
	require.NoError(t, err)
	require.Len(t, files, 1)
}

func TestSendingFromTheSheet(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, desktest.Wide, desktest.High)
	s.page.send.open()
	desktest.Shot(t, s.Window, "exchange-sending")
	require.True(t, s.host.Accept(t))
	s.reloaded(t)
	files, err := filepath.Glob(filepath.Join(s.dir, "*.xlsx"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	out := s.page.board.Sent()
	s.host.Toasts[len(s.host.Toasts)-1].OnTap() // 撤销
	s.reloaded(t)
	require.Less(t, s.page.board.Sent(), out)
}

func TestWithdrawingAndReminding(t *testing.T) {
	s := start(t, testkit.Setup{}, true, nil, desktest.Wide, desktest.High)
	s.page.copyReminder()
	require.Contains(t, fyne.CurrentApp().Clipboard().Content(), "【催交】")
	waiting := s.page.board.Waiting()
	s.page.send.withdraw(waiting[:1])
	s.reloaded(t)
	require.Len(t, s.page.board.Waiting(), len(waiting)-1)
	s.host.Toasts[len(s.host.Toasts)-1].OnTap()
	s.reloaded(t)
	require.Len(t, s.page.board.Waiting(), len(waiting))
	require.Equal(t, len(s.page.board.Waiting()), len(waiting))
}

func TestStatusIsNarrowedAndPrinted(t *testing.T) {
	s := start(t, testkit.Setup{}, true, TabStatus, desktest.Wide, desktest.High)
	all := len(s.page.seen.Rows)
	require.NotZero(t, all)
	topic := s.page.seen.Topics[0]
	s.page.status.topic.SetSelected(topic)
	s.reloaded(t)
	require.Less(t, len(s.page.seen.Rows), all)
	for _, r := range s.page.seen.Rows {
		require.Equal(t, topic, r.Topic)
	}
	s.page.status.print()
	desktest.Shot(t, s.Window, "exchange-paper")
	testkit.Tap(t, s.Window, "打印")
	require.Len(t, s.out.Printed, 1)
	require.Empty(t, s.host.Faults)

	id := s.page.seen.Rows[0].ID
	s.page.status.remove(s.page.seen.Rows[:1])
	s.reloaded(t)
	one, err := store.Get[model.MarketStatus](ctx, s.store, id)
	require.NoError(t, err)
	require.Nil(t, one)
}
