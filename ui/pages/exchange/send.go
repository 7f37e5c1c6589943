package exchange

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/exchange"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/table"
)

// sendTab is 发出: everyone's standing with the forms of the period.
type sendTab struct {
	page    *Page
	facts   *widgets.Text
	earlier *widgets.Button // overdue since before the period
	share   *widgets.ProgressBar
	bar     *fyne.Container
	foot    *fyne.Container // the rule, and what is left of earlier periods
	table   *table.Table[exchange.Row]
	content fyne.CanvasObject
}

func newSendTab(p *Page) *sendTab {
	t := &sendTab{page: p, facts: widgets.Strong(""), share: widgets.NewProgressBar(0, widgets.NoTick)}
	t.table = table.New(boardColumns())
	t.table.Noun = i18n.T("份")
	t.table.OnCopied = func(rows int) { desk.Copied(p.host, rows) }
	t.table.Menu = t.menu
	t.table.OnOpen = func(r exchange.Row) {
		if r.Workbook.ID == 0 {
			t.openFor(onlyChosen)
		} else {
			p.host.Go(shell.Route{Page: shell.PagePerson, Arg: r.Employee})
		}
	}
	t.table.SetEmpty(widgets.EmptyState(icons.Inbox, i18n.T("没有可以发表格的人"),
		i18n.T("在职、名下有客户的人会列在这里。给客户指定负责人后,就可以为每个人写一份自己的表格:自己的客户、在售的品项,带下拉列表。"),
		widgets.NewPrimaryButton(icons.Customers, i18n.T("去客户"), func() { p.host.Go(shell.Route{Page: shell.PageCustomers}) })))
	t.earlier = widgets.NewFlatButton(icons.Warning, "", t.showEarlier)
	t.bar = widgets.Row(8, t.facts, widgets.Fixed(90, 0, t.share), widgets.Spacer(),
		widgets.NewIconButton(icons.Copy, i18n.T("复制催交名单"), p.copyReminder),
		widgets.NewMenuButton(icons.More, i18n.T("选中的"), t.menu),
		widgets.NewIconButton(icons.Print, i18n.T("打印 / 导出"), func() {
			if p.board != nil {
				desk.Show(p.host, p.out, p.board.Document(p.region))
			}
		}))
	t.earlier.Hide()
	t.foot = widgets.Ends(widgets.WrappedCaption(exchange.Rule()), 10, t.earlier)
	t.content = widgets.Foot(widgets.Headed(widgets.Inset(widgets.Insets{Bottom: 10}, t.bar), desk.Panel(t.table)),
		widgets.Inset(widgets.Insets{Top: 8}, t.foot))
	return t
}

func boardColumns() []table.Column[exchange.Row] {
	type row = exchange.Row
	text := func(key, title string, width float32, of func(row) string) table.Column[row] {
		return table.Column[row]{Key: key, Title: title, Width: width, Sortable: true, Filter: true, Text: of}
	}
	name := text("name", i18n.T("姓名"), 76, func(r row) string { return r.Name })
	name.Fixed = true
	state := text("state", i18n.T("状态"), 92, func(r row) string { return r.Standing.Name() })
	state.Pill, state.Tone = true, func(r row) table.Tone { return standingTone(r.Standing) }
	state.Compare = func(a, b row) int { return cmp.Compare(a.Standing, b.Standing) }
	late := text("late", i18n.T("逾期"), 62, func(r row) string {
		if r.Late == 0 {
			return document.Dash
		}
		return i18n.T("%d 天", r.Late)
	})
	late.Align, late.Largest = fyne.TextAlignTrailing, true
	late.Compare = func(a, b row) int { return cmp.Compare(a.Late, b.Late) }
	rows := text("rows", i18n.T("行数"), 50, func(r row) string {
		if r.Standing != exchange.Returned {
			return document.Dash
		}
		return strconv.Itoa(r.Workbook.Rows)
	})
	rows.Align, rows.Compare = fyne.TextAlignTrailing, func(a, b row) int { return cmp.Compare(a.Workbook.Rows, b.Workbook.Rows) }
	customers := text("customers", i18n.T("客户数"), 66, func(r row) string { return strconv.Itoa(r.Customers) })
	customers.Hidden = true
	customers.Align, customers.Compare = fyne.TextAlignTrailing, func(a, b row) int { return cmp.Compare(a.Customers, b.Customers) }
	forms := text("forms", i18n.T("内容"), 110, func(r row) string { return cmp.Or(r.Forms(), document.Dash) })
	forms.Flex = true
	file := text("file", i18n.T("文件"), 200, func(r row) string { return cmp.Or(r.Workbook.File, document.Dash) })
	file.Hidden = true
	return []table.Column[row]{name, text("code", i18n.T("编码"), 60, func(r row) string { return r.Code }),
		text("region", i18n.T("区域"), 66, func(r row) string { return r.Region }), state, late, forms,
		text("period", i18n.T("期间"), 96, func(r row) string {
			if r.Workbook.ID == 0 {
				return document.Dash
			}
			return shortPeriod(&r.Workbook)
		}),
		text("due", i18n.T("交回日期"), 92, func(r row) string { return cmp.Or(r.Workbook.Due.String(), document.Dash) }),
		text("back", i18n.T("收回日期"), 92, func(r row) string {
			if r.Workbook.ReturnedAt == nil {
				return document.Dash
			}
			return model.DateFromTime(r.Workbook.ReturnedAt.Local()).String()
		}), rows, customers, file}
}

