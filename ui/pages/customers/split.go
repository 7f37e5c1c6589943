package customers

import (
	"fyne.io/fyne/v2"

	"xunshi/ui/theme"
)

// Widths of the parts of the page.
const (
	treeWidth float32 = 232
	cardWidth float32 = 342
	wideFrom  float32 = 1000 // below it the card lies over the list
	listLeast float32 = 320
)

// split puts tree, list and card beside each other; where there is little room the card
// lies over the right side of the list and the tree keeps out of its way.
type split struct{ tree, list, card fyne.CanvasObject }

// MinSize implements fyne.Layout.
func (s *split) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(listLeast, 200)
}

// Layout implements fyne.Layout.
func (s *split) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	left, right := float32(0), size.Width
	narrow := size.Width < wideFrom
	if s.tree.Visible() {
		s.tree.Move(fyne.NewPos(0, 0))
		s.tree.Resize(fyne.NewSize(treeWidth, size.Height))
		left = treeWidth + theme.Gap
	}
	if s.card.Visible() {
		s.card.Move(fyne.NewPos(size.Width-cardWidth, 0))
		s.card.Resize(fyne.NewSize(cardWidth, size.Height))
		if !narrow {
			right -= cardWidth + theme.Gap
		}
	}
	s.list.Move(fyne.NewPos(left, 0))
	s.list.Resize(fyne.NewSize(max(listLeast, right-left), size.Height))
}
