package sales

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/ledger"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

const typingPause = 250 * time.Millisecond

// linesTab is 明细: the lines that pass the filter.
type linesTab struct {
	page      *Page
	filter    model.LineFilter
	sort      model.LineSort
	periodSet bool // a period was chosen; else it is the month of the latest sales
	free      bool // the period is not the picker's: all time, or as drilled
	placed    bool // the picker stands where the user or the filter put it
	set       *ledger.Lines

	period  *widgets.PeriodPicker
	region  *widgets.Choice
	text    *widgets.Entry
	chips   *fyne.Container
	table   *table.Table[model.LineView]
	frame   *fyne.Container // laid out anew when the chips change
	content fyne.CanvasObject
	timer   *time.Timer
}

func newLinesTab(p *Page) *linesTab {
	t := &linesTab{page: p}
	t.period = widgets.NewPeriodPicker([]widgets.PeriodKind{widgets.Day, widgets.Month, widgets.Quarter, widgets.Year},
		widgets.Fiscal{}, widgets.Month, model.Today(), func(_ widgets.PeriodKind, period model.Period) {
			t.placed = true
			t.setPeriod(period, false)
		})
	t.region = widgets.NewChoice([]widgets.Option{{Value: "0", Label: i18n.T("全部区域")}}, "0", t.chooseRegion)
	t.text = widgets.NewEntry(i18n.T("客户或品项:名称、拼音、编码"))
	t.text.OnChanged = func(string) { t.typed() }
	t.text.OnKey = t.textKey
	t.chips = container.NewStack()
	t.table = table.New(lineColumns())
	t.table.OnArrange = t.arrange
	t.table.OnFault = p.host.Fail
	t.table.OnCopied = p.copied
	t.table.OnOpen = t.openBatch
	t.table.Menu = t.menu
	t.table.ShowSort("date", true)
	t.sort = model.LineSort{Column: "date", Descending: true}
	t.frame = container.NewBorder(t.bar(), nil, nil, nil, t.table)
	t.content = widgets.NewPanel(t.frame,
		widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius, Pad: widgets.Insets{Left: 6, Top: 8, Right: 6, Bottom: 2}})
	return t
}

func (t *linesTab) bar() fyne.CanvasObject {
	all := widgets.NewFlatButton("", i18n.T("全部时间"), func() { t.setPeriod(model.Period{}, true) })
	more := widgets.NewMenuButton(icons.Filter, i18n.T("类型"), t.kindMenu)
	export := widgets.NewIconButton(icons.Export, i18n.T("导出"), t.export)
	left := widgets.Row(8, t.period, all, t.region, more)
	line := container.NewBorder(nil, nil, left, export, widgets.Inset(widgets.Insets{Left: 8, Right: 8}, t.text))
	return widgets.Inset(widgets.Insets{Left: 6, Right: 6, Bottom: 4}, widgets.Column(6, line, t.chips))
}

// drill takes a filter another page gave over.
func (t *linesTab) drill(f model.LineFilter) {
	t.filter, t.periodSet = f, true
	t.free = true
	switch {
	case f.Period == (model.Period{}):
	case f.Period.From == f.Period.To:
		t.placed, t.free = true, false
		t.period.Set(widgets.Day, f.Period.From)
	default: // the picker stands at the month that taking the period's chip away leads to
		t.placed = true
		t.period.Set(widgets.Month, f.Period.To)
		t.free = f.Period != t.period.Period()
	}
	if f.Text != "" {
		t.text.SetText(f.Text)
	}
}

func (t *linesTab) setPeriod(p model.Period, free bool) {
	t.filter.Period, t.free, t.periodSet = p, free, true
	t.reload()
}

func (t *linesTab) chooseRegion(value string) {
	id, err := strconv.ParseUint(value, 10, 32)
	if err != nil {
		return // the values are ours, made by regionOptions
	}
	t.filter.RegionID = model.ID(id)
	t.reload()
}

