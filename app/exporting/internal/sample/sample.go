// Package sample builds documents for the tests of exporting: every kind of section and
// column, long names, many rows, many columns.
package sample

import (
	"fmt"

	"xunshi/app/document"
	"xunshi/charts"
	"xunshi/model"
)

// None is a cell without a value.
var None = document.Cell{None: true}

// Text is a text cell.
func Text(s string) document.Cell { return document.Cell{Text: s} }

// Num is a number cell in the column's smallest unit.
func Num(n int64) document.Cell { return document.Cell{Number: n} }

// Yuan is a money cell from a decimal.
func Yuan(s string) document.Cell { return Num(int64(model.MustMoney(s))) }

// Pct is a percent or points cell from hundredths of a percent.
func Pct(hundredths int64) document.Cell { return Num(hundredths * 100) }

// Toned gives a percent or points cell the tone of its sign.
func Toned(hundredths int64) document.Cell {
	c := Pct(hundredths)
	switch {
	case hundredths > 0:
		c.Tone = document.Ahead
	case hundredths < 0:
		c.Tone = document.Behind
	}
	return c
}

func row(cells ...document.Cell) document.Row { return document.Row{Cells: cells} }

// Daily is a small daily report like the one in the design.
func Daily() *document.Document {
	day := model.MustDate("2026-09-11")
	return &document.Document{
		Kind: "daily", Title: "江苏大区 销售日报", Period: model.Period{From: day, To: day},
		PeriodText: "2026年9月11日(周五)", AsOf: "2026-09-11", Money: document.TenThousand, Quantity: document.Cases,
		Header: []string{"单位：万元", "时间进度 36.7%(11/30 天)", "数据截至当日 18:00"},
		Sections: []document.Section{
			{ID: "exceptions", Title: "异常", Exceptions: &document.Exceptions{
				Items: []string{
					"徐州、南通落后时间进度 9.7 与 15.9 个百分点，需日均比目前日均高出 62%，请与两地经理当日确认补救动作与责任人。",
					"无糖 250ml 在南通连续 6 天零销。", "恒源商贸 23 天未进货（本客户通常 9 天一次），流失嫌疑。"},
				Rules: []string{"进度差低于 −5 个百分点", "连续 5 天零销的品项", "超过本人 90 分位间隔未进货", "月量高于 Q3+1.5·IQR"}, More: 4},
				Columns: []document.Column{{Key: "name", Title: "对象", Kind: document.Text, Wide: true}, {Key: "rule", Title: "规则", Kind: document.Text}},
				Rows:    []document.Row{row(Text("徐州"), Text("gap")), row(Text("南通"), Text("gap"))}},
			products(), regions(),
		},
		Notes: []string{"销售额为含税发货额减退货；达成率 = 本月累计 ÷ 全月目标；时间进度按自然日，含当日；占比按最大余数法凑足 100.0%。",
			"进度差 = 达成率 − 时间进度，单位为百分点。基数 ≤ 0 或没有目标时显示“—”。"},
		CardSections: []string{"exceptions", "today", "cumulative"},
	}
}

func products() document.Section {
	s := document.Section{ID: "today", Title: "品项进度", Caption: "今日与本月累计", Columns: []document.Column{
		{Key: "code", Title: "编码", Kind: document.Text, DataOnly: true},
		{Key: "name", Title: "品项", Kind: document.Text, Wide: true},
		{Key: "today", Title: "今日", Kind: document.Money, Unit: "元", Decimals: 1},
		{Key: "amount", Title: "本月累计", Kind: document.Money, Unit: "元", Decimals: 1},
		{Key: "gross", Title: "毛销售额", Kind: document.Money, Unit: "元", Decimals: 2, DataOnly: true},
		{Key: "share", Title: "累计占比", Kind: document.Percent, Unit: "%", Decimals: 1},
		{Key: "attainment", Title: "达成率", Kind: document.Percent, Unit: "%", Decimals: 1},
		{Key: "gap", Title: "进度差", Kind: document.Points, Unit: "百分点", Decimals: 1},
	}}
	data := []struct {
		name          string
		today, amount string
		share, att    int64
	}{
		{"原味 250ml", "426000", "1183000.005", 3360, 4610}, {"草莓 250ml", "210000", "742000", 2110, 4120},
		{"芒果 250ml", "98000", "415000", 1180, 3050}, {"原味 1L", "124000", "589000", 1670, 3980},
		{"无糖 250ml", "61000", "350000", 990, 2840}, {"新品 燕麦 1L", "-22000", "241000", 690, 2270},
	}
	for i, d := range data {
		s.Rows = append(s.Rows, row(Text(fmt.Sprintf("SKU%03d", i+1)), Text(d.name), Yuan(d.today), Yuan(d.amount), Yuan(d.amount),
			Pct(d.share), Pct(d.att), Toned(d.att-3670)))
	}
	total := row(None, Text("合计"), Yuan("897000"), Yuan("3520000.005"), Yuan("3520000.005"), Pct(10000), Pct(4400), Toned(730))
	s.Total = &total
	return s
}

