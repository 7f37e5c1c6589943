package reporting

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Golden case 1 as a report: one region, target 120,000, actual 35,000 on 11 September.
func TestDailyGolden(t *testing.T) {
	f := &fake{facts: &model.Facts{}, dir: emptyDirectory()}
	f.dir.Regions[1] = &model.Region{Record: rec(1), Code: "N", Name: "北区"}
	f.dir.Products[1] = &model.Product{Record: rec(1), Code: "P", Name: "原味", Category: "奶"}
	f.dir.Customers[1] = &model.Customer{Record: rec(1), Code: "C", Name: "甲"}
	f.put(model.SalesLine{Date: model.MustDate("2026-09-03"), CustomerID: 1, ProductID: 1, RegionID: 1, Quantity: 10 * model.Unit, Amount: 30_000 * model.Yuan})
	f.put(model.SalesLine{Date: model.MustDate("2026-09-11"), CustomerID: 1, ProductID: 1, RegionID: 1, Quantity: 3 * model.Unit, Amount: 6_000 * model.Yuan})
	f.put(model.SalesLine{Date: model.MustDate("2026-09-11"), CustomerID: 1, ProductID: 1, RegionID: 1, Quantity: -1 * model.Unit, Amount: -1_000 * model.Yuan, Kind: model.LineReturn})
	f.targets = []model.Target{{Record: rec(1), Month: model.MustMonth("2026-09"), Level: model.LevelTarget, Metric: model.MetricAmount, RegionID: 1, Value: int64(120_000 * model.Yuan)}}
	doc, err := New(f).Daily(context.Background(), model.MustDate("2026-09-11"), Options{Organisation: "示例公司"})
	require.NoError(t, err)
	require.Equal(t, "示例公司 销售日报", doc.Title)
	require.Equal(t, "2026年9月11日(周五)", doc.PeriodText)
	require.Equal(t, []string{"单位:元、件", "时间进度 36.7%(11/30 天)", "数据截至 2026-09-11"}, doc.Header)
	s := doc.Section("cumulative")
	for _, r := range []*document.Row{rowNamed(t, s, "北区"), s.Total} {
		show := func(key string) string { return doc.Show(s.Columns[columnIndex(t, s, key)], cell(t, s, r, key)) }
		require.Equal(t, "35,000.00", show("amount"))
		require.Equal(t, "36,000.00", show("gross"))
		require.Equal(t, "12", show("quantity"))
		require.Equal(t, "29.2%", show("attainment"))
		require.Equal(t, int64(291_667), cell(t, s, r, "attainment").Number)
		require.Equal(t, "36.7%", show("time_progress"))
		require.Equal(t, "▼ −7.5", show("gap"))
		require.Equal(t, "4,473.68", show("run_rate"))
		require.Equal(t, "—", show("yoy"))
		require.Equal(t, "1/1", show("breadth"))
		require.Equal(t, "100.0%", show("share"))
	}
	today := doc.Section("today")
	require.Equal(t, int64(5_000*model.Yuan), cell(t, today, today.Total, "amount").Number)
	require.Contains(t, strings.Join(doc.Section("exceptions").Exceptions.Items, "\n"), "落后时间进度(百分点):北区 −7.5")
	require.Equal(t, "全部 1 个在册品项本月在每个区域都有销售。", doc.Section("zero_sales").Empty)
}

