package desk

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/app/exporting/layout"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/paper"
)

// Outlet is how documents leave the program.
type Outlet interface {
	// Export writes a document to a file; the ending chooses the format.
	Export(ctx context.Context, doc *document.Document, path string) error
	// Print hands a PDF to the system.
	Print(ctx context.Context, path string) (exporting.Handed, error)
	// OpenFile shows a file in the program the system has for it.
	OpenFile(path string) error
	// CopyPicture puts a PNG on the clipboard; name is what its file is called where that
	// is not possible.
	CopyPicture(ctx context.Context, picture []byte, name string) error
}

// Live is the system this program runs on as an Outlet.
type Live struct{}

var _ Outlet = Live{}

// Export implements Outlet.
func (Live) Export(ctx context.Context, doc *document.Document, path string) error {
	return exporting.Write(ctx, doc, path)
}

// Print implements Outlet.
func (Live) Print(ctx context.Context, path string) (exporting.Handed, error) {
	return exporting.Print(ctx, path)
}

// OpenFile implements Outlet.
func (Live) OpenFile(path string) error { return exporting.Open(path) }

// CopyPicture implements Outlet.
func (Live) CopyPicture(ctx context.Context, picture []byte, name string) error {
	return thisDesktop.copyPicture(ctx, picture, name)
}

// Output takes one document along: onto paper, into a file, onto the clipboard.
type Output struct {
	host shell.Host
	out  Outlet
	doc  *document.Document
}

// Take makes an Output of a document.
func Take(h shell.Host, out Outlet, doc *document.Document) *Output { return &Output{h, out, doc} }

// Maker makes a document off the interface goroutine.
type Maker func(ctx context.Context) (*document.Document, error)

// With makes a document and hands it on, on the interface goroutine, to be taken along.
func With(h shell.Host, out Outlet, made Maker, then func(*Output)) {
	h.Do(func(ctx context.Context) (func(), error) {
		doc, err := made(ctx)
		if err != nil || doc == nil {
			return nil, err
		}
		return func() { then(Take(h, out, doc)) }, nil
	})
}

// Menu are the entries of a menu that takes a document along: on paper, as data, and for a
// phone, whose picture may be drawn from another document.
func Menu(h shell.Host, out Outlet, made, phone Maker) []*fyne.MenuItem {
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("打印"), func() { With(h, out, made, (*Output).Print) }), fyne.NewMenuItemSeparator()}
	for _, f := range Formats[:shortList] {
		from := made
		if f.Ending == ".png" {
			from = phone
		}
		items = append(items, fyne.NewMenuItem(f.Word(), func() { With(h, out, from, func(o *Output) { o.SaveAs(f) }) }))
	}
	return items
}

// Show lays a document out as Output.Show does. A nil document is ignored.
func Show(h shell.Host, out Outlet, doc *document.Document) {
	if doc != nil {
		Take(h, out, doc).Show()
	}
}

// Show lays the document out as the paper it will be, in a sheet over the page, with buttons
// to print it, write it to a file and copy its picture.
func (o *Output) Show() {
	pages, err := exporting.Pages(o.doc, layout.Setup{})
	if err != nil {
		o.host.Fail(err)
		return
	}
	view := paper.New(exporting.RenderPage)
	view.OnFault = o.host.Fail
	view.SetPages(pages)
	bar := widgets.Row(8, widgets.NewPrimaryButton(icons.Print, i18n.T("打印"), o.Print), widgets.NewMenuButton(icons.Export, i18n.T("导出"), o.menu),
		widgets.NewIconButton(icons.Picture, i18n.T("复制图片"), o.CopyPicture), widgets.Spacer(), widgets.Caption(o.doc.PeriodText))
	content := widgets.Column(8, bar, widgets.Fixed(0, previewHeight, view))
	o.host.Sheet(shell.Sheet{Title: o.doc.Title, Content: content, Width: previewWidth, OnClosed: view.Close})
}

// Room for the paper in the sheet of Show.
const (
	previewWidth  float32 = 940
	previewHeight float32 = 540
)

// Format is a kind of file a document can be written to.
type Format struct {
	Ending string
	Word   func() string
}

