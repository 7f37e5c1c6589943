package forecast

import (
	"context"

	"fyne.io/fyne/v2"

	"xunshi/app/forecasting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
)

// said is what the sheet of an adjustment holds.
type said struct {
	amount   model.Money
	quantity model.Quantity
	reason   string
}

// roundTo rounds a figure to whole units: nobody expects fractions.
func roundTo[T ~int64](v int64, unit T) T {
	return T(model.MulDiv(v, 1, int64(unit))) * unit
}

// adjust opens the sheet for the manager's figure of a node's i-th month.
func (c *card) adjust(n *forecasting.Node, i int) {
	p := c.page
	if i >= len(n.Points) || p.outlook == nil {
		return
	}
	pt, q := n.Points[i], p.outlook.Request
	v := said{amount: roundTo(pt.Expected(), model.Yuan), quantity: roundTo(pt.Expected(), model.Unit)}
	if pt.Override != nil {
		v.reason = pt.Override.Reason
	}
	figure := form.Money(i18n.T("我的预计"), func(s *said) *model.Money { return &s.amount })
	if q.Metric == model.MetricQuantity {
		figure = form.Quantity(i18n.T("我的预计"), func(s *said) *model.Quantity { return &s.quantity })
	}
	f := form.New(form.Section[said]{Fields: []form.Field[said]{figure.Required(),
		form.Area(i18n.T("理由"), func(s *said) *string { return &s.reason }).Required()}})
	f.Set(v)
	hint := widgets.WrappedCaption(i18n.T("机器预测 %[1]s %[2]s,区间 %[3]s – %[4]s。人工的数一直有效,直到取消;到期后两者都与实际对照。",
		p.figure(pt.Value), p.unit(), p.figure(pt.Lower), p.figure(pt.Upper)))
	sheet := shell.Sheet{Title: i18n.T("%[1]s %[2]s 的预计", n.Name, pt.Month), Content: widgets.Column(8, hint, f), Width: 520,
		Primary: i18n.T("保存"), Dirty: f.Dirty, OnClosed: f.Close}
	sheet.OnPrimary = func(done func()) {
		v, ok := f.Value()
		if !ok {
			return
		}
		value := int64(v.amount)
		if q.Metric == model.MetricQuantity {
			value = int64(v.quantity)
		}
		p.act(i18n.T("已按您的预计调整"), done, func(ctx context.Context) (string, error) {
			return p.forecaster.SetOverride(ctx, q, n.ID, pt.Month, value, v.reason)
		})
	}
	if pt.Override != nil {
		sheet.Danger = i18n.T("取消调整")
		sheet.OnDanger = func(done func()) {
			p.act(i18n.T("已取消人工调整"), done, func(ctx context.Context) (string, error) {
				return p.forecaster.DropOverride(ctx, q, n.ID, pt.Month)
			})
		}
	}
	p.host.Sheet(sheet)
	replaceable()
}

// replaceable selects what stands in the field that has the keyboard: what is typed next
// takes its place.
func replaceable() {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if entry, ok := w.Canvas().Focused().(*widgets.Entry); ok {
			entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		}
	}
}

// act writes, closes the sheet and offers to take it back.
func (p *Page) act(words string, done func(), work func(ctx context.Context) (string, error)) {
	desk.Do(p.host, desk.Act{Said: words, Work: work, Undo: p.forecaster.Undo, Done: func() {
		done()
		p.host.Reload()
	}})
}
