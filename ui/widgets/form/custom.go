package form

import (
	"fyne.io/fyne/v2"

	"xunshi/ui/widgets"
)

// Filler is something to fill in that the form has no field for: stars, a photo, a list of
// its own.
type Filler interface {
	fyne.CanvasObject
	// Filled tells what is filled in, as a text that changes with it; "" is nothing.
	Filled() string
	// OnFilled is given what to call when the user changed it.
	OnFilled(changed func())
}

// Custom is a field of one's own making: load shows a value in the filler, store takes over
// what is filled in or says in words why it cannot.
func Custom[T any](label string, filler Filler, load func(*T), store func(*T) error) Field[T] {
	return Field[T]{label: label, build: func(Field[T]) binding[T] {
		return binding[T]{&customControl{filler}, load, store}
	}}
}

// customControl is somebody else's widget.
type customControl struct{ filler Filler }

func (c *customControl) listen(ev events) {
	c.filler.OnFilled(func() { ev.changed(); ev.resized() })
}

func (c *customControl) object() fyne.CanvasObject { return c.filler }
func (c *customControl) text() string              { return c.filler.Filled() }
func (c *customControl) words() string             { return c.filler.Filled() }
func (c *customControl) mark(bool)                 {}

func (c *customControl) focus() {
	if f, ok := c.filler.(interface {
		fyne.CanvasObject
		fyne.Focusable
	}); ok {
		widgets.Focus(f)
	}
}
