package importing

import (
	"context"
	"strings"

	"xunshi/app/importing/values"
	"xunshi/app/importing/workbook"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// targetCheck turns rows into targets: one a row and level in the long form, one a month
// column in the wide form.
type targetCheck struct {
	r      *reader
	m      *masters
	out    *checked
	year   int // that the file speaks of, 0 if it does not say
	metric model.Metric
	values []targetColumn
	seen   map[model.TargetRow]bool
	again  int // targets that the file gives more than once
	blank  int // rows of a table of months in which nothing is filled in
}

// targetColumn is a column of figures.
type targetColumn struct {
	column int
	field  Field
	level  model.TargetLevel
	title  title
}

//i18n:data
var (
	quantityWords  = []string{"销量", "数量", "件数", "quantity", "volume", "units"}
	amountWords    = []string{"额", "金额", "元", "amount", "sales", "revenue"}
	stretchWords   = []string{"冲刺", "stretch"}
	challengeWords = []string{"挑战", "challenge"}
	targetWords    = []string{"目标", "保底", "基本", "基础", "任务", "target", "base"}
	allWords       = []string{"全部", "所有", "整体", "全公司", "公司", "all"}
)

func (s *Session) checkTargets(ctx context.Context, r *reader, out *checked, progress Progress) error {
	c := &targetCheck{r: r, m: out.masters, out: out, year: s.yearHint(), metric: model.MetricAmount,
		seen: map[model.TargetRow]bool{}}
	levels := map[Field]model.TargetLevel{FieldTarget: model.LevelTarget, FieldStretch: model.LevelStretch,
		FieldChallenge: model.LevelChallenge, FieldMonthValue: ""}
	for i, f := range s.header.fields {
		if level, ok := levels[f]; ok {
			c.values = append(c.values, targetColumn{i, f, level, s.header.titles[i]})
		}
	}
	var along []string
	for _, sheet := range append([]int{s.sheet}, s.sheetsAlong()...) {
		if sheet != s.sheet {
			r.turnTo(sheet)
			along = append(along, r.sheet.Name)
		}
		c.metric = model.MetricAmount
		if m, ok := metricNamed(strings.ToLower(r.sheet.Name)); ok {
			c.metric = m
		}
		if err := r.each(ctx, progress, c.line); err != nil {
			return err
		}
	}
	if len(along) > 0 {
		out.notes = append(out.notes, i18n.T("同一格式的工作表“%s”一起读入。", strings.Join(along, i18n.T("”、“"))))
	}
	if c.again > 0 {
		out.notes = append(out.notes, i18n.T("%d 个目标在文件里不止一次,以最后一次为准。", c.again))
	}
	if c.blank > 0 {
		out.notes = append(out.notes, i18n.T("%d 行没有填任何目标,已略过。", c.blank))
	}
	return nil
}

// yearHint is the year that a title above the table, the sheet's or the file's name tells.
func (s *Session) yearHint() int {
	for row := s.header.row - 1; row >= 0; row-- {
		for _, v := range s.current().Row(row) {
			if y, ok := yearOf(s.book.Show(v)); ok {
				return y
			}
		}
	}
	for _, name := range []string{s.Sheet(), s.file} {
		if y, ok := yearOf(name); ok {
			return y
		}
	}
	return 0
}

func (c *targetCheck) line() error {
	r, before := c.r, len(c.r.problems)
	year := c.year
	if y, ok := yearOf(r.text(FieldYear)); ok {
		year = y
	}
	var span targetSpan
	if _, ok := r.columns[FieldMonth]; ok {
		span = c.span(year)
	}
	level, metric := c.level(), c.metricOf()
	if len(r.problems) > before {
		return nil
	}
	var found []model.TargetRow
	for _, col := range c.values {
		if row, ok := c.value(col, span, year, level, metric); ok {
			found = append(found, row)
		}
	}
	if len(found) == 0 && len(r.problems) == before {
		if c.values[0].field == FieldMonthValue { // a form that is filled in by and by
			c.blank++
			return nil
		}
		r.fail(c.values[0].field, badEmpty)
	}
	if len(r.problems) > before {
		return nil
	}
	node := c.node()
	for _, row := range found {
		n := node
		n.RowNo, n.Month, n.Span, n.Level, n.Metric, n.Value = row.RowNo, row.Month, row.Span, row.Level, row.Metric, row.Value
		c.out.in.Targets = append(c.out.in.Targets, n)
		n.RowNo, n.Value = 0, 0
		if c.seen[n] {
			c.again++
		}
		c.seen[n] = true
	}
	return nil
}

// span of the row, from its month cell: a month, a quarter or a year.
func (c *targetCheck) span(year int) targetSpan {
	r := c.r
	v, _ := r.value(FieldMonth)
	if v == 0 {
		r.fail(FieldMonth, badEmpty)
		return targetSpan{}
	}
	if !r.usable(FieldMonth, v) {
		return targetSpan{}
	}
	text := r.book.Show(v)
	if r.book.Kind(v) == workbook.Number {
		if d, ok := values.Serial(text, r.book.Date1904); ok && r.window.Contains(d) {
			return targetSpan{month: d.Month()}
		}
	}
	if m, ok := values.Month(text, year); ok {
		return targetSpan{month: m}
	}
	if s, ok := readSpan(text, year); ok {
		return s
	}
	why := badMonth
	if _, would := values.Month(text, 2000); would {
		why = badYearless
	}
	r.fail(FieldMonth, why)
	return targetSpan{}
}

func (c *targetCheck) level() model.TargetLevel {
	s := strings.ToLower(c.r.text(FieldLevel))
	switch {
	case s == "", containsAny(s, targetWords) && !containsAny(s, stretchWords) && !containsAny(s, challengeWords):
		return model.LevelTarget
	case containsAny(s, stretchWords):
		return model.LevelStretch
	case containsAny(s, challengeWords):
		return model.LevelChallenge
	}
	c.r.fail(FieldLevel, badLevel)
	return ""
}

// metricOf the row; "" if it has none of its own.
func (c *targetCheck) metricOf() model.Metric {
	s := strings.ToLower(c.r.text(FieldMetric))
	if s == "" {
		return ""
	}
	m, ok := metricNamed(s)
	if !ok {
		c.r.fail(FieldMetric, badMetric)
	}
	return m
}

// value reads one figure of the row; ok is false if the cell is empty or rejected.
func (c *targetCheck) value(col targetColumn, span targetSpan, year int, level model.TargetLevel, metric model.Metric) (model.TargetRow, bool) {
	r := c.r
	row := model.TargetRow{RowNo: r.row + 1, Month: span.month, Span: span.kind, Level: level, Metric: metric}
	if col.field == FieldMonthValue {
		s, ok := col.title.span(year)
		if !ok {
			if r.at(col.column) != 0 {
				r.failAt(col.field, col.column, badYearless)
			}
			return row, false
		}
		row.Month, row.Span = s.month, s.kind
	} else if col.level != model.LevelTarget {
		row.Level = col.level
	}
	if row.Metric == "" {
		row.Metric = c.metric
		if m, ok := metricNamed(col.title.key); ok {
			row.Metric = m
		}
	}
	var ok bool
	row.Value, ok = c.figure(col, row.Metric)
	if ok && row.Value < 0 {
		r.failAt(col.field, col.column, badNegative)
		return row, false
	}
	return row, ok
}

// figure reads a cell in the unit of its metric.
func (c *targetCheck) figure(col targetColumn, metric model.Metric) (int64, bool) {
	if metric == model.MetricAmount || metric == model.MetricReceipts {
		m, ok := c.r.moneyAt(col.field, col.column)
		return int64(m), ok
	}
	q, ok := c.r.quantityAt(col.field, col.column, values.Quantity)
	if !ok || metric == model.MetricQuantity {
		return int64(q), ok
	}
	if q%model.Unit != 0 { // customers and visits are whole
		c.r.failAt(col.field, col.column, badWhole)
		return 0, false
	}
	return int64(q / model.Unit), true
}

// node is what the target is for.
func (c *targetCheck) node() model.TargetRow {
	r, m := c.r, c.m
	word := func(f Field) string {
		s := r.text(f)
		for _, w := range allWords {
			if strings.EqualFold(s, w) {
				return ""
			}
		}
		return s
	}
	return model.TargetRow{
		Region:     m.regionOf(word(FieldRegion)),
		Department: m.departmentOf(word(FieldDepartment)),
		Employee:   m.employeeOf(who{word(FieldEmpCode), word(FieldEmployee)}),
		Customer:   m.customerOf(who{word(FieldCustCode), word(FieldCustName)}),
		Product:    m.productOf(who{word(FieldProdCode), word(FieldProdName)}),
		Category:   word(FieldCategory), Channel: word(FieldChannel),
	}
}
