package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// topBar holds the page's title and toolbar, and the global search.
type topBar struct {
	widget.BaseWidget
	shell   *Shell
	title   *widgets.Text
	tools   *fyne.Container
	loading *widgets.Text
	back    *widgets.Button
	line    *fyne.Container
	ground  *widgets.Panel
}

func newTopBar(s *Shell) *topBar {
	b := &topBar{shell: s, title: widgets.Title(""), tools: widgets.Row(10), loading: widgets.Caption(i18n.T("正在读取…"))}
	b.loading.Hide()
	b.back = widgets.NewFlatButton(icons.Back, "", s.Back)
	b.back.Hide()
	left := widgets.Row(14, widgets.Row(4, b.back, b.title), b.tools, b.loading)
	var right fyne.CanvasObject = widgets.Row(0)
	if s.opt.Search != nil {
		right = newSearchField(s.openSearch)
	}
	b.line = container.New(&barLayout{}, left, right)
	edge := widgets.Hairline()
	b.ground = widgets.NewPanel(container.NewBorder(nil, edge, nil, nil, widgets.Inset(widgets.PadXY(theme.Margin, 0), b.line)),
		widgets.PanelStyle{Fill: theme.Surface})
	b.ExtendBaseWidget(b)
	return b
}

// show takes title and toolbar from a page.
func (b *topBar) show(v *visit) {
	b.title.SetText(v.page.Title())
	b.tools.Objects = v.page.Toolbar()
	hidden := false
	if e := b.shell.entry(v.route.Page); e != nil {
		hidden = e.Group == Hidden
	}
	if (hidden || v.route.Arg != nil) && len(b.shell.history) > 1 {
		b.back.Show()
	} else {
		b.back.Hide()
	}
	b.relayout()
}

// busy says that a page is being read; quick loads are over before it is noticed.
func (b *topBar) busy(on bool) {
	if !on {
		b.loading.Hide()
	} else {
		b.shell.rt.After(loadingAfter, func() {
			if v := b.shell.current(); v != nil && v.loading && b.loading.Hidden {
				b.loading.Show()
				b.relayout()
			}
		})
	}
	b.relayout()
}

// relayout gives the parts the room they need now.
func (b *topBar) relayout() { b.line.Refresh() }

// CreateRenderer draws the bar.
func (b *topBar) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.ground) }

// barLayout gives the search what the toolbar leaves, between a least and a usual width.
type barLayout struct{}

const (
	searchWide   float32 = 270
	searchNarrow float32 = 34
)

func (*barLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+searchNarrow+12, theme.RowHeight)
}

func (*barLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	tools := o[0].MinSize()
	o[0].Move(fyne.NewPos(0, (size.Height-tools.Height)/2))
	o[0].Resize(tools)
	width := min(searchWide, max(searchNarrow, size.Width-tools.Width-12))
	if width < 150 {
		width = searchNarrow
	}
	if o[1].MinSize().Width == 0 {
		return
	}
	o[1].Move(fyne.NewPos(size.Width-width, (size.Height-theme.RowHeight)/2))
	o[1].Resize(fyne.NewSize(width, theme.RowHeight))
}

// searchField looks like a field; pressing it opens the search. Where the bar is full it
// shrinks to its icon.
type searchField struct {
	widget.BaseWidget
	open    func()
	hovered bool
}

func newSearchField(open func()) *searchField {
	f := &searchField{open: open}
	f.ExtendBaseWidget(f)
	return f
}

// Tapped opens the search.
func (f *searchField) Tapped(*fyne.PointEvent) { f.open() }

// MouseIn shows the hover.
func (f *searchField) MouseIn(*desktop.MouseEvent) { f.hovered = true; f.Refresh() }

// MouseMoved does nothing.
func (f *searchField) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (f *searchField) MouseOut() { f.hovered = false; f.Refresh() }

// Cursor is a text cursor.
func (f *searchField) Cursor() desktop.Cursor { return desktop.TextCursor }

// CreateRenderer draws the field.
func (f *searchField) CreateRenderer() fyne.WidgetRenderer {
	r := &searchFieldRenderer{field: f, ground: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(nil), hint: canvas.NewText("", nil), key: canvas.NewText("", nil)}
	r.icon.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type searchFieldRenderer struct {
	field     *searchField
	ground    *canvas.Rectangle
	icon      *canvas.Image
	hint, key *canvas.Text
}

func (r *searchFieldRenderer) Destroy() {}

func (r *searchFieldRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.hint, r.key}
}

func (r *searchFieldRenderer) MinSize() fyne.Size {
	return fyne.NewSize(searchNarrow, theme.RowHeight)
}

func (r *searchFieldRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.icon.Move(fyne.NewPos(9, (size.Height-16)/2))
	r.icon.Resize(fyne.NewSquareSize(16))
	h, k := r.hint.MinSize(), r.key.MinSize()
	r.hint.Hidden = size.Width < 36+h.Width
	r.key.Hidden = size.Width < 36+h.Width+k.Width+20
	r.hint.Move(fyne.NewPos(33, (size.Height-h.Height)/2-1))
	r.hint.Resize(h)
	r.key.Move(fyne.NewPos(size.Width-k.Width-10, (size.Height-k.Height)/2-1))
	r.key.Resize(k)
}

func (r *searchFieldRenderer) Refresh() {
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color(theme.Ground), theme.Color(theme.Border), 1
	if r.field.hovered {
		r.ground.StrokeColor = theme.Color(theme.Brand)
	}
	r.ground.CornerRadius = theme.FieldRadius
	r.icon.Resource = icons.Colored(icons.Search, theme.Quiet)
	r.hint.Text, r.hint.TextSize, r.hint.Color = i18n.T("搜客户、品项、人员(拼音)"), theme.TextBody, theme.Color(theme.Faint)
	r.key.Text, r.key.TextSize, r.key.Color = "Ctrl K", theme.TextCaption, theme.Color(theme.Faint)
	r.Layout(r.field.Size())
	canvas.Refresh(r.field)
}
