package store

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// sales is a small file: one line per customer draft, on its own date and order number.
func sales(order string, customers ...model.Customer) *model.Import {
	in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchSales, File: order, FileHash: order},
		Customers: customers, Products: []model.Product{{Code: "P", Name: "奶"}}}
	for i := range customers {
		in.Lines = append(in.Lines, model.LineRow{RowNo: i + 2, Date: model.MustDate("2026-05-01"), OrderNo: order, Customer: model.Ref(i),
			Product: 0, Employee: model.NoRef, Region: model.NoRef, Department: model.NoRef, Quantity: 1000, Amount: 10000})
	}
	return in
}

func list(customers ...model.Customer) *model.Import {
	return &model.Import{Batch: model.ImportBatch{Kind: model.BatchCustomers}, Customers: customers}
}

// bench is a store under test with words for what the tests do again and again.
type bench struct {
	*Store
	t   *testing.T
	ctx context.Context
}

func newBench(t *testing.T) bench { return bench{openTemp(t), t, context.Background()} }

func (b bench) take(in *model.Import) model.ID {
	b.t.Helper()
	batch, err := b.Import(b.ctx, in, nil)
	require.NoError(b.t, err)
	return batch.ID
}

func (b bench) undo(id model.ID) { b.t.Helper(); require.NoError(b.t, b.UndoBatch(b.ctx, id)) }
func (b bench) redo(id model.ID) { b.t.Helper(); require.NoError(b.t, b.RedoBatch(b.ctx, id)) }

// customers says "code name phone" of every customer, and checks that every line that
// counts has a customer and a product.
func (b bench) customers() []string {
	b.t.Helper()
	d, err := b.Directory(b.ctx)
	require.NoError(b.t, err)
	f, err := b.Facts(b.ctx)
	require.NoError(b.t, err)
	for i := range f.Dates {
		require.NotNil(b.t, d.Customers[f.Customers[i]], "a line without its customer")
		require.NotNil(b.t, d.Products[f.Products[i]], "a line without its product")
	}
	var out []string
	for _, c := range d.Customers {
		out = append(out, c.Code+" "+c.Name+" "+c.Phone)
	}
	slices.Sort(out)
	return out
}

func TestChangesComeBackInAnyOrderOfUndo(t *testing.T) {
	s := newBench(t)
	s.take(list(model.Customer{Code: "K", Name: "甲"}))
	fill := s.take(list(model.Customer{Code: "K", Name: "甲", Phone: "1"}))
	over := list(model.Customer{Code: "K", Name: "甲", Phone: "2"})
	over.UpdateMasters = true
	last := s.take(over)
	phones := []string{}
	for _, step := range []func(){
		func() { s.undo(fill) }, func() { s.undo(last) }, func() { s.redo(fill) }, func() { s.redo(last) },
		func() { s.undo(last) }, func() { s.undo(fill) }, func() { s.redo(last) }, func() { s.redo(fill) },
	} {
		step()
		phones = append(phones, s.customers()[0])
	}
	require.Equal(t, []string{"K 甲 2", "K 甲 ", "K 甲 1", "K 甲 2", "K 甲 1", "K 甲 ", "K 甲 2", "K 甲 2"}, phones)
}

func TestMastersFollowTheLinesInAnyOrderOfUndo(t *testing.T) {
	s := newBench(t)
	k := model.Customer{Code: "K", Name: "甲"}
	a, b := s.take(sales("A", k)), s.take(sales("B", k))
	s.undo(b)
	s.undo(a)
	require.Empty(t, s.customers())
	s.redo(b)
	require.Equal(t, []string{"K 甲 "}, s.customers(), "brought by A, needed by B")
	s.redo(a)
	s.undo(a)
	require.Equal(t, []string{"K 甲 "}, s.customers())
	s.undo(b)
	require.Empty(t, s.customers(), "nobody speaks of it any more")
}

func TestImportAfterUndoThenRedoMakesNoTwins(t *testing.T) {
	s := newBench(t)
	wrong := s.take(sales("A", model.Customer{Code: "K", Name: "13800001234", Phone: "甲"}, model.Customer{Name: "无码", Phone: "9"}))
	s.undo(wrong)
	right := s.take(sales("B", model.Customer{Code: "K", Name: "甲", Phone: "13800001234"}, model.Customer{Name: "无码"}))
	require.Equal(t, []string{" 无码 ", "K 甲 13800001234"}, s.customers(), "nothing of the undone file shines through")
	s.redo(wrong)
	require.Len(t, s.customers(), 2)
	s.undo(right)
	require.Equal(t, []string{" 无码 9", "K 13800001234 甲"}, s.customers())
	s.undo(wrong)
	require.Empty(t, s.customers())
}

func TestAListedCustomerStaysWhenTheOtherListIsUndone(t *testing.T) {
	s := newBench(t)
	k := model.Customer{Code: "K", Name: "甲"}
	first := s.take(list(k, model.Customer{Code: "L", Name: "乙"}))
	second := s.take(list(k))
	s.undo(first)
	require.Equal(t, []string{"K 甲 "}, s.customers())
	s.undo(second)
	require.Empty(t, s.customers())
	s.redo(second)
	require.Equal(t, []string{"K 甲 "}, s.customers())
	s.redo(first)
	require.Len(t, s.customers(), 2)
}