func standingTone(s exchange.Standing) table.Tone {
	switch s {
	case exchange.Overdue:
		return table.Behind
	case exchange.Missing:
		return table.Attention
	case exchange.Returned:
		return table.Ahead
	case exchange.Unsent:
	}
	return table.Quiet
}

// inRegion are the rows of the chosen region.
func (p *Page) inRegion() []exchange.Row {
	var rows []exchange.Row
	for _, r := range p.board.Rows {
		if p.board.Directory.RegionWithin(r.RegionID, p.region) {
			rows = append(rows, r)
		}
	}
	return rows
}

func (t *sendTab) show() {
	rows := t.page.inRegion()
	t.table.SetItems(rows)
	count := map[exchange.Standing]int{}
	for _, r := range rows {
		count[r.Standing]++
	}
	sent, back := len(rows)-count[exchange.Unsent], count[exchange.Returned]
	t.facts.SetText(i18n.T("已发 %[1]d · 已交 %[2]d · 未交 %[3]d · 逾期 %[4]d", sent, back, sent-back, count[exchange.Overdue]))
	share := 0.0
	if sent > 0 {
		share = float64(back) / float64(sent)
	}
	t.share.Set(share, widgets.NoTick)
	if n := len(t.page.earlier()); n > 0 {
		t.earlier.SetText(i18n.T("往期还有 %d 份逾期", n))
		t.earlier.Show()
	} else {
		t.earlier.Hide()
	}
	t.bar.Refresh()
	t.foot.Refresh()
}

// earlier are the overdue workbooks of the region from before the period.
func (p *Page) earlier() []exchange.Row {
	return slices.DeleteFunc(slices.Clone(p.board.Earlier), func(r exchange.Row) bool {
		return !p.board.Directory.RegionWithin(r.RegionID, p.region)
	})
}

// showEarlier goes to the latest month with an overdue workbook before the period.
func (t *sendTab) showEarlier() {
	p := t.page
	if rows := p.earlier(); len(rows) > 0 {
		p.picker.Set(widgets.Month, rows[0].Workbook.From)
		p.host.Reload()
	}
}

// copyReminder puts the list of who is missing on the clipboard.
func (p *Page) copyReminder() {
	if p.board == nil {
		return
	}
	local := *p.board
	local.Rows = p.inRegion()
	text := local.Reminder()
	if text == "" {
		p.host.Toast(shell.Toast{Text: i18n.T("没有人欠交"), Refused: true})
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(text)
	p.host.Toast(shell.Toast{Text: i18n.T("已复制催交名单(%d 人),可以粘贴到群里", len(local.Waiting()))})
}

// chosen are the selected rows, else the current one.
func (t *sendTab) chosen() []exchange.Row {
	rows := t.table.Selected(0)
	if r, ok := t.table.Current(); len(rows) == 0 && ok {
		rows = []exchange.Row{r}
	}
	return rows
}

// menu is what can be done with the selected rows.
func (t *sendTab) menu() []*fyne.MenuItem {
	var open, back []exchange.Row
	for _, r := range t.chosen() {
		switch {
		case r.Standing == exchange.Returned:
			back = append(back, r)
		case r.Workbook.ID != 0:
			open = append(open, r)
		}
	}
	item := func(word string, able bool, do func()) *fyne.MenuItem {
		m := fyne.NewMenuItem(word, do)
		m.Disabled = !able
		return m
	}
	return []*fyne.MenuItem{
		item(i18n.T("发表格给选中的人"), len(t.chosen()) > 0, func() { t.openFor(onlyChosen) }),
		item(i18n.T("再写一份文件"), len(open) > 0, func() { t.rewrite(open) }),
		item(i18n.T("改交回日期"), len(open) > 0, func() { t.postpone(open) }),
		fyne.NewMenuItemSeparator(),
		item(i18n.T("撤回发出的表格"), len(open) > 0, func() { t.withdraw(open) }),
		item(i18n.T("撤回已收的数据"), len(back) > 0, func() { t.takeBack(back) }),
	}
}

func ids(rows []exchange.Row) []model.ID {
	out := make([]model.ID, len(rows))
	for i, r := range rows {
		out[i] = r.Workbook.ID
	}
	return out
}

func (t *sendTab) withdraw(rows []exchange.Row) {
	p := t.page
	desk.Do(p.host, desk.Act{Said: i18n.T("已撤回 %d 份表格", len(rows)), Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.Withdraw(ctx, ids(rows)) }})
}

