package shell

import (
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
	s.showFileDialog(d, p)
	d.SetConfirmText(i18n.T("打开"))
}

// SaveFile lets the user pick a file to write. The dialog asks before an existing file is
// taken; the caller writes the file.
func (s *Shell) SaveFile(p FilePick) {
	d := fynedialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
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
	d.SetFileName(p.Name)
	s.showFileDialog(d, p)
	d.SetConfirmText(i18n.T("保存"))
}

func (s *Shell) showFileDialog(d *fynedialog.FileDialog, p FilePick) {
	if len(p.Extensions) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(p.Extensions))
	}
	d.SetTitleText(p.Title)
	d.SetDismissText(i18n.T("取消"))
	size := s.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width-80, 900), min(size.Height-80, 620)))
	d.SetView(fynedialog.ListView)
	if s.lastFolder != nil {
		d.SetLocation(s.lastFolder)
	}
	d.Show()
}

func (s *Shell) picked(p FilePick, path string) {
	if parent, err := storage.Parent(storage.NewFileURI(path)); err == nil {
		if folder, err := storage.ListerForURI(parent); err == nil {
			s.lastFolder = folder
		}
	}
	p.OnPicked(path)
}

func pickFault(err error) error {
	return model.NewFault(err, i18n.T("这个文件打不开。"), "", i18n.T("请检查文件是否被移走、是否有读写权限,或换一个位置。"))
}
