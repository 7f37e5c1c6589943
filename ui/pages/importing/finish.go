package importing

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/importing"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// footBar is the line with the button that imports.
type footBar struct {
	page    *Page
	text    *widgets.Text
	rejects *widgets.Button
	stop    *widgets.Button
	do      *widgets.Button
	row     *fyne.Container
	content fyne.CanvasObject
}

func newFootBar(p *Page) *footBar {
	f := &footBar{page: p, text: widgets.NewText("", widgets.TextStyle{Color: theme.Quiet})}
	f.rejects = widgets.NewIconButton(icons.Export, i18n.T("保存有问题的行…"), p.saveRejects)
	f.stop = widgets.NewButton(i18n.T("停止核对"), func() {
		if p.file != nil && p.file.running {
			p.file.stop()
		}
	})
	f.do = widgets.NewPrimaryButton(icons.Import, i18n.T("导入"), p.runImport)
	f.row = widgets.Row(8, f.text, widgets.Spacer(), f.stop, f.rejects, f.do)
	f.content = f.row
	f.setBusy(false)
	return f
}

func (f *footBar) setBusy(on bool) {
	if on {
		f.stop.Show()
		f.do.Disable()
		f.rejects.Disable()
	} else {
		f.stop.Hide()
		f.show()
	}
	f.row.Refresh()
}

// show says what the button would do now.
func (f *footBar) show() {
	p, choice := f.page.seen.preview, f.page.choice
	n := willImport(p, choice)
	f.do.SetText(i18n.T("导入"))
	switch {
	case n > 0:
		f.do.SetText(i18n.T("导入 %s %s", countText(n), rowNoun(p.Kind)))
		f.do.Enable()
	case p != nil && p.Already == nil && p.NewReturns > 0:
		f.do.SetText(i18n.T("标记 %s 行退货", countText(p.NewReturns)))
		f.do.Enable()
	default:
		f.do.Disable()
	}
	f.rejects.Hide()
	f.text.SetText(i18n.T("导入前不会改动任何数据"))
	if p != nil && p.Bad > 0 {
		f.rejects.Show()
		f.rejects.Enable()
		f.text.SetText(i18n.T("%s 行有问题,不导入", countText(p.Bad)))
	}
	f.row.Refresh()
}

// willImport is how many rows the button brings in.
func willImport(p *importing.Preview, choice importing.Choice) int {
	switch {
	case p == nil:
		return 0
	case p.Already != nil && !choice.Again:
		return 0
	case choice.AllowDuplicates:
		return p.Good
	}
	return p.Good - p.Duplicates
}

// resultPanel says what was imported, and takes it back on request.
func (p *Page) resultPanel(r *importing.Result) fyne.CanvasObject {
	mark := widgets.IconView(icons.CheckCircle, 30, theme.Ahead)
	title := widgets.NewText(i18n.T("已导入 %s %s", countText(r.Imported), rowNoun(p.kind)), widgets.TextStyle{Size: theme.TextTitle, Bold: true})
	var facts []string
	if amount, err := model.ParseMoney(r.Amount); err == nil && amount != 0 {
		facts = append(facts, i18n.T("金额 %s 元", exactMoney(amount)))
	}
	if q, err := model.ParseQuantity(r.Quantity); err == nil && q != 0 {
		facts = append(facts, i18n.T("数量 %s", countText(int(q/model.Unit))))
	}
	facts = append(facts, i18n.T("文件共 %s 行", countText(r.Rows)))
	if r.Skipped > 0 {
		facts = append(facts, i18n.T("跳过已有的 %s 行", countText(r.Skipped)))
	}
	if r.Rejected > 0 {
		facts = append(facts, i18n.T("有问题未导入 %s 行", countText(r.Rejected)))
	}
	if r.Customers > 0 {
		facts = append(facts, i18n.T("%s 家客户", countText(r.Customers)))
	}
	if r.Products > 0 {
		facts = append(facts, i18n.T("%s 个品项", countText(r.Products)))
	}
	body := widgets.Column(10, container.NewCenter(mark), container.NewCenter(title),
		widgets.NewText(strings.Join(facts, " · "), widgets.TextStyle{Color: theme.Quiet, Wrap: true, Align: fyne.TextAlignCenter}),
		widgets.Inset(widgets.Insets{Top: 8}, container.NewCenter(widgets.Row(10, p.resultButtons(r)...))))
	return widgets.NewCardGround(container.NewCenter(widgets.Fixed(620, 0, body)))
}

func (p *Page) resultButtons(r *importing.Result) []fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	if p.kind == model.BatchSales {
		buttons = append(buttons,
			widgets.NewPrimaryButton(icons.Reports, i18n.T("看日报"), func() { p.host.Go(shell.Route{Page: shell.PageReports}) }),
			widgets.NewIconButton(icons.Today, i18n.T("看今日"), func() { p.host.Go(shell.Route{Page: shell.PageToday}) }))
		if r.Batch != 0 {
			buttons = append(buttons, widgets.NewIconButton(icons.Sales, i18n.T("看明细"), func() {
				p.host.Go(shell.Route{Page: shell.PageSales, Arg: model.LineFilter{BatchID: r.Batch}})
			}))
		}
	}
	if r.Rejected > 0 {
		buttons = append(buttons, widgets.NewIconButton(icons.Export, i18n.T("保存有问题的行…"), p.saveRejects))
	}
	if r.Batch != 0 && r.Imported > 0 {
		buttons = append(buttons, widgets.NewIconButton(icons.Undo, i18n.T("撤销这次导入"), func() { p.takeBack(r) }))
	}
	return append(buttons, widgets.NewIconButton(icons.Import, i18n.T("再导入一个文件"), p.again))
}

func (p *Page) takeBack(r *importing.Result) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.app.UndoBatch(ctx, r.Batch); err != nil {
			return nil, err
		}
		return func() {
			p.host.Toast(shell.Toast{Text: i18n.T("已撤销,%s 行不再计入", countText(r.Imported))})
			p.again()
		}, nil
	})
}
