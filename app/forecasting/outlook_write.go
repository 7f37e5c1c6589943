package forecasting

import (
	"bufio"
	"context"
	"encoding/csv"
	"io"

	"xunshi/app/document"
	"xunshi/app/exporting/plain"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// WriteOutlook makes the file id, name, month, forecast, lower, upper, method, override,
// reason: a row for each node and month, in yuan or base units, marked as UTF-8 so that a
// spreadsheet reads the names. id is the code, or the name where there is none. The file
// appears whole or not at all; errors are Faults, or the context's.
func WriteOutlook(ctx context.Context, path string, o *Outlook) error {
	return writeWhole(ctx, path, func(w io.Writer) error {
		buffer := bufio.NewWriter(w)
		if _, err := buffer.WriteString("\ufeff"); err != nil {
			return err
		}
		out := csv.NewWriter(buffer)
		if err := out.Write([]string{"id", "name", "month", "forecast", "lower", "upper", "method", "override", "reason"}); err != nil {
			return err
		}
		for _, n := range o.all() {
			if err := ctx.Err(); err != nil {
				return err
			}
			for i := range n.Points {
				if err := out.Write(o.record(n, &n.Points[i])); err != nil {
					return err
				}
			}
		}
		out.Flush()
		if err := out.Error(); err != nil {
			return err
		}
		return buffer.Flush()
	})
}

func (o *Outlook) record(n *Node, p *Point) []string {
	id := n.Code
	if id == "" {
		id = n.Name
	}
	r := []string{plain.Harmless(id), plain.Harmless(n.Name), p.Month.String(), o.number(p.Value), o.number(p.Lower), o.number(p.Upper), n.Method, "", ""}
	if p.Override != nil {
		r[7], r[8] = o.number(p.Override.Value), plain.Harmless(p.Override.Reason)
	}
	return r
}

// number is a figure as data formats write it: a plain decimal in yuan or base units.
func (o *Outlook) number(v int64) string {
	if o.Metric == model.MetricQuantity {
		return model.Quantity(v).String()
	}
	return model.Money(v).String()
}

// Document is the outlook as a report: a table of the nodes with the months to come, what
// the last year was, and how past forecasts did.
func (o *Outlook) Document(organisation string, money document.MoneyUnit) *document.Document {
	d := &document.Document{Kind: "forecast", Title: organisation + " " + i18n.T("销售预测"), Money: money, Landscape: true,
		Subtitle: o.Words(), AsOf: o.Origin.Last().String(), PeriodText: o.span()}
	d.Header = []string{i18n.T("数据截至 %s", o.Origin.Last()), i18n.T("预测 %d 个月", o.Months)}
	if o.Empty != "" {
		d.Sections = []document.Section{{ID: "forecast", Title: i18n.T("预测"), Empty: o.Empty}}
		return d
	}
	if s := o.Judged.best(); s.WAPE.Known {
		d.Header = append(d.Header, i18n.T("以往预测 WAPE %[1]s,偏差 %[2]s", Rate(s.WAPE), Rate(s.Bias)))
	}
	d.Sections = []document.Section{o.section()}
	d.Notes = append(o.Notes,
		i18n.T("预测:按各自历史的滚动回测给各方法定权重后的组合;区间应包含 80% 的情况。"),
		i18n.T("WAPE = Σ|实际 − 预测| ÷ Σ实际;偏差 = Σ(预测 − 实际) ÷ Σ实际。未到期或没有保存的预测时,取滚动回测的结果。"),
		i18n.T("人工调整过的月份以颜色标出,理由见数据文件;合计按调整后的数。"))
	return d
}

// Words names dimension and metric: 按区域 · 销售额.
func (o *Outlook) Words() string { return ByText(o.By) + " · " + MetricText(o.Metric) }

// ByText names a dimension.
func ByText(by By) string {
	switch by {
	case ByRegion:
		return i18n.T("按区域")
	case ByProduct:
		return i18n.T("按品项")
	case ByCustomer:
		return i18n.T("按客户")
	}
	return i18n.T("整体")
}

// MetricText names a metric.
func MetricText(m model.Metric) string {
	if m == model.MetricQuantity {
		return i18n.T("销量")
	}
	return i18n.T("销售额")
}

func (o *Outlook) span() string {
	if o.Origin == 0 {
		return ""
	}
	return (o.Origin + 1).String() + " – " + (o.Origin + model.Month(o.Months)).String()
}

func (o *Outlook) section() document.Section {
	kind, unit, decimals := document.Money, i18n.T("元"), 0
	if o.Metric == model.MetricQuantity {
		kind, unit = document.Quantity, i18n.T("件")
	}
	s := document.Section{ID: "forecast", Title: i18n.T("预测"), Caption: o.Words()}
	figure := func(key, title, group string) document.Column {
		return document.Column{Key: key, Title: title, Group: group, Unit: unit, Kind: kind, Decimals: decimals}
	}
	s.Columns = []document.Column{{Key: "name", Title: i18n.T("名称"), Kind: document.Text, Wide: true},
		{Key: "code", Title: i18n.T("编码"), Kind: document.Text}}
	for m := range o.Months {
		month := o.Origin + model.Month(m+1)
		s.Columns = append(s.Columns, figure(month.String(), month.String(), i18n.T("预测")))
	}
	s.Columns = append(s.Columns, figure("sum", i18n.T("合计"), ""), figure("last", i18n.T("上年同期"), ""),
		document.Column{Key: "growth", Title: i18n.T("同比"), Unit: "%", Kind: document.Percent, Decimals: 1, Signed: true},
		document.Column{Key: "wape", Title: "WAPE", Unit: "%", Kind: document.Percent, Decimals: 1, Group: i18n.T("以往预测")},
		document.Column{Key: "bias", Title: i18n.T("偏差"), Unit: "%", Kind: document.Percent, Decimals: 1, Signed: true, Group: i18n.T("以往预测")},
		document.Column{Key: "method", Title: i18n.T("方法"), Kind: document.Text, DataOnly: true},
		document.Column{Key: "reason", Title: i18n.T("调整理由"), Kind: document.Text, DataOnly: true})
	for _, n := range o.all() {
		s.Rows = append(s.Rows, o.row(n))
	}
	if o.By != ByTotal {
		sum := o.Sum()
		total := o.row(&sum)
		total.Strong = true
		s.Total = &total
	}
	return s
}
