package customers

import (
	"cmp"
	"slices"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/charts"
	"xunshi/model"
)

// ListDocument is the list as it is shown: rows, columns by key in their order, and the
// filter in words.
func ListDocument(l *List, rows []*Row, keys []string, filter string, unit document.MoneyUnit) *document.Document {
	columns := chosen(Columns(l.Fields, unit), keys)
	s := document.Section{ID: "customers", Title: i18n.T("客户名单"), Caption: i18n.T("%d 家", len(rows))}
	total := document.Row{Strong: true}
	sums := make([]int64, len(columns))
	for _, c := range columns {
		s.Columns = append(s.Columns, c.Column)
	}
	for _, r := range rows {
		row := document.Row{Cells: make([]document.Cell, len(columns))}
		for i, c := range columns {
			row.Cells[i] = c.Cell(r)
			if c.Amount != nil {
				sums[i] += int64(c.Amount(r))
			}
		}
		s.Rows = append(s.Rows, row)
	}
	for i, c := range columns {
		cell := document.Cell{None: c.Kind != document.Text}
		switch {
		case i == 0:
			cell = document.Cell{Text: i18n.T("合计")}
		case c.Amount != nil:
			cell = document.Cell{Number: sums[i]}
		}
		total.Cells = append(total.Cells, cell)
	}
	if len(rows) > 0 {
		s.Total = &total
	} else {
		s.Empty = i18n.T("没有符合条件的客户。")
	}
	d := &document.Document{Kind: "customers", Title: i18n.T("客户名单"), PeriodText: filter, AsOf: l.AsOf.String(), Money: unit, Quantity: document.Pieces,
		Header: []string{i18n.T("共 %d 家", len(rows)), i18n.T("数据截至 %s", l.AsOf)}, Sections: []document.Section{s}, Notes: l.Rules(),
		Landscape: len(columns) > 7, CardSections: []string{"customers"}}
	return d
}

// chosen are the columns of the keys, in their order; without keys the usual ones.
func chosen(all []Column, keys []string) []Column {
	var out []Column
	if len(keys) == 0 {
		for _, c := range all {
			if c.Usual {
				out = append(out, c)
			}
		}
		return out
	}
	for _, key := range keys {
		if i := slices.IndexFunc(all, func(c Column) bool { return c.Key == key }); i >= 0 {
			out = append(out, all[i])
		}
	}
	return out
}

// Limits of the printed card, so that it stays within two pages.
const (
	printedMix    = 6
	printedPeople = 6
	printedOpen   = 8
	eventRoom     = 19 // lines for events on a card without contacts and contracts
	fewestEvents  = 5
)

// eventLines is how many events fit on the second page.
func (c *Card) eventLines() int {
	room := eventRoom - min(printedPeople, len(c.People())) - max(0, min(printedOpen, len(c.Open))-3)
	if n := len(c.Contracts); n > 0 {
		room -= 3 + n
	}
	return max(fewestEvents, room)
}

// Document is the card as a report of one to two pages.
func (c *Card) Document() *document.Document {
	k := c.Customer
	d := &document.Document{Kind: "customer", Title: k.Name, Subtitle: i18n.T("客户卡片"), PeriodText: joined(k.Kind, gradeWords(k.Grade), c.Region),
		AsOf: c.List.AsOf.String(), Money: c.Unit, Quantity: document.Pieces,
		Header: c.headWords(), Notes: append(c.List.Rules()[:3:3], CompletenessRule(k.Kind)),
		CardSections: []string{"open", "mix"}} // the table of figures is too wide for a phone: see Picture
	d.Sections = append(d.Sections, c.openSection(), c.figureSection(), c.chartSection(), c.mixSection(), c.fileSection(), c.contactSection())
	if len(c.Contracts) > 0 {
		d.Sections = append(d.Sections, c.contractSection())
	}
	d.Sections = append(d.Sections, c.eventSection())
	return d
}

