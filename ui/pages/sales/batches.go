package sales

import (
	"cmp"
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// batchesTab is 批次: what was brought in, and taking it back.
type batchesTab struct {
	page    *Page
	table   *table.Table[model.ImportBatch]
	detail  *fyne.Container
	content fyne.CanvasObject
	wanted  model.ID // to be selected once the batches are there
}

func newBatchesTab(p *Page) *batchesTab {
	t := &batchesTab{page: p, detail: container.NewStack()}
	t.table = table.New(batchColumns())
	t.table.Noun = i18n.T("批")
	t.table.OnSelect = t.showDetail
	t.table.OnOpen = func(b model.ImportBatch) { t.showLines(b) }
	t.table.OnCopied = p.copied
	t.table.Menu = t.menu
	t.table.SetEmpty(widgets.EmptyState(icons.Import, i18n.T("还没有导入过"), i18n.T("每次导入或录入成为一个批次,可以整批撤销。"),
		widgets.NewPrimaryButton(icons.Import, i18n.T("导入销售表"), p.goImport)))
	panel := widgets.NewPanel(t.table, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
		Pad: widgets.Insets{Left: 6, Top: 4, Right: 6, Bottom: 2}})
	t.content = container.NewBorder(nil, t.detail, nil, nil, panel)
	return t
}

func batchTitle(b *model.ImportBatch) string { return cmp.Or(b.File, app.BatchKindName(b.Kind)) }

func batchSpan(b *model.ImportBatch) string {
	switch {
	case b.From.IsZero():
		return "—"
	case b.From == b.To:
		return b.From.String()
	}
	return i18n.T("%s 至 %s", b.From, b.To)
}

func batchState(b model.ImportBatch) string {
	if b.UndoneAt != nil {
		return i18n.T("已撤销")
	}
	return i18n.T("生效")
}

func batchColumns() []table.Column[model.ImportBatch] {
	type batch = model.ImportBatch
	count := func(key, title string, width float32, of func(batch) int) table.Column[batch] {
		return table.Column[batch]{Key: key, Title: title, Width: width, Align: fyne.TextAlignTrailing, Sortable: true,
			Text:    func(b batch) string { return quantityText(model.Quantity(of(b)) * model.Unit) },
			Compare: func(a, b batch) int { return cmp.Compare(of(a), of(b)) }}
	}
	return []table.Column[batch]{
		{Key: "time", Title: i18n.T("时间"), Width: 128, Sortable: true, Text: func(b batch) string { return b.CreatedAt.Local().Format("2006-01-02 15:04") }},
		{Key: "file", Title: i18n.T("文件"), Width: 150, Flex: true, Sortable: true, Filter: true, Text: func(b batch) string { return batchTitle(&b) }},
		{Key: "state", Title: i18n.T("状态"), Width: 70, Pill: true, Sortable: true, Text: batchState, Tone: func(b batch) table.Tone {
			if b.UndoneAt != nil {
				return table.Quiet
			}
			return table.Ahead
		}},
		{Key: "kind", Title: i18n.T("种类"), Width: 92, Sortable: true, Filter: true, Text: func(b batch) string { return app.BatchKindName(b.Kind) },
			Tone: func(batch) table.Tone { return table.Quiet }},
		count("rows", i18n.T("文件行数"), 70, func(b batch) int { return b.Rows }),
		count("imported", i18n.T("已导入"), 62, func(b batch) int { return b.Imported }),
		count("rejected", i18n.T("未通过"), 58, func(b batch) int { return b.Rejected }),
		count("skipped", i18n.T("重复跳过"), 70, func(b batch) int { return b.Skipped }),
		{Key: "amount", Title: i18n.T("金额"), Width: 112, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(b batch) string { return moneyText(b.Amount) }, Copy: func(b batch) string { return b.Amount.String() },
			Compare: func(a, b batch) int { return cmp.Compare(a.Amount, b.Amount) }},
		{Key: "span", Title: i18n.T("日期起止"), Width: 180, Text: func(b batch) string { return batchSpan(&b) }},
	}
}

func (t *batchesTab) show(batches []model.ImportBatch) {
	selected := t.wanted
	if one := t.table.Selected(1); selected == 0 && len(one) > 0 {
		selected = one[0].ID
	}
	t.table.SetItems(batches)
	t.wanted = 0
	switch {
	case selected != 0:
		t.selectBatch(selected)
	case len(batches) > 0:
		t.selectBatch(batches[0].ID)
	}
	t.showDetail()
}

