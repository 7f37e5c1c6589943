package products

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table"
)

// listingView is what the tab 上架 shows.
type listingView int

const (
	viewMatrix listingView = iota
	viewUnlisted
	viewUnsold
)

// strayDays is how far back 卖了没上架 looks.
const strayDays = 90

// listingTab is 上架: SKU × channel, and where listing and sales disagree.
type listingTab struct {
	page *Page
	view listingView
	on   model.Date

	switcher *widgets.Segmented
	sums     *widgets.Text
	save     *widgets.Button
	drop     *widgets.Button
	foot     *fyne.Container
	footBox  fyne.CanvasObject // what is hidden with it
	every    *widgets.Check    // with what is not on sale
	matrix   *matrix
	table    *table.Table[products.Stray]
	words    *widgets.Text
	root     fyne.CanvasObject
}

var _ part = (*listingTab)(nil)

func newListing(p *Page) *listingTab {
	t := &listingTab{page: p}
	t.matrix = newMatrix(p, "products.listing", t.count)
	t.switcher = widgets.NewSegmented([]string{i18n.T("上架表"), i18n.T("卖了没上架"), i18n.T("上架没卖过")}, 0, func(i int) {
		t.view = listingView(i)
		t.arrange()
		p.host.Reload()
	})
	t.sums, t.words = widgets.Caption(""), widgets.Caption("")
	t.every = widgets.NewCheck(i18n.T("含不在架"), false, func(bool) { p.host.Reload() })
	t.save = widgets.NewPrimaryButton(icons.Check, i18n.T("保存"), t.write)
	t.drop = widgets.NewFlatButton("", i18n.T("放弃改动"), func() { t.matrix.reset() })
	t.table = table.New(strayColumns())
	t.table.OnOpen = t.drill
	t.table.OnFault, t.table.OnCopied, t.table.Noun = p.host.Fail, p.copied, i18n.T("行")
	t.foot = widgets.Row(8, t.sums, widgets.Spacer(), t.drop, t.save)
	t.footBox = bar(t.foot)
	line := widgets.Row(8, t.switcher, t.every, t.words, widgets.Spacer())
	t.root = panel(container.NewBorder(bar(line), t.footBox, nil, nil, container.NewStack(t.matrix.holder, t.table)))
	t.arrange()
	t.count()
	return t
}

func (t *listingTab) content() fyne.CanvasObject { return t.root }

func (t *listingTab) arrange() {
	if t.view == viewMatrix {
		t.matrix.holder.Show()
		t.footBox.Show()
		t.every.Show()
		t.table.Hide()
		return
	}
	t.matrix.holder.Hide()
	t.footBox.Hide()
	t.every.Hide()
	t.table.Show()
}

func (t *listingTab) load() func(ctx context.Context) (func(), error) {
	view, book, draft, every := t.view, t.page.book, !t.matrix.restored, t.every.Checked()
	return func(ctx context.Context) (func(), error) {
		today, err := book.Today(ctx)
		if err != nil {
			return nil, err
		}
		if view != viewMatrix {
			strays, err := book.Strays(ctx, model.Period{From: today - strayDays + 1, To: today})
			if err != nil {
				return nil, err
			}
			return func() { t.showStrays(strays, view) }, nil
		}
		data, err := book.ListingMatrix(ctx, today, every)
		if err != nil {
			return nil, err
		}
		var kept map[string]string
		if draft {
			if kept, err = t.matrix.readDraft(ctx); err != nil {
				return nil, err
			}
		}
		return func() {
			if draft {
				t.matrix.restore(kept)
			}
			t.show(data)
		}, nil
	}
}