func (t *sendTab) takeBack(rows []exchange.Row) {
	p := t.page
	p.host.Confirm(shell.Confirm{Title: i18n.T("撤回 %d 份已收的数据?", len(rows)), Yes: i18n.T("撤回数据"), Danger: true,
		Text: i18n.T("这些表格带来的销量、拜访和市态反映会全部取出,表格回到未交;文件还在,可以再收一次。"),
		OnYes: func() {
			desk.Do(p.host, desk.Act{Said: i18n.T("已撤回 %d 份表格的数据", len(rows)),
				Work: func(ctx context.Context) (string, error) { return "", p.book.UndoReturns(ctx, ids(rows)) }})
		}})
}

func (t *sendTab) rewrite(rows []exchange.Row) {
	p := t.page
	p.folder(outward, i18n.T("把表格写到哪个文件夹"), func(dir string) {
		p.host.Run(shell.Job{Title: i18n.T("正在写表格"),
			Work: func(ctx context.Context, report shell.Report) error {
				for i, r := range rows {
					report(i, len(rows), r.Name)
					if _, err := p.book.Rewrite(ctx, r.Workbook.ID, dir); err != nil {
						return err
					}
				}
				return nil
			},
			Done: func() { p.written(len(rows), dir, "", nil) }})
	})
}

// written says that files were written and offers to take the records back or to see them.
func (p *Page) written(n int, dir, operation string, skipped []string) {
	text := i18n.T("已把 %[1]d 份表格写到 %[2]s", n, dir)
	if len(skipped) > 0 {
		text += i18n.T(";%s,没有写", strings.Join(skipped, i18n.T("、")))
	}
	toast := shell.Toast{Text: text, Action: i18n.T("打开文件夹"), OnTap: func() {
		if err := p.out.OpenFile(dir); err != nil {
			p.host.Fail(err)
		}
	}}
	if operation != "" {
		toast.Action, toast.OnTap = i18n.T("撤销"), func() {
			desk.Do(p.host, desk.Act{Said: i18n.T("已撤销发出;写出的文件还在文件夹里"),
				Work: func(ctx context.Context) (string, error) { return "", p.book.Undo(ctx, operation) }})
		}
	}
	p.host.Toast(toast)
}

// dueAsk is what moving the due day asks for.
type dueAsk struct{ Due model.Date }

func (t *sendTab) postpone(rows []exchange.Row) {
	p := t.page
	f := form.New(form.Section[dueAsk]{Fields: []form.Field[dueAsk]{
		form.Date(i18n.T("交回日期"), func(a *dueAsk) *model.Date { return &a.Due }).Required()}}).Inline()
	f.Set(dueAsk{max(rows[0].Workbook.Due, p.book.Today()) + 1})
	p.host.Sheet(shell.Sheet{Title: i18n.T("改 %d 份表格的交回日期", len(rows)), Content: f, Width: 420, Primary: i18n.T("保存"), OnClosed: f.Close,
		OnPrimary: func(done func()) {
			if a, ok := f.Value(); ok {
				desk.Do(p.host, desk.Act{Said: i18n.T("交回日期改为 %s", a.Due), Undo: p.book.Undo, Done: done,
					Work: func(ctx context.Context) (string, error) { return p.book.SetDue(ctx, ids(rows), a.Due) }})
			}
		}})
	f.Focus()
}