// selectBatch shows one batch; before the batches are loaded it is remembered.
func (t *batchesTab) selectBatch(id model.ID) {
	if !t.table.SelectWhere(func(b model.ImportBatch) bool { return b.ID == id }) {
		t.wanted = id
	}
}

func (t *batchesTab) menu() []*fyne.MenuItem {
	b, ok := t.table.Current()
	if !ok {
		return nil
	}
	word, do := t.turn(b)
	items := []*fyne.MenuItem{fyne.NewMenuItem(word, do)}
	if hasLines(b.Kind) {
		items = append(items, fyne.NewMenuItem(i18n.T("看这批的明细"), func() { t.showLines(b) }))
	}
	return items
}

// turn is what can be done to a batch: 撤销 or 恢复.
func (t *batchesTab) turn(b model.ImportBatch) (word string, do func()) {
	if b.UndoneAt != nil {
		return i18n.T("恢复这一批"), func() { t.set(b, true) }
	}
	return i18n.T("撤销这一批"), func() { t.set(b, false) }
}

// set undoes or brings back a batch and offers the way back in the toast.
func (t *batchesTab) set(b model.ImportBatch, active bool) {
	p := t.page
	p.host.Do(func(ctx context.Context) (func(), error) {
		act := p.app.UndoBatch
		if active {
			act = p.app.RedoBatch
		}
		if err := act(ctx, b.ID); err != nil {
			return nil, err
		}
		return func() {
			text, back := i18n.T("已撤销「%s」,%s 行不再计入", batchTitle(&b), widgets.Grouped(b.Imported)), i18n.T("恢复")
			if active {
				text, back = i18n.T("已恢复「%s」,%s 行重新计入", batchTitle(&b), widgets.Grouped(b.Imported)), i18n.T("撤销")
			}
			p.host.Toast(shell.Toast{Text: text, Action: back, OnTap: func() { t.set(b, !active) }})
			p.host.Reload()
		}, nil
	})
}

func (t *batchesTab) showLines(b model.ImportBatch) {
	if !hasLines(b.Kind) {
		return
	}
	t.page.show(TabLines)
	t.page.lines.drill(model.LineFilter{BatchID: b.ID})
	t.page.lines.reload()
}

// showDetail says all about the selected batch below the table.
func (t *batchesTab) showDetail() {
	t.detail.Objects = nil
	if b, ok := t.table.Current(); ok {
		t.detail.Objects = []fyne.CanvasObject{widgets.Inset(widgets.Insets{Top: theme.Gap}, t.card(b))}
	}
	t.detail.Refresh()
	if t.content != nil {
		t.content.Refresh()
	}
}

func (t *batchesTab) card(b model.ImportBatch) fyne.CanvasObject {
	word, do := t.turn(b)
	icon := icons.Undo
	if b.UndoneAt != nil {
		icon = icons.Redo
	}
	buttons := []fyne.CanvasObject{widgets.NewIconButton(icon, word, do)}
	if hasLines(b.Kind) && b.UndoneAt == nil {
		buttons = append(buttons, widgets.NewIconButton(icons.Sales, i18n.T("看明细"), func() { t.showLines(b) }))
	}
	facts := []string{
		i18n.T("文件 %s 行", widgets.Grouped(b.Rows)), i18n.T("导入 %s 行", widgets.Grouped(b.Imported)),
		i18n.T("未通过 %s", widgets.Grouped(b.Rejected)), i18n.T("重复跳过 %s", widgets.Grouped(b.Skipped)),
		i18n.T("数量 %s", quantityText(b.Quantity)), i18n.T("金额 %s 元", moneyText(b.Amount)), batchSpan(&b),
	}
	if b.Sheet != "" {
		facts = append(facts, i18n.T("工作表 %s", b.Sheet))
	}
	if b.UndoneAt != nil {
		facts = append(facts, i18n.T("%s 撤销", b.UndoneAt.Local().Format("2006-01-02 15:04")))
	}
	body := []fyne.CanvasObject{widgets.WrappedCaption(strings.Join(facts, " · "))}
	for _, note := range strings.Split(strings.TrimSpace(b.Notes), "\n") {
		if note != "" && len(body) < 5 {
			body = append(body, widgets.WrappedCaption(note))
		}
	}
	return widgets.NewCardWith(batchTitle(&b), widgets.Row(8, buttons...), widgets.Column(3, body...))
}

// batchName is how chips name a batch.
func (p *Page) batchName(id model.ID) string {
	for i := range p.batches {
		if p.batches[i].ID == id {
			return batchTitle(&p.batches[i])
		}
	}
	return ""
}
