// Package plain writes documents as data and text: JSON, CSV and text to paste into a
// chat. It is also the one place that turns cells into exact decimals, so that every data
// format says the same number.
package plain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Value is a cell as exact text without separators: money in yuan, quantities in units,
// percent and points with two decimals, dates as YYYY-MM-DD, text as it is. None is "".
// A trend's values are joined by semicolons.
func Value(c document.Column, cell document.Cell) string {
	if cell.None {
		return ""
	}
	switch c.Kind {
	case document.Money:
		return model.Money(cell.Number).String()
	case document.Quantity:
		return model.Quantity(cell.Number).String()
	case document.Count:
		return strconv.FormatInt(cell.Number, 10)
	case document.Percent, document.Points:
		return hundredths(cell.Number)
	case document.DateColumn:
		return model.Date(cell.Number).String()
	case document.TrendColumn:
		return strings.Join(Trend(cell), ";")
	default:
		return cell.Text
	}
}

// Trend is a trend cell's values in yuan.
func Trend(cell document.Cell) []string {
	out := make([]string, len(cell.Trend))
	for i, v := range cell.Trend {
		out[i] = model.Money(v).String()
	}
	return out
}

// hundredths writes 1/10,000 percent with two decimals, rounded half away from zero.
func hundredths(n int64) string {
	n = model.RoundTo(n, 100) / 100
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}

// CellAt is a row's cell in a column; a short row has none there.
func CellAt(row *document.Row, i int) document.Cell {
	if i >= len(row.Cells) {
		return document.Cell{None: true}
	}
	return row.Cells[i]
}

// Unit is a column's unit in data formats; money is always in yuan there.
func Unit(c document.Column) string {
	switch {
	case c.Unit != "":
		return c.Unit
	case c.Kind == document.Money || c.Kind == document.TrendColumn:
		return i18n.T("元")
	case c.Kind == document.Percent:
		return "%"
	case c.Kind == document.Points:
		return i18n.T("百分点")
	}
	return ""
}

// Heading is a column's title with its group and unit: 销售额 本月累计(元).
func Heading(c document.Column) string {
	s := c.Title
	if c.Group != "" {
		s = c.Group + " " + s
	}
	if u := Unit(c); u != "" {
		s += "(" + u + ")"
	}
	return s
}

// Period is YYYY-MM-DD for a day, YYYY-MM for a whole month, else from/to.
func Period(p model.Period) string {
	switch {
	case p.From == p.To:
		return p.From.String()
	case p == p.From.Month().Period():
		return p.From.Month().String()
	}
	return p.From.String() + "/" + p.To.String()
}

// Facts are the lines that stand under a title: period, header facts, snapshot, as-of.
func Facts(doc *document.Document) []string {
	var out []string
	seen := map[string]bool{"": true}
	add := func(s string) {
		if s = strings.TrimSpace(s); !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	add(doc.Subtitle)
	add(doc.PeriodText)
	for _, h := range doc.Header {
		add(h)
	}
	if doc.Closed {
		add(i18n.T("已月结(快照)"))
	}
	if doc.AsOf != "" && !strings.Contains(strings.Join(out, " "), doc.AsOf) {
		add(i18n.T("数据截至 %s", doc.AsOf))
	}
	return out
}

// DataFacts are Facts for formats that hold exact values: the unit of the paper (万元) is
// left out, because every heading there names its own.
func DataFacts(doc *document.Document) []string {
	return slices.DeleteFunc(Facts(doc), func(fact string) bool {
		return strings.HasPrefix(fact, i18n.T("单位"))
	})
}

// ExceptionLines are the words of an exceptions box, its rules last.
func ExceptionLines(e *document.Exceptions) []string {
	var out []string
	if len(e.Items) == 0 {
		out = append(out, i18n.T("无异常"))
	}
	out = append(out, e.Items...)
	if len(e.Rules) > 0 {
		out = append(out, i18n.T("已检查 %d 条规则:%s", len(e.Rules), strings.Join(e.Rules, i18n.T("；"))))
	}
	return out
}

// ParagraphText is a paragraph on one line, its tick box as a sign.
func ParagraphText(p document.Paragraph) string {
	text := p.Text
	if p.Style == document.Item {
		switch p.State {
		case model.PlanDone:
			text = "✓ " + text
		case model.PlanMissed:
			text = "× " + text
		default:
			text = "□ " + text
		}
	}
	if p.Note != "" {
		text += i18n.T("(%s)", p.Note)
	}
	return text
}
