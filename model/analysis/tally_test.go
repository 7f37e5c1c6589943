package analysis

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// ledger makes n random lines over the days from start, with a directory to match.
func ledger(seed uint64, n, days int, customers, products, employees, regions int) (*model.Facts, *model.Directory) {
	r := rand.New(rand.NewPCG(seed, 7))
	start := model.MustDate("2024-01-01")
	d := &model.Directory{Regions: map[model.ID]*model.Region{}, Departments: map[model.ID]*model.Department{},
		Employees: map[model.ID]*model.Employee{}, Customers: map[model.ID]*model.Customer{}, Products: map[model.ID]*model.Product{}}
	for i := 1; i <= regions; i++ {
		x := &model.Region{Record: model.Record{ID: model.ID(i)}, Name: fmt.Sprint("R", i)}
		if i > 1 {
			x.ParentID = 1
		}
		d.Regions[x.ID] = x
	}
	for i := 1; i <= employees; i++ {
		d.Employees[model.ID(i)] = &model.Employee{Record: model.Record{ID: model.ID(i)}, Name: fmt.Sprint("E", i), RegionID: model.ID(1 + i%regions)}
	}
	for i := 1; i <= customers; i++ {
		d.Customers[model.ID(i)] = &model.Customer{Record: model.Record{ID: model.ID(i)}, Name: fmt.Sprint("C", i), RegionID: model.ID(1 + i%regions),
			Channel: []string{"商超", "批发", ""}[i%3], Grade: []string{"A", "B"}[i%2]}
	}
	for i := 1; i <= products; i++ {
		d.Products[model.ID(i)] = &model.Product{Record: model.Record{ID: model.ID(i)}, Name: fmt.Sprint("P", i), Category: fmt.Sprint("K", i%4),
			UnitsPerCase: model.Quantity([]int{12, 24, 15, 0}[i%4]) * model.Unit, Price: 30 * model.Yuan}
	}
	f := &model.Facts{Revision: 1}
	dates := make([]model.Date, n)
	for i := range dates {
		dates[i] = start + model.Date(r.IntN(days))
	}
	slices.Sort(dates)
	for i, date := range dates {
		kind := model.LineSale
		switch r.IntN(20) {
		case 0:
			kind = model.LineReturn
		case 1:
			kind = model.LineGift
		}
		q, a := model.Quantity(1+r.IntN(40))*model.Unit, model.Money(r.Int64N(5_000_000))
		if kind == model.LineReturn {
			q, a = -q, -a
		}
		if kind == model.LineGift {
			a = 0
		}
		f.Dates = append(f.Dates, date)
		f.Lines = append(f.Lines, model.ID(i+1))
		f.Customers = append(f.Customers, model.ID(1+r.IntN(customers)))
		f.Products = append(f.Products, model.ID(1+r.IntN(products)))
		f.Employees = append(f.Employees, model.ID(1+r.IntN(employees)))
		f.Regions = append(f.Regions, model.ID(1+r.IntN(regions)))
		f.Departments = append(f.Departments, 0)
		f.Batches = append(f.Batches, 1)
		f.Amounts = append(f.Amounts, a)
		f.Quantities = append(f.Quantities, q)
		f.Flags = append(f.Flags, model.MakeFlag(kind, r.IntN(25) == 0))
	}
	return f, d
}

// line gives row i as a SalesLine: the ledger's own rules are the judge.
func line(f *model.Facts, i int) *model.SalesLine {
	return &model.SalesLine{Amount: f.Amounts[i], Quantity: f.Quantities[i], Kind: f.Flags[i].Kind(), Returned: f.Flags[i].Returned()}
}

func byID(column []model.ID, size int) Axis {
	a := Axis{Column: column, Class: make([]int32, size+1), Size: size + 1}
	for i := range a.Class {
		a.Class[i] = int32(i)
	}
	return a
}

