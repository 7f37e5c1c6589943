package reports

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/paper"
	"xunshi/ui/widgets/regions"
)

// Page is the 报表 page.
type Page struct {
	host    shell.Host
	backend Backend
	stop    func()

	// What is asked for; written by the toolbar, copied by Prepare.
	kind    Kind
	date    model.Date // 0 = the latest with sales, also when newer ones come in
	by      reporting.Dimension
	region  model.ID
	measure reporting.Measure
	asked   request

	days, months *widgets.PeriodPicker
	dimension    *widgets.Choice
	areas        *widgets.Choice
	export       *widgets.Button
	copyPicture  *widgets.Button
	print        *widgets.Button

	root   *fyne.Container
	view   *paper.View
	notice *fyne.Container
	left   *left
	side   *monthPanel
	shown  *result
}

var _ interface {
	shell.Page
	shell.Preparer
	shell.Shortcuts
	shell.Escaper
	shell.Focuser
} = (*Page)(nil)

// New makes the page; arg is an Ask or nil.
func New(h shell.Host, b Backend, arg any) *Page {
	p := &Page{host: h, backend: b, kind: Daily, by: reporting.ByRegion, measure: reporting.Amount}
	if ask, ok := arg.(Ask); ok {
		p.date, p.region = ask.Date, ask.RegionID
		if ask.Kind == Monthly {
			p.kind = Monthly
		}
	}
	p.makeToolbar()
	p.view = paper.New(exporting.RenderPage)
	p.view.OnDrill = p.drill
	p.view.OnFault = h.Fail
	p.notice = container.NewStack()
	p.left = newLeft(p)
	p.side = newMonthPanel(p)
	middle := container.NewBorder(p.notice, nil, nil, nil, p.view)
	p.root = container.New(&pageLayout{p}, p.left.root, middle, p.side.root)
	p.stop = b.OnChange(h.Reload)
	return p
}

func (p *Page) makeToolbar() {
	pick := func(_ widgets.PeriodKind, period model.Period) { p.setDate(period.From) }
	p.days = widgets.NewPeriodPicker([]widgets.PeriodKind{widgets.Day}, widgets.Fiscal{}, widgets.Day, model.Today(), pick)
	p.months = widgets.NewPeriodPicker([]widgets.PeriodKind{widgets.Month}, widgets.Fiscal{}, widgets.Month, model.Today(), pick)
	var by []widgets.Option
	for _, d := range reporting.Dimensions {
		by = append(by, widgets.Option{Value: string(d), Label: dimensionWord(d)})
	}
	p.dimension = widgets.NewChoice(by, string(p.by), func(value string) {
		p.by = reporting.Dimension(value)
		p.host.Reload()
	})
	p.areas = regions.New(func(id model.ID) {
		p.region = id
		p.host.Reload()
	})
	p.export = widgets.NewMenuButton(icons.Export, i18n.T("导出"), p.exportMenu)
	p.copyPicture = widgets.NewIconButton(icons.Picture, i18n.T("复制图片"), p.copyCard)
	p.print = widgets.NewPrimaryButton(icons.Print, i18n.T("打印"), p.printReport)
}

// Title implements shell.Page.
func (p *Page) Title() string { return p.kind.title() }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	picker := p.days
	if p.kind == Monthly {
		picker = p.months
	}
	return []fyne.CanvasObject{picker, p.dimension, p.areas, p.export, p.copyPicture, p.print}
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Close implements shell.Page: what was typed last is kept.
func (p *Page) Close() {
	p.stop()
	p.side.flush()
	p.view.Close()
}

// Prepare implements shell.Preparer.
func (p *Page) Prepare() {
	opt := p.backend.Options(p.by)
	opt.RegionID, opt.Measure = p.region, p.measure
	p.asked = request{kind: p.kind, date: p.date, opt: opt}
}

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	r, err := read(ctx, p.backend, p.asked)
	if err != nil {
		return nil, err
	}
	return func() { p.show(r) }, nil
}

