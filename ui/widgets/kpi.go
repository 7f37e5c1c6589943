package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
)

// Compare is a comparison below a key figure: 同比 ▲ +8.3%.
type Compare struct {
	Label string // 同比, 进度差; may be empty
	Value string // with its sign; "—" where there is no base
	Tone  Tone   // Ahead and Behind add the arrow
}

// KPI is a key figure.
type KPI struct {
	Label    string // 本月销售额
	Value    string // 352.0; "—" where there is none
	Unit     string // 万元 / 目标 800
	Tone     Tone   // of the value itself
	Compare  []Compare
	Progress float64 // share for the bar; negative = no bar
	Tick     float64 // 时间进度 on the bar, NoTick = none
	OnTapped func()  // what is it made of?
}

// KPICard is a card with one key figure. It can be pressed when the figure can be opened.
type KPICard struct {
	widget.BaseWidget
	kpi     KPI
	panel   *Panel
	hovered bool
	focused bool
}

// NewKPICard makes the card.
func NewKPICard(k KPI) *KPICard {
	c := &KPICard{}
	c.panel = NewCardGround(nil)
	c.ExtendBaseWidget(c)
	c.Set(k)
	return c
}

// Set shows another figure.
func (c *KPICard) Set(k KPI) {
	c.kpi = k
	figure := Row(6, NewText(k.Value, TextStyle{Size: theme.TextKey, Bold: true, Color: k.Tone.Ink()}),
		Inset(Insets{Top: 9}, NewText(k.Unit, TextStyle{Color: theme.Quiet})))
	parts := []fyne.CanvasObject{NewText(k.Label, TextStyle{Size: theme.TextCaption, Color: theme.Quiet}), figure}
	if len(k.Compare) > 0 {
		parts = append(parts, compareLine(k.Compare))
	}
	if k.Progress >= 0 {
		parts = append(parts, Inset(Insets{Top: 4}, NewProgressBar(k.Progress, k.Tick)))
	}
	c.panel.SetContent(Column(0, parts...))
	c.Refresh()
}

func compareLine(compare []Compare) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for _, x := range compare {
		value := x.Value
		if a := x.Tone.Arrow(); a != "" {
			value = a + " " + value
		}
		color := x.Tone.Ink()
		if x.Tone == Plain {
			color = theme.Quiet
		}
		parts = append(parts, Row(5,
			NewText(x.Label, TextStyle{Size: theme.TextCaption, Color: theme.Quiet}),
			NewText(value, TextStyle{Size: theme.TextCaption, Color: color})))
	}
	return Flow(12, parts...)
}

// HeightFor is the height at a width.
func (c *KPICard) HeightFor(width float32) float32 { return c.panel.HeightFor(width) }

// Tapped opens the figure.
func (c *KPICard) Tapped(*fyne.PointEvent) {
	if c.kpi.OnTapped != nil {
		c.kpi.OnTapped()
	}
}

// Cursor is a hand where the card can be pressed.
func (c *KPICard) Cursor() desktop.Cursor {
	if c.kpi.OnTapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MouseIn shows that the card can be pressed.
func (c *KPICard) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved does nothing.
func (c *KPICard) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (c *KPICard) MouseOut() { c.hovered = false; c.Refresh() }

// FocusGained shows the focus ring.
func (c *KPICard) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost takes the ring away.
func (c *KPICard) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune does nothing.
func (c *KPICard) TypedRune(rune) {}

// TypedKey opens the figure with Enter or Space.
func (c *KPICard) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.Tapped(nil)
	default:
		PassKey(c, e)
	}
}

// Refresh redraws the border for hover and focus.
func (c *KPICard) Refresh() {
	style := c.panel.style
	style.Line = theme.Rule
	if c.kpi.OnTapped != nil && (c.hovered || c.focused) {
		style.Line = theme.Brand
	}
	c.panel.SetStyle(style)
	c.BaseWidget.Refresh()
}

// CreateRenderer draws the card.
func (c *KPICard) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.panel) }