func TestCrossAgreesWithTheLines(t *testing.T) {
	f, d := ledger(1, 5000, 120, 30, 9, 6, 5)
	p := model.Period{From: f.Dates[0] + 20, To: f.Dates[0] + 70}
	for _, root := range []model.ID{0, 1, 3} {
		l := &Ledger{Facts: f, Scope: Within(d, root)}
		table := l.Cross(p, byID(f.Regions, 5), byID(f.Products, 9))
		want := map[[2]model.ID]Sum{}
		var total Sum
		for i := range f.Len() {
			if !p.Contains(f.Dates[i]) || !d.RegionWithin(f.Regions[i], root) {
				continue
			}
			x := line(f, i)
			k := [2]model.ID{f.Regions[i], f.Products[i]}
			s := Sum{Gross: x.Gross(), Returns: x.Gross() - x.Net(), Lines: 1}
			if x.Kind == model.LineReturn || !x.Returned {
				s.Volume = int64(x.Quantity)
			}
			want[k], total = want[k].Plus(s), total.Plus(s)
		}
		for r := range table.Rows {
			for c := range table.Columns {
				require.Equal(t, want[[2]model.ID{model.ID(r), model.ID(c)}], table.At(r, c))
			}
		}
		require.Equal(t, total, table.Total())
		require.NotZero(t, total.Lines)
		var rows, columns Sum
		for r := range table.Rows {
			rows = rows.Plus(table.Row(r))
		}
		for c := range table.Columns {
			columns = columns.Plus(table.Column(c))
		}
		require.Equal(t, total, rows)
		require.Equal(t, total, columns)
	}
}

// Golden case 3: a parent region shows its children's sales.
func TestParentScopeIncludesChildren(t *testing.T) {
	f, d := ledger(2, 800, 60, 10, 5, 3, 4)
	span, _ := f.Span()
	parent := (&Ledger{Facts: f, Scope: Within(d, 1)}).Cross(span, Axis{}, Axis{}).Total()
	var sum Sum
	for r := 2; r <= 4; r++ {
		sum = sum.Plus((&Ledger{Facts: f, Scope: Within(d, model.ID(r))}).Cross(span, Axis{}, Axis{}).Total())
	}
	require.NotZero(t, sum.Lines)
	require.Greater(t, parent.Lines, sum.Lines, "with its own lines on top")
	require.Equal(t, parent, (&Ledger{Facts: f}).Cross(span, Axis{}, Axis{}).Total())
}

func TestCasesAreExact(t *testing.T) {
	d := &model.Directory{Products: map[model.ID]*model.Product{
		1: {UnitsPerCase: 24 * model.Unit}, 2: {UnitsPerCase: 15 * model.Unit}, 3: {}, 4: {UnitsPerCase: 1500}}}
	c := NewCases(d)
	require.Equal(t, 2, c.Without)
	require.True(t, c.Converts(d.Products[1]))
	require.False(t, c.Converts(d.Products[4]), "a broken case size is not converted")
	l := &Ledger{Cases: c}
	var volume int64
	for range 24 {
		volume += c.weigh(1, model.Unit)
	}
	require.Equal(t, model.Unit, l.Quantity(volume), "24 single pieces are one case, to the last digit")
	require.Equal(t, 7*model.Unit, l.Quantity(c.weigh(3, 7*model.Unit)), "without a case size: pieces")
	require.Equal(t, 7*model.Unit, l.Quantity(c.weigh(99, 7*model.Unit)), "unknown product: pieces")
	require.EqualValues(t, 333, l.Quantity(c.weigh(2, 5*model.Unit)))
}

func TestReachCountsListedProductsOnce(t *testing.T) {
	f, _ := ledger(3, 400, 30, 10, 12, 4, 3)
	span, _ := f.Span()
	keep := make([]bool, 13)
	for i := 1; i <= 6; i++ {
		keep[i] = true
	}
	rows, all := (&Ledger{Facts: f}).Reach(span, byID(f.Employees, 4), byID(f.Products, 12), keep)
	want, wantAll := map[model.ID]map[model.ID]bool{}, map[model.ID]bool{}
	for i := range f.Len() {
		if f.Flags[i].Purchase() && f.Products[i] <= 6 {
			if want[f.Employees[i]] == nil {
				want[f.Employees[i]] = map[model.ID]bool{}
			}
			want[f.Employees[i]][f.Products[i]] = true
			wantAll[f.Products[i]] = true
		}
	}
	for e := 1; e <= 4; e++ {
		require.Equal(t, len(want[model.ID(e)]), rows[e])
	}
	require.Equal(t, len(wantAll), all)
}
