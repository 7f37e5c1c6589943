package figures

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/measuring"
	"xunshi/app/training"
	"xunshi/model"
	"xunshi/model/store"
)

var (
	ctx   = context.Background()
	month = model.MustMonth("2026-09")
)

// desk is a store with a manager and a rep, one customer of the rep and sales to the end of
// the month.
type desk struct {
	t              *testing.T
	store          *store.Store
	boss, rep      model.ID
	customer       model.ID
	goods, unsold  model.ID
	lastDayOfSales model.Date
}

func newDesk(t *testing.T, last model.Date) *desk {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	d := &desk{t: t, store: s, lastDayOfSales: last}
	boss, rep := model.Employee{Name: "甲", Position: "经理"}, model.Employee{Name: "乙", Position: "主管"}
	customer := model.Customer{Code: "A", Name: "客户", TermDays: 30}
	goods, unsold := model.Product{Code: "1", Name: "一"}, model.Product{Code: "2", Name: "二"}
	gone := model.Product{Code: "3", Name: "三", Delisted: month.First()}
	put(d, &boss)
	rep.SuperiorID = boss.ID
	put(d, &rep)
	customer.OwnerID = rep.ID
	put(d, &customer)
	put(d, &goods)
	put(d, &unsold)
	put(d, &gone)
	d.boss, d.rep, d.customer, d.goods, d.unsold = boss.ID, rep.ID, customer.ID, goods.ID, unsold.ID
	lines := []model.ManualLine{
		{Date: last, CustomerID: d.customer, ProductID: d.goods, EmployeeID: d.rep, Quantity: model.Unit, Amount: model.Yuan},
		{Date: last, CustomerID: d.customer, ProductID: gone.ID, EmployeeID: d.rep, Quantity: model.Unit, Amount: model.Yuan},
		{Date: last, CustomerID: d.customer, ProductID: d.unsold, EmployeeID: d.rep, Quantity: model.Unit, Kind: model.LineGift},
	}
	_, err = s.SaveManual(ctx, lines, "")
	require.NoError(t, err)
	return d
}

func put[T any, P interface {
	*T
	RowID() model.ID
}](d *desk, record P) {
	d.t.Helper()
	_, err := d.store.Edit(ctx, func(e *store.Edit) error { return store.Put[T, P](e, record) })
	require.NoError(d.t, err)
}

func (d *desk) month() *Month {
	d.t.Helper()
	m, err := Take(ctx, d.store, measuring.New(d.store), month)
	require.NoError(d.t, err)
	return m
}

func TestBreadthCountsListedProductsThatWereBought(t *testing.T) {
	m := newDesk(t, month.Last()).month()
	for _, who := range []model.ID{m.People[0].ID, m.People[1].ID} {
		f := m.Of(model.KPIBreadth, who)
		require.Equal(t, Figure{Target: 2, Actual: 1, Rate: 5000, Known: true, Basis: f.Basis}, f, "a gift and a delisted product do not count")
	}
}

func TestOverdueIsTheShareOfWhatIsOwed(t *testing.T) {
	d := newDesk(t, month.Last())
	require.False(t, d.month().Of(model.KPIOverdue, d.rep).Known)
	for _, e := range []model.ReceivableEntry{
		{Date: month.First() - 40, Kind: model.EntryInvoice, DocNo: "1", Amount: 300 * model.Yuan},
		{Date: month.First() + 9, Kind: model.EntryInvoice, DocNo: "2", Amount: 900 * model.Yuan},
		{Date: month.Last() + 1, Kind: model.EntryInvoice, DocNo: "3", Amount: 900 * model.Yuan},
	} {
		e.CustomerID = d.customer
		put(d, &e)
	}
	f := d.month().Of(model.KPIOverdue, d.boss)
	require.True(t, f.Known)
	require.Equal(t, []int64{int64(300 * model.Yuan), int64(1200 * model.Yuan), 2500}, []int64{f.Actual, f.Target, f.Rate})
}

func TestComplaintsClosedInTime(t *testing.T) {
	d := newDesk(t, month.First()+19) // the 20th: the month still runs
	day := func(n int) model.Date { return month.First() + model.Date(n-1) }
	for _, c := range []model.Complaint{
		{Due: day(10), ClosedOn: day(10)}, // in time, on the last day
		{Due: day(10), ClosedOn: day(11)}, // late
		{Due: day(12)},                    // open and late
		{Due: day(25)},                    // still has time: not counted
		{Due: day(25), ClosedOn: day(15)}, // ahead of time
		{Due: day(10) - 31, ClosedOn: day(5)},
	} {
		c.CustomerID, c.Date = d.customer, month.First()-9
		put(d, &c)
	}
	f := d.month().Of(model.KPIComplaints, d.rep)
	require.Equal(t, []int64{2, 4, 5000}, []int64{f.Actual, f.Target, f.Rate})
	require.Contains(t, f.Basis, "2026-09-20")
}

func TestTrainingCountsTheTeam(t *testing.T) {
	d := newDesk(t, month.Last())
	book := training.New(d.store)
	course := model.Course{Name: "安全", Mandatory: true}
	_, err := book.SaveCourse(ctx, &course)
	require.NoError(t, err)
	s := model.TrainingSession{CourseID: course.ID, Date: month.First()}
	_, err = book.Plan(ctx, &s, nil)
	require.NoError(t, err)
	_, err = book.SaveAttendance(ctx, s.ID, []training.Mark{{EmployeeID: d.rep, Attended: true, Score: training.NotTested}}, true)
	require.NoError(t, err)
	require.Equal(t, int64(10_000), d.month().Of(model.KPITraining, d.rep).Rate)
	require.Equal(t, int64(5000), d.month().Of(model.KPITraining, d.boss).Rate)
}

func TestPeopleHoldThePostOfTheMonth(t *testing.T) {
	d := newDesk(t, month.Last())
	put(d, &model.EmployeePost{EmployeeID: d.rep, To: month.Last(), Position: "业务员", SuperiorID: d.boss})
	put(d, &model.EmployeePost{EmployeeID: d.rep, From: month.Last() + 1, Position: "主管", SuperiorID: d.boss})
	put(d, &model.Employee{Name: "早走", Left: month.First() - 1})
	put(d, &model.Employee{Name: "月中走", Left: month.First()})
	put(d, &model.Employee{Name: "后来", Hired: month.Last() + 1})
	m := d.month()
	require.Equal(t, "业务员", m.Person(d.rep).Position)
	var names []string
	for _, p := range m.People {
		names = append(names, p.Name)
	}
	require.ElementsMatch(t, []string{"甲", "乙", "月中走"}, names)
	require.Nil(t, m.Person(999))
}

func TestWithoutATargetThereIsNoRate(t *testing.T) {
	d := newDesk(t, month.Last())
	for _, kind := range Kinds {
		f := d.month().Of(kind, d.rep)
		if kind == model.KPIBreadth {
			continue
		}
		require.False(t, f.Known, kind)
		require.NotEmpty(t, f.Why, kind)
		require.NotEmpty(t, f.Basis, kind)
		require.Zero(t, f.Rate, kind)
	}
}
