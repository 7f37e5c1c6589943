package ledger

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/model"
	"xunshi/model/store"
)

func demoStore(t testing.TB, lines int) *store.Store {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	in := demo.Generate(demo.Options{Customers: 40, Products: 12, Months: 6, Lines: lines, Until: model.MustDate("2026-10-20")})
	_, err = s.Import(context.Background(), in, nil)
	require.NoError(t, err)
	return s
}

// all reads every line of a set.
func all(t testing.TB, l *Lines) []model.LineView {
	t.Helper()
	views, err := l.Page(context.Background(), 0, l.Count())
	require.NoError(t, err)
	require.Len(t, views, l.Count())
	return views
}

func TestFiltersAgreeWithTheLinesThemselves(t *testing.T) {
	s, ctx := demoStore(t, 3000), context.Background()
	d, err := s.Directory(ctx)
	require.NoError(t, err)
	everything, err := Find(ctx, s, model.LineFilter{}, model.LineSort{})
	require.NoError(t, err)
	lines := all(t, everything)
	require.Len(t, lines, 3000)

	var parent model.ID // a region that has regions below it
	for _, r := range d.Regions {
		if r.ParentID != 0 {
			parent = r.ParentID
		}
	}
	require.NotZero(t, parent)
	one := lines[100]
	september := model.MustMonth("2026-09").Period()
	cases := map[string]struct {
		filter model.LineFilter
		keep   func(v *model.LineView) bool
	}{
		"period":   {model.LineFilter{Period: september}, func(v *model.LineView) bool { return september.Contains(v.Date) }},
		"customer": {model.LineFilter{CustomerID: one.CustomerID}, func(v *model.LineView) bool { return v.CustomerID == one.CustomerID }},
		"product":  {model.LineFilter{ProductID: one.ProductID}, func(v *model.LineView) bool { return v.ProductID == one.ProductID }},
		"employee": {model.LineFilter{EmployeeID: one.EmployeeID}, func(v *model.LineView) bool { return v.EmployeeID == one.EmployeeID }},
		"parent region holds its children": {model.LineFilter{RegionID: parent},
			func(v *model.LineView) bool { return d.RegionWithin(v.RegionID, parent) }},
		"channel": {model.LineFilter{Channel: d.Customers[one.CustomerID].Channel},
			func(v *model.LineView) bool {
				return d.Customers[v.CustomerID].Channel == d.Customers[one.CustomerID].Channel
			}},
		"code as text": {model.LineFilter{Text: one.CustomerCode}, func(v *model.LineView) bool { return v.CustomerID == one.CustomerID }},
		"returns":      {model.LineFilter{Kinds: []model.LineKind{model.LineReturn}}, func(v *model.LineView) bool { return v.Kind == model.LineReturn }},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			want := map[model.ID]bool{}
			var amount model.Money
			for i := range lines {
				if c.keep(&lines[i]) {
					want[lines[i].ID] = true
					amount += lines[i].Net()
				}
			}
			require.NotEmpty(t, want)
			got, err := Find(ctx, s, c.filter, model.LineSort{})
			require.NoError(t, err)
			require.Equal(t, len(want), got.Count())
			require.Equal(t, amount, got.Amount())
			for _, v := range all(t, got) {
				require.True(t, want[v.ID])
			}
		})
	}
}

func TestSorts(t *testing.T) {
	s, ctx := demoStore(t, 800), context.Background()
	less := map[string]func(a, b *model.LineView) bool{
		"date":     func(a, b *model.LineView) bool { return a.Date <= b.Date },
		"amount":   func(a, b *model.LineView) bool { return a.Amount <= b.Amount },
		"quantity": func(a, b *model.LineView) bool { return a.Quantity <= b.Quantity },
		"region":   func(a, b *model.LineView) bool { return a.Region <= b.Region },
		"code":     func(a, b *model.LineView) bool { return a.CustomerCode <= b.CustomerCode },
		"kind":     func(a, b *model.LineView) bool { return a.Kind <= b.Kind },
	}
	for column, inOrder := range less {
		for _, down := range []bool{false, true} {
			l, err := Find(ctx, s, model.LineFilter{}, model.LineSort{Column: column, Descending: down})
			require.NoError(t, err)
			lines := all(t, l)
			for i := 1; i < len(lines); i++ {
				a, b := &lines[i-1], &lines[i]
				if down {
					a, b = b, a
				}
				require.True(t, inOrder(a, b), "%s descending=%v at %d", column, down, i)
			}
		}
	}
}

func TestUndoneBatchesAreNotThere(t *testing.T) {
	s, ctx := demoStore(t, 100), context.Background()
	require.NoError(t, s.UndoBatch(ctx, 1))
	l, err := Find(ctx, s, model.LineFilter{}, model.LineSort{})
	require.NoError(t, err)
	require.Zero(t, l.Count())
	page, err := l.Page(ctx, 0, 50)
	require.NoError(t, err)
	require.Empty(t, page)
}
