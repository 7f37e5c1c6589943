package targets

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/ui/shell"
	"xunshi/ui/widgets/job"
)

// set writes what was typed, pasted or filled as one act. What comes while an act is being
// written waits for it.
func (p *Page) set(changes []targeting.Change, many bool) {
	if p.busy {
		p.waiting = append(p.waiting, changes)
		return
	}
	p.busy = true
	query := p.inForce()
	var operation string
	var err error
	p.stale = false
	job.Run(func() { operation, err = p.planner.Set(context.Background(), query, changes) }, func() {
		p.busy = false
		text := ""
		if many {
			text = i18n.T("已写入 %d 个目标", len(changes))
		}
		p.written(operation, err, text)
		if len(p.waiting) > 0 {
			next := p.waiting[0]
			p.waiting = p.waiting[1:]
			p.set(next, len(next) > 1)
		}
	})
}

// written remembers an act for undo and reads the tree again.
func (p *Page) written(operation string, err error, text string) {
	if err != nil {
		p.stale = true
		p.host.Fail(err)
		return
	}
	if operation == "" {
		return
	}
	p.done, p.undone = append(p.done, operation), nil
	if text != "" {
		p.host.Toast(shell.Toast{Text: text, Action: i18n.T("撤销"), OnTap: func() { p.takeBack(operation) }})
	}
	p.reload()
}

// reload reads the targets again; what was sold stays as measured.
func (p *Page) reload() {
	p.stale = false
	p.host.Reload()
}

// travel undoes the last act, or makes the last undone one again.
func (p *Page) travel(redo bool) {
	p.board.endEdit()
	from, to, act := &p.done, &p.undone, p.planner.Undo
	if redo {
		from, to, act = &p.undone, &p.done, p.planner.Redo
	}
	if len(*from) == 0 {
		p.notice(i18n.T("没有可以撤销的了"))
		return
	}
	operation := (*from)[len(*from)-1]
	p.stale = false
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := act(ctx, operation); err != nil {
			return nil, err
		}
		return func() {
			*from = (*from)[:len(*from)-1]
			*to = append(*to, operation)
			said := i18n.T("已撤销这一步")
			if redo {
				said = i18n.T("已重做这一步")
			}
			p.host.Toast(shell.Toast{Text: said}) // in place of the one that offers to undo it
			p.reload()
		}, nil
	})
}

// takeBack undoes one act by its name.
func (p *Page) takeBack(operation string) {
	p.stale = false
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.planner.Undo(ctx, operation); err != nil {
			return nil, err
		}
		return func() {
			for i, o := range p.done {
				if o == operation {
					p.done = append(p.done[:i:i], p.done[i+1:]...)
					p.undone = append(p.undone, operation)
					break
				}
			}
			p.reload()
		}, nil
	})
}

// tools is the menu beside 分解.
func (p *Page) tools() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("取下级合计为本级目标"), func() { p.adopt(false) }),
		fyne.NewMenuItem(i18n.T("逐级取下级合计"), func() { p.adopt(true) }),
		fyne.NewMenuItem(i18n.T("按去年增长…"), p.copyLastYear),
		fyne.NewMenuItem(i18n.T("按目标档的百分比…"), p.fromLevel),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(i18n.T("导出目标表(可填写)…"), p.exportWorkbook),
		fyne.NewMenuItem(i18n.T("导入目标表…"), p.importWorkbook),
	}
}

// menu is what the second button offers on a cell.
func (p *Page) menu(at fyne.Position) {
	items := append([]*fyne.MenuItem{fyne.NewMenuItem(i18n.T("分解…"), p.split)}, p.tools()[:3]...)
	p.board.popUp(at, items)
}

// adopt proposes the children's sums as the targets of the row at the cursor.
func (p *Page) adopt(deep bool) {
	row, _, _ := p.board.current()
	if p.tree == nil || len(p.tree.Rows) == 0 {
		return
	}
	p.review(i18n.T("取下级合计:%s", p.tree.Rows[row].Name), p.tree.Adopt(row, deep))
}

func (p *Page) exportWorkbook() {
	query := p.inForce()
	p.host.SaveFile(shell.FilePick{
		Title: i18n.T("导出目标表"), Extensions: []string{".xlsx"}, Name: i18n.T("%d年目标", query.Year) + ".xlsx",
		OnPicked: func(path string) {
			if filepath.Ext(path) == "" {
				path += ".xlsx"
			}
			p.host.Run(shell.Job{
				Title: i18n.T("正在导出 %s", filepath.Base(path)),
				Work:  func(ctx context.Context, _ shell.Report) error { return p.planner.ExportWorkbook(ctx, query, path) },
				Done:  func() { p.host.Toast(shell.Toast{Text: i18n.T("已导出 %s", filepath.Base(path))}) },
			})
		},
	})
}

// importWorkbook looks a workbook over, says what it would do, and takes it in.
func (p *Page) importWorkbook() {
	p.host.OpenFile(shell.FilePick{
		Title: i18n.T("导入目标表"), Extensions: []string{".xlsx", ".xls", ".csv"},
		OnPicked: func(path string) {
			var found *targeting.Imported
			p.host.Run(shell.Job{
				Title: i18n.T("正在检查 %s", filepath.Base(path)),
				Work: func(ctx context.Context, _ shell.Report) (err error) {
					found, err = p.planner.CheckWorkbook(ctx, path)
					return err
				},
				Done: func() { p.confirmImport(path, found) },
			})
		},
	})
}

func (p *Page) takeIn(path string) {
	var done *targeting.Imported
	p.host.Run(shell.Job{
		Title: i18n.T("正在导入 %s", filepath.Base(path)),
		Work: func(ctx context.Context, _ shell.Report) (err error) {
			done, err = p.planner.ImportWorkbook(ctx, path)
			return err
		},
		Done: func() {
			p.host.Toast(shell.Toast{Text: i18n.T("已导入 %d 个目标", done.Targets), Action: i18n.T("撤销"), OnTap: func() {
				p.host.Do(func(ctx context.Context) (func(), error) {
					if err := p.planner.UndoImport(ctx, done); err != nil {
						return nil, err
					}
					return p.imported, nil
				})
			}})
			p.imported()
		},
	})
}

// imported tells everyone that targets came in by a file.
func (p *Page) imported() {
	p.program.Imported()
	p.reload()
}
