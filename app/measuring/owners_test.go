package measuring

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// handOver gives a customer to another person from a day on.
func (b *business) handOver(customer, from, to model.ID, first string) {
	b.t.Helper()
	detail, err := json.Marshal(analysis.HandoverDetail{Customers: []analysis.HandoverItem{{ID: customer, To: to}}})
	require.NoError(b.t, err)
	kept, err := store.Get[model.Customer](b.t.Context(), b.s, customer)
	require.NoError(b.t, err)
	kept.OwnerID = to
	put(b, *kept)
	put(b, model.Handover{FromID: from, Date: day(first), Customers: 1, Detail: string(detail)})
}

func TestReceiptsStayWithTheOwnerOfTheirDay(t *testing.T) {
	b := newBusiness(t)
	require.EqualValues(t, yuan(6), b.measure(b.september).Actual(model.MetricReceipts, Node{EmployeeID: b.rep}))
	b.handOver(b.bert, b.rep, b.other, "2026-09-26") // the day after bert paid
	b.handOver(b.anna, b.rep, b.other, "2026-10-01") // the day anna paid

	september, october := b.measure(b.september), b.measure(b.october)
	require.EqualValues(t, yuan(6), september.Actual(model.MetricReceipts, Node{EmployeeID: b.rep}), "the past does not move")
	require.Zero(t, september.Actual(model.MetricReceipts, Node{EmployeeID: b.other}))
	require.EqualValues(t, yuan(9), october.Actual(model.MetricReceipts, Node{EmployeeID: b.other}), "from its first day on")
	require.Zero(t, october.Actual(model.MetricReceipts, Node{EmployeeID: b.rep}))
	require.EqualValues(t, yuan(15), b.measure(b.whole).Actual(model.MetricReceipts, Node{EmployeeID: b.manager, Reports: true}))

	b.handOver(b.bert, b.other, b.manager, "2026-11-01")
	require.EqualValues(t, yuan(6), b.measure(b.september).Actual(model.MetricReceipts, Node{EmployeeID: b.rep}), "nor by a second hand-over")
}

func TestWhatIsLeftOfASharedSaleIsTheOwnersOfTheDay(t *testing.T) {
	b := newBusiness(t)
	put(b, model.CustomerShare{CustomerID: b.bert, EmployeeID: b.manager, Share: 4000})
	b.handOver(b.bert, b.rep, b.other, "2026-10-01")
	require.EqualValues(t, yuan(6), b.measure(b.september).Actual(model.MetricAmount, Node{EmployeeID: b.rep, CustomerID: b.bert}))
	require.EqualValues(t, yuan(18)/10, b.measure(b.october).Actual(model.MetricAmount, Node{EmployeeID: b.other, CustomerID: b.bert}))
}

func TestReceiptsStayWithTheDepartmentOfTheirDay(t *testing.T) {
	b := newBusiness(t)
	put(b, model.Department{Name: "一部"}, model.Department{Name: "二部"})
	departments, err := store.Find(t.Context(), b.s, model.Department{})
	require.NoError(t, err)
	require.Len(t, departments, 2)
	first, second := departments[0].ID, departments[1].ID
	put(b, model.EmployeePost{EmployeeID: b.rep, To: day("2026-09-30"), DepartmentID: first},
		model.EmployeePost{EmployeeID: b.rep, From: day("2026-10-01"), DepartmentID: second})
	m := b.measure(b.whole)
	require.EqualValues(t, yuan(6), m.Actual(model.MetricReceipts, Node{DepartmentID: first}))
	require.EqualValues(t, yuan(9), m.Actual(model.MetricReceipts, Node{DepartmentID: second}))
}

func TestOnlyWhatWasAskedForIsRead(t *testing.T) {
	b := newBusiness(t)
	m, err := New(b.s).Measures(t.Context(), []model.Period{b.september}, model.MetricAmount)
	require.NoError(t, err)
	require.EqualValues(t, yuan(47), m[0].Actual(model.MetricAmount, Node{}))
	require.Zero(t, m[0].Actual(model.MetricReceipts, Node{}))
}