func (t *listingTab) show(data *products.ListingMatrix) {
	t.on = data.On
	t.words.SetText(joined(" · ", append([]string{i18n.T("截至 %s 上架数", data.On)}, data.Counts()...)...))
	columns := []grid.Column{
		{Key: "code", Title: i18n.T("编码"), Width: 64, ReadOnly: true},
		{Key: "name", Title: i18n.T("品项"), Width: 170, Flex: true, ReadOnly: true},
		{Key: "state", Title: i18n.T("现在"), Width: 84, ReadOnly: true},
	}
	lead := len(columns)
	for _, c := range data.Channels {
		columns = append(columns, grid.Column{Key: c, Title: c, Width: 100, Read: t.readListing})
	}
	keys, rows := make([][]string, len(data.Rows)), make([]grid.Row, len(data.Rows))
	for i := range data.Rows {
		r := &data.Rows[i]
		keys[i], rows[i] = make([]string, len(columns)), make(grid.Row, len(columns))
		copy(rows[i], grid.Row{r.Product.Code, shelfName(r.Product, data.On), stateText(r, data.On)})
		for k, c := range data.Channels {
			keys[i][lead+k] = fmt.Sprintf("%d|%s", r.Product.ID, c)
			rows[i][lead+k] = listingCell(r.Cells[k])
		}
	}
	t.matrix.show(columns, keys, rows)
}

func stateText(r *products.ListingRow, on model.Date) string {
	if r.Everywhere {
		return i18n.T("全部渠道")
	}
	n := 0
	for k := range r.Cells {
		if r.ListedIn(k, on) {
			n++
		}
	}
	return i18n.T("%d 个渠道", n)
}

// rangeMark stands between the two days of a listing.
const rangeMark = "~"

// listingCell is a listing as it is typed: its first day, and its last where it has one.
func listingCell(c products.ListingCell) string {
	switch {
	case !c.Listed:
		return ""
	case c.To.IsZero() && c.From.IsZero():
		return "✓"
	case c.To.IsZero():
		return c.From.String()
	}
	return c.From.String() + rangeMark + c.To.String()
}

// readListing puts a typed listing into its form: a day, two days with ~ between, or ✓.
func (t *listingTab) readListing(text string) (string, error) {
	c, err := t.parseListing(text)
	if err != nil {
		return "", err
	}
	return listingCell(c), nil
}

func (t *listingTab) parseListing(text string) (c products.ListingCell, err error) {
	text = strings.NewReplacer("～", rangeMark, "至", rangeMark, " ", "").Replace(text) //i18n:data what people write between two days
	switch strings.ToLower(text) {
	case "":
		return c, nil
	case "✓", "√", "1", "y", "是", "有": //i18n:data how people tick
		return products.ListingCell{Listed: true}, nil
	}
	from, to, both := strings.Cut(text, rangeMark)
	c.Listed = true
	if from != "" {
		if c.From, err = pick.ParseDate(from, t.page.today); err != nil {
			return c, err
		}
	}
	if both && to != "" {
		if c.To, err = pick.ParseDate(to, t.page.today); err != nil {
			return c, err
		}
		if c.To < c.From {
			return c, model.NewFault(nil, i18n.T("截止日期早于上架日期。"), "", "")
		}
	}
	return c, nil
}

func (t *listingTab) count() {
	defer t.foot.Refresh()
	n := len(t.matrix.pending)
	if n == 0 {
		t.sums.SetText(i18n.T("填上架日期,或「开始~截止」;一个渠道都没填的品项视为全部渠道可卖。可从 Excel 粘贴。"))
		t.save.Disable()
		t.drop.Hide()
		return
	}
	t.sums.SetText(i18n.T("改动 %d 处,保存后可撤销", n))
	t.save.Enable()
	t.drop.Show()
}

func (t *listingTab) write() {
	p := t.page
	if t.matrix.grid == nil {
		return
	}
	t.matrix.grid.Commit()
	if n := t.matrix.grid.Faults(); n > 0 {
		t.matrix.grid.ShowFault()
		p.host.Toast(shell.Toast{Text: i18n.T("还有 %d 处要改,改好再保存", n), Refused: true})
		return
	}
	var changes []products.NewListing
	unread := map[string]string{}
	for key, text := range t.matrix.pending {
		idText, channel, ok := strings.Cut(key, "|")
		id, err := strconv.ParseUint(idText, 10, 32)
		cell, err2 := t.parseListing(text)
		if !ok || err != nil || err2 != nil {
			unread[key] = text
			continue
		}
		changes = append(changes, products.NewListing{Product: model.ID(id), Channel: channel, ListingCell: cell})
	}
	if len(changes) == 0 {
		p.host.Toast(shell.Toast{Text: i18n.T("还没有改动"), Refused: true})
		return
	}
	on := t.on
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := p.book.SetListings(ctx, on, changes)
		if err != nil {
			return nil, err
		}
		return func() {
			t.matrix.saved(unread)
			p.acted(operation, i18n.T("已保存 %d 处上架", len(changes)))
		}, nil
	})
}

