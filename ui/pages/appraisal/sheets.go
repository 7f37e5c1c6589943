package appraisal

import (
	"cmp"
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/appraising"
	"xunshi/app/appraising/figures"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// sheetsTab is 考核: everyone's month at the left, the sheet of the one chosen at the right.
type sheetsTab struct {
	page    *Page
	table   *table.Table[*appraising.Sheet]
	summary *widgets.Text
	without *widgets.Text
	foot    fyne.CanvasObject // around without
	sign    *widgets.Button
	card    *fyne.Container
	chosen  model.ID
	history map[model.ID][]appraising.Point // of the month shown
	content fyne.CanvasObject
}

func newSheetsTab(p *Page) *sheetsTab {
	t := &sheetsTab{page: p, summary: widgets.Caption(""), without: widgets.WrappedCaption(""), card: container.NewStack(), history: map[model.ID][]appraising.Point{}}
	t.table = table.New(t.columns())
	t.table.Noun, t.table.OnCopied = i18n.T("人"), p.copied
	t.table.OnSelect = t.selected
	t.table.OnOpen = func(s *appraising.Sheet) { t.review(s) }
	t.table.Menu = t.menu
	t.table.SetEmpty(widgets.EmptyState(icons.Team, i18n.T("还没有考核"), i18n.T("先建考核方案:选指标、定权重和适用职位,数据会自己算出来。"),
		widgets.NewPrimaryButton(icons.Add, i18n.T("新建方案"), func() { p.show(TabSchemes); p.schemes.create() })))
	t.sign = widgets.NewIconButton(icons.Lock, i18n.T("签字可签的"), t.signAll)
	bar := widgets.Row(8, t.summary, widgets.Spacer(), t.sign, widgets.NewIconButton(icons.Print, i18n.T("汇总表"), t.printAll))
	t.foot = widgets.Inset(widgets.PadXY(4, 4), t.without)
	left := container.NewBorder(nil, t.foot, nil, nil, desk.Panel(t.table))
	t.content = container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 8}, bar), nil, nil, nil,
		widgets.Weighted(theme.Gap, []float32{42, 58}, left, t.card))
	return t
}

func (t *sheetsTab) columns() []table.Column[*appraising.Sheet] {
	type row = *appraising.Sheet
	return []table.Column[row]{
		{Key: "name", Title: i18n.T("姓名"), Width: 66, Sortable: true, Filter: true, Fixed: true, Text: func(s row) string { return s.Person.Name }},
		{Key: "position", Title: i18n.T("职位"), Width: 70, Flex: true, Sortable: true, Filter: true, Text: func(s row) string { return s.Person.Position }},
		{Key: "region", Title: i18n.T("区域"), Width: 62, Flex: true, Sortable: true, Filter: true, Text: func(s row) string { return t.page.view.RegionName(s.Person.RegionID) }},
		{Key: "score", Title: i18n.T("得分"), Width: 56, Align: fyne.TextAlignTrailing, Sortable: true, Largest: true, Text: func(s row) string { return s.ScoreText() },
			Compare: func(a, b row) int { return cmp.Compare(a.Score, b.Score) }, Tone: scoreTone},
		{Key: "rank", Title: i18n.T("名次"), Width: 52, Align: fyne.TextAlignTrailing, Sortable: true, Text: func(s row) string { return s.RankText() },
			Compare: func(a, b row) int {
				return cmp.Compare(max(a.Rank, 1<<10*(1-min(a.Rank, 1))), max(b.Rank, 1<<10*(1-min(b.Rank, 1))))
			}},
		{Key: "state", Title: i18n.T("状态"), Width: 66, Pill: true, Sortable: true, Filter: true, Text: func(s row) string { return appraising.StateName(s.State) }, Tone: stateTone},
		{Key: "scheme", Title: i18n.T("方案"), Width: 120, Hidden: true, Sortable: true, Filter: true, Text: func(s row) string { return s.Scheme.Name }},
	}
}

func stateTone(s *appraising.Sheet) table.Tone {
	switch s.State {
	case appraising.Signed:
		return table.Ahead
	case appraising.Draft:
		return table.Attention
	}
	return table.Quiet
}

// scoreTone colours scores a superior would speak about.
func scoreTone(s *appraising.Sheet) table.Tone {
	switch {
	case !s.Scored:
		return table.Quiet
	case s.Score < appraising.HundredPoints*6/10:
		return table.Behind
	}
	return table.Plain
}

func (t *sheetsTab) show() {
	v := t.page.view
	var rows []*appraising.Sheet
	for _, s := range v.Sheets {
		if t.page.inRegion(s.Person.RegionID) {
			rows = append(rows, s)
		}
	}
	t.history = map[model.ID][]appraising.Point{}
	t.table.SetItems(rows)
	if len(rows) > 0 && (t.chosen == 0 || !t.table.SelectWhere(func(s *appraising.Sheet) bool { return s.Person.ID == t.chosen })) {
		t.table.SelectRow(0)
	}
	t.summary.SetText(t.words())
	t.showWithout()
	t.selected()
	t.content.Refresh()
}

