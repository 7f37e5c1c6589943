package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/icons"
	"xunshi/ui/theme"
)

// Option is one thing to choose: what is kept and the word shown for it.
type Option struct {
	Value string
	Label string
}

// Choice shows the option chosen and opens a list below to choose another.
type Choice struct {
	Button
	options  []Option
	selected string
	changed  func(value string)
}

// NewChoice makes a choice; changed is called when the user picks another option.
func NewChoice(options []Option, selected string, changed func(value string)) *Choice {
	c := &Choice{options: options, selected: selected, changed: changed}
	c.init(choiceKind, "", "", c.open)
	c.trailing = icons.ChevronDown
	c.ExtendBaseWidget(c)
	c.showSelected()
	return c
}

// Selected is the value chosen.
func (c *Choice) Selected() string { return c.selected }

// SetSelected chooses without calling changed.
func (c *Choice) SetSelected(value string) {
	c.selected = value
	c.showSelected()
}

// TypedKey opens the list with ↓, Space or Enter.
func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.Tapped(nil)
	default:
		PassKey(c, e) // not the button inside: fyne knows only the choice
	}
}

// SetOptions replaces the options; a choice that is no longer there becomes the first.
func (c *Choice) SetOptions(options []Option) {
	c.options = options
	for _, o := range options {
		if o.Value == c.selected {
			c.showSelected()
			return
		}
	}
	if len(options) > 0 {
		c.selected = options[0].Value
	}
	c.showSelected()
}

func (c *Choice) showSelected() {
	for _, o := range c.options {
		if o.Value == c.selected {
			c.SetText(o.Label)
			return
		}
	}
	c.SetText("—")
}

func (c *Choice) open() {
	items := make([]*fyne.MenuItem, len(c.options))
	for i, o := range c.options {
		items[i] = fyne.NewMenuItem(o.Label, func() {
			if o.Value == c.selected {
				return
			}
			c.SetSelected(o.Value)
			if c.changed != nil {
				c.changed(o.Value)
			}
		})
		items[i].Checked = o.Value == c.selected
	}
	ShowMenu(c, items...)
}

// NewMenuButton makes a bordered button that opens a menu below itself.
func NewMenuButton(icon icons.Name, text string, items func() []*fyne.MenuItem) *Button {
	b := newButton(Secondary, icon, text, nil)
	b.trailing = icons.ChevronDown
	b.OnTapped = func() { ShowMenu(b, items()...) }
	return b
}

// ShowMenu opens a menu right below an object.
func ShowMenu(below fyne.CanvasObject, items ...*fyne.MenuItem) {
	c := CanvasOf(below)
	if c == nil || len(items) == 0 {
		return
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	if w := below.Size().Width; menu.MinSize().Width < w {
		menu.Resize(fyne.NewSize(w, menu.MinSize().Height))
	}
	menu.ShowAtRelativePosition(fyne.NewPos(0, theme.RowHeight+2), below)
}
