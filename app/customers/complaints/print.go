package complaints

import (
	"cmp"
	"strconv"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Document is the printed list of complaints with its figures and charts; filter says
// which rows were chosen, in the words of the title line.
func (r *Register) Document(rows []Row, f Filter) *document.Document {
	sums := Sum(rows, r.Today)
	doc := &document.Document{
		Kind: "complaints", Title: i18n.T("客户投诉"), Subtitle: r.filterWords(f), Period: f.Period, PeriodText: periodText(f.Period),
		AsOf: r.Today.String(), Money: document.Yuan, Quantity: document.Pieces, Landscape: true,
		Header:       []string{i18n.T("截至 %s", r.Today), i18n.T("共 %d 件", len(rows))},
		CardSections: []string{"figures", "urgent", "cause"},
		Notes:        notes(),
	}
	doc.Sections = []document.Section{figuresSection(sums), r.urgentSection(rows)}
	for _, by := range []By{ByCause, ByProduct, ByLot} {
		doc.Sections = append(doc.Sections, groupSection(rows, by))
	}
	doc.Sections = append(doc.Sections, listSection(rows))
	return doc
}

func notes() []string {
	return []string{
		i18n.T("未结案:没有结案日期的投诉。逾期:未结案且期限早于截至日。"),
		i18n.T("平均结案天数 = 已结案投诉(结案日期 − 投诉日期)之和 ÷ 已结案件数。"),
		i18n.T("费用按投诉日期归入年度;满意度为客户对处理结果的评分(1–5),未评分不计。"),
	}
}

func periodText(p model.Period) string {
	if p == (model.Period{}) {
		return i18n.T("全部时间")
	}
	return i18n.T("%s 至 %s", p.From, p.To)
}

func (r *Register) filterWords(f Filter) string {
	var words []string
	if f.State != AnyState {
		words = append(words, StateName(f.State))
	}
	if region := r.Directory.Regions[f.RegionID]; region != nil {
		words = append(words, region.Name)
	}
	for _, w := range []string{f.Cause, f.Text} {
		if w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, " · ")
}

// Tenths writes a number kept in tenths; "—" when there is nothing behind it.
func Tenths(v, behind int) string {
	if behind == 0 {
		return "—"
	}
	return strconv.FormatFloat(float64(v)/10, 'f', 1, 64)
}

func figuresSection(f Figures) document.Section {
	count := func(key, title string) document.Column {
		return document.Column{Key: key, Title: title, Unit: i18n.T("件"), Kind: document.Count}
	}
	return document.Section{ID: "figures", Title: i18n.T("关键数字"),
		Columns: []document.Column{count("all", i18n.T("投诉")), count("open", i18n.T("未结案")), count("overdue", i18n.T("已逾期")),
			{Key: "days", Title: i18n.T("平均结案"), Unit: i18n.T("天"), Kind: document.Quantity, Decimals: 1},
			{Key: "cost", Title: i18n.T("%d 年费用", f.CostYear), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
			{Key: "score", Title: i18n.T("处理满意度"), Unit: i18n.T("星"), Kind: document.Quantity, Decimals: 1}},
		Rows: []document.Row{{Cells: []document.Cell{{Number: int64(f.All)}, {Number: int64(f.Open)}, {Number: int64(f.Overdue)},
			{Number: int64(f.CloseDays) * 100, None: f.Closed == 0}, {Number: int64(f.Cost)}, {Number: int64(f.Score) * 100, None: f.Scored == 0}}}}}
}

// mostUrgent are listed one by one in the box on top.
const mostUrgent = 8

func (r *Register) urgentSection(rows []Row) document.Section {
	box := &document.Exceptions{Rules: []string{i18n.T("逾期未结案"), i18n.T("越级投诉待主管意见")}}
	for i := range rows {
		c := &rows[i]
		var words string
		switch {
		case c.Late > 0:
			words = i18n.T("%s:%s,逾期 %d 天,负责人 %s", c.Customer, c.Cause, c.Late, cmp.Or(c.Owner, "—"))
		case c.WaitsForOpinion():
			words = i18n.T("%s:%s,越级投诉,待主管经理意见", c.Customer, c.Cause)
		default:
			continue
		}
		if len(box.Items) == mostUrgent {
			box.More++
			continue
		}
		box.Items = append(box.Items, words)
	}
	return document.Section{ID: "urgent", Title: i18n.T("要抓紧的"), Exceptions: box}
}

func groupSection(rows []Row, by By) document.Section {
	spec := Chart(rows, by, false)
	spec.Bare = true // the section says it
	section := document.Section{ID: string(by), Title: spec.Title, Caption: i18n.T("单位:%s", spec.Unit), Chart: &spec,
		Columns: []document.Column{{Key: "name", Title: ByName(by), Kind: document.Text, Wide: true},
			{Key: "count", Title: i18n.T("件数"), Unit: i18n.T("件"), Kind: document.Count},
			{Key: "cost", Title: i18n.T("费用"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2}},
		Rows: groupRows(GroupBy(rows, by))}
	if len(rows) == 0 {
		section.Empty, section.Chart = i18n.T("没有投诉"), nil
	}
	return section
}

func groupRows(groups []Group) []document.Row {
	out := make([]document.Row, len(groups))
	for i, g := range groups {
		out[i] = document.Row{Cells: []document.Cell{{Text: g.Name}, {Number: int64(g.Count)}, {Number: int64(g.Cost)}}}
	}
	return out
}

func listSection(rows []Row) document.Section {
	s := document.Section{ID: "list", Title: i18n.T("投诉清单"),
		Columns: []document.Column{
			{Key: "date", Title: i18n.T("日期"), Kind: document.DateColumn},
			{Key: "code", Title: i18n.T("客户编码"), Kind: document.Text, DataOnly: true},
			{Key: "customer", Title: i18n.T("客户"), Kind: document.Text, Wide: true},
			{Key: "region", Title: i18n.T("区域"), Kind: document.Text},
			{Key: "product", Title: i18n.T("品项"), Kind: document.Text},
			{Key: "lot", Title: i18n.T("批号"), Kind: document.Text},
			{Key: "cause", Title: i18n.T("原因"), Kind: document.Text},
			{Key: "text", Title: i18n.T("内容"), Kind: document.Text, Wide: true},
			{Key: "quantity", Title: i18n.T("数量"), Unit: i18n.T("件"), Kind: document.Quantity},
			{Key: "cost", Title: i18n.T("费用"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
			{Key: "owner", Title: i18n.T("负责人"), Kind: document.Text},
			{Key: "due", Title: i18n.T("期限"), Kind: document.DateColumn},
			{Key: "state", Title: i18n.T("状态"), Kind: document.Text},
			{Key: "outcome", Title: i18n.T("处理结果"), Kind: document.Text, DataOnly: true},
			{Key: "opinion", Title: i18n.T("主管意见"), Kind: document.Text, DataOnly: true},
			{Key: "satisfaction", Title: i18n.T("满意度"), Kind: document.Count, DataOnly: true},
		}}
	total := document.Row{Strong: true, Cells: make([]document.Cell, len(s.Columns))}
	for i, c := range s.Columns {
		total.Cells[i].None = c.Kind == document.DateColumn || c.Key == "satisfaction"
	}
	for i := range rows {
		r := &rows[i]
		s.Rows = append(s.Rows, listRow(r))
		total.Cells[8].Number += int64(r.Quantity)
		total.Cells[9].Number += int64(r.Cost)
	}
	total.Cells[2].Text = i18n.T("合计 %d 件", len(rows))
	if len(rows) == 0 {
		s.Empty = i18n.T("没有投诉")
		return s
	}
	s.Total = &total
	return s
}

func listRow(r *Row) document.Row {
	text := func(s string) document.Cell { return document.Cell{Text: s} }
	day := func(d model.Date) document.Cell { return document.Cell{Number: int64(d), None: d.IsZero()} }
	state := document.Cell{Text: r.StateWords()}
	if r.Late > 0 {
		state.Tone = document.Behind
	}
	return document.Row{Cells: []document.Cell{day(r.Date), text(r.CustomerCode), text(r.Customer), text(r.Region), text(r.Product),
		text(r.Lot), text(r.Cause), text(r.Text), {Number: int64(r.Quantity), None: r.Quantity == 0}, {Number: int64(r.Cost)}, text(r.Owner),
		day(r.Due), state, text(r.Outcome), text(r.Opinion), {Number: int64(r.Satisfaction), None: r.Satisfaction == 0}}}
}

// StateWords says how far a complaint is: 逾期 3 天, 待主管意见, 未结案, 已结案.
func (r *Row) StateWords() string {
	switch {
	case r.Late > 0:
		return i18n.T("逾期 %d 天", r.Late)
	case r.WaitsForOpinion():
		return i18n.T("待主管意见")
	case r.Open():
		return i18n.T("未结案")
	}
	return i18n.T("已结案")
}
