package reporting

import (
	"context"
	"fmt"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// flagRow is one flag with what a person made of it.
type flagRow struct {
	analysis.Flag
	name, code string
	key        bool
	verdict    string
	note       string
}

// flagLimit is the most flags the section lists, the weightiest customers first.
const flagLimit = 300

// flagSection lists the two-sided flags of the month with rule, expected and actual.
func (m *monthly) flagSection(ctx context.Context, src Source) (document.Section, error) {
	s := document.Section{ID: "flags", Title: i18n.T("客户异动"), Caption: i18n.T("与客户自己的历史相比;均为嫌疑,由人核实后定性")}
	if !m.started() {
		s.Empty = m.noData(m.month.Period())
		return s, nil
	}
	verdicts, err := src.Verdicts(ctx, m.month)
	if err != nil {
		return s, fmt.Errorf("read the verdicts of %s: %w", m.month, err)
	}
	rows := m.flagRows(verdicts)
	if len(rows) == 0 {
		s.Empty = i18n.T("没有客户偏离自己的进货节奏(已检查:进货间隔、月销量)。")
		return s, nil
	}
	if more := len(rows) - flagLimit; more > 0 {
		rows = rows[:flagLimit]
		s.Notes = append(s.Notes, i18n.T("按近一年销售额排列,只列前 %[1]d 条;另有 %[2]d 条。", flagLimit, more))
	}
	fill(&s, flagColumns(), rows, nil, func(r *flagRow, out *document.Row) {
		out.Drill = &document.Drill{CustomerID: r.Customer, Period: model.Period{From: (m.month - 11).First(), To: m.flagDay()}}
	})
	s.Notes = append(s.Notes,
		i18n.T("流失嫌疑:至 %s 未进货的天数,满 5 次进货的与自己间隔的第 90 百分位比,不足 5 次的与同级客户间隔的中位数比。", m.flagDay()),
		i18n.T("异常放量:本月销量(件)超过自己有进货各月的 Q3 + 1.5×IQR(至少 %d 个月);同时低于底价(未设底价的品项:价格低于标价且低于此前水平)、或销到约定区域之外的,标为冲货嫌疑。", analysis.OwnMonthsFrom))
	return s, nil
}

func flagColumns() []column[flagRow] {
	return []column[flagRow]{
		nameColumn(i18n.T("客户"), func(r *flagRow) string { return r.name }),
		textColumn("code", i18n.T("编码"), func(r *flagRow) string { return r.code }),
		textColumn("key", i18n.T("重点"), func(r *flagRow) string {
			if r.key {
				return "★"
			}
			return ""
		}),
		{Column: document.Column{Key: "suspicion", Title: i18n.T("嫌疑"), Kind: document.Text}, of: func(r *flagRow) document.Cell {
			tone := document.Attention
			if r.Suspicion == analysis.Churn {
				tone = document.Behind
			}
			return document.Cell{Text: SuspicionText(r.Suspicion), Tone: tone}
		}},
		wide(textColumn("rule", i18n.T("规则"), func(r *flagRow) string { return FlagRule(r.Flag) })),
		textColumn("expected", i18n.T("应为"), func(r *flagRow) string { return FlagExpected(r.Flag) }),
		wide(textColumn("actual", i18n.T("实际"), func(r *flagRow) string { return FlagActual(r.Flag) })),
		countColumn("purchases", i18n.T("累计进货"), i18n.T("次"), func(r *flagRow) int64 { return int64(r.Purchases) }),
		dateColumn("last_purchase", i18n.T("最近进货"), func(r *flagRow) model.Date { return r.Last }),
		textColumn("verdict", i18n.T("结论"), func(r *flagRow) string { return r.verdict }),
		dataOnly(textColumn("note", i18n.T("说明"), func(r *flagRow) string { return r.note })),
	}
}

func (m *monthly) flagRows(verdicts []model.FlagVerdictRecord) []flagRow {
	type key struct {
		rule     string
		customer model.ID
	}
	said := map[key]model.FlagVerdictRecord{}
	for _, v := range verdicts {
		said[key{v.Rule, v.CustomerID}] = v
	}
	rows := make([]flagRow, 0, len(m.watch.flags))
	for _, f := range m.watch.flags {
		r := flagRow{Flag: f, name: m.customerName(f.Customer), key: m.watch.key[f.Customer]}
		if c := m.dir.Customers[f.Customer]; c != nil {
			r.code = c.Code
		}
		if v, ok := said[key{string(f.Rule), f.Customer}]; ok {
			r.verdict, r.note = VerdictText(v.Verdict), v.Note
		}
		rows = append(rows, r)
	}
	return rows
}

// VerdictText is the word for how a flag was closed.
func VerdictText(v model.FlagVerdict) string {
	switch v {
	case model.VerdictChurn:
		return i18n.T("流失")
	case model.VerdictDiversion:
		return i18n.T("冲货")
	case model.VerdictNormal:
		return i18n.T("正常")
	}
	return string(v)
}
