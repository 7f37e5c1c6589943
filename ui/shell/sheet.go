package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Sheet is a panel over the window in which something is filled in or looked at without
// leaving the page: Esc closes it, Ctrl+S or Ctrl+Enter is its main button.
type Sheet struct {
	Title         string
	Content       fyne.CanvasObject
	Width, Height float32 // 0 = as the content needs, limited by the window

	Primary   string            // word of the main button; "" = there is only 关闭, or the content has its own
	OnPrimary func(done func()) // done closes the sheet; not calling it leaves it open
	Danger    string            // word of a button at the left that destroys: 删除 …
	OnDanger  func(done func())
	Dirty     func() bool // tells whether something typed would be lost; nil = never
	OnClosed  func()      // called once, whichever way the sheet goes
}

// SheetPanel is a sheet that is open.
type SheetPanel struct {
	widget.BaseWidget
	sheet   Sheet
	canvas  fyne.Canvas // nil once closed
	confirm func(Confirm)
	gone    func()
	body    fyne.CanvasObject // the content, scrolling
	head    fyne.CanvasObject
	foot    fyne.CanvasObject
}

const (
	sheetPad    float32 = 20
	sheetHead   float32 = 52
	sheetFoot   float32 = 58
	sheetLeast  float32 = 420
	barRoom     float32 = 10 // right of the content, for the scroll bar
	sheetMargin float32 = 24 // least distance from the edges of the window
)

// OpenSheet shows a sheet over a canvas, gives it the keyboard, and asks with confirm
// before something typed is lost. gone, which may be nil, is called when it closed.
func OpenSheet(c fyne.Canvas, s Sheet, confirm func(Confirm), gone func()) *SheetPanel {
	p := &SheetPanel{sheet: s, canvas: c, confirm: confirm, gone: gone}
	p.body = p.scrolling()
	p.head = widgets.Row(8, widgets.Title(s.Title), widgets.Spacer(), widgets.NewFlatButton(icons.Close, "", p.Escape))
	p.foot = p.buttons()
	p.ExtendBaseWidget(p)
	c.Overlays().Add(p)
	p.Resize(c.Size())
	p.Focus()
	return p
}

// filler is a form within the sheet: it says when it needs another height. Where it is but a
// part of the content it does not scroll itself: the sheet scrolls to its fields.
type filler interface {
	fyne.CanvasObject
	SetResized(resized func())
	SetInline(owner *widgets.VScroll)
	IsInline() bool
}

// scrolling is the content as it scrolls: a form does so itself, unless told not to.
func (p *SheetPanel) scrolling() fyne.CanvasObject {
	if f, ok := p.sheet.Content.(filler); ok && !f.IsInline() {
		f.SetResized(p.Refresh)
		return f
	}
	scroll := widgets.NewVScroll(widgets.Inset(widgets.Insets{Right: barRoom, Bottom: 4}, p.sheet.Content))
	widgets.Each(p.sheet.Content, func(o fyne.CanvasObject) {
		if f, ok := o.(filler); ok {
			f.SetInline(scroll)
			f.SetResized(p.Refresh)
		}
	})
	return scroll
}

func (p *SheetPanel) buttons() fyne.CanvasObject {
	var row []fyne.CanvasObject
	if p.sheet.Danger != "" {
		row = append(row, widgets.NewDangerButton(p.sheet.Danger, func() {
			if p.sheet.OnDanger != nil {
				p.sheet.OnDanger(p.Close)
			}
		}))
	}
	row = append(row, widgets.Spacer())
	if p.sheet.Primary == "" {
		return widgets.Row(8, append(row, widgets.NewButton(i18n.T("关闭"), p.Escape))...)
	}
	return widgets.Row(8, append(row, widgets.NewButton(i18n.T("取消"), p.Escape),
		widgets.NewPrimaryButton("", p.sheet.Primary, p.Accept))...)
}

// Focus gives the keyboard to the first thing in the sheet that takes it.
func (p *SheetPanel) Focus() {
	if f, ok := p.sheet.Content.(interface{ Focus() }); ok {
		f.Focus()
		return
	}
	if p.canvas != nil {
		p.canvas.FocusNext()
	}
}

// Accept does what the main button does.
func (p *SheetPanel) Accept() {
	switch {
	case p.canvas == nil:
	case p.sheet.OnPrimary != nil:
		p.sheet.OnPrimary(p.Close)
	case p.sheet.Primary == "":
		p.Escape()
	default:
		p.Close()
	}
}

