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
	amountWords    = []string{"额", "金额", "元", "amount", "sales", "revenue", "回款"}
	stretchWords   = []string{"冲刺", "stretch"}
	challengeWords = []string{"挑战", "challenge"}
	targetWords    = []string{"目标", "保底", "基本", "基础", "任务", "target", "base"}
	allWords       = []string{"全部", "所有", "整体", "全公司", "公司", "all"}
)

func (s *Session) checkTargets(ctx context.Context, r *reader, out *checked, progress Progress) error {
	c := &targetCheck{r: r, m: out.masters, out: out, year: s.yearHint(), metric: model.MetricAmount,
		seen: map[model.TargetRow]bool{}}
	if containsAny(strings.ToLower(s.Sheet()), quantityWords) {
		c.metric = model.MetricQuantity
	}
	levels := map[Field]model.TargetLevel{FieldTarget: model.LevelTarget, FieldStretch: model.LevelStretch,
		FieldChallenge: model.LevelChallenge, FieldMonthValue: ""}
	for i, f := range s.header.fields {
		if level, ok := levels[f]; ok {
			c.values = append(c.values, targetColumn{i, f, level, s.header.titles[i]})
		}
	}
	if err := r.each(ctx, progress, c.line); err != nil {
		return err
	}
	if c.again > 0 {
		out.notes = append(out.notes, i18n.T("%d 个目标在文件里不止一次,以最后一次为准。", c.again))
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
	var month model.Month
	if _, ok := r.columns[FieldMonth]; ok {
		month = c.month(year)
	}
	level, metric := c.level(), c.metricOf()
	if len(r.problems) > before {
		return nil
	}
	var found []model.TargetRow
	for _, col := range c.values {
		if row, ok := c.value(col, month, year, level, metric); ok {
			found = append(found, row)
		}
	}
	if len(found) == 0 && len(r.problems) == before {
		r.fail(c.values[0].field, badEmpty)
	}
	if len(r.problems) > before {
		return nil
	}
	node := c.node()
	for _, row := range found {
		n := node
		n.RowNo, n.Month, n.Level, n.Metric, n.Value = row.RowNo, row.Month, row.Level, row.Metric, row.Value
		c.out.in.Targets = append(c.out.in.Targets, n)
		n.RowNo, n.Value = 0, 0
		if c.seen[n] {
			c.again++
		}
		c.seen[n] = true
	}
	return nil
}

// month of the row, from its month cell.
func (c *targetCheck) month(year int) model.Month {
	r := c.r
	v, _ := r.value(FieldMonth)
	if v == 0 {
		r.fail(FieldMonth, badEmpty)
		return 0
	}
	if !r.usable(FieldMonth, v) {
		return 0
	}
	text := r.book.Show(v)
	if r.book.Kind(v) == workbook.Number {
		if d, ok := values.Serial(text, r.book.Date1904); ok && r.window.Contains(d) {
			return d.Month()
		}
	}
	m, ok := values.Month(text, year)
	if !ok {
		why := badMonth
		if _, would := values.Month(text, 2000); would {
			why = badYearless
		}
		r.fail(FieldMonth, why)
	}
	return m
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
	switch {
	case s == "":
		return ""
	case containsAny(s, quantityWords):
		return model.MetricQuantity
	case containsAny(s, amountWords):
		return model.MetricAmount
	}
	c.r.fail(FieldMetric, badMetric)
	return ""
}

// value reads one figure of the row; ok is false if the cell is empty or rejected.
func (c *targetCheck) value(col targetColumn, month model.Month, year int, level model.TargetLevel, metric model.Metric) (model.TargetRow, bool) {
	r := c.r
	row := model.TargetRow{RowNo: r.row + 1, Month: month, Level: level, Metric: metric}
	if col.field == FieldMonthValue {
		m, ok := col.title.month(year)
		if !ok {
			if r.at(col.column) != 0 {
				r.failAt(col.field, col.column, badYearless)
			}
			return row, false
		}
		row.Month = m
	} else if col.level != model.LevelTarget {
		row.Level = col.level
	}
	if row.Metric == "" {
		row.Metric = c.metric
		if containsAny(col.title.key, quantityWords) {
			row.Metric = model.MetricQuantity
		} else if containsAny(col.title.key, amountWords) {
			row.Metric = model.MetricAmount
		}
	}
	var ok bool
	if row.Metric == model.MetricQuantity {
		var q model.Quantity
		q, ok = r.quantityAt(col.field, col.column, values.Quantity)
		row.Value = int64(q)
	} else {
		var m model.Money
		m, ok = r.moneyAt(col.field, col.column)
		row.Value = int64(m)
	}
	if ok && row.Value < 0 {
		r.failAt(col.field, col.column, badNegative)
		return row, false
	}
	return row, ok
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
