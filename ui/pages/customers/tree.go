package customers

import (
	"cmp"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/customers"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/outline"
	"xunshi/ui/widgets/regions"
	"xunshi/ui/widgets/table"
)

// regionTree is the tree of regions beside the list; choosing one lists its customers,
// those of the regions below included.
type regionTree struct {
	page     *Page
	outline  *outline.Outline[customers.Node]
	title    *widgets.Text // the region chosen
	figures  *widgets.Text // its roll-up
	panel    fyne.CanvasObject
	choice   *widgets.Choice // the same above the page
	choosing bool            // the selection follows the filter
	opened   bool            // the upper levels were opened once; then it is the user's
}

// openLevels is how many levels of the tree are open at first.
const openLevels = 2

func newRegionTree(p *Page) *regionTree {
	t := &regionTree{page: p, title: widgets.NewText("", widgets.TextStyle{Bold: true, Ellipsis: true}), figures: widgets.NewText("", widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true})}
	t.choice = widgets.NewChoice([]widgets.Option{{Value: regions.Value(0), Label: i18n.T("全部区域")}}, regions.Value(0), t.chosen)
	t.outline = outline.New(t.columns(), func(n customers.Node) int { return n.Depth }, nodeKey)
	t.outline.SetNoun(i18n.T("个区域"))
	t.outline.SetEmpty(widgets.Caption("")) // only until it is read: then there is 全部客户
	t.outline.OnSelect = t.selected
	foot := widgets.Inset(widgets.Insets{Left: 8, Right: 8, Top: 6, Bottom: 8}, widgets.Column(3, t.title, t.figures, widgets.Caption(i18n.T("含下级 · 按客户区域 · 近 12 月净额"))))
	t.panel = widgets.NewPanel(container.NewBorder(nil, widgets.Column(0, widgets.Hairline(), foot), nil, nil, t.outline),
		widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius, Pad: widgets.Insets{Left: 2, Top: 4, Right: 2}})
	return t
}

func nodeKey(n customers.Node) string {
	if n.NoRegion {
		return "none"
	}
	return strconv.FormatUint(uint64(n.RegionID), 10)
}

func (t *regionTree) columns() []table.Column[customers.Node] {
	type node = customers.Node
	return []table.Column[node]{
		{Key: "name", Title: i18n.T("区域"), Width: 88, Flex: true, Fixed: true, Text: func(n node) string { return n.Name }, Bold: func(n node) bool { return n.Depth == 0 }},
		{Key: "customers", Title: i18n.T("家数"), Width: 60, Align: fyne.TextAlignTrailing, Text: func(n node) string { return widgets.Grouped(n.Customers) }, Tone: quietNode},
		{Key: "share", Title: i18n.T("占比"), Width: 60, Align: fyne.TextAlignTrailing, Text: func(n node) string { return shareText(n) },
			Compare: func(a, b node) int { return cmp.Compare(a.Year, b.Year) }},
	}
}

func quietNode(customers.Node) table.Tone { return table.Quiet }

func shareText(n customers.Node) string {
	if !n.Share.Known {
		return document.Dash
	}
	return document.FormatScaled(n.Share.N, 10_000, 1) + "%"
}

// show puts the roll-up of a list into the tree.
func (t *regionTree) show(list *customers.List) {
	t.choosing = true
	defer func() { t.choosing = false }()
	nodes := list.Tree()
	t.outline.SetItems(nodes)
	if !t.opened && len(nodes) > 1 {
		t.opened = true
		t.outline.ExpandTo(openLevels)
	}
	options := regions.Options(list.Directory)
	if n := len(nodes); n > 0 && nodes[n-1].NoRegion {
		options = append(options, widgets.Option{Value: noRegion, Label: nodes[n-1].Name})
	}
	t.choice.SetOptions(options)
	t.choose(t.page.filter.RegionID, t.page.filter.NoRegion)
	t.page.host.RefreshBar()
}

// choose marks a region without listing by it.
func (t *regionTree) choose(id model.ID, none bool) {
	before := t.choosing
	t.choosing = true
	t.outline.SelectKey(nodeKey(customers.Node{RegionID: id, NoRegion: none}))
	t.choosing = before
	t.say()
	value := regions.Value(id)
	if none {
		value = noRegion
	}
	t.choice.SetSelected(value)
	if t.page.list != nil && t.page.list.Directory.Regions[id] != nil {
		t.choice.SetText(t.page.list.Directory.Regions[id].Name) // without the indent of the list
	}
}

// noRegion is the choice's value for the customers without one.
const noRegion = "none"

// chosen lists by the region picked above the page.
func (t *regionTree) chosen(value string) {
	f := t.page.filter
	f.RegionID, f.NoRegion = regions.ID(value), value == noRegion
	t.page.setFilter(f)
}

func (t *regionTree) selected() {
	if t.choosing {
		return
	}
	n, ok := t.outline.Current()
	if !ok {
		return
	}
	t.say()
	if f := t.page.filter; f.RegionID != n.RegionID || f.NoRegion != n.NoRegion {
		f.RegionID, f.NoRegion = n.RegionID, n.NoRegion
		t.page.setFilter(f)
	}
}

// say gives the roll-up of the region chosen, with what it counts.
func (t *regionTree) say() {
	n, ok := t.outline.Current()
	if !ok {
		t.title.SetText("")
		t.figures.SetText("")
		return
	}
	t.title.SetText(i18n.T("%[1]s %[2]s 家", n.Name, widgets.Grouped(n.Customers)))
	t.figures.SetText(i18n.T("%[1]s,占 %[2]s", customers.MoneyWords(n.Year, t.page.unit), shareText(n)))
}
