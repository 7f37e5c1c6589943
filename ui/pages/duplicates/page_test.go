package duplicates

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/customers/merging"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
)

var ctx = context.Background()

func openStore(t *testing.T, filled bool) *store.Store {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	if !filled {
		return s
	}
	in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchSales, File: "九月.xlsx", Rows: 9},
		Regions: []model.Region{{Name: "昆山"}, {Name: "太仓"}}, Products: []model.Product{{Code: "P1", Name: "酸奶"}},
		Customers: []model.Customer{
			{Code: "K00017", Name: "恒源商贸有限公司", Phone: "0512-5700 1234", Kind: "经销商", Grade: "A", Contact: "陈大明"},
			{Code: "K00311", Name: "恒源商贸", Phone: "051257001234", Kind: "批发", Address: "前进中路 168 号", Tags: "冷链,月结", Contact: "陈老板"},
			{Code: "K00102", Name: "家家乐生活馆", Phone: "13800001111"}, {Code: "K00233", Name: "家佳乐生活馆", Phone: "138 0000 1111"},
			{Code: "K00512", Name: "永盛商贸"}, {Code: "K00671", Name: "永盛商贸"}, {Code: "K00820", Name: "大润发太仓店"},
		},
		CustomerRegion: []model.Ref{0, 0, 0, 0, 0, 1, 1},
	}
	for i, c := range []model.Ref{0, 1, 1, 1, 2, 3, 4, 5, 6} {
		in.Lines = append(in.Lines, model.LineRow{RowNo: i + 2, Date: model.MustDate("2026-09-01") + model.Date(i), OrderNo: "X", Customer: c,
			Employee: model.NoRef, Region: model.NoRef, Department: model.NoRef, Quantity: model.Unit, Amount: model.Money(i+1) * 1234 * model.Yuan})
	}
	_, err = s.Import(ctx, in, nil)
	require.NoError(t, err)
	return s
}

type scene struct {
	*testkit.Scene
	page *Page
	host *testkit.Host
}

func start(t *testing.T, s *store.Store, arg any, set testkit.Setup, width, height float32) *scene {
	t.Helper()
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	h := &testkit.Host{}
	p := New(h, merging.New(s), arg)
	t.Cleanup(p.Close)
	sc := &scene{page: p, host: h}
	win := testkit.Window(t, p.Content(), width, height)
	h.Win = win
	testkit.Load(t, p)
	sc.Scene = &testkit.Scene{Window: win, Root: p.Content()}
	return sc
}

func (s *scene) reload(t *testing.T) {
	t.Helper()
	s.host.Reloads = 0
	testkit.Load(t, s.page)
}

const (
	wide, high   = 1112, 722
	small, lower = 856, 622
)

func picture(t *testing.T, s *scene, name string) {
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), s.Capture())
	}
}

func TestFindCompareMergeAndTakeBack(t *testing.T) {
	st := openStore(t, true)
	s := start(t, st, nil, testkit.Setup{}, wide, high)
	require.Equal(t, 3, s.page.pairs.Len())
	testkit.Golden(t, "pairs", s.Capture())
	picture(t, s, "dup-pairs")
	require.Equal(t, 2, waiting(ctx, merging.New(st)))

	s.page.openCurrent()
	require.Len(t, s.host.Sheets, 1)
	picture(t, s, "dup-compare")
	testkit.Golden(t, "compare", s.Capture())
	require.True(t, s.host.Accept(t))
	require.Contains(t, s.host.Toasts[0].Text, "已合并到「恒源商贸」,转移 1 条销售明细", "the one with more sales stays")
	s.reload(t)
	require.Equal(t, 2, s.page.pairs.Len())
	d, err := st.Directory(ctx)
	require.NoError(t, err)
	require.Len(t, d.Customers, 6)

	s.page.show(tabDone)
	s.page.done.SelectRow(0)
	picture(t, s, "dup-done")
	s.page.undoCurrent()
	s.reload(t)
	require.Equal(t, 3, s.page.pairs.Len())
	require.Zero(t, s.page.done.Len())
	require.Equal(t, "恢复", s.host.Toasts[1].Action)
	s.host.Toasts[1].OnTap()
	s.reload(t)
	require.Equal(t, 1, s.page.done.Len())
	require.Empty(t, s.host.Faults)
}

func TestSwapAndChoose(t *testing.T) {
	st := openStore(t, true)
	s := start(t, st, [2]model.ID{1, 2}, testkit.Setup{}, wide, high)
	require.Len(t, s.host.Sheets, 1, "asked for by the route")
	testkit.Tap(t, s.Window, "互换")
	s.host.Accept(t)
	require.Contains(t, s.host.Toasts[0].Text, "已合并到「恒源商贸有限公司」")
	d, err := st.Directory(ctx)
	require.NoError(t, err)
	require.Equal(t, "冷链,月结", d.Customers[1].Tags)
	require.Equal(t, "前进中路 168 号", d.Customers[1].Address)
	require.Equal(t, "陈大明", d.Customers[1].Contact)
	require.Nil(t, d.Customers[2])
}

func TestNotADuplicateIsRemembered(t *testing.T) {
	st := openStore(t, true)
	s := start(t, st, nil, testkit.Setup{}, wide, high)
	s.page.pairs.SelectRow(2)
	s.page.dismiss()
	s.reload(t)
	require.Equal(t, 2, s.page.pairs.Len())
	require.Equal(t, 1, s.page.dismissed)
	s.host.Toasts[0].OnTap()
	s.reload(t)
	require.Equal(t, 3, s.page.pairs.Len())
	s.page.pairs.SelectAll()
	s.page.dismiss()
	s.reload(t)
	require.Zero(t, s.page.pairs.Len())
	picture(t, s, "dup-none")
	s.page.reconsider()
	s.reload(t)
	require.Equal(t, 3, s.page.pairs.Len())
}

func TestNothingYetLeadsToTheList(t *testing.T) {
	s := start(t, openStore(t, false), nil, testkit.Setup{Mode: theme.Dark}, small, lower)
	picture(t, s, "dup-empty")
	s.Press(t, "去客户名单")
	require.Equal(t, []shell.Route{{Page: shell.PageCustomers}}, s.host.Routes)
	for _, o := range testkit.Objects(s.Root) {
		require.LessOrEqual(t, o.MinSize().Width, float32(small), "%T", o)
	}
}

func TestEnglishInTheSmallWindow(t *testing.T) {
	s := start(t, openStore(t, true), nil, testkit.Setup{Language: i18n.English}, small, lower)
	s.page.openCurrent()
	picture(t, s, "dup-small-english")
	for _, o := range testkit.Objects(s.Root) {
		require.LessOrEqual(t, o.MinSize().Width, float32(small), "%T %v", o, o.Size())
	}
}
