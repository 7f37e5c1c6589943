package importing

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/importing"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// previewCard says what importing would do: counts, sums, problems in words, and the
// choices that follow from them.
type previewCard struct {
	page    *Page
	caption *widgets.Text
	bar     *widgets.ProgressBar
	views   *widgets.Segmented
	body    *fyne.Container
	words   *fyne.Container // what would happen
	sample  *table.Table[importing.PreviewRow]

	changes  *table.Table[fieldChange] // of a list, nil without any
	switcher *fyne.Container
	lastView string
	frame    *fyne.Container
	content  fyne.CanvasObject
}

func newPreviewCard(p *Page) *previewCard {
	c := &previewCard{page: p, caption: widgets.Caption(""), bar: widgets.NewProgressBar(0, widgets.NoTick), words: widgets.Column(10)}
	c.sample = table.New[importing.PreviewRow](nil)
	c.views = widgets.NewSegmented([]string{i18n.T("结果"), i18n.T("前 50 行")}, 0, func(int) { c.turn() })
	c.body = container.NewStack()
	c.bar.Hide()
	c.lastView = i18n.T("前 50 行")
	c.switcher = container.NewStack(c.views)
	right := widgets.Row(8, c.caption, widgets.Fixed(90, 6, c.bar), c.switcher)
	c.content, c.frame = card(i18n.T("预览"), right, c.body)
	c.turn()
	return c
}

func (c *previewCard) turn() {
	switch selected := c.views.Selected(); {
	case selected == 1:
		c.body.Objects = []fyne.CanvasObject{c.sample}
	case selected == 2 && c.changes != nil:
		c.body.Objects = []fyne.CanvasObject{c.changes}
	default:
		c.body.Objects = []fyne.CanvasObject{container.NewVScroll(widgets.Inset(widgets.Insets{Top: 4, Right: 12}, c.words))}
	}
	c.body.Refresh()
}

func (c *previewCard) setBusy(on bool) {
	if on {
		c.caption.SetText(i18n.T("正在核对…"))
		c.bar.Set(0, widgets.NoTick)
		c.bar.Show()
	} else {
		c.caption.SetText("")
		c.bar.Hide()
	}
	c.frame.Refresh()
}

func (c *previewCard) progress(stage importing.Stage, done, total int) {
	c.caption.SetText(stage.Label())
	if total > 0 {
		c.bar.Set(float64(done)/float64(total), widgets.NoTick)
	}
}

func (c *previewCard) show(l look) {
	c.words.Objects = nil
	switch {
	case l.preview != nil:
		c.showPreview(l.preview)
	case l.askOrder:
		c.askOrder(l.fault)
	case l.fault != nil:
		c.add(widgets.FaultPanel(l.fault))
	default:
		c.add(widgets.FaultPanel(model.NewFault(nil, i18n.T("还不知道哪一列是:%s。", fieldList(l.missing)), i18n.T("程序里的数据没有改动。"),
			i18n.T("请在左边给相应的列选字段;表头行不对时,在上面改表头的行号或工作表。"))))
	}
	c.words.Refresh()
	c.showSample(l.preview)
	c.showChanges(l.preview)
	c.turn()
}

func (c *previewCard) add(o ...fyne.CanvasObject) { c.words.Objects = append(c.words.Objects, o...) }

// askOrder asks what only the user knows: 5/3 is May or March.
func (c *previewCard) askOrder(err error) {
	order := func(o string) func() {
		return func() {
			c.page.act(func(_ context.Context, s *importing.Session) error { return s.SetDateOrder(o) })
		}
	}
	c.add(widgets.FaultPanel(err, widgets.NewButton(i18n.T("日在前(日/月/年)"), order("dmy")), widgets.NewButton(i18n.T("月在前(月/日/年)"), order("mdy"))))
}

func moneyText(m model.Money) string { return document.FormatMoney(m, document.Yuan, 2) }

// exactMoney shows every decimal there is, at least two.
func exactMoney(m model.Money) string {
	text := moneyText(m)
	if _, frac, ok := strings.Cut(m.String(), "."); ok && len(frac) > 2 {
		return document.FormatMoney(m, document.Yuan, len(frac))
	}
	return text
}

