// Package firstrun is what a new data folder shows: three ways in — 导入销售文件, 新建空账,
// 载入示例数据.
package firstrun

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/demo"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Program is what the page needs of the program; *app.App is one.
type Program interface {
	// Demo fills the empty data folder with a fictitious region.
	Demo(ctx context.Context, opt demo.Options, progress func(done, total int)) (*model.ImportBatch, error)
	// UndoBatch takes a batch out again.
	UndoBatch(ctx context.Context, id model.ID) error
}

// Options of the page beside the program.
type Options struct {
	// SetOrganisation keeps the name printed on top of reports.
	SetOrganisation func(ctx context.Context, name string) error
	// Extensions of files that can be imported.
	Extensions []string
	// Demo says what the sample region is made of; the zero value is the usual one.
	Demo demo.Options
}

// Page is the first-run page.
type Page struct {
	host    shell.Host
	program Program
	opt     Options
	name    *widgets.Entry
	body    fyne.CanvasObject
}

// New makes the page.
func New(h shell.Host, program Program, opt Options) *Page {
	p := &Page{host: h, program: program, opt: opt, name: widgets.NewEntry(i18n.T("组织名称,如:江苏大区"))}
	p.name.OnSubmitted = func(string) { p.startEmpty() }
	head := widgets.Column(8,
		widgets.NewText(i18n.T("欢迎使用巡市"), widgets.TextStyle{Size: theme.TextKey, Bold: true}),
		widgets.NewText(i18n.T("选一种方式开始。全部数据只保存在这台电脑上,不需要网络。"), widgets.TextStyle{Size: 14, Color: theme.Quiet}))
	ways := widgets.Weighted(16, nil,
		way(icons.Import, i18n.T("导入销售文件"),
			i18n.T("公司发来的销售工作簿,一行一笔:xlsx、xls 或 csv。表头、日期和编码自动识别,导入前先给您看一遍。"),
			widgets.Caption(i18n.T("也可以把文件直接拖进窗口。")),
			widgets.NewPrimaryButton(icons.Import, i18n.T("选择文件"), p.pickFile)),
		way(icons.Edit, i18n.T("新建空账"),
			i18n.T("从零开始,手工录入销售,或以后再导入。名称会印在报表标题前,随时可在设置里改。"),
			p.name, widgets.NewButton(i18n.T("开始"), p.startEmpty)),
		way(icons.Sample, i18n.T("载入示例数据"),
			i18n.T("一个虚构的快消大区:6 个区域、30 人、400 家客户、60 个品项、24 个月的销售与目标。看完可以一键撤销。"),
			widgets.Caption(i18n.T("人名、公司与品牌均为虚构。")),
			widgets.NewIconButton(icons.Sample, i18n.T("载入示例数据"), p.loadDemo)))
	p.body = container.NewCenter(widgets.Fixed(900, 0, widgets.Column(28, head, ways)))
	return p
}

// way is one card: icon, what it is, and the step to take.
func way(icon icons.Name, title, text string, extra fyne.CanvasObject, step *widgets.Button) fyne.CanvasObject {
	mark := widgets.NewPanel(widgets.IconView(icon, 24, theme.Brand), widgets.PanelStyle{Fill: theme.Selected, Radius: 24, Pad: widgets.Pad(12)})
	top := widgets.Column(10, widgets.Row(0, mark),
		widgets.NewText(title, widgets.TextStyle{Size: 15, Bold: true}),
		widgets.NewText(text, widgets.TextStyle{Color: theme.Quiet, Wrap: true}))
	foot := widgets.Column(10, widgets.Fixed(0, theme.RowHeight, extra), widgets.Row(0, step))
	card := widgets.NewPanel(container.NewBorder(nil, foot, nil, nil, top), widgets.PanelStyle{
		Fill: theme.Surface, Line: theme.Rule, Radius: 10, Pad: widgets.Pad(20),
	})
	return widgets.Fixed(280, 286, card)
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("开始") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject { return nil }

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Load has nothing to read.
func (p *Page) Load(context.Context) (func(), error) { return nil, nil }

// Close implements shell.Page.
func (p *Page) Close() {}

func (p *Page) pickFile() {
	p.host.OpenFile(shell.FilePick{
		Title: i18n.T("选择销售文件"), Extensions: p.opt.Extensions,
		OnPicked: func(path string) { p.host.Go(shell.Route{Page: shell.PageImport, Arg: path}) },
	})
}

func (p *Page) startEmpty() {
	name := strings.TrimSpace(p.name.Text)
	p.host.Do(func(ctx context.Context) (func(), error) {
		if name != "" {
			if err := p.opt.SetOrganisation(ctx, name); err != nil {
				return nil, err
			}
		}
		return func() { p.host.Go(shell.Route{Page: shell.PageToday}) }, nil
	})
}

func (p *Page) loadDemo() {
	var batch *model.ImportBatch
	p.host.Run(shell.Job{
		Title: i18n.T("正在载入示例数据"),
		Work: func(ctx context.Context, report shell.Report) (err error) {
			report(0, 0, i18n.T("正在编排一个虚构的大区"))
			batch, err = p.program.Demo(ctx, p.opt.Demo.Defaults(), func(done, total int) {
				report(done, total, i18n.T("写入销售明细"))
			})
			return err
		},
		Done: func() {
			p.host.Toast(shell.Toast{Text: i18n.T("示例数据已载入:%s 条销售明细", widgets.Grouped(batch.Imported)), Action: i18n.T("撤销"),
				OnTap: func() { p.undo(batch.ID) }})
			p.host.Go(shell.Route{Page: shell.PageToday})
		},
	})
}

func (p *Page) undo(id model.ID) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.program.UndoBatch(ctx, id); err != nil {
			return nil, err
		}
		return func() {
			p.host.Toast(shell.Toast{Text: i18n.T("示例数据已撤销")})
			p.host.Go(shell.Route{Page: shell.PageFirstRun})
		}, nil
	})
}

// Entry registers the page; it has no place in the navigation.
func Entry(program Program, opt Options) shell.Entry {
	return shell.Entry{
		ID: shell.PageFirstRun, Name: func() string { return i18n.T("开始") }, Icon: icons.Sample, Group: shell.Hidden,
		New: func(h shell.Host, _ any) shell.Page { return New(h, program, opt) },
	}
}
