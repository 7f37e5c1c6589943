package team

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"xunshi/app/exporting/pdf"
	"xunshi/app/exporting/raster"
	"xunshi/app/team/orgchart"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// OrgChart 组织架构 is the reporting line on a date as boxes: everyone who works here then
// and the vacancies people report to.
func (b *Book) OrgChart(ctx context.Context, on model.Date) ([]*orgchart.Box, error) {
	l, err := b.Line(ctx)
	if err != nil {
		return nil, err
	}
	tree := l.Tree(on)
	placed := map[model.ID]bool{} // damaged data may run in a circle
	var box func(id model.ID) *orgchart.Box
	box = func(id model.ID) *orgchart.Box {
		placed[id] = true
		e, post := l.Directory.Employees[id], nearestPost(l.ReportingLine, on, id)
		x := &orgchart.Box{ID: id, Name: e.Name, Position: post.Position, Region: l.Region(post.RegionID),
			Photo: b.PhotoPath(e.Photo), Vacant: tree.Gone[id]}
		for _, below := range tree.Below[id] {
			if placed[below] {
				continue
			}
			child := box(below)
			x.Children = append(x.Children, child)
			x.Below += child.Below
			if !child.Vacant {
				x.Below++
			}
		}
		return x
	}
	var roots []*orgchart.Box
	for _, id := range tree.Roots {
		roots = append(roots, box(id))
	}
	return roots, nil
}

// chartDPI is how fine the picture of a chart is drawn, unless it would become too large.
const (
	chartDPI    = 144.0
	chartPixels = 60_000_000
)

// WriteOrgChart writes a chart to a file: .pdf on pages that can be read, or .png as one
// picture.
func (b *Book) WriteOrgChart(ctx context.Context, roots []*orgchart.Box, s orgchart.Sheet, path string) error {
	var out bytes.Buffer
	switch ending := strings.ToLower(filepath.Ext(path)); ending {
	case ".pdf":
		info := pdf.Info{Title: s.Title, Subject: s.Date, Language: string(i18n.Current())}
		if err := pdf.Write(&out, info, orgchart.Pages(roots, s)); err != nil {
			return err
		}
	case ".png":
		page := orgchart.Picture(roots, s)
		dpi := chartDPI
		for page.Width*page.Height*(dpi/25.4)*(dpi/25.4) > chartPixels {
			dpi *= 0.8
		}
		picture, err := raster.Page(page, dpi)
		if err != nil {
			return err
		}
		if err := png.Encode(&out, picture); err != nil {
			return fmt.Errorf("encode the chart: %w", err)
		}
	default:
		return model.NewFault(nil, i18n.T("架构图不能存成“%s”文件。", ending), "", i18n.T("请用 .pdf 或 .png 结尾的文件名。"))
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return writeWhole(path, out.Bytes())
}

// writeWhole writes a file so that it appears whole or not at all.
func writeWhole(path string, data []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".xunshi-*")
	if err == nil {
		_, err = temp.Write(data)
		if err = errors.Join(err, temp.Sync(), temp.Close()); err == nil {
			if err = os.Chmod(temp.Name(), 0o644); err == nil {
				err = os.Rename(temp.Name(), path)
			}
		}
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}
	if err != nil {
		return model.NewFault(fmt.Errorf("write %s: %w", path, err), i18n.T("写文件“%s”时出错。", path), i18n.T("原来的文件没有改动。"),
			i18n.T("请检查磁盘是否已满,或换一个文件夹再试。"))
	}
	return nil
}
