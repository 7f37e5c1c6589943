package shell

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// navItem is one entry of the navigation.
type navItem struct {
	widget.BaseWidget
	entry  *Entry
	tapped func()
	hover  func(i *navItem, over bool)
	badge  int

	narrow, selected, hovered, focused, quiet bool
}

func newNavItem(e *Entry, tapped func()) *navItem {
	i := &navItem{entry: e, tapped: tapped, hover: func(*navItem, bool) {}}
	i.ExtendBaseWidget(i)
	return i
}

func (i *navItem) setNarrow(on bool)   { i.narrow = on; i.Refresh() }
func (i *navItem) setSelected(on bool) { i.selected = on; i.Refresh() }
func (i *navItem) setBadge(count int)  { i.badge = count; i.Refresh() }

// Tapped opens the page.
func (i *navItem) Tapped(*fyne.PointEvent) { i.tapped() }

// MouseIn shows the hover.
func (i *navItem) MouseIn(*desktop.MouseEvent) {
	i.hovered = true
	i.hover(i, true)
	i.Refresh()
}

// MouseMoved does nothing.
func (i *navItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (i *navItem) MouseOut() {
	i.hovered = false
	i.hover(i, false)
	i.Refresh()
}

// FocusGained shows the focus ring.
func (i *navItem) FocusGained() { i.focused = true; i.Refresh() }

// FocusLost takes the ring away.
func (i *navItem) FocusLost() { i.focused = false; i.Refresh() }

// TypedRune does nothing.
func (i *navItem) TypedRune(rune) {}

// TypedKey opens the page with Enter or Space.
func (i *navItem) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		i.tapped()
	default:
		widgets.PassKey(i, e)
	}
}

// CreateRenderer draws the entry.
func (i *navItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navItemRenderer{
		item: i, ground: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(nil),
		word: canvas.NewText("", nil), badge: canvas.NewRectangle(nil), count: canvas.NewText("", nil),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type navItemRenderer struct {
	item        *navItem
	ground      *canvas.Rectangle
	icon        *canvas.Image
	word, count *canvas.Text
	badge       *canvas.Rectangle
}

const (
	navRow  float32 = 32
	navIcon float32 = 18
)

func (r *navItemRenderer) Destroy() {}

func (r *navItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.word, r.badge, r.count}
}

func (r *navItemRenderer) MinSize() fyne.Size { return fyne.NewSize(36, navRow) }

func (r *navItemRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	x := float32(10)
	if r.item.narrow {
		x = (size.Width - navIcon) / 2
	}
	r.icon.Move(fyne.NewPos(x, (size.Height-navIcon)/2))
	r.icon.Resize(fyne.NewSquareSize(navIcon))
	m := r.word.MinSize()
	r.word.Move(fyne.NewPos(x+navIcon+9, (size.Height-m.Height)/2-1))
	r.word.Resize(m)
	c := r.count.MinSize()
	w := max(c.Width+9, 17)
	at := fyne.NewPos(size.Width-w-8, (size.Height-16)/2)
	if r.item.narrow {
		at = fyne.NewPos(size.Width-w+4, -1)
	}
	r.badge.Move(at)
	r.badge.Resize(fyne.NewSize(w, 16))
	r.count.Move(at.Add(fyne.NewPos((w-c.Width)/2, (16-c.Height)/2-0.5)))
	r.count.Resize(c)
}

func (r *navItemRenderer) Refresh() {
	i := r.item
	name, color := i.entry.Name(), theme.Ink
	if i.quiet {
		color = theme.Quiet
	}
	r.ground.FillColor = theme.Color(theme.Surface)
	switch {
	case i.selected:
		r.ground.FillColor, color = theme.Color(theme.Selected), theme.Brand
	case i.hovered:
		r.ground.FillColor = theme.Color(theme.Hover)
	}
	r.ground.StrokeWidth = 0
	if i.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color("focus"), 2
	}
	r.ground.CornerRadius = 7
	iconColor := color
	if color == theme.Ink {
		iconColor = theme.Quiet
	}
	r.icon.Resource = icons.Colored(i.entry.Icon, iconColor)
	r.word.Text, r.word.Color, r.word.TextSize, r.word.TextStyle.Bold = name, theme.Color(color), theme.TextBody, i.selected
	r.word.Hidden = i.narrow
	r.badge.Hidden, r.count.Hidden = i.badge <= 0, i.badge <= 0
	r.badge.FillColor, r.badge.CornerRadius = theme.Color(theme.Attention), 8
	r.count.Text, r.count.Color, r.count.TextSize, r.count.TextStyle.Bold = countText(i.badge, i.narrow), theme.Color(theme.OnBrand), 10.5, true
	r.Layout(i.Size())
	r.icon.Refresh()
	canvas.Refresh(i)
}

// countText is a badge's number: up to 99, or one digit where there is an icon only.
func countText(n int, narrow bool) string {
	most := 99
	if narrow {
		most = 9
	}
	if n > most {
		return strconv.Itoa(most) + "+"
	}
	return strconv.Itoa(n)
}
