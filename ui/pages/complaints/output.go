package complaints

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
)

// outputs are the ways to take the list along as it is filtered.
func (p *Page) outputs() []*fyne.MenuItem {
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("打印"), p.print), fyne.NewMenuItemSeparator()}
	for _, f := range []struct{ word, ending string }{
		{i18n.T("PDF 文件"), ".pdf"}, {i18n.T("Excel 工作簿"), ".xlsx"}, {i18n.T("手机图片(PNG)"), ".png"}, {i18n.T("CSV 数据"), ".csv"},
	} {
		items = append(items, fyne.NewMenuItem(f.word, func() { p.export(f.ending) }))
	}
	return items
}

// document is the list as it is filtered.
func (p *Page) document() *document.Document {
	if p.register == nil {
		return nil
	}
	return p.register.Document(p.list.rows, p.list.filter)
}

func fileName(doc *document.Document, ending string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, doc.Title+" "+doc.AsOf) + ending
}

func (p *Page) export(ending string) {
	doc := p.document()
	if doc == nil {
		return
	}
	p.host.SaveFile(shell.FilePick{Title: i18n.T("导出 %s", doc.Title), Extensions: []string{ending}, Name: fileName(doc, ending), OnPicked: func(path string) {
		if filepath.Ext(path) == "" {
			path += ending
		}
		p.host.Run(shell.Job{
			Title: i18n.T("正在导出 %s", filepath.Base(path)),
			Work:  func(ctx context.Context, _ shell.Report) error { return p.program.Export(ctx, doc, path) },
			Done: func() {
				p.host.Toast(shell.Toast{Text: i18n.T("已导出 %s", filepath.Base(path)), Action: i18n.T("打开"), OnTap: func() {
					p.host.Do(func(context.Context) (func(), error) { return nil, p.program.OpenFile(path) })
				}})
			},
		})
	}})
}

// print writes a PDF and hands it to the system.
func (p *Page) print() {
	doc := p.document()
	if doc == nil {
		return
	}
	var handed exporting.Handed
	p.host.Run(shell.Job{
		Title: i18n.T("正在打印"),
		Work: func(ctx context.Context, _ shell.Report) error {
			folder, err := printFolder()
			if err != nil {
				return err
			}
			path := filepath.Join(folder, fileName(doc, ".pdf"))
			if err := p.program.Export(ctx, doc, path); err != nil {
				return err
			}
			handed, err = p.program.Print(ctx, path)
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

// printFolder gives a folder of its own for a file to be printed, among those that are
// cleared a day later.
func printFolder() (string, error) {
	base := filepath.Join(os.TempDir(), "xunshi-print")
	err := os.MkdirAll(base, 0o700)
	if err == nil {
		var folder string
		if folder, err = os.MkdirTemp(base, ""); err == nil {
			return folder, nil
		}
	}
	return "", model.NewFault(fmt.Errorf("temporary folder: %w", err), i18n.T("写不进临时文件夹,没有打印。"),
		i18n.T("数据没有改动。"), i18n.T("请检查磁盘空间,或先导出 PDF 再打印。"))
}
