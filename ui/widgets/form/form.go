// Package form builds forms from a description of their fields: labels left, fields right,
// faults in words below the field they are about, Enter moving on, sections that fold.
//
//	f := form.New(form.Section[Contact]{Title: "…", Fields: []form.Field[Contact]{
//		form.Text("…", func(c *Contact) *string { return &c.Name }).Required(),
//	}})
//	f.Set(contact)
//	contact, ok := f.Value() // false: what is wrong is shown
package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Section is a run of fields under a title.
type Section[T any] struct {
	Title  string // "" = no heading
	Fields []Field[T]
	Folded bool // only the heading is shown until it is opened
}

// Form shows the fields of a T. Its methods are for the interface goroutine only; set the
// functions before it is shown.
type Form[T any] struct {
	widget.BaseWidget

	OnChange func() // the user changed a field
	OnEnter  func() // Enter in the last field; nil = nothing

	value    T
	sections []*section
	fields   []*field[T]
	scroll   *widgets.VScroll // its own, or the owner's; nil when nobody scrolls to fields
	inline   bool             // the owner scrolls
	column   *fyne.Container
	content  fyne.CanvasObject
	resized  func() // the owner gives the form its height anew
	showing  bool   // values are being put into the fields
}

// New makes a form over an empty T. It scrolls when it is given less height than it needs.
func New[T any](sections ...Section[T]) *Form[T] {
	f := &Form[T]{}
	for _, s := range sections {
		f.add(s)
	}
	var parts []fyne.CanvasObject
	for i, s := range f.sections {
		parts = append(parts, s.objects(i == 0)...)
	}
	f.column = widgets.Column(6, parts...)
	f.scroll = widgets.NewVScroll(widgets.Inset(edge, f.column))
	f.content = f.scroll
	f.ExtendBaseWidget(f)
	var empty T
	f.Set(empty)
	return f
}

// Inline makes the form as high as its fields, for an owner that scrolls itself: a scroll in
// a scroll would swallow the wheel.
func (f *Form[T]) Inline() *Form[T] {
	f.SetInline(nil)
	return f
}

// SetInline is Inline for an owner that scrolls to the fields; it may be nil.
func (f *Form[T]) SetInline(owner *widgets.VScroll) {
	f.scroll, f.inline, f.content = owner, true, f.column
	f.Refresh()
}

// IsInline tells whether the form leaves the scrolling to its owner.
func (f *Form[T]) IsInline() bool { return f.inline }

// reveal scrolls to a field.
func (f *Form[T]) reveal(x *field[T]) {
	if f.scroll != nil {
		f.scroll.Reveal(x.view)
	}
}

// wheel is the mouse wheel over a field that has no use for it.
func (f *Form[T]) wheel(e *fyne.ScrollEvent) {
	if f.scroll != nil {
		f.scroll.Scrolled(e)
	}
}

// Held is what the form shows.
func (f *Form[T]) Held() fyne.CanvasObject { return f.content }

// SetResized tells the form whom to tell when it needs another height.
func (f *Form[T]) SetResized(resized func()) { f.resized = resized }

func (f *Form[T]) add(s Section[T]) {
	sec := newSection(s.Title, s.Folded, f.relayout)
	var pair fyne.CanvasObject // a half field that waits for its other half
	for i := range s.Fields {
		x := f.newField(s.Fields[i], sec)
		f.fields = append(f.fields, x)
		sec.labels = append(sec.labels, x.spec.label)
		switch {
		case !x.spec.half:
			if pair != nil {
				sec.add(halves(pair, widgets.Spacer()))
				pair = nil
			}
			sec.add(x.view)
		case pair == nil:
			pair = x.view
		default:
			sec.add(halves(pair, x.view))
			pair = nil
		}
	}
	if pair != nil {
		sec.add(halves(pair, widgets.Spacer()))
	}
	f.sections = append(f.sections, sec)
}

func halves(left, right fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Weighted(22, []float32{1, 1}, left, right)
}

// Set shows a value; it is then not dirty and has no faults.
func (f *Form[T]) Set(v T) {
	f.value, f.showing = v, true
	for _, x := range f.fields {
		x.load()
	}
	f.showing = false
	f.suit()
	f.relayout()
}

