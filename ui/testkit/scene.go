package testkit

import (
	"context"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Scene is something shown in a test window.
type Scene struct {
	Window fyne.Window
	Root   fyne.CanvasObject
}

// Show loads a page and shows its toolbar and content at a size.
func Show(t testing.TB, page shell.Page, width, height float32) *Scene {
	t.Helper()
	content := page.Content()
	root := widgets.NewPanel(content, widgets.PanelStyle{Fill: theme.Ground})
	s := &Scene{Window: Window(t, root, width, height), Root: content}
	Load(t, page)
	return s
}

// Load does what the shell does to read and show a page; a failure ends the test.
func Load(t testing.TB, page shell.Page) {
	t.Helper()
	if p, ok := page.(shell.Preparer); ok {
		p.Prepare()
	}
	show, err := page.Load(context.Background())
	if err != nil {
		t.Fatalf("load %s: %v", page.Title(), err)
	}
	if show != nil {
		show()
	}
}

// Capture draws the window as it is.
func (s *Scene) Capture() image.Image { return s.Window.Canvas().Capture() }

// Press taps the first button, or word of a switch, with a text; without one the test ends.
func (s *Scene) Press(t testing.TB, text string) {
	t.Helper()
	press(t, s.Root, text)
}

// Tap presses the first button (or word of a switch) with a text in what lies on top of a window: a panel, a
// menu, or the window's content.
func Tap(t testing.TB, w fyne.Window, text string) {
	t.Helper()
	root := w.Canvas().Content()
	if top := w.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	press(t, root, text)
}

func press(t testing.TB, root fyne.CanvasObject, text string) {
	t.Helper()
	for _, o := range Objects(root) {
		if s, ok := o.(*widgets.Segmented); ok && s.Choose(text) {
			return
		}
		if b, ok := o.(interface {
			fyne.Tappable
			Text() string
		}); ok && b.Text() == text {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", text)
}

// Find is the first object of a type below root; without one the test ends.
func Find[T any](t testing.TB, root fyne.CanvasObject) T {
	t.Helper()
	for _, o := range Objects(root) {
		if x, ok := o.(T); ok {
			return x
		}
	}
	t.Fatalf("no %T in what is shown", *new(T))
	return *new(T)
}

// Objects lists an object and everything drawn below it.
func Objects(root fyne.CanvasObject) []fyne.CanvasObject { return test.LaidOutObjects(root) }
