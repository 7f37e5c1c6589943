package reporting

import (
	"cmp"
	"slices"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// customerMonths is how many months the customer table looks back, this one counted.
const customerMonths = 6

// customerRow is one customer's month.
type customerRow struct {
	id        model.ID
	name      string
	customer  *model.Customer // nil if the record is gone
	amount    model.Money
	quantity  model.Quantity
	measure   int64
	previous  int64 // the same days a month earlier, in the measure
	share     analysis.Value
	trend     []int64 // net amount by month, oldest first
	purchases []int64 // 进货次数 by month, oldest first
	last      model.Date
}

// customers lists everyone who bought or returned within six months, the biggest first.
func (m *monthly) customers() document.Section {
	s := document.Section{ID: "customers", Title: i18n.T("客户进货"), Caption: i18n.T("近 %d 个月有往来的客户", customerMonths)}
	rows := m.customerRows()
	switch {
	case !m.started():
		s.Empty = m.noData(m.month.Period())
		return s
	case len(rows) == 0:
		s.Empty = m.noRows(m.compare.Now)
		return s
	}
	total := m.customerTotal(rows)
	fill(&s, m.customerColumns(), rows, &total, func(r *customerRow, out *document.Row) {
		if r.id != 0 {
			out.Drill = &document.Drill{Period: m.compare.Now, RegionID: m.opt.RegionID, CustomerID: r.id}
		}
	})
	never := 0
	in := m.customersInScope(m.flagDay())
	for id, c := range m.dir.Customers {
		if (in == nil || in[id]) && !c.WalkIn && m.watch.history.Count[id] == 0 {
			never++
		}
	}
	s.Notes = []string{i18n.T("进货次数为各月不同的进货日期数;合计行为各客户次数之和。走势为近 %d 个月销售额。", customerMonths)}
	if never > 0 {
		s.Notes = append(s.Notes, i18n.T("另有 %d 个客户建档后从未进货。", never))
	}
	return s
}

func (m *monthly) customerColumns() []column[customerRow] {
	field := func(f func(*model.Customer) string) func(*customerRow) string {
		return func(r *customerRow) string {
			if r.customer == nil {
				return ""
			}
			return f(r.customer)
		}
	}
	columns := []column[customerRow]{
		nameColumn(i18n.T("客户"), func(r *customerRow) string { return r.name }),
		textColumn("code", i18n.T("编码"), field(func(c *model.Customer) string { return c.Code })),
		dataOnly(textColumn("grade", i18n.T("等级"), field(func(c *model.Customer) string { return c.Grade }))),
		dataOnly(textColumn("channel", i18n.T("渠道"), field(func(c *model.Customer) string { return c.Channel }))),
		dataOnly(textColumn("region", i18n.T("区域"), field(func(c *model.Customer) string {
			if r := m.dir.Regions[c.RegionID]; r != nil {
				return r.Name
			}
			return ""
		}))),
		moneyColumn(m.view, "amount", i18n.T("销售额"), func(r *customerRow) model.Money { return r.amount }),
		quantityColumn(m.view, "quantity", i18n.T("销量"), func(r *customerRow) model.Quantity { return r.quantity }),
		percentColumn("share", i18n.T("占比"), func(r *customerRow) analysis.Value { return r.share }),
		growthColumn("mom", i18n.T("环比"), func(r *customerRow) analysis.Value { return analysis.Growth(r.measure, r.previous) }),
	}
	group := i18n.T("进货次数")
	times := func(key string, back int) column[customerRow] {
		return grouped(countColumn(key, shortMonth(m.month-model.Month(back)), i18n.T("次"), func(r *customerRow) int64 {
			return r.purchases[customerMonths-1-back]
		}), group)
	}
	columns = append(columns, times("purchases", 0))
	for back := 1; back < customerMonths; back++ {
		columns = append(columns, times("purchases_"+itoa(back), back))
	}
	trend := column[customerRow]{document.Column{Key: "trend", Title: i18n.T("走势"), Unit: i18n.T("元"), Kind: document.TrendColumn},
		func(r *customerRow) document.Cell { return document.Cell{Trend: r.trend} }}
	return append(columns, trend, dateColumn("last_purchase", i18n.T("最近进货"), func(r *customerRow) model.Date { return r.last }))
}

// customerRows reads the histories; 环比 compares equal numbers of days, so it is tallied.
func (m *monthly) customerRows() []customerRow {
	limit := len(m.history.Count)
	axis := analysis.Axis{Column: m.facts.Customers, Class: make([]int32, limit), Size: limit}
	for i := range axis.Class {
		axis.Class[i] = int32(i)
	}
	before := m.ledger.Cross(m.compare.Before, axis, analysis.Axis{})
	now := m.ledger.Cross(m.compare.Now, axis, analysis.Axis{})
	var rows []customerRow
	for i := range limit {
		r := customerRow{id: model.ID(i), last: m.history.Last[i]}
		active := now.Cells[i].Lines > 0
		for back := customerMonths - 1; back >= 0; back-- {
			month := m.month - model.Month(back)
			net, times := m.history.Net(r.id, month), m.history.Purchases(r.id, month)
			active = active || net != 0 || times != 0
			r.trend = append(r.trend, int64(net))
			r.purchases = append(r.purchases, int64(times))
		}
		if !active {
			continue
		}
		r.name, r.customer = m.customerName(r.id), m.dir.Customers[r.id]
		r.amount, r.quantity = now.Cells[i].Net(), m.ledger.Quantity(now.Cells[i].Volume)
		r.measure, r.previous = m.value(now.Cells[i]), m.value(before.Cells[i])
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b customerRow) int {
		return cmp.Or(cmp.Compare(b.measure, a.measure), cmp.Compare(b.last, a.last), cmp.Compare(a.id, b.id))
	})
	values := make([]int64, len(rows))
	for i := range rows {
		values[i] = rows[i].measure
	}
	for i, s := range analysis.Shares(values, 1) {
		rows[i].share = s
	}
	return rows
}

func (m *monthly) customerTotal(rows []customerRow) customerRow {
	t := customerRow{name: i18n.T("合计"), trend: make([]int64, customerMonths), purchases: make([]int64, customerMonths)}
	for i := range rows {
		r := &rows[i]
		t.amount += r.amount
		t.share = t.share.Plus(r.share)
		t.last = max(t.last, r.last)
		for k := range customerMonths {
			t.trend[k] += r.trend[k]
			t.purchases[k] += r.purchases[k]
		}
	}
	t.quantity = m.ledger.Quantity(m.total.now.Volume)
	t.measure, t.previous = m.value(m.total.now), m.value(m.total.before)
	return t
}
