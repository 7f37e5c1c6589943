package shell

import (
	"fmt"

	"fyne.io/fyne/v2"
)

const memorySize = "window.size"

// Default and least size of the window.
const (
	defaultWidth, defaultHeight float32 = 1280, 800
	leastWidth, leastHeight     float32 = 1024, 700
)

// RestoreSize gives the window the size it had at the end of the last run, 1280×800 at
// first, never less than 1024×700.
func RestoreSize(win fyne.Window, m Memory) {
	size := fyne.NewSize(defaultWidth, defaultHeight)
	if m != nil {
		var w, h float32
		if n, err := fmt.Sscanf(m.Get(memorySize), "%f×%f", &w, &h); err == nil && n == 2 {
			size = fyne.NewSize(min(max(w, leastWidth), 8192), min(max(h, leastHeight), 8192))
		}
	}
	win.Resize(size)
}

// remember keeps the size of the window.
func (s *Shell) remember() {
	if s.opt.Memory == nil {
		return
	}
	size := s.win.Canvas().Size()
	s.opt.Memory.Set(memorySize, fmt.Sprintf("%.0f×%.0f", size.Width, size.Height))
}