func (t *listingTab) showStrays(s *products.Strays, view listingView) {
	if view == viewUnlisted {
		t.words.SetText(i18n.T("%s 至 %s 卖给没有上架的渠道,或退市后还在卖", s.Period.From, s.Period.To))
		t.table.SetEmpty(widgets.EmptyState(icons.Check, i18n.T("没有「卖了没上架」"), i18n.T("近 90 天卖出的都在上架渠道里。")))
		t.table.SetItems(s.Unlisted)
		return
	}
	t.words.SetText(i18n.T("截至 %s 上架而从未卖出的渠道", s.Period.To))
	t.table.SetEmpty(widgets.EmptyState(icons.Check, i18n.T("没有「上架没卖过」"), i18n.T("上架的渠道都卖出过。")))
	t.table.SetItems(s.Unsold)
}

func strayColumns() []table.Column[products.Stray] {
	type S = products.Stray
	return []table.Column[S]{
		{Key: "code", Title: i18n.T("编码"), Width: 70, Sortable: true, Text: func(s S) string { return s.Product.Code }},
		{Key: "name", Title: i18n.T("品项"), Width: 220, Flex: true, Sortable: true, Filter: true, Text: func(s S) string { return s.Product.Name }},
		{Key: "channel", Title: i18n.T("渠道"), Width: 110, Sortable: true, Filter: true, Text: func(s S) string {
			if s.Channel == "" {
				return i18n.T("全部渠道")
			}
			return s.Channel
		}},
		{Key: "why", Title: i18n.T("情况"), Width: 96, Pill: true, Sortable: true, Text: strayWord, Tone: func(S) table.Tone { return table.Attention }},
		{Key: "since", Title: i18n.T("上架自"), Width: 92, Sortable: true, Text: func(s S) string { return s.Since.String() }},
		{Key: "lines", Title: i18n.T("销售行"), Width: 70, Align: trailing, Sortable: true, Text: func(s S) string { return widgets.Grouped(s.Lines) },
			Compare: compareBy(func(s S) int64 { return int64(s.Lines) })},
		{Key: "customers", Title: i18n.T("客户"), Width: 60, Align: trailing, Sortable: true, Text: func(s S) string { return widgets.Grouped(s.Customers) },
			Compare: compareBy(func(s S) int64 { return int64(s.Customers) })},
		{Key: "last", Title: i18n.T("最近销售"), Width: 92, Sortable: true, Text: func(s S) string { return s.Last.String() }},
		{Key: "amount", Title: i18n.T("金额"), Width: 110, Align: trailing, Sortable: true, Text: func(s S) string { return yuan(s.Amount) },
			Sum: func(s S) int64 { return int64(s.Amount) }, SumText: func(v int64) string { return yuan(model.Money(v)) + " " + i18n.T("元") }},
	}
}

func strayWord(s products.Stray) string {
	switch {
	case s.Delisted:
		return i18n.T("退市还在卖")
	case s.Lines > 0:
		return i18n.T("没上架")
	}
	return i18n.T("从未卖出")
}

// drill shows the sales of what strayed.
func (t *listingTab) drill(s products.Stray) {
	f := model.LineFilter{ProductID: s.Product.ID, Channel: s.Channel}
	if s.Lines > 0 {
		f.Period = model.Period{From: t.page.today - strayDays + 1, To: t.page.today}
	}
	t.page.host.Go(shell.Route{Page: shell.PageSales, Arg: f})
}

func (t *listingTab) focus() {
	if t.view == viewMatrix {
		t.matrix.focus()
		return
	}
	t.table.Focus()
}

func (t *listingTab) shortcut(key fyne.KeyName) bool {
	switch {
	case key == fyne.KeyS && t.view == viewMatrix:
		t.write()
	case key == fyne.KeyF && t.view != viewMatrix:
		t.table.ToggleFilter()
	default:
		return false
	}
	return true
}

func (t *listingTab) close() {
	t.matrix.close()
	t.table.Close()
}