// A date without its sales says which dates there are, and counts no time for itself.
func TestDailyOfAMissingDate(t *testing.T) {
	f := business()
	doc, err := New(f).Daily(context.Background(), model.MustDate("2026-09-12"), Options{})
	require.NoError(t, err)
	require.Contains(t, doc.Section("today").Empty, "2026-09-12 没有销售数据,账上最近的一天是 2026-09-11")
	require.Contains(t, doc.Section("exceptions").Exceptions.Items[0], "2026-09-12 没有销售数据")
	require.Equal(t, "2026-09-11", doc.AsOf)
	require.Contains(t, doc.Header, "时间进度 36.7%(11/30 天)", "the 12th is not counted")
	require.NotEmpty(t, doc.Section("cumulative").Rows)

	doc, err = New(f).Daily(context.Background(), model.MustDate("2026-08-30"), Options{}) // a quiet sunday
	require.NoError(t, err)
	require.Contains(t, doc.Section("today").Empty, "前一个有数据的日期是 2026-08-29,后一个是 2026-08-31")

	doc, err = New(f).Daily(context.Background(), model.MustDate("2024-01-05"), Options{})
	require.NoError(t, err)
	require.Contains(t, doc.Section("today").Empty, "账上最早的一天是 2025-01-02")
	require.NotEmpty(t, doc.Section("cumulative").Empty)
	require.Empty(t, doc.AsOf)

	empty := &fake{facts: &model.Facts{}, dir: emptyDirectory()}
	for _, build := range []func() (*document.Document, error){
		func() (*document.Document, error) {
			return New(empty).Daily(context.Background(), model.MustDate("2026-09-12"), Options{})
		},
		func() (*document.Document, error) {
			return New(empty).Monthly(context.Background(), model.MustMonth("2026-09"), Options{})
		},
	} {
		doc, err = build()
		require.NoError(t, err)
		for _, s := range doc.Sections {
			switch s.ID {
			case "exceptions":
				require.Contains(t, s.Exceptions.Items[0], "还没有导入任何销售数据")
			case "text":
			case "receivables":
				require.Contains(t, s.Empty, "没有账款记录")
			default:
				require.Contains(t, s.Empty, "还没有导入任何销售数据", s.ID)
			}
		}
	}
}

// The report of a day does not change when later lines come in.
func TestDailyReprintsTheSame(t *testing.T) {
	f := business()
	date := model.MustDate("2026-09-11")
	before, err := New(f).Daily(context.Background(), date, Options{RegionID: 1})
	require.NoError(t, err)
	f.sell(date+1, date+40, 5)
	after, err := New(f).Daily(context.Background(), date, Options{RegionID: 1})
	require.NoError(t, err)
	require.Equal(t, before, after)
}

func TestDailyRules(t *testing.T) {
	f := business()
	date := model.MustDate("2026-09-11")
	// 苏州 stops altogether, 茶饮 200ml (4) everywhere, for the last five selling days.
	var kept model.Facts
	g := &fake{facts: &kept, dir: f.dir, targets: f.targets}
	x := f.facts
	for i := range x.Len() {
		late := x.Dates[i] > date-6
		if late && (x.Regions[i] == 2 || x.Products[i] == 4) {
			continue
		}
		g.put(model.SalesLine{Date: x.Dates[i], CustomerID: x.Customers[i], ProductID: x.Products[i], EmployeeID: x.Employees[i], RegionID: x.Regions[i],
			DepartmentID: x.Departments[i], Quantity: x.Quantities[i], Amount: x.Amounts[i], Kind: x.Flags[i].Kind(), Returned: x.Flags[i].Returned()})
	}
	doc, err := New(g).Daily(context.Background(), date, Options{RegionID: 1})
	require.NoError(t, err)
	s := doc.Section("exceptions")
	found := map[string]string{}
	for i := range s.Rows {
		rule := cell(t, s, &s.Rows[i], "rule").Text
		found[rule] += cell(t, s, &s.Rows[i], "name").Text + "|" + cell(t, s, &s.Rows[i], "actual").Text + ";"
	}
	require.Contains(t, found["常销品项连续 3 个销售日零销"], "茶饮 200ml 全部|连续 5 个销售日零销")
	require.Contains(t, found["同一星期几常有销售的区域或品项当日零销"], "苏州|当日零销")
	require.Contains(t, found["当日低于近 8 周同一星期几均值的一半(整体低于 70%)"], "苏州|")
	require.Contains(t, found["没有目标"], "南通|无")
	require.Contains(t, found["重点客户进货节奏异常"], "第04号商贸有限公司|72 天未进货")
	require.Len(t, s.Exceptions.Rules, 8)
	named := 0
	for _, item := range s.Exceptions.Items {
		require.NotEmpty(t, item)
	}
	for title, rule := range found {
		limit := namedFindings
		if title == "重点客户进货节奏异常" {
			limit = namedFlags
		}
		named += min(limit, strings.Count(rule, ";"))
	}
	require.Equal(t, len(s.Rows), named+s.Exceptions.More)
	zero := doc.Section("zero_sales")
	require.Equal(t, "2026-09-05", model.Date(cell(t, zero, rowNamed(t, zero, "茶饮 200ml"), "last_sale").Number).String())
}

