package pick

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// fieldHeight is what fyne's entry needs not to scroll inside.
const fieldHeight = theme.RowHeight + 1

// DateField is a field for a date, typed in any usual form or picked from a calendar (the
// button, or ↓). What is typed is put into YYYY-MM-DD when the field is left; what cannot
// be read is said below it. Its methods are for the interface goroutine only.
type DateField struct {
	widget.BaseWidget
	OnChanged func(model.Date) // the date changed; 0 when the field was emptied
	OnEnter   func()           // Enter was pressed; nil = nothing more than reading the date
	OnLeft    func()           // the keyboard went elsewhere
	OnEntered func()           // the keyboard came
	Today     model.Date       // what typed dates are seen from
	Plain     bool             // the owner says what is wrong (see Read), the field does not

	entry *Entry
	fault *widgets.Text
	date  model.Date
}

// NewDateField makes a field showing date.
func NewDateField(date model.Date, changed func(model.Date)) *DateField {
	f := &DateField{OnChanged: changed, Today: model.Today(), date: date}
	f.fault = widgets.NewText("", widgets.TextStyle{Size: theme.TextSmall, Color: theme.Behind})
	f.fault.Hide()
	f.entry = NewEntry()
	f.entry.SetPlaceHolder(i18n.T("年-月-日"))
	f.entry.SetText(date.String())
	f.entry.OnKey = f.key
	f.entry.OnLost = f.lost
	f.entry.OnFocusGained = func() {
		if f.OnEntered != nil {
			f.OnEntered()
		}
	}
	f.ExtendBaseWidget(f)
	return f
}

// Date in the field; 0 if it is empty or cannot be read.
func (f *DateField) Date() model.Date { return f.date }

// SetDate shows a date without calling OnChanged.
func (f *DateField) SetDate(d model.Date) {
	f.date = d
	f.entry.SetText(d.String())
	f.say("")
}

// Fault is what is wrong with what is typed, in words; "" if nothing is.
func (f *DateField) Fault() string {
	if f.fault.Visible() {
		return f.fault.Text()
	}
	return ""
}

func (f *DateField) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.commit()
		if f.OnEnter != nil {
			f.OnEnter()
		}
	case fyne.KeyDown:
		f.open()
	case fyne.KeyUp:
		return true
	case fyne.KeyTab:
		f.tab()
	default:
		return false
	}
	return true
}

func (f *DateField) tab() {
	c := widgets.CanvasOf(f)
	switch {
	case c == nil:
	case Shifted():
		c.FocusPrevious()
	default:
		c.FocusNext()
	}
}

// Text typed.
func (f *DateField) Text() string { return f.entry.Text }

// Read gives the date typed, or says in words why it is none.
func (f *DateField) Read() (model.Date, error) { return ParseDate(f.entry.Text, f.Today) }

// Focus gives the field the keyboard.
func (f *DateField) Focus() { widgets.Focus(f.entry) }

// SetFaulty draws the border in the colour of faults.
func (f *DateField) SetFaulty(faulty bool) { f.entry.SetFaulty(faulty) }

func (f *DateField) lost() {
	f.commit()
	if f.OnLeft != nil {
		f.OnLeft()
	}
}

// commit reads what is typed.
func (f *DateField) commit() {
	d, err := ParseDate(f.entry.Text, f.Today)
	if err != nil {
		f.say(err.Error())
		return
	}
	f.say("")
	if text := d.String(); f.entry.Text != text {
		f.entry.SetText(text)
	}
	f.change(d)
}

func (f *DateField) change(d model.Date) {
	if d == f.date {
		return
	}
	f.date = d
	if f.OnChanged != nil {
		f.OnChanged(d)
	}
}

func (f *DateField) say(fault string) {
	if f.Plain {
		return
	}
	f.fault.SetText(fault)
	if fault == "" {
		f.fault.Hide()
	} else {
		f.fault.Show()
	}
	f.Refresh()
}

// open shows the calendar below the field.
func (f *DateField) open() {
	c := widgets.CanvasOf(f)
	if c == nil {
		return
	}
	f.commit()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f).AddXY(0, fieldHeight+1)
	openCalendar(c, at, f.date, f.Today, func(d model.Date) {
		f.SetDate(f.date)
		f.entry.SetText(d.String())
		f.change(d)
	}, func() { c.Focus(f.entry) })
}

// CreateRenderer is for Fyne.
func (f *DateField) CreateRenderer() fyne.WidgetRenderer {
	button := widgets.NewFlatButton(icons.Calendar, "", f.open)
	button.SetHeight(24)
	field := container.NewStack(f.entry, widgets.Inset(widgets.Insets{Right: 3}, widgets.Row(0, widgets.Spacer(), button)))
	return widget.NewSimpleRenderer(widgets.Column(2, widgets.Fixed(124, fieldHeight, field), f.fault))
}
