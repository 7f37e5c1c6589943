// Package testkit helps the tests of widgets and pages: a test window with the program's
// theme and language, pictures of it, and golden pictures under testdata.
package testkit

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"xunshi/assets/i18n"
	"xunshi/ui/theme"
)

// Setup is how the window of a test looks. The zero value is the light theme in Chinese.
type Setup struct {
	Mode     theme.Mode
	Language i18n.Language
}

// Start makes a test application with theme and language; both are put back after the test.
func Start(t testing.TB, s Setup) fyne.App {
	t.Helper()
	before := i18n.Current()
	i18n.SetLanguage(s.Language)
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(s.Mode))
	t.Cleanup(func() { i18n.SetLanguage(before) })
	return a
}

// Window shows an object in a test window of a size, without padding.
func Window(t testing.TB, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	w := test.NewWindow(o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	t.Cleanup(w.Close)
	return w
}

// Render draws an object at a size.
func Render(t testing.TB, o fyne.CanvasObject, width, height float32) image.Image {
	t.Helper()
	return Window(t, o, width, height).Canvas().Capture()
}