func TestOptionsAreChecked(t *testing.T) {
	r := New(business())
	ctx := context.Background()
	date := model.MustDate("2026-09-11")
	for _, o := range []Options{{By: "planet"}, {Measure: "joy"}, {Money: "pound"}, {Quantity: "barrel"}, {RegionID: 99}} {
		_, err := r.Daily(ctx, date, o)
		fault, ok := model.AsFault(err)
		require.True(t, ok, "%+v", o)
		require.NotEmpty(t, fault.Do)
	}
	_, err := r.Daily(ctx, 0, Options{})
	require.Error(t, err)
	_, err = r.Monthly(ctx, 0, Options{})
	require.Error(t, err)
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	_, err = r.Daily(stopped, date, Options{})
	require.ErrorIs(t, err, context.Canceled)
	broken := business()
	broken.fail = errors.New("disk gone")
	_, err = New(broken).Daily(ctx, date, Options{})
	require.ErrorIs(t, err, broken.fail)
}

// Targets in 件 are held against 件, also in a report in 箱.
func TestQuantityTargetsInCases(t *testing.T) {
	f := business()
	f.targets = []model.Target{{Record: rec(1), Month: model.MustMonth("2026-09"), Level: model.LevelTarget, Metric: model.MetricQuantity, RegionID: 2, Value: int64(20_000 * model.Unit)}}
	var rates []analysis.Value
	for _, unit := range []document.QuantityUnit{document.Pieces, document.Cases} {
		doc, err := New(f).Daily(context.Background(), model.MustDate("2026-09-11"), Options{RegionID: 1, Measure: Quantity, Quantity: unit})
		require.NoError(t, err)
		s := doc.Section("cumulative")
		r := rowNamed(t, s, "苏州")
		want := analysis.Rate(int64(f.recount(*r.Drill).quantity), int64(20_000*model.Unit))
		require.Equal(t, want.N, cell(t, s, r, "attainment").Number)
		require.Equal(t, "件", s.Columns[columnIndex(t, s, "target")].Unit)
		rates = append(rates, want)
	}
	require.Equal(t, rates[0], rates[1])
}

// Nothing Chinese is left in an English report but the names of records.
func TestReportsInEnglish(t *testing.T) {
	i18n.SetLanguage(i18n.English)
	defer i18n.SetLanguage(i18n.Chinese)
	f := business()
	doc, err := New(f).Daily(context.Background(), model.MustDate("2026-09-11"), Options{})
	require.NoError(t, err)
	require.Equal(t, "Daily sales report", doc.Title)
	require.Equal(t, "2026-09-11 (Fri)", doc.PeriodText)
	texts := append(append([]string{}, doc.Header...), doc.Notes...)
	for _, s := range doc.Sections {
		texts = append(texts, s.Title, s.Caption, s.Empty)
		texts = append(texts, s.Notes...)
		for _, c := range s.Columns {
			if !strings.HasPrefix(c.Key, "category_") && !strings.HasPrefix(c.Key, "member_") {
				texts = append(texts, c.Title, c.Unit, c.Group)
			}
		}
		if s.Exceptions != nil {
			texts = append(texts, s.Exceptions.Rules...)
		}
	}
	for _, x := range texts {
		for _, name := range []string{"苏州", "无锡", "南京", "常州", "徐州", "南通"} {
			x = strings.ReplaceAll(x, name, "")
		}
		for _, c := range x {
			require.False(t, c >= 0x4e00 && c <= 0x9fff, "%s", x)
		}
	}
}