// show puts a report on the desk.
func (p *Page) show(r *result) {
	other := p.shown == nil || p.shown.kind != r.kind || p.shown.date != r.date
	p.shown, p.date, p.region = r, r.date, r.opt.RegionID
	if r.latest {
		p.date = 0
	}
	p.days.Set(widgets.Day, r.date)
	p.months.Set(widgets.Month, r.date)
	regions.Show(p.areas, r.dir, p.region)
	p.enable(r.doc != nil)
	p.left.show(r)
	p.side.show(r)
	p.showNotice(r)
	p.view.SetEmpty(p.empty(r))
	p.view.SetPages(r.pages)
	if other {
		p.view.Top()
	}
	p.host.RefreshBar()
	p.root.Refresh()
}

// Focus implements shell.Focuser: PgUp and PgDn turn the pages at once.
func (p *Page) Focus() { p.view.Focus() }

func (p *Page) enable(on bool) {
	for _, b := range []*widgets.Button{p.export, p.copyPicture, p.print} {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// empty is what stands on the desk when the ledger is empty.
func (p *Page) empty(r *result) fyne.CanvasObject {
	if r.doc != nil {
		return nil
	}
	return widgets.EmptyState(icons.Reports, i18n.T("还没有销售数据,出不了%s", r.kind.title()),
		i18n.T("报表由销售明细算出。先导入公司的销售文件,报表就在这里。"),
		widgets.NewPrimaryButton(icons.Import, i18n.T("导入销售文件"), func() { p.host.Go(shell.Route{Page: shell.PageImport, Arg: model.BatchSales}) }))
}

// showNotice says that the day or month has no sales and leads to the last one that has.
func (p *Page) showNotice(r *result) {
	p.notice.Objects = nil
	if r.doc == nil || r.sold || r.doc.Closed || r.jump.IsZero() {
		p.notice.Hide()
		return
	}
	what, offer := i18n.T("%s 没有销售明细。", r.date), i18n.T("看 %s", r.jump)
	if r.kind == Monthly {
		what, offer = i18n.T("%s 没有销售明细。", r.date.Month()), i18n.T("看 %s", r.jump.Month())
	}
	jump := r.jump
	line := widgets.Row(8, widgets.IconView(icons.Info, 16, theme.Attention), widgets.Body(what), widgets.Spacer(),
		widgets.NewButton(offer, func() { p.setDate(jump) }))
	p.notice.Objects = []fyne.CanvasObject{widgets.Inset(widgets.Insets{Bottom: 8},
		widgets.NewPanel(line, widgets.PanelStyle{Fill: theme.AttentionTint, Radius: theme.CardRadius, Pad: widgets.PadXY(12, 5)}))}
	p.notice.Show()
}

func (p *Page) setDate(d model.Date) {
	p.side.flush()
	p.date = d
	p.host.Reload()
}

func (p *Page) setKind(k Kind) {
	if p.kind == k {
		return
	}
	p.side.flush()
	p.kind = k
	p.host.RefreshBar()
	p.host.Reload()
}

// drill leads from a table row to the ledger lines behind it. A row by channel or the like
// stays within the region shown.
func (p *Page) drill(d document.Drill) {
	f := Lines(d)
	if f.RegionID == 0 {
		f.RegionID = p.region
	}
	p.host.Go(shell.Route{Page: shell.PageSales, Arg: f})
}

// Shortcut implements shell.Shortcuts: Ctrl+P prints, Ctrl+S saves as PDF.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || custom.Modifier != fyne.KeyModifierShortcutDefault || p.shown == nil || p.shown.doc == nil {
		return false
	}
	switch custom.KeyName {
	case fyne.KeyP:
		p.printReport()
	case fyne.KeyS:
		p.exportAs(desk.Formats[0])
	default:
		return false
	}
	return true
}

// Escape implements shell.Escaper: Esc puts the month's texts away.
func (p *Page) Escape() bool {
	if !p.side.open {
		return false
	}
	p.side.setOpen(false)
	return true
}
