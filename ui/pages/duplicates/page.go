package duplicates

import (
	"cmp"
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/customers/file/fields"
	"xunshi/app/customers/merging"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// Page is the page 查重.
type Page struct {
	host   shell.Host
	merger Merger
	ctx    context.Context // ends with the page
	stop   context.CancelFunc

	ask       *[2]model.ID // two customers to compare once the page is loaded
	directory *model.Directory
	dismissed int
	merges    int

	pairs    *table.Table[merging.Pair]
	done     *table.Table[merging.Done]
	switcher *widgets.Segmented
	caption  *widgets.Text
	buttons  *fyne.Container
	bar      *fyne.Container // laid out anew when the buttons change
	panels   [2]fyne.CanvasObject
	content  fyne.CanvasObject
	tab      int
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

// Tabs of the page.
const (
	tabPairs = iota
	tabDone
)

// New makes the page; arg as Entry says.
func New(h shell.Host, m Merger, arg any) *Page {
	p := &Page{host: h, merger: m, directory: &model.Directory{}}
	p.ctx, p.stop = context.WithCancel(context.Background())
	if two, ok := arg.([2]model.ID); ok {
		p.ask = &two
	}
	p.pairs, p.done = table.New(p.pairColumns()), table.New(p.doneColumns())
	p.pairs.Noun, p.done.Noun = i18n.T("对"), i18n.T("次合并")
	p.pairs.OnOpen, p.pairs.Menu = p.open, p.pairMenu
	p.pairs.OnSelect = p.showButtons
	p.done.OnOpen = func(d merging.Done) { p.openCustomer(d.KeepID) }
	p.done.OnSelect = p.showButtons
	copied := func(n int) {
		h.Toast(shell.Toast{Text: i18n.T("已复制 %s 行,可粘贴到 Excel", widgets.Grouped(n))})
	}
	p.pairs.OnCopied, p.done.OnCopied = copied, copied
	p.done.SetEmpty(widgets.EmptyState(icons.Batch, i18n.T("还没有合并过客户"), i18n.T("每次合并都记在这里,随时可以整个撤销:两份档案、销售、账款、联系人各归各位。")))
	p.switcher = widgets.NewSegmented([]string{i18n.T("疑似重复"), i18n.T("合并记录")}, 0, p.show)
	p.caption = widgets.NewText("", widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true})
	p.buttons = container.NewStack()
	p.layOut()
	p.show(tabPairs)
	return p
}

func (p *Page) layOut() {
	p.panels = [2]fyne.CanvasObject{p.pairs, p.done}
	p.bar = container.NewBorder(nil, nil, p.switcher, p.buttons, widgets.Inset(widgets.Insets{Left: 12, Right: 12, Top: 7}, p.caption))
	body := container.NewBorder(widgets.Inset(widgets.Insets{Left: 6, Right: 6, Top: 2, Bottom: 6}, p.bar), nil, nil, nil, container.NewStack(p.panels[0], p.panels[1]))
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14},
		widgets.NewPanel(body, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
			Pad: widgets.Insets{Left: 6, Top: 6, Right: 6, Bottom: 2}}))
}

func (p *Page) show(tab int) {
	p.tab = tab
	p.switcher.SetSelected(tab)
	for i, panel := range p.panels {
		if i == tab {
			panel.Show()
		} else {
			panel.Hide()
		}
	}
	p.showButtons()
}

// showButtons offers what can be done with what is selected.
func (p *Page) showButtons() {
	var row []fyne.CanvasObject
	if p.tab == tabPairs {
		differ, compare := widgets.NewButton(i18n.T("不是重复"), p.dismiss), widgets.NewPrimaryButton("", i18n.T("对比合并"), p.openCurrent)
		if p.pairs.Count() == 0 {
			differ.Disable()
			compare.Disable()
		}
		row = []fyne.CanvasObject{differ, compare}
	} else {
		undo := widgets.NewIconButton(icons.Undo, i18n.T("撤销这次合并"), p.undoCurrent)
		if p.done.Count() == 0 {
			undo.Disable()
		}
		row = []fyne.CanvasObject{undo}
	}
	p.buttons.Objects = []fyne.CanvasObject{widgets.Row(8, row...)}
	p.bar.Refresh()
	p.tell()
}

