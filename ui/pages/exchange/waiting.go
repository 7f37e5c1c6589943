package exchange

import (
	"slices"

	"fyne.io/fyne/v2"

	"xunshi/app/exchange"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets"
)

// waitingFor is one person with workbooks that are out.
type waitingFor struct {
	exchange.Row     // the most pressing
	books        int // how many
	here         int // of these, with a file among those read that can be taken in
}

// waiting are the people of the region whose workbooks are out, the most pressing first.
func (t *backTab) waiting() []*waitingFor {
	here := map[model.ID]bool{}
	if t.intake != nil {
		for _, r := range t.intake.ReadyOnes() {
			here[r.Workbook.ID] = true
		}
	}
	var out []*waitingFor
	for _, r := range t.page.inRegion() {
		if r.Standing != exchange.Overdue && r.Standing != exchange.Missing {
			continue
		}
		at := slices.IndexFunc(out, func(w *waitingFor) bool { return w.Employee == r.Employee })
		if at < 0 {
			at = len(out)
			out = append(out, &waitingFor{Row: r})
		}
		out[at].books++
		if here[r.Workbook.ID] {
			out[at].here++
		}
	}
	return out
}

// pill names the person, how late, and of how many workbooks.
func (w *waitingFor) pill() fyne.CanvasObject {
	text, tone := w.Name, widgets.Attention
	if w.Late > 0 {
		text, tone = i18n.T("%[1]s 逾期 %[2]d 天", w.Name, w.Late), widgets.Behind
	}
	if n := w.books - w.here; n > 1 {
		text += i18n.T(" · %d 份", n)
	}
	return widgets.Pill(text, tone)
}
