package exchange

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/app/demo"
	"xunshi/model"
	"xunshi/model/store"
)

var (
	ctx   = context.Background()
	today = model.MustDate("2026-09-30")
	month = model.Period{From: model.MustDate("2026-09-01"), To: today}
)

// office is a small region with a desk over it.
type office struct {
	*Desk
	t    *testing.T
	s    *store.Store
	dir  string // where files go and come from
	rep  *model.Employee
	mine []*model.Customer
}

func open(t *testing.T) *office {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	_, err = s.Import(ctx, demo.Generate(demo.Options{Customers: 60, Products: 20, Months: 3, Lines: 2000, Until: model.MustDate("2026-08-31")}), nil)
	require.NoError(t, err)
	o := &office{Desk: New(s, nil), t: t, s: s, dir: t.TempDir()}
	o.SetClock(func() model.Date { return today })
	src, err := o.source(ctx, month)
	require.NoError(t, err)
	for id, list := range src.customers {
		e := src.dir.Employees[id]
		if len(list) >= 3 && (o.rep == nil || e.Code < o.rep.Code) {
			o.rep, o.mine = e, list
		}
	}
	require.NotNil(t, o.rep)
	return o
}

// send writes the rep's workbook and gives its path.
func (o *office) send(kinds ...Kind) string {
	o.t.Helper()
	sent, err := o.Send(ctx, Ask{People: []model.ID{o.rep.ID}, Period: month, Due: today + 2, Kinds: kinds, Dir: o.dir}, nil)
	require.NoError(o.t, err)
	require.Len(o.t, sent.Files, 1)
	return sent.Files[0]
}

// fill types rows into a form below what is there, as a rep would.
func (o *office) fill(path string, k Kind, rows ...[]any) {
	o.t.Helper()
	f, err := excelize.OpenFile(path)
	require.NoError(o.t, err)
	for i, row := range rows {
		require.NoError(o.t, f.SetSheetRow(sheetNames[k], cellName(1, headingRow+1+i), &row))
	}
	require.NoError(o.t, f.Save())
	require.NoError(o.t, f.Close())
}

func (o *office) collect(paths ...string) *Intake {
	o.t.Helper()
	if len(paths) == 0 {
		paths = []string{o.dir}
	}
	in, err := o.Collect(ctx, paths, nil)
	require.NoError(o.t, err)
	return in
}

func (o *office) merge(in *Intake) *Outcome {
	o.t.Helper()
	out, err := in.Merge(ctx, in.ReadyOnes(), nil)
	require.NoError(o.t, err)
	return out
}

func (o *office) lines() int {
	o.t.Helper()
	f, err := o.s.Facts(ctx)
	require.NoError(o.t, err)
	return f.Len()
}

func (o *office) product(i int) *model.Product {
	o.t.Helper()
	src, err := o.source(ctx, month)
	require.NoError(o.t, err)
	code, _, _ := strings.Cut(src.book(&model.RepWorkbook{EmployeeID: o.rep.ID}).products[i], " ")
	for _, p := range src.dir.Products {
		if p.Code == code {
			return p
		}
	}
	o.t.Fatal("no product")
	return nil
}

func (o *office) customer(i int) string { return label(o.mine[i].Code, o.mine[i].Name) }
func (o *office) sku(i int) string      { p := o.product(i); return label(p.Code, p.Name) }

func count[T any](t *testing.T, s *store.Store) int {
	t.Helper()
	var zero T
	all, err := store.Find(ctx, s, zero)
	require.NoError(t, err)
	return len(all)
}

func TestAWorkbookGoesOutAndComesBack(t *testing.T) {
	o := open(t)
	path := o.send(Kinds...)
	o.fill(path, Sales,
		[]any{serial(month.From), o.customer(0), o.sku(0), "", 12, 345.6, "首批"},
		[]any{"2026/9/2", o.mine[1].Code, o.product(1).Name, "退货", 3, "1,200.50元"},
		[]any{"9月3日", o.mine[1].Name, o.sku(2), "赠品", "5"})
	o.fill(path, Visits, []any{"2026-09-05", o.customer(0), "电话", "是", "是", "谈了中秋堆头", "送样", "2026-10-10"})
	o.fill(path, Status, []any{"20260906", o.customer(2), "", "竞品", "山泉", "山泉 500ml", 1.5, "买十送二"})
	renamed := filepath.Join(o.dir, "新建文件夹 副本(1).xlsx")
	require.NoError(t, os.Rename(path, renamed))

	before, visits := o.lines(), count[model.ContactLog](t, o.s)
	in := o.collect()
	require.Len(t, in.Returns, 1)
	r := in.Returns[0]
	require.Equal(t, Ready, r.State, r.Why)
	require.Equal(t, o.rep.Name, r.Person)
	for _, l := range r.Lines {
		require.Empty(t, l.Problems, "%s row %d", l.Kind, l.Row)
	}
	n := r.Count()
	require.Equal(t, Count{Filled: 5, Taken: 5, Sales: 3, Visits: 1, Statuses: 1, Quantity: 14_000, Amount: model.MustMoney("-854.9")}, n)
	require.Equal(t, before, o.lines(), "looking writes nothing")

	out := o.merge(in)
	require.Equal(t, []int{3, 1, 1}, []int{out.Sales, out.Visits, out.Statuses})
	require.Equal(t, before+3, o.lines())
	board, err := o.Board(ctx, month)
	require.NoError(t, err)
	require.Equal(t, 1, board.Count(Returned))
	log, err := store.Find(ctx, o.s, model.ContactLog{EmployeeID: o.rep.ID, Date: model.MustDate("2026-09-05")})
	require.NoError(t, err)
	require.Len(t, log, 1)
	require.Equal(t, model.ContactCall, log[0].Method)
	require.True(t, log[0].Planned && log[0].Ordered)
	require.Equal(t, model.MustDate("2026-10-10"), log[0].NextOn)
	status, err := o.Statuses(ctx, StatusFilter{Period: month, RegionID: o.mine[2].RegionID, Topic: "竞品"})
	require.NoError(t, err)
	require.Len(t, status.Rows, 1)
	require.Equal(t, model.MustMoney("1.5"), status.Rows[0].Price)
	require.Equal(t, o.mine[2].Name, status.Rows[0].Customer)

	t.Run("the same return again changes nothing", func(t *testing.T) { // golden case 12
		again := o.collect()
		require.Equal(t, Already, again.Returns[0].State)
		_, err := again.Merge(ctx, again.Returns, nil)
		require.Error(t, err)
		require.Equal(t, before+3, o.lines())
	})
	t.Run("taken back whole", func(t *testing.T) {
		require.NoError(t, o.UndoReturns(ctx, out.Workbooks))
		require.Equal(t, []int{before, visits, 0}, []int{o.lines(), count[model.ContactLog](t, o.s), count[model.MarketStatus](t, o.s)})
		again := o.collect()
		require.Equal(t, Ready, again.Returns[0].State)
		o.merge(again)
		require.Equal(t, before+3, o.lines())
	})
}