// tell says what the list is made by.
func (p *Page) tell() {
	text := i18n.T("合并可以撤销;旧编码以后导入仍归到合并后的客户。")
	if p.tab == tabPairs {
		text = i18n.T("按名称、拼音、电话、地址、执照号比对,不会自动合并。")
		if p.dismissed > 0 {
			text += i18n.T("已排除 %d 对。", p.dismissed)
		}
	}
	p.caption.SetText(text)
}

func (p *Page) pairColumns() []table.Column[merging.Pair] {
	type pair = merging.Pair
	name := func(c *model.Customer) string { return cmp.Or(c.Code, "—") + "  " + c.Name }
	where := func(c *model.Customer) string { return cmp.Or(fields.RegionName(p.directory, c.RegionID), "—") }
	return []table.Column[pair]{
		{Key: "score", Title: i18n.T("相似度"), Width: 74, Pill: true, Sortable: true, Text: func(x pair) string { return strconv.Itoa(x.Score) },
			Compare: func(a, b pair) int { return cmp.Compare(a.Score, b.Score) }, Tone: scoreTone},
		{Key: "a", Title: i18n.T("客户"), Width: 190, Flex: true, Sortable: true, Filter: true, Text: func(x pair) string { return name(x.A) }},
		{Key: "ra", Title: i18n.T("区域"), Width: 70, Text: func(x pair) string { return where(x.A) }, Tone: func(pair) table.Tone { return table.Quiet }},
		{Key: "b", Title: i18n.T("可能是同一家"), Width: 190, Flex: true, Sortable: true, Filter: true, Text: func(x pair) string { return name(x.B) }},
		{Key: "rb", Title: i18n.T("区域"), Width: 70, Text: func(x pair) string { return where(x.B) }, Tone: func(pair) table.Tone { return table.Quiet }},
		{Key: "why", Title: i18n.T("依据"), Width: 250, Flex: true, Text: func(x pair) string { return x.Words() }},
	}
}

func scoreTone(x merging.Pair) table.Tone {
	switch {
	case x.Score >= Sure:
		return table.Behind
	case x.Score >= 60:
		return table.Attention
	}
	return table.Quiet
}

func (p *Page) doneColumns() []table.Column[merging.Done] {
	type done = merging.Done
	right := fyne.TextAlignTrailing
	return []table.Column[done]{
		{Key: "at", Title: i18n.T("时间"), Width: 130, Sortable: true, Text: func(x done) string { return x.At.Local().Format("2006-01-02 15:04") }},
		{Key: "keep", Title: i18n.T("保留"), Width: 180, Flex: true, Filter: true, Text: func(x done) string { return x.KeepCode + "  " + x.KeepName }},
		{Key: "from", Title: i18n.T("并入"), Width: 180, Flex: true, Filter: true, Text: func(x done) string { return x.FromCode + "  " + x.FromName }},
		{Key: "lines", Title: i18n.T("销售明细"), Width: 80, Align: right, Text: func(x done) string { return widgets.Grouped(x.Lines) }},
		{Key: "records", Title: i18n.T("其他记录"), Width: 80, Align: right, Text: func(x done) string { return widgets.Grouped(x.Records) }},
		{Key: "balance", Title: i18n.T("账款余额"), Width: 110, Align: right, Text: func(x done) string { return moneyText(x.Balance) }},
	}
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("客户") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		shell.Tabs(p.host, shell.PageDuplicates, shell.Tab{Page: shell.PageCustomers, Label: i18n.T("名单")},
			shell.Tab{Page: shell.PageDuplicates, Label: i18n.T("查重")}, shell.Tab{Page: shell.PageComplaints, Label: i18n.T("投诉")}),
		widgets.NewMenuButton(icons.More, "", p.menu),
	}
}

func (p *Page) menu() []*fyne.MenuItem {
	again := fyne.NewMenuItem(i18n.T("重新考虑已排除的 %d 对", p.dismissed), p.reconsider)
	again.Disabled = p.dismissed == 0
	return []*fyne.MenuItem{again}
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	if p.tab == tabDone {
		p.done.Focus()
		return
	}
	p.pairs.Focus()
}

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	directory, err := p.merger.Directory(ctx)
	if err != nil {
		return nil, err
	}
	pairs, err := p.merger.Pairs(ctx)
	if err != nil {
		return nil, err
	}
	merges, err := p.merger.Merges(ctx)
	if err != nil {
		return nil, err
	}
	dismissed, err := p.merger.Dismissed(ctx)
	if err != nil {
		return nil, err
	}
	return func() { p.loaded(directory, pairs, merges, dismissed) }, nil
}

