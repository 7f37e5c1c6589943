package bonus

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/bonus"
	"xunshi/app/document"
	"xunshi/app/importing/values"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/table"
)

// sheetTab is 奖金表: people × rules, and below the formulas of the one chosen.
type sheetTab struct {
	page    *Page
	table   *table.Table[*bonus.Sheet] // made anew when the rules change
	rules   string                     // that the table was made for
	ground  *widgets.Panel
	summary *widgets.Text
	card    *fyne.Container
	chosen  model.ID
	content fyne.CanvasObject
}

func newSheetTab(p *Page) *sheetTab {
	t := &sheetTab{page: p, ground: desk.Panel(nil), summary: widgets.Caption(""), card: container.NewStack()}
	bar := widgets.Row(8, t.summary, widgets.Spacer(), widgets.NewIconButton(icons.Lock, i18n.T("全部签字"), t.signAll),
		widgets.NewIconButton(icons.Print, i18n.T("奖金表"), t.printAll))
	t.content = container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 8}, bar), widgets.Inset(widgets.Insets{Top: theme.Gap}, widgets.Fixed(0, cardHeight, t.card)),
		nil, nil, t.ground)
	return t
}

// cardHeight leaves room for a scheme of five rules.
const cardHeight float32 = 270

func (t *sheetTab) show() {
	v := t.page.view
	if key := strings.Join(v.Rules, "\n"); t.table == nil || key != t.rules {
		t.makeTable()
		t.rules = key
	}
	var rows []*bonus.Sheet
	for _, s := range v.Sheets {
		if v.Directory.RegionWithin(s.Person.RegionID, t.page.region) {
			rows = append(rows, s)
		}
	}
	t.table.SetItems(rows)
	if len(rows) > 0 && (t.chosen == 0 || !t.table.SelectWhere(func(s *bonus.Sheet) bool { return s.Person.ID == t.chosen })) {
		t.table.SelectRow(0)
	}
	t.summary.SetText(t.words())
	t.selected()
	t.content.Refresh()
}

// words sums the month up.
func (t *sheetTab) words() string {
	v := t.page.view
	total, amount, adjust := v.Sum()
	words := []string{i18n.T("数据截至 %s", v.Until), i18n.T("%d 人", len(v.Sheets)), i18n.T("奖金 %s", bonus.Yuan(amount))}
	if adjust != 0 {
		words = append(words, i18n.T("调整 %s", bonus.Yuan(adjust)))
	}
	words = append(words, i18n.T("合计 %s 元", bonus.Yuan(total)), i18n.T("已签字 %[1]d/%[2]d", v.SignedCount(), len(v.Sheets)))
	if n := len(v.Without); n > 0 && len(v.Schemes) > 0 {
		words = append(words, i18n.T("无适用方案 %d 人", n))
	}
	return strings.Join(words, " · ")
}

func (t *sheetTab) makeTable() {
	t.close()
	t.table = table.New(t.columns())
	t.table.Noun, t.table.OnCopied = i18n.T("人"), t.page.copied
	t.table.OnSelect = t.selected
	t.table.OnOpen = t.print
	t.table.Menu = t.menu
	t.table.SetEmpty(widgets.EmptyState(icons.Team, i18n.T("还没有奖金"), i18n.T("先建奖金方案:每条规则 = 基数 × 档位比例,金额会按数据自己算出来。"),
		widgets.NewPrimaryButton(icons.Add, i18n.T("新建方案"), func() { t.page.show(TabSchemes); t.page.schemes.create() })))
	t.ground.SetContent(t.table)
}

func (t *sheetTab) columns() []table.Column[*bonus.Sheet] {
	type row = *bonus.Sheet
	text := func(key, title string, width float32, of func(row) string) table.Column[row] {
		return table.Column[row]{Key: key, Title: title, Width: width, Sortable: true, Filter: true, Text: of}
	}
	money := func(key, title string, width float32, known func(row) bool, of func(row) model.Money) table.Column[row] {
		return table.Column[row]{Key: key, Title: title, Width: width, Align: fyne.TextAlignTrailing, Sortable: true, Largest: true,
			Text: func(s row) string {
				if !known(s) {
					return document.Dash
				}
				return bonus.Yuan(of(s))
			},
			Tone: func(s row) table.Tone {
				switch {
				case !known(s):
					return table.Quiet
				case of(s) < 0:
					return table.Behind
				}
				return table.Plain
			},
			Compare: func(a, b row) int { return cmp.Compare(of(a), of(b)) },
			Sum:     func(s row) int64 { return int64(of(s)) }, SumText: func(n int64) string { return bonus.Yuan(model.Money(n)) }}
	}
	name := text("name", i18n.T("姓名"), 72, func(s row) string { return s.Person.Name })
	name.Fixed = true
	columns := []table.Column[row]{name, text("position", i18n.T("职位"), 78, func(s row) string { return s.Person.Position }),
		text("region", i18n.T("区域"), 72, func(s row) string { return t.page.view.RegionName(s.Person.RegionID) })}
	for i, rule := range t.page.view.Rules {
		columns = append(columns, money("rule"+strconv.Itoa(i), rule, 92, func(s row) bool { l := s.Line(rule); return l != nil && l.Known },
			func(s row) model.Money {
				if l := s.Line(rule); l != nil {
					return l.Amount
				}
				return 0
			}))
	}
	adjust := money("adjust", i18n.T("调整"), 80, func(s row) bool { return s.Adjust != 0 }, func(s row) model.Money { return s.Adjust })
	total := money("total", i18n.T("合计"), 96, func(row) bool { return true }, (*bonus.Sheet).Total)
	total.Bold, total.Flex = func(row) bool { return true }, true
	state := text("state", i18n.T("状态"), 74, func(s row) string { return s.StateName() })
	state.Pill, state.Tone = true, func(s row) table.Tone {
		if s.Signed {
			return table.Ahead
		}
		return table.Quiet
	}
	return append(columns, adjust, total, state)
}

