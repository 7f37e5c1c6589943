package today

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/charts"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/pages/reports"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/chartview"
)

// board is the page with figures on it: four key figures, trend and regions, flags and the
// latest import.
type board struct {
	page *Page
	root *fyne.Container

	notice                  *fyne.Container
	sales, rate, pace, back *widgets.KPICard
	trend                   *chartview.View
	trendCard, lagCard      *fyne.Container
	flagCard, batchCard     *fyne.Container
}

func newBoard(p *Page) *board {
	b := &board{page: p, notice: container.NewStack(), trend: chartview.New(charts.Spec{Kind: charts.Line})}
	none := widgets.KPI{Progress: -1}
	b.sales, b.rate, b.pace, b.back = widgets.NewKPICard(none), widgets.NewKPICard(none), widgets.NewKPICard(none), widgets.NewKPICard(none)
	b.trend.OnTapped = b.openDay
	b.trendCard, b.lagCard, b.flagCard, b.batchCard = container.NewStack(), container.NewStack(), container.NewStack(), container.NewStack()
	keys := widgets.Weighted(theme.Gap, []float32{1, 1, 1, 1}, b.sales, b.rate, b.pace, b.back)
	middle := widgets.Weighted(theme.Gap, []float32{29, 20}, b.trendCard, b.lagCard)
	bottom := widgets.Weighted(theme.Gap, []float32{29, 20}, b.flagCard, b.batchCard)
	b.root = container.New(&boardLayout{b}, b.notice, keys, middle, bottom)
	return b
}

// show fills the board.
func (b *board) show(t *reporting.Today, f figures, batches []model.ImportBatch) {
	b.showNotice(t)
	b.showKeys(t, f)
	b.trendCard.Objects = []fyne.CanvasObject{b.trendOf(t)}
	b.lagCard.Objects = []fyne.CanvasObject{b.lag(t, f)}
	b.flagCard.Objects = []fyne.CanvasObject{b.flags(t)}
	b.batchCard.Objects = []fyne.CanvasObject{b.batches(batches)}
	b.root.Refresh()
}

// trendOf is the card of the month's trend, with its 口径 below.
func (b *board) trendOf(t *reporting.Today) fyne.CanvasObject {
	spec := t.Trend
	spec.Bare = true
	title, unit := i18n.T("本月累计销售额"), spec.Unit
	if t.Empty != "" {
		spec.Empty, unit = i18n.T("本月还没有销售。"), "" // the notice above says why
	}
	b.trend.SetSpec(spec)
	note := widgets.NewText(spec.Note, widgets.TextStyle{Size: theme.TextSmall, Color: theme.Quiet, Ellipsis: true})
	return widgets.NewCard(title, unit, container.NewBorder(nil, note, nil, nil, b.trend))
}

// showNotice says why there are no figures and leads to where there are some.
func (b *board) showNotice(t *reporting.Today) {
	b.notice.Objects = nil
	if t.Empty == "" {
		b.notice.Hide()
		return
	}
	parts := []fyne.CanvasObject{widgets.IconView(icons.Info, 16, theme.Attention), widgets.Body(t.Empty), widgets.Spacer()}
	if latest := t.LatestDate; !latest.IsZero() && latest.Month() != t.Month {
		parts = append(parts, widgets.NewButton(i18n.T("看 %s", latest.Month()), func() { b.page.setMonth(latest.Month()) }))
	}
	b.notice.Objects = []fyne.CanvasObject{widgets.NewPanel(widgets.Row(8, parts...), widgets.PanelStyle{
		Fill: theme.AttentionTint, Radius: theme.CardRadius, Pad: widgets.PadXY(12, 5)})}
	b.notice.Show()
}

func (b *board) showKeys(t *reporting.Today, f figures) {
	p := b.page
	lines := func() { p.openLines(p.scope()) }
	report := func() {
		p.host.Go(shell.Route{Page: shell.PageReports, Arg: reports.Ask{Kind: reports.Daily, Date: t.Period.To, RegionID: p.region}})
	}
	sales, rate, pace, back := f.salesKPI(t), f.attainmentKPI(t), f.paceKPI(t), f.returnsKPI(t)
	sales.OnTapped, rate.OnTapped, pace.OnTapped = lines, report, report
	back.OnTapped = func() {
		filter := p.scope()
		filter.ReturnedOnly = true
		p.openLines(filter)
	}
	if t.Empty != "" {
		sales.OnTapped, rate.OnTapped, pace.OnTapped, back.OnTapped = nil, nil, nil, nil
	}
	if !t.Progress.Target.Known {
		rate.OnTapped = func() { p.host.Go(shell.Route{Page: shell.PageImport, Arg: model.BatchTargets}) }
	}
	b.sales.Set(sales)
	b.rate.Set(rate)
	b.pace.Set(pace)
	b.back.Set(back)
}

// openDay leads from a day of the trend to its lines.
func (b *board) openDay(points []charts.Point) {
	t := b.page.shown
	day := t.Month.First() + model.Date(points[0].Index)
	if day > t.Period.To {
		return
	}
	f := b.page.scope()
	f.Period = model.Period{From: day, To: day}
	b.page.openLines(f)
}

// boardLayout stacks notice, key figures, and two rows of cards that share the height.
type boardLayout struct{ board *board }

const (
	boardTop float32 = 14
	keyRow   float32 = 108
)

func (*boardLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(760, 560) }

func (l *boardLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x, width := theme.Margin, size.Width-2*theme.Margin
	y := boardTop
	place := func(o fyne.CanvasObject, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, height))
		y += height + theme.Gap
	}
	if o[0].Visible() {
		place(o[0], o[0].MinSize().Height)
	}
	place(o[1], l.keyHeight(width))
	rest := size.Height - y - boardTop - theme.Gap
	middle := float32(int(rest * 0.54))
	place(o[2], middle)
	place(o[3], rest-middle)
}

// keyHeight is the height of the key figures: that of the tallest, as comparisons wrap in a
// narrow window.
func (l *boardLayout) keyHeight(width float32) float32 {
	h := keyRow
	for _, card := range []*widgets.KPICard{l.board.sales, l.board.rate, l.board.pace, l.board.back} {
		h = max(h, card.HeightFor((width-3*theme.Gap)/4))
	}
	return h
}