// Formats are all of them, in the order they are offered.
var Formats = []Format{
	{".pdf", func() string { return i18n.T("PDF 文件") }},
	{".xlsx", func() string { return i18n.T("Excel 工作簿") }},
	{".png", func() string { return i18n.T("手机图片(PNG)") }},
	{".csv", func() string { return i18n.T("CSV 数据") }},
	{".txt", func() string { return i18n.T("文本(发微信)") }},
	{".json", func() string { return i18n.T("JSON 数据") }},
}

// shortList are the formats offered where not every one is wanted.
const shortList = 4

func (o *Output) menu() []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, shortList)
	for i, f := range Formats[:shortList] {
		items[i] = fyne.NewMenuItem(f.Word(), func() { o.SaveAs(f) })
	}
	return items
}

// FileName suggests a name for a document's file: 江苏大区-销售日报-2026-09-11.pdf.
func FileName(doc *document.Document, ending string) string {
	parts := strings.Fields(doc.Title)
	if report := doc.Kind == "daily" || doc.Kind == "monthly"; !report { // these say only how they are broken down
		parts = append(parts, strings.Fields(doc.Subtitle)...)
	}
	switch p := doc.Period; {
	case p.To.IsZero():
		parts = append(parts, strings.Fields(doc.PeriodText)...)
	case p.From == p.To:
		parts = append(parts, p.From.String())
	case p == p.From.Month().Period() || doc.Kind == "monthly":
		parts = append(parts, p.From.Month().String())
	default:
		parts = append(parts, p.From.String(), p.To.String())
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`\/:*?"<>|`, r) || r < ' ' {
			return '_'
		}
		return r
	}, strings.Join(parts, "-")) + ending
}

// SaveAs asks for a file and writes the document to it.
func (o *Output) SaveAs(f Format) {
	o.host.SaveFile(shell.FilePick{
		Title: i18n.T("导出 %s", f.Word()), Extensions: []string{f.Ending}, Name: FileName(o.doc, f.Ending),
		OnPicked: func(path string) {
			if filepath.Ext(path) == "" {
				path += f.Ending
			}
			o.write(path)
		},
	})
}

func (o *Output) write(path string) {
	o.host.Run(shell.Job{
		Title: i18n.T("正在导出 %s", filepath.Base(path)),
		Work:  func(ctx context.Context, _ shell.Report) error { return o.out.Export(ctx, o.doc, path) },
		Done: func() {
			o.host.Toast(shell.Toast{Text: i18n.T("已导出 %s", filepath.Base(path)), Action: i18n.T("打开"), OnTap: func() {
				o.host.Do(func(context.Context) (func(), error) { return nil, o.out.OpenFile(path) })
			}})
		},
	})
}

// Print writes a PDF and hands it to the system.
func (o *Output) Print() {
	var handed exporting.Handed
	o.host.Run(shell.Job{
		Title: i18n.T("正在打印%s", o.doc.Title),
		Work: func(ctx context.Context, _ shell.Report) error {
			folder, err := printFolder()
			if err != nil {
				return err
			}
			path := filepath.Join(folder, FileName(o.doc, ".pdf"))
			if err := o.out.Export(ctx, o.doc, path); err != nil {
				return err
			}
			handed, err = o.out.Print(ctx, path)
			return err
		},
		Done: func() {
			text := i18n.T("已送到打印机")
			if handed == exporting.ToViewer {
				text = i18n.T("已在 PDF 阅读器中打开,请从那里打印")
			}
			o.host.Toast(shell.Toast{Text: text})
		},
	})
}

// CopyPicture puts the document's picture on the clipboard.
func (o *Output) CopyPicture() {
	o.host.Do(func(ctx context.Context) (func(), error) {
		card, err := exporting.Card(o.doc)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := png.Encode(&b, card); err != nil {
			return nil, fmt.Errorf("encode the picture: %w", err)
		}
		if err := o.out.CopyPicture(ctx, b.Bytes(), FileName(o.doc, ".png")); err != nil {
			return nil, err
		}
		return func() { o.host.Toast(shell.Toast{Text: i18n.T("图片已复制,可直接粘贴到微信")}) }, nil
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
	folder := ""
	if err = os.MkdirAll(base, 0o700); err == nil {
		folder, err = os.MkdirTemp(base, "")
	}
	if err != nil {
		return "", model.NewFault(fmt.Errorf("temporary folder: %w", err), i18n.T("写不进临时文件夹,没有打印。"),
			i18n.T("数据没有改动。"), i18n.T("请检查磁盘空间,或先导出 PDF 再打印。"))
	}
	return folder, nil
}
