package form

import (
	"fyne.io/fyne/v2"

	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
)

// comboControl is one of a few options, or a word of one's own.
type comboControl struct {
	picker  *pick.WordPicker
	options []widgets.Option
	ev      events
}

func newComboControl(options []widgets.Option) *comboControl {
	c := &comboControl{options: options}
	labels := make([]string, len(options))
	for i, o := range options {
		labels[i] = o.Label
	}
	c.picker = pick.NewWordPicker("", labels, func(word string) {
		c.ev.changed()
		c.ev.left()
		if word != "" {
			c.ev.next()
		}
	})
	return c
}

// value is the option's value, or the word itself.
func (c *comboControl) value() string {
	for _, o := range c.options {
		if o.Label == c.picker.Word() {
			return o.Value
		}
	}
	return c.picker.Word()
}

func (c *comboControl) set(value string) {
	for _, o := range c.options {
		if o.Value == value {
			value = o.Label
			break
		}
	}
	c.picker.SetWord(value)
}

func (c *comboControl) listen(ev events)          { c.ev = ev; c.picker.OnFocused = ev.entered }
func (c *comboControl) object() fyne.CanvasObject { return c.picker }
func (c *comboControl) text() string              { return c.picker.Word() }
func (c *comboControl) words() string             { return c.picker.Word() }
func (c *comboControl) focus()                    { widgets.Focus(c.picker) }
func (c *comboControl) mark(faulty bool)          { c.picker.SetFaulty(faulty) }
