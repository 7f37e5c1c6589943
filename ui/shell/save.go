package shell

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynedialog "fyne.io/fyne/v2/dialog"

	"xunshi/assets/i18n"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// savePanel asks for a name and a folder. fyne's own save dialog empties an existing file
// as soon as it is chosen; here nothing is touched until the new content is there.
type savePanel struct {
	shell  *Shell
	pick   FilePick
	dir    string
	name   *widgets.Entry
	folder *widgets.Text
	wrong  *widgets.Text
	dialog *dialog
}

// SaveFile lets the user pick a file to write; it asks before an existing one is replaced.
// The caller writes the file.
func (s *Shell) SaveFile(p FilePick) {
	panel := &savePanel{shell: s, pick: p, dir: s.folder()}
	panel.name = widgets.NewEntry(i18n.T("文件名"))
	panel.name.SetText(p.Name)
	panel.show()
}

func (p *savePanel) show() {
	p.folder = widgets.NewText(p.dir, widgets.TextStyle{Ellipsis: true})
	p.wrong = widgets.NewText("", widgets.TextStyle{Size: theme.TextCaption, Color: theme.Behind, Wrap: true})
	p.name.OnSubmitted = func(string) { p.save() }
	cancel := func() { p.shell.closeDialog(p.dialog) }
	p.name.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			cancel()
			return true
		}
		return false
	}
	body := widgets.Column(8,
		widgets.NewText(p.pick.Title, widgets.TextStyle{Size: 15, Bold: true}),
		field(i18n.T("文件名"), p.name),
		field(i18n.T("保存到"), widgets.Ends(p.folder, 10, widgets.NewButton(i18n.T("换文件夹"), p.changeFolder))),
		p.wrong,
		widgets.Row(8, widgets.Spacer(), widgets.NewButton(i18n.T("取消"), cancel), widgets.NewPrimaryButton("", i18n.T("保存"), p.save)))
	p.dialog = p.shell.open(body, cancel, p.save)
	p.shell.win.Canvas().Focus(p.name)
}

// field is a label with a field that takes the rest of the width.
func field(label string, o fyne.CanvasObject) fyne.CanvasObject {
	name := widgets.Fixed(70, theme.RowHeight, widgets.NewText(label, widgets.TextStyle{Color: theme.Quiet}))
	return widgets.Beside(name, 10, widgets.Fixed(0, theme.RowHeight, o))
}

func (p *savePanel) changeFolder() {
	p.shell.closeDialog(p.dialog)
	d := fynedialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			p.shell.Fail(pickFault(err))
			return
		case u != nil:
			p.dir = u.Path()
		}
		p.show()
	}, p.shell.win)
	d.SetConfirmText(i18n.T("选这个文件夹"))
	p.shell.showFileDialog(d, FilePick{Title: i18n.T("选择文件夹")})
}

func (p *savePanel) save() {
	name, wrong := fileName(p.name.Text, p.pick)
	if wrong != "" {
		p.wrong.SetText(wrong)
		return
	}
	path := filepath.Join(p.dir, name)
	p.shell.closeDialog(p.dialog)
	if _, err := os.Stat(path); err != nil {
		p.shell.picked(p.pick, path)
		return
	}
	p.shell.Confirm(Confirm{
		Title: i18n.T("替换已有的文件?"), Text: path, Yes: i18n.T("替换"), Danger: true,
		OnYes: func() { p.shell.picked(p.pick, path) },
	})
}

// fileName checks a typed name and gives it the ending it lacks; wrong says in words what
// is not possible.
func fileName(typed string, p FilePick) (name, wrong string) {
	name = strings.TrimSpace(typed)
	forbidden := "/"
	if runtime.GOOS == "windows" {
		forbidden = `\/:*?"<>|`
	}
	switch {
	case name == "" || strings.Trim(name, ".") == "":
		return "", i18n.T("请输入文件名。")
	case strings.ContainsAny(name, forbidden):
		return "", i18n.T("文件名不能含有 %s。", forbidden)
	}
	ending := strings.ToLower(filepath.Ext(name))
	if len(p.Extensions) > 0 && !slices.Contains(p.Extensions, ending) {
		name += p.Extensions[0]
	}
	return name, ""
}
