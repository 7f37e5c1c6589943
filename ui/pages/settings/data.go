package settings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// dataCard is where the data lie, backup, restore and the integrity check.
func (p *Page) dataCard() fyne.CanvasObject {
	folder := widgets.NewText(p.opt.Dir, widgets.TextStyle{Wrap: true})
	open := widgets.NewIconButton(icons.Folder, i18n.T("打开文件夹"), p.openFolder)
	return widgets.NewCard(i18n.T("数据与备份"), i18n.T("全部数据只在这台电脑上"), widgets.Column(8,
		widgets.Column(3, widgets.Caption(i18n.T("数据文件夹")), folder),
		widgets.Flow(8, open),
		widgets.Inset(widgets.PadXY(0, 2), widgets.Hairline()),
		widgets.Labelled(i18n.T("上次备份"), p.backup),
		widgets.Flow(8,
			widgets.NewPrimaryButton(icons.Backup, i18n.T("立即备份"), p.askBackup),
			widgets.NewIconButton(icons.Restore, i18n.T("从备份恢复"), p.askRestore),
			widgets.NewIconButton(icons.CheckCircle, i18n.T("完整性检查"), p.runCheck)),
		widgets.WrappedCaption(i18n.T("备份写成后会读回校验;恢复前,现有数据会先自动另存一份。")),
		p.check,
	))
}

func (p *Page) openFolder() {
	if err := p.opt.OpenFolder(p.opt.Dir); err != nil {
		p.host.Fail(err)
	}
}

func (p *Page) showBackup(last time.Time) {
	if last.IsZero() {
		p.backup.SetText(i18n.T("还没有备份过"))
		p.backup.SetColor(theme.Attention)
		return
	}
	p.backup.SetText(last.Local().Format("2006-01-02 15:04"))
	p.backup.SetColor(theme.Ink)
}

func (p *Page) askBackup() {
	p.host.SaveFile(shell.FilePick{
		Title: i18n.T("备份到"), Extensions: []string{p.opt.BackupEnding}, Name: p.opt.BackupName(time.Now()),
		OnPicked: func(path string) {
			p.host.Run(shell.Job{
				Title: i18n.T("正在备份"),
				Work: func(ctx context.Context, _ shell.Report) error {
					return p.program.Backup(ctx, path)
				},
				Done: func() {
					p.host.Toast(shell.Toast{Text: i18n.T("已备份并校验:%s", path)})
					p.host.Reload()
				},
			})
		},
	})
}

func (p *Page) askRestore() {
	p.host.OpenFile(shell.FilePick{
		Title: i18n.T("选择备份文件"), Extensions: []string{p.opt.BackupEnding},
		OnPicked: func(path string) {
			p.host.Confirm(shell.Confirm{
				Title:  i18n.T("用这份备份替换现有数据?"),
				Text:   i18n.T("%s\n现有数据会先自动另存一份,需要时可以再恢复回来。", path),
				Yes:    i18n.T("恢复"),
				Danger: true,
				OnYes:  func() { p.restore(path) },
			})
		},
	})
}

func (p *Page) restore(path string) {
	before, kept := p.program.Settings(), ""
	p.host.Run(shell.Job{
		Title: i18n.T("正在恢复备份"),
		Work: func(ctx context.Context, _ shell.Report) (err error) {
			kept, err = p.program.Restore(ctx, path)
			return err
		},
		Done: func() {
			p.check.Objects = nil // what was found in the data before
			p.chosen.Objects = []fyne.CanvasObject{p.displayCard(), p.businessCard()}
			p.body.Refresh()
			p.host.Toast(shell.Toast{Text: i18n.T("已恢复;原来的数据另存为 %s", kept),
				Action: i18n.T("撤销"), OnTap: func() { p.restore(kept) }})
			if p.opt.Applied != nil {
				p.opt.Applied(before, p.program.Settings())
			}
			p.host.Reload()
		},
	})
}

func (p *Page) runCheck() {
	var lines []string
	var sound bool
	p.host.Run(shell.Job{
		Title: i18n.T("正在检查数据"),
		Work: func(ctx context.Context, _ shell.Report) (err error) {
			lines, sound, err = p.program.Check(ctx)
			return err
		},
		Done: func() { p.showCheck(lines, sound) },
	})
}

// showCheck says what the integrity check found, below the buttons.
func (p *Page) showCheck(lines []string, sound bool) {
	icon, color, fill, line := icons.CheckCircle, theme.Ahead, theme.AheadTint, theme.Rule
	head := i18n.T("数据完好")
	if !sound {
		icon, color, fill, line = icons.Warning, theme.Behind, theme.BehindTint, theme.BehindLine
		head = i18n.T("发现问题")
	}
	parts := []fyne.CanvasObject{widgets.Row(8, widgets.IconView(icon, 16, color),
		widgets.NewText(head, widgets.TextStyle{Bold: true, Color: color}))}
	for _, l := range lines {
		parts = append(parts, widgets.NewText(l, widgets.TextStyle{Size: theme.TextCaption, Wrap: true}))
	}
	if !sound {
		parts = append(parts, widgets.NewText(i18n.T("请先不要录入,用最近一份好的备份恢复;恢复前的数据会另存。"), widgets.TextStyle{Color: theme.Behind, Wrap: true}))
	}
	p.check.Objects = []fyne.CanvasObject{widgets.NewPanel(widgets.Column(4, parts...),
		widgets.PanelStyle{Fill: fill, Line: line, Radius: theme.FieldRadius, Pad: widgets.PadXY(12, 10)})}
	p.body.Refresh()
}