func (t *sheetTab) menu() []*fyne.MenuItem {
	s, ok := t.table.Current()
	if !ok {
		return nil
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("打印明细"), func() { t.print(s) }), fyne.NewMenuItem(i18n.T("记异议"), func() { t.object(s) })}
	if s.Signed {
		return append(items, fyne.NewMenuItem(i18n.T("重新打开"), func() { t.reopen(s) }))
	}
	return append(items, fyne.NewMenuItem(i18n.T("调整"), func() { t.adjust(s) }), fyne.NewMenuItem(i18n.T("签字确认"), func() { t.sign(s) }))
}

func (t *sheetTab) selected() {
	s, ok := t.table.Current()
	t.card.Objects = nil
	if ok {
		t.chosen = s.Person.ID
		t.card.Objects = []fyne.CanvasObject{t.cardOf(s)}
	}
	t.card.Refresh()
}

// cardOf opens every amount of one person: the formula with its inputs in words.
func (t *sheetTab) cardOf(s *bonus.Sheet) fyne.CanvasObject {
	var body []fyne.CanvasObject
	for i := range s.Lines {
		body = append(body, lineRow(&s.Lines[i]), widgets.Hairline())
	}
	if s.Adjust != 0 {
		body = append(body, formulaRow(i18n.T("人工调整"), bonus.Yuan(s.Adjust), s.Record.Reason, "", theme.Ink), widgets.Hairline())
	} else if s.Record.Reason != "" {
		body = append(body, formulaRow(i18n.T("备注"), "", s.Record.Reason, "", theme.Ink), widgets.Hairline())
	}
	if s.Drifted() {
		body = append(body, widgets.NewText(i18n.T("签字后数据有变动:按现在的数据是 %s 元;本表仍是签字时的数。", bonus.Yuan(s.Now)),
			widgets.TextStyle{Size: theme.TextCaption, Color: theme.Attention, Wrap: true}))
	}
	body = append(body, widgets.WrappedCaption(bonus.Rule()))
	title := i18n.T("%[1]s 合计 %[2]s 元", s.Person.Name, bonus.Yuan(s.Total()))
	return widgets.NewCardWith(title, t.buttons(s), widgets.NewVScroll(widgets.Inset(widgets.Insets{Right: 10}, widgets.Column(4, body...))))
}

func (t *sheetTab) buttons(s *bonus.Sheet) fyne.CanvasObject {
	row := []fyne.CanvasObject{widgets.Caption(s.Scheme.Name)}
	if s.Signed {
		row = append(row, widgets.Pill(i18n.T("%s 已签字", s.Record.SignedAt.Local().Format("1-2")), widgets.Ahead),
			widgets.NewButton(i18n.T("记异议"), func() { t.object(s) }), widgets.NewButton(i18n.T("重新打开"), func() { t.reopen(s) }))
	} else {
		row = append(row, widgets.NewIconButton(icons.Edit, i18n.T("调整"), func() { t.adjust(s) }), widgets.NewButton(i18n.T("记异议"), func() { t.object(s) }),
			widgets.NewIconButton(icons.Lock, i18n.T("签字确认"), func() { t.sign(s) }))
	}
	return widgets.Row(8, append(row, widgets.NewIconButton(icons.Print, i18n.T("明细"), func() { t.print(s) }))...)
}

func lineRow(l *bonus.Line) fyne.CanvasObject {
	color := theme.Ink
	if !l.Known || l.Step == bonus.NoStep {
		color = theme.Quiet
	}
	return formulaRow(l.Rule.Name, bonus.Yuan(l.Amount), l.Formula, l.Basis, color)
}

// formulaRow is one amount: what for, how it came about, how much.
func formulaRow(name, amount, formula, basis string, color fyne.ThemeColorName) fyne.CanvasObject {
	words := []fyne.CanvasObject{widgets.NewText(formula, widgets.TextStyle{Color: color, Wrap: true})}
	if basis != "" {
		words = append(words, widgets.WrappedCaption(basis))
	}
	return widgets.Weighted(10, []float32{14, 72, 14}, widgets.NewText(name, widgets.TextStyle{Ellipsis: true}), widgets.Column(1, words...),
		widgets.NewText(amount, widgets.TextStyle{Bold: true, Align: fyne.TextAlignTrailing}))
}

