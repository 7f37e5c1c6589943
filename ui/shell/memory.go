package shell

import "fyne.io/fyne/v2"

// Default, least and largest size of the window. Pages are made for 1024×700; the window
// may be lower so that it fits a small screen at 125% or 150%.
const (
	defaultWidth, defaultHeight float32 = 1280, 800
	leastWidth, leastHeight     float32 = 1024, 600
	mostWidth, mostHeight       float32 = 8192, 8192
)

// RestoreSize gives the window the size it had at the end of the last run, 1280×800 at
// first, never less than 1024×600. m may be nil.
func RestoreSize(win fyne.Window, m Memory) {
	size := fyne.NewSize(defaultWidth, defaultHeight)
	if m != nil {
		if s := m.WindowState(); s.Width > 0 && s.Height > 0 {
			size = fyne.NewSize(min(max(s.Width, leastWidth), mostWidth), min(max(s.Height, leastHeight), mostHeight))
		}
	}
	win.Resize(size)
}

// remember keeps how the window looks.
func (s *Shell) remember() {
	if s.opt.Memory == nil {
		return
	}
	size := s.win.Canvas().Size()
	s.opt.Memory.KeepWindowState(WindowState{Width: size.Width, Height: size.Height, Collapsed: s.nav.collapsed()})
}