func gradeWords(grade string) string {
	if grade == "" {
		return ""
	}
	return i18n.T("%s 级", grade)
}

func (c *Card) headWords() []string {
	out := []string{}
	add := func(label, value string) {
		if value != "" {
			out = append(out, i18n.T("%[1]s:%[2]s", label, value))
		}
	}
	add(i18n.T("编码"), c.Customer.Code)
	add(i18n.T("负责人"), c.Owner)
	if c.Complete >= 0 {
		out = append(out, i18n.T("档案完整度 %d%%", c.Complete))
	}
	return append(out, i18n.T("数据截至 %s", c.List.AsOf))
}

// Picture is the card for a phone: what matters most, one label and value in a line.
func (c *Card) Picture() *document.Document {
	d := c.Document()
	d.CardSections = []string{"figures", "open", "mix"}
	for i := range d.Sections {
		if d.Sections[i].ID == "figures" {
			d.Sections[i] = narrowSection("figures", d.Sections[i].Title, c.figurePairs())
		}
	}
	return d
}

// narrowSection is a table of labels and values, a pair in a line.
func narrowSection(id, title string, pairs [][2]string) document.Section {
	s := document.Section{ID: id, Title: title, Columns: []document.Column{
		{Key: "label", Title: i18n.T("项目"), Kind: document.Text}, {Key: "value", Title: i18n.T("内容"), Kind: document.Text, Wide: true}}}
	for _, p := range pairs {
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Text: p[0], Tone: document.Quiet}, {Text: p[1]}}})
	}
	return s
}

// pairSection is a table of labels and values, two pairs in a line.
func pairSection(id, title string, pairs [][2]string) document.Section {
	s := document.Section{ID: id, Title: title, Columns: []document.Column{
		{Key: "label", Title: i18n.T("项目"), Kind: document.Text}, {Key: "value", Title: i18n.T("内容"), Kind: document.Text, Wide: true},
		{Key: "label2", Title: i18n.T("项目"), Kind: document.Text}, {Key: "value2", Title: i18n.T("内容"), Kind: document.Text, Wide: true},
	}}
	half := (len(pairs) + 1) / 2
	for i := range half {
		cells := []document.Cell{{Text: pairs[i][0], Tone: document.Quiet}, {Text: pairs[i][1]}, {}, {}}
		if i+half < len(pairs) {
			cells[2], cells[3] = document.Cell{Text: pairs[i+half][0], Tone: document.Quiet}, document.Cell{Text: pairs[i+half][1]}
		}
		s.Rows = append(s.Rows, document.Row{Cells: cells})
	}
	return s
}

func (c *Card) figureSection() document.Section {
	return pairSection("figures", i18n.T("经营情况"), c.figurePairs())
}

func (c *Card) figurePairs() [][2]string {
	growth := document.Dash
	if c.Growth.Known {
		growth = (&document.Document{}).Show(document.Column{Kind: document.Percent, Decimals: 1, Signed: true}, document.Cell{Number: c.Growth.N})
	}
	rate := func(known bool, n int64) string {
		if !known {
			return document.Dash
		}
		return percentText(n)
	}
	breadth := c.Mix.Breadth()
	return [][2]string{
		{i18n.T("近 12 月净额"), MoneyWords(c.Year, c.Unit)},
		{i18n.T("本月净额"), i18n.T("%[1]s(同比 %[2]s)", MoneyWords(c.Month, c.Unit), growth)},
		{i18n.T("进货次数(近 12 月)"), i18n.T("%d 次", c.Buys)},
		{i18n.T("最近进货"), c.LastWords()},
		{i18n.T("平常间隔"), c.RhythmWords()},
		{i18n.T("全品项"), i18n.T("%[1]d ÷ %[2]d = %[3]s", c.Mix.Sold, c.Mix.Listed, rate(breadth.Known, breadth.N))},
		{i18n.T("信用额度 / 欠款"), c.CreditWords()},
		{i18n.T("账龄"), c.AgeingWords()},
		{i18n.T("ABC 分类 / RFM"), ClassName(c.Class) + " / " + ScoreText(c.RFM)},
		{i18n.T("最近联系"), c.SpokenWords()},
	}
}

