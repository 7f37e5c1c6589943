package bonus

import (
	"cmp"
	"strconv"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// handLine is room to sign by hand.
const handLine = "________________"

// Rule says in words how amounts are rounded and added.
func Rule() string {
	return i18n.T("奖金 = 基数 × 档位比例,每项四舍五入到分;合计 = 各项显示金额之和 + 人工调整。档位取达成率达到的最高一档(正好达到即算);没有目标的项不计;基数为负按 0 计;主管含全部下属的业绩。")
}

// StateName is the word for whether a sheet is signed.
func (s *Sheet) StateName() string {
	if s.Signed {
		return i18n.T("已签字")
	}
	return i18n.T("待签字")
}

// RegionName is the name of a region, "—" without one.
func (v *MonthView) RegionName(id model.ID) string {
	if r := v.Directory.Regions[id]; r != nil {
		return r.Name
	}
	return document.Dash
}

// Document is the whole sheet of the month on paper: people × rules, with the totals.
func (v *MonthView) Document() *document.Document {
	doc := &document.Document{Kind: "bonus", Title: i18n.T("奖金汇总表"), Period: v.Month.Period(), PeriodText: document.MonthText(v.Month),
		AsOf: v.Until.String(), Landscape: true, Header: []string{i18n.T("单位:元"), i18n.T("数据截至 %s", v.Until), i18n.T("已签字 %[1]d/%[2]d", v.SignedCount(), len(v.Sheets))},
		Notes: []string{Rule()}}
	money := func(key, title string) document.Column {
		return document.Column{Key: key, Title: title, Unit: i18n.T("元"), Kind: document.Money, Decimals: 2}
	}
	s := document.Section{ID: "people", Empty: i18n.T("本月没有奖金方案适用的人。"), Columns: []document.Column{
		{Key: "code", Title: i18n.T("工号"), Kind: document.Text}, {Key: "name", Title: i18n.T("姓名"), Kind: document.Text},
		{Key: "position", Title: i18n.T("职位"), Kind: document.Text}, {Key: "region", Title: i18n.T("区域"), Kind: document.Text},
	}}
	for i, rule := range v.Rules {
		s.Columns = append(s.Columns, money("rule"+strconv.Itoa(i+1), rule))
	}
	s.Columns = append(s.Columns, money("adjust", i18n.T("调整")), money("total", i18n.T("合计")),
		document.Column{Key: "state", Title: i18n.T("状态"), Kind: document.Text}, document.Column{Key: "sign", Title: i18n.T("签收"), Kind: document.Text, Wide: true})
	for _, x := range v.Sheets {
		s.Rows = append(s.Rows, v.row(x))
	}
	s.Total = v.totalRow()
	doc.Sections = []document.Section{s, {ID: "signatures", Paragraphs: []document.Paragraph{
		{Style: document.Body, Text: i18n.T("制表:%[1]s　审核:%[1]s　批准:%[1]s　日期:%[1]s", handLine)}}}}
	return doc
}

func (v *MonthView) row(x *Sheet) document.Row {
	cells := []document.Cell{{Text: x.Person.Code}, {Text: x.Person.Name}, {Text: x.Person.Position}, {Text: v.RegionName(x.Person.RegionID)}}
	for _, rule := range v.Rules {
		cell := document.Cell{None: true}
		if l := x.Line(rule); l != nil && l.Known {
			cell = document.Cell{Number: int64(l.Amount)}
		}
		cells = append(cells, cell)
	}
	return document.Row{Cells: append(cells, document.Cell{Number: int64(x.Adjust)}, document.Cell{Number: int64(x.Total())},
		document.Cell{Text: x.StateName()}, document.Cell{})}
}

func (v *MonthView) totalRow() *document.Row {
	total, _, adjust := v.Sum()
	cells := []document.Cell{{Text: i18n.T("合计")}, {}, {}, {}}
	for _, rule := range v.Rules {
		cells = append(cells, document.Cell{Number: int64(v.SumOf(rule))})
	}
	return &document.Row{Strong: true, Cells: append(cells, document.Cell{Number: int64(adjust)}, document.Cell{Number: int64(total)}, document.Cell{}, document.Cell{})}
}

// Sheet is one person's bonus on paper, every amount with its formula; nil if there is none.
func (v *MonthView) Sheet(employee model.ID) *document.Document {
	x := v.Find(employee)
	if x == nil {
		return nil
	}
	doc := &document.Document{Kind: "bonus", Title: i18n.T("奖金明细"), Subtitle: x.Person.Name, Period: v.Month.Period(), PeriodText: document.MonthText(v.Month),
		AsOf: v.Until.String(), Notes: []string{Rule()},
		Header: []string{i18n.T("单位:元"), i18n.T("工号 %s", cmp.Or(x.Person.Code, document.Dash)), i18n.T("职位 %s", x.Person.Position), i18n.T("区域 %s", v.RegionName(x.Person.RegionID)),
			i18n.T("方案 %s", x.Scheme.Name), x.StateName()}}
	s := document.Section{ID: "lines", Columns: []document.Column{
		{Key: "rule", Title: i18n.T("项目"), Kind: document.Text}, {Key: "formula", Title: i18n.T("计算过程"), Kind: document.Text, Wide: true},
		{Key: "amount", Title: i18n.T("金额"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
	}}
	for i := range x.Lines {
		l := &x.Lines[i]
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Text: l.Rule.Name}, {Text: l.Formula}, {Number: int64(l.Amount)}}})
		if l.Basis != "" {
			s.Notes = append(s.Notes, l.Rule.Name+":"+l.Basis)
		}
	}
	if x.Adjust != 0 {
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Text: i18n.T("人工调整")}, {Text: x.Record.Reason}, {Number: int64(x.Adjust)}}})
	}
	s.Total = &document.Row{Strong: true, Cells: []document.Cell{{Text: i18n.T("合计")}, {}, {Number: int64(x.Total())}}}
	doc.Sections = []document.Section{s}
	if x.Record.Reason != "" && x.Adjust == 0 {
		doc.Sections = append(doc.Sections, document.Section{ID: "note", Title: i18n.T("备注"), Paragraphs: []document.Paragraph{{Style: document.Body, Text: x.Record.Reason}}})
	}
	doc.Sections = append(doc.Sections, document.Section{ID: "signatures", Paragraphs: []document.Paragraph{
		{Style: document.Body, Text: i18n.T("本人确认:%[1]s　日期:%[1]s", handLine)}}})
	return doc
}
