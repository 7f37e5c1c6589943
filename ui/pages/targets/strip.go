package targets

import (
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model/analysis"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// strip tells below the board everything about the cell at its cursor.
type strip struct {
	title   *widgets.Text
	plan    *widgets.Text // what is planned, here and below
	sold    *widgets.Text // what came of it
	basis   *widgets.Text
	content fyne.CanvasObject
}

func newStrip() *strip {
	s := &strip{
		title: widgets.NewText("", widgets.TextStyle{Bold: true, Ellipsis: true}),
		plan:  widgets.NewText("", widgets.TextStyle{Ellipsis: true}),
		sold:  widgets.NewText("", widgets.TextStyle{Ellipsis: true}),
		basis: widgets.NewText("", widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true}),
	}
	s.content = widgets.Column(0, widgets.Hairline(), widgets.Inset(widgets.PadXY(10, 8), widgets.Column(3, s.title, s.plan, s.sold, s.basis)))
	return s
}

func (s *strip) show(b *board, f *targeting.Figures) {
	row, span, ok := b.current()
	if b.tree == nil || len(b.tree.Rows) == 0 {
		return
	}
	r, t := &b.tree.Rows[row], b.tree
	where := strings.Join(t.Path(row), " / ")
	s.title.SetText(i18n.T("%s · %s · 单位:%s", where, t.Spans[span].Label(t.Query.First()), b.unit.label()))
	s.plan.SetText(strings.Join(planned(b, r, row, span), "　"))
	s.sold.SetText(strings.Join(sold(b, f, r, row, span), "　"))
	s.basis.SetText(targeting.Basis(t.Query.Metric) + i18n.T(" 灰色数字由下级合计得出;橙色表示与下级或分期合计不符,不会自动改平。") + hint(ok))
}

func hint(typed bool) string {
	if !typed {
		return ""
	}
	return i18n.T(" F2 修改 · Ctrl+D 向下填充 · Ctrl+R 向右填充 · Ctrl+Z 撤销")
}

// planned are a cell's own target and the sums it is compared with.
func planned(b *board, r *targeting.Row, row, span int) []string {
	u := b.unit
	out := []string{i18n.T("本级 %s", u.shown(r.Own[span]))}
	if r.Sum[span].Known {
		out = append(out, i18n.T("下级合计 %s", u.shown(r.Sum[span])))
		out = append(out, differs(u, i18n.T("差"), r.Difference(span))...)
	}
	if r.Parts[span].Known {
		out = append(out, i18n.T("分期合计 %s", u.shown(r.Parts[span])))
		out = append(out, differs(u, i18n.T("差"), r.PartsDifference(span))...)
	}
	if share := b.tree.Share(row, span); share.Known {
		out = append(out, i18n.T("占上级 %s", rate(share)))
	}
	return out
}

// sold are last year's figure and what came so far.
func sold(b *board, f *targeting.Figures, r *targeting.Row, row, span int) []string {
	if f == nil || row >= len(f.Actual) {
		return nil
	}
	u := b.unit
	var out []string
	if before := f.LastYear[row][span]; before.Known {
		text := i18n.T("去年 %s", u.brief(before))
		if r.Value[span].Known {
			text += "(" + growth(analysis.Growth(r.Value[span].N, before.N)) + ")"
		}
		out = append(out, text)
	}
	if actual := f.Actual[row][span]; actual.Known {
		out = append(out, i18n.T("实际 %s · 达成率 %s · 时间进度 %s", u.brief(actual), rate(f.Attainment(b.tree, row, span)),
			rate(f.Elapsed[span].TimeProgress())), i18n.T("数据截至 %s", dateOr(f)))
	}
	return out
}

func dateOr(f *targeting.Figures) string {
	if f.Until.IsZero() {
		return document.Dash
	}
	return f.Until.String()
}

func differs(u unit, word string, v analysis.Value) []string {
	if !v.Known || v.N == 0 {
		return nil
	}
	return []string{word + " " + u.signed(v.N)}
}
