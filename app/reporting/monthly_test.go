package reporting

import (
	"context"
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/charts"
	"xunshi/model"
)

func withPaper() *fake {
	f := business()
	month := model.MustMonth("2026-08")
	f.texts[month] = "高温带动茶饮。\n\n徐州陈列整改完成。"
	f.plans = []model.PlanItem{
		{Month: month, Text: "铺货 30 家终端", State: model.PlanDone, Note: "实铺 34 家"},
		{Month: month, Text: "回收逾期货款", State: model.PlanMissed},
		{Month: month + 1, Text: "中秋堆头", State: ""},
	}
	day := month.First()
	yuan := func(n int) model.Money { return model.Money(n) * model.Yuan }
	f.entries = []model.ReceivableEntry{
		{Record: rec(1), Kind: model.EntryInvoice, CustomerID: 1, Date: day - 120, Amount: yuan(900), DocNo: "I1"},
		{Record: rec(2), Kind: model.EntryInvoice, CustomerID: 1, Date: day + 9, Due: day + 60, Amount: yuan(500), DocNo: "I2"},
		{Record: rec(3), Kind: model.EntryReceipt, CustomerID: 1, Date: day + 20, Amount: yuan(300)},
		{Record: rec(4), Kind: model.EntryReceipt, CustomerID: 2, Date: day + 25, Amount: yuan(80)},
		{Record: rec(5), Kind: model.EntryInvoice, CustomerID: 2, Date: day + 45, Amount: yuan(999)},
	}
	return f
}

func TestMonthlySections(t *testing.T) {
	f := withPaper()
	f.verdicts = []model.FlagVerdictRecord{{Month: model.MustMonth("2026-08"), Rule: "gap", CustomerID: 4, Verdict: model.VerdictChurn, Note: "已转投竞品"}}
	doc, err := New(f).Monthly(context.Background(), model.MustMonth("2026-08"), Options{})
	require.NoError(t, err)
	var ids []string
	for _, s := range doc.Sections {
		ids = append(ids, s.ID)
	}
	require.Equal(t, []string{"exceptions", "summary", "trend", "products", "customers", "flags", "receivables", "text"}, ids)

	s := doc.Section("receivables")
	require.Equal(t, "截至 2026-08-31", s.Caption)
	a := rowNamed(t, s, "第01号商贸有限公司")
	for key, want := range map[string]int{"opening": 900, "billed": 500, "received": 300, "balance": 1100, "not_due": 500, "days_91": 600, "unapplied": 0} {
		require.Equal(t, int64(model.Money(want)*model.Yuan), cell(t, s, a, key).Number, key)
	}
	b := rowNamed(t, s, "第02号商贸有限公司")
	require.Equal(t, int64(-80*model.Yuan), cell(t, s, b, "unapplied").Number)
	require.Equal(t, int64(1020*model.Yuan), cell(t, s, s.Total, "balance").Number)

	flags := doc.Section("flags")
	gone := rowNamed(t, flags, "第04号商贸有限公司")
	require.Equal(t, "流失嫌疑", cell(t, flags, gone, "suspicion").Text)
	require.Equal(t, "61 天未进货", cell(t, flags, gone, "actual").Text)
	require.Equal(t, "流失", cell(t, flags, gone, "verdict").Text)
	require.Equal(t, "2026-07-01", model.Date(cell(t, flags, gone, "last_purchase").Number).String())

	words := doc.Section("text").Paragraphs
	require.Equal(t, document.Paragraph{Style: document.Heading, Text: "本月工作总结"}, words[0])
	require.Equal(t, "徐州陈列整改完成。", words[2].Text)
	require.Equal(t, "上月所列计划的完成情况(2 项,完成 1 项)", words[3].Text)
	require.Equal(t, document.Paragraph{Style: document.Item, Text: "铺货 30 家终端", State: model.PlanDone, Note: "实铺 34 家"}, words[4])
	require.Equal(t, document.Paragraph{Style: document.Item, Text: "中秋堆头", State: model.PlanOpen}, words[7])

	customers := doc.Section("customers")
	row := rowNamed(t, customers, "第04号商贸有限公司")
	require.Zero(t, cell(t, customers, row, "purchases").Number)
	for back := 1; back <= 5; back++ {
		d := *row.Drill
		d.Period = (model.MustMonth("2026-08") - model.Month(back)).Period()
		key := "purchases_" + itoa(back)
		require.EqualValues(t, len(f.recount(d).days), cell(t, customers, row, key).Number)
		require.Equal(t, shortMonth(model.MustMonth("2026-08")-model.Month(back)), customers.Columns[columnIndex(t, customers, key)].Title)
		require.Equal(t, int64(f.recount(d).net), cell(t, customers, row, "trend").Trend[5-back])
	}
	trend := doc.Section("trend").Chart
	require.Len(t, trend.Categories, 12)
	require.InDelta(t, float64(cell(t, doc.Section("summary"), doc.Section("summary").Total, "amount").Number)/10_000, trend.Series[0].Values[11], 1e-6)
	_, err = json.Marshal(doc)
	require.NoError(t, err)
}

