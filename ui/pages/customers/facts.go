package customers

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/customers"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/fields"
	"xunshi/ui/widgets/pressrow"
)

// tones of the documents as the widgets have them.
var tones = map[document.Tone]widgets.Tone{document.Ahead: widgets.Ahead, document.Behind: widgets.Behind, document.Attention: widgets.Attention}

// facts are the figures and agreements, a line each.
func (k *cardPane) facts() fyne.CanvasObject {
	c := k.card
	list := []fields.Field{
		{Label: i18n.T("本月净额"), Value: k.monthWords(), Tone: k.growthTone(), OnTap: func() { k.page.openLines(c.ID(), c.List.AsOf.Month().Period()) }},
		{Label: i18n.T("最近进货"), Value: c.LastWords()},
		{Label: i18n.T("进货节奏"), Value: i18n.T("%[1]s,近 12 月 %[2]d 次", c.RhythmWords(), c.Buys)},
	}
	list = append(list, k.people()...)
	credit := fields.Field{Label: i18n.T("信用 / 欠款"), Value: c.CreditWords()}
	if c.OverLimit() {
		credit.More = widgets.Pill(i18n.T("超额度"), widgets.Behind)
	}
	list = append(list, credit)
	if c.Overdue > 0 {
		list = append(list, fields.Field{Label: i18n.T("账龄"), Value: c.AgeingWords(), Tone: widgets.Behind})
	}
	list = append(list, fields.Field{Label: i18n.T("约定区域"), Value: c.AreaWords()})
	if c.Policy != nil {
		list = append(list, fields.Field{Label: i18n.T("销售政策"), Value: c.PolicyWords()})
	}
	for i := range c.Contracts {
		list = append(list, k.contract(&c.Contracts[i]))
	}
	if c.Upstream != "" {
		list = append(list, fields.Field{Label: i18n.T("上游经销商"), Value: c.Upstream, OnTap: func() { k.page.host.Go(shell.Route{Page: shell.PageCustomers, Arg: Show(c.Customer.UpstreamID)}) }})
	}
	list = append(list,
		fields.Field{Label: i18n.T("最近联系"), Value: c.SpokenWords()},
		fields.Field{Label: "ABC / RFM", Value: customers.ClassName(c.Class) + " / " + customers.ScoreText(c.RFM)})
	if tags := c.Tags(); len(tags) > 0 {
		list = append(list, fields.Field{Label: i18n.T("标签"), Value: customers.JoinTags(tags)})
	}
	if missing := c.Missing(); len(missing) > 0 {
		list = append(list, fields.Field{Label: i18n.T("缺少资料"), Value: customers.MissingWords(missing), OnTap: func() { k.page.openFile(c.ID()) }})
	}
	return fields.NewWide(72, list...)
}

func (k *cardPane) monthWords() string {
	c := k.card
	if !c.Growth.Known {
		return i18n.T("%s(同比 —)", customers.MoneyWords(c.Month, c.Unit))
	}
	growth := (&document.Document{}).Show(document.Column{Kind: document.Percent, Decimals: 1, Signed: true}, document.Cell{Number: c.Growth.N})
	return i18n.T("%[1]s(同比 %[2]s)", customers.MoneyWords(c.Month, c.Unit), growth)
}

func (k *cardPane) growthTone() widgets.Tone {
	switch {
	case !k.card.Growth.Known:
		return widgets.Plain
	case k.card.Growth.N < 0:
		return widgets.Behind
	case k.card.Growth.N > 0:
		return widgets.Ahead
	}
	return widgets.Plain
}

// peopleShown is how many contacts the card lists.
const peopleShown = 3

func (k *cardPane) people() []fields.Field {
	var out []fields.Field
	for i, person := range k.card.People() {
		if i == peopleShown {
			break
		}
		f := fields.Field{Label: i18n.T("联系人"), Value: person.Name}
		if i > 0 {
			f.Label = " "
		}
		if person.Role != "" {
			f.Value = person.Name + "(" + person.Role + ")"
		}
		if person.Phone != "" {
			f.Value += " " + customers.PhoneText(person.Phone)
		}
		out = append(out, f)
	}
	if len(out) == 0 {
		out = append(out, fields.Field{Label: i18n.T("联系人"), Value: ""})
	}
	return out
}

