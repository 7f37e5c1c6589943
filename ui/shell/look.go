package shell

import "fyne.io/fyne/v2"

// look is how the program is drawn: light, dark, or as the desktop says.
type look struct {
	theme   fyne.Theme
	variant fyne.ThemeVariant
}

func currentLook() look {
	s := fyne.CurrentApp().Settings()
	return look{s.Theme(), s.ThemeVariant()}
}

// dress gives a page that comes to the front the look in force. Fyne brings a new theme to
// what is in a window only, not to the pages kept to go back to.
func (s *Shell) dress(v *visit) {
	now := currentLook()
	if s.front != nil {
		s.front.look = now // it was in the window until now
	}
	old := v.look
	s.front, v.look = v, now
	if old != (look{}) && old != now {
		settings := fyne.CurrentApp().Settings()
		settings.SetTheme(settings.Theme()) // colours everything in the window
	}
}
