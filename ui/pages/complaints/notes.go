package complaints

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/customers/complaints"
	"xunshi/assets/i18n"
	"xunshi/charts"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/chartview"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/stars"
	"xunshi/ui/widgets/table"
)

// notesTab is 满意度: a quick entry, the notes, and the trend by region.
type notesTab struct {
	page     *Page
	customer *pick.Picker
	score    *stars.Stars
	words    *widgets.Entry
	asker    *pick.Picker
	fault    *widgets.Text
	table    *table.Table[model.Satisfaction]
	chart    *chartview.View
	regions  *fyne.Container
	content  fyne.CanvasObject
	busy     bool
}

func newNotesTab(p *Page) *notesTab {
	t := &notesTab{page: p, regions: widgets.Column(6)}
	t.customer = pick.NewPicker(i18n.T("客户"), nil, func(pick.Item) { t.say("") })
	t.customer.Items = func() []pick.Item { return p.items.customers }
	t.asker = pick.NewPicker(i18n.T("谁问的"), nil, nil)
	t.asker.Items = func() []pick.Item { return p.items.employees }
	t.score = stars.New(0, func(int) {})
	t.words = widgets.NewEntry(i18n.T("客户说了什么(可不填)"))
	t.words.OnSubmitted = func(string) { t.save() }
	t.fault = widgets.NewText("", widgets.TextStyle{Size: theme.TextCaption, Color: theme.Behind})
	t.table = table.New(t.columns())
	t.table.Noun = i18n.T("条")
	t.table.Menu = t.menu
	t.table.OnCopied = func(n int) {
		p.host.Toast(shell.Toast{Text: i18n.T("已复制 %s 行,可粘贴到 Excel", widgets.Grouped(n))})
	}
	t.table.SetEmpty(widgets.EmptyState(icons.Check, i18n.T("还没有满意度记录"), i18n.T("拜访或电话里顺口问一句,在上面选客户、打几颗星就记下了。")))
	t.chart = chartview.New(charts.Spec{Kind: charts.Line, Bare: true})
	t.chart.SetMinSize(fyne.NewSize(200, 150))
	t.content = t.layOut()
	return t
}

func (t *notesTab) layOut() fyne.CanvasObject {
	t.fault.Hide()
	quick := widgets.NewCardGround(container.NewBorder(nil, t.fault,
		widgets.Row(10, widgets.Strong(i18n.T("记一笔")), widgets.Fixed(210, 0, t.customer), t.score, widgets.Fixed(120, 0, t.asker)),
		widgets.NewPrimaryButton(icons.Check, i18n.T("记下"), t.save), widgets.Inset(widgets.Insets{Left: 10, Right: 10}, t.words)))
	trend := widgets.NewCard(i18n.T("满意度趋势"), i18n.T("近 12 个月,月平均,1–5 分"), container.NewBorder(nil,
		widgets.WrappedCaption(i18n.T("口径:回访评分与投诉结案评分一起平均;没有评分的月份留空。")), nil,
		widgets.Inset(widgets.Insets{Left: theme.Gap}, widgets.Fixed(230, 0, widgets.NewVScroll(t.regions))), t.chart))
	list := widgets.NewPanel(t.table, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
		Pad: widgets.Insets{Left: 6, Top: 4, Right: 6, Bottom: 2}})
	top := widgets.Column(theme.Gap, quick, widgets.Fixed(0, 250, trend))
	return container.NewBorder(widgets.Inset(widgets.Insets{Bottom: theme.Gap}, top), nil, nil, nil, list)
}

