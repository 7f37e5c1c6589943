package exchange

import (
	"cmp"
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/exchange"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// backTab is 收回: who is missing, and the files found in a folder with what they hold.
type backTab struct {
	page    *Page
	paths   []string // read last
	intake  *exchange.Intake
	missing *fyne.Container
	ground  *fyne.Container // the card of who is missing
	facts   *widgets.Text
	settle  *widgets.Segmented
	take    *widgets.Button
	bar     *fyne.Container
	table   *table.Table[*exchange.Return]
	content fyne.CanvasObject
}

func newBackTab(p *Page) *backTab {
	t := &backTab{page: p, missing: widgets.Flow(6), facts: widgets.Body("")}
	t.table = table.New(returnColumns())
	t.table.Noun = i18n.T("个文件")
	t.table.OnOpen = func(r *exchange.Return) { openReturn(t, r) }
	t.table.OnCopied = func(rows int) { desk.Copied(p.host, rows) }
	t.table.Menu = t.menu
	t.table.SetEmpty(widgets.EmptyState(icons.Inbox, i18n.T("还没有读取交回的表格"),
		i18n.T("把大家发回的文件放进一个文件夹(改了名、重复的、别的文件混在一起也不要紧),选中它;先看清楚每个文件填了什么、有没有问题和冲突,再收进来。"),
		widgets.NewPrimaryButton(icons.Folder, i18n.T("选文件夹"), t.pick), widgets.NewIconButton(icons.File, i18n.T("选一个文件"), t.pickFile)))
	t.settle = widgets.NewSegmented(decisions(), 0, func(i int) {
		t.intake.Decide(exchange.Decision(i), true, 0)
		t.show()
	})
	t.take = widgets.NewPrimaryButton(icons.Check, i18n.T("收进来"), t.merge)
	t.bar = widgets.Row(8, t.facts, widgets.Spacer(), widgets.Caption(i18n.T("所有冲突")), t.settle,
		widgets.NewIconButton(icons.Refresh, i18n.T("重新读取"), func() { t.read(t.paths) }), t.take)
	copyList := widgets.NewFlatButton(icons.Copy, i18n.T("复制催交名单"), p.copyReminder)
	t.ground = container.NewStack(widgets.NewCardWith(i18n.T("还没交的人"), copyList, t.missing))
	head := widgets.Column(10, t.ground, t.bar)
	t.content = widgets.Headed(widgets.Inset(widgets.Insets{Bottom: 10}, head), desk.Panel(t.table))
	t.bar.Hide()
	return t
}

// decisions are the words of the switch, in the order of the decisions.
func decisions() []string {
	return []string{exchange.Keep.Name(), exchange.Use.Name(), exchange.Both.Name()}
}

func returnColumns() []table.Column[*exchange.Return] {
	type row = *exchange.Return
	text := func(key, title string, width float32, of func(row) string) table.Column[row] {
		return table.Column[row]{Key: key, Title: title, Width: width, Sortable: true, Filter: true, Text: func(r row) string { return cmp.Or(of(r), document.Dash) }}
	}
	number := func(key, title string, of func(exchange.Count) int, tone table.Tone) table.Column[row] {
		c := text(key, title, 58, func(r row) string {
			if n := of(r.Count()); r.Workbook.ID != 0 && len(r.Lines) > 0 {
				return strconv.Itoa(n)
			}
			return ""
		})
		c.Align = fyne.TextAlignTrailing
		c.Compare = func(a, b row) int { return cmp.Compare(of(a.Count()), of(b.Count())) }
		c.Tone = func(r row) table.Tone {
			if of(r.Count()) > 0 {
				return tone
			}
			return table.Quiet
		}
		return c
	}
	name := text("name", i18n.T("姓名"), 76, func(r row) string { return r.Person })
	name.Fixed = true
	state := text("state", i18n.T("状态"), 96, func(r row) string { return r.State.Name() })
	state.Pill, state.Tone = true, func(r row) table.Tone { return stateTone(r.State) }
	state.Compare = func(a, b row) int { return cmp.Compare(a.State, b.State) }
	file := text("file", i18n.T("文件"), 190, func(r row) string { return r.File })
	file.Flex = true
	why := text("why", i18n.T("说明"), 140, whyOf)
	why.Flex = true
	return []table.Column[row]{name, state, file,
		text("period", i18n.T("期间"), 96, func(r row) string {
			if r.Workbook.ID == 0 {
				return ""
			}
			return shortPeriod(&r.Workbook)
		}),
		number("filled", i18n.T("填了"), func(n exchange.Count) int { return n.Filled }, table.Plain),
		number("taken", i18n.T("写入"), func(n exchange.Count) int { return n.Taken }, table.Ahead),
		number("known", i18n.T("已有"), func(n exchange.Count) int { return n.Known }, table.Quiet),
		number("bad", i18n.T("有问题"), func(n exchange.Count) int { return n.Bad }, table.Behind),
		number("conflicts", i18n.T("冲突"), func(n exchange.Count) int { return n.Conflicts }, table.Attention), why}
}

// whyOf is the state of a file in words, with the first of its notes.
func whyOf(r *exchange.Return) string {
	n := r.Count()
	switch {
	case r.Why != "":
		return r.Why
	case len(r.Notes) > 0:
		return r.Notes[0]
	case n.Bad > 0 && n.Left > 0:
		return i18n.T("%[1]d 行有问题、%[2]d 行有冲突,不收", n.Bad, n.Left)
	case n.Bad > 0:
		return i18n.T("%d 行有问题不收,可写更正表退回", n.Bad)
	case n.Left > 0:
		return i18n.T("%d 行有冲突,按决定不收", n.Left)
	}
	return ""
}

func stateTone(s exchange.State) table.Tone {
	switch s {
	case exchange.Ready:
		return table.Brand
	case exchange.Already:
		return table.Ahead
	case exchange.Changed, exchange.Rival, exchange.Blank, exchange.Withdrawn:
		return table.Attention
	case exchange.Tampered, exchange.Damaged:
		return table.Behind
	case exchange.Copy, exchange.Foreign:
	}
	return table.Quiet
}

// mostMissing is how many people are named one by one.
const mostMissing = 24

func (t *backTab) show() {
	t.showMissing()
	if t.intake == nil {
		return
	}
	t.bar.Show()
	t.bar.Refresh()
	t.table.SetItems(t.intake.Returns)
	n, ready := exchange.Count{}, t.intake.ReadyOnes()
	for _, r := range ready {
		c := r.Count()
		n.Taken, n.Bad, n.Conflicts, n.Left = n.Taken+c.Taken, n.Bad+c.Bad, n.Conflicts+c.Conflicts, n.Left+c.Left
	}
	t.facts.SetText(i18n.T("%[1]d 个文件,%[2]d 份可以收:写入 %[3]d 行,有问题 %[4]d 行,冲突 %[5]d 处", len(t.intake.Returns), len(ready), n.Taken, n.Bad, n.Conflicts))
	t.take.SetText(i18n.T("收进来 %d 份", len(ready)))
	if len(ready) == 0 {
		t.take.Disable()
	} else {
		t.take.Enable()
	}
	t.content.Refresh()
}

func (t *backTab) showMissing() {
	t.missing.Objects = nil
	waiting := t.waiting()
	here := 0
	for _, w := range waiting {
		if w.here == w.books {
			here++
		} else if len(t.missing.Objects) < mostMissing {
			t.missing.Add(w.pill())
		}
	}
	if more := len(waiting) - here - mostMissing; more > 0 {
		t.missing.Add(widgets.Caption(i18n.T("……还有 %d 人", more)))
	}
	if here > 0 {
		t.missing.Add(widgets.Caption(i18n.T("%d 人的文件已到,还没收进来", here)))
	}
	if len(waiting) == 0 {
		t.missing.Add(widgets.NewText(i18n.T("这个期间发出的表格都交回来了。"), widgets.TextStyle{Color: theme.Quiet}))
		if t.page.board.Sent() == 0 {
			t.missing.Objects = []fyne.CanvasObject{widgets.NewText(i18n.T("这个期间还没有发过表格。"), widgets.TextStyle{Color: theme.Quiet})}
		}
	}
	t.missing.Refresh()
	t.content.Refresh()
}

func (t *backTab) pick() {
	t.page.folder(inward, i18n.T("选择存放交回表格的文件夹"), func(dir string) { t.read([]string{dir}) })
}

func (t *backTab) pickFile() {
	t.page.host.OpenFile(shell.FilePick{Title: i18n.T("选择交回的表格"), Extensions: []string{".xlsx", ".xls", ".xlsm", ".et"},
		OnPicked: func(path string) { t.read([]string{path}) }})
}

// read looks at files and folders; nothing is written.
func (t *backTab) read(paths []string) {
	if len(paths) == 0 {
		t.pick()
		return
	}
	p := t.page
	var in *exchange.Intake
	p.host.Run(shell.Job{Title: i18n.T("正在读取交回的表格"),
		Work: func(ctx context.Context, report shell.Report) (err error) {
			in, err = p.book.Collect(ctx, paths, func(n, total int, file string) { report(n, total, file) })
			return err
		},
		Done: func() {
			t.paths, t.intake = paths, in
			t.settle.SetSelected(0)
			t.show()
			p.show(TabBack)
			t.table.Focus()
		}})
}

// merge takes in all that is ready.
func (t *backTab) merge() {
	p := t.page
	if t.intake == nil {
		return
	}
	var out *exchange.Outcome
	in := t.intake
	settled := func() { t.show() }
	p.host.Run(shell.Job{Title: i18n.T("正在收进表格"),
		Work: func(ctx context.Context, report shell.Report) (err error) {
			out, err = in.Merge(ctx, in.ReadyOnes(), func(n, total int, file string) { report(n, total, file) })
			return err
		},
		Done:      func() { settled(); t.merged(out) },
		Failed:    func(err error) { settled(); p.host.Fail(err) },
		Cancelled: func() { settled(); t.merged(out) }})
}

func (t *backTab) merged(out *exchange.Outcome) {
	p := t.page
	if out == nil || len(out.Workbooks) == 0 {
		p.host.Toast(shell.Toast{Text: i18n.T("没有收进任何表格"), Refused: true})
		return
	}
	text := i18n.T("收进 %[1]d 份:销量 %[2]d 行,拜访 %[3]d 次,市态 %[4]d 条", len(out.Workbooks), out.Sales, out.Visits, out.Statuses)
	if out.Left > 0 {
		text += i18n.T(";%d 行没有收", out.Left)
	}
	p.host.Toast(shell.Toast{Text: text, Action: i18n.T("撤销"), OnTap: func() {
		desk.Do(p.host, desk.Act{Said: i18n.T("已撤回收进的 %d 份表格", len(out.Workbooks)), Done: func() { t.read(t.paths) },
			Work: func(ctx context.Context) (string, error) { return "", p.book.UndoReturns(ctx, out.Workbooks) }})
	}})
}

// menu is what can be done with the current file.
func (t *backTab) menu() []*fyne.MenuItem {
	r, ok := t.table.Current()
	if !ok {
		return nil
	}
	p := t.page
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("看填了什么"), func() { openReturn(t, r) }),
		fyne.NewMenuItem(i18n.T("用表格软件打开"), func() {
			if err := p.out.OpenFile(r.Path); err != nil {
				p.host.Fail(err)
			}
		})}
	switch r.State {
	case exchange.Rival:
		items = append(items, fyne.NewMenuItem(i18n.T("改用这个版本"), func() { t.prefer(r) }))
	case exchange.Changed, exchange.Already:
		items = append(items, fyne.NewMenuItem(i18n.T("撤回已收的数据"), func() { t.takeBack(r) }))
	default:
		if r.Count().Bad > 0 {
			items = append(items, fyne.NewMenuItem(i18n.T("写更正表退回"), func() { t.sendBack(r) }))
		}
	}
	return items
}

