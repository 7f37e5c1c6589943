package widgets

import (
	"fyne.io/fyne/v2"

	"xunshi/ui/icons"
	"xunshi/ui/theme"
)

// NewCard is a white card: bold title left, quiet caption right, content below filling
// the rest. An empty title and caption leave the head out.
func NewCard(title, caption string, content fyne.CanvasObject) *Panel {
	if title == "" && caption == "" {
		return NewCardGround(content)
	}
	return NewCardGround(Headed(cardHead(title, Caption(caption)), content))
}

// NewCardWith is a card with something to press (or any object) at the right of its title.
func NewCardWith(title string, right, content fyne.CanvasObject) *Panel {
	return NewCardGround(Headed(cardHead(title, right), content))
}

// NewCardGround is a card without a head.
func NewCardGround(content fyne.CanvasObject) *Panel {
	return NewPanel(content, PanelStyle{
		Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius, Pad: Insets{12, 14, 12, 14},
	})
}

func cardHead(title string, right fyne.CanvasObject) fyne.CanvasObject {
	return Inset(Insets{Bottom: 6}, Fixed(0, 22, Row(8, Strong(title), Spacer(), right)))
}

// IconView is a line icon of a size in a colour.
func IconView(name icons.Name, size float32, color fyne.ThemeColorName) fyne.CanvasObject {
	return newIconView(name, size, color)
}

// Hairline is a horizontal line one pixel high.
func Hairline() fyne.CanvasObject {
	return Fixed(1, 1, NewPanel(nil, PanelStyle{Fill: theme.Rule}))
}