// suit shows the fields whose condition holds.
func (f *Form[T]) suit() {
	changed := false
	for _, x := range f.fields {
		fits := x.fits()
		switch {
		case fits == x.view.Visible():
		case fits:
			x.view.Show()
			changed = true
		default:
			x.view.Hide()
			changed = true
		}
	}
	if changed {
		f.relayout()
	}
}

// Current is what the fields hold as far as it can be read, without any check.
func (f *Form[T]) Current() T { return f.value }

// Value checks every field and gives what they hold. When something is wrong it is shown
// beside the fields, the first of which gets the keyboard, and ok is false.
func (f *Form[T]) Value() (v T, ok bool) {
	var faulty *field[T]
	for _, x := range f.fields {
		x.strict = true
		if !x.check() && faulty == nil {
			faulty = x
		}
	}
	if faulty == nil {
		return f.value, true
	}
	faulty.section.open()
	f.relayout()
	faulty.bind.ctl.focus()
	f.reveal(faulty)
	return f.value, false
}

// Dirty tells whether a field differs from what Set showed.
func (f *Form[T]) Dirty() bool {
	for _, x := range f.fields {
		if x.bind.ctl.text() != x.was {
			return true
		}
	}
	return false
}

// Refuse says what is wrong with a field, found by its key (see Field.Key) or its label, as
// when saving was refused; it tells whether there is such a field.
func (f *Form[T]) Refuse(key string, err error) bool {
	for _, x := range f.fields {
		if x.spec.name() != key {
			continue
		}
		x.section.open()
		x.say(words(err))
		x.bind.ctl.focus()
		return true
	}
	return false
}

// Focus gives the first field the keyboard.
func (f *Form[T]) Focus() {
	for _, x := range f.fields {
		if x.open() && x.section.shown() {
			x.bind.ctl.focus()
			return
		}
	}
}

// Close lets the fields go; call it when the page goes.
func (f *Form[T]) Close() { f.OnChange, f.OnEnter = nil, nil }

// onward is Enter in a field: the keyboard moves on, at the end OnEnter is called.
func (f *Form[T]) onward(from *field[T]) {
	if !f.next(from) && f.OnEnter != nil {
		f.OnEnter()
	}
}

// next moves the keyboard from a field to the next one that is shown, if there is one.
func (f *Form[T]) next(from *field[T]) bool {
	passed := false
	for _, x := range f.fields {
		if passed && x.open() && x.section.shown() {
			x.bind.ctl.focus()
			return true
		}
		passed = passed || x == from
	}
	return false
}

// relayout gives the fields their places after a height changed.
func (f *Form[T]) relayout() {
	if f.column == nil {
		return
	}
	f.column.Refresh()
	f.Refresh()
	if f.resized != nil && !f.showing {
		f.resized()
	}
}

// edge leaves room for the rings around fields and the scroll bar.
var edge = widgets.Insets{Top: 2, Bottom: 4, Left: 2, Right: 12}

// HeightFor is the height of all fields shown at a width.
func (f *Form[T]) HeightFor(width float32) float32 {
	return widgets.HeightFor(f.content, width)
}

// leastWide is the least width of a form: a label and a field.
const leastWide float32 = 320

// leastScrolled is the least height of a form that scrolls.
const leastScrolled = 6 * theme.RowHeight

// CreateRenderer is for Fyne.
func (f *Form[T]) CreateRenderer() fyne.WidgetRenderer {
	return &renderer[T]{form: f}
}

// renderer shows the fields.
type renderer[T any] struct {
	form  *Form[T]
	width float32
}

func (r *renderer[T]) Destroy()                     {}
func (r *renderer[T]) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.form.content} }

func (r *renderer[T]) Layout(size fyne.Size) {
	r.width = size.Width
	r.form.content.Move(fyne.NewPos(0, 0)) // it may have had another place before Inline
	r.form.content.Resize(size)
}

func (r *renderer[T]) MinSize() fyne.Size {
	wide := max(r.form.content.MinSize().Width, leastWide)
	high := r.form.HeightFor(max(r.width, wide))
	if !r.form.inline {
		high = min(high, leastScrolled)
	}
	return fyne.NewSize(wide, high)
}

func (r *renderer[T]) Refresh() {
	r.Layout(r.form.Size())
	r.form.content.Refresh()
}
