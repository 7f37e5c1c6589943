package form

import (
	"strconv"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
)

// events are what a control tells its field.
type events struct {
	changed func() // the user changed what is shown
	left    func() // the keyboard went elsewhere
	entered func() // the keyboard came
	enter   func() // Enter: on to the next field, or what the form does at its end
	next    func() // something was chosen: on to the next field, if there is one
	resized func() // the control needs another height
	wheel   func(*fyne.ScrollEvent)
}

// control is something to fill in. What it shows is told as text, so that a change is seen.
type control interface {
	object() fyne.CanvasObject
	text() string  // changes with what is shown
	words() string // what is shown, for people
	focus()
	mark(faulty bool)
	listen(events)
}

// entryControl is a line, or several, of text.
type entryControl struct {
	entry  *widgets.Entry
	format func(string) string // puts what was typed into the usual form when the field is left
	lines  int                 // 0 = one line
	rows   int                 // shown now: lines, or more where the text needs them
	ev     events
}

func newEntryControl(lines int, placeholder string, format func(string) string) *entryControl {
	c := &entryControl{format: format, lines: lines}
	if lines > 0 {
		c.entry = widgets.NewTextArea(placeholder)
		c.entry.SetMinRowsVisible(lines)
	} else {
		c.entry = widgets.NewEntry(placeholder)
	}
	c.entry.OnKey = c.key
	c.entry.OnFocusGained = func() { c.ev.entered() }
	c.entry.OnFocusLost = c.leave
	return c
}

func (c *entryControl) listen(ev events) {
	c.ev = ev
	c.entry.OnChanged = func(string) {
		ev.changed()
		if c.lines > 0 && c.grow() {
			ev.resized()
		}
	}
}

func (c *entryControl) key(e *fyne.KeyEvent) bool {
	if c.lines > 0 || (e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter) {
		return false
	}
	c.leave()
	c.ev.enter()
	return true
}

func (c *entryControl) leave() {
	if c.format != nil {
		if text := c.format(c.entry.Text); text != c.entry.Text {
			c.entry.SetText(text)
		}
	}
	c.ev.left()
}

func (c *entryControl) object() fyne.CanvasObject {
	if c.lines == 0 {
		return c.entry
	}
	return newArea(c)
}

func (c *entryControl) text() string     { return c.entry.Text }
func (c *entryControl) words() string    { return c.entry.Text }
func (c *entryControl) focus()           { widgets.Focus(c.entry) }
func (c *entryControl) mark(faulty bool) { c.entry.SetFaulty(faulty) }

// dateControl is a date, typed or picked from a calendar.
type dateControl struct {
	field *pick.DateField
}

func newDateControl() *dateControl {
	c := &dateControl{field: pick.NewDateField(0, nil)}
	c.field.Plain = true
	return c
}

func (c *dateControl) listen(ev events) {
	c.field.OnChanged = func(model.Date) { ev.changed() }
	c.field.OnEnter, c.field.OnLeft, c.field.OnEntered = ev.enter, ev.left, ev.entered
}

func (c *dateControl) object() fyne.CanvasObject { return c.field }
func (c *dateControl) text() string              { return c.field.Text() }
func (c *dateControl) words() string             { return c.field.Text() }
func (c *dateControl) focus()                    { c.field.Focus() }
func (c *dateControl) mark(faulty bool)          { c.field.SetFaulty(faulty) }

// checkControl is a box to tick.
type checkControl struct{ box *widgets.Check }

func (c *checkControl) listen(ev events) {
	c.box.OnChanged = func(bool) { ev.changed() }
	c.box.OnEnter = ev.enter
	c.box.OnFocus = func(gained bool) {
		if gained {
			ev.entered()
		} else {
			ev.left()
		}
	}
}

func (c *checkControl) object() fyne.CanvasObject { return widgets.Row(0, c.box) }
func (c *checkControl) words() string {
	if c.box.Checked() {
		return i18n.T("是")
	}
	return i18n.T("否")
}

func (c *checkControl) focus()    { widgets.Focus(c.box) }
func (c *checkControl) mark(bool) {}

func (c *checkControl) text() string {
	if c.box.Checked() {
		return "x"
	}
	return ""
}

// choiceControl opens a list of options.
type choiceControl struct {
	choice *widgets.Choice
	ev     events
}

func newChoiceControl(options []widgets.Option) *choiceControl {
	c := &choiceControl{}
	c.choice = widgets.NewChoice(options, "", func(string) { c.ev.changed(); c.ev.left(); c.ev.next() })
	c.choice.SetLeading(true)
	return c
}

func (c *choiceControl) listen(ev events)          { c.ev = ev; c.choice.OnFocused = ev.entered }
func (c *choiceControl) object() fyne.CanvasObject { return c.choice }
func (c *choiceControl) text() string              { return c.choice.Selected() }
func (c *choiceControl) words() string             { return c.choice.Text() }
func (c *choiceControl) focus()                    { widgets.Focus(c.choice) }
func (c *choiceControl) mark(faulty bool)          { c.choice.SetFaulty(faulty) }

// pickControl finds one of many by pinyin.
type pickControl struct {
	picker *pick.Picker
	id     model.ID // kept though it is not among the items: somebody who left
	ev     events
}

func newPickControl(items func() []pick.Item) *pickControl {
	c := &pickControl{}
	c.picker = pick.NewPicker("", nil, func(it pick.Item) {
		c.id = it.ID
		c.ev.changed()
		c.ev.left()
		if it.ID != 0 {
			c.ev.next()
		}
	})
	c.picker.Items = items
	return c
}

func (c *pickControl) set(id model.ID) {
	c.id = id
	c.picker.SetSelected(id)
}

func (c *pickControl) listen(ev events)          { c.ev = ev; c.picker.OnFocused = ev.entered }
func (c *pickControl) object() fyne.CanvasObject { return c.picker }
func (c *pickControl) words() string             { return c.picker.Text() }
func (c *pickControl) focus()                    { widgets.Focus(c.picker) }
func (c *pickControl) mark(faulty bool)          { c.picker.SetFaulty(faulty) }

func (c *pickControl) text() string {
	if c.id == 0 {
		return ""
	}
	return strconv.FormatUint(uint64(c.id), 10)
}
