package forecast

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/forecasting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/pages/targets"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// clock is the computer's; tests stop it.
var clock = model.Today

// Page is the page 预测.
type Page struct {
	host       shell.Host
	forecaster Forecaster
	program    Program
	outlet     desk.Outlet

	request  forecasting.Request
	asked    forecasting.Request // what the running Load is to read
	outlook  *forecasting.Outlook
	kept     bool
	selected model.ID
	chosen   bool // a node was chosen; else the first is shown

	switcher *widgets.Segmented // to the targets and the calendar
	by       *widgets.Segmented
	metric   *widgets.Choice
	months   *widgets.Choice
	list     *list
	card     *card
	summary  *widgets.Text
	left     *fyne.Container
	split    *fyne.Container
	body     *fyne.Container
	wait     *wait
	content  fyne.CanvasObject
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Preparer  = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

// dimensions in the order of the switch.
var dimensions = []forecasting.By{forecasting.ByRegion, forecasting.ByProduct, forecasting.ByCustomer, forecasting.ByTotal}

// horizons are the numbers of months that are offered.
var horizons = []int{3, 6, 12, 18}

// New makes the page; arg as Entry says.
func New(h shell.Host, f Forecaster, program Program, outlet desk.Outlet, arg any) *Page {
	p := &Page{host: h, forecaster: f, program: program, outlet: outlet,
		request: forecasting.Request{By: forecasting.ByRegion, Metric: model.MetricAmount, Months: 6}}
	if by, ok := arg.(forecasting.By); ok {
		p.request.By = by
	}
	p.switcher = targets.Switch(h, shell.PageForecast)
	words, at := make([]string, len(dimensions)), 0
	for i, by := range dimensions {
		words[i] = byWord(by)
		if by == p.request.By {
			at = i
		}
	}
	p.by = widgets.NewSegmented(words, at, func(i int) { p.ask(func(q *forecasting.Request) { q.By = dimensions[i] }) })
	p.metric = widgets.NewChoice([]widgets.Option{{Value: string(model.MetricAmount), Label: forecasting.MetricText(model.MetricAmount)},
		{Value: string(model.MetricQuantity), Label: forecasting.MetricText(model.MetricQuantity)}}, string(p.request.Metric),
		func(v string) { p.ask(func(q *forecasting.Request) { q.Metric = model.Metric(v) }) })
	options := make([]widgets.Option, len(horizons))
	for i, n := range horizons {
		options[i] = widgets.Option{Value: strconv.Itoa(n), Label: i18n.T("向前 %d 个月", n)}
	}
	p.months = widgets.NewChoice(options, strconv.Itoa(p.request.Months), func(v string) {
		if n, err := strconv.Atoi(v); err == nil {
			p.ask(func(q *forecasting.Request) { q.Months = n })
		}
	})
	p.list, p.card, p.wait = &list{page: p}, newCard(p), newWait(p)
	p.summary = widgets.Caption("")
	p.left = container.NewStack()
	head := widgets.Inset(widgets.Insets{Left: 6, Right: 6, Bottom: 4}, widgets.Column(4, widgets.Flow(8, p.by, p.metric, p.months), p.summary))
	ground := widgets.NewPanel(widgets.Headed(head, p.left), widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule,
		Radius: theme.CardRadius, Pad: widgets.Insets{Left: 6, Top: 8, Right: 6, Bottom: 2}})
	p.split = container.New(beside{}, ground, p.card.root)
	p.body = container.NewStack(p.split)
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, p.body)
	return p
}

// byWord is the short word of a dimension in the switch.
func byWord(by forecasting.By) string {
	switch by {
	case forecasting.ByRegion:
		return i18n.T("区域")
	case forecasting.ByProduct:
		return i18n.T("品项")
	case forecasting.ByCustomer:
		return i18n.T("客户")
	case forecasting.ByTotal:
	}
	return i18n.T("整体")
}

// ask changes the question and reads anew.
func (p *Page) ask(change func(q *forecasting.Request)) {
	before := p.request
	change(&p.request)
	if p.request.By != before.By {
		p.selected, p.chosen = 0, false
	}
	p.host.Reload()
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("预测") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.switcher, widgets.NewMenuButton(icons.More, i18n.T("工具"), p.tools)}
}

