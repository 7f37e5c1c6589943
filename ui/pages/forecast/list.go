package forecast

import (
	"cmp"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/forecasting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/widgets/table"
)

// row is a node of the list with what its columns show.
type row struct {
	node               *forecasting.Node
	next               [nextMonths]int64
	said               [nextMonths]bool // by the manager
	recent             int64
	expected, lastYear int64
	growth             analysis.Value
	score              forecasting.Score
}

// nextMonths are the months to come that have a column of their own.
const nextMonths = 3

// saidMark stands before a figure of the manager's.
const saidMark = "✎"

// list is the table of nodes; its columns follow the months forecast, so that it is made
// anew when these change.
type list struct {
	page  *Page
	table *table.Table[row]
	from  forecasting.Request // what the columns were made for

	widths figureWidths // of the columns
}

func (l *list) show(o *forecasting.Outlook) {
	p := l.page
	if w := p.widths(o); l.table == nil || l.from != o.Request || w.wider(l.widths) {
		l.widths = w
		l.make(o)
	}
	nodes := o.Nodes
	if o.By == forecasting.ByTotal {
		nodes = []forecasting.Node{o.Total}
	}
	rows := make([]row, len(nodes))
	for i := range nodes {
		rows[i] = l.row(o, &nodes[i])
	}
	l.table.SetItems(rows)
	if want := p.node(); want != nil {
		l.table.SelectWhere(func(r row) bool { return r.node.ID == want.ID })
	}
}

func (l *list) row(o *forecasting.Outlook, n *forecasting.Node) row {
	r := row{node: n}
	for i := range min(nextMonths, len(n.Points)) {
		r.next[i], r.said[i] = n.Points[i].Expected(), n.Points[i].Override != nil
	}
	for _, v := range n.History[max(0, len(n.History)-3):] {
		r.recent += v
	}
	var comparable bool
	r.expected, r.lastYear, comparable = o.Ahead(n)
	if comparable {
		r.growth = analysis.Growth(r.expected, r.lastYear)
	}
	r.score, _ = n.Track.Best()
	return r
}

func (l *list) make(o *forecasting.Outlook) {
	p := l.page
	if l.table != nil {
		l.table.Close()
	}
	l.from = o.Request
	l.table = table.New(l.columns(o))
	l.table.Noun = i18n.T("行")
	l.table.OnFault = p.host.Fail
	l.table.OnSelect = func() {
		if r, ok := l.table.Current(); ok && p.outlook != nil {
			p.selected, p.chosen = r.node.ID, true
			p.card.show(r.node)
		}
	}
	l.table.OnOpen = func(r row) { p.card.adjust(r.node, 0) }
	p.left.Objects = []fyne.CanvasObject{l.table}
	p.left.Refresh()
}

func (l *list) columns(o *forecasting.Outlook) []table.Column[row] {
	show := l.page.figure
	number := func(key, title string, of func(row) int64) table.Column[row] {
		return table.Column[row]{Key: key, Title: title, Width: 84, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(r row) string { return show(of(r)) }, Compare: func(a, b row) int { return cmp.Compare(of(a), of(b)) }}
	}
	rate := func(key, title string, width float32, of func(row) analysis.Value, tone func(row) table.Tone, text func(analysis.Value) string) table.Column[row] {
		return table.Column[row]{Key: key, Title: title, Width: width, Align: fyne.TextAlignTrailing, Sortable: true, Tone: tone,
			Text: func(r row) string { return text(of(r)) }, Compare: func(a, b row) int { return cmp.Compare(of(a).N, of(b).N) }}
	}
	columns := []table.Column[row]{
		{Key: "name", Title: byWord(o.By), Width: 132, Fixed: true, Sortable: true, Filter: true, Text: func(r row) string { return r.node.Name }},
		{Key: "code", Title: i18n.T("编码"), Width: 90, Sortable: true, Filter: true, Hidden: true,
			Text: func(r row) string { return r.node.Code }},
	}
	recent := number("recent", i18n.T("近 3 月"), func(r row) int64 { return r.recent })
	recent.Hidden = true // the card draws the history
	columns = append(columns, recent)
	for i := range min(nextMonths, o.Months) {
		title := (o.Origin + model.Month(i+1)).String()
		c := number(title, title, func(r row) int64 { return r.next[i] })
		c.Width = l.widths[i]
		c.Tone = func(r row) table.Tone {
			if r.said[i] {
				return table.Attention
			}
			return table.Plain
		}
		c.Text = func(r row) string {
			if r.said[i] {
				return saidMark + show(r.next[i])
			}
			return show(r.next[i])
		}
		columns = append(columns, c)
	}
	growthTone := func(r row) table.Tone {
		switch {
		case !r.growth.Known || r.growth.N == 0:
			return table.Plain
		case r.growth.N > 0:
			return table.Ahead
		}
		return table.Behind
	}
	sum := number("sum", i18n.T("%d 月合计", o.Months), func(r row) int64 { return r.expected })
	sum.Width = l.widths[nextMonths]
	sum.Sum, sum.SumText = func(r row) int64 { return r.expected }, show
	return append(columns, sum,
		rate("growth", i18n.T("同比"), 72, func(r row) analysis.Value { return r.growth }, growthTone, signedRate),
		rate("wape", "WAPE", 58, func(r row) analysis.Value { return r.score.WAPE }, nil, forecasting.Rate),
		rate("bias", i18n.T("偏差"), 72, func(r row) analysis.Value { return r.score.Bias }, nil, signedRate))
}

// signedRate shows a rate with its sign, "—" where there is none.
func signedRate(v analysis.Value) string {
	text := forecasting.Rate(v)
	if v.Known && v.N > 0 {
		return "+" + text
	}
	return text
}

// figure shows a figure of the outlook: whole yuan or 万元, or whole pieces.
func (p *Page) figure(v int64) string {
	if p.request.Metric == model.MetricQuantity {
		return document.FormatScaled(v, int64(model.Unit), 0)
	}
	if p.program.Settings().Money == document.TenThousand {
		return document.FormatMoney(model.Money(v), document.TenThousand, 1)
	}
	return document.FormatMoney(model.Money(v), document.Yuan, 0)
}

// unit of figure.
func (p *Page) unit() string {
	switch {
	case p.request.Metric == model.MetricQuantity:
		return i18n.T("件")
	case p.program.Settings().Money == document.TenThousand:
		return i18n.T("万元")
	}
	return i18n.T("元")
}
