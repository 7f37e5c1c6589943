package reports

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/ui/desk"
)

func (p *Page) exportMenu() []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, len(desk.Formats))
	for i, f := range desk.Formats {
		items[i] = fyne.NewMenuItem(f.Word(), func() { p.exportAs(f) })
	}
	items[0].Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierShortcutDefault} // said there, done by Shortcut
	return items
}

// taken is the report shown, ready to be taken along; nil if there is none.
func (p *Page) taken() *desk.Output {
	if p.shown == nil || p.shown.doc == nil {
		return nil
	}
	return desk.Take(p.host, p.backend, p.shown.doc)
}

// exportAs asks for a file and writes the report to it.
func (p *Page) exportAs(f desk.Format) {
	if o := p.taken(); o != nil {
		o.SaveAs(f)
	}
}

// printReport writes a PDF and hands it to the system.
func (p *Page) printReport() {
	if o := p.taken(); o != nil {
		o.Print()
	}
}

// copyCard puts the report's picture on the clipboard.
func (p *Page) copyCard() {
	if o := p.taken(); o != nil {
		o.CopyPicture()
	}
}