func regions() document.Section {
	s := document.Section{ID: "cumulative", Title: "各区域", Columns: []document.Column{
		{Key: "name", Title: "区域", Kind: document.Text, Wide: true},
		{Key: "today", Title: "今日", Group: "销售额", Kind: document.Money, Unit: "元", Decimals: 1},
		{Key: "amount", Title: "本月累计", Group: "销售额", Kind: document.Money, Unit: "元", Decimals: 1},
		{Key: "attainment", Title: "达成率", Group: "进度", Kind: document.Percent, Unit: "%", Decimals: 1},
		{Key: "gap", Title: "进度差", Group: "进度", Kind: document.Points, Unit: "百分点", Decimals: 1},
		{Key: "yoy", Title: "同比", Kind: document.Percent, Unit: "%", Decimals: 1, Signed: true},
		{Key: "breadth", Title: "全品项", Kind: document.Text},
		{Key: "trend", Title: "近 6 月", Kind: document.TrendColumn, Unit: "元"},
	}}
	for i, name := range []string{"苏州 洪光", "无锡 范彩", "南京 楚杰", "常州 杨健", "徐州 白德伟", "南通 张怡"} {
		n := int64(i)
		trend := document.Cell{Trend: []int64{500000 - n*40000, 620000, 480000 + n*70000, 0, 710000, 900000 - n*130000}}
		s.Rows = append(s.Rows, row(Text(name), Yuan(fmt.Sprint(230000-n*28000)), Yuan(fmt.Sprint(862000-n*107000)),
			Pct(4310-n*440), Toned(640-n*450), Toned(510-n*200), Text("6/6"), trend))
	}
	total := row(Text("合计"), Yuan("941000"), Yuan("3520000"), Pct(4400), Toned(730), None, Text("6/6"), None)
	s.Total = &total
	return s
}

// Monthly is a report with everything: text to tick off, a chart, an empty section, a
// long customer table, fifteen columns.
func Monthly(customers int) *document.Document {
	month := model.MustMonth("2017-12")
	return &document.Document{
		Kind: "monthly", Title: "江苏大区 销售月报", Subtitle: "按区域汇总，金额为含税净额", Period: month.Period(),
		PeriodText: "2017年12月", AsOf: "2017-12-31", Money: document.Yuan, Closed: true,
		Header: []string{"单位：元、件", "时间进度 100.0%(31/31 天)"},
		Sections: []document.Section{
			{ID: "flags", Title: "异常", Exceptions: &document.Exceptions{Rules: []string{"流失嫌疑", "冲货嫌疑"}}},
			{ID: "summary", Title: "各区域", Columns: regions().Columns, Rows: regions().Rows, Total: regions().Total,
				Notes: []string{"同比：与上年同月相比，基数 ≤ 0 时显示“—”。"}},
			{ID: "trend", Title: "本年走势", Chart: Chart()},
			Customers(customers),
			Columns(15),
			{ID: "receivables", Title: "帐款", Empty: "还没有导入回款。导入回款表（客户、日期、金额）后，这里会显示开票、回款与余额。"},
			{ID: "text", Title: "总结与计划", Paragraphs: []document.Paragraph{
				{Style: document.Heading, Text: "本月工作总结"},
				{Style: document.Body, Text: "徐州、南通新品铺货落后，原因是两地经销商库存偏高，12 月中旬起改为周配送，月底铺货率由 41.0% 升至 58.5%。下月继续跟进，并把无糖 250ml 的陈列费用转到重点门店。"},
				{Style: document.Heading, Text: "本月计划完成情况"},
				{Style: document.Item, Text: "苏州 KA 门店全部签订陈列协议", State: model.PlanDone},
				{Style: document.Item, Text: "徐州补齐两名业务员，完成新人带教并独立走访 30 家门店，每周五交走访记录，由区域经理抽查并在周会上逐一点评", State: model.PlanMissed, Note: "只到岗一人，另一人 1 月 8 日报到"},
				{Style: document.Item, Text: "恒源商贸对账", State: model.PlanOpen},
			}},
		},
		Notes:        []string{"销售额为含税发货额减退货。", "进货次数：期内不同进货日的个数，退货不算进货。"},
		CardSections: []string{"summary", "customers"},
	}
}

