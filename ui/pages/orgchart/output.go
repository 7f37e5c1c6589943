package orgchart

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"xunshi/app/exporting"
	"xunshi/app/exporting/raster"
	"xunshi/app/team/orgchart"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
)

// pictureDPI is how fine the copied picture is.
const pictureDPI = 120

func (p *Page) sheet(a3 bool) orgchart.Sheet {
	title := i18n.T("组织架构")
	if o := p.backend.Organisation(); o != "" {
		title = o + " " + title
	}
	return orgchart.Sheet{Title: title, Date: p.on.String(), A3: a3, Notes: i18n.T("按 %s 的汇报关系;框内数字是下属总人数;空缺 = 原任已离职,但还有人向其汇报。", p.on)}
}

func (p *Page) exports() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("PDF,A4 横向"), func() { p.save(".pdf", false) }),
		fyne.NewMenuItem(i18n.T("PDF,A3 横向"), func() { p.save(".pdf", true) }),
		fyne.NewMenuItem(i18n.T("图片(PNG,整张)"), func() { p.save(".png", false) }),
		fyne.NewMenuItem(i18n.T("复制图片"), p.copyPicture),
	}
}

func (p *Page) prints() []*fyne.MenuItem {
	return []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("A4 横向"), func() { p.print(false) }), fyne.NewMenuItem(i18n.T("A3 横向"), func() { p.print(true) })}
}

func (p *Page) fileName(ending string) string {
	return fmt.Sprintf("%s %s%s", p.sheet(false).Title, p.on, ending)
}

// save asks for a file and writes the chart, folded as it is shown.
func (p *Page) save(ending string, a3 bool) {
	roots, sheet := copied(p.roots), p.sheet(a3)
	p.host.SaveFile(shell.FilePick{Title: i18n.T("导出架构图"), Extensions: []string{ending}, Name: p.fileName(ending), OnPicked: func(path string) {
		if filepath.Ext(path) == "" {
			path += ending
		}
		p.host.Run(shell.Job{Title: i18n.T("正在导出 %s", filepath.Base(path)),
			Work: func(ctx context.Context, _ shell.Report) error {
				return p.backend.WriteOrgChart(ctx, roots, sheet, path)
			},
			Done: func() {
				p.host.Toast(shell.Toast{Text: i18n.T("已导出 %s", filepath.Base(path)), Action: i18n.T("打开"), OnTap: func() {
					p.host.Do(func(context.Context) (func(), error) { return nil, p.backend.OpenFile(path) })
				}})
			}})
	}})
}

// print writes a PDF and hands it to the system. The folder stays for the viewer; the
// system clears its temporary folder.
func (p *Page) print(a3 bool) {
	roots, sheet := copied(p.roots), p.sheet(a3)
	var handed exporting.Handed
	p.host.Run(shell.Job{Title: i18n.T("正在打印架构图"), Work: func(ctx context.Context, _ shell.Report) error {
		folder, err := os.MkdirTemp("", "xunshi-print-*")
		if err != nil {
			return model.NewFault(fmt.Errorf("temporary folder: %w", err), i18n.T("写不进临时文件夹,没有打印。"), i18n.T("数据没有改动。"), i18n.T("请检查磁盘空间,或先导出 PDF 再打印。"))
		}
		path := filepath.Join(folder, p.fileName(".pdf"))
		if err := p.backend.WriteOrgChart(ctx, roots, sheet, path); err != nil {
			return err
		}
		handed, err = p.backend.Print(ctx, path)
		return err
	}, Done: func() {
		text := i18n.T("已送到打印机")
		if handed == exporting.ToViewer {
			text = i18n.T("已在 PDF 阅读器中打开,请从那里打印")
		}
		p.host.Toast(shell.Toast{Text: text})
	}})
}

func (p *Page) copyPicture() {
	roots, sheet := copied(p.roots), p.sheet(false)
	p.host.Do(func(ctx context.Context) (func(), error) {
		picture, err := raster.Page(orgchart.Picture(roots, sheet), pictureDPI)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := png.Encode(&b, picture); err != nil {
			return nil, fmt.Errorf("encode the picture: %w", err)
		}
		if err := p.backend.CopyPicture(ctx, b.Bytes(), p.fileName(".png")); err != nil {
			return nil, err
		}
		return func() { p.host.Toast(shell.Toast{Text: i18n.T("图片已复制,可直接粘贴到微信")}) }, nil
	})
}

// copied is the chart as it stands: the page may fold it while it is written.
func copied(boxes []*orgchart.Box) []*orgchart.Box {
	out := make([]*orgchart.Box, len(boxes))
	for i, b := range boxes {
		one := *b
		one.Children = copied(b.Children)
		out[i] = &one
	}
	return out
}