func (t *notesTab) columns() []table.Column[model.Satisfaction] {
	type note = model.Satisfaction
	customer := func(n note) *model.Customer {
		if t.page.register == nil {
			return nil
		}
		return t.page.register.Directory.Customers[n.CustomerID]
	}
	return []table.Column[note]{
		{Key: "date", Title: i18n.T("日期"), Width: 96, Sortable: true, Text: func(n note) string { return n.Date.String() }},
		{Key: "customer", Title: i18n.T("客户"), Width: 200, Flex: true, Sortable: true, Filter: true, Text: func(n note) string {
			if c := customer(n); c != nil {
				return strings.TrimSpace(c.Code + "  " + c.Name)
			}
			return "—"
		}},
		{Key: "region", Title: i18n.T("区域"), Width: 90, Sortable: true, Text: func(n note) string {
			if c := customer(n); c != nil {
				if r := t.page.register.Directory.Regions[c.RegionID]; r != nil {
					return r.Name
				}
			}
			return "—"
		}},
		{Key: "score", Title: i18n.T("评分"), Width: 96, Sortable: true, Text: func(n note) string {
			return strings.Repeat("★", n.Score) + strings.Repeat("☆", max(stars.Most-n.Score, 0))
		}, Tone: scoreTone, Compare: func(a, b note) int { return cmp.Compare(a.Score, b.Score) }},
		{Key: "asker", Title: i18n.T("谁问的"), Width: 80, Text: func(n note) string {
			if t.page.register != nil {
				if e := t.page.register.Directory.Employees[n.EmployeeID]; e != nil {
					return e.Name
				}
			}
			return "—"
		}},
		{Key: "note", Title: i18n.T("内容"), Width: 220, Flex: true, Filter: true, Text: func(n note) string { return n.Note }},
	}
}

func scoreTone(n model.Satisfaction) table.Tone {
	switch {
	case n.Score <= 2:
		return table.Behind
	case n.Score == 3:
		return table.Attention
	}
	return table.Ahead
}

// show brings the register onto the screen.
func (t *notesTab) show() {
	r := t.page.register
	notes := slices.Clone(r.Notes)
	slices.SortStableFunc(notes, func(a, b model.Satisfaction) int { return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.ID, a.ID)) })
	t.table.SetItems(notes)
	trend := r.Trend()
	spec := trend.Chart()
	spec.Bare = true
	t.chart.SetSpec(spec)
	var rows []fyne.CanvasObject
	for _, region := range trend.Regions {
		if region.Count == 0 {
			continue
		}
		tone := widgets.Ahead
		if region.Score < 3.5 {
			tone = widgets.Attention
		}
		if region.Score < 2.5 {
			tone = widgets.Behind
		}
		rows = append(rows, widgets.Row(8, widgets.Body(region.Name), widgets.Spacer(),
			widgets.Caption(i18n.T("%d 次", region.Count)), widgets.Pill(complaints.Tenths(int(region.Score*10+0.5), region.Count), tone)))
	}
	t.regions.Objects = rows
	t.regions.Refresh()
}

// save keeps what the quick entry holds.
func (t *notesTab) save() {
	p := t.page
	if t.busy {
		return
	}
	t.busy = true
	n := model.Satisfaction{CustomerID: t.customer.Selected(), EmployeeID: t.asker.Selected(), Date: p.today(), Score: t.score.Score(),
		Note: strings.TrimSpace(t.words.Text)}
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := p.desk.SaveNote(ctx, &n, p.today())
		var r *complaints.Refusal
		if errors.As(err, &r) {
			return func() { t.busy = false; t.say(r.What) }, nil
		}
		if err != nil {
			return func() { t.busy = false; p.host.Fail(err) }, nil
		}
		return func() { t.saved(operation) }, nil
	})
}

// say shows what is wrong with the quick entry, or takes the words away.
func (t *notesTab) say(words string) {
	t.fault.SetText(words)
	if words == "" {
		t.fault.Hide()
	} else {
		t.fault.Show()
	}
	t.content.Refresh()
}

func (t *notesTab) saved(operation string) {
	p := t.page
	t.busy = false
	t.say("")
	t.customer.SetSelected(0)
	t.score.SetScore(0)
	t.words.SetText("")
	p.host.Toast(shell.Toast{Text: i18n.T("已记下满意度"), Action: i18n.T("撤销"), OnTap: func() { p.undo(operation) }})
	p.host.Reload()
}

func (t *notesTab) menu() []*fyne.MenuItem {
	n, ok := t.table.Current()
	if !ok {
		return nil
	}
	p := t.page
	return []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("打开客户"), func() { p.host.Go(shell.Route{Page: shell.PageCustomer, Arg: n.CustomerID}) }),
		fyne.NewMenuItem(i18n.T("删除"), func() {
			p.act(func(ctx context.Context) (string, error) { return p.desk.RemoveNote(ctx, &n) }, i18n.T("已删除这条满意度"), nil)
		}),
	}
}