func (c *Card) chartSection() document.Section {
	return document.Section{ID: "months", Title: i18n.T("近 12 个月销售额"), Chart: c.Chart()}
}

// Chart is the twelve months as bars.
func (c *Card) Chart() *charts.Spec {
	unit := i18n.T("元")
	if c.Unit == document.TenThousand {
		unit = i18n.T("万元")
	}
	spec := &charts.Spec{Kind: charts.Bar, Title: i18n.T("近 12 个月销售额"), Unit: unit, Note: i18n.T("净额,最后一个月截至 %s", c.List.AsOf), Bare: true,
		Series: []charts.Series{{Name: i18n.T("净额"), Style: charts.StyleActual}}}
	for _, m := range c.Months {
		value := m.Net.Float()
		if c.Unit == document.TenThousand {
			value /= 10_000
		}
		spec.Categories = append(spec.Categories, MonthName(m.Month))
		spec.Series[0].Values = append(spec.Series[0].Values, value)
	}
	return spec
}

// MonthName is 25-10, the month under a bar.
func MonthName(m model.Month) string { return m.String()[2:] }

func (c *Card) mixSection() document.Section {
	s := document.Section{ID: "mix", Title: i18n.T("品项结构"), Caption: i18n.T("近 12 月净额"), Columns: []document.Column{
		{Key: "product", Title: i18n.T("品项"), Kind: document.Text, Wide: true},
		{Key: "net", Title: i18n.T("净额"), Kind: document.Money, Unit: i18n.T("元"), Decimals: moneyDecimals(c.Unit)},
		{Key: "share", Title: i18n.T("占比"), Kind: document.Percent, Unit: "%", Decimals: 1},
	}}
	for _, item := range c.Mix.Top(printedMix) {
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Text: item.Name}, {Number: int64(item.Net)}, {Number: item.Share.N, None: !item.Share.Known}}})
	}
	if len(s.Rows) == 0 {
		s.Empty = i18n.T("近 12 个月没有进货。")
		return s
	}
	s.Total = &document.Row{Strong: true, Cells: []document.Cell{{Text: i18n.T("合计")}, {Number: int64(c.Mix.Net)}, {Number: 100 * percent, None: c.Mix.Net <= 0}}}
	return s
}

func (c *Card) fileSection() document.Section {
	k := c.Customer
	pairs := [][2]string{
		{i18n.T("地址"), c.AddressWords()},
		{i18n.T("结算"), c.TermsWords()},
		{i18n.T("约定区域"), c.AreaWords()},
		{i18n.T("销售政策"), c.PolicyWords()},
		{i18n.T("仓库 / 车辆"), joined(k.Warehouse, vehicleWords(k.Vehicles))},
		{i18n.T("经营竞品"), k.Rivals},
		{i18n.T("标签"), JoinTags(c.Tags())},
		{i18n.T("缺少资料"), MissingWords(c.missing)},
	}
	for i := range pairs {
		pairs[i][1] = cmp.Or(pairs[i][1], document.Dash)
	}
	return pairSection("file", i18n.T("档案"), pairs)
}

func vehicleWords(n int) string {
	if n == 0 {
		return ""
	}
	return i18n.T("车 %d 辆", n)
}

