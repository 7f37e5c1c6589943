package measuring

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

// business is a small store: a parent region with two below it, a manager over two reps.
type business struct {
	t   *testing.T
	s   *store.Store
	dir *model.Directory

	east, suzhou, wuxi        model.ID
	manager, rep, other       model.ID
	anna, bert, carl          model.ID // customers: anna and bert of rep in 苏州, carl of other in 无锡
	milk, tea                 model.ID
	september, october, whole model.Period
}

func day(s string) model.Date { return model.MustDate(s) }

func yuan(n int64) model.Money { return model.Money(n) * model.Yuan }

func newBusiness(t *testing.T) *business {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	b := &business{t: t, s: s, september: model.MustMonth("2026-09").Period(), october: model.MustMonth("2026-10").Period()}
	b.whole = model.Period{From: day("2026-01-01"), To: day("2026-12-31")}
	in := &model.Import{
		Regions:      []model.Region{{Name: "华东"}, {Name: "苏州"}, {Name: "无锡"}},
		RegionParent: []model.Ref{model.NoRef, 0, 0},
		Employees:    []model.Employee{{Code: "M", Name: "经理"}, {Code: "R", Name: "甲"}, {Code: "O", Name: "乙"}},

		EmployeeSuperior: []model.Ref{model.NoRef, 0, 0},
		EmployeeRegion:   []model.Ref{0, 1, 2},
		Customers:        []model.Customer{{Code: "A", Name: "安", Channel: "商超"}, {Code: "B", Name: "本", Channel: "批发"}, {Code: "C", Name: "车", Channel: "商超"}},
		CustomerRegion:   []model.Ref{1, 1, 2},
		CustomerOwner:    []model.Ref{1, 1, 2},
		Products:         []model.Product{{Code: "P1", Name: "奶", Category: "乳品"}, {Code: "P2", Name: "茶", Category: "饮料"}},
	}
	line := func(date string, customer, product, employee, region model.Ref, amount int64, kind model.LineKind) {
		in.Lines = append(in.Lines, model.LineRow{RowNo: len(in.Lines) + 1, Date: day(date), Customer: customer, Product: product,
			Employee: employee, Region: region, Department: model.NoRef, Amount: yuan(amount), Quantity: model.Quantity(amount) * model.Unit, Kind: kind})
	}
	line("2026-08-20", 0, 0, 1, 1, 7, model.LineSale)
	line("2026-09-02", 0, 0, 1, 1, 5, model.LineSale)
	line("2026-09-03", 1, 1, 1, 1, 10, model.LineSale)
	line("2026-09-04", 2, 0, 2, 2, 40, model.LineSale)
	line("2026-09-20", 2, 1, 2, 2, -8, model.LineReturn)
	line("2026-10-05", 1, 0, 1, 1, 3, model.LineSale)
	entry := func(kind model.EntryKind, date string, customer model.Ref, amount int64) {
		in.Entries = append(in.Entries, model.EntryRow{RowNo: len(in.Entries) + 1, Kind: kind, Date: day(date), Customer: customer, Amount: yuan(amount)})
	}
	entry(model.EntryInvoice, "2026-09-03", 1, 10)
	entry(model.EntryReceipt, "2026-09-25", 1, 6)
	entry(model.EntryReceipt, "2026-10-01", 0, 9)
	_, err = s.Import(context.Background(), in, nil)
	require.NoError(t, err)
	b.name()
	return b
}

// name finds the ids of what was imported.
func (b *business) name() {
	var err error
	b.dir, err = b.s.Directory(context.Background())
	require.NoError(b.t, err)
	ids := map[string]*model.ID{"华东": &b.east, "苏州": &b.suzhou, "无锡": &b.wuxi, "经理": &b.manager, "甲": &b.rep, "乙": &b.other,
		"安": &b.anna, "本": &b.bert, "车": &b.carl, "奶": &b.milk, "茶": &b.tea}
	for id, r := range b.dir.Regions {
		*ids[r.Name] = id
	}
	for id, e := range b.dir.Employees {
		*ids[e.Name] = id
	}
	for id, c := range b.dir.Customers {
		*ids[c.Name] = id
	}
	for id, p := range b.dir.Products {
		*ids[p.Name] = id
	}
}

