package complaints

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/customers/complaints"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/charts"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/chartview"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/regions"
	"xunshi/ui/widgets/table"
)

const typingPause = 200 * time.Millisecond

func byCode(list []pick.Item) {
	slices.SortFunc(list, func(a, b pick.Item) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID)) })
}

// listTab is 登记: figures, filters, the complaints and what they are about.
type listTab struct {
	page   *Page
	filter complaints.Filter
	rows   []complaints.Row // that pass the filter
	by     complaints.By
	cost   bool

	cards   [5]*widgets.KPICard
	states  *widgets.Segmented
	region  *widgets.Choice
	cause   *widgets.Choice
	text    *widgets.Entry
	table   *table.Table[complaints.Row]
	chart   *chartview.View
	title   *widgets.Text
	note    *widgets.Text
	charts  fyne.CanvasObject // the chart's card, away while there are no complaints
	body    *fyne.Container
	content fyne.CanvasObject
	timer   *time.Timer
}

var states = []complaints.State{complaints.AnyState, complaints.OpenState, complaints.OverdueState, complaints.OpinionPending, complaints.ClosedState}

var ways = []complaints.By{complaints.ByCause, complaints.ByProduct, complaints.ByLot}

func newListTab(p *Page) *listTab {
	t := &listTab{page: p, by: complaints.ByCause}
	names := make([]string, len(states))
	for i, s := range states {
		names[i] = complaints.StateName(s)
	}
	t.states = widgets.NewSegmented(names, 0, func(i int) { t.setState(states[i]) })
	t.region = regions.New(func(id model.ID) {
		t.filter.RegionID = id
		t.show()
	})
	t.cause = widgets.NewChoice([]widgets.Option{{Label: i18n.T("全部原因")}}, "", func(v string) {
		t.filter.Cause = v
		t.show()
	})
	t.text = widgets.NewEntry(i18n.T("客户、品项、批号、内容"))
	t.text.OnChanged = func(string) { t.typed() }
	t.text.OnKey = t.textKey
	t.table = table.New(columns())
	t.table.Noun = i18n.T("件投诉")
	t.table.OnOpen = func(r complaints.Row) { p.edit(r.Complaint) }
	t.table.Menu = t.menu
	t.table.OnCopied = func(n int) {
		p.host.Toast(shell.Toast{Text: i18n.T("已复制 %s 行,可粘贴到 Excel", widgets.Grouped(n))})
	}
	for i := range t.cards {
		t.cards[i] = widgets.NewKPICard(widgets.KPI{Progress: -1})
	}
	t.content = t.layOut()
	return t
}

func (t *listTab) layOut() fyne.CanvasObject {
	cards := make([]fyne.CanvasObject, len(t.cards))
	weights := make([]float32, len(t.cards))
	for i, c := range t.cards {
		cards[i], weights[i] = c, 1
	}
	bar := widgets.Inset(widgets.Insets{Left: 6, Right: 6, Bottom: 6},
		container.NewBorder(nil, nil, widgets.Row(8, t.states, t.region, t.cause), nil, widgets.Inset(widgets.Insets{Left: 8}, t.text)))
	list := widgets.NewPanel(container.NewBorder(bar, nil, nil, nil, t.table), widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule,
		Radius: theme.CardRadius, Pad: widgets.Insets{Left: 6, Top: 8, Right: 6, Bottom: 2}})
	t.charts = widgets.Inset(widgets.Insets{Top: theme.Gap}, t.chartCard())
	t.body = container.NewBorder(nil, t.charts, nil, nil, list)
	return container.NewBorder(widgets.Inset(widgets.Insets{Bottom: theme.Gap}, widgets.Fixed(0, 96, widgets.Weighted(theme.Gap, weights, cards...))), nil, nil, nil, t.body)
}

// chartCard shows what the complaints are about.
func (t *listTab) chartCard() fyne.CanvasObject {
	names := make([]string, len(ways))
	for i, w := range ways {
		names[i] = complaints.ByName(w)
	}
	by := widgets.NewSegmented(names, 0, nil)
	by.OnChanged = func(i int) { t.by = ways[i]; t.showChart() }
	unit := widgets.NewSegmented([]string{i18n.T("件数"), i18n.T("费用")}, 0, nil)
	unit.OnChanged = func(i int) { t.cost = i == 1; t.showChart() }
	t.title, t.note = widgets.NewText("", widgets.TextStyle{Bold: true, Ellipsis: true}), widgets.Caption("")
	t.chart = chartview.New(charts.Spec{Kind: charts.HBar, Bare: true})
	t.chart.SetMinSize(fyne.NewSize(200, 118))
	t.chart.OnTapped = t.pressed
	head := container.NewBorder(nil, nil, nil, widgets.Row(8, by, unit), widgets.Inset(widgets.Insets{Top: 6}, t.title))
	return widgets.NewCardGround(container.NewBorder(head, t.note, nil, nil, t.chart))
}