func (t *linesTab) typed() {
	if t.timer != nil {
		t.timer.Stop()
	}
	t.timer = time.AfterFunc(typingPause, func() { fyne.Do(t.applyText) })
}

func (t *linesTab) applyText() {
	if q := strings.TrimSpace(t.text.Text); q != t.filter.Text {
		t.filter.Text = q
		t.reload()
	}
}

func (t *linesTab) textKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		t.table.Focus()
	case fyne.KeyReturn, fyne.KeyEnter:
		t.applyText()
	case fyne.KeyEscape:
		if t.text.Text == "" {
			return false
		}
		t.text.SetText("")
	default:
		return false
	}
	return true
}

func (t *linesTab) arrange(a table.Arrangement) {
	t.sort = model.LineSort{Column: a.Key, Descending: a.Descending}
	t.reload()
}

func (t *linesTab) reload() {
	t.table.SetBusy(true)
	t.table.Top()
	t.showChips()
	t.page.host.Reload()
}

// show brings what Load read onto the screen.
func (t *linesTab) show(asked request, set *ledger.Lines) {
	if asked.open && !t.periodSet {
		t.filter.Period = asked.filter.Period
	}
	if !t.placed {
		t.period.Set(widgets.Month, lastMonth(t.page.batches).From)
	}
	t.set = set
	t.region.SetOptions(regionOptions(t.page.directory))
	t.region.SetSelected(fmt.Sprint(t.filter.RegionID))
	t.showChips()
	t.table.SetEmpty(t.emptyState())
	t.table.SetSource(lineSource{t.page.ctx, set})
}

func (t *linesTab) emptyState() fyne.CanvasObject {
	p := t.page
	for i := range p.batches {
		if hasLines(p.batches[i].Kind) && p.batches[i].UndoneAt == nil {
			return widgets.EmptyState(icons.Sales, i18n.T("没有符合条件的销售明细"), i18n.T("换一段时间,或去掉一些条件。"),
				widgets.NewButton(i18n.T("清除全部条件"), t.clear))
		}
	}
	return widgets.EmptyState(icons.Sales, i18n.T("还没有销售明细"), i18n.T("导入公司的销售表(xlsx、xls、csv),或手工录入几行。"),
		widgets.NewPrimaryButton(icons.Import, i18n.T("导入销售表"), p.goImport),
		widgets.NewButton(i18n.T("手工录入"), func() { p.show(TabEntry); p.Focus() }))
}

// clear shows everything.
func (t *linesTab) clear() {
	t.filter = model.LineFilter{}
	t.free, t.periodSet = true, true
	t.text.SetText("")
	t.reload()
}

func (t *linesTab) menu() []*fyne.MenuItem {
	l, ok := t.table.Current()
	if !ok {
		return nil
	}
	only := func(set func(*model.LineFilter)) func() {
		return func() { set(&t.filter); t.reload() }
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("只看客户「%s」", l.Customer), only(func(f *model.LineFilter) { f.CustomerID = l.CustomerID })),
		fyne.NewMenuItem(i18n.T("只看品项「%s」", l.Product), only(func(f *model.LineFilter) { f.ProductID = l.ProductID })),
	}
	if l.EmployeeID != 0 {
		items = append(items, fyne.NewMenuItem(i18n.T("只看业务员「%s」", l.Employee), only(func(f *model.LineFilter) { f.EmployeeID = l.EmployeeID })))
	}
	return append(items, fyne.NewMenuItem(i18n.T("看这一行所在的批次"), func() { t.openBatch(l) }))
}

func (t *linesTab) openBatch(l model.LineView) {
	t.page.show(TabBatches)
	t.page.history.selectBatch(l.BatchID)
}

func (t *linesTab) close() {
	if t.timer != nil {
		t.timer.Stop()
	}
	t.table.Close()
}

// copied says that rows went to the clipboard.
func (p *Page) copied(n int) {
	p.host.Toast(shell.Toast{Text: i18n.T("已复制 %s 行,可粘贴到 Excel", widgets.Grouped(n))})
}
