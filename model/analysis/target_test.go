package analysis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func targetDirectory() *model.Directory {
	rec := func(id model.ID) model.Record { return model.Record{ID: id} }
	return &model.Directory{
		Regions:     map[model.ID]*model.Region{1: {Record: rec(1)}, 2: {Record: rec(2), ParentID: 1}, 3: {Record: rec(3), ParentID: 1}},
		Departments: map[model.ID]*model.Department{1: {Record: rec(1)}},
		Employees:   map[model.ID]*model.Employee{1: {Record: rec(1), RegionID: 2, DepartmentID: 1}, 2: {Record: rec(2), RegionID: 2}, 3: {Record: rec(3), RegionID: 3, DepartmentID: 1}},
		Customers:   map[model.ID]*model.Customer{1: {Record: rec(1), RegionID: 3, OwnerID: 3, Channel: "商超"}},
		Products:    map[model.ID]*model.Product{1: {Record: rec(1), Category: "奶"}, 2: {Record: rec(2), Category: "奶"}, 3: {Record: rec(3), Category: "茶"}},
	}
}

func TestTargetsRollUp(t *testing.T) {
	month := model.MustMonth("2026-09")
	target := func(n Node, v int64) model.Target {
		return model.Target{Month: month, Level: model.LevelTarget, Metric: model.MetricAmount, RegionID: n.Region, DepartmentID: n.Department,
			EmployeeID: n.Employee, CustomerID: n.Customer, ProductID: n.Product, Category: n.Category, Channel: n.Channel, Value: v}
	}
	book := func(ts ...model.Target) *TargetBook {
		for i := range ts {
			ts[i].ID = model.ID(i + 1)
		}
		return NewTargetBook(ts, targetDirectory(), month, model.LevelTarget, model.MetricAmount)
	}
	type ask struct {
		node Node
		want Value
	}
	for name, c := range map[string]struct {
		book *TargetBook
		asks []ask
	}{
		"people only": {book(target(Node{Employee: 1}, 10), target(Node{Employee: 2}, 20), target(Node{Employee: 3}, 40)), []ask{
			{Node{}, Some(70)}, {Node{Region: 1}, Some(70)}, {Node{Region: 2}, Some(30)}, {Node{Region: 3}, Some(40)},
			{Node{Employee: 2}, Some(20)}, {Node{Department: 1}, Some(50)}, {Node{Region: 2, Employee: 1}, Some(10)},
			{Node{Region: 3, Employee: 1}, Value{}}, {Node{Product: 1}, Value{}}, {Node{Channel: "商超"}, Value{}}}},
		"own beats children": {book(target(Node{Region: 1}, 100), target(Node{Region: 2}, 30), target(Node{Employee: 3}, 40)), []ask{
			{Node{}, Some(100)}, {Node{Region: 1}, Some(100)}, {Node{Region: 2}, Some(30)}, {Node{Region: 3}, Some(40)}, {Node{Employee: 1}, Value{}}}},
		"products in regions": {book(target(Node{Region: 2, Product: 1}, 5), target(Node{Region: 3, Product: 1}, 6), target(Node{Region: 3, Product: 3}, 7)), []ask{
			{Node{}, Some(18)}, {Node{Region: 3}, Some(13)}, {Node{Product: 1}, Some(11)}, {Node{Category: "奶"}, Some(11)},
			{Node{Region: 2, Product: 1}, Some(5)}, {Node{Product: 2}, Value{}}}},
		"category above products": {book(target(Node{Category: "奶"}, 50), target(Node{Product: 1}, 20), target(Node{Product: 3}, 9)), []ask{
			{Node{}, Some(59)}, {Node{Category: "奶"}, Some(50)}, {Node{Product: 1}, Some(20)}, {Node{Category: "茶"}, Some(9)}}},
		"customers": {book(target(Node{Customer: 1}, 8)), []ask{
			{Node{}, Some(8)}, {Node{Region: 1}, Some(8)}, {Node{Employee: 3}, Some(8)}, {Node{Channel: "商超"}, Some(8)}, {Node{Region: 2}, Value{}}}},
		"departments beat people for the whole": {book(target(Node{Department: 1}, 90), target(Node{Employee: 1}, 10)), []ask{
			{Node{}, Some(90)}, {Node{Department: 1}, Some(90)}, {Node{Employee: 1}, Some(10)}, {Node{Region: 2}, Some(10)}}},
		"the later record holds": {book(target(Node{Region: 2}, 1), target(Node{Region: 2}, 2)), []ask{{Node{Region: 2}, Some(2)}}},
		"nothing":                {book(), []ask{{Node{}, Value{}}}},
	} {
		for _, a := range c.asks {
			require.Equal(t, a.want, c.book.Of(a.node), "%s: %+v", name, a.node)
		}
	}
	other := NewTargetBook([]model.Target{target(Node{Region: 2}, 5)}, targetDirectory(), month+1, model.LevelTarget, model.MetricAmount)
	require.True(t, other.Empty())
}

func TestTargetsSurviveACycle(t *testing.T) {
	d := targetDirectory()
	d.Regions[1].ParentID = 3
	month := model.MustMonth("2026-09")
	b := NewTargetBook([]model.Target{{Month: month, Level: model.LevelTarget, Metric: model.MetricAmount, RegionID: 2, Value: 5}}, d, month, model.LevelTarget, model.MetricAmount)
	require.Equal(t, Some(5), b.Of(Node{Region: 2}))
	require.Equal(t, Value{}, b.Of(Node{}), "a region that hangs nowhere adds to nothing")
}