func countText(n int) string { return document.FormatScaled(int64(n), 1, 0) }

func (c *previewCard) showPreview(p *importing.Preview) {
	c.add(c.figures(p))
	if facts := previewFacts(p); facts != "" {
		c.add(widgets.NewText(facts, widgets.TextStyle{Color: theme.Quiet, Wrap: true}))
	}
	if p.Already != nil {
		c.add(c.alreadyPanel(p.Already))
	}
	if p.List != nil {
		c.listOptions()
	}
	if p.Duplicates > 0 && p.Already == nil && p.List == nil {
		c.add(widgets.NewText(i18n.T("%s 行与已有明细完全相同。", countText(p.Duplicates)), widgets.TextStyle{Wrap: true}),
			c.check(i18n.T("相同的行也导入(平时跳过)"), c.page.choice.AllowDuplicates, func(on bool) {
				c.page.choice.AllowDuplicates = on
				c.page.foot.show()
			}))
	}
	c.problems(p)
	for _, n := range p.Notes {
		c.add(note(icons.Info, theme.Quiet, n))
	}
	c.options(p)
}

// figures are the sums that must equal the file's own.
func (c *previewCard) figures(p *importing.Preview) fyne.CanvasObject {
	figure := func(label, value, unit string) fyne.CanvasObject {
		return widgets.Column(0, widgets.Caption(label),
			widgets.Row(5, widgets.NewText(value, widgets.TextStyle{Size: theme.TextTitle, Bold: true}), widgets.Caption(unit)))
	}
	parts := []fyne.CanvasObject{figure(i18n.T("可导入"), countText(p.Good), rowNoun(p.Kind))}
	if p.List != nil {
		parts = figuresOf(listFigures(p.List), "")
	}
	switch p.Kind {
	case model.BatchSales:
		parts = append(parts, figure(i18n.T("金额"), exactMoney(p.Amount), i18n.T("元")),
			figure(i18n.T("数量"), document.FormatScaled(int64(p.Quantity), 1000, 0), i18n.T("件")))
	case model.BatchPayments:
		parts = append(parts, figure(i18n.T("应收增减"), exactMoney(p.Amount), i18n.T("元")))
	}
	if p.Bad > 0 {
		parts = append(parts, figure(i18n.T("有问题"), countText(p.Bad), i18n.T("行")))
	}
	return widgets.Flow(22, parts...)
}

func previewFacts(p *importing.Preview) string {
	var out []string
	add := func(n int, text string) {
		if n > 0 {
			out = append(out, fmt.Sprintf(text, countText(n)))
		}
	}
	if p.Span.From != 0 {
		out = append(out, i18n.T("%s 至 %s", p.Span.From, p.Span.To))
	}
	add(p.Customers, i18n.T("%s 家客户"))
	add(p.Products, i18n.T("%s 个品项"))
	add(p.Regions, i18n.T("%s 个区域"))
	add(p.Managers, i18n.T("%s 位区域经理"))
	add(p.Employees, i18n.T("%s 名人员"))
	add(p.Targets, i18n.T("%s 个目标"))
	add(p.ReturnedOrders, i18n.T("%s 张退回的订单"))
	add(p.ReturnedLines, i18n.T("退回 %s 行"))
	add(len(p.LeftOut), i18n.T("略过 %s 行(合计、小计等)"))
	return strings.Join(out, " · ")
}

