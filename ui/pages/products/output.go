package products

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/ui/desk"
	"xunshi/ui/shell"
)

// maker makes a document off the interface goroutine.
type maker func(ctx context.Context) (*document.Document, error)

// outputs are the entries of a menu that takes a document along.
func (p *Page) outputs(made maker) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("预览、打印、复制图片…"), func() { p.preview(made) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(i18n.T("PDF 文件"), func() { p.export(made, ".pdf") }),
		fyne.NewMenuItem(i18n.T("Excel 工作簿"), func() { p.export(made, ".xlsx") }),
		fyne.NewMenuItem(i18n.T("手机图片(PNG)"), func() { p.export(made, ".png") }),
		fyne.NewMenuItem(i18n.T("CSV 数据"), func() { p.export(made, ".csv") }),
	}
}

// preview shows a document as the paper it will be, with buttons to print and copy it.
func (p *Page) preview(made maker) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		doc, err := made(ctx)
		return func() { desk.Show(p.host, p.program, doc) }, err
	})
}

// fileName suggests a name for a document.
func fileName(doc *document.Document, ending string) string {
	words := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, doc.Title+" "+doc.PeriodText)
	return words + ending
}

// export makes a document, asks for a file and writes it.
func (p *Page) export(made maker, ending string) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		doc, err := made(ctx)
		return func() { p.saveAs(doc, ending) }, err
	})
}

func (p *Page) saveAs(doc *document.Document, ending string) {
	p.host.SaveFile(shell.FilePick{
		Title: i18n.T("导出 %s", doc.Title), Extensions: []string{ending}, Name: fileName(doc, ending),
		OnPicked: func(path string) {
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
		},
	})
}