// A month that is over counts whole, a running one up to the last day with sales.
func TestMonthlyCountsDays(t *testing.T) {
	f := business()
	r := New(f)
	for today, want := range map[string]string{"2026-09-20": "36.7%(11/30 天)", "2026-10-02": "100.0%(30/30 天)"} {
		r.today = func() model.Date { return model.MustDate(today) }
		doc, err := r.Monthly(context.Background(), model.MustMonth("2026-09"), Options{})
		require.NoError(t, err)
		require.Contains(t, doc.Header, "时间进度 "+want)
		require.Equal(t, "2026-09-11", doc.AsOf)
	}
}

func TestClosingAMonth(t *testing.T) {
	f := withPaper()
	r := New(f)
	ctx := context.Background()
	month := model.MustMonth("2026-08")
	live, err := r.Monthly(ctx, month, Options{By: ByEmployee})
	require.NoError(t, err)
	require.False(t, live.Closed)
	require.NoError(t, r.CloseMonth(ctx, month, Options{}))
	at, err := r.ClosedAt(ctx, month)
	require.NoError(t, err)
	require.False(t, at.IsZero())
	fault, ok := model.AsFault(r.CloseMonth(ctx, month, Options{}))
	require.True(t, ok, "closed twice")
	require.Contains(t, fault.What, "已经月结")

	lo, hi := f.facts.Range(month.Period())
	for i := lo; i < hi; i++ {
		f.facts.Amounts[i] *= 2 // what changes later must not change the closed report
	}
	closed, err := r.Monthly(ctx, month, Options{By: ByEmployee, Money: document.TenThousand})
	require.NoError(t, err)
	require.True(t, closed.Closed)
	require.Equal(t, document.TenThousand, closed.Money)
	again, err := r.Monthly(ctx, month, Options{By: ByEmployee, Money: document.TenThousand})
	require.NoError(t, err)
	require.Equal(t, closed, again)
	require.Equal(t, live.Section("summary").Rows, closed.Section("summary").Rows)
	require.Equal(t, live.Section("customers").Total, closed.Section("customers").Total)

	other, err := r.Monthly(ctx, month, Options{RegionID: 3})
	require.NoError(t, err)
	require.False(t, other.Closed, "this region was not kept")
	require.Contains(t, other.Header[len(other.Header)-1], "没有此口径的快照")

	require.NoError(t, r.Reopen(ctx, month))
	open, err := r.Monthly(ctx, month, Options{By: ByEmployee})
	require.NoError(t, err)
	require.False(t, open.Closed)
	require.NotEqual(t, live.Section("summary").Total, open.Section("summary").Total)
	require.NoError(t, r.Reopen(ctx, month), "an open month stays open")

	fault, ok = model.AsFault(r.CloseMonth(ctx, model.MustMonth("2030-01"), Options{}))
	require.True(t, ok)
	require.Contains(t, fault.Safe, "没有销售数据")
}

func TestADamagedSnapshotSaysSo(t *testing.T) {
	f := withPaper()
	r := New(f)
	month := model.MustMonth("2026-08")
	require.NoError(t, r.CloseMonth(context.Background(), month, Options{}))
	for _, s := range f.snapshots {
		s.Document = append([]byte("x"), s.Document...)
	}
	_, err := r.Monthly(context.Background(), month, Options{})
	fault, ok := model.AsFault(err)
	require.True(t, ok)
	require.NotEmpty(t, fault.Do)
}