func (t *sheetTab) print(s *bonus.Sheet) {
	desk.Show(t.page.host, t.page.out, t.page.view.Sheet(s.Person.ID))
}

func (t *sheetTab) printAll() {
	if t.page.view != nil {
		desk.Show(t.page.host, t.page.out, t.page.view.Document())
	}
}

func (t *sheetTab) sign(s *bonus.Sheet) {
	p := t.page
	desk.Do(p.host, desk.Act{Said: i18n.T("%[1]s 的奖金 %[2]s 元已签字", s.Person.Name, bonus.Yuan(s.Total())), Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.Sign(ctx, s.Person.ID, p.view.Month) }})
}

// signAll signs the whole sheet, whatever region is shown.
func (t *sheetTab) signAll() {
	p := t.page
	if p.view == nil {
		return
	}
	n := len(p.view.Sheets) - p.view.SignedCount()
	total, _, _ := p.view.Sum()
	desk.Do(p.host, desk.Act{Said: i18n.T("已签字 %[1]d 人,全表合计 %[2]s 元", n, bonus.Yuan(total)), Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.Sign(ctx, 0, p.view.Month) }})
}

func (t *sheetTab) reopen(s *bonus.Sheet) {
	p := t.page
	desk.AskWhy(p.host, i18n.T("重新打开:%s", s.Person.Name), i18n.T("打开后金额重新按数据计算;原因记在备注里。"), i18n.T("重新打开"), func(reason string, done func()) {
		desk.Do(p.host, desk.Act{Said: i18n.T("%s 的奖金已重新打开", s.Person.Name), Done: done, Undo: p.book.Undo,
			Work: func(ctx context.Context) (string, error) {
				return p.book.Reopen(ctx, s.Person.ID, p.view.Month, reason)
			}})
	})
}

// object attaches what someone has to say about the amount (奖金异议).
func (t *sheetTab) object(s *bonus.Sheet) {
	p := t.page
	desk.AskWhy(p.host, i18n.T("奖金异议:%s", s.Person.Name), i18n.T("写下本人对金额的意见;金额不变,记在备注里随表打印。"), i18n.T("记下"), func(note string, done func()) {
		desk.Do(p.host, desk.Act{Said: i18n.T("已记下 %s 的异议", s.Person.Name), Done: done, Undo: p.book.Undo,
			Work: func(ctx context.Context) (string, error) { return p.book.Object(ctx, s.Person.ID, p.view.Month, note) }})
	})
}

// change is what the sheet of an adjustment edits; the amount as it is typed, as it may be
// negative.
type change struct{ amount, reason string }

func (t *sheetTab) adjust(s *bonus.Sheet) {
	p := t.page
	f := form.New(form.Section[change]{Fields: []form.Field[change]{
		form.Text(i18n.T("调整金额"), func(c *change) *string { return &c.amount }).Width(140).Unit(i18n.T("元")).Hint(i18n.T("负数为扣减;0 取消调整")).
			Valid(func(c *change) error { _, err := amountOf(c.amount); return err }),
		form.Area(i18n.T("原因"), func(c *change) *string { return &c.reason }).Hint(i18n.T("调整必须写原因,随明细打印")),
	}}).Inline()
	before := change{reason: s.Record.Reason}
	if s.Adjust != 0 {
		before.amount = s.Adjust.String()
	}
	f.Set(before)
	p.host.Sheet(shell.Sheet{Title: i18n.T("调整奖金:%s", s.Person.Name), Width: 560, Primary: i18n.T("保存"), Dirty: f.Dirty, OnClosed: f.Close,
		Content: widgets.Column(10, widgets.Caption(i18n.T("按规则算出 %s 元", bonus.Yuan(s.Amount))), f),
		OnPrimary: func(done func()) {
			c, ok := f.Value()
			if !ok {
				return
			}
			amount, err := amountOf(c.amount)
			if err != nil {
				p.host.Fail(err)
				return
			}
			desk.Do(p.host, desk.Act{Said: i18n.T("已调整 %[1]s 的奖金 %[2]s 元", s.Person.Name, bonus.Yuan(amount)), Done: done, Undo: p.book.Undo,
				Work: func(ctx context.Context) (string, error) {
					return p.book.Adjust(ctx, s.Person.ID, p.view.Month, amount, c.reason)
				}})
		}})
	f.Focus()
}

func amountOf(text string) (model.Money, error) {
	if strings.TrimSpace(text) == "" {
		return 0, nil
	}
	m, _, err := values.Money(text, 0)
	if err != nil {
		return 0, model.NewFault(err, i18n.T("不是金额"), "", "")
	}
	return m, nil
}

func (t *sheetTab) close() {
	if t.table != nil {
		t.table.Close()
	}
}