func (c *previewCard) alreadyPanel(b *model.ImportBatch) fyne.CanvasObject {
	text := i18n.T("这张表 %s 已经导入过(%s 行),再导入什么也不会改变。", b.CreatedAt.Local().Format("2006-01-02 15:04"), countText(b.Imported))
	word, twice := i18n.T("仍要再导入一次(会重复计入)"), true
	if c.page.seen.preview.List != nil { // a list counts nothing twice: it says again what it said
		text = i18n.T("这张表 %s 已经导入过(%s 行)。", b.CreatedAt.Local().Format("2006-01-02 15:04"), countText(b.Imported))
		word, twice = i18n.T("仍要按它再更新一次"), false
	}
	again := c.check(word, c.page.choice.Again, func(on bool) {
		c.page.choice.Again, c.page.choice.AllowDuplicates = on, on && twice
		c.page.foot.show()
	})
	return widgets.NewPanel(widgets.Column(6, note(icons.Warning, theme.Attention, text), again),
		widgets.PanelStyle{Fill: theme.AttentionTint, Radius: theme.CardRadius, Pad: widgets.PadXY(12, 10)})
}

const problemsShown = 12

// problems says in words what is wrong and where.
func (c *previewCard) problems(p *importing.Preview) {
	for i, g := range p.Problems {
		if i == problemsShown {
			c.add(note(icons.Warning, theme.Attention, i18n.T("还有 %d 类问题,见退回的行。", len(p.Problems)-i)))
			break
		}
		text := i18n.T("「%s」列有 %s 行%s", g.Column, countText(g.Count), g.Reason)
		if g.Sample != "" {
			text += i18n.T(",例如「%s」", g.Sample)
		}
		text += i18n.T("(%s)", rowList(g.Rows, g.Count))
		c.add(note(icons.Error, theme.Behind, text))
	}
	if p.Bad > 0 {
		c.add(widgets.WrappedCaption(i18n.T("有问题的行不导入,可存成工作簿改好再导;要改文件后整份重导,请先不要点导入。")))
	}
}

// rowList names the first rows: 第 5、9、12… 行.
func rowList(rows []int, count int) string {
	const most = 5
	words := make([]string, 0, most)
	for _, r := range rows[:min(most, len(rows))] {
		words = append(words, fmt.Sprint(r))
	}
	more := ""
	if count > len(words) {
		more = "…"
	}
	return i18n.T("第 %s%s 行", strings.Join(words, i18n.T("、")), more)
}

// options are the choices that change what Check finds.
func (c *previewCard) options(p *importing.Preview) {
	if p.Kind != model.BatchSales {
		return
	}
	c.add(c.check(i18n.T("没有客户的行记到「散客」(否则不导入)"), c.page.seen.walkIn, func(on bool) {
		c.page.act(func(_ context.Context, s *importing.Session) error { s.SetWalkIn(on); return nil })
	}))
}

func (c *previewCard) check(text string, on bool, changed func(bool)) fyne.CanvasObject {
	return widgets.NewCheck(text, on, changed)
}

func note(icon icons.Name, colour fyne.ThemeColorName, text string) fyne.CanvasObject {
	return widgets.Beside(widgets.Inset(widgets.Insets{Top: 2}, widgets.IconView(icon, 15, colour)), 8,
		widgets.NewText(text, widgets.TextStyle{Wrap: true}))
}

// showSample lists the first rows as the program reads them.
func (c *previewCard) showSample(p *importing.Preview) {
	if p == nil {
		c.sample.SetItems(nil)
		return
	}
	columns := []table.Column[importing.PreviewRow]{
		{Key: "row", Title: i18n.T("行"), Width: 48, Text: func(r importing.PreviewRow) string { return fmt.Sprint(r.RowNo) },
			Tone: func(importing.PreviewRow) table.Tone { return table.Quiet }},
	}
	if p.Bad > 0 {
		columns = append(columns, table.Column[importing.PreviewRow]{Key: "problem", Title: i18n.T("问题"), Width: 170,
			Text: func(r importing.PreviewRow) string { return r.Problem }, Tone: func(importing.PreviewRow) table.Tone { return table.Behind }})
	}
	for i, title := range p.Columns {
		columns = append(columns, table.Column[importing.PreviewRow]{Key: fmt.Sprint(i), Title: title, Width: 96,
			Text: func(r importing.PreviewRow) string {
				if i < len(r.Cells) {
					return r.Cells[i]
				}
				return ""
			}})
	}
	c.sample.Close()
	c.sample = table.New(columns)
	c.sample.SetItems(p.Sample)
}
