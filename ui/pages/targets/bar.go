package targets

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
)

// bar is the row of choices above the board.
type bar struct {
	page    *Page
	by      *widgets.Choice
	columns *widgets.Segmented
	shown   *widgets.Choice
	scope   *pick.Picker
	scopes  []analysis.Node // by the ids of the picker's items, from 1
	content fyne.CanvasObject
}

func newBar(p *Page) *bar {
	b := &bar{page: p}
	metrics := make([]widgets.Option, len(model.Metrics))
	for i, m := range model.Metrics {
		metrics[i] = widgets.Option{Value: string(m), Label: targeting.MetricLabel(m)}
	}
	metric := widgets.NewChoice(metrics, string(p.query.Metric), func(v string) {
		p.change(func(q *targeting.Query) { q.Metric = model.Metric(v) })
	})
	levels := make([]string, len(targeting.Levels))
	for i, l := range targeting.Levels {
		levels[i] = targeting.LevelLabel(l)
	}
	level := widgets.NewSegmented(levels, 0, func(i int) {
		p.change(func(q *targeting.Query) { q.Level = targeting.Levels[i] })
	})
	dimensions := make([]widgets.Option, len(targeting.Dimensions))
	for i, d := range targeting.Dimensions {
		dimensions[i] = widgets.Option{Value: string(d), Label: d.Label()}
	}
	b.by = widgets.NewChoice(dimensions, string(p.query.By), func(v string) {
		p.change(func(q *targeting.Query) { q.By = targeting.Dimension(v) })
	})
	b.columns = widgets.NewSegmented([]string{i18n.T("全年"), i18n.T("上半年"), i18n.T("下半年")}, 0, func(i int) {
		p.board.setColumns(columns(i))
		p.board.expandSame()
	})
	b.shown = widgets.NewChoice(showOptions(), string(showTarget), func(v string) { p.board.showWhat(shows(v)) })
	b.scope = pick.NewPicker(i18n.T("范围:全部"), nil, b.scoped)
	levelsOpen := widgets.NewChoice([]widgets.Option{{Value: "1", Label: i18n.T("展开一级")}, {Value: "2", Label: i18n.T("展开两级")},
		{Value: "9", Label: i18n.T("全部展开")}, {Value: "0", Label: i18n.T("全部收起")}}, "2", func(v string) {
		if n, err := strconv.Atoi(v); err == nil {
			p.board.expand(n)
		}
	})
	b.content = widgets.Flow(8, metric, level, b.by, widgets.Fixed(150, 0, b.scope), b.columns, b.shown, levelsOpen)
	return b
}

func showOptions() []widgets.Option {
	return []widgets.Option{
		{Value: string(showTarget), Label: i18n.T("看:目标")}, {Value: string(showLastYear), Label: i18n.T("看:去年实际")},
		{Value: string(showGrowth), Label: i18n.T("看:比去年")}, {Value: string(showShare), Label: i18n.T("看:占上级")},
		{Value: string(showActual), Label: i18n.T("看:实际")}, {Value: string(showAttainment), Label: i18n.T("看:达成率")},
	}
}

// expandSame folds the board again after its columns changed: which differences show
// depends on them.
func (b *board) expandSame() {
	if b.tree != nil {
		b.refold(b.cursorPlace())
	}
}

// show brings the choices in line with a tree that was read.
func (b *bar) show(t *targeting.Tree) {
	b.by.SetSelected(string(t.Query.By))
	items, scopes := scopeItems(t.Query.By, t.Directory())
	b.scopes = scopes
	b.scope.SetItems(items)
	at := slices.Index(scopes, t.Query.Scope)
	b.scope.SetSelected(model.ID(max(at+1, 0)))
}

// scoped follows the picker: the whole tree is limited to one region, person, category …
func (b *bar) scoped(it pick.Item) {
	var n analysis.Node
	if at := int(it.ID) - 1; at >= 0 && at < len(b.scopes) {
		n = b.scopes[at]
	}
	b.page.change(func(q *targeting.Query) { q.Scope = n })
}

// scopeItems are what a tree can be limited to: what its rows are not.
func scopeItems(by targeting.Dimension, d *model.Directory) ([]pick.Item, []analysis.Node) {
	var items []pick.Item
	var nodes []analysis.Node
	add := func(code, name, pinyin, detail string, n analysis.Node) {
		nodes = append(nodes, n)
		items = append(items, pick.Item{ID: model.ID(len(nodes)), Code: code, Name: name, Pinyin: pinyin, Detail: detail})
	}
	if by == targeting.ByProduct {
		for _, r := range sorted(d.Regions, func(r *model.Region) string { return fmt.Sprintf("%06d%s", r.Sort, r.Code) }) {
			add(r.Code, r.Name, "", i18n.T("区域"), analysis.Node{Region: r.ID})
		}
		for _, e := range sorted(d.Employees, func(e *model.Employee) string { return e.Code }) {
			add(e.Code, e.Name, e.Pinyin, i18n.T("人员"), analysis.Node{Employee: e.ID})
		}
		return items, nodes
	}
	seen := map[string]bool{}
	products := sorted(d.Products, func(p *model.Product) string { return p.Code })
	for _, p := range products {
		if p.Category != "" && !seen[p.Category] {
			seen[p.Category] = true
			add("", p.Category, "", i18n.T("品类"), analysis.Node{Category: p.Category})
		}
	}
	for _, p := range products {
		add(p.Code, p.Name, p.Pinyin, i18n.T("品项"), analysis.Node{Product: p.ID})
	}
	return items, nodes
}

func sorted[T any](records map[model.ID]*T, key func(*T) string) []*T {
	out := make([]*T, 0, len(records))
	for _, r := range records {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b *T) int {
		switch x, y := key(a), key(b); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return out
}
