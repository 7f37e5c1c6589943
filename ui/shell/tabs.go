package shell

import (
	"fyne.io/fyne/v2"

	"xunshi/ui/widgets"
)

// Tab is one of several pages that stand beside each other.
type Tab struct {
	Page  PageID
	Label string
	Arg   any // of the route
}

// Tabs is a switch for the toolbar that leads to sibling pages (客户 | 查重 | 投诉), with
// the page shown chosen.
func Tabs(h Host, current PageID, tabs ...Tab) fyne.CanvasObject {
	words, at := make([]string, len(tabs)), -1
	for i, t := range tabs {
		words[i] = t.Label
		if t.Page == current {
			at = i
		}
	}
	var s *widgets.Segmented
	s = widgets.NewSegmented(words, at, func(i int) {
		s.SetSelected(at) // this page stays as it is: one may come back to it
		h.Go(Route{Page: tabs[i].Page, Arg: tabs[i].Arg})
	})
	return s
}
