package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
)

// PeriodPicker shows a period with ‹ › beside it; pressing the name opens a panel to pick
// another, or another kind.
type PeriodPicker struct {
	widget.BaseWidget
	OnChanged func(kind PeriodKind, p model.Period)

	fiscal Fiscal
	kinds  []PeriodKind
	kind   PeriodKind
	period model.Period

	name  *Button
	box   *Panel
	popup *widget.PopUp
}

// NewPeriodPicker makes a picker for the kinds given (at least one, in this order), with
// the period of kind that date lies in.
func NewPeriodPicker(kinds []PeriodKind, fiscal Fiscal, kind PeriodKind, date model.Date, changed func(PeriodKind, model.Period)) *PeriodPicker {
	p := &PeriodPicker{OnChanged: changed, fiscal: fiscal, kinds: kinds, kind: kind, period: fiscal.Of(kind, date)}
	p.name = NewFlatButton("", "", p.open)
	p.name.SetHeight(theme.RowHeight - 2)
	back := NewFlatButton(icons.ChevronLeft, "", func() { p.step(-1) })
	next := NewFlatButton(icons.ChevronRight, "", func() { p.step(1) })
	back.SetHeight(theme.RowHeight - 2)
	next.SetHeight(theme.RowHeight - 2)
	p.box = NewPanel(Row(0, back, p.name, next),
		PanelStyle{Fill: theme.Surface, Line: theme.Border, Radius: theme.FieldRadius, Pad: Pad(1)})
	p.ExtendBaseWidget(p)
	p.showName()
	return p
}

// Kind of the period.
func (p *PeriodPicker) Kind() PeriodKind { return p.kind }

// Period chosen.
func (p *PeriodPicker) Period() model.Period { return p.period }

// Set chooses the period of kind that date lies in, without calling OnChanged.
func (p *PeriodPicker) Set(kind PeriodKind, date model.Date) {
	p.kind, p.period = kind, p.fiscal.Of(kind, date)
	p.showName()
}

func (p *PeriodPicker) showName() {
	p.name.SetText(p.fiscal.Name(p.kind, p.period))
	p.Refresh()
}

func (p *PeriodPicker) step(n int) { p.choose(p.kind, p.fiscal.Shift(p.kind, p.period, n).From) }

func (p *PeriodPicker) choose(kind PeriodKind, date model.Date) {
	if p.popup != nil {
		p.popup.Hide()
		p.popup = nil
	}
	p.kind, p.period = kind, p.fiscal.Of(kind, date)
	p.showName()
	if p.OnChanged != nil {
		p.OnChanged(p.kind, p.period)
	}
}

func (p *PeriodPicker) open() {
	c := CanvasOf(p)
	if c == nil {
		return
	}
	panel := newPeriodPanel(p.fiscal, p.kinds, p.kind, p.period, p.choose)
	p.popup = widget.NewPopUp(panel.object, c)
	panel.resized = func() { p.popup.Resize(panel.object.MinSize()) }
	p.popup.ShowAtRelativePosition(fyne.NewPos(0, theme.RowHeight+4), p)
}

// CreateRenderer draws the picker.
func (p *PeriodPicker) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }

// Refresh lays the box out anew, as the name may have become longer.
func (p *PeriodPicker) Refresh() {
	p.box.Refresh()
	p.BaseWidget.Refresh()
}

// periodPanel is what the picker opens: the kinds, a year (or month) to step through, and
// a grid of periods.
type periodPanel struct {
	fiscal  Fiscal
	kinds   []PeriodKind
	kind    PeriodKind
	chosen  model.Period
	cursor  model.Date // the page of the grid shown contains this date
	pick    func(PeriodKind, model.Date)
	resized func()

	object *fyne.Container
	body   *fyne.Container
}

func newPeriodPanel(f Fiscal, kinds []PeriodKind, kind PeriodKind, chosen model.Period, pick func(PeriodKind, model.Date)) *periodPanel {
	p := &periodPanel{fiscal: f, kinds: kinds, kind: kind, chosen: chosen, cursor: chosen.From, pick: pick, body: container.NewStack()}
	var parts []fyne.CanvasObject
	if len(kinds) > 1 {
		parts = append(parts, container.NewCenter(NewSegmented(kindNames(kinds), kindIndex(kinds, kind), func(i int) {
			p.kind = kinds[i]
			p.build()
		})))
	}
	p.object = Inset(Pad(12), Column(8, append(parts, p.body)...))
	p.build()
	return p
}

func (p *periodPanel) build() {
	p.body.Objects = []fyne.CanvasObject{Column(6, p.head(), p.grid(), p.foot())}
	p.body.Refresh()
	if p.resized != nil {
		p.resized()
	}
}

func (p *periodPanel) turn(n int) {
	switch p.kind {
	case Day:
		p.cursor = p.fiscal.Shift(Month, p.fiscal.Of(Month, p.cursor), n).From
	case Year:
		p.cursor = p.fiscal.Shift(Year, p.fiscal.Of(Year, p.cursor), 12*n).From
	default:
		p.cursor = p.fiscal.Shift(Year, p.fiscal.Of(Year, p.cursor), n).From
	}
	p.build()
}
