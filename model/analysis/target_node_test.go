package analysis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func TestBareNodes(t *testing.T) {
	d := targetDirectory()
	for name, c := range map[string]struct{ full, bare Node }{
		"a person's own region and department": {Node{Employee: 1, Region: 2, Department: 1}, Node{Employee: 1}},
		"a person in another region":           {Node{Employee: 1, Region: 3}, Node{Employee: 1, Region: 3}},
		"a customer with all its file says":    {Node{Customer: 1, Employee: 3, Region: 3, Department: 1, Channel: "商超"}, Node{Customer: 1}},
		"a product's category":                 {Node{Product: 1, Category: "奶"}, Node{Product: 1}},
		"a person's product":                   {Node{Employee: 3, Region: 3, Product: 3, Category: "茶"}, Node{Employee: 3, Product: 3}},
		"a region alone":                       {Node{Region: 2}, Node{Region: 2}},
		"a record that is gone":                {Node{Employee: 99, Region: 2}, Node{Employee: 99, Region: 2}},
	} {
		require.Equal(t, c.bare, c.full.Bare(d), name)
		require.Equal(t, c.bare, c.bare.Bare(d), name)
		target := c.bare.Target()
		require.Equal(t, c.bare, NodeOf(&target), name)
	}
}

// A quarter's or a year's target has the month it begins with and is no target of that month.
func TestQuartersAndYearsAreNoMonths(t *testing.T) {
	month := model.MustMonth("2026-10")
	target := func(span model.TargetSpan, v int64) model.Target {
		return model.Target{Month: month, Span: span, Level: model.LevelTarget, Metric: model.MetricAmount, RegionID: 2, Value: v}
	}
	all := []model.Target{target(model.SpanMonth, 5), target(model.SpanQuarter, 70), target(model.SpanYear, 900)}
	require.Equal(t, Some(5), NewTargetBook(all, targetDirectory(), month, model.LevelTarget, model.MetricAmount).Of(Node{Region: 2}))
	require.True(t, NewTargetBook(all[1:], targetDirectory(), month, model.LevelTarget, model.MetricAmount).Empty())
}
