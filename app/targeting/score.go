package targeting

import (
	"context"
	"slices"

	"xunshi/app/document"
	"xunshi/app/measuring"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Score 成绩单 is what every person made of every metric in a month.
type Score struct {
	Month   model.Month
	Level   model.TargetLevel
	Metrics []model.Metric // those with a target or anything done in the month
	Planned []bool         // whether anyone has a target of the metric
	Lines   []ScoreLine    // along the reporting line
	Until   model.Date     // last day whose sales are in
	Elapsed analysis.Elapsed
}

// ScoreLine is one person. Figures are parallel to Score.Metrics.
type ScoreLine struct {
	EmployeeID model.ID
	Name       string
	Position   string
	Region     string
	Depth      int
	Team       bool // measured with everyone below
	Targets    []analysis.Value
	Actuals    []int64
}

// Attainment 达成率 of one metric; unknown without a target.
func (l *ScoreLine) Attainment(metric int) analysis.Value {
	t := l.Targets[metric]
	if !t.Known || t.N <= 0 {
		return analysis.Value{}
	}
	return analysis.Rate(l.Actuals[metric], t.N)
}

// Latest is the last day with sales, today without any.
func (p *Planner) Latest(ctx context.Context) (model.Date, error) {
	facts, err := p.store.Facts(ctx)
	if err != nil {
		return 0, err
	}
	if span, ok := facts.Span(); ok {
		return span.To, nil
	}
	return model.Today(), nil
}

// Score reads the scorecard of a month.
func (p *Planner) Score(ctx context.Context, month model.Month, level model.TargetLevel, c analysis.Calendar) (*Score, error) {
	year, _ := month.YM()
	tree, err := p.Tree(ctx, Query{Year: year, FiscalStart: 1, Level: level, Metric: model.MetricAmount, By: ByLine})
	if err != nil {
		return nil, err
	}
	until, err := p.Latest(ctx)
	if err != nil {
		return nil, err
	}
	measure, err := p.gauge.Measure(ctx, month.Period())
	if err != nil {
		return nil, err
	}
	s := &Score{Month: month, Level: level, Until: until, Elapsed: c.Elapsed(month.Period(), until)}
	targets := make([][]analysis.Value, 0, len(tree.Rows))
	actuals := make([][]int64, 0, len(tree.Rows))
	for i := range tree.Rows {
		r := &tree.Rows[i]
		e := tree.dir.Employees[r.Node.Employee]
		if r.Kind != RowPerson || e == nil || !worksIn(e, month) {
			continue
		}
		line := ScoreLine{EmployeeID: e.ID, Name: e.Name, Position: e.Position, Depth: r.Depth - 1, Team: r.Children > 0}
		if region := tree.dir.Regions[e.RegionID]; region != nil {
			line.Region = region.Name
		}
		node := measuring.Node{EmployeeID: e.ID, Reports: line.Team}
		want, got := make([]analysis.Value, len(model.Metrics)), make([]int64, len(model.Metrics))
		for k, metric := range model.Metrics {
			v, ok := measure.Target(level, metric, node)
			want[k], got[k] = analysis.Value{N: v, Known: ok}, measure.Actual(metric, node)
		}
		s.Lines = append(s.Lines, line)
		targets, actuals = append(targets, want), append(actuals, got)
	}
	s.keep(targets, actuals)
	return s, nil
}

func worksIn(e *model.Employee, m model.Month) bool {
	return (e.Hired.IsZero() || e.Hired <= m.Last()) && (e.Left.IsZero() || e.Left >= m.First())
}

// keep takes over the metrics that say something.
func (s *Score) keep(targets [][]analysis.Value, actuals [][]int64) {
	for k, metric := range model.Metrics {
		used := slices.ContainsFunc(targets, func(v []analysis.Value) bool { return v[k].Known }) ||
			slices.ContainsFunc(actuals, func(v []int64) bool { return v[k] != 0 })
		if !used {
			continue
		}
		s.Metrics = append(s.Metrics, metric)
		s.Planned = append(s.Planned, slices.ContainsFunc(targets, func(v []analysis.Value) bool { return v[k].Known }))
		for i := range s.Lines {
			s.Lines[i].Targets = append(s.Lines[i].Targets, targets[i][k])
			s.Lines[i].Actuals = append(s.Lines[i].Actuals, actuals[i][k])
		}
	}
}

// Document is the scorecard to print.
func (s *Score) Document(organisation string, money document.MoneyUnit) *document.Document {
	year, month := s.Month.YM()
	doc := &document.Document{Kind: "scorecard", Title: i18n.T("%s 目标成绩单", organisation), Subtitle: LevelLabel(s.Level),
		Period: s.Month.Period(), PeriodText: i18n.T("%d年%d月", year, int(month)), Landscape: true, Money: money, Quantity: document.Pieces}
	if organisation == "" {
		doc.Title = i18n.T("目标成绩单")
	}
	if !s.Until.IsZero() {
		doc.AsOf = s.Until.String()
		doc.Header = append(doc.Header, i18n.T("数据截至 %s", s.Until))
	}
	if progress := s.Elapsed.TimeProgress(); progress.Known {
		doc.Header = append(doc.Header, i18n.T("时间进度 %s", document.FormatScaled(progress.N, 10_000, 1)+"%"))
	}
	section := document.Section{ID: "score", Title: i18n.T("各人达成"), Columns: s.columns()}
	for i := range s.Lines {
		section.Rows = append(section.Rows, s.row(&s.Lines[i]))
	}
	if len(s.Lines) == 0 {
		section.Empty = i18n.T("这个月没有在职人员。请先在团队里建立人员。")
	}
	doc.Sections = []document.Section{section}
	doc.CardSections = []string{"score"}
	doc.Notes = append(doc.Notes, i18n.T("达成率 = 当月至今实际 ÷ 全月目标;没有目标时为“—”。有下级的人按团队计:实际含全部下级,没有自己目标的取下级目标合计。"), i18n.T("进度差 = 达成率 − 时间进度(百分点)。"))
	for _, metric := range s.Metrics {
		doc.Notes = append(doc.Notes, Basis(metric))
	}
	return doc
}

// gapCell is 进度差 = 达成率 − 时间进度; its arrow and sign say what the colour says.
func gapCell(gap analysis.Value) document.Cell {
	c := document.Cell{None: !gap.Known, Number: gap.N}
	switch {
	case gap.Known && gap.N < 0:
		c.Tone = document.Behind
	case gap.Known && gap.N > 0:
		c.Tone = document.Ahead
	}
	return c
}

// columns: who, then for each metric target, actual and attainment.
func (s *Score) columns() []document.Column {
	out := []document.Column{{Key: "name", Title: i18n.T("人员"), Kind: document.Text, Wide: true},
		{Key: "position", Title: i18n.T("岗位"), Kind: document.Text}, {Key: "region", Title: i18n.T("区域"), Kind: document.Text}}
	for i, metric := range s.Metrics {
		kind, unit := document.Count, UnitLabel(metric)
		switch {
		case IsMoney(metric):
			kind = document.Money
		case metric == model.MetricQuantity:
			kind = document.Quantity
		}
		group, key := MetricLabel(metric), string(metric)
		actual := document.Column{Key: key + "_actual", Group: group, Title: i18n.T("实际"), Kind: kind, Unit: unit}
		if !s.Planned[i] {
			actual.Title = i18n.T("%s实际", group)
			actual.Group = ""
			out = append(out, actual)
			continue
		}
		out = append(out, document.Column{Key: key + "_target", Group: group, Title: i18n.T("目标"), Kind: kind, Unit: unit},
			actual, document.Column{Key: key + "_rate", Group: group, Title: i18n.T("达成率"), Kind: document.Percent, Unit: "%", Decimals: 1})
		if metric == model.MetricAmount {
			out = append(out, document.Column{Key: key + "_gap", Group: group, Title: i18n.T("进度差"), Kind: document.Points, Unit: i18n.T("百分点"), Decimals: 1})
		}
	}
	return out
}

func (s *Score) row(l *ScoreLine) document.Row {
	name := l.Name
	if l.Team {
		name += i18n.T("(团队)")
	}
	row := document.Row{Level: l.Depth, Strong: l.Team, Cells: []document.Cell{{Text: name}, {Text: l.Position}, {Text: l.Region}}}
	progress := s.Elapsed.TimeProgress()
	for k, metric := range s.Metrics {
		if !s.Planned[k] {
			row.Cells = append(row.Cells, document.Cell{Number: l.Actuals[k]})
			continue
		}
		target, attained := l.Targets[k], l.Attainment(k)
		row.Cells = append(row.Cells, document.Cell{None: !target.Known, Number: target.N}, document.Cell{Number: l.Actuals[k]},
			document.Cell{None: !attained.Known, Number: attained.N})
		if metric == model.MetricAmount {
			row.Cells = append(row.Cells, gapCell(attained.Less(progress)))
		}
	}
	return row
}
