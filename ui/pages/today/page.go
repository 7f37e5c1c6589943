package today

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/regions"
)

// Page is the 今日 page.
type Page struct {
	host    shell.Host
	backend Backend
	stop    func()

	// What is asked for; written by the toolbar, copied by Prepare.
	month  model.Month // 0 = the month of the latest sales
	region model.ID
	asked  reporting.TodayRequest

	picker *widgets.PeriodPicker
	areas  *widgets.Choice
	units  *widgets.Segmented
	root   *fyne.Container
	board  *board
	shown  *reporting.Today
}

var _ interface {
	shell.Page
	shell.Preparer
} = (*Page)(nil)

// moneyUnits in the order of the switch.
var moneyUnits = []document.MoneyUnit{document.Yuan, document.TenThousand}

// New makes the page.
func New(h shell.Host, b Backend) *Page {
	p := &Page{host: h, backend: b, root: container.NewStack()}
	p.picker = widgets.NewPeriodPicker([]widgets.PeriodKind{widgets.Month}, widgets.Fiscal{}, widgets.Month, model.Today(),
		func(_ widgets.PeriodKind, period model.Period) { p.setMonth(period.From.Month()) })
	p.areas = regions.New(func(id model.ID) {
		p.region = id
		p.host.Reload()
	})
	p.units = widgets.NewSegmented([]string{i18n.T("元"), i18n.T("万元")}, 0, p.setUnit)
	p.board = newBoard(p)
	p.stop = b.OnChange(h.Reload)
	return p
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("今日") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.picker, p.areas, p.units}
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Close implements shell.Page.
func (p *Page) Close() { p.stop() }

// Prepare implements shell.Preparer.
func (p *Page) Prepare() {
	p.asked = reporting.TodayRequest{Month: p.month, RegionID: p.region, Money: p.backend.Money(), Calendar: p.backend.Calendar()}
}

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	asked := p.asked
	dir, err := p.backend.Directory(ctx)
	if err != nil {
		return nil, err
	}
	if dir.Regions[asked.RegionID] == nil {
		asked.RegionID = 0 // the region is gone: an undone import
	}
	t, err := p.backend.Today(ctx, asked)
	if err != nil {
		return nil, err
	}
	batches, err := p.backend.Batches(ctx)
	if err != nil {
		return nil, err
	}
	return func() { p.show(t, asked, dir, batches) }, nil
}

// show puts what was read on the screen.
func (p *Page) show(t *reporting.Today, asked reporting.TodayRequest, dir *model.Directory, batches []model.ImportBatch) {
	p.shown, p.region = t, asked.RegionID
	p.picker.Set(widgets.Month, t.Month.First())
	regions.Show(p.areas, dir, p.region)
	p.units.SetSelected(unitIndex(asked.Money))
	p.host.RefreshBar()
	if t.Lines == 0 {
		p.put(p.nothing(batches))
		return
	}
	p.board.show(t, figures{asked.Money}, batches)
	p.put(p.board.root)
}

func (p *Page) put(o fyne.CanvasObject) {
	if len(p.root.Objects) != 1 || p.root.Objects[0] != o {
		p.root.Objects = []fyne.CanvasObject{o}
	}
	p.root.Refresh()
}

// nothing is the page of an empty data folder.
func (p *Page) nothing(batches []model.ImportBatch) fyne.CanvasObject {
	why := i18n.T("导入公司的销售文件后,这里显示本月销售额、达成率、各区进度和重点客户异动。也可以先载入示例数据看看。")
	buttons := []fyne.CanvasObject{
		widgets.NewPrimaryButton(icons.Import, i18n.T("导入销售文件"), func() { p.host.Go(shell.Route{Page: shell.PageImport, Arg: model.BatchSales}) }),
		widgets.NewIconButton(icons.Sample, i18n.T("其他开始方式"), func() { p.host.Go(shell.Route{Page: shell.PageFirstRun}) }),
	}
	if len(batches) > 0 && batches[0].UndoneAt != nil {
		why = i18n.T("最近的导入“%s”已撤销,所以没有销售数据。可以恢复它,或者重新导入。", batches[0].File)
		b := batches[0]
		buttons[1] = widgets.NewIconButton(icons.Redo, i18n.T("恢复这次导入"), func() { p.redo(b) })
	}
	return widgets.Inset(widgets.Pad(theme.Margin), widgets.EmptyState(icons.Today, i18n.T("还没有销售数据"), why, buttons...))
}

func (p *Page) setMonth(m model.Month) {
	p.month = m
	p.host.Reload()
}

func (p *Page) setUnit(index int) {
	unit := moneyUnits[index]
	p.host.Do(func(ctx context.Context) (func(), error) {
		return nil, p.backend.SetMoney(ctx, unit) // the change of settings loads the page anew
	})
}

func unitIndex(unit document.MoneyUnit) int {
	for i, u := range moneyUnits {
		if u == unit {
			return i
		}
	}
	return 0
}

// openLines leads to the ledger lines of a filter.
func (p *Page) openLines(f model.LineFilter) {
	p.host.Go(shell.Route{Page: shell.PageSales, Arg: f})
}

// scope is the ledger lines of the days and region shown.
func (p *Page) scope() model.LineFilter {
	return model.LineFilter{Period: p.shown.Period, RegionID: p.region}
}
