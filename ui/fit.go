package ui

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// titleBar is room for the system's bar above the window, in fyne's pixels.
const titleBar = 32

// fitScreen makes a window smaller that is larger than the screen, as it is at 150% on a
// usual laptop or when it was last used on another screen. The window must be shown.
func fitScreen(win fyne.Window) {
	monitor := glfw.GetPrimaryMonitor()
	if monitor == nil {
		return
	}
	_, _, width, height := monitor.GetWorkarea()
	scale := win.Canvas().Scale()
	if scale <= 0 {
		return
	}
	have := win.Canvas().Size()
	if want := within(have, float32(width)/scale, float32(height)/scale); want != have {
		win.Resize(want)
		win.CenterOnScreen()
	}
}

// within is the part of a window's size that a screen has room for; 0 is a screen not known.
func within(size fyne.Size, width, height float32) fyne.Size {
	if width > 0 {
		size.Width = min(size.Width, width)
	}
	if height > titleBar {
		size.Height = min(size.Height, height-titleBar)
	}
	return size
}
