package reporting

import (
	"context"
	"encoding/csv"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"xunshi/model"
)

// sample reads the sample orders that lie beside the repository, if they do: 10,000 lines,
// 790 customers, 1,862 products.
func sample(t testing.TB) *fake {
	t.Helper()
	file, err := os.Open("../../../shared/data/chaoshi-orders-gb18030.csv")
	if err != nil {
		t.Skip("the sample orders are not here")
	}
	defer file.Close()
	rows, err := csv.NewReader(simplifiedchinese.GB18030.NewDecoder().Reader(file)).ReadAll()
	require.NoError(t, err)
	f := &fake{facts: &model.Facts{Revision: 1}, dir: emptyDirectory(), texts: map[model.Month]string{}}
	customers, products, regions := map[string]model.ID{}, map[string]model.ID{}, map[string]model.ID{}
	id := func(m map[string]model.ID, key string) (model.ID, bool) {
		known := m[key] != 0
		if !known {
			m[key] = model.ID(len(m) + 1)
		}
		return m[key], known
	}
	var lines []model.SalesLine
	for _, r := range rows[1:] {
		when, err := time.Parse("01/02/2006", r[2])
		require.NoError(t, err)
		amount, err := model.ParseMoney(r[16])
		require.NoError(t, err)
		quantity, err := model.ParseQuantity(r[17])
		require.NoError(t, err)
		l := model.SalesLine{Date: model.DateFromTime(when), Amount: amount, Quantity: quantity}
		var known bool
		if l.RegionID, known = id(regions, r[11]); !known {
			f.dir.Regions[l.RegionID] = &model.Region{Record: model.Record{ID: l.RegionID}, Name: r[11]}
		}
		if l.CustomerID, known = id(customers, r[5]); !known {
			f.dir.Customers[l.CustomerID] = &model.Customer{Record: model.Record{ID: l.CustomerID}, Code: r[5], Name: r[6], Channel: r[7]}
		}
		if l.ProductID, known = id(products, r[12]); !known {
			f.dir.Products[l.ProductID] = &model.Product{Record: model.Record{ID: l.ProductID}, Code: r[12], Name: r[15], Category: r[13]}
		}
		lines = append(lines, l)
	}
	slices.SortStableFunc(lines, func(a, b model.SalesLine) int { return int(a.Date - b.Date) })
	for _, l := range lines {
		f.put(l)
	}
	return f
}

// The reports of the sample agree with its own sums and stay readable at 1,862 SKUs.
func TestSampleOrders(t *testing.T) {
	f := sample(t)
	require.Len(t, f.dir.Customers, 790)
	require.Equal(t, 10_000, f.facts.Len())
	var all model.Money
	for m := model.MustMonth("2014-01"); m <= model.MustMonth("2017-12"); m++ {
		doc, err := New(f).Monthly(context.Background(), m, Options{})
		require.NoError(t, err)
		s := doc.Section("summary")
		require.Empty(t, s.Empty)
		all += model.Money(cell(t, s, s.Total, "amount").Number)
	}
	require.Equal(t, model.MustMoney("16117548.237"), all)

	for _, by := range []Dimension{ByRegion, ByChannel} {
		doc, err := New(f).Daily(context.Background(), model.MustDate("2017-12-30"), Options{By: by})
		require.NoError(t, err)
		require.LessOrEqual(t, len(doc.Section("zero_sales").Rows), zeroLimit)
		require.NotEmpty(t, doc.Section("today").Rows)
		require.NotEmpty(t, doc.Section("cumulative_products").Rows)
	}
}
