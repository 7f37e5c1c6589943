package customers

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"xunshi/app/customers"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/bars"
	"xunshi/ui/widgets/timeline"
)

// cardPane is the card beside the list: all about one customer.
type cardPane struct {
	page  *Page
	panel *widgets.Panel
	card  *customers.Card
	kind  customers.EventKind // the timeline shows only these; "" = all
	turn  int                 // counts cards asked for: only the last is shown
	body  *widgets.VScroll
}

func newCardPane(p *Page) *cardPane {
	return &cardPane{page: p, panel: widgets.NewPanel(nil, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
		Pad: widgets.Insets{Left: 14, Top: 10, Right: 4, Bottom: 2}})}
}

// openCard reads a customer and shows it.
func (p *Page) openCard(id model.ID) {
	p.shown = id
	p.card.turn++
	turn, unit := p.card.turn, p.unit
	p.host.Do(func(ctx context.Context) (func(), error) {
		card, err := p.backend.Card(ctx, id, unit)
		if err != nil {
			return nil, err
		}
		return func() {
			if turn == p.card.turn && p.shown == id {
				p.showCard(card)
			}
		}, nil
	})
}

func (p *Page) showCard(c *customers.Card) {
	p.card.show(c)
	if !p.card.panel.Visible() {
		p.card.panel.Show()
		p.frame.Refresh()
	}
}

// openFirst opens the card of the first customer, where the card stands beside the list.
func (p *Page) openFirst() {
	if p.desk.NoCard || p.shown != 0 || p.frame.Size().Width < wideFrom || p.table.Count() > 0 || p.table.Len() == 0 {
		return
	}
	p.table.SelectRow(0)
}

// follow keeps the card to the customers listed.
func (p *Page) follow() {
	if !p.card.panel.Visible() || slices.ContainsFunc(p.rows, func(r row) bool { return r.ID() == p.shown }) {
		return
	}
	if p.table.Len() == 0 {
		p.closeCard()
		return
	}
	p.table.SelectRow(0)
}

// closeCard takes the card away; the customer stays selected.
func (p *Page) closeCard() {
	p.shown = 0
	p.card.turn++
	if p.card.panel.Visible() {
		p.card.panel.Hide()
		p.frame.Refresh()
	}
}

// toggleCard switches the card off for good, or on again.
func (p *Page) toggleCard() {
	p.desk.NoCard = p.card.panel.Visible()
	p.keepDesk()
	if p.desk.NoCard {
		p.closeCard()
		return
	}
	if p.table.Count() == 0 {
		p.table.SelectRow(0)
		return
	}
	p.selected()
}

// show draws a card; the same customer's keeps its place.
func (k *cardPane) show(c *customers.Card) {
	if k.card == nil || k.card.ID() != c.ID() {
		k.kind = ""
		k.body = nil
	}
	k.card = c
	parts := []fyne.CanvasObject{}
	for _, f := range openFlags(c) {
		parts = append(parts, k.flag(f))
	}
	parts = append(parts, k.months())
	if open := waiting(c); len(open) > 0 {
		parts = append(parts, k.open(open))
	}
	parts = append(parts, k.facts(), k.mix(), k.events())
	content := widgets.Inset(widgets.Insets{Right: 10, Bottom: 12}, widgets.Column(12, parts...))
	k.body = widgets.NewVScroll(content)
	k.panel.SetContent(widgets.Headed(widgets.Inset(widgets.Insets{Right: 10, Bottom: 8}, k.head()), k.body))
	k.panel.Refresh()
}

func (k *cardPane) head() fyne.CanvasObject {
	c, p := k.card, k.page
	pills := []fyne.CanvasObject{}
	if c.Customer.Kind != "" {
		pills = append(pills, widgets.Pill(c.Customer.Kind, widgets.Plain))
	}
	if c.Customer.Grade != "" {
		pills = append(pills, widgets.Pill(c.Customer.Grade, widgets.Info))
	}
	if c.Customer.Key {
		pills = append(pills, widgets.Pill("★", widgets.Attention))
	}
	if c.Stage() != model.StageActive {
		pills = append(pills, widgets.Pill(customers.StageName(c.Stage()), widgets.Attention))
	}
	away := widgets.NewFlatButton(icons.Close, "", p.closeCard)
	away.SetHeight(26)
	name := widgets.NewText(c.Customer.Name, widgets.TextStyle{Size: theme.TextTitle, Bold: true, Ellipsis: true})
	end := append(pills, away)
	line := widgets.Ends(widgets.Inset(widgets.Insets{Top: 1}, name), 8, widgets.Row(5, end...))
	return widgets.Column(4, line, widgets.WrappedCaption(k.caption()), widgets.Inset(widgets.Insets{Top: 4}, k.actions()))
}

func (k *cardPane) caption() string {
	c := k.card
	text := joined(c.Customer.Code, c.Region)
	if c.Owner != "" {
		text = joined(text, i18n.T("负责人 %s", c.Owner))
	}
	if c.Complete >= 0 {
		text = joined(text, i18n.T("档案完整度 %d%%", c.Complete))
	}
	return text
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}

func (k *cardPane) actions() fyne.CanvasObject {
	p, id := k.page, k.card.ID()
	talk := widgets.NewPrimaryButton(icons.Phone, i18n.T("记录联系"), func() { p.showContact(k.card) })
	file := widgets.NewIconButton(icons.File, i18n.T("档案"), func() { p.openFile(id) })
	paper := widgets.NewMenuButton(icons.Print, i18n.T("打印"), func() []*fyne.MenuItem { return p.cardOutputs(id) })
	for _, b := range []*widgets.Button{talk, file, paper} {
		b.SetHeight(28)
	}
	return widgets.Row(6, talk, file, paper)
}