func (t *backTab) prefer(r *exchange.Return) {
	in := t.intake
	t.page.host.Do(func(ctx context.Context) (func(), error) { return t.show, in.Prefer(ctx, r) })
}

// takeBack takes what came of a workbook out again, so that another return of it can be
// taken in.
func (t *backTab) takeBack(r *exchange.Return) {
	p := t.page
	desk.Do(p.host, desk.Act{Said: i18n.T("已撤回 %s 已收的数据", r.Person), Done: func() { t.read(t.paths) },
		Work: func(ctx context.Context) (string, error) {
			return "", p.book.UndoReturns(ctx, []model.ID{r.Workbook.ID})
		}})
}

// sendBack writes the correction workbook of a return.
func (t *backTab) sendBack(r *exchange.Return) {
	p := t.page
	p.folder(outward, i18n.T("把更正表写到哪个文件夹"), func(dir string) {
		p.host.Do(func(ctx context.Context) (func(), error) {
			path, operation, err := p.book.SendBack(ctx, r, dir)
			if err != nil {
				return nil, err
			}
			return func() {
				p.host.Toast(shell.Toast{Text: i18n.T("更正表已写到 %s", path), Action: i18n.T("撤销"), OnTap: func() {
					desk.Do(p.host, desk.Act{Said: i18n.T("已撤销发出;写出的文件还在文件夹里"),
						Work: func(ctx context.Context) (string, error) { return "", p.book.Undo(ctx, operation) }})
				}})
			}, nil
		})
	})
}
