package products

import (
	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/ui/desk"
)

// maker makes a document off the interface goroutine.
type maker = desk.Maker

// outputs are the entries of a menu that takes a document along.
func (p *Page) outputs(made maker) []*fyne.MenuItem {
	items := desk.Menu(p.host, p.program, made, made)
	items[0] = fyne.NewMenuItem(i18n.T("预览、打印、复制图片…"), func() { desk.With(p.host, p.program, made, (*desk.Output).Show) })
	return items
}
