package targeting

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

var ctx = context.Background()

func opened(t *testing.T, in *model.Import) *Planner {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	_, err = s.Import(ctx, in, nil)
	require.NoError(t, err)
	return New(s)
}

// district is a region with two below it, a manager and three reps, and a year of sales in
// 2025: 甲 100 and 300, 乙 200 yuan a month in January and February, 丙 (new) nothing.
func district() *model.Import {
	in := &model.Import{
		Regions:       []model.Region{{Name: "华东"}, {Name: "苏州"}, {Name: "无锡"}},
		RegionParent:  []model.Ref{model.NoRef, 0, 0},
		RegionManager: []model.Ref{0, model.NoRef, model.NoRef},
		Departments:   []model.Department{{Name: "流通部"}},
		Employees: []model.Employee{{Code: "E0", Name: "经理", Position: "区域经理"}, {Code: "E1", Name: "甲"}, {Code: "E2", Name: "乙"},
			{Code: "E3", Name: "丙", Hired: model.MustDate("2026-01-01")}},
		EmployeeSuperior:   []model.Ref{model.NoRef, 0, 0, 0},
		EmployeeRegion:     []model.Ref{0, 1, 1, 1},
		EmployeeDepartment: []model.Ref{model.NoRef, 0, 0, 0},
		Customers:          []model.Customer{{Code: "K1", Name: "客一"}, {Code: "K2", Name: "客二"}, {Code: "K3", Name: "客三"}},
		CustomerRegion:     []model.Ref{1, 1, 1},
		CustomerOwner:      []model.Ref{1, 1, 2},
		Products:           []model.Product{{Code: "P1", Name: "奶", Category: "乳品"}, {Code: "P2", Name: "茶", Category: "饮料"}},
	}
	line := func(date string, customer, employee model.Ref, product model.Ref, yuan int64) {
		in.Lines = append(in.Lines, model.LineRow{RowNo: len(in.Lines) + 1, Date: model.MustDate(date), Customer: customer, Product: product,
			Employee: employee, Region: 1, Department: 0, Quantity: model.Unit, Amount: model.Money(yuan) * model.Yuan})
	}
	line("2025-01-10", 0, 1, 0, 100)
	line("2025-02-10", 1, 1, 1, 300)
	line("2025-01-11", 2, 2, 0, 200)
	line("2025-02-11", 2, 2, 0, 200)
	line("2026-01-05", 0, 1, 0, 50)
	return in
}

var amount2026 = Query{Year: 2026, FiscalStart: 1, Level: model.LevelTarget, Metric: model.MetricAmount, By: ByRegion}

func yuan(n int64) int64 { return n * int64(model.Yuan) }

func (p *Planner) grownTree(t *testing.T, q Query) *Tree {
	t.Helper()
	tree, err := p.Tree(ctx, q)
	require.NoError(t, err)
	return tree
}

// row finds a row by name.
func (t *Tree) row(tt *testing.T, name string) int {
	tt.Helper()
	for i := range t.Rows {
		if t.Rows[i].Name == name {
			return i
		}
	}
	require.Fail(tt, "no row "+name)
	return -1
}

// set writes own targets by row name.
func (p *Planner) set(t *testing.T, q Query, name string, span int, value int64) {
	t.Helper()
	tree := p.grownTree(t, q)
	_, err := p.Set(ctx, q, []Change{{Node: tree.Rows[tree.row(t, name)].Node, Span: tree.Spans[span], Value: value}})
	require.NoError(t, err)
}

func demoPlanner(t *testing.T) *Planner {
	t.Helper()
	return opened(t, demo.Generate(demo.Options{Customers: 40, Products: 12, Months: 24, Lines: 6000, Until: model.MustDate("2026-10-20")}))
}

var some = analysis.Some