func put[T any, P interface {
	*T
	RowID() model.ID
}](b *business, records ...T) {
	b.t.Helper()
	_, err := b.s.Edit(context.Background(), func(e *store.Edit) error {
		for i := range records {
			if err := store.Put[T, P](e, &records[i]); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(b.t, err)
}

func (b *business) measure(p model.Period) *Measure {
	b.t.Helper()
	m, err := New(b.s).Measure(context.Background(), p)
	require.NoError(b.t, err)
	return m
}

// Golden case 2: orders of 5 (100%) and 10 (50% credit) are 10, not 15.
func TestSharedCustomersAreCreditedInParts(t *testing.T) {
	b := newBusiness(t)
	before := b.measure(b.september)
	require.EqualValues(t, yuan(15), before.Actual(model.MetricAmount, Node{EmployeeID: b.rep}), "without shares the seller has all")
	require.EqualValues(t, yuan(6), before.Actual(model.MetricReceipts, Node{EmployeeID: b.rep}))

	put(b, model.CustomerShare{CustomerID: b.bert, EmployeeID: b.other, Share: 5000, To: day("2026-09-30")})
	m := b.measure(b.september)
	require.EqualValues(t, yuan(10), m.Actual(model.MetricAmount, Node{EmployeeID: b.rep}))
	require.EqualValues(t, yuan(32+5), m.Actual(model.MetricAmount, Node{EmployeeID: b.other}))
	require.EqualValues(t, yuan(3), m.Actual(model.MetricReceipts, Node{EmployeeID: b.rep}))
	require.EqualValues(t, yuan(3), m.Actual(model.MetricReceipts, Node{EmployeeID: b.other}))
	require.EqualValues(t, yuan(47), m.Actual(model.MetricAmount, Node{}), "shares move nothing out of the whole")
	require.EqualValues(t, yuan(5), m.Actual(model.MetricAmount, Node{EmployeeID: b.other, CustomerID: b.bert}))
	require.EqualValues(t, yuan(3), b.measure(b.october).Actual(model.MetricAmount, Node{EmployeeID: b.rep}), "the share has ended")
}

func TestPartsAddUpToTheWholeLine(t *testing.T) {
	b := newBusiness(t)
	put(b, model.CustomerShare{CustomerID: b.bert, EmployeeID: b.other, Share: 3333},
		model.CustomerShare{CustomerID: b.bert, EmployeeID: b.manager, Share: 3333})
	m := b.measure(b.september)
	var sum int64
	for _, who := range []model.ID{b.rep, b.other, b.manager} {
		sum += m.Actual(model.MetricAmount, Node{EmployeeID: who, CustomerID: b.bert})
	}
	require.EqualValues(t, yuan(10), sum)
	require.EqualValues(t, 1, m.Actual(model.MetricDistribution, Node{EmployeeID: b.manager}))
	require.EqualValues(t, 3, m.Actual(model.MetricDistribution, Node{EmployeeID: b.manager, Reports: true}), "a shared customer is one customer")
}

// Golden case 3: a parent shows its children's sales.
func TestParentsIncludeTheirChildren(t *testing.T) {
	b := newBusiness(t)
	m := b.measure(b.september)
	for _, c := range []struct {
		name   string
		metric model.Metric
		node   Node
		want   int64
	}{
		{"parent region", model.MetricAmount, Node{RegionID: b.east}, int64(yuan(47))},
		{"child region", model.MetricAmount, Node{RegionID: b.wuxi}, int64(yuan(32))},
		{"category", model.MetricAmount, Node{Category: "乳品"}, int64(yuan(45))},
		{"category in a region", model.MetricAmount, Node{RegionID: b.east, Category: "饮料"}, int64(yuan(2))},
		{"product in a region", model.MetricQuantity, Node{RegionID: b.wuxi, ProductID: b.milk}, int64(40 * model.Unit)},
		{"channel", model.MetricAmount, Node{Channel: "商超"}, int64(yuan(37))},
		{"manager alone", model.MetricAmount, Node{EmployeeID: b.manager}, 0},
		{"manager with reports", model.MetricAmount, Node{EmployeeID: b.manager, Reports: true}, int64(yuan(47))},
		{"reports in a region", model.MetricAmount, Node{EmployeeID: b.manager, Reports: true, RegionID: b.suzhou}, int64(yuan(15))},
		{"customers that bought", model.MetricDistribution, Node{}, 3},
		{"customers of a product", model.MetricDistribution, Node{ProductID: b.tea}, 1},
		{"new customers", model.MetricNewCustomers, Node{}, 2},
		{"new customers of a rep", model.MetricNewCustomers, Node{EmployeeID: b.rep}, 1},
		{"receipts of the parent", model.MetricReceipts, Node{RegionID: b.east}, int64(yuan(6))},
		{"receipts have no product", model.MetricReceipts, Node{ProductID: b.milk}, 0},
		{"nobody", model.MetricAmount, Node{EmployeeID: 9999}, 0},
	} {
		require.Equal(t, c.want, m.Actual(c.metric, c.node), c.name)
	}
}

func TestVisitsAreTheirsWhoMadeThem(t *testing.T) {
	b := newBusiness(t)
	put(b, model.ContactLog{CustomerID: b.anna, EmployeeID: b.rep, Date: day("2026-09-01"), Method: model.ContactVisit},
		model.ContactLog{CustomerID: b.anna, EmployeeID: b.rep, Date: day("2026-09-30"), Method: model.ContactVisit},
		model.ContactLog{CustomerID: b.carl, EmployeeID: b.rep, Date: day("2026-09-30"), Method: model.ContactCall},
		model.ContactLog{CustomerID: b.carl, EmployeeID: b.manager, Date: day("2026-10-01"), Method: model.ContactVisit})
	m := b.measure(b.september)
	require.EqualValues(t, 2, m.Actual(model.MetricVisits, Node{EmployeeID: b.rep}))
	require.EqualValues(t, 2, m.Actual(model.MetricVisits, Node{EmployeeID: b.manager, Reports: true}))
	require.EqualValues(t, 2, m.Actual(model.MetricVisits, Node{CustomerID: b.anna}))
	require.EqualValues(t, 3, b.measure(b.whole).Actual(model.MetricVisits, Node{RegionID: b.east}))
}

func TestReportsFollowThePostsOfTheDay(t *testing.T) {
	b := newBusiness(t)
	put(b, model.EmployeePost{EmployeeID: b.rep, To: day("2026-09-30"), SuperiorID: b.manager},
		model.EmployeePost{EmployeeID: b.rep, From: day("2026-10-01"), SuperiorID: b.other})
	require.EqualValues(t, yuan(47), b.measure(b.september).Actual(model.MetricAmount, Node{EmployeeID: b.manager, Reports: true}))
	october := b.measure(b.october)
	require.EqualValues(t, yuan(3), october.Actual(model.MetricAmount, Node{EmployeeID: b.other, Reports: true}))
	require.Equal(t, []model.ID{b.rep}, october.Below(b.other))

	put(b, model.EmployeePost{EmployeeID: b.manager, SuperiorID: b.rep}, model.EmployeePost{EmployeeID: b.other, SuperiorID: b.manager})
	cycle := b.measure(b.october) // rep → other → manager → rep
	require.EqualValues(t, yuan(3), cycle.Actual(model.MetricAmount, Node{EmployeeID: b.manager, Reports: true}))
	_, ok := cycle.Target(model.LevelTarget, model.MetricAmount, Node{EmployeeID: b.manager, Reports: true})
	require.False(t, ok)
}

func TestTargetsOfPeriods(t *testing.T) {
	b := newBusiness(t)
	target := func(month string, span model.TargetSpan, n model.Target, v int64) model.Target {
		n.Month, n.Span, n.Level, n.Metric, n.Value = model.MustMonth(month), span, model.LevelTarget, model.MetricAmount, v
		return n
	}
	put(b, target("2026-09", model.SpanMonth, model.Target{EmployeeID: b.rep}, 100), target("2026-09", model.SpanMonth, model.Target{EmployeeID: b.other}, 40),
		target("2026-10", model.SpanMonth, model.Target{EmployeeID: b.rep}, 60), target("2026-01", model.SpanYear, model.Target{RegionID: b.east}, 900),
		target("2026-01", model.SpanYear, model.Target{EmployeeID: b.manager}, 777), target("2026-07", model.SpanQuarter, model.Target{ProductID: b.tea}, 55))
	ask := func(p model.Period, n Node, want int64, known bool) {
		t.Helper()
		got, ok := b.measure(p).Target(model.LevelTarget, model.MetricAmount, n)
		require.Equal(t, known, ok)
		require.Equal(t, want, got)
	}
	ask(b.september, Node{EmployeeID: b.rep}, 100, true)
	ask(b.september, Node{}, 140, true)
	ask(b.september, Node{EmployeeID: b.manager}, 0, false)
	ask(b.september, Node{EmployeeID: b.manager, Reports: true}, 140, true)
	ask(model.Period{From: day("2026-09-01"), To: day("2026-09-11")}, Node{EmployeeID: b.rep}, 100, true) // the month so far, its whole target
	ask(b.whole, Node{RegionID: b.east}, 200, true)                                                       // the months stand before the year's own
	ask(b.whole, Node{EmployeeID: b.manager}, 777, true)
	ask(model.Period{From: day("2026-07-01"), To: day("2026-09-30")}, Node{ProductID: b.tea}, 55, true)
	ask(b.october, Node{ProductID: b.tea}, 0, false)
}