// pressed filters by what a bar stands for.
func (t *listTab) pressed(points []charts.Point) {
	if len(points) == 0 {
		return
	}
	name := points[0].Category
	switch {
	case t.by == complaints.ByCause && slices.ContainsFunc(t.rows, func(r complaints.Row) bool { return r.Cause == name }):
		t.filter.Cause = name
	case t.by != complaints.ByCause && slices.ContainsFunc(t.rows, func(r complaints.Row) bool { return r.Product == name || r.Lot == name }):
		t.text.SetText(name)
		t.filter.Text = name
	default:
		return
	}
	t.show()
}

func columns() []table.Column[complaints.Row] {
	type row = complaints.Row
	quiet := func(r row) table.Tone {
		if !r.Open() {
			return table.Quiet
		}
		return table.Plain
	}
	text := func(key, title string, width float32, of func(row) string) table.Column[row] {
		return table.Column[row]{Key: key, Title: title, Width: width, Sortable: true, Text: of, Tone: quiet}
	}
	customer := text("customer", i18n.T("客户"), 130, func(r row) string { return r.Customer })
	customer.Flex = true
	words := text("text", i18n.T("内容"), 150, func(r row) string { return strings.ReplaceAll(r.Text, "\n", " ") })
	words.Flex, words.Sortable = true, false
	return []table.Column[row]{
		{Key: "state", Title: i18n.T("状态"), Width: 104, Pill: true, Sortable: true, Text: func(r row) string { return r.StateWords() }, Tone: stateTone,
			Compare: func(a, b row) int { return cmp.Compare(b.Late, a.Late) }},
		text("date", i18n.T("日期"), 92, func(r row) string { return r.Date.String() }),
		customer, text("region", i18n.T("区域"), 64, func(r row) string { return r.Region }),
		text("product", i18n.T("品项"), 110, func(r row) string { return r.Product }),
		text("lot", i18n.T("批号"), 104, func(r row) string { return r.Lot }),
		text("cause", i18n.T("原因"), 62, func(r row) string { return r.Cause }), words,
		{Key: "cost", Title: i18n.T("费用(元)"), Width: 84, Align: fyne.TextAlignTrailing, Sortable: true, Text: func(r row) string {
			if r.Cost == 0 {
				return "—"
			}
			return moneyText(r.Cost)
		}, Compare: func(a, b row) int { return cmp.Compare(a.Cost, b.Cost) }, Sum: func(r row) int64 { return int64(r.Cost) },
			SumTitle: i18n.T("费用"), SumText: func(v int64) string { return moneyText(model.Money(v)) }},
		text("owner", i18n.T("负责人"), 66, func(r row) string { return cmp.Or(r.Owner, "—") }),
		text("due", i18n.T("期限"), 92, func(r row) string { return cmp.Or(r.Due.String(), "—") }),
	}
}

func stateTone(r complaints.Row) table.Tone {
	switch {
	case r.Late > 0:
		return table.Behind
	case r.WaitsForOpinion():
		return table.Attention
	case r.Open():
		return table.Brand
	}
	return table.Ahead
}

// take shows complaints another page asked for.
func (t *listTab) take(f complaints.Filter) {
	t.filter = f
	t.text.SetText(f.Text)
}

func (t *listTab) setState(s complaints.State) {
	t.filter.State = s
	t.show()
}

func (t *listTab) typed() {
	if t.timer != nil {
		t.timer.Stop()
	}
	t.timer = time.AfterFunc(typingPause, func() { fyne.Do(t.applyText) })
}

func (t *listTab) applyText() {
	if text := strings.TrimSpace(t.text.Text); text != t.filter.Text {
		t.filter.Text = text
		t.show()
	}
}

func (t *listTab) textKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		t.table.Focus()
	case fyne.KeyReturn, fyne.KeyEnter:
		t.applyText()
	case fyne.KeyEscape:
		if t.text.Text == "" {
			return false
		}
		t.text.SetText("")
		t.applyText()
	default:
		return false
	}
	return true
}

// show brings the register onto the screen.
func (t *listTab) show() {
	r := t.page.register
	if r == nil {
		return
	}
	t.states.SetSelected(slices.Index(states, t.filter.State))
	regions.Show(t.region, r.Directory, t.filter.RegionID)
	t.showCauses(r)
	t.rows = r.Filter(t.filter)
	t.table.SetEmpty(t.nothing())
	t.table.SetItems(t.rows)
	t.showFigures(r)
	t.showChart()
}