// flag is a suspicion with its rule, what is expected, what happened, and what to do.
func (k *cardPane) flag(f customers.Flag) fyne.CanvasObject {
	ink, fill, line := theme.Attention, theme.AttentionTint, theme.Rule
	if f.Suspicion == analysis.Churn {
		ink, fill, line = theme.Behind, theme.BehindTint, theme.BehindLine
	}
	handle := widgets.NewButton(i18n.T("处理…"), func() { k.page.openVerdict(k.card, f) })
	handle.SetHeight(26)
	lines := widgets.NewButton(i18n.T("看明细"), func() { k.page.openLines(k.card.ID(), k.year()) })
	lines.SetHeight(26)
	return widgets.NewPanel(widgets.Column(5,
		widgets.NewText(i18n.T("%[1]s:%[2]s", f.Title(), f.Actual()), widgets.TextStyle{Bold: true, Color: ink, Wrap: true}),
		widgets.WrappedCaption(i18n.T("应 %[1]s。规则:%[2]s。", f.Expected(), f.RuleText())),
		widgets.Row(6, handle, lines),
	), widgets.PanelStyle{Fill: fill, Line: line, Radius: theme.FieldRadius, Pad: widgets.PadXY(10, 8)})
}

// year is the twelve months of the card.
func (k *cardPane) year() model.Period {
	return model.Period{From: k.card.Months[0].Month.First(), To: k.card.List.AsOf}
}

const barsHeight float32 = 84

func (k *cardPane) months() fyne.CanvasObject {
	c := k.card
	list := make([]bars.Bar, len(c.Months))
	for i, m := range c.Months {
		_, month := m.Month.YM()
		list[i] = bars.Bar{Label: i18n.T("%d月", int(month)), Value: int64(m.Net), Text: customers.MoneyWords(m.Net, c.Unit)}
		if i == len(list)-1 && c.Growth.Known && c.Growth.N < 0 {
			list[i].Tone = widgets.Behind
		}
	}
	b := bars.New(barsHeight, list...)
	b.OnTap = func(i int) { k.page.openLines(c.ID(), c.Months[i].Month.Period()) }
	return widgets.Column(4, widgets.Ends(section(i18n.T("近 12 个月销售额")), 8, widgets.Caption(customers.MoneyWords(c.Year, c.Unit))), b)
}

func section(title string) fyne.CanvasObject { return widgets.Strong(title) }

const eventKindAll = ""

func (k *cardPane) events() fyne.CanvasObject {
	options := []widgets.Option{{Value: eventKindAll, Label: i18n.T("全部")}}
	there := map[customers.EventKind]bool{}
	for _, e := range k.card.Events {
		there[e.Kind] = true
	}
	for _, kind := range customers.EventKinds {
		if there[kind] {
			options = append(options, widgets.Option{Value: string(kind), Label: kind.Name()})
		}
	}
	line := timeline.New()
	line.SetToday(k.card.List.Today)
	line.SetEmpty(widgets.WrappedCaption(i18n.T("这里会列出进货、回款、联系、投诉和合同。可以先记录一次联系。")))
	line.SetItems(k.items())
	choice := widgets.NewChoice(options, string(k.kind), func(value string) {
		k.kind = customers.EventKind(value)
		line.SetItems(k.items())
		k.body.Refresh()
	})
	choice.SetHeight(26)
	return widgets.Column(6, widgets.Ends(widgets.Inset(widgets.Insets{Top: 4}, section(i18n.T("时间线"))), 8, choice), line)
}

func (k *cardPane) items() []timeline.Item {
	var out []timeline.Item
	for _, e := range k.card.Events {
		if k.kind != "" && e.Kind != k.kind {
			continue
		}
		out = append(out, timeline.Item{Date: e.Date, Text: e.Text, Detail: e.Detail, Tone: tones[e.Tone], OnTap: k.tap(e)})
	}
	return out
}

// tap is what a press on an event leads to.
func (k *cardPane) tap(e customers.Event) func() {
	switch e.Kind {
	case customers.EventSale, customers.EventReturn:
		return func() { k.page.openLines(k.card.ID(), model.Period{From: e.Date, To: e.Date}) }
	case customers.EventComplaint:
		return k.page.openComplaints
	}
	return nil
}

// waiting is what is to be done, without the flags: they stand above.
func waiting(c *customers.Card) []customers.OpenItem {
	return slices.DeleteFunc(slices.Clone(c.Open), func(o customers.OpenItem) bool { return o.Kind == customers.OpenFlag })
}

// open lists what waits to be done.
func (k *cardPane) open(items []customers.OpenItem) fyne.CanvasObject {
	rows := []fyne.CanvasObject{widgets.Ends(section(i18n.T("待办")), 8, widgets.Caption(i18n.T("%d 项", len(items))))}
	for _, o := range items {
		rows = append(rows, k.openItem(o))
	}
	return widgets.Column(4, rows...)
}

func (k *cardPane) openItem(o customers.OpenItem) fyne.CanvasObject {
	color := theme.Ink
	if o.Late {
		color = theme.Behind
	}
	text := widgets.NewText("• "+o.Words(), widgets.TextStyle{Wrap: true, Color: color})
	var do *widgets.Button
	switch o.Kind {
	case customers.OpenNextStep:
		do = widgets.NewFlatButton(icons.Check, i18n.T("做完了"), func() { k.page.stepDone(o.ID) })
	case customers.OpenComplaint:
		do = widgets.NewFlatButton("", i18n.T("去处理"), k.page.openComplaints)
	default:
		return text
	}
	do.SetHeight(22)
	return widgets.Ends(text, 6, do)
}
