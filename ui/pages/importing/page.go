package importing

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/importing"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Page is the page 导入.
type Page struct {
	host     shell.Host
	importer Importer
	app      App
	kind     model.BatchKind
	start    string // file to open when the page is first shown
	ask      bool   // to be asked for a file then
	closed   bool
	done     bool // what was imported is shown

	file    *file
	seen    look
	choice  importing.Choice
	head    *fileCard
	mapping *mappingCard
	preview *previewCard
	foot    *footBar
	body    *fyne.Container
	content fyne.CanvasObject
}

var (
	_ shell.Page     = (*Page)(nil)
	_ shell.Finisher = (*Page)(nil)
)

// New makes the page; arg as Entry says.
func New(h shell.Host, im Importer, a App, arg any) *Page {
	p := &Page{host: h, importer: im, app: a, kind: model.BatchSales}
	switch x := arg.(type) {
	case string:
		p.start = x
	case model.BatchKind:
		p.kind, p.ask = x, true
	}
	p.head, p.mapping, p.preview, p.foot = newFileCard(p), newMappingCard(p), newPreviewCard(p), newFootBar(p)
	p.body = container.NewStack(p.pickPanel())
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, p.body)
	return p
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("导入") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	options := make([]widgets.Option, len(kindsOffered))
	for i, k := range kindsOffered {
		options[i] = widgets.Option{Value: string(k), Label: kindLabel(k)}
	}
	return []fyne.CanvasObject{widgets.NewChoice(options, string(p.kind), func(v string) { p.setKind(model.BatchKind(v)) })}
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Load implements shell.Page: nothing is read before a file is chosen.
func (p *Page) Load(context.Context) (func(), error) {
	return func() {
		path, ask := p.start, p.ask
		p.start, p.ask = "", false
		switch {
		case path != "":
			p.open(path)
		case ask:
			p.pick()
		}
	}, nil
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.closed = true
	if p.file != nil {
		p.file.close()
	}
	p.preview.close()
}

// Finished implements shell.Finisher: an import that is done is not in the way of the next.
func (p *Page) Finished() bool { return p.done }

// pickPanel invites to choose a file.
func (p *Page) pickPanel() fyne.CanvasObject {
	why := i18n.T("可以是公司系统导出的 xlsx、xls 或 csv:一行一笔销售,表头、合计行和编码会自动认出。导入前先给您看结果,导入后随时可以整批撤销。")
	if p.kind != model.BatchSales {
		why = i18n.T("%s:xlsx、xls 或 csv,一行一条,表头和编码会自动认出。导入前先给您看结果,导入后随时可以整批撤销。", kindLabel(p.kind))
	}
	invite := widgets.EmptyState(icons.Import, i18n.T("把文件拖进窗口,或选择文件"), why,
		widgets.NewPrimaryButton(icons.Import, i18n.T("选择文件…"), p.pick))
	return widgets.NewCardGround(invite)
}

func (p *Page) pick() {
	p.host.OpenFile(shell.FilePick{Title: i18n.T("选择要导入的文件"), Extensions: extensions, OnPicked: p.open})
}

func (p *Page) setKind(k model.BatchKind) {
	if k == p.kind {
		return
	}
	p.kind = k
	if p.file != nil {
		p.open(p.file.path)
		return
	}
	p.again()
}

// open reads a file with progress and Cancel.
func (p *Page) open(path string) {
	var s *importing.Session
	p.host.Run(shell.Job{
		Title: i18n.T("打开文件"),
		Work: func(ctx context.Context, report shell.Report) (err error) {
			s, err = p.importer.Open(ctx, path, p.kind, stages(report))
			return err
		},
		Done: func() { p.opened(s, path) },
		Cancelled: func() {
			p.host.Toast(shell.Toast{Text: i18n.T("没有打开文件"), Refused: true})
		},
	})
}

// stages tells a job's progress in words.
func stages(report shell.Report) importing.Progress {
	return func(stage importing.Stage, done, total int) { report(done, total, stage.Label()) }
}

func (p *Page) opened(s *importing.Session, path string) {
	if p.closed {
		return
	}
	if p.file != nil {
		p.file.close()
	}
	p.choice = importing.Choice{}
	p.file = &file{session: s, path: path, onBusy: p.busy, onProgress: p.preview.progress, onLook: p.show, onFault: p.host.Fail}
	p.showWork()
	p.file.act(func(context.Context, *importing.Session) error { return nil })
}

