package form

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Field describes one field of a form over T. The constructors make it, the methods refine
// it; each gives a changed copy.
type Field[T any] struct {
	label    string
	hint     string
	unit     string
	key      string
	width    float32 // of the control; 0 = all there is
	alone    float32 // width where the field has the whole line and width is 0
	required bool
	half     bool
	free     bool
	locked   bool
	when     func(*T) bool
	valid    func(*T) error
	build    func(f Field[T]) binding[T]
}

// binding ties a control to a part of T.
type binding[T any] struct {
	ctl   control
	load  func(*T)       // shows the value
	store func(*T) error // takes over what is shown, or says in words why it cannot be read
}

// Required makes a field that may not be left empty.
func (f Field[T]) Required() Field[T] { f.required = true; return f }

// Hint is a quiet line below the field that explains it.
func (f Field[T]) Hint(text string) Field[T] { f.hint = text; return f }

// Unit is a quiet word behind the field: 元, %, 天.
func (f Field[T]) Unit(text string) Field[T] { f.unit = text; return f }

// Half puts two such fields that follow each other on one line.
func (f Field[T]) Half() Field[T] { f.half = true; return f }

// Width fixes the width of the control.
func (f Field[T]) Width(w float32) Field[T] { f.width = w; return f }

// Valid adds a check of the whole value, asked when the field is left and before saving;
// the error's words stand beside this field.
func (f Field[T]) Valid(valid func(*T) error) Field[T] {
	before := f.valid
	f.valid = func(v *T) error {
		if before != nil {
			if err := before(v); err != nil {
				return err
			}
		}
		return valid(v)
	}
	return f
}

// Key names the field for Form.Refuse; without one its label does.
func (f Field[T]) Key(key string) Field[T] { f.key = key; return f }

// Free lets a Choice take words that are not among its options.
func (f Field[T]) Free() Field[T] { f.free = true; return f }

// Locked shows the value as words that cannot be changed: the code of a record that exists.
func (f Field[T]) Locked() Field[T] { f.locked = true; return f }

// When shows the field only while a condition holds; hidden fields are not checked, but
// keep what they hold.
func (f Field[T]) When(when func(*T) bool) Field[T] { f.when = when; return f }

func (f Field[T]) name() string { return cmp.Or(f.key, f.label) }

// field is a Field in a form.
type field[T any] struct {
	spec    Field[T]
	form    *Form[T]
	bind    binding[T]
	section *section
	view    *fyne.Container
	fault   *widgets.Text
	locked  *widgets.Text // stands in the place of the control of a locked field
	was     string        // what the control showed after Set
	strict  bool          // saving was refused: an empty required field is a fault now
}

func (f *Form[T]) newField(spec Field[T], s *section) *field[T] {
	x := &field[T]{spec: spec, form: f, section: s, bind: spec.build(spec)}
	x.fault = widgets.NewText("", widgets.TextStyle{Size: theme.TextSmall, Color: theme.Behind, Wrap: true})
	x.fault.Hide()
	x.bind.ctl.listen(events{changed: x.changed, left: x.left, entered: x.entered,
		enter: func() { f.onward(x) }, next: func() { f.next(x) }, resized: f.relayout, wheel: f.wheel})
	if spec.locked {
		x.locked = widgets.NewText("", widgets.TextStyle{Wrap: true})
	}
	x.view = x.layOut()
	return x
}

// load shows the value.
func (x *field[T]) load() {
	x.bind.load(&x.form.value)
	x.was = x.bind.ctl.text()
	x.strict = false
	if x.locked != nil {
		x.locked.SetText(cmp.Or(x.bind.ctl.words(), "—"))
	}
	x.say("")
}

// fits tells whether the field belongs here with the values there are.
func (x *field[T]) fits() bool { return x.spec.when == nil || x.spec.when(&x.form.value) }

// open tells whether the field can be filled in now.
func (x *field[T]) open() bool { return x.locked == nil && x.fits() }

