package exchange

import (
	"cmp"
	"context"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/exchange"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/regions"
	"xunshi/ui/widgets/table"
)

// statusTab is 市态反映: what reps saw, narrowed by topic, brand, rep, region and period.
type statusTab struct {
	page                 *Page
	topic, brand, person *widgets.Choice
	facts                *widgets.Text
	bar                  *fyne.Container
	table                *table.Table[exchange.StatusRow]
	content              fyne.CanvasObject
}

func newStatusTab(p *Page) *statusTab {
	t := &statusTab{page: p, facts: widgets.Caption("")}
	reload := func(string) { p.host.Reload() }
	t.topic = widgets.NewChoice([]widgets.Option{{Label: i18n.T("全部主题")}}, "", reload)
	t.brand = widgets.NewChoice([]widgets.Option{{Label: i18n.T("全部品牌")}}, "", reload)
	t.person = widgets.NewChoice([]widgets.Option{{Value: regions.Value(0), Label: i18n.T("全部业代")}}, regions.Value(0), reload)
	t.table = table.New(statusColumns())
	t.table.Noun = i18n.T("行")
	t.table.OnCopied = func(rows int) { desk.Copied(p.host, rows) }
	t.table.OnOpen = func(r exchange.StatusRow) {
		if r.CustomerID != 0 {
			p.host.Go(shell.Route{Page: shell.PageCustomer, Arg: r.CustomerID})
		}
	}
	t.table.Menu = func() []*fyne.MenuItem {
		rows := t.table.Selected(0)
		remove := fyne.NewMenuItem(i18n.T("删除选中的 %d 条", len(rows)), func() { t.remove(rows) })
		remove.Disabled = len(rows) == 0
		return []*fyne.MenuItem{remove}
	}
	t.table.SetEmpty(widgets.EmptyState(icons.Board, i18n.T("这里没有市态反映"),
		i18n.T("业代在发出的表格里填写价格、竞品、促销、库存、冲货等情况,收回后列在这里。"),
		widgets.NewPrimaryButton(icons.Folder, i18n.T("去收回表格"), func() { p.show(TabBack) })))
	t.bar = widgets.Row(8, t.topic, t.brand, t.person, widgets.Spacer(), t.facts)
	t.content = widgets.Headed(widgets.Inset(widgets.Insets{Bottom: 10}, t.bar), desk.Panel(t.table))
	return t
}

// filter is what the switches say.
func (t *statusTab) filter() exchange.StatusFilter {
	return exchange.StatusFilter{Period: t.page.picker.Period(), RegionID: t.page.region, Employee: regions.ID(t.person.Selected()),
		Topic: t.topic.Selected(), Brand: t.brand.Selected()}
}

func statusColumns() []table.Column[exchange.StatusRow] {
	type row = exchange.StatusRow
	text := func(key, title string, width float32, of func(row) string) table.Column[row] {
		return table.Column[row]{Key: key, Title: title, Width: width, Sortable: true, Filter: true,
			Text: func(r row) string { return cmp.Or(of(r), document.Dash) }}
	}
	topic := text("topic", i18n.T("主题"), 70, func(r row) string { return r.Topic })
	topic.Pill, topic.Tone = true, func(r row) table.Tone {
		switch r.Topic {
		case "冲货": //i18n:data
			return table.Behind
		case "竞品", "促销": //i18n:data
			return table.Attention
		}
		return table.Brand
	}
	price := text("price", i18n.T("价格(元)"), 78, func(r row) string {
		if r.Price == 0 {
			return ""
		}
		return document.FormatMoney(r.Price, document.Yuan, 2)
	})
	price.Align, price.Compare = fyne.TextAlignTrailing, func(a, b row) int { return cmp.Compare(a.Price, b.Price) }
	words := text("text", i18n.T("反映内容"), 220, func(r row) string { return r.Text })
	words.Flex = true
	return []table.Column[row]{text("date", i18n.T("日期"), 92, func(r row) string { return r.Date.String() }),
		text("person", i18n.T("业代"), 72, func(r row) string { return r.Person }), text("region", i18n.T("区域"), 76, func(r row) string { return r.Region }),
		text("customer", i18n.T("客户"), 150, func(r row) string { return r.Customer }), topic,
		text("brand", i18n.T("品牌"), 70, func(r row) string { return r.Brand }), text("product", i18n.T("产品"), 140, func(r row) string { return r.Product }),
		price, words, hidden(text("channel", i18n.T("渠道"), 84, func(r row) string { return r.Channel }))}
}

func hidden[T any](c table.Column[T]) table.Column[T] { c.Hidden = true; return c }

func (t *statusTab) show() {
	s := t.page.seen
	t.table.SetItems(s.Rows)
	set := func(c *widgets.Choice, all string, words []string) {
		options := []widgets.Option{{Label: all}}
		for _, w := range words {
			options = append(options, widgets.Option{Value: w, Label: w})
		}
		c.SetOptions(options)
	}
	set(t.topic, i18n.T("全部主题"), s.Topics)
	set(t.brand, i18n.T("全部品牌"), s.Brands)
	people := []widgets.Option{{Value: regions.Value(0), Label: i18n.T("全部业代")}}
	for _, id := range s.People {
		if e := s.Directory.Employees[id]; e != nil {
			people = append(people, widgets.Option{Value: regions.Value(id), Label: e.Name})
		}
	}
	t.person.SetOptions(people)
	t.facts.SetText(s.Summary())
	t.bar.Refresh()
}

func (t *statusTab) remove(rows []exchange.StatusRow) {
	p := t.page
	var list []model.ID
	for _, r := range rows {
		list = append(list, r.ID)
	}
	desk.Do(p.host, desk.Act{Said: i18n.T("已删除 %d 条市态反映", len(list)), Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.RemoveStatuses(ctx, list) }})
}

func (t *statusTab) print() {
	if t.page.seen != nil {
		desk.Show(t.page.host, t.page.out, t.page.seen.Document())
	}
}