func (p *Page) tools() []*fyne.MenuItem {
	show := fyne.NewMenuItem(i18n.T("打印与导出"), p.takeAlong)
	keep := fyne.NewMenuItem(i18n.T("存档这次预测"), p.keep)
	show.Disabled = p.outlook == nil
	keep.Disabled = p.outlook == nil || p.outlook.Empty != ""
	return []*fyne.MenuItem{show, keep}
}

func (p *Page) takeAlong() {
	if p.outlook != nil {
		desk.Show(p.host, p.outlet, p.outlook.Document(p.program.ReportTitle(), p.program.Settings().Money))
	}
}

// keep writes the forecast down, to be judged by what comes.
func (p *Page) keep() {
	o := p.outlook
	if o == nil || o.Empty != "" {
		return
	}
	desk.Do(p.host, desk.Act{Said: i18n.T("已存档,到期后自动与实际对照"), Undo: p.forecaster.Undo,
		Work: func(ctx context.Context) (string, error) { return p.forecaster.Keep(ctx, o) }})
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Prepare implements shell.Preparer.
func (p *Page) Prepare() {
	p.asked = p.request
	p.asked.Today = clock()
}

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	o, err := p.forecaster.Outlook(ctx, p.asked, p.wait.follow(ctx))
	if err != nil {
		return nil, err
	}
	kept, err := p.forecaster.Kept(ctx, o.Request)
	if err != nil {
		return nil, err
	}
	return func() { p.show(o, kept) }, nil
}

func (p *Page) show(o *forecasting.Outlook, kept bool) {
	p.outlook, p.kept = o, kept
	if o.Empty != "" {
		p.body.Objects = []fyne.CanvasObject{widgets.NewCardGround(widgets.EmptyState(icons.Charts, i18n.T("还不能预测"), o.Empty,
			widgets.NewPrimaryButton(icons.Import, i18n.T("导入销售明细"), func() {
				p.host.Go(shell.Route{Page: shell.PageImport, Arg: model.BatchSales})
			})))}
		p.body.Refresh()
		return
	}
	p.body.Objects = []fyne.CanvasObject{p.split}
	p.list.show(o)
	p.summary.SetText(p.words())
	p.card.show(p.node())
	p.body.Refresh()
}

// words says how past forecasts did, all nodes together.
func (p *Page) words() string {
	s, judged := p.outlook.Judged.Best()
	text := i18n.T("截至 %s", p.outlook.Origin)
	if s.WAPE.Known {
		source := i18n.T("回测")
		if judged {
			source = i18n.T("存档预测")
		}
		text += " · " + i18n.T("%[1]s WAPE %[2]s,偏差 %[3]s", source, forecasting.Rate(s.WAPE), forecasting.Rate(s.Bias))
	}
	if !p.kept {
		text += " · " + i18n.T("本次未存档")
	}
	return text
}

// node is the one shown in the card: the chosen one, else the first, else the whole.
func (p *Page) node() *forecasting.Node {
	o := p.outlook
	if o.By == forecasting.ByTotal {
		return &o.Total
	}
	for i := range o.Nodes {
		if p.chosen && o.Nodes[i].ID == p.selected {
			return &o.Nodes[i]
		}
	}
	if len(o.Nodes) > 0 {
		return &o.Nodes[0]
	}
	return &o.Total
}

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	if p.list.table != nil {
		p.list.table.Focus()
	}
}

// Shortcut implements shell.Shortcuts: Ctrl+F filters, Ctrl+S keeps the forecast, Ctrl+P
// shows it on paper.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault || p.outlook == nil {
		return false
	}
	switch {
	case c.KeyName == fyne.KeyF && p.list.table != nil:
		p.list.table.ToggleFilter()
	case c.KeyName == fyne.KeyS:
		p.keep()
	case c.KeyName == fyne.KeyP:
		p.takeAlong()
	default:
		return false
	}
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {
	if p.list.table != nil {
		p.list.table.Close()
	}
}
