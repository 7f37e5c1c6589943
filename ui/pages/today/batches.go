package today

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// batches is the card 最近导入: the latest batch with its sums, and the next import.
func (b *board) batches(all []model.ImportBatch) fyne.CanvasObject {
	next := widgets.NewPrimaryButton(icons.Import, i18n.T("导入今日销售文件"), func() { b.page.host.Go(shell.Route{Page: shell.PageImport, Arg: model.BatchSales}) })
	title := i18n.T("最近导入")
	if len(all) == 0 {
		return widgets.NewCard(title, "", container.NewBorder(nil, widgets.Row(8, next), nil, nil,
			container.NewCenter(widgets.Caption(i18n.T("还没有导入过文件。")))))
	}
	batch := all[0]
	buttons := []fyne.CanvasObject{next}
	if batch.UndoneAt == nil {
		buttons = append(buttons, widgets.NewIconButton(icons.Undo, i18n.T("撤销导入"), func() { b.page.askUndo(batch) }))
	} else {
		buttons = append(buttons, widgets.NewIconButton(icons.Redo, i18n.T("恢复"), func() { b.page.redo(batch) }))
	}
	open := widgets.NewFlatButton("", i18n.T("看明细"), func() { b.page.openLines(model.LineFilter{BatchID: batch.ID}) })
	open.SetHeight(22)
	if batch.UndoneAt != nil || batch.Imported == 0 {
		open.Hide()
	}
	body := container.NewVScroll(widgets.Column(6, batchLines(batch)...))
	return widgets.NewCardWith(title, open, container.NewBorder(nil, widgets.Inset(widgets.Insets{Top: 8}, widgets.Row(8, buttons...)), nil, nil, body))
}

// batchLines say what a batch brought in.
func batchLines(b model.ImportBatch) []fyne.CanvasObject {
	head := []fyne.CanvasObject{}
	if b.UndoneAt != nil {
		head = append(head, widgets.Pill(i18n.T("已撤销"), widgets.Plain))
	}
	name := widgets.NewText(batchName(b), widgets.TextStyle{Bold: true, Ellipsis: true})
	when := widgets.Caption(b.CreatedAt.Local().Format("2006-01-02 15:04"))
	lines := []fyne.CanvasObject{container.NewBorder(nil, nil, nil, widgets.Row(6, append(head, when)...), name)}
	counted := i18n.T("导入 %s 行", document.FormatScaled(int64(b.Imported), 1, 0))
	if b.Rejected > 0 {
		counted += i18n.T(",退回 %d 行", b.Rejected)
	}
	if b.Skipped > 0 {
		counted += i18n.T(",跳过重复 %d 行", b.Skipped)
	}
	lines = append(lines, pair(i18n.T("行数"), counted))
	if b.Amount != 0 || b.Quantity != 0 {
		lines = append(lines, pair(i18n.T("金额合计"), i18n.T("%s 元", document.FormatMoney(b.Amount, document.Yuan, decimalsOf(b.Amount)))),
			pair(i18n.T("数量合计"), document.FormatScaled(int64(b.Quantity), int64(model.Unit), quantityDecimals(b.Quantity))))
	}
	if !b.From.IsZero() {
		lines = append(lines, pair(i18n.T("日期"), i18n.T("%[1]s 至 %[2]s", b.From, b.To)))
	}
	return lines
}

// decimalsOf shows money to the 分, and to the last decimal where the file has more.
func decimalsOf(m model.Money) int {
	switch {
	case m%model.Fen == 0:
		return 2
	case m%10 == 0:
		return 3
	}
	return 4
}

func quantityDecimals(q model.Quantity) int {
	switch {
	case q%model.Unit == 0:
		return 0
	case q%100 == 0:
		return 1
	}
	return 3
}

func batchName(b model.ImportBatch) string {
	switch {
	case b.File != "":
		return b.File
	case b.Kind == model.BatchManual:
		return i18n.T("手工录入")
	case b.Kind == model.BatchDemo:
		return i18n.T("示例数据")
	}
	return string(b.Kind)
}

func pair(label, value string) fyne.CanvasObject {
	return widgets.Row(8, widgets.Fixed(58, 0, widgets.Caption(label)), widgets.NewText(value, widgets.TextStyle{Size: theme.TextCaption}))
}

func (p *Page) askUndo(b model.ImportBatch) {
	p.host.Confirm(shell.Confirm{
		Title: i18n.T("撤销导入“%s”?", batchName(b)),
		Text:  i18n.T("这一批的 %d 行将不再计入任何报表;可以随时恢复,别的数据不受影响。", b.Imported),
		Yes:   i18n.T("撤销导入"), Danger: true, OnYes: func() { p.undo(b) },
	})
}

func (p *Page) undo(b model.ImportBatch) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.backend.UndoBatch(ctx, b.ID); err != nil {
			return nil, err
		}
		return func() {
			p.host.Toast(shell.Toast{Text: i18n.T("已撤销“%s”", batchName(b)), Action: i18n.T("恢复"), OnTap: func() { p.redo(b) }})
		}, nil
	})
}

func (p *Page) redo(b model.ImportBatch) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.backend.RedoBatch(ctx, b.ID); err != nil {
			return nil, err
		}
		return func() { p.host.Toast(shell.Toast{Text: i18n.T("已恢复“%s”", batchName(b))}) }, nil
	})
}
