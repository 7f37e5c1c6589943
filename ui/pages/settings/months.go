package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"xunshi/app"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// monthsCard lists the closed months.
func (p *Page) monthsCard() fyne.CanvasObject {
	return widgets.NewCard(i18n.T("月结"), i18n.T("月结后的月报永远照原样重印"), p.months)
}

func (p *Page) showMonths(months []app.ClosedMonth) {
	p.months.Objects = nil
	if len(months) == 0 {
		p.months.Objects = []fyne.CanvasObject{widgets.NewText(
			i18n.T("还没有月结。在“报表”里打开某月的销售月报,点“月结”即可把它固定下来。"),
			widgets.TextStyle{Color: theme.Quiet, Wrap: true})}
	}
	for i, c := range months {
		if i > 0 {
			p.months.Add(widgets.Hairline())
		}
		reopen := widgets.NewFlatButton("", i18n.T("重新打开"), func() { p.askReopen(c.Month) })
		p.months.Add(widgets.Fixed(0, theme.RowHeight+4, widgets.Row(12, widgets.Strong(c.Month.String()),
			widgets.Caption(i18n.T("月结于 %s", c.ClosedAt.Local().Format("2006-01-02 15:04"))), widgets.Spacer(), reopen)))
	}
	p.months.Refresh()
}

func (p *Page) askReopen(m model.Month) {
	p.host.Confirm(shell.Confirm{
		Title:  i18n.T("重新打开 %s?", m.String()),
		Text:   i18n.T("保存的月报快照会删去,月报将按现在的数据重新计算,数字可能与已上报的不同。销售明细不受影响。"),
		Yes:    i18n.T("重新打开"),
		Danger: true,
		OnYes: func() {
			p.host.Do(func(ctx context.Context) (func(), error) {
				if err := p.program.ReopenMonth(ctx, m); err != nil {
					return nil, err
				}
				return func() {
					p.host.Toast(shell.Toast{Text: i18n.T("%s 已重新打开", m.String())})
					p.host.Reload()
				}, nil
			})
		},
	})
}

// aboutCard is the program's name, version and licences.
func (p *Page) aboutCard() fyne.CanvasObject {
	return widgets.NewCard(i18n.T("关于巡市"), i18n.T("版本 %s", p.opt.Version), widgets.Column(4,
		widgets.Wrapped(i18n.T("区域销售经理的离线工作台。数据只保存在本机,不上传任何内容。")),
		widgets.WrappedCaption(i18n.T("程序以 Apache-2.0 许可发布;字体 Noto Sans SC 以 SIL OFL 1.1 许可随程序附带。")),
	))
}
