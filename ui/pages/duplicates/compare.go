package duplicates

import (
	"cmp"
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/customers/merging"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

func moneyText(m model.Money) string { return document.FormatMoney(m, document.Yuan, 2) }

// compareSheet is two customers side by side: which values stay, what moves.
type compareSheet struct {
	page  *Page
	cmp   *merging.Comparison
	all   bool // fields that agree are shown too
	body  *fyne.Container
	close func()
}

// compare reads two customers and opens the sheet. The one with more ledger lines stays
// unless it has no code and the other has one: a code is what later files know it by.
func (p *Page) compare(a, b model.ID) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		c, err := p.merger.Compare(ctx, a, b)
		if err != nil {
			return nil, err
		}
		if better(c) {
			if c, err = p.merger.Compare(ctx, b, a); err != nil {
				return nil, err
			}
		}
		return func() { p.openSheet(c) }, nil
	})
}

// better tells whether the customer that would go should rather stay.
func better(c *merging.Comparison) bool {
	if (c.Keep.Code == "") != (c.From.Code == "") {
		return c.Keep.Code == ""
	}
	return c.FromMoves.Lines > c.KeepHas.Lines
}

func (p *Page) openSheet(c *merging.Comparison) {
	s := &compareSheet{page: p, cmp: c, body: widgets.Column(theme.Gap)}
	s.build()
	s.close = p.host.Sheet(shell.Sheet{
		Title: i18n.T("合并客户"), Width: 860, Content: s.body,
		Primary: i18n.T("合并"), OnPrimary: s.merge,
	})
}

func (s *compareSheet) build() {
	c := s.cmp
	parts := []fyne.CanvasObject{s.heads(), widgets.Hairline()}
	hidden := 0
	for i := range c.Rows {
		if !c.Rows[i].Differs && !s.all {
			hidden++
			continue
		}
		parts = append(parts, s.row(&c.Rows[i]))
	}
	if hidden > 0 {
		parts = append(parts, widgets.Row(0, widgets.NewFlatButton(icons.ChevronDown, i18n.T("另有 %d 项相同", hidden), func() { s.all = true; s.build() })))
	}
	for _, w := range c.Warnings {
		parts = append(parts, widgets.Beside(widgets.IconView(icons.Warning, 15, theme.Attention), 6, widgets.Wrapped(w)))
	}
	parts = append(parts, s.moves())
	s.body.Objects = []fyne.CanvasObject{widgets.Column(5, parts...)}
	s.body.Refresh()
}

// columns of the sheet: label, the file that stays, the file that goes.
var shares = []float32{2, 5, 5}

func (s *compareSheet) heads() fyne.CanvasObject {
	head := func(title string, c *model.Customer, has *merging.Belongings) fyne.CanvasObject {
		return widgets.Column(2, widgets.Caption(title), widgets.NewText(strings.TrimSpace(c.Code+"  "+c.Name), widgets.TextStyle{Bold: true, Ellipsis: true}),
			widgets.WrappedCaption(belongings(has)))
	}
	swap := widgets.NewIconButton(icons.Refresh, i18n.T("互换"), s.swap)
	return widgets.Weighted(12, shares, widgets.Column(0, swap),
		head(i18n.T("保留"), &s.cmp.Keep, &s.cmp.KeepHas), head(i18n.T("并入并停用"), &s.cmp.From, &s.cmp.FromMoves))
}

// belongings says what the books hold of a customer.
func belongings(b *merging.Belongings) string {
	if b.Lines == 0 {
		return i18n.T("没有销售 · 账款余额 %s", moneyText(b.Balance))
	}
	return i18n.T("%s 条明细 · %s 元 · 最近 %s · 账款余额 %s", widgets.Grouped(b.Lines), moneyText(b.Amount), b.Last, moneyText(b.Balance))
}

