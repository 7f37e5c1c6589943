package person

import (
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/avatar"
)

// headCard says who someone is and whom they report to in the month shown.
func (p *Page) headCard(x *team.Person) fyne.CanvasObject {
	name := []fyne.CanvasObject{widgets.Title(x.Employee.Name)}
	if x.Post.Position != "" {
		name = append(name, widgets.Pill(x.Post.Position, widgets.Info))
	}
	if x.Status != team.Working {
		name = append(name, widgets.Pill(x.Status.Word(), widgets.Attention))
	}
	if x.Next != nil {
		name = append(name, widgets.Pill(i18n.T("%[1]s 起 %[2]s", x.Next.From, x.Next.Position), widgets.Attention))
	}
	facts := join(x.Employee.Code, x.Region, x.Department, x.Employee.Phone, hired(x), left(x))
	who := widgets.Column(4, widgets.Row(8, name...), widgets.Caption(facts), p.chainRow(x))
	return widgets.NewCardGround(widgets.Row(14, avatar.New(x.Employee.Name, x.PhotoPath, 60), who, widgets.Spacer(),
		widgets.NewIconButton(icons.Edit, i18n.T("改档案"), func() { p.acts.Edit(p.id) }), widgets.NewButton(i18n.T("调岗"), func() { p.acts.Move(p.id) })))
}

// chainRow is the reporting line of the month; every name leads to their page.
func (p *Page) chainRow(x *team.Person) fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.Caption(i18n.T("上级"))}
	if len(x.Chain) == 0 {
		parts = append(parts, widgets.Caption(document.Dash))
	}
	for i, id := range x.Chain {
		if i > 0 {
			parts = append(parts, widgets.Caption("→"))
		}
		word := x.Line.Name(id)
		if !x.Line.Employed(x.On, id) {
			word = i18n.T("%s(空缺)", word)
		}
		parts = append(parts, link(word, func() { p.open(id) }))
	}
	if len(x.Reports) > 0 {
		parts = append(parts, widgets.Caption(i18n.T(" · 直接下属 %[1]d 人,共 %[2]d 人", len(x.Reports), x.Below)))
	}
	return widgets.Row(4, parts...)
}

func link(text string, tapped func()) fyne.CanvasObject {
	b := widgets.NewFlatButton("", text, tapped)
	b.SetHeight(22)
	return b
}

func join(parts ...string) string {
	var known []string
	for _, s := range parts {
		if s != "" {
			known = append(known, s)
		}
	}
	return strings.Join(known, " · ")
}

func hired(x *team.Person) string {
	if x.Employee.Hired.IsZero() {
		return ""
	}
	return i18n.T("%[1]s 入职,司龄 %[2]s", x.Employee.Hired, team.TenureText(x.Tenure))
}

func left(x *team.Person) string {
	if x.Employee.Left.IsZero() {
		return ""
	}
	return i18n.T("最后工作日 %s", x.Employee.Left)
}

func percent(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	return document.FormatScaled(v.N, 10000, 1) + "%"
}

func wan(m model.Money) string { return document.FormatMoney(m, document.TenThousand, 1) }

func tone(p analysis.Progress) widgets.Tone {
	switch {
	case !p.Gap.Known:
		return widgets.Plain
	case p.Gap.N < 0:
		return widgets.Behind
	}
	return widgets.Ahead
}

// share is a rate for a progress bar, negative where there is none.
func share(v analysis.Value) float64 {
	if !v.Known {
		return -1
	}
	return float64(v.N) / float64(analysis.Hundred)
}

// kpiRow is the month against its targets and time progress.
// Each leads to what it is made of.
func (page *Page) kpiRow(x *team.Person) fyne.CanvasObject {
	card := func(label, value, unit string, p analysis.Progress, from Tab) fyne.CanvasObject {
		k := widgets.KPI{Label: label, Value: value, Unit: unit, Progress: share(p.Attainment), Tick: widgets.NoTick, OnTapped: func() { page.turn(from) }}
		if p.Attainment.Known {
			k.Tick = share(p.TimeProgress)
			k.Compare = []widgets.Compare{{Label: percent(p.Attainment), Value: gapText(p.Gap), Tone: tone(p)}}
		} else {
			k.Compare = []widgets.Compare{{Label: i18n.T("没有目标"), Value: ""}}
		}
		return widgets.NewKPICard(k)
	}
	target := func(p analysis.Progress, text func(int64) string) string {
		if !p.Target.Known {
			return ""
		}
		return " / " + text(p.Target.N)
	}
	money := func(n int64) string { return wan(model.Money(n)) }
	number := func(n int64) string { return document.FormatScaled(n, 1, 0) }
	owed := widgets.KPI{OnTapped: func() { page.turn(TabCustomers) }, Label: i18n.T("应收余额"), Value: wan(x.Balance), Unit: i18n.T("万元"), Progress: -1, Tick: widgets.NoTick,
		Compare: []widgets.Compare{{Label: i18n.T("逾期"), Value: i18n.T("%s万", wan(x.Overdue)), Tone: lateTone(x.Overdue)}}}
	return widgets.Weighted(theme.Gap, []float32{1.2, 1.2, 1, 1, 1, 1},
		card(i18n.T("销售额"), money(x.Amount.Actual), target(x.Amount, money)+" "+i18n.T("万元"), x.Amount, TabCustomers),
		card(i18n.T("回款"), money(x.Receipts.Actual), target(x.Receipts, money)+" "+i18n.T("万元"), x.Receipts, TabCustomers),
		card(i18n.T("拜访 · 电话 %d 次", x.Calls), number(x.Visits.Actual), target(x.Visits, number)+" "+i18n.T("次"), x.Visits, TabContacts),
		card(i18n.T("新客户"), number(x.NewCustomers.Actual), target(x.NewCustomers, number)+" "+i18n.T("家"), x.NewCustomers, TabCustomers),
		card(i18n.T("铺货"), number(x.Distribution.Actual), target(x.Distribution, number)+" "+i18n.T("家"), x.Distribution, TabCustomers),
		widgets.NewKPICard(owed))
}

// lateTone is Attention, not Behind: the arrow of Behind would say that it fell.
func lateTone(m model.Money) widgets.Tone {
	if m > 0 {
		return widgets.Attention
	}
	return widgets.Plain
}

// gapText is 进度差 with its sign; the card adds the arrow.
func gapText(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	text := document.FormatScaled(v.N, 10000, 1)
	if v.N > 0 {
		text = "+" + text
	}
	return text
}