// Escape closes the sheet, after asking when something typed would be lost.
func (p *SheetPanel) Escape() { p.leave(p.Close) }

// leave calls proceed at once or after asking.
func (p *SheetPanel) leave(proceed func()) {
	if p.canvas == nil || p.sheet.Dirty == nil || !p.sheet.Dirty() || p.confirm == nil {
		proceed()
		return
	}
	p.confirm(Confirm{
		Title: i18n.T("放弃所填的内容?"), Text: i18n.T("「%s」里改过的内容还没有保存。", p.sheet.Title),
		Yes: i18n.T("放弃修改"), Danger: true, OnYes: proceed,
	})
}

// Close takes the sheet away without asking.
func (p *SheetPanel) Close() {
	if p.canvas == nil {
		return
	}
	p.canvas.Overlays().Remove(p)
	p.canvas = nil
	if p.gone != nil {
		p.gone()
	}
	if p.sheet.OnClosed != nil {
		p.sheet.OnClosed()
	}
}

// Tapped keeps clicks beside the panel from the page below.
func (p *SheetPanel) Tapped(*fyne.PointEvent) {}

// TappedSecondary keeps clicks from the page below.
func (p *SheetPanel) TappedSecondary(*fyne.PointEvent) {}

// Scrolled keeps the wheel from the page below.
func (p *SheetPanel) Scrolled(*fyne.ScrollEvent) {}

// size of the panel in a window.
func (p *SheetPanel) size(window fyne.Size) fyne.Size {
	w := p.sheet.Width
	if w == 0 {
		w = max(p.body.MinSize().Width+2*sheetPad, sheetLeast)
	}
	w = min(w, window.Width-2*sheetMargin)
	h := p.sheet.Height
	if h == 0 {
		h = sheetHead + widgets.HeightFor(p.body, w-2*sheetPad) + sheetFoot
	}
	return fyne.NewSize(w, min(h, window.Height-2*sheetMargin))
}

// CreateRenderer is for Fyne.
func (p *SheetPanel) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{p: p, scrim: canvas.NewRectangle(nil), rules: [2]*canvas.Rectangle{canvas.NewRectangle(nil), canvas.NewRectangle(nil)},
		ground: widgets.NewPanel(nil, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Border, Radius: 10, Shadow: true})}
	r.colour()
	return r
}

// sheetRenderer draws the scrim and the panel. The body comes before the buttons: the
// keyboard goes through them in this order.
type sheetRenderer struct {
	p      *SheetPanel
	scrim  *canvas.Rectangle
	ground *widgets.Panel
	rules  [2]*canvas.Rectangle
}

func (r *sheetRenderer) Destroy()           {}
func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.scrim, r.ground, r.rules[0], r.rules[1], r.p.body, r.p.foot, r.p.head}
}

func (r *sheetRenderer) Layout(window fyne.Size) {
	r.scrim.Resize(window)
	size := r.p.size(window)
	at := fyne.NewPos((window.Width-size.Width)/2, max((window.Height-size.Height)/2, sheetMargin))
	r.ground.Move(at)
	r.ground.Resize(size)
	place := func(o fyne.CanvasObject, left, top, w, h float32) {
		o.Move(at.AddXY(left, top))
		o.Resize(fyne.NewSize(w, h))
	}
	inner := size.Width - 2*sheetPad
	place(r.p.head, sheetPad, 8, inner+8, sheetHead-16)
	place(r.rules[0], 0, sheetHead-9, size.Width, 1)
	place(r.p.body, sheetPad, sheetHead, inner, max(size.Height-sheetHead-sheetFoot, 0))
	place(r.rules[1], 0, size.Height-sheetFoot+7, size.Width, 1)
	place(r.p.foot, sheetPad, size.Height-sheetFoot+8, inner, sheetFoot-8)
}

func (r *sheetRenderer) Refresh() {
	r.colour()
	r.Layout(r.p.Size())
	r.ground.Refresh()
	canvas.Refresh(r.p)
}

func (r *sheetRenderer) colour() {
	r.scrim.FillColor = theme.Color(theme.Dim)
	for _, rule := range r.rules {
		rule.FillColor = theme.Color(theme.Rule)
	}
}
