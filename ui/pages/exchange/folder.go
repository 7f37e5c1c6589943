package exchange

import (
	"os"

	"fyne.io/fyne/v2"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// way is where files go.
type way int

const (
	outward way = iota // written for reps
	inward             // come back
)

// places are the folders chosen last while the program runs, by way; what comes back is
// first looked for where it was written.
type places [2]string

func (p *places) first(w way) string {
	for _, dir := range []string{p[w], p[outward], p[inward]} {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
	}
	return ""
}

// askFolder is the system's way to choose a folder.
func (p *Page) askFolder(w way, title string, then func(dir string)) {
	win := p.host.Window()
	d := fynedialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			p.host.Fail(model.NewFault(err, i18n.T("打不开这个文件夹。"), i18n.T("数据没有改动。"), i18n.T("请换一个文件夹。")))
		case u != nil:
			p.places[w] = u.Path()
			then(u.Path())
		}
	}, win)
	d.SetTitleText(title)
	d.SetConfirmText(i18n.T("选这个文件夹"))
	d.SetDismissText(i18n.T("取消"))
	d.SetView(fynedialog.ListView)
	if dir := p.places.first(w); dir != "" {
		if at, err := storage.ListerForURI(storage.NewFileURI(dir)); err == nil {
			d.SetLocation(at)
		}
	}
	d.Show()
	size := win.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width-80, 900), min(size.Height-80, 620))) // only possible once shown
}