// words sums the month up.
func (t *sheetsTab) words() string {
	v := t.page.view
	words := []string{document.MonthText(v.Month), i18n.T("数据截至 %s", v.Until),
		i18n.T("已签字 %[1]d · 草稿 %[2]d · 待评 %[3]d", v.Count(appraising.Signed), v.Count(appraising.Draft), v.Count(appraising.Open))}
	if average, ok := v.Average(); ok {
		words = append(words, i18n.T("平均 %s 分", figures.Points(average)))
	}
	return strings.Join(words, " · ")
}

func (t *sheetsTab) showWithout() {
	var names []string
	for _, p := range t.page.view.Without {
		if t.page.inRegion(p.RegionID) {
			names = append(names, p.Name)
		}
	}
	text := ""
	if len(names) > 0 && len(t.page.view.Schemes) > 0 {
		text = i18n.T("没有适用方案的 %[1]d 人:%[2]s", len(names), strings.Join(names, i18n.T("、")))
	}
	t.without.SetText(text)
	if text == "" {
		t.foot.Hide()
	} else {
		t.foot.Show()
	}
}

func (t *sheetsTab) menu() []*fyne.MenuItem {
	s, ok := t.table.Current()
	if !ok {
		return nil
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("打印考核表"), func() { t.print(s) })}
	if s.State == appraising.Signed {
		return append(items, fyne.NewMenuItem(i18n.T("重新打开"), func() { t.reopen(s) }))
	}
	return append(items, fyne.NewMenuItem(i18n.T("评分与评语"), func() { t.review(s) }), fyne.NewMenuItem(i18n.T("签字确认"), func() { t.signOne(s) }))
}

// selected shows the sheet of the one chosen, and reads the months before.
func (t *sheetsTab) selected() {
	s, ok := t.table.Current()
	t.card.Objects = nil
	if ok {
		t.chosen = s.Person.ID
		t.card.Objects = []fyne.CanvasObject{t.sheetCard(s)}
		if _, known := t.history[s.Person.ID]; !known {
			t.readHistory(s)
		}
	}
	t.card.Refresh()
}

func (t *sheetsTab) readHistory(s *appraising.Sheet) {
	p, id, month := t.page, s.Person.ID, s.Month
	p.host.Do(func(ctx context.Context) (func(), error) {
		points, err := p.book.History(ctx, id, month)
		if err != nil {
			return nil, err
		}
		return func() {
			t.history[id] = points
			if now, ok := t.table.Current(); ok && now.Person.ID == id && now.Month == month {
				t.card.Objects = []fyne.CanvasObject{t.sheetCard(now)}
				t.card.Refresh()
			}
		}, nil
	})
}

func (t *sheetsTab) print(s *appraising.Sheet) {
	desk.Show(t.page.host, t.page.out, t.page.view.Sheet(s.Person.ID))
}

func (t *sheetsTab) printAll() {
	if t.page.view != nil {
		desk.Show(t.page.host, t.page.out, t.page.view.Document())
	}
}

func (t *sheetsTab) signOne(s *appraising.Sheet) {
	p := t.page
	desk.Do(p.host, desk.Act{Said: i18n.T("%s 的考核已签字,数据不再变动", s.Person.Name), Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) {
			return p.book.Sign(ctx, s.Person.ID, s.Month, appraising.ReviewOf(s))
		}})
}

// signAll signs every sheet that lacks nothing, after saying how many.
func (t *sheetsTab) signAll() {
	p := t.page
	if p.view == nil {
		return
	}
	ready := 0
	for _, s := range p.view.Sheets {
		if _, ok := appraising.Ready(s); ok && s.State != appraising.Signed && p.inRegion(s.Person.RegionID) {
			ready++
		}
	}
	if ready == 0 {
		p.host.Toast(shell.Toast{Text: i18n.T("没有可签字的:请先给主管评分项打分"), Refused: true})
		return
	}
	within := map[model.ID]bool{}
	for _, s := range p.view.Sheets {
		within[s.Person.ID] = p.inRegion(s.Person.RegionID)
	}
	desk.Do(p.host, desk.Act{Said: i18n.T("已签字 %d 份考核", ready), Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) {
			operation, _, err := p.book.SignMonth(ctx, p.view.Month, func(s *appraising.Sheet) (appraising.Review, bool) {
				r, ok := appraising.Ready(s)
				return r, ok && within[s.Person.ID]
			})
			return operation, err
		}})
}

func (t *sheetsTab) reopen(s *appraising.Sheet) {
	p := t.page
	desk.AskWhy(p.host, i18n.T("重新打开:%s", s.Person.Name), i18n.T("打开后数据重新随台账变化;原因记在评语里。"), i18n.T("重新打开"), func(reason string, done func()) {
		desk.Do(p.host, desk.Act{Said: i18n.T("%s 的考核已重新打开", s.Person.Name), Done: done, Undo: p.book.Undo,
			Work: func(ctx context.Context) (string, error) { return p.book.Reopen(ctx, s.Person.ID, s.Month, reason) }})
	})
}

func dash(text string) string { return cmp.Or(text, document.Dash) }
