package appraising

import (
	"cmp"
	"strconv"

	"xunshi/app/appraising/figures"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// handLine is room to sign by hand.
const handLine = "________________"

// ScoreRule says in words how points and score come about.
func ScoreRule() string {
	return i18n.T("每项都算本人及全部下属。达成率到零分线得 0 分、到满分线得 100 分,之间及超出部分按直线折算,不低于 0、不高于封顶分。加权分 = 得分 × 权重,四舍五入到 0.01 分;总分 = 各行加权分之和。")
}

// SpreadRule says in words what becomes of the weight of lines without a figure.
func SpreadRule() string {
	return i18n.T("没有目标或没有可比数据的指标显示「—」,它的权重按比例分给其余指标,合计仍为 100.00%。")
}

// TargetText is the target of a line as it is shown, "—" without one.
func (l *Line) TargetText() string {
	if !l.Known || l.Kind == model.KPIManual {
		return document.Dash
	}
	return figures.Show(l.Kind, l.Target)
}

// ActualText is what was reached; "—" where the superior has still to score.
func (l *Line) ActualText() string {
	if l.Kind == model.KPIManual && !l.Known {
		return document.Dash
	}
	return figures.Show(l.Kind, l.Actual)
}

// RateText is the rate, "—" without a target.
func (l *Line) RateText() string {
	if !l.Known || l.Kind == model.KPIManual {
		return document.Dash
	}
	return figures.Percent(l.Rate)
}

// PointsText is the points before weighting, "—" for a line that is not known.
func (l *Line) PointsText() string {
	if !l.Known {
		return document.Dash
	}
	return figures.Points(l.Points)
}

// WeightedText is what the line adds to the score, "—" for a line that is not known.
func (l *Line) WeightedText() string {
	if !l.Known {
		return document.Dash
	}
	return figures.Points(l.Weighted)
}

// WeightText is the weight, and what it became where weights were spread: 30% → 42.86%.
func (l *Line) WeightText() string {
	own := figures.Short(int64(l.Weight))
	if l.Effective == l.Weight {
		return own
	}
	return own + " → " + figures.Short(int64(l.Effective))
}

// RuleText says how the points of a line come about: 60% 得 0 分,100% 得 100 分,封顶 120.
func (l *Line) RuleText() string {
	if l.Kind == model.KPIManual {
		return i18n.T("0 到 100 分,封顶 %d", l.Cap)
	}
	return i18n.T("%[1]s 得 0 分,%[2]s 得 100 分,封顶 %[3]d", figures.Short(int64(l.Floor)), figures.Short(int64(l.Full)), l.Cap)
}

// ScoreText is the score of a sheet, "—" without one.
func (s *Sheet) ScoreText() string {
	if !s.Scored {
		return document.Dash
	}
	return figures.Points(s.Score)
}

// RankText is the place within the scheme: 3/17.
func (s *Sheet) RankText() string {
	if s.Rank == 0 {
		return document.Dash
	}
	return strconv.Itoa(s.Rank) + "/" + strconv.Itoa(s.Of)
}

func (v *MonthView) name(id model.ID) string {
	if e := v.Directory.Employees[id]; e != nil {
		return e.Name
	}
	return document.Dash
}

// RegionName is the name of a region, "—" without one.
func (v *MonthView) RegionName(id model.ID) string {
	if r := v.Directory.Regions[id]; r != nil {
		return r.Name
	}
	return document.Dash
}

// Document is the month's table of everyone on paper.
func (v *MonthView) Document() *document.Document {
	doc := &document.Document{Kind: "appraisal", Title: i18n.T("绩效考核汇总"), Period: v.Month.Period(), PeriodText: document.MonthText(v.Month),
		AsOf: v.Until.String(), Header: []string{i18n.T("数据截至 %s", v.Until)},
		Notes: []string{ScoreRule(), SpreadRule(), i18n.T("名次只在同一方案内比较,同分同名次。")}}
	s := document.Section{ID: "people", Empty: i18n.T("本月没有可考核的人。"), Columns: []document.Column{
		{Key: "code", Title: i18n.T("工号"), Kind: document.Text}, {Key: "name", Title: i18n.T("姓名"), Kind: document.Text},
		{Key: "position", Title: i18n.T("职位"), Kind: document.Text}, {Key: "region", Title: i18n.T("区域"), Kind: document.Text},
		{Key: "scheme", Title: i18n.T("方案"), Kind: document.Text, Wide: true}, {Key: "score", Title: i18n.T("得分"), Unit: i18n.T("分"), Kind: document.Text},
		{Key: "rank", Title: i18n.T("名次"), Kind: document.Text}, {Key: "state", Title: i18n.T("状态"), Kind: document.Text},
		{Key: "reviewer", Title: i18n.T("考核人"), Kind: document.Text},
	}}
	for _, x := range v.Sheets {
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Text: x.Person.Code}, {Text: x.Person.Name}, {Text: x.Person.Position},
			{Text: v.RegionName(x.Person.RegionID)}, {Text: x.Scheme.Name}, {Text: x.ScoreText()}, {Text: x.RankText()},
			{Text: StateName(x.State)}, {Text: v.name(ReviewOf(x).ReviewerID)}}})
	}
	doc.Sections = []document.Section{s}
	return doc
}