func (p *Page) loaded(d *model.Directory, pairs []merging.Pair, merges []merging.Done, dismissed int) {
	p.directory, p.dismissed, p.merges = d, dismissed, len(merges)
	p.pairs.SetEmpty(p.nothing())
	p.pairs.SetItems(pairs)
	p.done.SetItems(merges)
	if len(pairs) > 0 {
		p.pairs.SelectRow(0)
	}
	p.showButtons()
	if p.ask != nil {
		two := *p.ask
		p.ask = nil
		p.compare(two[0], two[1])
	}
}

func (p *Page) nothing() fyne.CanvasObject {
	if len(p.directory.Customers) == 0 {
		return widgets.EmptyState(icons.Customers, i18n.T("还没有客户"), i18n.T("导入或新建客户后,这里找出可能重复建档的客户。"),
			widgets.NewPrimaryButton(icons.Customers, i18n.T("去客户名单"), func() { p.host.Go(shell.Route{Page: shell.PageCustomers}) }))
	}
	return widgets.EmptyState(icons.CheckCircle, i18n.T("没有疑似重复的客户"),
		i18n.T("已比对 %s 个客户的名称、拼音、电话、地址和执照号。", widgets.Grouped(len(p.directory.Customers))))
}

func (p *Page) openCurrent() {
	if x, ok := p.pairs.Current(); ok {
		p.open(x)
	}
}

// open compares a pair; the customer with more sales stays, as the sheet proposes.
func (p *Page) open(x merging.Pair) { p.compare(x.A.ID, x.B.ID) }

func (p *Page) openCustomer(id model.ID) {
	p.host.Go(shell.Route{Page: shell.PageCustomer, Arg: id})
}

func (p *Page) pairMenu() []*fyne.MenuItem {
	x, ok := p.pairs.Current()
	if !ok {
		return nil
	}
	return []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("对比合并"), func() { p.open(x) }),
		fyne.NewMenuItem(i18n.T("不是重复"), p.dismiss),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(i18n.T("打开「%s」", x.A.Name), func() { p.openCustomer(x.A.ID) }),
		fyne.NewMenuItem(i18n.T("打开「%s」", cmp.Or(x.B.Code, x.B.Name)), func() { p.openCustomer(x.B.ID) }),
	}
}

// dismiss remembers that the selected pairs are different customers.
func (p *Page) dismiss() {
	pairs := p.pairs.Selected(0)
	if len(pairs) == 0 {
		return
	}
	p.act(func(ctx context.Context) (string, error) { return p.merger.Dismiss(ctx, pairs...) },
		i18n.T("已记住 %d 对不是重复,以后不再提示", len(pairs)))
}

func (p *Page) reconsider() {
	p.act(p.merger.Reconsider, i18n.T("已排除的客户重新参与比对"))
}

// act does something that can be undone, and says so.
func (p *Page) act(do func(ctx context.Context) (string, error), said string) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := do(ctx)
		if err != nil {
			return nil, err
		}
		return func() {
			if operation != "" {
				p.host.Toast(shell.Toast{Text: said, Action: i18n.T("撤销"), OnTap: func() { p.undo(operation, "") }})
			}
			p.host.Reload()
		}, nil
	})
}

func (p *Page) undoCurrent() {
	if d, ok := p.done.Current(); ok {
		p.undo(d.Operation, i18n.T("已撤销合并,「%s」恢复为单独的客户", cmp.Or(d.FromCode, d.FromName)))
	}
}

// undo takes an act back; said offers to make it again.
func (p *Page) undo(operation, said string) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.merger.Undo(ctx, operation); err != nil {
			return nil, err
		}
		return func() {
			if said != "" {
				p.host.Toast(shell.Toast{Text: said, Action: i18n.T("恢复"), OnTap: func() {
					p.host.Do(func(ctx context.Context) (func(), error) { return p.host.Reload, p.merger.Redo(ctx, operation) })
				}})
			}
			p.host.Reload()
		}, nil
	})
}

// Shortcut implements shell.Shortcuts: Ctrl+F filters.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault || c.KeyName != fyne.KeyF {
		return false
	}
	if p.tab == tabDone {
		p.done.ToggleFilter()
	} else {
		p.pairs.ToggleFilter()
	}
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.pairs.Close()
	p.done.Close()
	p.stop()
}
