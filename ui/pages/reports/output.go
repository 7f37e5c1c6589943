package reports

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
)

// format is one way to take a report along.
type format struct {
	ending string
	word   func() string
}

var formats = []format{
	{".pdf", func() string { return i18n.T("PDF 文件") }},
	{".xlsx", func() string { return i18n.T("Excel 工作簿") }},
	{".png", func() string { return i18n.T("手机图片(PNG)") }},
	{".csv", func() string { return i18n.T("CSV 数据") }},
	{".txt", func() string { return i18n.T("文本(发微信)") }},
	{".json", func() string { return i18n.T("JSON 数据") }},
}

func (p *Page) exportMenu() []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, len(formats))
	for i, f := range formats {
		items[i] = fyne.NewMenuItem(f.word(), func() { p.exportAs(f) })
	}
	items[0].Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierShortcutDefault} // said there, done by Shortcut
	return items
}

// exportAs asks for a file and writes the report to it.
func (p *Page) exportAs(f format) {
	if p.shown == nil || p.shown.doc == nil {
		return
	}
	doc := p.shown.doc
	p.host.SaveFile(shell.FilePick{
		Title: i18n.T("导出 %s", f.word()), Extensions: []string{f.ending}, Name: fileName(doc, f.ending),
		OnPicked: func(path string) {
			if filepath.Ext(path) == "" {
				path += f.ending
			}
			p.write(doc, path)
		},
	})
}

func (p *Page) write(doc *document.Document, path string) {
	p.host.Run(shell.Job{
		Title: i18n.T("正在导出 %s", filepath.Base(path)),
		Work:  func(ctx context.Context, _ shell.Report) error { return p.backend.Export(ctx, doc, path) },
		Done: func() {
			p.host.Toast(shell.Toast{Text: i18n.T("已导出 %s", filepath.Base(path)), Action: i18n.T("打开"), OnTap: func() { p.openFile(path) }})
		},
	})
}

func (p *Page) openFile(path string) {
	p.host.Do(func(context.Context) (func(), error) { return nil, p.backend.OpenFile(path) })
}

// printReport writes a PDF and hands it to the system.
func (p *Page) printReport() {
	if p.shown == nil || p.shown.doc == nil {
		return
	}
	doc := p.shown.doc
	var handed exporting.Handed
	p.host.Run(shell.Job{
		Title: i18n.T("正在打印%s", p.kind.title()),
		Work: func(ctx context.Context, _ shell.Report) error {
			folder, err := printFolder()
			if err != nil {
				return err
			}
			path := filepath.Join(folder, fileName(doc, ".pdf"))
			if err := p.backend.Export(ctx, doc, path); err != nil {
				return err
			}
			handed, err = p.backend.Print(ctx, path)
			return err
		},
		Done: func() {
			text := i18n.T("已送到打印机")
			if handed == exporting.ToViewer {
				text = i18n.T("已在 PDF 阅读器中打开,请从那里打印")
			}
			p.host.Toast(shell.Toast{Text: text})
		},
	})
}

// printedKept is how long a printed file stays for the viewer or the printer.
const printedKept = 24 * time.Hour

// printFolder gives a folder of its own for a file to be printed, and clears those of the
// days before.
func printFolder() (string, error) {
	base := filepath.Join(os.TempDir(), "xunshi-print")
	old, err := filepath.Glob(filepath.Join(base, "*"))
	if err != nil {
		return "", fmt.Errorf("list printed files: %w", err)
	}
	for _, path := range old {
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > printedKept {
			_ = os.RemoveAll(path) // still open in a viewer: the next time
		}
	}
	if err := os.MkdirAll(base, 0o700); err != nil {
		return "", noTemp(err)
	}
	folder, err := os.MkdirTemp(base, "")
	if err != nil {
		return "", noTemp(err)
	}
	return folder, nil
}

func noTemp(err error) error {
	return model.NewFault(fmt.Errorf("temporary folder: %w", err), i18n.T("写不进临时文件夹,没有打印。"),
		i18n.T("报表没有丢失。"), i18n.T("请检查磁盘空间,或先导出 PDF 再打印。"))
}

// copyCard puts the report's picture on the clipboard.
func (p *Page) copyCard() {
	if p.shown == nil || p.shown.doc == nil {
		return
	}
	doc := p.shown.doc
	p.host.Do(func(ctx context.Context) (func(), error) {
		card, err := exporting.Card(doc)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := png.Encode(&b, card); err != nil {
			return nil, fmt.Errorf("encode the picture: %w", err)
		}
		if err := thisDesktop.copyPicture(ctx, b.Bytes(), fileName(doc, ".png")); err != nil {
			return nil, err
		}
		return func() { p.host.Toast(shell.Toast{Text: i18n.T("图片已复制,可直接粘贴到微信")}) }, nil
	})
}