// Sheet is one person's appraisal on paper, with lines to sign; nil if there is none.
func (v *MonthView) Sheet(employee model.ID) *document.Document {
	x := v.Find(employee)
	if x == nil {
		return nil
	}
	doc := &document.Document{Kind: "appraisal", Title: i18n.T("绩效考核表"), Subtitle: x.Person.Name, Period: v.Month.Period(),
		PeriodText: document.MonthText(v.Month), AsOf: x.Until.String(), Landscape: true,
		Header: []string{i18n.T("工号 %s", cmp.Or(x.Person.Code, document.Dash)), i18n.T("职位 %s", x.Person.Position), i18n.T("区域 %s", v.RegionName(x.Person.RegionID)),
			i18n.T("方案 %s", x.Scheme.Name), i18n.T("总分 %s", x.ScoreText()), i18n.T("名次 %s", x.RankText()), StateName(x.State)},
		Notes: []string{ScoreRule()}}
	if x.Spread() {
		doc.Notes = append(doc.Notes, SpreadRule())
	}
	doc.Sections = []document.Section{x.lineSection(), x.commentSection(), v.signatureSection(x)}
	return doc
}

func (s *Sheet) lineSection() document.Section {
	text := func(key, title string) document.Column {
		return document.Column{Key: key, Title: title, Kind: document.Text}
	}
	section := document.Section{ID: "lines", Columns: []document.Column{
		text("kpi", i18n.T("指标")), text("target", i18n.T("目标/基数")), text("actual", i18n.T("实际")), text("rate", i18n.T("达成率")),
		text("points", i18n.T("得分")), text("weight", i18n.T("权重")), text("weighted", i18n.T("加权分")),
		{Key: "basis", Title: i18n.T("口径"), Kind: document.Text, Wide: true},
	}}
	for i := range s.Lines {
		l := &s.Lines[i]
		basis := l.Basis + ";" + l.RuleText()
		if !l.Known && l.Why != "" {
			basis = l.Why + ";" + basis
		}
		row := document.Row{Cells: []document.Cell{{Text: l.Name}}}
		for _, text := range []string{l.TargetText(), l.ActualText(), l.RateText(), l.PointsText(), l.WeightText(), l.WeightedText()} {
			row.Cells = append(row.Cells, document.Cell{Text: text, None: text == document.Dash})
		}
		row.Cells = append(row.Cells, document.Cell{Text: basis})
		section.Rows = append(section.Rows, row)
	}
	section.Total = &document.Row{Strong: true, Cells: []document.Cell{{Text: i18n.T("总分")}, {}, {}, {}, {}, {Text: figures.Percent(FullWeight)},
		{Text: s.ScoreText()}, {}}}
	return section
}

func (s *Sheet) commentSection() document.Section {
	section := document.Section{ID: "comments", Title: i18n.T("评语")}
	for _, c := range []struct{ title, text string }{{i18n.T("主管评语"), s.Record.Comment}, {i18n.T("本人意见"), s.Record.Reply}} {
		section.Paragraphs = append(section.Paragraphs, document.Paragraph{Style: document.Heading, Text: c.title},
			document.Paragraph{Style: document.Body, Text: cmp.Or(c.text, i18n.T("(未填)"))})
	}
	return section
}

func (v *MonthView) signatureSection(x *Sheet) document.Section {
	signed := i18n.T("尚未签字,数据仍随台账变化。")
	if x.State == Signed {
		signed = i18n.T("已于 %s 签字,此后数据变动不影响本表。", x.Record.SignedAt.Local().Format("2006-01-02 15:04"))
	}
	return document.Section{ID: "signatures", Paragraphs: []document.Paragraph{
		{Style: document.Body, Text: signed},
		{Style: document.Body, Text: i18n.T("考核人:%[1]s　签名:%[2]s　日期:%[2]s", v.name(ReviewOf(x).ReviewerID), handLine)},
		{Style: document.Body, Text: i18n.T("被考核人:%[1]s　签名:%[2]s　日期:%[2]s", x.Person.Name, handLine)},
	}}
}
