package pick

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Picker shows what is picked and opens a search over its items by click, Enter, ↓ or by
// typing. Its methods are for the interface goroutine only.
type Picker struct {
	widget.BaseWidget
	OnPicked  func(Item)                           // the user picked; ID 0 after clearing
	OnFocused func()                               // the keyboard came
	Items     func() []Item                        // asked each time the list opens; nil = the items given
	Start     func() int                           // see Search.Start
	Find      func(query string, limit int) []Item // instead of Items: finds by itself

	items       []Item
	picked      Item
	placeholder string
	focused     bool
	hovered     bool
	faulty      bool
	free        func(text string) // takes a word that is not among the items; nil = none may be
	self        focusWidget       // the widget this is part of; nil = itself
}

type focusWidget interface {
	fyne.CanvasObject
	fyne.Focusable
}

// shown is the widget on the canvas.
func (p *Picker) shown() focusWidget {
	if p.self != nil {
		return p.self
	}
	return p
}

var (
	_ fyne.Focusable    = (*Picker)(nil)
	_ fyne.Tappable     = (*Picker)(nil)
	_ desktop.Hoverable = (*Picker)(nil)
)

// NewPicker makes a picker over items; placeholder says what belongs here.
func NewPicker(placeholder string, items []Item, picked func(Item)) *Picker {
	p := &Picker{placeholder: placeholder, items: items, OnPicked: picked}
	p.ExtendBaseWidget(p)
	return p
}

// SetItems replaces the items; what is picked stays.
func (p *Picker) SetItems(items []Item) { p.items = items }

// SetFaulty draws the border in the colour of faults.
func (p *Picker) SetFaulty(faulty bool) {
	if p.faulty != faulty {
		p.faulty = faulty
		p.Refresh()
	}
}

// SetShown shows a name without calling OnPicked, for an owner that keeps what is picked.
func (p *Picker) SetShown(name string) {
	p.picked = Item{Name: name}
	p.Refresh()
}

// Open shows the list, as a click does.
func (p *Picker) Open() { p.open(p.picked.Name, false) }

// Text shown: the name picked.
func (p *Picker) Text() string { return p.picked.Name }

// Selected is the id picked, 0 if none.
func (p *Picker) Selected() model.ID { return p.picked.ID }

// SetSelected picks by id without calling OnPicked; an unknown id picks nothing.
func (p *Picker) SetSelected(id model.ID) {
	if p.Items != nil {
		p.items = p.Items()
	}
	p.picked = Item{}
	for _, it := range p.items {
		if it.ID == id {
			p.picked = it
		}
	}
	p.Refresh()
}

func (p *Picker) choose(it Item) {
	p.picked = it
	p.Refresh()
	p.focusBack()
	if p.OnPicked != nil {
		p.OnPicked(it)
	}
}

// open shows the search over the field.
func (p *Picker) open(text string, typed bool) {
	c := widgets.CanvasOf(p.shown())
	if c == nil {
		return
	}
	if p.Items != nil {
		p.items = p.Items()
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.shown())
	Open(c, Search{Items: p.items, Find: p.Find, Start: p.Start, Text: text, Typed: typed, Position: at, Size: p.Size(), OnPick: p.choose,
		OnFree: p.free, OnLeave: func(string, fyne.KeyName) { p.focusBack() }})
}

// Tapped is for Fyne.
func (p *Picker) Tapped(*fyne.PointEvent) { p.open(p.picked.Name, false) }

// TypedRune starts a search with what was typed.
func (p *Picker) TypedRune(r rune) { p.open(string(r), true) }

// TypedKey opens with Enter or ↓ and clears with Delete.
func (p *Picker) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown, fyne.KeyF2:
		p.open(p.picked.Name, false)
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.choose(Item{})
	default:
		widgets.PassKey(p.shown(), e)
	}
}

// TypedShortcut is for Fyne.
func (p *Picker) TypedShortcut(s fyne.Shortcut) { widgets.PassShortcut(p.shown(), s) }

// FocusGained is for Fyne.
func (p *Picker) FocusGained() {
	p.focused = true
	p.Refresh()
	if p.OnFocused != nil {
		p.OnFocused()
	}
}

// FocusLost is for Fyne.
func (p *Picker) FocusLost() { p.focused = false; p.Refresh() }

// MouseIn is for Fyne.
func (p *Picker) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved is for Fyne.
func (p *Picker) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for Fyne.
func (p *Picker) MouseOut() { p.hovered = false; p.Refresh() }

// MinSize leaves room for a short name.
func (p *Picker) MinSize() fyne.Size { return fyne.NewSize(120, theme.RowHeight) }

// CreateRenderer is for Fyne.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	r := &pickerRenderer{p: p, box: canvas.NewRectangle(nil),
		text:    widgets.NewText("", widgets.TextStyle{Ellipsis: true}),
		chevron: widgets.IconView(icons.ChevronDown, 14, theme.Quiet)}
	r.Refresh()
	return r
}

type pickerRenderer struct {
	p       *Picker
	box     *canvas.Rectangle
	text    *widgets.Text
	chevron fyne.CanvasObject
}

func (r *pickerRenderer) Destroy()           {}
func (r *pickerRenderer) MinSize() fyne.Size { return r.p.MinSize() }
func (r *pickerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.text, r.chevron}
}

func (r *pickerRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	h := r.text.MinSize().Height
	r.text.Resize(fyne.NewSize(max(0, size.Width-30), h))
	r.text.Move(fyne.NewPos(6, (size.Height-h)/2))
	r.chevron.Resize(fyne.NewSize(14, 14))
	r.chevron.Move(fyne.NewPos(size.Width-22, (size.Height-14)/2))
}

func (r *pickerRenderer) Refresh() {
	r.box.CornerRadius, r.box.StrokeWidth = theme.FieldRadius, 1
	r.box.FillColor, r.box.StrokeColor = theme.Color(theme.Surface), theme.Color(theme.Border)
	if r.p.focused || r.p.hovered {
		r.box.StrokeColor = theme.Color(theme.Brand)
	}
	if r.p.faulty {
		r.box.StrokeColor = theme.Color(theme.Behind)
	}
	style := widgets.TextStyle{Ellipsis: true}
	text := r.p.picked.Name
	if text == "" {
		text, style.Color = r.p.placeholder, theme.Faint
	}
	r.text.SetStyle(style)
	r.text.SetText(text)
	r.box.Refresh()
	r.Layout(r.p.Size())
}