// row is one field with what stays chosen.
func (s *compareSheet) row(r *merging.Row) fyne.CanvasObject {
	label := widgets.Inset(widgets.PadXY(0, 6), widgets.NewText(r.Label, widgets.TextStyle{Color: theme.Quiet, Wrap: true}))
	if r.Fixed != "" || !r.Differs {
		left := widgets.Column(1, widgets.Wrapped(cmp.Or(r.Keep, "—")))
		if r.Fixed != "" {
			left.Add(widgets.WrappedCaption(r.Fixed))
		}
		return widgets.Weighted(12, shares, label, widgets.Inset(widgets.PadXY(10, 6), left),
			widgets.Inset(widgets.PadXY(10, 6), widgets.NewText(cmp.Or(r.From, "—"), widgets.TextStyle{Color: theme.Quiet, Wrap: true})))
	}
	keep := s.value(r, merging.Kept, r.Keep)
	from := s.value(r, merging.Merged, r.From)
	if r.CanJoin && r.Keep != "" && r.From != "" {
		both := widgets.NewCheck(i18n.T("两边都要"), r.Side == merging.Both, func(on bool) {
			r.Side = merging.Kept
			if on {
				r.Side = merging.Both
			}
			s.build()
		})
		label = widgets.Inset(widgets.PadXY(0, 6), widgets.Column(0, widgets.NewText(r.Label, widgets.TextStyle{Color: theme.Quiet}), both))
	}
	return widgets.Weighted(12, shares, label, keep, from)
}

// value is one side of a field: pressed, it is the one that stays.
func (s *compareSheet) value(r *merging.Row, side merging.Side, text string) fyne.CanvasObject {
	return newValue(cmp.Or(text, i18n.T("(空)")), r.Side == side || r.Side == merging.Both, func() {
		r.Side = side
		s.build()
	})
}

// moves says what goes from one file to the other.
func (s *compareSheet) moves() fyne.CanvasObject {
	b := &s.cmp.FromMoves
	words := []string{}
	if b.Lines > 0 {
		words = append(words, i18n.T("%s 条销售明细", widgets.Grouped(b.Lines)))
	}
	for _, c := range b.Counts {
		words = append(words, i18n.T("%s 条%s", widgets.Grouped(c.N), c.Label))
	}
	if b.Balance != 0 {
		words = append(words, i18n.T("账款余额 %s 元", moneyText(b.Balance)))
	}
	text := i18n.T("没有要转移的记录。")
	if len(words) > 0 {
		text = i18n.T("转到「%s」名下:%s。", s.cmp.Keep.Name, strings.Join(words, i18n.T("、")))
	}
	return widgets.NewPanel(widgets.Column(3, widgets.Strong(i18n.T("要转移的")), widgets.Wrapped(text),
		widgets.WrappedCaption(i18n.T("合并是一步操作,可以整个撤销。再次导入旧文件时,旧编码自动归到保留的客户。"))),
		widgets.PanelStyle{Fill: theme.Ground, Radius: theme.CardRadius, Pad: widgets.Pad(12)})
}

// swap lets the other file stay.
func (s *compareSheet) swap() {
	p, c := s.page, s.cmp
	p.host.Do(func(ctx context.Context) (func(), error) {
		turned, err := p.merger.Compare(ctx, c.From.ID, c.Keep.ID)
		if err != nil {
			return nil, err
		}
		return func() {
			s.cmp = turned
			s.build()
		}, nil
	})
}

func (s *compareSheet) merge(done func()) {
	p, c := s.page, s.cmp
	p.host.Do(func(ctx context.Context) (func(), error) {
		merged, err := p.merger.Merge(ctx, c)
		if err != nil {
			return nil, err
		}
		return func() {
			done()
			p.host.Toast(shell.Toast{Text: i18n.T("已合并到「%s」,%s", merged.KeepName, merged.Summary()), Action: i18n.T("撤销"),
				OnTap: func() {
					p.undo(merged.Operation, i18n.T("已撤销合并,「%s」恢复为单独的客户", cmp.Or(merged.FromCode, merged.FromName)))
				}})
			p.host.Reload()
		}, nil
	})
}