// contract shows how far a contract is against how far the time is.
func (k *cardPane) contract(p *customers.ContractProgress) fields.Field {
	f := fields.Field{Label: i18n.T("合同"), Value: p.Words(k.card.Unit), OnTap: func() {
		k.page.openLines(k.card.ID(), model.Period{From: p.From, To: min(p.To, k.card.List.AsOf)})
	}}
	if p.Done.Known && p.Time.Known {
		f.Tone = widgets.Ahead
		if p.Done.N < p.Time.N {
			f.Tone = widgets.Behind
		}
	}
	return f
}

// mixShown is how many products the card names.
const mixShown = 5

// mix is what the customer buys: the biggest products, the rest, and how broad the range is.
func (k *cardPane) mix() fyne.CanvasObject {
	c := k.card
	breadth := i18n.T("全品项 %[1]d ÷ %[2]d", c.Mix.Sold, c.Mix.Listed)
	if b := c.Mix.Breadth(); b.Known {
		breadth = i18n.T("全品项 %[1]d ÷ %[2]d = %[3]s%%", c.Mix.Sold, c.Mix.Listed, document.FormatScaled(b.N, 10_000, 0))
	}
	rows := []fyne.CanvasObject{widgets.Ends(section(i18n.T("品项结构")), 8, widgets.Caption(breadth))}
	if len(c.Mix.Items) == 0 {
		return widgets.Column(4, rows[0], widgets.Caption(i18n.T("近 12 个月没有进货。")))
	}
	for _, item := range c.Mix.Top(mixShown) {
		rows = append(rows, k.mixRow(item))
	}
	return widgets.Column(2, rows...)
}

func (k *cardPane) mixRow(item customers.MixItem) fyne.CanvasObject {
	share := document.Dash
	part := float32(0)
	if item.Share.Known {
		share = document.FormatScaled(item.Share.N, 10_000, 1) + "%"
		part = min(max(float32(item.Share.N)/1_000_000, 0), 1)
	}
	name := widgets.NewText(item.Name, widgets.TextStyle{Ellipsis: true})
	figure := widgets.NewText(share, widgets.TextStyle{Align: fyne.TextAlignTrailing})
	line := widgets.Beside(widgets.Fixed(150, 0, name), 8, widgets.Ends(newBar(part), 8, widgets.Fixed(48, 0, figure)))
	var tap func()
	if item.ProductID != 0 {
		tap = func() {
			k.page.host.Go(shell.Route{Page: shell.PageSales, Arg: model.LineFilter{CustomerID: k.card.ID(), ProductID: item.ProductID, Period: k.year()}})
		}
	}
	return pressrow.New(widgets.Inset(widgets.PadXY(0, 4), line), tap)
}

// newBar is a thin bar as long as a share of its room.
func newBar(part float32) fyne.CanvasObject {
	return container.New(shareLayout(part), tinted(theme.Track), tinted(theme.Brand))
}

func tinted(name fyne.ThemeColorName) fyne.CanvasObject {
	return widgets.NewPanel(nil, widgets.PanelStyle{Fill: name, Radius: 3})
}

// shareLayout lays a bar over its track.
type shareLayout float32

const barThickness float32 = 6

// MinSize implements fyne.Layout.
func (shareLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, barThickness) }

// Layout implements fyne.Layout.
func (s shareLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top := max(0, (size.Height-barThickness)/2)
	for i, o := range objects {
		width := size.Width
		if i == len(objects)-1 {
			width *= float32(s)
		}
		o.Move(fyne.NewPos(0, top))
		o.Resize(fyne.NewSize(width, barThickness))
	}
}

// openComplaints leads to the register of complaints.
func (p *Page) openComplaints() { p.host.Go(shell.Route{Page: shell.PageComplaints}) }
