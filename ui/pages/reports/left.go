package reports

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pressrow"
)

// left is the column with the list of reports, the units and the closing of months.
type left struct {
	page     *Page
	root     *fyne.Container
	rows     map[Kind]*pressrow.Row
	money    *widgets.Segmented
	quantity *widgets.Segmented
	measure  *widgets.Segmented
	closing  *fyne.Container
}

var (
	moneyUnits    = []document.MoneyUnit{document.Yuan, document.TenThousand}
	quantityUnits = []document.QuantityUnit{document.Pieces, document.Cases}
	measures      = []reporting.Measure{reporting.Amount, reporting.Quantity}
)

func newLeft(p *Page) *left {
	l := &left{page: p, rows: map[Kind]*pressrow.Row{}, closing: container.NewStack()}
	list := widgets.Column(0)
	for _, k := range kinds {
		words := widgets.Inset(widgets.PadXY(0, 7), widgets.Column(1, widgets.Strong(k.title()),
			widgets.NewText(k.about(), widgets.TextStyle{Size: theme.TextSmall, Color: theme.Quiet, Wrap: true})))
		l.rows[k] = pressrow.New(widgets.Fixed(0, l.rowHeight(words), words), func() { p.setKind(k) })
		list.Add(l.rows[k])
	}
	l.money = widgets.NewSegmented([]string{i18n.T("元"), i18n.T("万元")}, 0, func(int) { l.setUnits() })
	l.quantity = widgets.NewSegmented([]string{i18n.T("件"), i18n.T("箱")}, 0, func(int) { l.setUnits() })
	l.measure = widgets.NewSegmented([]string{i18n.T("金额"), i18n.T("销量")}, 0, func(i int) {
		p.measure = measures[i]
		p.host.Reload()
	})
	units := widgets.Column(8, option(i18n.T("金额"), l.money), option(i18n.T("数量"), l.quantity), option(i18n.T("进度按"), l.measure))
	l.root = container.NewBorder(widgets.Column(theme.Gap,
		widgets.NewCard(i18n.T("报表"), "", list), widgets.NewCard(i18n.T("单位"), "", units), l.closing), nil, nil, nil)
	return l
}

// rowHeight is the height of a row's words at the column's width.
func (l *left) rowHeight(words fyne.CanvasObject) float32 {
	return widgets.HeightFor(words, leftWidth-2*14-2*8) + 1
}

func option(label string, field fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Column(3, widgets.Caption(label), widgets.Row(0, field))
}

// show marks what is shown.
func (l *left) show(r *result) {
	for k, row := range l.rows {
		row.SetSelected(k == r.kind)
	}
	l.money.SetSelected(max(slices.Index(moneyUnits, r.opt.Money), 0))
	l.quantity.SetSelected(max(slices.Index(quantityUnits, r.opt.Quantity), 0))
	l.measure.SetSelected(max(slices.Index(measures, r.opt.Measure), 0))
	l.closing.Objects = nil
	if r.kind == Monthly && r.doc != nil {
		l.closing.Objects = []fyne.CanvasObject{l.closingCard(r)}
	}
	l.root.Refresh()
}

func (l *left) setUnits() {
	money, quantity := moneyUnits[l.money.Selected()], quantityUnits[l.quantity.Selected()]
	l.page.host.Do(func(ctx context.Context) (func(), error) {
		return nil, l.page.backend.SetUnits(ctx, money, quantity) // the change of settings loads the page anew
	})
}

// closingCard closes and reopens the month and lists the closed ones.
func (l *left) closingCard(r *result) fyne.CanvasObject {
	p, month := l.page, r.date.Month()
	write := widgets.NewIconButton(icons.Edit, i18n.T("写总结与计划"), func() { p.side.setOpen(!p.side.open) })
	parts := []fyne.CanvasObject{write}
	title := i18n.T("月结")
	if r.doc.Closed {
		write.SetText(i18n.T("看总结与计划"))
		title = i18n.T("%s 已月结", month)
		parts = append(parts, widgets.WrappedCaption(i18n.T("重印与月结时完全相同,后来的导入不改变它。")),
			widgets.NewButton(i18n.T("反月结"), func() { p.askReopen(month) }))
	} else {
		parts = append(parts, widgets.WrappedCaption(i18n.T("月结把这份月报存成快照,以后重印完全相同。")),
			widgets.NewIconButton(icons.Lock, i18n.T("月结 %s", month), func() { p.askClose(month) }))
	}
	if others := l.closedRows(r); others != nil {
		parts = append(parts, others)
	}
	return widgets.NewCard(title, "", widgets.Column(8, parts...))
}

// closedListed is how many closed months the card lists.
const closedListed = 4

func (l *left) closedRows(r *result) fyne.CanvasObject {
	list := widgets.Column(0, widgets.Caption(i18n.T("已月结的月份")))
	for _, m := range r.closed {
		if m == r.date.Month() {
			continue
		}
		list.Add(pressrow.New(widgets.Body(m.String()), func() { l.page.setDate(m.First()) }))
		if len(list.Objects) > closedListed {
			break
		}
	}
	if len(list.Objects) == 1 {
		return nil
	}
	return list
}

func (p *Page) askClose(m model.Month) {
	p.side.flush()
	p.host.Confirm(shell.Confirm{
		Title: i18n.T("月结 %s?", m),
		Text:  i18n.T("月报的各个维度都按现在的数据存成快照。以后再导入或撤销,这个月的月报不变;总结与计划也不能再改。需要时可以反月结。"),
		Yes:   i18n.T("月结"),
		OnYes: func() { p.closeMonth(m) },
	})
}

func (p *Page) closeMonth(m model.Month) {
	p.host.Run(shell.Job{
		Title: i18n.T("正在月结 %s", m),
		Work:  func(ctx context.Context, _ shell.Report) error { return p.backend.CloseMonth(ctx, m) },
		Done: func() {
			p.host.Toast(shell.Toast{Text: i18n.T("%s 已月结", m), Action: i18n.T("撤销"), OnTap: func() { p.reopen(m) }})
		},
	})
}

func (p *Page) askReopen(m model.Month) {
	p.host.Confirm(shell.Confirm{
		Title: i18n.T("反月结 %s?", m),
		Text:  i18n.T("快照将删除,月报重新按现有明细计算;数字可能与月结时不同。销售明细、总结与计划都不变。"),
		Yes:   i18n.T("反月结"), Danger: true,
		OnYes: func() { p.reopen(m) },
	})
}

func (p *Page) reopen(m model.Month) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.backend.ReopenMonth(ctx, m); err != nil {
			return nil, err
		}
		return func() { p.host.Toast(shell.Toast{Text: i18n.T("%s 已反月结", m)}) }, nil
	})
}