func TestLinksOfRegionsAndPeopleComeBack(t *testing.T) {
	s := newBench(t)
	in := sales("A", model.Customer{Code: "K", Name: "甲"})
	in.Regions = []model.Region{{Name: "江苏"}, {Name: "苏州"}}
	in.Employees = []model.Employee{{Name: "王"}, {Name: "李"}}
	in.RegionParent = []model.Ref{model.NoRef, 0}
	in.RegionManager = []model.Ref{0, 1}
	in.EmployeeSuperior = []model.Ref{model.NoRef, 0}
	in.EmployeeRegion = []model.Ref{0, 1}
	in.CustomerRegion, in.CustomerOwner = []model.Ref{1}, []model.Ref{1}
	in.Lines[0].Region, in.Lines[0].Employee = 1, 1
	tree := func() string {
		d, err := s.Directory(s.ctx)
		require.NoError(t, err)
		var out []string
		for _, r := range d.Regions {
			text := r.Name
			if p := d.Regions[r.ParentID]; p != nil {
				text += "<" + p.Name
			}
			if m := d.Employees[r.ManagerID]; m != nil {
				text += " " + m.Name
			}
			out = append(out, text)
		}
		for _, e := range d.Employees {
			text := e.Name
			if p := d.Employees[e.SuperiorID]; p != nil {
				text += "<" + p.Name
			}
			out = append(out, text)
		}
		slices.Sort(out)
		return fmt.Sprint(out, len(d.Customers))
	}
	a := s.take(in)
	full := tree()
	require.Equal(t, "[李<王 江苏 王 王 苏州<江苏 李] 1", full)
	s.undo(a)
	require.Equal(t, "[] 0", tree())
	s.redo(a)
	require.Equal(t, full, tree())
}

func TestTargetsInAnyOrderOfUndo(t *testing.T) {
	s := newBench(t)
	target := func(v int64) model.ID {
		return s.take(&model.Import{Batch: model.ImportBatch{Kind: model.BatchTargets}, Regions: []model.Region{{Name: "苏州"}},
			Targets: []model.TargetRow{{Month: model.MustMonth("2026-09"), Level: model.LevelTarget, Metric: model.MetricAmount,
				Department: model.NoRef, Employee: model.NoRef, Customer: model.NoRef, Product: model.NoRef, Value: v}}})
	}
	values := func() (out []int64) {
		rows, err := s.Targets(s.ctx, model.MustMonth("2026-09"), model.MustMonth("2026-09"))
		require.NoError(t, err)
		d, err := s.Directory(s.ctx)
		require.NoError(t, err)
		for _, r := range rows {
			require.NotNil(t, d.Regions[r.RegionID], "a target without its region")
			out = append(out, r.Value)
		}
		return out
	}
	a, b, c := target(100), target(200), target(300)
	for _, step := range []struct {
		act  func(model.ID)
		on   model.ID
		want []int64
	}{
		{s.undo, b, []int64{300}}, {s.undo, c, []int64{100}}, {s.redo, b, []int64{200}}, {s.redo, c, []int64{300}},
		{s.undo, a, []int64{300}}, {s.undo, c, []int64{200}}, {s.undo, b, nil}, {s.redo, a, []int64{100}},
		{s.redo, c, []int64{300}}, {s.redo, b, []int64{300}},
	} {
		step.act(step.on)
		require.Equal(t, step.want, values())
	}
}

func TestRedoDoesNotCountTheSameSalesTwice(t *testing.T) {
	s := newBench(t)
	k := model.Customer{Code: "K", Name: "甲"}
	a := s.take(sales("A", k))
	s.undo(a)
	again := s.take(sales("A", k))
	err := s.RedoBatch(s.ctx, a)
	fault, ok := model.AsFault(err)
	require.True(t, ok, "%v", err)
	require.Contains(t, fault.What+fault.Do, fmt.Sprint(again))
	s.undo(again)
	s.redo(a)
	require.Error(t, s.RedoBatch(s.ctx, again), "the other way round too")

	twice := sales("A", k)
	twice.AllowDuplicates = true
	chosen := s.take(twice)
	s.undo(chosen)
	s.redo(chosen) // equal lines that the user chose to take come back
	s.undo(a)
	s.redo(a)
	f, err := s.Facts(s.ctx)
	require.NoError(t, err)
	require.Equal(t, 2, f.Len())
}

func TestRedoOfManyEntriesIsQuick(t *testing.T) {
	s := newBench(t)
	in := list()
	in.Batch.Kind = model.BatchPayments
	for i := range 100 {
		in.Customers = append(in.Customers, model.Customer{Code: fmt.Sprint("K", i), Name: "甲"})
	}
	for i := range 10_000 {
		in.Entries = append(in.Entries, model.EntryRow{Kind: model.EntryInvoice, Date: model.MustDate("2026-01-01") + model.Date(i%200),
			Customer: model.Ref(i % 100), DocNo: fmt.Sprint(i), Amount: 10000})
	}
	id := s.take(in)
	other := *in
	other.Entries = nil
	for _, e := range in.Entries {
		e.DocNo += "x"
		other.Entries = append(other.Entries, e)
	}
	s.take(&other)
	s.undo(id)
	start := time.Now()
	s.redo(id)
	require.Less(t, time.Since(start), 5*time.Second)
	s.undo(id)
	again := s.take(in)
	require.Error(t, s.RedoBatch(s.ctx, id))
	s.undo(again)
	s.redo(id)
}

func TestADamagedJournalDoesNotStopAnUndo(t *testing.T) {
	s := newBench(t)
	s.take(list(model.Customer{Code: "K", Name: "甲"}))
	b := s.take(list(model.Customer{Code: "K", Name: "甲", Phone: "1"}))
	require.NoError(t, s.write.Exec("UPDATE journal_entries SET after = '{', before = NULL WHERE action = 'update'").Error)
	s.undo(b)
	require.Equal(t, []string{"K 甲 1"}, s.customers(), "what cannot be read is left as it is")
}