// Chart is a line chart of a year against its target.
func Chart() *charts.Spec {
	spec := &charts.Spec{Kind: charts.Line, Title: "全年销售额超上年 8%", Unit: "万元", Note: "含税净额"}
	actual := charts.Series{Name: "实际", Style: charts.StyleActual}
	last := charts.Series{Name: "上年", Style: charts.StyleCompare}
	for m := range 12 {
		spec.Categories = append(spec.Categories, fmt.Sprintf("%d月", m+1))
		actual.Values = append(actual.Values, 100+float64(m*m%17)*6)
		last.Values = append(last.Values, 95+float64(m*5%11)*5)
	}
	spec.Series = []charts.Series{actual, last}
	return spec
}

// Customers is a table with n rows and a total that is their sum.
func Customers(n int) document.Section {
	s := document.Section{ID: "customers", Title: "客户别进货", Columns: []document.Column{
		{Key: "code", Title: "客户编码", Kind: document.Text},
		{Key: "name", Title: "客户", Kind: document.Text, Wide: true},
		{Key: "amount", Title: "金额", Kind: document.Money, Unit: "元", Decimals: 2},
		{Key: "quantity", Title: "数量", Kind: document.Quantity, Unit: "件", Decimals: 0},
		{Key: "purchases", Title: "进货次数", Kind: document.Count, Unit: "次"},
		{Key: "last", Title: "最后进货", Kind: document.DateColumn},
		{Key: "trend", Title: "前五月", Kind: document.TrendColumn, Unit: "元"},
	}}
	names := []string{"恒源商贸有限公司", "南通市崇川区好又多连锁超市有限公司第二十七分公司（钟秀路店）", "大润发", "RT-Mart International Trading & Logistics", "苏州百家惠"}
	var amount, quantity, purchases int64
	for i := range n {
		m := int64(model.MustMoney("1234.567")) * int64(i%37-3)
		q, p := int64(i%53)*1500, int64(i%9)
		amount, quantity, purchases = amount+m, quantity+q, purchases+p
		last := None
		if p > 0 {
			last = Num(int64(model.MustDate("2017-12-01")) + int64(i%31))
		}
		s.Rows = append(s.Rows, row(Text(fmt.Sprintf("C%05d", i+1)), Text(fmt.Sprintf("%s %d", names[i%len(names)], i+1)),
			Num(m), Num(q), Num(p), last, document.Cell{Trend: []int64{m, m / 2, 0, m / 3, m}}))
	}
	if n == 0 {
		s.Empty = "本月没有客户进货。"
		return s
	}
	total := row(None, Text("合计"), Num(amount), Num(quantity), Num(purchases), None, None)
	s.Total = &total
	return s
}

// Columns is a table too wide for a page: n columns of money after a name.
func Columns(n int) document.Section {
	s := document.Section{ID: "products", Title: "客户 × 品项", Columns: []document.Column{{Key: "name", Title: "客户", Kind: document.Text, Wide: true}}}
	var sums []int64
	for c := 1; c < n; c++ {
		s.Columns = append(s.Columns, document.Column{Key: fmt.Sprintf("p%d", c), Title: fmt.Sprintf("品项%d 原味酸奶 250ml", c), Kind: document.Money, Unit: "元", Decimals: 2})
	}
	sums = make([]int64, n-1)
	for r := range 12 {
		cells := []document.Cell{Text(fmt.Sprintf("南通市崇川区好又多连锁超市 %d", r+1))}
		for c := range sums {
			v := int64(r*c)*123_4567 - 50_0000
			sums[c] += v
			cells = append(cells, Num(v))
		}
		s.Rows = append(s.Rows, document.Row{Cells: cells, Level: r % 2, Strong: r%4 == 0})
	}
	total := []document.Cell{Text("合计")}
	for _, v := range sums {
		total = append(total, Num(v))
	}
	s.Total = &document.Row{Cells: total}
	return s
}

// TwoHundred is the golden case: one table of 200 rows with a total, and nothing else.
func TwoHundred() *document.Document {
	return &document.Document{Kind: "monthly", Title: "客户别进货", Period: model.MustMonth("2017-12").Period(),
		PeriodText: "2017年12月", AsOf: "2017-12-31", Money: document.Yuan, Sections: []document.Section{Customers(200)}}
}