// layOut puts label, control, fault and hint together.
func (x *field[T]) layOut() *fyne.Container {
	label := widgets.NewText(x.spec.label, widgets.TextStyle{Color: theme.Quiet, Wrap: true})
	head := fyne.CanvasObject(label)
	if x.spec.required {
		star := widgets.NewText("*", widgets.TextStyle{Color: theme.Behind})
		head = container.New(starred{}, label, star)
	}
	named := widgets.Fixed(widgets.LabelWidth, 0, widgets.Inset(widgets.Insets{Top: 6, Bottom: 5}, head))
	right := []fyne.CanvasObject{x.sized(), x.fault}
	if x.spec.hint != "" {
		right = append(right, widgets.WrappedCaption(x.spec.hint))
	}
	return widgets.Beside(named, 10, widgets.Column(2, right...))
}

// starred puts a star right behind a label.
type starred struct{}

// starWidth is what the star takes with the gap before it.
const starWidth float32 = 10

func (starred) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(m.Width+starWidth, m.Height)
}

func (starred) Layout(o []fyne.CanvasObject, size fyne.Size) {
	room := size.Width - starWidth
	o[0].Resize(fyne.NewSize(room, size.Height))
	wide := room
	if label, ok := o[0].(*widgets.Text); ok {
		wide = min(room, fyne.MeasureText(label.Text(), theme.TextBody, fyne.TextStyle{}).Width)
	}
	o[1].Move(fyne.NewPos(wide+3, 0))
	o[1].Resize(o[1].MinSize())
}

// sized is the control at its width with the unit behind it.
func (x *field[T]) sized() fyne.CanvasObject {
	if x.locked != nil {
		return widgets.Inset(widgets.Insets{Top: 6, Bottom: 5}, x.locked)
	}
	o := x.bind.ctl.object()
	width := x.spec.width
	if width == 0 && !x.spec.half {
		width = x.spec.alone
	}
	if width > 0 {
		o = widgets.Fixed(width, 0, o)
	}
	switch {
	case x.spec.unit == "" && width == 0:
		return o
	case x.spec.unit == "":
		return widgets.Row(0, o)
	case width == 0:
		return widgets.Ends(o, 6, widgets.NewText(x.spec.unit, widgets.TextStyle{Color: theme.Quiet}))
	}
	return widgets.Row(6, o, widgets.NewText(x.spec.unit, widgets.TextStyle{Color: theme.Quiet}))
}

// changed takes over what the user changed. A fault that is put right goes at once; a new
// one is said when the field is left.
func (x *field[T]) changed() {
	if x.form.showing {
		return
	}
	if x.fault.Visible() {
		x.check()
	} else if err := x.bind.store(&x.form.value); err != nil {
		return // said when the field is left
	}
	x.form.suit()
	if x.form.OnChange != nil {
		x.form.OnChange()
	}
}

// left checks the field once the user went on.
func (x *field[T]) left() { x.check() }

// entered brings the field into view.
func (x *field[T]) entered() {
	x.form.reveal(x)
}

// check stores the field and says what is wrong with it; it tells whether nothing is.
func (x *field[T]) check() bool {
	if !x.open() {
		x.say("")
		return true
	}
	err := x.bind.store(&x.form.value)
	empty := strings.TrimSpace(x.bind.ctl.text()) == ""
	switch {
	case err != nil:
	case empty && x.spec.required && x.strict:
		err = model.NewFault(nil, i18n.T("请填写%s。", x.spec.label), "", "")
	case empty && x.spec.required:
	case x.spec.valid != nil:
		err = x.spec.valid(&x.form.value)
	}
	x.say(words(err))
	return err == nil
}

// words of an error, as they stand below a field.
func words(err error) string {
	if err == nil {
		return ""
	}
	f := widgets.FaultOf(err)
	return strings.TrimSpace(f.What + " " + f.Do)
}

// say shows words below the field, or takes them away.
func (x *field[T]) say(fault string) {
	if fault == x.fault.Text() && x.fault.Visible() == (fault != "") {
		return
	}
	x.fault.SetText(fault)
	if fault == "" {
		x.fault.Hide()
	} else {
		x.fault.Show()
	}
	x.bind.ctl.mark(fault != "")
	x.form.relayout()
}
