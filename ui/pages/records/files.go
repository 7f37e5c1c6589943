package records

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
)

func (p *Page) goImport() {
	if kind, ok := p.kind.Imported(); ok {
		p.host.Go(shell.Route{Page: shell.PageImport, Arg: kind})
	}
}

// export writes the kind to a file: all of it, or what the filter shows.
func (p *Page) export() {
	kind, opt := p.kind, records.ExportOptions{}
	name := kind.Name()
	if b := p.board; b != nil && b.query != "" {
		view := make(map[model.ID]bool, len(b.inView))
		for id := range b.inView {
			view[id] = true
		}
		opt.Only = func(id model.ID) bool { return view[id] }
		name = i18n.T("%s(筛选)", name)
	}
	p.host.SaveFile(shell.FilePick{Title: i18n.T("导出%s", kind.Name()), Extensions: records.Endings, Name: name + records.Endings[0], OnPicked: func(path string) {
		rows := 0
		p.host.Run(shell.Job{Title: i18n.T("导出%s", kind.Name()), Work: func(ctx context.Context, _ shell.Report) (err error) {
			rows, err = p.book.Export(ctx, kind, path, opt)
			return err
		}, Done: func() { p.host.Toast(shell.Toast{Text: i18n.T("已导出 %d 行到 %s", rows, path)}) }})
	}})
}

func (p *Page) saveTemplate() {
	kind := p.kind
	p.host.SaveFile(shell.FilePick{Title: i18n.T("保存导入模板"), Extensions: records.Endings[:1], Name: i18n.T("%s导入模板", kind.Name()) + records.Endings[0],
		OnPicked: func(path string) {
			p.host.Do(func(ctx context.Context) (func(), error) {
				if err := p.book.Template(ctx, kind, path); err != nil {
					return nil, err
				}
				return func() { p.host.Toast(shell.Toast{Text: i18n.T("模板已保存到 %s", path)}) }, nil
			})
		}})
}

// chooseColumns lets the user say which columns the grid shows.
func (p *Page) chooseColumns() {
	b := p.board
	if b == nil {
		return
	}
	var checks []*widgets.Check
	var columns []int
	var objects []fyne.CanvasObject
	for i := range b.table.Columns {
		c := &b.table.Columns[i]
		if c.Silent {
			continue
		}
		box := widgets.NewCheck(c.Title, slices.Contains(b.shown, i), nil)
		if c.Required {
			box.Disable()
		}
		checks, columns = append(checks, box), append(columns, i)
		objects = append(objects, box)
	}
	content := inColumns(objects, chooserColumns)
	p.host.Sheet(shell.Sheet{Title: i18n.T("显示哪些栏目"), Content: content, Width: 720, Primary: i18n.T("确定"), OnPrimary: func(done func()) {
		var keys []string
		for n, box := range checks {
			if box.Checked() {
				keys = append(keys, b.table.Columns[columns[n]].Key)
			}
		}
		done()
		p.setColumns(keys)
	}})
}

const chooserColumns = 4

// inColumns lays objects out from top to bottom, then left to right.
func inColumns(objects []fyne.CanvasObject, columns int) fyne.CanvasObject {
	each := (len(objects) + columns - 1) / columns
	var parts []fyne.CanvasObject
	weights := make([]float32, 0, columns)
	for lo := 0; lo < len(objects); lo += each {
		parts = append(parts, widgets.Column(2, objects[lo:min(lo+each, len(objects))]...))
		weights = append(weights, 1)
	}
	return widgets.Weighted(12, weights, parts...)
}

// setColumns shows other columns and remembers them; what is typed and not kept stays.
func (p *Page) setColumns(keys []string) {
	b := p.board
	if b == nil {
		return
	}
	b.close()
	raw := b.writer.last
	kind := b.kind
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.book.SetLayout(ctx, kind, keys); err != nil {
			return nil, err
		}
		table, err := p.book.Load(ctx, kind)
		if err != nil {
			return nil, err
		}
		return func() {
			if p.board == b {
				p.board = newBoard(p, table, raw, keys)
				p.showBoard()
			}
		}, nil
	})
}
