package forecasting

import (
	"strings"

	"xunshi/app/document"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Best is the judgement that says most: by kept forecasts where some of their months have
// come, else by the back-test. kept tells which.
func (t Track) Best() (s Score, kept bool) {
	if t.Kept.WAPE.Known {
		return t.Kept, true
	}
	return t.Tested, false
}

func (t Track) best() Score { s, _ := t.Best(); return s }

// Rate shows a rate with one decimal, "—" where there is none.
func Rate(v analysis.Value) string {
	if !v.Known {
		return document.Dash
	}
	return document.FormatScaled(v.N, 10_000, 1) + "%"
}

// Sum adds the nodes up: histories, forecasts, the manager's figures. Its range is that of
// the business as a whole.
func (o *Outlook) Sum() Node {
	sum := Node{Name: o.Total.Name, History: o.Total.History, Track: o.Judged, Method: o.Total.Method}
	sum.Points = make([]Point, len(o.Total.Points))
	for i := range o.Total.Points {
		p := &sum.Points[i]
		p.Month, p.Lower, p.Upper = o.Total.Points[i].Month, o.Total.Points[i].Lower, o.Total.Points[i].Upper
		expected := int64(0)
		for _, n := range o.all() {
			if i < len(n.Points) {
				p.Value += n.Points[i].Value
				expected += n.Points[i].Expected()
			}
		}
		if expected != p.Value {
			p.Override = &model.ForecastOverride{Value: expected}
		}
	}
	return sum
}

// Ahead adds up what is expected of a node in the months of the outlook, and what the same
// months brought a year before; ok is false where the history does not reach that far.
func (o *Outlook) Ahead(n *Node) (expected, lastYear int64, ok bool) {
	ok = len(n.Points) > 0
	for i := range n.Points {
		expected += n.Points[i].Expected()
		v, known := o.LastYear(n, n.Points[i].Month)
		lastYear += v
		ok = ok && known
	}
	return expected, lastYear, ok
}

func (o *Outlook) row(n *Node) document.Row {
	expected, lastYear, comparable := o.Ahead(n)
	cells := []document.Cell{{Text: n.Name}, {Text: n.Code, None: n.Code == ""}}
	var reasons []string
	for m := range o.Months {
		if m >= len(n.Points) {
			cells = append(cells, document.Cell{None: true})
			continue
		}
		cell := document.Cell{Number: n.Points[m].Expected()}
		if said := n.Points[m].Override; said != nil {
			cell.Tone = document.Attention
			if said.Reason != "" {
				reasons = append(reasons, n.Points[m].Month.String()+" "+said.Reason)
			}
		}
		cells = append(cells, cell)
	}
	growth := analysis.Value{}
	if comparable {
		growth = analysis.Growth(expected, lastYear)
	}
	score := n.Track.best()
	cells = append(cells, document.Cell{Number: expected, None: len(n.Points) == 0},
		document.Cell{Number: lastYear, None: !comparable}, percent(growth), percent(score.WAPE), percent(score.Bias),
		document.Cell{Text: n.Method}, document.Cell{Text: strings.Join(reasons, "；"), None: len(reasons) == 0})
	return document.Row{Cells: cells}
}

func percent(v analysis.Value) document.Cell { return document.Cell{Number: v.N, None: !v.Known} }