// showWork puts file, columns and preview onto the page.
func (p *Page) showWork() {
	p.done = false
	middle := widgets.Weighted(theme.Gap, []float32{1, 1}, p.mapping.content, p.preview.content)
	p.body.Objects = []fyne.CanvasObject{container.NewBorder(
		widgets.Inset(widgets.Insets{Bottom: theme.Gap}, p.head.content),
		widgets.Inset(widgets.Insets{Top: theme.Gap}, p.foot.content), nil, nil, middle)}
	p.body.Refresh()
}

func (p *Page) busy(on bool) {
	p.preview.setBusy(on)
	p.foot.setBusy(on)
}

// show brings a checked session onto the page.
func (p *Page) show(l look) {
	p.seen = l
	if p.file != nil && p.kind != p.file.session.Kind() { // a roster opened as sales, or left for another sheet
		p.kind = p.file.session.Kind()
		p.host.RefreshBar()
	}
	p.head.show(l)
	p.mapping.show(l)
	p.preview.show(l)
	p.foot.show()
}

// act changes the session.
func (p *Page) act(c change) {
	if p.file != nil {
		p.file.act(c)
	}
}

// runImport writes the file's rows with progress and Cancel.
func (p *Page) runImport() {
	f, choice := p.file, p.choice
	if f == nil || f.running || p.seen.preview == nil {
		return
	}
	choice.SkipBad = true // the button says how many rows are imported and how many are not
	var result *importing.Result
	f.running = true // nothing else may touch the session meanwhile
	f.stop = func() {}
	idle := func() { f.running = false }
	p.host.Run(shell.Job{
		Title: i18n.T("导入 %s", p.seen.name),
		Work: func(ctx context.Context, report shell.Report) (err error) {
			result, err = f.session.Import(ctx, choice, stages(report))
			return err
		},
		Done:   func() { idle(); p.imported(result) },
		Failed: func(err error) { idle(); p.host.Fail(err) },
		Cancelled: func() {
			idle()
			p.host.Toast(shell.Toast{Text: i18n.T("已取消,没有导入任何一行"), Refused: true})
		},
	})
}

func (p *Page) imported(r *importing.Result) {
	if p.closed {
		return
	}
	if r.Imported == 0 && r.Batch == 0 {
		p.host.Toast(shell.Toast{Text: i18n.T("没有新的内容:文件里的行都已经有了"), Refused: true})
	}
	p.app.Imported()
	p.done = true
	p.body.Objects = []fyne.CanvasObject{p.resultPanel(r)}
	p.body.Refresh()
}

// saveRejects writes the rows that cannot be imported to a workbook, with the reasons.
func (p *Page) saveRejects() {
	f := p.file
	if f == nil || f.running {
		return
	}
	p.host.SaveFile(shell.FilePick{
		Title: i18n.T("保存退回的行"), Extensions: []string{".xlsx"}, Name: i18n.T("退回 %s.xlsx", p.seen.name),
		OnPicked: func(path string) {
			f.running, f.stop = true, func() {}
			p.host.Do(func(context.Context) (func(), error) {
				err := f.session.WriteRejects(path)
				return func() {
					f.running = false
					if err != nil {
						p.host.Fail(err)
						return
					}
					p.host.Toast(shell.Toast{Text: i18n.T("退回的行已保存到 %s", path)})
				}, nil
			})
		},
	})
}

// again starts over with another file.
func (p *Page) again() {
	if p.file != nil {
		p.file.close()
		p.file = nil
	}
	p.done = false
	p.body.Objects = []fyne.CanvasObject{p.pickPanel()}
	p.body.Refresh()
}

// card is a card whose head is laid out anew by frame.Refresh when its words change.
func card(title string, right, content fyne.CanvasObject) (panel fyne.CanvasObject, frame *fyne.Container) {
	head := widgets.Fixed(0, 28, widgets.Row(8, widgets.Strong(title), widgets.Spacer(), right))
	frame = container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 4}, head), nil, nil, nil, content)
	return widgets.NewCardGround(frame), frame
}