func (c *Card) contactSection() document.Section {
	s := document.Section{ID: "contacts", Title: i18n.T("联系人"), Columns: []document.Column{
		{Key: "name", Title: i18n.T("姓名"), Kind: document.Text}, {Key: "role", Title: i18n.T("职务"), Kind: document.Text},
		{Key: "phone", Title: i18n.T("电话"), Kind: document.Text}, {Key: "wechat", Title: i18n.T("微信"), Kind: document.Text},
		{Key: "note", Title: i18n.T("备注"), Kind: document.Text, Wide: true},
	}}
	people := c.People()
	for _, p := range people[:min(printedPeople, len(people))] {
		s.Rows = append(s.Rows, document.Row{Strong: p.Main, Cells: []document.Cell{{Text: p.Name}, {Text: p.Role}, {Text: joined(PhoneText(p.Phone), PhoneText(p.Phone2))}, {Text: p.WeChat}, {Text: p.Note}}})
	}
	if len(s.Rows) == 0 {
		s.Empty = i18n.T("档案里还没有联系人。")
	}
	return s
}

func (c *Card) contractSection() document.Section {
	s := document.Section{ID: "contracts", Title: i18n.T("合同"), Columns: []document.Column{
		{Key: "title", Title: i18n.T("合同"), Kind: document.Text, Wide: true},
		{Key: "to", Title: i18n.T("到期"), Kind: document.DateColumn},
		{Key: "commitment", Title: i18n.T("任务额"), Kind: document.Money, Unit: i18n.T("元"), Decimals: moneyDecimals(c.Unit)},
		{Key: "actual", Title: i18n.T("完成"), Kind: document.Money, Unit: i18n.T("元"), Decimals: moneyDecimals(c.Unit)},
		{Key: "done", Title: i18n.T("达成率"), Kind: document.Percent, Unit: "%", Decimals: 1},
		{Key: "time", Title: i18n.T("时间进度"), Kind: document.Percent, Unit: "%", Decimals: 1},
	}}
	for i := range c.Contracts {
		k := &c.Contracts[i]
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Text: cmp.Or(k.Title, k.Number)}, {Number: int64(k.To), None: k.To.IsZero()},
			{Number: int64(k.Commitment), None: k.Commitment == 0}, {Number: int64(k.Actual)},
			{Number: k.Done.N, None: !k.Done.Known}, {Number: k.Time.N, None: !k.Time.Known}}})
	}
	return s
}

func (c *Card) openSection() document.Section {
	s := document.Section{ID: "open", Title: i18n.T("待办"), Exceptions: &document.Exceptions{
		Rules: []string{i18n.T("进货节奏"), i18n.T("未结投诉"), i18n.T("到期的下一步"), i18n.T("逾期欠款"), i18n.T("将到期的合同")}}}
	for i, o := range c.Open {
		if i == printedOpen {
			s.Exceptions.More = len(c.Open) - i
			break
		}
		s.Exceptions.Items = append(s.Exceptions.Items, o.Words())
	}
	return s
}

// Words of an open item with its day.
func (o OpenItem) Words() string {
	switch {
	case o.Due.IsZero():
		return o.Text
	case o.Late:
		return i18n.T("%[1]s(应在 %[2]s 前)", o.Text, o.Due)
	}
	return i18n.T("%[1]s(%[2]s)", o.Text, o.Due)
}

func (c *Card) eventSection() document.Section {
	s := document.Section{ID: "events", Title: i18n.T("时间线"), Columns: []document.Column{
		{Key: "date", Title: i18n.T("日期"), Kind: document.DateColumn}, {Key: "kind", Title: i18n.T("类别"), Kind: document.Text},
		{Key: "text", Title: i18n.T("内容"), Kind: document.Text, Wide: true},
	}}
	lines := c.eventLines()
	for _, e := range c.Events[:min(lines, len(c.Events))] {
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Number: int64(e.Date)}, {Text: e.Kind.Name(), Tone: document.Quiet}, {Text: joined(e.Text, e.Detail), Tone: e.Tone}}})
	}
	if more := len(c.Events) - lines; more > 0 {
		s.Caption = i18n.T("最近 %[1]d 条,另有 %[2]d 条更早的", lines, more)
	}
	if len(s.Rows) == 0 {
		s.Empty = i18n.T("还没有记录。")
	}
	return s
}
