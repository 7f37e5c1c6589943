package reporting

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/model"
	"xunshi/model/analysis"
)

// shuffled makes a business with random lines: every id column on its own, some empty,
// some of records that are gone.
func shuffled(seed uint64) *fake {
	f := business()
	f.facts = &model.Facts{Revision: 2}
	r := rand.New(rand.NewPCG(seed, 1))
	kinds := []model.LineKind{model.LineSale, model.LineSale, model.LineSale, model.LineSale, model.LineReturn, model.LineGift}
	for day := model.MustDate("2025-07-01"); day <= model.MustDate("2026-09-11"); day++ {
		for range r.IntN(8) {
			l := model.SalesLine{Date: day, CustomerID: model.ID(r.IntN(63)), ProductID: model.ID(r.IntN(26)), EmployeeID: model.ID(r.IntN(20)),
				RegionID: model.ID(r.IntN(9)), DepartmentID: model.ID(r.IntN(4)), Kind: kinds[r.IntN(6)], Returned: r.IntN(15) == 0,
				Quantity: model.Quantity(r.IntN(90_000)), Amount: model.Money(r.Int64N(90_000_000))}
			if l.Kind == model.LineReturn {
				l.Quantity, l.Amount = -l.Quantity, -l.Amount
			}
			if l.Kind == model.LineGift {
				l.Amount = 0
			}
			f.put(l)
		}
	}
	return f
}

// recount adds up the lines a filter gives, line by line, as the ledger's own rules say.
type recount struct {
	gross, returns, net model.Money
	quantity            model.Quantity
	days                map[model.Date]bool
	lines               int64
}

func (f *fake) recount(d document.Drill) recount {
	out := recount{days: map[model.Date]bool{}}
	x := f.facts
	for i := range x.Len() {
		c, p := f.dir.Customers[x.Customers[i]], f.dir.Products[x.Products[i]]
		switch {
		case !d.Period.Contains(x.Dates[i]),
			d.RegionID != 0 && !f.dir.RegionWithin(x.Regions[i], d.RegionID),
			d.DepartmentID != 0 && x.Departments[i] != d.DepartmentID,
			d.EmployeeID != 0 && x.Employees[i] != d.EmployeeID,
			d.CustomerID != 0 && x.Customers[i] != d.CustomerID,
			d.ProductID != 0 && x.Products[i] != d.ProductID,
			d.Channel != "" && (c == nil || c.Channel != d.Channel),
			d.Category != "" && (p == nil || p.Category != d.Category):
			continue
		}
		l := model.SalesLine{Amount: x.Amounts[i], Kind: x.Flags[i].Kind(), Returned: x.Flags[i].Returned()}
		out.gross += l.Gross()
		out.net += l.Net()
		out.lines++
		if !l.Returned || l.Kind == model.LineReturn {
			out.quantity += x.Quantities[i]
		}
		if l.Kind == model.LineSale && !l.Returned {
			out.days[x.Dates[i]] = true
		}
	}
	out.returns = out.gross - out.net
	return out
}

// Every row's figures are those of the lines its drill names; rows add up to totals;
// shares add up to 100.0%.
func TestFiguresAreTheLinesBehindThem(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(4) {
		f := shuffled(seed)
		r := New(f)
		for _, by := range Dimensions {
			for _, region := range []model.ID{0, 1, 3} {
				opt := Options{By: by, RegionID: region}
				daily, err := r.Daily(ctx, model.MustDate("2026-08-20"), opt)
				require.NoError(t, err)
				monthly, err := r.Monthly(ctx, model.MustMonth("2026-08"), opt)
				require.NoError(t, err)
				where := fmt.Sprintf("seed %d by %s in %d", seed, by, region)
				month := model.MustMonth("2026-08").Period()
				toDate := model.Period{From: month.From, To: model.MustDate("2026-08-20")}
				day := model.Period{From: toDate.To, To: toDate.To}
				for id, p := range map[string]model.Period{"today": day, "today_products": day, "cumulative": toDate, "cumulative_products": toDate} {
					checkTable(t, f, daily.Section(id), document.Drill{Period: p, RegionID: region}, where)
				}
				for _, id := range []string{"summary", "products", "customers"} {
					checkTable(t, f, monthly.Section(id), document.Drill{Period: month, RegionID: region}, where)
				}
			}
		}
	}
}

