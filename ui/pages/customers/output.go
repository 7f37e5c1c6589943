package customers

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"xunshi/app/customers"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/pages/customerfile"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
)

// maker makes a document off the interface goroutine.
type maker func(ctx context.Context) (*document.Document, error)

// listOutputs takes the list along as it stands on the screen when the entry is pressed.
func (p *Page) listOutputs() []*fyne.MenuItem {
	if p.list == nil {
		return nil
	}
	doc := p.asDocument()
	made := func(context.Context) (*document.Document, error) { return doc, nil }
	return p.outputs(made, made)
}

// cardItems take business cards in, and those of the customers chosen (of one or of all
// shown when none is) along.
func (p *Page) cardItems() []*fyne.MenuItem {
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("导入名片(vCard)…"), func() { customerfile.ImportCards(p.host, p.backend.Cards()) })}
	rows := p.rows
	if p.table.Count() > 0 {
		rows = p.table.Selected(0)
	}
	if len(rows) == 0 {
		return items
	}
	ids, name := make([]model.ID, len(rows)), ""
	for i, r := range rows {
		ids[i] = r.ID()
	}
	if len(rows) == 1 {
		name = rows[0].Customer.Name
	}
	return append(items, fyne.NewMenuItem(i18n.T("导出 %s 家的名片(vCard)…", widgets.Grouped(len(rows))), func() {
		customerfile.ExportCards(p.host, p.backend.Cards(), ids, name)
	}))
}

// asDocument takes the list down as it is shown: rows in the table's order, the columns
// shown, and the filter in words.
func (p *Page) asDocument() *document.Document {
	rows := p.rows
	if n := p.table.Count(); n > 1 {
		rows = p.table.Selected(0)
	}
	rows = p.inOrder(rows)
	var words []string
	if r := p.list.Directory.Regions[p.filter.RegionID]; r != nil {
		words = append(words, r.Name)
	}
	for _, c := range p.filter.Conditions(p.list) {
		words = append(words, c.Text)
	}
	if q := strings.TrimSpace(p.search.Text); q != "" {
		words = append(words, i18n.T("查找“%s”", q))
	}
	if len(words) == 0 {
		words = []string{i18n.T("全部客户")}
	}
	return customers.ListDocument(p.list, rows, columnKeys(p.table.Layout()), strings.Join(words, i18n.T("、")), p.unit)
}

// inOrder sorts rows as the table shows them.
func (p *Page) inOrder(rows []row) []row {
	order := p.table.Arrangement()
	for _, c := range customers.Columns(p.fields, p.unit) {
		if c.Key != order.Key {
			continue
		}
		rows = slices.Clone(rows)
		slices.SortStableFunc(rows, func(a, b row) int {
			if order.Descending {
				a, b = b, a
			}
			return c.Compare(a, b)
		})
	}
	return rows
}

// cardDocument makes the printed card of a customer.
func (p *Page) cardDocument(id model.ID) maker {
	return p.cardAs(id, (*customers.Card).Document)
}

func (p *Page) cardAs(id model.ID, as func(*customers.Card) *document.Document) maker {
	unit := p.unit
	return func(ctx context.Context) (*document.Document, error) {
		card, err := p.backend.Card(ctx, id, unit)
		if err != nil {
			return nil, err
		}
		return as(card), nil
	}
}

// cardOutputs take the card of a customer along.
func (p *Page) cardOutputs(id model.ID) []*fyne.MenuItem {
	phone := p.cardAs(id, (*customers.Card).Picture)
	items := p.outputs(p.cardDocument(id), phone)
	return slices.Insert(items, 1, fyne.NewMenuItem(i18n.T("预览…"), func() { p.preview(p.cardDocument(id)) }),
		fyne.NewMenuItem(i18n.T("复制图片"), func() { p.copyPicture(phone) }))
}

// preview shows a document as the paper it will be.
func (p *Page) preview(made maker) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		doc, err := made(ctx)
		if err != nil {
			return nil, err
		}
		return func() { desk.Show(p.host, p.backend, doc) }, nil
	})
}

// copyPicture puts a document's picture for a phone on the clipboard.
func (p *Page) copyPicture(made maker) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		doc, err := made(ctx)
		if err != nil {
			return nil, err
		}
		card, err := exporting.Card(doc)
		if err != nil {
			return nil, err
		}
		var picture bytes.Buffer
		if err := png.Encode(&picture, card); err != nil {
			return nil, fmt.Errorf("encode the picture: %w", err)
		}
		if err := p.backend.CopyPicture(ctx, picture.Bytes(), fileName(doc, ".png")); err != nil {
			return nil, err
		}
		return func() { p.host.Toast(shell.Toast{Text: i18n.T("图片已复制,可直接粘贴到微信")}) }, nil
	})
}

// outputs are the entries of a menu that takes a document along, on paper and as data, and
// for a phone.
func (p *Page) outputs(made, phone maker) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("打印"), func() { p.print(made) }),
		fyne.NewMenuItem(i18n.T("导出 PDF…"), func() { p.export(made, ".pdf") }),
		fyne.NewMenuItem(i18n.T("导出 Excel…"), func() { p.export(made, ".xlsx") }),
		fyne.NewMenuItem(i18n.T("导出 CSV…"), func() { p.export(made, ".csv") }),
		fyne.NewMenuItem(i18n.T("手机图片(PNG)…"), func() { p.export(phone, ".png") }),
	}
}

// fileName suggests a name for a document.
func fileName(doc *document.Document, ending string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, doc.Title+" "+doc.PeriodText) + ending
}

// export makes a document, asks for a file and writes it.
func (p *Page) export(made maker, ending string) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		doc, err := made(ctx)
		if err != nil {
			return nil, err
		}
		return func() { p.saveAs(doc, ending) }, nil
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
				Work:  func(ctx context.Context, _ shell.Report) error { return p.backend.Export(ctx, doc, path) },
				Done: func() {
					p.host.Toast(shell.Toast{Text: i18n.T("已导出 %s", filepath.Base(path)), Action: i18n.T("打开"), OnTap: func() {
						p.host.Do(func(context.Context) (func(), error) { return nil, p.backend.OpenFile(path) })
					}})
				},
			})
		},
	})
}

// print writes a PDF and hands it to the system.
func (p *Page) print(made maker) {
	var handed exporting.Handed
	p.host.Run(shell.Job{
		Title: i18n.T("正在打印"),
		Work: func(ctx context.Context, _ shell.Report) error {
			doc, err := made(ctx)
			if err != nil {
				return err
			}
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
	err = os.MkdirAll(base, 0o700)
	if err == nil {
		var folder string
		if folder, err = os.MkdirTemp(base, ""); err == nil {
			return folder, nil
		}
	}
	return "", model.NewFault(fmt.Errorf("temporary folder: %w", err), i18n.T("写不进临时文件夹,没有打印。"),
		i18n.T("数据没有改动。"), i18n.T("请检查磁盘空间,或先导出 PDF 再打印。"))
}
