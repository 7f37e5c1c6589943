package targets

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"xunshi/app/importing/values"
	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
)

// percentEntry reads a percentage: "5" and "5%" are 50,000 of analysis.Hundred.
func percentOf(text string) (int64, error) {
	text = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(text), "%"), "％")
	q, err := values.Quantity(text)
	if err != nil || q < -1000*model.Unit || q > 10_000*model.Unit {
		return 0, model.NewFault(err, i18n.T("「%s」不是百分数。", text), i18n.T("数据没有改动。"), i18n.T("请填数字,例如 5 或 110。"))
	}
	return int64(q) * (analysis.Hundred / 100) / int64(model.Unit), nil
}

// copyLastYear asks for the growth and proposes last year's figures with it.
func (p *Page) copyLastYear() {
	row, _, _ := p.board.current()
	if p.tree == nil || len(p.tree.Rows) == 0 {
		return
	}
	tree := p.tree
	growth := widgets.NewEntry("5")
	growth.SetText("5")
	from, below := targeting.FromActual, true
	source := widgets.NewSegmented([]string{i18n.T("去年实际"), i18n.T("去年目标")}, 0, func(i int) {
		from = []targeting.Source{targeting.FromActual, targeting.FromTarget}[i]
	})
	depth := widgets.NewSegmented([]string{i18n.T("本级和全部下级"), i18n.T("只有本级")}, 0, func(i int) { below = i == 0 })
	content := widgets.Column(10,
		widgets.Labelled(i18n.T("按"), widgets.Row(8, source)),
		widgets.LabelledHint(i18n.T("增长百分比"), widgets.Fixed(100, 0, growth), i18n.T("负数是减少;逐月计算,四舍五入到元(件、家、次)")),
		widgets.Labelled(i18n.T("写到"), widgets.Row(8, depth)))
	p.host.Sheet(shell.Sheet{Title: i18n.T("按去年增长:%s", tree.Rows[row].Name), Content: content, Width: 520, Primary: i18n.T("下一步"),
		OnPrimary: func(done func()) {
			rate, err := percentOf(growth.Text)
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.host.Do(func(ctx context.Context) (func(), error) {
				proposal, err := p.planner.CopyLastYear(ctx, tree, row, below, from, rate, targeting.Whole(tree.Query.Metric))
				if err != nil {
					return nil, err
				}
				return func() {
					done()
					p.review(i18n.T("按去年增长 %s%%", growth.Text), proposal)
				}, nil
			})
		}})
}

// fromLevel asks for the percentage of 目标 and proposes the level shown.
func (p *Page) fromLevel() {
	if p.tree == nil {
		return
	}
	if p.query.Level == model.LevelTarget {
		p.notice(i18n.T("请先切换到冲刺或挑战,再按目标档的百分比生成"))
		return
	}
	tree := p.tree
	percent := widgets.NewEntry("110")
	percent.SetText("110")
	content := widgets.LabelledHint(i18n.T("目标档的百分比"), widgets.Fixed(100, 0, percent), i18n.T("本维度中每一个目标都按这个百分比生成%s档", targeting.LevelLabel(p.query.Level)))
	p.host.Sheet(shell.Sheet{Title: i18n.T("生成%s档", targeting.LevelLabel(p.query.Level)), Content: content, Width: 520, Primary: i18n.T("下一步"),
		OnPrimary: func(done func()) {
			rate, err := percentOf(percent.Text)
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.host.Do(func(ctx context.Context) (func(), error) {
				proposal, err := p.planner.FromLevel(ctx, tree, rate, targeting.Whole(tree.Query.Metric))
				if err != nil {
					return nil, err
				}
				return func() {
					done()
					p.review(i18n.T("目标档的 %s%%", percent.Text), proposal)
				}, nil
			})
		}})
}

// confirmImport says what a workbook would do before it is taken in.
func (p *Page) confirmImport(path string, found *targeting.Imported) {
	lines := []fyne.CanvasObject{widgets.Strong(i18n.T("可以导入 %d 个目标", found.Targets)),
		widgets.WrappedCaption(i18n.T("已有的同一目标会被替换,其他的新增;空着的格子不改动。导入后可以撤销。"))}
	if found.Rejected > 0 {
		lines = append(lines, widgets.NewText(i18n.T("%d 行有问题,不导入:", found.Rejected), widgets.TextStyle{Bold: true, Wrap: true}))
	}
	for i, text := range append(found.Problems, found.Notes...) {
		if i == 8 {
			lines = append(lines, widgets.Caption(i18n.T("……")))
			break
		}
		lines = append(lines, widgets.Wrapped(text))
	}
	sheet := shell.Sheet{Title: filepath.Base(path), Content: widgets.Column(8, lines...), Width: 560}
	if found.Targets > 0 {
		sheet.Primary = i18n.T("导入")
		sheet.OnPrimary = func(done func()) {
			done()
			p.takeIn(path)
		}
	}
	p.host.Sheet(sheet)
}

// popUp opens a menu at a place of the window.
func (b *board) popUp(at fyne.Position, items []*fyne.MenuItem) {
	if c := b.canvas(); c != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
	}
}