func TestToday(t *testing.T) {
	f := business()
	r := New(f)
	r.SetClock(func() model.Date { return model.MustDate("2026-09-12") })
	today, err := r.Today(context.Background(), TodayRequest{RegionID: 1, Money: document.TenThousand})
	require.NoError(t, err)
	doc, err := r.Daily(context.Background(), model.MustDate("2026-09-11"), Options{RegionID: 1})
	require.NoError(t, err)
	s := doc.Section("cumulative")
	require.EqualValues(t, cell(t, s, s.Total, "amount").Number, today.Amount)
	require.Equal(t, cell(t, s, s.Total, "attainment").Number, today.Progress.Attainment.N)
	require.Equal(t, cell(t, s, s.Total, "gap").Number, today.Progress.Gap.N)
	require.Equal(t, cell(t, s, s.Total, "run_rate").Number, today.Progress.RunRate.N)
	require.Equal(t, cell(t, s, s.Total, "yoy").Number, today.YoY.N)
	require.Equal(t, cell(t, s, s.Total, "mom").Number, today.MoM.N)
	require.Equal(t, 19, today.DaysLeft)
	require.Equal(t, ByRegion, today.RowsBy)
	require.Len(t, today.Rows, 6)
	for i := 1; i < 5; i++ {
		require.GreaterOrEqual(t, today.Rows[i-1].Progress.Gap.N, today.Rows[i].Progress.Gap.N)
	}
	require.Equal(t, "南通", today.Rows[5].Name, "without a target after the others")
	require.Equal(t, model.MustDate("2026-09-11"), today.LatestDate)
	require.Equal(t, 24, today.ListedSKUs)

	c := today.Trend
	require.Equal(t, charts.Line, c.Kind)
	require.Equal(t, "万元", c.Unit)
	require.Len(t, c.Categories, 30)
	require.InDelta(t, float64(today.Amount)/1e8, c.Series[0].Values[10], 1e-9)
	require.True(t, math.IsNaN(c.Series[0].Values[11]))
	require.InDelta(t, 75.0, c.Series[1].Values[29], 1e-9)
	require.InDelta(t, 2.5, c.Series[1].Values[0], 1e-9)

	require.NotEmpty(t, today.Flags)
	require.Equal(t, model.ID(4), today.Flags[len(today.Flags)-1].Customer)
	count := today.FlagCount
	f.verdicts = []model.FlagVerdictRecord{{Month: today.Month, Rule: "gap", CustomerID: 4, Verdict: model.VerdictNormal}}
	today, err = r.Today(context.Background(), TodayRequest{RegionID: 1})
	require.NoError(t, err)
	require.Equal(t, count-1, today.FlagCount, "a closed flag is gone")

	r.SetClock(func() model.Date { return model.MustDate("2026-10-03") })
	over, err := r.Today(context.Background(), TodayRequest{RegionID: 1})
	require.NoError(t, err)
	monthly, err := r.Monthly(context.Background(), over.Month, Options{RegionID: 1})
	require.NoError(t, err)
	s = monthly.Section("summary")
	require.Equal(t, cell(t, s, s.Total, "gap").Number, over.Progress.Gap.N, "a month that is over reads the same on both")
	require.Zero(t, over.DaysLeft)
	require.Equal(t, today.FlagCount, over.FlagCount, "days after the last sale of the ledger are nobody's silence")
}

func TestTodayWithoutData(t *testing.T) {
	empty := &fake{facts: &model.Facts{}, dir: emptyDirectory()}
	today, err := New(empty).Today(context.Background(), TodayRequest{})
	require.NoError(t, err)
	require.Contains(t, today.Empty, "还没有导入任何销售数据")
	require.Equal(t, today.Empty, today.Trend.Empty)
	require.False(t, today.Progress.Attainment.Known)
	require.True(t, today.LatestDate.IsZero())

	today, err = New(business()).Today(context.Background(), TodayRequest{Month: model.MustMonth("2027-01")})
	require.NoError(t, err)
	require.Contains(t, today.Empty, "账上现有 2025-01-02 至 2026-09-11 的数据")
}

// A business without regions is divided by who sells.
func TestTodayPicksAUsefulDimension(t *testing.T) {
	f := business()
	for i := range f.facts.Regions {
		f.facts.Regions[i] = 0
	}
	today, err := New(f).Today(context.Background(), TodayRequest{})
	require.NoError(t, err)
	require.Equal(t, ByEmployee, today.RowsBy)
	require.Len(t, today.Rows, 12)
}

// million is a ledger of a million lines over three years.
func million() *fake {
	f := business()
	d := f.dir
	for id := 61; id <= 5000; id++ {
		d.Customers[model.ID(id)] = &model.Customer{Record: rec(id), Name: "客户", Channel: "批发", Grade: "B", RegionID: model.ID(2 + id%6), OwnerID: model.ID(7 + id%12)}
	}
	for id := 25; id <= 400; id++ {
		d.Products[model.ID(id)] = &model.Product{Record: rec(id), Name: "品项", Category: "茶饮", UnitsPerCase: 12 * model.Unit, Price: 3 * model.Yuan}
	}
	f.facts = &model.Facts{}
	state := uint64(1)
	next := func(n int) int {
		state = state*6364136223846793005 + 1442695040888963407
		return int(state>>33) % n
	}
	first := model.MustDate("2023-10-01")
	for i := range 1_000_000 {
		c := 1 + next(5000)
		f.put(model.SalesLine{Date: first + model.Date(i/925), CustomerID: model.ID(c), ProductID: model.ID(1 + next(400)), EmployeeID: model.ID(7 + c%12),
			RegionID: model.ID(2 + c%6), DepartmentID: model.ID(1 + c%2), Quantity: model.Quantity(1+next(90)) * model.Unit, Amount: model.Money(next(3_000_000))})
	}
	return f
}

// The monthly report over a million lines takes at most 150 ms warm.
func BenchmarkMonthlyMillionLines(b *testing.B) {
	r := New(million())
	for b.Loop() {
		doc, err := r.Monthly(context.Background(), model.MustMonth("2026-08"), Options{})
		if err != nil || len(doc.Section("customers").Rows) == 0 {
			b.Fatal(err, "no customers")
		}
	}
}

func BenchmarkTodayMillionLines(b *testing.B) {
	r := New(million())
	for b.Loop() {
		today, err := r.Today(context.Background(), TodayRequest{})
		if err != nil || today.Amount == 0 {
			b.Fatal(err, "no sales")
		}
	}
}