// showCauses offers the causes there are.
func (t *listTab) showCauses(r *complaints.Register) {
	options := []widgets.Option{{Label: i18n.T("全部原因")}}
	var causes []string
	for i := range r.Rows {
		causes = append(causes, r.Rows[i].Cause)
	}
	slices.Sort(causes)
	for _, c := range slices.Compact(causes) {
		if c != "" {
			options = append(options, widgets.Option{Value: c, Label: c})
		}
	}
	t.cause.SetOptions(options)
	t.cause.SetSelected(t.filter.Cause)
}

// showFigures sums up everything but the state: the states are the figures.
func (t *listTab) showFigures(r *complaints.Register) {
	all := t.filter
	all.State = complaints.AnyState
	f := complaints.Sum(r.Filter(all), r.Today)
	open := func(s complaints.State) func() { return func() { t.setState(s) } }
	late := widgets.Plain
	if f.Overdue > 0 {
		late = widgets.Behind
	}
	for i, k := range []widgets.KPI{
		{Label: i18n.T("未结案"), Value: countText(f.Open), Unit: i18n.T("件"), Progress: -1, OnTapped: open(complaints.OpenState),
			Compare: []widgets.Compare{{Label: i18n.T("待主管意见"), Value: countText(f.Waiting)}}},
		{Label: i18n.T("已逾期"), Value: countText(f.Overdue), Unit: i18n.T("件"), Tone: late, Progress: -1, OnTapped: open(complaints.OverdueState),
			Compare: []widgets.Compare{{Label: i18n.T("期限早于今天")}}},
		{Label: i18n.T("平均结案"), Value: complaints.Tenths(f.CloseDays, f.Closed), Unit: i18n.T("天"), Progress: -1, OnTapped: open(complaints.ClosedState),
			Compare: []widgets.Compare{{Label: i18n.T("已结案"), Value: countText(f.Closed)}}},
		{Label: i18n.T("%d 年费用", f.CostYear), Value: document.FormatMoney(f.Cost, document.Yuan, 0), Unit: i18n.T("元"), Progress: -1,
			Compare: []widgets.Compare{{Label: i18n.T("按投诉日期")}}},
		{Label: i18n.T("处理满意度"), Value: complaints.Tenths(f.Score, f.Scored), Unit: i18n.T("分 / 5"), Progress: -1,
			Compare: []widgets.Compare{{Label: i18n.T("已评分"), Value: countText(f.Scored)}}},
	} {
		t.cards[i].Set(k)
	}
}

func (t *listTab) showChart() {
	if there := len(t.page.register.Rows) > 0; there != t.charts.Visible() {
		if there {
			t.charts.Show()
		} else {
			t.charts.Hide()
		}
		t.body.Refresh()
	}
	spec := complaints.Chart(t.rows, t.by, t.cost)
	t.title.SetText(spec.Title)
	t.note.SetText(i18n.T("单位:%s · %s · 点一条只看这一类", spec.Unit, spec.Note))
	spec.Bare = true
	t.chart.SetSpec(spec)
}

func (t *listTab) nothing() fyne.CanvasObject {
	if len(t.page.register.Rows) > 0 {
		return widgets.EmptyState(icons.CheckCircle, i18n.T("没有符合条件的投诉"), i18n.T("换一个状态,或去掉一些条件。"), widgets.NewButton(i18n.T("清除全部条件"), t.clear))
	}
	return widgets.EmptyState(icons.Inbox, i18n.T("还没有投诉"), i18n.T("客户的投诉登记在这里:谁、哪个批次、什么原因、谁来办、几号前办完。逾期的排在最前面。"),
		widgets.NewPrimaryButton(icons.Add, i18n.T("登记投诉"), func() { t.page.enter(0) }))
}

func (t *listTab) clear() {
	t.filter = complaints.Filter{}
	t.text.SetText("")
	t.show()
}

func (t *listTab) menu() []*fyne.MenuItem {
	r, ok := t.table.Current()
	if !ok {
		return nil
	}
	p := t.page
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("打开"), func() { p.edit(r.Complaint) })}
	if r.Open() {
		items = append(items, fyne.NewMenuItem(i18n.T("结案…"), func() { p.closeCase(r.Complaint) }))
	}
	return append(items,
		fyne.NewMenuItem(i18n.T("看客户「%s」", r.Customer), func() { p.host.Go(shell.Route{Page: shell.PageCustomer, Arg: r.CustomerID}) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(i18n.T("删除"), func() { p.remove(r.Complaint, nil) }))
}

func (t *listTab) close() {
	if t.timer != nil {
		t.timer.Stop()
	}
	t.table.Close()
}
