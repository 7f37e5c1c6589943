package team

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// handoverTab is 交接记录: what was handed over, to print again or to undo.
type handoverTab struct {
	page    *Page
	line    *team.Line
	table   *table.Table[model.Handover]
	content fyne.CanvasObject
}

func newHandoverTab(p *Page) *handoverTab {
	t := &handoverTab{page: p}
	t.table = table.New(t.columns())
	t.table.Noun = i18n.T("项")
	t.table.OnOpen = func(h model.Handover) { p.acts.ShowHandover(h.ID) }
	t.table.OnCopied = p.copied
	t.table.Menu = t.menu
	t.table.SetEmpty(widgets.EmptyState(icons.Inbox, i18n.T("还没有交接过"), i18n.T("离职或换区域前,把客户、投诉、下属和目标交给接手人,这里留下可打印的交接清单。在“人员”里选人,点“操作 → 工作交接”。")))
	tools := widgets.Row(8, widgets.Caption(i18n.T("双击看交接清单")), widgets.Spacer(), widgets.NewMenuButton(icons.More, i18n.T("操作"), t.menu))
	t.content = widgets.NewPanel(container.NewBorder(widgets.Inset(widgets.Insets{Left: 8, Right: 4, Bottom: 4}, tools), nil, nil, nil, t.table),
		widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius, Pad: widgets.Insets{Left: 6, Top: 6, Right: 6, Bottom: 2}})
	return t
}

func (t *handoverTab) columns() []table.Column[model.Handover] {
	type h = model.Handover
	number := func(key, title string, of func(h) int) table.Column[h] {
		return table.Column[h]{Key: key, Title: title, Width: 90, Align: fyne.TextAlignTrailing, Sortable: true, Text: func(x h) string { return fmt.Sprint(of(x)) },
			Compare: func(a, b h) int { return of(a) - of(b) }}
	}
	return []table.Column[h]{
		{Key: "date", Title: i18n.T("交接日期"), Width: 96, Sortable: true, Text: func(x h) string { return x.Date.String() }},
		{Key: "from", Title: i18n.T("交出人"), Width: 110, Sortable: true, Text: func(x h) string {
			if t.line == nil {
				return ""
			}
			return dashed(t.line.Name(x.FromID))
		}},
		{Key: "kind", Title: i18n.T("原因"), Width: 70, Pill: true, Text: func(x h) string {
			if x.Leaving {
				return i18n.T("离职")
			}
			return i18n.T("在职交接")
		}, Tone: func(x h) table.Tone {
			if x.Leaving {
				return table.Attention
			}
			return table.Brand
		}},
		number("customers", i18n.T("客户(家)"), func(x h) int { return x.Customers }),
		number("items", i18n.T("其他事项"), func(x h) int { return x.Items }),
		{Key: "note", Title: i18n.T("备注"), Width: 240, Flex: true, Text: func(x h) string { return dashed(x.Note) }},
	}
}

func (t *handoverTab) show(list []model.Handover, l *team.Line) {
	t.line = l
	t.table.SetItems(list)
}

func (t *handoverTab) menu() []*fyne.MenuItem {
	h, ok := t.table.Current()
	if !ok {
		return nil
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("看交接清单"), func() { t.page.acts.ShowHandover(h.ID) })}
	if h.Operation != "" {
		items = append(items, fyne.NewMenuItem(i18n.T("撤销这次交接…"), func() { t.undo(h) }))
	}
	return items
}

// undo takes a whole hand-over back, after asking: it may be long ago.
func (t *handoverTab) undo(h model.Handover) {
	t.page.host.Confirm(shell.Confirm{Title: i18n.T("撤销这次交接?"),
		Text: i18n.T("%[1]d 家客户和 %[2]d 项事项回到 %[3]s 名下;之后又改过负责人的保持现状。", h.Customers, h.Items, t.line.Name(h.FromID)),
		Yes:  i18n.T("撤销交接"), Danger: true, OnYes: func() { t.page.acts.Undo(h.Operation) }})
}
