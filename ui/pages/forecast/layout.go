package forecast

import (
	"math"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/forecasting"
	"xunshi/model"
	"xunshi/ui/theme"
)

// beside puts the card beside the list: the list has what it needs in a window of the usual
// size, the card never less than its table of months.
type beside struct{}

const (
	besideGap   float32 = 14
	cardShare   float32 = 0.365
	cardNarrow  float32 = 356
	columnSpare float32 = 17 // what a cell has beside its text
)

func (beside) MinSize(parts []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(cardNarrow*2, max(parts[0].MinSize().Height, parts[1].MinSize().Height))
}

func (beside) Layout(parts []fyne.CanvasObject, size fyne.Size) {
	card := float32(math.Round(float64(max(cardNarrow, (size.Width-besideGap)*cardShare))))
	parts[0].Move(fyne.NewPos(0, 0))
	parts[0].Resize(fyne.NewSize(size.Width-besideGap-card, size.Height))
	parts[1].Move(fyne.NewPos(size.Width-card, 0))
	parts[1].Resize(fyne.NewSize(card, size.Height))
}

// figureWidths are those of the month columns and of the sum.
type figureWidths [nextMonths + 1]float32

// widths are as wide as the longest figure there is.
func (p *Page) widths(o *forecasting.Outlook) figureWidths {
	out := figureWidths{72, 72, 72, 80}
	grow := func(at int, text string) {
		out[at] = max(out[at], fyne.MeasureText(text, theme.TextBody, fyne.TextStyle{}).Width+columnSpare)
	}
	var longest [nextMonths + 1]int64
	nodes := o.Nodes
	if o.By == forecasting.ByTotal {
		nodes = []forecasting.Node{o.Total}
	}
	for i := range nodes {
		for m := range min(nextMonths, len(nodes[i].Points)) {
			pt := &nodes[i].Points[m]
			if pt.Override != nil {
				grow(m, saidMark+p.figure(pt.Override.Value))
			}
			longest[m] = max(longest[m], pt.Value)
		}
		expected, _, _ := o.Ahead(&nodes[i])
		longest[nextMonths] = max(longest[nextMonths], expected)
	}
	for at, v := range longest {
		grow(at, p.figure(v))
	}
	return out
}

// wider tells whether a column needs more than it has.
func (w figureWidths) wider(than figureWidths) bool {
	for i := range w {
		if w[i] > than[i] {
			return true
		}
	}
	return false
}

// shape says how a node's money is written in the card: 万元, with fewer decimals the more
// there is.
func (c *card) shape(n *forecasting.Node) {
	var most int64
	for i := range n.Points {
		most = max(most, n.Points[i].Upper)
	}
	const wan = 10_000 * int64(model.Yuan)
	switch {
	case most >= 1000*wan:
		c.decimals = 0
	case most >= 100*wan:
		c.decimals = 1
	default:
		c.decimals = 2
	}
}

// figure is shorter than that of the list: money in 万元.
func (c *card) figure(v int64) string {
	if c.page.request.Metric == model.MetricQuantity {
		return c.page.figure(v)
	}
	return document.FormatMoney(model.Money(v), document.TenThousand, c.decimals)
}
