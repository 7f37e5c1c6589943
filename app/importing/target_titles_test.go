package importing

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func TestTitlesNameSpans(t *testing.T) {
	year, quarter := model.SpanYear, model.SpanQuarter
	for text, want := range map[string]targetSpan{
		"2026年1月":                 {model.SpanMonth, model.MustMonth("2026-01")},
		"3月目标":                    {model.SpanMonth, model.MustMonth("2025-03")},
		"Q2":                      {quarter, model.MustMonth("2025-04")},
		"2026Q3":                  {quarter, model.MustMonth("2026-07")},
		"第一季度":                    {quarter, model.MustMonth("2025-01")},
		"2026年4季度目标":              {quarter, model.MustMonth("2026-10")},
		"第1季度(2026年4月-6月)":        {quarter, model.MustMonth("2026-04")},
		"第4季度（2027年1月-3月）":        {quarter, model.MustMonth("2027-01")},
		"全年":                      {year, model.MustMonth("2025-01")},
		"全年(2026年4月-2027年3月)":     {year, model.MustMonth("2026-04")},
		"2026年目标":                 {year, model.MustMonth("2026-01")},
		"2026年度目标":                {year, model.MustMonth("2026-01")},
		"全年(2026年1月-12月) (元)":     {year, model.MustMonth("2026-01")},
		"2026 full year":          {year, model.MustMonth("2026-01")},
		"FY 2026 whole year goal": {},
		"各月合计":                    {},
		"第5季度":                    {},
		"2026年1月-2月":              {},
		"目标":                      {},
	} {
		got, ok := newTitle(text, "").span(2025)
		require.Equal(t, want != targetSpan{}, ok, text)
		if ok {
			require.Equal(t, want, got, text)
		}
	}
}

func TestMetricsByName(t *testing.T) {
	for text, want := range map[string]model.Metric{
		"回款额": model.MetricReceipts, "新客户数量": model.MetricNewCustomers, "拜访次数": model.MetricVisits, "铺货家数": model.MetricDistribution,
		"销量": model.MetricQuantity, "销售额": model.MetricAmount, "visits": model.MetricVisits, "心情": "",
	} {
		got, ok := metricNamed(text)
		require.Equal(t, want, got, text)
		require.Equal(t, want != "", ok, text)
	}
}

func TestTargetsOfQuartersAndOtherMetrics(t *testing.T) {
	in := importOf(t, model.BatchTargets, "2026年目标.csv", "业务员,指标,级别,全年,Q1,1月\n洪光,拜访,目标,1200,300,100\n洪光,回款,冲刺,,5000.5,\n洪光,新客户,,,,\n")
	require.Len(t, in.Targets, 4)
	require.Equal(t, model.SpanYear, in.Targets[0].Span)
	require.EqualValues(t, 1200, in.Targets[0].Value)
	require.Equal(t, model.MetricReceipts, in.Targets[3].Metric)
	require.Equal(t, model.LevelStretch, in.Targets[3].Level)
	require.Equal(t, model.SpanQuarter, in.Targets[3].Span)
	require.EqualValues(t, 50_005_000, in.Targets[3].Value)

	in = importOf(t, model.BatchTargets, "x.csv", "月份,业务员,目标\n2026年第2季度,洪光,5\n2026年,洪光,20\n2026-04,洪光,2\n")
	require.Equal(t, []model.TargetSpan{model.SpanQuarter, model.SpanYear, model.SpanMonth},
		[]model.TargetSpan{in.Targets[0].Span, in.Targets[1].Span, in.Targets[2].Span})
	require.Equal(t, model.MustMonth("2026-04"), in.Targets[0].Month)

	s := open(t, &fake{}, write(t, "x.csv", "业务员,指标,2026-01\n洪光,拜访,1.5\n"), model.BatchTargets)
	p, err := s.Check(t.Context(), nil)
	require.NoError(t, err)
	require.Equal(t, "必须是整数", p.Problems[0].Reason)
}