func checkTable(t *testing.T, f *fake, s *document.Section, whole document.Drill, where string) {
	t.Helper()
	where += " " + s.ID
	if s.Empty != "" {
		require.Zero(t, f.recount(whole).lines, where)
		return
	}
	columns := map[string]int{}
	for i, c := range s.Columns {
		columns[c.Key] = i
	}
	check := func(row *document.Row, d document.Drill) {
		want := f.recount(d)
		for key, n := range map[string]int64{"amount": int64(want.net), "gross": int64(want.gross), "returns": int64(want.returns),
			"quantity": int64(want.quantity), "purchases": int64(len(want.days)), "lines": want.lines} {
			if i, ok := columns[key]; ok && (key != "purchases" || d.CustomerID != 0) {
				require.Equal(t, n, row.Cells[i].Number, "%s %s of %+v", where, key, d)
			}
		}
	}
	check(s.Total, whole)
	var amount, quantity, share int64
	drilled := 0
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.Drill != nil {
			check(row, *row.Drill)
			drilled++
		}
		if row.Strong {
			continue
		}
		amount += row.Cells[columns["amount"]].Number
		quantity += row.Cells[columns["quantity"]].Number
		share += row.Cells[columns["share"]].Number
	}
	require.Positive(t, drilled, where)
	require.Equal(t, s.Total.Cells[columns["amount"]].Number, amount, where)
	require.Equal(t, s.Total.Cells[columns["quantity"]].Number, quantity, where)
	if amount > 0 {
		require.Equal(t, analysis.Hundred, share, where)
		require.Equal(t, analysis.Hundred, s.Total.Cells[columns["share"]].Number, where)
	}
}

// 同比, 环比 and category subtotals, against the lines.
func TestComparisonsAgainstTheLines(t *testing.T) {
	f := shuffled(9)
	doc, err := New(f).Monthly(context.Background(), model.MustMonth("2026-08"), Options{})
	require.NoError(t, err)
	checked := 0
	for _, id := range []string{"summary", "products"} {
		s := doc.Section(id)
		for i := range s.Rows {
			d := s.Rows[i].Drill
			if d == nil {
				continue
			}
			for key, months := range map[string]int{"yoy": 12, "mom": 1} {
				base := *d
				base.Period = d.Period.MonthsBefore(months)
				now, then := int64(f.recount(*d).net), int64(f.recount(base).net)
				got := cell(t, s, &s.Rows[i], key)
				if then <= 0 {
					require.True(t, got.None)
					continue
				}
				require.False(t, got.None)
				require.InDelta(t, float64(now-then)/float64(then)*float64(analysis.Hundred), float64(got.Number), 1)
				checked++
			}
		}
	}
	require.Greater(t, checked, 30)
}

// 箱: the same lines, divided by each SKU's case size; SKUs without one stay in 件.
func TestQuantitiesInCases(t *testing.T) {
	f := business()
	month := model.MustMonth("2026-08")
	doc, err := New(f).Monthly(context.Background(), month, Options{Quantity: document.Cases})
	require.NoError(t, err)
	s := doc.Section("products")
	found := 0
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.Drill == nil || row.Drill.ProductID == 0 {
			continue
		}
		p := f.dir.Products[row.Drill.ProductID]
		want := int64(f.recount(*row.Drill).quantity)
		if p.UnitsPerCase > 0 {
			want = model.MulDiv(want, int64(model.Unit), int64(p.UnitsPerCase))
			found++
		} else {
			require.Contains(t, cell(t, s, row, "name").Text, "(件)")
		}
		require.Equal(t, want, cell(t, s, row, "quantity").Number, p.Name)
	}
	require.Equal(t, 23, found)
	require.Equal(t, "箱", s.Columns[columnIndex(t, s, "quantity")].Unit)
	require.Contains(t, doc.Section("summary").Notes[len(doc.Section("summary").Notes)-1], "1 个品项没有可用的箱规")
	require.Equal(t, cell(t, doc.Section("summary"), doc.Section("summary").Total, "quantity").Number, cell(t, s, s.Total, "quantity").Number)
	require.Equal(t, cell(t, doc.Section("customers"), doc.Section("customers").Total, "quantity").Number, cell(t, s, s.Total, "quantity").Number)
}

func columnIndex(t *testing.T, s *document.Section, key string) int {
	t.Helper()
	for i, c := range s.Columns {
		if c.Key == key {
			return i
		}
	}
	require.Fail(t, "no column "+key)
	return -1
}
