package shell

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// OpenFile implements Host.
func (v *visit) OpenFile(p FilePick) { v.shell.OpenFile(p) }

// SaveFile implements Host.
func (v *visit) SaveFile(p FilePick) { v.shell.SaveFile(p) }

// OpenFile lets the user pick a file to read.
func (s *Shell) OpenFile(p FilePick) {
	d := fynedialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if f == nil && err == nil {
			return
		}
		if err != nil {
			s.Fail(pickFault(err))
			return
		}
		path := f.URI().Path()
		if err := f.Close(); err != nil {
			s.Fail(pickFault(err))
			return
		}
		s.picked(p, path)
	}, s.win)
	d.SetConfirmText(i18n.T("打开"))
	s.showFileDialog(d, p)
}

func (s *Shell) showFileDialog(d *fynedialog.FileDialog, p FilePick) {
	if len(p.Extensions) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(withUpperCase(p.Extensions)))
	}
	d.SetTitleText(p.Title)
	d.SetDismissText(i18n.T("取消"))
	d.SetView(fynedialog.ListView)
	if folder, err := storage.ListerForURI(storage.NewFileURI(s.folder())); err == nil {
		d.SetLocation(folder)
	}
	d.Show()
	size := s.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width-80, 900), min(size.Height-80, 620))) // only possible once shown
}

// withUpperCase lets .XLSX through where .xlsx is asked for.
func withUpperCase(extensions []string) []string {
	var out []string
	for _, e := range extensions {
		out = append(out, e, strings.ToUpper(e))
	}
	return out
}

// folder is where files were picked last, else the user's documents.
func (s *Shell) folder() string {
	if s.lastFolder != "" {
		return s.lastFolder
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	for _, name := range []string{"Documents", "文档"} { //i18n:data a folder of the system
		if info, err := os.Stat(filepath.Join(home, name)); err == nil && info.IsDir() {
			return filepath.Join(home, name)
		}
	}
	return home
}

func (s *Shell) picked(p FilePick, path string) {
	s.lastFolder = filepath.Dir(path)
	p.OnPicked(path)
}

func pickFault(err error) error {
	return model.NewFault(err, i18n.T("这个文件打不开。"), "", i18n.T("请检查文件是否被移走、是否有读写权限,或换一个位置。"))
}
