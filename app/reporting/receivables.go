package reporting

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// accountRow is one customer's receivables.
type accountRow struct {
	analysis.Account
	id         model.ID
	name, code string
}

// receivableTotals keeps the accounts for the exceptions.
type receivableTotals struct {
	rows []accountRow
}

// receivables is 帐款: opening, billed, received, balance and its ageing by due date. Sales
// are not taken for receivables: cash sales leave none, so only imported entries count.
func (m *monthly) receivables(ctx context.Context, src Source) (document.Section, error) {
	s := document.Section{ID: "receivables", Title: i18n.T("账款")}
	entries, err := src.ReceivableEntries(ctx, m.month.Last())
	if err != nil {
		return s, fmt.Errorf("read the receivables until %s: %w", m.month.Last(), err)
	}
	entries = m.entriesInScope(entries)
	if len(entries) == 0 {
		s.Empty = i18n.T("没有账款记录,所以没有应收、回款和账龄。本报告不把销售额当作应收:现款销售不产生账款。请导入应收与回款文件。")
		return s, nil
	}
	p := model.Period{From: m.month.First(), To: m.accountDay(entries)}
	m.ageing = &receivableTotals{rows: m.accountRows(entries, p)}
	var total accountRow
	total.name = i18n.T("合计")
	for _, r := range m.ageing.rows {
		total.Account = total.Account.Plus(r.Account)
	}
	s.Caption = i18n.T("截至 %s", p.To)
	fill(&s, m.accountColumns(total), settledTogether(m.ageing.rows), &total, nil)
	s.Notes = []string{
		i18n.T("期初余额 + 本期应收 − 本期回款 + 调整 = 期末余额;账龄按到期日,各栏(含未到期与未核销回款)之和恒等于期末余额。"),
		i18n.T("回款先核销它指明的单据,其余按到期日先后核销;没有到期日的应收按开单日加客户账期。只计账款记录,不由销售额推算。"),
	}
	return s, nil
}

// settledTogether puts customers who owe nothing at either end of the period into one row:
// cash customers would fill pages with zeros.
func settledTogether(rows []accountRow) []accountRow {
	var open []accountRow
	var settled accountRow
	n := 0
	for _, r := range rows {
		if r.Opening == 0 && r.Ageing == (analysis.Ageing{}) {
			settled.Account = settled.Account.Plus(r.Account)
			n++
			continue
		}
		open = append(open, r)
	}
	if n < 2 {
		return rows
	}
	settled.name = i18n.T("期初与期末均无余额的 %d 个客户", n)
	return append(open, settled)
}

// accountDay is the day the balance is struck: the month's end, or in a month that is
// still running the last day with sales or entries.
func (m *monthly) accountDay(entries []model.ReceivableEntry) model.Date {
	if m.hasData && m.span.To >= m.month.Last() {
		return m.month.Last()
	}
	day := m.flagDay()
	for _, e := range entries {
		day = max(day, e.Date)
	}
	return min(day, m.month.Last())
}

func (m *monthly) entriesInScope(entries []model.ReceivableEntry) []model.ReceivableEntry {
	if m.opt.RegionID == 0 {
		return entries
	}
	var out []model.ReceivableEntry
	for _, e := range entries {
		if c := m.dir.Customers[e.CustomerID]; c != nil && m.dir.RegionWithin(c.RegionID, m.opt.RegionID) {
			out = append(out, e)
		}
	}
	return out
}

func (m *monthly) accountRows(entries []model.ReceivableEntry, p model.Period) []accountRow {
	accounts := analysis.Accounts(entries, p, func(id model.ID) int {
		if c := m.dir.Customers[id]; c != nil {
			return c.TermDays
		}
		return 0
	})
	var rows []accountRow
	for id, a := range accounts {
		if a == (analysis.Account{}) {
			continue
		}
		r := accountRow{Account: a, id: id, name: m.customerName(id)}
		if c := m.dir.Customers[id]; c != nil {
			r.code = c.Code
		}
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b accountRow) int {
		return cmp.Or(cmp.Compare(b.Ageing.Overdue(), a.Ageing.Overdue()), cmp.Compare(b.Balance(), a.Balance()), cmp.Compare(a.id, b.id))
	})
	return rows
}

func (m *monthly) accountColumns(total accountRow) []column[accountRow] {
	money := func(key, title string, of func(*accountRow) model.Money) column[accountRow] {
		return quietZero(moneyColumn(m.view, key, title, of))
	}
	adjusted := money("adjusted", i18n.T("调整"), func(r *accountRow) model.Money { return r.Adjusted })
	if total.Adjusted == 0 {
		adjusted = dataOnly(adjusted)
	}
	group := i18n.T("账龄(逾期天数)")
	return []column[accountRow]{
		nameColumn(i18n.T("客户"), func(r *accountRow) string { return r.name }),
		dataOnly(textColumn("code", i18n.T("编码"), func(r *accountRow) string { return r.code })),
		money("opening", i18n.T("期初余额"), func(r *accountRow) model.Money { return r.Opening }),
		money("billed", i18n.T("本期应收"), func(r *accountRow) model.Money { return r.Billed }),
		money("received", i18n.T("本期回款"), func(r *accountRow) model.Money { return r.Received }),
		adjusted,
		money("balance", i18n.T("期末余额"), func(r *accountRow) model.Money { return r.Balance() }),
		grouped(money("not_due", i18n.T("未到期"), func(r *accountRow) model.Money { return r.Ageing.NotDue }), group),
		grouped(money("days_1_30", "1–30", func(r *accountRow) model.Money { return r.Ageing.Days30 }), group),
		grouped(money("days_31_60", "31–60", func(r *accountRow) model.Money { return r.Ageing.Days60 }), group),
		grouped(money("days_61_90", "61–90", func(r *accountRow) model.Money { return r.Ageing.Days90 }), group),
		grouped(money("days_91", "91+", func(r *accountRow) model.Money { return r.Ageing.Older }), group),
		grouped(money("unapplied", i18n.T("未核销回款"), func(r *accountRow) model.Money { return r.Ageing.Unapplied }), group),
	}
}
