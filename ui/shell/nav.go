package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// collapseBelow is the window width under which the navigation shows icons only.
const collapseBelow float32 = 1100

const (
	navWide   float32 = 168
	navNarrow float32 = 56
)

// fold is whether the navigation is folded to icons.
type fold int

const (
	foldByWidth fold = iota // as the width of the window asks
	foldOpen                // the user opened it
	foldClosed              // the user closed it
)

// navigation is the strip on the left: groups of pages with icon, word and badge.
type navigation struct {
	widget.BaseWidget
	shell   *Shell
	items   []*navItem
	narrow  bool
	chosen  fold
	content *fyne.Container
	ground  *widgets.Panel
}

func newNavigation(s *Shell) *navigation {
	n := &navigation{shell: s, content: container.NewStack()}
	if s.opt.Memory != nil {
		n.remembered(s.opt.Memory.WindowState())
	}
	for i := range s.opt.Entries {
		e := &s.opt.Entries[i]
		if e.Group == Hidden {
			continue
		}
		item := newNavItem(e, func() { s.Go(Route{Page: e.ID}) })
		item.hover = n.tip
		n.items = append(n.items, item)
	}
	n.ground = widgets.NewPanel(n.content, widgets.PanelStyle{Fill: theme.Surface})
	n.ExtendBaseWidget(n)
	n.arrange()
	return n
}

func (n *navigation) width() float32 {
	if n.narrow {
		return navNarrow
	}
	return navWide
}

// fit chooses between wide and narrow for a window width.
func (n *navigation) fit(window float32) {
	narrow := window < collapseBelow
	if n.chosen != foldByWidth {
		narrow = n.chosen == foldClosed
	}
	if narrow != n.narrow {
		n.narrow = narrow
		n.arrange()
	}
}

// toggle is the button at the foot.
func (n *navigation) toggle() {
	n.chosen = foldClosed
	if n.narrow {
		n.chosen = foldOpen
	}
	n.shell.remember()
	n.shell.frame.Refresh()
}

// collapsed tells whether the user folded it.
func (n *navigation) collapsed() bool { return n.chosen == foldClosed }

func (n *navigation) remembered(s WindowState) {
	if s.Collapsed {
		n.chosen = foldClosed
	}
}

// arrange lays brand, groups and the collapse button out.
func (n *navigation) arrange() {
	pad := float32(10)
	if n.narrow {
		pad = 8
	}
	var parts []fyne.CanvasObject
	group := Group(-1)
	for _, item := range n.items {
		if group >= 0 && item.entry.Group != group {
			parts = append(parts, widgets.Inset(widgets.PadXY(6, 8), widgets.Hairline()))
		}
		group = item.entry.Group
		item.setNarrow(n.narrow)
		parts = append(parts, item)
	}
	var brand fyne.CanvasObject = widgets.NewText(i18n.T("巡市"), widgets.TextStyle{Size: theme.TextTitle, Bold: true, Color: theme.Brand})
	word, icon, left := i18n.T("收起"), icons.Collapse, widgets.Insets{Top: 14, Bottom: 12, Left: 8}
	if n.narrow {
		word, icon, left = "", icons.Expand, widgets.Insets{Top: 12, Bottom: 12, Left: 5}
		brand = brandMark()
	}
	foot := newNavItem(&Entry{Name: func() string { return word }, Icon: icon}, n.toggle)
	foot.quiet = true
	foot.setNarrow(n.narrow)
	list := widgets.Column(2, append([]fyne.CanvasObject{widgets.Inset(left, brand)}, parts...)...)
	inner := widgets.Inset(widgets.Insets{Right: pad, Bottom: 8, Left: pad}, container.NewBorder(nil, foot, nil, nil, list))
	edge := widgets.Fixed(1, 1, widgets.NewPanel(nil, widgets.PanelStyle{Fill: theme.Rule}))
	n.content.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, nil, edge, inner)}
	n.content.Refresh()
}

// brandMark is the name in one character, as on the program's icon.
func brandMark() fyne.CanvasObject {
	glyph := widgets.NewText(i18n.T("巡"), widgets.TextStyle{Size: 15, Bold: true, Color: theme.OnBrand, Align: fyne.TextAlignCenter})
	return widgets.Row(0, widgets.Fixed(28, 28, widgets.NewPanel(glyph,
		widgets.PanelStyle{Fill: theme.Brand, Radius: 7, Pad: widgets.Insets{Bottom: 2}})))
}

// light marks the entry of the page shown.
func (n *navigation) light(id PageID) {
	for _, item := range n.items {
		item.setSelected(item.entry.ID == id)
	}
}

func (n *navigation) setBadges(counts map[PageID]int) {
	for _, item := range n.items {
		item.setBadge(counts[item.entry.ID])
	}
}

// tip says the word of an entry that shows its icon only.
func (n *navigation) tip(i *navItem, over bool) {
	if over && n.narrow {
		n.shell.tips.show(n.shell.rt, i, i.entry.Name())
		return
	}
	n.shell.tips.hide()
}

// nth opens the n-th entry, counted from 1 (Ctrl+1 …).
func (n *navigation) nth(i int) {
	if i >= 1 && i <= len(n.items) {
		n.shell.Go(Route{Page: n.items[i-1].entry.ID})
	}
}

// CreateRenderer draws the strip.
func (n *navigation) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(n.ground)
}
