package customers

import (
	"cmp"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Column is one column of the list, on screen and in what is exported.
type Column struct {
	document.Column
	Cell   func(*Row) document.Cell
	Usual  bool                   // shown unless the user chose otherwise
	Amount func(*Row) model.Money // of columns that are added up; nil: it is not

	order func(a, b *Row) int // nil: by what the cells hold
}

// ownPrefix begins the keys of columns of the user's own fields.
const ownPrefix = "own."

// Columns of the list in their usual order, the user's own fields last.
func Columns(fields []model.FieldDefinition, unit document.MoneyUnit) []Column {
	out := append(fileColumns(), figureColumns(unit)...)
	out = append(out, stateColumns(unit)...)
	for i := range fields {
		key := fields[i].UUID.String()
		out = append(out, text(ownPrefix+key, fields[i].Name, func(r *Row) string { return r.Customer.Own[key] }))
	}
	return out
}

func text(key, title string, of func(*Row) string) Column {
	return Column{Column: document.Column{Key: key, Title: title, Kind: document.Text},
		Cell:  func(r *Row) document.Cell { return document.Cell{Text: of(r)} },
		order: func(a, b *Row) int { return cmp.Compare(of(a), of(b)) }}
}

func (c Column) usual() Column { c.Usual = true; return c }

func (c Column) wide() Column { c.Wide = true; return c }

func money(key, title string, unit document.MoneyUnit, of func(*Row) model.Money) Column {
	return Column{Amount: of, Column: document.Column{Key: key, Title: title, Kind: document.Money, Unit: i18n.T("元"), Decimals: moneyDecimals(unit)},
		Cell:  func(r *Row) document.Cell { return document.Cell{Number: int64(of(r))} },
		order: func(a, b *Row) int { return cmp.Compare(of(a), of(b)) }}
}

// number is a count that may not be known.
func number(key, title, unit string, of func(*Row) (n int, known bool)) Column {
	return Column{Column: document.Column{Key: key, Title: title, Kind: document.Count, Unit: unit}, Cell: func(r *Row) document.Cell {
		n, known := of(r)
		return document.Cell{Number: int64(n), None: !known}
	}}
}

func day(key, title string, of func(*Row) model.Date) Column {
	return Column{Column: document.Column{Key: key, Title: title, Kind: document.DateColumn}, Cell: func(r *Row) document.Cell {
		d := of(r)
		return document.Cell{Number: int64(d), None: d.IsZero()}
	}}
}

func fileColumns() []Column {
	return []Column{
		text("name", i18n.T("名称"), func(r *Row) string { return r.Customer.Name }).usual().wide(),
		text("code", i18n.T("编码"), func(r *Row) string { return r.Customer.Code }).usual(),
		text("kind", i18n.T("类型"), func(r *Row) string { return r.Customer.Kind }).usual(),
		text("grade", i18n.T("级"), func(r *Row) string { return r.Customer.Grade }).usual(),
		text("region", i18n.T("区域"), func(r *Row) string { return r.Region }).usual(),
		text("owner", i18n.T("负责人"), func(r *Row) string { return r.Owner }).usual(),
		text("contact", i18n.T("联系人"), func(r *Row) string { return r.Contact }),
		text("phone", i18n.T("电话"), func(r *Row) string { return r.Phone }),
		text("channel", i18n.T("渠道"), func(r *Row) string { return r.Customer.Channel }),
		text("tier", i18n.T("价格体系"), func(r *Row) string { return r.Customer.PriceTier }),
		text("stage", i18n.T("阶段"), func(r *Row) string { return StageName(r.Stage()) }),
		text("key", i18n.T("重点"), func(r *Row) string {
			if r.Customer.Key {
				return "★"
			}
			return ""
		}),
		text("tags", i18n.T("标签"), func(r *Row) string { return JoinTags(r.Tags()) }),
		text("place", i18n.T("省市区"), func(r *Row) string {
			c := r.Customer
			return c.Province + c.City + c.District
		}),
		text("address", i18n.T("地址"), func(r *Row) string { return r.Customer.Address }),
	}
}

func figureColumns(unit document.MoneyUnit) []Column {
	year := money("year", i18n.T("近 12 月"), unit, func(r *Row) model.Money { return r.Year }).usual()
	growth := Column{Column: document.Column{Key: "growth", Title: i18n.T("同比"), Kind: document.Percent, Unit: "%", Decimals: 1, Signed: true},
		Cell: func(r *Row) document.Cell {
			cell := document.Cell{Number: r.Growth.N, None: !r.Growth.Known}
			switch {
			case !r.Growth.Known:
			case r.Growth.N > 0:
				cell.Tone = document.Ahead
			case r.Growth.N < 0:
				cell.Tone = document.Behind
			}
			return cell
		}}
	return []Column{
		year,
		number("buys", i18n.T("进货次数"), i18n.T("次"), func(r *Row) (int, bool) { return r.Buys, true }).usual(),
		number("since", i18n.T("最近进货"), i18n.T("天前"), func(r *Row) (int, bool) { return r.Since, r.Since >= 0 }).usual(),
		money("month", i18n.T("本月"), unit, func(r *Row) model.Money { return r.Month }),
		money("year_ago", i18n.T("去年同期"), unit, func(r *Row) model.Money { return r.YearAgo }),
		growth,
		day("last", i18n.T("最近进货日"), func(r *Row) model.Date { return r.Last }),
		number("rhythm", i18n.T("平常间隔"), i18n.T("天"), func(r *Row) (int, bool) { return int(r.Rhythm.N), r.Rhythm.Known }),
		text("flag", i18n.T("异动"), func(r *Row) string {
			f, ok := r.OpenFlag()
			if !ok {
				return ""
			}
			return f.Title()
		}),
	}
}

func stateColumns(unit document.MoneyUnit) []Column {
	complete := Column{Column: document.Column{Key: "complete", Title: i18n.T("完整度"), Kind: document.Percent, Unit: "%"},
		Cell: func(r *Row) document.Cell {
			return document.Cell{Number: int64(r.Complete) * percent, None: r.Complete < 0}
		}}
	return []Column{
		money("balance", i18n.T("欠款"), unit, func(r *Row) model.Money { return r.Balance }),
		money("overdue", i18n.T("逾期"), unit, func(r *Row) model.Money { return r.Overdue }),
		money("credit", i18n.T("信用额度"), unit, func(r *Row) model.Money { return r.Customer.CreditLimit }),
		day("spoken", i18n.T("最近联系日"), func(r *Row) model.Date { return r.Spoken }),
		number("silent", i18n.T("未联系"), i18n.T("天"), func(r *Row) (int, bool) { return r.Silent, r.Silent >= 0 }),
		complete,
		text("missing", i18n.T("缺少资料"), func(r *Row) string { return MissingWords(r.missing) }),
		text("class", i18n.T("ABC 分类"), func(r *Row) string { return ClassName(r.Class) }),
		text("rfm", "RFM", func(r *Row) string { return ScoreText(r.RFM) }),
	}
}

// ClassName is A, B, C or "—".
func ClassName(c analysis.Class) string {
	if c == 0 {
		return document.Dash
	}
	return string(c)
}

// ScoreText is a score as three digits: 5-4-5.
func ScoreText(s analysis.Score) string {
	if !s.Known() {
		return document.Dash
	}
	digit := func(n int8) string { return string(rune('0' + n)) }
	return digit(s.R) + "-" + digit(s.F) + "-" + digit(s.M)
}

// Compare orders two rows by the column; what is not known comes first, so last when
// descending.
func (c Column) Compare(a, b *Row) int {
	switch {
	case c.Key == "name":
		return cmp.Compare(a.search.pinyin, b.search.pinyin)
	case c.order != nil: // many rows are sorted while the user types
		return c.order(a, b)
	}
	x, y := c.Cell(a), c.Cell(b)
	if x.None != y.None {
		if x.None {
			return -1
		}
		return 1
	}
	return cmp.Compare(x.Number, y.Number)
}

// Rules are the 口径 of the list's figures.
func (l *List) Rules() []string {
	return []string{
		i18n.T("销售额为净额(销售 − 退货),数据截至 %s;近 12 月含本月,同比取去年相同天数。", l.AsOf),
		i18n.T("进货次数按进货日期去重,退货不算进货,也不改变最近进货日;平常间隔是相邻两次进货天数的中位数。"),
		i18n.T("欠款和逾期按到期日计算,截至 %s;联系和到期的事项按 %s 计算。", l.figures.until, l.Today),
		i18n.T("ABC:按近 12 月净额从大到小累计,到 80% 为 A、到 95% 为 B、其余为 C。") + rfmRule(l.RFM),
		i18n.T("档案完整度 = 已填项数 ÷ 该类型应填项数。"),
	}
}

// rfmRule says how the scores are cut.
func rfmRule(cuts analysis.RFMCuts) string {
	if cuts.Quantile {
		return i18n.T("RFM:最近进货、进货次数、净额各按五分位给 1–5 分。")
	}
	return i18n.T("RFM(有进货的客户不足 50 家,用固定线):最近进货 %[1]d/%[2]d/%[3]d/%[4]d 天,次数 %[5]d/%[6]d/%[7]d/%[8]d 次以上,净额 1/5/20/50 万元以上。",
		cuts.R[0], cuts.R[1], cuts.R[2], cuts.R[3], cuts.F[0], cuts.F[1], cuts.F[2], cuts.F[3])
}
